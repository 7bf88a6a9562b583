//! The reading of one file: its rows are handed out as they are read, and what else it is stays.

#[cfg(feature = "workbooks")]
mod joined;
mod pass;
mod records;
mod table;
mod texts;

use super::stand::Stand;
use crate::cell::row::{LastValues, Values};
use crate::cell::value::Names;
use crate::file::bytes::Bytes;
use crate::file::dialect::Dialect;
use crate::file::text::Text;
use crate::heading::columns::Columns;
use crate::limits::BEGINNING;
use crate::mistake::{Mistakes, Problem};
use crate::record::{Notation, Records};
#[cfg(feature = "workbooks")]
use crate::said::ReadAs;
use crate::table::Table;
use crate::table::aside::only_example;
#[cfg(feature = "workbooks")]
use joined::{repeated, together};
use rammeaftale::diag::{Code, Diagnostic, Place};
use rammeaftale::portfolio::{Column, Row};
use rammeaftale::quantity::Year;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// A file that has been read, but for its rows.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    pub(crate) name: Arc<str>,
    layout: Layout,
    /// The blank years of wide rows, each once for an offer: what its row says of buyers and paragraph holds there too.
    pub(crate) blank: Vec<(Row, Stand)>,
    /// The offers and years of those.
    blanks: HashSet<(Arc<str>, Year)>,
    pub(crate) mistakes: Vec<Diagnostic>,
    /// Offers of which a row could not be read: whether their rows agree is not known.
    pub(crate) damaged: BTreeSet<Arc<str>>,
    /// True when it is not known which offers are damaged.
    pub(crate) has_strays: bool,
    /// The tables that hold nothing but the template's example.
    pub(crate) untouched: Vec<Place>,
    /// Names behind codes, each of which is looked at once.
    names: Names,
    last: LastValues,
}

/// How the rows stand in the file.
#[derive(Clone, Debug)]
enum Layout {
    /// The one table of a text, or those of a workbook's sheets; none where nothing could be read.
    Tables(Vec<Table<Column>>, Option<Dialect>),
    Records(Records),
}

/// Takes the rows of a file.
type Take<'t> = dyn FnMut(Row, Stand) + 't;

impl Reading {
    /// Reads a file to its end, whatever is wrong in it.
    pub(crate) fn of(name: &str, bytes: Result<Bytes, Problem>, columns: &Columns, take: &mut Take<'_>) -> Reading {
        let mut reading = Reading {
            name: Arc::from(name),
            layout: Layout::Tables(Vec::new(), None),
            blank: Vec::new(),
            blanks: HashSet::new(),
            mistakes: Vec::new(),
            damaged: BTreeSet::new(),
            has_strays: false,
            untouched: Vec::new(),
            names: Names::default(),
            last: LastValues::default(),
        };
        let mut mistakes = Mistakes::default();
        match bytes.and_then(|bytes| reading.read(bytes, columns, &mut mistakes, take)) {
            Ok(layout) => reading.layout = layout,
            Err(problem) => mistakes.push(problem.at(Place::file(&reading.name))),
        }
        // Reading stopped before the end, or a column is not what it seems: that can touch any offer.
        let touching = [
            Code::UnknownColumn,
            Code::DuplicateColumn,
            Code::MissingColumn,
            Code::MixedLayout,
            Code::Syntax,
            Code::Unreadable,
        ];
        let is_nothing = matches!(&reading.layout, Layout::Tables(tables, _) if tables.is_empty());
        reading.has_strays |= mistakes.is_full() || mistakes.have_any(&touching) || is_nothing;
        reading.mistakes = mistakes.into_sorted();
        reading
    }

    /// The dialect that the header told.
    pub(crate) fn dialect(&self) -> Option<Dialect> {
        match &self.layout {
            Layout::Tables(_, dialect) => *dialect,
            Layout::Records(_) => None,
        }
    }

    /// The tables of the file; none in JSON and TOML.
    pub(crate) fn tables(&self) -> &[Table<Column>] {
        match &self.layout {
            Layout::Tables(tables, _) => tables,
            Layout::Records(_) => &[],
        }
    }

    /// The place of a column's cell in a row of this file.
    pub(crate) fn place(&self, stand: Stand, column: Column) -> Place {
        match &self.layout {
            Layout::Tables(tables, _) => {
                let table = tables.get(stand.table);
                table.map_or_else(|| Place::file(&self.name), |table| table.place(stand.start, column, stand.period))
            }
            Layout::Records(records) => records.place(stand.start, column),
        }
    }

    fn read(
        &mut self,
        bytes: Bytes,
        columns: &Columns,
        mistakes: &mut Mistakes,
        take: &mut Take<'_>,
    ) -> Result<Layout, Problem> {
        let name = Arc::clone(&self.name);
        let beginning = bytes.piece(0, BEGINNING)?;
        #[cfg(feature = "workbooks")]
        if let Some(kind) = crate::workbook::Kind::of(&beginning) {
            let (tables, said) = crate::workbook::tables(&name, &bytes.whole()?, kind, columns, mistakes);
            let (mut rows, mut read_as) = (Vec::new(), ReadAs::default());
            for (number, table) in tables.iter().enumerate() {
                let of_table = self.read_table(table, number, mistakes, &mut |row, stand| rows.push((row, stand)));
                read_as.add_years(&of_table);
            }
            mistakes.extend(said.against(&read_as));
            let (rows, twice) = together(rows);
            let place = |stand: Stand| Some(tables.get(stand.table)?.place(stand.start, Column::Offer, stand.period));
            mistakes.extend(twice.into_iter().filter_map(place).map(|place| repeated().warning_at(place)));
            rows.into_iter().for_each(|(row, stand)| take(row, stand));
            return Ok(Layout::Tables(tables, None));
        }
        if let Some(notation) = Notation::of(&name, &beginning) {
            return self.read_records(Text::open(&name, bytes)?, notation, mistakes, take);
        }
        let table = Table::open(&name, bytes, columns, mistakes);
        if let Some(table) = &table {
            self.read_table(table, 0, mistakes, take);
        }
        let dialect = table.as_ref().map(|table| table.dialect);
        Ok(Layout::Tables(Vec::from_iter(table), dialect))
    }

    /// A template that nobody has filled in is a mistake, unless rows stand elsewhere.
    fn only_example(&mut self, place: Place, mistakes: &mut Mistakes) {
        self.untouched.push(place.clone());
        mistakes.push(only_example().at(place));
    }

    fn add(&mut self, stand: Stand, values: Values, take: &mut Take<'_>) {
        let offer = values.offer();
        match (values.row(), offer) {
            (Some(row), _) => take(row, stand),
            (None, Some(offer)) => {
                self.damaged.insert(offer);
            }
            (None, None) => self.has_strays = true,
        }
    }
}
