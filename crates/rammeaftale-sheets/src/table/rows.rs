//! The rows below the header, each parted into its cells or told not to be.

use super::Table;
use super::fault::{broken_record, no_heading, no_rows, notes_aside, ragged, too_many_rows, words_aside};
use super::header::Slot;
use super::stray::note_line;
use crate::file::lex::{Cell, Record};
use crate::heading::Heading;
use crate::limits::MOST_ROWS;
use crate::mistake::Mistakes;
use rammeaftale::diag::{Diagnostic, Place};
use std::collections::BTreeSet;
use std::ops::ControlFlow;

/// A line below the header that is not wholly blank.
pub(crate) enum Line<'r, 't> {
    Row(&'r [Cell<'t>]),
    /// A note, and what is told of it.
    Note(Diagnostic),
    /// It cannot be parted into the cells of the header.
    Damaged,
}

impl<H: Heading> Table<H> {
    /// Calls `each` with every line that is not wholly blank.
    pub(crate) fn rows(&self, mistakes: &mut Mistakes, mut each: impl FnMut(&Record<'_>, Line<'_, '_>, &mut Mistakes)) {
        let (mut rows, mut headless) = (0, BTreeSet::new());
        let read = self.source.each(self.body, &mut |record| {
            if mistakes.is_full() {
                return ControlFlow::Break(());
            }
            let is_blank = |cells: &Vec<Cell<'_>>| cells.iter().all(|cell| cell.text().is_empty());
            if record.cells.as_ref().is_ok_and(is_blank) {
                return ControlFlow::Continue(());
            }
            if rows == MOST_ROWS {
                mistakes.push(too_many_rows(self.source.row_place(record)));
                return ControlFlow::Break(());
            }
            rows += 1;
            let place = || self.row_place(record);
            let note = |cells: &Vec<Cell<'_>>| note_line(cells, self.columns.len(), place);
            let line = match record.cells.as_ref().ok().and_then(note) {
                Some(note) => Line::Note(note),
                None => self.whole(record, &mut headless, mistakes).map_or(Line::Damaged, Line::Row),
            };
            each(record, line, mistakes);
            ControlFlow::Continue(())
        });
        if let Err(problem) = read {
            mistakes.push(problem.at(Place::file(self.source.name())));
        } else if rows == 0 && !mistakes.is_full() {
            mistakes.push(no_rows(self.header.clone()));
        }
    }

    /// The cells of a row that has as many as the header; blank ones behind them play no part.
    fn whole<'r, 't>(
        &self,
        record: &'r Record<'t>,
        headless: &mut BTreeSet<(usize, bool)>,
        mistakes: &mut Mistakes,
    ) -> Option<&'r [Cell<'t>]> {
        let cells = match &record.cells {
            Ok(cells) => cells,
            Err(broken) => {
                mistakes.push(broken_record(&*self.source, record, broken));
                return None;
            }
        };
        let is_blank = |cells: &[Cell<'_>]| cells.iter().all(|cell| cell.text().is_empty());
        if let Some((cells, behind)) = cells.split_at_checked(self.columns.len())
            && is_blank(behind)
        {
            self.check_cells(record, cells, headless, mistakes);
            return Some(cells);
        }
        let problem = ragged(self.dialect, cells.len(), self.columns.len());
        mistakes.push(problem.at(self.row_place(record)));
        None
    }

    /// The texts of a row that stand in columns of notes.
    pub(crate) fn notes<'r, 't>(&self, cells: &'r [Cell<'t>]) -> impl Iterator<Item = &'r Cell<'t>> {
        let noted = self.columns.iter().zip(&self.headings).zip(cells);
        noted.filter_map(|((slot, heading), cell)| {
            (*slot == Slot::Blank && !heading.is_empty() && !cell.text().is_empty()).then_some(cell)
        })
    }

    /// Tells the first text and the first number of each column that has no heading, and the first of each of notes.
    fn check_cells(
        &self,
        record: &Record<'_>,
        cells: &[Cell<'_>],
        headless: &mut BTreeSet<(usize, bool)>,
        mistakes: &mut Mistakes,
    ) {
        let blank = self.columns.iter().zip(cells).enumerate().filter(|(_, (slot, _))| **slot == Slot::Blank);
        for (number, (_, cell)) in blank {
            let text = cell.text();
            let heading = self.headings.get(number).map_or("", String::as_str);
            let is_words = !heading.is_empty() || text.contains(char::is_alphabetic);
            if !text.is_empty() && headless.insert((number, is_words)) {
                let place = self.cell_place(record, cell);
                let told = match (heading, is_words) {
                    ("", true) => words_aside(text).warning_at(place),
                    ("", false) => no_heading(text).at(place),
                    (heading, _) => notes_aside(heading).warning_at(place),
                };
                mistakes.push(told);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::errors;
    use crate::limits::LONGEST_CELL;
    use crate::read_bytes;
    use rammeaftale::diag::Code;

    #[test]
    fn blank_rows_and_columns_of_spreadsheets_are_passed_over() {
        let text = "\u{feff};;\n\ntilbud_id;driftsherre;år;;\n;;;;\nB1;740;2025;;\n \n";
        assert_eq!((errors(text), read_bytes("f", text.as_bytes()).rows().len()), (vec![], 1));
    }

    #[test]
    fn blank_cells_behind_a_row_play_no_part() {
        let rows = |row: &str| errors(&format!("tilbud_id;driftsherre;år\n{row}\n"));
        assert_eq!(rows("B1;740;2025;; "), []);
        assert_eq!(rows("B1;740;2025;;5"), [(Code::RaggedRow, "f:2:1".to_owned())]);
        assert_eq!(rows("B1;740"), [(Code::RaggedRow, "f:2:1".to_owned())]);
    }

    #[test]
    fn a_long_cell_is_refused_by_its_limit() {
        let text = |length| format!("offer,operator,year\n{},740,2025\n", "æ".repeat(length));
        assert_eq!(errors(&text(LONGEST_CELL)), []);
        assert_eq!(errors(&text(LONGEST_CELL + 1)), [(Code::TooLarge, "f:2:1".to_owned())]);
    }
}
