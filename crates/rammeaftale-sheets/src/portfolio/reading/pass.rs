//! One pass over a table: which of its lines are rows of the portfolio, and what the others and their words say of these.

use super::texts::Texts;
use crate::cell::points::Points;
use crate::file::dialect::Dialect;
use crate::file::lex::{Cell, Held, Record};
use crate::heading::is_amount;
use crate::mistake::Mistakes;
use crate::portfolio::stand::Stand;
use crate::said::{ReadAs, Said, is_name, sayings, sayings_of_name};
use crate::table::aside::{aside, stands_in_words};
use crate::table::{Heard, Kind, Picked, Table, texts};
use rammeaftale::diag::Diagnostic;
use rammeaftale::portfolio::{Column, Row};

pub(super) struct Pass<'t> {
    table: &'t Table<Column>,
    amounts: Picked<Column>,
    words: Picked<Column>,
    said: Said,
    /// What notes said of other years, while no row stands below them.
    noted: Said,
    points: Points,
    pub(super) has_example: bool,
    pub(super) has_others: bool,
    /// True behind the headings of another table.
    is_behind: bool,
    notes: Texts,
    names: Texts,
    /// The words of the last row that is neither a total nor says anything in them.
    plain: Vec<String>,
    /// How its rows are read, and for each heading that says something how the amounts below it are.
    read_as: ReadAs,
    headed: Vec<(&'t Heard<Column>, ReadAs)>,
    parts_figures: bool,
}

/// What a line with the cells of the header is.
pub(super) enum Found {
    /// One of the portfolio's; plain where its words are those of the last plain one.
    Row {
        is_plain: bool,
    },
    /// None of the portfolio's, but for all that is known it may be meant as one.
    Unclear,
    Aside,
}

/// A row while it is read: in a wide table it is several of the portfolio's.
pub(super) struct Reads<'r, 't> {
    /// True where it says whether it is of a budget or of accounts.
    says_figures: bool,
    /// Its notes and its names that say something of amounts; true of the latter.
    heard: Vec<(bool, &'r Cell<'t>)>,
    noted: ReadAs,
    named: ReadAs,
}

impl<'t> Pass<'t> {
    pub(super) fn over(table: &'t Table<Column>) -> Pass<'t> {
        Pass {
            table,
            amounts: table.all.only(is_amount),
            words: table.common.only(stands_in_words),
            said: table.said.clone(),
            noted: Said::default(),
            points: Points::default(),
            has_example: false,
            has_others: false,
            is_behind: false,
            notes: Texts::new(sayings),
            names: Texts::new(sayings_of_name),
            plain: Vec::new(),
            read_as: ReadAs::default(),
            headed: table.heard.iter().map(|heard| (heard, ReadAs::default())).collect(),
            parts_figures: table.parts_figures(),
        }
    }

    /// Passes over a note; one that says something of the amounts is heard, and told only where that does not hold.
    pub(super) fn note(&mut self, record: &Record<'_>, told: Diagnostic, mistakes: &mut Mistakes) {
        if !self.hears(record) {
            mistakes.push(told);
        }
    }

    /// Hears what a line below the headings says of the amounts, and of their year where a title says it for them all.
    fn hears(&mut self, record: &Record<'_>) -> bool {
        let place = || self.table.row_place(record);
        if self.table.year().is_none() {
            return self.said.hear_cells(texts(record), place);
        }
        let mut heard = Said::default();
        let is_title = heard.hear_titles(texts(record), |_| place());
        let is_dated = texts(record).filter(|line| heard.hear_years(line, place)).count() > 0;
        self.noted.add(&heard.take_years_of_notes());
        self.said.add(&heard);
        is_title || is_dated
    }

    /// Finds out what a row is, and tells of one that is none of the portfolio's.
    pub(super) fn find(&mut self, record: &Record<'_>, cells: &[Cell<'_>], mistakes: &mut Mistakes) -> Found {
        let table = self.table;
        if self.is_behind || table.is_header_again(record, cells, mistakes) {
            return Found::Aside;
        }
        let is_plain = self.is_plain(cells);
        if !is_plain && let Some((column, found)) = aside(self.words.cells(cells).map(value)) {
            let cell = table.common.cell(column, cells);
            let place = cell.map_or_else(|| table.row_place(record), |cell| table.cell_place(record, cell));
            let (told, is_example) = found.told(table.common.cells(cells).map(value), table.dialect, place);
            mistakes.push(told);
            (self.has_example, self.has_others) = (self.has_example || is_example, self.has_others || !is_example);
            return Found::Aside;
        }
        self.has_others = true;
        let Some(stray) = table.no_row(record, cells) else {
            // Above rows a note may be their title.
            self.said.add(&std::mem::take(&mut self.noted));
            return Found::Row { is_plain };
        };
        self.is_behind = stray.kind == Kind::OtherTable;
        let is_heard = !self.is_behind && self.hears(record);
        // What may be a row is told whatever its words say: its figures are not read.
        if is_heard && stray.kind == Kind::Note {
            return Found::Aside;
        }
        let found = if stray.told.is_error() { Found::Unclear } else { Found::Aside };
        mistakes.push(stray.told);
        found
    }

    /// True where the words of a row are those of the last plain one: rows of an offer mostly stand together.
    fn is_plain(&self, cells: &[Cell<'_>]) -> bool {
        let words = self.words.cells(cells).map(|(_, cell)| &*cell.value);
        !self.plain.is_empty() && self.plain.iter().map(String::as_str).eq(words)
    }

    /// Begins with a row: looks at the marks in its numbers, and hears its notes and names.
    pub(super) fn begin<'r, 'c>(
        &mut self,
        record: &Record<'_>,
        cells: &'r [Cell<'c>],
        is_plain: bool,
    ) -> Reads<'r, 'c> {
        self.see_marks(record, cells);
        let figures = self.table.common.cell(Column::Figures, cells);
        let mut heard = Vec::new();
        if self.table.has_notes {
            let notes = self.table.notes(cells).filter(|cell| self.notes.speaks(cell.text()));
            heard.extend(notes.map(|cell| (false, cell)));
        }
        if !is_plain {
            let noted = heard.len();
            let names = self.words.cells(cells).filter(|(column, _)| is_name(*column));
            heard.extend(names.filter(|(_, cell)| self.names.speaks(cell.text())).map(|(_, cell)| (true, cell)));
            self.plain.clear();
            if heard.len() == noted {
                self.plain.extend(self.words.cells(cells).map(|(_, cell)| cell.value.clone().into_owned()));
            }
        }
        let says_figures = figures.is_some_and(|cell| !cell.text().is_empty());
        Reads { says_figures, heard, noted: ReadAs::default(), named: ReadAs::default() }
    }

    /// Looks at the marks in a row's numbers.
    fn see_marks(&mut self, record: &Record<'_>, cells: &[Cell<'_>]) {
        if self.table.dialect != Dialect::Danish {
            return;
        }
        let is_read = |cell: &Cell<'_>| !cell.is_empty() && !matches!(cell.held, Held::Flawed(_));
        for (column, cell) in self.amounts.cells(cells).filter(|(_, cell)| is_read(cell)) {
            if !self.points.know(&cell.value) {
                let place = || self.table.cell_place(record, cell);
                self.points.see(column, cell.text(), cell.held == Held::Text, place);
            }
        }
    }

    /// Sees how a row of the portfolio is read.
    pub(super) fn see(&mut self, row: &Row, stand: &Stand, reads: &mut Reads<'_, '_>) {
        let says_figures = self.parts_figures || reads.says_figures;
        if !reads.heard.is_empty() {
            reads.noted.see(row, says_figures);
            reads.named.see_amounts(row);
        }
        self.read_as.see(row, says_figures);
        for (heard, read_as) in self.headed.iter_mut().filter(|(heard, _)| heard.period == stand.period) {
            read_as.see_amount(row, heard.column);
        }
    }

    /// Ends with a row: tells what of its words does not hold of it.
    pub(super) fn end(&mut self, record: &Record<'_>, reads: &Reads<'_, '_>, mistakes: &mut Mistakes) {
        for (is_name, cell) in &reads.heard {
            let place = || self.table.cell_place(record, cell);
            mistakes.extend(match is_name {
                true => self.names.against(cell.text(), &reads.named, place),
                false => self.notes.against(cell.text(), &reads.noted, place),
            });
        }
    }

    /// Tells what was said of the rows and does not hold of them as they are read, which is handed back.
    pub(super) fn finish(self, mistakes: &mut Mistakes) -> ReadAs {
        let of_headings = self.headed.into_iter().flat_map(|(heard, read_as)| heard.said.against(&read_as));
        let of_notes = self.noted.against(&self.read_as).into_iter().map(Diagnostic::into_warning);
        let told = of_headings.chain(self.said.against(&self.read_as)).chain(of_notes);
        told.for_each(|told| mistakes.push_new(told));
        mistakes.extend(self.points.doubt());
        self.read_as
    }
}

fn value<'r>((column, cell): (Column, &'r Cell<'_>)) -> (Column, &'r str) {
    (column, &cell.value)
}
