//! The table of findings as CSV, written while offers are judged.

use super::{View, data};
use crate::names::Names;
use crate::render::csv::{dialect, headings, values};
use rammeaftale::agreement::Agreement;
use rammeaftale::text::Lang;
use rammeaftale::{Assessment, Portfolio};
use rammeaftale_sheets::{TableWriter, byte_order_mark};
use std::io::{self, Read, Seek, Write};

/// Takes an assessment.
pub type Take<'t> = dyn FnMut(&Assessment) -> io::Result<()> + 't;

/// What [`csv`](crate::csv) gives of an [`evaluation`](crate::evaluation), written as the assessments come: `judge`
/// hands them out, and none is held. The table begins with what comes last to be known, the breaches, so its parts are
/// written aside, each to what `aside` makes, until all are there.
///
/// # Errors
/// What cannot be written, and what `judge` gives.
pub fn write_evaluation_csv<A: Read + Write + Seek>(
    out: &mut dyn Write,
    (agreement, portfolio, lang): (&Agreement, &Portfolio, Lang),
    aside: impl Fn() -> A,
    judge: impl FnOnce(&mut Take<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let names = Names::new(&[agreement], portfolio);
    let view = View { assessments: &[], agreement, names: &names, passages: None, part: String::new() };
    let mut parts: Vec<TableWriter<A>> = (0..data::PARTS).map(|_| TableWriter::new(aside(), dialect(lang))).collect();
    judge(&mut |assessment| {
        for (part, row) in data::rows(&view, assessment) {
            if let Some(part) = parts.get_mut(usize::from(part)) {
                part.write(values(&row, lang))?;
            }
        }
        Ok(())
    })?;
    out.write_all(byte_order_mark(dialect(lang)).as_bytes())?;
    let mut header = TableWriter::new(&mut *out, dialect(lang));
    header.write(headings(data::columns().iter(), lang))?;
    header.finish()?;
    for part in parts {
        let mut part = part.finish()?;
        part.rewind()?;
        io::copy(&mut part, out)?;
    }
    Ok(())
}
