//! Workbooks: each of their sheets that has a header becomes a table, read as the rows of a file are.
//!
//! Read here and not by a library for spreadsheets: those give every number as a binary fraction, do not tell what is
//! hidden, and hold no limit before a small file has taken all memory. XLSX and ODS hold numbers as decimal digits, which
//! are read as they stand. Formulas, links to other workbooks and macros are not followed: what counts is the value that
//! the spreadsheet stored.

mod biff;
mod compound;
mod container;
mod date;
mod digits;
mod format;
mod ods;
mod shown;
mod skipped;
mod strings;
mod xls;
mod xlsx;
mod xml;

use crate::columns::{Columns, Meaning};
use crate::dialect::Dialect;
use crate::grid::Grid;
use crate::guess;
use crate::header::{Slot, no_header};
use crate::heading::{Heading, fold};
use crate::lex::Start;
use crate::limits::HEADER_ROWS;
use crate::mistake::{Mistakes, Problem};
use crate::source::Source;
use crate::table::Table;
use container::Container;
use rammeaftale::diag::{Code, Place};
use rammeaftale::portfolio::Column;
use std::sync::Arc;

/// What a file's first bytes tell of its container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A zip archive of XML: XLSX, ODS.
    Zip,
    /// The compound file of older spreadsheets: XLS.
    Compound,
}

impl Kind {
    pub(crate) fn of(bytes: &[u8]) -> Option<Kind> {
        match bytes {
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some(Kind::Zip),
            [0xd0, 0xcf, 0x11, 0xe0, ..] => Some(Kind::Compound),
            _ => None,
        }
    }
}

/// The tables of all sheets that have a header. The others are told of, but for those that say of themselves that they
/// are not read and have no header.
pub(crate) fn tables<H: Heading>(
    name: &Arc<str>,
    bytes: &[u8],
    kind: Kind,
    columns: &Columns,
    mistakes: &mut Mistakes,
) -> Vec<Table<H>> {
    let grids = match grids(name, bytes, kind) {
        Ok(grids) => grids,
        Err(problem) => {
            mistakes.push(problem.at(Place::file(name)));
            return Vec::new();
        }
    };
    let mut tables = Vec::new();
    let mut headless = Vec::new();
    for grid in grids.into_iter().filter(|grid| !grid.is_empty()) {
        match header::<H>(&grid, columns) {
            _ if grid.marks.is_copy => mistakes.push(copied().warning_at(grid.cell_place(0, 0))),
            None if says_not_read(&grid) => {}
            None => headless.push(grid.cell_place(0, 0)),
            Some(_) if says_not_read(&grid) => mistakes.push(passed_over().warning_at(grid.cell_place(0, 0))),
            Some(header) => {
                let is_lower = tell_tables_above::<H>(&grid, header, columns, mistakes);
                let grid = Arc::new(grid);
                let table = Table::of(Arc::clone(&grid) as Arc<dyn Source>, Dialect::Danish, header, columns, mistakes);
                if let Some(table) = table {
                    if !is_lower {
                        tell_rows_above(&grid, &table, mistakes);
                    }
                    skipped::check(&grid, &table, mistakes);
                    tables.push(table);
                }
            }
        }
    }
    if tables.is_empty() && mistakes.is_empty() {
        mistakes.push(no_header::<H>(Place::file(name)));
    } else {
        headless.into_iter().for_each(|place| mistakes.push(not_read().warning_at(place)));
    }
    tables
}

/// Where the header of each sheet stands, and its headings, known or not.
pub(crate) fn headings(
    name: &Arc<str>,
    bytes: &[u8],
    kind: Kind,
    mistakes: &mut Mistakes,
) -> Vec<(Place, Vec<String>)> {
    let grids = grids(name, bytes, kind).unwrap_or_else(|problem| {
        mistakes.push(problem.at(Place::file(name)));
        Vec::new()
    });
    let of = |grid: &Grid| {
        let known = header::<Column>(grid, &Columns::default());
        let start = known.or_else(|| best_row(grid, 1, |text| text.contains(char::is_alphabetic)))?;
        guess::header(grid, start).ok().flatten()
    };
    grids.iter().filter(|grid| !grid.marks.is_copy && !says_not_read(grid)).filter_map(of).collect()
}

fn grids(name: &Arc<str>, bytes: &[u8], kind: Kind) -> Result<Vec<Grid>, Problem> {
    match kind {
        Kind::Compound => xls::grids(name, bytes),
        Kind::Zip => {
            let container = Container::open(bytes)?;
            if container.has("content.xml") { ods::grids(name, container) } else { xlsx::grids(name, container) }
        }
    }
}

/// Where the header stands: of the first rows the one with the most headings that are known, the upper of equals.
fn header<H: Heading>(grid: &Grid, columns: &Columns) -> Option<Start> {
    best_row(grid, 0, |text| matches!(columns.meaning::<H>(text), Meaning::Column(_)))
}

/// Tells of rows above the header that are a header themselves: the rows below them would be passed over.
/// True when there are some.
fn tell_tables_above<H: Heading>(grid: &Grid, header: Start, columns: &Columns, mistakes: &mut Mistakes) -> bool {
    let mut any = false;
    for record in grid.records(Start::FIRST).take_while(|record| record.start.line < header.line) {
        let cells = record.cells.as_deref().unwrap_or_default();
        let is_known = |text: &str| matches!(columns.meaning::<H>(text), Meaning::Column(_));
        if cells.iter().filter(|cell| is_known(&cell.value)).count() > 1 {
            mistakes.push(table_above(header.line).at(grid.row_place(&record)));
            any = true;
        }
    }
    any
}

/// Tells of rows above the header that are filled as those below it are, as sorting the header along leaves them.
fn tell_rows_above<H: Heading>(grid: &Grid, table: &Table<H>, mistakes: &mut Mistakes) {
    for record in grid.records(Start::FIRST).take_while(|record| record.start.line < table.header_line()) {
        let cells = record.cells.as_deref().unwrap_or_default();
        let filled = table.slots().iter().zip(cells).filter_map(|(slot, cell)| match slot {
            Slot::Column(column, _) if column.holds(&cell.value) => Some(column.is_required()),
            Slot::Column(..) | Slot::Blank | Slot::Unread => None,
        });
        let filled: Vec<bool> = filled.collect();
        if filled.len() > 1 && filled.contains(&true) {
            mistakes.push(row_above(table.header_line()).at(grid.row_place(&record)));
        }
    }
}

/// Of the first rows the one with the most cells of a kind, if it has more than `least`; the upper of equals.
fn best_row(grid: &Grid, least: usize, is_of_kind: impl Fn(&str) -> bool) -> Option<Start> {
    let (mut best, mut most) = (None, least);
    for record in grid.records(Start::FIRST).take_while(|record| record.start.line <= HEADER_ROWS) {
        let count = record.cells.unwrap_or_default().iter().filter(|cell| is_of_kind(&cell.value)).count();
        if count > most {
            (best, most) = (Some(record.start), count);
        }
    }
    best
}

/// True for a sheet whose first cell says `not read`, perhaps with a colon and more, as a template's list of codes does.
fn says_not_read(grid: &Grid) -> bool {
    let first = grid.records(Start::FIRST).next().and_then(|record| record.cells.ok());
    let first = first.and_then(|cells| cells.into_iter().map(|cell| fold(&cell.value)).find(|text| !text.is_empty()));
    first.is_some_and(|text| ["laesesikke", "notread"].contains(&text.split(':').next().unwrap_or_default()))
}

fn table_above(header: usize) -> Problem {
    Problem::new(
        Code::NotRead,
        format!("her begynder en tabel, men arkets overskrifter er fundet i række {header}"),
        format!("a table begins here, but the headings of the sheet are found in row {header}"),
    )
    .help("flyt den ene tabel til et ark for sig", "move one of the tables to a sheet of its own")
}

fn row_above(header: usize) -> Problem {
    Problem::new(
        Code::NotRead,
        format!("rækken er udfyldt, men står over arkets overskrifter i række {header}"),
        format!("the row is filled, but stands above the headings of the sheet in row {header}"),
    )
    .help("flyt overskrifterne op over alle rækker", "move the headings up above all rows")
}

fn copied() -> Problem {
    Problem::new(
        Code::NotRead,
        "arket er ikke læst: det er en kopi fra en anden projektmappe, som regnearket gemmer og ikke viser",
        "the sheet is not read: it is a copy from another workbook, which the spreadsheet keeps and does not show",
    )
    .help("nævn den anden projektmappe, hvis den skal læses med", "name the other workbook if it is to be read too")
}

fn passed_over() -> Problem {
    Problem::new(
        Code::NotRead,
        "arket er ikke læst, fordi dets første celle siger det, men det har en kolonnes navn",
        "the sheet is not read, for its first cell says so, but it holds the name of a column",
    )
    .help(
        "slet ordene i den første celle, hvis arket skal læses med",
        "delete the words in the first cell if the sheet is to be read too",
    )
}

fn not_read() -> Problem {
    Problem::new(
        Code::NotRead,
        "arket er ikke læst: ingen af dets første rækker har en kolonnes navn",
        "the sheet is not read: none of its first rows holds the name of a column",
    )
    .help(
        "giv arket overskrifter, eller skriv `læses ikke` i dets første celle",
        "give the sheet headings, or write `not read` in its first cell",
    )
}

/// A workbook that is not what its first bytes say.
fn damaged(da: &str, en: &str) -> Problem {
    Problem::new(
        Code::Unreadable,
        format!("projektmappen kan ikke læses: {da}"),
        format!("the workbook cannot be read: {en}"),
    )
    .help("åbn den i regnearket, og gem den igen som XLSX", "open it in the spreadsheet, and save it again as XLSX")
}
