//! Prices that raise the base and lower the credit as much: where the two meet.

use super::{CreditTest, Test};
use crate::agreement::rules::CreditedStep;
use crate::evaluate::bounds::{Bounds, End};
use crate::evaluate::sum::{Measurable, PriceKey, Sum};
use crate::quantity::Exact;

/// A base of g·b + d and a credit of c/g + e, for some growth of prices g, meet at m with (m - d)·(m - e) = b·c. Where the
/// base is less the credit is more, and the other way round.
struct Meeting {
    /// d
    base: Exact,
    /// e
    credit: Exact,
    /// b·c
    product: Exact,
}

impl Meeting {
    fn of(base: &Sum<'_>, credit: &Sum<'_>, key: &PriceKey, end: fn(Bounds) -> Option<End>) -> Option<Meeting> {
        let at = |sum: &Sum<'_>, key: &PriceKey| Some(end(sum.under(key))?.at);
        let own = PriceKey::new();
        let product = &at(base, key)? * &at(credit, &turned(key))?;
        Some(Meeting { base: at(base, &own)?, credit: at(credit, &own)?, product })
    }

    /// They meet at this amount or above.
    fn is_from(&self, amount: &Exact) -> bool {
        let (base, credit) = (amount - &self.base, amount - &self.credit);
        base.signum() <= 0 || credit.signum() <= 0 || &base * &credit <= self.product
    }

    /// They meet at this amount or below.
    fn is_up_to(&self, amount: &Exact) -> bool {
        let (base, credit) = (amount - &self.base, amount - &self.credit);
        base.signum() >= 0 && credit.signum() >= 0 && &base * &credit >= self.product
    }
}

fn turned(key: &PriceKey) -> PriceKey {
    key.iter().map(|(year, sign)| (*year, -sign)).collect()
}

impl Test<'_> {
    /// True where actual holds even where base and credit meet: L is least there, f·m, and more on both sides. With
    /// `summed` L falls to nothing beside a base of nothing.
    pub(super) fn holds_where_credit_meets_base(&self, credit: &CreditTest<'_>) -> bool {
        let is_least = match credit.step {
            CreditedStep::Rebased => true,
            CreditedStep::Kroner => self.factor <= Exact::ONE,
            CreditedStep::Summed => false,
        };
        let never_negative = |sum: &Sum<'_>| sum.parts.iter().all(|(_, bounds)| bounds.never_negative());
        is_least
            && credit.sum.measurable == Measurable::Always
            && never_negative(&self.base)
            && never_negative(&credit.sum)
            && self.actual_by(&self.factor, |bounds| bounds.high).is_some_and(|amount| {
                let least = |key| Meeting::of(&self.base, &credit.sum, key, |bounds| bounds.low);
                self.moved().filter_map(least).any(|meeting| meeting.is_from(&amount))
            })
    }

    /// True where actual is more than a `summed` credit allows beside any base that it is above: less than (1 + f)·m.
    pub(super) fn fails_where_credit_meets_base(&self, credit: &CreditTest<'_>) -> bool {
        let most = &self.factor + &Exact::ONE;
        let only = |sum: &Sum<'_>, moved: &PriceKey| {
            sum.parts.iter().all(|(key, bounds)| bounds.never_negative() && (key.is_empty() || key == moved))
        };
        credit.step == CreditedStep::Summed
            && self.actual_by(&most, |bounds| bounds.low).is_some_and(|amount| {
                let alone = |key: &&PriceKey| only(&self.base, key) && only(&credit.sum, &turned(key));
                let highest = |key| Meeting::of(&self.base, &credit.sum, key, |bounds| bounds.high);
                self.moved().filter(alone).filter_map(highest).any(|meeting| meeting.is_up_to(&amount))
            })
    }

    /// What is multiplied by a factor to give actual, where no missing prices move it.
    fn actual_by(&self, factor: &Exact, end: fn(Bounds) -> Option<End>) -> Option<Exact> {
        let (key, bounds) = self.actual.single_key()?;
        let divides = factor.signum() > 0 && key.is_none_or(PriceKey::is_empty);
        Some(&end(bounds)?.at * &factor.reciprocal()?).filter(|_| divides)
    }

    /// The missing prices that move the base.
    fn moved(&self) -> impl Iterator<Item = &PriceKey> {
        self.base.parts.iter().map(|(key, _)| key).filter(|key| !key.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Decision;
    use super::super::tests::{known, less_three_percent, sum};
    use super::*;
    use crate::evaluate::sum::Unknown;

    #[test]
    fn prices_that_move_base_and_credit_against_each_other_leave_the_limit_where_they_meet() {
        // 400 times some growth and 900 divided by it meet at 600, of which 97 % is 582.
        let decide = |actual, step, turned| {
            let year = crate::quantity::Year::new(2015).unwrap();
            let moved = |kroner, sign| {
                let mut sum = sum(Bounds::zero(), false);
                sum.add(vec![(year, sign)], &Bounds::exactly(Exact::whole(kroner)));
                sum.unknown.push(Unknown::Projection(year));
                sum
            };
            let (base, credit) = (moved(400, 1), moved(900, turned));
            let credit = Some(CreditTest { sum: credit, step, base_apart: base.clone(), shared: None });
            Test::new(&less_three_percent(), known(actual), base, credit).decide()
        };
        for step in [CreditedStep::Rebased, CreditedStep::Kroner] {
            assert_eq!(decide(582, step, -1), Decision::Holds, "{step:?}");
            assert!(matches!(decide(583, step, -1), Decision::Open(_)), "{step:?}");
            assert!(matches!(decide(582, step, 1), Decision::Open(_)), "{step:?}: both fall together");
        }
        assert!(matches!(decide(582, CreditedStep::Summed, -1), Decision::Open(_)));
    }

    #[test]
    fn percentages_added_are_less_than_twice_what_base_and_credit_meet_at() {
        // 400 + 100·g and 100 + 400 / g meet at 500: 197 % of it is 985.
        let credited = |actual, own, step, falling: &Bounds| {
            let prices = |sign| vec![(crate::quantity::Year::new(2015).unwrap(), sign)];
            let (mut base, mut credit) = (known(own), known(100));
            base.add(prices(1), &Bounds::exactly(Exact::whole(100)));
            credit.add(prices(-1), falling);
            credit.unknown.push(Unknown::Projection(crate::quantity::Year::new(2014).unwrap()));
            let credit = CreditTest { sum: credit, step, base_apart: base.clone(), shared: None };
            let test = Test::new(&less_three_percent(), known(actual), base, Some(credit));
            matches!(test.decide(), Decision::Open(missing) if missing.is_empty())
        };
        let (summed, all) = (CreditedStep::Summed, Bounds::exactly(Exact::whole(400)));
        assert!(credited(985, 400, summed, &all), "nothing of the credit is asked for");
        assert!(!credited(984, 400, summed, &all));
        assert!(!credited(985, 401, summed, &all));
        assert!(!credited(985, 400, summed, &Bounds::exactly(Exact::whole(401))));
        assert!(!credited(985, 400, summed, &all.plus(&Bounds::not_negative())));
        assert!(!credited(985, 400, CreditedStep::Rebased, &all));
    }

    #[test]
    fn what_stands_beside_lifts_the_limit_where_base_and_credit_meet() {
        // 100 + 350·g and 50 + 400 / g, of which all is allowed: 450 less 100 is 350, and less 50 is 400.
        let decide = |rising: i128, falling: i128, left: &Bounds, other: i128| {
            let prices = |year, sign| vec![(crate::quantity::Year::new(year).unwrap(), sign)];
            let exactly = |kroner| Bounds::exactly(Exact::whole(kroner));
            let (mut base, mut credit) = (sum(exactly(100).plus(left), true), sum(exactly(50).plus(left), true));
            base.add(prices(2015, 1), &exactly(rising));
            credit.add(prices(2015, -1), &exactly(falling));
            credit.add(prices(2016, 1), &exactly(other));
            let credit =
                Some(CreditTest { sum: credit, step: CreditedStep::Kroner, base_apart: base.clone(), shared: None });
            Test::new(&[(PriceKey::new(), Exact::ONE)], known(450), base, credit).decide()
        };
        for left in [Bounds::zero(), Bounds::not_negative()] {
            assert_eq!(decide(350, 400, &left, 0), Decision::Holds);
            assert_eq!(decide(350, 400, &left, 1), Decision::Holds);
            for (rising, falling, other) in [(349, 400, 0), (350, 399, 0), (350, 400, -1)] {
                assert!(
                    matches!(decide(rising, falling, &left, other), Decision::Open(_)),
                    "{rising} {falling} {other}"
                );
            }
        }
    }
}
