//! The header of a file: its dialect, and which column each heading names.

use super::beside::Beside;
use super::told::{
    duplicate, in_doubt, missing_column, mixed_layout, no_header, of_each_year, other_column, other_year, unknown,
};
use crate::file::lex::{Cell, Record, Start};
use crate::file::source::{Doubt, Source};
use crate::heading::Heading;
use crate::heading::columns::{Columns, Meaning};
use crate::heading::period::{Named, Period, is_of_notes, named, named_exactly};
use crate::mistake::{Mistakes, Problem};
use crate::said::years_of_heading;
use rammeaftale::diag::{Diagnostic, Place};
use rammeaftale::quantity::Year;
use std::ops::ControlFlow;

/// What a heading stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot<H> {
    Column(H, Option<Period>),
    /// Blank, a spreadsheet's empty column, or of notes.
    Blank,
    /// Not read: already told to be a mistake, or said to be left out.
    Unread,
}

impl<H> Slot<H> {
    pub(crate) fn period(&self) -> Option<Period> {
        match self {
            Slot::Column(_, period) => *period,
            Slot::Blank | Slot::Unread => None,
        }
    }
}

/// What each heading stands for; `None` when none is a column.
pub(crate) fn read_header<H: Heading>(
    source: &dyn Source,
    record: &Record<'_>,
    cells: &[Cell<'_>],
    columns: &Columns,
    beside: &Beside,
    mistakes: &mut Mistakes,
) -> Option<Vec<Slot<H>>> {
    let place = |cell: &Cell<'_>| source.place(record, &cell.span);
    let meanings: Vec<Meaning<H>> = cells.iter().map(|cell| columns.meaning(&cell.value)).collect();
    let known: Vec<Named<H>> = meanings.iter().filter_map(Meaning::column).collect();
    if known.is_empty() || is_title::<H>(cells, columns) {
        mistakes.push(no_header::<H>(source.row_place(record)));
        return None;
    }
    let single: Vec<H> = known.iter().filter(|(_, period)| period.is_none()).map(|(column, _)| *column).collect();
    let is_wide = single.len() < known.len();
    let names_year = is_wide || single.iter().any(|column| column.is_year());
    let is_undated = |(at, meaning): (usize, &Meaning<H>)| Some((at, beside.above(at, meaning.column()?.0)?));
    let undated = if names_year { None } else { meanings.iter().enumerate().find_map(is_undated) };
    let explained = cells.iter().zip(&meanings).filter(|(cell, _)| columns.explained(&cell.value).is_some());
    for (cell, named) in explained.filter_map(|(cell, meaning)| Some((cell, meaning.column()?))) {
        let told = other_column(&cell.value, named).or_else(|| other_year(&cell.value, named));
        mistakes.extend(told.map(|problem| problem.at(place(cell))));
    }
    mistakes.extend(doubts(source, cells, place));
    let is_doubted = |at: usize| source.doubts().iter().any(|doubt| doubt.columns.contains(&at));
    let (mut slots, mut others): (Vec<Slot<H>>, Vec<&Cell<'_>>) = (Vec::new(), Vec::new());
    for (at, (cell, meaning)) in cells.iter().zip(meanings).enumerate() {
        slots.push(match meaning {
            _ if is_doubted(at) => Slot::Unread,
            Meaning::Column(named) => {
                let first = slots.iter().position(|slot| *slot == Slot::Column(named.0, named.1));
                let first = first.and_then(|first| cells.get(first)).map(place);
                let is_yearless = !names_year && named.0.figures().is_some();
                match why_unread(named, is_wide, || place(cell), first, beside.year()) {
                    None => Slot::Column(named.0, named.1),
                    Some(told) => {
                        let told = if is_yearless { of_each_year(named.0, told) } else { told };
                        mistakes.extend(Some(told).filter(|_| !is_yearless || undated.is_none()));
                        Slot::Unread
                    }
                }
            }
            Meaning::Unread => Slot::Unread,
            Meaning::Blank => Slot::Blank,
            // What stands there is told below, words and numbers each.
            Meaning::Unknown if is_of_notes(&cell.value) => Slot::Blank,
            Meaning::Unknown => {
                others.push(cell);
                Slot::Unread
            }
        });
    }
    mistakes.extend(others.iter().map(|cell| unknown(cell.text(), &single).at(place(cell))));
    let others: Vec<&str> = others.iter().map(|cell| cell.text()).collect();
    let is_told = is_wide || undated.is_some();
    mistakes.extend(lacking((&single, is_told), &others, beside, &source.row_place(record)));
    mistakes.extend(undated.and_then(|(at, told)| Some(told.at(place(cells.get(at)?)))));
    Some(slots)
}

/// What is told of labels that may hold for more headings than their own.
fn doubts(source: &dyn Source, cells: &[Cell<'_>], place: impl Fn(&Cell<'_>) -> Place) -> Vec<Diagnostic> {
    let told = |doubt: &Doubt| {
        let doubted: Vec<&Cell<'_>> = doubt.columns.iter().filter_map(|at| cells.get(*at)).collect();
        let headings: Vec<&str> = doubted.iter().map(|cell| cell.text()).collect();
        Some(in_doubt(doubt, &headings).at(place(doubted.first()?)))
    };
    source.doubts().iter().filter_map(told).collect()
}

/// What is told of columns that must be there and are not, beside unknown headings; the year may be said beside the table.
fn lacking<H: Heading>(
    (single, is_wide): (&[H], bool),
    others: &[&str],
    beside: &Beside,
    place: &Place,
) -> Vec<Diagnostic> {
    let meant = others.iter().filter_map(|heading| named(&H::meant_by(heading, single)?));
    let meant: Vec<Named<H>> = meant.collect();
    let names_year = |heading: &&str| !years_of_heading(heading).years.is_empty();
    let any_year = is_wide || others.iter().any(names_year) || meant.iter().any(|(_, period)| period.is_some());
    // What a heading beside it may be meant for is told there.
    let is_told = |column: &H| meant.contains(&(*column, None)) || any_year && !column.is_common();
    let lacks = |column: &&H| column.is_required() && !single.contains(column) && !is_told(column);
    let tell = |column: &H| match beside.told(*column).filter(|_| column.is_year()) {
        Some(told) => told.warning_at(place.clone()),
        None => {
            let unread = beside.unread(*column).filter(|_| column.is_year());
            unread.unwrap_or_else(|| missing_column(*column)).at(place.clone())
        }
    };
    H::ALL.iter().filter(lacks).map(tell).collect()
}

/// The headings of the record that begins here.
pub(crate) fn headings(source: &dyn Source, start: Start) -> Result<Option<(Place, Vec<String>)>, Problem> {
    let mut found = None;
    source.each(start, &mut |record| {
        let values = |cells: &Vec<Cell<'_>>| cells.iter().map(|cell| cell.value.clone().into_owned()).collect();
        found = record.cells.as_ref().ok().map(|cells| (source.row_place(record), values(cells)));
        ControlFlow::Break(())
    })?;
    Ok(found)
}

/// What is told of a column that stands there twice, or has no year beside others that have.
fn why_unread<H: Heading>(
    (column, period): Named<H>,
    is_wide: bool,
    place: impl FnOnce() -> Place,
    first: Option<Place>,
    year: Option<Year>,
) -> Option<Diagnostic> {
    match first {
        Some(first) => Some(duplicate((column, period), place(), Some(first))),
        None if is_wide && period.is_none() && !column.is_common() => Some(mixed_layout(column, year).at(place())),
        None => None,
    }
}

/// True for a row of one cell that says more than the name of a column and a year, as `Takster 2025` does.
pub(crate) fn is_title<H: Heading>(cells: &[Cell<'_>], columns: &Columns) -> bool {
    let mut texts = cells.iter().map(|cell| cell.text()).filter(|text| !text.is_empty());
    let (first, second) = (texts.next().unwrap_or_default(), texts.next());
    second.is_none() && columns.explained(first).is_none() && named_exactly::<H>(first).is_none()
}

/// True for a heading of what is carried to another year, and not of what is carried there.
pub(super) fn is_source<H: Heading>(heading: &str, column: H) -> bool {
    column.is_carried() && named::<H>(heading.trim()).is_none_or(|(own, _)| own != column)
}
