//! The form for spreadsheets: one table of plain values.

use crate::document::{Cell, Document};
use rammeaftale::text::{Lang, visible};
use rammeaftale_sheets::{Dialect, Value, write_table};

/// The document's data as CSV: Danish with `;`, decimal comma, a byte order mark and CRLF; English with `,` and
/// decimal point. No text can become a formula.
pub fn csv(document: &Document, lang: Lang) -> String {
    let dialect = match lang {
        Lang::Da => Dialect::Danish,
        Lang::En => Dialect::English,
    };
    let headings =
        document.data.columns.iter().map(|column| Value::Text(column.heading.get(lang).to_owned())).collect();
    let rows = document.data.rows.iter().map(|row| row.cells.iter().map(|cell| value(cell, lang)).collect());
    write_table(std::iter::once(headings).chain(rows), dialect)
}

fn value(cell: &Cell, lang: Lang) -> Value {
    match cell {
        Cell::Kroner(value) | Cell::Percent(value) | Cell::Number(value) => Value::Number(*value),
        // A day is not a text that a mark could make a formula.
        cell => Value::Text(visible(&cell.shown(lang))),
    }
}
