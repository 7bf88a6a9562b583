//! Digits, marks and units of a number in a cell; no binary fraction on the way.

mod plain;

use crate::file::dialect::Dialect;
use plain::plain;
use rammeaftale::quantity::AmountError;
use rust_decimal::Decimal;

/// A number in the dialect of its file.
pub(crate) fn parse(text: &str, dialect: Dialect, measure: Measure) -> Result<Decimal, Wrong> {
    match plain(text, dialect) {
        Some(number) if !looks_like_thousands(number, dialect, measure) => Ok(number),
        _ => dressed(text, dialect, measure),
    }
}

/// The same for a number however it is written.
fn dressed(text: &str, dialect: Dialect, measure: Measure) -> Result<Decimal, Wrong> {
    let lower = text.trim().to_ascii_lowercase();
    let bare = without_ore(without_unit(&lower, measure).trim(), dialect, measure);
    let below_zero = bare.strip_prefix(['-', '\u{2212}']);
    let digits = below_zero.or(bare.strip_prefix('+')).map_or(bare, str::trim_start);
    let (whole, decimals) = match digits.split_once(dialect.decimal_mark()) {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (digits, None),
    };
    let whole = ungrouped(whole, dialect).ok_or(Wrong::NotANumber)?;
    if decimals.is_some_and(|decimals| !is_digits(decimals)) {
        return Err(Wrong::NotANumber);
    }
    let decimals = decimals.unwrap_or_default();
    let sign = if below_zero.is_some() { "-" } else { "" };
    if decimals.trim_end_matches('0').len() > MOST_DECIMALS {
        return Err(Wrong::OutOfRange(AmountError::TooManyDecimals));
    }
    if whole.trim_start_matches('0').len() > MOST_DIGITS {
        return Err(Wrong::OutOfRange(AmountError::TooLarge));
    }
    let is_group = (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    if dialect == Dialect::English && measure == Measure::Kroner && decimals.len() == 3 && is_group {
        return Err(Wrong::ThreeDecimals { whole: format!("{sign}{whole}"), decimals: decimals.to_owned() });
    }
    let whole = if whole.len() > MOST_DIGITS { whole.trim_start_matches('0') } else { &whole };
    let whole = if whole.is_empty() { "0" } else { whole };
    let decimals = decimals.get(..MOST_DECIMALS).unwrap_or(decimals);
    let point = if decimals.is_empty() { "" } else { "." };
    Decimal::from_str_exact(&format!("{sign}{whole}{point}{decimals}")).map_err(|_| Wrong::NotANumber)
}

/// Three decimals in English: rather a mark among thousands was meant.
fn looks_like_thousands(number: Decimal, dialect: Dialect, measure: Measure) -> bool {
    dialect == Dialect::English
        && measure == Measure::Kroner
        && number.scale() == 3
        && (Decimal::ONE..Decimal::ONE_THOUSAND).contains(&number.abs())
}

/// What a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    /// Kroner; `kr.` or `DKK` may stand before or behind the number.
    Kroner,
    /// Places.
    Count,
    /// Percent; `%` may stand behind the number.
    Percent,
}

/// Why a cell is no number that a column takes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Wrong {
    /// Not written as numbers of this dialect are.
    NotANumber,
    /// Kroner with three decimals after a point: probably thousands.
    ThreeDecimals { whole: String, decimals: String },
    /// Larger or finer than any amount.
    OutOfRange(AmountError),
}

/// More decimals than any column takes; zeros beyond are dropped.
const MOST_DECIMALS: usize = 4;
/// Whole digits that stay exact by far; what is longer is out of every range.
const MOST_DIGITS: usize = 15;

fn without_unit(lower: &str, measure: Measure) -> &str {
    let units: &[&str] = match measure {
        Measure::Kroner => &["kr.", "kr", "dkk"],
        Measure::Percent => &["%", "pct.", "pct", "procent"],
        Measure::Count => &[],
    };
    let behind = units.iter().find_map(|unit| lower.strip_suffix(unit));
    let before = || units.iter().find_map(|unit| lower.strip_prefix(unit)).filter(|_| measure == Measure::Kroner);
    behind.or_else(before).unwrap_or(lower)
}

/// A Danish amount without the stroke that stands for no øre: `1.250,-`.
fn without_ore(bare: &str, dialect: Dialect, measure: Measure) -> &str {
    let is_danish = dialect == Dialect::Danish && measure == Measure::Kroner;
    let strokes = [",--", ",-", ",\u{2013}"];
    let whole = strokes.iter().find_map(|stroke| bare.strip_suffix(stroke)).filter(|_| is_danish);
    whole.filter(|whole| whole.ends_with(|c: char| c.is_ascii_digit()) && !whole.contains(',')).unwrap_or(bare)
}

/// The digits of a whole number without the marks between strict groups of three; `None` when it is no such number.
fn ungrouped(whole: &str, dialect: Dialect) -> Option<String> {
    let Some(mark) = whole.chars().find(|c| !c.is_ascii_digit()) else {
        return is_digits(whole).then(|| whole.to_owned());
    };
    if mark != dialect.group_mark() && !matches!(mark, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}') {
        return None;
    }
    let mut groups = whole.split(mark);
    let first = groups.next()?;
    let starts_well = is_digits(first) && first.len() <= 3 && !first.starts_with('0');
    (starts_well && groups.all(|group| group.len() == 3 && is_digits(group))).then(|| whole.replace(mark, ""))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn danish(text: &str) -> Option<String> {
        parse(text, Dialect::Danish, Measure::Kroner).ok().map(|number| number.to_string())
    }

    fn english(text: &str) -> Option<String> {
        parse(text, Dialect::English, Measure::Kroner).ok().map(|number| number.to_string())
    }

    #[test]
    fn danish_numbers() {
        for (text, number) in [
            ("1.234", "1234"),
            ("1.234,50", "1234.50"),
            ("1.234.567,5 kr.", "1234567.5"),
            ("kr. 1.000", "1000"),
            ("1234 KR", "1234"),
            ("DKK 1.234,50", "1234.50"),
            ("1\u{a0}234\u{202f}kr.", "1234"),
            ("1\u{202f}234\u{202f}567", "1234567"),
            ("1 234,5", "1234.5"),
            ("\u{2212}12,50", "-12.50"),
            ("- 12,50", "-12.50"),
            ("+80.000", "80000"),
            ("kr. + 12,50", "12.50"),
            ("kr. -12", "-12"),
            ("1.250,-", "1250"),
            ("kr. 2.460,-", "2460"),
            ("0,-", "0"),
            ("-5,\u{2013} kr.", "-5"),
            ("0,123", "0.123"),
            ("007", "7"),
            ("1,2340000000000000000000000000000000000000", "1.2340"),
        ] {
            assert_eq!(danish(text).as_deref(), Some(number), "{text}");
        }
    }

    #[test]
    fn no_danish_numbers() {
        for text in [
            "1000.50",
            "1.23",
            "12.34.567",
            "1.2345",
            "0.123",
            ".123",
            ",5",
            "5,",
            "1,2,3",
            "1.234,5.6",
            "1.234 567",
            "1e3",
            "inf",
            "nan",
            "NaN",
            "5 %",
            "--5",
            "5-",
            "(5)",
            "+",
            "+-5",
            "-+5",
            "5+",
            "=5",
            "@5",
            "ukendt",
            "-",
            "kr",
            "",
            "0x10",
            "1_000",
            "١٢",
            "1..234",
            "1234.567",
            "1\u{a0}23",
            ",-",
            "-,-",
            "1,5,-",
            "1.23,-",
            "(1.234)",
            "1.234-",
            "5 kr. kr.",
        ] {
            assert_eq!(danish(text), None, "{text}");
        }
    }

    #[test]
    fn english_numbers() {
        for (text, number) in [
            ("1234.50", Some("1234.50")),
            ("1,234.56", Some("1234.56")),
            ("1,234", Some("1234")),
            ("-1,234,567", Some("-1234567")),
            ("1.2340", Some("1.2340")),
            ("1.234", None),
            ("1234.567", Some("1234.567")),
            ("1.234,56", None),
            ("1234,56", None),
            ("12,34", None),
            ("1,234,56", None),
        ] {
            assert_eq!(english(text).as_deref(), number, "{text}");
        }
    }

    #[test]
    fn a_minus_changes_the_sign_and_nothing_else() {
        for text in ["1,000", "1.000", "1,234", "1.234", "1.234,5", "1,234.5", "12,34", "0,5", "x"] {
            for dialect in [Dialect::Danish, Dialect::English] {
                for minus in ["-", "- ", "\u{2212}"] {
                    let negative = parse(&format!("{minus}{text}"), dialect, Measure::Kroner);
                    match (parse(text, dialect, Measure::Kroner), negative) {
                        (Ok(one), Ok(other)) => assert_eq!(other, -one, "{text}"),
                        (Err(Wrong::ThreeDecimals { whole, .. }), Err(Wrong::ThreeDecimals { whole: other, .. })) => {
                            assert_eq!(other, format!("-{whole}"));
                        }
                        (one, other) => assert_eq!(one, other, "{text}"),
                    }
                }
            }
        }
    }

    #[test]
    fn units_belong_to_their_columns() {
        let places = |text| parse(text, Dialect::English, Measure::Count).ok().map(|number| number.to_string());
        assert_eq!(places("1.234").as_deref(), Some("1.234"));
        assert_eq!(places("12 kr"), None);
        assert_eq!(places("12 %"), None);
        let percent = |text| parse(text, Dialect::Danish, Measure::Percent).ok().map(|number| number.to_string());
        for text in ["95,5 %", "95,5 pct.", "95,5pct", "95,5 procent"] {
            assert_eq!(percent(text).as_deref(), Some("95.5"), "{text}");
        }
        assert_eq!(percent("95,-"), None);
        assert_eq!(percent("% 95"), None);
    }

    #[test]
    fn what_is_out_of_range_is_told_apart() {
        let wrong = |text| parse(text, Dialect::English, Measure::Kroner).unwrap_err();
        assert_eq!(wrong("1.23456"), Wrong::OutOfRange(AmountError::TooManyDecimals));
        assert_eq!(wrong(&"9".repeat(400)), Wrong::OutOfRange(AmountError::TooLarge));
        assert_eq!(english(&format!("{}7", "0".repeat(400))).as_deref(), Some("7"));
    }

    proptest! {
        #[test]
        fn any_text_is_taken_or_refused(text in "\\PC{0,20}", mess in "[-0-9., kr%\u{a0}]{0,12}") {
            for text in [&text, &mess] {
                for dialect in [Dialect::Danish, Dialect::English] {
                    let _ = parse(text, dialect, Measure::Kroner);
                    let _ = parse(text, dialect, Measure::Percent);
                }
            }
        }

        #[test]
        fn exact_to_the_last_digit(mantissa in -9_999_999_999_999_999_i64..=9_999_999_999_999_999) {
            let number = Decimal::new(mantissa, 4);
            let text = number.to_string();
            prop_assert_eq!(parse(&text, Dialect::English, Measure::Kroner), Ok(number));
            prop_assert_eq!(parse(&text.replace('.', ","), Dialect::Danish, Measure::Kroner), Ok(number));
        }
    }
}
