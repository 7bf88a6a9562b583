//! Thousands and millions, as formats, headings and lines beside the table name them.

/// What is left of `t.kr.`, `1.000 kr.` and `mio. kr.` without the kroner.
const SCALES: [&str; 16] = [
    "t",
    "1.000",
    "1,000",
    "1000",
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
        for words in ["Takst 2024 (1.000 kr.)", "t.kr.", "i t. kr.", "TKR", "1000kr.", "(mio. kr.)", "mkr", "Mio.DKK"] {
            assert!(super::stands_in(words), "{words}");
        }
        for words in ["Takst 2024 kr.", "Takst i kr.", "kr.", "antal", "Camilla", " dage", "takst m. moms"] {
            assert!(!super::stands_in(words), "{words}");
        }
    }
}
