//! The figure of a column in an offer's account.

use crate::portfolio::{Account, Column, Figure, Tariff};
use crate::quantity::Kroner;

pub(super) fn of_tariff(row: &Tariff, column: Column) -> Figure {
    match column {
        Column::Tariff => row.tariff,
        Column::Places => row.places,
        Column::WageSupplement => row.wage_supplement,
        _ => Figure::Unknown,
    }
}

/// A blank total of places is the sum of those of the tariffs, when all are known; `None` when only some are.
pub(super) fn of_offer(account: &Account, column: Column) -> Option<Figure> {
    Some(match column {
        Column::TariffBasis => account.tariff_basis,
        Column::OwnPayment => account.own_payment,
        Column::Result => account.result,
        Column::CarriedResult => account.carried_result,
        Column::Turnover => account.turnover,
        Column::Places if account.total_places.known().is_none() => return places_of_tariffs(account),
        Column::Places => account.total_places,
        _ => Figure::Unknown,
    })
}

fn places_of_tariffs(account: &Account) -> Option<Figure> {
    let mut places = account.tariffs.iter().map(|tariff| tariff.places);
    if places.clone().all(|one| one.known().is_none()) {
        return Some(Figure::Unknown);
    }
    let add = |sum: Figure, one: Figure| {
        let (a, b) = (sum.known()?.decimal(), one.known()?.decimal());
        let places = Kroner::new(a.checked_add(b)?).ok()?;
        let given = matches!((sum, one), (Figure::Given(_), Figure::Given(_)));
        Some(if given { Figure::Given(places) } else { Figure::Assumed(places) })
    };
    let first = places.next().filter(|first| first.known().is_some())?;
    places.try_fold(first, add)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portfolio::TariffUnit;

    #[test]
    fn places_of_an_offer_stand_in_total_or_on_each_tariff() {
        let amount = |number: i64| Kroner::new(number.into()).unwrap();
        let (given, assumed) = (|number| Figure::Given(amount(number)), |number| Figure::Assumed(amount(number)));
        let places = |total_places, tariffs: &[Figure]| {
            let tariff = |places: &Figure| Tariff {
                name: None,
                tariff: Figure::Unknown,
                unit: TariffUnit::Day,
                places: *places,
                occupancy: Figure::Unknown,
                wage_supplement: Figure::Unknown,
            };
            let mut account = Account::default();
            (account.tariffs, account.total_places) = (tariffs.iter().map(tariff).collect(), total_places);
            of_offer(&account, Column::Places)
        };
        let unknown = Figure::Unknown;
        assert_eq!(places(given(9), &[unknown, unknown]), Some(given(9)));
        assert_eq!(places(unknown, &[given(4), given(5)]), Some(given(9)));
        assert_eq!(places(unknown, &[given(4), assumed(5)]), Some(assumed(9)));
        assert_eq!(places(unknown, &[assumed(4), given(5), given(1)]), Some(assumed(10)));
        assert_eq!([places(unknown, &[given(4), unknown]), places(unknown, &[unknown, given(4)])], [None; 2]);
        assert_eq!([places(unknown, &[unknown, unknown]), places(unknown, &[])], [Some(unknown); 2]);
    }
}
