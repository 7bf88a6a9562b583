//! What a cell must hold, whatever its column.

mod shown;

use crate::heading::Heading;
use crate::lex::{Cell, Flaw, Held};
use crate::limits::{LONGEST_CELL, grouped};
use crate::mistake::{Problem, shown};
use rammeaftale::diag::Code;

pub(crate) use shown::{RowSays, as_shown};

/// The cell's own text, or that it is longer than the limit or none.
pub(crate) fn checked_text<'c, H: Heading>(column: H, cell: &'c Cell<'_>) -> Result<&'c str, Problem> {
    let text = cell.value.trim();
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

/// What spreadsheets write in place of a value, in English and Danish.
const ERRORS: [&str; 16] = [
    "#REF!",
    "#DIV/0!",
    "#VALUE!",
    "#NAME?",
    "#N/A",
    "#NUM!",
    "#NULL!",
    "#SPILL!",
    "#CALC!",
    "#REFERENCE!",
    "#DIVISION/0!",
    "#VÆRDI!",
    "#NAVN?",
    "#I/T",
    "#NUL!",
    "#OVERLØB!",
];

/// True for an error that was saved as a text, as in CSV.
fn is_error(text: &str) -> bool {
    text.starts_with('#') && ERRORS.iter().any(|error| text.eq_ignore_ascii_case(error))
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

fn flawed(text: &str, flaw: Flaw) -> Problem {
    let text = shown(text);
    match flaw {
        Flaw::Error => Problem::new(
            Code::CellError,
            format!("cellen indeholder fejlen {text}"),
            format!("the cell holds the error {text}"),
        )
        .help("ret formlen, eller skriv tallet", "mend the formula, or write the figure"),
        Flaw::Formula => Problem::new(
            Code::CellError,
            "cellens formel er ikke regnet ud",
            "the formula of the cell has not been calculated",
        )
        .help(
            "åbn projektmappen i regnearket, og gem den som XLSX",
            "open the workbook in the spreadsheet, and save it as XLSX",
        ),
        Flaw::Currency => other_currency(&text),
        Flaw::Scale => Problem::new(
            Code::CellError,
            format!("tallet {text} vises i tusinder eller millioner"),
            format!("the number {text} is shown in thousands or millions"),
        )
        .help(
            "skriv beløbet i kroner, og formatér cellen som tal",
            "write the amount in kroner, and format the cell as a number",
        ),
        Flaw::Sign => Problem::new(
            Code::CellError,
            format!("tallet {text} vises med et minus, som det ikke har"),
            format!("the number {text} is shown with a minus that it does not have"),
        )
        .help(
            "skriv tallet med det fortegn, det skal have, og formatér cellen som tal",
            "write the number with the sign that it is to have, and format the cell as a number",
        ),
        Flaw::Date => Problem::new(
            Code::CellError,
            format!("cellen er en dato, {text}, hvor der skal stå en tekst"),
            format!("the cell is a date, {text}, where a text must stand"),
        )
        .note(
            "regneark gør det, der ligner en dato, til en dato, fx `1-2` til 1. februar",
            "spreadsheets make a date of what looks like one, e.g. 1 February of `1-2`",
        )
        .help(
            "formatér kolonnen som tekst, og skriv cellen igen",
            "format the column as text, and write the cell again",
        ),
        Flaw::Dressed | Flaw::Per(_) | Flaw::Said(_) => Problem::new(
            Code::CellError,
            format!("cellen indeholder kun tallet {text}; resten af det, den viser, er talformat"),
            format!("the cell holds only the number {text}; the rest of what it shows is its number format"),
        )
        .help(
            "formatér kolonnen som tekst, og skriv cellen, som den skal læses",
            "format the column as text, and write the cell as it is to be read",
        ),
        Flaw::Unseen => Problem::new(
            Code::HiddenCells,
            format!("cellen holder tallet {text}, men dens talformat viser det ikke"),
            format!("the cell holds the number {text}, but its number format does not show it"),
        )
        .help("formatér cellen som tal, eller tøm den", "format the cell as a number, or empty it"),
        Flaw::Damaged => Problem::new(
            Code::CellError,
            format!("cellen er beskadiget, og {text} er måske ikke det, den viser"),
            format!("the cell is damaged, and {text} may not be what it shows"),
        )
        .help(
            "åbn projektmappen i regnearket, se tallet efter, og gem den",
            "open the workbook in the spreadsheet, look at the figure, and save it",
        ),
        Flaw::Digits => Problem::new(
            Code::BadNumber,
            format!("tallet {text} har flere cifre end de 15, som regneark regner med"),
            format!("the number {text} has more digits than the 15 that spreadsheets keep"),
        )
        .help(
            "afrund det i regnearket til højst fire decimaler, fx `=AFRUND(…;2)` om en formel",
            "round it in the spreadsheet to at most four decimals, e.g. `=ROUND(…,2)` around a formula",
        ),
    }
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
