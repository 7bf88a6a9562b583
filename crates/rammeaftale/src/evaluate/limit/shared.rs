//! A credit year and a base that have amounts in common: an offer that did not exist in the credit year enters its sum with
//! the base year's amount, so that the two move together.

use crate::evaluate::bounds::Bounds;
use crate::evaluate::sum::{PriceKey, Sum};
use crate::quantity::Exact;
use std::collections::BTreeSet;

/// What a credit year and a base are put together from.
#[derive(Clone, Debug)]
pub(in crate::evaluate) struct Shared<'e> {
    /// Offers of the credit year, with its amounts.
    pub(in crate::evaluate) earlier: Group<'e>,
    /// The same of the base year, as far as they exist then,
    pub(in crate::evaluate) others: Group<'e>,
    /// and what stands in both, with the base year's amounts.
    pub(in crate::evaluate) both: Group<'e>,
}

/// Some offers together.
#[derive(Clone, Debug)]
pub(in crate::evaluate) struct Group<'e> {
    pub(in crate::evaluate) amount: Sum<'e>,
    /// What the amount is divided by, where it is.
    pub(in crate::evaluate) places: Option<Bounds>,
}

/// With E, R and S the amounts of the three groups and e, r and s their places, the credit (E + S) / (e + s) is above the base
/// (R + S) / (r + s) where E·r + E·s + S·r − R·e − R·s − S·e is above zero: each term by the places of its factors among
/// E, R, S, e, r, s.
const TERMS: [(usize, usize, i128); 6] = [(0, 4, 1), (0, 5, 1), (2, 4, 1), (1, 3, -1), (1, 5, -1), (2, 3, -1)];

/// A factor at one of its values, or its slope in one direction: of a sum of products only those in which it stands are left.
#[derive(Clone, Debug)]
enum Point {
    At(Exact),
    Slope(i128),
}

impl<'e> Shared<'e> {
    /// The base with what stands in both sums at its lowest, since they move together; `None` where it is divided by places.
    pub(in crate::evaluate) fn base_apart(&self) -> Option<Sum<'e>> {
        if self.both.places.is_some() {
            return None;
        }
        let mut apart = self.others.amount.clone();
        apart.join(&self.both.amount.clone().map(|bounds| Bounds { high: bounds.low.clone(), ..bounds.clone() }));
        Some(apart)
    }

    /// True where the credit year's amount is no more than the base, whatever is unknown of them: there is nothing to credit.
    pub(super) fn credit_is_never_more(&self) -> bool {
        let Shared { earlier, others, both } = self;
        let sums = [earlier, others, both].map(|group| &group.amount);
        let keys: BTreeSet<&PriceKey> = sums.iter().flat_map(|sum| sum.parts.iter().map(|(key, _)| key)).collect();
        keys.into_iter().all(|key| {
            let [credit, base, shared] = sums.map(|sum| sum.under(key));
            match (&earlier.places, &others.places, &both.places) {
                (Some(e), Some(r), Some(s)) => {
                    never_positive(&[], &[credit, base, shared, e.clone(), r.clone(), s.clone()])
                }
                _ => credit.minus(&base).never_positive(),
            }
        })
    }
}

/// Linear in each factor by itself, the sum of the terms is never above zero where it is not at the factor's ends and, where
/// there is no end, does not rise that way.
fn never_positive(points: &[Point], rest: &[Bounds]) -> bool {
    let Some((first, rest)) = rest.split_first() else { return value(points).signum() <= 0 };
    let at = |value: &Exact| Point::At(value.clone());
    let tried = match (&first.low, &first.high) {
        (Some(low), Some(high)) if low.at == high.at => vec![at(&low.at)],
        (Some(low), Some(high)) => vec![at(&low.at), at(&high.at)],
        (Some(low), None) => vec![at(&low.at), Point::Slope(1)],
        (None, Some(high)) => vec![at(&high.at), Point::Slope(-1)],
        (None, None) => vec![at(&Exact::ZERO), Point::Slope(1), Point::Slope(-1)],
    };
    tried.into_iter().all(|point| never_positive(&[points, &[point]].concat(), rest))
}

fn value(points: &[Point]) -> Exact {
    let stands = |(a, b, _): &&(usize, usize, i128)| {
        points.iter().enumerate().all(|(at, point)| matches!(point, Point::At(_)) || at == *a || at == *b)
    };
    let factor = |at: &usize| match points.get(*at) {
        Some(Point::At(value)) => value.clone(),
        Some(Point::Slope(direction)) => Exact::whole(*direction),
        None => Exact::ZERO,
    };
    TERMS
        .iter()
        .filter(stands)
        .fold(Exact::ZERO, |sum, (a, b, sign)| &sum + &(&(&factor(a) * &factor(b)) * &Exact::whole(*sign)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{less_three_percent, sum};
    use super::super::{CreditTest, Decision, Test};
    use super::*;
    use crate::agreement::rules::CreditedStep;

    fn known(amount: i128) -> Bounds {
        Bounds::exactly(Exact::whole(amount))
    }

    fn group(amount: Bounds, places: Bounds) -> Group<'static> {
        Group { amount: sum(amount, false), places: Some(places) }
    }

    fn is_never_more(earlier: Group<'static>, others: Group<'static>, both: Group<'static>) -> bool {
        Shared { earlier, others, both }.credit_is_never_more()
    }

    #[test]
    fn unknown_places_that_stand_in_both_move_both() {
        // (E + 1,000) / (10 + s) against (R + 1,000) / (10 + s), s any number of places.
        let with = |earlier, others| {
            let both = group(known(1_000), Bounds::not_negative());
            is_never_more(group(known(earlier), known(10)), group(known(others), known(10)), both)
        };
        assert!(with(50, 50) && with(49, 50) && !with(51, 50));
        // More places in the base year: at first the credit year's amount a place is more.
        let fewer = |places| {
            let both = group(known(1_000), Bounds::not_negative());
            is_never_more(group(known(0), known(10)), group(known(100), known(places)), both)
        };
        assert!(fewer(11) && !fewer(12), "1,000 / 10 = 100 and 1,100 / 11 = 100");
    }

    #[test]
    fn an_unknown_amount_that_stands_in_both_cannot_lower_the_limit() {
        // In kroner the limit is 1,000 + S - 3 % of (900 + S): the least with S at nothing, 973.
        let decide = |actual| {
            let alone = |amount| Group { amount: sum(amount, false), places: None };
            let (earlier, others) = (alone(known(1_000)), alone(known(900)));
            let both = Group { amount: sum(Bounds::not_negative(), true), places: None };
            let mut credit = earlier.amount.clone();
            credit.join(&both.amount);
            let mut base = others.amount.clone();
            base.join(&both.amount);
            let shared = Shared { earlier, others, both };
            let base_apart = shared.base_apart().unwrap();
            let credit = CreditTest { sum: credit, step: CreditedStep::Kroner, base_apart, shared: Some(shared) };
            Test::new(&less_three_percent(), sum(known(actual), false), base, Some(credit)).decide()
        };
        assert_eq!(decide(973), Decision::Holds);
        assert!(matches!(decide(974), Decision::Open(_)));
    }

    #[test]
    fn an_amount_between_two_ends_is_tried_at_both() {
        let to_ten = || Bounds { high: known(10).high, ..known(0) };
        let with = |others| {
            is_never_more(group(to_ten(), known(1)), group(known(others), known(1)), group(known(0), known(1)))
        };
        assert!(with(10) && !with(9));
    }

    #[test]
    fn an_unknown_amount_that_stands_in_both_does_not_part_them() {
        let both = || group(Bounds::not_negative(), known(5));
        assert!(is_never_more(group(known(10), known(10)), group(known(10), known(10)), both()));
        assert!(
            !is_never_more(group(known(10), known(9)), group(known(10), known(10)), both()),
            "fewer places to share it"
        );
        let either_sign = || group(Bounds::any(), known(5));
        assert!(is_never_more(group(known(10), known(10)), group(known(11), known(10)), either_sign()));
        assert!(
            !is_never_more(group(known(10), known(11)), group(known(10), known(10)), either_sign()),
            "a deficit shared"
        );
    }
}
