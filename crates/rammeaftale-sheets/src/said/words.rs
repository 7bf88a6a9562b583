//! What the words of a line say of amounts.

use super::Saying;
use super::prices::{prices, year_of};
use crate::currency;
use crate::scale;
use crate::value::named_unit;
use rammeaftale::portfolio::TariffUnit;
use rammeaftale::quantity::Year;

/// All that a line says of amounts.
pub(crate) fn sayings(line: &str) -> Vec<Saying> {
    let lower = line.to_lowercase().replace("p/l", "pl");
    let words = words(&lower);
    let mut found: Vec<Saying> = is_scaled(&words).then_some(Saying::Scaled).into_iter().collect();
    found.extend(prices(&words).into_iter().map(Saying::Prices));
    found.extend(realised(&words).map(Saying::Realised));
    found.extend(is_turned(&lower).then_some(Saying::Turned));
    found.extend(unit(&words).map(Saying::Per));
    found
}

/// A word and what stands before it.
pub(super) type Word<'t> = (&'t str, &'t str);

/// The words of letters, digits and the marks of numbers, each with what parts it from the one before.
pub(super) fn words(line: &str) -> Vec<Word<'_>> {
    let (mut words, mut from, mut start) = (Vec::new(), 0, None::<usize>);
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | ',');
    for (at, c) in line.char_indices().chain([(line.len(), '\n')]) {
        match (is_part(c), start) {
            (true, None) if c.is_alphanumeric() => start = Some(at),
            (false, Some(begin)) => {
                let word = line.get(begin..at).unwrap_or_default();
                let bare = word.trim_end_matches(['.', ',']);
                words.push((line.get(from..begin).unwrap_or_default(), bare));
                (from, start) = (begin + bare.len(), None);
            }
            _ => {}
        }
    }
    words
}

pub(super) fn is_kroner(word: &str) -> bool {
    matches!(word, "kr" | "dkk" | "kroner")
}

/// `i 1.000 kr.`, `t.kr.`, `hele tusinde`; not `under 1.000 kr.` and `3 mio. kr.`, which are amounts.
fn is_scaled(words: &[Word<'_>]) -> bool {
    let word = |at: usize| words.get(at).map_or("", |(_, word)| *word);
    words.iter().enumerate().any(|(at, (_, text))| {
        let (last, next) = (at.checked_sub(1).map(word).unwrap_or_default(), word(at + 1));
        let is_said = matches!(last, "i" | "in" | "hele" | "dkk");
        let is_number = text.starts_with(|c: char| c.is_ascii_digit());
        let counts = last.ends_with(|c: char| c.is_ascii_digit());
        if currency::is_other(text) {
            return is_said;
        }
        if !scale::stands_in(text) {
            return false;
        }
        match *text {
            "t" => is_kroner(next) && !counts,
            _ if is_number && text.ends_with("kr") => !counts,
            _ if is_number => is_said && (next.is_empty() || is_kroner(next)) || words.len() == 2 && is_kroner(next),
            "mio" | "mill" | "mia" => !counts && (is_said || is_kroner(next)),
            _ => !counts && (is_said || is_kroner(next) || words.len() == 1 || text.ends_with("kr")),
        }
    })
}

/// A line that begins with the accounts, and the year where it names one; not `inkl. regnskab 2023`, nor the department
/// `Økonomi og Regnskab`.
fn realised(words: &[Word<'_>]) -> Option<Option<Year>> {
    let is_kind = |word: &str| {
        matches!(word, "regnskab" | "regnskaber" | "regnskabstal" | "årsregnskab" | "accounts" | "actuals" | "regn")
    };
    let is_adjective = |word: &str| matches!(word, "realiseret" | "realiserede" | "realised" | "realized" | "forbrug");
    let year = || words.iter().find_map(|(_, word)| year_of(word));
    let short = |word: &str| word.strip_prefix('r').and_then(year_of);
    if words.iter().any(|(_, word)| word.starts_with("budget")) {
        return None;
    }
    match words {
        [(_, first), ..] if short(first).is_some() => Some(short(first)),
        [(_, first), ..] if is_kind(first) => Some(year()),
        [(_, first), (_, second), ..] if year_of(first).is_some() && is_kind(second) => Some(year()),
        [(_, first)] if is_adjective(first) => Some(None),
        [(_, first), (_, second)] if is_adjective(first) && (year_of(second).is_some() || is_figures(second)) => {
            Some(year_of(second))
        }
        _ => None,
    }
}

fn is_figures(word: &str) -> bool {
    matches!(word, "tal" | "udgifter" | "figures")
}

/// `+ = merforbrug` and `negative tal er overskud`: the nearest sign and side, taken in pairs.
fn is_turned(lower: &str) -> bool {
    let parts = lower.split(|c: char| !(c.is_alphanumeric() || matches!(c, '+' | '-' | '=')));
    let marks: Vec<(bool, bool)> = parts
        .filter_map(|part| match part {
            "+" | "+=" | "plus" => Some((true, true)),
            "-" | "-=" | "minus" => Some((true, false)),
            part if part.starts_with("positiv") => Some((true, true)),
            part if part.starts_with("negativ") => Some((true, false)),
            "overskud" | "mindreforbrug" | "surplus" => Some((false, true)),
            "underskud" | "merforbrug" | "deficit" => Some((false, false)),
            _ => None,
        })
        .collect();
    let is_turned =
        |pair: &[(bool, bool)]| matches!(pair, [(one, first), (other, second)] if one != other && first != second);
    marks.chunks(2).any(is_turned)
}

/// The unit of `Takster pr. måned`.
fn unit(words: &[Word<'_>]) -> Option<TariffUnit> {
    let is_tariff = |word: &str| {
        matches!(
            word,
            "takst"
                | "taksten"
                | "takster"
                | "taksterne"
                | "takstoversigt"
                | "pris"
                | "prisen"
                | "priser"
                | "priserne"
                | "tariffs"
        )
    };
    let has_tariffs = words.iter().any(|(_, word)| is_tariff(word));
    let mut pairs = words.iter().zip(words.iter().skip(1));
    let found =
        pairs.find_map(|((_, per), (_, unit))| matches!(*per, "pr" | "per").then(|| named_unit(unit)).flatten());
    found.filter(|_| has_tariffs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(lines: &[&str], expected: &[Saying]) {
        for line in lines {
            assert_eq!(sayings(line), expected, "{line}");
        }
    }

    fn year(number: i32) -> Year {
        Year::new(number).unwrap()
    }

    #[test]
    fn lines_that_say_what_amounts_are_counted_in() {
        all(
            &[
                "Alle beløb i 1.000 kr.",
                "Beløb i tusinde",
                "Note: t.kr.",
                "Amounts in 1,000 DKK",
                "(1.000 kr.)",
                "Alle tal i tusinder",
                "Hele tusinde",
                "Tal i 1.000",
                "i mio. kr.",
                "DKK thousand",
                "Beløb i euro",
                "tkr",
            ],
            &[Saying::Scaled],
        );
        all(
            &[
                "Takster 2025",
                "Alle beløb i kr.",
                "1.000 pladser i alt",
                "Silkeborg Kommune, 740",
                "Kontakt: Kristian T. Krogh",
                "tlf. 8970 1000, kr.",
                "under 1000 brugere, i kr.",
                "Ændringer under 1.000 kr. er ikke vist",
                "1.000 kr. pr. plads",
                "Vi sparer 3 mio. kr.",
            ],
            &[],
        );
    }

    #[test]
    fn lines_that_name_accounts() {
        all(&["Regnskab", "Realiserede udgifter", "regnskabstal", "Actuals"], &[Saying::Realised(None)]);
        all(
            &[
                "Regnskab 2024",
                "2024-regnskab",
                "Regnskab for 2024",
                "Årsregnskab 2024",
                "R2024",
                "Regn. 2024",
                "Forbrug 2024",
            ],
            &[Saying::Realised(Some(year(2024)))],
        );
        all(
            &[
                "Økonomi og Regnskab",
                "Økonomi og Regnskab, 2025",
                "Budget og regnskab 2024",
                "Budget 2025",
                "Takster",
                "Takster 2025 inkl. regnskab 2023",
                "Kilde: regnskab 2023",
                "Realiseret belægning er 95 %",
            ],
            &[],
        );
    }

    #[test]
    fn lines_that_turn_the_sign_or_name_a_unit() {
        all(
            &["+ = merforbrug, - = mindreforbrug", "Positive tal er underskud", "overskud er negativt"],
            &[Saying::Turned],
        );
        all(&["Overskud er positivt, underskud negativt", "- = underskud", "Underskud 2023", "minus 5 pct."], &[]);
        all(
            &["Takster pr. måned", "Takst pr. md. 2025", "Taksterne er pr. måned", "Pris pr. måned"],
            &[Saying::Per(TariffUnit::Month)],
        );
        all(&["Pladser pr. år", "takster i kr."], &[]);
    }
}
