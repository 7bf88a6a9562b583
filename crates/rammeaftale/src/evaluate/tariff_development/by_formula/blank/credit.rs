//! A limit that counts an earlier reduction, beside figures that are partly blank.

use super::super::credited;
use crate::agreement::rules::CreditedStep;
use crate::evaluate::range::{Range, Said};
use crate::plan::LimitFormula;
use crate::quantity::Ratio;
use std::cmp::Ordering;

/// `None` where an end that no value reaches decides. The base is above zero. What is partly blank has no upper end.
pub(super) fn beside_credit(
    formula: &LimitFormula,
    base: Range,
    actual: Range,
    (credit, step): (Range, CreditedStep),
) -> Option<Said> {
    let limit = |base: Ratio, credit: Ratio| credited(formula.factor, base, credit, step, formula.factor.times(base)?);
    let least = base.low?;
    let lowest = match credit.low {
        None => formula.factor.times(least)?,
        Some(credit) => {
            // Over the base the limit turns only where the credit begins (see `limit::credited`).
            let turn = base.high.is_none() && credit.compare(least)? == Ordering::Greater;
            let (first, last) = (limit(least, credit)?, limit(if turn { credit } else { least }, credit)?);
            if last.compare(first)? == Ordering::Less { last } else { first }
        }
    };
    let highest = match (base.high, credit.high) {
        (Some(base), Some(credit)) => Some(limit(base, credit)?),
        (Some(base), None) if step == CreditedStep::Summed => {
            // With the percentages added up, an earlier reduction is worth less than the base again.
            let most = formula.factor.plus(Ratio::ONE)?.times(base)?;
            let is_below = actual.low.map_or(Some(true), |low| Some(low.compare(most)? == Ordering::Less))?;
            return if is_below { actual.within(Range::from(lowest)) } else { None };
        }
        _ => None,
    };
    actual.within(Range { low: Some(lowest), high: highest })
}
