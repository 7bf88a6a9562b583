//! The limit with an earlier reduction counted: L(B, C) = f·B, or the credited limit where that is more and the step C → B is
//! a reduction: `rebased` f·C, `summed` (1 + f)·B − B²/C, `kroner` C − (1 − f)·B.
//!
//! L never falls when C grows, so only the ends of C matter; over B it turns at most at C and at the top of the parabola, so
//! its lowest and highest values are found among a few candidates.

use super::Test;
use crate::agreement::rules::CreditedStep;
use crate::evaluate::bounds::{Bounds, End};
use crate::quantity::Exact;

impl Test<'_> {
    /// The lowest that L can be. An open end counts as closed: the limit then only lies above it.
    pub(super) fn lowest(&self, base: &Bounds, credit: &Bounds, step: CreditedStep) -> Option<End> {
        let from = &base.low.as_ref()?.at;
        let Some(credit) = credit.low.as_ref().map(|low| &low.at) else {
            return Some(End::closed(&self.factor * from));
        };
        let inside = |at: &&Exact| *at >= from && base.high.as_ref().is_none_or(|high| **at <= high.at);
        let ends = [Some(from), base.high.as_ref().map(|high| &high.at), Some(credit).filter(inside)];
        ends.into_iter().flatten().map(|base| self.limit(base, Some(credit), step)).min().map(End::closed)
    }

    /// The highest that L can be; open when it is only approached.
    pub(super) fn highest(&self, base: &Bounds, credit: &Bounds, step: CreditedStep) -> Option<End> {
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
    pub(super) fn limit(&self, base: &Exact, credit: Option<&Exact>, step: CreditedStep) -> Exact {
        let plain = &self.factor * base;
        let Some(credit) = credit.filter(|credit| credit.signum() > 0) else { return plain };
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

    /// True without a credit, and where the credit year's amount, if there is one, is certainly no more than the base in any
    /// prices.
    pub(super) fn nothing_credited(&self) -> bool {
        let Some(credit) = &self.credit else { return true };
        if let Some(shared) = &credit.shared {
            return shared.credit_is_never_more();
        }
        let mut keys = [&credit.sum, &self.base].into_iter().flat_map(|sum| sum.parts.iter().map(|(key, _)| key));
        keys.all(|key| credit.sum.under(key).minus(&self.base.under(key)).never_positive())
    }
}

#[cfg(test)]
mod tests {
    use super::super::CreditTest;
    use super::super::Decision;
    use super::super::tests::{known, less_three_percent, sum};
    use super::*;
    use crate::evaluate::sum::{Measurable, PriceKey, Sum, Unknown};

    fn credited(actual: i128, base: i128, credit: Sum<'static>, step: CreditedStep) -> Decision<'static> {
        let base = known(base);
        let credit = Some(CreditTest { sum: credit, step, base_apart: base.clone(), shared: None });
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
    fn a_limit_that_the_credit_only_comes_near_is_never_reached() {
        let highest = |base| {
            let test = Test::new(&less_three_percent(), known(0), known(base), None);
            let below = Bounds { low: None, high: Some(End { at: Exact::whole(10_000), open: true }) };
            test.highest(&Bounds::exactly(Exact::whole(base)), &below, CreditedStep::Rebased).unwrap()
        };
        assert_eq!(highest(9_890), End { at: Exact::whole(9_700), open: true });
        assert_eq!(highest(10_000), End::closed(Exact::whole(9_700)), "97 % of the base, which needs no credit");
        assert_eq!(highest(20_000), End::closed(Exact::whole(19_400)));
    }

    #[test]
    fn a_credit_year_that_came_to_nothing_has_nothing_to_credit() {
        for step in [CreditedStep::Rebased, CreditedStep::Summed, CreditedStep::Kroner] {
            let test = Test::new(&less_three_percent(), known(0), known(-100), None);
            assert_eq!(test.limit(&Exact::whole(-100), Some(&Exact::ZERO), step), Exact::whole(-97), "{step:?}");
        }
    }

    #[test]
    fn only_a_reduction_is_credited() {
        for step in [CreditedStep::Rebased, CreditedStep::Summed, CreditedStep::Kroner] {
            assert_eq!(credited(9_700, 10_000, known(9_000), step), Decision::Holds);
            assert_eq!(credited(9_701, 10_000, known(9_000), step), Decision::Fails);
        }
    }

    #[test]
    fn more_than_twice_the_base_is_less_beside_a_smaller_one() {
        // 325 is no more than 3·√(100·121) = 330, and more than 121 + 2·100.
        let decide = |factor, actual| {
            let base = known(100);
            let mut earlier = sum(Bounds::exactly(Exact::whole(121)).plus(&Bounds::not_negative()), true);
            earlier.measurable = Measurable::Always;
            let credit =
                CreditTest { sum: earlier, step: CreditedStep::Kroner, base_apart: base.clone(), shared: None };
            Test::new(&[(PriceKey::new(), Exact::whole(factor))], known(actual), base, Some(credit)).decide()
        };
        assert!(matches!(decide(3, 325), Decision::Open(_)));
        assert_eq!(decide(3, 321), Decision::Holds);
        assert_eq!(decide(2, 221), Decision::Holds);
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
            let credit = Some(CreditTest { sum: credit, step, base_apart: base.clone(), shared: None });
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
}
