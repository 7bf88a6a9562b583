//! What is told of a cell that does not hold a value to be read as it stands.

use super::other_currency;
use crate::file::lex::Flaw;
use crate::mistake::{Problem, shown};
use rammeaftale::diag::Code;

/// Why a cell with this text is not read.
pub(super) fn flawed(text: &str, flaw: Flaw) -> Problem {
    let is_below = text.starts_with('-');
    let cell = shown(text);
    match flaw {
        Flaw::Error if is_narrow(text) => too_narrow(&cell),
        Flaw::Error => error(&cell),
        Flaw::Formula => not_calculated(),
        Flaw::Currency => other_currency(&cell),
        Flaw::Scale => scaled(&cell),
        Flaw::Sign if is_below => without_minus(&cell),
        Flaw::Sign => with_minus(&cell),
        Flaw::Date => date(&cell),
        Flaw::Dressed | Flaw::Per(_) | Flaw::Said(_) => dressed(&cell),
        Flaw::Unseen => unseen(&cell),
        Flaw::Damaged => damaged(&cell),
        Flaw::Digits => too_many_digits(&cell),
    }
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
pub(super) fn is_error(text: &str) -> bool {
    let has_number = |word| text.strip_prefix(word).is_some_and(|rest| rest.parse::<u16>().is_ok());
    match text.as_bytes().first() {
        Some(b'#') => is_narrow(text) || ERRORS.iter().any(|error| text.eq_ignore_ascii_case(error)),
        Some(b'E' | b'F') => has_number("Err:") || has_number("Fejl:"),
        _ => false,
    }
}

/// True for the strokes of a column that is too narrow for its number.
fn is_narrow(text: &str) -> bool {
    text.len() > 2 && text.bytes().all(|byte| byte == b'#')
}

fn error(cell: &str) -> Problem {
    Problem::new(
        Code::CellError,
        format!("cellen indeholder fejlen {cell}"),
        format!("the cell holds the error {cell}"),
    )
    .help("ret formlen, eller skriv tallet", "mend the formula, or write the figure")
}

fn too_narrow(cell: &str) -> Problem {
    Problem::new(
        Code::CellError,
        format!("cellen indeholder {cell}, som regneark viser, hvor en kolonne er for smal til sit tal"),
        format!("the cell holds {cell}, which spreadsheets show where a column is too narrow for its number"),
    )
    .help(
        "gør kolonnen bredere i regnearket, og gem filen igen, eller skriv tallet",
        "widen the column in the spreadsheet and save the file again, or write the figure",
    )
}

fn not_calculated() -> Problem {
    Problem::new(Code::CellError, "cellens formel er ikke regnet ud", "the formula of the cell has not been calculated")
        .help(
            "åbn projektmappen i regnearket, og gem den som XLSX",
            "open the workbook in the spreadsheet, and save it as XLSX",
        )
}

fn scaled(cell: &str) -> Problem {
    Problem::new(
        Code::CellError,
        format!("tallet {cell} vises i tusinder eller millioner"),
        format!("the number {cell} is shown in thousands or millions"),
    )
    .help(
        "skriv beløbet i kroner, og formatér cellen som tal",
        "write the amount in kroner, and format the cell as a number",
    )
}

fn with_minus(cell: &str) -> Problem {
    of_sign(Problem::new(
        Code::CellError,
        format!("tallet {cell} vises med et minus, som det ikke har"),
        format!("the number {cell} is shown with a minus that it does not have"),
    ))
}

fn without_minus(cell: &str) -> Problem {
    of_sign(Problem::new(
        Code::CellError,
        format!("tallet {cell} vises uden sit minus"),
        format!("the number {cell} is shown without its minus"),
    ))
}

fn of_sign(problem: Problem) -> Problem {
    problem.help(
        "skriv tallet med det fortegn, det skal have, og formatér cellen som tal",
        "write the number with the sign that it is to have, and format the cell as a number",
    )
}

fn date(cell: &str) -> Problem {
    Problem::new(
        Code::CellError,
        format!("cellen er en dato, {cell}, hvor der skal stå en tekst"),
        format!("the cell is a date, {cell}, where a text must stand"),
    )
    .note(
        "regneark gør det, der ligner en dato, til en dato, fx `1-2` til 1. februar",
        "spreadsheets make a date of what looks like one, e.g. 1 February of `1-2`",
    )
    .help("formatér kolonnen som tekst, og skriv cellen igen", "format the column as text, and write the cell again")
}

fn dressed(cell: &str) -> Problem {
    Problem::new(
        Code::CellError,
        format!("cellen indeholder kun tallet {cell}; resten af det, den viser, er talformat"),
        format!("the cell holds only the number {cell}; the rest of what it shows is its number format"),
    )
    .help(
        "formatér kolonnen som tekst, og skriv cellen, som den skal læses",
        "format the column as text, and write the cell as it is to be read",
    )
}

fn unseen(cell: &str) -> Problem {
    Problem::new(
        Code::HiddenCells,
        format!("cellen holder tallet {cell}, men dens talformat viser det ikke"),
        format!("the cell holds the number {cell}, but its number format does not show it"),
    )
    .help("formatér cellen som tal, eller tøm den", "format the cell as a number, or empty it")
}

fn damaged(cell: &str) -> Problem {
    Problem::new(
        Code::CellError,
        format!("cellen er beskadiget, og {cell} er måske ikke det, den viser"),
        format!("the cell is damaged, and {cell} may not be what it shows"),
    )
    .help(
        "åbn projektmappen i regnearket, se tallet efter, og gem den",
        "open the workbook in the spreadsheet, look at the figure, and save it",
    )
}

fn too_many_digits(cell: &str) -> Problem {
    Problem::new(
        Code::BadNumber,
        format!("tallet {cell} har flere cifre end de 15, som regneark regner med"),
        format!("the number {cell} has more digits than the 15 that spreadsheets keep"),
    )
    .help(
        "afrund det i regnearket til højst fire decimaler, fx `=AFRUND(…;2)` om en formel",
        "round it in the spreadsheet to at most four decimals, e.g. `=ROUND(…,2)` around a formula",
    )
}
