//! A sheet of a workbook as rows of cells, and what in it a person cannot see.

use crate::file::lex::{Cell, Flaw, Held, Record, Start};
use crate::file::source::{Doubt, Label, Source, Take};
use crate::limits::{LONGEST_CELL, MOST_CELLS, MOST_COLUMNS, MOST_UNPACKED, grouped};
use crate::mistake::Problem;
use rammeaftale::diag::{Code, Place};
use std::borrow::Cow;
use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

/// The cells that are not blank, in order, and where the sheet hides or merges some. Rows and columns count from 1.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    file: Arc<str>,
    sheet: Arc<str>,
    /// The texts of all cells, one after the other.
    text: String,
    cells: Vec<Entry>,
    /// The first cell of each row that has some.
    rows: Vec<usize>,
    /// The last column.
    width: usize,
    pub(crate) marks: Marks,
}

/// What a person who looks at the sheet does not see, or sees once for several cells.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marks {
    pub(crate) merged: Vec<Area>,
    /// The upper of two rows of headings.
    pub(crate) labels: Vec<Label>,
    pub(crate) doubts: Vec<(Place, Doubt)>,
    /// The number of that row.
    pub(crate) upper: Option<u32>,
    /// Notes on cells, and on the cell 0, 0 what is printed above and below each page.
    pub(crate) notes: Vec<(u32, u32, String)>,
    pub(crate) hidden_rows: Vec<RangeInclusive<u32>>,
    pub(crate) hidden_columns: Vec<RangeInclusive<u32>>,
    /// Cells that are struck through.
    pub(crate) struck: Vec<(u32, u32)>,
    pub(crate) is_hidden: bool,
    /// A copy of another workbook's sheet, kept for links to it and never shown.
    pub(crate) is_copy: bool,
}

/// A block of cells.
#[derive(Clone, Debug)]
pub(crate) struct Area {
    pub(crate) rows: RangeInclusive<u32>,
    pub(crate) columns: RangeInclusive<u32>,
}

#[derive(Clone, Debug)]
struct Entry {
    row: u32,
    column: u32,
    start: u32,
    end: u32,
    held: Held,
}

impl Grid {
    pub(crate) fn new(file: &Arc<str>, sheet: &str) -> Grid {
        Grid {
            file: Arc::clone(file),
            sheet: Arc::from(sheet),
            text: String::new(),
            cells: Vec::new(),
            rows: Vec::new(),
            width: 0,
            marks: Marks::default(),
        }
    }

    /// Adds a cell; blank ones are passed over.
    pub(crate) fn push(&mut self, row: u32, column: u32, text: &str, held: Held) -> Result<(), Problem> {
        if text.trim().is_empty() {
            return Ok(());
        }
        let width = usize::try_from(column).unwrap_or(usize::MAX);
        if width > MOST_COLUMNS {
            return Err(too_large("kolonner i et ark", "columns in a sheet", MOST_COLUMNS));
        }
        self.width = self.width.max(width);
        // What is longer is told by its limit when the row is read.
        let cut = text.char_indices().nth(LONGEST_CELL + 1).map_or(text.len(), |(at, _)| at);
        let start = self.text.len();
        self.text.push_str(text.get(..cut).unwrap_or_default());
        if self.cells.len() == MOST_CELLS {
            return Err(too_large("celler i et ark", "cells in a sheet", MOST_CELLS));
        }
        if self.text.len() > MOST_UNPACKED {
            return Err(too_large("bytes tekst i et ark", "bytes of text in a sheet", MOST_UNPACKED));
        }
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.cells.push(Entry { row, column, start: offset(start), end: offset(self.text.len()), held });
        Ok(())
    }

    /// The grid with its cells in order. Of two for one place neither is sure.
    pub(crate) fn finished(mut self) -> Grid {
        let place = |entry: &Entry| (entry.row, entry.column);
        if !self.cells.is_sorted_by(|a, b| place(a) < place(b)) {
            self.cells.reverse();
            self.cells.sort_by_key(place);
            self.cells.dedup_by(|other, kept| {
                let same = place(other) == place(kept);
                kept.held = if same { Held::Flawed(Flaw::Damaged) } else { kept.held };
                same
            });
        }
        let mut last = 0;
        for (index, entry) in self.cells.iter().enumerate() {
            if entry.row != last {
                self.rows.push(index);
                last = entry.row;
            }
        }
        self
    }

    /// The grid with one row of headings, the last of these rows, in place of several.
    pub(crate) fn with_headings(mut self, rows: &RangeInclusive<u32>, headings: &[String]) -> Result<Grid, Problem> {
        self.cells.retain(|entry| !rows.contains(&entry.row));
        self.marks.merged.retain(|area| !(rows.contains(area.rows.start()) && area.rows.end() == rows.end()));
        for (column, heading) in (1..).zip(headings) {
            self.push(*rows.end(), column, heading, Held::Text)?;
        }
        self.rows.clear();
        Ok(self.finished())
    }

    /// The name of the sheet.
    pub(crate) fn name(&self) -> &str {
        &self.sheet
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The place of a cell, or of the whole sheet.
    pub(crate) fn cell_place(&self, row: u32, column: u32) -> Place {
        let number = |number| usize::try_from(number).unwrap_or_default();
        Place::cell(&self.file, &self.sheet, number(row), number(column))
    }

    fn row(&self, index: usize) -> &[Entry] {
        let Some(from) = self.rows.get(index) else { return &[] };
        let to = self.rows.get(index + 1).copied().unwrap_or(self.cells.len());
        self.cells.get(*from..to).unwrap_or_default()
    }

    fn cell(&self, column: usize, entry: Option<&Entry>) -> Cell<'_> {
        let text =
            entry.and_then(|entry| self.text.get(usize::try_from(entry.start).ok()?..usize::try_from(entry.end).ok()?));
        Cell {
            value: Cow::Borrowed(text.unwrap_or_default()),
            span: column..column + 1,
            held: entry.map_or(Held::Text, |entry| entry.held),
        }
    }
}

/// A start's `byte` is the row's number among those that are not blank, its `line` the row's number in the sheet.
impl Grid {
    pub(crate) fn records(&self, from: Start) -> impl Iterator<Item = Record<'_>> {
        let width = self.width;
        let start = |index: usize| {
            let row = self.row(index).first().map_or(0, |entry| entry.row);
            Start { byte: index, line: usize::try_from(row).unwrap_or_default() }
        };
        (from.byte..self.rows.len()).map(move |index| {
            let mut entries = self.row(index).iter().peekable();
            let cell = |column: usize| {
                let is_here = |entry: &&Entry| usize::try_from(entry.column).is_ok_and(|number| number == column + 1);
                self.cell(column, entries.next_if(is_here))
            };
            Record { start: start(index), next: start(index + 1), text: "", cells: Ok((0..width).map(cell).collect()) }
        })
    }
}

impl Source for Grid {
    fn name(&self) -> &Arc<str> {
        &self.file
    }

    fn each(&self, from: Start, take: &mut Take<'_>) -> Result<(), Problem> {
        let _ = self.records(from).try_for_each(|record| take(&record));
        Ok(())
    }

    fn place(&self, record: &Record<'_>, span: &Range<usize>) -> Place {
        Place::cell(&self.file, &self.sheet, record.start.line, span.start + 1)
    }

    fn row_place(&self, record: &Record<'_>) -> Place {
        let column = self.row(record.start.byte).first().map_or(1, |entry| entry.column);
        self.cell_place(u32::try_from(record.start.line).unwrap_or_default(), column)
    }

    fn end(&self, place: &Place) -> Option<usize> {
        let (row, column) = (u32::try_from(place.line).ok()?, u32::try_from(place.column).ok()?);
        let area = self.marks.merged.iter().find(|area| area.rows.contains(&row) && area.columns.contains(&column))?;
        usize::try_from(*area.columns.end()).ok()
    }

    fn labels(&self) -> &[Label] {
        &self.marks.labels
    }

    fn doubts(&self) -> &[(Place, Doubt)] {
        &self.marks.doubts
    }
}

/// More of something than a workbook may have.
pub(crate) fn too_large(da: &str, en: &str, limit: usize) -> Problem {
    Problem::new(
        Code::TooLarge,
        format!("projektmappen har flere {da} end grænsen på {}", grouped(limit, '.')),
        format!("the workbook has more {en} than the limit of {}", grouped(limit, ',')),
    )
    .help(
        "slet det, der ikke hører til porteføljen, eller gem arket som CSV",
        "delete what is not of the portfolio, or save the sheet as CSV",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(cells: &[(u32, u32, &str)]) -> Grid {
        let mut grid = Grid::new(&Arc::from("f"), "Ark1");
        cells.iter().for_each(|(row, column, text)| grid.push(*row, *column, text, Held::Text).unwrap());
        grid.finished()
    }

    #[test]
    fn rows_are_dense_and_in_order() {
        let grid = grid(&[(4, 2, "c"), (2, 3, "b"), (2, 1, "x"), (2, 1, "a"), (3, 1, " ")]);
        let records: Vec<(usize, Vec<String>)> = grid
            .records(Start::FIRST)
            .map(|record| {
                (record.start.line, record.cells.unwrap().iter().map(|cell| cell.value.to_string()).collect())
            })
            .collect();
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        assert_eq!(records, [(2, row(["a", "", "b"])), (4, row(["", "c", ""]))]);
        assert_eq!(grid.row_place(&grid.records(Start { byte: 1, line: 4 }).next().unwrap()).to_string(), "f: Ark1!B4");
        let held: Vec<Held> = grid.cells.iter().map(|entry| entry.held).collect();
        assert_eq!(held, [Held::Flawed(Flaw::Damaged), Held::Text, Held::Text]);
    }

    #[test]
    fn limits_are_held() {
        let mut grid = Grid::new(&Arc::from("f"), "Ark1");
        let column = u32::try_from(MOST_COLUMNS).unwrap();
        assert!(grid.push(1, column, "x", Held::Text).is_ok());
        assert!(grid.push(1, column + 1, "x", Held::Text).is_err());
        assert!(grid.push(1, column + 1, "", Held::Text).is_ok());
        assert!(grid.push(1, 1, &"æ".repeat(LONGEST_CELL * 2), Held::Text).is_ok());
        assert_eq!(grid.text.chars().count(), LONGEST_CELL + 2);
    }
}
