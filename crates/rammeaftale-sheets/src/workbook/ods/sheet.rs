//! The rows and cells of one sheet of ODS.

use super::super::grid::{Area, Grid};
use super::super::xml::{Attributes, Node};
use super::cell::{Cell, cell, repeated};
use super::strokes::Strokes;
use crate::mistake::Problem;
use std::ops::RangeInclusive;

/// The sheet being read.
pub(super) struct Sheet {
    pub(super) grid: Grid,
    /// The rows that are being read, and the columns passed so far.
    rows: RangeInclusive<u32>,
    columns: u32,
    /// The columns of which a cell without a style is struck through, and the same of the row, which goes before.
    struck_columns: Vec<RangeInclusive<u32>>,
    struck_row: Option<bool>,
    row: Vec<Cell>,
    /// The column behind the last cell of the row.
    column: u32,
    cell: Option<Cell>,
    /// Elements within a cell whose text is not the cell's.
    pub(super) aside: usize,
    /// The note on a cell, while it is read.
    note: Option<String>,
    in_note: bool,
}

impl Sheet {
    pub(super) fn new(grid: Grid) -> Sheet {
        Sheet {
            grid,
            rows: 0..=0,
            columns: 0,
            struck_columns: Vec::new(),
            struck_row: None,
            row: Vec::new(),
            column: 1,
            cell: None,
            aside: 0,
            note: None,
            in_note: false,
        }
    }

    /// True where the table that ends is the sheet, and none within it.
    pub(super) fn is_done(&self) -> bool {
        self.aside == 0 && self.cell.is_none()
    }

    pub(super) fn node(&mut self, node: &Node<'_>, strokes: &Strokes) -> Result<(), Problem> {
        let strikes = |family: &str, name: Option<String>| name.map(|name| strokes.strike(family, &name));
        self.hear_note(node);
        match (node, self.cell.as_mut()) {
            (Node::Start("annotation" | "table" | "shapes" | "frame", _), _) => self.aside += 1,
            (Node::End("annotation" | "table" | "shapes" | "frame"), _) => self.aside = self.aside.saturating_sub(1),
            _ if self.aside > 0 => {}
            (Node::Start("table-column", attributes), None) => {
                let columns = span(self.columns.saturating_add(1), repeated(attributes, "number-columns-repeated")?);
                self.columns = *columns.end();
                self.grid.marks.hidden_columns.extend(Some(columns.clone()).filter(|_| is_hidden(attributes)));
                let is_struck = strikes("table-cell", attributes.get("default-cell-style-name")?).unwrap_or_default();
                self.struck_columns.extend(Some(columns).filter(|_| is_struck));
            }
            (Node::Start("table-row", attributes), None) => {
                let next = self.rows.end().saturating_add(1);
                self.rows = span(next, repeated(attributes, "number-rows-repeated")?);
                self.grid.marks.hidden_rows.extend(Some(self.rows.clone()).filter(|_| is_hidden(attributes)));
                self.struck_row = strikes("table-cell", attributes.get("default-cell-style-name")?);
                self.column = 1;
            }
            (Node::End("table-row"), None) => return self.end_row(strokes),
            (Node::Start("table-cell" | "covered-table-cell", attributes), None) => self.cell = Some(cell(attributes)?),
            (Node::End("table-cell" | "covered-table-cell"), _) => self.end_cell(),
            (other, Some(cell)) => cell.node(other, strokes)?,
            _ => {}
        }
        Ok(())
    }

    /// Takes in the paragraphs of a note.
    fn hear_note(&mut self, node: &Node<'_>) {
        match node {
            Node::Start("annotation", _) => self.note = Some(String::new()),
            Node::Start("p", _) => self.in_note = self.note.is_some(),
            Node::End("p") => {
                self.in_note = false;
                self.note.iter_mut().for_each(|note| note.push('\n'));
            }
            Node::Text(text) if self.in_note => self.note.iter_mut().for_each(|note| note.push_str(text)),
            Node::End("annotation") => {
                let note = self.note.take().map(|note| (*self.rows.start(), self.column, note));
                self.grid.marks.notes.extend(note);
            }
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let Some(mut cell) = self.cell.take() else { return };
        cell.column = self.column;
        self.column = self.column.saturating_add(cell.repeated);
        if cell.spans != (1, 1) {
            let (rows, columns) = (span(*self.rows.start(), cell.spans.0), span(cell.column, cell.spans.1));
            self.grid.marks.merged.push(Area { rows, columns });
        }
        if !cell.text.is_empty() || cell.value.is_some() || cell.is_uncalculated() {
            self.row.push(cell);
        }
    }

    /// Adds the row as often as it is repeated; the grid's limits stop what never ends.
    fn end_row(&mut self, strokes: &Strokes) -> Result<(), Problem> {
        let cells: Vec<_> = std::mem::take(&mut self.row)
            .into_iter()
            .map(|cell| {
                let style = cell.style.as_ref().map(|style| strokes.strike("table-cell", style)).or(self.struck_row);
                let style = if cell.is_struck { Some(true) } else { style };
                (span(cell.column, cell.repeated), style, cell.finished())
            })
            .collect();
        if cells.is_empty() {
            return Ok(());
        }
        for row in self.rows.clone() {
            for (columns, is_struck, (text, held)) in &cells {
                for column in columns.clone() {
                    let of_column = || self.struck_columns.iter().any(|columns| columns.contains(&column));
                    let is_struck = is_struck.unwrap_or_else(of_column);
                    self.grid.push(row, column, text, *held)?;
                    self.grid.marks.struck.extend(is_struck.then_some((row, column)));
                }
            }
        }
        Ok(())
    }
}

fn span(first: u32, count: u32) -> RangeInclusive<u32> {
    first..=first.saturating_add(count).saturating_sub(1)
}

fn is_hidden(attributes: &Attributes<'_>) -> bool {
    matches!(attributes.get("visibility"), Ok(Some(kind)) if kind != "visible")
}
