//! A portfolio as records of named values, in JSON or TOML: the same columns as in a table, each value with its place.

mod cell;
mod json;
mod toml;

use crate::file::lex::Start;
use crate::file::lines::Lines;
use crate::file::text::Text;
use crate::heading::period::named;
use crate::heading::{Heading, find};
use crate::limits::{MOST_ROWS, MOST_TOML};
use crate::mistake::{Mistakes, Problem, shown};
use crate::table::told::{duplicate, unknown};
use crate::table::too_many_rows;
use cell::text;
use rammeaftale::diag::{Code, Diagnostic, Place};
use rammeaftale::portfolio::Column;
use std::collections::BTreeSet;
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

/// How records are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notation {
    /// A list of objects, an object with the list `rows`, or one object after the other (JSON Lines).
    Json,
    /// A table array `[[row]]`.
    Toml,
}

impl Notation {
    /// Told by the file's name or its first sign; `None` is CSV.
    pub(crate) fn of(name: &str, bytes: &[u8]) -> Option<Notation> {
        let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
        let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        match (extension.as_deref(), start.first()) {
            (Some("toml"), _) => Some(Notation::Toml),
            (Some("json" | "jsonl" | "ndjson"), _) => Some(Notation::Json),
            _ if is_toml(start) => Some(Notation::Toml),
            (_, Some(b'{' | b'[')) => Some(Notation::Json),
            _ => None,
        }
    }
}

/// True when the first line that is no comment begins a row, or says the schema as [`write_toml`](crate::write_toml) does.
fn is_toml(start: &[u8]) -> bool {
    let mut lines = start.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with(b"#")).unwrap_or_default();
    let says_schema = first.strip_prefix(b"schema").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"="));
    says_schema || first.starts_with(b"[[row]]")
}

/// One record as written.
#[derive(Debug)]
pub(crate) struct Record {
    pub(crate) span: Range<usize>,
    pub(crate) fields: Vec<Field>,
}

#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) key: String,
    pub(crate) key_span: Range<usize>,
    pub(crate) value: Scalar,
    pub(crate) span: Range<usize>,
}

/// What may stand for a cell.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Scalar {
    Blank,
    Text(String),
    /// The digits as written.
    Number(String),
    /// A list of codes, as `buyers` may be given.
    Codes(String),
    Other,
}

/// Where the records of a file stand.
#[derive(Clone, Debug)]
pub(crate) enum Records {
    /// Each is read again where it begins.
    Json(Text),
    Toml(Arc<str>, String, Vec<Spans>),
}

/// The byte where a record begins, and where each of its columns stands.
type Spans = (usize, Vec<(Column, Range<usize>)>);

/// Takes a record that begins here; what comes after it is read unless that says to break off.
pub(crate) type Take<'t> = dyn FnMut(&Lines<'_>, Start, Record, &mut Mistakes) -> ControlFlow<()> + 't;

impl Records {
    /// Calls `each` with every record.
    pub(crate) fn read(
        text: Text,
        notation: Notation,
        mistakes: &mut Mistakes,
        mut each: impl FnMut(&Cells<'_>, &mut Mistakes),
    ) -> Result<Records, Problem> {
        let (mut told, mut places) = (BTreeSet::new(), Vec::new());
        let mut count = 0;
        let mut take = |lines: &Lines<'_>, start: Start, record: Record, mistakes: &mut Mistakes| {
            if mistakes.is_full() {
                return ControlFlow::Break(());
            }
            if count == MOST_ROWS {
                mistakes.push(too_many_rows(lines.place(&record.span)));
                return ControlFlow::Break(());
            }
            count += 1;
            let at = record.span.start;
            let cells = Cells { lines: *lines, start, at, fields: columns(lines, record, &mut told, mistakes) };
            each(&cells, mistakes);
            if notation == Notation::Toml {
                places.push((at, cells.fields.into_iter().map(|(column, _, span)| (column, span)).collect()));
            }
            ControlFlow::Continue(())
        };
        let name = Arc::clone(&text.name);
        let whole = match notation {
            Notation::Json => json::records(&text, mistakes, &mut take).map(|()| None),
            Notation::Toml => whole_toml(&text).map(|whole| {
                toml::records(&Lines { name: &name, text: &whole, line: 1 }, mistakes, &mut take);
                Some(whole)
            }),
        }?;
        if count == 0 && mistakes.is_empty() {
            mistakes.push(no_records(&name));
        }
        Ok(whole.map_or(Records::Json(text), |whole| Records::Toml(name, whole, places)))
    }

    /// The place of a column in the record that begins at `start`; of the record where it has no such column.
    pub(crate) fn place(&self, start: Start, column: Column) -> Place {
        match self {
            // A record that can no longer be read has no place.
            Records::Json(text) => {
                json::place(text, start, |key| find(key) == Some(column)).unwrap_or_else(|_| Place::file(&text.name))
            }
            Records::Toml(name, text, places) => {
                let found = places.binary_search_by_key(&start.byte, |(byte, _)| *byte).ok();
                let fields = found.and_then(|index| places.get(index));
                let span = fields.and_then(|(_, fields)| fields.iter().find(|(other, _)| *other == column));
                let span = span.map_or(start.byte..start.byte + 1, |(_, span)| span.clone());
                Lines { name, text, line: 1 }.place(&span)
            }
        }
    }
}

fn whole_toml(text: &Text) -> Result<String, Problem> {
    let help =
        |problem: Problem| problem.help("gem rækkerne som JSON Lines eller CSV", "save the rows as JSON Lines or CSV");
    text.whole(MOST_TOML).map_err(help)
}

/// The cells of one record.
pub(crate) struct Cells<'f> {
    lines: Lines<'f>,
    start: Start,
    at: usize,
    fields: Vec<(Column, Scalar, Range<usize>)>,
}

impl Cells<'_> {
    /// Where the record begins.
    pub(crate) fn start(&self) -> Start {
        self.start
    }

    pub(crate) fn place(&self) -> Place {
        self.lines.place(&(self.at..self.at + 1))
    }

    pub(crate) fn has(&self, column: Column) -> bool {
        self.fields.iter().any(|(other, ..)| *other == column)
    }

    /// Column, text ("" is blank) and place of every cell.
    pub(crate) fn values(&self) -> impl Iterator<Item = (Column, Result<String, Problem>, impl Fn() -> Place)> {
        self.fields.iter().map(|(column, value, span)| (*column, text(*column, value), || self.lines.place(span)))
    }
}

/// The fields that are columns; each unknown key is told once.
fn columns(
    lines: &Lines<'_>,
    record: Record,
    told: &mut BTreeSet<String>,
    mistakes: &mut Mistakes,
) -> Vec<(Column, Scalar, Range<usize>)> {
    let known: Vec<Column> = record.fields.iter().filter_map(|field| find(&field.key)).collect();
    let mut out: Vec<(Column, Scalar, Range<usize>)> = Vec::new();
    for field in record.fields {
        let place = || lines.place(&field.key_span);
        match find::<Column>(&field.key) {
            None if told.contains(&field.key) => {}
            None => {
                let problem = match named::<Column>(&field.key) {
                    Some((column, Some(_))) => wide_key(column, &field.key),
                    _ => unknown(&field.key, &known),
                };
                mistakes.push(problem.at(place()));
                told.insert(field.key);
            }
            Some(column) => match out.iter().find(|(other, ..)| *other == column) {
                Some((.., first)) => {
                    mistakes.push(duplicate((column, None), place(), Some(lines.place(first))));
                }
                None => out.push((column, field.value, field.span)),
            },
        }
    }
    out
}

/// A column with a year, as wide tables have it.
fn wide_key(column: Column, key: &str) -> Problem {
    let (da, en, key) = (Heading::danish(column), column.name(), shown(key));
    Problem::new(
        Code::UnknownColumn,
        format!("{key} har et år, men i JSON og TOML er der en række for hvert år"),
        format!("{key} has a year, but in JSON and TOML each year has a row"),
    )
    .help(
        format!("skriv en række for hvert år, med `år` og `{da}`"),
        format!("write a row for each year, with `year` and `{en}`"),
    )
}

/// What should be a record and is not.
pub(crate) fn not_a_record(lines: &Lines<'_>, span: &Range<usize>) -> Diagnostic {
    Problem::new(Code::WrongType, "her skal stå en række", "this must be a row")
        .help("skriv en række som `{\"offer\": \"B1\", …}`", "write a row such as `{\"offer\": \"B1\", …}`")
        .at(lines.place(span))
}

/// A key beside the rows that means nothing.
pub(crate) fn unknown_key(lines: &Lines<'_>, span: &Range<usize>, rows: &str) -> Diagnostic {
    let key = shown(lines.text.get(span.clone()).unwrap_or_default().trim_matches('"'));
    Problem::new(Code::UnknownKey, format!("{key} er ikke en nøgle her"), format!("{key} is not a key here"))
        .help(format!("skriv rækkerne under `{rows}`"), format!("write the rows under `{rows}`"))
        .at(lines.place(span))
}

fn no_records(name: &Arc<str>) -> Diagnostic {
    Problem::new(Code::EmptyFile, "filen har ingen rækker", "the file has no rows")
        .help("skriv mindst én række", "write at least one row")
        .at(Place::file(name))
}
