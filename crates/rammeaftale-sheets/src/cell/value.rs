//! The values of a portfolio's cells.

mod codes;
mod kinds;
mod names;

use super::digits::Measure;
use super::number::{number, out_of_range};
use super::year::year;
use crate::file::dialect::Dialect;
use crate::heading::{Heading, is_amount};
use crate::mistake::{Problem, shown};
use crate::said::prices_of;
use codes::{authorities, authority, location};
use kinds::{figures, unit};
use rammeaftale::diag::Code;
use rammeaftale::portfolio::{Authority, Column, FiguresKind, Row, TariffUnit};
use rammeaftale::quantity::{Kroner, Year};
use rammeaftale::text::is_unseen;
use rust_decimal::Decimal;
use std::sync::Arc;

pub(crate) use names::Names;

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Text(Arc<str>),
    Code(Authority),
    Codes(Vec<Authority>),
    Year(Year),
    Figures(FiguresKind),
    Unit(TariffUnit),
    Amount(Kroner),
}

/// Reads a cell that is not blank.
pub(crate) fn value(column: Column, text: &str, dialect: Dialect) -> Result<Value, Problem> {
    match column {
        Column::Offer | Column::OfferName | Column::LegalBasis | Column::TariffName => {
            words(text, column).map(Value::Text)
        }
        Column::Operator => authority(text, column).map(Value::Code),
        Column::Location => location(text).map(Value::Code),
        Column::Buyers => authorities(text, column).map(Value::Codes),
        Column::PriceLevel => price_level(text).map(Value::Year),
        Column::Opened | Column::Closed | Column::Year => year(text, column).map(Value::Year),
        Column::Figures => figures(text).map(Value::Figures),
        Column::TariffUnit => unit(text).map(Value::Unit),
        Column::Places => amount(text, column, dialect, Measure::Count),
        Column::Occupancy => occupancy(text, dialect),
        Column::Tariff
        | Column::TariffBasis
        | Column::OwnPayment
        | Column::WageSupplement
        | Column::Result
        | Column::CarriedResult
        | Column::Turnover => amount(text, column, dialect, Measure::Kroner),
    }
}

/// Puts a value where it belongs in a row.
pub(crate) fn put(row: &mut Row, column: Column, value: Value) {
    match (column, value) {
        (Column::Offer, Value::Text(text)) => row.offer = text,
        (Column::OfferName, Value::Text(text)) => row.offer_name = Some(text),
        (Column::LegalBasis, Value::Text(text)) => row.legal_basis = Some(text),
        (Column::TariffName, Value::Text(text)) => row.tariff_name = Some(text),
        (Column::Operator, Value::Code(code)) => row.operator = code,
        (Column::Location, Value::Code(code)) => row.location = Some(code),
        (Column::Buyers, Value::Codes(codes)) => row.buyers = Some(codes),
        (Column::Opened, Value::Year(year)) => row.opened = Some(year),
        (Column::Closed, Value::Year(year)) => row.closed = Some(year),
        (Column::Year, Value::Year(year)) => row.year = year,
        (Column::PriceLevel, Value::Year(year)) => row.price_level = Some(year),
        (Column::Figures, Value::Figures(kind)) => row.figures = kind,
        (Column::TariffUnit, Value::Unit(unit)) => row.tariff_unit = Some(unit),
        (column, Value::Amount(amount)) => {
            if let Some(slot) = row.amount_mut(column) {
                *slot = Some(amount);
            }
        }
        (column, value) => debug_assert!(false, "`{column}` does not hold {value:?}"),
    }
}

/// A kind of file's columns of which it is known what data looks like.
pub(crate) trait Holds: Heading {
    /// True for a text that is a value of this column and looks like data, not like a title or a note.
    fn holds(self, _text: &str) -> bool {
        false
    }
}

impl Holds for Column {
    /// A year under an amount may be a part of a title.
    fn holds(self, text: &str) -> bool {
        let reads_as = |column| value(column, text.trim(), Dialect::Danish).is_ok();
        match self {
            Column::Operator | Column::Year => reads_as(self),
            _ => is_amount(self) && reads_as(self) && !reads_as(Column::Year),
        }
    }
}

/// What makes a spreadsheet take a cell for a formula; the wide forms are those of East Asian keyboards.
pub(crate) const FORMULA_MARKS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// A text of one line; the `'` that keeps a spreadsheet from taking it for a formula is taken away.
pub(crate) fn words<H: Heading>(text: &str, column: H) -> Result<Arc<str>, Problem> {
    let (da, en) = (column.danish(), column.english());
    // Most are letters of ASCII, all of which are seen and none of which ends a line.
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if !is_plain && text.contains(['\n', '\r']) {
        return Err(Problem::new(
            Code::BadCharacter,
            format!("cellen i `{da}` har et linjeskift"),
            format!("the cell in `{en}` holds a line break"),
        )
        .help("skriv teksten på én linje", "write the text on one line"));
    }
    if let Some(c) = text.chars().find(|c| !is_plain && is_unseen(*c)) {
        let point = format!("U+{:04X}", u32::from(c));
        return Err(Problem::new(
            Code::BadCharacter,
            format!("{} i `{da}` har et tegn, som ikke kan ses: {point}", shown(text)),
            format!("{} in `{en}` holds a character that cannot be seen: {point}", shown(text)),
        )
        .help("skriv teksten igen uden tegnet", "write the text again without it"));
    }
    let guarded = text.trim_start_matches('\'').starts_with(FORMULA_MARKS);
    Ok(Arc::from(text.strip_prefix('\'').filter(|_| guarded).unwrap_or(text)))
}

/// A year, also as `2025-priser` and `2025-pl`.
fn price_level(text: &str) -> Result<Year, Problem> {
    year(text, Column::PriceLevel).or_else(|problem| prices_of(text).ok_or(problem))
}

/// More percent than any offer has its places taken.
const MOST_OCCUPANCY: i64 = 200;

/// Percent, of which one or less is a share that was meant as percent, and hundreds are percent taken twice.
fn occupancy(text: &str, dialect: Dialect) -> Result<Value, Problem> {
    let value = amount(text, Column::Occupancy, dialect, Measure::Percent)?;
    let Value::Amount(percent) = &value else { return Ok(value) };
    let percent = percent.decimal();
    let (is_share, is_beyond) =
        (percent > Decimal::ZERO && percent <= Decimal::ONE, percent > Decimal::from(MOST_OCCUPANCY));
    if !is_share && !is_beyond {
        return Ok(value);
    }
    let (cell, (da, en)) = (shown(text), if is_share { ("højst 1", "at most 1") } else { ("over 200", "above 200") });
    Err(Problem::new(
        Code::PercentOutOfRange,
        format!("{cell} i `belægning` er {da} procent"),
        format!("{cell} in `occupancy` is {en} percent"),
    )
    .help("skriv belægningen i procent, fx 95 for 95 %", "write the occupancy in percent, e.g. 95 for 95 %"))
}

fn amount(text: &str, column: Column, dialect: Dialect, measure: Measure) -> Result<Value, Problem> {
    let number = number(text, column, dialect, measure)?;
    // Shares in percent are amounts to the engine and have their limit.
    let limit = if measure == Measure::Percent { Measure::Count } else { measure };
    Kroner::new(number).map(Value::Amount).map_err(|error| out_of_range(text, column, error, limit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(column: Column, text: &str) -> Option<Value> {
        value(column, text, Dialect::Danish).ok()
    }

    #[test]
    fn codes_may_begin_with_zeros() {
        let viborg = Authority::new(791).unwrap();
        assert_eq!(read(Column::Operator, "0791"), Some(Value::Code(viborg)));
        assert_eq!(read(Column::Operator, "1082"), Some(Value::Code(Authority::new(1082).unwrap())));
        assert_eq!(read(Column::Buyers, "791  0791\u{a0}791"), Some(Value::Codes(vec![viborg; 3])));
        assert_eq!(read(Column::Location, "1082"), None);
        assert_eq!(read(Column::Operator, "791 Viborg Kommune"), Some(Value::Code(viborg)));
        assert_eq!(read(Column::Operator, "Viborg Kommune"), Some(Value::Code(viborg)));
        for text in
            ["Viburg", "791 Silkeborg", "791 Viborg 740", "7", "1000", "1086", "-791", "791,0", "99999999999", "7 91"]
        {
            assert_eq!(read(Column::Operator, text), None, "{text}");
        }
    }

    #[test]
    fn words_in_both_languages() {
        for text in ["day", "Dag", "døgn", "DOEGN"] {
            assert_eq!(read(Column::TariffUnit, text), Some(Value::Unit(TariffUnit::Day)), "{text}");
        }
        for (unit, texts) in [
            (TariffUnit::Day, ["pr. døgn", "kr./døgn", "Kr. pr. dag", "dage"]),
            (TariffUnit::Hour, ["Timer", "kr/time", "pr time", "hours"]),
            (TariffUnit::Month, ["måned", "md.", "kr. pr. md", "mdr."]),
            (TariffUnit::Year, ["år", "pr. år", "kr./år", "year"]),
        ] {
            texts.iter().for_each(|text| assert_eq!(read(Column::TariffUnit, text), Some(Value::Unit(unit)), "{text}"));
        }
        for text in ["uge", "kr.", "døgn og time", "pr. plads", "-"] {
            assert_eq!(read(Column::TariffUnit, text), None, "{text}");
        }
        assert_eq!(read(Column::Figures, "Regnskab"), Some(Value::Figures(FiguresKind::Realised)));
        assert_eq!(read(Column::Figures, "Vedtaget budget"), Some(Value::Figures(FiguresKind::Budget)));
        for text in ["skøn", "korrigeret budget", "budget og regnskab"] {
            assert_eq!(read(Column::Figures, text), None, "{text}");
        }
        let level = Year::new(2025).map(Value::Year);
        for text in [
            "2025",
            "2025-priser",
            "2025 PRISER",
            "2025-pl",
            "2025-P/L",
            "2025 prisniveau",
            "25-pl",
            "25 pl",
            "P/L 2025",
        ] {
            assert_eq!(read(Column::PriceLevel, text), level, "{text}");
        }
        for text in ["priser", "25 dl", "İ-priser", "2025-priser, 2026-priser"] {
            assert_eq!(read(Column::PriceLevel, text), None, "{text}");
        }
    }

    #[test]
    fn text_is_what_one_sees() {
        for text in ["a\u{0}b", "a\u{202e}b", "a\u{200b}", "a\nb", "a\u{feff}", "a\u{1b}[2J"] {
            assert_eq!(read(Column::OfferName, text), None, "{text:?}");
        }
        assert_eq!(read(Column::OfferName, "'=1+1"), Some(Value::Text(Arc::from("=1+1"))));
        assert_eq!(read(Column::OfferName, "'t Hof"), Some(Value::Text(Arc::from("'t Hof"))));
    }

    #[test]
    fn shares_and_hundreds_of_percent_are_no_occupancy() {
        for (text, is_read) in [
            ("95", true),
            ("1,5", true),
            ("0", true),
            ("0,95", false),
            ("1", false),
            ("95 %", true),
            ("200", true),
            ("200,5", false),
            ("9500 %", false),
        ] {
            assert_eq!(read(Column::Occupancy, text).is_some(), is_read, "{text}");
        }
    }

    #[test]
    fn an_amount_is_the_same_however_many_zeros_end_it_and_keeps_its_digits() {
        let amount = |text| match read(Column::Tariff, text) {
            Some(Value::Amount(amount)) => amount,
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(["284,5", "284,50", "284,5000"].map(amount), [amount("284,500"); 3]);
        let shown = |text| amount(text).to_string();
        assert_eq!(["284,5", "284,50", "1.000,00"].map(shown), ["284.5", "284.50", "1000.00"]);
    }

    #[test]
    fn every_column_has_its_value_and_place() {
        for column in Column::ALL.iter().copied() {
            let text = match column {
                Column::Figures => "budget",
                Column::TariffUnit => "år",
                Column::Year | Column::Opened | Column::Closed | Column::PriceLevel => "2025",
                Column::Occupancy => "95",
                _ => "740",
            };
            let mut row = Row::new("x", Authority::new(101).unwrap(), Year::new(2000).unwrap());
            put(&mut row, column, read(column, text).unwrap());
        }
    }
}
