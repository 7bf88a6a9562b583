//! Numbers as people write them: `1.234,50` in Danish, `1,234.50` in English.

use super::Lang;
use rust_decimal::Decimal;
use std::fmt::Write;

/// An amount with its decimals, at least two.
pub fn amount(amount: Decimal, lang: Lang) -> String {
    made(|out| put_amount(amount, lang, out))
}

/// A percentage with its decimals, at least two, and the sign with a blank in Danish.
pub fn percent(percent: Decimal, lang: Lang) -> String {
    made(|out| put_percent(percent, lang, out))
}

/// A number with only the decimals it needs.
pub fn plain(number: Decimal, lang: Lang) -> String {
    made(|out| put(number.normalize(), 0, lang, out))
}

/// Writes [`amount`] behind what stands there.
pub(crate) fn put_amount(amount: Decimal, lang: Lang, out: &mut String) {
    put(amount, 2, lang, out);
}

/// Writes [`percent`] behind what stands there.
pub(crate) fn put_percent(percent: Decimal, lang: Lang, out: &mut String) {
    put(percent, 2, lang, out);
    out.push_str(if lang == Lang::Da { " %" } else { "%" });
}

fn made(write: impl FnOnce(&mut String)) -> String {
    let mut out = String::new();
    write(&mut out);
    out
}

fn put(number: Decimal, least_decimals: usize, lang: Lang, out: &mut String) {
    let (group, point) = match lang {
        Lang::Da => ('.', ','),
        Lang::En => (',', '.'),
    };
    let scale = number.scale() as usize;
    if number.is_sign_negative() && !number.is_zero() {
        out.push('-');
    }
    let start = out.len();
    put_digits(number, scale + 1, out);
    let behind_whole = out.len() - scale;
    if scale + least_decimals > 0 {
        out.insert(behind_whole, point);
        out.extend(std::iter::repeat_n('0', least_decimals.saturating_sub(scale)));
    }
    let mut at = behind_whole;
    while at > start + 3 {
        at -= 3;
        out.insert(at, group);
    }
}

/// All digits of a number, at least so many; few have more than 64 bits. A string takes whatever is written.
fn put_digits(number: Decimal, least: usize, out: &mut String) {
    let all = number.mantissa().unsigned_abs();
    let _ = match u64::try_from(all) {
        Ok(short) => write!(out, "{short:0least$}"),
        Err(_) => write!(out, "{all:0least$}"),
    };
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
