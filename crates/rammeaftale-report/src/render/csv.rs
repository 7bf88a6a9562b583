//! The form for spreadsheets: one table of plain values.

use crate::document::{Cell, Column, Document, Row, Sheet};
use rammeaftale::text::{Lang, visible};
use rammeaftale_sheets::{Dialect, Value, write_table};

/// The document's data as CSV: Danish with `;`, decimal comma, a byte order mark and CRLF; English with `,` and
/// decimal point. No text can become a formula. Where there are several tables, each row begins with the name of its own.
pub fn csv(document: &Document, lang: Lang) -> String {
    let Some((first, others)) = document.sheets.split_first() else { return String::new() };
    let others: Vec<&Sheet> = others.iter().filter(|sheet| sheet.in_csv).collect();
    if others.is_empty() {
        let data = &first.table;
        let rows = data.rows.iter().map(|row| values(row, lang));
        return write_table(std::iter::once(headings(data.columns.iter(), lang)).chain(rows), dialect(lang));
    }
    let sheets: Vec<&Sheet> = std::iter::once(first).chain(others).collect();
    let all = sheets.iter().flat_map(|sheet| &sheet.table.columns);
    let mut head = vec![Value::Text(if lang == Lang::Da { "tabel" } else { "table" }.to_owned())];
    head.extend(headings(all, lang));
    let width = head.len();
    let mut out = vec![head];
    let mut before = 0;
    for sheet in sheets {
        let columns = sheet.table.columns.len();
        out.extend(sheet.table.rows.iter().map(|row| {
            let mut cells = vec![Value::Text(sheet.name.get(lang).to_owned())];
            cells.extend(std::iter::repeat_n(Value::Text(String::new()), before));
            cells.extend(values(row, lang));
            cells.resize(width, Value::Text(String::new()));
            cells
        }));
        before += columns;
    }
    write_table(out, dialect(lang))
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
        Cell::Kroner(value) | Cell::Noted(value, _) | Cell::Percent(value) | Cell::Number(value) => {
            Value::Number(*value)
        }
        // A day is not a text that a mark could make a formula.
        cell => Value::Text(visible(&cell.shown(lang))),
    }
}
