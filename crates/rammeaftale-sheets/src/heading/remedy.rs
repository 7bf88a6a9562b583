//! What to do with headings that say of their amounts what does not hold.

use super::guessed::known;
use super::heard::heard;
use super::period::Named;
use super::{Heading, is_amount};
use crate::fold::fold;
use crate::said::Saying;
use crate::said::time::unit_name;
use rammeaftale::portfolio::{Column, FiguresKind, TariffUnit};
use rammeaftale::text::Text;

/// Words that say on which side of zero an amount is, folded.
const SIGNS: [&str; 6] = ["underskud", "overskud", "merforbrug", "mindreforbrug", "minus", "deficit"];

/// True for a heading such as `Underskud 2023`.
fn names_sign(heading: &str) -> bool {
    let folded = fold(heading);
    SIGNS.iter().any(|word| folded.contains(word))
}

/// What a heading says of its figures that would not hold if they were read as those of a column.
pub(crate) fn otherwise(heading: &str, name: &str) -> Option<Saying> {
    let named = known(name).filter(|(column, _)| is_amount(*column))?;
    let said = heard(heading, named.0).into_iter().find(|saying| !holds(*saying, named));
    said.or_else(|| names_sign(heading).then_some(Saying::Turned))
}

/// True where a saying is so of a column's amounts however its rows are filled.
fn holds(saying: Saying, (column, period): Named<Column>) -> bool {
    match saying {
        Saying::Scaled | Saying::Turned | Saying::Fixed | Saying::Partial | Saying::Apiece => false,
        Saying::Counted | Saying::Rated | Saying::Other | Saying::Taken => false,
        Saying::Years(..) | Saying::Only(..) => true,
        Saying::OtherYear(_) => period.is_some(),
        Saying::Per(unit) => unit == Some(TariffUnit::Day),
        Saying::Prices(year) => period.is_some_and(|period| period.year == year),
        Saying::Realised(_) => period.map(|period| period.figures).or(column.figures()) == Some(FiguresKind::Realised),
    }
}

/// What a heading that begins with a column's name, is one word with a unit as `månedstakst`, or names a sign says of its
/// figures that would not hold.
pub(crate) fn of_first_word(heading: &str) -> Option<Saying> {
    let first = otherwise(heading, heading.split_whitespace().next()?);
    first.or_else(|| of_compound(heading)).or_else(|| names_sign(heading).then_some(Saying::Turned))
}

/// The same for a tariff in one word with its unit, and for places that are taken.
fn of_compound(heading: &str) -> Option<Saying> {
    let ends = |end: &str| heading.split_whitespace().any(|word| fold(word).ends_with(end));
    let name = if ends("takst") || ends("takster") { "takst" } else { "pladser" };
    (name == "takst" || ends(name)).then(|| otherwise(heading, name)).flatten()
}

/// What to do with a heading that says what does not hold of the column that it names or is near to.
pub(crate) fn remedy_of(heading: &str, near: Option<&str>) -> Option<Text> {
    of_first_word(heading).or_else(|| otherwise(heading, near?)).map(remedy)
}

/// What to do with a heading that says so.
pub(crate) fn remedy(saying: Saying) -> Text {
    match saying {
        Saying::Per(Some(unit)) if unit != TariffUnit::Day => {
            let (da, en) = unit_name(unit);
            Text::new(
                format!("pr. {da} og ikke pr. døgn: kald kolonnen `takst`, og skriv `{da}` i kolonnen `enhed`"),
                format!(
                    "per {en}, not per day: call the column `tariff`, and write `{en}` in the column `tariff_unit`"
                ),
            )
        }
        Saying::Turned => Text::new(
            "nævner et fortegn: i resultat er overskud positivt og underskud negativt; ret tallene, hvis de står omvendt",
            "names a sign: in result a surplus is positive and a deficit negative; mend the figures if they stand otherwise",
        ),
        Saying::Prices(year) => Text::new(
            format!("i {year}-priser: skriv {year} i kolonnen `prisniveau`, og slet ordene i overskriften"),
            format!("in {year} prices: write {year} in the column `price_level`, and delete the words in the heading"),
        ),
        Saying::Fixed => Text::new(
            "i et andet års priser: skriv året i kolonnen `prisniveau`, og slet ordene i overskriften",
            "in another year's prices: write the year in the column `price_level`, and delete the words in the heading",
        ),
        Saying::Realised(_) => Text::new(
            "fra regnskabet: skriv det som `regnskab 2018 takstberegningsgrundlag`, eller i kolonnen `opgørelse`",
            "realised: write it as `realised 2018 tariff_basis`, or in the column `figures`",
        ),
        Saying::OtherYear(_) => Text::new(
            "af et år, som den ikke nævner: skriv året i stedet for ordet, fx `takst 2025`",
            "of a year that it does not name: write the year in place of the word, e.g. `tariff 2025`",
        ),
        Saying::Taken => Text::new(
            "belagte pladser: skriv de normerede i `pladser`, og belægningen i procent i `belægning`",
            "the places taken: write those that there are in `places`, and in `occupancy` the percent of them taken",
        ),
        Saying::Rated => Text::new(
            "antal, procent, indeks eller en forskel og intet beløb: lad kolonnen ulæst, eller skriv beløbene i den",
            "numbers, percent, an index or a difference and no amount: leave the column unread, or write the amounts in it",
        ),
        Saying::Other => Text::new(
            "gennemsnit, indtægter eller udgifter og ingen takst: lad kolonnen ulæst, eller skriv tilbuddets egne takster",
            "averages, income or costs and no tariff: leave the column unread, or write the offer's own tariffs",
        ),
        Saying::Partial => Text::new(
            "af en del af året: skriv en række for hele året, eller slet ordene, hvis beløbet gælder hele året",
            "of a part of the year: write a row for the whole year, or delete the words if the amount holds for all of it",
        ),
        Saying::Scaled | Saying::Per(_) | Saying::Apiece | Saying::Counted | Saying::Years(..) | Saying::Only(..) => {
            Text::new(
                "i en anden enhed end kolonnens: regn tallene om",
                "in another unit than its column: convert the figures",
            )
        }
    }
}
