//! Whether words say that figures are percentages, numbers of an index or differences.

use super::scaled::is_figures;
use super::words::{Word, year_of};

/// Words of such figures.
const RATES: [&str; 15] = [
    "pct",
    "procent",
    "promille",
    "indeks",
    "index",
    "indekstal",
    "stigning",
    "ændring",
    "udvikling",
    "vækst",
    "difference",
    "diff",
    "forskel",
    "afvigelse",
    "percent",
];

/// `Alle tal i pct.` and `Taksterne er indeks`: the amounts of a line that speaks of nothing else.
pub(super) fn is_rated(words: &[Word<'_>]) -> bool {
    let is_rate = |(_, word): &Word<'_>| RATES.contains(word);
    let of_figures = words.iter().take_while(|word| is_figures(word.1) || matches!(word.1, "i" | "er" | "in" | "are"));
    let of_figures = of_figures.count();
    words.first().is_some_and(|(_, word)| is_figures(word)) && words.get(of_figures).is_some_and(is_rate)
}

/// True for the heading of amounts that are none: `Takst %`, `Takststigning`; not for `Takst inkl. 2,5 % stigning`.
pub(crate) fn names_rate(heading: &str) -> bool {
    let lower = heading.to_lowercase().replace('%', " pct ");
    let is_rate = |word: &str| RATES.iter().any(|rate| word == *rate || rate.len() > SHORT && word.ends_with(rate));
    let mut last = "";
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).any(|word| {
        let before = std::mem::replace(&mut last, word);
        let is_more = matches!(before, "inkl" | "inklusive" | "ekskl" | "efter" | "før" | "med" | "uden" | "til");
        // What stands behind one that says nothing says no more than that.
        let is_number = before.starts_with(|c: char| c.is_ascii_digit()) && year_of(before).is_none();
        is_rate(word) && !is_more && !is_rate(before) && !is_number
    })
}

/// A shorter word may end another one by chance.
const SHORT: usize = 5;

#[cfg(test)]
mod tests {
    use super::super::{Saying, sayings::tests::all};
    use super::*;

    #[test]
    fn figures_that_are_no_amounts() {
        all(
            &["Alle tal i pct.", "Taksterne er indeks (2024 = 100)", "Takster, indeks", "Tal i procent"],
            &[Saying::Rated],
        );
        all(&["Belægning i pct.", "Taksterne er steget 3 pct.", "Indeks", "Udvikling i takster"], &[]);
        for heading in [
            "Takst %",
            "Indeks",
            "Takst (indeks 2024)",
            "Ændring i takst",
            "Takst, pct.",
            "Takststigning",
            "Takstindeks",
            "Takst 2025 ændring",
            "Diff. takst 2025",
        ] {
            assert!(names_rate(heading), "{heading}");
        }
        for heading in [
            "Takst",
            "Takst inkl. 2,5 % fremskrivning",
            "Takst efter stigning",
            "Takst (inkl. 3 % stigning)",
            "Indeksreguleret takst",
        ] {
            assert!(!names_rate(heading), "{heading}");
        }
    }
}
