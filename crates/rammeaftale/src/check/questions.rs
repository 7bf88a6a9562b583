//! Open questions, their readings, and what each reading sets.

use super::diags;
use super::reader::Reader;
use super::sink::Sink;
use crate::agreement::{OpenQuestion, Reading, Rule};
use crate::diag::Place;
use crate::raw::{Entry, Node, Table, Value};
use std::cell::Cell;
use std::sync::Arc;

/// Everything that readings set, and whether some rule asked for it.
#[derive(Debug, Default)]
pub(super) struct Sets<'r> {
    entries: Vec<Set<'r>>,
    /// Questions with mistakes: they are there, and what is wrong with them is told.
    unread: Vec<&'r str>,
}

#[derive(Debug)]
struct Set<'r> {
    question: usize,
    reading: usize,
    rule: &'r Entry,
    field: &'r Entry,
    used: Cell<bool>,
}

impl<'r> Sets<'r> {
    /// What a reading sets a rule's field to.
    pub(super) fn find(&self, question: usize, reading: usize, rule: &str, field: &str) -> Option<&'r Node> {
        let is = |set: &&Set<'_>| set.rule.key == rule && set.field.key == field;
        let set = self.entries.iter().filter(|set| set.question == question && set.reading == reading).find(is)?;
        set.used.set(true);
        Some(&set.field.value)
    }

    /// Reports what no rule asked for; of a rule that is `declared` but not among those read, nothing is known.
    pub(super) fn report_idle(&self, sink: &Sink, rules: &[Rule], declared: &[&str]) {
        for set in self.entries.iter().filter(|set| !set.used.get()) {
            let (rule, field) = (&set.rule.key, &set.field.key);
            if rules.iter().any(|read| *read.id == **rule) {
                sink.push(diags::idle_set(sink.place(&set.field.key_span), rule, field));
            } else if !declared.contains(&rule.as_str()) {
                let place = sink.place(&set.rule.key_span);
                sink.push(diags::unknown_reference(place, ("reglen", "rule"), rule, declared.iter().copied()));
            }
        }
    }
}

/// `[[open_question]]`, in the order of the file.
pub(super) fn questions<'r>(reader: &Reader<'r>) -> (Vec<OpenQuestion>, Sets<'r>) {
    let mut sets = Sets::default();
    let mut questions = Vec::new();
    for table in reader.tables("open_question") {
        let before = sets.entries.len();
        match question(reader.sink, table, questions.len(), &mut sets) {
            Some(question) => questions.push(question),
            None => {
                sets.entries.truncate(before);
                sets.unread.extend(table.text("id").map(|(id, _)| id));
            }
        }
    }
    (questions, sets)
}

fn question<'r>(sink: &'r Sink, table: &'r Table, index: usize, sets: &mut Sets<'r>) -> Option<OpenQuestion> {
    let reader = Reader::new(sink, table, "[[open_question]]");
    let (id, text, clauses) = (reader.id("id"), reader.both("text"), reader.references("clauses"));
    let why = reader.optional_both("why");
    let tables = reader.tables("reading");
    let readings: Vec<Option<Reading>> =
        tables.iter().enumerate().map(|(number, table)| reading(sink, table, (index, number), sets)).collect();
    given_once(sink, &tables);
    if tables.len() < 2 {
        let missing = diags::missing_key(reader.place_of_table(), "reading", "[[open_question]]");
        let help = ("skriv mindst to `[[open_question.reading]]`", "write at least two `[[open_question.reading]]`");
        reader.sink.push(missing.help(help.0, help.1));
    }
    let preferred = preferred(&reader, &tables);
    if preferred.is_some() && why.is_none() {
        reader.sink.push(diags::missing_key(reader.place_of("preferred"), "why", "[[open_question]]"));
    }
    reader.finish();
    let readings = readings.into_iter().collect::<Option<Vec<_>>>()?;
    Some(OpenQuestion { id: id?, text: text?, readings, preferred, why, clauses, origin: None })
}

fn reading<'r>(sink: &'r Sink, table: &'r Table, at: (usize, usize), sets: &mut Sets<'r>) -> Option<Reading> {
    let reader = Reader::new(sink, table, "[[open_question.reading]]");
    let (id, text) = (reader.id("id"), reader.both("text"));
    read_sets(&reader, at, sets);
    reader.finish();
    Some(Reading { id: id?, text: text? })
}

/// No reading is offered twice: neither its id nor what it sets.
fn given_once(sink: &Sink, tables: &[&Table]) {
    for (number, table) in tables.iter().enumerate() {
        let Some((id, span)) = table.text("id") else { continue };
        for earlier in tables.iter().take(number) {
            let Some((other, first)) = earlier.text("id") else { continue };
            if other == id {
                let places = (sink.place(span), sink.place(first));
                sink.push(diags::duplicate_id(places.0, places.1, ("læsningen", "reading"), id));
            } else if let (Some(set), Some(before)) = (table.get("set"), earlier.get("set"))
                && set.value == before.value
            {
                let places = (sink.place(&set.value.span), sink.place(&before.value.span));
                sink.push(diags::duplicate_reading(places.0, places.1, (other, id)));
            }
        }
    }
}

fn preferred(reader: &Reader<'_>, readings: &[&Table]) -> Option<usize> {
    let name = reader.entry("preferred").and_then(|entry| reader.sink.id(&entry.value))?;
    let ids = || readings.iter().map(|reading| reading.text("id").map(|(id, _)| id));
    let found = ids().position(|id| id == Some(&*name));
    if found.is_none() {
        let place = reader.place_of("preferred");
        reader.sink.push(diags::unknown_reference(place, ("læsningen", "reading"), &name, ids().flatten()));
    }
    found
}

/// `set = { rule-id = { field = value } }`
fn read_sets<'r>(reader: &Reader<'r>, (question, reading): (usize, usize), sets: &mut Sets<'r>) {
    let Some(entry) = reader.entry("set") else { return };
    let Some(rules) = reader.sink.table(&entry.value) else { return };
    for rule in &rules.entries {
        let Some(fields) = reader.sink.table(&rule.value) else { continue };
        sets.entries.extend(fields.entries.iter().map(|field| Set {
            question,
            reading,
            rule,
            field,
            used: Cell::new(false),
        }));
    }
}

/// `question = "…"`: the question's place in the list, with an error where there is none.
pub(super) fn question_named(
    sink: &Sink,
    (name, place): (&str, Place),
    questions: &[OpenQuestion],
    sets: &Sets<'_>,
) -> Option<usize> {
    let found = questions.iter().position(|question| &*question.id == name);
    if found.is_none() && !sets.unread.contains(&name) {
        let known = questions.iter().map(|question| &*question.id);
        sink.push(diags::unknown_reference(place, ("spørgsmålet", "question"), name, known));
    }
    found
}

/// The place of a reading in the file, to say what it lacks.
pub(super) fn place_of_reading(file: &Table, sink: &Sink, question: &str, reading: usize) -> Option<Place> {
    let is = |table: &&Table| table.text("id").is_some_and(|(id, _)| id == question);
    let question = file.tables("open_question").find(is)?;
    let Value::List(readings) = &question.get("reading")?.value.value else { return None };
    let Value::Table(reading) = &readings.get(reading)?.value else { return None };
    reading.text("id").map(|(_, span)| sink.place(span))
}

/// Brings a question over from another agreement, once.
pub(super) fn import(questions: &mut Vec<OpenQuestion>, from: &Arc<str>, question: &OpenQuestion) -> usize {
    let origin = question.origin.as_ref().unwrap_or(from);
    let same = |other: &OpenQuestion| other.id == question.id && other.origin.as_ref() == Some(origin);
    questions.iter().position(same).unwrap_or_else(|| {
        questions.push(OpenQuestion { origin: Some(Arc::clone(origin)), ..question.clone() });
        questions.len() - 1
    })
}
