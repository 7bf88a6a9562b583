//! Price index files: the general price and wage projection (PL), year by year.

use crate::cell::digits::Measure;
use crate::cell::number::{number, out_of_range};
use crate::cell::value::{Holds, words};
use crate::cell::year::year;
use crate::cell::{checked_text, missing_cell};
use crate::file::bytes::Bytes;
use crate::file::dialect::Dialect;
use crate::file::lex::{Cell, Record, Start};
use crate::heading::Heading;
use crate::heading::columns::Columns;
use crate::mistake::{Mistakes, Problem, shown};
use crate::table::{Line, Table};
use rammeaftale::diag::{Code, Diagnostic, Place};
use rammeaftale::quantity::{Percent, Year};
use rammeaftale::text::Text;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// The projection of one year, in percent from the year before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexRow {
    /// The year that prices are projected to.
    pub year: Year,
    /// Percent from the year before: above -100, at most four decimals.
    pub projection: Percent,
    /// Who published it.
    pub publisher: Option<String>,
    /// Which of the publisher's series or letters it is from.
    pub vintage: Option<String>,
}

/// Reads the bytes of a price index file, CSV in either dialect with the columns `year`/`år` and
/// `projection_percent`/`fremskrivning` (required), `publisher`/`udgiver` and `vintage`/`årgang`.
///
/// # Errors
/// Every mistake in the file, in file order.
pub fn read_index(name: &str, bytes: &[u8]) -> Result<Vec<IndexRow>, Vec<Diagnostic>> {
    read(&Arc::from(name), Bytes::Held(bytes.into()))
}

/// Reads a price index file.
///
/// # Errors
/// Why the file cannot be read, or every mistake in it.
pub fn read_index_path(path: &Path) -> Result<Vec<IndexRow>, Vec<Diagnostic>> {
    let name = Arc::from(path.display().to_string());
    let bytes = Bytes::open(path).map_err(|problem| vec![problem.at(Place::file(&name))])?;
    read(&name, bytes)
}

fn read(name: &Arc<str>, bytes: Bytes) -> Result<Vec<IndexRow>, Vec<Diagnostic>> {
    let mut mistakes = Mistakes::default();
    let mut reader = Reader::default();
    if let Some(table) = Table::open(name, bytes, &Columns::default(), &mut mistakes) {
        table.rows(&mut mistakes, |record, line, mistakes| match line {
            Line::Row(cells) => reader.add(&table, record, cells, mistakes),
            Line::Note(told) => mistakes.push(told),
            Line::Damaged => {}
        });
    }
    if mistakes.is_empty() { Ok(reader.rows) } else { Err(mistakes.into_sorted()) }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum IndexColumn {
    Year,
    Projection,
    Publisher,
    Vintage,
}

impl Heading for IndexColumn {
    fn is_day(self) -> bool {
        self == IndexColumn::Year
    }

    const ALL: &'static [IndexColumn] =
        &[IndexColumn::Year, IndexColumn::Projection, IndexColumn::Publisher, IndexColumn::Vintage];

    fn english(self) -> &'static str {
        match self {
            IndexColumn::Year => "year",
            IndexColumn::Projection => "projection_percent",
            IndexColumn::Publisher => "publisher",
            IndexColumn::Vintage => "vintage",
        }
    }

    fn danish(self) -> &'static str {
        match self {
            IndexColumn::Year => "år",
            IndexColumn::Projection => "fremskrivning",
            IndexColumn::Publisher => "udgiver",
            IndexColumn::Vintage => "årgang",
        }
    }

    fn is_required(self) -> bool {
        self.purpose().is_some()
    }

    fn purpose(self) -> Option<(&'static str, &'static str)> {
        match self {
            IndexColumn::Year => Some(("det år, der fremskrives til", "the year that prices are projected to")),
            IndexColumn::Projection => {
                Some(("fremskrivningen fra året før i procent", "the projection from the year before in percent"))
            }
            IndexColumn::Publisher | IndexColumn::Vintage => None,
        }
    }
}

impl Holds for IndexColumn {}

#[derive(Default)]
struct Reader {
    rows: Vec<IndexRow>,
    /// Where each year was first given.
    years: BTreeMap<Year, Start>,
}

impl Reader {
    fn add(&mut self, table: &Table<IndexColumn>, record: &Record<'_>, cells: &[Cell<'_>], mistakes: &mut Mistakes) {
        let (mut found_year, mut projection, mut publisher, mut vintage) = (None, None, None, None);
        for (column, cell) in table.common.cells(cells) {
            let read = checked_text(column, cell).and_then(|text| match column {
                _ if text.is_empty() && column.is_required() => Err(missing_cell(column)),
                _ if text.is_empty() => Ok(()),
                IndexColumn::Year => year(text, column).map(|year| found_year = Some(year)),
                IndexColumn::Projection => percent(text, table.dialect).map(|percent| projection = Some(percent)),
                IndexColumn::Publisher => words(text, column).map(|text| publisher = Some(text)),
                IndexColumn::Vintage => words(text, column).map(|text| vintage = Some(text)),
            });
            if let Err(problem) = read {
                mistakes.push(problem.at(table.cell_place(record, cell)));
            }
        }
        let Some(year) = found_year else { return };
        if let Some(first) = self.years.get(&year) {
            mistakes.push(duplicate(table, year, *first, record.start));
            return;
        }
        self.years.insert(year, record.start);
        if let Some(projection) = projection {
            let owned = |text: Option<Arc<str>>| text.map(|text| text.to_string());
            self.rows.push(IndexRow { year, projection, publisher: owned(publisher), vintage: owned(vintage) });
        }
    }
}

fn percent(text: &str, dialect: Dialect) -> Result<Percent, Problem> {
    let number = number(text, IndexColumn::Projection, dialect, Measure::Percent)?;
    let percent = Percent::new(number);
    let percent = percent.map_err(|error| out_of_range(text, IndexColumn::Projection, error, Measure::Percent))?;
    let Some((da, en)) = other_than_percent(number) else { return Ok(percent) };
    Err(Problem::new(
        Code::AmountOutOfRange,
        format!("{} i `fremskrivning` {da}", shown(text)),
        format!("{} in `projection_percent` {en}", shown(text)),
    )
    .help(
        "skriv ændringen fra året før i procent, fx 3,2",
        "write the change from the year before in percent, e.g. 3.2",
    ))
}

/// Projections are published in percent with a decimal: an index number, a share or a factor is none, and would be judged by.
fn other_than_percent(number: Decimal) -> Option<(&'static str, &'static str)> {
    let (share, most) = (Decimal::new(1, 1), Decimal::from(50));
    let factors = Decimal::new(9, 1)..Decimal::new(12, 1);
    match number.abs() {
        size if size >= most => {
            Some(("er ingen ændring på et år; et indekstal?", "is no change of one year; an index number?"))
        }
        size if size < share && !size.is_zero() => Some(("ligner en andel", "looks like a share")),
        size if factors.contains(&size) && size.normalize().scale() > 2 => {
            Some(("ligner en faktor", "looks like a factor"))
        }
        _ => None,
    }
}

fn duplicate(table: &Table<IndexColumn>, year: Year, first: Start, start: Start) -> Diagnostic {
    let message = Text::new(format!("{year} står der to gange"), format!("{year} stands there twice"));
    Diagnostic::error(Code::DuplicateRow, table.place(start, IndexColumn::Year, None), message)
        .and(table.place(first, IndexColumn::Year, None), "første gang her", "the first is here")
        .help("slet den ene række", "delete one of the rows")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(text: &str) -> Vec<String> {
        let found = read_index("index.csv", text.as_bytes()).unwrap_err();
        found.iter().map(|found| format!("{} {}", found.place().unwrap(), found.message.en)).collect()
    }

    #[test]
    fn both_dialects_say_the_same() {
        let danish = "år;fremskrivning;udgiver;årgang\n2025;3,2 %;KL;2024-06\n2026;-0,5;;\n";
        let english = "vintage,year,projection_percent,publisher\n2024-06,2025,3.2,KL\n,2026,\u{2212}0.5,\n";
        let rows = read_index("i", danish.as_bytes()).unwrap();
        assert_eq!(rows, read_index("i", english.as_bytes()).unwrap());
        let [first, second] = rows.as_slice() else { panic!("two rows") };
        assert_eq!((first.year.number(), first.projection.to_string().as_str()), (2025, "3.2"));
        assert_eq!((first.publisher.as_deref(), second.publisher.as_deref()), (Some("KL"), None));
    }

    #[test]
    fn every_mistake_is_told() {
        let text = "year,projection_percent,vintages\n2025,-100,x\n2025,1.23456,\n1700,,\n2026,1e3,\n2027,1000000,\n2028,103.1,\n2029,0.031,\n2030,1.031,\n2031,49.9,\n2032,-0.1,\n";
        assert_eq!(
            errors(text),
            [
                "index.csv:1:25 `vintages` is not a column",
                "index.csv:2:6 `-100` in `projection_percent` is no change of one year; an index number?",
                "index.csv:3:1 2025 stands there twice",
                "index.csv:3:6 `1.23456` in `projection_percent` has more than four decimals",
                "index.csv:4:1 `1700` in `year` is not a year from 1900 to 2199",
                "index.csv:4:6 `projection_percent` is missing in the row",
                "index.csv:5:6 `1e3` in `projection_percent` is not a number",
                "index.csv:6:6 `1000000` in `projection_percent` is too large",
                "index.csv:7:6 `103.1` in `projection_percent` is no change of one year; an index number?",
                "index.csv:8:6 `0.031` in `projection_percent` looks like a share",
                "index.csv:9:6 `1.031` in `projection_percent` looks like a factor",
            ]
        );
        assert_eq!(errors("year\n2025\n"), ["index.csv:1:1 the column `projection_percent` is missing"]);
        assert_eq!(errors(""), ["index.csv the file is empty"]);
    }
}
