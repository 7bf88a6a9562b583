//! Fractions in 128 bits: what does not fit is `None`, never rounded and never wrapped.

use std::cmp::Ordering;

/// A fraction in 128 bits; equal when written alike. Amounts are held in ten thousandths of a krone, below 10^16 in size, so that sums of millions of
/// them and their products with a percentage fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ratio {
    numerator: i128,
    /// INVARIANT: positive.
    denominator: i128,
}

impl Ratio {
    pub(crate) const ZERO: Ratio = Ratio::whole(0);
    pub(crate) const ONE: Ratio = Ratio::whole(1);

    /// `numerator / denominator`; the denominator must be positive.
    pub(crate) const fn new(numerator: i128, denominator: i128) -> Ratio {
        Ratio { numerator, denominator }
    }

    pub(crate) const fn whole(number: i128) -> Ratio {
        Ratio::new(number, 1)
    }

    /// Written as small as it can be, so that products with it fit.
    pub(crate) fn reduced(self) -> Ratio {
        let common = greatest_common(self.numerator, self.denominator);
        Ratio::new(self.numerator / common, self.denominator / common)
    }

    pub(crate) fn numerator(self) -> i128 {
        self.numerator
    }

    pub(crate) fn denominator(self) -> i128 {
        self.denominator
    }

    /// -1, 0 or 1.
    pub(crate) fn signum(self) -> i8 {
        self.numerator.signum() as i8
    }

    pub(crate) fn plus(self, other: Ratio) -> Option<Ratio> {
        if self.denominator == other.denominator {
            return Some(Ratio::new(self.numerator.checked_add(other.numerator)?, self.denominator));
        }
        let crosswise = |a: Ratio, b: Ratio| product(a.numerator, b.denominator);
        let numerator = crosswise(self, other)?.checked_add(crosswise(other, self)?)?;
        Some(Ratio::new(numerator, product(self.denominator, other.denominator)?))
    }

    pub(crate) fn negated(self) -> Option<Ratio> {
        Some(Ratio::new(self.numerator.checked_neg()?, self.denominator))
    }

    /// How far it is from nothing.
    pub(crate) fn size(self) -> Option<Ratio> {
        Some(Ratio::new(self.numerator.checked_abs()?, self.denominator))
    }

    pub(crate) fn minus(self, other: Ratio) -> Option<Ratio> {
        self.plus(other.negated()?)
    }

    pub(crate) fn times(self, other: Ratio) -> Option<Ratio> {
        let denominator = product(self.denominator, other.denominator)?;
        Some(Ratio::new(product(self.numerator, other.numerator)?, denominator))
    }

    /// Divided by a positive whole number.
    pub(crate) fn over(self, positive: i128) -> Option<Ratio> {
        Some(Ratio::new(self.numerator, product(self.denominator, positive)?))
    }

    /// Turned over; `None` for zero too.
    pub(crate) fn reciprocal(self) -> Option<Ratio> {
        match self.numerator {
            0 => None,
            1.. => Some(Ratio::new(self.denominator, self.numerator)),
            _ => Some(Ratio::new(self.denominator.checked_neg()?, self.numerator.checked_neg()?)),
        }
    }

    pub(crate) fn compare(self, other: Ratio) -> Option<Ordering> {
        if self.denominator == other.denominator {
            return Some(self.numerator.cmp(&other.numerator));
        }
        let (left, right) = (product(self.numerator, other.denominator)?, product(other.numerator, self.denominator)?);
        Some(left.cmp(&right))
    }

    /// The largest whole number that is not above it.
    pub(crate) fn floor(self) -> Option<i128> {
        if self.denominator == 1 {
            return Some(self.numerator);
        }
        let (Ok(numerator), Ok(denominator)) = (i64::try_from(self.numerator), i64::try_from(self.denominator)) else {
            return self.numerator.checked_div_euclid(self.denominator);
        };
        numerator.checked_div_euclid(denominator).map(i128::from)
    }

    /// The nearest whole number, half away from zero.
    pub(crate) fn round(self) -> Option<i128> {
        let size = Ratio::new(self.numerator.checked_abs()?, self.denominator);
        let twice =
            Ratio::new(product(size.numerator, 2)?.checked_add(size.denominator)?, product(size.denominator, 2)?);
        Some(twice.floor()? * self.numerator.signum())
    }
}

/// The greatest number that divides both; the second must be positive.
pub(super) fn greatest_common(a: i128, b: i128) -> i128 {
    let (mut common, mut rest) = (b, a);
    while rest != 0 {
        (common, rest) = (rest, common % rest);
    }
    common.abs()
}

/// The product of two numbers; where both fit 64 bits it always fits.
fn product(a: i128, b: i128) -> Option<i128> {
    match (i64::try_from(a), i64::try_from(b)) {
        (Ok(a), Ok(b)) => Some(i128::from(a) * i128::from(b)),
        _ => a.checked_mul(b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_none() {
        let (most, least) = (Ratio::whole(i128::MAX), Ratio::whole(i128::MIN));
        assert!(most.plus(Ratio::ONE).is_none() && most.times(Ratio::whole(2)).is_none() && least.negated().is_none());
        assert!(least.reciprocal().is_none() && Ratio::ZERO.reciprocal().is_none());
        assert!(Ratio::new(1, i128::MAX).over(2).is_none() && least.round().is_none());
        assert_eq!(most.compare(least), Some(Ordering::Greater));
        assert_eq!(Ratio::new(i128::MAX, 2).compare(Ratio::new(i128::MAX, 3)), None);
        assert_eq!(product(i128::from(i64::MIN), i128::from(i64::MIN)), Some(1 << 126));
    }

    #[test]
    fn it_is_reduced_to_what_it_is_in_smallest_numbers() {
        let reduced = |numerator, denominator| Ratio::new(numerator, denominator).reduced();
        assert_eq!(reduced(970_000, 1_000_000), Ratio::new(97, 100));
        assert_eq!([reduced(-6, 4), reduced(0, 7), reduced(7, 1)], [Ratio::new(-3, 2), Ratio::ZERO, Ratio::whole(7)]);
    }

    #[test]
    fn a_part_is_a_part() {
        assert_eq!(Ratio::new(7, 2).over(3), Some(Ratio::new(7, 6)));
        assert_eq!(Ratio::whole(-7), Ratio::new(-7, 1));
    }

    #[test]
    fn floors_and_rounds_on_both_sides_of_zero() {
        let both = |numerator, denominator| {
            let ratio = Ratio::new(numerator, denominator);
            (ratio.floor().unwrap(), ratio.round().unwrap())
        };
        assert_eq!([both(7, 2), both(-7, 2), both(10, 3), both(-10, 3)], [(3, 4), (-4, -4), (3, 3), (-4, -3)]);
        let wide = i128::from(i64::MAX) * 10;
        assert_eq!(
            [both(wide + 5, 10), both(-wide - 5, 10)],
            [(wide / 10, wide / 10 + 1), (-wide / 10 - 1, -wide / 10 - 1)]
        );
    }
}
