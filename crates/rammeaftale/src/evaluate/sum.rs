//! A measured amount: what it can be, in which prices, and which unknown figures stand in it.

mod parts;

use super::at::At;
use super::bounds::Bounds;
use crate::assessment::Missing;
use crate::portfolio::Column;
use crate::quantity::{Exact, Year};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub(super) use parts::Parts;

/// The missing projections by which an amount is multiplied (1) or divided (-1).
///
/// Amounts under the same key share their unknown factor; under different keys the factors are independent
/// positive unknowns, since the years between two price levels are chained.
pub(super) type PriceKey = Vec<(Year, i8)>;

/// A sum of amounts, each in its own prices.
#[derive(Clone, Debug)]
pub(super) struct Sum<'e> {
    pub(super) parts: Parts,
    /// Every unknown figure in it; some stand there twice.
    pub(super) unknown: Vec<Unknown<'e>>,
    /// The columns in which an assumption was used.
    pub(super) assumed: Columns,
    /// Whether it can be measured at all.
    pub(super) measurable: Measurable,
    /// The sum with its digits as written, where no step but addition was needed.
    pub(super) written: Option<Decimal>,
    /// From which prices to which parts of it were converted,
    pub(super) converted: BTreeSet<(Year, Year)>,
    /// and whether others were not.
    pub(super) as_it_stands: bool,
}

/// An unknown figure, known by where it should stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unknown<'e> {
    Figure { column: Column, at: At<'e>, tariff: Option<&'e Arc<str>> },
    Projection(Year),
}

impl Unknown<'_> {
    pub(super) fn missing(&self) -> Missing {
        match *self {
            Unknown::Projection(year) => Missing::PriceIndex(year),
            Unknown::Figure { column, at, tariff } => Missing::Figure {
                column,
                offer: Arc::clone(&at.offer.id),
                year: at.year,
                figures: at.figures,
                tariff: tariff.cloned(),
            },
        }
    }

    /// True when the two are one figure of an offer.
    pub(super) fn is(&self, missing: &Missing) -> bool {
        let (
            Unknown::Figure { column, at, tariff },
            Missing::Figure { column: of, offer, year, figures, tariff: name },
        ) = (*self, missing)
        else {
            return false;
        };
        column == *of && at.year == *year && at.figures == *figures && at.offer.id == *offer && tariff == name.as_ref()
    }
}

/// Each figure once, in their order; what is in order by parts is soon sorted.
pub(super) fn once<'u, 'e: 'u>(unknown: impl IntoIterator<Item = &'u Unknown<'e>>) -> Vec<Unknown<'e>> {
    let mut all: Vec<Unknown<'e>> = unknown.into_iter().copied().collect();
    all.sort();
    all.dedup();
    all
}

/// A set of columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns(u32);

impl Columns {
    pub(super) fn of(column: Column) -> Columns {
        // INVARIANT: there are fewer than 32 columns.
        Columns(1_u32.checked_shl(column as u32).unwrap_or_default())
    }

    pub(super) fn and(self, other: Columns) -> Columns {
        Columns(self.0 | other.0)
    }

    pub(super) fn contains(self, column: Column) -> bool {
        self.0 & Columns::of(column).0 != 0
    }
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

impl Default for Sum<'_> {
    fn default() -> Self {
        Sum {
            parts: Parts::default(),
            unknown: Vec::new(),
            assumed: Columns::default(),
            measurable: Measurable::Always,
            written: Some(Decimal::ZERO),
            converted: BTreeSet::new(),
            as_it_stands: false,
        }
    }
}

impl<'e> Sum<'e> {
    /// Adds an amount under a price key. A known zero needs no prices.
    pub(super) fn add(&mut self, key: PriceKey, bounds: &Bounds) {
        if !bounds.is_zero() {
            self.parts.add(key, bounds);
        }
    }

    /// Adds another sum.
    pub(super) fn join(&mut self, other: &Sum<'e>) {
        for (key, bounds) in other.parts.iter() {
            self.add(key.clone(), bounds);
        }
        self.note(other);
        self.written = self.written.zip(other.written).and_then(|(a, b)| a.checked_add(b));
    }

    /// Takes over what is unknown and assumed in another, not its amount.
    pub(super) fn note(&mut self, other: &Sum<'e>) {
        self.unknown.extend_from_slice(&other.unknown);
        self.assumed = self.assumed.and(other.assumed);
        self.measurable = self.measurable.max(other.measurable);
        self.converted.extend(&other.converted);
        self.as_it_stands |= other.as_it_stands;
    }

    /// True when every figure in it is given.
    pub(super) fn is_given(&self) -> bool {
        self.unknown.is_empty()
    }

    /// The same figures with no amount yet.
    pub(super) fn emptied(&self) -> Sum<'e> {
        Sum {
            parts: Parts::default(),
            unknown: self.unknown.clone(),
            assumed: self.assumed,
            measurable: self.measurable,
            written: None,
            converted: self.converted.clone(),
            as_it_stands: self.as_it_stands,
        }
    }

    /// Every part through one change of its bounds; the digits as written are gone.
    pub(super) fn map(mut self, change: impl Fn(&Bounds) -> Bounds) -> Sum<'e> {
        self.written = None;
        self.parts.map(change);
        self
    }

    /// The amount times a known factor and the missing projections of a key.
    pub(super) fn in_prices(&self, key: &PriceKey, factor: &Exact) -> Sum<'e> {
        let mut out = self.emptied();
        for (own, bounds) in self.parts.iter() {
            out.add(product(own, key), &bounds.times(factor));
        }
        if !out.parts.is_empty() {
            out.unknown.extend(key.iter().map(|(year, _)| Unknown::Projection(*year)));
        }
        out
    }

    pub(super) fn is_in_one_price(&self) -> bool {
        self.parts.more.is_empty()
    }

    /// The one price key and the bounds under it, when the sum has no more than one.
    pub(super) fn single_key(&self) -> Option<(Option<&PriceKey>, Bounds)> {
        match &self.parts {
            Parts { first: None, .. } => Some((None, Bounds::zero())),
            Parts { first: Some((key, bounds)), more } if more.is_empty() => Some((Some(key), bounds.clone())),
            Parts { .. } => None,
        }
    }

    /// The bounds under one price key.
    pub(super) fn under(&self, key: &PriceKey) -> Bounds {
        self.parts.iter().find(|(other, _)| other == key).map_or_else(Bounds::zero, |(_, bounds)| bounds.clone())
    }

    /// The bounds of the whole in the prices of one key; of a part in other prices only the sign is known.
    pub(super) fn seen_from(&self, key: &PriceKey) -> Bounds {
        let part = |(other, bounds): &(PriceKey, Bounds)| match other == key {
            true => bounds.clone(),
            false => bounds.in_other_prices(),
        };
        self.parts.iter().fold(Bounds::zero(), |sum, one| sum.plus(&part(one)))
    }

    /// The exact amount, when everything is known and in known prices.
    pub(super) fn known(&self) -> Option<Exact> {
        if self.measurable != Measurable::Always || !self.is_given() {
            return None;
        }
        match self.single_key()? {
            (None, _) => Some(Exact::ZERO),
            (Some(key), bounds) => bounds.single().filter(|_| key.is_empty()).cloned(),
        }
    }

    /// The least that it can be, where it is in prices that are known.
    pub(super) fn least(&self) -> Option<Exact> {
        let (key, bounds) = self.single_key()?;
        let sure = self.measurable == Measurable::Always && key.is_none_or(|key| key.is_empty());
        bounds.low.filter(|_| sure).map(|low| low.at)
    }

    /// The amount as shown: as written where it is, else rounded down to the øre.
    pub(super) fn shown(&self) -> Option<Decimal> {
        let known = self.known()?;
        self.written.or_else(|| known.floor_to_ore())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_in_the_prices_of_two_years_are_in_no_single_ones() {
        let one = |year: i32| (vec![(Year::new(year).unwrap(), 1)], Bounds::exactly(Exact::ONE));
        let sum = |years: &[i32]| {
            let mut sum = Sum::default();
            years.iter().map(|year| one(*year)).for_each(|(key, bounds)| sum.add(key, &bounds));
            sum
        };
        assert_eq!(sum(&[]).single_key(), Some((None, Bounds::zero())));
        assert_eq!(sum(&[2016]).single_key(), Some((Some(&one(2016).0), Bounds::exactly(Exact::ONE))));
        assert_eq!(sum(&[2016, 2017]).single_key(), None);
    }

    #[test]
    fn the_least_is_told_where_it_is_sure() {
        let sum = |key: PriceKey, measurable: Measurable| {
            let mut sum = Sum { measurable, ..Sum::default() };
            sum.add(key, &Bounds::exactly(Exact::ONE));
            sum.least()
        };
        assert_eq!(sum(PriceKey::new(), Measurable::Always), Some(Exact::ONE));
        assert_eq!(sum(PriceKey::new(), Measurable::Perhaps), None);
        assert_eq!(sum(vec![(Year::new(2016).unwrap(), 1)], Measurable::Always), None);
    }
}
