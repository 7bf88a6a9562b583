//! Whether words say that what is below zero is a surplus.

/// `+ = merforbrug`, `negative tal er overskud` and `indtægter er negative`: the nearest sign and side, taken in pairs.
pub(super) fn is_turned(lower: &str) -> bool {
    let words: Vec<&str> = lower.split_whitespace().collect();
    // `Indtægter - udgifter` and `udgifter + moms` are sums.
    let is_sum = |at: usize| {
        matches!(words.get(at), Some(&("+" | "-" | "–" | "plus" | "minus")))
            && at.checked_sub(1).and_then(|at| words.get(at)).is_some_and(|last| flow(last).is_some())
            && words.get(at + 1).is_some_and(|next| next.starts_with(char::is_alphabetic))
    };
    let spoken = words.iter().enumerate().filter(|(at, _)| !is_sum(*at)).map(|(_, word)| *word);
    let parts = spoken.flat_map(|word| word.split(|c: char| !(c.is_alphanumeric() || matches!(c, '+' | '-' | '='))));
    let marks: Vec<(bool, bool)> = parts
        .filter_map(|part| match part {
            "+" | "+=" | "plus" => Some((true, true)),
            "-" | "-=" | "minus" | "parentes" => Some((true, false)),
            part if part.starts_with("positiv") => Some((true, true)),
            part if part.starts_with("negativ") => Some((true, false)),
            "overskud" | "mindreforbrug" | "mindreudgift" | "mindreudgifter" | "surplus" => Some((false, true)),
            "underskud" | "merforbrug" | "merudgift" | "merudgifter" | "deficit" => Some((false, false)),
            part => flow(part).map(|comes_in| (false, comes_in)),
        })
        .collect();
    let is_turned =
        |pair: &[(bool, bool)]| matches!(pair, [(one, first), (other, second)] if one != other && first != second);
    marks.chunks(2).any(is_turned)
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
    use super::super::saying::{Saying, sayings};

    fn all(lines: &[&str], expected: &[Saying]) {
        for line in lines {
            assert_eq!(sayings(line), expected, "{line}");
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
