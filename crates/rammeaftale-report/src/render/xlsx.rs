//! The form for Excel and LibreOffice: a sheet that sums up with the drawings as native charts, then the tables.
//!
//! The same document gives the same bytes: there is no clock in it.

mod charts;
mod footer;
mod style;
mod summary;

use crate::document::{Cell, Column, Document, Row, Section, Table};
use rammeaftale::Verdict;
use rammeaftale::text::{Lang, visible};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};
use std::collections::BTreeSet;
use style::Style;

/// What Excel holds in one cell.
const LONGEST_CELL: usize = 32_767;
/// At the end of a text of which that is not all.
const CUT: &str = " […]";
/// What Excel holds in the name of a sheet.
const LONGEST_NAME: usize = 31;
/// Characters that can be read when they are fitted to the width of a page; more are for a larger sheet, and then for several
/// beside each other.
const WIDEST: usize = 200;
/// There, texts stand in lines of so many characters.
const NARROW: usize = 34;
const A4: u8 = 9;
const A3: u8 = 8;
/// More of a long text is read in the cell itself.
const MOST_LINES: usize = 4;
/// Rows of a sheet below its headings.
const MOST_ROWS: usize = 1_048_575;

/// The document as a workbook. Numbers and days are numbers and days; no text is a formula.
///
/// # Errors
/// When the writer refuses, as it does a file too large for the format.
pub fn xlsx(document: &Document, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(document.title.get(lang)).set_creation_datetime(&created));
    let mut names = BTreeSet::new();
    let writer = Writer { document, lang, style: Style::new(lang) };
    if !document.lead.is_empty() || document.filled().any(Section::sums_up) {
        writer.conclusion(named(book.add_worksheet(), "Resumé", "Summary", lang, &mut names)?)?;
    }
    for sheet in &document.sheets {
        let (da, en) = (&sheet.name.da, &sheet.name.en);
        writer.table(named(book.add_worksheet(), da, en, lang, &mut names)?, &sheet.table)?;
    }
    charts::add(&mut book, document, lang, &mut names)?;
    for sheet in book.worksheets_mut() {
        writer.page(sheet);
    }
    book.save_to_buffer()
}

/// Names a sheet; two never share one.
fn named<'w>(
    sheet: &'w mut Worksheet,
    da: &str,
    en: &str,
    lang: Lang,
    names: &mut BTreeSet<String>,
) -> Result<&'w mut Worksheet, XlsxError> {
    let plain = visible(if lang == Lang::Da { da } else { en });
    let plain: String = plain.chars().map(|c| if "[]:*?/\\'".contains(c) { ' ' } else { c }).collect();
    let short = |length: usize| plain.chars().take(length).collect::<String>();
    let mut name = short(LONGEST_NAME);
    let mut number = 2;
    while !names.insert(name.to_lowercase()) {
        name = format!("{} {number}", short(LONGEST_NAME - 8));
        number += 1;
    }
    sheet.set_name(name)
}

/// Text is written as text, and stays text when it is edited.
fn write_text(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: &rust_xlsxwriter::Format,
) -> Result<(), XlsxError> {
    let text = within_cell(visible(text));
    let is_tempting = text.trim_start().starts_with(['=', '+', '-', '@']);
    let quoted = is_tempting.then(|| format.clone().set_quote_prefix());
    sheet.write_string_with_format(row, column, text, quoted.as_ref().unwrap_or(format))?;
    Ok(())
}

/// What does not fit is cut, and the cut is seen.
fn within_cell(text: String) -> String {
    if text.chars().count() <= LONGEST_CELL {
        return text;
    }
    let kept: String = text.chars().take(LONGEST_CELL - CUT.chars().count()).collect();
    kept + CUT
}

/// How many lines a text takes in a width.
fn lines(text: &str, width: usize) -> usize {
    text.chars().count().div_ceil(width)
}

/// Not every program gives a row with long texts the height that it needs.
fn high(sheet: &mut Worksheet, row: u32, lines: usize) -> Result<(), XlsxError> {
    const HIGHEST: usize = 25;
    if lines > 1 {
        let lines = u16::try_from(lines.min(HIGHEST)).unwrap_or_default();
        sheet.set_row_height(row, 15 * lines)?;
    }
    Ok(())
}

/// How many pages stand beside each other, each with the columns that say of whom its rows speak.
fn pages(widths: &[usize], leading: usize) -> u16 {
    let of = |widths: &[usize]| widths.iter().sum::<usize>();
    let repeated = of(widths.get(..leading).unwrap_or_default());
    let beside = (of(widths) - repeated).div_ceil(WIDEST.saturating_sub(repeated).max(NARROW));
    u16::try_from(beside.max(1)).unwrap_or(u16::MAX)
}

struct Writer<'d> {
    document: &'d Document,
    lang: Lang,
    style: Style,
}

impl Writer<'_> {
    /// Headings that stay, filters, widths, colours for verdicts.
    fn table(&self, sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
        let columns = table.kept(false);
        let rows = &table.rows.get(..MOST_ROWS).unwrap_or(&table.rows);
        let width = |(index, column): &(usize, &Column)| self.width(table, *index, column.heading.get(self.lang));
        let mut widths: Vec<usize> = columns.iter().map(width).collect();
        let is_wide = widths.iter().sum::<usize>() > WIDEST;
        if is_wide {
            widths.iter_mut().for_each(|width| *width = (*width).min(NARROW));
        }
        for ((at, (index, column)), width) in (0_u16..).zip(&columns).zip(&widths) {
            write_text(sheet, 0, at, column.heading.get(self.lang), self.style.heading(table.is_numeric(*index)))?;
            sheet.set_column_width(at, u16::try_from(*width).unwrap_or(u16::MAX))?;
        }
        for (at, row) in (1_u32..).zip(rows.iter()) {
            let mut fullest = 1;
            for ((column, cell), width) in (0_u16..).zip(row.only(&columns)).zip(&widths) {
                let lines = if cell.is_number() { 1 } else { lines(&cell.shown(self.lang), *width) };
                let style = if lines > 1 { &self.style.wrapped } else { &self.style.plain };
                self.cell(sheet, at, column, cell, style)?;
                fullest = fullest.max(lines);
            }
            high(sheet, at, fullest.min(MOST_LINES))?;
        }
        sheet.set_paper_size(if is_wide { A3 } else { A4 });
        let leading = columns.iter().take_while(|(_, column)| column.leads).count();
        sheet.set_print_fit_to_pages(pages(&widths, leading), 0);
        if let Some(last) = u16::try_from(leading).unwrap_or_default().checked_sub(1) {
            sheet.set_repeat_columns(0, last)?;
        }
        self.choices(sheet, &columns, rows)
    }

    /// What can be chosen from and seen while scrolling: filters, coloured verdicts, headings that stay.
    fn choices(&self, sheet: &mut Worksheet, columns: &[(usize, &Column)], rows: &[Row]) -> Result<(), XlsxError> {
        let last = (u32::try_from(rows.len()).unwrap_or(u32::MAX), u16::try_from(columns.len()).unwrap_or(u16::MAX));
        if last.0 > 0 && last.1 > 0 {
            sheet.autofilter(0, 0, last.0, last.1 - 1)?;
            for (at, (index, _)) in (0_u16..).zip(columns) {
                if rows.iter().any(|row| matches!(row.cells.get(*index), Some(Cell::Verdict(_) | Cell::Judged { .. })))
                {
                    self.style.colour(sheet, (1, last.0), at, self.lang)?;
                }
            }
        }
        let leading = (0_u16..).zip(columns).take_while(|(_, (_, column))| column.leads).map(|(at, _)| at + 1).last();
        let leading = leading.unwrap_or_default();
        sheet.set_freeze_panes(1, leading)?;
        sheet.set_repeat_rows(0, 0)?;
        Ok(())
    }

    /// Wide enough for most of what stands in the column.
    fn width(&self, table: &Table, column: usize, heading: &str) -> usize {
        const LOOKED_AT: usize = 500;
        let cells = table.rows.iter().take(LOOKED_AT).filter_map(|row| row.cells.get(column));
        let longest = cells.map(|cell| cell.shown(self.lang).chars().count()).max().unwrap_or(0);
        longest.max(heading.chars().count() + 3).clamp(6, 80) + 2
    }

    /// A value; words in a style.
    fn cell(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        column: u16,
        cell: &Cell,
        words: &rust_xlsxwriter::Format,
    ) -> Result<(), XlsxError> {
        let style = &self.style;
        match cell {
            Cell::Empty => {}
            Cell::Kroner(value) if style::fits(*value) => {
                sheet.write_with_format(row, column, *value, &style.kroner)?;
            }
            Cell::Noted(value, note) if style::fits(*value) => {
                sheet.write_with_format(row, column, *value, &style.noted(&visible(note.get(self.lang)), self.lang))?;
            }
            Cell::Number(value) if style::fits(*value) => {
                sheet.write_with_format(row, column, *value, &style.plain)?;
            }
            Cell::Percent(value) if style::fits(*value) => {
                let part = *value / rust_decimal::Decimal::ONE_HUNDRED;
                let format = if value.normalize().scale() > 2 { &style.exact_percent } else { &style.percent };
                sheet.write_with_format(row, column, part, format)?;
            }
            Cell::Date(day) => {
                sheet.write_with_format(row, column, day, &style.date)?;
            }
            Cell::Verdict(Verdict::NotApplicable(_)) => {
                write_text(sheet, row, column, &cell.shown(self.lang), &style.faint)?;
            }
            other => write_text(sheet, row, column, &other.shown(self.lang), words)?,
        }
        Ok(())
    }

    /// For paper: on its side, and below each page what it was made by.
    fn page(&self, sheet: &mut Worksheet) {
        let page = if self.lang == Lang::Da { "Side &P af &N" } else { "Page &P of &N" };
        sheet.set_landscape();
        sheet.set_footer(format!("&L&8{}&R&8{page}", footer::stamped(&self.document.stamps)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_holds_what_fits_and_shows_where_it_is_cut() {
        let whole = "ø".repeat(LONGEST_CELL);
        assert_eq!(within_cell(whole.clone()), whole);
        let cut = within_cell(whole + "x");
        assert!(cut.ends_with("ø […]") && cut.chars().count() == LONGEST_CELL);
    }

    #[test]
    fn pages_beside_each_other_repeat_what_leads() {
        assert_eq!(pages(&[20, 80, 100], 1), 1);
        assert_eq!(pages(&[20, 80, 101], 1), 2);
        assert_eq!(pages(&[300, 10], 1), 1);
        assert_eq!(pages(&[], 0), 1);
    }
}
