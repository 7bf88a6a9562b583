//! Where a figure stands.

use crate::portfolio::{Account, FiguresKind, Offer};
use crate::quantity::Year;
use std::cmp::Ordering;

/// A cell's place. An offer is known by its id, which no other has.
#[derive(Clone, Copy, Debug)]
pub(super) struct At<'e> {
    pub(super) offer: &'e Offer,
    pub(super) year: Year,
    pub(super) figures: FiguresKind,
}

impl Ord for At<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_offer = match std::ptr::eq(self.offer, other.offer) {
            true => Ordering::Equal,
            false => self.offer.id.cmp(&other.offer.id),
        };
        by_offer.then_with(|| (self.year, self.figures).cmp(&(other.year, other.figures)))
    }
}

impl PartialOrd for At<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for At<'_> {
    fn eq(&self, other: &Self) -> bool {
        (self.year, self.figures) == (other.year, other.figures) && self.cmp(other).is_eq()
    }
}

impl Eq for At<'_> {}

impl<'e> At<'e> {
    pub(super) fn account(self) -> Option<&'e Account> {
        self.offer.account(self.year, self.figures)
    }
}

#[cfg(test)]
mod tests {
    use super::super::sum::{Unknown, once};
    use super::*;
    use crate::portfolio::Column;
    use crate::{Authority, Portfolio, Row, RowNumbers};

    #[test]
    fn a_figure_that_is_unknown_twice_is_one_wherever_it_stands() {
        let year = |number| Year::new(number).unwrap();
        let rows = [2015, 2018].map(|of| Row::new("A", Authority::new(740).unwrap(), year(of)));
        let (portfolio, _) = Portfolio::new(&rows, &RowNumbers).unwrap();
        let offer = portfolio.offers().first().unwrap();
        let of = |number| {
            let at = At { offer, year: year(number), figures: FiguresKind::Budget };
            Unknown::Figure { column: Column::TariffBasis, at, tariff: None }
        };
        assert_eq!(once(&[of(2018), of(2015), of(2018)]), [of(2015), of(2018)]);
    }
}
