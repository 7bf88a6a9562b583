//! All that a line says of amounts.

use super::part::is_of_part;
use super::prices::prices;
use super::rated::is_rated;
use super::realised::realised;
use super::saying::Saying;
use super::scaled::is_scaled;
use super::turned::is_turned;
use super::units::units;
use super::words::{Word, normal, words};

/// All that a line says of amounts.
pub(crate) fn sayings(line: &str) -> Vec<Saying> {
    let normal = normal(line);
    sayings_of_words(&normal, &words(&normal))
}

/// The same of a line in small letters and its words.
pub(super) fn sayings_of_words(normal: &str, words: &[Word<'_>]) -> Vec<Saying> {
    let mut found: Vec<Saying> = is_scaled(words).then_some(Saying::Scaled).into_iter().collect();
    found.extend(prices(words));
    found.extend(realised(words).map(Saying::Realised));
    found.extend(is_turned(normal).then_some(Saying::Turned));
    found.extend(units(words).into_iter().map(Saying::Per));
    found.extend(is_rated(words).then_some(Saying::Rated));
    found.extend(is_of_part(words).then_some(Saying::Partial));
    found
}

/// All that a line above a table says of its amounts: there the letter of the accounts says it by itself.
pub(crate) fn sayings_above(line: &str) -> Vec<Saying> {
    if line.trim() == "R" { vec![Saying::Realised(None)] } else { sayings(line) }
}

/// The price level or the accounts that words beside a number name.
#[cfg(feature = "workbooks")]
pub(crate) fn saying_beside(signs: &str) -> Option<Saying> {
    sayings(signs).into_iter().find(|saying| matches!(saying, Saying::Prices(_) | Saying::Fixed | Saying::Realised(_)))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Every line says this.
    #[track_caller]
    pub(in crate::said) fn all(lines: &[&str], expected: &[Saying]) {
        for line in lines {
            assert_eq!(sayings(line), expected, "{line}");
        }
    }
}
