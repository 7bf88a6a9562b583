//! The band around zero: outside it a result must be carried, inside it a deficit may not be.

use super::answer::{Answer, Lacks};
use super::at::At;
use super::judgement::{Detail, Judgement};
use super::ledger::Ledger;
use super::record::Record;
use super::sum::{Sum, once};
use crate::agreement::rules::{DeficitInside, Denominator, RegulatedAmount, SurplusInside};
use crate::assessment::{Figures, NotApplicable, ResultFigures, Undetermined, Verdict};
use crate::plan::{Band, BandFormula, Cells, Slots};
use crate::portfolio::{Column, FiguresKind, Offer};
use crate::quantity::{Exact, Ratio, Year};
use std::cmp::Ordering;

/// The figures of one offer, as written: price levels play no part.
struct Facts<'e> {
    /// Every result of which the subject year carries a part, the latest first.
    results: Vec<YearResult<'e>>,
    carried: Sum<'e>,
}

/// The result of one year.
struct YearResult<'e> {
    year: Year,
    result: Sum<'e>,
    denominator: Sum<'e>,
}

/// What the band asks of a result.
enum Asked {
    /// Carried: this amount.
    Carry(Ratio),
    /// Not carried.
    NoCarry,
    /// Nothing.
    Nothing,
    /// In full, though the source does not say so.
    CarryInside(Ratio),
}

/// "Differs by less than 1 kr" is as good as equal.
pub(super) const TOLERANCE: Ratio = Ratio::whole(10_000);

pub(super) fn judge<'e>(ledger: &Ledger<'_, 'e>, band: &Band, offer: &'e Offer) -> Judgement<'e> {
    let facts = facts(ledger, band, offer);
    if facts.results.is_empty() {
        // There was no result, so there is nothing to carry.
        return Judgement::not_applicable(NotApplicable::NoDuty);
    }
    // Bounds are not used in this rule: any blank keeps it open, even one that could not matter.
    let of_results = facts.results.iter().flat_map(|one| [&one.result, &one.denominator]);
    let sums: Vec<&Sum<'e>> = of_results.chain([&facts.carried]).collect();
    let known = || {
        let (asked, carried) = (asked(band, &facts.results)?, known(&facts.carried)?);
        Some(Judgement::new(verdict(&asked, carried)?))
    };
    let judgement = match known() {
        Some(judgement) => judgement,
        None => Judgement::lacking(once(sums.iter().flat_map(|sum| &sum.unknown))),
    };
    judgement.noting(&sums)
}

/// The same by the plan's arithmetic; `None` where the offer did not exist.
pub(super) fn judge_by<'e>(
    formula: &BandFormula,
    band: &Band,
    record: &Record<'e>,
    cells: &Cells,
) -> Option<Answer<'e>> {
    let read: Slots = [formula.result, formula.denominator, formula.carried].into_iter().collect();
    let blanks = record.blanks(read)?;
    let verdict = match blanks.is_empty() {
        true => verdict(&asked_by(formula, band, record)?, Ratio::whole(record.units(formula.carried)?))?,
        false => Verdict::Undetermined(Undetermined::MissingInput),
    };
    Some(Answer { lacks: Lacks::Blank(blanks.into()), assumed: record.assumed(cells, read), ..Answer::new(verdict) })
}

/// What is shown by the plan's arithmetic.
pub(super) fn detail_by(formula: &BandFormula, band: &Band, record: &Record<'_>) -> Option<Detail> {
    let asked = asked_by(formula, band, record)?;
    let (result, denominator) = (record.units(formula.result)?, record.units(formula.denominator)?);
    let expected = asked.expected();
    let figures = ResultFigures {
        result: record.written(formula.result),
        result_year: Some(formula.year),
        denominator: record.written(formula.denominator),
        share_percent: ResultFigures::share(&Exact::whole(result), &Exact::whole(denominator), band.percent),
        band_percent: Some(band.percent.decimal()),
        expected_carried: expected.as_ref().and_then(Exact::floor_to_ore),
        expected,
        of_earlier_results: None,
        carried: Some(record.written(formula.carried)?),
    };
    Some(Detail { figures: Figures::Result(figures), left_out: Vec::new() })
}

fn asked_by(formula: &BandFormula, band: &Band, record: &Record<'_>) -> Option<Asked> {
    let (result, denominator) = (record.units(formula.result)?, record.units(formula.denominator)?);
    asked_of(band, Ratio::whole(result), Ratio::whole(denominator))
}

impl Asked {
    /// What must be carried.
    fn expected(&self) -> Option<Exact> {
        match self {
            Asked::Carry(amount) | Asked::CarryInside(amount) => Some(Exact::from(*amount)),
            Asked::NoCarry => Some(Exact::ZERO),
            Asked::Nothing => None,
        }
    }
}

/// `None` never happens: amounts are far from what 128 bits hold.
fn verdict(asked: &Asked, carried: Ratio) -> Option<Verdict> {
    let close = |expected: Ratio| Some(carried.minus(expected)?.size()?.compare(TOLERANCE)? == Ordering::Less);
    Some(match asked {
        Asked::Carry(expected) if close(*expected)? => Verdict::Met,
        Asked::Carry(_) => Verdict::Breached,
        Asked::NoCarry if carried.signum() < 0 => Verdict::Breached,
        Asked::NoCarry => Verdict::Met,
        Asked::CarryInside(expected) if close(*expected)? => Verdict::Met,
        Asked::CarryInside(_) => Verdict::Undetermined(Undetermined::NotStated),
        Asked::Nothing => Verdict::NotApplicable(NotApplicable::NoDuty),
    })
}

/// What is asked of all results together, of each its part; `None` while a result or its denominator is unknown.
fn asked(band: &Band, results: &[YearResult<'_>]) -> Option<Asked> {
    let known = |one: &YearResult<'_>| asked_of(band, known(&one.result)?, known(&one.denominator)?);
    let each = results.iter().map(known).collect::<Option<Vec<Asked>>>()?;
    let amounts = each.iter().map(|asked| match asked {
        Asked::Carry(amount) | Asked::CarryInside(amount) => amount.times(band.part),
        Asked::NoCarry | Asked::Nothing => Some(Ratio::ZERO),
    });
    let amount = amounts.into_iter().try_fold(Ratio::ZERO, |sum, amount| sum.plus(amount?))?;
    let any = |test: fn(&Asked) -> bool| each.iter().any(test);
    Some(match () {
        () if any(|asked| matches!(asked, Asked::CarryInside(_))) => Asked::CarryInside(amount),
        () if any(|asked| matches!(asked, Asked::Carry(_))) => Asked::Carry(amount),
        () if any(|asked| matches!(asked, Asked::NoCarry)) => Asked::NoCarry,
        () => Asked::Nothing,
    })
}

/// A single figure, in ten thousandths.
fn known(figure: &Sum<'_>) -> Option<Ratio> {
    figure.known()?.small()
}

/// What is asked of one result as a whole.
fn asked_of(band: &Band, result: Ratio, denominator: Ratio) -> Option<Asked> {
    let edge = denominator.times(band.part_free)?;
    if result.size()?.compare(edge)? == Ordering::Greater {
        return Some(Asked::Carry(match (band.amount, result.signum()) {
            (RegulatedAmount::Whole, _) | (_, 0) => result,
            (RegulatedAmount::Excess, -1) => result.plus(edge)?,
            (RegulatedAmount::Excess, _) => result.minus(edge)?,
        }));
    }
    if result.signum() < 0 {
        return Some(match band.deficit_inside {
            DeficitInside::NotCarried => Asked::NoCarry,
        });
    }
    Some(match band.surplus_inside {
        SurplusInside::NoDuty => Asked::Nothing,
        SurplusInside::Carry => Asked::CarryInside(result),
    })
}

fn facts<'e>(ledger: &Ledger<'_, 'e>, band: &Band, offer: &'e Offer) -> Facts<'e> {
    let years = band.result_years.iter().copied().filter(|year| offer.exists(*year));
    let results = years.map(|year| {
        let realised = At { offer, year, figures: FiguresKind::Realised };
        let budget = At { figures: FiguresKind::Budget, ..realised };
        let denominator = match band.denominator {
            Denominator::TariffBasisBudget => ledger.figure(budget, Column::TariffBasis),
            Denominator::TariffBasisRealised => ledger.figure(realised, Column::TariffBasis),
            Denominator::Turnover => ledger.figure(realised, Column::Turnover),
        };
        YearResult { year, result: ledger.figure(realised, Column::Result), denominator }
    });
    let at = At { offer, year: ledger.plan.year, figures: FiguresKind::Budget };
    Facts { results: results.collect(), carried: ledger.figure(at, Column::CarriedResult) }
}

pub(super) fn detail<'e>(ledger: &Ledger<'_, 'e>, band: &Band, offer: &'e Offer) -> Detail {
    let facts = facts(ledger, band, offer);
    let Some(latest) = facts.results.first() else { return Detail::default() };
    let share = || ResultFigures::share(&latest.result.known()?, &latest.denominator.known()?, band.percent);
    let expected = |results: &[YearResult<'_>]| asked(band, results)?.expected();
    let earlier = facts.results.get(1..).filter(|earlier| !earlier.is_empty());
    let to_carry = expected(&facts.results);
    let figures = ResultFigures {
        result: latest.result.shown(),
        result_year: Some(latest.year),
        denominator: latest.denominator.shown(),
        share_percent: share(),
        band_percent: Some(band.percent.decimal()),
        expected_carried: to_carry.as_ref().and_then(Exact::floor_to_ore),
        expected: to_carry,
        of_earlier_results: earlier.and_then(expected).and_then(|earlier| earlier.floor_to_ore()),
        carried: facts.carried.shown(),
    };
    Detail { figures: Figures::Result(figures), left_out: Vec::new() }
}
