//! Text parted into records and cells, each with the place where it stands (RFC 4180).
//!
//! Written here because a message needs what CSV libraries do not tell: where each cell begins and ends, and where a
//! quote was opened that nothing closes. After such a quote reading goes on at the next line, so that one slip does
//! not hide the rest of the file. A property test holds it against the `csv` crate.

mod held;

use super::dialect::Dialect;
use crate::limits::MOST_COLUMNS;
use std::borrow::Cow;
use std::ops::Range;

pub(crate) use held::{Flaw, Held};

/// The records of a text.
pub(crate) struct Records<'t> {
    text: &'t str,
    separator: u8,
    /// About how many cells a record has.
    width: usize,
    at: Start,
}

/// Where a record begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Start {
    /// Offset in the file; always the first of a line.
    pub(crate) byte: usize,
    /// Line, from 1.
    pub(crate) line: usize,
}

impl Start {
    /// The first record of a text or a sheet.
    pub(crate) const FIRST: Start = Start { byte: 0, line: 1 };
}

/// One record; a quote may carry it over several lines.
#[derive(Debug)]
pub(crate) struct Record<'t> {
    pub(crate) start: Start,
    /// Where the next record begins.
    pub(crate) next: Start,
    /// Its text with the line end, or the line that a record begins with which cannot be parted; none in a workbook.
    pub(crate) text: &'t str,
    pub(crate) cells: Result<Vec<Cell<'t>>, Broken>,
}

impl Record<'_> {
    /// True when the record would be the same whatever followed the text of so many bytes in which it was found first.
    pub(crate) fn is_sure(&self, length: usize) -> bool {
        let is_open = |broken: &Broken| broken.fault == Fault::OpenQuote && broken.span.end == length;
        self.text.len() < length && !self.cells.as_ref().is_err_and(is_open)
    }
}

/// One cell without the quotes around it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Cell<'t> {
    pub(crate) value: Cow<'t, str>,
    /// Where it stands, quotes included, blanks around it not.
    pub(crate) span: Range<usize>,
    pub(crate) held: Held,
}

impl Cell<'_> {
    /// True where nothing was typed, not even a blank.
    pub(crate) fn is_empty(&self) -> bool {
        self.value.is_empty() && self.held == Held::Text
    }

    /// The value without blanks around it.
    pub(crate) fn text(&self) -> &str {
        if is_bare(&self.value) { &self.value } else { self.value.trim() }
    }
}

/// True for a text with no blank around it as far as ASCII tells; most cells begin and end with such a sign.
fn is_bare(text: &str) -> bool {
    let is_bare = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_graphic);
    is_bare(text.as_bytes().first()) && is_bare(text.as_bytes().last())
}

/// Why a record cannot be parted into cells.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Broken {
    pub(crate) fault: Fault,
    pub(crate) span: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A quote that nothing closes, or only a quote of another cell further down.
    OpenQuote,
    /// Text behind a closing quote.
    StrayQuote,
    /// More cells than [`MOST_COLUMNS`].
    TooManyCells,
    /// More text than is looked through for the end of a record.
    TooLong,
}

impl<'t> Records<'t> {
    /// The records of a text of which most have about so many cells.
    pub(crate) fn from(text: &'t str, dialect: Dialect, width: usize) -> Records<'t> {
        // Both separators are ASCII.
        Records { text, separator: u8::try_from(dialect.separator()).unwrap_or(b','), width, at: Start::FIRST }
    }

    fn record(&self) -> Result<(Vec<Cell<'t>>, usize), Broken> {
        let mut cells = Vec::with_capacity(self.width);
        let mut from = self.at.byte;
        loop {
            let (cell, end) = self.cell(from)?;
            if cells.len() == MOST_COLUMNS {
                return Err(Broken { fault: Fault::TooManyCells, span: cell.span });
            }
            cells.push(cell);
            from = end + 1;
            if self.byte(end) != Some(self.separator) {
                return Ok((cells, from.min(self.text.len())));
            }
        }
    }

    /// The cell that begins here, and the offset of what ends it: a separator, a line feed or the end.
    fn cell(&self, from: usize) -> Result<(Cell<'t>, usize), Broken> {
        let rest = self.text.as_bytes().get(from..).unwrap_or_default();
        if let Some(b' ' | b'\t' | b'"') = rest.first()
            && let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
            && rest.get(blanks) == Some(&b'"')
        {
            return self.quoted(from + blanks);
        }
        let length = rest.iter().position(|byte| *byte == self.separator || *byte == b'\n').unwrap_or(rest.len());
        let end = from + length;
        let value = self.text.get(from..end).unwrap_or_default();
        let span = match is_bare(value) {
            true => from..end,
            false => {
                let before = value.len() - value.trim_start().len();
                let start = if before == value.len() { from } else { from + before };
                start..start + value.trim().len()
            }
        };
        Ok((Cell { value: Cow::Borrowed(value), span, held: Held::Text }, end))
    }

    fn quoted(&self, open: usize) -> Result<(Cell<'t>, usize), Broken> {
        let mut from = open + 1;
        let mut doubled = false;
        let close = loop {
            let rest = self.text.get(from..).unwrap_or_default();
            let Some(found) = rest.find('"') else {
                return Err(Broken { fault: Fault::OpenQuote, span: open..self.text.len() });
            };
            if self.byte(from + found + 1) != Some(b'"') {
                break from + found;
            }
            doubled = true;
            from += found + 2;
        };
        let inner = self.text.get(open + 1..close).unwrap_or_default();
        let after = self.text.get(close + 1..).unwrap_or_default();
        let end = close + 1 + after.len() - after.trim_start_matches([' ', '\t', '\r']).len();
        if self.byte(end).is_some_and(|byte| byte != self.separator && byte != b'\n') {
            let (fault, span) = match inner.contains('\n') {
                true => (Fault::OpenQuote, open..close),
                false => (Fault::StrayQuote, close..close + 1),
            };
            return Err(Broken { fault, span });
        }
        let value = if doubled { Cow::Owned(inner.replace("\"\"", "\"")) } else { Cow::Borrowed(inner) };
        Ok((Cell { value, span: open..close + 1, held: Held::Text }, end))
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The line after the one that this offset stands on.
    fn line_after(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        rest.find('\n').map_or(self.text.len(), |found| at + found + 1)
    }
}

impl<'t> Iterator for Records<'t> {
    type Item = Record<'t>;

    fn next(&mut self) -> Option<Record<'t>> {
        if self.at.byte >= self.text.len() {
            return None;
        }
        let start = self.at;
        let (cells, next) = match self.record() {
            Ok((cells, next)) => (Ok(cells), next),
            Err(broken) => {
                let next = self.line_after(broken.span.start);
                (Err(broken), next)
            }
        };
        let passed = self.text.get(start.byte..next).unwrap_or_default();
        self.at = Start { byte: next, line: start.line + passed.bytes().filter(|byte| *byte == b'\n').count() };
        Some(Record { start, next: self.at, text: passed, cells })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn values(text: &str) -> Vec<Result<Vec<String>, Fault>> {
        Records::from(text, Dialect::Danish, 0)
            .map(|record| match record.cells {
                Ok(cells) => Ok(cells.into_iter().map(|cell| cell.value.into_owned()).collect()),
                Err(broken) => Err(broken.fault),
            })
            .collect()
    }

    fn ok(cells: &[&str]) -> Result<Vec<String>, Fault> {
        Ok(cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn cells_and_quotes() {
        assert_eq!(values("a;b\nc;d"), [ok(&["a", "b"]), ok(&["c", "d"])]);
        assert_eq!(values("a;\"b;\"\"c\"\"\nd\" ;e\r\n"), [ok(&["a", "b;\"c\"\nd", "e\r"])]);
        assert_eq!(values("a; \"b;c\""), [ok(&["a", "b;c"])]);
        assert_eq!(values("a\"b;\"\"\n\n;"), [ok(&["a\"b", ""]), ok(&[""]), ok(&["", ""])]);
        assert_eq!(values(""), []);
    }

    #[test]
    fn reading_goes_on_after_a_bad_quote() {
        assert_eq!(values("a;\"b\nc;d"), [Err(Fault::OpenQuote), ok(&["c", "d"])]);
        assert_eq!(values("\"b\nc;\"d\""), [Err(Fault::OpenQuote), ok(&["c", "d"])]);
        assert_eq!(values("\"b\"c;d\ne"), [Err(Fault::StrayQuote), ok(&["e"])]);
    }

    #[test]
    fn starts_count_lines_within_quotes() {
        let starts: Vec<Start> =
            Records::from("a\n\"b\n\n\"\nc", Dialect::English, 0).map(|record| record.start).collect();
        let start = |byte, line| Start { byte, line };
        assert_eq!(starts, [start(0, 1), start(2, 2), start(8, 5)]);
    }

    #[test]
    fn too_many_cells_are_refused() {
        let row = ";".repeat(MOST_COLUMNS);
        assert_eq!(values(&row), [Err(Fault::TooManyCells)]);
        assert!(values(&";".repeat(MOST_COLUMNS - 1)).iter().all(Result::is_ok));
    }

    proptest! {
        /// What the `csv` crate writes is read back, and read as it reads it.
        #[test]
        fn agrees_with_the_csv_crate(rows in prop::collection::vec(prop::collection::vec("[a ;,\"\næ]{0,6}", 3), 1..6)) {
            let mut writer = csv::WriterBuilder::new()
                .delimiter(b';')
                .quote_style(csv::QuoteStyle::Always)
                .from_writer(Vec::new());
            rows.iter().for_each(|row| writer.write_record(row).unwrap());
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(text.as_bytes());
            let theirs: Vec<Vec<String>> =
                reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
            prop_assert_eq!(&theirs, &rows);
            let ours: Vec<Vec<String>> = values(&text).into_iter().map(|record| record.unwrap()).collect();
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn every_text_is_read_to_its_end(text in "[a;\"\n\r ]{0,60}") {
            let lines = text.matches('\n').count() + 1;
            let mut records = Records::from(&text, Dialect::Danish, 0);
            prop_assert!(records.by_ref().count() <= lines);
            prop_assert_eq!(records.at.byte, text.len());
        }
    }
}
