//! What the names of offers and tariffs say of the amounts beside them.

use super::saying::{Saying, sayings};
use super::scale::ends_in_kroner;
use super::units::unit_in_name;
use super::words::{normal, words};
use rammeaftale::portfolio::Column;

/// True for the columns of such names.
pub(crate) fn is_name(column: Column) -> bool {
    matches!(column, Column::OfferName | Column::TariffName)
}

/// What a name says of the amounts beside it, as `Bofællesskabet Åen (tkr.)`, `Takst, 2024-priser` and `Timetakst`.
pub(crate) fn sayings_of_name(name: &str) -> Vec<Saying> {
    let told = sayings(name).into_iter().filter(|saying| match saying {
        Saying::Per(_) => false,
        Saying::Scaled => !is_lettered(name),
        _ => true,
    });
    told.chain(unit_in_name(name).map(|unit| Saying::Per(Some(unit)))).collect()
}

/// True for `Birk (T)` and `Afdeling Birk, K`, which speak of no kroner.
fn is_lettered(name: &str) -> bool {
    let normal = normal(name);
    let words = words(&normal);
    words.iter().any(|(_, word)| matches!(*word, "t" | "k")) && !words.iter().any(|(_, word)| ends_in_kroner(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rammeaftale::portfolio::TariffUnit;
    use rammeaftale::quantity::Year;

    #[test]
    fn names_that_say_something_of_the_amounts() {
        let prices = Year::new(2024).map(Saying::Prices);
        let accounts = Some(Saying::Realised(Year::new(2024)));
        for (name, said) in [
            ("Bofællesskabet Åen (tkr.)", Some(Saying::Scaled)),
            ("Birk, 1.000 kr.", Some(Saying::Scaled)),
            ("Birk (t. kr.)", Some(Saying::Scaled)),
            ("Birk i mio. kr.", Some(Saying::Scaled)),
            ("Birk – beløb i EUR", Some(Saying::Scaled)),
            ("Takst (2024-priser)", prices),
            ("Birk, 24-PL", prices),
            ("Takst i faste priser", Some(Saying::Fixed)),
            ("Birk (regnskab 2024)", accounts),
            ("Regnskab 2024", accounts),
            ("Takst 1. halvår 2024", Some(Saying::Partial)),
            ("Birk (månedstakst)", Some(Saying::Per(Some(TariffUnit::Month)))),
            ("Birk (T)", None),
            ("Afdeling Birk, K", None),
            ("Støtte over 1.000 kr.", None),
            ("Økonomi og regnskab", None),
            ("Botilbud niveau 2", None),
            ("Tusindfryd", None),
            ("Ørestad", None),
            ("KKR-pladser", None),
            ("", None),
        ] {
            assert_eq!(sayings_of_name(name), Vec::from_iter(said), "{name}");
        }
    }
}
