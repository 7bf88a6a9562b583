//! A measured amount: what it can be, in which prices, and which unknown figures stand in it.

use super::bounds::Bounds;
use crate::assessment::Missing;
use crate::portfolio::Column;
use crate::quantity::{Exact, Year};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// The missing projections by which an amount is multiplied (1) or divided (-1).
///
/// Amounts under the same key share their unknown factor; under different keys the factors are independent
/// positive unknowns, since the years between two price levels are chained.
pub(super) type PriceKey = Vec<(Year, i8)>;

/// A sum of amounts, each in its own prices.
#[derive(Clone, Debug)]
pub(super) struct Sum {
    /// By price key; keys differ.
    pub(super) parts: Vec<(PriceKey, Bounds)>,
    /// Every unknown figure in it.
    pub(super) missing: BTreeSet<Missing>,
    /// The columns in which an assumption was used.
    pub(super) assumed: BTreeSet<Column>,
    /// Whether it can be measured at all.
    pub(super) measurable: Measurable,
    /// The sum with its digits as written, where no step but addition was needed.
    pub(super) written: Option<Decimal>,
}

/// Whether an amount can be measured, or is undefined (a division by zero).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Measurable {
    Always,
    /// Some value of an unknown figure makes it undefined.
    Perhaps,
    Never,
}

/// Projections of both; one that is multiplied in one and divided in the other falls out.
fn product(a: &PriceKey, b: &PriceKey) -> PriceKey {
    let mut signs: BTreeMap<Year, i8> = BTreeMap::new();
    for (year, sign) in a.iter().chain(b) {
        let sum = signs.entry(*year).or_default();
        *sum = sum.saturating_add(*sign);
    }
    signs.into_iter().filter(|(_, sign)| *sign != 0).collect()
}

impl Default for Sum {
    fn default() -> Sum {
        Sum {
            parts: Vec::new(),
            missing: BTreeSet::new(),
            assumed: BTreeSet::new(),
            measurable: Measurable::Always,
            written: Some(Decimal::ZERO),
        }
    }
}

impl Sum {
    /// Adds an amount under a price key. A known zero needs no prices.
    pub(super) fn add(&mut self, key: PriceKey, bounds: &Bounds) {
        if bounds.is_zero() {
            return;
        }
        match self.parts.iter_mut().find(|(other, _)| *other == key) {
            Some((_, sum)) => *sum = sum.plus(bounds),
            None => self.parts.push((key, bounds.clone())),
        }
        self.parts.retain(|(_, bounds)| !bounds.is_zero());
    }

    /// Adds another sum.
    pub(super) fn join(&mut self, other: &Sum) {
        for (key, bounds) in &other.parts {
            self.add(key.clone(), bounds);
        }
        self.missing.extend(other.missing.iter().cloned());
        self.assumed.extend(other.assumed.iter().copied());
        self.measurable = self.measurable.max(other.measurable);
        self.written = self.written.zip(other.written).and_then(|(a, b)| a.checked_add(b));
    }

    /// Takes over what is unknown and assumed in another, not its amount.
    pub(super) fn note(&mut self, other: &Sum) {
        self.missing.extend(other.missing.iter().cloned());
        self.assumed.extend(other.assumed.iter().copied());
        self.measurable = self.measurable.max(other.measurable);
    }

    /// Every part through one change of its bounds; the digits as written are gone.
    pub(super) fn map(mut self, change: impl Fn(&Bounds) -> Bounds) -> Sum {
        self.written = None;
        for (_, bounds) in &mut self.parts {
            *bounds = change(bounds);
        }
        self.parts.retain(|(_, bounds)| !bounds.is_zero());
        self
    }

    /// The amount times a known factor and the missing projections of a key.
    pub(super) fn in_prices(&self, key: &PriceKey, factor: &Exact) -> Sum {
        let mut out = Sum { parts: Vec::new(), ..self.clone() };
        for (own, bounds) in &self.parts {
            out.add(product(own, key), &bounds.times(factor));
        }
        if !out.parts.is_empty() {
            out.missing.extend(key.iter().map(|(year, _)| Missing::PriceIndex(*year)));
        }
        out
    }

    /// The one price key and the bounds under it, when the sum has no more than one.
    pub(super) fn single_key(&self) -> Option<(Option<&PriceKey>, Bounds)> {
        match self.parts.as_slice() {
            [] => Some((None, Bounds::zero())),
            [(key, bounds)] => Some((Some(key), bounds.clone())),
            _ => None,
        }
    }

    /// The bounds under one price key.
    pub(super) fn under(&self, key: &PriceKey) -> Bounds {
        self.parts.iter().find(|(other, _)| other == key).map_or_else(Bounds::zero, |(_, bounds)| bounds.clone())
    }

    /// The exact amount, when everything is known and in known prices.
    pub(super) fn known(&self) -> Option<Exact> {
        if self.measurable != Measurable::Always || !self.missing.is_empty() {
            return None;
        }
        match self.single_key()? {
            (None, _) => Some(Exact::ZERO),
            (Some(key), bounds) => bounds.single().filter(|_| key.is_empty()).cloned(),
        }
    }

    /// The amount as shown: as written where it is, else rounded down to the øre.
    pub(super) fn shown(&self) -> Option<Decimal> {
        let known = self.known()?;
        self.written.or_else(|| known.floor_to_ore())
    }
}
