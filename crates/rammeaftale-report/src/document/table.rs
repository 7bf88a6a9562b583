//! Tables of typed cells.

use chrono::NaiveDate;
use rammeaftale::text::{Lang, Text, amount, percent, plain};
use rammeaftale::{Verdict, sentence};
use rust_decimal::Decimal;

/// Rows under headings; every row has a cell for each column.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// What the cells are.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// What the cells below it are.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its heading.
    pub heading: Text,
    /// Rows may be chosen by what stands here.
    pub filter: bool,
    /// Where there is room for it.
    pub room: Room,
    /// It says of what a row speaks, and stays in sight beside what follows.
    pub leads: bool,
    /// What stands in it is short and not to be broken.
    pub whole: bool,
}

/// Where there is room for a column. Closed: a writer that passed over a new one would leave something out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// Everywhere.
    Any,
    /// In a terminal, which has few columns, and nowhere else.
    Narrow,
    /// Everywhere but in a terminal.
    Wide,
}

/// One row.
#[derive(Clone, Debug)]
pub struct Row {
    /// The cells.
    pub cells: Vec<Cell>,
}

/// One value, typed so that each form can write it as is usual there.
/// Closed: a writer that passed over a new one would leave something out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing: unknown or not there, never zero.
    Empty,
    /// Words.
    Text(Text),
    /// Words around a number, which is what they are put in order by.
    Valued(Decimal, Text),
    /// An amount.
    Kroner(Decimal),
    /// An amount that is not quite what the others in its column are, and what it is.
    Noted(Decimal, Text),
    /// A percentage.
    Percent(Decimal),
    /// Another number.
    Number(Decimal),
    /// A day.
    Date(NaiveDate),
    /// A verdict.
    Verdict(Verdict),
    /// A verdict with a few words on why, that leads to the place with this id.
    Judged {
        /// The verdict.
        verdict: Verdict,
        /// Why; may be empty.
        why: Text,
        /// The id.
        to: String,
    },
    /// A word in place of a verdict, with a few more, that leads to the place with this id.
    Told {
        /// The word.
        word: Text,
        /// What else there is to tell; may be empty.
        why: Text,
        /// The id.
        to: String,
    },
    /// Words that lead to the place with this id.
    Link {
        /// The id.
        to: String,
        /// The words.
        text: Text,
    },
}

impl Column {
    /// A column under a heading.
    pub fn new(da: &'static str, en: &'static str) -> Column {
        Column { heading: Text::new(da, en), filter: false, room: Room::Any, leads: false, whole: false }
    }

    /// Rows may be chosen by it.
    #[must_use]
    pub fn filtered(self) -> Column {
        Column { filter: true, ..self }
    }

    /// It says of what a row speaks.
    #[must_use]
    pub fn leading(self) -> Column {
        Column { leads: true, ..self }
    }

    /// Its words are not broken.
    #[must_use]
    pub fn whole(self) -> Column {
        Column { whole: true, ..self }
    }

    /// Left out in a terminal.
    #[must_use]
    pub fn wide(self) -> Column {
        Column { room: Room::Wide, ..self }
    }

    /// In a terminal only.
    #[must_use]
    pub fn narrow(self) -> Column {
        Column { room: Room::Narrow, ..self }
    }
}

impl Table {
    /// The columns that a terminal shows, or those that paper and screens show, by their place.
    pub(crate) fn kept(&self, terminal: bool) -> Vec<(usize, &Column)> {
        let other = if terminal { Room::Wide } else { Room::Narrow };
        self.columns.iter().enumerate().filter(|(_, column)| column.room != other).collect()
    }

    /// Without the columns in which nothing stands.
    pub(crate) fn without_empty(self) -> Table {
        let filled =
            |column: usize| self.rows.iter().any(|row| row.cells.get(column).is_some_and(|one| *one != Cell::Empty));
        let filled: Vec<bool> = (0..self.columns.len()).map(filled).collect();
        let row = |row: Row| Row::new(kept(row.cells, &filled));
        Table { columns: kept(self.columns, &filled), rows: self.rows.into_iter().map(row).collect() }
    }

    /// True for a column that holds numbers.
    pub(crate) fn is_numeric(&self, column: usize) -> bool {
        let cells = self.rows.iter().filter_map(|row| row.cells.get(column));
        cells.into_iter().find(|cell| **cell != Cell::Empty).is_some_and(Cell::is_number)
    }
}

fn kept<T>(all: Vec<T>, filled: &[bool]) -> Vec<T> {
    all.into_iter().zip(filled).filter_map(|(one, filled)| filled.then_some(one)).collect()
}

impl Row {
    /// The cells of some columns.
    pub(crate) fn only<'r>(&'r self, columns: &'r [(usize, &Column)]) -> impl Iterator<Item = &'r Cell> {
        columns.iter().filter_map(|(index, _)| self.cells.get(*index))
    }

    /// A row of cells.
    pub fn new(cells: Vec<Cell>) -> Row {
        Row { cells }
    }
}

impl Cell {
    /// Words that are the same in both languages.
    pub fn same(text: &str) -> Cell {
        if text.is_empty() { Cell::Empty } else { Cell::Text(Text::same(text)) }
    }

    /// Words; empty words are no cell.
    pub fn text(text: Text) -> Cell {
        if text.da.is_empty() && text.en.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }

    /// A whole number.
    pub fn count(number: usize) -> Cell {
        Cell::Number(Decimal::from(number))
    }

    /// An amount, where there is one.
    pub fn kroner(amount: Option<Decimal>) -> Cell {
        amount.map_or(Cell::Empty, Cell::Kroner)
    }

    /// A percentage, where there is one.
    pub fn percent(percent: Option<Decimal>) -> Cell {
        percent.map_or(Cell::Empty, Cell::Percent)
    }

    /// True for what stands to the right in a column.
    pub(crate) fn is_number(&self) -> bool {
        matches!(self, Cell::Kroner(_) | Cell::Noted(..) | Cell::Percent(_) | Cell::Number(_))
    }

    /// As people read it in a language.
    pub(crate) fn shown(&self, lang: Lang) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) | Cell::Valued(_, text) | Cell::Link { text, .. } => text.get(lang).to_owned(),
            Cell::Kroner(value) => amount(*value, lang),
            Cell::Noted(value, note) => format!("{} ({})", amount(*value, lang), note.get(lang)),
            Cell::Percent(value) => percent(*value, lang),
            Cell::Number(value) => plain(*value, lang),
            Cell::Date(day) => date(*day, lang),
            Cell::Verdict(verdict) => sentence::verdict(*verdict).get(lang).to_owned(),
            Cell::Judged { verdict, why, .. } => with_why(&sentence::verdict(*verdict), why, lang),
            Cell::Told { word, why, .. } => with_why(word, why, lang),
        }
    }

    /// As people read it, in both languages.
    pub(crate) fn both(&self) -> Text {
        Text::new(self.shown(Lang::Da), self.shown(Lang::En))
    }
}

fn with_why(word: &Text, why: &Text, lang: Lang) -> String {
    match why.da.is_empty() {
        true => word.get(lang).to_owned(),
        false => format!("{}: {}", word.get(lang), why.get(lang)),
    }
}

/// A day as people write it.
pub(crate) fn date(day: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Da => day.format("%d-%m-%Y").to_string(),
        Lang::En => day.to_string(),
    }
}
