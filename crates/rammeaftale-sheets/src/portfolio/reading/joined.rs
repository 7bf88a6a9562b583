//! Rows of one offer's year on several sheets of a workbook, each with other columns, put together.

use crate::heading::is_amount;
use crate::portfolio::stand::Stand;
use rammeaftale::portfolio::{Column, Row};
use std::collections::HashMap;

/// The rows, of which those of the same offer, year, figures and tariff on other sheets are one where each has amounts that
/// the other lacks and nothing differs. What differs is left to be told.
pub(super) fn together(rows: Vec<(Row, Stand)>) -> Vec<(Row, Stand)> {
    let mut out: Vec<(Row, Stand)> = Vec::new();
    let mut first = HashMap::new();
    for (row, stand) in rows {
        let key = (row.offer.clone(), row.operator, row.year, row.figures, row.tariff_name.clone());
        let held = first.get(&key).and_then(|at: &usize| out.get_mut(*at));
        match held.filter(|(held, of)| of.table != stand.table && is_beside(held, &row)) {
            Some((held, _)) => join(held, row),
            None => {
                first.entry(key).or_insert(out.len());
                out.push((row, stand));
            }
        }
    }
    out
}

fn amounts() -> impl Iterator<Item = Column> {
    Column::ALL.iter().copied().filter(|column| is_amount(*column))
}

/// True for rows of which neither says anything of the other's amounts.
fn is_beside(a: &Row, b: &Row) -> bool {
    let brings =
        |one: &Row, other: &Row| amounts().any(|column| one.amount(column).is_some() && other.amount(column).is_none());
    let differs = amounts().any(|column| a.amount(column).zip(b.amount(column)).is_some_and(|(a, b)| a != b));
    brings(a, b)
        && brings(b, a)
        && !differs
        && a.price_level == b.price_level
        && agree(&a.offer_name, &b.offer_name)
        && agree(&a.location, &b.location)
        && agree(&a.legal_basis, &b.legal_basis)
        && agree(&a.buyers, &b.buyers)
        && agree(&a.opened, &b.opened)
        && agree(&a.closed, &b.closed)
        && has_unit_of(a, b)
        && has_unit_of(b, a)
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
        together(vec![(a, stand(0)), (b, stand(1))]).into_iter().map(|(row, _)| row).collect()
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
    fn rows_that_differ_are_left_to_be_told() {
        let tariff = || row(|row| (row.tariff, row.places) = (kroner(1_000), kroner(5)));
        let others = [
            tariff(),
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
