//! The sheet that sums up: one thing below the other, as in a letter.

use super::{A4, Writer, high, lines, style, write_text};
use crate::document::{Block, Cell, Item, Table, Tally};
use rammeaftale::sentence;
use rammeaftale::text::{Lang, Text};
use rust_xlsxwriter::{Worksheet, XlsxError};

/// The last column that a line of the sheet that sums up reaches over, and about how many characters have room there.
const ACROSS: u16 = 4;
const LINE: usize = 140;
/// The width of its columns after the first.
const BESIDE: u16 = 28;

impl Writer<'_> {
    /// What it comes to: one thing below the other, as in a letter.
    pub(super) fn conclusion(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let first = self.widest_name();
        let beside = u16::try_from((LINE - first) / usize::from(ACROSS)).unwrap_or(BESIDE);
        sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0);
        sheet.set_column_width(0, u16::try_from(first).unwrap_or(BESIDE))?.set_column_range_width(1, ACROSS, beside)?;
        let mut row = 0;
        self.line(sheet, &mut row, &self.document.title, &self.style.title)?;
        for block in &self.document.lead {
            self.block(sheet, &mut row, block)?;
        }
        for section in self.document.on_paper().filter(|section| section.sums_up()) {
            row += 1;
            self.line(sheet, &mut row, &section.title, &self.style.section)?;
            for block in &section.blocks {
                self.block(sheet, &mut row, block)?;
            }
        }
        Ok(())
    }

    /// How wide the first column must be for what is counted to be read, within reason.
    fn widest_name(&self) -> usize {
        const LEAST: usize = 34;
        const MOST: usize = 64;
        let blocks = self.document.on_paper().flat_map(|section| &section.blocks);
        let tallies = blocks.filter_map(|block| if let Block::Tally(tallies) = block { Some(tallies) } else { None });
        let names = tallies.flatten().map(|tally| counted(tally, self.lang).chars().count() + 2);
        names.max().unwrap_or(LEAST).clamp(LEAST, MOST)
    }

    fn block(&self, sheet: &mut Worksheet, row: &mut u32, block: &Block) -> Result<(), XlsxError> {
        match block {
            Block::Heading(text) => self.line(sheet, row, text, &self.style.column),
            Block::Paragraph(text) => self.line(sheet, row, text, &self.style.plain),
            Block::Note(text) => self.line(sheet, row, text, &self.style.note),
            Block::List(items) => self.items(sheet, row, items, ""),
            Block::Tally(tallies) => self.tallies(sheet, row, tallies),
            Block::Table(table) => self.inline(sheet, row, table),
            // Each has a place of its own in a workbook.
            Block::Chart(_) | Block::Details(_) => Ok(()),
        }
    }

    /// A table among words.
    fn inline(&self, sheet: &mut Worksheet, row: &mut u32, table: &Table) -> Result<(), XlsxError> {
        let columns = table.kept(false);
        for (at, (index, column)) in (0_u16..).zip(&columns) {
            let style = self.style.heading(table.is_numeric(*index));
            write_text(sheet, *row, at, column.heading.get(self.lang), style)?;
        }
        for line in &table.rows {
            *row += 1;
            for (at, cell) in (0_u16..).zip(line.only(&columns)) {
                self.cell(sheet, *row, at, cell, &self.style.wrapped)?;
            }
            let fullest = line.only(&columns).map(|cell| lines(&cell.shown(self.lang), BESIDE.into())).max();
            high(sheet, *row, fullest.unwrap_or(1))?;
        }
        *row += 2;
        Ok(())
    }

    fn items(&self, sheet: &mut Worksheet, row: &mut u32, items: &[Item], indent: &str) -> Result<(), XlsxError> {
        for item in items {
            let clauses = item.clauses.join(", ");
            let clauses = if clauses.is_empty() { clauses } else { format!(" ({clauses})") };
            let told = |text: &str| format!("{indent}{text}{clauses}");
            let text = Text::new(told(&item.text.da), told(&item.text.en));
            self.line(sheet, row, &text, &self.style.plain)?;
            self.items(sheet, row, &item.items, &format!("{indent}    "))?;
        }
        Ok(())
    }

    /// The verdicts, counted: a row a kind, a column a verdict.
    fn tallies(&self, sheet: &mut Worksheet, row: &mut u32, tallies: &[Tally]) -> Result<(), XlsxError> {
        for (column, verdict) in (1..).zip(style::VERDICTS) {
            write_text(sheet, *row, column, sentence::verdict(verdict).get(self.lang), &self.style.numbers)?;
        }
        *row += 1;
        for tally in tallies {
            write_text(sheet, *row, 0, &counted(tally, self.lang), &self.style.plain)?;
            let count = &tally.count;
            let counts = [count.breached, count.undetermined, count.met, count.not_applicable];
            for (column, count) in (1..).zip(counts) {
                self.cell(sheet, *row, column, &Cell::count(count), &self.style.plain)?;
            }
            *row += 1;
        }
        Ok(())
    }

    fn line(
        &self,
        sheet: &mut Worksheet,
        row: &mut u32,
        text: &Text,
        format: &rust_xlsxwriter::Format,
    ) -> Result<(), XlsxError> {
        let shown = text.get(self.lang);
        let wrapped = format.clone().set_text_wrap();
        let format = if shown.chars().count() > LINE { &wrapped } else { format };
        if format == &wrapped {
            sheet.merge_range(*row, 0, *row, ACROSS, "", format)?;
        }
        write_text(sheet, *row, 0, shown, format)?;
        high(sheet, *row, lines(shown, LINE))?;
        *row += 1;
        Ok(())
    }
}

/// How many of what.
fn counted(tally: &Tally, lang: Lang) -> String {
    format!("{} {}", tally.total(), tally.name.get(lang))
}
