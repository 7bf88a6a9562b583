//! One file of a portfolio: its rows, where they stand, and what is wrong in it.

use crate::dialect::Dialect;
use crate::file;
use crate::heading::Heading;
use crate::lex::{Cell, Start};
use crate::mistake::Mistakes;
use crate::table::{Table, checked_text, missing_cell};
use crate::value::{Value, put, value};
use rammeaftale::diag::{Code, Diagnostic, Place};
use rammeaftale::portfolio::{Column, Row};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// The rows of one file that could be read, where their cells stand, and every mistake in the others.
#[derive(Clone, Debug)]
pub struct Sheet {
    name: Arc<str>,
    table: Option<Table<Column>>,
    pub(crate) rows: Vec<Row>,
    pub(crate) starts: Vec<Start>,
    pub(crate) mistakes: Vec<Diagnostic>,
    /// Offers of which a row could not be read: whether their rows agree is not known.
    pub(crate) damaged: BTreeSet<Arc<str>>,
    /// True when it is not known which offers are damaged.
    pub(crate) has_strays: bool,
}

impl Sheet {
    /// The file's name as the user gave it.
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// The rows without mistakes, in file order.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// What is wrong in this file alone, in file order; see [`portfolio`](crate::portfolio()) for what its rows
    /// say against each other.
    pub fn mistakes(&self) -> &[Diagnostic] {
        &self.mistakes
    }

    /// The dialect that the header told; `None` when there was no header to read.
    pub fn dialect(&self) -> Option<Dialect> {
        self.table.as_ref().map(|table| table.dialect)
    }

    /// The place of a column's cell in a row of this file.
    pub(crate) fn place(&self, start: Start, column: Column) -> Place {
        self.table.as_ref().map_or_else(|| Place::file(&self.name), |table| table.place(start, column))
    }

    fn empty(name: Arc<str>) -> Sheet {
        Sheet {
            name,
            table: None,
            rows: Vec::new(),
            starts: Vec::new(),
            mistakes: Vec::new(),
            damaged: BTreeSet::new(),
            has_strays: false,
        }
    }
}

/// Reads the bytes of a CSV file; `name` is what messages call it. Never fails: mistakes are part of the sheet.
pub fn read_bytes(name: &str, bytes: &[u8]) -> Sheet {
    let mut sheet = Sheet::empty(Arc::from(name));
    let mut mistakes = Mistakes::default();
    match Table::open(name, bytes, &mut mistakes) {
        Some(table) => {
            table.rows(&mut mistakes, |start, cells, mistakes| sheet.add(&table, start, cells, mistakes));
            sheet.table = Some(table);
        }
        None => sheet.has_strays = true,
    }
    // Reading stopped before the end, or a column is not what it seems: that can touch any offer.
    let columns = [Code::UnknownColumn, Code::DuplicateColumn, Code::MissingColumn];
    sheet.has_strays |= mistakes.is_full() || mistakes.have_any(&columns);
    sheet.mistakes = mistakes.into_sorted();
    sheet
}

/// Reads a CSV file. A file that cannot be read is a sheet whose only mistake says why.
pub fn read_path(path: &Path) -> Sheet {
    let name = path.display().to_string();
    match file::bytes(path) {
        Ok(bytes) => read_bytes(&name, &bytes),
        Err(problem) => {
            let name: Arc<str> = Arc::from(name);
            let mistakes = vec![problem.at(Place::file(&name))];
            Sheet { mistakes, has_strays: true, ..Sheet::empty(name) }
        }
    }
}

impl Sheet {
    fn add(&mut self, table: &Table<Column>, start: Start, cells: Option<&[Cell<'_>]>, mistakes: &mut Mistakes) {
        let Some(cells) = cells else {
            self.has_strays = true;
            return;
        };
        let mut values = Vec::new();
        let mut whole = true;
        for (column, cell) in table.cells(cells) {
            let read = match checked_text(cell) {
                Ok("") if Heading::is_required(column) => Err(missing_cell(column)),
                Ok("") => continue,
                Ok(text) => value(column, text, table.dialect),
                Err(problem) => Err(problem),
            };
            match read {
                Ok(value) => values.push((column, value)),
                Err(problem) => {
                    mistakes.push(problem.at(table.cell_place(start, cell)));
                    whole = false;
                }
            }
        }
        let offer = values.iter().find_map(|found| match found {
            (Column::Offer, Value::Text(offer)) => Some(Arc::clone(offer)),
            _ => None,
        });
        match (assemble(values).filter(|_| whole), offer) {
            (Some(row), _) => {
                self.rows.push(row);
                self.starts.push(start);
            }
            (None, Some(offer)) => {
                self.damaged.insert(offer);
            }
            (None, None) => self.has_strays = true,
        }
    }
}

/// A row from its values; `None` without its key.
fn assemble(values: Vec<(Column, Value)>) -> Option<Row> {
    let (mut offer, mut operator, mut year) = (None, None, None);
    for (column, value) in &values {
        match (column, value) {
            (Column::Offer, Value::Text(text)) => offer = Some(Arc::clone(text)),
            (Column::Operator, Value::Code(code)) => operator = Some(*code),
            (Column::Year, Value::Year(number)) => year = Some(*number),
            _ => {}
        }
    }
    let mut row = Row::new(offer?, operator?, year?);
    for (column, value) in values {
        put(&mut row, column, value);
    }
    Some(row)
}
