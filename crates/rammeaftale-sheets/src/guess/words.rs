//! How officials write headings, beside the names of the columns.

use super::known;
use crate::heading::fold;
use crate::period::{nearest_named, title};
use crate::scale;
use crate::value::is_amount;
use rammeaftale::portfolio::Column;

/// What a heading that is no column's name may be: one with a unit in brackets or a word too many, another word for it, a
/// year of two digits, or a slip.
pub(super) fn guessed(heading: &str) -> Option<String> {
    let bare = without_brackets(heading);
    let bare = bare.trim_end_matches([':', ' ', ',', '*']);
    let short = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    let whole = bare.strip_prefix(short).filter(|digits| digits.len() == 2).map(|digits| format!("{short} 20{digits}"));
    let bare = whole.as_deref().unwrap_or(bare);
    let (year, rest) = without_year(bare);
    let column = other_word(&rest).map(|column| format!("{}{year}", column.danish()));
    let taken = column.and_then(|name| known(&name)).or_else(|| known(bare));
    taken.map(|(column, period)| title(column, period, true)).or_else(|| {
        let is_none = NO_COLUMN.iter().any(|word| fold(bare).starts_with(word));
        nearest_named::<Column>(bare, &[]).filter(|_| !is_none)
    })
}

/// Units of tariffs other than a day, folded.
const OTHER_UNITS: [&str; 7] = ["time", "maaned", "mdr", "pr.md", "/md", "uge", "/aar"];

/// True for a heading whose figures would be read wrongly as those of the column: thousands, a number for a percentage, a
/// tariff for other than a day, which needs the column `enhed` too.
pub(super) fn is_in_other_unit(heading: &str, name: &str) -> bool {
    let Some((column, _)) = known(name).filter(|(column, _)| is_amount(*column)) else { return false };
    let folded = fold(heading);
    let is_of_time = matches!(column, Column::Tariff | Column::WageSupplement);
    scale::stands_in(heading)
        || (column == Column::Occupancy && folded.contains("antal"))
        || (is_of_time && OTHER_UNITS.iter().any(|unit| folded.contains(unit)))
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
const OTHER_WORDS: [(Column, &[&str]); 8] = [
    (Column::Offer, &["nr", "nr.", "nummer", "tilbudsnr", "tilbudsnr.", "tilbudsnummer"]),
    (Column::OfferName, &["navn", "tilbudsnavn", "tilbuddets navn", "navn på tilbud"]),
    (Column::Operator, &["leverandør", "driftsherrekode", "driftskommune"]),
    (Column::LegalBasis, &["bevilling/paragraf", "paragraf/bevilling", "lovgrundlag", "hjemmel", "§"]),
    (Column::Places, &["antal pladser", "pladsantal", "normerede pladser", "pladser i alt"]),
    (Column::Occupancy, &["belægningsprocent", "belægning i procent", "belægning i pct.", "belægning %"]),
    (
        Column::Tariff,
        &["døgntakst", "dagstakst", "takst pr. døgn", "takst pr. dag", "døgnpris", "takst kr.", "takst i kr."],
    ),
    (Column::TariffBasis, &["takstgrundlag", "beregningsgrundlag", "grundlag for takst"]),
];

fn other_word(heading: &str) -> Option<Column> {
    let heading = fold(heading);
    let found = OTHER_WORDS.iter().find(|(_, words)| words.iter().any(|word| fold(word) == heading));
    found.map(|(column, _)| *column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_as_officials_write_them() {
        let guess =
            |heading: &str| guessed(heading).filter(|name| !is_in_other_unit(heading, name)).unwrap_or_default();
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
            ("Takst pr. md. 2025", ""),
            ("Takst 2024 (1.000 kr.)", ""),
            ("Takstberegningsgrundlag 2024 (t.kr.)", ""),
            ("Resultat 2023 i t.kr.", ""),
            ("Omsætning 2023 (mio. kr.)", ""),
            ("Belægning 2024 (antal)", ""),
            ("Takstberegningsgrundlag 2024 (kr./år)", "takstberegningsgrundlag 2024"),
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
