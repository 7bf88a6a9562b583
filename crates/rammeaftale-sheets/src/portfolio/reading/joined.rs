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
        && (a.tariff_unit == b.tariff_unit || !has_unit(a) || !has_unit(b))
}

fn agree<T: PartialEq>(a: &Option<T>, b: &Option<T>) -> bool {
    a.is_none() || b.is_none() || a == b
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
