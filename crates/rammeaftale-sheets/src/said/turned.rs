//! Whether words say that what is below zero is a surplus.

/// `+ = merforbrug`, `negative tal er overskud` and `indtægter er negative`: the nearest sign and side, taken in pairs.
pub(super) fn is_turned(lower: &str) -> bool {
    let is_turned = |pair: &[Word]| matches!(pair, [(one, first), (other, second)] if one != other && first != second);
    words(lower).chunks(2).any(is_turned)
}

/// True for a heading of amounts of which those above zero are a deficit: `Underskud`, `Mer-/mindreforbrug`, `+ = merforbrug`;
/// not `Overskud`, nor `Underskud (-)`.
pub(crate) fn is_deficit(heading: &str) -> bool {
    // A dash between words parts them.
    let lower = heading.to_lowercase().replace(" - =", " -= ").replace(" - ", " ");
    let words = words(&lower);
    let is_pair = |pair: &[Word]| matches!(pair, [(one, _), (other, _)] if one != other);
    let mut sides = words.iter().filter(|(kind, _)| *kind == Kind::Side);
    match words.chunks(2).any(is_pair) {
        true => is_turned(&lower),
        false => sides.next().is_some_and(|(_, is_surplus)| !is_surplus),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Above zero, or below.
    Sign,
    /// A surplus, or a deficit.
    Side,
}

/// A sign or a side, and whether it is the upper of the two.
type Word = (Kind, bool);

fn words(lower: &str) -> Vec<Word> {
    let words: Vec<&str> = lower.split_whitespace().collect();
    // `Indtægter - udgifter` and `udgifter + moms` are sums.
    let is_sum = |at: usize| {
        matches!(words.get(at), Some(&("+" | "-" | "–" | "plus" | "minus")))
            && at
                .checked_sub(1)
                .and_then(|at| words.get(at))
                .is_some_and(|last| flow(last.trim_matches(['(', '"'])).is_some())
            && words.get(at + 1).is_some_and(|next| next.starts_with(char::is_alphabetic))
    };
    let spoken = words.iter().enumerate().filter(|(at, _)| !is_sum(*at)).map(|(_, word)| *word);
    let parts = spoken.flat_map(|word| word.split(|c: char| !(c.is_alphanumeric() || matches!(c, '+' | '-' | '='))));
    parts.filter_map(word).collect()
}

fn word(part: &str) -> Option<Word> {
    Some(match part {
        "+" | "+=" | "plus" => (Kind::Sign, true),
        "-" | "-=" | "minus" | "parentes" => (Kind::Sign, false),
        _ if part.starts_with("positiv") => (Kind::Sign, true),
        _ if part.starts_with("negativ") => (Kind::Sign, false),
        "overskud" | "over-" | "mindreforbrug" | "mindre-" | "mindreudgift" | "mindreudgifter" | "surplus" => {
            (Kind::Side, true)
        }
        "underskud" | "under-" | "merforbrug" | "mer-" | "merudgift" | "merudgifter" | "deficit" => (Kind::Side, false),
        _ => (Kind::Side, flow(part)?),
    })
}

/// Whether a word is of what comes in or of what goes out.
fn flow(word: &str) -> Option<bool> {
    match word {
        "indtægt" | "indtægter" | "indtægterne" | "income" => Some(true),
        "udgift" | "udgifter" | "udgifterne" | "expenses" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::saying::{Saying, tests::all};
    use super::*;

    #[test]
    fn headings_of_a_deficit() {
        for heading in [
            "Underskud 2023",
            "Mer-/mindreforbrug",
            "Merforbrug/mindreforbrug 2023",
            "Under-/overskud",
            "Resultat (- = overskud)",
            "Resultat 2023 (+ = merforbrug)",
            "Resultat (udgifter minus indtægter)",
            "Overskud (negativt)",
            "Deficit",
        ] {
            assert!(is_deficit(heading), "{heading}");
        }
        for heading in [
            "Resultat 2023",
            "Overskud 2023",
            "Over-/underskud",
            "Overskud/underskud (-)",
            "Mindre-/merforbrug",
            "Resultat - overskud",
            "Resultat (underskud er negativt)",
            "Underskud (-)",
            "Resultat (+ = overskud)",
            "Resultat (indtægter - udgifter)",
            "Resultat (overskud +, underskud -)",
            "Overført overskud",
        ] {
            assert!(!is_deficit(heading), "{heading}");
        }
    }

    #[test]
    fn lines_that_turn_the_sign() {
        all(
            &[
                "+ = merforbrug, - = mindreforbrug",
                "Positive tal er underskud",
                "overskud er negativt",
                "Udgifter er positive, indtægter negative",
                "Indtægter med minus",
                "+ = udgift, - = indtægt",
                "Overskud står i parentes",
            ],
            &[Saying::Turned],
        );
        all(
            &[
                "Overskud er positivt, underskud negativt",
                "- = underskud",
                "Underskud 2023",
                "minus 5 pct.",
                "Udgifter er negative",
                "Udgifter + moms",
                "Resultat = indtægter - udgifter",
                "Indtægter minus udgifter",
            ],
            &[],
        );
    }
}
