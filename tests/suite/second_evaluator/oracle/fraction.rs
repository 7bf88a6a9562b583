//! Exact fractions of whole numbers of any size.
//!
//! They are shortened only when they have grown long: to shorten after each step, as `num-rational` does, took nine tenths
//! of the second evaluator's time.

use num_bigint::BigInt;
use num_traits::{One, Signed, Zero};
use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Div, Mul, Neg, Sub};

#[derive(Clone)]
pub struct Fraction {
    numerator: BigInt,
    /// Above zero.
    denominator: BigInt,
}

/// Denominators of so many bits are shortened.
const LONG: u64 = 1_500;

impl Fraction {
    pub fn new(numerator: BigInt, denominator: BigInt) -> Fraction {
        assert!(!denominator.is_zero(), "nothing is divided by nothing");
        let sign = denominator.signum();
        let fraction = Fraction { numerator: numerator * &sign, denominator: denominator * sign };
        if fraction.denominator.bits() > LONG { fraction.shortened() } else { fraction }
    }

    fn shortened(&self) -> Fraction {
        let (mut common, mut rest) = (self.denominator.clone(), self.numerator.abs());
        while !rest.is_zero() {
            (common, rest) = (rest.clone(), common % rest);
        }
        Fraction { numerator: &self.numerator / &common, denominator: &self.denominator / common }
    }

    pub fn zero() -> Fraction {
        whole(0)
    }

    pub fn one() -> Fraction {
        whole(1)
    }

    pub fn is_zero(&self) -> bool {
        self.numerator.is_zero()
    }

    pub fn is_positive(&self) -> bool {
        self.numerator.is_positive()
    }

    pub fn is_negative(&self) -> bool {
        self.numerator.is_negative()
    }

    pub fn abs(&self) -> Fraction {
        Fraction { numerator: self.numerator.abs(), denominator: self.denominator.clone() }
    }

    pub fn signum(&self) -> Fraction {
        Fraction::new(self.numerator.signum(), BigInt::one())
    }

    pub fn recip(&self) -> Fraction {
        Fraction::new(self.denominator.clone(), self.numerator.clone())
    }

    /// The square root, to 128 bits where it is no fraction; none below zero.
    pub fn root(&self) -> Option<Fraction> {
        let bits = 128;
        let square: BigInt = (&self.numerator * &self.denominator) << (2 * bits);
        (!self.is_negative()).then(|| Fraction::new(square.sqrt(), &self.denominator << bits))
    }

    /// The next whole number below.
    pub fn floor(&self) -> BigInt {
        let towards_zero = &self.numerator / &self.denominator;
        if self.is_negative() && &towards_zero * &self.denominator != self.numerator {
            return towards_zero - 1;
        }
        towards_zero
    }

    /// "rounded down to the øre"
    pub fn down_to_ore(&self) -> Fraction {
        Fraction::new((self * whole(100)).floor(), BigInt::from(100))
    }

    /// With so many decimals, half away from zero.
    pub fn rounded(&self, decimals: u32) -> Fraction {
        let scale = BigInt::from(10).pow(decimals);
        let size = (self.abs() * Fraction::new(scale.clone(), BigInt::one()) + whole(1) / whole(2)).floor();
        Fraction::new(size, scale) * self.signum()
    }

    /// "percentages to two decimals, half away from zero", or to as many as it takes not to tell what is not so.
    pub fn percent_told(&self, is_so: impl Fn(&Fraction) -> bool) -> Fraction {
        let as_many = (2..=20).map(|decimals| self.rounded(decimals));
        let some = |told: &Fraction| told.is_zero() == self.is_zero();
        let told = as_many.clone().filter(some).find(is_so);
        told.or_else(|| as_many.clone().find(some)).unwrap_or_else(|| self.rounded(2))
    }
}

pub fn whole(n: i64) -> Fraction {
    Fraction::new(n.into(), BigInt::one())
}

pub fn power_of_two(n: u32) -> Fraction {
    Fraction::new(BigInt::one() << n, BigInt::one())
}

impl Ord for Fraction {
    fn cmp(&self, other: &Fraction) -> Ordering {
        (&self.numerator * &other.denominator).cmp(&(&other.numerator * &self.denominator))
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Fraction) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Fraction {
    fn eq(&self, other: &Fraction) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Fraction {}

impl fmt::Debug for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

/// An operator on fractions, owned or not.
macro_rules! operator {
    ($operator:ident, $name:ident, |$a:ident, $b:ident| $result:expr) => {
        impl $operator<&Fraction> for &Fraction {
            type Output = Fraction;
            fn $name(self, other: &Fraction) -> Fraction {
                let ($a, $b) = (self, other);
                $result
            }
        }
        impl $operator<Fraction> for &Fraction {
            type Output = Fraction;
            fn $name(self, other: Fraction) -> Fraction {
                self.$name(&other)
            }
        }
        impl $operator<&Fraction> for Fraction {
            type Output = Fraction;
            fn $name(self, other: &Fraction) -> Fraction {
                (&self).$name(other)
            }
        }
        impl $operator<Fraction> for Fraction {
            type Output = Fraction;
            fn $name(self, other: Fraction) -> Fraction {
                (&self).$name(&other)
            }
        }
    };
}

operator!(Add, add, |a, b| if a.denominator == b.denominator {
    Fraction::new(&a.numerator + &b.numerator, a.denominator.clone())
} else {
    Fraction::new(&a.numerator * &b.denominator + &b.numerator * &a.denominator, &a.denominator * &b.denominator)
});
operator!(Sub, sub, |a, b| a + -b.clone());
operator!(Mul, mul, |a, b| Fraction::new(&a.numerator * &b.numerator, &a.denominator * &b.denominator));
operator!(Div, div, |a, b| Fraction::new(&a.numerator * &b.denominator, &a.denominator * &b.numerator));

impl Neg for Fraction {
    type Output = Fraction;
    fn neg(self) -> Fraction {
        Fraction { numerator: -self.numerator, denominator: self.denominator }
    }
}

impl<'f> std::iter::Sum<&'f Fraction> for Fraction {
    fn sum<I: Iterator<Item = &'f Fraction>>(fractions: I) -> Fraction {
        fractions.fold(Fraction::zero(), |sum, fraction| sum + fraction)
    }
}
