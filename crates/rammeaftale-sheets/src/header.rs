//! The header of a file: its dialect, and which column each heading names.

use crate::dialect::Dialect;
use crate::file::File;
use crate::heading::{Heading, find, nearest_name};
use crate::lex::{Cell, Start};
use crate::mistake::{Mistakes, Problem, shown};
use rammeaftale::diag::{Code, Diagnostic, Place};
use rammeaftale::text::Text;

/// The dialect and where the header stands: the first line that is neither blank nor a spreadsheet's `sep=;`.
pub(crate) fn first_line(file: &File, mistakes: &mut Mistakes) -> Option<(Dialect, Start)> {
    let mut named = None;
    let mut at = Start::TEXT;
    for line in file.text.split('\n') {
        let hint = Dialect::named(line).filter(|_| named.is_none());
        if hint.is_none() && !line.trim().is_empty() {
            let dialect = named.map_or_else(|| Dialect::of_header(line), Ok);
            let tell = |other| mistakes.push(other_separator(other).at(file.line_place(at)));
            return Some((dialect.map_err(tell).ok()?, at));
        }
        named = named.or(hint);
        at = Start { byte: at.byte + line.len() + 1, line: at.line + 1 };
    }
    mistakes.push(empty().at(Place::file(&file.name)));
    None
}

fn other_separator(other: char) -> Problem {
    let (da, en) = if other == '\t' { ("tabulator", "tab") } else { ("`|`", "`|`") };
    Problem::new(Code::UnknownSeparator, format!("cellerne er skilt af {da}"), format!("the cells are parted by {en}"))
        .help("gem filen med `;` eller `,` mellem cellerne", "save the file with `;` or `,` between the cells")
}

/// What a heading stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot<H> {
    Column(H),
    /// Blank: a spreadsheet's empty column.
    Blank,
    /// Already told to be a mistake.
    Ignored,
}

/// What each heading stands for; `None` when none is a column.
pub(crate) fn read_header<H: Heading>(
    file: &File,
    start: Start,
    cells: &[Cell<'_>],
    mistakes: &mut Mistakes,
) -> Option<Vec<Slot<H>>> {
    let found: Vec<Option<H>> = cells.iter().map(|cell| find(&cell.value)).collect();
    let known: Vec<H> = found.iter().copied().flatten().collect();
    if known.is_empty() {
        mistakes.push(no_header::<H>(file.line_place(start)));
        return None;
    }
    let mut slots: Vec<Slot<H>> = Vec::new();
    for (cell, found) in cells.iter().zip(found) {
        let place = || file.place(start, &cell.span);
        slots.push(match found {
            Some(column) => match slots.iter().position(|slot| *slot == Slot::Column(column)) {
                None => Slot::Column(column),
                Some(first) => {
                    let first = cells.get(first).map(|cell| file.place(start, &cell.span));
                    mistakes.push(duplicate(column, place(), first));
                    Slot::Ignored
                }
            },
            None if cell.value.trim().is_empty() => Slot::Blank,
            None => {
                mistakes.push(unknown(cell.value.trim(), &known).at(place()));
                Slot::Ignored
            }
        });
    }
    for column in H::ALL.iter().filter(|column| column.is_required() && !known.contains(column)) {
        mistakes.push(missing_column(*column).at(file.line_place(start)));
    }
    Some(slots)
}

pub(crate) fn unknown<H: Heading>(heading: &str, known: &[H]) -> Problem {
    let text = shown(heading);
    let problem =
        Problem::new(Code::UnknownColumn, format!("{text} er ikke en kolonne"), format!("{text} is not a column"));
    match nearest_name(heading, known) {
        Some(name) => problem.help(format!("mente du `{name}`?"), format!("did you mean `{name}`?")),
        None => with_names::<H>(problem)
            .help("ret overskriften, eller slet kolonnen", "mend the heading, or delete the column"),
    }
}

pub(crate) fn duplicate<H: Heading>(column: H, place: Place, first: Option<Place>) -> Diagnostic {
    let (da, en) = (column.danish(), column.english());
    let message =
        Text::new(format!("kolonnen `{da}` står der to gange"), format!("the column `{en}` stands there twice"));
    let diagnostic = Diagnostic::error(Code::DuplicateColumn, place, message);
    let diagnostic = match first {
        Some(first) => diagnostic.and(first, "første gang her", "the first is here"),
        None => diagnostic,
    };
    diagnostic
        .note(format!("`{da}` og `{en}` er samme kolonne"), format!("`{en}` and `{da}` are the same column"))
        .help("slet den ene", "delete one of them")
}

fn missing_column<H: Heading>(column: H) -> Problem {
    let (purpose_da, purpose_en) = column.purpose().unwrap_or_default();
    let (da, en) = (column.danish(), column.english());
    Problem::new(Code::MissingColumn, format!("kolonnen `{da}` mangler"), format!("the column `{en}` is missing"))
        .help(format!("tilføj `{da}` (eller `{en}`): {purpose_da}"), format!("add `{en}` (or `{da}`): {purpose_en}"))
}

fn no_header<H: Heading>(place: Place) -> Diagnostic {
    let problem = Problem::new(
        Code::UnknownColumn,
        "ingen af overskrifterne i første række er en kolonne",
        "none of the headings in the first row is a column",
    );
    with_names::<H>(problem)
        .help("lad første række være kolonnernes navne", "let the first row hold the names of the columns")
        .at(place)
}

fn with_names<H: Heading>(problem: Problem) -> Problem {
    let list = |name: fn(H) -> &'static str| H::ALL.iter().map(|column| name(*column)).collect::<Vec<_>>().join(", ");
    problem.note(format!("kolonnerne er {}", list(H::danish)), format!("the columns are {}", list(H::english)))
}

fn empty() -> Problem {
    Problem::new(Code::EmptyFile, "filen er tom", "the file is empty").help(
        "skriv kolonnernes navne i første række og tallene derunder",
        "write the names of the columns in the first row and the figures below it",
    )
}
