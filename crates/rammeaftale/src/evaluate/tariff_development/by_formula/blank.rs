//! A comparison on figures of which some are blank, or in prices that are not known: what it says whatever they are.

mod credit;

use super::read;
use crate::evaluate::answer::Blanks;
use crate::evaluate::range::{Range, Said};
use crate::evaluate::record::{Facts, Record};
use crate::evaluate::tariff_development::comparison::Outcome;
use crate::plan::{Amount, Cells, LimitFormula, Slot, Slots};
use crate::quantity::Ratio;
use credit::beside_credit;

/// What an amount can be.
#[derive(Clone, Copy)]
struct Weighed {
    range: Range,
    /// False where a blank may leave nothing to measure by.
    is_sure: bool,
}

impl Weighed {
    /// The only value that it can be, if there is one above zero.
    fn known(self) -> Option<Ratio> {
        self.range.single().filter(|amount| self.is_sure && amount.signum() > 0)
    }

    /// True when it is no more than some amount, in its own prices.
    fn has_end(self) -> bool {
        self.is_sure && self.range.high.is_some()
    }
}

/// What is seen of an amount above zero without working it out.
#[derive(Clone, Copy)]
struct Seen {
    is_sure: bool,
    /// Above zero whatever is blank.
    is_positive: bool,
    is_bounded: bool,
}

/// True where a look at what is blank tells that one offer's comparison is open, as weighing would find: prices are not known,
/// or neither the base nor the actual amount has an upper end, or there is no saying that the base is above zero.
pub(super) fn is_plainly_open(formula: &LimitFormula, base: &Amount, record: &Record<'_>, cells: &Cells) -> bool {
    let look = || {
        let credit = formula.credit.as_ref().map(|(_, credit, _)| credit);
        let read = formula.supplement.into_iter().collect::<Slots>().either(base.read).either(formula.actual.read);
        let blank = record.blanks(credit.map_or(read, |credit| read.either(credit.read)))?;
        if base.missing.is_empty() && blank.is_empty() {
            return None;
        }
        let deducted = formula.supplement.and_then(|slot| record.units(slot)).unwrap_or(0);
        let (own, actual) = (seen(base, 0, record, cells)?, seen(&formula.actual, deducted, record, cells)?);
        let is_definite = own.is_sure && actual.is_sure && own.is_positive;
        let has_end = own.is_bounded || actual.is_bounded;
        if let Some(credit) = credit {
            seen(credit, 0, record, cells)?;
        }
        Some(!is_definite || !has_end || (credit.is_none() && !base.missing.is_empty()))
    };
    look().unwrap_or(false)
}

/// `None` where it may be nothing even before `deducted` is, or there is more to weigh.
fn seen(amount: &Amount, deducted: i128, record: &Record<'_>, cells: &Cells) -> Option<Seen> {
    let (mut sum, mut blank) = (0_i128, Slots::default());
    for slot in &amount.parts {
        match record.units(*slot) {
            Some(figure) => sum = sum.checked_add(figure)?,
            None => blank.insert(*slot),
        }
    }
    if blank.is_empty() && sum.checked_sub(deducted)? <= 0 {
        return None;
    }
    let has_low = blank.both(cells.signed()).is_empty();
    let seen = Seen { is_sure: true, is_positive: has_low && sum > 0, is_bounded: blank.is_empty() };
    if let Some((places, _)) = amount.per {
        let count = record.units(places);
        return count.is_none_or(|count| count > 0).then_some(Seen { is_sure: count.is_some(), ..seen });
    }
    match amount.scaled.map(|scaled| (record.units(scaled.carried), scaled.basis)) {
        None | Some((Some(0), _)) => Some(seen),
        Some((Some(_), _)) => None,
        Some((None, basis)) => {
            let basis = record.units(basis);
            let anything = Seen { is_sure: basis.is_some(), is_positive: false, is_bounded: false };
            basis.is_none_or(|basis| basis > 0).then_some(anything)
        }
    }
}

/// `None` where there may be nothing to compare with, and for what is partly blank beside a credit.
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
        // A blank supplement does not matter then: the longer way names what does.
        (Said::Open, Some(Said::Holds)) => None,
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
    let is_definite = own.is_sure && actual.is_sure && own.range.is_positive();
    if let Some((_, amount, step)) = &formula.credit {
        let credit = weighed(amount, false)?;
        return match (base.missing.is_empty(), amount.missing.is_empty()) {
            // Nothing needs no prices: the longer way names what does.
            (_, false) if credit.range.is_nothing() => None,
            _ if !is_definite => Some(Said::Open),
            (false, _) => {
                let is_known = own.known().and(actual.known()).is_some();
                (is_known && (credit.known().is_some() || !credit.has_end())).then_some(Said::Open)
            }
            (true, true) if credit.is_sure => beside_credit(formula, own.range, actual.range, (credit.range, *step)),
            (true, _) if credit.has_end() => None,
            (true, _) => beside_credit(formula, own.range, actual.range, (Range::ANY, *step)),
        };
    }
    if !base.missing.is_empty() {
        // In prices that are not known a base above zero may be anything above zero.
        return actual.range.may_be_positive().then_some(Said::Open);
    }
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
                let part = count.times(Ratio::whole(days))?.reciprocal()?.times(Ratio::whole(10_000))?.reduced();
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
pub(super) fn blanks(formula: &LimitFormula, base: &Amount, facts: Facts<'_, '_>) -> Blanks {
    let of = |record: &Record<'_>| record.blank_among(read(formula, base, facts, record));
    let records = if formula.weight.is_some() { facts.tariffs() } else { facts.records() };
    let years = formula.credit.as_ref().map_or(base.missing, |(_, credit, _)| base.missing.either(credit.missing));
    Blanks { slots: records.iter().map(of).fold(Slots::default(), Slots::either), years }
}
