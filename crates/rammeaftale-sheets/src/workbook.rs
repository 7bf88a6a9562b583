//! Workbooks: each of their sheets that has a header becomes a table, read as the rows of a file are.
//!
//! Read here and not by a library for spreadsheets: those give every number as a binary fraction, do not tell what is
//! hidden, and hold no limit before a small file has taken all memory. XLSX and ODS hold numbers as decimal digits, which
//! are read as they stand. Formulas, links to other workbooks and macros are not followed: what counts is the value that
//! the spreadsheet stored.

mod biff;
mod compound;
mod container;
mod cover;
mod date;
mod digits;
mod format;
mod grid;
mod header;
mod names;
mod ods;
mod shown;
mod skipped;
mod strings;
mod xls;
mod xlsx;
mod xml;

use crate::file::dialect::Dialect;
use crate::file::lex::Start;
use crate::file::source::Source;
use crate::fold::fold;
use crate::heading::columns::Columns;
use crate::mistake::{Mistakes, Problem, shown};
use crate::said::Said;
use crate::table::header::Slot;
use crate::table::{self, Table};
use container::Container;
use grid::Grid;
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

/// The tables of all sheets that have a header, and what is said of all of them together. The others are told of, but for those that say of themselves that they
/// are not read and have no header.
pub(crate) fn tables(
    name: &Arc<str>,
    bytes: &[u8],
    kind: Kind,
    columns: &Columns,
    mistakes: &mut Mistakes,
) -> (Vec<Table<Column>>, Said) {
    let sheets = sheets(name, bytes, kind, columns, mistakes);
    let has_key =
        |(header, grid): &(Option<Start>, Grid)| header.is_some_and(|header| header::has_key(grid, header, columns));
    let any_key = sheets.iter().any(|sheet| !says_not_read(&sheet.1) && has_key(sheet));
    let names = sheets.iter().map(|(_, grid)| fold(grid.name())).collect();
    let (mut tables, mut headless, mut covers) = (Vec::new(), Vec::new(), Said::default());
    for sheet in sheets {
        let is_beside = any_key && sheet.0.is_some() && !has_key(&sheet);
        let (header, grid) = sheet;
        let is_unread = header.is_none() || is_beside;
        if is_unread && !grid.marks.is_copy && !says_not_read(&grid) && !header::sums_up(&grid) {
            cover::hear(&grid, &names, &mut covers);
            cover::hear_notes(&grid, |_| None, &mut covers);
        }
        match header {
            _ if grid.marks.is_copy => mistakes.push(copied().warning_at(grid.cell_place(0, 0))),
            None if says_not_read(&grid) => {}
            None => headless.push(header::without(&grid, columns)),
            Some(_) if says_not_read(&grid) => mistakes.push(passed_over().warning_at(grid.cell_place(0, 0))),
            Some(_) if is_beside => headless.push(header::without_key(&grid)),
            Some(start) if let Some(told) = header::merged(&grid, start, columns) => mistakes.push(told),
            Some(header) => tables.extend(table(grid, header, columns, mistakes)),
        }
    }
    if tables.len() > 1 {
        let drafts = tables.iter().filter(|table| table.sheet().is_some_and(|sheet| names::is_draft(sheet)));
        let places = drafts.map(|table| table.header_place()).filter(|place| !mistakes.stand_at(place));
        let told: Vec<Diagnostic> = places.map(|place| read_too(place).warning_at(place.clone())).collect();
        mistakes.extend(told);
    }
    // Each of several tables may be of another year.
    let of_all = if tables.len() > 1 { covers.take_years() } else { Said::default() };
    tables.iter_mut().for_each(|table: &mut Table<Column>| table.said.add(&covers));
    let is_found = |told: &Diagnostic| told.place().is_some_and(|place| place.line > 0);
    match tables.is_empty() && mistakes.is_empty() && !headless.iter().any(is_found) {
        true => mistakes.push(header::nowhere(Place::file(name))),
        false if any_key => mistakes.extend(headless.into_iter().map(header::of_overview)),
        false => mistakes.extend(headless),
    }
    (tables, of_all)
}

/// The sheets that are not blank, each with where its header stands.
fn sheets(
    name: &Arc<str>,
    bytes: &[u8],
    kind: Kind,
    columns: &Columns,
    mistakes: &mut Mistakes,
) -> Vec<(Option<Start>, Grid)> {
    let grids = grids(name, bytes, kind).unwrap_or_else(|problem| {
        mistakes.push(problem.at(Place::file(name)));
        Vec::new()
    });
    let mut sheets = Vec::new();
    for grid in grids.into_iter().filter(|grid| !grid.is_empty()) {
        match header::joined(grid, columns) {
            Ok(grid) => sheets.push((header::find(&grid, columns), grid)),
            Err(problem) => mistakes.push(problem.at(Place::file(name))),
        }
    }
    sheets
}

/// The table of a sheet whose header begins here.
fn table(grid: Grid, header: Start, columns: &Columns, mistakes: &mut Mistakes) -> Option<Table<Column>> {
    let grid = Arc::new(grid);
    let source = Arc::clone(&grid) as Arc<dyn Source>;
    let mut table = Table::of((source, Dialect::Danish), (Start::FIRST, header), columns, mistakes)?;
    let named = |column: u32| match table.slots().get(usize::try_from(column).ok()?.checked_sub(1)?)? {
        Slot::Column(column, _) => Some(*column),
        Slot::Blank | Slot::Unread => None,
    };
    let mut noted = Said::default();
    cover::hear_notes(&grid, named, &mut noted);
    table.said.add(&noted);
    skipped::check(&grid, &table, mistakes);
    Some(table)
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
        let grid = header::joined(grid, &Columns::default()).ok()?;
        let known = header::find(&grid, &Columns::default());
        let start = known.or_else(|| header::best_row(&grid, 1, |text| text.contains(char::is_alphabetic)))?;
        table::header::headings(&grid, start).ok().flatten()
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

/// True for a sheet whose first cell says `not read`, perhaps with a colon and more, as a template's list of codes does.
fn says_not_read(grid: &Grid) -> bool {
    let first = grid.records(Start::FIRST).next().and_then(|record| record.cells.ok());
    let first = first.and_then(|cells| cells.into_iter().map(|cell| fold(&cell.value)).find(|text| !text.is_empty()));
    first.is_some_and(|text| ["laesesikke", "notread"].contains(&text.split(':').next().unwrap_or_default()))
}

fn copied() -> Problem {
    Problem::new(
        Code::NotRead,
        "arket er ikke læst: det er en kopi fra en anden projektmappe, som regnearket gemmer og ikke viser",
        "the sheet is not read: it is a copy from another workbook, which the spreadsheet keeps and does not show",
    )
    .help("nævn den anden projektmappe, hvis den skal læses med", "name the other workbook if it is to be read too")
}

fn read_too(place: &Place) -> Problem {
    let sheet = shown(place.sheet.as_deref().unwrap_or_default());
    Problem::new(
        Code::ToldOtherwise,
        format!("arket hedder {sheet}, men er læst med de andre"),
        format!("the sheet is called {sheet}, but is read with the others"),
    )
    .help(
        "skriv `læses ikke` i dets første celle, hvis det ikke skal med",
        "write `not read` in its first cell if it is not to be read",
    )
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
