//! What an amount can be when some of it is unknown: an interval, its ends in it or not.

use crate::quantity::Exact;

/// All values from one end to the other. No end is no limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bounds {
    pub(super) low: Option<End>,
    pub(super) high: Option<End>,
}

/// An end of an interval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct End {
    pub(super) at: Exact,
    /// True when the end itself is no possible value.
    pub(super) open: bool,
}

impl End {
    pub(super) fn closed(at: Exact) -> End {
        End { at, open: false }
    }

    fn plus(&self, other: &End) -> End {
        End { at: &self.at + &other.at, open: self.open || other.open }
    }

    fn times(&self, factor: &Exact) -> End {
        End { at: &self.at * factor, open: self.open }
    }
}

impl Bounds {
    pub(super) fn exactly(value: Exact) -> Bounds {
        Bounds { low: Some(End::closed(value.clone())), high: Some(End::closed(value)) }
    }

    pub(super) fn zero() -> Bounds {
        Bounds::exactly(Exact::ZERO)
    }

    /// An unknown that may not be negative.
    pub(super) fn not_negative() -> Bounds {
        Bounds { low: Some(End::closed(Exact::ZERO)), high: None }
    }

    /// An unknown of either sign.
    pub(super) fn any() -> Bounds {
        Bounds { low: None, high: None }
    }

    /// An unknown above zero.
    pub(super) fn positive() -> Bounds {
        Bounds { low: Some(End { at: Exact::ZERO, open: true }), high: None }
    }

    /// Zero up to the highest that `self` can be.
    pub(super) fn down_to_zero(&self) -> Bounds {
        Bounds { low: Some(End::closed(Exact::ZERO)), high: self.high.clone() }
    }

    /// The one value, if there is only one.
    pub(super) fn single(&self) -> Option<&Exact> {
        match (&self.low, &self.high) {
            (Some(low), Some(high)) if low.at == high.at => Some(&low.at),
            _ => None,
        }
    }

    pub(super) fn is_zero(&self) -> bool {
        let zero = |end: &Option<End>| end.as_ref().is_some_and(|end| end.at.is_zero());
        zero(&self.low) && zero(&self.high)
    }

    pub(super) fn plus(&self, other: &Bounds) -> Bounds {
        // Most amounts are known, and long sums of fractions are dear: one addition is enough for both ends.
        if let (Some(one), Some(more)) = (self.single(), other.single()) {
            return Bounds::exactly(one + more);
        }
        let sum = |a: &Option<End>, b: &Option<End>| Some(a.as_ref()?.plus(b.as_ref()?));
        Bounds { low: sum(&self.low, &other.low), high: sum(&self.high, &other.high) }
    }

    pub(super) fn minus(&self, other: &Bounds) -> Bounds {
        self.plus(&other.times(&-Exact::ONE))
    }

    /// Each value times a known factor; a negative one turns the interval round.
    pub(super) fn times(&self, factor: &Exact) -> Bounds {
        let end = |end: &Option<End>| end.as_ref().map(|end| end.times(factor));
        match (factor.signum(), self.single()) {
            (0, _) => Bounds::zero(),
            (_, Some(one)) => Bounds::exactly(one * factor),
            (1, None) => Bounds { low: end(&self.low), high: end(&self.high) },
            _ => Bounds { low: end(&self.high), high: end(&self.low) },
        }
    }

    /// Each value divided by an unknown from `from` (above zero) on, upwards without limit.
    pub(super) fn over_at_least(&self, from: &Exact) -> Bounds {
        let Some(factor) = from.reciprocal() else { return Bounds::any() };
        let nearest = self.times(&factor);
        // Nothing divided is nothing; all else only comes near it.
        let zero = |open| Some(End { at: Exact::ZERO, open });
        match (self.low_sign(), self.high_sign()) {
            (Some(low), _) if low >= 0 => Bounds { low: zero(self.always_positive()), high: nearest.high },
            (_, Some(high)) if high <= 0 => Bounds { low: nearest.low, high: zero(self.always_negative()) },
            _ => nearest,
        }
    }

    /// Each value times any factor above zero.
    pub(super) fn in_other_prices(&self) -> Bounds {
        match () {
            () if self.is_zero() => Bounds::zero(),
            () if self.always_positive() => Bounds::positive(),
            () if self.never_negative() => Bounds::not_negative(),
            () if self.never_positive() => Bounds { low: None, ..Bounds::zero() },
            () => Bounds::any(),
        }
    }

    /// True when every value is above zero.
    pub(super) fn always_positive(&self) -> bool {
        self.low.as_ref().is_some_and(|low| low.at.signum() > 0 || (low.at.is_zero() && low.open))
    }

    /// True when no value is above zero.
    pub(super) fn never_positive(&self) -> bool {
        self.high.as_ref().is_some_and(|high| high.at.signum() <= 0)
    }

    /// True when no value is below zero.
    pub(super) fn never_negative(&self) -> bool {
        self.low.as_ref().is_some_and(|low| low.at.signum() >= 0)
    }

    /// True when every value is below zero.
    pub(super) fn always_negative(&self) -> bool {
        self.high.as_ref().is_some_and(|high| high.at.signum() < 0 || (high.at.is_zero() && high.open))
    }

    fn low_sign(&self) -> Option<i8> {
        self.low.as_ref().map(|low| low.at.signum())
    }

    fn high_sign(&self) -> Option<i8> {
        self.high.as_ref().map(|high| high.at.signum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_negative_factor_turns_the_interval_round() {
        let low = Bounds::not_negative().times(&Exact::whole(-2));
        assert!(low.never_positive() && low.low.is_none());
        assert!(Bounds::not_negative().times(&Exact::ZERO).is_zero());
    }

    #[test]
    fn an_unknown_above_zero_is_never_zero() {
        assert!(Bounds::positive().always_positive());
        assert!(!Bounds::not_negative().always_positive());
        assert!(Bounds::exactly(Exact::whole(6)).over_at_least(&Exact::whole(2)).always_positive());
        assert!(!Bounds::not_negative().over_at_least(&Exact::whole(2)).always_positive());
    }

    fn end(at: i128, open: bool) -> Option<End> {
        Some(End { at: Exact::whole(at), open })
    }

    fn from_to(low: Option<End>, high: Option<End>) -> Bounds {
        Bounds { low, high }
    }

    #[test]
    fn divided_by_two_or_more_an_interval_reaches_towards_nothing() {
        let over = |bounds: Bounds| bounds.over_at_least(&Exact::whole(2));
        assert_eq!(over(from_to(end(2, false), end(4, false))), from_to(end(0, true), end(2, false)));
        assert_eq!(over(from_to(end(0, false), end(4, true))), from_to(end(0, false), end(2, true)));
        assert_eq!(over(from_to(end(0, true), end(4, false))), from_to(end(0, true), end(2, false)));
        assert_eq!(over(from_to(end(2, false), None)), from_to(end(0, true), None));
        assert_eq!(over(from_to(end(-4, false), end(-2, false))), from_to(end(-2, false), end(0, true)));
        assert_eq!(over(from_to(end(-4, true), end(0, false))), from_to(end(-2, true), end(0, false)));
        assert_eq!(over(from_to(None, end(-2, false))), from_to(None, end(0, true)));
        assert_eq!(over(from_to(end(-2, false), end(4, true))), from_to(end(-1, false), end(2, true)));
        assert_eq!(over(Bounds::zero()), Bounds::zero());
        assert_eq!(over(Bounds::any()), Bounds::any());
        assert_eq!(Bounds::zero().over_at_least(&Exact::ZERO), Bounds::any(), "nothing to divide by");
    }

    #[test]
    fn an_end_is_open_when_either_part_of_a_sum_is() {
        let half = from_to(end(1, true), end(2, false));
        assert_eq!(half.plus(&half), from_to(end(2, true), end(4, false)));
        assert_eq!(half.plus(&Bounds::exactly(Exact::whole(1))), from_to(end(2, true), end(3, false)));
        assert_eq!(half.minus(&half), from_to(end(-1, true), end(1, true)));
        assert_eq!(half.plus(&Bounds::any()), Bounds::any());
    }

    #[test]
    fn in_other_prices_only_the_sign_is_left() {
        let seen = |low, high| from_to(end(low, false), end(high, false)).in_other_prices();
        assert_eq!(seen(1, 2), Bounds::positive());
        assert_eq!(seen(0, 2), Bounds::not_negative());
        assert_eq!(seen(-2, 0), from_to(None, end(0, false)));
        assert_eq!(seen(-2, -1), from_to(None, end(0, false)));
        assert_eq!(seen(-1, 1), Bounds::any());
        assert_eq!(seen(0, 0), Bounds::zero());
    }

    #[test]
    fn signs_are_known_at_the_ends() {
        let signs = |bounds: &Bounds| {
            [bounds.always_positive(), bounds.never_negative(), bounds.never_positive(), bounds.always_negative()]
        };
        let [no, yes] = [false, true];
        assert_eq!(signs(&from_to(end(1, no), end(2, no))), [yes, yes, no, no]);
        assert_eq!(signs(&from_to(end(0, yes), end(2, no))), [yes, yes, no, no]);
        assert_eq!(signs(&from_to(end(0, no), end(2, no))), [no, yes, no, no]);
        assert_eq!(signs(&Bounds::zero()), [no, yes, yes, no]);
        assert_eq!(signs(&from_to(end(-1, yes), end(1, yes))), [no, no, no, no]);
        assert_eq!(signs(&from_to(end(-2, no), end(0, no))), [no, no, yes, no]);
        assert_eq!(signs(&from_to(end(-2, no), end(0, yes))), [no, no, yes, yes]);
        assert_eq!(signs(&from_to(end(-2, no), end(-1, no))), [no, no, yes, yes]);
        assert_eq!(signs(&from_to(end(-2, no), end(1, yes))), [no, no, no, no]);
        assert_eq!(signs(&Bounds::any()), [no, no, no, no]);
    }
}
