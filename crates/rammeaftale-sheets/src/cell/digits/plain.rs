//! The short way to a number of digits and marks alone, as most cells hold it.

use super::MOST_DECIMALS;
use crate::file::dialect::Dialect;
use rust_decimal::Decimal;

/// The number of digits and the dialect's marks alone, as most cells hold it; `None` where a longer look is needed.
pub(super) fn plain(text: &str, dialect: Dialect) -> Option<Decimal> {
    let (group_mark, decimal_mark) = if dialect == Dialect::Danish { (b'.', b',') } else { (b',', b'.') };
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    if digits.len() > MOST_SIGNS {
        return None;
    }
    let (mut mantissa, mut grouped, mut run, mut decimals) = (0_i64, false, 0_u32, None::<u32>);
    for byte in digits.bytes() {
        match (byte, &mut decimals) {
            (b'0'..=b'9', decimals) => {
                mantissa = mantissa * 10 + i64::from(byte - b'0');
                match decimals {
                    Some(decimals) => *decimals += 1,
                    None => run += 1,
                }
            }
            (mark, None) if mark == group_mark => {
                let is_group = if grouped { run == 3 } else { (1..=3).contains(&run) && !digits.starts_with('0') };
                if !is_group {
                    return None;
                }
                (grouped, run) = (true, 0);
            }
            (mark, None) if mark == decimal_mark => decimals = Some(0),
            _ => return None,
        }
    }
    let is_whole = if grouped { run == 3 } else { run > 0 };
    let scale = decimals.unwrap_or_default();
    let is_short = mantissa < PLAIN && scale as usize <= MOST_DECIMALS && decimals != Some(0);
    let mantissa = if negative { -mantissa } else { mantissa };
    (is_whole && is_short && !(negative && mantissa == 0)).then(|| Decimal::new(mantissa, scale))
}

/// So many digits fit in 64 bits.
const MOST_SIGNS: usize = 18;

/// Numbers of fewer digits, decimals included, are within every bound on digits.
const PLAIN: i64 = 1_000_000_000_000_000;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::digits::{Measure, dressed};
    use proptest::prelude::*;

    proptest! {
        /// The short way says what the longer one does, to the number of decimals.
        #[test]
        fn plain_numbers_are_what_they_are_the_longer_way(
            mess in "-?[0-9.,]{0,12}", whole in "-?(0|[1-9][0-9]{0,2}([.][0-9]{3}){0,4})(,[0-9]{1,4})?",
        ) {
            for text in [mess, whole.replace(['.', ','], "_").replacen('_', ".", 1).replace('_', ","), whole] {
                for dialect in [Dialect::Danish, Dialect::English] {
                    if let Some(number) = plain(&text, dialect) {
                        let longer = dressed(&text, dialect, Measure::Count);
                        prop_assert_eq!(longer.as_ref().map(Decimal::serialize), Ok(number.serialize()), "{}", text);
                    }
                }
            }
        }
    }
}
