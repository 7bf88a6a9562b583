//! A limit on figures that are known, and in `blank` on blank ones: what the comparisons say, by the plan's arithmetic.

mod blank;
mod figures;

use super::comparison::{self, Outcome, lacking};
use crate::agreement::rules::CreditedStep;
use crate::assessment::{Undetermined, Verdict};
use crate::evaluate::answer::{Answer, Blanks, Lacks};
use crate::evaluate::record::{Facts, Record};
use crate::evaluate::sum::Columns;
use crate::plan::{Amount, Cells, LimitFormula, Slot, Slots, Years};
use crate::quantity::{Exact, Ratio, Year};
use std::cmp::Ordering;

pub(in crate::evaluate) use figures::figures;

/// Missing years, and the growth of prices that is tried for them together.
pub(in crate::evaluate) type Growth = (Years, Ratio);

/// One comparison worked out, all in the same prices.
pub(in crate::evaluate) struct Worked {
    pub(in crate::evaluate) base: Ratio,
    pub(in crate::evaluate) actual: Ratio,
    pub(in crate::evaluate) limit: Ratio,
    /// The credit year's amount, where the limit counts it.
    credited: Option<Ratio>,
}

/// `None` where the figures leave more to weigh: a base of nothing, a year in which an offer did not exist, some blanks beside a
/// credit.
pub(in crate::evaluate) fn judge<'e>(
    formula: &LimitFormula,
    facts: Facts<'_, 'e>,
    cells: &Cells,
) -> Option<Answer<'e>> {
    compared(formula, facts, cells, |outcomes| {
        let (verdict, lacks) = told(outcomes, cells);
        let open = formula.bases.iter().zip(outcomes).filter(|(_, outcome)| matches!(outcome, Outcome::Open(_)));
        let read = |record: &Record<'_>| {
            open.clone().map(|((_, base), _)| read(formula, base, facts, record)).fold(Slots::default(), Slots::either)
        };
        // Of a total of tariffs, which figures count may turn on each one's places.
        let is_alike = |record: &Record<'_>| record.blank_among(read(record)) == record.blank_among(lacks.slots);
        let lacks = match formula.weight {
            Some(_) if !verdict.is_definite() && !facts.tariffs().iter().all(is_alike) => {
                Lacks::Figures(lacks.figures(cells, facts.tariffs(), read))
            }
            _ => Lacks::Blank(lacks),
        };
        Answer { lacks, assumed: assumed(formula, facts, cells), ..Answer::new(verdict) }
    })
}

/// The verdict on one offer and what it lacks; `None` as above.
pub(in crate::evaluate) fn tell(
    formula: &LimitFormula,
    record: &Record<'_>,
    cells: &Cells,
) -> Option<(Verdict, Blanks)> {
    compared(formula, Facts::Offer(record), cells, |outcomes| told(outcomes, cells))
}

/// The verdict; with a growth of prices tried for years whose projections are missing only where all figures are known.
pub(in crate::evaluate) fn verdict(
    formula: &LimitFormula,
    facts: Facts<'_, '_>,
    cells: &Cells,
    tried: Option<Growth>,
) -> Option<Verdict> {
    if tried.is_none() {
        return compared(formula, facts, cells, |outcomes| told(outcomes, cells).0);
    }
    let outcome = |(_, base): &(Year, Amount)| weigh(formula, &work(formula, base, facts, tried)?, facts);
    Some(told(&formula.bases.iter().map(outcome).collect::<Option<Vec<_>>>()?, cells).0)
}

/// What is made of every comparison's outcome. Limits have one base year or two, so nothing is set aside for more.
fn compared<T>(
    formula: &LimitFormula,
    facts: Facts<'_, '_>,
    cells: &Cells,
    make: impl FnOnce(&[Outcome<Blanks>]) -> T,
) -> Option<T> {
    let outcome = |(_, base): &(Year, Amount)| outcome(formula, base, facts, cells);
    match formula.bases.as_slice() {
        [only] => Some(make(&[outcome(only)?])),
        [one, other] => Some(make(&[outcome(one)?, outcome(other)?])),
        bases => Some(make(&bases.iter().map(outcome).collect::<Option<Vec<_>>>()?)),
    }
}

fn told(outcomes: &[Outcome<Blanks>], cells: &Cells) -> (Verdict, Blanks) {
    let verdict = comparison::verdict(outcomes, |blanks| blanks.cause(cells));
    (verdict, lacking(verdict, outcomes).fold(Blanks::default(), |all, blanks| all.either(*blanks)))
}

/// The verdict and what was compared, where there is one base year.
pub(in crate::evaluate) fn brief(formula: &LimitFormula, record: &Record<'_>) -> Option<(Verdict, Worked)> {
    let facts = Facts::Offer(record);
    let [(_, base)] = formula.bases.as_slice() else { return None };
    let worked = work(formula, base, facts, None)?;
    let verdict = match weigh(formula, &worked, facts)? {
        Outcome::Holds => Verdict::Met,
        Outcome::Fails => Verdict::Breached,
        Outcome::Announced => Verdict::Undetermined(Undetermined::AnnouncedModel),
        Outcome::NoBase | Outcome::Open(_) => return None,
    };
    Some((verdict, worked))
}

/// The comparison with the lowest limit, and its base year.
pub(in crate::evaluate) fn lowest<'f>(
    formula: &'f LimitFormula,
    facts: Facts<'_, '_>,
) -> Option<(&'f (Year, Amount), Worked)> {
    let mut lowest: Option<(&(Year, Amount), Worked)> = None;
    for base in &formula.bases {
        let worked = work(formula, &base.1, facts, None)?;
        let is_lower = match &lowest {
            None => true,
            Some((_, other)) => worked.limit.compare(other.limit)? == Ordering::Less,
        };
        if is_lower {
            lowest = Some((base, worked));
        }
    }
    lowest
}

/// The measure with all of the supplement deducted; no answer where it does not fit.
fn least(formula: &LimitFormula, worked: &Worked, facts: Facts<'_, '_>) -> Option<Ratio> {
    match formula.supplement {
        Some(_) => amount_of(formula, &formula.actual, facts, true),
        None => Some(worked.actual),
    }
}

/// Limit less actual, the least of all comparisons, with a growth of prices tried for a year whose projection is missing.
pub(in crate::evaluate) fn room(formula: &LimitFormula, facts: Facts<'_, '_>, tried: Option<Growth>) -> Option<Exact> {
    let rooms = formula.bases.iter().map(|(_, base)| {
        let worked = work(formula, base, facts, tried)?;
        Some(Exact::from(worked.limit.minus(worked.actual)?))
    });
    rooms.collect::<Option<Vec<Exact>>>()?.into_iter().min()
}

fn outcome(formula: &LimitFormula, base: &Amount, facts: Facts<'_, '_>, cells: &Cells) -> Option<Outcome<Blanks>> {
    if let Facts::Offer(record) = facts
        && blank::is_plainly_open(formula, base, record, cells)
    {
        return Some(Outcome::Open(blank::blanks(formula, base, facts)));
    }
    let worked = work(formula, base, facts, None).and_then(|worked| weigh(formula, &worked, facts));
    worked.or_else(|| blank::outcome(formula, base, facts, cells))
}

fn weigh(formula: &LimitFormula, worked: &Worked, facts: Facts<'_, '_>) -> Option<Outcome<Blanks>> {
    if worked.actual.compare(worked.limit)? != Ordering::Greater {
        return Some(Outcome::Holds);
    }
    if formula.supplement.is_none() {
        return Some(Outcome::Fails);
    }
    let held = least(formula, worked, facts)?.compare(worked.limit)? != Ordering::Greater;
    Some(if held { Outcome::Announced } else { Outcome::Fails })
}

/// `tried` is the growth of prices in a year whose projection is missing.
fn work(formula: &LimitFormula, base: &Amount, facts: Facts<'_, '_>, tried: Option<Growth>) -> Option<Worked> {
    let in_prices = |amount: &Amount| {
        let own = amount_of(formula, amount, facts, false)?;
        if amount.converted.is_none() {
            return Some(own);
        }
        let known = own.times(amount.growth)?;
        match tried {
            _ if amount.missing.is_empty() => Some(known),
            Some((years, growth)) if years == amount.missing => known.times(growth),
            _ => None,
        }
    };
    let (base, actual) = (in_prices(base)?, in_prices(&formula.actual)?);
    if base.signum() <= 0 {
        return None;
    }
    let plain = formula.factor.times(base)?;
    let Some((_, credit, step)) = &formula.credit else {
        return Some(Worked { base, actual, limit: plain, credited: None });
    };
    let credit = in_prices(credit)?;
    let limit = credited(formula.factor, base, credit, *step, plain)?;
    let credited = (limit.compare(plain)? == Ordering::Greater).then_some(credit);
    Some(Worked { base, actual, limit, credited })
}

/// The limit with an earlier reduction counted, where that is more (see `limit`).
fn credited(factor: Ratio, base: Ratio, credit: Ratio, step: CreditedStep, plain: Ratio) -> Option<Ratio> {
    if credit.signum() <= 0 || credit.compare(base)? != Ordering::Greater {
        return Some(plain);
    }
    let counted = match step {
        CreditedStep::Rebased => factor.times(credit)?,
        CreditedStep::Kroner => credit.plus(factor.minus(Ratio::ONE)?.times(base)?)?,
        CreditedStep::Summed => {
            let both = factor.plus(Ratio::ONE)?.times(base)?;
            both.minus(base.times(base)?.times(credit.reciprocal()?)?)?
        }
    };
    Some(if counted.compare(plain)? == Ordering::Greater { counted } else { plain })
}

/// A measured amount in its own prices; `after` tells whether the supplement is deducted.
fn amount_of(formula: &LimitFormula, amount: &Amount, facts: Facts<'_, '_>, after: bool) -> Option<Ratio> {
    let supplement = formula.supplement.filter(|_| after);
    let of = |record: &Record<'_>| {
        let add = |sum: i128, slot: &Slot| sum.checked_add(record.units(*slot)?);
        let sum = amount.parts.iter().try_fold(0, add)?;
        let deducted = supplement.map_or(Some(0), |slot| record.units(slot))?;
        measured(amount, sum.checked_sub(deducted)?, record)
    };
    match (facts, formula.weight) {
        (Facts::Offer(record), _) => of(record),
        (Facts::Total(total), None) => of(&total.sum),
        (Facts::Total(total), Some(weight)) => {
            let mut sum = Ratio::new(0, 10_000);
            for record in total.alike()? {
                let places = record.units(weight)?;
                if places != 0 {
                    // Weighted with no places, even an unknown tariff counts nothing.
                    sum = sum.plus(of(record)?.times(Ratio::new(places, 10_000))?)?;
                }
            }
            Some(sum)
        }
    }
}

fn measured(amount: &Amount, sum: i128, record: &Record<'_>) -> Option<Ratio> {
    if let Some((places, days)) = amount.per {
        let count = record.units(places)?.checked_mul(days)?;
        return Ratio::whole(sum).times((count > 0).then(|| Ratio::new(10_000, count).reduced())?);
    }
    let Some(scaled) = amount.scaled else { return Some(Ratio::whole(sum)) };
    let carried = record.units(scaled.carried)?;
    if carried == 0 {
        return Some(Ratio::whole(sum));
    }
    let basis = record.units(scaled.basis).filter(|basis| *basis > 0)?;
    Ratio::whole(sum).times(Ratio::new(basis.checked_add(carried)?, basis))
}

/// The columns that were read and filled by an assumption.
fn assumed(formula: &LimitFormula, facts: Facts<'_, '_>, cells: &Cells) -> Columns {
    let of = |record: &Record<'_>| {
        if record.is_given() {
            return Columns::default();
        }
        // That a tariff counts nothing may be assumed, too.
        let weight: Slots = formula.weight.filter(|_| matches!(facts, Facts::Total(_))).into_iter().collect();
        let read = formula.bases.iter().map(|(_, base)| read(formula, base, facts, record));
        record.assumed(cells, read.fold(weight, Slots::either))
    };
    match (facts, formula.weight) {
        (Facts::Offer(record), _) => of(record),
        (Facts::Total(total), None) => of(&total.sum),
        (Facts::Total(total), Some(_)) => total.tariffs.iter().flatten().map(of).fold(Columns::default(), Columns::and),
    }
}

/// The slots of a record that a comparison with a base turns on.
fn read(formula: &LimitFormula, base: &Amount, facts: Facts<'_, '_>, record: &Record<'_>) -> Slots {
    let weight = formula.weight.filter(|_| matches!(facts, Facts::Total(_)));
    if weight.is_some_and(|weight| record.units(weight) == Some(0)) {
        // Weighted with no places, even an unknown tariff counts nothing.
        return Slots::default();
    }
    let mut read: Slots = formula.supplement.into_iter().chain(weight).collect();
    let credit = formula.credit.as_ref().map(|(_, amount, _)| amount);
    for amount in [base, &formula.actual].into_iter().chain(credit) {
        read = read.either(amount.read);
        if let Some(scaled) = amount.scaled.filter(|scaled| record.units(scaled.carried) != Some(0)) {
            read.insert(scaled.basis);
        }
    }
    read
}
