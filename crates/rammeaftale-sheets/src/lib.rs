//! Portfolios of social offers and price indexes, read from CSV files as spreadsheets write them, and from JSON and
//! TOML.
//!
//! Two dialects are told apart by the header line: cells parted by `;` have decimal commas and grouping points
//! (Danish), cells parted by `,` have decimal points and grouping commas (English); see [`Dialect`]. Headings may be
//! Danish or English in either. Text is UTF-8 with or without a byte order mark, else Windows-1252.
//!
//! The same columns may stand in JSON (a list of objects, an object with the list `rows`, or JSON Lines) or in TOML
//! (`[[row]]`): there numbers are plain, `1234.50`, and `null` is blank.
//!
//! A file is read to its end whatever is wrong in it: a [`Sheet`] holds the rows that could be read and every mistake
//! with its line and column. [`portfolio`] puts the sheets together and gives the mistakes of all of them in one run.
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

mod dialect;
mod digits;
mod file;
mod header;
mod heading;
mod index;
mod json;
mod lex;
mod limits;
mod mistake;
mod number;
mod portfolio;
mod record;
mod sheet;
mod table;
mod toml;
mod value;
mod write;

pub use dialect::Dialect;
pub use index::{IndexRow, read_index, read_index_path};
pub use limits::{LONGEST_CELL, MOST_BYTES, MOST_COLUMNS, MOST_MISTAKES, MOST_ROWS};
pub use portfolio::portfolio;
pub use sheet::{Sheet, read_bytes, read_path};
pub use write::{Value, write_csv, write_json, write_table, write_toml};
