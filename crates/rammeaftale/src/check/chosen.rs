//! What a ruleset settles on its own, the source being silent: `chosen` of a `[[not_stated]]`.

use super::diags;
use super::reader::Reader;
use super::sink::Sink;
use crate::agreement::rules::Vocabulary;
use crate::agreement::{Agreement, FieldValue, Key};
use crate::raw::{Entry, Table, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// `chosen = { rule = ["field", …] }`
pub(super) fn read(reader: &Reader<'_>) -> BTreeMap<Arc<str>, Vec<Key>> {
    let rules = reader.entry("chosen").and_then(|entry| reader.sink.table(&entry.value));
    let keys = |rule: &Entry| -> Vec<Key> {
        reader.sink.list(&rule.value).iter().filter_map(|field| reader.sink.word(field)).collect()
    };
    rules.into_iter().flat_map(|rules| &rules.entries).map(|rule| (Arc::from(&*rule.key), keys(rule))).collect()
}

/// Only what a rule settles can be chosen: not what it leaves open, and not what it does not have.
pub(super) fn check(sink: &Sink, file: &Table, agreement: &Agreement, declared: &[&str]) {
    for entry in file.tables("not_stated").filter_map(|one| one.table("chosen")).flat_map(|rules| &rules.entries) {
        let Some(rule) = agreement.rule(&entry.key) else {
            if !declared.contains(&entry.key.as_str()) {
                let place = sink.place(&entry.key_span);
                sink.push(diags::unknown_reference(place, ("reglen", "rule"), &entry.key, declared.iter().copied()));
            }
            continue;
        };
        let fields = rule.fields(agreement);
        let settled = fields.iter().filter(|field| !matches!(field.value, FieldValue::Open { .. }));
        let settled: Vec<&str> = settled.map(|field| field.key.name()).collect();
        let Value::List(words) = &entry.value.value else { continue };
        for node in words {
            if let Value::Text(word) = &node.value
                && Key::from_name(word).is_some()
                && !settled.contains(&word.as_str())
            {
                sink.push(diags::bad_value(sink.place(&node.span), word, &settled));
            }
        }
    }
}
