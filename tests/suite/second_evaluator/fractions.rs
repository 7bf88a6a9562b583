//! The second evaluator's fractions against those of `num-rational`. They stand here, since the fuzzer takes the evaluator as it
//! is and has neither `num-rational` nor `proptest`.

use super::oracle::Fraction;
use num_rational::BigRational;
use proptest::prelude::*;

fn other(fraction: &Fraction) -> BigRational {
    format!("{fraction:?}").parse().expect("a numerator and a denominator")
}

proptest! {
    /// Sums, products and quotients, long enough to be shortened on the way.
    #[test]
    fn fractions_are_those_of_num_rational(
        steps in prop::collection::vec((0_u8..4, -1_000_000_i64..1_000_000, 1_i64..1_000_000), 1..120),
    ) {
        let mut ours = Fraction::one();
        let mut theirs = other(&ours);
        for (step, numerator, denominator) in steps {
            let next = Fraction::new(numerator.into(), denominator.into());
            let same = BigRational::new(numerator.into(), denominator.into());
            (ours, theirs) = match step {
                0 => (&ours + &next, theirs + same),
                1 => (&ours - &next, theirs - same),
                2 => (&ours * &next, theirs * same),
                _ if next.is_zero() => continue,
                _ => (&ours / &next, theirs / same),
            };
            prop_assert_eq!(other(&ours), theirs.clone());
            prop_assert_eq!(ours.floor(), theirs.floor().to_integer());
            prop_assert_eq!(ours.cmp(&next), theirs.cmp(&other(&next)));
            prop_assert_eq!(ours == next, theirs == other(&next));
            prop_assert_eq!((&next * &next).root(), Some(next.abs()));
            let near = next.abs().root().expect("a root");
            let off = (&near * &near - next.abs()).abs();
            prop_assert!(off <= next.abs() / Fraction::new(i64::MAX.into(), 1.into()), "{:?} is no root of {:?}", near, next);
            let (ore, hundred) = (whole_part(&ours.down_to_ore()), BigRational::from_integer(100.into()));
            prop_assert_eq!(ore, (theirs.clone() * &hundred).floor().to_integer());
            prop_assert_eq!(whole_part(&ours.rounded(2)), (theirs.clone() * hundred).round().to_integer());
        }
    }
}

/// Hundredths of a fraction that has no more.
fn whole_part(fraction: &Fraction) -> num_bigint::BigInt {
    let hundredths = other(fraction) * BigRational::from_integer(100.into());
    assert!(hundredths.is_integer(), "{fraction:?}");
    hundredths.to_integer()
}
