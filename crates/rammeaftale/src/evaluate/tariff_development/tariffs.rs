//! Tariffs: each against its own base, or weighted by places and summed by unit.

use super::comparison::Comparison;
use crate::agreement::rules::Allowance;
use crate::assessment::{LeftOut, LeftOutReason};
use crate::evaluate::at::At;
use crate::evaluate::ledger::Ledger;
use crate::evaluate::limit::Test;
use crate::evaluate::measure::TariffAt;
use crate::evaluate::sum::{Sum, Unknown};
use crate::plan::Terms;
use crate::portfolio::{Column, FiguresKind, Offer, TariffUnit};
use crate::quantity::{Exact, Year};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A tariff in one year.
#[derive(Clone, Copy, Debug)]
pub(super) enum Found<'e> {
    /// It stands there, or no row tells whether it does.
    Perhaps(TariffAt<'e>),
    /// The year's tariffs are known, and it is not among them.
    Absent,
}

impl<'e> Found<'e> {
    pub(super) fn known(self) -> Option<TariffAt<'e>> {
        match self {
            Found::Perhaps(tariff) => Some(tariff),
            Found::Absent => None,
        }
    }
}

pub(super) fn find<'e>(offer: &'e Offer, name: Option<&'e Arc<str>>, year: Year, figures: FiguresKind) -> Found<'e> {
    let at = At { offer, year, figures };
    let account = at.account();
    let row = account.and_then(|account| account.tariff(name));
    match row {
        None if account.is_some_and(|account| !account.tariffs.is_empty()) => Found::Absent,
        row => Found::Perhaps(TariffAt { at, name, row }),
    }
}

/// Which tariffs are judged: those of the subject year; without any, those of the base year; else the only one that the offer
/// names in any year, or one unnamed.
pub(in crate::evaluate) fn judged(
    offer: &Offer,
    subject: (Year, FiguresKind),
    base: (Year, FiguresKind),
) -> Vec<Option<&Arc<str>>> {
    let names = |(year, figures)| {
        let account = offer.account(year, figures).into_iter();
        account.flat_map(|account| &account.tariffs).map(|tariff| tariff.name.as_ref()).collect::<Vec<_>>()
    };
    [subject, base].into_iter().map(names).find(|names| !names.is_empty()).unwrap_or_else(|| vec![only(offer)])
}

/// The name that all rows of an offer share.
fn only(offer: &Offer) -> Option<&Arc<str>> {
    let accounts = offer.years.values().flat_map(|year| [&year.budget, &year.realised]).flatten();
    let names: BTreeSet<Option<&Arc<str>>> =
        accounts.flat_map(|account| &account.tariffs).map(|tariff| tariff.name.as_ref()).collect();
    if names.len() == 1 { names.into_iter().next().flatten() } else { None }
}

fn judged_under<'e>(terms: &Terms, offer: &'e Offer) -> Vec<Option<&'e Arc<str>>> {
    judged(offer, (terms.subject_year, terms.figures), (terms.base_year(), terms.base_figures))
}

/// One tariff against its base.
pub(super) fn compare<'e>(
    ledger: &Ledger<'_, 'e>,
    terms: &Terms,
    offer: &'e Offer,
    name: Option<&'e Arc<str>>,
    base_year: Year,
) -> Comparison<'e> {
    let Ok((base, actual)) = pair(terms, offer, name, base_year) else {
        let actual = find(offer, name, terms.subject_year, terms.figures).known();
        let shown = |actual| {
            let mut sum = ledger.tariff(terms, actual, false);
            if terms.allowance == Allowance::WageSupplement {
                // Shown as well, though it is deducted from nothing.
                sum.assumed = ledger.tariff(terms, actual, true).assumed;
            }
            Box::new(sum)
        };
        return Comparison::NoBase { actual: actual.map(shown) };
    };
    let base = ledger.tariff(terms, base, false);
    let parts = ledger.limit_parts(terms, base_year);
    let test = |less_supplement| {
        let actual = ledger.tariff(terms, actual, less_supplement);
        Box::new(Test::new(&parts, actual, base.clone(), None))
    };
    let after_supplement = (terms.allowance == Allowance::WageSupplement).then(|| test(true));
    Comparison::Of { base_year, unit: None, full: test(false), after_supplement, blank_places: Vec::new() }
}

/// A tariff in the base year and in the subject year, or why the two cannot be compared.
fn pair<'e>(
    terms: &Terms,
    offer: &'e Offer,
    name: Option<&'e Arc<str>>,
    base_year: Year,
) -> Result<(TariffAt<'e>, TariffAt<'e>), LeftOutReason> {
    if !offer.exists(base_year) {
        return Err(LeftOutReason::New);
    }
    let base = find(offer, name, base_year, terms.base_figures).known().ok_or(LeftOutReason::New)?;
    let actual = find(offer, name, terms.subject_year, terms.figures).known().ok_or(LeftOutReason::Closed)?;
    match (base.row, actual.row) {
        (Some(before), Some(after)) if before.unit != after.unit => Err(LeftOutReason::Unit),
        _ => Ok((base, actual)),
    }
}

/// A weighted sum of tariffs of one unit.
#[derive(Default)]
struct Total<'e> {
    base: Sum<'e>,
    actual: Sum<'e>,
    after: Sum<'e>,
    blank_places: Vec<Unknown<'e>>,
}

/// Σ base-year places × tariff over the comparable offers, tariffs of one unit together.
pub(super) fn totals<'e>(
    ledger: &Ledger<'_, 'e>,
    terms: &Terms,
    offers: &[&'e Offer],
    base_year: Year,
) -> Vec<Comparison<'e>> {
    let mut by_unit: BTreeMap<TariffUnit, Total<'e>> = BTreeMap::new();
    let comparable = |offer: &&&Offer| offer.exists(terms.base_year()) && offer.exists(terms.subject_year);
    for offer in offers.iter().filter(comparable) {
        for name in judged_under(terms, offer) {
            // Its weight is that of the first base year, so it must be comparable there as well.
            if pair(terms, offer, name, terms.base_year()).is_err() {
                continue;
            }
            let Ok((base, actual)) = pair(terms, offer, name, base_year) else { continue };
            let unit = actual.row.or(base.row).map_or_else(TariffUnit::default, |row| row.unit);
            add(ledger, terms, by_unit.entry(unit).or_default(), base, actual);
        }
    }
    if by_unit.is_empty() {
        return vec![Comparison::NoBase { actual: None }];
    }
    let with_supplement = terms.allowance == Allowance::WageSupplement;
    let parts = ledger.limit_parts(terms, base_year);
    let comparison = |(unit, total): (TariffUnit, Total<'e>)| {
        let test = |actual| Box::new(Test::new(&parts, actual, total.base.clone(), None));
        Comparison::Of {
            base_year,
            unit: Some(unit),
            full: test(total.actual),
            after_supplement: with_supplement.then(|| test(total.after)),
            blank_places: total.blank_places,
        }
    };
    by_unit.into_iter().map(comparison).collect()
}

/// Adds one tariff with the places of the first base year as its weight.
fn add<'e>(ledger: &Ledger<'_, 'e>, terms: &Terms, total: &mut Total<'e>, base: TariffAt<'e>, actual: TariffAt<'e>) {
    let weight_at = At { year: terms.base_year(), ..base.at };
    let row = find(base.at.offer, base.name, weight_at.year, weight_at.figures).known().and_then(|tariff| tariff.row);
    let places = ledger.tariff_figure(weight_at, Column::Places, base.name, row);
    total.blank_places.extend_from_slice(&places.unknown);
    // A blank weight leaves the total undecided; of its value only that it may be something matters here.
    let weight = places.known().unwrap_or(Exact::whole(10_000)) * Exact::ratio(1, 10_000);
    if places.is_given() && weight.is_zero() {
        // Weighted with no places, even an unknown tariff counts nothing; that there are none may be assumed.
        total.base.note(&places);
        return;
    }
    let weighted = |sum: Sum<'e>| {
        let mut sum = sum.map(|bounds| bounds.times(&weight));
        sum.note(&places);
        sum
    };
    total.base.join(&weighted(ledger.tariff(terms, base, false)));
    total.actual.join(&weighted(ledger.tariff(terms, actual, false)));
    if terms.allowance == Allowance::WageSupplement {
        total.after.join(&weighted(ledger.tariff(terms, actual, true)));
    }
}

/// Why one tariff has no base, and the offer's tariffs of the base year alone.
pub(super) fn reasons(terms: &Terms, offer: &Offer, name: Option<&Arc<str>>) -> Vec<LeftOut> {
    let mut out = ended(terms, offer);
    if let Err(reason) = pair(terms, offer, name, terms.base_year()) {
        out.push(LeftOut { offer: offer.id.clone(), tariff_name: name.cloned(), reason });
    }
    out
}

/// Tariffs of the base year that the subject year no longer has.
pub(super) fn ended(terms: &Terms, offer: &Offer) -> Vec<LeftOut> {
    let account = offer.account(terms.base_year(), terms.base_figures);
    let names = account.into_iter().flat_map(|account| &account.tariffs).map(|tariff| tariff.name.as_ref());
    names
        .filter(|name| matches!(find(offer, *name, terms.subject_year, terms.figures), Found::Absent))
        .map(|name| LeftOut { offer: offer.id.clone(), tariff_name: name.cloned(), reason: LeftOutReason::Closed })
        .collect()
}

/// Tariffs of a comparable offer that do not enter an operator's total.
pub(super) fn left_out(terms: &Terms, offer: &Offer) -> Vec<LeftOut> {
    if !offer.exists(terms.base_year()) || !offer.exists(terms.subject_year) {
        return Vec::new();
    }
    let mut out = ended(terms, offer);
    for name in judged_under(terms, offer) {
        if let Err(reason) = pair(terms, offer, name, terms.base_year()) {
            out.push(LeftOut { offer: offer.id.clone(), tariff_name: name.cloned(), reason });
        }
    }
    out
}
