//! What headings say of their figures that the column which they name does not take.

use super::guessed::known;
use super::is_amount;
use crate::fold::fold;
use crate::said::time::{Unit, time, unit_name};
use crate::said::{scale, unit_beside};
use rammeaftale::portfolio::{Column, TariffUnit};
use rammeaftale::text;

/// What a heading says of its figures that its column does not take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Otherwise {
    /// A tariff for something else than a day.
    Per(TariffUnit),
    Unit,
    Sign,
}

/// What amounts of a year are not paid for, folded.
const NO_YEARS: [&str; 2] = ["plads", "borger"];
/// Words that say on which side of zero an amount is, folded.
const SIGNS: [&str; 6] = ["underskud", "overskud", "merforbrug", "mindreforbrug", "minus", "deficit"];

/// True for a heading such as `Underskud 2023`.
pub(crate) fn names_sign(heading: &str) -> bool {
    let folded = fold(heading);
    SIGNS.iter().any(|word| folded.contains(word))
}

/// Whether a heading says that its figures would be read wrongly as those of the column: thousands, a number for a
/// percentage, another unit of time, a sign of its own.
pub(crate) fn otherwise(heading: &str, name: &str) -> Option<Otherwise> {
    let (column, _) = known(name).filter(|(column, _)| is_amount(*column))?;
    let folded = fold(heading);
    let unit = unit_named(heading);
    let is_other_unit = match column {
        Column::Tariff | Column::WageSupplement => unit.is_some_and(|unit| unit != Some(TariffUnit::Day)),
        Column::Occupancy => folded.contains("antal"),
        Column::Places => false,
        _ => {
            unit.is_some_and(|unit| unit != Some(TariffUnit::Year)) || NO_YEARS.iter().any(|word| folded.contains(word))
        }
    };
    match unit {
        _ if scale::stands_in(heading) => Some(Otherwise::Unit),
        Some(Some(unit)) if is_other_unit && column == Column::Tariff => Some(Otherwise::Per(unit)),
        _ if is_other_unit => Some(Otherwise::Unit),
        _ => names_sign(heading).then_some(Otherwise::Sign),
    }
}

/// The unit that a heading names: as words beside a number do, or by a word for it, as `Takst 2025 (time)`; a year
/// alone may be that of the figures.
fn unit_named(heading: &str) -> Option<Unit> {
    let words = heading.split(|c: char| !c.is_alphabetic()).map(fold);
    let mut alone = words.filter_map(|word| time(&word)).filter(|unit| *unit != Some(TariffUnit::Year));
    unit_beside(heading).or_else(|| alone.next())
}

/// Whether a heading that begins with a column's name, is one word with a unit as `månedstakst`, or names a sign says that its figures are of another kind.
pub(crate) fn of_first_word(heading: &str) -> Option<Otherwise> {
    let first = otherwise(heading, heading.split_whitespace().next()?);
    first.or_else(|| of_compound(heading)).or_else(|| names_sign(heading).then_some(Otherwise::Sign))
}

/// The same for a tariff in one word with its unit.
fn of_compound(heading: &str) -> Option<Otherwise> {
    let is_tariff = |word: &str| fold(word).ends_with("takst") || fold(word).ends_with("takster");
    heading.split_whitespace().any(is_tariff).then(|| otherwise(heading, "takst")).flatten()
}

/// Why a heading is not taken for a column that it names or is near to, if it says that its figures are of another kind.
pub(crate) fn of_other_figures(heading: &str, near: Option<&str>) -> Option<text::Text> {
    of_first_word(heading).or_else(|| otherwise(heading, near?)).map(of_another_kind)
}

pub(crate) fn of_another_kind(other: Otherwise) -> text::Text {
    match other {
        Otherwise::Per(unit) => {
            let (da, en) = unit_name(unit);
            text::Text::new(
                format!("pr. {da} og ikke pr. døgn: kald kolonnen `takst`, og skriv `{da}` i kolonnen `enhed`"),
                format!(
                    "per {en}, not per day: call the column `tariff`, and write `{en}` in the column `tariff_unit`"
                ),
            )
        }
        Otherwise::Unit => text::Text::new(
            "i en anden enhed end kolonnens: regn tallene om",
            "in another unit than its column: convert the figures",
        ),
        Otherwise::Sign => text::Text::new(
            "nævner et fortegn: i resultat er overskud positivt og underskud negativt; ret tallene, hvis de står omvendt",
            "names a sign: in result a surplus is positive and a deficit negative; mend the figures if they stand otherwise",
        ),
    }
}
