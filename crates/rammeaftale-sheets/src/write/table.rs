//! Tables that are no portfolios, written as CSV.

use super::{decimal, harmless};
use crate::file::dialect::Dialect;
use rust_decimal::Decimal;
use std::io::{self, Write};

/// A value of a table that is not a portfolio.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Value {
    /// Words, made harmless where a spreadsheet could take them for a formula.
    Text(String),
    /// A number, written without groups.
    Number(Decimal),
}

/// Writes rows of one length as CSV in the form of [`write_csv`](crate::write_csv); the first are the headings.
pub fn write_table(rows: impl IntoIterator<Item = Vec<Value>>, dialect: Dialect) -> String {
    whole(rows.into_iter().map(|row| row.into_iter().map(|value| shown(value, dialect)).collect()), dialect)
}

/// Records as the text of a file.
pub(crate) fn whole(records: impl Iterator<Item = Vec<String>>, dialect: Dialect) -> String {
    let mut writer = TableWriter::new(byte_order_mark(dialect).as_bytes().to_vec(), dialect);
    let mut written = Ok(());
    for record in records {
        written = written.and(writer.record(record));
    }
    // Rows are of one length and memory takes every byte.
    debug_assert!(written.is_ok());
    String::from_utf8(writer.finish().unwrap_or_default()).unwrap_or_default()
}

/// What a file in the dialect begins with, so that spreadsheets know its encoding.
pub fn byte_order_mark(dialect: Dialect) -> &'static str {
    if dialect == Dialect::Danish { "\u{feff}" } else { "" }
}

/// Writes rows of one length as [`write_table`] does, one by one, without the byte order mark.
#[derive(Debug)]
pub struct TableWriter<W: Write> {
    writer: csv::Writer<W>,
    dialect: Dialect,
}

impl<W: Write> TableWriter<W> {
    /// A writer of rows in a dialect.
    pub fn new(out: W, dialect: Dialect) -> TableWriter<W> {
        let danish = dialect == Dialect::Danish;
        let writer = csv::WriterBuilder::new()
            .delimiter(u8::try_from(dialect.separator()).unwrap_or(b','))
            .terminator(if danish { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') })
            .from_writer(out);
        TableWriter { writer, dialect }
    }

    /// Writes a row.
    ///
    /// # Errors
    /// What cannot be written.
    pub fn write(&mut self, row: Vec<Value>) -> io::Result<()> {
        let dialect = self.dialect;
        self.record(row.into_iter().map(|value| shown(value, dialect)))
    }

    fn record(&mut self, record: impl IntoIterator<Item = String>) -> io::Result<()> {
        Ok(self.writer.write_record(record)?)
    }

    /// What was written to, with all rows in it.
    ///
    /// # Errors
    /// What cannot be written.
    pub fn finish(self) -> io::Result<W> {
        self.writer.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}

fn shown(value: Value, dialect: Dialect) -> String {
    match value {
        Value::Text(text) => harmless(&text),
        Value::Number(number) => decimal(number, dialect),
    }
}
