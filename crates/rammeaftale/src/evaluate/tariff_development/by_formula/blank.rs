//! A comparison on figures of which some are blank, or in prices that are not known: what it says whatever they are.

use super::read;
use crate::evaluate::answer::Blanks;
use crate::evaluate::range::{Range, Said};
use crate::evaluate::record::{Facts, Record};
use crate::evaluate::tariff_development::comparison::Outcome;
use crate::plan::{Amount, Cells, LimitFormula, Slot, Slots};
use crate::quantity::Ratio;

/// What an amount can be.
#[derive(Clone, Copy)]
struct Weighed {
    range: Range,
    /// False where a blank may leave nothing to measure by.
    is_sure: bool,
}

/// `None` where there may be nothing to compare with, and for a blank beside a credit.
pub(super) fn outcome(
    formula: &LimitFormula,
    base: &Amount,
    facts: Facts<'_, '_>,
    cells: &Cells,
) -> Option<Outcome<Blanks>> {
    let said = |after| compare(formula, base, (facts, cells), after);
    let after = if formula.supplement.is_some() { Some(said(true)?) } else { None };
    let open = || Some(Outcome::Open(blanks(formula, base, facts)));
    match (said(false)?, after) {
        _ if lacks_weights(formula, facts) => open(),
        (Said::Holds, _) => Some(Outcome::Holds),
        (Said::Fails, None) | (_, Some(Said::Fails)) => Some(Outcome::Fails),
        (Said::Fails, Some(Said::Holds)) => Some(Outcome::Announced),
        (Said::Open, _) | (Said::Fails, Some(Said::Open)) => open(),
    }
}

/// `after` tells whether the supplement is deducted.
fn compare(formula: &LimitFormula, base: &Amount, given: (Facts<'_, '_>, &Cells), after: bool) -> Option<Said> {
    let weighed = |amount, after| weighed(formula, amount, given, after);
    let (own, actual) = (weighed(base, false)?, weighed(&formula.actual, after)?);
    if !own.range.may_be_positive() {
        return None;
    }
    if let Some((_, credit, _)) = &formula.credit {
        let credit = weighed(credit, false)?;
        let is_known = |one: Weighed| one.range.single().is_some() && one.range.is_positive();
        let all_known = [own, actual, credit].into_iter().all(is_known);
        return (all_known && !base.missing.is_empty()).then_some(Said::Open);
    }
    if !base.missing.is_empty() {
        // In prices that are not known a base above zero may be anything above zero.
        return actual.range.may_be_positive().then_some(Said::Open);
    }
    let is_definite = own.is_sure && actual.is_sure && own.range.is_positive();
    if is_definite { actual.range.within(own.range.times(formula.factor)?) } else { Some(Said::Open) }
}

/// A measured amount; where prices are not known, in its own.
fn weighed(
    formula: &LimitFormula,
    amount: &Amount,
    (facts, cells): (Facts<'_, '_>, &Cells),
    after: bool,
) -> Option<Weighed> {
    let of = |record: &Record<'_>| of_record(amount, record, formula.supplement.filter(|_| after), cells);
    let own = match (facts, formula.weight) {
        (Facts::Offer(record), _) => of(record)?,
        (Facts::Total(total), None) => of(&total.sum)?,
        (Facts::Total(total), Some(weight)) => {
            let mut sum = Weighed { range: Range::NOTHING, is_sure: true };
            for record in total.alike()? {
                let places = record.range(cells, &[weight])?;
                if places.is_nothing() {
                    continue;
                }
                // A blank weight leaves the total open; of its value only that it may be something matters here.
                let places = places.single().map_or(Some(Ratio::ONE), |places| places.over(10_000))?;
                let one = of(record)?;
                let range = sum.range.plus(one.range.times(places)?)?;
                sum = Weighed { range, is_sure: sum.is_sure && one.is_sure };
            }
            sum
        }
    };
    let range = if amount.converted.is_some() { own.range.times(amount.growth)? } else { own.range };
    Some(Weighed { range, ..own })
}

/// `supplement` is deducted, where one is given.
fn of_record(amount: &Amount, record: &Record<'_>, supplement: Option<Slot>, cells: &Cells) -> Option<Weighed> {
    let figure = |slot: Slot| record.range(cells, &[slot]);
    let mut range = record.range(cells, &amount.parts)?;
    if let Some(slot) = supplement {
        range = range.less(figure(slot)?)?;
    }
    let (sure, unsure) = (|range| Weighed { range, is_sure: true }, |range| Weighed { range, is_sure: false });
    if let Some((places, days)) = amount.per {
        let places = figure(places)?;
        return match places.single() {
            Some(count) if count.signum() > 0 => {
                let part = count.times(Ratio::whole(days))?.reciprocal()?.times(Ratio::whole(10_000))?;
                Some(sure(range.times(part)?))
            }
            None if !places.is_positive() => Some(unsure(range)),
            _ => None,
        };
    }
    let Some(scaled) = amount.scaled else { return Some(sure(range)) };
    let carried = figure(scaled.carried)?;
    if carried.is_nothing() {
        return Some(sure(range));
    }
    let basis = figure(scaled.basis).filter(|basis| basis.may_be_positive() && !range.is_nothing())?;
    match (carried.single(), basis.single()) {
        (Some(carried), Some(basis)) => Some(sure(range.times(carried.plus(basis)?.times(basis.reciprocal()?)?)?)),
        (None, Some(_)) => Some(sure(Range::ANY)),
        (None, None) => Some(unsure(Range::ANY)),
        (Some(_), None) => None,
    }
}

/// True of a total of tariffs that are to count by places of which some are blank: it is then undecided, always.
fn lacks_weights(formula: &LimitFormula, facts: Facts<'_, '_>) -> bool {
    let weight = formula.weight.filter(|_| matches!(facts, Facts::Total(_)));
    weight.is_some_and(|weight| facts.tariffs().iter().any(|record| record.units(weight).is_none()))
}

/// What is blank of all that the comparison turns on, and the projections that it lacks.
fn blanks(formula: &LimitFormula, base: &Amount, facts: Facts<'_, '_>) -> Blanks {
    let of = |record: &Record<'_>| record.blank_among(read(formula, base, facts, record));
    let records = if formula.weight.is_some() { facts.tariffs() } else { facts.records() };
    let years = formula.credit.as_ref().map_or(base.missing, |(_, credit, _)| base.missing.either(credit.missing));
    Blanks { slots: records.iter().map(of).fold(Slots::default(), Slots::either), years }
}
