//! The tariffs of the year that is judged, by offer.

use super::RuleAt;
use crate::assessment::Subject;
use crate::portfolio::{FiguresKind, Offer, Portfolio, Tariff, TariffUnit};
use crate::quantity::Year;
use std::collections::{BTreeSet, HashMap};

/// The budgeted tariffs of each offer.
pub(super) struct Tariffs<'p> {
    year: Year,
    offers: HashMap<&'p str, &'p Offer>,
}

impl<'p> Tariffs<'p> {
    pub(super) fn of(portfolio: &'p Portfolio, year: Year) -> Tariffs<'p> {
        Tariffs { year, offers: portfolio.offers().iter().map(|offer| (&*offer.id, offer)).collect() }
    }

    /// The tariff judged; a nameless one is the offer's only tariff.
    pub(super) fn judged(&self, offer: &str, of: &RuleAt) -> Option<&'p Tariff> {
        match (self.of_offer(self.offers.get(offer)?), &of.tariff_name) {
            ([only], None) => Some(only),
            (several, name) => several.iter().find(|tariff| tariff.name == *name),
        }
    }

    /// The unit of all tariffs of an operator's offers, or of the region's, where they have one in common.
    pub(super) fn only_unit(&self, subject: &Subject) -> Option<TariffUnit> {
        let is_own = |offer: &&&Offer| subject.operator().is_none_or(|code| offer.operator(self.year) == Some(code));
        let own = self.offers.values().filter(is_own).flat_map(|offer| self.of_offer(offer));
        let units: BTreeSet<TariffUnit> = own.map(|one| one.unit).collect();
        units.first().filter(|_| units.len() == 1).copied()
    }

    fn of_offer(&self, offer: &'p Offer) -> &'p [Tariff] {
        offer.account(self.year, FiguresKind::Budget).map_or(&[], |account| &account.tariffs)
    }
}
