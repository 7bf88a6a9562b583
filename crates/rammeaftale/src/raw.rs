//! A ruleset file as written, spans kept; knows no meaning.
//!
//! Read from the span tree of `toml` and not by derive: numbers keep their digits, every mistake is
//! found in one run, and each value knows its place.

use crate::diag::{Code, Diagnostic};
use crate::source::Source;
use crate::text::Text;
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

#[derive(Clone, Debug)]
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

impl Table {
    pub(crate) fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

/// Reads a text; what could be read despite syntax errors is kept, so that more mistakes are found at once.
pub(crate) fn read(source: &Source) -> (Table, Vec<Diagnostic>) {
    let (table, errors) = DeTable::parse_recoverable(source.text());
    let diagnostics = errors
        .iter()
        .map(|error| {
            let message = error.message().replace('\n', ", ");
            Diagnostic::error(
                Code::Syntax,
                source.place(error.span().unwrap_or(0..0)),
                Text::new(format!("filen er ikke gyldig TOML: {message}"), format!("not valid TOML: {message}")),
            )
        })
        .collect();
    (convert_table(table.span(), table.get_ref()), diagnostics)
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
            _ => Value::Number(format!("base {}", number.radix())),
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
