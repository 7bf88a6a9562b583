//! Portfolios of social offers and price indexes, read from workbooks (XLSX, XLS, ODS), from CSV files as spreadsheets
//! write them, and from JSON and TOML; written as XLSX, CSV, JSON and TOML.
//!
//! **Tables.** Every sheet of a workbook that has a known heading among its first 30 rows is a table, as is a CSV file,
//! whose header may stand there too; all tables are read by the same reader. A long table has a row for each offer, year and tariff; a wide one a row for
//! each offer, with columns such as `takst 2024` and `regnskab 2018 takstberegningsgrundlag`. A file of [`Columns`]
//! serves other headings, and a [`Guess`] writes one to review. All headings are heard: what they say of unit, scale,
//! sign, prices and accounts must hold of their column; beside a year a heading may say what its column is anyway, as
//! `Takst 2025 (kr./døgn)`. Totals, notes, names of groups, words in a column of notes (`Bemærkning`) or without
//! a heading, headings that are said again and the example of a template are passed over with a warning; a second table
//! and a number in a column of notes or without a heading are mistakes.
//!
//! **Workbooks.** Numbers come back as the decimal that was typed; what needs more than 15 digits is refused. Errors,
//! formulas that were never calculated, merged cells, and hidden rows, columns and sheets are mistakes with their sheet
//! and cell; so are, where a text must stand, dates and numbers that are shown with more than they hold. Headings may
//! take two rows, such as `2024` above `takst` and `pladser`; it holds beyond its own column where cells are merged or the
//! same headings are repeated, else that is a mistake. Amounts that are shown in thousands, in another currency,
//! per another unit than the row says, or with words on prices or accounts as which they are not read, are mistakes.
//! What a sheet without a table, such as a front page, says of all amounts holds for every table; so it is with notes on
//! cells and with what is printed above and below each page. A table whose rows name no year is read as of that in its
//! sheet's name or in a title above it, as `Takster 2025`, with a warning. Cells that are struck through are mistakes. Rows of an
//! offer's year on several sheets are put together where each has amounts that the other lacks and nothing differs. A sheet whose first
//! cell says `læses ikke` (`not read`) is passed over; one without known headings too, or with a list of words as
//! `driftsherre` and `Kontakt`, with a warning where it holds no figures or is called `Oversigt` or the like beside one
//! that is read, else as a mistake. Macros and links to other
//! workbooks are ignored. Not read are XLSB and workbooks before Excel 97, and a row or column of no height or width
//! that is not marked as hidden is read like any other. The feature `workbooks`, on by default, holds all of this:
//! without it CSV, JSON and TOML stay.
//!
//! **CSV.** Two dialects are told apart by the header line: cells parted by `;` have decimal commas and grouping points
//! (Danish), cells parted by `,` have decimal points and grouping commas (English); see [`Dialect`]. Headings may be
//! Danish or English in either. A number such as `812.500` is told where no other shows that its point parts thousands, one such as `2,450`
//! where none has three decimals for sure.
//! Text is UTF-8 with or without a byte order mark, else Windows-1252.
//!
//! The same columns may stand in JSON (a list of objects, an object with the list `rows`, or JSON Lines) or in TOML
//! (`[[row]]`): there numbers are plain, `1234.50`, and `null` is blank.
//!
//! A file is read to its end whatever is wrong in it: a [`Sheet`] holds the rows that could be read and every mistake
//! with its line and column. [`portfolio`] puts the sheets together and gives the mistakes of all of them in one run.
//!
//! **Large files.** A [`PortfolioReader`] puts files together while it reads them. CSV and JSON Lines on disk are read row
//! by row and may be larger than the memory, though what is held grows with the rows: what they say of the offers, and
//! sixteen bytes a row on where it stands, since only behind the last one it is known which contradict each other and must
//! be pointed at. Of a row that says what the one before it says no more than that is held. What is piped in and workbooks
//! are held while they are read and have the limit [`MOST_BYTES`], a workbook also [`MOST_UNPACKED`]; JSON in one list has
//! the limit [`MOST_JSON`], TOML [`MOST_TOML`]. A row may have [`MOST_COLUMNS`] cells of [`LONGEST_CELL`] characters, a table [`MOST_ROWS`] rows, an
//! offer [`MOST_ROWS_OF_OFFER`](rammeaftale::portfolio::MOST_ROWS_OF_OFFER).
//!
//! ```
//! use rammeaftale::{diag, text::Lang};
//! use rammeaftale_sheets::{portfolio, read_bytes};
//!
//! let good = "tilbud_id;driftsherre;år;takst\nB1;0740;2025;1.234,50 kr.\n";
//! let (offers, warnings) = portfolio(vec![read_bytes("good.csv", good.as_bytes())]).expect("no mistakes");
//! assert_eq!(offers.offers().len(), 1);
//! assert!(warnings.is_empty());
//!
//! let bad = "offer,operator,year,tarif\nB1,740,25,1000\n";
//! let mistakes = portfolio(vec![read_bytes("bad.csv", bad.as_bytes())]).expect_err("two mistakes");
//! assert!(diag::render_all(&mistakes, Lang::En).starts_with(
//! "error[unknown-column]: `tarif` is not a column
//!  --> bad.csv:1:21
//!   |
//! 1 | offer,operator,year,tarif
//!   |                     ^^^^^
//!   = help: did you mean `tariff`?
//! "));
//! ```
//!
//! A price index file has the columns `year`/`år`, `projection_percent`/`fremskrivning`, `publisher`/`udgiver` and
//! `vintage`/`årgang`; see [`read_index`].

// From the top down, and no folder imports from one above it: `guess` (a file of columns to review), `portfolio` (files
// read and put together), `index`, `workbook`, `record` (JSON, TOML), `table` (headers and rows, whatever they stand in),
// `write`, `cell` (values), `heading`, `file` (bytes, text, parted cells), `said` (what words say of amounts).
mod cell;
mod file;
mod fold;
mod guess;
mod heading;
mod index;
mod limits;
mod mistake;
mod portfolio;
mod record;
mod said;
mod table;
#[cfg(feature = "workbooks")]
mod workbook;
mod write;

pub use file::dialect::Dialect;
pub use file::system::os_error;
pub use guess::Guess;
pub use heading::columns::Columns;
pub use index::{IndexRow, read_index, read_index_path};
pub use limits::{
    LONGEST_CELL, MOST_BYTES, MOST_CELLS, MOST_COLUMNS, MOST_JSON, MOST_MISTAKES, MOST_ROWS, MOST_TOML, MOST_UNPACKED,
};
pub use portfolio::sheet::{Sheet, read_bytes, read_bytes_as, read_from, read_path, read_path_as};
pub use portfolio::{PortfolioReader, portfolio};
pub use write::table::{TableWriter, Value, byte_order_mark, write_table};
pub use write::template::template_csv;
#[cfg(feature = "workbooks")]
pub use write::template::template_xlsx;
#[cfg(feature = "workbooks")]
pub use write::xlsx::write_xlsx;
pub use write::{write_csv, write_json, write_toml};
