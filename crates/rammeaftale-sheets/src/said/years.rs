//! The years whose amounts words name, beside those of prices.

use super::prices::prices;
use super::saying::Saying;
use super::scaled::is_figures;
use super::words::{Word, is_kroner, normal, words, year_of};
use rammeaftale::quantity::Year;

/// The years that a text names.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Years {
    pub(crate) years: Vec<Year>,
    /// True where two of them are joined, as in `2024/25`.
    pub(crate) are_joined: bool,
}

/// The years that the heading of an amount names, also in two digits: `Pris 24`, `B24`, `2024/25`.
pub(crate) fn years_of_heading(heading: &str) -> Years {
    let normal = normal(heading);
    years(&words(&normal), true)
}

/// The years that the name of a sheet holds, whatever else it says, and two digits where it speaks of amounts.
pub(crate) fn years_of_sheet(name: &str) -> Vec<Year> {
    let normal = normal(name);
    years(&words(&normal), false).years
}

/// The first and the last year of a title or a name that says whose amounts it is of: `Takster 2024`, `B24`, `2024-2025`.
pub(crate) fn span_of_title(title: &str) -> Option<(Year, Year)> {
    let normal = from_first_day(&normal(title));
    let words = words(&normal);
    let is_year = |(_, word): &Word<'_>| year_in(word).or(short_year(word)).is_some();
    let is_beside = |pair: &[Word<'_>]| match pair {
        [one, other] => is_year(one) && speaks(other.1) || speaks(one.1) && is_year(other),
        _ => false,
    };
    let is_alone = || words.iter().all(|word| is_year(word) || speaks(word.1));
    let is_of_other = words.len() > LONGEST || words.iter().any(|(_, word)| OTHERS.contains(word));
    if is_of_other || !(words.windows(2).any(is_beside) || is_alone()) {
        return None;
    }
    let found = years(&words, false).years;
    found.iter().copied().min().zip(found.iter().copied().max())
}

/// The first and the last year of a line that names amounts, wherever in it: among rows it may be the title of those below.
pub(super) fn span_beside_amounts(line: &str) -> Option<(Year, Year)> {
    let normal = from_first_day(&normal(line));
    let words = words(&normal);
    let is_amount = |word: &str| ["takst", "pris", "budget", "regnskab"].iter().any(|of| word.contains(of));
    let found = years(&words, false).years;
    let span = found.iter().copied().min().zip(found.iter().copied().max());
    span.filter(|_| words.iter().any(|(_, word)| is_amount(word)))
}

/// True for a line that says more than whose amounts it is of: a sentence, and no title such as `Takster 2024`.
pub(super) fn is_sentence(line: &str) -> bool {
    let normal = from_first_day(&normal(line));
    words(&normal).iter().any(|(_, word)| year_in(word).or(short_year(word)).is_none() && !speaks(word))
}

/// The line without what says that a year is meant from its first day on.
fn from_first_day(line: &str) -> String {
    let line = ["1. januar ", "01-01-", "01.01.", "01/01 ", "1/1 ", "1.1."]
        .iter()
        .fold(line.to_owned(), |line, day| line.replace(&format!("{day}2"), "2"));
    ["gældende fra ", "gælder fra ", "gældende pr. ", "gældende for ", "gældende ", "pr. 2"]
        .iter()
        .fold(line, |line, words| line.replace(words, if words.ends_with('2') { "2" } else { "" }))
}

/// A title of more words tells of something.
const LONGEST: usize = 8;
/// Words of a line that says where its amounts come from or what they are held against.
const OTHERS: [&str; 20] = [
    "antal",
    "baseret",
    "udgangspunkt",
    "ses",
    "findes",
    "fanen",
    "fra",
    "kilde",
    "se",
    "note",
    "end",
    "ift",
    "inkl",
    "ekskl",
    "efter",
    "siden",
    "som",
    "rammeaftale",
    "rammeaftalen",
    "godkendt",
];

/// True for a word for amounts, or one that links a year to it.
fn speaks(word: &str) -> bool {
    let is_amount =
        ["takst", "pris", "budget", "regnskab", "tilbud", "oversigt", "kommune"].iter().any(|of| word.contains(of));
    is_amount || is_figures(word) || matches!(word, "for" | "i" | "år" | "året" | "årene")
}

/// The year of `2024`, `R2024` and `budget2024`, and of `B24`.
fn year_in(word: &str) -> Option<Year> {
    let digits = word.trim_start_matches(char::is_alphabetic);
    let kind = word.strip_suffix(digits).unwrap_or_default();
    let is_short = || matches!(kind, "b" | "r" | "t" | "bo") || !kind.is_empty() && speaks(kind);
    // `q2000` is a number of something else.
    let is_long = || kind.len() != 1 || is_short();
    year_of(digits).filter(|_| is_long()).or_else(|| short_year(digits).filter(|_| is_short()))
}

/// The year of two digits.
pub(super) fn short_year(digits: &str) -> Option<Year> {
    let is_short = digits.len() == 2 && ("15"..="40").contains(&digits);
    year_of(&format!("20{digits}")).filter(|_| is_short)
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The years of some words; two digits at the end of others are one where those are known to name an amount.
fn years(words: &[Word<'_>], is_amount: bool) -> Years {
    let (mut found, mut last) = (Years::default(), None);
    for (at, (between, word)) in words.iter().enumerate() {
        let (joins, before) =
            (matches!(between.trim(), "/" | "-" | "–"), at.checked_sub(1).and_then(|at| words.get(at)));
        let is_joined = joins && last.is_some() && last == at.checked_sub(1);
        // Not of `24 timer`, `24-timers` and `18-24 år`.
        let is_of = |(between, next): &Word<'_>| {
            matches!(between.trim(), "" | "-") && next.starts_with(char::is_alphabetic) && !is_kroner(next)
        };
        let is_end = !words.iter().skip(at + 1).find(|word| !is_number(word.1)).is_some_and(is_of);
        // Nor of the day `30/6`.
        let is_day =
            |(between, next): &Word<'_>| between.trim() == "/" && next.parse().is_ok_and(|month: u8| month <= 12);
        let is_end = is_end && !words.get(at + 1).is_some_and(is_day);
        let is_named = is_amount || before.is_none() || before.is_some_and(|(_, before)| speaks(before));
        let short = || short_year(word).filter(|_| is_end && (is_joined || is_named));
        if let Some(year) = year_in(word).or_else(short).filter(|_| is_joined || !is_of_date(words, at)) {
            found.years.push(year);
            found.are_joined |= is_joined;
            last = Some(at);
        }
    }
    for saying in prices(words) {
        if let Saying::Prices(year) = saying
            && let Some(at) = found.years.iter().rposition(|found| *found == year)
        {
            found.years.remove(at);
        }
    }
    found
}

/// True for the year of `12-11-2024`, `31/12 2024`, `2024-11-12` and `1. november 2024`; from the first of January on it is
/// the whole year.
fn is_of_date(words: &[Word<'_>], at: usize) -> bool {
    let back = |count: usize| at.checked_sub(count).and_then(|at| words.get(at)).map_or("", |(_, word)| *word);
    let is_day = |word: &str| matches!(word.len(), 1 | 2) && is_number(word);
    let is_first = matches!((back(2), back(1)), ("1" | "01", "1" | "01" | "januar"));
    let is_day_of_month = is_day(back(2)) && (is_day(back(1)) || super::per::DAYS.contains(&back(1))) && !is_first;
    is_day_of_month || begins_date(words, at) || at.checked_sub(2).is_some_and(|year| begins_date(words, year))
}

/// True for the first word of `2024-11-12`; not for that of the years `2024-25-26`.
fn begins_date(words: &[Word<'_>], at: usize) -> bool {
    let Some([(_, year), ("-", month), ("-", day), ..]) = words.get(at..) else { return false };
    let is_date = year_of(year).is_some() && is_number(day) && day.len() == 2 && month.len() == 2;
    is_date && ("01"..="12").contains(month) && (*month, *day) != ("01", "01")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(years: impl IntoIterator<Item = Year>) -> Vec<i32> {
        years.into_iter().map(|year| year.number()).collect()
    }

    #[test]
    fn headings_name_years() {
        for (heading, years) in [
            ("Pris 24", vec![2024]),
            ("B24", vec![2024]),
            ("T25 (kr.)", vec![2025]),
            ("Pris 2024/2025", vec![2024, 2025]),
            ("Pris 24/25", vec![2024, 2025]),
            ("Budget 2024-25", vec![2024, 2025]),
            ("Takst pr. 1. januar 2025", vec![2025]),
            ("Takst pr. 1/1 2025", vec![2025]),
            ("Pris 2025 (24-pl)", vec![2025]),
            ("Pris i 2024-priser", vec![]),
            ("Takst 24 timer", vec![]),
            ("Takst 24-timers", vec![]),
            ("Takst 18-24 år", vec![]),
            ("Pris 24/25 kr.", vec![2024, 2025]),
            ("Takst 12", vec![]),
            ("Takst 1/1-30/6", vec![]),
            ("2024-11-25", vec![]),
            ("2024-01-01", vec![2024]),
            ("Takst", vec![]),
        ] {
            let found = years_of_heading(heading);
            assert_eq!(numbers(found.years), years, "{heading}");
            assert_eq!(found.are_joined, years.len() > 1, "{heading}");
        }
    }

    #[test]
    fn titles_name_years_beside_words_for_amounts() {
        for (title, span) in [
            ("Takster 2024", Some((2024, 2024))),
            ("Takster for 2024", Some((2024, 2024))),
            ("Opdigtede takster 2024-2025", Some((2024, 2025))),
            ("Budget 24", Some((2024, 2024))),
            ("B24", Some((2024, 2024))),
            ("2024", Some((2024, 2024))),
            ("24", Some((2024, 2024))),
            ("År 2024", Some((2024, 2024))),
            ("Regnskab 2023", Some((2023, 2023))),
            ("Takster 2026 (2025-priser)", Some((2026, 2026))),
            ("Takstblad 2024 for Silkeborg", Some((2024, 2024))),
            ("Takster gældende fra 1. januar 2024", Some((2024, 2024))),
            ("Takster pr. 1/1 2024", Some((2024, 2024))),
            ("Takster pr. 01-01-2024", Some((2024, 2024))),
            ("Takster pr. 01.01.2024", Some((2024, 2024))),
            ("Takster pr. 11.1.2024", None),
            ("Takster 2024-11-25", None),
            ("Takster 2024-25-26", Some((2024, 2026))),
            ("Sociale tilbud 2024", Some((2024, 2024))),
            ("Kilde: budget 2024", None),
            ("Baseret på budget 2024", None),
            ("Taksterne for 2024 kan ses på fanen 2024", None),
            ("Taksterne er fremskrevet fra budget 2024", None),
            ("Takster pr. 1. november 2024", None),
            ("Udskrevet 12-11-2024", None),
            ("Rammeaftale 2025-2026", None),
            ("Birk 24", None),
            ("Antal tilbud 24", None),
            ("q2000", None),
            ("b2024", Some((2024, 2024))),
            ("Prisniveau 2024", None),
            ("Takster", None),
            ("Version 24", None),
            ("Takster for 24-timers tilbud", None),
        ] {
            let found = span_of_title(title).map(|(first, last)| (first.number(), last.number()));
            assert_eq!(found, span, "{title}");
        }
    }

    #[test]
    fn sheets_name_years() {
        for (name, years) in [
            ("24", vec![2024]),
            ("2024 25PL", vec![2024]),
            ("Birk 2024", vec![2024]),
            ("Birk 24", vec![]),
            ("Ark24", vec![]),
        ] {
            assert_eq!(numbers(years_of_sheet(name)), years, "{name}");
        }
    }
}
