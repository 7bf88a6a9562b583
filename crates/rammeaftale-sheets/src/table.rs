//! A file or a sheet as a header and rows of cells, for any kind of columns.

mod above;
pub(crate) mod aside;
mod beside;
mod fault;
mod group;
pub(crate) mod headed;
pub(crate) mod header;
mod heard;
pub(crate) mod joined;
mod labels;
mod picked;
mod rows;
pub(crate) mod start;
mod stray;
pub(crate) mod told;
mod totals;
mod unread;

use crate::cell::value::Holds;
use crate::file::bytes::Bytes;
use crate::file::dialect::Dialect;
use crate::file::lex::{Cell, Record, Start};
use crate::file::source::{Parted, Source};
use crate::file::text::Text;
use crate::heading::Heading;
use crate::heading::columns::Columns;
use crate::heading::period::Period;
use crate::mistake::Mistakes;
use crate::said::Said;
use beside::Beside;
use fault::broken_record;
use headed::Headed;
use header::{Slot, read_header};
use heard::hear;
use rammeaftale::diag::{Code, Place};
use rammeaftale::quantity::Year;
use start::find_line;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;

pub(crate) use above::texts;
pub(crate) use fault::{too_many_cells, too_many_rows};
pub(crate) use heard::Heard;
pub(crate) use picked::Picked;
pub(crate) use rows::Line;
pub(crate) use stray::Kind;

/// A file or a sheet whose header has been read.
#[derive(Clone, Debug)]
pub(crate) struct Table<H> {
    source: Arc<dyn Source>,
    pub(crate) dialect: Dialect,
    columns: Vec<Slot<H>>,
    /// The headings as they stand.
    headings: Vec<String>,
    /// True where a column is of notes.
    pub(crate) has_notes: bool,
    /// All columns that are read.
    pub(crate) all: Picked<H>,
    /// Those that hold for a row in all periods.
    pub(crate) common: Picked<H>,
    /// The periods of a wide table in order, each with its columns; none in a long one.
    pub(crate) periods: Vec<(Period, Picked<H>)>,
    header: Place,
    /// The year that is said beside the table.
    beside: Option<Year>,
    /// The headings that a file of columns explains, as they are compared.
    pub(crate) explained: BTreeSet<String>,
    /// What headings say of the amounts below them.
    pub(crate) heard: Vec<Heard<H>>,
    /// What the names of file and sheet and the lines above the header say of the amounts.
    pub(crate) said: Said,
    body: Start,
}

impl<H: Holds> Table<H> {
    /// Reads a text and its header; `None` when nothing below it can be read.
    pub(crate) fn open(name: &Arc<str>, bytes: Bytes, columns: &Columns, mistakes: &mut Mistakes) -> Option<Table<H>> {
        let weight = |cell: &str| usize::from(columns.meaning::<H>(cell).column().is_some());
        let opened = Text::open(name, bytes).and_then(|text| {
            let first = text.start();
            let Some((dialect, header)) = find_line(&text, &weight, mistakes)? else { return Ok(None) };
            Ok(Some((Headed::of::<H>(Parted { text, dialect }, header, columns)?, dialect, first)))
        });
        match opened {
            Ok(opened) => {
                let (Headed { source, header }, dialect, first) = opened?;
                Table::of((source, dialect), (first, header), columns, mistakes)
            }
            Err(problem) => {
                mistakes.push(problem.at(Place::file(name)));
                None
            }
        }
    }

    /// Reads the header, which stands in the record that begins at `header`, and the lines from `first` to it.
    pub(crate) fn of(
        (source, dialect): (Arc<dyn Source>, Dialect),
        (first, header): (Start, Start),
        columns: &Columns,
        mistakes: &mut Mistakes,
    ) -> Option<Table<H>> {
        let mut read = None;
        let found = source.each(header, &mut |record| {
            read = Table::headed((&source, dialect), (first, record), columns, mistakes);
            ControlFlow::Break(())
        });
        if let Err(problem) = found {
            mistakes.push(problem.at(Place::file(source.name())));
        }
        let mut table = read?;
        table.tell_above(first, columns, mistakes);
        // The year of a title may be that of columns that lack one, which is told.
        if mistakes.have_any(&[Code::MixedLayout, Code::MissingColumn]) {
            table.said.take_years();
        }
        Some(table)
    }
}

impl<H: Heading> Table<H> {
    /// The table below a header.
    fn headed(
        (source, dialect): (&Arc<dyn Source>, Dialect),
        (first, record): (Start, &Record<'_>),
        columns: &Columns,
        mistakes: &mut Mistakes,
    ) -> Option<Table<H>> {
        let broken = |broken| mistakes.push(broken_record(&**source, record, broken));
        let cells = record.cells.as_ref().map_err(broken).ok()?;
        let header = source.row_place(record);
        let left = cells.iter().position(|cell| !cell.text().is_empty()).unwrap_or_default();
        let beside = Beside::of(&**source, first, &header, left);
        let slots: Vec<Slot<H>> = read_header(&**source, record, cells, columns, &beside, mistakes)?;
        let hear = |(slot, cell): (&Slot<H>, &Cell<'_>)| {
            let place = source.place(record, &cell.span);
            let is_told = mistakes.stand_at(&place);
            hear(*slot, cell, is_told, || place)
        };
        let heard = slots.iter().zip(cells).filter_map(hear).collect();
        let is_noted = |(slot, cell): (&Slot<H>, &Cell<'_>)| *slot == Slot::Blank && !cell.text().is_empty();
        let mut periods: Vec<Period> = slots.iter().filter_map(Slot::period).collect();
        periods.sort_unstable();
        periods.dedup();
        let of_period = |period| (period, Picked::of(&slots, |of| of == Some(period)));
        Some(Table {
            source: Arc::clone(source),
            dialect,
            headings: cells.iter().map(|cell| cell.text().to_owned()).collect(),
            has_notes: slots.iter().zip(cells).any(is_noted),
            all: Picked::of(&slots, |_| true),
            common: Picked::of(&slots, |period| period.is_none()),
            periods: periods.into_iter().map(of_period).collect(),
            columns: slots,
            beside: beside.year(),
            explained: cells.iter().filter_map(|cell| columns.explained(&cell.value)).collect(),
            heard,
            said: Said::by_names(&header),
            header,
            body: record.next,
        })
    }

    /// The workbook's sheet; `None` in a text.
    pub(crate) fn sheet(&self) -> Option<&Arc<str>> {
        self.header.sheet.as_ref()
    }

    /// Where the header stands.
    pub(crate) fn header_place(&self) -> &Place {
        &self.header
    }

    /// The row of the header.
    pub(crate) fn header_line(&self) -> usize {
        self.header.line
    }

    /// What each heading stands for.
    #[cfg(feature = "workbooks")]
    pub(crate) fn slots(&self) -> &[Slot<H>] {
        &self.columns
    }

    /// The year of a long table whose rows name none, where the name of its sheet or a title does.
    pub(crate) fn year(&self) -> Option<Year> {
        let names_year = self.columns.iter().any(|slot| matches!(slot, Slot::Column(column, _) if column.is_year()));
        self.beside.filter(|_| !names_year && self.periods.is_empty())
    }

    /// The place of a row.
    pub(crate) fn row_place(&self, record: &Record<'_>) -> Place {
        self.source.row_place(record)
    }

    /// The place of a cell.
    pub(crate) fn cell_place(&self, record: &Record<'_>, cell: &Cell<'_>) -> Place {
        self.source.place(record, &cell.span)
    }

    /// The place of a column's cell in a row, in a wide table that of the period; of the whole row where the file has
    /// no such column.
    pub(crate) fn place(&self, start: Start, column: H, period: Option<Period>) -> Place {
        let is_it = |slot: &Slot<H>| [None, period].iter().any(|period| *slot == Slot::Column(column, *period));
        let index = self.columns.iter().position(is_it);
        let mut place = Place::file(self.source.name());
        // A row that can no longer be read has no place.
        let _ = self.source.each(start, &mut |record| {
            let cell = index.and_then(|index| record.cells.as_ref().ok()?.get(index));
            place = cell.map_or_else(|| self.source.row_place(record), |cell| self.cell_place(record, cell));
            ControlFlow::Break(())
        });
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read_bytes;
    use proptest::prelude::*;
    use rammeaftale::portfolio::Column;

    fn held(bytes: &[u8]) -> Bytes {
        Bytes::Held(bytes.into())
    }

    /// The codes and places of what is told of a text.
    pub(in crate::table) fn errors(text: &str) -> Vec<(Code, String)> {
        let sheet = read_bytes("f", text.as_bytes());
        sheet.mistakes().iter().map(|found| (found.code, found.place().unwrap().to_string())).collect()
    }

    #[test]
    fn a_named_separator_above_the_header_is_no_heading() {
        let text = "sep=,\r\n\r\ntilbud_id,driftsherre,år\r\nB1,740,2025\r\n";
        let sheet = read_bytes("f", text.as_bytes());
        assert_eq!((sheet.mistakes().len(), sheet.rows().len()), (0, 1));
        assert_eq!(errors("sep=;\nsep=;\n"), [(Code::UnknownColumn, "f:2:1".to_owned())]);
        assert_eq!(errors("sep=;\n"), [(Code::EmptyFile, "f".to_owned())]);
    }

    #[test]
    fn a_place_without_the_column_is_the_row() {
        let mut mistakes = Mistakes::default();
        let table: Table<Column> =
            Table::open(&Arc::from("f"), held(b"offer,year\n x ,2025\n"), &Columns::default(), &mut mistakes).unwrap();
        let place = |column| table.place(table.body, column, None).to_string();
        assert_eq!([place(Column::Offer), place(Column::Year), place(Column::Tariff)], ["f:2:2", "f:2:5", "f:2:2"]);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_panic(
            bytes in prop::collection::vec(any::<u8>(), 0..200),
            body in "[-a0-9.,;\"\n\r% \u{feff}\u{202e}=']{0,120}",
        ) {
            let headers = ["", "{\"rows\": [{\"offer\": ", "[[row]]\noffer = \"B1\"\nyear = ", "tilbud_id;driftsherre;år;takst;pladser\n", "offer,operator,year,tariff,buyers\n"];
            for header in headers {
                for body in [&bytes, body.as_bytes()] {
                    let file = [header.as_bytes(), body].concat();
                    for name in ["f", "f.json", "f.toml"] {
                        let _ = crate::portfolio(vec![read_bytes(name, &file)]);
                    }
                    let _ = crate::read_index("f", &file);
                }
            }
        }
    }
}
