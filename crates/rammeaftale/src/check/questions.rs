//! Open questions, their readings, and what each reading sets.

use super::diags;
use super::reader::{Reader, Sink};
use crate::agreement::{OpenQuestion, Reading};
use crate::raw::{Node, Table};
use std::cell::Cell;
use std::ops::Range;
use std::sync::Arc;

/// Everything that readings set, and whether some rule asked for it.
#[derive(Debug, Default)]
pub(super) struct Sets<'r> {
    entries: Vec<Set<'r>>,
}

#[derive(Debug)]
struct Set<'r> {
    question: usize,
    reading: usize,
    rule: &'r str,
    field: &'r str,
    span: Range<usize>,
    node: &'r Node,
    used: Cell<bool>,
}

impl<'r> Sets<'r> {
    /// What a reading sets a rule's field to.
    pub(super) fn find(&self, question: usize, reading: usize, rule: &str, field: &str) -> Option<&'r Node> {
        let set = self
            .entries
            .iter()
            .find(|set| set.question == question && set.reading == reading && set.rule == rule && set.field == field)?;
        set.used.set(true);
        Some(set.node)
    }

    /// Reports what no rule asked for.
    pub(super) fn report_idle(&self, sink: &Sink) {
        for set in self.entries.iter().filter(|set| !set.used.get()) {
            sink.push(diags::idle_set(sink.place(&set.span), set.rule, set.field));
        }
    }
}

/// `[[open_question]]`, in the order of the file.
pub(super) fn questions<'r>(reader: &Reader<'r>) -> (Vec<OpenQuestion>, Sets<'r>) {
    let mut sets = Sets::default();
    let mut questions = Vec::new();
    for table in reader.tables("open_question") {
        let index = questions.len();
        if let Some(question) = question(reader.sink, table, index, &mut sets) {
            questions.push(question);
        }
    }
    (questions, sets)
}

fn question<'r>(sink: &'r Sink, table: &'r Table, index: usize, sets: &mut Sets<'r>) -> Option<OpenQuestion> {
    let reader = Reader::new(sink, table, "[[open_question]]");
    let (id, text, clauses) = (reader.id("id"), reader.both("text"), reader.references("clauses"));
    let why = reader.optional_both("why");
    let mut readings: Vec<Reading> = Vec::new();
    for (number, table) in reader.tables("reading").into_iter().enumerate() {
        let one = Reader::new(sink, table, "[[open_question.reading]]");
        let (id, text) = (one.id("id"), one.both("text"));
        read_sets(&one, (index, number), sets);
        let place = one.place_of("id");
        one.finish();
        let (Some(id), Some(text)) = (id, text) else { continue };
        if readings.iter().any(|earlier| earlier.id == id) {
            sink.push(diags::duplicate_id(place, reader.place_of("reading"), ("læsningen", "the reading"), &id));
        }
        readings.push(Reading { id, text });
    }
    if readings.len() < 2 {
        sink.push(diags::missing_key(reader.place_of_table(), "reading", "[[open_question]]"));
    }
    let preferred = preferred(&reader, &readings);
    if preferred.is_some() && why.is_none() {
        sink.push(diags::missing_key(reader.place_of("preferred"), "why", "[[open_question]]"));
    }
    reader.finish();
    Some(OpenQuestion { id: id?, text: text?, readings, preferred, why, clauses, origin: None })
}

fn preferred(reader: &Reader<'_>, readings: &[Reading]) -> Option<usize> {
    let name = reader.entry("preferred").and_then(|entry| reader.sink.id(&entry.value))?;
    let found = readings.iter().position(|reading| reading.id == name);
    if found.is_none() {
        let known = readings.iter().map(|reading| &*reading.id);
        let place = reader.place_of("preferred");
        reader.sink.push(diags::unknown_reference(place, ("læsningen", "reading"), &name, known));
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
            rule: &rule.key,
            field: &field.key,
            span: field.key_span.clone(),
            node: &field.value,
            used: Cell::new(false),
        }));
    }
}

/// `{ question = "…" }`: the question's place in the list, with an error where there is none.
pub(super) fn question_named(sink: &Sink, node: &Node, name: &str, questions: &[OpenQuestion]) -> Option<usize> {
    let found = questions.iter().position(|question| &*question.id == name);
    if found.is_none() {
        let known = questions.iter().map(|question| &*question.id);
        sink.push(diags::unknown_reference(sink.place(&node.span), ("spørgsmålet", "question"), name, known));
    }
    found
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
