//! The year in whose prices words say that amounts are.

use super::words::{Word, words};
use rammeaftale::quantity::Year;

/// The one year in whose prices a text says that amounts are.
pub(crate) fn prices_of(text: &str) -> Option<Year> {
    let lower = text.to_lowercase().replace("p/l", "pl");
    match prices(&words(&lower)).as_slice() {
        [year] => Some(*year),
        _ => None,
    }
}

pub(super) fn year_of(word: &str) -> Option<Year> {
    let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|_| is_year).and_then(Year::new)
}

/// Words behind a year that make it one of prices: where a blank parts them, and where a hyphen does.
const BEHIND: [&str; 4] = ["priser", "prisniveau", "pl", "prices"];
const JOINED: [&str; 10] =
    ["priser", "prisniveau", "pl", "niveau", "pris", "lønniveau", "kr", "kroner", "prices", "price"];
/// Words before a year that do.
const BEFORE: [&str; 7] = ["prisniveau", "prisniveauet", "pl", "prisår", "lønniveau", "level", "niveau"];

pub(super) fn prices(words: &[Word<'_>]) -> Vec<Year> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let mut found = Vec::new();
    for (at, (before, text)) in words.iter().enumerate() {
        let ((sep, next), last) = (word(at + 1), at.checked_sub(1).map(word).unwrap_or_default().1);
        let is_range = *before == "-" && last.bytes().all(|byte| byte.is_ascii_digit()) && !last.is_empty()
            || sep == "-" && next.bytes().all(|byte| byte.is_ascii_digit()) && !next.is_empty();
        let short = || {
            let other = if sep == "-" { next } else { "" };
            let is_of_prices = |word: &str| matches!(word, "pl" | "priser" | "prisniveau");
            let is_it = text.len() == 2 && is_of_prices(other) || *before == "-" && text.len() == 2 && last == "pl";
            year_of(&format!("20{text}")).filter(|_| is_it)
        };
        let year = year_of(text).filter(|_| {
            let is_behind = sep == " " && BEHIND.contains(&next) || sep == "-" && JOINED.contains(&next);
            let is_before = BEFORE.contains(&last) && matches!(before.trim_end(), "" | ":" | "-" | ";" | "(" | " (");
            let is_projected =
                last == "til" && at.checked_sub(2).map(word).is_some_and(|(_, verb)| verb.ends_with("fremskrevet"));
            // `PL 2025: 3,2 pct.` is by how much prices rise.
            let is_rate = last == "pl" && next.starts_with(|c: char| c.is_ascii_digit()) && next.contains([',', '.']);
            !is_range && !is_rate && (is_behind || is_before || is_projected)
        });
        found.extend(year.or_else(short));
    }
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::super::{Saying, sayings};
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
    fn lines_that_name_the_prices_of_a_year() {
        all(
            &[
                "Alle beløb i 2025-priser",
                "Takster 2026 (2025 priser)",
                "Prisniveau 2025",
                "Prisniveau: 2025",
                "pris- og lønniveau 2025",
                "2025-P/L",
                "PL 2025",
                "25-pl",
                "25-priser",
                "Price level: 2025",
                "Amounts in 2025 prices",
                "2025-pris- og lønniveau",
                "2025-kr.",
                "Pris- og lønfremskrevet til 2025",
            ],
            &[Saying::Prices(year(2025))],
        );
        all(&["fra 2024-niveau til 2025-niveau"], &[Saying::Prices(year(2024)), Saying::Prices(year(2025))]);
        all(
            &[
                "Priser 2025",
                "Løbende priser",
                "Birk, 25 pl.",
                "25-plads",
                "Takster 2024-2025, priser i kr.",
                "Takster 2024-2025 (kroner)",
                "Takster 2024 og 2025. Priser i kr.",
                "Rammeaftale 2025 - priser",
                "2025, niveau 1 og 2",
                "PL 2024-25: 3,2 pct.",
                "PL 2025: 3,2 pct.",
                "P/L 2025 3.2 %",
                "Tariffs 2024-2025, prices in DKK",
                "Takster 2025 kroner",
            ],
            &[],
        );
        assert_eq!(["2025-niveau", "P/L 2025", "25-pl"].map(prices_of), [Some(year(2025)); 3]);
    }
}
