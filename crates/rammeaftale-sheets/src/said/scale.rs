//! Thousands and millions, as formats, headings and lines beside the table name them.

/// What is left of `t.kr.`, `1.000 kr.` and `mio. kr.` without the kroner.
const SCALES: [&str; 19] = [
    "t",
    "000",
    "1.000",
    "1,000",
    "1000",
    "1.000.000",
    "1000000",
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

/// True for `tkr`, a scale and its kroner in one word.
pub(crate) fn ends_in_kroner(word: &str) -> bool {
    word.ends_with("kr") || word.ends_with("dkk")
}

/// True for words that count in thousands or more.
pub(crate) fn stands_in(words: &str) -> bool {
    let lower = words.to_lowercase();
    let parts = lower.split(|c: char| !(c.is_alphanumeric() || c == '.' || c == ','));
    parts.map(|part| part.trim_matches(['.', ','])).any(|part| {
        let bare = ["kr", "dkk", "kroner"].iter().find_map(|kroner| part.strip_suffix(kroner)).unwrap_or(part);
        SCALES.contains(&bare.trim_end_matches('.')) || matches!(part, "mkr" | "mdkk")
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
