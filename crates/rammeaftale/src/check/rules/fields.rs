//! A field of a rule: given, left to a question, or taken from another rule.

use crate::agreement::{Choice, OpenQuestion};
use crate::check::diags;
use crate::check::questions::{Sets, question_named};
use crate::check::reader::{Reader, Sink};
use crate::raw::{Entry, Node, Value};

/// The fields of one rule.
pub(super) struct Fields<'c, 'r> {
    pub(super) reader: &'c Reader<'r>,
    pub(super) rule: &'c str,
    pub(super) questions: &'c [OpenQuestion],
    pub(super) sets: &'c Sets<'c>,
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
                Some(name) => {
                    let question = question_named(sink, node, name, self.questions)?;
                    let readings = &self.questions.get(question)?.readings;
                    let by_reading: Vec<T> = readings
                        .iter()
                        .enumerate()
                        .filter_map(|(number, reading)| match self.sets.find(question, number, self.rule, key) {
                            Some(node) => read(sink, node),
                            None => {
                                sink.push(diags::unset_field(sink.place(&node.span), self.rule, key, &reading.id));
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
        if optional { self.reader.entry(key) } else { self.reader.required(key) }
    }
}

/// The name in `{ question = "…" }`.
fn question_of(node: &Node) -> Option<&str> {
    let Value::Table(table) = &node.value else { return None };
    match (table.entries.as_slice(), table.get("question").map(|entry| &entry.value.value)) {
        ([_], Some(Value::Text(name))) => Some(name),
        _ => None,
    }
}
