//! Thousands and millions, as formats, headings and lines beside the table name them.

use crate::mistake::{Problem, shown};
use rammeaftale::diag::Code;

/// What is left of `t.kr.`, `1.000 kr.` and `mio. kr.` without the kroner.
const SCALES: [&str; 14] = [
    "t",
    "1.000",
    "1,000",
    "1000",
    "tusind",
    "tusinde",
    "tusinder",
    "mio",
    "mill",
    "million",
    "millioner",
    "mia",
    "milliard",
    "milliarder",
];

/// True for words that count in thousands or more.
pub(crate) fn stands_in(words: &str) -> bool {
    let lower = words.to_lowercase();
    let parts = lower.split(|c: char| !(c.is_alphanumeric() || c == '.' || c == ','));
    parts.map(|part| part.trim_matches(['.', ','])).any(|part| {
        let bare = ["kr", "dkk", "kroner"].iter().find_map(|kroner| part.strip_suffix(kroner)).unwrap_or(part);
        SCALES.contains(&bare.trim_end_matches('.')) || matches!(part, "mkr" | "mdkk")
    })
}

/// What is told of a line beside the table that says in what its amounts are counted: they would be read as kroner.
pub(crate) fn told_in(line: &str) -> Option<Problem> {
    let lower = line.to_lowercase();
    let is_of_amounts = ["kr", "dkk", "beløb", "amount"].iter().any(|word| lower.contains(word));
    (is_of_amounts && stands_in(line)).then(|| {
        let line = shown(line.trim());
        Problem::new(
            Code::NotRead,
            format!("linjen {line} siger, at beløbene ikke står i hele kroner; de ville blive læst som kroner"),
            format!("the line {line} says that the amounts are not in kroner; they would be read as kroner"),
        )
        .help("regn beløbene om til kroner, og slet linjen", "convert the amounts to kroner, and delete the line")
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn lines_that_say_what_amounts_are_counted_in() {
        for line in ["Alle beløb i 1.000 kr.", "Beløb i tusinde", "Note: t.kr.", "Amounts in 1,000 DKK"] {
            assert!(super::told_in(line).is_some(), "{line}");
        }
        for line in ["Takster 2025", "Alle beløb i kr.", "1.000 pladser i alt", "Silkeborg Kommune, 740"] {
            assert!(super::told_in(line).is_none(), "{line}");
        }
    }

    #[test]
    fn scales_in_words() {
        for words in ["Takst 2024 (1.000 kr.)", "t.kr.", "i t. kr.", "TKR", "1000kr.", "(mio. kr.)", "mkr", "Mio.DKK"] {
            assert!(super::stands_in(words), "{words}");
        }
        for words in ["Takst 2024 kr.", "Takst i kr.", "kr.", "antal", "Camilla", " dage", "takst m. moms"] {
            assert!(!super::stands_in(words), "{words}");
        }
    }
}
