//! Whether words say that amounts are of a part of the year.

use super::per::{DAYS, counts, is_tariff};
use super::scaled::is_of_amounts;
use super::words::{Word, normal, words, year_of};
use std::ops::Range;

/// `Takster 1. halvår 2025`, `Budget januar-juni 2025`: a line that speaks of nothing else.
pub(super) fn is_of_part(words: &[Word<'_>]) -> bool {
    let is_part = |at: usize| part(words, at).is_some();
    (0..words.len()).find_map(|at| part(words, at)).is_some_and(|of| {
        let mut others = words.iter().enumerate().filter(|(at, _)| !of.contains(at));
        others.all(|(at, word)| is_of_amounts(word) || is_part(at) || FILLERS.contains(&word.1))
    })
}

/// Words beside those of a part of the year that say no more.
const FILLERS: [&str; 9] = ["perioden", "periode", "gælder", "gældende", "dækker", "er", "et", "årets", "kun"];

/// The words of `1. halvår`, `andet kvartal`, `januar-juni`, `1/1-30/6`, `9 måneder` and `halvt år` that begin here.
fn part(words: &[Word<'_>], at: usize) -> Option<Range<usize>> {
    let (_, first) = words.get(at)?;
    if matches!(*first, "h1" | "h2" | "q1" | "q2" | "q3" | "q4") {
        return Some(at..at + 1);
    }
    let (_, second) = words.get(at + 1)?;
    let is_ordinal = matches!(*first, "1" | "2" | "3" | "4" | "første" | "andet" | "tredje" | "fjerde");
    let is_share = ["halvår", "kvartal", "kvt", "tertial"].iter().any(|share| second.starts_with(share));
    let is_fewer = first.parse().is_ok_and(|months: u8| (1..12).contains(&months));
    let is_months = is_fewer && matches!(*second, "måneder" | "mdr");
    if is_ordinal && is_share || is_months || matches!((*first, *second), ("halvt" | "halve", "år")) {
        return Some(at..at + 2);
    }
    if matches!(*first, "første" | "sidste") && part(words, at + 1).is_some() {
        return Some(at..at + 3);
    }
    span(words, at).filter(|(_, from, to)| !is_whole(*from, *to)).map(|(end, ..)| at..end)
}

/// The days of `januar-juni` and `1/1 til 30/6` that begin here, and the first word behind them.
fn span(words: &[Word<'_>], at: usize) -> Option<(usize, Day, Day)> {
    let (behind, from) = day(words, at)?;
    let (between, word) = words.get(behind)?;
    let is_joined = matches!(between.trim(), "-" | "–" | ".-" | ".–");
    let is_parted = matches!(*word, "til" | "to");
    let (end, to) = day(words, behind + usize::from(is_parted)).filter(|_| is_joined || is_parted)?;
    Some((end, from, to))
}

/// A day of the year: its number, none where only the month is named, and the month.
type Day = (Option<u8>, u8);

/// True for the first and the last day of the year.
fn is_whole((first, january): Day, (last, december): Day) -> bool {
    (january, december) == (1, 12) && first.is_none_or(|day| day == 1) && last.is_none_or(|day| day == 31)
}

/// The day of `1/4`, `1.4.2025`, `1. april` and `april` that begins here, and the first word behind it.
fn day(words: &[Word<'_>], at: usize) -> Option<(usize, Day)> {
    let (_, first) = words.get(at)?;
    if let Some(month) = month(first) {
        return Some((at + 1, (None, month)));
    }
    let day_of = |text: &str| text.parse().ok().filter(|day| (1..=31).contains(day));
    let month_of = |text: &str| text.parse().ok().filter(|month| (1..=12).contains(month));
    if let Some((day, rest)) = first.split_once('.') {
        let month = rest.split('.').next().unwrap_or_default();
        return Some((at + 1, (Some(day_of(day)?), month_of(month)?)));
    }
    let (day, (between, next)) = (day_of(first)?, words.get(at + 1)?);
    let month = if between.trim() == "/" { month_of(next) } else { month(next) };
    Some((at + 2, (Some(day), month?)))
}

/// The number of a month, also where it is cut.
fn month(word: &str) -> Option<u8> {
    let is_it = |month: &&str| word.len() > 2 && month.starts_with(word);
    let found = (1..).zip(DAYS.iter().take(12)).find(|(_, month)| is_it(month));
    found.map(|(number, _)| number)
}

/// True for a heading or a name of a part of the year; not for the house of `Takst H1` and the stay of `Takst efter 3 måneder`.
pub(crate) fn names_part(heading: &str) -> bool {
    let normal = normal(heading);
    let words = words(&normal);
    let has_year = words.iter().any(|(_, word)| year_of(word).is_some());
    let is_of_amounts = |of: Range<usize>| match words.get(of.end.saturating_sub(1)) {
        Some((_, "h1" | "h2" | "q1" | "q2" | "q3" | "q4")) => has_year,
        Some((_, "måneder" | "mdr")) => are_covered(&words, &of),
        _ => true,
    };
    (0..words.len()).any(|at| part(&words, at).is_some_and(is_of_amounts))
}

/// True for the months of `Grundlag for 9 måneder`, and of a heading that speaks of nothing else.
fn are_covered(words: &[Word<'_>], of: &Range<usize>) -> bool {
    let before = of.start.checked_sub(1).and_then(|at| words.get(at)).map_or("", |(_, word)| *word);
    let is_amount = |word: &Word<'_>| {
        let is_total = ["grundlag", "resultat", "omsætning", "betaling"].iter().any(|end| word.1.ends_with(end));
        is_total
            || is_tariff(word.1)
            || FILLERS.contains(&word.1)
            || is_of_amounts(word) && word.1.parse::<u8>().is_err()
    };
    let mut others = words.iter().enumerate().filter(|(at, _)| !of.contains(at));
    matches!(before, "for" | "dækker") || others.all(|(_, word)| is_amount(word))
}

/// True for a heading of what holds from a day within the year on, or in a month: `Takst pr. 1. april 2025`,
/// `Takst januar 2025`; not for `Takst pr. januar 2025` and `Takst 1/1-31/12 2025`, nor for `Takst 1/2 plads`.
pub(crate) fn names_day(heading: &str) -> bool {
    let normal = normal(heading);
    let words = words(&normal);
    days_within(&words).into_iter().any(|(of, is_from)| is_from || !is_of_else(&words, &of))
}

/// The same of a name, which may have months and fractions of its own: only behind `pr.` or `fra`.
pub(super) fn names_from_day(words: &[Word<'_>]) -> bool {
    days_within(words).into_iter().any(|(_, is_from)| is_from)
}

/// True for `24/7`, and for what is no day of `1/2 plads` and `Marts-huset`.
fn is_of_else(words: &[Word<'_>], of: &Range<usize>) -> bool {
    let is_name = |(between, next): &Word<'_>| counts(next) || *between == "-" && next.starts_with(char::is_alphabetic);
    matches!(words.get(of.clone()), Some([(_, "24"), (_, "7")])) || words.get(of.end).is_some_and(is_name)
}

/// The days and months within the year, and whether something is said to hold from them on.
fn days_within(words: &[Word<'_>]) -> Vec<(Range<usize>, bool)> {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < words.len() {
        let is_from = at.checked_sub(1).is_some_and(|at| words.get(at).is_some_and(|(_, word)| FROM.contains(word)));
        let (end, is_day) = match (span(words, at), day(words, at)) {
            (Some((end, ..)), _) => (end, false),
            // `Niveau 1.2` is no day.
            (None, Some((end, (Some(_), _)))) if end == at + 1 && !is_from => (end, false),
            (None, Some((end, (Some(1), 1)))) => (end, false),
            (None, Some((end, (None, 1)))) if is_from => (end, false),
            (None, Some((end, _))) => (end, true),
            (None, None) => (at + 1, false),
        };
        found.extend(is_day.then_some((at..end, is_from)));
        at = end;
    }
    found
}

/// Words before the day from which on something holds.
const FROM: [&str; 3] = ["pr", "per", "fra"];

#[cfg(test)]
mod tests {
    use super::super::{Saying, sayings::tests::all};
    use super::*;

    #[test]
    fn lines_of_a_part_of_the_year() {
        all(
            &[
                "1. halvår 2025",
                "Takster 2. halvår",
                "Takster jan-juni 2025",
                "Budget januar–juni",
                "1. kvartal 2025",
                "H1 2025",
                "Takster 1/1-30/6 2025",
                "Takster 1. januar - 30. juni 2025",
                "Takster 1.1.-30.6.2025",
                "Budget 01.07.2025-31.12.2025",
                "Takster for perioden 1/1-30/6 2025",
                "Taksterne dækker 9 måneder",
                "Taksterne er for et halvt år",
                "Årets første 6 måneder",
            ],
            &[Saying::Partial],
        );
        all(
            &[
                "Godkendt i 4. kvartal 2024",
                "Taksterne gælder januar-december",
                "Takster januar-december 2025",
                "Takster 1/1-31/12 2025",
                "Takster 1. januar til 31. december 2025",
                "Møde i 1. halvår",
                "Takster januar 2025",
                "Takster 2024-2025",
                "Takster 24/25",
                "Taksterne dækker 12 måneder",
                "Opsigelse: 3 måneder",
                "Takster efter 6 måneder",
            ],
            &[],
        );
    }

    #[test]
    fn headings_of_a_day_within_the_year() {
        for heading in
            ["Takst pr. 1. april 2025", "Takst januar 2025", "Takst pr. 1/7 2025", "Takst fra 1.7.2025", "Takst maj"]
        {
            assert!(names_day(heading), "{heading}");
        }
        for heading in [
            "Takst pr. 1. januar 2025",
            "Takst pr. 1/1 2025",
            "Takst pr. 1.1.2025",
            "Takst pr. januar 2025",
            "Takst 1/1-31/12 2025",
            "Takst niveau 1.2",
            "Takst 24/25",
            "Takst 2025",
            "Takst 14-17 år",
            "Takst 1/2 plads",
            "Takst 24/7",
            "Takst Marts-huset",
            "Takst 1. maj-huset",
        ] {
            assert!(!names_day(heading), "{heading}");
        }
    }

    #[test]
    fn headings_of_a_part_of_the_year() {
        for heading in [
            "Takst H1 2025",
            "Takst 9 måneder",
            "Grundlag for 9 måneder",
            "Takst, dækker 3 mdr.",
            "Takst 2025 (6 måneder)",
            "Grundlag 9 måneder 2025",
            "Takst første 6 måneder",
            "Takst 1. halvår",
        ] {
            assert!(names_part(heading), "{heading}");
        }
        for heading in [
            "Takst H1",
            "Afdeling Q2",
            "Takst efter 3 måneder",
            "Takst efter 3 mdr.",
            "Takst 0-3 måneder",
            "Takst 10-11 måneder",
            "Takst ophold over 6 måneder",
        ] {
            assert!(!names_part(heading), "{heading}");
        }
    }
}
