//! The year of a table whose rows name none, where the name of its sheet or a title above it does, and years above its
//! headings that are not read.

use super::texts;
use super::told::not_their_year;
use crate::file::lex::Start;
use crate::file::source::Source;
use crate::heading::Heading;
use crate::mistake::{Problem, shown};
use crate::said::{Said, years_of_heading, years_of_sheet};
use rammeaftale::diag::{Code, Place};
use rammeaftale::quantity::Year;
use std::ops::ControlFlow;

/// What is said beside a table of years that its rows and headings do not name.
#[derive(Debug)]
pub(crate) struct Beside {
    /// The one year in the name of the sheet, else that of the titles, with the title and its row.
    year: Option<(Year, Option<(String, usize)>)>,
    /// The first text above the header that names a year, where that is not the table's, and its row.
    unread: Option<(String, usize)>,
    /// Cells above the header that name a year: column, row and text.
    labels: Vec<(usize, usize, String)>,
}

impl Beside {
    /// What is said by the name of the sheet and from `first` to the header, whose headings begin at column `left`.
    pub(super) fn of(source: &dyn Source, first: Start, header: &Place, left: usize) -> Beside {
        let (mut titles, mut labels, mut unread) = (Said::default(), Vec::new(), None);
        // What cannot be read is told where the rows are.
        let _ = source.each(first, &mut |record| {
            if record.start.line >= header.line {
                return ControlFlow::Break(());
            }
            let filled: Vec<(usize, &str)> =
                texts(record).map(str::trim).enumerate().filter(|(_, text)| !text.is_empty()).collect();
            let names_year = |(_, text): &&(usize, &str)| !years_of_heading(text).years.is_empty();
            unread = unread
                .take()
                .or_else(|| filled.iter().find(names_year).map(|(_, text)| ((*text).to_owned(), record.start.line)));
            // A line of a cell or two, of which the first stands where the headings begin, is a title.
            if filled.len() < 3 && filled.first().is_some_and(|(at, _)| *at <= left) {
                titles.hear_titles(filled.iter().map(|(_, text)| *text), |_| source.row_place(record));
            } else {
                labels.extend(
                    filled.iter().filter(names_year).map(|(at, text)| (*at, record.start.line, (*text).to_owned())),
                );
            }
            ControlFlow::Continue(())
        });
        let of_title = || titles.only_year().map(|(year, title, place)| (year, Some((title.to_owned(), place.line))));
        let year = year_of_sheet(header).map(|year| (year, None)).or_else(of_title);
        Beside { unread: unread.filter(|_| year.is_none()), year, labels }
    }

    pub(super) fn year(&self) -> Option<Year> {
        self.year.as_ref().map(|(year, _)| *year)
    }

    /// What is told of a table that is read as of this year; `None` where there is none.
    pub(super) fn told<H: Heading>(&self, column: H) -> Option<Problem> {
        let (year, title) = self.year.as_ref()?;
        let (da, en) = (column.danish(), column.english());
        let (by_da, by_en) = match title {
            None => ("som arket hedder".to_owned(), "as the sheet is called".to_owned()),
            Some((title, row)) => {
                (format!("for det siger {title} i række {row}"), format!("for {title} in row {row} says so"))
            }
        };
        let problem = Problem::new(
            Code::MissingColumn,
            format!("kolonnen `{da}` mangler; rækkerne læses som {year}, {by_da}"),
            format!("the column `{en}` is missing; the rows are read as {year}, {by_en}"),
        );
        Some(problem.help(format!("tilføj `{da}`, hvis det ikke passer"), format!("add `{en}` if that is wrong")))
    }

    /// What is told of a table that lacks the column of the year, where a text above it names one that is not read as that.
    pub(super) fn unread<H: Heading>(&self, column: H) -> Option<Problem> {
        let (title, row) = self.unread.as_ref()?;
        let (title, da, en) = (shown(title), column.danish(), column.english());
        let problem = Problem::new(
            Code::MissingColumn,
            format!("kolonnen `{da}` mangler; {title} i række {row} er ikke læst som rækkernes år"),
            format!("the column `{en}` is missing; {title} in row {row} is not read as the year of the rows"),
        )
        .note(
            "en titel giver rækkerne deres år, når den er den eneste, der nævner et, og ikke siger andet, fx `Takster 2025`",
            "a title gives the rows their year where no other names one and it says no more, e.g. `Takster 2025`",
        );
        Some(problem.help(
            format!("tilføj `{da}` (eller `{en}`), eller skriv titlen sådan, hvis alle rækker er af det år"),
            format!("add `{en}` (or `{da}`), or write the title so if all rows are of that year"),
        ))
    }

    /// What is told of the heading of an amount without a year below a cell that names one, as `B24`.
    pub(super) fn above<H: Heading>(&self, at: usize, column: H) -> Option<Problem> {
        let is_other = |label: &str| years_of_heading(label).years.first().copied() != self.year();
        let (_, line, label) = self.labels.iter().rfind(|(above, _, label)| *above == at && is_other(label))?;
        let name = |name: &str| format!("`{name}`");
        let (da, en) = (name(column.danish()), name(column.english()));
        column.figures()?;
        Some(not_their_year(label, *line, column, (&da, &en), Code::MissingColumn))
    }
}

/// The one year that the name of a sheet holds.
fn year_of_sheet(place: &Place) -> Option<Year> {
    let years = years_of_sheet(place.sheet.as_ref()?);
    let (first, rest) = years.split_first()?;
    rest.iter().all(|year| year == first).then_some(*first)
}

#[cfg(test)]
mod tests {
    use crate::read_bytes;
    use rammeaftale::diag::{Code, Diagnostic};

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
        for (title, named) in [
            ("25", "`25`"),
            ("B25", "`b25`"),
            ("Takster 2024-2025", "`takster 2024-2025`"),
            ("Takster 2024\nTakster 2025", "`takster 2024`"),
            (";Takster 2025", "`takster 2025`"),
            ("Takster januar 2025", "`takster januar 2025`"),
            ("Sociale tilbud\nTakster pr. januar 2025", "`takster pr. januar 2025`"),
            ("Opdigtede takster for de sociale tilbud i hele året 2025", "`opdigtede takster for de sociale tilbud …`"),
        ] {
            let (years, told) = read(title);
            let row = 1 + usize::from(title.contains("\nTakster pr."));
            let expected = format!(
                "error: the column `year` is missing; {named} in row {row} is not read as the year of the rows"
            );
            assert!(years.is_empty() && told == [expected], "{title}: {told:?}");
        }
        let (years, told) = read("Udskrevet 12-11-2024");
        assert!(years.is_empty() && told == ["error: the column `year` is missing"], "{told:?}");
        let (_, told) = read("Regnskab 2025");
        assert_eq!(
            told[0],
            "error: `regnskab 2025` says that the amounts are realised; they would be read as a budget"
        );
    }

    #[test]
    fn a_title_beside_a_blank_margin_gives_its_year_too() {
        let text = ";Takster 2025\n;tilbud_id;driftsherre;takst\n;B1;740;5\n";
        let sheet = read_bytes("f", text.as_bytes());
        let told: Vec<bool> = sheet.mistakes().iter().map(Diagnostic::is_error).collect();
        assert_eq!((sheet.rows().len(), told), (1, vec![false]));
    }

    #[test]
    fn rows_below_another_title_are_not_of_the_first_ones_year() {
        for below in [
            "Takster 2024",
            "Budget 2024;;;",
            "Takster 2024\ntilbud_id;driftsherre;takst;pladser",
            "Takster for Silkeborg Kommune 2024",
            "* Takster i 2024",
            "Taksterne for 2024 er lavere;;;",
            "Taksterne for 2024 er lavere\nI alt;;5;6",
            "Takster i Silkeborg 2024",
            "Takster ekskl. moms i Silkeborg 2024;;;",
            "2024: de takster, som byrådet har godkendt for Silkeborg, med alle tillæg",
        ] {
            let text = format!("Takster 2025\ntilbud_id;driftsherre;takst;pladser\nB1;740;5;6\n{below}\nB2;740;7;8\n");
            let sheet = read_bytes("f", text.as_bytes());
            let errors: Vec<&Diagnostic> = sheet.mistakes().iter().filter(|one| one.is_error()).collect();
            assert!(errors.len() == 1 && errors[0].place().unwrap().line == 4, "{below}: {errors:?}");
        }
        let (_, told) = read("Takster 2025\ntilbud_id;driftsherre;takst;pladser\nB2;740;7;8\nTakster 2025");
        assert!(told.iter().all(|one| one.starts_with("warning")), "{told:?}");
    }

    #[test]
    fn a_note_of_another_year_below_all_rows_is_worth_a_look() {
        for (below, severity) in [
            ("Taksterne for 2024 er vedtaget i byrådet", "warning"),
            ("Taksterne for 2024 er vedtaget;;;", "warning"),
            ("Taksterne for 2024 er vedtaget\nI alt;;5;6", "warning"),
            ("Regnskab 2024 kommer senere\nDato;12-11-2024;;", "warning"),
            ("Takster i Silkeborg 2024", "warning"),
            ("* Takster i 2024", "error"),
            ("Takster 2024", "error"),
            ("Budget 2024;;;", "error"),
            ("Taksterne for 2024 i 1.000 kr.", "error"),
        ] {
            let text = format!("Takster 2025\ntilbud_id;driftsherre;takst;pladser\nB1;740;5;6\n{below}\n");
            let sheet = read_bytes("f", text.as_bytes());
            let of_note: Vec<&Diagnostic> =
                sheet.mistakes().iter().filter(|one| one.code == Code::ToldOtherwise).collect();
            let is_told = of_note.iter().any(|one| one.place().unwrap().line == 4);
            let worst = if of_note.iter().any(|one| one.is_error()) { "error" } else { "warning" };
            assert!(is_told && worst == severity, "{below}: {of_note:?}");
        }
    }

    #[test]
    fn a_note_below_a_title_that_holds_is_not_told() {
        for (below, expected) in [
            ("Kr. pr. døgn", vec![]),
            ("Taksterne for 2025 er lavere", vec![]),
            ("Taksterne for 2025 er lavere;;;", vec![]),
            ("Kontakt: Jens Hansen", vec![Code::NotRead]),
        ] {
            let text = format!("Takster 2025\ntilbud_id;driftsherre;takst;pladser\nB1;740;5;6\n{below}\n");
            let sheet = read_bytes("f", text.as_bytes());
            let told: Vec<Code> = sheet.mistakes().iter().map(|one| one.code).filter(|c| *c == Code::NotRead).collect();
            assert_eq!(told, expected, "{below}: {:?}", sheet.mistakes());
        }
    }

    #[test]
    fn the_letter_of_the_accounts_above_headings_is_theirs() {
        for above in ["R24;", "2024 R;", "2024 (R);2025 (B)", "R 2024;", "R2024;"] {
            let text = |headings: &str| format!(";;{above}\ntilbud_id;driftsherre;{headings}\nB1;740;5;6\n");
            let sheet = read_bytes("f", text("takst 2024;takst 2025").as_bytes());
            let told: Vec<&str> = sheet.mistakes().iter().map(|one| &*one.message.en).collect();
            assert!(told.len() == 1 && told[0].contains("says that the amounts are realised"), "{above}: {told:?}");
            let sheet = read_bytes("f", text("regnskab 2024 takst;takst 2025").as_bytes());
            assert_eq!(sheet.mistakes(), [], "{above}");
        }
        let sheet = read_bytes("f", b";;2024 (R);2025 (B)\ntilbud_id;driftsherre;takst;takst\nB1;740;5;6\n");
        let told: Vec<&str> = sheet.mistakes().iter().map(|one| &*one.help.as_ref().unwrap().en).collect();
        assert_eq!(told, ["write the year in each heading, e.g. `realised 2024 tariff`"]);
    }

    #[test]
    fn a_title_is_no_other_year_than_that_of_columns_without_one() {
        let text = "Budget 2025\ntilbud_id;driftsherre;takst;resultat 2023\nB1;740;5;6\n";
        let sheet = read_bytes("f", text.as_bytes());
        let told: Vec<&str> = sheet.mistakes().iter().map(|one| &*one.help.as_ref().unwrap().en).collect();
        assert_eq!(told, ["write the year too, e.g. `tariff 2025`"]);
    }

    #[test]
    fn a_year_above_headings_that_is_not_read_is_told_once() {
        for above in [
            ";;B24;B25",
            "Takster 2025\n;;B24;B25",
            ";;Budgetforslag 2024;Budgetforslag 2025",
            ";;Bud. 24;Bud. 25",
            ";;24;25",
            "Kommune;;Takster 2024;Takster 2025",
            ";;Takst 2024;Takst 2025",
            ";;2024;2025\n;;Budget;Regnskab",
            ";;B24;",
        ] {
            let text = format!("{above}\ntilbud_id;driftsherre;takst;takst\nB1;740;5;6\n");
            let sheet = read_bytes("f", text.as_bytes());
            let told: Vec<&str> = sheet.mistakes().iter().map(|one| &*one.message.en).collect();
            assert!(told.len() == 1 && told[0].contains("is not read as the year of `tariff`"), "{above}: {told:?}");
        }
    }

    #[test]
    fn a_label_of_the_year_that_is_told_anyway_is_no_mistake() {
        let text = "Takster 2025\n;;Budget 25;\ntilbud_id;driftsherre;takst;pladser\nB1;740;5;6\n";
        let sheet = read_bytes("f", text.as_bytes());
        assert!(
            sheet.rows().len() == 1 && sheet.mistakes().iter().all(|one| !one.is_error()),
            "{:?}",
            sheet.mistakes()
        );
    }
}
