//! The rows of a table: notes, totals and other tables among them are told, the rest is read.

use super::texts::Texts;
use super::{Reading, Take};
use crate::cell::points::Points;
use crate::cell::row::Values;
use crate::cell::{RowSays, as_shown, checked_text};
use crate::file::dialect::Dialect;
use crate::file::lex;
use crate::file::lex::{Held, Record};
use crate::heading::is_amount;
use crate::heading::period::Period;
use crate::mistake::Mistakes;
use crate::portfolio::stand::Stand;
use crate::said::{ReadAs, Said, is_name, sayings, sayings_of_name};
use crate::table::aside::{aside, stands_in_words};
use crate::table::{Kind, Line, Table, texts};
use rammeaftale::diag::Diagnostic;
use rammeaftale::portfolio::{Column, Row};
use std::cell::Cell;

/// One pass over a table.
struct Pass<'t> {
    table: &'t Table<Column>,
    said: Said,
    /// What notes said of other years, while no row stands below them.
    noted: Said,
    points: Points,
    has_example: bool,
    has_others: bool,
    /// True behind the headings of another table.
    is_behind: bool,
    notes: Texts,
    names: Texts,
    /// The words of the last row that is neither a total nor says anything in them.
    plain: Vec<String>,
}

/// What a line with the cells of the header is.
enum Found {
    /// One of the portfolio's; plain where its words are those of the last plain one.
    Row {
        is_plain: bool,
    },
    /// None of the portfolio's, but for all that is known it may be meant as one.
    Unclear,
    Aside,
}

impl Pass<'_> {
    /// Passes over a note; one that says something of the amounts is heard, and told only where that does not hold.
    fn note(&mut self, record: &Record<'_>, told: Diagnostic, mistakes: &mut Mistakes) {
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
    fn find(&mut self, record: &Record<'_>, cells: &[lex::Cell<'_>], mistakes: &mut Mistakes) -> Found {
        let table = self.table;
        if self.is_behind || table.is_header_again(record, cells, mistakes) {
            return Found::Aside;
        }
        let values = || table.cells(cells, None).map(|(column, cell)| (column, &*cell.value));
        let is_plain = self.is_plain(cells);
        if !is_plain && let Some((column, found)) = aside(values()) {
            let cell = table.cells(cells, None).find(|(other, _)| *other == column).map(|(_, cell)| cell);
            let place = cell.map_or_else(|| table.row_place(record), |cell| table.cell_place(record, cell));
            let (told, is_example) = found.told(values(), table.dialect, place);
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

    /// The words of a row.
    fn words<'r>(table: &Table<Column>, cells: &'r [lex::Cell<'_>]) -> impl Iterator<Item = &'r str> {
        table.cells(cells, None).filter(|(column, _)| stands_in_words(*column)).map(|(_, cell)| &*cell.value)
    }

    /// True where the words of a row are those of the last plain one: rows of an offer mostly stand together.
    fn is_plain(&self, cells: &[lex::Cell<'_>]) -> bool {
        !self.plain.is_empty() && self.plain.iter().map(String::as_str).eq(Self::words(self.table, cells))
    }

    /// The notes and the names of a row that say something of amounts; true of the latter.
    fn heard<'r, 't>(&mut self, cells: &'r [lex::Cell<'t>], is_plain: bool) -> Vec<(bool, &'r lex::Cell<'t>)> {
        let mut heard = Vec::new();
        if self.table.has_notes {
            heard.extend(
                self.table.notes(cells).filter(|cell| self.notes.speaks(cell.text())).map(|cell| (false, cell)),
            );
        }
        if !is_plain {
            let noted = heard.len();
            let names = self.table.cells(cells, None).filter(|(column, _)| is_name(*column));
            heard.extend(names.filter(|(_, cell)| self.names.speaks(cell.text())).map(|(_, cell)| (true, cell)));
            self.plain.clear();
            if heard.len() == noted {
                self.plain.extend(Self::words(self.table, cells).map(str::to_owned));
            }
        }
        heard
    }

    /// Looks at the marks in a row's numbers.
    fn see_marks(&mut self, record: &Record<'_>, cells: &[lex::Cell<'_>]) {
        if self.table.dialect != Dialect::Danish {
            return;
        }
        let is_read = |cell: &lex::Cell<'_>| !cell.is_empty() && !matches!(cell.held, Held::Flawed(_));
        for (column, cell) in self.table.filled(cells).filter(|(column, cell)| is_amount(*column) && is_read(cell)) {
            if !self.points.know(&cell.value) {
                let place = || self.table.cell_place(record, cell);
                self.points.see(column, cell.text(), cell.held == Held::Text, place);
            }
        }
    }
}

impl Reading {
    /// Reads a table, and tells how.
    pub(super) fn read_table(
        &mut self,
        table: &Table<Column>,
        number: usize,
        mistakes: &mut Mistakes,
        take: &mut Take<'_>,
    ) -> ReadAs {
        let (said, noted, points) = (table.said.clone(), Said::default(), Points::default());
        let mut pass = Pass {
            table,
            said,
            noted,
            points,
            has_example: false,
            has_others: false,
            is_behind: false,
            notes: Texts::new(sayings),
            names: Texts::new(sayings_of_name),
            plain: Vec::new(),
        };
        let mut read_as = ReadAs::default();
        let mut heard: Vec<_> = table.heard.iter().map(|heard| (heard, ReadAs::default())).collect();
        let (parts_figures, says_figures) = (table.parts_figures(), Cell::new(false));
        let mut take = |row: Row, stand: Stand| {
            read_as.see(&row, parts_figures || says_figures.get());
            for (heading, read_as) in heard.iter_mut().filter(|(heading, _)| heading.period == stand.period) {
                read_as.see_amount(&row, heading.column);
            }
            take(row, stand);
        };
        table.rows(mistakes, |record, line, mistakes| match line {
            Line::Note(told) => pass.note(record, told, mistakes),
            Line::Damaged => (self.has_strays, pass.has_others) = (true, true),
            Line::Row(cells) => match pass.find(record, cells, mistakes) {
                Found::Aside => {}
                Found::Unclear => self.has_strays = true,
                Found::Row { is_plain } => {
                    pass.see_marks(record, cells);
                    let figures = table.cells(cells, None).find(|(column, _)| *column == Column::Figures);
                    says_figures.set(figures.is_some_and(|(_, cell)| !cell.text().is_empty()));
                    let (heard, mut as_noted, mut as_named) =
                        (pass.heard(cells, is_plain), ReadAs::default(), ReadAs::default());
                    self.read_row((table, number), record, cells, mistakes, &mut |row, stand| {
                        if !heard.is_empty() {
                            as_noted.see(&row, parts_figures || says_figures.get());
                            as_named.see_amounts(&row);
                        }
                        take(row, stand);
                    });
                    for (is_name, cell) in heard {
                        let place = || table.cell_place(record, cell);
                        mistakes.extend(match is_name {
                            true => pass.names.against(cell.text(), &as_named, place),
                            false => pass.notes.against(cell.text(), &as_noted, place),
                        });
                    }
                }
            },
        });
        let of_headings = heard.into_iter().flat_map(|(heading, read_as)| heading.said.clone().against(&read_as));
        let of_notes = pass.noted.against(&read_as).into_iter().map(Diagnostic::into_warning);
        let told = of_headings.chain(pass.said.against(&read_as)).chain(of_notes);
        told.for_each(|told| mistakes.push_new(told));
        mistakes.extend(pass.points.doubt());
        if pass.has_example && !pass.has_others {
            self.only_example(table.header_place().clone(), mistakes);
        }
        read_as
    }

    /// Reads one row of a table: a row of the portfolio, in a wide table one for each period that has a figure.
    fn read_row(
        &mut self,
        (table, number): (&Table<Column>, usize),
        record: &Record<'_>,
        cells: &[lex::Cell<'_>],
        mistakes: &mut Mistakes,
        take: &mut Take<'_>,
    ) {
        for (column, cell) in table.cells(cells, None) {
            let told = self.names.see(column, cell.text());
            mistakes.extend(told.map(|problem| problem.warning_at(table.cell_place(record, cell))));
        }
        let text =
            |wanted| table.cells(cells, None).find(|(column, _)| *column == wanted).map(|(_, cell)| &*cell.value);
        let year = table.year();
        let mut read = |period| {
            let says = RowSays { text: &text, period, year };
            let cells = table.cells(cells, period).filter(|(column, cell)| !cell.is_empty() || column.is_required());
            let cells = cells.map(|(column, cell)| {
                let read = as_shown(column, cell, &says).and_then(|()| checked_text(column, cell));
                let read = read.and_then(|text| self.last.filled(column, text, table.dialect));
                (column, read.map_err(|problem| Box::new(problem.at(table.cell_place(record, cell)))))
            });
            Values::read(cells, mistakes)
        };
        let common = read(None);
        let stand = Stand { table: number, start: record.start, period: None };
        if table.periods.is_empty() {
            return self.add(stand, common.in_year(year), take);
        }
        let periods = table.periods.iter().map(|period| (*period, read(Some(*period)))).collect();
        self.add_periods(&common, periods, stand, take);
    }

    /// Adds the row of each period that has a figure, and of an offer without any the latest: it is there all the same, and
    /// its figures are unknown.
    fn add_periods(&mut self, common: &Values, periods: Vec<(Period, Values)>, stand: Stand, take: &mut Take<'_>) {
        let at = |period| Stand { period: Some(period), ..stand };
        let (blank, filled): (Vec<_>, Vec<_>) = periods.iter().partition(|(_, values)| values.is_blank());
        for (period, values) in &filled {
            self.add(at(*period), common.with(*period, values), take);
        }
        if filled.is_empty() {
            if let Some((period, values)) = common.latest(&periods) {
                self.add(at(*period), common.with(*period, values), take);
            }
            return;
        }
        for (period, values) in blank {
            let offer = common.offer().filter(|_| common.stands_in(*period));
            if offer.is_some_and(|offer| self.blanks.insert((offer, period.year)))
                && let Some(row) = common.with(*period, values).row()
            {
                self.blank.push((row, at(*period)));
            }
        }
    }
}
