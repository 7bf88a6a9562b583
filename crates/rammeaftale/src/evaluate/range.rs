//! What an amount can be while figures in it are blank, in 128 bits: what does not fit, and what an end that is no possible
//! value would be needed for, is `None` and left to `bounds`.

use crate::quantity::Ratio;
use std::cmp::Ordering;

/// All values from one end to the other, both of them possible. No end is no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) low: Option<Ratio>,
    pub(super) high: Option<Ratio>,
}

/// What is said of an amount and the most that it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    Holds,
    Fails,
    Open,
}

impl Range {
    pub(super) const ANY: Range = Range { low: None, high: None };
    pub(super) const NOTHING: Range = Range { low: Some(Ratio::ZERO), high: Some(Ratio::ZERO) };

    pub(super) fn exactly(amount: Ratio) -> Range {
        Range { low: Some(amount), high: Some(amount) }
    }

    /// That much or more.
    pub(super) fn from(low: Ratio) -> Range {
        Range { low: Some(low), high: None }
    }

    /// The one value, if there is only one.
    pub(super) fn single(self) -> Option<Ratio> {
        self.low.filter(|_| self.low == self.high)
    }

    pub(super) fn is_nothing(self) -> bool {
        self.single().is_some_and(|amount| amount.signum() == 0)
    }

    /// True when every value is above zero.
    pub(super) fn is_positive(self) -> bool {
        self.low.is_some_and(|low| low.signum() > 0)
    }

    /// True when some value is above zero.
    pub(super) fn may_be_positive(self) -> bool {
        self.high.is_none_or(|high| high.signum() > 0)
    }

    pub(super) fn plus(self, other: Range) -> Option<Range> {
        let end = |a: Option<Ratio>, b: Option<Ratio>| match (a, b) {
            (Some(a), Some(b)) => a.plus(b).map(Some),
            _ => Some(None),
        };
        Some(Range { low: end(self.low, other.low)?, high: end(self.high, other.high)? })
    }

    /// Each value times a factor; a negative one turns the range round.
    pub(super) fn times(self, factor: Ratio) -> Option<Range> {
        let end = |end: Option<Ratio>| match end {
            Some(end) => end.times(factor).map(Some),
            None => Some(None),
        };
        Some(match factor.signum() {
            0 => Range::NOTHING,
            1 => Range { low: end(self.low)?, high: end(self.high)? },
            _ => Range { low: end(self.high)?, high: end(self.low)? },
        })
    }

    /// What is left when a part of it is taken away.
    pub(super) fn less(self, part: Range) -> Option<Range> {
        match (self.single(), part.single()) {
            (Some(whole), Some(part)) => whole.minus(part).map(Range::exactly),
            (None, Some(_)) => Some(Range::from(Ratio::ZERO)),
            (_, None) => Some(Range { low: Some(Ratio::ZERO), high: self.high }),
        }
    }

    /// Whether it is within a limit, whatever the two are.
    pub(super) fn within(self, limit: Range) -> Option<Said> {
        let is_above = |a: Ratio, b: Ratio| Some(a.compare(b)? == Ordering::Greater);
        Some(match (self, limit) {
            (Range { high: Some(high), .. }, Range { low: Some(low), .. }) if !is_above(high, low)? => Said::Holds,
            (Range { low: Some(low), .. }, Range { high: Some(high), .. }) if is_above(low, high)? => Said::Fails,
            _ => Said::Open,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exactly(amount: i128) -> Range {
        Range::exactly(Ratio::whole(amount))
    }

    fn to(amount: i128) -> Range {
        Range { low: None, ..exactly(amount) }
    }

    #[test]
    fn a_sum_has_an_end_where_both_parts_have() {
        let from = |amount| Range::from(Ratio::whole(amount));
        assert_eq!(exactly(2).plus(exactly(3)), Some(exactly(5)));
        assert_eq!(exactly(2).plus(from(3)), Some(from(5)));
        assert_eq!(from(2).plus(to(3)), Some(Range::ANY));
        assert_eq!(exactly(i128::MAX).plus(exactly(1)), None, "what does not fit");
    }

    #[test]
    fn a_negative_factor_turns_it_round() {
        assert_eq!(Range::from(Ratio::whole(2)).times(Ratio::whole(-3)), Some(to(-6)));
        assert_eq!(to(2).times(Ratio::whole(3)), Some(to(6)));
        assert_eq!(Range::ANY.times(Ratio::ZERO), Some(Range::NOTHING));
    }

    #[test]
    fn a_part_is_no_more_than_the_whole() {
        let from_nothing = Range::from(Ratio::ZERO);
        assert_eq!(exactly(5).less(exactly(3)), Some(exactly(2)));
        assert_eq!(exactly(5).less(from_nothing), Some(Range { low: Some(Ratio::ZERO), ..exactly(5) }));
        assert_eq!(from_nothing.less(exactly(3)), Some(from_nothing));
        assert_eq!(from_nothing.less(from_nothing), Some(from_nothing));
    }

    #[test]
    fn it_holds_or_fails_where_every_value_does() {
        let from = |amount| Range::from(Ratio::whole(amount));
        assert_eq!([exactly(5).within(exactly(5)), exactly(5).within(from(5))], [Some(Said::Holds); 2]);
        assert_eq!([exactly(6).within(to(5)), from(6).within(exactly(5))], [Some(Said::Fails); 2]);
        assert_eq!([exactly(6).within(from(5)), from(5).within(exactly(5))], [Some(Said::Open); 2]);
        assert_eq!(Range::exactly(Ratio::new(i128::MAX, 2)).within(Range::exactly(Ratio::new(i128::MAX, 3))), None);
    }

    #[test]
    fn signs_are_those_of_the_ends() {
        let signs = |range: Range| [range.is_positive(), range.may_be_positive(), range.is_nothing()];
        assert_eq!(signs(exactly(1)), [true, true, false]);
        assert_eq!(signs(Range::NOTHING), [false, false, true]);
        assert_eq!(signs(to(0)), [false, false, false]);
        assert_eq!(signs(Range::from(Ratio::ZERO)), [false, true, false]);
    }
}
