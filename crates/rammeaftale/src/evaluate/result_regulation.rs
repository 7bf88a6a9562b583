//! The band around zero: outside it a result must be carried, inside it a deficit may not be.

use super::judgement::{Detail, Judgement};
use super::ledger::{At, Ledger};
use super::sum::Sum;
use crate::agreement::rules::{DeficitInside, Denominator, RegulatedAmount, ResultRegulation, SurplusInside};
use crate::assessment::{Figures, Missing, NotApplicable, ResultFigures, Undetermined, Verdict};
use crate::portfolio::{Column, FiguresKind, Offer};
use crate::quantity::{Exact, Year};
use std::collections::BTreeSet;

/// The figures of one offer, as written: price levels play no part.
struct Facts {
    result_year: Year,
    result: Sum,
    denominator: Sum,
    carried: Sum,
}

/// What the band asks of a result.
enum Asked {
    /// Carried: this amount.
    Carry(Exact),
    /// Not carried.
    NoCarry,
    /// Nothing.
    Nothing,
    /// In full, though the source does not say so.
    CarryInside(Exact),
}

/// "Differs by less than 1 kr" is as good as equal.
const TOLERANCE: Exact = Exact::whole(10_000);

pub(super) fn judge(ledger: &Ledger<'_>, rule: &ResultRegulation, offer: &Offer, readings: &[usize]) -> Judgement {
    let Some(facts) = facts(ledger, rule, offer, readings) else {
        return Judgement::undetermined(Undetermined::NotStated);
    };
    if !offer.exists(facts.result_year) {
        // There was no result, so there is nothing to carry.
        return Judgement::not_applicable(NotApplicable::NoDuty);
    }
    // Bounds are not used in this rule: any blank keeps it open, even one that could not matter.
    let sums = [&facts.result, &facts.denominator, &facts.carried];
    let missing: BTreeSet<Missing> = sums.iter().flat_map(|sum| &sum.missing).cloned().collect();
    let judgement = match (asked(rule, &facts, readings), facts.carried.known()) {
        (Some(asked), Some(carried)) => Judgement {
            // Of a deficit inside, anything from nothing up may be carried.
            room: matches!(asked, Asked::NoCarry).then(|| carried.clone()),
            ..Judgement::new(verdict(&asked, &carried))
        },
        _ => Judgement { missing, ..Judgement::undetermined(Undetermined::MissingInput) },
    };
    judgement.noting(&sums)
}

fn verdict(asked: &Asked, carried: &Exact) -> Verdict {
    let close = |expected: &Exact| (carried - expected).abs() < TOLERANCE;
    match asked {
        Asked::Carry(expected) if close(expected) => Verdict::Met,
        Asked::Carry(_) => Verdict::Breached,
        Asked::NoCarry if carried.signum() < 0 => Verdict::Breached,
        Asked::NoCarry => Verdict::Met,
        Asked::CarryInside(expected) if close(expected) => Verdict::Met,
        Asked::CarryInside(_) => Verdict::Undetermined(Undetermined::NotStated),
        Asked::Nothing => Verdict::NotApplicable(NotApplicable::NoDuty),
    }
}

/// What is asked; `None` while the result or its denominator is unknown.
fn asked(rule: &ResultRegulation, facts: &Facts, readings: &[usize]) -> Option<Asked> {
    let (result, denominator) = (facts.result.known()?, facts.denominator.known()?);
    let band = denominator * rule.band_percent.fraction();
    if result.abs() > band {
        return Some(Asked::Carry(match rule.amount.under(readings)? {
            RegulatedAmount::Whole => result,
            RegulatedAmount::Excess => match result.signum() {
                -1 => result + band,
                0 => result,
                _ => result - band,
            },
        }));
    }
    if result.signum() < 0 {
        return Some(match rule.deficit_inside.under(readings)? {
            DeficitInside::NotCarried => Asked::NoCarry,
        });
    }
    Some(match rule.surplus_inside.under(readings)? {
        SurplusInside::NoDuty => Asked::Nothing,
        SurplusInside::Carry => Asked::CarryInside(result),
    })
}

fn facts(ledger: &Ledger<'_>, rule: &ResultRegulation, offer: &Offer, readings: &[usize]) -> Option<Facts> {
    let year = ledger.plan.year;
    let result_year = year.plus(-rule.lag_years);
    let realised = At { offer, year: result_year, figures: FiguresKind::Realised };
    let budget = At { figures: FiguresKind::Budget, ..realised };
    let denominator = match rule.denominator.under(readings)? {
        Denominator::TariffBasisBudget => ledger.figure(budget, Column::TariffBasis),
        Denominator::TariffBasisRealised => ledger.figure(realised, Column::TariffBasis),
        Denominator::Turnover => ledger.figure(realised, Column::Turnover),
    };
    Some(Facts {
        result_year,
        result: ledger.figure(realised, Column::Result),
        denominator,
        carried: ledger.figure(At { offer, year, figures: FiguresKind::Budget }, Column::CarriedResult),
    })
}

pub(super) fn detail(ledger: &Ledger<'_>, rule: &ResultRegulation, offer: &Offer, readings: &[usize]) -> Detail {
    let Some(facts) = facts(ledger, rule, offer, readings).filter(|facts| offer.exists(facts.result_year)) else {
        return Detail::default();
    };
    let share = || {
        let part = facts.denominator.known()?.reciprocal()?;
        (facts.result.known()? * part).percent_two_decimals()
    };
    let expected = asked(rule, &facts, readings).and_then(|asked| match asked {
        Asked::Carry(amount) | Asked::CarryInside(amount) => amount.floor_to_ore(),
        Asked::NoCarry => Exact::ZERO.floor_to_ore(),
        Asked::Nothing => None,
    });
    let figures = ResultFigures {
        result: facts.result.shown(),
        result_year: Some(facts.result_year),
        denominator: facts.denominator.shown(),
        share_percent: share(),
        expected_carried: expected,
        carried: facts.carried.shown(),
    };
    Detail { figures: Figures::Result(figures), left_out: Vec::new() }
}
