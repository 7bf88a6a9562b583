//! The headings of a file, known or not.

use super::known;
use crate::bytes::Bytes;
use crate::header::find_line;
use crate::lex::{Cell, Start};
use crate::limits::BEGINNING;
use crate::mistake::{Mistakes, Problem};
use crate::record::Notation;
use crate::source::{Parted, Source};
use crate::text::Text;
use rammeaftale::diag::Place;
use std::ops::ControlFlow;
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
    header(&Parted { text, dialect }, start).map(Vec::from_iter)
}

/// The headings of the record that begins here.
pub(crate) fn header(source: &dyn Source, start: Start) -> Result<Option<(Place, Vec<String>)>, Problem> {
    let mut found = None;
    source.each(start, &mut |record| {
        let values = |cells: &Vec<Cell<'_>>| cells.iter().map(|cell| cell.value.clone().into_owned()).collect();
        found = record.cells.as_ref().ok().map(|cells| (source.row_place(record), values(cells)));
        ControlFlow::Break(())
    })?;
    Ok(found)
}
