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

/// The same with a mark at each figure that settles it only by a size beyond what the offer's other figures make likely.
pub(super) fn marked<'e>(ledger: &Ledger<'_, 'e>, singles: Vec<Settlement>, judge: Judge<'_, 'e>) -> Vec<Settlement> {
    let open = judge(ledger).unknown;
    let is_beyond = |one: &Settlement| {
        let figure = one.figures.first().filter(|_| one.met_to.is_none() && one.breached_below.is_none())?;
        let (offer, column) = open.iter().find(|unknown| unknown.is(figure)).and_then(whose)?;
        let most = most(offer, column)?;
        let least = if column.may_be_negative() { -most } else { Decimal::ZERO };
        let settles =
            |size| trial(figure, size).is_some_and(|trial| tried(ledger, &trial, judge).verdict.is_definite());
        Some(![least, Decimal::ZERO, Decimal::ONE, most].into_iter().any(settles))
    };
    singles.into_iter().map(|one| Settlement { beyond_reason: is_beyond(&one).unwrap_or_default(), ..one }).collect()
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
