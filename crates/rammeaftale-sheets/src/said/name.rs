//! What the names of offers and tariffs say of the amounts beside them.

use super::part::{names_from_day, names_part};
use super::per::is_tariff;
use super::saying::Saying;
use super::sayings::sayings_of_words;
use super::scale::ends_in_kroner;
use super::time::of_other_year;
use super::units::unit_in_name;
use super::words::{Word, normal, words, year_of};
use super::years::span_of_title;
use rammeaftale::portfolio::Column;

/// True for the columns of such names.
pub(crate) fn is_name(column: Column) -> bool {
    matches!(column, Column::OfferName | Column::TariffName)
}

/// What a name says of the amounts beside it, as `Bofællesskabet Åen (tkr.)`, `Takst 2024` and `Timetakst`.
pub(crate) fn sayings_of_name(name: &str) -> Vec<Saying> {
    let normal = normal(name);
    let words = words(&normal);
    let has = |is_it: fn(&str) -> bool| words.iter().any(|(_, word)| is_it(word));
    let is_sure = || has(|word| ends_in_kroner(word) || word.starts_with("regnskab") || year_of(word).is_some());
    // `Nok`, `Birk (T)` and `Afdeling Birk, K` are names, and no more.
    let is_name = words.len() == 1 || has(|word| matches!(word, "t" | "k"));
    let has_tariff = has(is_tariff);
    let holds = |saying: &Saying| match saying {
        Saying::Per(_) => false,
        Saying::Partial => names_part(name),
        Saying::Scaled => !is_name || is_sure(),
        Saying::Realised(_) => (!is_name || is_sure()) && !is_office(&words),
        Saying::Prices(_) => has_tariff || !counts_places(name),
        _ => true,
    };
    let mut told: Vec<Saying> = sayings_of_words(&normal, &words).into_iter().filter(holds).collect();
    if has(|word| year_of(word).is_some()) && !is_of_house(&words) {
        told.extend(span_of_title(name).map(|(first, last)| Saying::Years(first, last)));
    }
    told.extend(unit_in_name(name, &words).map(Saying::Per));
    // `Gammel takst`, `Takst pr. 1. juli`; not `Gammel Estrup` and `Takst, nye borgere`.
    if has_tariff {
        let is_part = names_part(name) || names_from_day(&words);
        let is_more = |word| matches!(word, "år" | "års" | "n" | "t" | "1");
        let is_bare = words.iter().all(|(_, word)| is_tariff(word) || is_more(*word) || of_other_year(word).is_some());
        told.extend((is_part && !told.contains(&Saying::Partial)).then_some(Saying::Partial));
        told.extend(of_other_year(name).filter(|_| is_bare).map(Saying::OtherYear));
    }
    told
}

/// True for the department `Regnskab og IT`.
fn is_office(words: &[Word<'_>]) -> bool {
    words.windows(2).any(|pair| {
        matches!(pair, [(_, first), (between, next)]
            if first.starts_with("regnskab") && (*next == "og" || between.contains('&')))
    })
}

/// True for `Botilbud 24 PL`, which counts places: the year of a price level stands in four digits or behind a hyphen.
fn counts_places(name: &str) -> bool {
    let digits = |text: &str| text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    name.split_once(" PL").is_some_and(|(before, _)| (1..4).contains(&digits(before)))
}

/// True for the year of `Botilbud 2020` and of `Pris 2020-huset`, which is part of a house's name.
fn is_of_house(words: &[Word<'_>]) -> bool {
    let is_offer = words.iter().any(|(_, word)| word.ends_with("tilbud"));
    let is_amount = |word: &str| is_tariff(word) || word.starts_with("budget") || word.starts_with("regnskab");
    let is_joined = |pair: &[Word<'_>]| match pair {
        [(_, year), ("-", next)] => year_of(year).is_some() && next.starts_with(char::is_alphabetic),
        _ => false,
    };
    is_offer && !words.iter().any(|(_, word)| is_amount(word)) || words.windows(2).any(is_joined)
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
        let day = Some(Saying::Per(Some(TariffUnit::Day)));
        for (name, said) in [
            ("Bofællesskabet Åen (tkr.)", Some(Saying::Scaled)),
            ("Birk, 1.000 kr.", Some(Saying::Scaled)),
            ("Birk (t. kr.)", Some(Saying::Scaled)),
            ("Birk i mio. kr.", Some(Saying::Scaled)),
            ("Birk – beløb i EUR", Some(Saying::Scaled)),
            ("Takst (2024-priser)", prices),
            ("Birk, 24-PL", prices),
            ("Birk PL 24", prices),
            ("Takst i faste priser", Some(Saying::Fixed)),
            ("Birk (regnskab)", accounts),
            ("Takst 1. halvår 2024", Some(Saying::Partial)),
            ("Takst 2024", years),
            ("Gammel takst", Some(Saying::OtherYear(true))),
            ("Takst pr. 1. juli", Some(Saying::Partial)),
            ("Takst pr. 1/7", Some(Saying::Partial)),
            ("Takst fra 1/7", Some(Saying::Partial)),
            ("Takst fra 1. juli", Some(Saying::Partial)),
            ("Takst 9 måneder", Some(Saying::Partial)),
            ("Takst for 9 måneder", Some(Saying::Partial)),
            ("Takst H1 2024, Birk", Some(Saying::Partial)),
            ("Takst for botilbud 2024", years),
            ("Takst 24 PL", prices),
            ("Takst pr. 1/1", None),
            ("Takst 1/2 plads pr. døgn", None),
            ("Takst 24/7 pr. døgn", None),
            ("Takst Marts-huset pr. døgn", day),
            ("Takst 1. maj-huset, pr. døgn", None),
            ("Takst efter 3 mdr.", None),
            ("Takst 0-3 måneder", None),
            ("Takst ophold over 6 måneder", None),
            ("Takst H1", None),
            ("Birk Q2", None),
            ("Regnskab og IT", None),
            ("Regnskab & IT", None),
            ("Botilbud 2020", None),
            ("Dagtilbud 2010", None),
            ("Nyt tilbud 2024", None),
            ("Pris 2020-huset", None),
            ("Botilbud 24 PL", None),
            ("Gammel Estrup", None),
            ("Takst, nye borgere", None),
            ("Takst, marts-modellen", None),
            ("Takst forrige år", Some(Saying::OtherYear(true))),
            ("Sidste års takst", Some(Saying::OtherYear(true))),
            ("Forrige års takst", Some(Saying::OtherYear(true))),
            ("Gl. takst", Some(Saying::OtherYear(true))),
            ("Tidl. takst", Some(Saying::OtherYear(true))),
            ("Takst N-1", Some(Saying::OtherYear(true))),
            ("Takst (t-1)", Some(Saying::OtherYear(true))),
            ("Basisårets takst", Some(Saying::OtherYear(true))),
            ("Takst, Gl. Skole", None),
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
