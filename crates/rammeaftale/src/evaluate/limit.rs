//! Does actual stay within the limit, whatever the unknown figures are?
//!
//! With base B, actual A, credit C and f = (100 + p) / 100 the most that A may be is L(B, C): f·B, or the credited limit
//! where that is more.

mod credited;
mod meeting;
mod prices;
mod shared;

use super::bounds::Bounds;
use super::kleene::or;
use super::sum::{Measurable, PriceKey, Sum, Unknown, once};
use crate::agreement::rules::CreditedStep;
use crate::quantity::Exact;
use prices::Ends;

pub(super) use shared::{Group, Shared};

/// One comparison.
#[derive(Clone, Debug)]
pub(super) struct Test<'e> {
    pub(super) actual: Sum<'e>,
    pub(super) base: Sum<'e>,
    pub(super) credit: Option<CreditTest<'e>>,
    /// What the base is multiplied by: (100 + p) / 100.
    factor: Exact,
    /// Instead, the limit itself, where missing projections stand in it.
    indexed: Option<Sum<'e>>,
}

/// The amounts of the credit year.
#[derive(Clone, Debug)]
pub(super) struct CreditTest<'e> {
    pub(super) sum: Sum<'e>,
    pub(super) step: CreditedStep,
    /// The base with those amounts at their lowest that also stand in `sum`: the two move together.
    pub(super) base_apart: Sum<'e>,
    /// What `sum` and the base are put together from, where something stands in both.
    pub(super) shared: Option<Shared<'e>>,
}

/// What a comparison says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Decision<'e> {
    Holds,
    Fails,
    /// There is no base to compare with.
    NoBase,
    /// It turns on these.
    Open(Vec<Unknown<'e>>),
}

/// What is said of the plain test, that the credited one fails, and of both.
type Settled = (Option<bool>, Option<bool>, Option<bool>);

impl<'e> Test<'e> {
    /// `parts` of the base make up the limit, each in prices of its own.
    pub(super) fn new(
        parts: &[(PriceKey, Exact)],
        actual: Sum<'e>,
        base: Sum<'e>,
        credit: Option<CreditTest<'e>>,
    ) -> Test<'e> {
        let known = parts.iter().all(|(key, _)| key.is_empty());
        let factor = parts.iter().fold(Exact::ZERO, |sum, (_, part)| &sum + part);
        let indexed = (!known).then(|| {
            let mut limit = Sum::default();
            parts.iter().for_each(|(key, part)| limit.join(&base.in_prices(key, part)));
            limit
        });
        Test { actual, base, credit, factor, indexed }
    }

    pub(super) fn decide(&self) -> Decision<'e> {
        if self.has_no_base() {
            return Decision::NoBase;
        }
        let definite = self.actual.measurable == Measurable::Always
            && self.base.measurable == Measurable::Always
            && self.base.parts.iter().all(|(_, bounds)| bounds.never_negative())
            && self.base.parts.iter().any(|(_, bounds)| bounds.always_positive());
        let (plain, credited, both) = match &self.indexed {
            // No credit stands beside a limit by the projection.
            Some(limit) => {
                let plain = self.linear(&[(&Exact::ONE, limit)]);
                (plain, Some(false), plain)
            }
            None => {
                // Each is sure of what it says.
                let apart = (!self.is_in_one_price()).then(|| self.decide_apart());
                let seen = self.price_keys().into_iter().map(|key| self.decide_ends(&self.ends(key)));
                let either = |a: Settled, b: Settled| (a.0.or(b.0), a.1.or(b.1), a.2.or(b.2));
                apart.into_iter().chain(seen).fold((None, None, None), either)
            }
        };
        let meets =
            |says: fn(&Test<'e>, &CreditTest<'e>) -> bool| self.credit.as_ref().is_some_and(|one| says(self, one));
        let credited = credited.or(meets(Test::fails_where_credit_meets_base).then_some(false));
        let both = both.or(meets(Test::holds_where_credit_meets_base).then_some(true)).or(or(plain, credited));
        if plain == Some(false) && definite && meets(|_, credit| credit.sum.measurable == Measurable::Never) {
            // The credit year has no places to divide by: whether it would have helped cannot be compared.
            return Decision::NoBase;
        }
        // A credit year that may have no places leaves every miss open.
        let settled_miss = self.credit.as_ref().is_none_or(|credit| credit.sum.measurable == Measurable::Always);
        match both {
            Some(true) if definite => Decision::Holds,
            Some(false) if definite && settled_miss => Decision::Fails,
            _ => Decision::Open(self.open(definite, plain, credited)),
        }
    }

    /// True where no figure makes a base that the actual amount can be held against.
    fn has_no_base(&self) -> bool {
        [&self.base, &self.actual].iter().any(|sum| sum.measurable == Measurable::Never)
            || self.base.parts.iter().all(|(_, bounds)| bounds.never_positive())
    }

    /// Every unknown figure of the plain test.
    pub(super) fn unknown(&self) -> impl Iterator<Item = &Unknown<'e>> {
        let limit = self.indexed.iter().flat_map(|limit| &limit.unknown);
        self.actual.unknown.iter().chain(&self.base.unknown).chain(limit)
    }

    /// Every unknown figure of the tests that are not settled.
    fn open(&self, definite: bool, plain: Option<bool>, credited: Option<bool>) -> Vec<Unknown<'e>> {
        let mut unknown: Vec<&Unknown<'e>> = Vec::new();
        if plain.is_none() || !definite {
            unknown.extend(self.unknown());
        }
        if let Some(credit) = &self.credit
            && (credited.is_none() || !definite || credit.sum.measurable != Measurable::Always)
        {
            // Whether there is a reduction to credit turns on the base too.
            unknown.extend(self.actual.unknown.iter().chain(&self.base.unknown));
            if credit.sum.measurable != Measurable::Never {
                unknown.extend(&credit.sum.unknown);
            }
        }
        once(unknown)
    }

    /// The limit's lowest and highest value against the actual one's, all in one price key.
    fn decide_ends(&self, ends: &Ends) -> Settled {
        let plain = settled(&ends.actual, &ends.base.times(&self.factor));
        let Some((credit, step)) = &ends.credit else {
            // Without a measurable credit year a miss stays open, and so does the credited test.
            let credited = self.nothing_credited().then_some(false);
            return (plain, credited, or(plain, credited));
        };
        let high = self.highest(&ends.base, credit, *step);
        let low = self.lowest(&ends.base_apart, credit, *step);
        let both = settled(&ends.actual, &Bounds { low, high });
        // The credited test alone fails for certain when even its highest is too low: up to the credit year's amount the
        // limit is the credited one.
        let up_to = [&ends.base.high, &credit.high].into_iter().flatten().min_by(|a, b| a.at.cmp(&b.at));
        let credited = self.highest(&Bounds { low: ends.base.low.clone(), high: up_to.cloned() }, credit, *step);
        let fails = settled(&ends.actual, &Bounds { low: None, high: credited }) == Some(false);
        (plain, fails.then_some(false), both)
    }

    /// The most that actual may be, where the amounts it turns on are known; and whether the credit made it so.
    /// With an unknown credit year nobody knows the most generous limit.
    pub(super) fn known_limit(&self) -> Option<(Exact, bool)> {
        let base = self.base.known().filter(|base| base.signum() > 0 && self.indexed.is_none())?;
        let plain = &self.factor * &base;
        let Some(credit) = &self.credit else { return Some((plain, false)) };
        let limit = self.limit(&base, Some(&credit.sum.known()?), credit.step);
        let credited = limit > plain;
        Some((limit, credited))
    }

    /// Limit less actual; where something is unknown, the least that it can be. None without a base.
    pub(super) fn room(&self) -> Option<Exact> {
        if self.has_no_base() {
            return None;
        }
        if let (Some((limit, _)), Some(actual)) = (self.known_limit(), self.actual.known()) {
            return Some(&limit - &actual);
        }
        let key_of = |sum: &Sum<'_>| sum.single_key().and_then(|(key, _)| key.cloned());
        let key = || key_of(&self.actual).or_else(|| key_of(&self.base)).unwrap_or_default();
        let ends = (self.indexed.is_none() && self.is_in_one_price()).then(|| self.ends(&key()))?;
        let low = match &ends.credit {
            Some((credit, step)) => self.lowest(&ends.base_apart, credit, *step)?,
            None => ends.base.times(&self.factor).low?,
        };
        Some(&low.at - &ends.actual.high?.at)
    }
}

/// Holds for certain, fails for certain, or neither.
fn settled(actual: &Bounds, limit: &Bounds) -> Option<bool> {
    if let (Some(high), Some(low)) = (&actual.high, &limit.low)
        && high.at <= low.at
    {
        return Some(true);
    }
    let (low, high) = (actual.low.as_ref()?, limit.high.as_ref()?);
    (low.at > high.at || (low.at == high.at && (low.open || high.open))).then_some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn sum(bounds: Bounds, missing: bool) -> Sum<'static> {
        let mut sum = Sum { written: None, ..Sum::default() };
        sum.add(PriceKey::new(), &bounds);
        sum.unknown.extend(missing.then(|| Unknown::Projection(crate::quantity::Year::new(2014).unwrap())));
        sum
    }

    pub(super) fn less_three_percent() -> [(PriceKey, Exact); 1] {
        [(PriceKey::new(), Exact::ratio(97, 100))]
    }

    pub(super) fn known(kroner: i128) -> Sum<'static> {
        sum(Bounds::exactly(Exact::whole(kroner)), false)
    }

    #[test]
    fn an_unknown_base_can_only_be_judged_from_its_lowest() {
        let test = |actual, low| {
            let base = sum(Bounds::exactly(Exact::whole(low)).plus(&Bounds::not_negative()), true);
            Test::new(&less_three_percent(), known(actual), base, None).decide()
        };
        assert_eq!(test(97, 100), Decision::Holds);
        assert!(matches!(test(98, 100), Decision::Open(_)));
        let base = Unknown::Projection(crate::quantity::Year::new(2014).unwrap());
        assert_eq!(test(0, 0), Decision::Open(vec![base]), "the base could be zero");
    }

    #[test]
    fn a_missing_projection_leaves_what_stands_without_it() {
        let year = crate::quantity::Year::new(2027).unwrap();
        let half = [(PriceKey::new(), Exact::ratio(1, 2)), (vec![(year, 1)], Exact::ratio(1, 2))];
        let less_two = [(PriceKey::new(), Exact::ratio(-2, 100)), (vec![(year, 1)], Exact::ONE)];
        let test = |parts: &[_], actual| Test::new(parts, known(actual), known(100), None);
        assert_eq!(test(&half, 50).decide(), Decision::Holds, "prices cannot fall by more than all");
        assert!(matches!(test(&half, 51).decide(), Decision::Open(missing) if missing.len() == 1));
        assert!(
            matches!(test(&less_two, 0).decide(), Decision::Open(_)),
            "2 % of the base may be more than is left of it"
        );
        assert_eq!(test(&half, 51).room(), None, "nobody knows the least limit");
    }

    #[test]
    fn a_base_of_zero_or_less_is_none() {
        let test = |actual, base| Test::new(&[(PriceKey::new(), Exact::ONE)], known(actual), known(base), None);
        assert_eq!((test(1, 0).decide(), test(1, -1).decide()), (Decision::NoBase, Decision::NoBase));
        assert_eq!((test(0, 0).room(), test(-2, -1).room()), (None, None), "nothing holds without a base");
        assert_eq!((test(1, 1).decide(), test(1, 1).room()), (Decision::Holds, Some(Exact::ZERO)));
    }

    #[test]
    fn an_amount_without_meaning_has_no_room() {
        let nothing = Sum { measurable: Measurable::Never, ..known(1) };
        let test = |actual, base| Test::new(&less_three_percent(), actual, base, None);
        for test in [test(nothing.clone(), known(100)), test(known(1), nothing)] {
            assert_eq!((test.decide(), test.room()), (Decision::NoBase, None));
        }
    }
}
