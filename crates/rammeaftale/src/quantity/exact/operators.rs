//! Sums, products and the order of exact fractions.

use super::{Exact, Repr};
use crate::quantity::Ratio;
use crate::quantity::ratio::greatest_common;
use num_bigint::BigInt;
use std::cmp::Ordering;
use std::ops::{Add, Mul, Neg, Sub};

impl Add for Exact {
    type Output = Exact;

    fn add(self, other: Exact) -> Exact {
        &self + &other
    }
}

impl Add for &Exact {
    type Output = Exact;

    fn add(self, other: &Exact) -> Exact {
        match (&self.0, &other.0) {
            (Repr::Small(a), Repr::Small(b)) => match a.plus(*b) {
                Some(sum) => sum.into(),
                None => over_least(&self.parts(), *b),
            },
            (Repr::Big(long), Repr::Small(short)) | (Repr::Small(short), Repr::Big(long)) => over_least(long, *short),
            (Repr::Big(a), Repr::Big(b)) if a.1 == b.1 => Exact::big(&a.0 + &b.0, a.1.clone()),
            (Repr::Big(a), Repr::Big(b)) => Exact::big(&a.0 * &b.1 + &b.0 * &a.1, &a.1 * &b.1),
        }
    }
}

/// Added over the least denominator of both, so that sums of hundreds of fractions stay as short as they can be.
fn over_least((n, d): &(BigInt, BigInt), short: Ratio) -> Exact {
    // A remainder is smaller than what it is the remainder of, so it fits.
    let rest = i128::try_from(d % short.denominator()).unwrap_or_default();
    let common = greatest_common(rest, short.denominator());
    let grown = short.denominator() / common;
    Exact::big(n * grown + d / common * short.numerator(), d * grown)
}

impl Sub for Exact {
    type Output = Exact;

    fn sub(self, other: Exact) -> Exact {
        &self + &-other
    }
}

impl Sub for &Exact {
    type Output = Exact;

    fn sub(self, other: &Exact) -> Exact {
        self + &-other.clone()
    }
}

impl Neg for Exact {
    type Output = Exact;

    fn neg(self) -> Exact {
        match self.0 {
            Repr::Small(small) => match small.negated() {
                Some(negated) => negated.into(),
                None => Exact::big(-BigInt::from(small.numerator()), BigInt::from(small.denominator())),
            },
            Repr::Big(parts) => Exact::big(-parts.0, parts.1),
        }
    }
}

impl Mul for Exact {
    type Output = Exact;

    fn mul(self, other: Exact) -> Exact {
        &self * &other
    }
}

impl Mul for &Exact {
    type Output = Exact;

    fn mul(self, other: &Exact) -> Exact {
        if let Some(product) = self.small().zip(other.small()).and_then(|(a, b)| a.times(b)) {
            return product.into();
        }
        let ((a, b), (c, d)) = (self.parts(), other.parts());
        Exact::big(a * c, b * d)
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Exact) -> Ordering {
        if let Some(ordering) = self.small().zip(other.small()).and_then(|(a, b)| a.compare(b)) {
            return ordering;
        }
        match (&self.0, &other.0) {
            // Ends of an interval are sums of the same fractions; multiplying them crosswise costs far more.
            (Repr::Big(a), Repr::Big(b)) if a.1 == b.1 => a.0.cmp(&b.0),
            _ => {
                let ((a, b), (c, d)) = (self.parts(), other.parts());
                (a * d).cmp(&(c * b))
            }
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Exact) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Exact) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Exact {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_compared_and_added_over_a_common_denominator() {
        assert_eq!(Exact::ratio(1, 2) + Exact::ratio(1, 3), Exact::ratio(5, 6));
        assert_eq!(Exact::ratio(1, 2) - Exact::ratio(1, 3), Exact::ratio(1, 6));
        assert_eq!(Exact::ratio(2, 3) * Exact::ratio(3, 4), Exact::ratio(1, 2));
        assert!(Exact::ratio(-1, 2) < Exact::ratio(-1, 3) && Exact::ratio(1, 2) > Exact::ratio(1, 3));
        assert_eq!(Exact::ratio(i128::MAX, 3) + Exact::ratio(1, 2), Exact::ratio(1, 2) + Exact::ratio(i128::MAX, 3));
        assert!(Exact::ratio(i128::MAX, 3) + Exact::ratio(1, 2) > Exact::ratio(i128::MAX, 3));
    }

    #[test]
    fn long_sums_stand_over_their_least_denominator() {
        let sum = |order: &mut dyn Iterator<Item = i128>| {
            order.fold(Exact::ZERO, |sum, k| sum + Exact::ratio(1, k * (k + 1)))
        };
        let (up, down) = (sum(&mut (1..=300)), sum(&mut (1..=300).rev()));
        assert_eq!(up, Exact::ratio(300, 301));
        assert_eq!(up, down);
        assert!(up < down.clone() + Exact::ratio(1, i128::MAX) && up > -down);
        // The product of all denominators has some 1,200 digits, the least that they share 130.
        assert!(up.to_string().len() < 400, "{up}");
    }
}
