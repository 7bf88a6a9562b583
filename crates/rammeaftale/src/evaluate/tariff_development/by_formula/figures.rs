//! The figures that are shown of a limit whose amounts are all known.

use super::{amount_of, least, lowest};
use crate::assessment::{Compared, Conversion, Converted, LimitFigures};
use crate::evaluate::record::{Facts, Record};
use crate::plan::{Amount, LimitFormula, OtherPrices};
use crate::quantity::{Exact, Ratio};
use rust_decimal::Decimal;

/// The figures of the base year with the lowest limit, beside what is known without them.
pub(in crate::evaluate) fn figures(
    formula: &LimitFormula,
    facts: Facts<'_, '_>,
    known: LimitFigures,
) -> Option<LimitFigures> {
    let ((year, base), worked) = lowest(formula, facts)?;
    let credit = formula.credit.as_ref().zip(worked.credited);
    let mut converted = vec![conversion(Converted::Base, formula, base, facts)?];
    if let Some(((_, amount, _), _)) = credit {
        converted.push(conversion(Converted::CreditBase, formula, amount, facts)?);
    }
    let compared = Compared {
        base: Some(worked.base.into()),
        actual: Some(worked.actual.into()),
        limit: Some(worked.limit.into()),
        credit: worked.credited.map(Exact::from),
        least: Some(least(formula, &worked, facts)?.into()),
    };
    let figures = LimitFigures {
        base_year: Some(*year),
        base: shown(formula, base, worked.base, facts),
        actual: shown(formula, &formula.actual, worked.actual, facts),
        converted: converted.into_iter().flatten().collect(),
        credit_year: credit.as_ref().map(|((year, ..), _)| *year),
        credit_base: credit.and_then(|((_, amount, _), credit)| shown(formula, amount, credit, facts)),
        wage_supplement: match (facts, formula.supplement) {
            (Facts::Offer(record), Some(slot)) => record.written(slot),
            _ => None,
        },
        unit: match (facts, formula.weight) {
            (Facts::Total(total), Some(_)) => total.unit(),
            _ => None,
        },
        ..known
    };
    Some(figures.telling(&compared))
}

/// From which prices an amount was brought, if it was; no answer where it does not fit.
fn conversion(
    of: Converted,
    formula: &LimitFormula,
    amount: &Amount,
    facts: Facts<'_, '_>,
) -> Option<Option<Conversion>> {
    let Some(OtherPrices { from, to, projections }) = amount.converted.clone() else { return Some(None) };
    let before = amount_of(formula, amount, facts, false)?;
    Some(Some(Conversion { of, amount: Exact::from(before).floor_to_ore(), from, to, projections }))
}

/// An amount as written where no step but addition was needed, else rounded down to the øre.
fn shown(formula: &LimitFormula, amount: &Amount, value: Ratio, facts: Facts<'_, '_>) -> Option<Decimal> {
    let rounded = || Exact::from(value).floor_to_ore();
    if amount.per.is_some() || amount.converted.is_some() {
        return rounded();
    }
    let add = |sum: Decimal, one: Option<Decimal>| sum.checked_add(one?);
    let of = |record: &Record<'_>| amount.parts.iter().map(|slot| record.written(*slot)).try_fold(Decimal::ZERO, add);
    match (facts, formula.weight) {
        (Facts::Offer(record), _) if amount.scaled.is_none_or(|scaled| record.units(scaled.carried) == Some(0)) => {
            of(record)
        }
        (Facts::Total(total), None) => total.offers.iter().map(of).try_fold(Decimal::ZERO, add),
        (Facts::Offer(_) | Facts::Total(_), _) => rounded(),
    }
}
