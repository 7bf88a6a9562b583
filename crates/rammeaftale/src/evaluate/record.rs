//! An offer's figures for the plan's formulas: whole numbers in fixed places, looked up once.

use super::sum::Columns;
use crate::plan::{AccountCells, Cells, Slot, Slots};
use crate::portfolio::{Account, Column, Figure, FiguresKind, Offer, Tariff, TariffUnit};
use crate::quantity::{Kroner, Year};
use rust_decimal::Decimal;
use std::sync::Arc;

/// The figures that stand in plain sight: known, and in the prices of their own year. All else is for the ledger.
#[derive(Clone, Debug)]
pub(super) struct Record {
    /// In ten thousandths, by slot.
    units: Vec<i128>,
    /// With their digits as written, by slot.
    written: Vec<Decimal>,
    known: Slots,
    assumed: Slots,
    /// The unit of the tariff.
    unit: TariffUnit,
}

/// What a formula is judged on.
#[derive(Clone, Copy, Debug)]
pub(super) enum Facts<'r> {
    /// One offer, with one of its tariffs.
    Offer(&'r Record),
    /// Several.
    Total(&'r Total),
}

/// Several offers together.
#[derive(Clone, Debug)]
pub(super) struct Total {
    pub(super) offers: Vec<Record>,
    /// Their figures added up.
    pub(super) sum: Record,
    /// One for each tariff that the offers have in the subject year; `None` where some offer has none.
    pub(super) tariffs: Option<Vec<Record>>,
}

impl Record {
    pub(super) fn blank(cells: &Cells) -> Record {
        let (units, written) = (vec![0; cells.count()], vec![Decimal::ZERO; cells.count()]);
        Record { units, written, known: Slots::default(), assumed: Slots::default(), unit: TariffUnit::default() }
    }

    /// The figures of an offer as a whole. An offer that does not exist in some of the years has none here.
    pub(super) fn of(cells: &Cells, offer: &Offer) -> Record {
        let mut record = Record::blank(cells);
        if (offer.opened.is_some() || offer.closed.is_some())
            && cells.accounts().iter().any(|account| !offer.exists(account.year))
        {
            return record;
        }
        for (place, account) in plain(cells, offer) {
            for (slot, column) in &place.of_offer {
                record.set(*slot, of_offer(account, *column));
            }
        }
        record
    }

    /// The same offer with one of its tariffs.
    pub(super) fn with_tariff(&self, cells: &Cells, offer: &Offer, name: Option<&Arc<str>>) -> Record {
        let mut record = self.clone();
        let mut unit = None;
        for (place, account) in plain(cells, offer).filter(|(place, _)| !place.of_tariff.is_empty()) {
            let Some(row) = account.tariff(name) else { continue };
            if *unit.get_or_insert(row.unit) != row.unit {
                // Tariffs of different units are not compared.
                return self.clone();
            }
            for (slot, column) in &place.of_tariff {
                record.set(*slot, of_tariff(row, *column));
            }
        }
        record.unit = unit.unwrap_or_default();
        record
    }

    /// Nothing is known any more.
    pub(super) fn clear(&mut self) {
        (self.known, self.assumed) = (Slots::default(), Slots::default());
    }

    /// A figure without its digits.
    pub(super) fn set_units(&mut self, slot: Slot, amount: i128) {
        if let Some(units) = self.units.get_mut(usize::from(slot.0)) {
            *units = amount;
            self.known.insert(slot);
        }
    }

    /// A figure with its digits, if it is known.
    pub(super) fn set(&mut self, slot: Slot, figure: Figure) {
        let (Some(amount), Some(units), Some(written)) =
            (figure.known(), self.units.get_mut(usize::from(slot.0)), self.written.get_mut(usize::from(slot.0)))
        else {
            return;
        };
        (*units, *written) = (amount.units(), amount.decimal());
        self.known.insert(slot);
        if matches!(figure, Figure::Assumed(_)) {
            self.assumed.insert(slot);
        }
    }

    /// The figure in ten thousandths, if it is known.
    pub(super) fn units(&self, slot: Slot) -> Option<i128> {
        if self.known.contains(slot) { self.units.get(usize::from(slot.0)).copied() } else { None }
    }

    /// The figure as written, if it is known.
    pub(super) fn written(&self, slot: Slot) -> Option<Decimal> {
        if self.known.contains(slot) { self.written.get(usize::from(slot.0)).copied() } else { None }
    }

    /// True when nothing in it was assumed.
    pub(super) fn is_given(&self) -> bool {
        self.assumed.is_empty()
    }

    /// The columns among some slots in which an assumption was used.
    pub(super) fn assumed(&self, cells: &Cells, read: Slots) -> Columns {
        let assumed = self.assumed.both(read);
        if assumed.is_empty() {
            return Columns::default();
        }
        let all = cells.all().into_iter().filter(|(slot, _)| assumed.contains(*slot));
        all.fold(Columns::default(), |columns, (_, cell)| columns.and(Columns::of(cell.column)))
    }
}

/// The accounts whose amounts are in the prices of their own year.
fn plain<'c>(cells: &'c Cells, offer: &'c Offer) -> impl Iterator<Item = (&'c AccountCells, &'c Account)> {
    let accounts = cells.accounts().iter().filter_map(|place| Some((place, offer.account(place.year, place.figures)?)));
    accounts.filter(|(place, account)| account.price_level.is_none_or(|level| level == place.year))
}

fn of_tariff(row: &Tariff, column: Column) -> Figure {
    match column {
        Column::Tariff => row.tariff,
        Column::Places => row.places,
        Column::WageSupplement => row.wage_supplement,
        _ => Figure::Unknown,
    }
}

/// A blank total of places is the sum of those of the tariffs, when all are known.
fn of_offer(account: &Account, column: Column) -> Figure {
    match column {
        Column::TariffBasis => account.tariff_basis,
        Column::OwnPayment => account.own_payment,
        Column::Result => account.result,
        Column::CarriedResult => account.carried_result,
        Column::Turnover => account.turnover,
        Column::Places if account.total_places.known().is_none() => places_of_tariffs(account),
        Column::Places => account.total_places,
        _ => Figure::Unknown,
    }
}

fn places_of_tariffs(account: &Account) -> Figure {
    let mut places = account.tariffs.iter().map(|tariff| tariff.places);
    let add = |sum: Figure, one: Figure| {
        let (Some(a), Some(b)) = (sum.known(), one.known()) else { return Figure::Unknown };
        let Some(places) = a.decimal().checked_add(b.decimal()).and_then(|places| Kroner::new(places).ok()) else {
            return Figure::Unknown;
        };
        let given = matches!((sum, one), (Figure::Given(_), Figure::Given(_)));
        if given { Figure::Given(places) } else { Figure::Assumed(places) }
    };
    places.next().map_or(Figure::Unknown, |first| places.fold(first, add))
}

impl Total {
    pub(super) fn of(cells: &Cells, offers: &[&Offer], year: Year) -> Total {
        let records: Vec<Record> = offers.iter().map(|offer| Record::of(cells, offer)).collect();
        let mut sum = Record::blank(cells);
        for (place, units) in sum.units.iter_mut().enumerate() {
            let slot = Slot(u8::try_from(place).unwrap_or(u8::MAX));
            let add = |sum: i128, record: &Record| sum.checked_add(record.units(slot)?);
            let Some(added) = records.iter().try_fold(0, add) else { continue };
            *units = added;
            sum.known.insert(slot);
        }
        sum.assumed = records.iter().fold(Slots::default(), |all, record| all.either(record.assumed));
        let tariffs = if cells.has_tariffs() { tariffs(cells, &records, offers, year) } else { None };
        Total { offers: records, sum, tariffs }
    }

    /// The records added up for a measure: offers, or tariffs, if all are of one unit.
    pub(super) fn alike(&self) -> Option<&[Record]> {
        let (tariffs, unit) = (self.tariffs.as_deref()?, self.unit()?);
        tariffs.iter().all(|tariff| tariff.unit == unit).then_some(tariffs)
    }

    /// What the first tariff is the price of.
    pub(super) fn unit(&self) -> Option<TariffUnit> {
        Some(self.tariffs.as_deref()?.first()?.unit)
    }
}

fn tariffs(cells: &Cells, records: &[Record], offers: &[&Offer], year: Year) -> Option<Vec<Record>> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_an_offer_stand_in_total_or_on_each_tariff() {
        let amount = |number: i64| Kroner::new(number.into()).unwrap();
        let (given, assumed) = (|number| Figure::Given(amount(number)), |number| Figure::Assumed(amount(number)));
        let places = |total_places, tariffs: &[Figure]| {
            let tariff = |places: &Figure| Tariff {
                name: None,
                tariff: Figure::Unknown,
                unit: TariffUnit::Day,
                places: *places,
                occupancy: Figure::Unknown,
                wage_supplement: Figure::Unknown,
            };
            let mut account = Account::default();
            (account.tariffs, account.total_places) = (tariffs.iter().map(tariff).collect(), total_places);
            of_offer(&account, Column::Places)
        };
        let unknown = Figure::Unknown;
        assert_eq!(places(given(9), &[unknown, unknown]), given(9));
        assert_eq!(places(unknown, &[given(4), given(5)]), given(9));
        assert_eq!(places(unknown, &[given(4), assumed(5)]), assumed(9));
        assert_eq!(places(unknown, &[assumed(4), given(5), given(1)]), assumed(10));
        assert_eq!(places(unknown, &[given(4), unknown]), unknown);
        assert_eq!(places(unknown, &[]), unknown);
    }
}
