//! A ruleset file as written, spans kept; knows no meaning.
//!
//! Read from the span tree of `toml` and not by derive: numbers keep their digits, every mistake is
//! found in one run, and each value knows its place.

mod syntax;

use crate::diag::Diagnostic;
use crate::source::Source;
use chrono::NaiveDate;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// A table, its entries in the order of the file.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) span: Range<usize>,
    pub(crate) entries: Vec<Entry>,
}

#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) key_span: Range<usize>,
    pub(crate) value: Node,
}

#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) span: Range<usize>,
    pub(crate) value: Value,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Text(String),
    /// Whole numbers and others, with their digits as written.
    Number(String),
    Bool(bool),
    Date(NaiveDate),
    /// A time, an offset: dates that rulesets do not use.
    OtherDate,
    List(Vec<Node>),
    Table(Table),
}

/// A text that names something, and where it stands.
pub(crate) type Name<'t> = (&'t str, &'t Range<usize>);

fn name(node: &Node) -> Option<Name<'_>> {
    match &node.value {
        Value::Text(text) => Some((text, &node.span)),
        _ => None,
    }
}

/// Nodes and tables are equal when they say the same, wherever they stand.
impl PartialEq for Node {
    fn eq(&self, other: &Node) -> bool {
        self.value == other.value
    }
}

impl PartialEq for Table {
    fn eq(&self, other: &Table) -> bool {
        self.entries.len() == other.entries.len()
            && self.entries.iter().all(|one| other.get(&one.key).is_some_and(|there| there.value == one.value))
    }
}

impl Table {
    pub(crate) fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The table under a key, if it is one.
    pub(crate) fn table(&self, key: &str) -> Option<&Table> {
        match &self.get(key)?.value.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The tables of a table array, others passed over.
    pub(crate) fn tables(&self, key: &str) -> impl Iterator<Item = &Table> {
        self.list(key).iter().filter_map(|node| match &node.value {
            Value::Table(table) => Some(table),
            _ => None,
        })
    }

    /// A text with its place, if it is one.
    pub(crate) fn text(&self, key: &str) -> Option<Name<'_>> {
        name(&self.get(key)?.value)
    }

    /// The texts of a list, others passed over.
    pub(crate) fn texts(&self, key: &str) -> impl Iterator<Item = Name<'_>> {
        self.list(key).iter().filter_map(name)
    }

    fn list(&self, key: &str) -> &[Node] {
        match self.get(key).map(|entry| &entry.value.value) {
            Some(Value::List(nodes)) => nodes,
            // One value without its brackets: told where it is read, and meant all the same.
            Some(Value::Text(_)) => self.get(key).map_or(&[], |entry| std::slice::from_ref(&entry.value)),
            _ => &[],
        }
    }
}

/// Reads a text; what could be read despite syntax errors is kept, so that more mistakes are found at once.
pub(crate) fn read(source: &Source) -> (Table, Vec<Diagnostic>) {
    let (table, errors) = DeTable::parse_recoverable(source.text());
    let diagnostics =
        errors.iter().map(|error| syntax::mistake(source, error.span().unwrap_or(0..0), error.message())).collect();
    // The whole file is no place: what it lacks is told at its beginning.
    (convert_table(0..0, table.get_ref()), diagnostics)
}

fn convert_table(span: Range<usize>, table: &DeTable<'_>) -> Table {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_span: key.span(),
            value: Node { span: value.span(), value: convert(value.span(), value.get_ref()) },
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    Table { span, entries }
}

fn convert(span: Range<usize>, value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => match number.radix() {
            10 => Value::Number(number.as_str().to_owned()),
            // A number in another radix is no figure of an agreement; refused where a number is read.
            radix => Value::Number(format!("base {radix}")),
        },
        DeValue::Float(number) => Value::Number(number.as_str().to_owned()),
        DeValue::Boolean(value) => Value::Bool(*value),
        DeValue::Datetime(datetime) => match (datetime.date, datetime.time, datetime.offset) {
            (Some(date), None, None) => NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
                .map_or(Value::OtherDate, Value::Date),
            _ => Value::OtherDate,
        },
        DeValue::Array(list) => Value::List(
            list.iter().map(|item| Node { span: item.span(), value: convert(item.span(), item.get_ref()) }).collect(),
        ),
        DeValue::Table(table) => Value::Table(convert_table(span, table)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_equal_when_they_say_the_same_wherever_it_stands() {
        let of = |text: &str| read(&Source::new("f", text)).0;
        assert_eq!(of("a = 1\nb = [2]"), of("\n\nb = [ 2 ]\na = 1"));
        for other in ["a = 1\nb = [3]", "a = 1", "a = 1\nb = [2]\nc = 1", "a = 1\nc = [2]", "a = 2\nb = [3]"] {
            assert_ne!(of("a = 1\nb = [2]"), of(other), "{other}");
        }
    }
}
