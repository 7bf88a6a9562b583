//! Exact fractions: 128 bits where that is enough, big integers where it is not.

mod operators;

use super::{ORE, Ratio};
use num_bigint::{BigInt, Sign};
use rust_decimal::Decimal;
use std::fmt;

/// An exact fraction. Amounts are held in ten thousandths of a krone, so that most are whole.
///
/// A value that leaves 128 bits moves to big integers; nothing is ever rounded or lost on the way.
#[derive(Clone, Debug)]
pub struct Exact(Repr);

#[derive(Clone, Debug)]
enum Repr {
    Small(Ratio),
    /// INVARIANT: the denominator is positive.
    Big(Box<(BigInt, BigInt)>),
}

impl Exact {
    pub(crate) const ZERO: Exact = Exact(Repr::Small(Ratio::ZERO));
    pub(crate) const ONE: Exact = Exact(Repr::Small(Ratio::ONE));

    /// `numerator / denominator`; the denominator must be positive.
    pub(crate) const fn ratio(numerator: i128, denominator: i128) -> Exact {
        Exact(Repr::Small(Ratio::new(numerator, denominator)))
    }

    /// A whole number (of ten thousandths, where an amount is meant).
    pub(crate) const fn whole(number: i128) -> Exact {
        Exact::ratio(number, 1)
    }

    /// The fraction turned over; `None` for zero.
    pub(crate) fn reciprocal(&self) -> Option<Exact> {
        if let Some(turned) = self.small().and_then(Ratio::reciprocal) {
            return Some(turned.into());
        }
        let (n, d) = self.parts();
        match n.sign() {
            Sign::NoSign => None,
            Sign::Plus => Some(Exact::big(d, n)),
            Sign::Minus => Some(Exact::big(-d, -n)),
        }
    }

    /// -1, 0 or 1.
    pub(crate) fn signum(&self) -> i8 {
        match &self.0 {
            Repr::Small(small) => small.signum(),
            Repr::Big(parts) => match parts.0.sign() {
                Sign::Minus => -1,
                Sign::NoSign => 0,
                Sign::Plus => 1,
            },
        }
    }

    pub(crate) fn is_zero(&self) -> bool {
        self.signum() == 0
    }

    pub(crate) fn abs(&self) -> Exact {
        self.clone().max(-self.clone())
    }

    /// An amount rounded down to the øre, so that nobody is told they may charge more than they may
    /// (rules.md, section 6). For showing only; `None` when it does not fit a decimal.
    pub fn floor_to_ore(&self) -> Option<Decimal> {
        if let Some(ore) = self.small().and_then(|small| small.over(ORE)?.floor()) {
            return Decimal::try_from_i128_with_scale(ore, 2).ok();
        }
        let (n, d) = self.parts();
        let ore = floor_div(&n, &(d * ORE));
        Decimal::try_from_i128_with_scale(i128::try_from(ore).ok()?, 2).ok()
    }

    /// An amount rounded up to the øre: a least amount rounded down would promise too much. For showing only.
    pub fn ceil_to_ore(&self) -> Option<Decimal> {
        (-self.clone()).floor_to_ore().map(|down| if down.is_zero() { down.abs() } else { -down })
    }

    /// A fraction as a percentage with so many decimals, half away from zero. For showing only.
    pub(crate) fn percent(&self, decimals: u32) -> Option<Decimal> {
        let scale = 10_i128.checked_pow(decimals.checked_add(2)?)?;
        if let Some(parts) = self.small().and_then(|small| small.times(Ratio::whole(scale))?.round()) {
            return Decimal::try_from_i128_with_scale(parts, decimals).ok();
        }
        let (n, d) = self.abs().parts();
        let doubled: BigInt = n * scale * 2 + &d;
        let parts = i128::try_from(floor_div(&doubled, &(d * 2))).ok()?;
        Decimal::try_from_i128_with_scale(parts * i128::from(self.signum()), decimals).ok()
    }

    /// The fraction, where it stands in 128 bits.
    pub(crate) fn small(&self) -> Option<Ratio> {
        match &self.0 {
            Repr::Small(small) => Some(*small),
            Repr::Big(_) => None,
        }
    }

    fn parts(&self) -> (BigInt, BigInt) {
        match &self.0 {
            Repr::Small(small) => (BigInt::from(small.numerator()), BigInt::from(small.denominator())),
            Repr::Big(parts) => (**parts).clone(),
        }
    }

    fn big(numerator: BigInt, denominator: BigInt) -> Exact {
        Exact(Repr::Big(Box::new((numerator, denominator))))
    }
}

fn floor_div(n: &BigInt, d: &BigInt) -> BigInt {
    let quotient = n / d;
    if n.sign() == Sign::Minus && &quotient * d != *n { quotient - 1 } else { quotient }
}

/// `numerator/denominator`, of an amount in ten thousandths of a krone.
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (n, d) = self.parts();
        write!(f, "{n}/{d}")
    }
}

impl Default for Exact {
    fn default() -> Exact {
        Exact::ZERO
    }
}

impl From<Ratio> for Exact {
    fn from(small: Ratio) -> Exact {
        Exact(Repr::Small(small))
    }
}

#[cfg(test)]
mod foreign;

#[cfg(test)]
mod tests {
    use super::super::UNITS;
    use super::*;

    #[test]
    fn leaves_128_bits_without_losing_anything() {
        let large = Exact::ratio(i128::MAX, 3);
        let square = &large * &large;
        assert_eq!(&square * &large.reciprocal().unwrap(), large);
        assert!(square > large);
        assert_eq!(square.clone() - square, Exact::ZERO);
    }

    #[test]
    fn rounds_down_to_the_ore_on_both_sides_of_zero() {
        let krone = |n, d| Exact::ratio(n * UNITS, d);
        assert_eq!(krone(10, 3).floor_to_ore().unwrap().to_string(), "3.33");
        assert_eq!(krone(-10, 3).floor_to_ore().unwrap().to_string(), "-3.34");
        assert_eq!(krone(-10, 1).floor_to_ore().unwrap().to_string(), "-10.00");
    }

    #[test]
    fn what_leaves_128_bits_on_the_way_is_rounded_down_too() {
        let parts = i128::MAX / 12_345;
        assert_eq!(Exact::ratio(i128::MAX, parts).floor_to_ore().unwrap().to_string(), "1.23");
        assert_eq!(Exact::ratio(-i128::MAX, parts).floor_to_ore().unwrap().to_string(), "-1.24");
        assert_eq!(Exact::ratio(i128::MAX / 3, i128::MAX).percent(2).unwrap().to_string(), "33.33");
    }

    #[test]
    fn percentages_round_half_away_from_zero() {
        assert_eq!(Exact::ratio(12_345, 1_000_000).percent(2).unwrap().to_string(), "1.23");
        assert_eq!(Exact::ratio(1_235, 100_000).percent(2).unwrap().to_string(), "1.24");
        assert_eq!(Exact::ratio(-1_235, 100_000).percent(2).unwrap().to_string(), "-1.24");
        assert_eq!(Exact::ZERO.percent(2).unwrap().to_string(), "0.00");
    }

    #[test]
    fn turning_over_keeps_the_sign_below() {
        assert_eq!(Exact::ratio(-2, 3).reciprocal().unwrap(), Exact::ratio(-3, 2));
        assert_eq!(Exact::ZERO.reciprocal(), None);
    }

    #[test]
    fn signs_and_turning_over_hold_beyond_128_bits() {
        let huge = Exact::whole(i128::MAX) * Exact::whole(4);
        let nothing = huge.clone() - huge.clone();
        assert_eq!([huge.signum(), (-huge.clone()).signum(), nothing.signum()], [1, -1, 0]);
        assert!(nothing.is_zero() && nothing.reciprocal().is_none());
        for value in
            [huge.clone(), -huge.clone(), Exact::whole(i128::MIN), Exact::ratio(i128::MIN, 7), Exact::ratio(3, 7)]
        {
            let turned = value.reciprocal().unwrap();
            assert_eq!(turned.signum(), value.signum());
            assert_eq!(&turned * &value, Exact::ONE);
            assert_eq!(turned.reciprocal().unwrap(), value);
            assert_eq!(-(-value.clone()), value);
            assert!((-value.clone() + value.clone()).is_zero());
            assert_eq!(value.abs().signum(), 1);
        }
        assert_eq!(-Exact::whole(i128::MIN), Exact::whole(i128::MAX) + Exact::ONE);
        assert!(huge.floor_to_ore().is_none() && huge.percent(2).is_none(), "too large to be shown");
    }
}
