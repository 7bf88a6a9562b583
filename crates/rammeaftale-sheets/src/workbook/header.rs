//! Where the header of a sheet stands, also where it takes two rows, and what is told of a sheet that has none.

use super::grid::Grid;
use super::names::{SUMMARIES, is_overview};
use crate::cell::value::Holds;
use crate::file::lex::{Cell, Start};
use crate::file::source::{Doubt, Source};
use crate::fold::fold;
use crate::heading::Heading;
use crate::heading::columns::Columns;
use crate::limits::HEADER_ROWS;
use crate::mistake::Problem;
use crate::table::header::is_title;
use crate::table::joined::{Joined, join};
use crate::table::told::with_names;
use rammeaftale::diag::{Code, Diagnostic, Place};
use rammeaftale::portfolio::Column;

/// Where the header stands: of the first rows the one with the most headings that are known, the upper of equals.
/// A title such as `Takster 2025` is none.
pub(super) fn find(grid: &Grid, columns: &Columns) -> Option<Start> {
    let start = best_row(grid, 0, |text| columns.meaning::<Column>(text).column().is_some())?;
    let cells = grid.records(start).next()?.cells.unwrap_or_default();
    Some(start).filter(|_| !is_title::<Column>(&cells, columns))
}

/// The sheet with one row of headings where two rows make them together; what stands above holds as far as its cell is
/// merged.
pub(super) fn joined(grid: Grid, columns: &Columns) -> Result<Grid, Problem> {
    let rows: Vec<Vec<String>> = grid
        .records(Start::FIRST)
        .take_while(|record| record.start.line <= HEADER_ROWS)
        .map(|record| texts(record.cells.unwrap_or_default()))
        .collect();
    let line =
        |row: usize| grid.records(Start::FIRST).nth(row).and_then(|record| u32::try_from(record.start.line).ok());
    let end = |row: usize, column: usize| grid.end(&grid.cell_place(line(row)?, u32::try_from(column).ok()? + 1));
    let Some(Joined { upper, headings, doubts }) = join::<Column>(&rows, end, columns) else {
        return Ok(grid);
    };
    let (Some(above), Some(below)) = (line(upper), line(upper + 1)) else { return Ok(grid) };
    let mut grid = grid.with_headings(&(above..=below), &headings)?;
    grid.marks.upper = Some(above);
    let labels = rows.into_iter().nth(upper).unwrap_or_default();
    grid.marks.labels = (1..).zip(labels).map(|(column, text)| (text, grid.cell_place(above, column))).collect();
    let placed = |doubt: Doubt| Some((grid.marks.labels.get(doubt.at)?.1.clone(), doubt));
    grid.marks.doubts = doubts.into_iter().filter_map(placed).collect();
    Ok(grid)
}

fn texts(cells: Vec<Cell<'_>>) -> Vec<String> {
    cells.into_iter().map(|cell| cell.text().to_owned()).collect()
}

/// Of the first rows the one with the most cells of a kind, if it has more than `least`; the upper of equals.
pub(super) fn best_row(grid: &Grid, least: usize, is_of_kind: impl Fn(&str) -> bool) -> Option<Start> {
    let (mut best, mut most) = (None, least);
    for record in grid.records(Start::FIRST).take_while(|record| record.start.line <= HEADER_ROWS) {
        let count = record.cells.unwrap_or_default().iter().filter(|cell| is_of_kind(&cell.value)).count();
        if count > most {
            (best, most) = (Some(record.start), count);
        }
    }
    best
}

/// What is told of a header of which a column's name is merged over several columns: they have one name.
pub(super) fn merged(grid: &Grid, header: Start, columns: &Columns) -> Option<Diagnostic> {
    let row = u32::try_from(header.line).unwrap_or_default();
    let cells = texts(grid.records(header).next()?.cells.ok()?);
    let is_column = |(_, text): &(u32, &String)| columns.meaning::<Column>(text).column().is_some();
    let is_wide = |column: &u32| {
        let mut areas = grid.marks.merged.iter().filter(|area| area.rows.contains(&row));
        areas.any(|area| area.columns.start() == column && area.columns.end() > column)
    };
    let (column, _) = (1..).zip(&cells).filter(is_column).find(|(column, _)| is_wide(column))?;
    Some(merged_heading().at(grid.cell_place(row, column)))
}

fn merged_heading() -> Problem {
    Problem::new(
        Code::MergedCells,
        "en overskrift er flettet over flere kolonner",
        "a heading is merged over several columns",
    )
    .help(
        "ophæv fletningen, og giv hver kolonne sin overskrift i én række, fx `takst 2024` og `takst 2025`",
        "unmerge it, and give each column its heading in one row, e.g. `tariff 2024` and `tariff 2025`",
    )
}

/// True for a header that names the key of an offer or who runs it, on a sheet that sums up others both of them. Not for a
/// name with its value beside it, as `Driftsherre` and `Silkeborg` on a front page, nor for a list of words, as
/// `Driftsherre` and `Kontakt`.
pub(super) fn has_key(grid: &Grid, header: Start, columns: &Columns) -> bool {
    let cells = grid.records(header).next().and_then(|record| record.cells.ok()).unwrap_or_default();
    let texts: Vec<&str> = cells.iter().map(|cell| cell.text()).filter(|text| !text.is_empty()).collect();
    let named = |text: &str| columns.meaning::<Column>(text).column().map(|(column, _)| column);
    let is_pair = matches!(texts.as_slice(), [name, value] if named(name).is_some_and(|column| column.holds(value)));
    let named: Vec<Column> = texts.iter().filter_map(|text| named(text)).collect();
    let is_key = |column: &&Column| column.is_required() && column.is_common();
    let (found, keys) = (named.iter().filter(is_key).count(), Column::ALL.iter().filter(is_key).count());
    let is_list = || found == 1 && named.len() == 1 && texts.len() > 1 && is_of_words(grid, header);
    found >= if is_overview(grid.name()) { keys } else { 1 } && !is_pair && !is_list()
}

/// True where beside the first cell of each row no numbers stand.
fn is_of_words(grid: &Grid, header: Start) -> bool {
    let is_of_words = |cells: Vec<Cell<'_>>| {
        let mut texts = cells.iter().map(|cell| cell.text()).filter(|text| !text.is_empty()).skip(1);
        texts.all(|text| !is_number(text))
    };
    grid.records(header).skip(1).all(|record| record.cells.map_or(true, is_of_words))
}

/// What is told of a sheet whose headings name no offers, beside another whose headings do.
pub(super) fn without_key(grid: &Grid) -> Diagnostic {
    let keys = |name: fn(Column) -> &'static str| {
        let keys = Column::ALL.iter().filter(|column| column.is_required() && column.is_common());
        keys.map(|column| format!("`{}`", name(*column))).collect::<Vec<_>>()
    };
    let (da, en) = (keys(Column::danish).join(" og "), keys(Heading::english).join(" and "));
    let problem = Problem::new(
        Code::NotRead,
        format!("arket er ikke læst: det er ingen tabel med {da}"),
        format!("the sheet is not read: it is no table with {en}"),
    )
    .help(
        "giv det kolonnerne, hvis det skal læses, eller skriv `læses ikke` i dets første celle",
        "give it the columns if it is to be read, or write `not read` in its first cell",
    );
    told_of(grid, problem)
}

/// True for a sheet that sums up others in figures of its own, of which its words speak.
pub(super) fn sums_up(grid: &Grid) -> bool {
    let name = fold(grid.name());
    SUMMARIES.iter().any(|word| name.starts_with(word)) && has_figures(grid)
}

/// The same as a warning where the sheet's name says that it sums up or explains what stands in another.
pub(super) fn of_overview(told: Diagnostic) -> Diagnostic {
    let sheet = told.place().filter(|place| place.line == 0).and_then(|place| place.sheet.clone());
    if sheet.is_some_and(|sheet| is_overview(&sheet)) { told.into_warning() } else { told }
}

/// Rows of a sheet among which a header too far down is looked for.
const LOOKED_THROUGH: usize = 1_000;

/// What is told of a sheet without a header: a mistake, unless it is clear that it holds no figures.
pub(super) fn without(grid: &Grid, columns: &Columns) -> Diagnostic {
    let is_column = |cell: &Cell<'_>| columns.meaning::<Column>(&cell.value).column().is_some();
    let mut records = grid.records(Start::FIRST).take(LOOKED_THROUGH);
    let lower = records.find(|record| record.cells.iter().flatten().filter(|cell| is_column(cell)).count() > 1);
    if let Some(record) = lower {
        let row = u32::try_from(record.start.line).unwrap_or_default();
        return too_far_down(row).at(grid.cell_place(row, 1));
    }
    told_of(grid, not_read())
}

/// A mistake where the sheet holds figures, else a warning.
fn told_of(grid: &Grid, problem: Problem) -> Diagnostic {
    let place = grid.cell_place(0, 0);
    if has_figures(grid) { problem.at(place) } else { problem.warning_at(place) }
}

/// True for a sheet of figures, whoever they are of.
fn has_figures(grid: &Grid) -> bool {
    grid.records(Start::FIRST).any(|record| holds_figures(&record.cells.unwrap_or_default()))
}

/// True for a row such as those of a budget: more than two cells filled, and two of them with numbers.
fn holds_figures(cells: &[Cell<'_>]) -> bool {
    let texts = || cells.iter().map(|cell| cell.text()).filter(|text| !text.is_empty());
    texts().count() > 2 && texts().filter(|text| is_number(text)).count() > 1
}

fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || c == '-') && !text.contains(char::is_alphabetic)
}

fn too_far_down(row: u32) -> Problem {
    Problem::new(
        Code::NotRead,
        format!("arkets overskrifter står i række {row}, men der ledes kun i de første {HEADER_ROWS} rækker"),
        format!(
            "the headings of the sheet stand in row {row}, but are looked for in its first {HEADER_ROWS} rows only"
        ),
    )
    .help("slet rækker over overskrifterne", "delete rows above the headings")
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

/// A workbook of which no sheet has a header.
pub(super) fn nowhere(place: Place) -> Diagnostic {
    let problem = Problem::new(
        Code::UnknownColumn,
        format!("intet ark har en kolonnes navn i sine første {HEADER_ROWS} rækker"),
        format!("no sheet holds the name of a column in its first {HEADER_ROWS} rows"),
    );
    with_names::<Column>(problem)
        .help("skriv kolonnernes navne over tallene", "write the names of the columns above the figures")
        .at(place)
}
