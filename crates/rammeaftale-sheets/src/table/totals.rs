//! Words that say that a row is a total. They are looked for in every row, without taking memory.

use crate::fold::folds_to;
use rammeaftale::portfolio::Authority;

/// Words for totals, averages, parts and differences, folded.
const TOTALS: [&str; 34] = [
    "aendring",
    "afvigelse",
    "difference",
    "heraf",
    "stigning",
    "alletilbud",
    "average",
    "delsum",
    "deltotal",
    "gennemsnit",
    "gennemsnitligt",
    "gns",
    "grandtotal",
    "hovedtotal",
    "ialt",
    "kontrolsum",
    "kontroltal",
    "median",
    "mellemsum",
    "mellemtotal",
    "samlet",
    "samletsum",
    "samtligetilbud",
    "snit",
    "subtotal",
    "sum",
    "sumialt",
    "sumkontrol",
    "sumtotal",
    "total",
    "totalialt",
    "totalsum",
    "totalt",
    "vaegtetgns",
];
/// Those of them that an offer's name may begin with, as `Samlet Indsats`.
const OF_NAMES: [&str; 6] = ["average", "median", "samlet", "snit", "total", "totalt"];

/// Words for a row that holds totals against others, folded; they may be what a tariff is for too.
const CHECKS: [&str; 4] = ["afstemning", "check", "kontrol", "tjek"];

/// True for such a word, as `Kontrol:`.
pub(super) fn is_check(text: &str) -> bool {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    CHECKS.iter().any(|word| folds_to(text, word))
}

/// True for words that say no more than that a row is a total.
pub(super) fn is_total(text: &str) -> bool {
    named(text).is_some()
}

/// The word for a total that a text is.
fn named(text: &str) -> Option<&'static str> {
    // Most rows are no totals: what begins with another letter is soon known to be none.
    let first = match text.chars().find(|c| c.is_alphanumeric())? {
        'æ' | 'Æ' => 'a',
        first => first.to_ascii_lowercase(),
    };
    if !matches!(first, 'a' | 'd' | 'g' | 'h' | 'i' | 'k' | 'm' | 's' | 't' | 'v') || text.len() > LONGEST {
        return None;
    }
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    TOTALS.into_iter().find(|word| word.starts_with(first) && folds_to(text, word))
}

/// Longer than any of the words with blanks and marks, in bytes.
const LONGEST: usize = 30;

/// True for a text that begins or ends with such words, as `740 Total`, `Sum Silkeborg` and `740-sum`.
pub(super) fn has_total(text: &str) -> bool {
    has_letters(text) && (is_total(text) || ends_as_total(text) || beginning(text).is_some())
}

/// True for what no offer is called: `Silkeborg i alt`, `Sum Silkeborg`, `Total 2025`.
pub(super) fn is_sum(text: &str) -> bool {
    let is_filler = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit())
            || ["for", "af", "kommune", "region"].iter().any(|filler| folds_to(word, filler))
    };
    let begins = || {
        beginning(text).is_some_and(|total| {
            !OF_NAMES.contains(&total)
                || words(text).skip(1).all(|word| is_filler(word) || is_total(word) || is_authority(word))
        })
    };
    has_letters(text) && (is_total(text) || ends_as_total(text) || begins())
}

/// False for most ids of offers.
fn has_letters(text: &str) -> bool {
    text.contains(char::is_alphabetic)
}

/// True for the name of a municipality or a region.
fn is_authority(word: &str) -> bool {
    let last = |name: &'static str| name.rsplit(' ').next().unwrap_or_default();
    Authority::all().any(|(_, name)| last(name).to_lowercase() == word.to_lowercase())
}

/// The total that a text begins with, in one word or two.
fn beginning(text: &str) -> Option<&'static str> {
    let (one, rest) = split_first(text);
    let (two, _) = split_first(rest);
    let both = text.get(..text.len() - rest.len() + two.len());
    both.and_then(named).or_else(|| named(one))
}

/// A text up to the end of its first word, and what stands behind that.
fn split_first(text: &str) -> (&str, &str) {
    let start = text.find(char::is_alphanumeric).unwrap_or(text.len());
    let word = text.get(start..).unwrap_or_default();
    let length = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
    text.split_at_checked(start + length).unwrap_or_default()
}

/// True for `Silkeborg i alt`; an offer may be called `Samlet Indsats`.
fn ends_as_total(text: &str) -> bool {
    let (rest, one) = split_last(text);
    let (before, _) = split_last(rest);
    rest.contains(char::is_alphanumeric) && (is_total(one) || text.get(before.len()..).is_some_and(is_total))
}

/// What stands before the last word of a text, and the text from there on.
fn split_last(text: &str) -> (&str, &str) {
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let word = text.trim_end_matches(char::is_alphanumeric);
    text.split_at_checked(word.len()).unwrap_or_default()
}

/// The words of a text between blanks, hyphens and other marks.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}
