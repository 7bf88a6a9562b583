//! A limit that counts an earlier reduction, on figures that are partly blank: `limit::credited` tells why its lowest and
//! highest values are found among a few.

use super::super::credited;
use crate::agreement::rules::CreditedStep;
use crate::evaluate::range::{Range, Said};
use crate::plan::LimitFormula;
use crate::quantity::Ratio;
use std::cmp::Ordering;

/// `None` where an end that no value reaches decides, or it is open and a blank credit cannot matter: the longer way names what
/// does. The base is above zero.
pub(super) fn beside_credit(
    formula: &LimitFormula,
    base: Range,
    actual: Range,
    (credit, step): (Range, CreditedStep),
) -> Option<Said> {
    let limit = |base: Ratio, credit: Ratio| credited(formula.factor, base, credit, step, formula.factor.times(base)?);
    let both = formula.factor.plus(Ratio::ONE)?;
    let highest = |base: Range| match (base.high, credit.high) {
        (Some(_), Some(credit)) => {
            let top = both.times(credit)?.over(2)?;
            let limits = turning(base, &[credit, top])?.into_iter().map(|base| limit(base, credit));
            extreme(limits, Ordering::Greater).map(Some)
        }
        _ => Some(None),
    };
    if let (CreditedStep::Summed, Some(base), None, Some(low)) = (step, base.high, credit.high, actual.low)
        && !is_below(low, both.times(base)?)?
    {
        return None;
    }
    let lowest = match credit.low {
        Some(credit) => {
            let limits = turning(base, &[credit])?.into_iter().map(|base| limit(base, credit));
            extreme(limits, Ordering::Less)?
        }
        None => formula.factor.times(base.low?)?,
    };
    let said = actual.within(Range { low: Some(lowest), high: highest(base)? })?;
    if said != Said::Open || credit.single().is_some() {
        return Some(said);
    }
    // Up to the credit the limit is the credited one.
    let up_to = match (base.high, credit.high) {
        (Some(base), Some(credit)) if is_below(credit, base)? => Some(credit),
        (base, credit) => base.or(credit),
    };
    let is_reduction = credit.high.map_or(Some(true), |credit| is_below(base.low?, credit));
    let helped = Range { low: None, high: highest(Range { high: up_to, ..base })? };
    (is_reduction? && actual.within(helped)? != Said::Fails).then_some(Said::Open)
}

/// The ends of a range, and those values that lie between them.
fn turning(range: Range, values: &[Ratio]) -> Option<Vec<Ratio>> {
    let mut all: Vec<Ratio> = range.low.into_iter().chain(range.high).collect();
    for value in values {
        let is_above = range.low.map_or(Some(true), |low| is_below(low, *value))?;
        if is_above && range.high.map_or(Some(true), |high| is_below(*value, high))? {
            all.push(*value);
        }
    }
    Some(all)
}

/// The greatest or the least.
fn extreme(mut values: impl Iterator<Item = Option<Ratio>>, wanted: Ordering) -> Option<Ratio> {
    let first = values.next()??;
    values.try_fold(first, |most, value| Some(if value?.compare(most)? == wanted { value? } else { most }))
}

fn is_below(a: Ratio, b: Ratio) -> Option<bool> {
    Some(a.compare(b)? == Ordering::Less)
}
