//! What a case expects of one subject.

use super::row;
use crate::agreement::Force;
use crate::agreement::rules::Vocabulary;
use crate::check::diags;
use crate::check::{reader::Reader, sink::Sink};
use crate::diag::Place;
use crate::portfolio::Authority;
use crate::raw::{Entry, Table, Value};
use rust_decimal::Decimal;
use std::fmt;

/// One subject's expected finding, or its assessment where no rule is named.
#[derive(Clone, Debug)]
pub(super) struct Expectation {
    pub(super) place: Place,
    pub(super) subject: Wanted,
    pub(super) rule: Option<String>,
    pub(super) tariff_name: Option<String>,
    /// Verdict, cause, robust, force, binding, the shift: each by its key, with the word expected.
    pub(super) words: Vec<(&'static str, String)>,
    pub(super) figures: Vec<(String, Decimal)>,
    /// Lists by their key, with the entries expected.
    pub(super) lists: Vec<(&'static str, Vec<String>)>,
}

/// Of whom.
#[derive(Clone, Debug)]
pub(super) enum Wanted {
    Offer(String),
    Operator(Authority),
    Region(Authority),
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Wanted::Offer(offer) => f.write_str(offer),
            Wanted::Operator(code) | Wanted::Region(code) => code.fmt(f),
        }
    }
}

const VERDICTS: [&str; 4] = ["met", "breached", "undetermined", "not-applicable"];
const ROBUST: [&str; 3] = ["yes", "no", "unknown"];
/// The lists that an assessment has too, then those of a finding alone.
const LISTS: [&str; 2] = ["flips", "assumptions"];
const FINDING_LISTS: [&str; 4] = ["missing", "undecided", "settled_by", "left_out"];

pub(super) fn expectation(sink: &Sink, table: &Table) -> Option<Expectation> {
    let reader = Reader::new(sink, table, "[[case.expect]]");
    let subject = subject(&reader);
    let rule = text(&reader, "rule");
    let mut expectation = Expectation {
        place: reader.place_of_table(),
        subject: Wanted::Offer(String::new()),
        rule,
        tariff_name: None,
        words: Vec::new(),
        figures: Vec::new(),
        lists: Vec::new(),
    };
    reader.required("verdict");
    word(&reader, &mut expectation, "verdict", &VERDICTS);
    word(&reader, &mut expectation, "cause", &[]);
    word(&reader, &mut expectation, "robust", &ROBUST);
    LISTS.into_iter().for_each(|key| list(&reader, &mut expectation, key));
    if expectation.rule.is_some() {
        of_finding(&reader, &mut expectation);
    } else {
        scalar(&reader, &mut expectation, "as_if");
    }
    reader.finish();
    Some(Expectation { subject: subject?, ..expectation })
}

/// The keys that an assessment does not have.
fn of_finding(reader: &Reader<'_>, expectation: &mut Expectation) {
    expectation.tariff_name = text(reader, "tariff_name");
    let forces: Vec<&str> = Force::ALL.iter().map(|(name, _)| *name).collect();
    word(reader, expectation, "force", &forces);
    scalar(reader, expectation, "binding");
    FINDING_LISTS.into_iter().for_each(|key| list(reader, expectation, key));
    let figures = reader.entry("figures").and_then(|entry| reader.sink.table(&entry.value));
    let entries = figures.map_or(&[][..], |table| &table.entries);
    let named = entries.iter().filter_map(|entry| Some((entry.key.clone(), reader.sink.decimal(&entry.value)?)));
    expectation.figures = named.collect();
}

/// An offer, an operator or the region.
fn subject(reader: &Reader<'_>) -> Option<Wanted> {
    let code = |entry: &Entry| row::authority(reader.sink, &entry.value);
    match (reader.entry("offer"), reader.entry("operator"), reader.entry("region")) {
        (Some(offer), None, None) => reader.sink.text(&offer.value).map(Wanted::Offer),
        (None, Some(operator), None) => code(operator).map(Wanted::Operator),
        (None, None, Some(region)) => code(region).map(Wanted::Region),
        (_, Some(second), _) | (_, _, Some(second)) => {
            let either = ("ét af `offer`, `operator` og `region`", "one of `offer`, `operator` and `region`");
            reader.sink.push(diags::wrong_type(reader.sink.place(&second.key_span), either));
            None
        }
        (None, None, None) => {
            reader.sink.push(diags::missing_key(reader.place_of_table(), "operator", "[[case.expect]]"));
            None
        }
    }
}

fn text(reader: &Reader<'_>, key: &'static str) -> Option<String> {
    reader.entry(key).and_then(|entry| reader.sink.text(&entry.value))
}

/// A word, out of `known` where that is not empty.
fn word(reader: &Reader<'_>, expectation: &mut Expectation, key: &'static str, known: &[&str]) {
    let Some(word) = text(reader, key) else { return };
    if !known.is_empty() && !known.contains(&word.as_str()) {
        reader.sink.push(diags::bad_value(reader.place_of(key), &word, known));
    }
    expectation.words.push((key, word));
}

/// `true`, `false` or a whole number, as its word.
fn scalar(reader: &Reader<'_>, expectation: &mut Expectation, key: &'static str) {
    let Some(entry) = reader.entry(key) else { return };
    match &entry.value.value {
        Value::Bool(value) => expectation.words.push((key, value.to_string())),
        Value::Number(digits) => expectation.words.push((key, digits.clone())),
        _ => reader.sink.push(diags::wrong_type(
            reader.place_of(key),
            ("et tal, `true` eller `false`", "a number, `true` or `false`"),
        )),
    }
}

fn list(reader: &Reader<'_>, expectation: &mut Expectation, key: &'static str) {
    let Some(entry) = reader.entry(key) else { return };
    let items = reader.sink.list(&entry.value).iter().filter_map(|item| reader.sink.text(item));
    expectation.lists.push((key, items.collect()));
}
