//! The header of a file: its dialect, and which column each heading names.

use super::beside::Beside;
use super::told::{
    doubtful, duplicate, missing_column, mixed_layout, no_header, of_each_year, other_column, other_year, unknown,
};
use crate::file::lex::{Cell, Record, Start};
use crate::file::source::Source;
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
    let meanings: Vec<Meaning<H>> = cells.iter().map(|cell| columns.meaning(&cell.value)).collect();
    let known: Vec<Named<H>> = meanings.iter().filter_map(Meaning::column).collect();
    if known.is_empty() || is_title::<H>(cells, columns) {
        mistakes.push(no_header::<H>(source.row_place(record)));
        return None;
    }
    let single: Vec<H> = known.iter().filter(|(_, period)| period.is_none()).map(|(column, _)| *column).collect();
    let is_wide = single.len() < known.len();
    let header = Header { source, record, cells, columns, beside, meanings, single, is_wide };
    let undated = header.undated();
    mistakes.extend(header.told_otherwise());
    mistakes.extend(
        source.doubts().iter().map(|(place, doubt)| doubtful::<H>(doubt, place.line, &header.single).at(place.clone())),
    );
    let slots = header.slots(undated.is_some(), mistakes);
    mistakes.extend(header.others().map(|cell| unknown(cell.text(), &header.single).at(header.place(cell))));
    mistakes.extend(header.lacking(undated.is_some()));
    mistakes.extend(undated);
    Some(slots)
}

/// A row of headings and what they mean.
struct Header<'h, 't, H> {
    source: &'h dyn Source,
    record: &'h Record<'t>,
    cells: &'h [Cell<'t>],
    columns: &'h Columns,
    beside: &'h Beside,
    meanings: Vec<Meaning<H>>,
    /// The columns that are named without a year.
    single: Vec<H>,
    /// True where one is named with a year.
    is_wide: bool,
}

impl<H: Heading> Header<'_, '_, H> {
    fn place(&self, cell: &Cell<'_>) -> Place {
        self.source.place(self.record, &cell.span)
    }

    /// True where the headings say of which year the rows are, or would.
    fn names_year(&self) -> bool {
        self.is_wide || !self.source.doubts().is_empty() || self.single.iter().any(|column| column.is_year())
    }

    /// True for a column of which a label above it leaves in doubt what it is.
    fn is_doubted(&self, at: usize) -> bool {
        self.source.doubts().iter().any(|(_, doubt)| doubt.columns.contains(&at))
    }

    /// What is told of the first amount below a year that is not read as its own.
    fn undated(&self) -> Option<Diagnostic> {
        let is_undated = |((at, meaning), cell): ((usize, &Meaning<H>), &Cell<'_>)| {
            Some(self.beside.above(at, meaning.column()?.0)?.at(self.place(cell)))
        };
        let mut headings = self.meanings.iter().enumerate().zip(self.cells);
        if self.names_year() { None } else { headings.find_map(is_undated) }
    }

    /// What is told of headings that are explained as what they do not say.
    fn told_otherwise(&self) -> impl Iterator<Item = Diagnostic> {
        let headings = self.cells.iter().zip(&self.meanings);
        headings.filter(|(cell, _)| self.columns.explained(&cell.value).is_some()).filter_map(|(cell, meaning)| {
            let named = meaning.column()?;
            let told = other_column(&cell.value, named).or_else(|| other_year(&cell.value, named));
            Some(told?.at(self.place(cell)))
        })
    }

    /// What each heading stands for; of those that stand there twice or lack their year it is told, unless that is told
    /// already.
    fn slots(&self, is_told: bool, mistakes: &mut Mistakes) -> Vec<Slot<H>> {
        let mut slots: Vec<Slot<H>> = Vec::new();
        for (at, (cell, meaning)) in self.cells.iter().zip(&self.meanings).enumerate() {
            slots.push(match meaning {
                _ if self.is_doubted(at) => Slot::Unread,
                Meaning::Column(named) => {
                    let first = slots.iter().position(|slot| *slot == Slot::Column(named.0, named.1));
                    let first = first.and_then(|first| self.cells.get(first)).map(|cell| self.place(cell));
                    let is_yearless = !self.names_year() && named.0.figures().is_some();
                    match why_unread(*named, self.is_wide, || self.place(cell), first, self.beside.year()) {
                        None => Slot::Column(named.0, named.1),
                        Some(told) => {
                            let told = if is_yearless { of_each_year(named.0, told) } else { told };
                            mistakes.extend(Some(told).filter(|_| !is_yearless || !is_told));
                            Slot::Unread
                        }
                    }
                }
                Meaning::Blank => Slot::Blank,
                // What stands there is told below, words and numbers each.
                Meaning::Unknown if is_of_notes(&cell.value) => Slot::Blank,
                Meaning::Unread | Meaning::Unknown => Slot::Unread,
            });
        }
        slots
    }

    /// The headings that are none, and of which nothing else is told.
    fn others(&self) -> impl Iterator<Item = &Cell<'_>> {
        let headings = self.cells.iter().zip(&self.meanings).enumerate();
        let is_other = |at: usize, cell: &Cell<'_>, meaning: &Meaning<H>| {
            matches!(meaning, Meaning::Unknown) && !self.is_doubted(at) && !is_of_notes(&cell.value)
        };
        headings.filter(move |(at, (cell, meaning))| is_other(*at, cell, meaning)).map(|(_, (cell, _))| cell)
    }

    /// What is told of columns that must be there and are not, beside unknown headings; the year may be said beside the
    /// table.
    fn lacking(&self, is_year_told: bool) -> Vec<Diagnostic> {
        let meant = self.others().filter_map(|cell| named(&H::meant_by(cell.text(), &self.single)?));
        let meant: Vec<Named<H>> = meant.collect();
        let names_year = |cell: &Cell<'_>| !years_of_heading(cell.text()).years.is_empty();
        let any_year = self.is_wide
            || is_year_told
            || !self.source.doubts().is_empty()
            || self.others().any(names_year)
            || meant.iter().any(|(_, period)| period.is_some());
        // What a heading beside it may be meant for is told there.
        let is_told = |column: &H| meant.contains(&(*column, None)) || any_year && !column.is_common();
        let lacks = |column: &&H| column.is_required() && !self.single.contains(column) && !is_told(column);
        let place = || self.source.row_place(self.record);
        let tell = |column: &H| match self.beside.told(*column).filter(|_| column.is_year()) {
            Some(told) => told.warning_at(place()),
            None => {
                let unread = self.beside.unread(*column).filter(|_| column.is_year());
                unread.unwrap_or_else(|| missing_column(*column)).at(place())
            }
        };
        H::ALL.iter().filter(lacks).map(tell).collect()
    }
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
