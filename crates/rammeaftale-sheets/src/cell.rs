//! What a cell must hold, whatever its column.

pub(crate) mod digits;
mod flawed;
mod marks;
pub(crate) mod number;
pub(crate) mod points;
pub(crate) mod row;
mod shown;
pub(crate) mod value;
pub(crate) mod year;

use crate::file::lex::{Cell, Flaw, Held};
use crate::heading::Heading;
use crate::limits::{LONGEST_CELL, grouped};
use crate::mistake::Problem;
use rammeaftale::diag::Code;

use flawed::{flawed, is_error};
pub(crate) use shown::{RowSays, as_shown};

/// The cell's own text, or that it is longer than the limit or none.
pub(crate) fn checked_text<'c, H: Heading>(column: H, cell: &'c Cell<'_>) -> Result<&'c str, Problem> {
    let text = cell.text();
    match cell.held {
        Held::Flawed(Flaw::Date) if column.is_day() => {}
        Held::Flawed(Flaw::Date) if !column.is_text() => return Err(date_for_number(text)),
        Held::Flawed(Flaw::Dressed | Flaw::Per(_) | Flaw::Said(_)) if !column.is_text() => {}
        Held::Flawed(flaw) => return Err(flawed(text, flaw)),
        Held::Text if is_error(text) => return Err(flawed(text, Flaw::Error)),
        Held::Text | Held::Number => {}
    }
    if text.len() > LONGEST_CELL && text.chars().nth(LONGEST_CELL).is_some() {
        return Err(too_long());
    }
    Ok(text)
}

/// A number that its cell shows as a date or a time of day: nobody knows which of the two was meant.
fn date_for_number(text: &str) -> Problem {
    Problem::new(
        Code::CellError,
        format!("cellen er formateret som dato eller klokkeslæt, {text}, hvor der skal stå et tal"),
        format!("the cell is formatted as a date or a time of day, {text}, where a number must stand"),
    )
    .help("formatér cellen som tal, og skriv tallet igen", "format the cell as a number, and write the number again")
}

/// An amount in another currency, shown.
pub(crate) fn other_currency(text: &str) -> Problem {
    Problem::new(
        Code::CellError,
        format!("beløbet {text} er i en anden valuta end kroner"),
        format!("the amount {text} is in another currency than kroner"),
    )
    .help(
        "skriv beløbet i kroner, og formatér cellen som tal",
        "write the amount in kroner, and format the cell as a number",
    )
}

pub(crate) fn too_long() -> Problem {
    Problem::new(
        Code::TooLarge,
        format!("cellen er længere end grænsen på {} tegn", grouped(LONGEST_CELL, '.')),
        format!("the cell is longer than the limit of {} characters", grouped(LONGEST_CELL, ',')),
    )
    .help("forkort teksten", "shorten the text")
}

/// A cell that must be filled and is not.
pub(crate) fn missing_cell<H: Heading>(column: H) -> Problem {
    let (da, en) = column.purpose().unwrap_or_default();
    Problem::new(
        Code::MissingCell,
        format!("`{}` mangler i rækken", column.danish()),
        format!("`{}` is missing in the row", column.english()),
    )
    .help(format!("skriv {da}"), format!("write {en}"))
}
