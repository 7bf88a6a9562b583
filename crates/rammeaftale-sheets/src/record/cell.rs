//! The value of a record as the text of a cell.

use super::Scalar;
use crate::heading::Heading;
use crate::heading::is_amount;
use crate::limits::{LONGEST_CELL, grouped};
use crate::mistake::{Problem, shown};
use rammeaftale::diag::Code;
use rammeaftale::portfolio::Column;

/// The text of a cell; "" is blank.
pub(super) fn text(column: Column, value: &Scalar) -> Result<String, Problem> {
    let text = match value {
        Scalar::Blank => "",
        Scalar::Text(text) => text.trim(),
        Scalar::Number(digits) => digits,
        Scalar::Codes(codes) if column == Column::Buyers => codes,
        Scalar::Codes(_) | Scalar::Other => return Err(not_one_value(column)),
    };
    if text.len() > LONGEST_CELL {
        return Err(too_long());
    }
    match is_amount(column) && !text.is_empty() {
        true => plain(column, text, matches!(value, Scalar::Number(_))),
        false => Ok(text.to_owned()),
    }
}

/// A number as programs write it, in a form that no one takes for thousands.
fn plain(column: Column, text: &str, is_number: bool) -> Result<String, Problem> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(decimals) {
        return Err(Problem::new(
            Code::BadNumber,
            format!("{} i `{}` er ikke et tal", shown(text), Heading::danish(column)),
            format!("{} in `{column}` is not a number", shown(text)),
        )
        .help(
            "skriv cifre med punktum før decimalerne og intet andet, fx `1234.50`; `null` er ukendt",
            "write digits with a point before the decimals and nothing else, e.g. `1234.50`; `null` is unknown",
        ));
    }
    if decimals.len() == 3 && !is_number {
        return Err(three_decimals(column, text));
    }
    Ok(if decimals.len() == 3 { format!("{text}0") } else { text.to_owned() })
}

/// A text may come from where points stand among thousands.
fn three_decimals(column: Column, text: &str) -> Problem {
    let (thousands, number) = (text.replace('.', ""), shown(text));
    Problem::new(
        Code::BadNumber,
        format!("teksten {number} i `{}` kan være ment som `{thousands}`", Heading::danish(column)),
        format!("the text {number} in `{column}` may be meant as `{thousands}`"),
    )
    .help(
        format!("skriv tallet uden anførselstegn, eller `{thousands}` eller `{text}0`"),
        format!("write the number without quotes, or `{thousands}` or `{text}0`"),
    )
}

fn not_one_value(column: Column) -> Problem {
    let (da, en) = (Heading::danish(column), column.name());
    Problem::new(Code::WrongType, format!("`{da}` skal være én værdi"), format!("`{en}` must be one value"))
        .help("skriv en tekst eller et tal", "write a text or a number")
}

fn too_long() -> Problem {
    Problem::new(
        Code::TooLarge,
        format!("værdien er længere end grænsen på {} tegn", grouped(LONGEST_CELL, '.')),
        format!("the value is longer than the limit of {} characters", grouped(LONGEST_CELL, ',')),
    )
    .help("forkort teksten", "shorten the text")
}
