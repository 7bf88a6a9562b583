//! A field of a rule: given, left to a question, or taken from another rule.

use crate::agreement::{Choice, OpenQuestion};
use crate::check::diags;
use crate::check::questions::{Sets, place_of_reading, question_named};
use crate::check::{reader::Reader, sink::Sink};
use crate::raw::{Entry, Name, Node, Table, Value};

/// The fields of one rule.
pub(super) struct Fields<'c, 'r> {
    pub(super) reader: &'c Reader<'r>,
    pub(super) rule: &'c str,
    pub(super) questions: &'c [OpenQuestion],
    pub(super) sets: &'c Sets<'c>,
    /// The file's table, to find the places of readings.
    pub(super) file: &'c Table,
    /// The rule that this one takes after could not be read: what is left out is no mistake.
    pub(super) base_unread: bool,
}

impl Fields<'_, '_> {
    /// A field as given, else as in the rule that this one takes after, else missing.
    pub(super) fn or_base<B: ?Sized, T>(
        &self,
        key: &'static str,
        base: Option<&B>,
        of_base: impl Fn(&B) -> T,
        read: impl Fn(&Sink, &Node) -> Option<T>,
    ) -> Option<T> {
        match (self.entry(key, base.is_some()), base) {
            (Some(entry), _) => read(self.reader.sink, &entry.value),
            (None, base) => base.map(of_base),
        }
    }

    /// A field that may be left to a question.
    pub(super) fn choice<B: ?Sized, T: Clone>(
        &self,
        key: &'static str,
        base: Option<&B>,
        of_base: impl Fn(&B) -> &Choice<T>,
        read: impl Fn(&Sink, &Node) -> Option<T>,
    ) -> Option<Choice<T>> {
        self.or_base(
            key,
            base,
            |base| of_base(base).clone(),
            |sink, node| match question_of(node) {
                None => read(sink, node).map(Choice::Fixed),
                Some((name, span)) => {
                    let question = question_named(sink, (name, sink.place(span)), self.questions, self.sets)?;
                    let readings = &self.questions.get(question)?.readings;
                    let by_reading: Vec<T> = readings
                        .iter()
                        .enumerate()
                        .filter_map(|(number, reading)| match self.sets.find(question, number, self.rule, key) {
                            Some(node) => read(sink, node),
                            None => {
                                let field = sink.place(&node.span);
                                let place = place_of_reading(self.file, sink, name, number);
                                let place = place.unwrap_or_else(|| field.clone());
                                sink.push(diags::unset_field(place, field, self.rule, key, &reading.id));
                                None
                            }
                        })
                        .collect();
                    (by_reading.len() == readings.len()).then_some(Choice::Open { question, by_reading })
                }
            },
        )
    }

    fn entry(&self, key: &'static str, optional: bool) -> Option<&Entry> {
        if optional || self.base_unread { self.reader.entry(key) } else { self.reader.required(key) }
    }
}

/// The name in `{ question = "…" }`.
fn question_of(node: &Node) -> Option<Name<'_>> {
    match &node.value {
        Value::Table(table) if table.entries.len() == 1 => table.text("question"),
        _ => None,
    }
}
