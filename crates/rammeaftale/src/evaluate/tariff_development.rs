//! Limits on development: each tariff, a contribution, or the total of an operator or the region.

mod by_formula;
mod comparison;
mod figures;
mod offers;
mod tariffs;

use super::answer::Answer;
use super::judgement::{Detail, Judgement, Target};
use super::ledger::Ledger;
use super::limit::Decision;
use super::record::Facts;
use crate::agreement::rules::{AtMost, LimitLevel, Measure, TariffDevelopment};
use crate::assessment::{Figures, LeftOut, LeftOutReason, LimitFigures, NotApplicable, Verdict};
use crate::plan::{Cells, LimitFormula, Terms};
use crate::portfolio::FiguresKind;
use crate::quantity::{Exact, Year};
use comparison::Comparison;
use std::cmp::Ordering;

pub(super) use by_formula::{Growth, Worked, brief, lowest, tell};
pub(super) use tariffs::judged as judged_tariffs;

pub(super) fn judge<'e>(
    ledger: &Ledger<'_, 'e>,
    rule: &TariffDevelopment,
    terms: &Terms,
    target: Target<'e>,
) -> Judgement<'e> {
    match speaks(rule, terms, target) {
        Speaks::Above => Judgement::moved_to(terms.level),
        Speaks::Below => Judgement::not_applicable(NotApplicable::Reading),
        Speaks::Here if terms.at_most == AtMost::NoTarget => {
            // No duty, but the figures are shown.
            let comparisons = comparisons(ledger, terms, target);
            Judgement::not_applicable(NotApplicable::NoDuty).noting(&comparison::read(&comparisons))
        }
        Speaks::Here => comparison::judge(&comparisons(ledger, terms, target)),
    }
}

/// The same by the plan's arithmetic; `None` where it does not reach.
pub(super) fn judge_by<'e>(
    formula: &LimitFormula,
    (rule, terms): (&TariffDevelopment, &Terms),
    target: Target<'_>,
    (facts, cells): (Facts<'_, 'e>, &Cells),
) -> Option<Answer<'e>> {
    reaches(formula, rule, terms, target).then(|| by_formula::judge(formula, facts, cells))?
}

/// The verdict with a growth of prices tried for missing years; `None` where the plan's arithmetic does not reach.
pub(super) fn verdict_by(
    formula: &LimitFormula,
    (rule, terms): (&TariffDevelopment, &Terms),
    target: Target<'_>,
    (facts, cells): (Facts<'_, '_>, &Cells),
    tried: Option<Growth>,
) -> Option<Verdict> {
    reaches(formula, rule, terms, target).then(|| by_formula::verdict(formula, facts, cells, tried))?
}

/// The room, in the same way.
pub(super) fn room_by(
    formula: &LimitFormula,
    (rule, terms): (&TariffDevelopment, &Terms),
    target: Target<'_>,
    facts: Facts<'_, '_>,
    tried: Option<Growth>,
) -> Option<Exact> {
    reaches(formula, rule, terms, target).then(|| by_formula::room(formula, facts, tried))?
}

/// True when the limit binds above single offers, so that an offer has no finding of its own.
pub(super) fn binds_above(rule: &TariffDevelopment, terms: &Terms) -> bool {
    terms.level > LimitLevel::Offer && !rule.is_contribution(LimitLevel::Offer)
}

/// One offer's share of a total of tariffs is left to the longer way, and so are totals of realised tariffs: a total holds the
/// tariffs that stand in the budget.
fn reaches(formula: &LimitFormula, rule: &TariffDevelopment, terms: &Terms, target: Target<'_>) -> bool {
    let is_total = formula.weight.is_some() && terms.level > LimitLevel::Offer;
    let is_held = terms.level == target.level() && terms.figures == FiguresKind::Budget;
    matches!(speaks(rule, terms, target), Speaks::Here) && (!is_total || is_held)
}

/// Of whom a limit speaks under one choice of readings, seen from a target.
enum Speaks {
    Here,
    Above,
    Below,
}

fn speaks(rule: &TariffDevelopment, terms: &Terms, target: Target<'_>) -> Speaks {
    match terms.level.cmp(&target.level()) {
        Ordering::Less => Speaks::Below,
        Ordering::Greater if !rule.is_contribution(target.level()) => Speaks::Above,
        Ordering::Greater | Ordering::Equal => Speaks::Here,
    }
}

pub(super) fn detail<'e>(
    ledger: &Ledger<'_, 'e>,
    rule: &TariffDevelopment,
    terms: &Terms,
    target: Target<'e>,
) -> Detail {
    match speaks(rule, terms, target) {
        Speaks::Above | Speaks::Below => {
            let figures =
                LimitFigures { measure: Some(terms.measure), judged_at: Some(terms.level), ..LimitFigures::default() };
            Detail { figures: Figures::Limit(figures), left_out: Vec::new() }
        }
        Speaks::Here => {
            let comparisons = comparisons(ledger, terms, target);
            Detail {
                figures: Figures::Limit(figures::shown(ledger, terms, target, &comparisons)),
                left_out: left_out(terms, target, &comparisons),
            }
        }
    }
}

/// The same by the plan's arithmetic; `None` where it does not reach.
pub(super) fn detail_by(
    formula: &LimitFormula,
    (rule, terms): (&TariffDevelopment, &Terms),
    target: Target<'_>,
    facts: Facts<'_, '_>,
) -> Option<Detail> {
    let known = figures::nothing(terms);
    let figures = reaches(formula, rule, terms, target).then(|| by_formula::figures(formula, facts, known))??;
    Some(Detail { figures: Figures::Limit(figures), left_out: left_out(terms, target, &[]) })
}

/// Every comparison that must hold.
fn comparisons<'e>(ledger: &Ledger<'_, 'e>, terms: &Terms, target: Target<'e>) -> Vec<Comparison<'e>> {
    let by_year = |of_year: &dyn Fn(Year) -> Vec<Comparison<'e>>| {
        terms.base_years.iter().flat_map(|year| of_year(*year)).collect()
    };
    match (target, terms.measure) {
        (Target::Offer { offer, tariff }, Measure::Tariff) if terms.level == LimitLevel::Offer => {
            by_year(&|year| vec![tariffs::compare(ledger, terms, offer, tariff, year)])
        }
        (Target::Offer { offer, .. }, Measure::Tariff) => {
            by_year(&|year| tariffs::totals(ledger, terms, &[offer], year))
        }
        (Target::Operator { offers, .. } | Target::Region { offers }, Measure::Tariff) => {
            by_year(&|year| tariffs::totals(ledger, terms, offers, year))
        }
        (Target::Offer { offer, .. }, _) => by_year(&|year| vec![offers::compare(ledger, terms, &[offer], year)]),
        (Target::Operator { offers, .. } | Target::Region { offers }, _) => {
            by_year(&|year| vec![offers::compare(ledger, terms, offers, year)])
        }
    }
}

fn left_out(terms: &Terms, target: Target<'_>, comparisons: &[Comparison<'_>]) -> Vec<LeftOut> {
    let mut out = match (target, terms.measure) {
        (Target::Offer { offer, tariff }, Measure::Tariff) if terms.level == LimitLevel::Offer => {
            tariffs::reasons(terms, offer, tariff)
        }
        (_, measure) => {
            let offers = target.offers();
            let mut out = offers::left_out(terms, offers);
            if measure == Measure::Tariff {
                out.extend(offers.iter().flat_map(|offer| tariffs::left_out(terms, offer)));
            }
            out
        }
    };
    if let Target::Offer { offer, tariff } = target {
        let zero_base = comparisons.iter().filter_map(Comparison::test).any(|test| test.decide() == Decision::NoBase);
        let tariff_name = tariff.cloned();
        out.extend(zero_base.then(|| LeftOut {
            offer: offer.id.clone(),
            tariff_name,
            reason: LeftOutReason::ZeroBase,
        }));
    }
    out
}
