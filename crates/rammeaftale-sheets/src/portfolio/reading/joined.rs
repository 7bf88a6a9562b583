//! Rows of one offer's year on several sheets of a workbook put together.

use crate::heading::{Heading, is_amount};
use crate::mistake::Problem;
use crate::portfolio::stand::Stand;
use rammeaftale::diag::Code;
use rammeaftale::portfolio::{Column, Row};
use rammeaftale::quantity::Year;
use std::collections::HashMap;

/// The rows, of which those of the same offer, year, figures and tariff on other sheets are one where nothing differs, and
/// where those stand that bring nothing new. What differs is left to be told.
pub(super) fn together(rows: Vec<(Row, Stand)>) -> (Vec<(Row, Stand)>, Vec<Stand>) {
    let (mut out, mut repeated): (Vec<(Row, Stand)>, Vec<Stand>) = (Vec::new(), Vec::new());
    let mut first = HashMap::new();
    for (row, stand) in rows {
        let key = (row.offer.clone(), row.operator, row.year, row.figures, row.tariff_name.clone());
        let held = first.get(&key).and_then(|at: &usize| out.get_mut(*at));
        match held.filter(|(held, of)| of.table != stand.table && is_alike(held, &row)) {
            Some((held, _)) => {
                let is_new = amounts().any(|column| row.amount(column).is_some() && held.amount(column).is_none());
                repeated.extend(Some(stand).filter(|_| !is_new));
                join(held, row);
            }
            None => {
                first.entry(key).or_insert(out.len());
                out.push((row, stand));
            }
        }
    }
    (out, repeated)
}

/// A row of which all amounts stand on another sheet too.
pub(super) fn repeated() -> Problem {
    Problem::new(
        Code::DuplicateRow,
        "rækken står også på et andet ark med de samme tal og er læst én gang",
        "the row stands on another sheet too, with the same figures, and is read once",
    )
    .help("slet den ene, hvis de ikke skal rettes begge to", "delete one of them if not both are to be kept up")
}

fn amounts() -> impl Iterator<Item = Column> {
    Column::ALL.iter().copied().filter(|column| is_amount(*column))
}

/// True for rows of which neither says anything against the other.
fn is_alike(a: &Row, b: &Row) -> bool {
    let differs = amounts().any(|column| a.amount(column).zip(b.amount(column)).is_some_and(|(a, b)| a != b));
    !differs
        && agree(&level(a), &level(b))
        && agree(&a.offer_name, &b.offer_name)
        && agree(&a.location, &b.location)
        && agree(&a.legal_basis, &b.legal_basis)
        && agree(&a.buyers, &b.buyers)
        && agree(&a.opened, &b.opened)
        && agree(&a.closed, &b.closed)
        && has_unit_of(a, b)
        && has_unit_of(b, a)
}

/// The year in whose prices the amounts of a row are; none where it has none in kroner.
fn level(row: &Row) -> Option<Year> {
    let has_kroner = amounts().any(|column| column.is_kroner() && row.amount(column).is_some());
    has_kroner.then(|| row.price_level.unwrap_or(row.year))
}

fn agree<T: PartialEq>(a: &Option<T>, b: &Option<T>) -> bool {
    a.is_none() || b.is_none() || a == b
}

/// False where a row says another unit than that of the other one's tariff.
fn has_unit_of(row: &Row, other: &Row) -> bool {
    let is_other = |unit| has_unit(other) && unit != other.tariff_unit.unwrap_or_default();
    !row.tariff_unit.is_some_and(is_other)
}

/// True for a row with amounts that are paid for a unit.
fn has_unit(row: &Row) -> bool {
    row.tariff.is_some() || row.wage_supplement.is_some()
}

fn join(held: &mut Row, row: Row) {
    // A unit is that of the row's tariff.
    if has_unit(&row) || held.tariff_unit.is_none() && !has_unit(held) {
        held.tariff_unit = row.tariff_unit;
    }
    if level(held).is_none() {
        held.price_level = row.price_level;
    }
    for column in amounts() {
        if let (Some(amount), Some(slot)) = (row.amount(column), held.amount_mut(column)) {
            *slot = Some(amount);
        }
    }
    held.offer_name = held.offer_name.take().or(row.offer_name);
    held.location = held.location.or(row.location);
    held.legal_basis = held.legal_basis.take().or(row.legal_basis);
    held.buyers = held.buyers.take().or(row.buyers);
    held.opened = held.opened.or(row.opened);
    held.closed = held.closed.or(row.closed);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::lex::Start;
    use rammeaftale::portfolio::{Authority, TariffUnit};
    use rammeaftale::quantity::{Kroner, Year};

    fn row(edit: impl FnOnce(&mut Row)) -> Row {
        let mut row = Row::new("B1", Authority::new(740).unwrap(), Year::new(2025).unwrap());
        edit(&mut row);
        row
    }

    fn kroner(number: i64) -> Option<Kroner> {
        Kroner::new(number.into()).ok()
    }

    fn on_two_sheets(a: Row, b: Row) -> Vec<Row> {
        let stand = |table| Stand { table, start: Start::FIRST, period: None };
        together(vec![(a, stand(0)), (b, stand(1))]).0.into_iter().map(|(row, _)| row).collect()
    }

    #[test]
    fn rows_that_complete_each_other_are_one() {
        let tariff = || row(|row| row.tariff = kroner(1_000));
        let basis = || row(|row| (row.tariff_basis, row.places) = (kroner(500_000), kroner(5)));
        let both = on_two_sheets(tariff(), basis());
        assert_eq!(both.len(), 1);
        assert_eq!((both[0].tariff, both[0].tariff_basis, both[0].places), (kroner(1_000), kroner(500_000), kroner(5)));
        let monthly = || row(|row| (row.tariff, row.tariff_unit) = (kroner(1_000), Some(TariffUnit::Month)));
        for (a, b) in [(monthly(), basis()), (basis(), monthly())] {
            assert_eq!(on_two_sheets(a, b)[0].tariff_unit, Some(TariffUnit::Month));
        }
    }

    #[test]
    fn a_price_level_is_that_of_amounts_in_kroner() {
        let tariff = |level| row(|row| (row.tariff, row.price_level) = (kroner(1_000), Year::new(level)));
        let places = || row(|row| row.places = kroner(5));
        let basis = || row(|row| row.tariff_basis = kroner(500_000));
        for (a, b, level) in
            [(tariff(2024), places(), 2024), (places(), tariff(2024), 2024), (tariff(2025), basis(), 2025)]
        {
            let both = on_two_sheets(a, b);
            assert_eq!((both.len(), both[0].price_level), (1, Year::new(level)));
        }
    }

    #[test]
    fn a_row_that_stands_on_two_sheets_is_one() {
        let whole = || row(|row| (row.tariff, row.places) = (kroner(1_000), kroner(5)));
        let part = || row(|row| row.tariff = kroner(1_000));
        let stand = |table| Stand { table, start: Start::FIRST, period: None };
        for (a, b, count) in [(whole(), whole(), 1), (whole(), part(), 1), (part(), whole(), 0)] {
            let (rows, repeated) = together(vec![(a, stand(0)), (b, stand(1))]);
            assert_eq!((rows.len(), repeated.len(), rows[0].0.places), (1, count, kroner(5)));
        }
        assert_eq!(together(vec![(whole(), stand(0)), (whole(), stand(0))]).0.len(), 2, "on one sheet it is a mistake");
    }

    #[test]
    fn rows_that_differ_are_left_to_be_told() {
        let tariff = || row(|row| (row.tariff, row.places) = (kroner(1_000), kroner(5)));
        let others = [
            row(|row| (row.tariff, row.tariff_basis) = (kroner(1_001), kroner(500_000))),
            row(|row| (row.tariff_basis, row.places) = (kroner(500_000), kroner(6))),
            row(|row| (row.tariff_basis, row.price_level) = (kroner(500_000), Year::new(2024))),
            row(|row| (row.tariff_basis, row.tariff_unit) = (kroner(500_000), Some(TariffUnit::Month))),
            row(|row| (row.tariff_basis, row.tariff_name) = (kroner(500_000), Some("nat".into()))),
        ];
        for other in others {
            assert_eq!(on_two_sheets(tariff(), other.clone()).len(), 2, "{other:?}");
            assert_eq!(on_two_sheets(other.clone(), tariff()).len(), 2, "{other:?}");
        }
    }
}
