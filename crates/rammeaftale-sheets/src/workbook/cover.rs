//! Sheets without a table, such as a front page: what their lines say of all amounts holds for every table.

use super::grid::Grid;
use crate::file::lex::Start;
use crate::file::source::Source;
use crate::fold::fold;
use crate::heading::{Heading, is_amount};
use crate::said::{Said, Saying, sayings};
use rammeaftale::diag::Place;
use rammeaftale::portfolio::Column;
use std::collections::BTreeSet;

/// Rows of a sheet that are listened to.
const LISTENED_TO: usize = 1_000;
/// A line of so few words says no more than that; a longer one may tell of a single amount.
const FEW_WORDS: usize = 5;
/// A cell of no more words beside another one is a name or a value.
const FEW_BESIDE: usize = 2;
/// Words of a line that speaks of all amounts, folded.
const OF_ALL: [&str; 16] = [
    "alle",
    "alt",
    "all",
    "samtlige",
    "beloeb",
    "beloebene",
    "amounts",
    "tal",
    "tallene",
    "figures",
    "takster",
    "taksterne",
    "priser",
    "priserne",
    "tabellen",
    "oversigten",
];

/// Words of a line that says what is to be done, when or where, and not what all amounts are.
const OF_RULES: [&str; 12] =
    ["skal", "skriv", "angiv", "hvis", "kan", "bør", "kolonne", "kolonnen", "if", "must", "should", "column"];

/// Takes in what a sheet without a table says; a line that is the name of one of the workbook's `sheets` only lists it.
pub(super) fn hear(grid: &Grid, sheets: &BTreeSet<String>, said: &mut Said) {
    let mut lines = Vec::new();
    for record in grid.records(Start::FIRST).take(LISTENED_TO) {
        let cells = record.cells.iter().flatten().filter(|cell| !cell.text().is_empty());
        let cells: Vec<_> = cells.map(|cell| (cell.text(), grid.place(&record, &cell.span))).collect();
        let found = lines_of(&cells).into_iter();
        lines.extend(found.filter(|(line, _)| !sheets.contains(&fold(line)) && speaks_of_all(line)));
    }
    // Where budgets are named too, it is a list of both; and of other words, `Regnskab` is a department.
    let has_budget = lines.iter().any(|(line, _)| fold(line).contains("budget"));
    let is_list = |line: &str| {
        let is_bare = line.split_whitespace().count() == 2;
        let is_of_figures = line.split_whitespace().next().is_some_and(|word| OF_ALL.contains(&fold(word).as_str()));
        sayings(line).iter().any(|saying| {
            matches!(saying, Saying::Realised(year) if !is_of_figures && (has_budget || !is_bare || year.is_none()))
        })
    };
    for (line, place) in lines.into_iter().filter(|(line, _)| !is_list(line)) {
        // The first year is that of the title; others may be those of what is beside the tables.
        let is_of_accounts = sayings(&line).iter().any(|saying| matches!(saying, Saying::Realised(_)));
        if said.has_years() || is_of_accounts {
            said.hear(&line, || place);
        } else {
            said.hear_title(&line, || place);
        }
    }
}

/// Takes in what notes and what is printed on each page say of all amounts; a note on an amount may say what that is paid
/// for, one on another cell may not.
pub(super) fn hear_notes(grid: &Grid, column_of: impl Fn(u32) -> Option<Column>, said: &mut Said) {
    for (row, column, text) in &grid.marks.notes {
        let of = column_of(*column).filter(|column| is_amount(*column));
        let is_of_other = of.is_some_and(|of| !of.has_unit());
        for line in sentences(text).filter(|line| speaks_of_all(line)) {
            let told = sayings(line).into_iter().filter(|told| !(is_of_other && matches!(told, Saying::Per(_))));
            said.hear_told(line, told.collect(), || grid.cell_place(*row, *column));
        }
    }
}

/// What the cells of a row say: the sentences of those that speak for themselves, and each with the one beside it.
fn lines_of(cells: &[(&str, Place)]) -> Vec<(String, Place)> {
    let is_short = |text: &str| text.split_whitespace().count() <= FEW_BESIDE;
    let is_term = |at: usize| cells.get(at).is_some_and(|(text, _)| is_short(text) && !sayings(text).is_empty());
    // A short cell with another beside it says nothing for itself: it is a name, the value of one, or a term that the
    // cell beside it explains; a unit beside a name is said of it.
    let speaks = |at: usize, text: &str| {
        cells.len() == 1 || !is_short(text) && at.checked_sub(1).is_none_or(|before| !is_term(before))
    };
    let alone = cells.iter().enumerate().filter(|(at, (text, _))| speaks(*at, text));
    let alone = alone.flat_map(|(_, (text, place))| sentences(text).map(move |line| (line.to_owned(), place.clone())));
    let pairs = cells.iter().zip(cells.iter().skip(1)).filter(|((name, _), _)| sayings(name).is_empty());
    alone.chain(pairs.map(|((name, place), (value, _))| (format!("{name} {value}"), place.clone()))).collect()
}

/// The sentences of a cell, which end in a line break, or in a point before a capital letter.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| {
        let is_end = |at: &usize| {
            line.get(at + 2..).is_some_and(|rest| rest.starts_with(char::is_uppercase))
                && !line.get(..*at).is_some_and(is_ordinal)
        };
        let ends = line.match_indices(". ").map(|(at, _)| at).filter(is_end).map(|at| at + 1).chain([line.len()]);
        ends.scan(0, |from, to| Some(line.get(std::mem::replace(from, to)..to).unwrap_or_default().trim()))
    })
}

/// True where `1` or `12` stands last, as in `1. Regnskab`.
fn is_ordinal(before: &str) -> bool {
    let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    last.len() < 3 && last.bytes().all(|byte| byte.is_ascii_digit())
}

/// True for a line that says of all amounts what they are, and not what is to be done with them.
fn speaks_of_all(line: &str) -> bool {
    let words = || line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_year = |word: &&str| word.len() == 4 && (word.starts_with("20") || word.starts_with("19"));
    let names_all = words().any(|word| {
        let word = fold(word);
        OF_ALL.contains(&word.as_str()) || word.ends_with("takster") || word.ends_with("taksterne")
    });
    if of_rules(line) && !clauses(line).any(|clause| !of_rules(clause) && !sayings(clause).is_empty()) {
        return false;
    }
    line.split_whitespace().count() <= FEW_WORDS || names_all && words().filter(is_year).count() <= 1
}

fn of_rules(line: &str) -> bool {
    line.split(|c: char| !c.is_alphanumeric()).any(|word| OF_RULES.contains(&word.to_lowercase().as_str()))
}

/// The parts of a line, each of which says something of its own.
fn clauses(line: &str) -> impl Iterator<Item = &str> {
    line.split(" og ").flat_map(|part| part.split(", ")).flat_map(|part| part.split(" and "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::lex::Held;
    use rammeaftale::portfolio::TariffUnit;
    use rammeaftale::quantity::Year;
    use std::sync::Arc;

    fn heard(cells: &[(u32, u32, &str)]) -> Vec<Saying> {
        let mut grid = Grid::new(&Arc::from("f"), "Forside");
        cells.iter().for_each(|(row, column, text)| grid.push(*row, *column, text, Held::Text).unwrap());
        let mut said = Said::default();
        hear(&grid.finished(), &BTreeSet::from([fold("Regnskab 2023")]), &mut said);
        said.sayings().filter(|saying| !matches!(saying, Saying::Years(..))).collect()
    }

    #[test]
    fn lines_that_speak_of_all_amounts_are_heard() {
        let prices = |year| Saying::Prices(Year::new(year).unwrap());
        let per = |unit| Saying::Per(Some(unit));
        for (line, saying) in [
            ("Alle beløb er i 1.000 kr.", Saying::Scaled),
            ("Opdigtede takster 2025. Alle beløb i t.kr.", Saying::Scaled),
            ("Opdigtet\nTakster er opgjort i hele 1.000 kr.", Saying::Scaled),
            ("Takster 2026 (2025-priser)", prices(2025)),
            ("Kilde: økonomisystemet, i 1.000 kr.", Saying::Scaled),
            ("Tabellen viser alle opdigtede takster i t.kr.", Saying::Scaled),
            ("Alle takster og grundlag er opgjort i 2025-priser", prices(2025)),
            ("Regnskab 2024", Saying::Realised(Year::new(2024))),
            ("De opdigtede takster her er alle opgjort i 1.000 kr.", Saying::Scaled),
            ("Kommunens takster for de sociale tilbud er opgjort i 2025-priser", prices(2025)),
            ("Alle beløb er i 1.000 kr. og skal ikke omregnes", Saying::Scaled),
            ("Spørgsmål: tlf. 8970 1000. Alle beløb i 1.000 kr.", Saying::Scaled),
            ("Projektmappen viser månedstakster for alle opdigtede tilbud", per(TariffUnit::Month)),
            ("Tallene er regnskabstal", Saying::Realised(None)),
        ] {
            assert_eq!(heard(&[(1, 1, line)]), [saying], "{line}");
        }
        assert_eq!(heard(&[(1, 1, "Beløb angives i 1.000 kr.")]), [Saying::Scaled]);
        assert_eq!(heard(&[(1, 1, "Prisniveau"), (1, 2, "2025")]), [prices(2025)]);
        assert_eq!(heard(&[(1, 1, "Enhed:"), (1, 2, "1.000 kr.")]), [Saying::Scaled]);
        assert_eq!(heard(&[(1, 1, "Enhed"), (1, 2, "måned")]), [per(TariffUnit::Month)]);
        assert_eq!(heard(&[(1, 1, "Takster"), (1, 2, "kr./md.")]), [per(TariffUnit::Month)]);
        for (name, value) in [
            ("t.kr.", "Tusinde kroner"),
            ("kr./md.", "kroner pr. måned"),
            ("Telefon", "8970 1000"),
            ("Afdeling", "Regnskab"),
            ("Regnskab 2024", "Kommer senere"),
            ("PL 2025", "3,2"),
            ("Bagatelgrænse", "1.000 kr."),
        ] {
            assert_eq!(heard(&[(1, 1, name), (1, 2, value)]), [], "{name}");
        }
        for line in [
            "Takster 2025",
            "Regnskab 2023",
            "Taksterne for 2024 er fremskrevet til 2025-niveau med 3,2 pct.",
            "Kommunen fik i foråret en bevilling, opgjort i 1.000 kr.",
            "1. Regnskab 2024",
            "Regnskab: Lise Holm",
            "Regnskab og styring",
            "Regnskab",
            "Beløb i tusinder skal ganges op til hele kroner",
            "Skriv beløb i 1.000 kr.",
            "2025-priser i kolonne F",
            "Faktura sendes pr. måned",
            "Der er 1.000 borgere",
            "Skriv taksten pr. måned i kolonne D",
        ] {
            assert_eq!(heard(&[(1, 1, line)]), [], "{line}");
        }
        assert_eq!(heard(&[(1, 1, "Budget 2025"), (2, 1, "Regnskab 2024")]), []);
    }
}
