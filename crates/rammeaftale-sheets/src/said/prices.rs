//! The year in whose prices words say that amounts are.

use super::saying::Saying;
use super::scaled::is_of_amounts;
use super::words::{Word, normal, words, year_of};
use rammeaftale::quantity::Year;

/// The one year in whose prices a text says that amounts are.
pub(crate) fn prices_of(text: &str) -> Option<Year> {
    match years(&words(&normal(text))).as_slice() {
        [year] => Some(*year),
        _ => None,
    }
}

/// In the prices of which years words say that amounts are, or only that they are in those of one.
pub(super) fn prices(words: &[Word<'_>]) -> Vec<Saying> {
    let years = years(words);
    let is_fixed = years.is_empty() && fixed(words).is_some();
    years.into_iter().map(Saying::Prices).chain(is_fixed.then_some(Saying::Fixed)).collect()
}

/// Where `faste priser` ends.
fn fixed(words: &[Word<'_>]) -> Option<usize> {
    let is_it = |pair: &[Word<'_>]| {
        matches!(
            pair,
            [(_, "faste"), (_, "priser")]
                | [(_, "fast"), (_, "prisniveau")]
                | [(_, "fixed" | "constant"), (_, "prices")]
        )
    };
    words.windows(2).position(is_it).map(|at| at + 2)
}

/// The year behind `faste priser`, or the only one of their line.
fn fixed_year(words: &[Word<'_>]) -> Option<Year> {
    let behind = words.get(fixed(words)?).and_then(|(_, word)| year_of(word));
    let mut years = words.iter().filter_map(|(_, word)| year_of(word));
    let (first, second) = (years.next(), years.next());
    behind.or(first.filter(|_| second.is_none()))
}

/// Words behind a year that make it one of prices: where a blank parts them, and where a hyphen does.
const BEHIND: [&str; 5] = ["priser", "prisniveau", "lønniveau", "pl", "prices"];
const JOINED: [&str; 10] =
    ["priser", "prisniveau", "pl", "niveau", "pris", "lønniveau", "kr", "kroner", "prices", "price"];
/// Words before a year that do.
const BEFORE: [&str; 7] = ["prisniveau", "prisniveauet", "pl", "prisår", "lønniveau", "level", "niveau"];

/// As many words may stand between `prisniveau` and its year, as in `prisniveau pr. 1. januar 2025`.
const BETWEEN: usize = 3;

fn years(words: &[Word<'_>]) -> Vec<Year> {
    let mut found: Vec<Year> = (0..words.len()).filter_map(|at| year_at(words, at)).collect();
    if found.is_empty() {
        found.extend(fixed_year(words));
    }
    found.dedup();
    found
}

/// True for `fremskrevet` and `pl-reguleret`, as two words or one; tariffs may be `reguleret` otherwise.
fn is_projected(word: &str, before: &str) -> bool {
    let is_prices = |word: &str| ["pl", "pris", "løn", "prisindeks", "pristals"].contains(&word);
    let regulated = word.strip_suffix("reguleret").or_else(|| word.strip_suffix("regulerede"));
    ["fremskrevet", "fremskrevne", "opregnet", "indekseret"].iter().any(|end| word.ends_with(end))
        || regulated.is_some_and(|of| is_prices(if of.is_empty() { before } else { of }))
}

/// The year of prices that a word is.
fn year_at(words: &[Word<'_>], at: usize) -> Option<Year> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let ((before, text), (sep, next)) = (word(at), word(at + 1));
    let back = |count: usize| at.checked_sub(count).map_or("", |at| word(at).1);
    let last = back(1);
    let is_digits = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_range = before == "-" && is_digits(last) || sep == "-" && is_digits(next);
    // `PL 2025: 3,2 pct.` is by how much prices rise.
    let is_rate = last == "pl" && next.starts_with(|c: char| c.is_ascii_digit()) && next.contains([',', '.']);
    if is_range || is_rate {
        return None;
    }
    // Of `1.1.2025` the year.
    let text = text.rsplit('.').next().filter(|_| text.matches('.').count() == 2).unwrap_or(text);
    let joined = text.strip_prefix("pl").filter(|year| is_digits(year));
    // Of `B2025-priser` too.
    let lettered = text.strip_prefix("bo").or(text.strip_prefix(['b', 'r']));
    let lettered = lettered.filter(|year| is_digits(year) && matches!(year.len(), 2 | 4));
    let text = lettered.filter(|_| sep == "-").unwrap_or(text);
    let (year, is_said) = match joined.unwrap_or(text) {
        year if joined.is_some() => (year, true),
        year => (year, false),
    };
    let is_colon = matches!(before.trim_end(), "" | ":" | "-" | ";" | "(" | " (" | ")");
    if year.len() == 2 {
        let is_behind = sep == "-" && matches!(next, "pl" | "priser" | "prisniveau" | "niveau")
            || sep == " "
                && next == "pl"
                && words.iter().enumerate().all(|(other, word)| other == at || is_of_amounts(word));
        let is_before = before == "-" && last == "pl" || is_colon && matches!(last, "prisniveau" | "prisår");
        return year_of(&format!("20{year}")).filter(|_| is_said || is_behind || is_before);
    }
    // `2025 pris- og lønniveau`.
    let is_first_of_two = next == "pris" && word(at + 2).0.starts_with(['-', '/']);
    let is_kroner = last == "i" && matches!(next, "kr" | "kroner");
    // `Takst 2025 niveau 2` and `niveau A` are of a tariff.
    let is_level_alone = next == "niveau" && word(at + 2).1.chars().count() != 1;
    let is_parted = BEHIND.contains(&next) || is_first_of_two || is_kroner || is_level_alone;
    let is_behind = sep == " " && is_parted || sep == "-" && JOINED.contains(&next);
    let is_level = |word: &str| matches!(word, "prisniveau" | "prisniveauet" | "prisår" | "lønniveau");
    let is_named = (1..=BETWEEN + 1).map(back).take_while(|word| year_of(word).is_none()).any(is_level);
    let is_before = BEFORE.contains(&last) && is_colon;
    let is_projected = last == "til" && is_projected(back(2), back(3));
    year_of(year).filter(|_| is_said || is_behind || is_named || is_before || is_projected)
}

#[cfg(test)]
mod tests {
    use super::super::sayings::tests::all;
    use super::*;

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
                "Alle beløb er angivet i 2025 pris- og lønniveau",
                "2025 pris-/lønniveau",
                "2025-P/L",
                "PL 2025",
                "25-pl",
                "25-priser",
                "Price level: 2025",
                "Amounts in 2025 prices",
                "2025-pris- og lønniveau",
                "2025-kr.",
                "Pris- og lønfremskrevet til 2025",
                "Faste priser (2025)",
                "Takster i faste 2025-priser",
                "Takster i faste priser, 2025",
                "Prisniveau: Budget 2025",
                "Prisniveau er 2025",
                "Prisniveau pr. 1. januar 2025",
                "Prisniveau 1.1.2025",
                "Pris- og lønniveau for 2025",
                "Prisniveau 25",
                "p/l 25",
                "PL25",
                "PL 25",
                "25PL",
                "(25 PL)",
                "PL-niveau: 25",
                "i B2025-priser",
                "B25-priser",
                "2025 niveau",
                "Takster i 2025 niveau",
                "i 2025 kroner",
                "p/l-reguleret til 2025",
                "Pristalsreguleret til 2025",
                "25 pl",
                "Takster, 25 pl",
                "25-niveau",
                "Takster i 25-niveau",
                "Takster i BO2025-priser",
                "PL'25",
                "PL '25",
            ],
            &[Saying::Prices(year(2025))],
        );
        all(&["fra 2024-niveau til 2025-niveau"], &[Saying::Prices(year(2024)), Saying::Prices(year(2025))]);
        all(
            &[
                "Priser 2025",
                "Løbende priser",
                "Birk, 25 pl.",
                "Birk 25pl",
                "Takster 2025 niveau 2",
                "Takster 2025 niveau B",
                "Takster for 2025, kroner",
                "Taksten er reguleret til 2025",
                "B2025",
                "B25-plads",
                "25 PLADSER",
                "25-plads",
                "Takster 2024-2025, priser i kr.",
                "Takster 2024-2025 (kroner)",
                "Takster 2024 og 2025. Priser i kr.",
                "Rammeaftale 2025 - priser",
                "2025, niveau 1 og 2",
                "Faste pladser og priser",
                "Fast pris 2025",
                "PL 25: 3,2 pct.",
                "PL 2024-25: 3,2 pct.",
                "PL 2025: 3,2 pct.",
                "P/L 2025 3.2 %",
                "Tariffs 2024-2025, prices in DKK",
                "Takster 2025 kroner",
            ],
            &[],
        );
        all(&["Takster 2024-2026 i faste priser", "Faste priser"], &[Saying::Fixed]);
        assert_eq!(["2025-niveau", "P/L 2025", "25-pl"].map(prices_of), [Some(year(2025)); 3]);
    }
}
