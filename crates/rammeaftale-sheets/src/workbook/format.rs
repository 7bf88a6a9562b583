//! How a cell's number is shown: a date, a percentage, or neither.

mod pieces;
mod signs;

use crate::said::currency::is_other;
use crate::said::scale;
use crate::said::time::Unit;
use crate::said::{Saying, saying_beside, unit_beside};
use pieces::{Piece, first_part, pieces};
use signs::{is_negated, is_unsigned};

/// What the format of a number makes of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Format {
    #[default]
    Number,
    Date,
    /// Shown a hundred times as large.
    Percent,
    /// In another currency than kroner.
    Foreign,
    /// Shown with a word for thousands or millions, though not divided by them; or divided without the word.
    Scale,
    /// Shown with a minus or in brackets though not below zero.
    Negated,
    /// Where below zero, shown without its minus: `0;0`.
    Unsigned,
    /// Shown with what is paid for: `0 "kr./md."`; `None` where that is none of a tariff's units.
    Per(Unit),
    /// Shown with words on prices or accounts: `0 "2025-pl"`.
    Said(Saying),
    /// Not shown at all, as `;;;` has it, or only by words.
    Unseen,
    /// Shown with zeros in front, to so many digits.
    Padded(u8),
    /// Shown with signs that the number does not hold, as `B-012`.
    Dressed,
}

/// Languages, by their numbers, of which the kroner are not Danish: Swedish, Norwegian and Icelandic.
const OTHER_KRONER: [&str; 5] = ["41d", "81d", "414", "814", "40f"];

impl Format {
    /// The formats that have a number but no code.
    pub(super) fn builtin(id: u32) -> Format {
        match id {
            9 | 10 => Format::Percent,
            14..=22 | 27..=36 | 45..=47 | 50..=58 => Format::Date,
            _ => Format::Number,
        }
    }

    /// A format by its code; what stands in quotes and brackets is only shown, but a currency tells what the number is.
    pub(super) fn of(code: &str) -> Format {
        if is_scaled(code) {
            return Format::Scale;
        }
        let mut found = Format::Number;
        for piece in pieces(code) {
            match piece {
                Piece::Words(words) if is_foreign(&words) => return Format::Foreign,
                Piece::Mark(mark) if is_foreign_mark(&mark) => return Format::Foreign,
                Piece::Sign('€' | '$' | '£' | '¥') => return Format::Foreign,
                Piece::Sign('%') => return Format::Percent,
                Piece::Sign('d' | 'm' | 'y' | 'h' | 's' | 'D' | 'M' | 'Y' | 'H' | 'S') => found = Format::Date,
                _ => {}
            }
        }
        match found {
            Format::Number if is_negated(code) => Format::Negated,
            Format::Number => match dressed(code) {
                Format::Number if is_unsigned(code) => Format::Unsigned,
                found => found,
            },
            found => found,
        }
    }
}

/// More digits than this no number is padded to.
const MOST_PADDED: usize = 30;

/// What `0000` and `"B-"000` make of a number that is not below zero.
fn dressed(code: &str) -> Format {
    let (mut signs, mut digits) = (String::new(), String::new());
    for piece in first_part(code) {
        match piece {
            Piece::Words(words) => signs.push_str(&words),
            Piece::Mark(_) => {}
            Piece::Sign(c @ ('-' | '/' | '(' | ')' | '+')) if !digits.is_empty() => signs.push(c),
            Piece::Sign(c) => digits.push(c),
        }
    }
    if !code.is_empty() && !digits.contains(['0', '#', '?', '@']) && !digits.to_lowercase().contains("general") {
        return Format::Unseen;
    }
    let signs = signs.trim().trim_end_matches('.');
    match digits.len() {
        _ if let Some(found) = said(signs) => found,
        _ if !matches!(&*signs.to_lowercase(), "" | "kr" | "dkk") => Format::Dressed,
        length @ 2..=MOST_PADDED if digits.bytes().all(|byte| byte == b'0') => {
            Format::Padded(u8::try_from(length).unwrap_or_default())
        }
        _ => Format::Number,
    }
}

/// What words beside a number say of it, as those of units, price levels and accounts elsewhere.
fn said(signs: &str) -> Option<Format> {
    match unit_beside(signs) {
        Some(unit) => Some(Format::Per(unit)),
        None => saying_beside(signs).map(Format::Said),
    }
}

/// True for `0 "t.kr."` and for `0,`, whose comma has the spreadsheet divide by a thousand what it shows; not for
/// `0, "t.kr."`, which says so.
fn is_scaled(code: &str) -> bool {
    let (mut words, mut digits) = (String::new(), String::new());
    for piece in pieces(code) {
        match piece {
            Piece::Words(text) => words.push_str(&text),
            Piece::Mark(_) => {}
            Piece::Sign(c @ ('0' | '#' | '?' | ',')) => digits.push(c),
            Piece::Sign(c) => {
                digits.push(' ');
                words.push(if c == ';' { ' ' } else { c });
            }
        }
    }
    scale::stands_in(&words) != digits.split(' ').any(|digits| digits.ends_with(','))
}

/// True for `EUR` and `€/døgn`.
fn is_foreign(quoted: &str) -> bool {
    is_other(quoted) || quoted.contains(['€', '$', '£', '¥'])
}

/// True for `$€-407`, a currency and the number of a language; either may be left out.
fn is_foreign_mark(mark: &str) -> bool {
    let Some(mark) = mark.strip_prefix('$') else { return false };
    let (symbol, language) = mark.rsplit_once('-').unwrap_or((mark, ""));
    let is_kroner = matches!(&*symbol.trim().to_lowercase(), "kr" | "kr.");
    is_other(symbol) || (is_kroner && OTHER_KRONER.contains(&&*language.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rammeaftale::portfolio::TariffUnit;
    use rammeaftale::quantity::Year;

    #[test]
    fn codes_are_told_apart() {
        for code in [
            "General",
            "#,##0.00 \"kr.\"",
            "0.00_-;[Red]-0.00_-",
            "#,##0.00\\ [$kr.-406]",
            "0",
            "#,##0_);(#,##0)",
            "@",
            "",
            "GENERAL",
        ] {
            assert_eq!(Format::of(code), Format::Number, "{code}");
        }
        for (code, unit) in [
            ("#,##0 \"kr./md.\"", TariffUnit::Month),
            ("0.00\" kr. pr. døgn\"", TariffUnit::Day),
            ("#,##0\\ \"kr/time\";-#,##0", TariffUnit::Hour),
            ("0\" dage\"", TariffUnit::Day),
            ("0\" om måneden\"", TariffUnit::Month),
            ("0\" månedligt\"", TariffUnit::Month),
        ] {
            assert_eq!(Format::of(code), Format::Per(Some(unit)), "{code}");
        }
        for code in ["0 \"pr. uge\"", "0 \"kr./uge\"", "0.00 \"kr. per week\"", "0 \"pr. kvartal\""] {
            assert_eq!(Format::of(code), Format::Per(None), "{code}");
        }
        let saying =
            |prices| Year::new(2025).map(|year| if prices { Saying::Prices(year) } else { Saying::Realised(None) });
        for (code, prices) in [
            ("0 \"2025-pl\"", true),
            ("0\" PL25\"", true),
            ("#,##0\" (2025-priser)\"", true),
            ("0 \"regnskab\"", false),
        ] {
            assert_eq!(Some(Format::of(code)), saying(prices).map(Format::Said), "{code}");
        }
        for code in [";;;", "\"x\"", ";;;@", "\"skjult\";-0"] {
            assert_eq!(Format::of(code), Format::Unseen, "{code}");
        }
        for code in ["0 \"pladser\"", "0 \"pr. plads\"", "0 \"pr. 1/1\"", "0 \"budget\""] {
            assert_eq!(Format::of(code), Format::Dressed, "{code}");
        }
        for code in [
            "#,##0,",
            "0.0,,",
            "#,##0,\" kr.\"",
            "#,##0 \"t.kr.\"",
            "0.0\\ \\m\\i\\o\\.",
            "0 \"mio. kr.\";-0 \"mio. kr.\"",
        ] {
            assert_eq!(Format::of(code), Format::Scale, "{code}");
        }
        for code in ["#,##0.0,,\" mio. kr.\"", "#,##0, \"t.kr.\""] {
            assert_eq!(Format::of(code), Format::Dressed, "{code}");
        }
        for code in [
            "-#,##0",
            "(#,##0)",
            "\\-0.00",
            "\"-\"0",
            "[Red]-0;0",
            "0-",
            "#,##0\"-\"",
            "\"÷\"0",
            "\"minus \"0",
            "\"kr. -\"0",
            "- 0 \"kr.\"",
            "_(\\(* #,##0_)",
        ] {
            assert_eq!(Format::of(code), Format::Negated, "{code}");
        }
        for code in ["#,##0;-#,##0", "0;(0)", "_-* #,##0_-;-* #,##0_-", "[<0]-0;0", "[Red]0;-0", ";-0"] {
            assert_ne!(Format::of(code), Format::Negated, "{code}");
        }
        for code in ["0;0", "#,##0;;", "0;\"+\"0", "0.00 \"kr.\";0.00 \"kr.\"", "0;[$kr.-406]0"] {
            assert_eq!(Format::of(code), Format::Unsigned, "{code}");
        }
        for code in ["0;[Red]0", "0;-0", "0;(0)", "#,##0_);(#,##0)", "[>5]0;0", "0;\\-0;0", "0;\"minus \"0"] {
            assert_eq!(Format::of(code), Format::Number, "{code}");
        }
        for code in ["dd-mm-yyyy", "[$-406]d. mmmm yyyy;@", "hh:mm", "yyyy"] {
            assert_eq!(Format::of(code), Format::Date, "{code}");
        }
        for code in [
            "[$€-2] #,##0.00",
            "#,##0 [$EUR]",
            "[$$-409]#,##0",
            "[$kr-41D]0",
            "0 \"€\"",
            "0\\ €",
            "0\\€",
            "_(\"$\"* 0_)",
            "$0",
        ] {
            assert_eq!(Format::of(code), Format::Foreign, "{code}");
        }
        assert_eq!([Format::of("0.0%"), Format::of("0 %"), Format::builtin(9)], [Format::Percent; 3]);
        for code in ["0\" uger\"", "\"B-\"000", "00-00", "\\B0"] {
            assert_eq!(Format::of(code), Format::Dressed, "{code}");
        }
        assert_eq!([Format::of("0000"), Format::of("00;-00")], [Format::Padded(4), Format::Padded(2)]);
        assert_eq!([Format::builtin(14), Format::builtin(4)], [Format::Date, Format::Number]);
    }
}
