//! Where the rows of a table come from: a text parted into cells, or a sheet of a workbook.

use super::dialect::Dialect;
use super::lex::{Broken, Fault, Record, Records, Start};
use super::lines::Lines;
use super::text::Text;
use crate::limits::LONGEST_RECORD;
use crate::mistake::Problem;
use rammeaftale::diag::Place;
use std::fmt::Debug;
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

/// Takes a record; what comes after it is read unless that says to break off.
pub(crate) type Take<'t> = dyn FnMut(&Record<'_>) -> ControlFlow<()> + 't;

/// Records of cells, each with its place. A span is a cell's bytes in a record's text, its column in a workbook.
pub(crate) trait Source: Debug + Send + Sync {
    /// The name of the file.
    fn name(&self) -> &Arc<str>;

    /// Hands out the records from some record on.
    fn each(&self, from: Start, take: &mut Take<'_>) -> Result<(), Problem>;

    /// The place of a span in a record.
    fn place(&self, record: &Record<'_>, span: &Range<usize>) -> Place;

    /// The place of the whole record.
    fn row_place(&self, record: &Record<'_>) -> Place;

    /// Behind which column the cell at a place ends, where the file tells.
    fn end(&self, _place: &Place) -> Option<usize> {
        None
    }

    /// The upper of two rows that make the headings together; blank where one row does.
    fn labels(&self) -> &[Label] {
        &[]
    }

    /// What stands above the headings and makes none with them, or may hold for more of them than its own; and where.
    fn doubts(&self) -> &[(Place, Doubt)] {
        &[]
    }
}

/// What stands in a cell above headings, and where.
pub(crate) type Label = (String, Place);

/// A label in a row above headings of which it is not known how it is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Doubt {
    pub(crate) label: String,
    /// The column in which it stands.
    pub(crate) at: usize,
    /// The columns that are in doubt, and their headings.
    pub(crate) columns: Vec<usize>,
    pub(crate) headings: Vec<String>,
    /// True where it makes a heading with that below it, and may hold for those to the right of that too.
    pub(crate) is_read: bool,
}

/// A text in one of the two dialects, of which a record at a time is held.
#[derive(Debug)]
pub(crate) struct Parted {
    pub(crate) text: Text,
    pub(crate) dialect: Dialect,
}

impl Parted {
    fn lines<'r>(&'r self, record: &Record<'r>) -> Lines<'r> {
        Lines { name: &self.text.name, text: record.text, line: record.start.line }
    }
}

impl Source for Parted {
    fn name(&self) -> &Arc<str> {
        &self.text.name
    }

    fn each(&self, from: Start, take: &mut Take<'_>) -> Result<(), Problem> {
        let mut window = self.text.window(from, LONGEST_RECORD);
        // Most records have as many cells as the one before them.
        let mut width = 0;
        loop {
            let (rest, is_full, start) = (window.rest(), window.is_full(), window.at());
            let found = Records::from(rest, self.dialect, width).next();
            let Some(mut record) = found.filter(|record| is_full || record.is_sure(rest.len())) else {
                if is_full {
                    return Ok(());
                }
                window.grow()?;
                continue;
            };
            let length = record.text.len();
            let is_cut = length == rest.len() && !window.is_last();
            if is_cut && let Ok(cells) = &record.cells {
                let longest = cells.iter().max_by_key(|cell| cell.span.len()).map(|cell| cell.span.clone());
                record.cells = Err(Broken { fault: Fault::TooLong, span: longest.unwrap_or_default() });
            }
            let next = self.text.behind_lines(start, record.text, record.next.line - record.start.line);
            (record.start, record.next) = (start, next);
            if take(&record).is_break() {
                return Ok(());
            }
            width = record.cells.as_ref().map_or(0, Vec::len);
            window.advance_to(length, next);
            if is_cut {
                window.skip_line()?;
            }
        }
    }

    fn place(&self, record: &Record<'_>, span: &Range<usize>) -> Place {
        self.lines(record).place(span)
    }

    fn row_place(&self, record: &Record<'_>) -> Place {
        self.lines(record).first()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::bytes::Bytes;
    use proptest::prelude::*;

    /// Each cell with its place, or the fault, as a text in pieces of a size gives them, and where each record stands.
    fn told(bytes: &[u8], piece: usize) -> Vec<String> {
        let Ok(text) = Text::in_pieces(&Arc::from("f"), Bytes::Held(bytes.into()), piece) else { return Vec::new() };
        let start = text.start();
        let parted = Parted { text, dialect: Dialect::Danish };
        let (mut told, mut starts) = (Vec::new(), Vec::new());
        let tell = |record: &Record<'_>| match &record.cells {
            Ok(cells) => {
                let cells = cells.iter().map(|cell| format!("{} {:?}", cell.value, parted.place(record, &cell.span)));
                cells.collect::<Vec<_>>().join("|")
            }
            Err(broken) => format!("{:?} {:?}", broken.fault, parted.place(record, &broken.span)),
        };
        let read = parted.each(start, &mut |record| {
            told.push(format!("{:?} {:?} {}", record.start, record.next, tell(record)));
            starts.push(record.start);
            ControlFlow::Continue(())
        });
        assert!(read.is_ok());
        // Each is found again where it stands.
        for (index, start) in starts.into_iter().enumerate().filter(|(index, _)| !told[*index].contains("TooLong")) {
            let again = parted.each(start, &mut |record| {
                assert_eq!(told[index], format!("{:?} {:?} {}", record.start, record.next, tell(record)));
                ControlFlow::Break(())
            });
            assert!(again.is_ok());
        }
        told
    }

    proptest! {
        #[test]
        fn pieces_of_any_size_give_the_same_records(text in "[aæ;\"\n\r€ ]{0,60}", old in any::<bool>()) {
            let bytes = if old { encoding_rs::WINDOWS_1252.encode(&text).0.into_owned() } else { text.into_bytes() };
            let whole = told(&bytes, 1 << 18);
            for piece in [4, 5, 7, 16] {
                prop_assert_eq!(&told(&bytes, piece), &whole, "{}", piece);
            }
        }
    }

    #[test]
    fn a_row_without_an_end_is_refused_and_the_next_is_read() {
        let bytes = [b"a;b\n".to_vec(), vec![b'x'; LONGEST_RECORD * 2], b"\nc;d\n".to_vec()].concat();
        let told = told(&bytes, 1 << 22);
        assert_eq!(told.len(), 3);
        assert!(
            told[1].contains("TooLong") && told[2].contains("line: 3") && told[2].contains("d Place"),
            "{}",
            told[2]
        );
    }
}
