//! The headings of a file, known or not.

use crate::file::bytes::Bytes;
use crate::file::source::Parted;
use crate::file::text::Text;
use crate::heading::columns::Columns;
use crate::heading::guessed::known;
use crate::limits::BEGINNING;
use crate::mistake::{Mistakes, Problem};
use crate::record::Notation;
use crate::table::headed::Headed;
use crate::table::header;
use crate::table::start::find_line;
use rammeaftale::diag::Place;
use rammeaftale::portfolio::Column;
use std::sync::Arc;

/// Where each header stands, and its headings.
pub(super) fn headings(
    name: &Arc<str>,
    bytes: Bytes,
    mistakes: &mut Mistakes,
) -> Result<Vec<(Place, Vec<String>)>, Problem> {
    let beginning = bytes.piece(0, BEGINNING)?;
    #[cfg(feature = "workbooks")]
    if let Some(kind) = crate::workbook::Kind::of(&beginning) {
        return Ok(crate::workbook::headings(name, &bytes.whole()?, kind, mistakes));
    }
    if Notation::of(name, &beginning).is_some() {
        return Ok(Vec::new());
    }
    let text = Text::open(name, bytes)?;
    // Of lines that name no column the one with the most words.
    let weight =
        |cell: &str| usize::from(known(cell).is_some()) * 1_000 + usize::from(cell.contains(char::is_alphabetic));
    let Some((dialect, start)) = find_line(&text, &weight, mistakes)? else { return Ok(Vec::new()) };
    let Headed { source, header, .. } = Headed::of::<Column>(Parted { text, dialect }, start, &Columns::default())?;
    header::headings(&*source, header).map(Vec::from_iter)
}
