//! Thousands and millions, as formats, headings and lines beside the table name them.

/// What is left of `t.kr.`, `1.000 kr.` and `mio. kr.` without the kroner.
const SCALES: [&str; 22] = [
    "t",
    "k",
    "000",
    "1.000",
    "1,000",
    "1000",
    "1.000.000",
    "1000000",
    "hundrede",
    "tus",
    "tusind",
    "tusinde",
    "tusinder",
    "thousand",
    "thousands",
    "mio",
    "mill",
    "million",
    "millioner",
    "mia",
    "milliard",
    "milliarder",
];

/// Words for kroner.
const KRONER: [&str; 3] = ["kr", "dkk", "kroner"];

/// True for `tkr`, a scale and its kroner in one word.
pub(crate) fn ends_in_kroner(word: &str) -> bool {
    word.ends_with("kr") || word.ends_with("dkk")
}

/// True for words that count in thousands or more.
pub(crate) fn stands_in(words: &str) -> bool {
    let lower = words.to_lowercase();
    let parts = lower.split(|c: char| !(c.is_alphanumeric() || c == '.' || c == ','));
    let parts: Vec<&str> = parts.map(|part| part.trim_matches(['.', ','])).filter(|part| !part.is_empty()).collect();
    parts.iter().enumerate().any(|(at, part)| {
        let bare = KRONER.iter().find_map(|kroner| part.strip_suffix(kroner)).unwrap_or(part);
        // `T 2024` may be the tariff.
        let is_letter = matches!(*part, "t" | "k")
            && parts.len() > 1
            && !parts.get(at + 1).is_some_and(|next| KRONER.contains(next));
        !is_letter && SCALES.contains(&bare.trim_end_matches('.')) || matches!(*part, "mkr" | "mdkk")
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn scales_in_words() {
        for words in [
            "Takst 2024 (1.000 kr.)",
            "kr. (000)",
            "kr. x 1.000",
            "t.kr.",
            "i t. kr.",
            "TKR",
            "1000kr.",
            "(mio. kr.)",
            "mkr",
            "Mio.DKK",
        ] {
            assert!(super::stands_in(words), "{words}");
        }
        for words in ["Takst 2024 kr.", "Takst i kr.", "kr.", "antal", "Camilla", " dage", "takst m. moms"] {
            assert!(!super::stands_in(words), "{words}");
        }
    }
}
