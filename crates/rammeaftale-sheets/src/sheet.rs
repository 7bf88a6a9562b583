//! One file of a portfolio: its rows, where they stand, and what is wrong in it.

use crate::cell::{checked_text, missing_cell};
use crate::columns::Columns;
use crate::dialect::Dialect;
use crate::file::{self, File};
use crate::lex::{Cell, Start};
use crate::mistake::{Mistakes, Problem};
use crate::period::Period;
use crate::record::{Notation, Records};
use crate::row::{Values, example, filled};
use crate::table::Table;
use rammeaftale::diag::{Code, Diagnostic, Place};
use rammeaftale::portfolio::{Column, Row};
use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

/// The rows of one file that could be read, where their cells stand, and every mistake in the others.
#[derive(Clone, Debug)]
pub struct Sheet {
    name: Arc<str>,
    layout: Layout,
    pub(crate) rows: Vec<Row>,
    pub(crate) stands: Vec<Stand>,
    /// The blank years of wide rows: what their rows say of buyers and paragraph holds there too.
    pub(crate) blank: Vec<(Row, Stand)>,
    pub(crate) mistakes: Vec<Diagnostic>,
    /// Offers of which a row could not be read: whether their rows agree is not known.
    pub(crate) damaged: BTreeSet<Arc<str>>,
    /// True when it is not known which offers are damaged.
    pub(crate) has_strays: bool,
}

/// Where a row stands: in which table of the file, and where in it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stand {
    pub(crate) table: usize,
    pub(crate) start: Start,
}

/// How the rows stand in the file.
#[derive(Clone, Debug)]
enum Layout {
    /// The one table of a text, or those of a workbook's sheets; none where nothing could be read.
    Tables(Vec<Table<Column>>, Option<Dialect>),
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

    /// What is wrong in this file alone, and what is worth a look, in file order; see
    /// [`portfolio`](crate::portfolio()) for what its rows say against each other.
    pub fn mistakes(&self) -> &[Diagnostic] {
        &self.mistakes
    }

    /// The dialect that the header told; `None` when there was no header to read, and in workbooks, JSON and TOML.
    pub fn dialect(&self) -> Option<Dialect> {
        match &self.layout {
            Layout::Tables(_, dialect) => *dialect,
            Layout::Records(_) => None,
        }
    }

    /// The tables of the file; none in JSON and TOML.
    pub(crate) fn tables(&self) -> &[Table<Column>] {
        match &self.layout {
            Layout::Tables(tables, _) => tables,
            Layout::Records(_) => &[],
        }
    }

    /// The place of a column's cell in a row of this file.
    pub(crate) fn place(&self, stand: Stand, row: &Row, column: Column) -> Place {
        match &self.layout {
            Layout::Tables(tables, _) => {
                let period = Period { year: row.year, figures: row.figures };
                let table = tables.get(stand.table);
                table.map_or_else(|| Place::file(&self.name), |table| table.place(stand.start, column, Some(period)))
            }
            Layout::Records(records) => records.place(stand.start, column),
        }
    }

    fn empty(name: Arc<str>) -> Sheet {
        Sheet {
            name,
            layout: Layout::Tables(Vec::new(), None),
            rows: Vec::new(),
            stands: Vec::new(),
            blank: Vec::new(),
            mistakes: Vec::new(),
            damaged: BTreeSet::new(),
            has_strays: false,
        }
    }
}

/// Reads the bytes of a workbook (XLSX, XLS, ODS) or a file in CSV, JSON or TOML; `name` is what messages call it, and
/// its ending tells the notation where it is `.json`, `.jsonl` or `.toml`. Never fails: mistakes are part of the sheet.
///
/// ```
/// let sheet = rammeaftale_sheets::read_bytes("b.csv", b"tilbud_id;driftsherre;takst 2024;takst 2025\nB1;740;1.000;\n");
/// assert_eq!(sheet.rows().len(), 1, "what is blank is unknown");
/// ```
pub fn read_bytes(name: &str, bytes: &[u8]) -> Sheet {
    read_bytes_as(name, bytes, &Columns::default())
}

/// As [`read_bytes`], with the headings that a file of [`Columns`] explains.
pub fn read_bytes_as(name: &str, bytes: &[u8], columns: &Columns) -> Sheet {
    let mut sheet = Sheet::empty(Arc::from(name));
    let mut mistakes = Mistakes::default();
    sheet.layout = sheet.read(bytes, columns, &mut mistakes);
    // Reading stopped before the end, or a column is not what it seems: that can touch any offer.
    let touching = [Code::UnknownColumn, Code::DuplicateColumn, Code::MissingColumn, Code::MixedLayout, Code::Syntax];
    let is_nothing = matches!(&sheet.layout, Layout::Tables(tables, _) if tables.is_empty());
    sheet.has_strays |= mistakes.is_full() || mistakes.have_any(&touching) || is_nothing;
    sheet.mistakes = mistakes.into_sorted();
    sheet
}

/// Reads a workbook or a file in CSV, JSON or TOML. A file that cannot be read is a sheet whose only mistake says why.
///
/// ```
/// # use std::path::Path;
/// let sheet = rammeaftale_sheets::read_path(Path::new("no-such-file.xlsx"));
/// assert_eq!(sheet.mistakes()[0].message.en, "the file does not exist");
/// ```
pub fn read_path(path: &Path) -> Sheet {
    read_path_as(path, &Columns::default())
}

/// As [`read_path`], with the headings that a file of [`Columns`] explains.
pub fn read_path_as(path: &Path, columns: &Columns) -> Sheet {
    let name = path.display().to_string();
    or_unread(&name, file::bytes(path), columns)
}

/// As [`read_bytes_as`], from a reader such as standard input.
pub fn read_from(name: &str, reader: impl Read, columns: &Columns) -> Sheet {
    or_unread(name, file::from_reader(reader), columns)
}

fn or_unread(name: &str, bytes: Result<Vec<u8>, Problem>, columns: &Columns) -> Sheet {
    match bytes {
        Ok(bytes) => read_bytes_as(name, &bytes, columns),
        Err(problem) => {
            let name: Arc<str> = Arc::from(name);
            let mistakes = vec![problem.at(Place::file(&name))];
            Sheet { mistakes, has_strays: true, ..Sheet::empty(name) }
        }
    }
}

impl Sheet {
    fn read(&mut self, bytes: &[u8], columns: &Columns, mistakes: &mut Mistakes) -> Layout {
        let name = Arc::clone(&self.name);
        #[cfg(feature = "workbooks")]
        if let Some(kind) = crate::workbook::Kind::of(bytes) {
            let tables = crate::workbook::tables(&name, bytes, kind, columns, mistakes);
            tables.iter().enumerate().for_each(|(number, table)| self.read_table(table, number, mistakes));
            return Layout::Tables(tables, None);
        }
        if let Some(notation) = Notation::of(&name, bytes) {
            return self.read_records(&name, bytes, notation, mistakes);
        }
        let table = Table::open(&name, bytes, columns, mistakes);
        if let Some(table) = &table {
            self.read_table(table, 0, mistakes);
        }
        let dialect = table.as_ref().map(|table| table.dialect);
        Layout::Tables(Vec::from_iter(table), dialect)
    }

    fn read_table(&mut self, table: &Table<Column>, number: usize, mistakes: &mut Mistakes) {
        table.rows(mistakes, |start, cells, mistakes| match cells {
            None => self.has_strays = true,
            Some(cells) => match table.cells(cells, None).find(|(column, cell)| example(*column, &cell.value)) {
                Some((_, cell)) => mistakes.push(passed_over().warning_at(table.cell_place(start, cell))),
                None => self.read_row(table, Stand { table: number, start }, cells, mistakes),
            },
        });
    }

    /// Reads one row of a table: a row of the portfolio, in a wide table one for each period that has a figure.
    fn read_row(&mut self, table: &Table<Column>, stand: Stand, cells: &[Cell<'_>], mistakes: &mut Mistakes) {
        let mut read = |period| {
            let cells = table.cells(cells, period).map(|(column, cell)| {
                let read = checked_text(cell).and_then(|text| filled(column, text, table.dialect));
                (column, read.map_err(|problem| problem.at(table.cell_place(stand.start, cell))))
            });
            Values::read(cells, mistakes)
        };
        let common = read(None);
        if table.periods.is_empty() {
            return self.add(stand, common);
        }
        let periods: Vec<(Period, Values)> =
            table.periods.iter().map(|period| (*period, read(Some(*period)))).collect();
        let mut any = false;
        for (period, values) in periods.iter().filter(|(_, values)| !values.is_blank()) {
            any = true;
            self.add(stand, common.with(*period, values));
        }
        if any {
            let others = periods.iter().filter(|(period, values)| values.is_blank() && common.stands_in(*period));
            self.blank.extend(others.filter_map(|(period, values)| Some((common.with(*period, values).row()?, stand))));
        }
        // An offer without any figure is there all the same: its figures are unknown.
        if let Some((period, values)) = common.latest(&periods).filter(|_| !any) {
            self.add(stand, common.with(*period, values));
        }
    }

    fn read_records(&mut self, name: &str, bytes: &[u8], notation: Notation, mistakes: &mut Mistakes) -> Layout {
        let file = match File::decode(name, bytes) {
            Ok(file) => file,
            Err(problem) => {
                mistakes.push(problem.at(Place::file(&self.name)));
                return Layout::Tables(Vec::new(), None);
            }
        };
        let records = Records::read(file, notation, mistakes, |record, mistakes| {
            let lacking = Column::ALL.iter().filter(|column| column.is_required() && !record.has(**column));
            let lacking = lacking.map(|column| (*column, Err(missing_cell(*column).at(record.place()))));
            let values = record.values().map(|(column, text, place)| {
                let read = text.and_then(|text| filled(column, &text, Dialect::English));
                (column, read.map_err(|problem| problem.at(place())))
            });
            self.add(Stand { table: 0, start: record.start() }, Values::read(lacking.chain(values), mistakes));
        });
        Layout::Records(records)
    }

    fn add(&mut self, stand: Stand, values: Values) {
        let offer = values.offer();
        match (values.row(), offer) {
            (Some(row), _) => {
                self.rows.push(row);
                self.stands.push(stand);
            }
            (None, Some(offer)) => {
                self.damaged.insert(offer);
            }
            (None, None) => self.has_strays = true,
        }
    }
}

fn passed_over() -> Problem {
    Problem::new(Code::ExampleRow, "eksemplets række er ikke læst", "the example's row is not read")
        .help("slet rækken, når du ikke har brug for den mere", "delete the row when you need it no more")
}
