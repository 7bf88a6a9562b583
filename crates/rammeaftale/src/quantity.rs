//! Amounts, percentages and years, with the exactness that rules.md asks of them.
//!
//! At the edges a figure is a [`Decimal`] with the digits as written; inside a comparison it is an exact
//! fraction. Nothing rounds but two steps for showing: amounts down to the øre, percentages half away from zero.

mod exact;
mod ratio;

pub use exact::Exact;
pub(crate) use ratio::Ratio;

use rust_decimal::Decimal;
use serde::Serialize;
use std::fmt;

/// Ten thousandths in one: every amount is a whole number of these (at most four decimals).
pub(crate) const UNITS: i128 = 10_000;

/// An øre in those.
const ORE: i128 = 100;
/// Amounts are smaller than this in size, in ten thousandths of a krone; it is less than 2^58.
pub(crate) const LIMIT: i64 = 10_000_000_000_000_000;

/// An amount in kroner (or a number of places): below 10^12 in size, at most four decimals, digits kept as written.
///
/// Held in eight bytes, of which a portfolio has very many: five bits say how many decimals are written, one the sign,
/// and the others count ten thousandths.
#[derive(Clone, Copy)]
pub struct Kroner([u8; 8]);

/// Why a number is not an admissible amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AmountError {
    /// 10^12 or more in size.
    #[error("amounts are below 1,000,000,000,000 in size")]
    TooLarge,
    /// More than four decimals.
    #[error("amounts have at most four decimals")]
    TooManyDecimals,
}

impl Kroner {
    /// Zero kroner.
    pub const ZERO: Kroner = Kroner([0; 8]);

    /// Takes an amount as written.
    ///
    /// # Errors
    /// When the amount is 10^12 or more in size or has more than four decimals.
    pub fn new(amount: Decimal) -> Result<Kroner, AmountError> {
        let short = if amount.scale() > 4 { amount.normalize() } else { amount };
        if short.scale() > 4 {
            return Err(AmountError::TooManyDecimals);
        }
        let digits = u64::try_from(short.mantissa().unsigned_abs()).ok();
        let units = digits.and_then(|digits| digits.checked_mul(unwritten(short.scale())));
        let units = units.filter(|units| *units < LIMIT.unsigned_abs()).ok_or(AmountError::TooLarge)?;
        let written = u64::from(amount.scale()) | (u64::from(amount.is_sign_negative()) << 5);
        Ok(Kroner(((units << 6) | written).to_le_bytes()))
    }

    /// The amount as written.
    pub fn decimal(self) -> Decimal {
        let decimals = self.decimals();
        let units = i128::from(self.size());
        let mantissa = match decimals.checked_sub(4) {
            Some(more) => 10_i128.checked_pow(more).and_then(|zeros| units.checked_mul(zeros)),
            None => Some(i128::from(self.size() / unwritten(decimals))),
        };
        // INVARIANT of `new`: the mantissa is that of the decimal it was made of.
        let amount = mantissa.and_then(|mantissa| Decimal::try_from_i128_with_scale(mantissa, decimals).ok());
        let mut amount = amount.unwrap_or_default();
        amount.set_sign_negative(self.head() & 32 != 0);
        amount
    }

    /// True below zero.
    pub fn is_negative(self) -> bool {
        self.units() < 0
    }

    /// True at zero.
    pub fn is_zero(self) -> bool {
        self.size() == 0
    }

    /// The amount in ten thousandths of a krone.
    pub(crate) fn units(self) -> i128 {
        let size = i128::from(self.size());
        if self.head() & 32 != 0 { -size } else { size }
    }

    /// Its digits, decimals and sign in a number that is small where it has few digits.
    pub(crate) fn to_word(self) -> u64 {
        (self.size() / unwritten(self.decimals())) << 6 | u64::from(self.head())
    }

    /// The amount of such a number; `None` for any other.
    pub(crate) fn from_word(word: u64) -> Option<Kroner> {
        let written = Kroner(word.to_le_bytes());
        let units = written.size().checked_mul(unwritten(written.decimals()))?;
        (units < LIMIT.unsigned_abs()).then_some(Kroner((units << 6 | u64::from(written.head())).to_le_bytes()))
    }

    /// How many decimals are written.
    fn decimals(self) -> u32 {
        u32::from(self.head() & 31)
    }

    /// Ten thousandths without the sign.
    fn size(self) -> u64 {
        u64::from_le_bytes(self.0) >> 6
    }

    /// Sign and decimals.
    fn head(self) -> u8 {
        let [head, ..] = self.0;
        head & 63
    }
}

/// Ten thousandths in one of the last of so many decimals.
fn unwritten(decimals: u32) -> u64 {
    match decimals {
        0 => 10_000,
        1 => 1_000,
        2 => 100,
        3 => 10,
        _ => 1,
    }
}

impl PartialEq for Kroner {
    fn eq(&self, other: &Kroner) -> bool {
        self.units() == other.units()
    }
}

impl Eq for Kroner {}

impl fmt::Debug for Kroner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Kroner").field(&self.decimal()).finish()
    }
}

impl fmt::Display for Kroner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.decimal().fmt(f)
    }
}

/// A percentage with at most four decimals, e.g. `-3` for "at least 3 % less" or a yearly price projection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Percent(Decimal);

impl Percent {
    /// All of it.
    pub const HUNDRED: Percent = Percent(Decimal::ONE_HUNDRED);

    /// Takes a percentage as written.
    ///
    /// # Errors
    /// When it has more than four decimals or is a million percent or more in size.
    pub fn new(percent: Decimal) -> Result<Percent, AmountError> {
        if percent.normalize().scale() > 4 {
            return Err(AmountError::TooManyDecimals);
        }
        if percent.abs() >= Decimal::from(1_000_000) {
            return Err(AmountError::TooLarge);
        }
        Ok(Percent(percent))
    }

    /// The percentage as written.
    pub fn decimal(self) -> Decimal {
        self.0
    }

    /// `p` as the fraction p / 100.
    pub(crate) fn fraction(self) -> Exact {
        self.ratio().into()
    }

    /// `p` as the factor (100 + p) / 100.
    pub(crate) fn factor(self) -> Exact {
        self.ratio_factor().into()
    }

    /// `p` as the fraction p / 100.
    pub(crate) fn ratio(self) -> Ratio {
        Ratio::new(self.millionths(), 100 * UNITS)
    }

    /// `p` as the factor (100 + p) / 100.
    pub(crate) fn ratio_factor(self) -> Ratio {
        Ratio::new(100 * UNITS + self.millionths(), 100 * UNITS)
    }

    fn millionths(self) -> i128 {
        // INVARIANT of `new`: normalised scale at most 4 and size below a million.
        let percent = self.0.normalize();
        percent.mantissa() * 10_i128.pow(4_u32.saturating_sub(percent.scale()))
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A calendar year from 1900 to 2199 as read from files; years that a transposed rule points at may lie outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Year(i32);

impl Year {
    /// Takes a year from 1900 to 2199; `None` outside.
    pub fn new(year: i32) -> Option<Year> {
        (1900..2200).contains(&year).then_some(Year(year))
    }

    /// The year as a number.
    pub fn number(self) -> i32 {
        self.0
    }

    /// The days of the calendar year.
    pub(crate) fn days(self) -> i128 {
        let divides = |by| self.0.rem_euclid(by) == 0;
        if divides(4) && (!divides(100) || divides(400)) { 366 } else { 365 }
    }

    /// The year so many years later.
    pub fn plus(self, years: i32) -> Year {
        Year(self.0.saturating_add(years))
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::str::FromStr;

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str(text).unwrap()
    }

    #[test]
    fn digits_stay_as_written() {
        let amount = Kroner::new(decimal("1000.00")).unwrap();
        assert_eq!(amount.to_string(), "1000.00");
        assert_eq!(format!("{amount:?}"), "Kroner(1000.00)");
    }

    #[test]
    fn every_digit_and_sign_comes_back() {
        for text in ["0", "0.0000", "284.5", "284.50", "1234.5678", "999999999999.9999", "1.000000000000"] {
            for negative in [false, true] {
                let mut written = decimal(text);
                written.set_sign_negative(negative);
                let amount = Kroner::new(written).unwrap();
                assert_eq!(amount.decimal().unpack(), written.unpack());
                assert_eq!(
                    (amount.is_negative(), amount.is_zero()),
                    (negative && !written.is_zero(), written.is_zero())
                );
            }
        }
        assert_eq!((Kroner::ZERO.to_string(), Kroner::ZERO), ("0".to_owned(), Kroner::new(decimal("-0.0")).unwrap()));
        let smallest = "-999999999999.".to_owned() + &"9".repeat(4) + &"0".repeat(12);
        assert_eq!(Kroner::new(decimal(&smallest)).unwrap().to_string(), smallest);
    }

    #[test]
    fn the_largest_and_the_finest_amount() {
        assert_eq!(Kroner::new(decimal("999999999999.9999")).unwrap().units(), 9_999_999_999_999_999);
        assert_eq!(Kroner::new(decimal("1000000000000")), Err(AmountError::TooLarge));
        assert_eq!(Kroner::new(decimal("0.00001")), Err(AmountError::TooManyDecimals));
        assert_eq!(Kroner::new(decimal("-0.0001")).unwrap().units(), -1);
    }

    #[test]
    fn percent_is_a_factor() {
        assert_eq!(Percent::new(decimal("-3")).unwrap().factor(), Exact::ratio(97, 100));
        assert_eq!(Percent::new(decimal("3.0401")).unwrap().factor(), Exact::ratio(1_030_401, 1_000_000));
    }

    #[test]
    fn years_have_bounds() {
        assert_eq!(Year::new(0), None);
        assert_eq!(Year::new(99_999), None);
        assert_eq!(Year::new(2018).unwrap().plus(-3).number(), 2015);
        let days = |year| Year::new(year).unwrap().days();
        assert_eq!([1900, 2000, 2016, 2017].map(days), [365, 366, 366, 365]);
    }

    #[test]
    fn amounts_are_equal_whatever_digits_they_are_written_with() {
        let kroner = |text| Kroner::new(decimal(text)).unwrap();
        assert_eq!(kroner("1.0"), kroner("1.00"));
        assert_ne!(kroner("1.00"), kroner("1.0001"));
        assert!(kroner("-0.00").is_zero() && !kroner("0.0001").is_zero());
    }

    #[test]
    fn percentages_are_shown_as_written() {
        let percent = Percent::new(decimal("-3.10")).unwrap();
        assert_eq!((percent.decimal().to_string(), percent.to_string()), ("-3.10".to_owned(), "-3.10".to_owned()));
    }
}
