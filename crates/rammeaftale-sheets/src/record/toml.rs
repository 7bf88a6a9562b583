//! Records in TOML: a table array `[[row]]`.
//!
//! Read from the span tree: numbers keep their digits, each value knows its place, and every mistake is found in one run.

use super::{Field, Record, Scalar, Take, not_a_record, unknown_key};
use crate::file::lex::Start;
use crate::file::lines::Lines;
use crate::file::lines::syntax;
use crate::file::tree::tree;
use crate::heading::find;
use crate::limits::MOST_MISTAKES;
use crate::mistake::{Mistakes, Problem, shown};
use rammeaftale::diag::Code;
use rammeaftale::portfolio::Column;
use std::ops::{ControlFlow, Range};
use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

pub(crate) fn records(lines: &Lines<'_>, mistakes: &mut Mistakes, take: &mut Take<'_>) {
    let document = match tree(lines.text) {
        Ok(document) => document,
        // What a broken file seems to lack would only repeat the mistake.
        Err(errors) => return tell(lines, &errors, mistakes),
    };
    for (key, value) in document.get_ref() {
        match (key.get_ref().as_ref(), value.get_ref()) {
            ("schema", _) => {}
            ("row", DeValue::Array(rows)) => {
                let _ = rows.iter().try_for_each(|row| match row.get_ref() {
                    DeValue::Table(table) => {
                        let record = record(row, table);
                        take(lines, Start { byte: record.span.start, line: 1 }, record, mistakes)
                    }
                    _ => {
                        mistakes.push(not_a_record(lines, &row.span()));
                        if mistakes.is_full() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
                    }
                });
            }
            _ if mistakes.is_full() => return,
            _ => mistakes.push(unknown_key(lines, &key.span(), "[[row]]")),
        }
    }
}

fn tell(lines: &Lines<'_>, errors: &[Error], mistakes: &mut Mistakes) {
    let mut quoted = None;
    for error in errors.iter().take(MOST_MISTAKES + 1) {
        let span = error.span().unwrap_or(0..0);
        match bare_key(lines.text, span.start) {
            Some(key) if quoted == Some(key.clone()) => {}
            Some(key) => {
                mistakes.push(unquoted(lines.text.get(key.clone()).unwrap_or_default()).at(lines.place(&key)));
                quoted = Some(key);
            }
            None => mistakes.push(syntax(lines, &span, "TOML", error.message())),
        }
    }
}

/// The key on the line of an error, where it stands without quotes and holds letters that need them.
fn bare_key(text: &str, at: usize) -> Option<Range<usize>> {
    let (before, after) = text.split_at_checked(at)?;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = text.get(start..at + after.find('\n').unwrap_or(after.len()))?;
    let key = line.get(..line.find('=')?)?.trim();
    let is_bare = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let is_it = !key.is_ascii() && key.chars().all(is_bare);
    let start = start + line.len() - line.trim_start().len();
    is_it.then(|| start..start + key.len())
}

fn unquoted(key: &str) -> Problem {
    let column = find::<Column>(key).map(|column| format!(", eller `{}`", column.name())).unwrap_or_default();
    let english = find::<Column>(key).map(|column| format!(", or `{}`", column.name())).unwrap_or_default();
    let cell = shown(key);
    Problem::new(
        Code::Syntax,
        format!("nøglen {cell} skal stå i anførselstegn: TOML kender ikke æ, ø og å uden"),
        format!("the key {cell} must stand in quotes: TOML knows no æ, ø and å without"),
    )
    .help(format!("skriv `\"{key}\" =`{column}"), format!("write `\"{key}\" =`{english}"))
}

fn record(row: &Spanned<DeValue<'_>>, table: &DeTable<'_>) -> Record {
    let mut fields: Vec<Field> = table
        .iter()
        .map(|(key, value)| Field {
            key: key.get_ref().to_string(),
            key_span: key.span(),
            value: scalar(value.get_ref()),
            span: value.span(),
        })
        .collect();
    fields.sort_by_key(|field| field.key_span.start);
    Record { span: row.span(), fields }
}

fn scalar(value: &DeValue<'_>) -> Scalar {
    match value {
        DeValue::String(text) => Scalar::Text(text.to_string()),
        DeValue::Integer(number) if number.radix() == 10 => Scalar::Number(number.as_str().to_owned()),
        DeValue::Float(number) => Scalar::Number(number.as_str().to_owned()),
        DeValue::Array(items) => {
            let code = |item: &Spanned<DeValue<'_>>| match scalar(item.get_ref()) {
                Scalar::Text(text) | Scalar::Number(text) => Some(text),
                _ => None,
            };
            items
                .iter()
                .map(code)
                .collect::<Option<Vec<_>>>()
                .map_or(Scalar::Other, |codes| Scalar::Codes(codes.join(", ")))
        }
        _ => Scalar::Other,
    }
}
