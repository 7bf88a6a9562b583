//! The reading of one file: its rows are handed out as they are read, and what else it is stays.

use crate::aside::{aside, only_example};
use crate::bytes::Bytes;
use crate::cell::{checked_text, in_unit, missing_cell};
use crate::columns::Columns;
use crate::dialect::Dialect;
use crate::lex::{self, Record};
use crate::limits::BEGINNING;
use crate::mistake::{Mistakes, Problem};
use crate::period::Period;
use crate::points::Points;
use crate::record::{Notation, Records};
use crate::row::{Values, filled};
use crate::said::ReadAs;
use crate::stand::Stand;
use crate::table::{Kind, Line, Table, texts};
use crate::text::Text;
use crate::value::{is_amount, named_unit};
use rammeaftale::diag::{Code, Diagnostic, Place};
use rammeaftale::portfolio::{Column, Row};
use rammeaftale::quantity::Year;
use std::cell::Cell;
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
            let tables = crate::workbook::tables(&name, &bytes.whole()?, kind, columns, mistakes);
            tables.iter().enumerate().for_each(|(number, table)| self.read_table(table, number, mistakes, take));
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

    fn read_table(&mut self, table: &Table<Column>, number: usize, mistakes: &mut Mistakes, take: &mut Take<'_>) {
        let (mut has_example, mut has_others, mut is_behind) = (false, false, false);
        let mut points = Points::default();
        let (mut said, mut read_as) = (table.said.clone(), ReadAs::default());
        let (parts_figures, says_figures) = (table.parts_figures(), Cell::new(false));
        let mut take = |row: Row, stand| {
            read_as.see(&row, parts_figures || says_figures.get());
            take(row, stand);
        };
        table.rows(mistakes, |record, line, mistakes| {
            let cells = match line {
                Line::Row(cells) => cells,
                Line::Note(told) => {
                    if !said.hear_cells(texts(record), || table.row_place(record)) {
                        mistakes.push(told);
                    }
                    return;
                }
                Line::Damaged => {
                    (self.has_strays, has_others) = (true, true);
                    return;
                }
            };
            if is_behind || table.is_header_again(record, cells, mistakes) {
                return;
            }
            let values = || table.cells(cells, None).map(|(column, cell)| (column, &*cell.value));
            if let Some((column, found)) = aside(values()) {
                let cell = table.cells(cells, None).find(|(other, _)| *other == column).map(|(_, cell)| cell);
                let place = cell.map_or_else(|| table.row_place(record), |cell| table.cell_place(record, cell));
                let (told, is_example) = found.told(values(), table.dialect, place);
                mistakes.push(told);
                (has_example, has_others) = (has_example || is_example, has_others || !is_example);
                return;
            }
            has_others = true;
            if let Some(stray) = table.no_row(record, cells) {
                is_behind = stray.kind == Kind::OtherTable;
                self.has_strays |= stray.told.is_error();
                let is_heard = !is_behind && said.hear_cells(texts(record), || table.row_place(record));
                // What may be a row is told whatever its words say: its figures are not read.
                if !is_heard || stray.kind != Kind::Note {
                    mistakes.push(stray.told);
                }
                return;
            }
            if table.dialect == Dialect::Danish && !points.is_settled() {
                let is_typed = table.sheet().is_none();
                let read = table.filled(cells).filter(|(column, cell)| is_amount(*column) && cell.flaw.is_none());
                for (column, cell) in read {
                    points.see(column, cell.value.trim(), is_typed, || table.cell_place(record, cell));
                }
            }
            let of_figures = table.cells(cells, None).find(|(column, _)| *column == Column::Figures);
            says_figures.set(of_figures.is_some_and(|(_, cell)| !cell.value.trim().is_empty()));
            self.read_row((table, number), record, cells, mistakes, &mut take);
        });
        said.against(&read_as).into_iter().for_each(|told| mistakes.push_new(told));
        points.doubt().for_each(|doubt| mistakes.push(doubt));
        if has_example && !has_others {
            self.only_example(table.header_place().clone(), mistakes);
        }
    }

    /// A template that nobody has filled in is a mistake, unless rows stand elsewhere.
    fn only_example(&mut self, place: Place, mistakes: &mut Mistakes) {
        self.untouched.push(place.clone());
        mistakes.push(only_example().at(place));
    }

    /// Reads one row of a table: a row of the portfolio, in a wide table one for each period that has a figure.
    fn read_row(
        &mut self,
        (table, number): (&Table<Column>, usize),
        record: &Record<'_>,
        cells: &[lex::Cell<'_>],
        mistakes: &mut Mistakes,
        take: &mut Take<'_>,
    ) {
        let unit = table.cells(cells, None).find(|(column, _)| *column == Column::TariffUnit);
        let unit = unit.and_then(|(_, cell)| named_unit(&cell.value)).unwrap_or_default();
        let mut read = |period| {
            let cells = table.cells(cells, period).map(|(column, cell)| {
                let read = in_unit(column, cell, unit).and_then(|()| checked_text(column, cell));
                let read = read.and_then(|text| filled(column, text, table.dialect));
                (column, read.map_err(|problem| problem.at(table.cell_place(record, cell))))
            });
            Values::read(cells, mistakes)
        };
        let stand = |period| Stand { table: number, start: record.start, period };
        let common = read(None);
        if table.periods.is_empty() {
            return self.add(stand(None), common, take);
        }
        let periods: Vec<(Period, Values)> =
            table.periods.iter().map(|period| (*period, read(Some(*period)))).collect();
        let mut any = false;
        for (period, values) in periods.iter().filter(|(_, values)| !values.is_blank()) {
            any = true;
            self.add(stand(Some(*period)), common.with(*period, values), take);
        }
        if any {
            for (period, values) in periods.iter().filter(|(_, values)| values.is_blank()) {
                let offer = common.offer().filter(|_| common.stands_in(*period));
                if offer.is_some_and(|offer| self.blanks.insert((offer, period.year)))
                    && let Some(row) = common.with(*period, values).row()
                {
                    self.blank.push((row, stand(Some(*period))));
                }
            }
        }
        // An offer without any figure is there all the same: its figures are unknown.
        if let Some((period, values)) = common.latest(&periods).filter(|_| !any) {
            self.add(stand(Some(*period)), common.with(*period, values), take);
        }
    }

    fn read_records(
        &mut self,
        text: Text,
        notation: Notation,
        mistakes: &mut Mistakes,
        take: &mut Take<'_>,
    ) -> Result<Layout, Problem> {
        let (mut has_example, mut has_others) = (false, false);
        let records = Records::read(text, notation, mistakes, |record, mistakes| {
            let read: Vec<_> = record.values().collect();
            let texts = || read.iter().filter_map(|(column, text, _)| Some((*column, text.as_deref().ok()?)));
            if let Some((_, found)) = aside(texts()) {
                let (told, is_example) = found.told(texts(), Dialect::English, record.place());
                mistakes.push(told);
                (has_example, has_others) = (has_example || is_example, has_others || !is_example);
                return;
            }
            has_others = true;
            let lacking = Column::ALL.iter().filter(|column| column.is_required() && !record.has(**column));
            let lacking = lacking.map(|column| (*column, Err(missing_cell(*column).at(record.place()))));
            let values = read.into_iter().map(|(column, text, place)| {
                let read = text.and_then(|text| filled(column, &text, Dialect::English));
                (column, read.map_err(|problem| problem.at(place())))
            });
            let values = Values::read(lacking.chain(values), mistakes);
            self.add(Stand { table: 0, start: record.start(), period: None }, values, take);
        })?;
        if has_example && !has_others {
            self.only_example(Place::file(&self.name), mistakes);
        }
        Ok(Layout::Records(records))
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
