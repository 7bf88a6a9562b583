//! Reads the portfolio: each figure known, assumed or missing by name; each price step known or missing.

use super::bounds::Bounds;
use super::sum::{PriceKey, Sum};
use crate::assessment::Missing;
use crate::plan::Plan;
use crate::portfolio::{Account, Column, Figure, FiguresKind, Offer, Tariff};
use crate::quantity::{Exact, Kroner, Percent, Year};
use std::sync::Arc;

/// The plan's view of the figures, with missing figures tried out where a finding asks what would settle it.
#[derive(Clone, Debug)]
pub(super) struct Ledger<'e> {
    pub(super) plan: &'e Plan<'e>,
    pub(super) trials: Vec<Trial>,
}

/// A value tried for one missing figure.
#[derive(Clone, Debug)]
pub(super) enum Trial {
    Figure(Missing, Kroner),
    Projection(Year, Percent),
}

/// A cell's place.
#[derive(Clone, Copy, Debug)]
pub(super) struct At<'e> {
    pub(super) offer: &'e Offer,
    pub(super) year: Year,
    pub(super) figures: FiguresKind,
}

impl<'e> At<'e> {
    pub(super) fn account(self) -> Option<&'e Account> {
        self.offer.account(self.year, self.figures)
    }

    pub(super) fn missing(self, column: Column, tariff: Option<&Arc<str>>) -> Missing {
        Missing::Figure {
            column,
            offer: Arc::clone(&self.offer.id),
            year: self.year,
            figures: self.figures,
            tariff: tariff.cloned(),
        }
    }
}

impl Ledger<'_> {
    /// A figure of the whole offer.
    pub(super) fn figure(&self, at: At<'_>, column: Column) -> Sum {
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
        at: At<'_>,
        column: Column,
        name: Option<&Arc<str>>,
        tariff: Option<&Tariff>,
    ) -> Sum {
        let figure = tariff.map_or(Figure::Unknown, |tariff| match column {
            Column::Tariff => tariff.tariff,
            Column::Places => tariff.places,
            Column::WageSupplement => tariff.wage_supplement,
            _ => Figure::Unknown,
        });
        self.read(at, column, name, figure)
    }

    /// The places of a whole offer.
    pub(super) fn places(&self, at: At<'_>) -> Sum {
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

    fn read(&self, at: At<'_>, column: Column, tariff: Option<&Arc<str>>, figure: Figure) -> Sum {
        let mut sum = Sum::default();
        let amount = figure.known().or_else(|| self.tried(&at.missing(column, tariff)));
        let Some(amount) = amount else {
            let bounds = if column.may_be_negative() { Bounds::any() } else { Bounds::not_negative() };
            sum.add(PriceKey::new(), &bounds);
            sum.missing.insert(at.missing(column, tariff));
            sum.written = None;
            return sum;
        };
        if matches!(figure, Figure::Assumed(_)) {
            sum.assumed.insert(column);
        }
        sum.add(PriceKey::new(), &Bounds::exactly(Exact::whole(amount.units())));
        sum.written = Some(amount.decimal());
        sum
    }

    fn tried(&self, missing: &Missing) -> Option<Kroner> {
        self.trials.iter().find_map(|trial| match trial {
            Trial::Figure(tried, amount) if tried == missing => Some(*amount),
            _ => None,
        })
    }

    /// An amount of one account in the prices of a year. Amounts already there are not converted.
    pub(super) fn in_prices_of(&self, target: Year, at: At<'_>, amount: Sum) -> Sum {
        let level = at.account().and_then(|account| account.price_level).unwrap_or(at.year);
        if level == target || amount.parts.is_empty() {
            return amount;
        }
        let (factor, key) = self.growth(level, target);
        let mut converted = Sum { written: None, parts: Vec::new(), ..amount.clone() };
        for (_, bounds) in &amount.parts {
            converted.add(key.clone(), &bounds.times(&factor));
        }
        converted.missing.extend(key.iter().map(|(year, _)| Missing::PriceIndex(*year)));
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
