//! Amounts in prices of several years: what the limit says whatever the missing projections are.

use super::{Settled, Test};
use crate::agreement::rules::CreditedStep;
use crate::evaluate::bounds::Bounds;
use crate::evaluate::kleene::or;
use crate::evaluate::sum::{Measurable, PriceKey, Sum};
use crate::quantity::Exact;
use std::collections::BTreeSet;

/// Interval ends in one price key: actual, base, credit.
pub(super) struct Ends {
    pub(super) actual: Bounds,
    pub(super) base: Bounds,
    pub(super) base_apart: Bounds,
    pub(super) credit: Option<(Bounds, CreditedStep)>,
}

impl Test<'_> {
    /// The prices in which some amount stands.
    pub(super) fn price_keys(&self) -> Vec<&PriceKey> {
        let sums = [Some(&self.actual), Some(&self.base), self.credit.as_ref().map(|credit| &credit.sum)];
        let mut keys: Vec<&PriceKey> = Vec::new();
        for (key, _) in sums.into_iter().flatten().flat_map(|sum| sum.parts.iter()) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }

    pub(super) fn is_in_one_price(&self) -> bool {
        self.actual.is_in_one_price() && self.base.is_in_one_price()
    }

    /// All amounts in the prices of a key; of what is in other prices only the sign is known. (That a base and a credit in the
    /// same other prices move together changes nothing: their limit as a whole can be anything of its sign.)
    pub(super) fn ends(&self, key: &PriceKey) -> Ends {
        let here = |sum: &Sum<'_>| sum.seen_from(key);
        let credit = match &self.credit {
            None => None,
            // Without a measurable credit year there is nothing to credit.
            Some(credit) if credit.sum.measurable == Measurable::Never || self.nothing_credited() => None,
            Some(credit) if credit.sum.measurable == Measurable::Perhaps => Some((Bounds::any(), credit.step)),
            Some(credit) => Some((here(&credit.sum), credit.step)),
        };
        let base_apart = self.credit.as_ref().map_or(&self.base, |credit| &credit.base_apart);
        Ends { actual: here(&self.actual), base: here(&self.base), base_apart: here(base_apart), credit }
    }

    /// Amounts in several price keys whose factors are independent: a linear test is settled when every key
    /// says the same. With `summed` only the plain test can settle it.
    pub(super) fn decide_apart(&self) -> Settled {
        let plain = self.linear(&[(&self.factor, &self.base)]);
        let Some(credit) = self.credit.as_ref().filter(|_| !self.nothing_credited()) else {
            return (plain, Some(false), plain);
        };
        let credited = match credit.step {
            CreditedStep::Rebased => self.linear(&[(&self.factor, &credit.sum)]),
            CreditedStep::Kroner => {
                self.linear(&[(&Exact::ONE, &credit.sum), (&(&self.factor - &Exact::ONE), &self.base)])
            }
            CreditedStep::Summed => None,
        };
        let credited = match credit.sum.measurable {
            Measurable::Always => credited,
            Measurable::Perhaps | Measurable::Never => None,
        };
        (plain, credited.filter(|holds| !holds), or(plain, credited))
    }

    pub(super) fn linear(&self, limit: &[(&Exact, &Sum<'_>)]) -> Option<bool> {
        let sums = limit.iter().map(|(_, sum)| *sum).chain([&self.actual]);
        let keys: BTreeSet<&PriceKey> = sums.flat_map(|sum| sum.parts.iter().map(|(key, _)| key)).collect();
        let rooms: Vec<Bounds> = keys
            .into_iter()
            .map(|key| {
                let limit = limit.iter().map(|(factor, sum)| sum.under(key).times(factor));
                limit.fold(Bounds::zero(), |sum, part| sum.plus(&part)).minus(&self.actual.under(key))
            })
            .collect();
        if rooms.iter().all(Bounds::never_negative) {
            return Some(true);
        }
        (rooms.iter().all(Bounds::never_positive) && rooms.iter().any(Bounds::always_negative)).then_some(false)
    }
}
