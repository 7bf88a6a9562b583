//! The form for spreadsheets: one table of plain values.

use crate::document::{Cell, Column, Document, Row};
use rammeaftale::text::{Lang, visible};
use rammeaftale_sheets::{Dialect, Value, write_table};

/// The document's data as CSV: Danish with `;`, decimal comma, a byte order mark and CRLF; English with `,` and
/// decimal point. No text can become a formula.
pub fn csv(document: &Document, lang: Lang) -> String {
    let Some(data) = document.sheets.first().map(|sheet| &sheet.table) else { return String::new() };
    write_table(
        std::iter::once(headings(data.columns.iter(), lang)).chain(data.rows.iter().map(|row| values(row, lang))),
        dialect(lang),
    )
}

/// The dialect of a language.
pub(crate) fn dialect(lang: Lang) -> Dialect {
    match lang {
        Lang::Da => Dialect::Danish,
        Lang::En => Dialect::English,
    }
}

pub(crate) fn headings<'c>(columns: impl Iterator<Item = &'c Column>, lang: Lang) -> Vec<Value> {
    columns.map(|column| Value::Text(column.heading.get(lang).to_owned())).collect()
}

pub(crate) fn values(row: &Row, lang: Lang) -> Vec<Value> {
    row.cells.iter().map(|cell| value(cell, lang)).collect()
}

fn value(cell: &Cell, lang: Lang) -> Value {
    match cell {
        Cell::Kroner(value) | Cell::Percent(value) | Cell::Number(value) => Value::Number(*value),
        // A day is not a text that a mark could make a formula.
        cell => Value::Text(visible(&cell.shown(lang))),
    }
}
