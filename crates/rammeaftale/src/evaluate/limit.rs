//! Does actual stay within the limit, whatever the unknown figures are?
//!
//! With base B, actual A, credit C and f = (100 + p) / 100 the most that A may be is
//! L(B, C) = f·B, or the credited limit where that is more and the step C → B is a reduction:
//! `rebased` f·C, `summed` (1 + f)·B − B²/C, `kroner` C − (1 − f)·B. L never falls when C grows, so only the
//! ends of C matter; over B it turns at most at C and at the top of the parabola, so its lowest and highest
//! values are found among a few candidates.

use super::bounds::{Bounds, End};
use super::kleene::or;
use super::sum::{Measurable, PriceKey, Sum, Unknown, once};
use crate::agreement::rules::CreditedStep;
use crate::quantity::Exact;
use std::collections::BTreeSet;

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
    /// `sum` and the base without what stands in both, where something does.
    pub(super) without_shared: Option<(Sum<'e>, Sum<'e>)>,
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

/// Interval ends in one price key: actual, base, credit.
struct Ends {
    actual: Bounds,
    base: Bounds,
    base_apart: Bounds,
    credit: Option<(Bounds, CreditedStep)>,
}

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
        if self.base.measurable == Measurable::Never || self.actual.measurable == Measurable::Never {
            return Decision::NoBase;
        }
        if self.base.parts.iter().all(|(_, bounds)| bounds.never_positive()) {
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
            None if self.is_in_one_price() => self.decide_ends(&self.ends()),
            None => {
                let (apart, ends) = (self.decide_apart(), self.decide_ends(&self.ends()));
                (apart.0.or(ends.0), apart.1.or(ends.1), apart.2.or(ends.2))
            }
        };
        if plain == Some(false)
            && definite
            && self.credit.as_ref().is_some_and(|credit| credit.sum.measurable == Measurable::Never)
        {
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
    fn decide_ends(&self, ends: &Ends) -> (Option<bool>, Option<bool>, Option<bool>) {
        let plain = settled(&ends.actual, &ends.base.times(&self.factor));
        let Some((credit, step)) = &ends.credit else {
            // Without a measurable credit year a miss stays open, and so does the credited test.
            let credited = self.nothing_credited().then_some(false);
            return (plain, credited, or(plain, credited));
        };
        let high = self.highest(&ends.base, credit, *step);
        let low = self.lowest(&ends.base_apart, credit, *step);
        let both = settled(&ends.actual, &Bounds { low, high });
        // The credited test alone fails for certain when nothing is credited, or when even its highest is too low: up to
        // the credit year's amount the limit is the credited one.
        let reduction =
            ends.base.low.as_ref().zip(credit.high.as_ref()).is_none_or(|(base, credit)| credit.at > base.at);
        let up_to = [&ends.base.high, &credit.high].into_iter().flatten().min_by(|a, b| a.at.cmp(&b.at));
        let credited = self.highest(&Bounds { low: ends.base.low.clone(), high: up_to.cloned() }, credit, *step);
        let fails = !reduction || settled(&ends.actual, &Bounds { low: None, high: credited }) == Some(false);
        (plain, fails.then_some(false), both)
    }

    /// True without a credit, and where the credit year's amount is certainly no more than the base in any prices.
    fn nothing_credited(&self) -> bool {
        let Some(credit) = &self.credit else { return true };
        let (earlier, base) = match &credit.without_shared {
            Some((earlier, base)) => (earlier, base),
            None => (&credit.sum, &self.base),
        };
        let mut keys = [earlier, base].into_iter().flat_map(|sum| sum.parts.iter().map(|(key, _)| key));
        let no_more = |key: &PriceKey| earlier.under(key).minus(&base.under(key)).never_positive();
        credit.sum.measurable == Measurable::Always && keys.all(no_more)
    }

    /// The lowest that L can be. An open end counts as closed: the limit then only lies above it.
    fn lowest(&self, base: &Bounds, credit: &Bounds, step: CreditedStep) -> Option<End> {
        let from = &base.low.as_ref()?.at;
        let Some(credit) = credit.low.as_ref().map(|low| &low.at) else {
            return Some(End::closed(&self.factor * from));
        };
        let inside = |at: &&Exact| *at >= from && base.high.as_ref().is_none_or(|high| **at <= high.at);
        let ends = [Some(from), base.high.as_ref().map(|high| &high.at), Some(credit).filter(inside)];
        ends.into_iter().flatten().map(|base| self.limit(base, Some(credit), step)).min().map(End::closed)
    }

    /// The highest that L can be; open when it is only approached.
    fn highest(&self, base: &Bounds, credit: &Bounds, step: CreditedStep) -> Option<End> {
        let to = base.high.as_ref()?;
        let Some(credit) = credit.high.as_ref() else {
            // An unlimited credit is worth at most twice the base less the reduction when percentages are added.
            return (step == CreditedStep::Summed)
                .then(|| End { at: &(&self.factor + &Exact::ONE) * &to.at, open: true });
        };
        let top = &(&self.factor + &Exact::ONE) * &(&credit.at * &Exact::ratio(1, 2));
        let inside = |at: &&Exact| **at <= to.at && base.low.as_ref().is_none_or(|low| **at >= low.at);
        let turns = [&credit.at, &top].into_iter().filter(inside).map(|at| (at, false));
        let ends = base.low.iter().chain([to]).map(|end| (&end.at, end.open));
        let candidates = ends.chain(turns).map(|(base, open)| End {
            at: self.limit(base, Some(&credit.at), step),
            open: open || (credit.open && credit.at > *base),
        });
        candidates.max_by(|a, b| a.at.cmp(&b.at).then(b.open.cmp(&a.open)))
    }

    /// L for known amounts.
    fn limit(&self, base: &Exact, credit: Option<&Exact>, step: CreditedStep) -> Exact {
        let plain = &self.factor * base;
        let Some(credit) = credit.filter(|credit| *credit > base && credit.signum() > 0) else { return plain };
        let credited = match step {
            CreditedStep::Rebased => &self.factor * credit,
            CreditedStep::Kroner => credit + &(&(&self.factor - &Exact::ONE) * base),
            CreditedStep::Summed => match credit.reciprocal() {
                Some(part) => &(&(&self.factor + &Exact::ONE) * base) - &(&(base * base) * &part),
                None => plain.clone(),
            },
        };
        plain.max(credited)
    }

    fn is_in_one_price(&self) -> bool {
        self.actual.is_in_one_price() && self.base.is_in_one_price()
    }

    /// All amounts in the actual one's price key, where it has but one; of what is in other prices only the sign is known.
    /// (That a base and a credit in the same other prices move together changes nothing: their limit as a whole can be
    /// anything of its sign.)
    fn ends(&self) -> Ends {
        let key_of = |sum: &Sum<'_>| sum.single_key().and_then(|(key, _)| key.cloned());
        let key = key_of(&self.actual).or_else(|| key_of(&self.base)).unwrap_or_default();
        let here = |sum: &Sum<'_>| sum.seen_from(&key);
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
    fn decide_apart(&self) -> (Option<bool>, Option<bool>, Option<bool>) {
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

    fn linear(&self, limit: &[(&Exact, &Sum<'_>)]) -> Option<bool> {
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

    /// Limit less actual; where something is unknown, the least that it can be.
    pub(super) fn room(&self) -> Option<Exact> {
        if let (Some((limit, _)), Some(actual)) = (self.known_limit(), self.actual.known()) {
            return Some(&limit - &actual);
        }
        let ends = (self.indexed.is_none() && self.is_in_one_price()).then(|| self.ends())?;
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

    fn sum(bounds: Bounds, missing: bool) -> Sum<'static> {
        let mut sum = Sum { written: None, ..Sum::default() };
        sum.add(PriceKey::new(), &bounds);
        sum.unknown.extend(missing.then(|| Unknown::Projection(crate::quantity::Year::new(2014).unwrap())));
        sum
    }

    fn less_three_percent() -> [(PriceKey, Exact); 1] {
        [(PriceKey::new(), Exact::ratio(97, 100))]
    }

    fn known(kroner: i128) -> Sum<'static> {
        sum(Bounds::exactly(Exact::whole(kroner)), false)
    }

    fn credited(actual: i128, base: i128, credit: Sum<'static>, step: CreditedStep) -> Decision<'static> {
        let base = known(base);
        let credit = Some(CreditTest { sum: credit, step, base_apart: base.clone(), without_shared: None });
        Test::new(&less_three_percent(), known(actual), base, credit).decide()
    }

    #[test]
    fn the_three_ways_to_count_the_step_part_near_three_percent() {
        // From 10,000 to 9,890 (-1.1 %); 3 % less than the base year is 9,593.3.
        let known_credit = || known(10_000);
        assert_eq!(credited(9_700, 9_890, known_credit(), CreditedStep::Rebased), Decision::Holds);
        assert_eq!(credited(9_701, 9_890, known_credit(), CreditedStep::Rebased), Decision::Fails);
        // 197 % of 9,890 less 9,890² / 10,000 = 9,702.09
        assert_eq!(credited(9_702, 9_890, known_credit(), CreditedStep::Summed), Decision::Holds);
        assert_eq!(credited(9_703, 9_890, known_credit(), CreditedStep::Summed), Decision::Fails);
        // 10,000 - 296.7
        assert_eq!(credited(9_703, 9_890, known_credit(), CreditedStep::Kroner), Decision::Holds);
        assert_eq!(credited(9_704, 9_890, known_credit(), CreditedStep::Kroner), Decision::Fails);
    }

    #[test]
    fn only_a_reduction_is_credited() {
        for step in [CreditedStep::Rebased, CreditedStep::Summed, CreditedStep::Kroner] {
            assert_eq!(credited(9_700, 10_000, known(9_000), step), Decision::Holds);
            assert_eq!(credited(9_701, 10_000, known(9_000), step), Decision::Fails);
        }
    }

    #[test]
    fn an_unknown_credit_year_keeps_a_miss_open_unless_no_value_could_turn_it() {
        let unknown = || sum(Bounds::not_negative(), true);
        for step in [CreditedStep::Rebased, CreditedStep::Summed, CreditedStep::Kroner] {
            assert_eq!(credited(9_700, 10_000, unknown(), step), Decision::Holds);
            assert!(matches!(credited(9_701, 10_000, unknown(), step), Decision::Open(_)));
        }
        // Adding percentages credits less than 100 %: 19,700 is never reached.
        assert!(matches!(credited(19_699, 10_000, unknown(), CreditedStep::Summed), Decision::Open(_)));
        assert_eq!(credited(19_700, 10_000, unknown(), CreditedStep::Summed), Decision::Fails);
        assert!(matches!(credited(19_700, 10_000, unknown(), CreditedStep::Rebased), Decision::Open(_)));
    }

    #[test]
    fn a_credit_is_asked_for_only_up_to_the_highest_limit_that_it_could_give() {
        let index = |year| Unknown::Projection(crate::quantity::Year::new(year).unwrap());
        let open = |actual, base, step| {
            let mut credit = sum(Bounds::exactly(Exact::whole(1_000_000)).down_to_zero(), false);
            credit.unknown.push(index(2013));
            let base = sum(Bounds::exactly(Exact::whole(base)).plus(&Bounds::not_negative()), true);
            let credit = Some(CreditTest { sum: credit, step, base_apart: base.clone(), without_shared: None });
            Test::new(&less_three_percent(), known(actual), base, credit).decide()
        };
        let only_base = || Decision::Open(vec![index(2014)]);
        let both = || Decision::Open(vec![index(2013), index(2014)]);
        // The parabola's top is at 985,000, half of 197 %: there it gives 970,225; beyond it, at 990,000, 970,200.
        for (base, step, highest) in [
            (900_000, CreditedStep::Summed, 970_225),
            (990_000, CreditedStep::Summed, 970_200),
            (900_000, CreditedStep::Rebased, 970_000),
            (900_000, CreditedStep::Kroner, 973_000),
        ] {
            assert_eq!(open(highest, base, step), both(), "{step:?} from {base}");
            assert_eq!(open(highest + 1, base, step), only_base(), "{step:?} from {base}");
        }
        assert_eq!(open(990_000, 1_000_000, CreditedStep::Rebased), only_base(), "no reduction to credit");
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
        let decide = |parts: &[_], actual| Test::new(parts, known(actual), known(100), None).decide();
        assert_eq!(decide(&half, 50), Decision::Holds, "prices cannot fall by more than all");
        assert!(matches!(decide(&half, 51), Decision::Open(missing) if missing.len() == 1));
        assert!(matches!(decide(&less_two, 0), Decision::Open(_)), "2 % of the base may be more than is left of it");
    }

    #[test]
    fn a_base_of_zero_or_less_is_none() {
        let test = |base| Test::new(&[(PriceKey::new(), Exact::ONE)], known(1), known(base), None).decide();
        assert_eq!(test(0), Decision::NoBase);
        assert_eq!(test(-1), Decision::NoBase);
        assert_eq!(test(1), Decision::Holds);
    }
}
