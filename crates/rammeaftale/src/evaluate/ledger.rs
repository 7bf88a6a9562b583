//! Reads the portfolio: each figure known, assumed or missing by name; each price step known or missing.

use super::at::At;
use super::bounds::Bounds;
use super::sum::{Columns, PriceKey, Sum, Unknown};
use crate::agreement::rules::{CarriedResult, Measure, OwnPaymentInMeasure, PriceBasis};
use crate::assessment::Missing;
use crate::plan::Plan;
use crate::portfolio::{Column, Figure, Offer, Tariff};
use crate::quantity::{Exact, Kroner, Percent, Year};
use std::cell::Cell;
use std::sync::Arc;

/// The plan's view of the figures of some offers, with missing figures tried out where a finding asks what would settle it.
pub(super) struct Ledger<'p, 'e> {
    pub(super) plan: &'p Plan<'p>,
    trials: Vec<Trial>,
    /// The same with nothing tried.
    untried: Option<&'p Ledger<'p, 'e>>,
    /// Sums that were asked for: cases and trials mostly ask for the same ones.
    sums: Cell<Vec<Added<'e>>>,
}

/// So many sums are held: more than the cases of a rule ask for, few enough to be looked through.
const MOST_SUMS: usize = 128;

/// What was summed over which entries.
type Added<'e> = (Asked, Vec<At<'e>>, Sum<'e>);

/// What was summed, beside the entries that it was summed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    Basis(OwnPaymentInMeasure, CarriedResult, PriceBasis, Year),
    Count(Measure),
}

/// A value tried for one missing figure.
#[derive(Clone, Debug)]
pub(super) enum Trial {
    Figure(Missing, Kroner),
    Projection(Year, Percent),
}

impl<'p, 'e> Ledger<'p, 'e> {
    pub(super) fn new(plan: &'p Plan<'p>) -> Ledger<'p, 'e> {
        Ledger { plan, trials: Vec::new(), untried: None, sums: Cell::default() }
    }

    /// With values tried for some missing figures.
    pub(super) fn trying(&self, trials: Vec<Trial>) -> Ledger<'_, 'e> {
        Ledger { plan: self.plan, trials, untried: Some(self), sums: Cell::default() }
    }

    /// Adds up each entry's amount, once for all who ask for it.
    pub(super) fn sum(&self, asked: Asked, entries: &[At<'e>], amount: &dyn Fn(At<'e>) -> Sum<'e>) -> Sum<'e> {
        let mut sums = self.sums.take();
        let mut latest_first = sums.iter().rev();
        let known = latest_first.find(|(other, of, _)| *other == asked && of == entries).map(|(.., sum)| sum.clone());
        let sum = known.unwrap_or_else(|| {
            let sum = self.add_up(asked, entries, amount);
            if sums.len() == MOST_SUMS {
                sums.remove(0);
            }
            sums.push((asked, entries.to_vec(), sum.clone()));
            sum
        });
        self.sums.set(sums);
        sum
    }

    /// Only the amounts of offers of which something is tried are others than without.
    fn add_up(&self, asked: Asked, entries: &[At<'e>], amount: &dyn Fn(At<'e>) -> Sum<'e>) -> Sum<'e> {
        let (tried, rest): (Vec<At<'e>>, Vec<At<'e>>) = entries.iter().partition(|at| self.is_tried(at.offer));
        let mut sum = match self.untried {
            Some(untried) if !rest.is_empty() => untried.sum(asked, &rest, amount),
            _ => Sum::default(),
        };
        tried.into_iter().for_each(|at| sum.join(&amount(at)));
        sum
    }

    /// True when something is tried that an offer's amounts turn on.
    fn is_tried(&self, offer: &Offer) -> bool {
        let is_of = |trial: &Trial| match trial {
            Trial::Figure(Missing::Figure { offer: id, .. }, _) => *id == offer.id,
            Trial::Figure(Missing::PriceIndex(_), _) | Trial::Projection(..) => true,
        };
        self.untried.is_none() || self.trials.iter().any(is_of)
    }

    /// A figure of the whole offer.
    pub(super) fn figure(&self, at: At<'e>, column: Column) -> Sum<'e> {
        let figure = at.account().map_or(Figure::Unknown, |account| match column {
            Column::TariffBasis => account.tariff_basis,
            Column::OwnPayment => account.own_payment,
            Column::Result => account.result,
            Column::CarriedResult => account.carried_result,
            Column::Turnover => account.turnover,
            _ => Figure::Unknown,
        });
        self.read(at, column, None, figure)
    }

    /// A figure of one tariff.
    pub(super) fn tariff_figure(
        &self,
        at: At<'e>,
        column: Column,
        name: Option<&'e Arc<str>>,
        tariff: Option<&Tariff>,
    ) -> Sum<'e> {
        let figure = tariff.map_or(Figure::Unknown, |tariff| match column {
            Column::Tariff => tariff.tariff,
            Column::Places => tariff.places,
            Column::WageSupplement => tariff.wage_supplement,
            _ => Figure::Unknown,
        });
        self.read(at, column, name, figure)
    }

    /// The places of a whole offer.
    pub(super) fn places(&self, at: At<'e>) -> Sum<'e> {
        let Some(account) = at.account() else { return self.read(at, Column::Places, None, Figure::Unknown) };
        if account.tariffs.is_empty() || account.total_places.known().is_some() {
            return self.read(at, Column::Places, None, account.total_places);
        }
        let mut sum = Sum::default();
        for tariff in &account.tariffs {
            sum.join(&self.read(at, Column::Places, tariff.name.as_ref(), tariff.places));
        }
        sum
    }

    fn read(&self, at: At<'e>, column: Column, tariff: Option<&'e Arc<str>>, figure: Figure) -> Sum<'e> {
        let mut sum = Sum::default();
        let unknown = Unknown::Figure { column, at, tariff };
        let Some(amount) = figure.known().or_else(|| self.tried(&unknown)) else {
            let bounds = if column.may_be_negative() { Bounds::any() } else { Bounds::not_negative() };
            sum.add(PriceKey::new(), &bounds);
            sum.unknown.push(unknown);
            sum.written = None;
            return sum;
        };
        if matches!(figure, Figure::Assumed(_)) {
            sum.assumed = Columns::of(column);
        }
        sum.add(PriceKey::new(), &Bounds::exactly(Exact::whole(amount.units())));
        sum.written = Some(amount.decimal());
        sum
    }

    fn tried(&self, unknown: &Unknown<'_>) -> Option<Kroner> {
        self.trials.iter().find_map(|trial| match trial {
            Trial::Figure(tried, amount) if unknown.is(tried) => Some(*amount),
            _ => None,
        })
    }

    /// An amount of one account in the prices of a year. Amounts already there are not converted.
    pub(super) fn in_prices_of(&self, target: Year, at: At<'_>, amount: Sum<'e>) -> Sum<'e> {
        let level = at.account().and_then(|account| account.price_level).unwrap_or(at.year);
        if amount.parts.is_empty() {
            return amount;
        }
        if level == target {
            return Sum { as_it_stands: true, ..amount };
        }
        let (factor, key) = self.growth(level, target);
        let mut converted = amount.emptied();
        converted.converted.insert((level, target));
        for (_, bounds) in amount.parts.iter() {
            converted.add(key.clone(), &bounds.times(&factor));
        }
        converted.unknown.extend(key.iter().map(|(year, _)| Unknown::Projection(*year)));
        converted
    }

    /// The growth of prices from one year to another, or back: what is known of it, times the missing projections.
    pub(super) fn growth(&self, from: Year, to: Year) -> (Exact, PriceKey) {
        let forward = from <= to;
        let (first, last, sign) = if forward { (from.plus(1), to, 1) } else { (to.plus(1), from, -1) };
        let mut factor = Exact::ONE;
        let mut key = PriceKey::new();
        for year in (first.number()..=last.number()).filter_map(Year::new) {
            match self.step(year) {
                Some(step) if forward => factor = factor * step,
                Some(step) => factor = step.reciprocal().map_or(factor.clone(), |step| &factor * &step),
                None => key.push((year, sign)),
            }
        }
        (factor, key)
    }

    fn step(&self, year: Year) -> Option<Exact> {
        let tried = self.trials.iter().find_map(|trial| match trial {
            Trial::Projection(tried, percent) if *tried == year => Some(percent.factor()),
            _ => None,
        });
        tried.or_else(|| self.plan.index.step(year))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, Register};

    #[test]
    fn projections_that_are_missing_forth_and_back_fall_out() {
        let register = Register::builtin().unwrap();
        let year = |number| Year::new(number).unwrap();
        let plan = Plan::new(register.get("midtjylland/2018").unwrap(), year(2018), &Options::default()).unwrap();
        let ledger = Ledger::new(&plan);
        let (forth, back) = (ledger.growth(year(2015), year(2018)).1, ledger.growth(year(2018), year(2015)).1);
        assert_eq!(forth, [(year(2016), 1), (year(2017), 1), (year(2018), 1)]);
        assert_eq!(back, [(year(2016), -1), (year(2017), -1), (year(2018), -1)]);
    }
}
