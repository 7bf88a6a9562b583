//! Numbers as their cells show them: what is read is what a person sees, or told to be something else.

use super::date;
use super::digits::{Unsure, danish};
use super::format::Format;
use crate::file::lex::{Flaw, Held};
use crate::said::{currency, scale};
use crate::said::{saying_beside, unit_beside};

/// A number as it is shown: a date in a cell of dates, a hundredfold in a cell of percentages.
pub(super) fn number(text: &str, format: Format, from_1904: bool) -> (String, Held) {
    let shift = if format == Format::Percent { 2 } else { 0 };
    // The time of day plays no part in a date, however many digits it has.
    let day = text.split('.').next().filter(|_| format == Format::Date && !text.contains(['e', 'E']));
    match danish(day.unwrap_or(text), shift) {
        Ok(plain) if format == Format::Percent => (format!("{plain} %"), Held::Number),
        Ok(plain) if format == Format::Date => {
            let whole = || danish(text, 0).unwrap_or(plain.clone());
            (date::iso(&plain, from_1904).unwrap_or_else(whole), Held::Flawed(Flaw::Date))
        }
        Ok(plain) if format == Format::Foreign => (plain, Held::Flawed(Flaw::Currency)),
        Ok(plain) if format == Format::Scale => (plain, Held::Flawed(Flaw::Scale)),
        Ok(plain) if format == Format::Negated || format == Format::Unsigned && plain.starts_with('-') => {
            (plain, Held::Flawed(Flaw::Sign))
        }
        Ok(plain) if format == Format::Dressed => (plain, Held::Flawed(Flaw::Dressed)),
        Ok(plain) if format == Format::Unseen => (plain, Held::Flawed(Flaw::Unseen)),
        Ok(plain) if let Format::Per(unit) = format => (plain, Held::Flawed(Flaw::Per(unit))),
        Ok(plain) if let Format::Said(saying) = format => (plain, Held::Flawed(Flaw::Said(saying))),
        Ok(plain) => (padded(plain, format), Held::Number),
        Err(Unsure::TooManyDigits) => (text.trim().to_owned(), Held::Flawed(Flaw::Digits)),
        Err(Unsure::NotANumber) => (text.to_owned(), Held::Flawed(Flaw::Damaged)),
    }
}

/// A whole number with the zeros that are shown in front of it.
fn padded(plain: String, format: Format) -> String {
    match format {
        Format::Padded(digits) if plain.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{plain:0>width$}", width = usize::from(digits))
        }
        _ => plain,
    }
}

/// The same for a cell of which the format is not known but the text that it shows: none where that says nothing.
pub(super) fn beside(plain: String, text: &str) -> (String, Held) {
    let text = text.trim();
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let unnumbered: String = text.chars().filter(|c| !c.is_numeric()).collect();
    if let Some(unit) = unit_beside(unnumbered.trim()) {
        return (plain, Held::Flawed(Flaw::Per(unit)));
    }
    let behind = text.trim_start_matches(|c: char| !c.is_alphabetic());
    if let Some(saying) = saying_beside(text).or_else(|| saying_beside(behind)) {
        return (plain, Held::Flawed(Flaw::Said(saying)));
    }
    let words: String =
        text.chars().filter(|c| c.is_alphabetic() || matches!(c, '€' | '$' | '£' | '¥' | ' ')).collect();
    let words = words.trim().to_lowercase();
    let is_padded = text.starts_with('0') && digits(text) == text && text.trim_start_matches('0') == plain;
    let is_negated = !plain.starts_with('-') && plain != "0" && text.starts_with(['-', '\u{2212}', '(']);
    let is_unsigned = plain.starts_with('-') && !text.is_empty() && !text.contains(['-', '\u{2212}', '(']);
    let is_unseen = !text.is_empty() && digits(text).is_empty() && plain != "0";
    let held = match words.as_str() {
        _ if is_unseen => Held::Flawed(Flaw::Unseen),
        _ if is_negated || is_unsigned => Held::Flawed(Flaw::Sign),
        "" | "kr" | "dkk" => Held::Number,
        // Large numbers are shown with their power of ten.
        "e" if plain.len() > 4 => Held::Number,
        words if currency::is_other(words) => Held::Flawed(Flaw::Currency),
        words if scale::stands_in(words) && digits(text) == digits(&plain) => Held::Flawed(Flaw::Scale),
        words if scale::stands_in(words) => Held::Number,
        _ => Held::Flawed(Flaw::Dressed),
    };
    (if is_padded { text.to_owned() } else { plain }, held)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rammeaftale::portfolio::TariffUnit;

    #[test]
    fn numbers_as_they_are_shown() {
        let shown = |text, format| number(text, format, false);
        assert_eq!(shown("0.955", Format::Percent), ("95,5 %".into(), Held::Number));
        assert_eq!(shown("45658", Format::Date), ("2025-01-01".into(), Held::Flawed(Flaw::Date)));
        assert_eq!(shown("45658.123456789012345", Format::Date), ("2025-01-01".into(), Held::Flawed(Flaw::Date)));
        assert_eq!(shown("0.5", Format::Date), ("0,5".into(), Held::Flawed(Flaw::Date)), "a time of day");
        assert_eq!(shown("3000000.75", Format::Date), ("3000000,75".into(), Held::Flawed(Flaw::Date)));
        assert_eq!(shown("12", Format::Padded(4)), ("0012".into(), Held::Number));
        assert_eq!(shown("12.5", Format::Padded(4)), ("12,5".into(), Held::Number));
        assert_eq!(shown("12", Format::Negated), ("12".into(), Held::Flawed(Flaw::Sign)));
        let unsigned = ["-12", "12"].map(|text| shown(text, Format::Unsigned).1);
        assert_eq!(unsigned, [Held::Flawed(Flaw::Sign), Held::Number]);
        assert_eq!(shown("12", Format::Dressed), ("12".into(), Held::Flawed(Flaw::Dressed)));
        assert_eq!(shown("1,000", Format::Number).1, Held::Flawed(Flaw::Damaged));
        assert_eq!(shown("1234.5", Format::Number), ("1234,5".into(), Held::Number));
        assert_eq!(shown("33.333333333333336", Format::Number).1, Held::Flawed(Flaw::Digits));
    }

    #[test]
    fn what_is_shown_beside_a_number() {
        let beside = |plain: &str, text| beside(plain.to_owned(), text);
        for text in ["", "1.234,50", "1.234,50 kr.", "kr. 1.234,5", "1,23E+03", "1.2 mio. kr."] {
            assert_eq!(beside("1234,5", text), ("1234,5".into(), Held::Number), "{text}");
        }
        assert_eq!(beside("12", "0012"), ("0012".into(), Held::Number));
        assert_eq!(beside("12", "0013"), ("12".into(), Held::Number));
        assert_eq!(["-12", "(12)", "-12 kr."].map(|text| beside("12", text).1), [Held::Flawed(Flaw::Sign); 3]);
        assert_eq!(beside("-12", "12").1, Held::Flawed(Flaw::Sign));
        assert_eq!([beside("-12", "(12)").1, beside("-12", "-12").1, beside("0", "-").1], [Held::Number; 3]);
        assert_eq!(beside("12", "B-012").1, Held::Flawed(Flaw::Dressed));
        assert_eq!(beside("12", "12 kr./md.").1, Held::Flawed(Flaw::Per(Some(TariffUnit::Month))));
        assert_eq!([beside("12", "SAND").1, beside("12", "-").1], [Held::Flawed(Flaw::Unseen); 2]);
        assert_eq!(beside("100", "€ 100").1, Held::Flawed(Flaw::Currency));
        assert_eq!(beside("9031", "9.031 t.kr.").1, Held::Flawed(Flaw::Scale));
        assert_eq!(beside("9031000", "9.031 t.kr.").1, Held::Number);
    }
}
