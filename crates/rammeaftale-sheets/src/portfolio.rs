//! Several files put together to one portfolio.

mod reading;
pub(crate) mod sheet;
mod stand;

use crate::file::bytes::Bytes;
use crate::heading::columns::Columns;
use crate::mistake::Problem;
use rammeaftale::diag::{Code, Diagnostic, Place, Severity};
use rammeaftale::portfolio::{Column, Places, Portfolio, PortfolioBuilder, Row};
use reading::Reading;
use sheet::Sheet;
use stand::{Stand, Stands};
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

/// Puts sheets together to one portfolio; an offer's rows may stand in several. On success the second part holds the
/// warnings.
///
/// # Errors
/// The mistakes of all sheets and the contradictions between their rows, in file order. An offer of which some row
/// could not be read is not searched for contradictions, since that row may explain them; nor is any offer when a
/// row is so damaged that its offer is unknown.
pub fn portfolio(sheets: Vec<Sheet>) -> Result<(Portfolio, Vec<Diagnostic>), Vec<Diagnostic>> {
    let mut reader = PortfolioReader::default();
    for sheet in sheets {
        let file = reader.files.len();
        for (row, stand) in sheet.rows.into_iter().zip(sheet.stands) {
            reader.rows.add(row, (file, stand));
        }
        reader.files.push(sheet.reading);
    }
    reader.finish()
}

/// Files put together to one portfolio while they are read: their text is not held but what their rows say of offers, and
/// of each row in sixteen bytes where it stands, so that a file may be larger than the memory but not what all its rows
/// say. CSV and JSON Lines on disk are read row by row; workbooks, TOML, JSON in one list and what is piped in are held
/// while they are read, within the limits.
///
/// ```
/// use rammeaftale_sheets::{Columns, PortfolioReader};
///
/// let mut reader = PortfolioReader::new(Columns::default());
/// reader.add_from("2024.csv", &b"tilbud_id;driftsherre;takst 2024\nB1;740;1.000,00\n"[..]);
/// reader.add_from("2025.csv", &b"tilbud_id;driftsherre;takst 2025\nB1;740;1.050,00\n"[..]);
/// let (portfolio, warnings) = reader.finish().expect("no mistakes");
/// assert_eq!(portfolio.offers()[0].years.len(), 2);
/// assert!(warnings.is_empty());
/// ```
#[derive(Debug, Default)]
pub struct PortfolioReader {
    columns: Columns,
    files: Vec<Reading>,
    rows: Rows,
}

/// The rows so far, and where each stands.
#[derive(Debug, Default)]
struct Rows {
    builder: PortfolioBuilder,
    stands: Stands,
}

impl Rows {
    fn add(&mut self, row: Row, stand: (usize, Stand)) {
        if self.builder.add(row) {
            self.stands.push(stand);
        }
    }
}

impl PortfolioReader {
    /// A reader that knows the headings which a file of [`Columns`] explains.
    pub fn new(columns: Columns) -> PortfolioReader {
        PortfolioReader { columns, ..PortfolioReader::default() }
    }

    /// Reads a file.
    pub fn add_path(&mut self, path: &Path) {
        self.add(&path.display().to_string(), Bytes::open(path));
    }

    /// Reads all that a reader gives, such as standard input, under a name for the messages.
    pub fn add_from(&mut self, name: &str, reader: impl Read) {
        self.add(name, Bytes::from_reader(reader));
    }

    fn add(&mut self, name: &str, bytes: Result<Bytes, Problem>) {
        let (file, rows) = (self.files.len(), &mut self.rows);
        let reading = Reading::of(name, bytes, &self.columns, &mut |row, stand| rows.add(row, (file, stand)));
        self.files.push(reading);
    }

    /// The portfolio of all files, and the warnings.
    ///
    /// # Errors
    /// As [`portfolio()`].
    pub fn finish(mut self) -> Result<(Portfolio, Vec<Diagnostic>), Vec<Diagnostic>> {
        let mut mistakes: Vec<Diagnostic> =
            self.files.iter_mut().flat_map(|file| std::mem::take(&mut file.mistakes)).collect();
        let untouched: Vec<&Place> = self.files.iter().flat_map(|file| &file.untouched).collect();
        if self.rows.builder.latest_year().is_some() {
            let is_untouched = |one: &&mut Diagnostic| {
                one.code == Code::EmptyFile && one.place().is_some_and(|place| untouched.contains(&place))
            };
            mistakes.iter_mut().filter(is_untouched).for_each(|one| one.severity = Severity::Warning);
        } else if !mistakes.iter().any(Diagnostic::is_error) {
            mistakes.extend(self.files.iter().map(|file| no_offers().at(Place::file(&file.name))));
        }
        let tables = || self.files.iter().flat_map(Reading::tables);
        if tables().next().is_some() {
            let explained = tables().flat_map(|table| &table.explained).map(String::as_str).collect();
            mistakes.extend(self.columns.unmatched(&explained));
        }
        let mut portfolio = None;
        if !self.files.iter().any(|file| file.has_strays) {
            let Rows { builder, stands } = whole_offers(&mut self.files, self.rows);
            match builder.finish(&Located { files: &self.files, stands }) {
                Ok((whole, warnings)) => {
                    portfolio = Some(whole);
                    mistakes.extend(warnings);
                }
                Err(found) => mistakes.extend(found),
            }
        }
        mistakes.sort_by_cached_key(|diagnostic| diagnostic.place().map(|place| position(&self.files, place)));
        match portfolio.filter(|_| !mistakes.iter().any(Diagnostic::is_error)) {
            Some(portfolio) => Ok((portfolio, mistakes)),
            None => Err(mistakes),
        }
    }
}

/// Totals and notes alone are no portfolio: a verdict on none of its offers would say nothing.
fn no_offers() -> Problem {
    Problem::new(Code::EmptyFile, "filen har ingen rækker med tilbud", "the file has no rows of offers")
        .help("skriv mindst én række under overskriften", "write at least one row below the header")
}

/// File, sheet of a workbook, row and cell in the order they were given in.
fn position(files: &[Reading], place: &Place) -> (Option<usize>, Option<usize>, usize, usize) {
    let file = files.iter().position(|file| file.name == place.file);
    let tables = file.and_then(|file| files.get(file)).map(Reading::tables).unwrap_or_default();
    let table = tables.iter().position(|table| table.sheet() == place.sheet.as_ref());
    (file, table, place.line, place.column)
}

/// The rows of all offers that were read without mistakes, with the blank years that no other row of their offers tells
/// of; not those after every figure, since a column made for a year to come is no budget yet.
fn whole_offers(files: &mut [Reading], mut rows: Rows) -> Rows {
    for offer in files.iter().flat_map(|file| &file.damaged) {
        rows.builder.leave_out(offer);
    }
    let latest = rows.builder.latest_year();
    for (number, file) in files.iter_mut().enumerate() {
        for (row, stand) in std::mem::take(&mut file.blank) {
            let is_untold = rows.builder.years(&row.offer).is_some_and(|told| !told.contains(&row.year));
            if is_untold && latest.is_some_and(|latest| row.year <= latest) {
                rows.add(row, (number, stand));
            }
        }
    }
    rows
}

struct Located<'s> {
    files: &'s [Reading],
    stands: Stands,
}

impl Places for Located<'_> {
    fn place(&self, row: usize, column: Column) -> Place {
        let stand = self.stands.get(row);
        let place = stand.and_then(|(file, stand)| Some(self.files.get(file)?.place(stand, column)));
        place.unwrap_or_else(|| Place::file(&Arc::from("")))
    }
}

#[cfg(test)]
mod tests {
    use crate::read_bytes;
    use rammeaftale::diag::{Code, Diagnostic};

    fn mistakes(files: &[(&str, &str)]) -> Vec<(Code, String)> {
        let sheets = files.iter().map(|(name, text)| read_bytes(name, text.as_bytes())).collect();
        let found = super::portfolio(sheets).map_or_else(|found| found, |(_, warnings)| warnings);
        found.iter().map(|diagnostic: &Diagnostic| (diagnostic.code, diagnostic.place().unwrap().to_string())).collect()
    }

    #[test]
    fn an_offer_may_stand_in_two_files() {
        let a = ("a.csv", "offer,operator,year\nB1,740,2024\n");
        let b = ("b.csv", "tilbud_id;driftsherre;år\nB1;740;2025\n");
        assert_eq!(mistakes(&[a, b]), []);
        assert_eq!(mistakes(&[a, a]), [(Code::DuplicateRow, "a.csv:2:1".to_owned())]);
    }

    #[test]
    fn rows_said_again_are_held_against_the_first() {
        let text = "offer,operator,year\nB1,740,2024\nB1,740,2024\nB1,740,2024\n";
        let found = super::portfolio(vec![read_bytes("f", text.as_bytes())]).unwrap_err();
        let places = |one: &Diagnostic| one.labels.iter().map(|label| label.place.to_string()).collect::<Vec<_>>();
        assert_eq!(found.iter().map(places).collect::<Vec<_>>(), [["f:3:1", "f:2:1"], ["f:4:1", "f:2:1"]]);
    }

    #[test]
    fn notes_and_totals_alone_are_no_portfolio() {
        let heading = "tilbud_id;driftsherre;år;takst\n";
        let empty = |file: &str| (Code::EmptyFile, file.to_owned());
        for alone in ["Takst pr. døgn", "1t ringe", "I alt;;;5", "Takst pr. døgn\nI alt;;;5"] {
            let text = format!("{heading}{alone}\n");
            let read = |files: &[(&str, &str)]| {
                let sheets = files.iter().map(|(name, text)| read_bytes(name, text.as_bytes())).collect();
                super::portfolio(sheets).map_or_else(|_| None, |(portfolio, _)| Some(portfolio.offers().len()))
            };
            assert!(mistakes(&[("a.csv", &text)]).contains(&empty("a.csv")), "{alone}");
            assert_eq!(read(&[("a.csv", &text)]), None, "{alone}");
            let beside = ("b.csv", "tilbud_id;driftsherre;år\nB1;740;2025\n");
            assert_eq!(read(&[("a.csv", &text), beside]), Some(1), "{alone}");
        }
    }

    #[test]
    fn what_a_wide_row_says_of_buyers_holds_in_its_blank_years_too() {
        let wide =
            ("a.csv", "offer,operator,buyers,tariff 2024,tariff 2025,tariff 2026\nB1,740,751,1,,\nB2,740,751,1,2,\n");
        let read = |files: &[(&str, &str)]| {
            let sheets = files.iter().map(|(name, text)| read_bytes(name, text.as_bytes())).collect();
            super::portfolio(sheets).unwrap().0
        };
        let years = |portfolio: &rammeaftale::Portfolio| {
            portfolio
                .offers()
                .iter()
                .map(|offer| offer.years.keys().map(|year| year.number()).collect::<Vec<_>>())
                .collect::<Vec<_>>()
        };
        let alone = read(&[wide]);
        assert_eq!(years(&alone), [[2024, 2025], [2024, 2025]], "nothing stands in 2026");
        let year = rammeaftale::Year::new(2025).unwrap();
        assert!(alone.offers()[0].years[&year].buyers.is_some());
        let other = ("b.csv", "offer,operator,year,tariff\nB1,740,2025,3\n");
        assert_eq!(years(&read(&[wide, other])), years(&alone), "a row elsewhere tells of the year");
    }

    #[test]
    fn mistakes_of_all_files_stand_in_file_order() {
        let clash = ("a.csv", "offer,operator,year,opened\nB1,740,2024,2020\nB1,740,2025,2021\n");
        let bad = ("b.csv", "offer,operator,year\nB2,740,x\n");
        let expected = [(Code::Contradiction, "a.csv:3:13".to_owned()), (Code::BadYear, "b.csv:2:8".to_owned())];
        assert_eq!(mistakes(&[clash, bad]), expected);
    }

    #[test]
    fn a_damaged_offer_is_not_said_to_contradict_itself() {
        let text = "offer,operator,year,opened\nB1,740,2024,2020\nB1,740,2025,2021\nB1,740,x,\nB2,740,2025,2026\n";
        let expected = [(Code::BadYear, "a.csv:4:8".to_owned()), (Code::OutsideLife, "a.csv:5:8".to_owned())];
        assert_eq!(mistakes(&[("a.csv", text)]), expected);
        let stray = "offer,operator,year,opened\nB2,740,2025,2026\nB1\n";
        assert_eq!(mistakes(&[("a.csv", stray)]), [(Code::RaggedRow, "a.csv:3:1".to_owned())]);
        let unknown = "offer,operator,year,opened,xyz\nB2,740,2025,2026,\n";
        assert_eq!(mistakes(&[("a.csv", unknown)]), [(Code::UnknownColumn, "a.csv:1:28".to_owned())]);
    }

    #[test]
    fn a_name_is_held_against_every_row_that_bears_it() {
        let text = "offer,operator,year,tariff_name,tariff\nB1,740,2024,Takst 2024,5\nB1,740,2025,Takst 2024,6\n";
        assert_eq!(mistakes(&[("a.csv", text)]), [(Code::ToldOtherwise, "a.csv:3:13".to_owned())]);
    }
}
