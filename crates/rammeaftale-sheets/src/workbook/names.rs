//! What the names of sheets say of them: that they sum up or explain others, or may not hold.

use crate::fold::fold;
use crate::said::time::begins_name;

/// Names of sheets, folded, that sum up what stands in others.
pub(super) const SUMMARIES: [&str; 9] =
    ["oversigt", "overblik", "sammenfatning", "overview", "summary", "pivot", "diagram", "graf", "figur"];
/// Names of those that explain it.
const EXPLANATIONS: [&str; 18] = [
    "forside",
    "cover",
    "indhold",
    "content",
    "vejledning",
    "laesmig",
    "readme",
    "note",
    "kilde",
    "kontakt",
    "contact",
    "version",
    "historik",
    "aendring",
    "log",
    "koder",
    "pl",
    "prisogloenskoen",
];

/// True for the name of a sheet that sums up or explains what stands in another.
pub(super) fn is_overview(name: &str) -> bool {
    let name = fold(name);
    // `pl` alone is the price and wage projection, and `log` a list of what was changed.
    let is_it = |word: &&str| if word.len() > 3 { name.starts_with(*word) } else { name == **word };
    SUMMARIES.iter().chain(&EXPLANATIONS).any(is_it)
}

/// Words in the names of sheets of which it may be that they do not hold.
const DRAFTS: [&str; 16] = [
    "kladde",
    "udkast",
    "gammel",
    "gamle",
    "arkiv",
    "kopi",
    "backup",
    "slettet",
    "slettede",
    "udgået",
    "test",
    "simulering",
    "scenarie",
    "draft",
    "old",
    "copy",
];

/// True for the name of such a sheet.
pub(super) fn is_draft(sheet: &str) -> bool {
    let words: Vec<&str> = sheet.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let is_it = |at: usize| words.get(at).is_some_and(|word| DRAFTS.contains(&&*word.to_lowercase()));
    (0..words.len()).any(|at| is_it(at) && !begins_name(&words, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_drafts() {
        for name in [
            "Kladde",
            "Udkast 2",
            "Takster (gammel)",
            "Kopi af Takster",
            "TEST",
            "Arkiv_2024",
            "Gamle Takster",
            "Gamle tal",
        ] {
            assert!(is_draft(name), "{name}");
        }
        for name in ["Takster", "Testrup", "Gammelgård", "Gamle Hus", "Gammel Estrup", "Kopier", "Voksne", "2025", ""]
        {
            assert!(!is_draft(name), "{name}");
        }
    }
}
