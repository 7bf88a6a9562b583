//! The year of a table whose rows name none, where the name of its sheet or a title above it does.

use super::texts;
use crate::file::lex::Start;
use crate::file::source::Source;
use crate::heading::Heading;
use crate::mistake::Problem;
use crate::said::{Said, years_of_sheet};
use rammeaftale::diag::{Code, Place};
use rammeaftale::quantity::Year;
use std::ops::ControlFlow;

/// A year that is said beside a table.
#[derive(Debug)]
pub(crate) struct Beside {
    pub(super) year: Year,
    /// The title that says it and its row; `None` for the name of the sheet.
    title: Option<(String, usize)>,
}

impl Beside {
    /// The one year in the name of the sheet, else that of the titles from `first` to the header.
    pub(super) fn of(source: &dyn Source, first: Start, header: &Place) -> Option<Beside> {
        let of_sheet = year_of_sheet(header).map(|year| Beside { year, title: None });
        of_sheet.or_else(|| {
            let titles = titles(source, first, header.line);
            let (year, title, place) = titles.only_year()?;
            Some(Beside { year, title: Some((title.to_owned(), place.line)) })
        })
    }

    /// What is told of a table that is read as of this year.
    pub(super) fn told<H: Heading>(&self, column: H) -> Problem {
        let (da, en, year) = (column.danish(), column.english(), self.year);
        let (by_da, by_en) = match &self.title {
            None => ("som arket hedder".to_owned(), "as the sheet is called".to_owned()),
            Some((title, row)) => {
                (format!("for det siger {title} i række {row}"), format!("for {title} in row {row} says so"))
            }
        };
        Problem::new(
            Code::MissingColumn,
            format!("kolonnen `{da}` mangler; rækkerne læses som {year}, {by_da}"),
            format!("the column `{en}` is missing; the rows are read as {year}, {by_en}"),
        )
        .help(format!("tilføj `{da}`, hvis det ikke passer"), format!("add `{en}` if that is wrong"))
    }
}

/// The one year that the name of a sheet holds.
fn year_of_sheet(place: &Place) -> Option<Year> {
    let years = years_of_sheet(place.sheet.as_ref()?);
    let (first, rest) = years.split_first()?;
    rest.iter().all(|year| year == first).then_some(*first)
}

/// What the titles above a header say: lines of a cell or two, of which the first stands in the first column.
fn titles(source: &dyn Source, first: Start, header: usize) -> Said {
    let mut said = Said::default();
    // What cannot be read is told where the rows are.
    let _ = source.each(first, &mut |record| {
        if record.start.line >= header {
            return ControlFlow::Break(());
        }
        let filled: Vec<&str> = texts(record).filter(|text| !text.trim().is_empty()).collect();
        if filled.len() < 3 && texts(record).next() == filled.first().copied() {
            said.hear_titles(filled.into_iter(), || source.row_place(record));
        }
        ControlFlow::Continue(())
    });
    said
}

#[cfg(test)]
mod tests {
    use crate::read_bytes;
    use rammeaftale::diag::Diagnostic;

    /// The years of the rows below a title, with what is told of it.
    fn read(above: &str) -> (Vec<i32>, Vec<String>) {
        let text = format!("{above}\ntilbud_id;driftsherre;takst;pladser\nB1;740;5;6\n");
        let sheet = read_bytes("f", text.as_bytes());
        let told = |one: &Diagnostic| format!("{:?}: {}", one.severity, one.message.en).to_lowercase();
        let years = sheet.rows().iter().map(|row| row.year.number()).collect();
        (years, sheet.mistakes().iter().map(told).collect())
    }

    #[test]
    fn a_title_gives_the_rows_its_year_and_that_is_told() {
        for title in ["2025", "Budget 2025", "Takster 2025;;;", "Takster 2025\n\nSilkeborg Kommune", "År:;2025"] {
            let (years, told) = read(title);
            let begins = "warning: the column `year` is missing; the rows are read as 2025, for `";
            assert!(years == [2025] && told.len() == 1 && told[0].starts_with(begins), "{title}: {told:?}");
            assert!(told[0].ends_with("in row 1 says so"), "{told:?}");
        }
    }

    #[test]
    fn a_title_of_no_one_year_gives_none() {
        for title in
            ["25", "B25", "Takster 2024-2025", "Takster 2024\nTakster 2025", "Udskrevet 12-11-2024", ";Takster 2025"]
        {
            let (years, told) = read(title);
            assert!(years.is_empty() && told == ["error: the column `year` is missing"], "{title}: {told:?}");
        }
        let (_, told) = read("Regnskab 2025");
        assert_eq!(
            told[0],
            "error: `regnskab 2025` says that the amounts are realised; they would be read as a budget"
        );
    }
}
