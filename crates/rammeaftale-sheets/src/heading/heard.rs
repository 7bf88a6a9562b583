//! What headings say of the amounts below them, beside the column that they name.

use super::figures::{are_taken, bare, counts, is_no_tariff, is_of_years, words};
use super::{Heading, is_amount};
use crate::fold::fold;
use crate::said::time::{Unit, of_other_year, time};
use crate::said::{
    Saying, currency, is_deficit, is_of_accounts, names_day, names_part, names_rate, sayings, scale, unit_beside,
    with_letter, years_of_heading,
};
use rammeaftale::portfolio::{Column, TariffUnit};

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
        Column::Tariff if is_no_tariff(heading) => Some(Saying::Other),
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
    let is_realised = words(&with_letter(heading)).any(is_of_accounts) || folded.contains("(r)");
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

/// The unit that a heading names: as words beside a number do, or by a word for it, as `Takst 2025 (time)`; a year
/// alone may be that of the figures.
fn unit_named(heading: &str) -> Option<Unit> {
    let words: Vec<&str> = words(heading).collect();
    let word = |at: Option<usize>| at.and_then(|at| words.get(at)).copied().unwrap_or_default();
    let mut alone = words.iter().enumerate().filter_map(|(at, text)| {
        let (before, first) = (word(at.checked_sub(1)), word(at.checked_sub(2)));
        let count = before.parse().ok().filter(|count: &u16| *count > 1);
        // `Takst for 14 dage` and `14 dages takst`.
        let is_of_many = fold(first) == "for" && time(&fold(text)).is_some();
        let is_of_days = matches!(*text, "dages" | "ugers") && fold(word(Some(at + 1))).starts_with("takst");
        if count.is_some() && (is_of_many || is_of_days) {
            return Some(None);
        }
        // Not of the stay in `Takst efter 3 måneder`.
        let is_stay = matches!(*text, "måneder" | "mdr") && count.is_some_and(|months| months < 12);
        time(&fold(text)).filter(|unit| !is_stay && *unit != Some(TariffUnit::Year))
    });
    unit_beside(heading).or_else(|| alone.next())
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
            ("Takst for 14 dage", Column::Tariff, Saying::Per(None)),
            ("14-dages takst", Column::Tariff, Saying::Per(None)),
            ("Gns. takst", Column::Tariff, Saying::Other),
            ("Gennemsnitstakst 2025", Column::Tariff, Saying::Other),
            ("Indtægter", Column::Tariff, Saying::Other),
            ("Udgift i kr.", Column::Tariff, Saying::Other),
            ("Gl. Takst", Column::Tariff, Saying::OtherYear(true)),
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
            ("Pris R 2024", Column::Tariff, Saying::Realised(None)),
            ("Pris 2024 R", Column::Tariff, Saying::Realised(None)),
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
            ("Pris B 2024", Column::Tariff),
            ("Takst R 12", Column::Tariff),
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
            ("Takst Gl. Estrup", Column::Tariff),
            ("Takst Ny Vestergård", Column::Tariff),
            ("Takst ekskl. udgifter til kost", Column::Tariff),
            ("Omkostningsbestemt takst", Column::Tariff),
            ("Indtægter", Column::Turnover),
            ("Udgifter", Column::TariffBasis),
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
