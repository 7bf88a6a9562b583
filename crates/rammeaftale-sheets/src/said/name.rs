//! What the names of offers and tariffs say of the amounts beside them.

use super::part::{names_day, names_part};
use super::per::is_tariff;
use super::prices::year_of;
use super::saying::{Saying, sayings};
use super::scale::ends_in_kroner;
use super::time::of_other_year;
use super::units::unit_in_name;
use super::words::{normal, words};
use super::years::span_of_title;
use rammeaftale::portfolio::Column;

/// True for the columns of such names.
pub(crate) fn is_name(column: Column) -> bool {
    matches!(column, Column::OfferName | Column::TariffName)
}

/// What a name says of the amounts beside it, as `Bofællesskabet Åen (tkr.)`, `Takst 2024` and `Timetakst`.
pub(crate) fn sayings_of_name(name: &str) -> Vec<Saying> {
    let normal = normal(name);
    let words: Vec<&str> = words(&normal).into_iter().map(|(_, word)| word).collect();
    let is_sure = |word: &&str| ends_in_kroner(word) || word.starts_with("regnskab") || year_of(word).is_some();
    // `Nok`, `H1`, `Birk (T)` and `Afdeling Birk, K` are names, and no more.
    let is_name = words.len() == 1 || words.iter().any(|word| matches!(*word, "t" | "k"));
    let holds = |saying: &Saying| match saying {
        Saying::Per(_) => false,
        Saying::Scaled | Saying::Partial | Saying::Realised(_) => !is_name || words.iter().any(is_sure),
        _ => true,
    };
    let mut told: Vec<Saying> = sayings(name).into_iter().filter(holds).collect();
    if words.iter().any(|word| year_of(word).is_some()) {
        told.extend(span_of_title(name).map(|(first, last)| Saying::Years(first, last)));
    }
    told.extend(unit_in_name(name).map(Saying::Per));
    // `Gammel takst`, `Takst pr. 1. juli`; not `Gammel Estrup` and `Takst, nye borgere`.
    if words.iter().any(|word| is_tariff(word)) {
        let is_part = names_part(name) || words.contains(&"pr") && names_day(name);
        let is_bare = words.iter().all(|word| is_tariff(word) || *word == "år" || of_other_year(word).is_some());
        told.extend((is_part && !told.contains(&Saying::Partial)).then_some(Saying::Partial));
        told.extend(of_other_year(name).filter(|_| is_bare).map(Saying::OtherYear));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use rammeaftale::portfolio::TariffUnit;
    use rammeaftale::quantity::Year;

    #[test]
    fn names_that_say_something_of_the_amounts() {
        let prices = Year::new(2024).map(Saying::Prices);
        let years = Year::new(2024).map(|year| Saying::Years(year, year));
        let accounts = Some(Saying::Realised(None));
        for (name, said) in [
            ("Bofællesskabet Åen (tkr.)", Some(Saying::Scaled)),
            ("Birk, 1.000 kr.", Some(Saying::Scaled)),
            ("Birk (t. kr.)", Some(Saying::Scaled)),
            ("Birk i mio. kr.", Some(Saying::Scaled)),
            ("Birk – beløb i EUR", Some(Saying::Scaled)),
            ("Takst (2024-priser)", prices),
            ("Birk, 24-PL", prices),
            ("Takst i faste priser", Some(Saying::Fixed)),
            ("Birk (regnskab)", accounts),
            ("Takst 1. halvår 2024", Some(Saying::Partial)),
            ("Takst 2024", years),
            ("Gammel takst", Some(Saying::OtherYear(true))),
            ("Takst pr. 1. juli", Some(Saying::Partial)),
            ("Takst pr. 1/1", None),
            ("Gammel Estrup", None),
            ("Takst, nye borgere", None),
            ("Takst, marts-modellen", None),
            ("Takst forrige år", Some(Saying::OtherYear(true))),
            ("Ny plads", None),
            ("Regnskab", accounts),
            ("Takst pr. uge", Some(Saying::Per(None))),
            ("Birk (månedstakst)", Some(Saying::Per(Some(TariffUnit::Month)))),
            ("Birk (T)", None),
            ("Afdeling Birk, K", None),
            ("Støtte over 1.000 kr.", None),
            ("Økonomi og regnskab", None),
            ("Botilbud niveau 2", None),
            ("Tusindfryd", None),
            ("Nok", None),
            ("Mill", None),
            ("H1", None),
            ("Forbrug", None),
            ("Takst 24", None),
            ("Kollegiet 2000", None),
            ("Støtte 2 timer om ugen", None),
            ("Ørestad", None),
            ("KKR-pladser", None),
            ("", None),
        ] {
            assert_eq!(sayings_of_name(name), Vec::from_iter(said), "{name}");
        }
    }
}
