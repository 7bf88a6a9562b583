//! The file as cases.

use super::expect::{self, Expectation};
use super::row::{self, amount};
use super::{Answer, Case};
use crate::check::{File, Opened, diags};
use crate::check::{reader::Reader, sink::Sink};
use crate::diag::{Code, Diagnostic, Place};
use crate::plan::Options;
use crate::portfolio::{Assumption, Column};
use crate::price_index::PriceIndex;
use crate::quantity::Year;
use crate::raw::{Node, Table};
use crate::text::Text;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) fn read(path: &str, bytes: &[u8]) -> Result<Vec<Case>, Vec<Diagnostic>> {
    let file = Opened::new(&File { id: path, shown: path, bytes });
    let cases = file.table().map(|table| cases(&file.sink, table)).unwrap_or_default();
    let mut diagnostics = file.into_diagnostics();
    if cases.is_empty() && diagnostics.is_empty() {
        diagnostics.push(no_cases(path));
    }
    if diagnostics.is_empty() { Ok(cases) } else { Err(diagnostics) }
}

fn no_cases(path: &str) -> Diagnostic {
    let message = Text::new("filen har ingen tilfælde", "the file holds no cases");
    Diagnostic::error(Code::EmptyFile, Place::file(&Arc::from(path)), message)
        .help("tilføj `[[case]]`", "add `[[case]]`")
}

fn cases(sink: &Sink, table: &Table) -> Vec<Case> {
    let reader = Reader::new(sink, table, "file");
    reader.entry("schema");
    let agreement = reader.entry("agreement").and_then(|entry| sink.id(&entry.value));
    let tables = reader.tables("case");
    let cases: Vec<Case> = tables.into_iter().filter_map(|table| case(sink, table, agreement.as_ref())).collect();
    reader.finish();
    cases
}

fn case(sink: &Sink, table: &Table, agreement: Option<&Arc<str>>) -> Option<Case> {
    let reader = Reader::new(sink, table, "[[case]]");
    let name = reader.text("name");
    let place = reader.place_of("name");
    let agreement = match (reader.table.get("agreement"), agreement) {
        (None, Some(default)) => Some(Arc::clone(default)),
        _ => reader.id("agreement"),
    };
    // Asked for once more, so that it counts as known where the default was taken.
    reader.entry("agreement");
    let year = reader.required("year").and_then(|entry| sink.year(&entry.value));
    let rows = reader.required("rows").map(|entry| row::rows(sink, &entry.value));
    let options = options(&reader);
    let answer = answer(&reader);
    reader.finish();
    Some(Case { name: name?, place, agreement: agreement?, year: year?, options, rows: rows?, answer: answer? })
}

/// Either the code of a mistake or what is to be found.
fn answer(reader: &Reader<'_>) -> Option<Answer> {
    if let Some(entry) = reader.entry("error") {
        let name = reader.sink.text(&entry.value)?;
        let code = Code::ALL.iter().find(|code| code.as_str() == name);
        if code.is_none() {
            let names: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
            reader.sink.push(diags::bad_value(reader.sink.place(&entry.value.span), &name, &names));
        }
        return code.copied().map(Answer::Refused);
    }
    reader.required("expect")?;
    let tables = reader.tables("expect");
    let expected: Vec<Expectation> =
        tables.iter().filter_map(|table| expect::expectation(reader.sink, table)).collect();
    if tables.is_empty() {
        reader.sink.push(diags::missing_key(reader.place_of_table(), "expect", "[[case]]"));
    }
    Some(Answer::Judged(expected))
}

fn options(reader: &Reader<'_>) -> Options {
    let sink = reader.sink;
    let entries = |key| {
        let table = reader.entry(key).and_then(|entry| sink.table(&entry.value));
        table.map_or(&[][..], |table| &table.entries)
    };
    let readings = entries("readings").iter().filter_map(|entry| Some((entry.key.clone(), sink.text(&entry.value)?)));
    let readings: BTreeMap<String, String> = readings.collect();
    let assumptions =
        entries("assume").iter().filter_map(|entry| assumption(sink, &entry.key, &entry.key_span, &entry.value));
    let assumptions: Vec<Assumption> = assumptions.collect();
    let steps = entries("index").iter().filter_map(|entry| {
        let year = named_year(sink, &entry.key, &entry.key_span)?;
        Some((year, sink.percent(&entry.value)?))
    });
    // Never refused: percentages are above -100, and no two keys are one year.
    let index = PriceIndex::new(steps.collect::<Vec<_>>()).unwrap_or_default();
    Options { readings, assumptions, index, rule: None }
}

fn named_year(sink: &Sink, key: &str, span: &std::ops::Range<usize>) -> Option<Year> {
    // Four digits and nothing else, so that no two keys are one year.
    let digits = key.len() == 4 && key.bytes().all(|byte| byte.is_ascii_digit());
    let year = key.parse::<i32>().ok().and_then(Year::new).filter(|_| digits);
    if year.is_none() {
        sink.push(diags::bad_year(sink.place(span), key));
    }
    year
}

fn assumption(sink: &Sink, key: &str, span: &std::ops::Range<usize>, value: &Node) -> Option<Assumption> {
    let Some(column) = Column::ALL.iter().copied().find(|column| column.name() == key) else {
        let names: Vec<&str> = Column::ALL.iter().map(|column| column.name()).collect();
        sink.push(diags::bad_value(sink.place(span), key, &names));
        return None;
    };
    let taken = match column {
        Column::Location | Column::Buyers => Assumption::authorities(column, row::authorities(sink, value)?),
        _ => Assumption::amount(column, amount(sink, value)?),
    };
    if taken.is_err() {
        let message = Text::new(
            format!("denne værdi kan ikke antages for `{}`", column.danish()),
            format!("this value cannot be assumed for `{column}`"),
        );
        let help = ("slet antagelsen, eller ret værdien", "delete the assumption, or correct the value");
        sink.push(Diagnostic::error(Code::BadValue, sink.place(span), message).help(help.0, help.1));
    }
    taken.ok()
}
