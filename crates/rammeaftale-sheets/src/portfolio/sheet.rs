//! One file of a portfolio: its rows, where they stand, and what is wrong in it.

use super::reading::Reading;
use super::stand::Stand;
use crate::file::bytes::Bytes;
use crate::file::dialect::Dialect;
use crate::heading::columns::Columns;
use crate::mistake::Problem;
use rammeaftale::diag::Diagnostic;
use rammeaftale::portfolio::Row;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

/// The rows of one file that could be read, where their cells stand, and every mistake in the others. All rows are held;
/// a [`PortfolioReader`](crate::PortfolioReader) holds the offers instead.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub(crate) reading: Reading,
    pub(crate) rows: Vec<Row>,
    pub(crate) stands: Vec<Stand>,
}

impl Sheet {
    /// The file's name as the user gave it.
    pub fn name(&self) -> &Arc<str> {
        &self.reading.name
    }

    /// The rows without mistakes, in file order.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// What is wrong in this file alone, and what is worth a look, in file order; see
    /// [`portfolio`](crate::portfolio()) for what its rows say against each other.
    pub fn mistakes(&self) -> &[Diagnostic] {
        &self.reading.mistakes
    }

    /// The dialect that the header told; `None` when there was no header to read, and in workbooks, JSON and TOML.
    pub fn dialect(&self) -> Option<Dialect> {
        self.reading.dialect()
    }

    fn read(name: &str, bytes: Result<Bytes, Problem>, columns: &Columns) -> Sheet {
        let (mut rows, mut stands) = (Vec::new(), Vec::new());
        let reading = Reading::of(name, bytes, columns, &mut |row, stand| {
            rows.push(row);
            stands.push(stand);
        });
        Sheet { reading, rows, stands }
    }
}

/// Reads the bytes of a workbook (XLSX, XLS, ODS) or a file in CSV, JSON or TOML; `name` is what messages call it, and
/// its ending tells the notation where it is `.json`, `.jsonl` or `.toml`. Never fails: mistakes are part of the sheet.
///
/// ```
/// let sheet = rammeaftale_sheets::read_bytes("b.csv", b"tilbud_id;driftsherre;takst 2024;takst 2025\nB1;740;1.000;\n");
/// assert_eq!(sheet.rows().len(), 1, "what is blank is unknown");
/// ```
pub fn read_bytes(name: &str, bytes: &[u8]) -> Sheet {
    read_bytes_as(name, bytes, &Columns::default())
}

/// As [`read_bytes`], with the headings that a file of [`Columns`] explains.
pub fn read_bytes_as(name: &str, bytes: &[u8], columns: &Columns) -> Sheet {
    Sheet::read(name, Ok(Bytes::Held(bytes.into())), columns)
}

/// Reads a workbook or a file in CSV, JSON or TOML. A file that cannot be read is a sheet whose only mistake says why.
///
/// ```
/// use rammeaftale_sheets::{portfolio, read_path};
/// use std::path::Path;
///
/// let budget = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/portfolios/demo.csv");
/// let sheet = read_path(&budget);
/// assert!(sheet.mistakes().is_empty() && sheet.rows().len() > 100);
/// let (offers, _warnings) = portfolio(vec![sheet]).expect("rows that agree");
/// assert!(offers.offers().len() > 10);
///
/// let sheet = read_path(Path::new("no-such-file.xlsx"));
/// assert_eq!(sheet.mistakes()[0].message.en, "the file cannot be read: it does not exist");
/// ```
pub fn read_path(path: &Path) -> Sheet {
    read_path_as(path, &Columns::default())
}

/// As [`read_path`], with the headings that a file of [`Columns`] explains.
pub fn read_path_as(path: &Path, columns: &Columns) -> Sheet {
    Sheet::read(&path.display().to_string(), Bytes::open(path), columns)
}

/// As [`read_bytes_as`], from a reader such as standard input.
pub fn read_from(name: &str, reader: impl Read, columns: &Columns) -> Sheet {
    Sheet::read(name, Bytes::from_reader(reader), columns)
}
