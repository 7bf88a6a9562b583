//! Whether words say that amounts are of a part of the year.

use super::per::DAYS;
use super::scaled::is_of_amounts;
use super::words::Word;

/// `Takster 1. halvår 2025`, `Budget januar-juni 2025`: a line that speaks of nothing else.
pub(super) fn is_of_part(words: &[Word<'_>]) -> bool {
    let is_part = |at: usize| part(words, at).is_some();
    (0..words.len()).find_map(|at| part(words, at)).is_some_and(|of| {
        let mut others = words.iter().enumerate().filter(|(at, _)| !of.contains(at));
        others.all(|(at, word)| is_of_amounts(word) || is_part(at))
    })
}

/// The words of `1. halvår`, `andet kvartal` and `januar-juni` that begin here.
fn part(words: &[Word<'_>], at: usize) -> Option<std::ops::Range<usize>> {
    let (_, first) = words.get(at)?;
    if matches!(*first, "h1" | "h2" | "q1" | "q2" | "q3" | "q4") {
        return Some(at..at + 1);
    }
    let (between, second) = words.get(at + 1)?;
    let is_ordinal = matches!(*first, "1" | "2" | "3" | "4" | "første" | "andet" | "tredje" | "fjerde");
    let is_share = ["halvår", "kvartal", "kvt", "tertial"].iter().any(|share| second.starts_with(share));
    let is_month = |word: &str| word.len() > 2 && DAYS.iter().take(12).any(|month| month.starts_with(word));
    let is_span = matches!(between.trim(), "-" | "–" | ".-" | ".–") && is_month(first) && is_month(second);
    (is_ordinal && is_share || is_span).then_some(at..at + 2)
}

/// True for a heading that names a part of the year.
pub(crate) fn names_part(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    let words = super::words::words(&lower);
    (0..words.len()).any(|at| part(&words, at).is_some())
}

#[cfg(test)]
mod tests {
    use super::super::saying::{Saying, tests::all};

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
            ],
            &[Saying::Partial],
        );
        all(
            &[
                "Godkendt i 4. kvartal 2024",
                "Taksterne gælder januar-december",
                "Møde i 1. halvår",
                "Takster januar 2025",
            ],
            &[],
        );
    }
}
