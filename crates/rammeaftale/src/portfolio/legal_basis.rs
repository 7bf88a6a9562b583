//! The paragraphs that offers are run by: which are known, and in which years (Barnets lov replaced parts of serviceloven
//! on 1 January 2024).

use crate::quantity::Year;
use crate::text::Text;
use std::fmt;
use std::ops::RangeInclusive;

/// An act of the social field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Act {
    /// Serviceloven; since 2024 for those of 18 and over.
    Sel,
    /// Barnets lov, since 2024.
    Bl,
    /// Almenboligloven.
    Abl,
}

/// A paragraph that is known by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Paragraph {
    /// The act.
    pub act: Act,
    /// Its number.
    pub number: u16,
    /// What it is about, in Danish.
    pub name: &'static str,
    /// The last year in which offers were run by it.
    pub last: Option<i32>,
    /// What took its place.
    pub successor: Option<(Act, u16)>,
}

/// The year in which Barnets lov came into force.
const BARNETS_LOV: i32 = 2024;

/// The paragraphs that are known by name, in order.
pub const PARAGRAPHS: &[Paragraph] = &[
    replaced(32, "særlige dagtilbud", 83),
    replaced(36, "særlige klubtilbud", 84),
    replaced(66, "anbringelsessteder", 43),
    known(Act::Sel, 85, "socialpædagogisk støtte"),
    known(Act::Sel, 101, "behandling af stofmisbrugere"),
    known(Act::Sel, 103, "beskyttet beskæftigelse"),
    known(Act::Sel, 104, "aktivitets- og samværstilbud"),
    known(Act::Sel, 107, "midlertidigt ophold"),
    known(Act::Sel, 108, "længerevarende ophold"),
    known(Act::Sel, 109, "krisecentre"),
    known(Act::Sel, 110, "forsorgshjem"),
    known(Act::Bl, 33, "behandling af stofmisbrugere under 18"),
    known(Act::Bl, 43, "anbringelsessteder"),
    known(Act::Bl, 83, "særlige dagtilbud"),
    known(Act::Bl, 84, "særlige klubtilbud"),
    known(Act::Abl, 105, "almene ældreboliger"),
];

/// Whole chapters about offers, of which some paragraphs have no name here.
const CHAPTERS: &[(Act, RangeInclusive<u16>)] = &[(Act::Sel, 101..=111), (Act::Bl, 43..=66), (Act::Bl, 80..=90)];

const fn known(act: Act, number: u16, name: &'static str) -> Paragraph {
    Paragraph { act, number, name, last: None, successor: None }
}

const fn replaced(number: u16, name: &'static str, by: u16) -> Paragraph {
    Paragraph { act: Act::Sel, number, name, last: Some(BARNETS_LOV - 1), successor: Some((Act::Bl, by)) }
}

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Act::Sel => "SEL",
            Act::Bl => "BL",
            Act::Abl => "ABL",
        })
    }
}

impl fmt::Display for Paragraph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} § {}", self.act, self.number)
    }
}

/// What is to be said of a legal basis in a year: message and help; `None` when every paragraph is known and applied.
pub(super) fn doubt(text: &str, year: Year) -> Option<(Text, Text)> {
    let references = references(text);
    match references.as_slice() {
        [] => return Some(unknown(text)),
        [one] if one.act.is_none() && !one.is_lettered => {
            return Some(without_act(one.number, year).unwrap_or_else(|| unknown(text)));
        }
        _ => {}
    }
    // Beside what it replaced, or what took its place, a paragraph says which applied when.
    let is_dated = |one: &Reference| references.iter().any(|other| one.replaced(other) || other.replaced(one));
    references.iter().find_map(|reference| match reference.doubt(year)? {
        Doubt::Unknown => Some(unknown(text)),
        Doubt::NotInForce(_) if is_dated(reference) => None,
        Doubt::NotInForce(told) => Some(told),
    })
}

/// Why a paragraph is doubted.
enum Doubt {
    Unknown,
    NotInForce((Text, Text)),
}

/// A paragraph as it is referred to: perhaps without its act, perhaps one with a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Reference {
    act: Option<Act>,
    number: u16,
    is_lettered: bool,
}

impl Reference {
    /// True for a paragraph that took the place of another.
    fn replaced(&self, other: &Reference) -> bool {
        let is_it = |one: &&Paragraph| other.act == Some(one.act) && other.number == one.number;
        let after = PARAGRAPHS.iter().find(is_it).and_then(|one| one.successor);
        after.is_some_and(|(act, number)| self.act == Some(act) && self.number == number)
    }

    fn doubt(&self, year: Year) -> Option<Doubt> {
        let Some(act) = self.act.filter(|_| !self.is_lettered) else { return Some(Doubt::Unknown) };
        let named = PARAGRAPHS.iter().find(|one| (one.act, one.number) == (act, self.number));
        let in_chapter = || CHAPTERS.iter().any(|(of, numbers)| *of == act && numbers.contains(&self.number));
        if named.is_none() && !in_chapter() {
            return Some(Doubt::Unknown);
        }
        let shown = format!("{act} § {}", self.number);
        if act == Act::Bl && year.number() < BARNETS_LOV {
            let before = PARAGRAPHS.iter().find(|one| one.successor == Some((act, self.number)));
            let both = before.map(|before| (before.to_string(), format!("{before} / {shown}")));
            return Some(Doubt::NotInForce(not_in_force(&shown, year, both)));
        }
        let after = named.filter(|one| one.last.is_some_and(|last| last < year.number()))?;
        let both = after.successor.map(|(act, number)| format!("{act} § {number}"));
        let both = both.map(|successor| (successor.clone(), format!("{shown} / {successor}")));
        Some(Doubt::NotInForce(not_in_force(&shown, year, both)))
    }
}

fn unknown(text: &str) -> (Text, Text) {
    let shown: String = text.chars().take(40).collect();
    (
        Text::new(format!("`{shown}` er ikke en kendt paragraf"), format!("`{shown}` is no paragraph that is known")),
        Text::new(
            "skriv lov og paragraf, fx `SEL § 107` eller `BL § 43`",
            "write act and paragraph, e.g. `SEL § 107` or `BL § 43`",
        ),
    )
}

/// What is told of a number alone, where some act has a paragraph of that number.
fn without_act(number: u16, year: Year) -> Option<(Text, Text)> {
    let is_known = |act: &Act| {
        let doubt = Reference { act: Some(*act), number, is_lettered: false }.doubt(year);
        !matches!(doubt, Some(Doubt::Unknown))
    };
    let acts: Vec<String> = ACTS.iter().filter(|act| is_known(act)).map(|act| format!("`{act} § {number}`")).collect();
    let message = Text::new(
        format!("§ {number} står uden lov, så paragraffen er ikke kendt"),
        format!("§ {number} stands without its act, so the paragraph is not known"),
    );
    let help = Text::new(
        format!("skriv loven med: {}", acts.join(" eller ")),
        format!("write the act too: {}", acts.join(" or ")),
    );
    (!acts.is_empty()).then_some((message, help))
}

const ACTS: [Act; 3] = [Act::Sel, Act::Bl, Act::Abl];

/// `both` is what applied, and that with the paragraph itself.
fn not_in_force(shown: &str, year: Year, both: Option<(String, String)>) -> (Text, Text) {
    let message = Text::new(
        format!("{shown} gjaldt ikke for tilbud i {year}"),
        format!("{shown} did not apply to offers in {year}"),
    );
    let help = both.map_or_else(
        || Text::new("skriv den paragraf, der gjaldt", "write the paragraph that applied"),
        |(instead, both)| {
            Text::new(
                format!("skriv `{instead}`, eller `{both}` på en række for flere år"),
                format!("write `{instead}`, or `{both}` on a row of several years"),
            )
        },
    );
    (message, help)
}

/// Every paragraph of a text such as `SEL § 107, stk. 2` or `SEL §§ 103 og 104, ABL § 105`.
fn references(text: &str) -> Vec<Reference> {
    let lower = text.to_lowercase().replace("barnets lov", "bl").replace("lov om social service", "sel");
    let mut out: Vec<Reference> = Vec::new();
    let mut act = None;
    // What follows `stk.` or `nr.` is a part of the paragraph before.
    let mut is_part = false;
    for word in lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        match word {
            "sel" | "serviceloven" | "servicelovens" | "servicelov" => act = Some(Act::Sel),
            "bl" | "bls" | "barnetslov" | "barnetslovs" => act = Some(Act::Bl),
            "abl" | "almenboligloven" | "almenboliglovens" => act = Some(Act::Abl),
            "stk" | "nr" | "litra" => is_part = true,
            _ if is_part => is_part = false,
            _ => match (word.parse(), out.last_mut()) {
                (Ok(number), _) => out.push(Reference { act, number, is_lettered: false }),
                // `82 a` is another paragraph than `82`; `a` alone is none.
                (Err(_), Some(last)) if word.chars().count() == 1 => last.is_lettered = true,
                _ => out.extend(lettered(word).map(|number| Reference { act, number, is_lettered: true })),
            },
        }
    }
    out
}

/// The number of `82a`.
fn lettered(word: &str) -> Option<u16> {
    word.trim_end_matches(|c: char| c.is_alphabetic()).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, year: i32) -> Option<String> {
        doubt(text, Year::new(year).unwrap()).map(|(message, help)| format!("{}; {}", message.en, help.en))
    }

    #[test]
    fn paragraphs_are_known_however_written() {
        for text in [
            "SEL § 107",
            "sel §107, stk. 2, nr. 4",
            "Serviceloven § 108",
            "Servicelovens § 107",
            "Servicelov §107",
            "Barnets lovs § 43",
            "Almenboliglovens § 105",
            "SEL §§ 103 og 104",
            "SEL § 85 / ABL § 105",
            "almenboligloven § 105",
            "BL § 43, stk. 1, nr. 4",
            "Barnets lov § 83",
            "SEL § 102; \"BL\" § 47",
        ] {
            assert_eq!(told(text, 2025), None, "{text}");
        }
        for text in [
            "§ 107",
            "107",
            "SEL",
            "",
            "SEL § 1",
            "SEL § 107 a",
            "SEL § 107a",
            "BL § 200",
            "SEL § 107 og § 7",
            "SEL § 107 og § 82a",
            "lov X § 107",
        ] {
            assert!(told(text, 2025).is_some_and(|told| told.contains("known")), "{text}");
        }
        let alone = "stands without its act, so the paragraph is not known; write the act too:";
        let expected = Some(format!("§ 107 {alone} `SEL § 107`"));
        assert_eq!(["§ 107", "107", "paragraf 107"].map(|text| told(text, 2025)), [(); 3].map(|()| expected.clone()));
        assert_eq!(told("§ 85", 2025), Some(format!("§ 85 {alone} `SEL § 85` or `BL § 85`")));
        assert!(told("§ 7", 2025).is_some_and(|told| told.starts_with("`§ 7` is no paragraph")));
    }

    #[test]
    fn paragraphs_have_their_time() {
        let expected = "SEL § 66 did not apply to offers in 2024; write `BL § 43`, or `SEL § 66 / BL § 43` on a row of several years";
        assert_eq!((told("SEL § 66", 2023), told("SEL § 66", 2024).as_deref()), (None, Some(expected)));
        assert_eq!((told("SEL § 66 / BL § 43", 2023), told("BL § 43, SEL § 66", 2024)), (None, None));
        assert!(told("SEL § 66 / BL § 83", 2024).is_some());
        let expected = "BL § 83 did not apply to offers in 2023; write `SEL § 32`, or `SEL § 32 / BL § 83` on a row of several years";
        assert_eq!((told("BL § 83", 2024), told("BL § 83", 2023).as_deref()), (None, Some(expected)));
        assert_eq!(
            told("SEL § 107, BL § 47", 2018).as_deref(),
            Some("BL § 47 did not apply to offers in 2018; write the paragraph that applied")
        );
    }
}
