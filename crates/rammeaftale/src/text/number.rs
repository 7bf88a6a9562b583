//! Numbers as people write them: `1.234,50` in Danish, `1,234.50` in English.

use super::Lang;
use rust_decimal::Decimal;

/// An amount with its decimals, at least two.
pub fn amount(amount: Decimal, lang: Lang) -> String {
    format(amount, 2, lang)
}

/// A percentage with its decimals, at least two, and the sign with a blank in Danish.
pub fn percent(percent: Decimal, lang: Lang) -> String {
    format(percent, 2, lang) + if lang == Lang::Da { " %" } else { "%" }
}

/// A number with only the decimals it needs.
pub fn plain(number: Decimal, lang: Lang) -> String {
    format(number.normalize(), 0, lang)
}

fn format(number: Decimal, least_decimals: usize, lang: Lang) -> String {
    let (group, point) = match lang {
        Lang::Da => ('.', ','),
        Lang::En => (',', '.'),
    };
    let scale = number.scale() as usize;
    let digits = digits(number, scale + 1);
    let (whole, decimals) = digits.split_at_checked(digits.len() - scale).unwrap_or_default();
    let mut out = String::with_capacity(2 * digits.len() + least_decimals);
    if number.is_sign_negative() && !number.is_zero() {
        out.push('-');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            out.push(group);
        }
        out.push(digit);
    }
    if !decimals.is_empty() || least_decimals > 0 {
        out.push(point);
        out.push_str(decimals);
        out.extend(std::iter::repeat_n('0', least_decimals.saturating_sub(decimals.len())));
    }
    out
}

/// All digits of a number, at least so many; few have more than 64 bits.
fn digits(number: Decimal, least: usize) -> String {
    let all = number.mantissa().unsigned_abs();
    let digits = u64::try_from(all).map_or_else(|_| all.to_string(), |all| all.to_string());
    match least.saturating_sub(digits.len()) {
        0 => digits,
        lacking => "0".repeat(lacking) + &digits,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_points_by_language() {
        let number: Decimal = "-1234567.5".parse().unwrap();
        assert_eq!(amount(number, Lang::Da), "-1.234.567,50");
        assert_eq!(amount(number, Lang::En), "-1,234,567.50");
        assert_eq!(plain("100.00".parse().unwrap(), Lang::Da), "100");
        assert_eq!(percent("3.125".parse().unwrap(), Lang::Da), "3,125 %");
        assert_eq!(amount("0".parse().unwrap(), Lang::Da), "0,00");
        assert_eq!(amount("-0.05".parse().unwrap(), Lang::Da), "-0,05");
        assert_eq!(amount(Decimal::MAX, Lang::En), "79,228,162,514,264,337,593,543,950,335.00");
        assert_eq!(amount(Decimal::new(1, 28), Lang::Da), format!("0,{}1", "0".repeat(27)));
        assert_eq!(amount("-0.00".parse().unwrap(), Lang::En), "0.00");
    }
}
