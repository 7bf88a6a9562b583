//! One file of a portfolio: its rows, where they stand, and what is wrong in it.

use crate::dialect::Dialect;
use crate::file::{self, File};
use crate::heading::Heading;
use crate::lex::Start;
use crate::mistake::{Mistakes, Problem};
use crate::record::{Notation, Records};
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
    layout: Layout,
    pub(crate) rows: Vec<Row>,
    pub(crate) starts: Vec<Start>,
    pub(crate) mistakes: Vec<Diagnostic>,
    /// Offers of which a row could not be read: whether their rows agree is not known.
    pub(crate) damaged: BTreeSet<Arc<str>>,
    /// True when it is not known which offers are damaged.
    pub(crate) has_strays: bool,
}

/// How the rows stand in the file.
#[derive(Clone, Debug)]
enum Layout {
    /// Nothing could be read.
    None,
    Table(Table<Column>),
    Records(Records),
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

    /// The dialect that the header told; `None` when there was no header to read, and in JSON and TOML.
    pub fn dialect(&self) -> Option<Dialect> {
        match &self.layout {
            Layout::Table(table) => Some(table.dialect),
            Layout::None | Layout::Records(_) => None,
        }
    }

    /// The place of a column's cell in a row of this file.
    pub(crate) fn place(&self, start: Start, column: Column) -> Place {
        match &self.layout {
            Layout::None => Place::file(&self.name),
            Layout::Table(table) => table.place(start, column),
            Layout::Records(records) => records.place(start, column),
        }
    }

    fn empty(name: Arc<str>) -> Sheet {
        Sheet {
            name,
            layout: Layout::None,
            rows: Vec::new(),
            starts: Vec::new(),
            mistakes: Vec::new(),
            damaged: BTreeSet::new(),
            has_strays: false,
        }
    }
}

/// Reads the bytes of a file in CSV, JSON or TOML; `name` is what messages call it, and its ending tells the
/// notation where it is `.json`, `.jsonl` or `.toml`. Never fails: mistakes are part of the sheet.
pub fn read_bytes(name: &str, bytes: &[u8]) -> Sheet {
    let mut sheet = Sheet::empty(Arc::from(name));
    let mut mistakes = Mistakes::default();
    sheet.layout = match Notation::of(name, bytes) {
        Some(notation) => sheet.read_records(name, bytes, notation, &mut mistakes),
        None => sheet.read_table(name, bytes, &mut mistakes),
    };
    // Reading stopped before the end, or a column is not what it seems: that can touch any offer.
    let columns = [Code::UnknownColumn, Code::DuplicateColumn, Code::MissingColumn, Code::Syntax];
    sheet.has_strays |= mistakes.is_full() || mistakes.have_any(&columns) || matches!(sheet.layout, Layout::None);
    sheet.mistakes = mistakes.into_sorted();
    sheet
}

/// Reads a file in CSV, JSON or TOML. A file that cannot be read is a sheet whose only mistake says why.
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
    fn read_table(&mut self, name: &str, bytes: &[u8], mistakes: &mut Mistakes) -> Layout {
        let Some(table) = Table::open(name, bytes, mistakes) else { return Layout::None };
        table.rows(mistakes, |start, cells, mistakes| match cells {
            None => self.has_strays = true,
            Some(cells) => {
                let cells = table.cells(cells).map(|(column, cell)| {
                    let read = checked_text(cell).and_then(|text| filled(column, text, table.dialect));
                    (column, read.map_err(|problem| problem.at(table.cell_place(start, cell))))
                });
                self.add(start, cells, mistakes);
            }
        });
        Layout::Table(table)
    }

    fn read_records(&mut self, name: &str, bytes: &[u8], notation: Notation, mistakes: &mut Mistakes) -> Layout {
        let file = match File::decode(name, bytes) {
            Ok(file) => file,
            Err(problem) => {
                mistakes.push(problem.at(Place::file(&self.name)));
                return Layout::None;
            }
        };
        let records = Records::read(file, notation, mistakes, |record, mistakes| {
            let lacking = Column::ALL.iter().filter(|column| column.is_required() && !record.has(**column));
            let lacking = lacking.map(|column| (*column, Err(missing_cell(*column).at(record.place()))));
            let values = record.values().map(|(column, text, place)| {
                let read = text.and_then(|text| filled(column, &text, Dialect::English));
                (column, read.map_err(|problem| problem.at(place())))
            });
            self.add(record.start(), lacking.chain(values), mistakes);
        });
        Layout::Records(records)
    }

    /// Adds the row of these cells, of which some may be blank (`None`).
    fn add(
        &mut self,
        start: Start,
        cells: impl Iterator<Item = (Column, Result<Option<Value>, Diagnostic>)>,
        mistakes: &mut Mistakes,
    ) {
        let mut values = Vec::new();
        let mut whole = true;
        for (column, read) in cells {
            match read {
                Ok(value) => values.extend(value.map(|value| (column, value))),
                Err(mistake) => {
                    mistakes.push(mistake);
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

/// A cell's value; blank is `None`, unless the column must be filled.
fn filled(column: Column, text: &str, dialect: Dialect) -> Result<Option<Value>, Problem> {
    match text {
        "" if Heading::is_required(column) => Err(missing_cell(column)),
        "" => Ok(None),
        text => value(column, text, dialect).map(Some),
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
