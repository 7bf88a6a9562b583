//! What headings say of the amounts below them, beside the column that they name.

use super::figures::{are_taken, bare, counts, is_of_years};
use super::guessed::known;
use super::period::Named;
use super::{Heading, is_amount};
use crate::fold::fold;
use crate::said::time::{Unit, of_other_year, time, unit_name};
use crate::said::{
    Saying, currency, is_deficit, is_of_accounts, names_day, names_part, names_rate, sayings, scale, unit_beside,
    years_of_heading,
};
use rammeaftale::portfolio::{Column, FiguresKind, TariffUnit};
use rammeaftale::text::Text;

/// All that a heading says of the amounts of its column.
pub(crate) fn heard(heading: &str, column: Column) -> Vec<Saying> {
    let folded = fold(heading);
    let unit = unit_named(heading);
    let is_number = column.is_kroner() && folded.starts_with("antal");
    let is_rate =
        column != Column::Occupancy && names_rate(if column == Column::Places { bare(heading) } else { heading });
    if is_number || is_amount(column) && is_rate {
        return vec![Saying::Rated];
    }
    let of_column = match column {
        _ if is_amount(column) && names_part(heading) => Some(Saying::Partial),
        _ if column.has_unit() && names_day(heading) => Some(Saying::Partial),
        Column::Tariff | Column::WageSupplement => {
            let is_yearly = folded.starts_with("aarsbeloeb");
            unit.or(is_yearly.then_some(Some(TariffUnit::Year))).map(Saying::Per)
        }
        Column::Occupancy => counts(heading).then_some(Saying::Counted),
        Column::Places => are_taken(heading).then_some(Saying::Taken),
        _ if !is_amount(column) => return Vec::new(),
        _ => {
            let is_other = unit.is_some_and(|unit| unit != Some(TariffUnit::Year));
            (is_other || APIECE.iter().any(|word| folded.contains(word))).then_some(Saying::Apiece)
        }
    };
    let told = sayings(heading);
    // Of `(t)` nobody knows whether it is thousands or hours.
    let is_scaled = folded.contains("(t)")
        || scale::stands_in(heading)
        || words(heading).any(currency::is_other)
        || told.contains(&Saying::Scaled);
    let is_result = matches!(column, Column::Result | Column::CarriedResult);
    let mut out: Vec<Saying> = is_scaled.then_some(Saying::Scaled).into_iter().chain(of_column).collect();
    out.extend((is_result && is_deficit(heading)).then_some(Saying::Turned));
    if column.is_kroner() {
        let is_price = |saying: &Saying| matches!(saying, Saying::Prices(_) | Saying::Fixed);
        out.extend(told.into_iter().filter(is_price));
    }
    let is_realised = words(heading).any(is_of_accounts) || folded.contains("(r)");
    out.extend(is_realised.then_some(Saying::Realised(None)));
    out.extend((column == Column::Result && is_of_years(heading)).then_some(Saying::OtherYear(true)));
    // A result that is carried is of a year before.
    if column != Column::CarriedResult && years_of_heading(heading).years.is_empty() {
        out.extend(of_other_year(heading).map(Saying::OtherYear));
    }
    out
}

/// What amounts of an offer's year are not counted by, folded.
const APIECE: [&str; 2] = ["plads", "borger"];

pub(super) fn words(heading: &str) -> impl Iterator<Item = &str> {
    heading.split(|c: char| !(c.is_alphanumeric() || "€$£".contains(c))).filter(|word| !word.is_empty())
}

/// The unit that a heading names: as words beside a number do, or by a word for it, as `Takst 2025 (time)`; a year
/// alone may be that of the figures.
fn unit_named(heading: &str) -> Option<Unit> {
    let mut last = "";
    let mut alone = words(heading).filter_map(|word| {
        let before = std::mem::replace(&mut last, word);
        // Not of the stay in `Takst efter 3 måneder`.
        let is_stay = matches!(word, "måneder" | "mdr") && before.parse().is_ok_and(|months: u8| months < 12);
        time(&fold(word)).filter(|unit| !is_stay && *unit != Some(TariffUnit::Year))
    });
    unit_beside(heading).or_else(|| alone.next())
}

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
        Saying::Counted | Saying::Rated | Saying::Taken => false,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_more_than_their_column() {
        let year = |number| rammeaftale::Year::new(number).unwrap();
        for (heading, column, said) in [
            ("Pris 24 (1.000 kr.)", Column::Tariff, Saying::Scaled),
            ("Grundlag t.kr.", Column::TariffBasis, Saying::Scaled),
            ("Pris t kr", Column::Tariff, Saying::Scaled),
            ("Pris EUR", Column::Tariff, Saying::Scaled),
            ("Timepris", Column::Tariff, Saying::Per(Some(TariffUnit::Hour))),
            ("Tillæg (måned)", Column::WageSupplement, Saying::Per(Some(TariffUnit::Month))),
            ("Årsbeløb", Column::Tariff, Saying::Per(Some(TariffUnit::Year))),
            ("Pris pr. uge", Column::Tariff, Saying::Per(None)),
            ("Betaling pr. md.", Column::OwnPayment, Saying::Apiece),
            ("Grundlag pr. plads", Column::TariffBasis, Saying::Apiece),
            ("Belagte pladser (antal)", Column::Occupancy, Saying::Counted),
            ("Underskud", Column::Result, Saying::Turned),
            ("Pris (2024-pl)", Column::Tariff, Saying::Prices(year(2024))),
            ("Pris i faste priser", Column::Tariff, Saying::Fixed),
            ("Regnskabstakst", Column::Tariff, Saying::Realised(None)),
            ("Takst 2024 (R)", Column::Tariff, Saying::Realised(None)),
            ("R24", Column::TariffBasis, Saying::Realised(None)),
            ("Realiseret pris", Column::Tariff, Saying::Realised(None)),
            ("Faktisk belægning", Column::Occupancy, Saying::Realised(None)),
            ("Forbrug", Column::TariffBasis, Saying::Realised(None)),
            ("Takst %", Column::Tariff, Saying::Rated),
            ("Indeks", Column::Tariff, Saying::Rated),
            ("Antal døgn", Column::Tariff, Saying::Rated),
            ("Belagte døgn", Column::Occupancy, Saying::Counted),
            ("Takst 1. halvår 2025", Column::Tariff, Saying::Partial),
            ("Pris (t)", Column::Tariff, Saying::Scaled),
            ("Pris KKR", Column::Tariff, Saying::Scaled),
            ("Pris i øre", Column::Tariff, Saying::Scaled),
            ("Gammel takst", Column::Tariff, Saying::OtherYear(true)),
            ("Takst forrige år", Column::Tariff, Saying::OtherYear(true)),
            ("Sidste års resultat", Column::Result, Saying::OtherYear(true)),
            ("Ny takst", Column::Tariff, Saying::OtherYear(false)),
            ("Takst januar 2024", Column::Tariff, Saying::Partial),
            ("Takst pr. 1. april 2024", Column::Tariff, Saying::Partial),
            ("Takst 1/1-30/6 2025", Column::Tariff, Saying::Partial),
            ("Grundlag januar-juni", Column::TariffBasis, Saying::Partial),
            ("Belagte pladser", Column::Places, Saying::Taken),
            ("Ledige pladser", Column::Places, Saying::Taken),
            ("Antal borgere", Column::Places, Saying::Taken),
            ("Pladsdage", Column::Places, Saying::Taken),
            ("Belagte pladser", Column::Occupancy, Saying::Counted),
            ("Tomgang %", Column::Occupancy, Saying::Counted),
            ("Akkumuleret resultat", Column::Result, Saying::OtherYear(true)),
            ("Takst (x1000)", Column::Tariff, Saying::Scaled),
            ("Årets resultat inkl. overførsel", Column::Result, Saying::OtherYear(true)),
            ("Overført resultat", Column::Result, Saying::OtherYear(true)),
            ("Resultat (akk.)", Column::Result, Saying::OtherYear(true)),
            ("Pladser %", Column::Places, Saying::Rated),
            ("Antal personer", Column::Places, Saying::Taken),
            ("Belægningsdage", Column::Places, Saying::Taken),
            ("Belægning (antal pladser)", Column::Occupancy, Saying::Counted),
            ("Ledige pladser i pct.", Column::Occupancy, Saying::Counted),
            ("Takst 1/7", Column::Tariff, Saying::Partial),
            ("Sidste års takst", Column::Tariff, Saying::OtherYear(true)),
            ("Gl. takst", Column::Tariff, Saying::OtherYear(true)),
            ("Tidl. takst", Column::Tariff, Saying::OtherYear(true)),
            ("Takst N-1", Column::Tariff, Saying::OtherYear(true)),
            ("Takst t-1", Column::Tariff, Saying::OtherYear(true)),
            ("Basisårets takst", Column::Tariff, Saying::OtherYear(true)),
            ("Optagne pladser", Column::Places, Saying::Taken),
            ("Tomme pladser", Column::Places, Saying::Taken),
            ("Vakante %", Column::Occupancy, Saying::Counted),
            ("Fravær %", Column::Occupancy, Saying::Counted),
            ("Opsparet resultat", Column::Result, Saying::OtherYear(true)),
            ("Saldo", Column::Result, Saying::OtherYear(true)),
        ] {
            assert_eq!(heard(heading, column), [said], "{heading}");
        }
    }

    #[test]
    fn headings_that_say_no_more() {
        for (heading, column) in [
            ("T 2024", Column::Tariff),
            ("Takst i alt 2024", Column::Tariff),
            ("Takst 2024 ekskl. moms", Column::Tariff),
            ("Pris i kr. 2024", Column::Tariff),
            ("Takst 2024 (grundtakst)", Column::Tariff),
            ("Takst pr. 1. januar 2024", Column::Tariff),
            ("Takst pr. januar 2024", Column::Tariff),
            ("Takst regnskabsår 2024", Column::Tariff),
            ("Indregnet over-/underskud", Column::CarriedResult),
            ("Akkumuleret overskud", Column::CarriedResult),
            ("Årets resultat", Column::Result),
            ("Grundlag pr. år", Column::TariffBasis),
            ("Belægningsprocent", Column::Occupancy),
            ("Belægning %", Column::Occupancy),
            ("Takst inkl. 2,5 % fremskrivning", Column::Tariff),
            ("Antal pladser", Column::Places),
            ("Timer", Column::Places),
            ("1.000-nummer", Column::Offer),
            ("Overført fra sidste år", Column::CarriedResult),
            ("Takst gældende fra 1/1 2025", Column::Tariff),
            ("Takst januar-december 2025", Column::Tariff),
            ("Grundlag pr. 31/12 2025", Column::TariffBasis),
            ("Normerede pladser", Column::Places),
            ("Døgnpladser", Column::Places),
            ("Pladser (borgere med autisme)", Column::Places),
            ("Belagte pladser i pct.", Column::Occupancy),
            ("Takst 1/2 plads", Column::Tariff),
            ("Takst 24/7", Column::Tariff),
            ("Takst Marts-huset", Column::Tariff),
            ("Takst H1", Column::Tariff),
            ("Takst efter 3 måneder", Column::Tariff),
            ("Pladser (5 dage)", Column::Places),
            ("Pladser på hverdage", Column::Places),
            ("Pladser inkl. ledige", Column::Places),
            ("Pladser ved 95 % belægning", Column::Places),
            ("Normeret antal borgere", Column::Places),
            ("Kapacitet (personer)", Column::Places),
            ("Belægning i % af antal pladser", Column::Occupancy),
            ("Belægningsprocent (døgn)", Column::Occupancy),
            ("Årets resultat til overførsel", Column::Result),
            ("Resultat før overførsel", Column::Result),
            ("Årets resultat (ikke akkumuleret)", Column::Result),
        ] {
            assert_eq!(heard(heading, column), [], "{heading}");
        }
    }
}
