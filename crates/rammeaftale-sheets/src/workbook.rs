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
mod header;
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
use crate::header::Slot;
use crate::heading::{Heading, fold};
use crate::lex::Start;
use crate::mistake::{Mistakes, Problem};
use crate::source::Source;
use crate::table::Table;
use container::Container;
use rammeaftale::diag::{Code, Diagnostic, Place};
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
        let grid = match header::joined::<H>(grid, columns) {
            Ok(grid) => grid,
            Err(problem) => {
                mistakes.push(problem.at(Place::file(name)));
                continue;
            }
        };
        match header::find::<H>(&grid, columns) {
            _ if grid.marks.is_copy => mistakes.push(copied().warning_at(grid.cell_place(0, 0))),
            None if says_not_read(&grid) => {}
            None => headless.push(header::without::<H>(&grid, columns)),
            Some(_) if says_not_read(&grid) => mistakes.push(passed_over().warning_at(grid.cell_place(0, 0))),
            Some(start) if let Some(told) = header::merged::<H>(&grid, start, columns) => mistakes.push(told),
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
    let is_found = |told: &Diagnostic| told.place().is_some_and(|place| place.line > 0);
    if tables.is_empty() && mistakes.is_empty() && !headless.iter().any(is_found) {
        mistakes.push(header::nowhere::<H>(Place::file(name)));
    } else {
        headless.into_iter().for_each(|told| mistakes.push(told));
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
    let of = |grid: Grid| {
        let grid = header::joined::<Column>(grid, &Columns::default()).ok()?;
        let known = header::find::<Column>(&grid, &Columns::default());
        let start = known.or_else(|| header::best_row(&grid, 1, |text| text.contains(char::is_alphabetic)))?;
        guess::header(&grid, start).ok().flatten()
    };
    grids.into_iter().filter(|grid| !grid.marks.is_copy && !says_not_read(grid)).filter_map(of).collect()
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

/// A workbook that is not what its first bytes say.
fn damaged(da: &str, en: &str) -> Problem {
    Problem::new(
        Code::Unreadable,
        format!("projektmappen kan ikke læses: {da}"),
        format!("the workbook cannot be read: {en}"),
    )
    .help("åbn den i regnearket, og gem den igen som XLSX", "open it in the spreadsheet, and save it again as XLSX")
}
