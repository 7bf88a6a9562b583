//! What lines beside a table and the name of its sheet say of all its amounts, held against how they are read: a title
//! such as `Alle beløb i 2025-priser` would change verdicts without a word.

use crate::mistake::{Problem, shown};
use crate::scale;
use rammeaftale::diag::{Code, Diagnostic, Place};
use rammeaftale::portfolio::{FiguresKind, Row};
use rammeaftale::quantity::Year;

/// What words say of amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Saying {
    /// They count thousands or more.
    Scaled,
    /// They are in the prices of a year.
    Prices(Year),
    /// They are realised and not budgeted.
    Realised,
}

/// All that was said beside a table, each thing once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said(Vec<(Saying, String, Place)>);

impl Said {
    /// Takes in a line or a name; true where it says something of the amounts.
    pub(crate) fn hear(&mut self, text: &str, place: impl FnOnce() -> Place) -> bool {
        let told = [scale_of(text), prices_of(text).map(Saying::Prices), realised_of(text)];
        let new: Vec<Saying> = told.into_iter().flatten().collect();
        let is_any = !new.is_empty();
        let unknown = |saying: &Saying| self.0.iter().all(|(known, ..)| known != saying);
        let new: Vec<Saying> = new.into_iter().filter(unknown).collect();
        if !new.is_empty() {
            let place = place();
            self.0.extend(new.into_iter().map(|saying| (saying, shown(text.trim()), place.clone())));
        }
        is_any
    }

    /// The mistakes: what was said and does not hold of the amounts as they are read.
    pub(crate) fn against(self, read: &ReadAs) -> impl Iterator<Item = Diagnostic> {
        let told = move |(saying, line, place): (Saying, String, Place)| {
            let problem = match saying {
                Saying::Scaled => Some(scaled(&line)),
                Saying::Prices(year) => {
                    read.years.iter().find(|other| **other != year).map(|other| priced(&line, year, *other))
                }
                Saying::Realised => read.as_budget.then(|| realised(&line)),
            };
            problem.map(|problem| problem.at(place))
        };
        self.0.into_iter().filter_map(told)
    }
}

/// How the rows of a table are read where it does not say.
#[derive(Debug, Default)]
pub(crate) struct ReadAs {
    /// The years in whose own prices amounts stand.
    years: Vec<Year>,
    as_budget: bool,
}

impl ReadAs {
    /// Takes in a row; `parts_figures` where the table tells budgets and accounts apart.
    pub(crate) fn see(&mut self, row: &Row, parts_figures: bool) {
        if row.price_level.is_none() && !self.years.contains(&row.year) {
            self.years.push(row.year);
        }
        self.as_budget |= !parts_figures && row.figures == FiguresKind::Budget;
    }
}

fn scale_of(line: &str) -> Option<Saying> {
    let lower = line.to_lowercase();
    let is_of_amounts = ["kr", "dkk", "beløb", "amount"].iter().any(|word| lower.contains(word));
    (is_of_amounts && scale::stands_in(line)).then_some(Saying::Scaled)
}

/// Words that make the year before them one of prices: `2025-priser`.
const BEHIND: [&str; 8] = ["priser", "prisniveau", "pl", "niveau", "prices", "price", "lønniveau", "kroner"];
/// Words that make the year behind them one of prices: `prisniveau 2025`.
const BEFORE: [&str; 7] = ["prisniveau", "pl", "niveau", "prisår", "lønniveau", "level", "prisniveauet"];

/// The year in whose prices a line says that amounts are.
fn prices_of(line: &str) -> Option<Year> {
    let lower = line.to_lowercase().replace("p/l", "pl");
    let words: Vec<&str> = words(&lower).collect();
    let mut pairs = words.iter().zip(words.iter().skip(1));
    let found = pairs.find_map(|(first, second)| match (four_digits(first), four_digits(second)) {
        (Some(year), None) if BEHIND.contains(second) => Some(year),
        (None, Some(year)) if BEFORE.contains(first) => Some(year),
        _ => None,
    });
    // `25-pl` is a price level, `25 pl.` are places.
    let short = || {
        let mut joined =
            lower.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter_map(|word| word.split_once('-'));
        joined.find_map(|(first, second)| match (first, second) {
            (digits, "pl") | ("pl", digits) if digits.len() == 2 => four_digits(&format!("20{digits}")),
            _ => None,
        })
    };
    found.or_else(short)
}

/// The accounts of a year, or a name that says no more than that; a department may be called `Økonomi og Regnskab`.
fn realised_of(line: &str) -> Option<Saying> {
    let lower = line.to_lowercase();
    let words: Vec<&str> = words(&lower).collect();
    let is_kind = |word: &str| matches!(word, "regnskab" | "regnskaber" | "accounts");
    let is_sure =
        |word: &&str| matches!(*word, "regnskabstal" | "realiseret" | "realiserede" | "realised" | "realized");
    let of_year = words.iter().zip(words.iter().skip(1)).any(|(first, second)| {
        is_kind(first) && four_digits(second).is_some() || four_digits(first).is_some() && is_kind(second)
    });
    let is_it = of_year || words.iter().any(is_sure) || matches!(words.as_slice(), [one] if is_kind(one));
    (is_it && !lower.contains("budget")).then_some(Saying::Realised)
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn four_digits(word: &str) -> Option<Year> {
    let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|_| is_year).and_then(Year::new)
}

fn scaled(line: &str) -> Problem {
    Problem::new(
        Code::ToldOtherwise,
        format!("{line} siger, at beløbene ikke står i hele kroner; de ville blive læst som kroner"),
        format!("{line} says that the amounts are not in kroner; they would be read as kroner"),
    )
    .help("regn beløbene om til kroner, og slet ordene", "convert the amounts to kroner, and delete the words")
}

fn priced(line: &str, year: Year, other: Year) -> Problem {
    Problem::new(
        Code::ToldOtherwise,
        format!("{line} siger, at beløbene er i {year}-priser; rækkerne for {other} ville blive læst i {other}-priser"),
        format!(
            "{line} says that the amounts are in {year} prices; the rows of {other} would be read in {other} prices"
        ),
    )
    .help(
        format!("skriv {year} i kolonnen `prisniveau` i de rækker, det gælder; slet ordene, hvis det ikke passer"),
        format!(
            "write {year} in the column `price_level` of the rows it holds for; delete the words if they are wrong"
        ),
    )
}

fn realised(line: &str) -> Problem {
    Problem::new(
        Code::ToldOtherwise,
        format!("{line} siger, at beløbene er fra regnskabet; de ville blive læst som budget"),
        format!("{line} says that the amounts are realised; they would be read as a budget"),
    )
    .help(
        "tilføj kolonnen `opgørelse` med `regnskab` eller `budget`, eller skriv det i overskrifterne, fx `regnskab 2018 takstberegningsgrundlag`",
        "add the column `figures` with `realised` or `budget`, or write it in the headings, e.g. `realised 2018 tariff_basis`",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saying(line: &str) -> Option<Saying> {
        let mut said = Said::default();
        said.hear(line, || Place::file(&"f".into()));
        assert!(said.0.len() < 2, "{line}");
        said.0.first().map(|(saying, ..)| *saying)
    }

    #[test]
    fn lines_that_say_what_amounts_are_counted_in() {
        for line in ["Alle beløb i 1.000 kr.", "Beløb i tusinde", "Note: t.kr.", "Amounts in 1,000 DKK"] {
            assert_eq!(saying(line), Some(Saying::Scaled), "{line}");
        }
        for line in ["Takster 2025", "Alle beløb i kr.", "1.000 pladser i alt", "Silkeborg Kommune, 740"] {
            assert_eq!(saying(line), None, "{line}");
        }
    }

    #[test]
    fn lines_that_name_the_prices_of_a_year() {
        for line in [
            "Alle beløb i 2025-priser",
            "Takster 2026 (2025 priser)",
            "Prisniveau;2025;;",
            "pris- og lønniveau 2025",
            "2025-P/L",
            "PL 2025",
            "25-pl",
            "Price level: 2025",
            "Amounts in 2025 prices",
        ] {
            assert_eq!(saying(line), Year::new(2025).map(Saying::Prices), "{line}");
        }
        for line in ["Priser 2025", "Løbende priser", "Birk, 25 pl.", "Takster 2025", "25-plads", "Prisniveau 25"] {
            assert_eq!(saying(line), None, "{line}");
        }
    }

    #[test]
    fn lines_that_name_accounts() {
        for line in
            ["Regnskab", "Regnskab 2024", "2024-regnskab", "Regnskabstal", "Realiserede udgifter", "Accounts 2024"]
        {
            assert_eq!(saying(line), Some(Saying::Realised), "{line}");
        }
        for line in ["Økonomi og Regnskab", "Budget og regnskab 2024", "Budget 2025", "Regnskabsafdelingen", "Takster"]
        {
            assert_eq!(saying(line), None, "{line}");
        }
    }
}
