//! Takes typed values out of a raw table by their keys; notes every key that nobody asked for.

use super::diags;
use super::sink::Sink;
use crate::diag::Place;
use crate::raw::{Entry, Node, Table, Value};
use crate::text::Text;
use chrono::NaiveDate;
use std::cell::RefCell;
use std::sync::Arc;

/// Reads one table key by key.
///
/// What cannot be read gives `None` and a diagnostic; [`Reader::finish`] reports the keys left over.
#[derive(Debug)]
pub(crate) struct Reader<'r> {
    pub(crate) sink: &'r Sink,
    pub(crate) table: &'r Table,
    /// The table's name for messages, e.g. `[[clause]]`.
    name: &'r str,
    asked: RefCell<Vec<&'static str>>,
}

impl<'r> Reader<'r> {
    pub(crate) fn new(sink: &'r Sink, table: &'r Table, name: &'r str) -> Reader<'r> {
        Reader { sink, table, name, asked: RefCell::new(Vec::new()) }
    }

    /// The entry under a key, if it is there.
    pub(crate) fn entry(&self, key: &'static str) -> Option<&'r Entry> {
        self.asked.borrow_mut().push(key);
        self.table.get(key)
    }

    /// The entry under a key that must be there.
    pub(crate) fn required(&self, key: &'static str) -> Option<&'r Entry> {
        let entry = self.entry(key);
        if entry.is_none() {
            self.sink.push(diags::missing_key(self.place_of_table(), key, self.name));
        }
        entry
    }

    /// Where the table begins.
    pub(crate) fn place_of_table(&self) -> Place {
        self.sink.place(&self.table.span)
    }

    /// The place of a key's value, or of the table.
    pub(crate) fn place_of(&self, key: &str) -> Place {
        self.table.get(key).map_or_else(|| self.place_of_table(), |entry| self.sink.place(&entry.value.span))
    }

    /// The place of a key itself, or of the table.
    pub(crate) fn place_of_key(&self, key: &str) -> Place {
        self.table.get(key).map_or_else(|| self.place_of_table(), |entry| self.sink.place(&entry.key_span))
    }

    /// Reports every key that nobody asked for.
    pub(crate) fn finish(self) {
        let asked = self.asked.into_inner();
        for entry in self.table.entries.iter().filter(|entry| !asked.contains(&entry.key.as_str())) {
            self.sink.push(diags::unknown_key(self.sink.place(&entry.key_span), &entry.key, self.name, &asked));
        }
    }

    pub(crate) fn text(&self, key: &'static str) -> Option<String> {
        self.required(key).and_then(|entry| self.sink.text(&entry.value))
    }

    pub(crate) fn id(&self, key: &'static str) -> Option<Arc<str>> {
        self.required(key).and_then(|entry| self.sink.id(&entry.value))
    }

    pub(crate) fn both(&self, key: &'static str) -> Option<Text> {
        self.required(key).and_then(|entry| self.sink.both(&entry.value))
    }

    pub(crate) fn optional_both(&self, key: &'static str) -> Option<Text> {
        self.entry(key).and_then(|entry| self.sink.both(&entry.value))
    }

    pub(crate) fn boolean(&self, key: &'static str) -> Option<bool> {
        let entry = self.required(key)?;
        match entry.value.value {
            Value::Bool(value) => Some(value),
            _ => self.sink.wrong_type(&entry.value, ("`true` eller `false`", "`true` or `false`")),
        }
    }

    pub(crate) fn date(&self, key: &'static str) -> Option<NaiveDate> {
        self.required(key).and_then(|entry| self.sink.date(&entry.value))
    }

    pub(crate) fn optional_date(&self, key: &'static str) -> Option<NaiveDate> {
        self.entry(key).and_then(|entry| self.sink.date(&entry.value))
    }

    pub(crate) fn whole(&self, key: &'static str) -> Option<i64> {
        self.required(key).and_then(|entry| self.sink.whole(&entry.value))
    }

    /// A list of ids or `agreement#id` references; absent is empty.
    pub(crate) fn references(&self, key: &'static str) -> Vec<Arc<str>> {
        let Some(entry) = self.entry(key) else { return Vec::new() };
        self.sink.list(&entry.value).iter().filter_map(|item| self.sink.text(item)).map(Arc::from).collect()
    }

    /// A whole number within a range; `wanted` describes it.
    pub(crate) fn within(
        &self,
        key: &'static str,
        range: std::ops::RangeInclusive<i64>,
        wanted: (&str, &str),
    ) -> Option<i64> {
        let number = self.whole(key)?;
        let fits = range.contains(&number);
        if !fits {
            self.sink.push(diags::bad_number(self.place_of(key), &number.to_string(), wanted));
        }
        fits.then_some(number)
    }

    /// The tables of a table array; absent is empty.
    pub(crate) fn tables(&self, key: &'static str) -> Vec<&'r Table> {
        let Some(entry) = self.entry(key) else { return Vec::new() };
        if let Value::Table(table) = &entry.value.value {
            let place = self.sink.place(&table.span);
            let help = (format!("skriv `[[{key}]]`"), format!("write `[[{key}]]`"));
            self.sink.push(diags::wrong_type(place, ("en liste af tabeller", "a list of tables")).help(help.0, help.1));
            return Vec::new();
        }
        self.sink.list(&entry.value).iter().filter_map(|item| self.sink.table(item)).collect()
    }
}

impl Sink {
    /// A text in both languages: a table with two keys.
    pub(crate) fn both(&self, node: &Node) -> Option<Text> {
        let reader = Reader::new(self, self.table(node)?, "{ da, en }");
        let one = |key: &'static str| match reader.entry(key) {
            Some(entry) => self.text(&entry.value),
            None => {
                self.push(diags::one_language(self.place(&node.span), key));
                None
            }
        };
        let (da, en) = (one("da"), one("en"));
        reader.finish();
        Some(Text::new(da?, en?))
    }
}
