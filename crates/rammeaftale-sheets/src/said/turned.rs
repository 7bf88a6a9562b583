//! Whether words say that what is below zero is a surplus.

/// `+ = merforbrug`, `negative tal er overskud` and `indtægter er negative`: each sign and its side, taken in pairs; and
/// `omvendt fortegn`.
pub(super) fn is_turned(lower: &str) -> bool {
    pairs(lower).0.contains(&true) || is_reversed(lower)
}

/// `omvendt fortegn` and `fortegnet er vendt`; not `modsat sidste år er fortegn …`.
fn is_reversed(lower: &str) -> bool {
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_sign = |word: &str| matches!(word, "fortegn" | "fortegnet" | "fortegnene" | "sign" | "signs");
    let is_turn = |word: &str| {
        let begins = ["omvendt", "modsat", "vendt"].iter().any(|begin| word.starts_with(begin));
        begins || matches!(word, "reversed" | "inverted" | "opposite")
    };
    words.iter().enumerate().any(|(at, word)| {
        let before = at.checked_sub(1).and_then(|at| words.get(at));
        let mut behind = words.iter().skip(at + 1).take(2);
        is_sign(word) && (before.is_some_and(|word| is_turn(word)) || behind.any(|word| is_turn(word)))
    })
}

/// True for a heading of amounts of which those above zero are a deficit: `Underskud`, `Mer-/mindreforbrug`, `+ = merforbrug`;
/// not `Overskud`, nor `Underskud (-)`.
pub(crate) fn is_deficit(heading: &str) -> bool {
    let (pairs, sides) = pairs(&heading.to_lowercase());
    if pairs.is_empty() { sides.first().is_some_and(|is_surplus| !is_surplus) } else { pairs.contains(&true) }
}

/// Whether each sign beside a side is turned, and the sides that no sign stands beside.
fn pairs(lower: &str) -> (Vec<bool>, Vec<bool>) {
    let (mut pairs, mut sides) = (Vec::new(), Vec::new());
    for clause in clauses(lower) {
        let words = words(&clause);
        let of = |kind| words.iter().filter(move |word| word.0 == kind).map(|word| word.1);
        let (signs, own) = (of(Kind::Sign).count(), of(Kind::Side).count());
        if own == 0 {
            // `Overskud/underskud (-)` speaks of the last side, `(+/-)` of both.
            let from = sides.len().saturating_sub(signs);
            pairs.extend(of(Kind::Sign).zip(sides.drain(from..)).map(|(sign, side)| sign != side));
        } else if signs == 0 {
            sides.extend(of(Kind::Side));
        } else {
            pairs.extend(of(Kind::Sign).zip(of(Kind::Side)).map(|(sign, side)| sign != side));
        }
    }
    (pairs, sides)
}

/// The parts of a line that each speak for themselves; a dash between words parts them, and `over/underskud` is one word
/// for two.
fn clauses(lower: &str) -> impl Iterator<Item = String> {
    let line = lower.replace(" - =", " -=").replace(" – =", " -=").replace(" - ", "; ").replace(['–', '—'], "-");
    let line = line.replace("over/under", "over-/under").replace("under/over", "under-/over");
    let line = line.replace("mer/mindre", "mer-/mindre").replace("mindre/mer", "mindre-/mer");
    let parts = line.split([',', ';', '(', ')', '[', ']', '\n']).map(str::to_owned);
    parts.collect::<Vec<_>>().into_iter()
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

fn words(clause: &str) -> Vec<Word> {
    let words: Vec<&str> = clause.split_whitespace().collect();
    let is_flow = |word: Option<&&str>| word.is_some_and(|word| flow(word.trim_matches('"')).is_some());
    // `Udgifter + moms` and `indtægter minus udgifter` are sums.
    let is_sum = |at: usize| {
        matches!(words.get(at), Some(&("+" | "-" | "plus" | "minus")))
            && is_flow(at.checked_sub(1).and_then(|at| words.get(at)))
            && words.get(at + 1).is_some_and(|next| next.starts_with(char::is_alphabetic))
    };
    let spoken = words.iter().enumerate().filter(|(at, _)| !is_sum(*at)).map(|(_, word)| *word);
    let parts = spoken.flat_map(|word| word.split(|c: char| !(c.is_alphanumeric() || matches!(c, '+' | '-'))));
    parts.filter_map(word).collect()
}

fn word(part: &str) -> Option<Word> {
    Some(match part {
        "+" | "plus" => (Kind::Sign, true),
        "-" | "minus" | "parentes" => (Kind::Sign, false),
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
    use super::super::{Saying, sayings::tests::all};
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
            "Over/underskud (- = overskud)",
            "Over-/underskud (overskud: -)",
            "Under-/overskud (+/-)",
            "Resultat (minus er overskud)",
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
            "Over/underskud",
            "Over/underskud (+ = overskud)",
            "Over/underskud (- = underskud)",
            "Over/underskud (underskud = -)",
            "Over- og underskud (+/-)",
            "Mer-/mindreforbrug (merforbrug = -)",
        ] {
            assert!(!is_deficit(heading), "{heading}");
        }
    }

    #[test]
    fn lines_that_turn_the_sign() {
        all(
            &[
                "+ = merforbrug, - = mindreforbrug",
                "Omvendt fortegn",
                "Resultat med modsat fortegn",
                "Fortegnet er vendt",
                "Resultat (omvendt fortegn)",
                "All signs are reversed",
                "Positive tal er underskud",
                "overskud er negativt",
                "Udgifter er positive, indtægter negative",
                "Indtægter med minus",
                "+ = udgift, - = indtægt",
                "Overskud står i parentes",
                "Over/underskud (- = overskud)",
            ],
            &[Saying::Turned],
        );
        all(
            &[
                "Overskud er positivt, underskud negativt",
                "- = underskud",
                "Underskud 2023",
                "minus 5 pct.",
                "Fortegn som i regnskabet",
                "Modsat sidste år er fortegn som i regnskabet",
                "A significant and opposite effect",
                "Der er ikke omvendt fortegn",
                "Udgifter er negative",
                "Udgifter + moms",
                "Resultat = indtægter - udgifter",
                "Indtægter minus udgifter",
                "(+ = overskud)",
                "Resultat (underskud = -)",
                "Årets resultat - overskud og underskud",
            ],
            &[],
        );
    }
}
