//! Where the rows of a table come from: a text parted into cells, or a sheet of a workbook.

use crate::dialect::Dialect;
use crate::file::File;
use crate::lex::{Record, Records, Start};
use rammeaftale::diag::Place;
use std::fmt::Debug;
use std::ops::Range;

/// Records of cells, each with its place. A span is a cell's bytes in a text, its column in a workbook.
pub(crate) trait Source: Debug + Send + Sync {
    /// The records from some record on.
    fn records(&self, from: Start) -> Box<dyn Iterator<Item = Record<'_>> + '_>;

    /// The place of a span in the record that begins at `start`.
    fn place(&self, start: Start, span: &Range<usize>) -> Place;

    /// The place of the whole record.
    fn row_place(&self, start: Start) -> Place;
}

/// A text in one of the two dialects.
#[derive(Debug)]
pub(crate) struct Text {
    pub(crate) file: File,
    pub(crate) dialect: Dialect,
}

impl Source for Text {
    fn records(&self, from: Start) -> Box<dyn Iterator<Item = Record<'_>> + '_> {
        Box::new(Records::from(&self.file.text, self.dialect, from))
    }

    fn place(&self, start: Start, span: &Range<usize>) -> Place {
        self.file.place(start, span)
    }

    fn row_place(&self, start: Start) -> Place {
        self.file.line_place(start)
    }
}
