//! The rows of a table, each read cell by cell.

use super::pass::{Found, Pass};
use super::{Reading, Take};
use crate::cell::row::Values;
use crate::cell::{RowSays, as_shown, checked_text};
use crate::file::lex::{Cell, Record};
use crate::heading::period::Period;
use crate::mistake::Mistakes;
use crate::portfolio::stand::Stand;
use crate::said::ReadAs;
use crate::table::{Line, Picked, Table};
use rammeaftale::portfolio::Column;

impl Reading {
    /// Reads a table, and tells how.
    pub(super) fn read_table(
        &mut self,
        table: &Table<Column>,
        number: usize,
        mistakes: &mut Mistakes,
        take: &mut Take<'_>,
    ) -> ReadAs {
        let mut pass = Pass::over(table);
        table.rows(mistakes, |record, line, mistakes| match line {
            Line::Note(told) => pass.note(record, told, mistakes),
            Line::Damaged => (self.has_strays, pass.has_others) = (true, true),
            Line::Row(cells) => match pass.find(record, cells, mistakes) {
                Found::Aside => {}
                Found::Unclear => self.has_strays = true,
                Found::Row { is_plain } => {
                    let mut reads = pass.begin(record, cells, is_plain);
                    self.read_row((table, number), record, cells, mistakes, &mut |row, stand| {
                        pass.see(&row, &stand, &mut reads);
                        take(row, stand);
                    });
                    pass.end(record, &reads, mistakes);
                }
            },
        });
        if pass.has_example && !pass.has_others {
            self.only_example(table.header_place().clone(), mistakes);
        }
        pass.finish(mistakes)
    }

    /// Reads one row of a table: a row of the portfolio, in a wide table one for each period that has a figure.
    fn read_row(
        &mut self,
        (table, number): (&Table<Column>, usize),
        record: &Record<'_>,
        cells: &[Cell<'_>],
        mistakes: &mut Mistakes,
        take: &mut Take<'_>,
    ) {
        for (column, cell) in table.common.cells(cells) {
            let told = self.names.see(column, cell.text());
            mistakes.extend(told.map(|problem| problem.warning_at(table.cell_place(record, cell))));
        }
        let text = |wanted| table.common.cell(wanted, cells).map(|cell| &*cell.value);
        let year = table.year();
        let mut read = |period, columns: &Picked<Column>| {
            let says = RowSays { text: &text, period, year };
            let cells = columns.cells(cells).filter(|(column, cell)| !cell.is_empty() || column.is_required());
            let cells = cells.map(|(column, cell)| {
                let read = as_shown(column, cell, &says).and_then(|()| checked_text(column, cell));
                let read = read.and_then(|text| self.last.filled(column, text, table.dialect));
                (column, read.map_err(|problem| Box::new(problem.at(table.cell_place(record, cell)))))
            });
            Values::read(cells, mistakes)
        };
        let common = read(None, &table.common);
        let stand = Stand { table: number, start: record.start, period: None };
        if table.periods.is_empty() {
            return self.add(stand, common.in_year(year), take);
        }
        let periods = table.periods.iter().map(|(period, columns)| (*period, read(Some(*period), columns))).collect();
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
