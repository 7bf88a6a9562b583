//! Labels above headings that make none with those below them, as `Priser` above `2024`, or `Bud. 25` above `takst`.

use super::group::joint;
use crate::file::source::Doubt;
use crate::heading::Heading;
use crate::heading::columns::{Columns, Meaning};
use crate::heading::period::is_of_year;

/// The labels of the upper row below which stand years that no column's name belongs to, or amounts that lack a year beside
/// others that have one. Years are given their label.
pub(super) fn unread<H: Heading>(
    (upper, lower): (&[String], &[String]),
    (headings, doubts): (&mut [String], &mut Vec<Doubt>),
    end: impl Fn(usize) -> Option<usize>,
    columns: &Columns,
) -> Vec<Doubt> {
    let is_dated = columns.named::<H>(headings).iter().any(|(_, period)| period.is_some());
    let mut found: Vec<Doubt> = Vec::new();
    for (at, label) in upper.iter().enumerate().filter(|(_, label)| !label.is_empty()) {
        let next = upper.iter().skip(at + 1).position(|text| !text.is_empty()).map(|behind| at + 1 + behind);
        let end = end(at).into_iter().chain(next).min().unwrap_or(lower.len());
        let kind = |at: usize| lack::<H>(headings.get(at)?, lower.get(at)?, is_dated, columns);
        let Some(lack) = kind(at) else { continue };
        let of_label = (at..end).filter(|at| kind(*at).as_ref() == Some(&lack));
        let (columns, below): (Vec<usize>, Vec<String>) =
            of_label.filter_map(|at| Some((at, lower.get(at)?.clone()))).unzip();
        found.push(Doubt { label: label.clone(), at, columns, headings: below, is_read: false });
        if lack == Lack::Column {
            for (heading, below) in
                headings.iter_mut().zip(lower).take(end).skip(at).filter(|(_, below)| is_of_year(below))
            {
                *heading = joint(label, below);
            }
        }
    }
    // Of a label above the same headings it is doubted only as long as these are not a group too.
    for label in &mut found {
        let is_same = |doubt: &mut Doubt| doubt.headings.iter().all(|heading| label.headings.contains(heading));
        let same: Vec<usize> = doubts.extract_if(.., is_same).flat_map(|doubt| doubt.columns).collect();
        label.columns.extend(same);
    }
    found
}

/// What a heading lacks.
#[derive(PartialEq, Eq)]
enum Lack {
    /// It is a year, and of no column.
    Column,
    Year,
}

fn lack<H: Heading>(heading: &str, below: &str, is_dated: bool, columns: &Columns) -> Option<Lack> {
    match columns.meaning::<H>(heading) {
        // It is the heading itself.
        _ if below.is_empty() => None,
        Meaning::Unknown => is_of_year(below).then_some(Lack::Column),
        Meaning::Column((column, None)) => (is_dated && column.figures().is_some()).then_some(Lack::Year),
        Meaning::Column(_) | Meaning::Unread | Meaning::Blank => None,
    }
}

/// True for headings of which one is a column that every row must fill.
pub(super) fn names_key<H: Heading>(headings: &[String], columns: &Columns) -> bool {
    columns.named::<H>(headings).iter().any(|(column, _)| column.is_required())
}

/// How many years stand below the labels.
pub(super) fn years_below(unread: &[Doubt]) -> usize {
    let years = unread.iter().flat_map(|doubt| &doubt.headings);
    years.filter(|heading| is_of_year(heading)).count()
}

#[cfg(test)]
mod tests {
    use crate::heading::columns::Columns;
    use crate::{read_bytes, read_bytes_as};

    /// What is told of two rows of headings, each with its place and remedy.
    fn told(upper: &str, lower: &str) -> Vec<String> {
        let text = format!("{upper}\ntilbud_id;driftsherre;{lower}\nB1;740;5;6;7;8\n");
        let sheet = read_bytes("f", text.as_bytes());
        let help =
            |one: &rammeaftale::diag::Diagnostic| one.help.as_ref().map(|help| help.en.clone()).unwrap_or_default();
        let told = sheet.mistakes().iter();
        told.map(|one| format!("{} {}: {}", one.place().unwrap(), one.message.en, help(one))).collect()
    }

    #[test]
    fn short_years_below_labels_are_told_once_a_label() {
        for years in ["B24;B25;B24;B25", "24;25;24;25"] {
            let told = told(";;Takst;;Pladser;", years);
            let (one, other) = years.split_at(years.find(';').unwrap());
            let other = other.split(';').nth(1).unwrap();
            let of = |place: &str, label: &str| {
                format!("f:1:{place} `{label}` in row 1 makes no column with `{one}`, `{other}` below it: ")
            };
            let expected =
                [of("3", "Takst") + "did you mean `takst 2024`?", of("10", "Pladser") + "did you mean `pladser 2024`?"];
            assert_eq!(told, expected);
        }
        assert_eq!(told(";;Takst;;Pladser;", "2024;2025;2024;2025"), [""; 0]);
    }

    #[test]
    fn years_below_a_label_that_is_no_column_are_told_with_it() {
        let mend = "mend the heading, or delete the column";
        let priser =
            |place| format!("f:1:{place} `Priser` in row 1 makes no column with `2024`, `2025` below it: {mend}");
        assert_eq!(told(";;Takst;;Priser;", "2024;2025;2024;2025"), [priser(10)]);
        assert_eq!(told(";;Takster;;Priser;", "2024;2025;2024;2025"), [priser(12)]);
        assert_eq!(told(";;Priser;;Pladser;", "2024;2025;2024;2025"), [priser(3)]);
        assert_eq!(told(";;;;Priser;", "takst 2024;takst 2025;2024;2025"), [priser(5)]);
        assert_eq!(told(";;Priser;;;", "2024;2025;2026;2027").len(), 1);
        // What is no year is told by itself.
        assert_eq!(told(";;Takst;;Priser;", "2024;2025;2024;Ændring").len(), 2);
        let month = told(";;Takst;;Månedstakst;", "2024;2025;2024;2025");
        assert!(month.len() == 1 && month[0].contains("per month, not per day"), "{month:?}");
    }

    #[test]
    fn a_label_that_is_no_year_among_others_is_named() {
        for (label, year) in [
            ("Bud. 25", "tariff 2025"),
            ("Prognose", "tariff 2024"),
            ("R25", "realised 2025 tariff"),
            ("25", "tariff 2025"),
        ] {
            let expected = format!(
                "f:1:9 `{label}` in row 1 is not read as the year of `takst`, `pladser`: write the year in each heading, e.g. `{year}`"
            );
            assert_eq!(told(&format!(";;2024;;{label};"), "takst;pladser;takst;pladser"), [expected]);
        }
        assert_eq!(told(";;2024;;2025;", "takst;pladser;takst;pladser"), [""; 0]);
        let told_of_year = told(";;2024;Prognose;;", "takst;år;;");
        assert!(told_of_year.iter().all(|one| !one.contains("Prognose")), "{told_of_year:?}");
        // With nothing below it, it is the heading itself.
        let own = told(";;Takst;;Pladser;Bem.", "2024;2025;;");
        assert!(own.len() == 2 && own[0].contains("`places` has no year"), "{own:?}");
        // A title of the whole is none of these.
        let told = told("Silkeborg;;;;2025;", "takst;pladser;takst;tilbud");
        assert!(told.iter().all(|one| !one.contains("Silkeborg")), "{told:?}");
    }

    #[test]
    fn labels_that_are_explained_are_read() {
        let text = b";;Pris;;Belagt;\ntilbud_id;driftsherre;B24;B25;B24;B25\nB1;740;5;6;7;8\n";
        let columns =
            b"[columns]\n'Pris B24' = 'takst 2024'\n'Pris B25' = 'takst 2025'\n'Belagt B24' = ''\n'Belagt B25' = ''\n";
        let sheet = read_bytes_as("f", text, &Columns::read("k.toml", columns).unwrap());
        let tariffs = sheet.rows().iter().map(|row| (row.year.number(), row.tariff.unwrap().to_string()));
        assert_eq!(tariffs.collect::<Vec<_>>(), [(2024, "5".to_owned()), (2025, "6".to_owned())]);
        assert_eq!(sheet.mistakes(), []);
        // What is explained without its label says nothing of how far that reaches.
        let text = b";;2024;;;\ntilbud_id;driftsherre;Pris;pladser;Pris;pladser\nB1;740;5;6;7;8\n";
        let columns = b"[columns]\n'Pris' = 'takst'\n";
        let sheet = read_bytes_as("f", text, &Columns::read("k.toml", columns).unwrap());
        let told: Vec<&str> = sheet.mistakes().iter().map(|one| &*one.message.en).collect();
        assert_eq!(told, ["it is not certain whether `2024` in row 1 holds for `pladser`, `Pris`, `pladser` too"]);
    }
}
