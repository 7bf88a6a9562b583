//! The measured amount of a year, made in the order of rules.md, section 4: as written; own payment added
//! back; carried result taken out; price level; summed to the level.

use super::at::At;
use super::bounds::Bounds;
use super::ledger::{Asked, Ledger};
use super::sum::{Measurable, PriceKey, Sum};
use crate::agreement::rules::{AtMost, CarriedResult, Measure, OwnPaymentInMeasure, PriceBasis};
use crate::plan::Terms;
use crate::portfolio::{Column, FiguresKind, Offer, Tariff};
use crate::quantity::{Exact, Year};
use std::sync::Arc;

/// One tariff in one year.
#[derive(Clone, Copy, Debug)]
pub(super) struct TariffAt<'e> {
    pub(super) at: At<'e>,
    pub(super) name: Option<&'e Arc<str>>,
    /// Unknown where no row stands.
    pub(super) row: Option<&'e Tariff>,
}

impl<'e> Ledger<'_, 'e> {
    /// The tariff basis of some offers in a year, each its own year and kind of figures.
    pub(super) fn basis(&self, terms: &Terms, entries: &[At<'e>]) -> Sum<'e> {
        let total = self.undivided(terms, entries);
        match terms.measure.is_per_place() {
            true => per_place(total, &self.count(terms, entries)),
            false => total,
        }
    }

    /// The same before it is divided by anything.
    pub(super) fn undivided(&self, terms: &Terms, entries: &[At<'e>]) -> Sum<'e> {
        let asked = Asked::Basis(terms.own_payment, terms.carried_result, terms.price_basis, terms.subject_year);
        self.sum(asked, entries, &|at| self.basis_of(terms, at))
    }

    /// What a measure per place divides by: places, or days of them.
    pub(super) fn count(&self, terms: &Terms, entries: &[At<'e>]) -> Sum<'e> {
        self.sum(Asked::Count(terms.measure), entries, &|at| match terms.measure {
            Measure::CostPerPlaceDay => self.places(at).map(|bounds| bounds.times(&Exact::whole(at.year.days()))),
            _ => self.places(at),
        })
    }

    /// The parts of a base that make up its limit, each in prices of its own: with s the share of the projection and m
    /// what is taken off, (1 - s) of the base in its own prices and s of it in the subject year's, less m of it in those
    /// of the price basis, in which the base is given.
    pub(super) fn limit_parts(&self, terms: &Terms, base_year: Year) -> Vec<(PriceKey, Exact)> {
        let whole = |factor| vec![(PriceKey::new(), factor)];
        let (minus, share) = match terms.at_most {
            AtMost::Percent(percent) => return whole(percent.factor()),
            AtMost::NoTarget => return whole(Exact::ONE),
            AtMost::Index { minus, share } => (minus.fraction(), share.fraction()),
        };
        let rest = &Exact::ONE - &share;
        // From the prices in which the base is given to the others.
        let (here, there, (growth, key)) = match terms.price_basis {
            PriceBasis::Nominal => (rest, share, self.growth(base_year, terms.subject_year)),
            PriceBasis::Fixed => (share, rest, self.growth(terms.subject_year, base_year)),
        };
        let parts = [(PriceKey::new(), here - minus), (key, there * growth)];
        parts.into_iter().filter(|(_, part)| !part.is_zero()).collect()
    }

    fn basis_of(&self, terms: &Terms, at: At<'e>) -> Sum<'e> {
        let mut amount = self.figure(at, Column::TariffBasis);
        if terms.own_payment == OwnPaymentInMeasure::Gross {
            amount.join(&self.figure(at, Column::OwnPayment));
        }
        if terms.carried_result == CarriedResult::Excluded {
            // A carried surplus had lowered the basis: taking it out adds it back.
            amount.join(&self.carried(at));
        }
        self.in_prices_of(self.price_target(terms, at.year), at, amount)
    }

    /// The carried result of a year, which stands in its budget.
    fn carried(&self, at: At<'e>) -> Sum<'e> {
        self.figure(At { figures: FiguresKind::Budget, ..at }, Column::CarriedResult)
    }

    /// One tariff; `supplement` tells whether the wage supplement is deducted first, as written.
    pub(super) fn tariff(&self, terms: &Terms, tariff: TariffAt<'e>, less_supplement: bool) -> Sum<'e> {
        let at = tariff.at;
        let mut amount = self.tariff_figure(at, Column::Tariff, tariff.name, tariff.row);
        if less_supplement {
            amount = self.less_supplement(amount, tariff);
        }
        if terms.carried_result == CarriedResult::Excluded {
            amount = self.scaled(amount, at);
        }
        self.in_prices_of(self.price_target(terms, at.year), at, amount)
    }

    /// An unknown supplement is anything from nothing to the whole tariff.
    fn less_supplement(&self, amount: Sum<'e>, tariff: TariffAt<'e>) -> Sum<'e> {
        let supplement = self.tariff_figure(tariff.at, Column::WageSupplement, tariff.name, tariff.row);
        let mut rest = match supplement.is_given() {
            true => {
                let deducted = supplement.under(&PriceKey::new());
                let rest = amount.under(&PriceKey::new()).minus(&deducted);
                // The supplement is part of the tariff, so an unknown tariff is at least as large.
                let rest = if amount.is_given() { rest } else { Bounds::not_negative() };
                replaced(&amount, &rest)
            }
            false => replaced(&amount, &amount.under(&PriceKey::new()).down_to_zero()),
        };
        rest.note(&supplement);
        rest
    }

    /// The tariff had the carried result not been in it: times (basis + carried) / basis. Carried 0 scales by 1.
    fn scaled(&self, amount: Sum<'e>, at: At<'e>) -> Sum<'e> {
        let budget = At { figures: FiguresKind::Budget, ..at };
        let carried = self.figure(budget, Column::CarriedResult);
        if carried.parts.is_empty() {
            let mut amount = amount;
            amount.note(&carried);
            return amount;
        }
        let basis = self.figure(budget, Column::TariffBasis);
        let known_basis = basis.is_given().then(|| basis.under(&PriceKey::new())).and_then(|b| b.single().cloned());
        let mut scaled = match (known_basis, carried.is_given()) {
            (Some(basis), true) => match basis.reciprocal() {
                Some(part) => {
                    let carried = carried.under(&PriceKey::new());
                    let scale = carried.single().map_or(Exact::ONE, |carried| Exact::ONE + carried * &part);
                    amount.map(|amount| amount.times(&scale))
                }
                // An amount without meaning is in no prices.
                None => Sum { measurable: Measurable::Never, ..amount.emptied() },
            },
            // A known basis above zero leaves a tariff of zero at zero, whatever was carried.
            (Some(basis), false) if basis.signum() > 0 => amount.map(|_| Bounds::any()),
            // With a basis of zero it is a tariff only where nothing was carried, and then as it stands.
            (Some(_), false) => Sum { measurable: Measurable::Perhaps, ..amount.map(Bounds::clone) },
            // (basis + carried) / basis lies above 1 or below it, as the carried result above 0 or below.
            (None, true) => {
                let surplus = carried.under(&PriceKey::new()).always_positive();
                let beyond = |amount: &Bounds| match surplus {
                    true => Bounds { low: amount.low.clone(), high: None },
                    false => Bounds { low: None, high: amount.high.clone() },
                };
                Sum { measurable: Measurable::Perhaps, ..amount.map(beyond) }
            }
            _ => Sum { measurable: Measurable::Perhaps, ..amount.map(|_| Bounds::any()) },
        };
        scaled.note(&carried);
        scaled.note(&basis);
        scaled
    }

    fn price_target(&self, terms: &Terms, year: Year) -> Year {
        match terms.price_basis {
            PriceBasis::Nominal => year,
            PriceBasis::Fixed => terms.subject_year,
        }
    }
}

/// An amount divided by a number of places.
fn per_place<'e>(total: Sum<'e>, places: &Sum<'e>) -> Sum<'e> {
    let count = places.under(&PriceKey::new());
    let unit = Exact::whole(10_000);
    let mut ratio = match (count.single().cloned(), count.low) {
        (Some(known), _) => match known.reciprocal() {
            Some(part) => total.map(|amount| amount.times(&(&part * &unit))),
            None => Sum { measurable: Measurable::Never, ..total },
        },
        (None, Some(low)) if low.at.signum() > 0 => total.map(|amount| amount.times(&unit).over_at_least(&low.at)),
        _ => Sum { measurable: Measurable::Perhaps, ..total },
    };
    ratio.written = None;
    ratio.note(places);
    ratio
}

/// The same unknowns with other bounds.
fn replaced<'e>(amount: &Sum<'e>, bounds: &Bounds) -> Sum<'e> {
    let mut other = amount.emptied();
    other.add(PriceKey::new(), bounds);
    other
}

/// A year's figures of one kind for each of some offers.
pub(super) fn entries<'e>(offers: &[&'e Offer], year: Year, figures: FiguresKind) -> Vec<At<'e>> {
    offers.iter().map(|offer| At { offer, year, figures }).collect()
}
