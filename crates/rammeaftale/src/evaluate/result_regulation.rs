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
    /// Every result of which the subject year carries a part, the latest first.
    results: Vec<YearResult>,
    carried: Sum,
}

/// The result of one year.
struct YearResult {
    year: Year,
    result: Sum,
    denominator: Sum,
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

/// A rule with the subject years that it rules.
#[derive(Clone, Copy)]
pub(super) struct Regulation<'r> {
    pub(super) rule: &'r ResultRegulation,
    pub(super) years: &'r [Year],
}

pub(super) fn judge(ledger: &Ledger<'_>, of: Regulation<'_>, offer: &Offer, readings: &[usize]) -> Judgement {
    let Some(facts) = facts(ledger, of, offer, readings) else {
        return Judgement::undetermined(Undetermined::NotStated);
    };
    if facts.results.is_empty() {
        // There was no result, so there is nothing to carry.
        return Judgement::not_applicable(NotApplicable::NoDuty);
    }
    // Bounds are not used in this rule: any blank keeps it open, even one that could not matter.
    let of_results = facts.results.iter().flat_map(|one| [&one.result, &one.denominator]);
    let sums: Vec<&Sum> = of_results.chain([&facts.carried]).collect();
    let missing: BTreeSet<Missing> = sums.iter().flat_map(|sum| &sum.missing).cloned().collect();
    let judgement = match (asked(of.rule, &facts.results, readings), facts.carried.known()) {
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

/// What is asked of all results together, of each its part; `None` while a result or its denominator is unknown.
fn asked(rule: &ResultRegulation, results: &[YearResult], readings: &[usize]) -> Option<Asked> {
    let part = Exact::ratio(1, i128::from(rule.spread_years));
    let each = results.iter().map(|one| asked_of(rule, one, readings)).collect::<Option<Vec<Asked>>>()?;
    let amounts = each.iter().filter_map(|asked| match asked {
        Asked::Carry(amount) | Asked::CarryInside(amount) => Some(amount * &part),
        Asked::NoCarry | Asked::Nothing => None,
    });
    let amount = amounts.fold(Exact::ZERO, |sum, amount| sum + amount);
    let any = |test: fn(&Asked) -> bool| each.iter().any(test);
    Some(match () {
        () if any(|asked| matches!(asked, Asked::CarryInside(_))) => Asked::CarryInside(amount),
        () if any(|asked| matches!(asked, Asked::Carry(_))) => Asked::Carry(amount),
        () if any(|asked| matches!(asked, Asked::NoCarry)) => Asked::NoCarry,
        () => Asked::Nothing,
    })
}

/// What is asked of one result as a whole.
fn asked_of(rule: &ResultRegulation, one: &YearResult, readings: &[usize]) -> Option<Asked> {
    let (result, denominator) = (one.result.known()?, one.denominator.known()?);
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

fn facts(ledger: &Ledger<'_>, of: Regulation<'_>, offer: &Offer, readings: &[usize]) -> Option<Facts> {
    let year = ledger.plan.year;
    let denominator = of.rule.denominator.under(readings)?;
    // What began to be carried before the first year ruled was carried by another rule.
    let ruled = |first: &Year| of.years.iter().any(|year| ledger.plan.shifted(*year) == *first);
    let firsts = (0..of.rule.spread_years).map(|earlier| year.plus(-earlier)).filter(ruled);
    let years = firsts.map(|first| first.plus(-of.rule.lag_years)).filter(|year| offer.exists(*year));
    let results = years.map(|year| {
        let realised = At { offer, year, figures: FiguresKind::Realised };
        let budget = At { figures: FiguresKind::Budget, ..realised };
        let denominator = match denominator {
            Denominator::TariffBasisBudget => ledger.figure(budget, Column::TariffBasis),
            Denominator::TariffBasisRealised => ledger.figure(realised, Column::TariffBasis),
            Denominator::Turnover => ledger.figure(realised, Column::Turnover),
        };
        YearResult { year, result: ledger.figure(realised, Column::Result), denominator }
    });
    let carried = ledger.figure(At { offer, year, figures: FiguresKind::Budget }, Column::CarriedResult);
    Some(Facts { results: results.collect(), carried })
}

pub(super) fn detail(ledger: &Ledger<'_>, of: Regulation<'_>, offer: &Offer, readings: &[usize]) -> Detail {
    let facts = facts(ledger, of, offer, readings);
    let Some((facts, latest)) = facts.as_ref().and_then(|facts| Some((facts, facts.results.first()?))) else {
        return Detail::default();
    };
    let share = || {
        let part = latest.denominator.known()?.reciprocal()?;
        (latest.result.known()? * part).percent_two_decimals()
    };
    let expected = |results: &[YearResult]| match asked(of.rule, results, readings)? {
        Asked::Carry(amount) | Asked::CarryInside(amount) => amount.floor_to_ore(),
        Asked::NoCarry => Exact::ZERO.floor_to_ore(),
        Asked::Nothing => None,
    };
    let earlier = facts.results.get(1..).filter(|earlier| !earlier.is_empty());
    let figures = ResultFigures {
        result: latest.result.shown(),
        result_year: Some(latest.year),
        denominator: latest.denominator.shown(),
        share_percent: share(),
        expected_carried: expected(&facts.results),
        of_earlier_results: earlier.and_then(expected),
        carried: facts.carried.shown(),
    };
    Detail { figures: Figures::Result(figures), left_out: Vec::new() }
}
