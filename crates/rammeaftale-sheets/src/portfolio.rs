//! Several sheets put together to one portfolio.

use crate::sheet::{Sheet, Stand};
use rammeaftale::Year;
use rammeaftale::diag::{Diagnostic, Place};
use rammeaftale::portfolio::{Column, Places, Portfolio, Row};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Puts sheets together to one portfolio; an offer's rows may stand in several. On success the second part holds the
/// warnings.
///
/// # Errors
/// The mistakes of all sheets and the contradictions between their rows, in file order. An offer of which some row
/// could not be read is not searched for contradictions, since that row may explain them; nor is any offer when a
/// row is so damaged that its offer is unknown.
pub fn portfolio(mut sheets: Vec<Sheet>) -> Result<(Portfolio, Vec<Diagnostic>), Vec<Diagnostic>> {
    let mut mistakes: Vec<Diagnostic> =
        sheets.iter_mut().flat_map(|sheet| std::mem::take(&mut sheet.mistakes)).collect();
    let has_strays = sheets.iter().any(|sheet| sheet.has_strays);
    let (rows, stands) = if has_strays { (Vec::new(), Vec::new()) } else { whole_offers(&mut sheets) };
    let built = Portfolio::new(&rows, &Stands { sheets: &sheets, rows: &rows, stands });
    let (portfolio, found) = built.map_or_else(|found| (None, found), |(portfolio, found)| (Some(portfolio), found));
    mistakes.extend(found);
    mistakes.sort_by_cached_key(|diagnostic| diagnostic.place().map(|place| position(&sheets, place)));
    match portfolio.filter(|_| !mistakes.iter().any(Diagnostic::is_error)) {
        Some(portfolio) => Ok((portfolio, mistakes)),
        None => Err(mistakes),
    }
}

/// File, sheet of a workbook, row and cell in the order they were given in.
fn position(sheets: &[Sheet], place: &Place) -> (Option<usize>, Option<usize>, usize, usize) {
    let file = sheets.iter().position(|sheet| *sheet.name() == place.file);
    let tables = file.and_then(|file| sheets.get(file)).map(Sheet::tables).unwrap_or_default();
    let table = tables.iter().position(|table| table.sheet() == place.sheet);
    (file, table, place.line, place.column)
}

/// The rows of all offers that were read without mistakes, and where each stands.
fn whole_offers(sheets: &mut [Sheet]) -> (Vec<Row>, Vec<(usize, Stand)>) {
    let damaged: BTreeSet<Arc<str>> = sheets.iter_mut().flat_map(|sheet| std::mem::take(&mut sheet.damaged)).collect();
    let (mut rows, mut stands) = (Vec::new(), Vec::new());
    for (number, sheet) in sheets.iter_mut().enumerate() {
        let own = std::mem::take(&mut sheet.stands);
        for (row, stand) in std::mem::take(&mut sheet.rows).into_iter().zip(own) {
            if !damaged.contains(&row.offer) {
                rows.push(row);
                stands.push((number, stand));
            }
        }
    }
    for (number, sheet) in sheets.iter_mut().enumerate() {
        for (row, stand) in told_blank(&rows, std::mem::take(&mut sheet.blank)) {
            rows.push(row);
            stands.push((number, stand));
        }
    }
    (rows, stands)
}

/// The blank years that no other row of their offers tells of; not those after every figure, since a column made for a year
/// to come is no budget yet.
fn told_blank(rows: &[Row], blank: Vec<(Row, Stand)>) -> Vec<(Row, Stand)> {
    let latest = rows.iter().map(|row| row.year).max();
    let told: BTreeSet<(&Arc<str>, Year)> = rows.iter().map(|row| (&row.offer, row.year)).collect();
    let offers: BTreeSet<&Arc<str>> = told.iter().map(|(offer, _)| *offer).collect();
    let untold = |row: &Row| offers.contains(&row.offer) && !told.contains(&(&row.offer, row.year));
    let mut once = BTreeSet::new();
    let blank = blank.into_iter().filter(|(row, _)| latest.is_some_and(|latest| row.year <= latest) && untold(row));
    blank.filter(|(row, _)| once.insert((Arc::clone(&row.offer), row.year))).collect()
}

struct Stands<'s> {
    sheets: &'s [Sheet],
    rows: &'s [Row],
    stands: Vec<(usize, Stand)>,
}

impl Places for Stands<'_> {
    fn place(&self, row: usize, column: Column) -> Place {
        let place = || {
            let (sheet, stand) = self.stands.get(row)?;
            Some(self.sheets.get(*sheet)?.place(*stand, self.rows.get(row)?, column))
        };
        place().unwrap_or_else(|| Place::file(&Arc::from("")))
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
    }
}
