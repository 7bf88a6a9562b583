//! What words beside a single number say of it.

use super::Saying;
use super::words::{is_kroner, sayings, words};
use crate::value::named_unit;
use rammeaftale::portfolio::TariffUnit;

/// The unit of `kr./md.` and `pr. døgn`; an unknown one, as of `pr. uge`, is `Some(None)`.
pub(crate) fn unit_beside(signs: &str) -> Option<Option<TariffUnit>> {
    if let Some(unit) = named_unit(signs) {
        return Some(Some(unit));
    }
    let lower = signs.to_lowercase();
    let words = words(&lower);
    let mut per = words.iter().zip(words.iter().skip(1)).filter_map(|((_, before), (between, word))| {
        let is_per = matches!(*before, "pr" | "per") || between.contains('/') && is_kroner(before);
        (is_per && word.starts_with(char::is_alphabetic) && !counts(word)).then_some(*word)
    });
    per.next().map(named_unit)
}

/// True for what tariffs are paid for beside time.
fn counts(word: &str) -> bool {
    ["plads", "borger", "beboer", "bruger", "person", "elev", "barn", "børn", "tilbud"]
        .iter()
        .any(|one| word.contains(one))
}

/// The price level or the accounts that words beside a number name.
pub(crate) fn saying_beside(signs: &str) -> Option<Saying> {
    sayings(signs).into_iter().find(|saying| matches!(saying, Saying::Prices(_) | Saying::Realised(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_beside_numbers() {
        for (signs, unit) in [
            ("kr./md.", Some(Some(TariffUnit::Month))),
            ("kr. pr. plads pr. døgn", Some(Some(TariffUnit::Day))),
            ("kr/uge", Some(None)),
            ("pr. kvartal", Some(None)),
            ("pr. plads", None),
            ("kr. pr. døgnplads", None),
            ("m/moms", None),
            ("pr. 1/1", None),
            ("kr.", None),
            ("", None),
        ] {
            assert_eq!(unit_beside(signs), unit, "{signs}");
        }
    }
}
