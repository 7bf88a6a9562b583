//! What headings say of the amounts below them.

use super::header::Slot;
use crate::file::lex::Cell;
use crate::heading::Heading;
use crate::heading::is_source;
use crate::heading::period::Period;
use crate::said::{Said, Saying, years_of_heading};
use rammeaftale::diag::Place;

/// What the heading of a column says of its amounts.
#[derive(Clone, Debug)]
pub(crate) struct Heard<H> {
    pub(crate) column: H,
    pub(crate) period: Option<Period>,
    pub(crate) said: Said,
}

/// What the heading in a cell says of the amounts below it, if anything; of one that is told to be of another year or
/// column not which those are.
pub(super) fn hear<H: Heading>(
    slot: Slot<H>,
    cell: &Cell<'_>,
    is_told: bool,
    place: impl FnOnce() -> Place,
) -> Option<Heard<H>> {
    let Slot::Column(column, period) = slot else { return None };
    let is_of_period = |saying: &Saying| matches!(saying, Saying::OtherYear(_)) && period.is_some();
    let mut told = column.heard(&cell.value);
    let is_of_amounts = |saying: &Saying| matches!(saying, Saying::Scaled | Saying::Prices(_) | Saying::Fixed);
    told.retain(|saying| !is_of_period(saying));
    if is_told {
        told.retain(is_of_amounts);
    }
    // Of a column without a year its rows tell it.
    if period.is_none() && column.figures().is_some() && !is_source(&cell.value, column) {
        let years = years_of_heading(&cell.value).years;
        let span = years.iter().min().zip(years.iter().max());
        told.extend(span.map(|(first, last)| Saying::Only(*first, *last)));
    }
    let mut said = Said::default();
    said.hear_told(&cell.value, told, place).then_some(Heard { column, period, said })
}
