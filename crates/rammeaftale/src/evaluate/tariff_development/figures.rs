//! The figures shown of some comparisons: those of the tightest, and of each unit where tariffs of several are summed.

use super::comparison::Comparison;
use super::tariffs;
use crate::agreement::rules::{Allowance, AtMost};
use crate::assessment::{Compared, Conversion, Converted, LimitFigures};
use crate::evaluate::judgement::Target;
use crate::evaluate::ledger::Ledger;
use crate::evaluate::sum::Sum;
use crate::plan::Terms;
use crate::portfolio::{Column, Offer, TariffUnit};
use crate::quantity::Exact;
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use std::sync::Arc;

pub(super) fn shown<'e>(
    ledger: &Ledger<'_, 'e>,
    terms: &Terms,
    target: Target<'e>,
    comparisons: &[Comparison<'_>],
) -> LimitFigures {
    let each = by_unit(comparisons);
    let one = match each.as_slice() {
        [] => tightest(&comparisons.iter().collect::<Vec<_>>()),
        each => least_room(each),
    };
    let mut figures = one.map_or_else(|| nothing(terms), |one| of(ledger, terms, one));
    figures.by_unit = each.into_iter().map(|one| of(ledger, terms, one)).collect();
    if let Target::Offer { offer, tariff } = target {
        figures.wage_supplement = supplement(ledger, terms, offer, tariff);
    }
    figures
}

/// The most that the measure may change by, where that is fixed.
fn at_most(terms: &Terms) -> Option<Decimal> {
    match terms.at_most {
        AtMost::Percent(percent) => Some(percent.decimal()),
        AtMost::Index { .. } | AtMost::NoTarget => None,
    }
}

/// What is shown where nothing is known.
pub(super) fn nothing(terms: &Terms) -> LimitFigures {
    let (measure, base_year) = (Some(terms.measure), Some(terms.base_year()));
    LimitFigures { measure, at_most_percent: at_most(terms), base_year, ..LimitFigures::default() }
}

fn of(ledger: &Ledger<'_, '_>, terms: &Terms, one: &Comparison<'_>) -> LimitFigures {
    let mut figures = LimitFigures { unit: one.unit(), ..nothing(terms) };
    let (year, test) = match one {
        Comparison::NoBase { actual } => {
            figures.actual = actual.as_ref().and_then(|actual| actual.shown());
            return figures;
        }
        Comparison::Of { base_year, full, .. } => (*base_year, full),
    };
    figures.base_year = Some(year);
    figures.base = test.base.shown();
    figures.actual = test.actual.shown();
    let limit = test.known_limit().filter(|_| terms.at_most != AtMost::NoTarget);
    let credit = test.credit.as_ref().filter(|_| limit.as_ref().is_some_and(|(_, credited)| *credited));
    if let Some(credit) = credit {
        figures.credit_year = terms.credit.map(|(year, _)| year);
        figures.credit_base = credit.sum.shown();
    }
    let mut figures = figures.telling(&Compared {
        base: test.base.known(),
        actual: test.actual.known(),
        limit: limit.map(|(limit, _)| limit),
        credit: credit.and_then(|credit| credit.sum.known()),
        least: one.least(),
    });
    let credit = credit.map(|credit| &credit.sum);
    let sums =
        [(Converted::Base, Some(&test.base)), (Converted::CreditBase, credit), (Converted::Actual, Some(&test.actual))];
    figures.converted = sums.into_iter().flat_map(|(of, sum)| conversions(ledger, of, sum)).collect();
    figures
}

/// From which prices an amount that is shown was brought to which.
fn conversions(ledger: &Ledger<'_, '_>, of: Converted, sum: Option<&Sum<'_>>) -> Vec<Conversion> {
    let Some((sum, known)) = sum.and_then(|sum| Some((sum, sum.known()?))) else { return Vec::new() };
    let alike = sum.converted.len() == 1 && !sum.as_it_stands;
    let conversion = |(from, to)| {
        let before = || Some(&known * &ledger.growth(from, to).0.reciprocal()?);
        let amount = alike.then(before).flatten().and_then(|before| before.floor_to_ore());
        Conversion { of, amount, from, to, projections: ledger.plan.index.between(from, to) }
    };
    sum.converted.iter().copied().map(conversion).collect()
}

/// The tightest comparison of each unit; none where there is but one unit.
fn by_unit<'c, 'e>(comparisons: &'c [Comparison<'e>]) -> Vec<&'c Comparison<'e>> {
    let units: BTreeSet<TariffUnit> = comparisons.iter().filter_map(Comparison::unit).collect();
    let of_unit = |unit| comparisons.iter().filter(|one| one.unit() == Some(unit)).collect::<Vec<_>>();
    if units.len() < 2 { Vec::new() } else { units.into_iter().filter_map(|unit| tightest(&of_unit(unit))).collect() }
}

/// The one with the least room in percent, as far as it is certain that none has less.
fn least_room<'c, 'e>(each: &[&'c Comparison<'e>]) -> Option<&'c Comparison<'e>> {
    let rooms: Vec<(&Comparison<'e>, Exact)> =
        each.iter().filter_map(|one| Some((*one, one.room_of_base()?))).collect();
    let all_known = rooms.len() == each.len();
    let least = rooms.into_iter().min_by(|a, b| a.1.cmp(&b.1));
    least.filter(|(_, room)| all_known || room.signum() < 0).map(|(one, _)| one)
}

/// Of several base years the one with the lowest limit; where one is unknown, the first.
fn tightest<'c, 'e>(comparisons: &[&'c Comparison<'e>]) -> Option<&'c Comparison<'e>> {
    let limits: Option<Vec<Exact>> = comparisons.iter().map(|one| Some(one.test()?.known_limit()?.0)).collect();
    let lowest = limits.into_iter().flatten().zip(comparisons).min_by(|a, b| a.0.cmp(&b.0));
    lowest.map(|(_, found)| found).or(comparisons.first()).copied()
}

fn supplement<'e>(
    ledger: &Ledger<'_, 'e>,
    terms: &Terms,
    offer: &'e Offer,
    tariff: Option<&'e Arc<str>>,
) -> Option<Decimal> {
    if terms.allowance == Allowance::None {
        return None;
    }
    let subject = tariffs::find(offer, tariff, terms.subject_year, terms.figures).known()?;
    ledger.tariff_figure(subject.at, Column::WageSupplement, tariff, subject.row).shown()
}
