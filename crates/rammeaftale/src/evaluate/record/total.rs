//! The figures of several offers together.

use super::Record;
use crate::plan::{Cells, Slot, Slots};
use crate::portfolio::{FiguresKind, Offer, TariffUnit};
use crate::quantity::Year;

/// Several offers together.
#[derive(Clone, Debug)]
pub(in crate::evaluate) struct Total<'e> {
    pub(in crate::evaluate) offers: Vec<Record<'e>>,
    /// Their figures added up.
    pub(in crate::evaluate) sum: Record<'e>,
    /// One for each tariff that the offers have in the subject year; `None` where some offer has none.
    pub(in crate::evaluate) tariffs: Option<Vec<Record<'e>>>,
}

impl<'e> Total<'e> {
    pub(in crate::evaluate) fn of(cells: &Cells, offers: &[&'e Offer], year: Year) -> Total<'e> {
        let mut offers = offers.to_vec();
        offers.sort_by(|a, b| a.id.cmp(&b.id));
        let records: Vec<Record<'e>> = offers.iter().map(|offer| Record::of(cells, offer)).collect();
        let mut sum = Record::empty(cells);
        for (slot, ..) in cells.all() {
            sum.add_up(*slot, &records);
        }
        sum.assumed = records.iter().fold(Slots::default(), |all, record| all.either(record.assumed));
        let tariffs = if cells.has_tariffs() { tariffs(cells, &records, &offers, year) } else { None };
        Total { offers: records, sum, tariffs }
    }

    /// Adds one slot up anew.
    pub(super) fn add_up(&mut self, slot: Slot) {
        self.sum.add_up(slot, &self.offers);
    }

    /// The records added up for a measure: offers, or tariffs, if all are of one unit.
    pub(in crate::evaluate) fn alike(&self) -> Option<&[Record<'e>]> {
        let (tariffs, unit) = (self.tariffs.as_deref()?, self.unit()?);
        tariffs.iter().all(|tariff| tariff.unit == unit).then_some(tariffs)
    }

    /// What the first tariff is the price of.
    pub(in crate::evaluate) fn unit(&self) -> Option<TariffUnit> {
        Some(self.tariffs.as_deref()?.first()?.unit)
    }
}

fn tariffs<'e>(cells: &Cells, records: &[Record<'e>], offers: &[&'e Offer], year: Year) -> Option<Vec<Record<'e>>> {
    let mut all = Vec::new();
    for (offer, record) in offers.iter().zip(records) {
        let account = offer.account(year, FiguresKind::Budget)?;
        if account.tariffs.is_empty() {
            return None;
        }
        all.extend(account.tariffs.iter().map(|tariff| record.with_tariff(cells, offer, tariff.name.as_ref())));
    }
    Some(all)
}
