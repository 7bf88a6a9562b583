//! Columns of a table with where their cells stand in its rows, found once and not in each row.

use super::header::Slot;
use crate::file::lex::Cell;
use crate::heading::Heading;
use crate::heading::period::Period;

/// Some columns of a table in its order, each with the number of its cell in a row.
#[derive(Clone, Debug)]
pub(crate) struct Picked<H>(Vec<(H, usize)>);

impl<H: Heading> Picked<H> {
    /// The columns of some periods, `None` being those that hold for the row in all of them.
    pub(super) fn of(slots: &[Slot<H>], is_picked: impl Fn(Option<Period>) -> bool) -> Picked<H> {
        let picked = slots.iter().zip(0..).filter_map(|(slot, at)| match slot {
            Slot::Column(column, period) if is_picked(*period) => Some((*column, at)),
            Slot::Column(..) | Slot::Blank | Slot::Unread => None,
        });
        Picked(picked.collect())
    }

    /// Those of a kind.
    pub(crate) fn only(&self, is_picked: impl Fn(H) -> bool) -> Picked<H> {
        Picked(self.0.iter().filter(|(column, _)| is_picked(*column)).copied().collect())
    }

    /// The columns with their cells in a row.
    pub(crate) fn cells<'r, 't>(&self, cells: &'r [Cell<'t>]) -> impl Iterator<Item = (H, &'r Cell<'t>)> + Clone {
        self.0.iter().filter_map(move |(column, at)| Some((*column, cells.get(*at)?)))
    }

    /// A column's cell in a row; of two the first.
    pub(crate) fn cell<'r, 't>(&self, wanted: H, cells: &'r [Cell<'t>]) -> Option<&'r Cell<'t>> {
        cells.get(self.0.iter().find(|(column, _)| *column == wanted)?.1)
    }
}
