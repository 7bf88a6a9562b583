//! Records in TOML: a table array `[[row]]`.
//!
//! Read from the span tree: numbers keep their digits, each value knows its place, and every mistake is found in one run.

use crate::lex::Start;
use crate::lines::Lines;
use crate::mistake::Mistakes;
use crate::record::{Field, Record, Scalar, Take, not_a_record, syntax, unknown_key};
use std::ops::ControlFlow;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub(crate) fn records(lines: &Lines<'_>, mistakes: &mut Mistakes, take: &mut Take<'_>) {
    let (document, errors) = DeTable::parse_recoverable(lines.text);
    for error in &errors {
        mistakes.push(syntax(lines, &error.span().unwrap_or(0..0), "TOML", error.message()));
    }
    if !errors.is_empty() {
        // What a broken file seems to lack would only repeat the mistake.
        return;
    }
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
                        ControlFlow::Continue(())
                    }
                });
            }
            _ => mistakes.push(unknown_key(lines, &key.span(), "[[row]]")),
        }
    }
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
                .map_or(Scalar::Other, |codes| Scalar::Codes(codes.join(" ")))
        }
        _ => Scalar::Other,
    }
}
