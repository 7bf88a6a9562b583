//! How officials write headings, beside the names of the columns.

use super::period::{Named, named, nearest_named, title};
use crate::fold::fold;
use crate::said::with_letter;
use rammeaftale::portfolio::Column;

/// The column that a heading names.
pub(crate) fn known(heading: &str) -> Option<Named<Column>> {
    named(heading.trim())
}

/// Why a heading that is no column's name may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// Officials write it for the column.
    OtherWord,
    /// With something beside the name: a unit in brackets, a year of two digits, a mark behind it.
    Beside,
    /// A slip of two letters at most.
    Near,
}

/// What a heading may be, and why.
pub(crate) fn guessed(heading: &str) -> Option<(String, Why)> {
    let heading = &*with_letter(heading);
    if let Some((column, period)) = known(heading) {
        return Some((title(column, period, true), Why::Beside));
    }
    let bare = without_brackets(heading);
    let bare = bare.trim_end_matches([':', ' ', ',', '*']);
    let short = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    let whole = bare.strip_prefix(short).and_then(|digits| match digits.len() {
        2 => Some(format!("{short} 20{digits}")),
        4 => Some(format!("{short} {digits}")),
        _ => None,
    });
    let bare = whole.as_deref().unwrap_or(bare);
    let (year, rest) = without_year(bare);
    let column = other_word(&rest).map(|column| format!("{}{year}", column.danish()));
    let other = column.and_then(|name| known(&name)).map(|named| (named, Why::OtherWord));
    let taken = other.or_else(|| known(bare).map(|named| (named, Why::Beside)));
    taken.map(|((column, period), why)| (title(column, period, true), why)).or_else(|| {
        let is_none = NO_COLUMN.iter().any(|word| fold(bare).starts_with(word));
        let near = nearest_named::<Column>(bare, &[]).filter(|name| !is_none && is_slip(&fold(bare), &fold(name)));
        near.filter(|name| !has_letters_beside(bare, name)).map(|name| (name, Why::Near))
    })
}

/// True for letters beside the words of a name, as in `Takst FR2024` and `Takst A 2024`: they are no slip.
fn has_letters_beside(heading: &str, name: &str) -> bool {
    let words = |text: &str| -> Vec<usize> {
        let words = text.split(|c: char| !c.is_alphabetic()).map(|word| word.chars().count());
        words.filter(|letters| *letters > 0).collect()
    };
    let words_of_heading = words(heading);
    words_of_heading.len() > words(name).len() && words_of_heading.iter().any(|letters| *letters < 3)
}

/// True for words that begin and end alike, with two letters or fewer between that differ.
fn is_slip(a: &str, b: &str) -> bool {
    let alike = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| {
        a.zip(b).take_while(|(one, other)| one == other).count()
    };
    let (first, last) = (alike(&mut a.chars(), &mut b.chars()), alike(&mut a.chars().rev(), &mut b.chars().rev()));
    first > 0 && first + last + 2 >= a.chars().count().max(b.chars().count())
}

/// How headings begin, folded, that officials write for what is no column and that are near the name of one.
const NO_COLUMN: [&str; 4] = ["bemaerkning", "cvr", "kommentar", "note"];

/// A heading without what stands in brackets: a unit, or an explanation.
fn without_brackets(heading: &str) -> String {
    let mut depth = 0_usize;
    let kept = heading.chars().map(|c| match c {
        '(' | '[' => {
            depth += 1;
            ' '
        }
        ')' | ']' => {
            depth = depth.saturating_sub(1);
            ' '
        }
        '–' | '—' => ' ',
        c if depth == 0 => c,
        _ => ' ',
    });
    kept.collect::<String>().trim().to_owned()
}

/// The year of a heading with a blank before it, or nothing, and its other words.
fn without_year(heading: &str) -> (String, String) {
    let is_year = |word: &&str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let year = heading.split_whitespace().find(is_year);
    let rest: Vec<&str> = heading.split_whitespace().filter(|word| Some(*word) != year).collect();
    (year.map(|year| format!(" {year}")).unwrap_or_default(), rest.join(" "))
}

/// Words that officials write for a column.
const OTHER_WORDS: [(Column, &[&str]); 9] = [
    (Column::Year, &["budgetår", "kalenderår", "takstår"]),
    (Column::Offer, &["nr", "nr.", "nummer", "tilbud nr", "tilbud nr.", "tilbudsnr", "tilbudsnr.", "tilbudsnummer"]),
    (Column::OfferName, &["navn", "tilbudsnavn", "tilbuddets navn", "navn på tilbud"]),
    (Column::Operator, &["leverandør", "driftsherrekode", "driftskommune"]),
    (Column::LegalBasis, &["bevilling/paragraf", "paragraf/bevilling", "lovgrundlag", "hjemmel", "§"]),
    (Column::Places, &["antal pladser", "pladsantal", "normerede pladser", "pladser i alt"]),
    (Column::Occupancy, &["belægningsprocent", "belægning i procent", "belægning i pct.", "belægning %"]),
    (
        Column::Tariff,
        &["døgntakst", "dagstakst", "takst pr. døgn", "takst pr. dag", "døgnpris", "takst kr.", "takst i kr.", "t"],
    ),
    (Column::TariffBasis, &["takstgrundlag", "beregningsgrundlag", "grundlag for takst"]),
];

fn other_word(heading: &str) -> Option<Column> {
    let heading = fold(heading);
    let found = OTHER_WORDS.iter().find(|(_, words)| words.iter().any(|word| fold(word) == heading));
    found.map(|(column, _)| *column)
}

/// The name that a heading may be meant for, if no other heading has it.
pub(crate) fn meant_by(heading: &str, taken: &[Column]) -> Option<String> {
    let (name, _) = guessed(heading)?;
    let (column, period) = known(&name)?;
    (period.is_some() || !taken.contains(&column)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::super::remedy::otherwise;
    use super::*;

    #[test]
    fn a_slip_is_two_letters_at_most() {
        for (a, b) in [("tarif", "tariff"), ("takts", "takst"), ("resultater", "resultat"), ("koeber", "koebere")] {
            assert!(is_slip(a, b) && is_slip(b, a), "{a} {b}");
        }
        for (a, b) in [("omkostninger", "omsaetning"), ("adresse", "ydelse"), ("budget", "lukket"), ("aar", "")] {
            assert!(!is_slip(a, b) && !is_slip(b, a), "{a} {b}");
        }
    }

    #[test]
    fn headings_as_officials_write_them() {
        let guess = |heading: &str| {
            let found = guessed(heading).map(|(name, _)| name);
            found.filter(|name| otherwise(heading, name).is_none()).unwrap_or_default()
        };
        for (heading, name) in [
            ("Takst 2024 (kr./dag)", "takst 2024"),
            ("Takst 2024 [kr. pr. døgn]", "takst 2024"),
            ("Takst\n2024", "takst 2024"),
            ("Regnskab 2018 – takstberegningsgrundlag", "regnskab 2018 takstberegningsgrundlag"),
            ("Antal pladser 2024", "pladser 2024"),
            ("Døgntakst 2025*", "takst 2025"),
            ("Leverandør", "driftsherre"),
            ("Bevilling/paragraf", "paragraf"),
            ("Belægning (%)", "belægning"),
            ("Købere (kommunekoder)", "købere"),
            ("Takst 2024 (kr./time)", ""),
            ("Takst 2024 (pr. måned)", ""),
            ("Takst 2024 (timer)", ""),
            ("Takst pr. bruger 2024", ""),
            ("Egenbetaling pr. døgn", ""),
            ("Takst pr. md. 2025", ""),
            ("Takst 2024 (1.000 kr.)", ""),
            ("Takstberegningsgrundlag 2024 (t.kr.)", ""),
            ("Resultat 2023 i t.kr.", ""),
            ("Omsætning 2023 (mio. kr.)", ""),
            ("Belægning 2024 (antal)", ""),
            ("Takstberegningsgrundlag 2024 (kr./år)", "takstberegningsgrundlag 2024"),
            ("Takst 2025 (estimeret)", "takst 2025"),
            ("Takst 2025 (årlig)", ""),
            ("T2024", "takst 2024"),
            ("T24", "takst 2024"),
            ("R2024", ""),
            ("Takst R 2024", "regnskab 2024 takst"),
            ("Takst (R 2024)", "regnskab 2024 takst"),
            ("R-24 pladser", "regnskab 2024 pladser"),
            ("Takst 2024 R", "regnskab 2024 takst"),
            ("Takst B'25", "takst 2025"),
            ("Resultat B 2025", "budget 2025 resultat"),
            ("Takst FR2024", ""),
            ("Takst 2024R", ""),
            ("Takst OB 2025", ""),
            ("Takst A 2024", ""),
            ("Egenbetaling pr. md.", ""),
            ("Egenbetaling 2025 (kr./døgn)", ""),
            ("Omsætning 2023 pr. plads", ""),
            ("Resultat (underskud)", ""),
            ("Resultat 2023 (- = overskud)", ""),
            ("Omkostninger", ""),
            ("Adresse", ""),
            ("Budget", ""),
            ("CVR", ""),
            ("Bemærkninger", ""),
        ] {
            assert_eq!(guess(heading), name, "{heading}");
        }
        assert_eq!(
            known("Regnskab 2018 - takstberegningsgrundlag").map(|(column, _)| column),
            Some(Column::TariffBasis)
        );
    }
}
