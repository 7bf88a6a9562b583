//! One case of a rule for one target: by the plan's arithmetic where that reaches, else by weighing what is unknown.

use super::answer::Answer;
use super::judgement::{Detail, Judgement, Target};
use super::ledger::Ledger;
use super::record::Facts;
use super::tariff_development::Growth;
use super::{catch_up, pricing, result_regulation, tariff_development};
use crate::agreement::RuleKind;
use crate::assessment::{NotApplicable, Verdict};
use crate::plan::{Case, Cells, Formula, PlannedRule};
use crate::quantity::Exact;

/// What a case says, whatever is unknown.
pub(super) fn judge<'e>(
    ledger: &Ledger<'_, 'e>,
    planned: &PlannedRule<'_>,
    case: &Case,
    target: Target<'e>,
) -> Judgement<'e> {
    match (case, &planned.rule.kind, target) {
        (Case::Nothing, ..) => Judgement::not_applicable(NotApplicable::Reading),
        (Case::Limit(terms), RuleKind::TariffDevelopment(rule), _) => {
            tariff_development::judge(ledger, rule, terms, target)
        }
        (Case::Band(band), _, Target::Offer { offer, .. }) => result_regulation::judge(ledger, band, offer),
        (Case::Pricing(rule), _, Target::Offer { offer, .. }) => pricing::judge(ledger, rule, offer),
        (Case::CatchUp(rule), _, Target::Operator { operator, .. }) => catch_up::judge(rule, operator),
        _ => Judgement::not_applicable(NotApplicable::NotAddressed),
    }
}

/// What is shown beside it.
pub(super) fn detail<'e>(
    ledger: &Ledger<'_, 'e>,
    planned: &PlannedRule<'_>,
    case: &Case,
    target: Target<'e>,
) -> Detail {
    match (case, &planned.rule.kind, target) {
        (Case::Limit(terms), RuleKind::TariffDevelopment(rule), _) => {
            tariff_development::detail(ledger, rule, terms, target)
        }
        (Case::Band(band), _, Target::Offer { offer, .. }) => result_regulation::detail(ledger, band, offer),
        (Case::Pricing(_), _, Target::Offer { offer, .. }) => pricing::detail(ledger, offer),
        _ => Detail::default(),
    }
}

/// What a case says by the plan's arithmetic, where that reaches.
pub(super) fn judge_by<'e>(
    planned: &PlannedRule<'_>,
    at: usize,
    target: Target<'_>,
    (facts, cells): (Facts<'_, 'e>, &Cells),
) -> Option<Answer<'e>> {
    match (planned.formulas.get(at)?.as_ref()?, planned.cases.get(at)?, &planned.rule.kind, facts) {
        (Formula::Limit(formula), Case::Limit(terms), RuleKind::TariffDevelopment(rule), _) => {
            tariff_development::judge_by(formula, (rule, terms), target, (facts, cells))
        }
        (Formula::Band(formula), Case::Band(band), _, Facts::Offer(record)) => {
            result_regulation::judge_by(formula, band, record, cells)
        }
        (Formula::OwnPayment(slot), _, _, Facts::Offer(record)) => pricing::judge_by(*slot, record, cells),
        _ => None,
    }
}

/// What is shown beside it, where the plan's arithmetic reaches.
pub(super) fn detail_by(
    planned: &PlannedRule<'_>,
    at: usize,
    target: Target<'_>,
    facts: Facts<'_, '_>,
) -> Option<Detail> {
    match (planned.formulas.get(at)?.as_ref()?, planned.cases.get(at)?, &planned.rule.kind, facts) {
        (Formula::Limit(formula), Case::Limit(terms), RuleKind::TariffDevelopment(rule), _) => {
            tariff_development::detail_by(formula, (rule, terms), target, facts)
        }
        (Formula::Band(formula), Case::Band(band), _, Facts::Offer(record)) => {
            result_regulation::detail_by(formula, band, record)
        }
        (Formula::OwnPayment(slot), _, _, Facts::Offer(record)) => pricing::detail_by(*slot, record),
        _ => None,
    }
}

/// The verdict with such a growth tried, where the plan's arithmetic reaches.
pub(super) fn verdict_by(
    planned: &PlannedRule<'_>,
    at: usize,
    target: Target<'_>,
    (facts, cells): (Facts<'_, '_>, &Cells),
    tried: Option<Growth>,
) -> Option<Verdict> {
    match (planned.formulas.get(at)?.as_ref()?, planned.cases.get(at)?, &planned.rule.kind) {
        (Formula::Limit(formula), Case::Limit(terms), RuleKind::TariffDevelopment(rule)) => {
            tariff_development::verdict_by(formula, (rule, terms), target, (facts, cells), tried)
        }
        // No other kind knows prices.
        _ => judge_by(planned, at, target, (facts, cells)).map(|answer| answer.verdict),
    }
}

/// The room with such a growth tried, where the plan's arithmetic reaches.
pub(super) fn room_by(
    planned: &PlannedRule<'_>,
    at: usize,
    target: Target<'_>,
    facts: Facts<'_, '_>,
    tried: Option<Growth>,
) -> Option<Exact> {
    match (planned.formulas.get(at)?.as_ref()?, planned.cases.get(at)?, &planned.rule.kind) {
        (Formula::Limit(formula), Case::Limit(terms), RuleKind::TariffDevelopment(rule)) => {
            tariff_development::room_by(formula, (rule, terms), target, facts, tried)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
