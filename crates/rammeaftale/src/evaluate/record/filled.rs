//! Facts whose blanks can be filled and emptied again: many values are tried on one copy.

use super::{Facts, Record, Total};
use crate::assessment::Missing;
use crate::plan::{Cell, Cells, Part, Slot};
use crate::portfolio::{Column, Figure};
use crate::quantity::Kroner;

#[derive(Clone, Debug)]
pub(in crate::evaluate) enum Filled<'e> {
    Offer(Record<'e>),
    Total(Total<'e>),
}

impl<'e> Filled<'e> {
    pub(in crate::evaluate) fn of(facts: Facts<'_, 'e>) -> Filled<'e> {
        match facts {
            Facts::Offer(record) => Filled::Offer(record.clone()),
            Facts::Total(total) => Filled::Total(total.clone()),
        }
    }

    pub(in crate::evaluate) fn facts(&self) -> Facts<'_, 'e> {
        match self {
            Filled::Offer(record) => Facts::Offer(record),
            Filled::Total(total) => Facts::Total(total),
        }
    }

    /// Puts an amount in the place of a blank. False where it does not stand in plain sight as one; then nothing is changed.
    pub(in crate::evaluate) fn fill(&mut self, cells: &Cells, figure: &Missing, amount: Kroner) -> bool {
        let Some((slot, part)) = place(cells, figure) else { return false };
        let (mut found, mut all_blank) = (false, true);
        self.each(part, figure, |record| {
            found = true;
            all_blank &= record.blank.contains(slot);
        });
        let fits = found && all_blank;
        if fits {
            self.put((slot, part), figure, Figure::Given(amount));
        }
        fits
    }

    /// Makes a figure blank again that was filled.
    pub(in crate::evaluate) fn empty(&mut self, cells: &Cells, figure: &Missing) {
        place(cells, figure).into_iter().for_each(|place| self.put(place, figure, Figure::Unknown));
    }

    fn put(&mut self, (slot, part): (Slot, Part), figure: &Missing, amount: Figure) {
        self.each(part, figure, |record| record.replace(slot, amount));
        if let Filled::Total(total) = self {
            total.add_up(slot);
        }
    }

    /// Each record in which a figure has its place.
    fn each(&mut self, part: Part, figure: &Missing, mut change: impl FnMut(&mut Record<'e>)) {
        let Missing::Figure { offer: id, tariff, .. } = figure else { return };
        let holds = |record: &&mut Record<'e>| {
            let name = record.of.filter(|(offer, _)| offer.id == *id).map(|(_, name)| name);
            name.is_some_and(|name| part == Part::Offer || name == tariff.as_ref())
        };
        match self {
            Filled::Offer(record) => Some(record).into_iter().filter(holds).for_each(change),
            Filled::Total(total) => {
                if part == Part::Offer {
                    total.offers.iter_mut().filter(holds).for_each(&mut change);
                }
                total.tariffs.iter_mut().flatten().filter(holds).for_each(change);
            }
        }
    }
}

/// The one slot of a figure; `None` for places of an offer, which may be put together from those of its tariffs.
fn place(cells: &Cells, figure: &Missing) -> Option<(Slot, Part)> {
    let Missing::Figure { column, year, figures, .. } = *figure else { return None };
    let here = Cell { column, year, figures };
    let mut places = cells.all().iter().filter(|(.., cell)| *cell == here);
    let (slot, part, _) = *places.next()?;
    let is_plain = places.next().is_none() && (part == Part::Tariff || column != Column::Places);
    is_plain.then_some((slot, part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portfolio::{FiguresKind, Offer};
    use crate::{Authority, Options, Plan, Portfolio, Register, Row, RowNumbers, Year};

    /// A blank basis of 2018 beside a known one, and one of an offer that is not there.
    #[test]
    fn a_blank_is_filled_once_and_empty_again_after_it() {
        let (register, year) = (Register::builtin().unwrap(), |number| Year::new(number).unwrap());
        let plan = Plan::new(register.get("midtjylland/2018").unwrap(), year(2018), &Options::default()).unwrap();
        let amount = |units: i64| Kroner::new(units.into()).unwrap();
        let row = |offer: &str, number, basis: Option<i64>| Row {
            tariff_basis: basis.map(amount),
            ..Row::new(offer, Authority::new(740).unwrap(), year(number))
        };
        let rows =
            ["A", "B"].map(|offer| [2014, 2015, 2016, 2018].map(|of| row(offer, of, (offer == "A").then_some(7))));
        let portfolio = Portfolio::new(rows.as_flattened(), &RowNumbers).unwrap().0;
        let offers: Vec<&Offer> = portfolio.offers().iter().collect();
        let (cells, figures) = (&plan.cells, FiguresKind::Budget);
        let total = Total::of(cells, &offers, plan.year);
        let mut filled = Filled::of(Facts::Total(&total));
        let of = |column, offer: &str| Missing::Figure {
            column,
            offer: offer.into(),
            year: plan.year,
            figures,
            tariff: None,
        };
        let here = Cell { column: Column::TariffBasis, year: plan.year, figures };
        let (slot, ..) = cells.all().iter().find(|(.., cell)| *cell == here).unwrap();
        let sum = |filled: &Filled<'_>| match filled {
            Filled::Total(total) => total.sum.units(*slot),
            Filled::Offer(_) => None,
        };
        let before = format!("{filled:?}");
        for (column, offer) in [(Column::TariffBasis, "A"), (Column::TariffBasis, "C"), (Column::Places, "B")] {
            assert!(!filled.fill(cells, &of(column, offer), amount(5)), "{column} of {offer}");
        }
        assert_eq!((format!("{filled:?}"), sum(&filled)), (before.clone(), None));
        assert!(filled.fill(cells, &of(Column::TariffBasis, "B"), amount(5)));
        assert_eq!(sum(&filled), Some(120_000));
        assert!(!filled.fill(cells, &of(Column::TariffBasis, "B"), amount(6)), "it is blank no more");
        filled.empty(cells, &of(Column::TariffBasis, "B"));
        assert_eq!(format!("{filled:?}"), before);
    }
}
