//! Headings of places, percentages and results that are other figures than those of their column.

use crate::fold::fold;

/// How words begin, folded, for places that are taken, or that are not.
const TAKEN: [&str; 14] = [
    "belagt",
    "besat",
    "benytte",
    "solgt",
    "ledig",
    "belaegning",
    "occupied",
    "ubelagt",
    "ubesat",
    "ubenytte",
    "tomgang",
    "tomme",
    "optag",
    "vakant",
];
/// Words for what are no places, folded, and for what is counted of it anyway.
const OTHERS: [&str; 5] = ["doegn", "borger", "bruger", "beboer", "person"];
const NORMED: [&str; 4] = ["normere", "normering", "kapacitet", "godkend"];
/// How words begin, folded, for places that are not taken, whatever they are counted in.
const EMPTY: [&str; 6] = ["ledig", "ubelagt", "tomgang", "tomme", "vakant", "fravaer"];
/// How words begin, folded, for results of more years than one.
const OF_YEARS: [&str; 5] = ["akkumuleret", "akk", "overfoer", "opspar", "saldo"];

/// True for a heading of another number of places than all that there are.
pub(super) fn are_taken(heading: &str) -> bool {
    let words: Vec<String> = words(bare(heading)).map(fold).collect();
    let begins = |list: &[&str]| words.iter().any(|word| list.iter().any(|begin| word.starts_with(begin)));
    let is_of_places = words.iter().any(|word| word.contains("plads"));
    // Not those of `Pladser (5 dage)` and `Pladser på hverdage`.
    let are_days = words.iter().any(|word| word.ends_with("dage") && (word.contains("plads") || !is_of_places));
    let is_other = words.iter().any(|word| OTHERS.iter().any(|of| word.contains(of)));
    begins(&TAKEN) || are_days || is_other && !is_of_places && !begins(&NORMED)
}

/// A heading up to what it says only of how it is counted: `inkl. ledige`, `ved 95 % belægning`.
pub(super) fn bare(heading: &str) -> &str {
    let is_aside = |word: &str| matches!(&*word.to_lowercase(), "inkl" | "inklusive" | "incl" | "ved" | "uanset");
    let mut words = heading.split_inclusive(|c: char| !c.is_alphanumeric());
    let length: usize = words
        .by_ref()
        .take_while(|word| !is_aside(word.trim_matches(|c: char| !c.is_alphanumeric())))
        .map(str::len)
        .sum();
    heading.get(..length).unwrap_or(heading)
}

/// True for a heading of an average, or of income or costs, in place of a tariff; not for `Takst ekskl. udgifter`.
pub(super) fn is_no_tariff(heading: &str) -> bool {
    let words: Vec<String> = words(bare(heading)).map(fold).collect();
    let is_other = |word: &str| word == "gns" || word.starts_with("gennemsnit") || SUMS.contains(&word);
    words.iter().enumerate().any(|(at, word)| {
        let before = at.checked_sub(1).and_then(|at| words.get(at)).map_or("", String::as_str);
        is_other(word) && !matches!(before, "ekskl" | "eksklusive" | "uden" | "foer" | "efter" | "til" | "af" | "og")
    })
}

/// Income and costs, folded.
const SUMS: [&str; 8] =
    ["indtaegt", "indtaegter", "udgift", "udgifter", "omkostning", "omkostninger", "omsaetning", "turnover"];

/// True for a heading of a number in place of the percentage that is taken.
pub(super) fn counts(heading: &str) -> bool {
    let words: Vec<String> = words(heading).map(fold).collect();
    let begins = |list: &[&str]| words.iter().any(|word| list.iter().any(|begin| word.starts_with(begin)));
    let is_rate = heading.contains('%') || words.iter().any(|word| word == "pct" || word.contains("procent"));
    let is_counted = |word: &String| {
        word.ends_with("antal") || word.ends_with("pladser") || word.ends_with("dage") || word.ends_with("doegn")
    };
    begins(&EMPTY) || !is_rate && words.iter().any(is_counted)
}

/// True for a heading of results of more years than one; not for `Årets resultat til overførsel`, nor where that is denied.
pub(super) fn is_of_years(heading: &str) -> bool {
    let words: Vec<String> = words(heading).map(fold).collect();
    let is_denied = |before: &str| {
        matches!(before, "ikke" | "foer" | "ekskl" | "eksklusive" | "uden")
            || before == "til" && words.first().is_some_and(|first| first == "aarets")
    };
    words.iter().enumerate().any(|(at, word)| {
        let before = at.checked_sub(1).and_then(|at| words.get(at)).map_or("", String::as_str);
        OF_YEARS.iter().any(|begin| word.starts_with(begin)) && !is_denied(before)
    })
}

pub(super) fn words(heading: &str) -> impl Iterator<Item = &str> {
    heading.split(|c: char| !(c.is_alphanumeric() || "€$£".contains(c))).filter(|word| !word.is_empty())
}
