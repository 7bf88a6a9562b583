//! Whether a single figure would settle a finding by a size that such a figure of the offer can have. Verdicts know no such
//! bound: they are given where no possible value could change them.

use super::{Judge, Ledger, Trial, tried};
use crate::assessment::{Missing, Settlement};
use crate::evaluate::sum::Unknown;
use crate::portfolio::{Account, Column, Offer};
use crate::quantity::Kroner;
use rust_decimal::Decimal;

/// A missing figure is not taken to be more than so many times the largest that is known of the same kind and offer.
const TIMES: i64 = 2;

/// The same without thresholds beyond what the offer's other figures make likely, and with a mark at each figure that
/// settles it only there.
pub(super) fn marked(ledger: &Ledger<'_>, singles: Vec<Settlement>, judge: Judge<'_, '_>) -> Vec<Settlement> {
    let open = judge(ledger).unknown;
    let mark = |one: &Settlement| {
        let figure = one.figures.first()?;
        let (offer, column) = open.iter().find(|unknown| unknown.is(figure)).and_then(whose)?;
        let most = most(offer, column)?;
        let least = if column.may_be_negative() { -most } else { Decimal::ZERO };
        let settles =
            |size| trial(figure, size).is_some_and(|trial| tried(ledger, &trial, judge).verdict.is_definite());
        let turns = one.met_to.is_some() || one.breached_below.is_some();
        let beyond_reason = !turns && ![least, Decimal::ZERO, Decimal::ONE, most].into_iter().any(settles);
        let met_from = one.met_from.filter(|from| *from <= most);
        Some(Settlement { beyond_reason, met_from, ..one.clone() })
    };
    singles.into_iter().map(|one| mark(&one).unwrap_or(one)).collect()
}

fn whose<'e>(unknown: &Unknown<'e>) -> Option<(&'e Offer, Column)> {
    match unknown {
        Unknown::Figure { column, at, .. } => Some((at.offer, *column)),
        Unknown::Projection(_) => None,
    }
}

fn trial(figure: &Missing, size: Decimal) -> Option<Trial> {
    Some(Trial::Figure(figure.clone(), Kroner::new(size).ok()?))
}

/// The most that a figure of the offer is taken to be; none where nothing is known to hold it against. What residents pay
/// is part of what the offer costs, and so is a result.
fn most(offer: &Offer, column: Column) -> Option<Decimal> {
    let accounts = offer.years.values().flat_map(|year| [&year.budget, &year.realised]).flatten();
    accounts.flat_map(|account| sizes(account, column)).max()?.checked_mul(Decimal::from(TIMES))
}

fn sizes(account: &Account, column: Column) -> Vec<Decimal> {
    let tariffs = account.tariffs.iter();
    let figures = match column {
        Column::TariffBasis | Column::OwnPayment | Column::Result | Column::CarriedResult => vec![account.tariff_basis],
        Column::Turnover => vec![account.turnover, account.tariff_basis],
        Column::Tariff | Column::WageSupplement => tariffs.map(|tariff| tariff.tariff).collect(),
        Column::Places => tariffs.map(|tariff| tariff.places).chain([account.total_places]).collect(),
        _ => Vec::new(),
    };
    figures.into_iter().filter_map(|figure| Some(figure.known()?.decimal())).filter(|size| !size.is_zero()).collect()
}
