//! A text whose headings may stand in two rows, as a source with one.

use super::joined::join;
use crate::file::lex::{Cell, Held, Record, Start};
use crate::file::source::{Doubt, Label, Parted, Source, Take};
use crate::heading::Heading;
use crate::heading::columns::Columns;
use crate::limits::HEADER_ROWS;
use crate::mistake::Problem;
use rammeaftale::diag::Place;
use std::borrow::Cow;
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

/// A text with one row of headings.
#[derive(Debug)]
pub(crate) struct Headed {
    pub(crate) source: Arc<dyn Source>,
    pub(crate) header: Start,
}

impl Headed {
    /// The text with its header where that was found, or where two of its first rows make it together.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub(crate) fn of<H: Heading>(source: Parted, header: Start, columns: &Columns) -> Result<Headed, Problem> {
        let (mut starts, mut rows, mut is_whole) = (Vec::new(), Vec::new(), false);
        let texts = |record: &Record<'_>| -> Vec<String> {
            record.cells.iter().flatten().map(|cell| cell.text().to_owned()).collect()
        };
        source.each(header, &mut |record| {
            is_whole = names_all::<H>(&texts(record), columns);
            ControlFlow::Break(())
        })?;
        source.each(source.text.start(), &mut |record| {
            if is_whole || record.start.line > HEADER_ROWS {
                return ControlFlow::Break(());
            }
            let texts = texts(record);
            if texts.iter().any(|text| !text.is_empty()) {
                starts.push(record.start);
                rows.push(texts);
            }
            ControlFlow::Continue(())
        })?;
        let joined = join::<H>(&rows, |_, _| None, columns);
        let found =
            joined.and_then(|joined| Some((*starts.get(joined.upper)?, *starts.get(joined.upper + 1)?, joined)));
        let Some((upper, lower, joined)) = found else {
            return Ok(Headed { source: Arc::new(source), header });
        };
        let mut labels: Vec<Label> = Vec::new();
        source.each(upper, &mut |record| {
            let label = |cell: &Cell<'_>| (cell.text().to_owned(), source.place(record, &cell.span));
            labels.extend(record.cells.iter().flatten().map(label));
            ControlFlow::Break(())
        })?;
        let placed = |doubt: Doubt| Some((labels.get(doubt.at)?.1.clone(), doubt));
        let doubts = joined.doubts.into_iter().filter_map(placed).collect();
        let titled = Titled { source, upper, header: lower, headings: joined.headings, labels, doubts };
        Ok(Headed { source: Arc::new(titled), header: lower })
    }
}

/// True for headings that each name a column, and of which one says the year or all amounts do: they need no other row.
fn names_all<H: Heading>(headings: &[String], columns: &Columns) -> bool {
    let named = columns.named::<H>(headings);
    let mut amounts = named.iter().filter(|(column, _)| column.figures().is_some()).peekable();
    let are_dated = amounts.peek().is_some() && amounts.all(|(_, period)| period.is_some());
    named.len() == headings.len() && (are_dated || named.iter().any(|(column, _)| column.is_year()))
}

/// A text of which two rows of headings are handed out as one, in the place of the lower.
#[derive(Debug)]
struct Titled {
    source: Parted,
    upper: Start,
    header: Start,
    headings: Vec<String>,
    labels: Vec<Label>,
    doubts: Vec<(Place, Doubt)>,
}

impl Source for Titled {
    fn name(&self) -> &Arc<str> {
        self.source.name()
    }

    fn each(&self, from: Start, take: &mut Take<'_>) -> Result<(), Problem> {
        self.source.each(from, &mut |record| match record.start {
            start if start == self.upper => ControlFlow::Continue(()),
            start if start == self.header => {
                let spans = record.cells.iter().flatten().map(|cell| cell.span.clone());
                let cells = self.headings.iter().zip(spans);
                let cells = cells.map(|(heading, span)| Cell { value: Cow::Borrowed(heading), span, held: Held::Text });
                take(&Record { start, next: record.next, text: record.text, cells: Ok(cells.collect()) })
            }
            _ => take(record),
        })
    }

    fn place(&self, record: &Record<'_>, span: &Range<usize>) -> Place {
        self.source.place(record, span)
    }

    fn row_place(&self, record: &Record<'_>) -> Place {
        self.source.row_place(record)
    }

    fn labels(&self) -> &[Label] {
        &self.labels
    }

    fn doubts(&self) -> &[(Place, Doubt)] {
        &self.doubts
    }
}
