//! An offer's figures for the plan's formulas: whole numbers in fixed places, looked up once.

mod columns;
mod filled;
mod total;

use super::at::At;
use super::range::Range;
use super::sum::{Columns, Unknown};
use crate::plan::{AccountCells, Cells, Part, Slot, Slots};
use crate::portfolio::{Account, Column, Figure, Offer, TariffUnit};
use crate::quantity::{Kroner, Ratio};
use columns::{of_offer, of_tariff};
use rust_decimal::Decimal;
use std::sync::Arc;

pub(super) use filled::Filled;
pub(super) use total::Total;

/// The figures that stand in plain sight: known in the prices of their own year, or blank. All else is for the ledger.
#[derive(Clone, Debug)]
pub(super) struct Record<'e> {
    /// Whose they are; nobody's when they are added up or stand in columns.
    of: Option<(&'e Offer, Option<&'e Arc<str>>)>,
    /// By slot: in ten thousandths (of a blank one, what is known of it), and as written.
    figures: Vec<(i128, Kroner)>,
    known: Slots,
    /// Not known, and as such anything that such a figure can be.
    blank: Slots,
    assumed: Slots,
    /// The unit of the tariff.
    unit: TariffUnit,
}

/// What a formula is judged on.
#[derive(Clone, Copy, Debug)]
pub(super) enum Facts<'r, 'e> {
    /// One offer, with one of its tariffs.
    Offer(&'r Record<'e>),
    /// Several.
    Total(&'r Total<'e>),
}

impl<'r, 'e> Facts<'r, 'e> {
    /// One for each offer.
    pub(super) fn records(self) -> &'r [Record<'e>] {
        match self {
            Facts::Offer(record) => std::slice::from_ref(record),
            Facts::Total(total) => &total.offers,
        }
    }

    /// One for each tariff.
    pub(super) fn tariffs(self) -> &'r [Record<'e>] {
        match self {
            Facts::Offer(record) => std::slice::from_ref(record),
            Facts::Total(total) => total.tariffs.as_deref().unwrap_or_default(),
        }
    }
}

impl<'e> Record<'e> {
    pub(super) fn empty(cells: &Cells) -> Record<'e> {
        let figures = vec![(0, Kroner::ZERO); cells.all().len()];
        let (known, blank, assumed) = Default::default();
        Record { of: None, figures, known, blank, assumed, unit: TariffUnit::default() }
    }

    /// The figures of an offer as a whole.
    pub(super) fn of(cells: &Cells, offer: &'e Offer) -> Record<'e> {
        let mut record = Record { of: Some((offer, None)), ..Record::empty(cells) };
        for (place, account) in plain(cells, offer) {
            for (slot, column) in &place.of_offer {
                if let Some(figure) = account.map_or(Some(Figure::Unknown), |account| of_offer(account, *column)) {
                    record.set(*slot, figure);
                }
            }
        }
        record
    }

    /// The same offer with one of its tariffs.
    pub(super) fn with_tariff(&self, cells: &Cells, offer: &'e Offer, name: Option<&'e Arc<str>>) -> Record<'e> {
        let mut record = Record { of: Some((offer, name)), ..self.clone() };
        let mut unit = None;
        for (place, account) in plain(cells, offer).filter(|(place, _)| !place.of_tariff.is_empty()) {
            let row = account.and_then(|account| account.tariff(name));
            if row.is_none() && account.is_some_and(|account| !account.tariffs.is_empty()) {
                // It is not among the year's tariffs.
                continue;
            }
            if row.is_some_and(|row| *unit.get_or_insert(row.unit) != row.unit) {
                // Tariffs of different units are not compared.
                return self.clone();
            }
            for (slot, column) in &place.of_tariff {
                record.set(*slot, row.map_or(Figure::Unknown, |row| of_tariff(row, *column)));
            }
        }
        record.unit = unit.unwrap_or_default();
        record
    }

    /// Nothing is known any more.
    pub(super) fn clear(&mut self) {
        (self.known, self.blank, self.assumed) = Default::default();
    }

    /// A figure without its digits.
    pub(super) fn set_units(&mut self, slot: Slot, amount: i128) {
        if let Some((units, _)) = self.figures.get_mut(usize::from(slot.0)) {
            *units = amount;
            self.known.insert(slot);
        }
    }

    /// A figure with its digits, if it is known.
    pub(super) fn set(&mut self, slot: Slot, figure: Figure) {
        let Some(here) = self.figures.get_mut(usize::from(slot.0)) else { return };
        let amount = figure.known().unwrap_or(Kroner::ZERO);
        *here = (amount.units(), amount);
        if figure.known().is_none() {
            return self.blank.insert(slot);
        }
        self.known.insert(slot);
        if matches!(figure, Figure::Assumed(_)) {
            self.assumed.insert(slot);
        }
    }

    /// Another figure, or a blank, in the place of one.
    fn replace(&mut self, slot: Slot, figure: Figure) {
        self.forget(slot);
        self.set(slot, figure);
    }

    fn forget(&mut self, slot: Slot) {
        self.known.remove(slot);
        self.blank.remove(slot);
    }

    /// The figures of some records in one slot together: blank where some are and all others are known.
    fn add_up(&mut self, slot: Slot, records: &[Record<'e>]) {
        self.forget(slot);
        let plain = |record: &Record<'e>| record.known.contains(slot) || record.blank.contains(slot);
        let add = |sum: i128, record: &Record<'e>| sum.checked_add(record.units(slot).unwrap_or(0));
        let Some(sum) = records.iter().try_fold(0, add).filter(|_| records.iter().all(plain)) else { return };
        self.set_units(slot, sum);
        if records.iter().any(|record| record.blank.contains(slot)) {
            self.known.remove(slot);
            self.blank.insert(slot);
        }
    }

    /// The figure in ten thousandths, if it is known.
    pub(super) fn units(&self, slot: Slot) -> Option<i128> {
        self.figures.get(usize::from(slot.0)).filter(|_| self.known.contains(slot)).map(|(units, _)| *units)
    }

    /// The figure as written, if it is known.
    pub(super) fn written(&self, slot: Slot) -> Option<Decimal> {
        self.figures
            .get(usize::from(slot.0))
            .filter(|_| self.known.contains(slot))
            .map(|(_, written)| written.decimal())
    }

    /// What some figures together can be, if each is known or blank.
    pub(super) fn range(&self, cells: &Cells, slots: &[Slot]) -> Option<Range> {
        let add = |sum: i128, slot: &Slot| sum.checked_add(self.figures.get(usize::from(slot.0))?.0);
        let sum = Ratio::whole(slots.iter().try_fold(0, add)?);
        let blank = self.blanks(slots.iter().copied().collect())?;
        let has_low = blank.both(cells.signed()).is_empty();
        Some(Range { low: has_low.then_some(sum), high: blank.is_empty().then_some(sum) })
    }

    /// The blank ones among some slots; `None` where one is neither known nor blank.
    pub(super) fn blanks(&self, slots: Slots) -> Option<Slots> {
        let are_plain = self.known.either(self.blank).both(slots) == slots;
        are_plain.then(|| self.blank_among(slots))
    }

    pub(super) fn blank_among(&self, slots: Slots) -> Slots {
        self.blank.both(slots)
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
        let all = cells.all().iter().filter(|(slot, ..)| assumed.contains(*slot));
        all.fold(Columns::default(), |columns, (.., cell)| columns.and(Columns::of(cell.column)))
    }
}

/// Takes each blank figure of some records among the slots read of each; some of several tariffs more than once.
pub(super) fn each_blank<'e>(
    cells: &Cells,
    records: &[Record<'e>],
    read: impl Fn(&Record<'e>) -> Slots,
    take: &mut impl FnMut(Unknown<'e>),
) {
    let blank = |record: &Record<'e>| record.blank_among(read(record));
    let any = records.iter().map(blank).fold(Slots::default(), Slots::either);
    for (slot, part, cell) in cells.told().iter().filter(|(slot, ..)| any.contains(*slot)) {
        for record in records.iter().filter(|record| blank(record).contains(*slot)) {
            let Some((offer, name)) = record.of else { continue };
            let at = At { offer, year: cell.year, figures: cell.figures };
            let figure = |tariff| Unknown::Figure { column: cell.column, at, tariff };
            match (part, at.account()) {
                (Part::Tariff, _) => take(figure(name)),
                (Part::Offer, Some(account)) if cell.column == Column::Places && !account.tariffs.is_empty() => {
                    account.tariffs.iter().for_each(|tariff| take(figure(tariff.name.as_ref())));
                }
                (Part::Offer, _) => take(figure(None)),
            }
        }
    }
}

/// The accounts whose amounts are in the prices of their own year, `None` where no row stands; none at all of an offer that
/// does not exist in some of the years.
fn plain<'c, 'e>(
    cells: &'c Cells,
    offer: &'e Offer,
) -> impl Iterator<Item = (&'c AccountCells, Option<&'e Account>)> + use<'c, 'e> {
    let always = cells.accounts().iter().all(|account| offer.exists(account.year));
    let places = cells.accounts().iter().filter(move |_| always);
    let accounts = places.map(|place| (place, offer.account(place.year, place.figures)));
    accounts.filter(|(place, account)| {
        account.and_then(|account| account.price_level).is_none_or(|level| level == place.year)
    })
}
