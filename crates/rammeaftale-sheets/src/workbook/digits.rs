//! Numbers of spreadsheets as the decimals that were typed.
//!
//! A spreadsheet keeps binary fractions of 15 sure digits and writes up to 17: 7.0000000000000009 is 7. What needs all
//! 15 and goes on is a number of which the digits are not known. Nothing is calculated with fractions.

/// Digits that a spreadsheet keeps.
const SURE: usize = 15;
/// Zeros behind or before the digits; beyond them a number is out of every range.
const MOST_ZEROS: usize = 30;

/// Why a number is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unsure {
    NotANumber,
    TooManyDigits,
}

/// A number such as `-1234.50`, `1.5E-3` as it is written in Danish, `-1234,5`, `0,0015`. `shift` moves the decimal mark
/// to the right, by two for percentages.
pub(super) fn danish(text: &str, shift: i32) -> Result<String, Unsure> {
    let (negative, mut digits, mut exponent) = parted(text.trim()).ok_or(Unsure::NotANumber)?;
    let fraction: f64 = text.trim().parse().map_err(|_| Unsure::NotANumber)?;
    if trimmed(&digits).len() > SURE {
        // Of all decimals that are the same binary fraction, the shortest.
        (_, digits, exponent) = parted(&format!("{fraction:e}")).ok_or(Unsure::TooManyDigits)?;
    }
    let (digits, exponent) = sure(digits, exponent, fraction.abs())?;
    if digits.is_empty() {
        return Ok("0".to_owned());
    }
    // The number of digits before the decimal mark; negative for zeros behind it.
    let whole = exponent.saturating_add(shift).saturating_add(1);
    let sign = if negative { "-" } else { "" };
    let zeros = |count: usize| if count > MOST_ZEROS { Err(Unsure::TooManyDigits) } else { Ok("0".repeat(count)) };
    match usize::try_from(whole) {
        Ok(whole) if whole > 0 => Ok(match digits.split_at_checked(whole) {
            Some((all, "")) => format!("{sign}{all}"),
            Some((before, after)) => format!("{sign}{before},{after}"),
            None => format!("{sign}{digits}{}", zeros(whole - digits.len())?),
        }),
        _ => Ok(format!("{sign}0,{}{digits}", zeros(usize::try_from(whole.unsigned_abs()).unwrap_or(usize::MAX))?)),
    }
}

/// Sign, digits without zeros in front, and the power of ten of the first digit.
fn parted(text: &str) -> Option<(bool, String, i32)> {
    let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let exponent: i32 = exponent.parse().ok()?;
    let (whole, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = [whole, decimals].concat();
    if all.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits = all.trim_start_matches('0');
    let before = i32::try_from(whole.len()).ok()?.checked_sub(i32::try_from(all.len() - digits.len()).ok()?)?;
    Some((negative, digits.to_owned(), exponent.checked_add(before)?.checked_sub(1)?))
}

/// The digits that are sure, without zeros behind.
fn sure(digits: String, exponent: i32, fraction: f64) -> Result<(String, i32), Unsure> {
    let Some((kept, rest)) = digits.split_at_checked(SURE) else { return Ok((trimmed(&digits), exponent)) };
    if rest.bytes().all(|byte| byte == b'0') {
        return Ok((trimmed(kept), exponent));
    }
    let mut rounded: u64 = kept.parse().map_err(|_| Unsure::NotANumber)?;
    rounded += u64::from(rest.bytes().next().is_some_and(|byte| byte >= b'5'));
    let text = rounded.to_string();
    let kept = trimmed(&text);
    // 9.99… becomes 10.
    let exponent = exponent + i32::from(text.len() > SURE);
    let is_known = kept.len() < SURE || is_next(&kept, exponent, fraction);
    if is_known { Ok((kept, exponent)) } else { Err(Unsure::TooManyDigits) }
}

/// True for 15 digits of which the binary fraction is this one or its neighbour: a sum that went wrong by the last bit.
fn is_next(digits: &str, exponent: i32, fraction: f64) -> bool {
    let behind = i32::try_from(digits.len()).unwrap_or_default() - 1;
    let typed: Option<f64> = format!("{digits}e{}", exponent.saturating_sub(behind)).parse().ok();
    typed.is_some_and(|typed| typed.to_bits().abs_diff(fraction.to_bits()) <= 1)
}

fn trimmed(digits: &str) -> String {
    digits.trim_end_matches('0').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_was_typed_comes_back() {
        for (text, typed) in [
            ("7.0000000000000009", "7"),
            ("0.30000000000000004", "0,3"),
            ("1234.5600000000013", "1234,56"),
            ("9.9999999999999991", "10"),
            ("999.99999999999989", "1000"),
            ("1234567.565", "1234567,565"),
            ("-0.05", "-0,05"),
            ("1.2345E+3", "1234,5"),
            ("1e-3", "0,001"),
            ("1E5", "100000"),
            ("2025", "2025"),
            ("2025.0", "2025"),
            ("0", "0"),
            ("-0", "0"),
            ("0.000", "0"),
            ("999999999999.99", "999999999999,99"),
            ("123456789012345", "123456789012345"),
            ("1230000000000000000", "1230000000000000000"),
            ("12345678901.234501", "12345678901,2345"),
            ("12345678901.234499", "12345678901,2345"),
            ("-12345678901.234501", "-12345678901,2345"),
        ] {
            assert_eq!(danish(text, 0).as_deref(), Ok(typed), "{text}");
        }
        assert_eq!(danish("0.955", 2).as_deref(), Ok("95,5"));
        assert_eq!(danish("1", 2).as_deref(), Ok("100"));
        assert_eq!(danish("0.0005", 2).as_deref(), Ok("0,05"));
    }

    #[test]
    fn more_digits_than_a_spreadsheet_keeps_are_refused() {
        for text in [
            "1234567890123.4567",
            "33.333333333333336",
            "2150.9252583513578",
            "12345678901.234505",
            "12345678901234567",
            "1e300",
            "1e-300",
        ] {
            assert_eq!(danish(text, 0), Err(Unsure::TooManyDigits), "{text}");
        }
        for text in ["", ".", "-", "1,5", "1.5.5", "abc", "NaN", "inf", "1e", "1e99999999999", "0x10", "+-1", "１"] {
            assert_eq!(danish(text, 0), Err(Unsure::NotANumber), "{text}");
        }
    }

    proptest! {
        /// Whatever has 15 digits is read as itself, through the nearest binary fraction too.
        #[test]
        fn fifteen_digits_are_kept(mantissa in 0_u64..1_000_000_000_000_000, scale in 0_usize..5) {
            let digits = format!("{mantissa:0>5}");
            let (whole, decimals) = digits.split_at(digits.len() - scale);
            let typed = format!("{whole}.{decimals}0");
            let number: f64 = typed.parse().unwrap();
            let plain = danish(&typed, 0).unwrap();
            prop_assert_eq!(&danish(&format!("{number:e}"), 0).unwrap(), &plain);
            prop_assert_eq!(&danish(&format!("{number:.17e}"), 0).unwrap(), &plain);
            prop_assert_eq!(plain.replace(',', ".").parse::<f64>().unwrap().to_bits(), number.to_bits());
        }

        #[test]
        fn any_text_is_taken_or_refused(text in "[-+0-9.eE]{0,30}", shift in 0_i32..3) {
            let _ = danish(&text, shift);
        }
    }
}
