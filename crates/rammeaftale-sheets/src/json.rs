//! Records in JSON: a list of objects, an object with the list `rows`, or objects one after the other.
//!
//! Read as raw values that borrow from the text: numbers keep their digits, and each value knows its place.

use crate::file::File;
use crate::mistake::Mistakes;
use crate::record::{Field, Record, Scalar, not_a_record, syntax, unknown_key};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;
use std::ops::Range;

pub(crate) fn records(file: &File, mistakes: &mut Mistakes) -> Vec<Record> {
    let mut reader = Reader { file, mistakes, records: Vec::new() };
    for value in serde_json::Deserializer::from_str(&file.text).into_iter::<&RawValue>() {
        match value {
            Ok(raw) => reader.top(raw),
            Err(error) => {
                reader.broken(&error);
                break;
            }
        }
    }
    reader.records
}

struct Reader<'f, 'm> {
    file: &'f File,
    mistakes: &'m mut Mistakes,
    records: Vec<Record>,
}

impl<'f> Reader<'f, '_> {
    fn top(&mut self, raw: &'f RawValue) {
        match serde_json::from_str::<Entries<'_>>(raw.get()) {
            Ok(entries) => match entries.0.iter().find(|(key, _)| key.get() == "\"rows\"") {
                Some((first, rows)) => {
                    self.list(rows);
                    let again = |(key, _): &&(&'f RawValue, _)| key.get() == first.get();
                    for (key, _) in entries.0.iter().filter(again).skip(1) {
                        self.mistakes.push(syntax(self.file, &self.span(key), "JSON", "duplicate key `rows`"));
                    }
                    let unknown = entries.0.iter().filter(|(key, _)| !["\"rows\"", "\"schema\""].contains(&key.get()));
                    for (key, _) in unknown {
                        self.mistakes.push(unknown_key(self.file, &self.span(key), "rows"));
                    }
                }
                None => self.record(raw, &entries),
            },
            Err(_) => self.list(raw),
        }
    }

    fn list(&mut self, raw: &'f RawValue) {
        match serde_json::from_str::<Vec<&RawValue>>(raw.get()) {
            Ok(items) => items.into_iter().for_each(|item| match serde_json::from_str(item.get()) {
                Ok(entries) => self.record(item, &entries),
                Err(_) => self.mistakes.push(not_a_record(self.file, &self.span(item))),
            }),
            Err(_) => self.mistakes.push(not_a_record(self.file, &self.span(raw))),
        }
    }

    fn record(&mut self, raw: &RawValue, entries: &Entries<'_>) {
        let fields = entries.0.iter().map(|(key, value)| Field {
            key: serde_json::from_str(key.get()).unwrap_or_default(),
            key_span: self.span(key),
            value: scalar(value),
            span: self.span(value),
        });
        let record = Record { span: self.span(raw), fields: fields.collect() };
        self.records.push(record);
    }

    /// Where a raw value stands: it borrows from the file's text.
    fn span(&self, raw: &RawValue) -> Range<usize> {
        let start = raw.get().as_ptr().addr().saturating_sub(self.file.text.as_ptr().addr());
        start..start + raw.get().len()
    }

    fn broken(&mut self, error: &serde_json::Error) {
        let line_start: usize =
            self.file.text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
        let mut at = line_start + error.column().saturating_sub(1);
        while !self.file.text.is_char_boundary(at) {
            at = at.saturating_sub(1);
        }
        let message = error.to_string();
        let message = message.rsplit_once(" at line").map_or(message.as_str(), |(message, _)| message);
        self.mistakes.push(syntax(self.file, &(at..at + 1), "JSON", message));
    }
}

fn scalar(raw: &RawValue) -> Scalar {
    let text = raw.get();
    match text.as_bytes().first() {
        Some(b'n') => Scalar::Blank,
        Some(b'"') => serde_json::from_str(text).map_or(Scalar::Other, Scalar::Text),
        Some(b'-' | b'0'..=b'9') => Scalar::Number(text.to_owned()),
        Some(b'[') => codes(text).map_or(Scalar::Other, Scalar::Codes),
        _ => Scalar::Other,
    }
}

fn codes(text: &str) -> Option<String> {
    let items: Vec<&RawValue> = serde_json::from_str(text).ok()?;
    let code = |item: &RawValue| match scalar(item) {
        Scalar::Text(text) | Scalar::Number(text) => Some(text),
        _ => None,
    };
    // A list within the list is no code, however deep.
    let items = items.into_iter().map(|item| Some(item).filter(|item| !item.get().starts_with('[')));
    Some(items.map(|item| code(item?)).collect::<Option<Vec<_>>>()?.join(" "))
}

/// The keys and values of an object as written; keys may come twice.
struct Entries<'r>(Vec<(&'r RawValue, &'r RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Entries<'de>, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<'de>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Object)
    }
}
