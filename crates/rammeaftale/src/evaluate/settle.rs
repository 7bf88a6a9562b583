//! What would settle an undetermined finding: figures tried out one by one, thresholds by exact lines.

use super::judgement::Judgement;
use super::ledger::{Ledger, Trial};
use crate::assessment::{Missing, Settlement, Undetermined, Verdict};
use crate::portfolio::Column;
use crate::quantity::{Exact, Kroner, Percent, Year};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Judges a finding with one figure tried out.
type Judge<'j> = &'j dyn Fn(&Ledger<'_>) -> Judgement;

/// The smallest sets of figures that would settle it: single ones where some value of one would do, else all.
pub(super) fn settlements(ledger: &Ledger<'_>, judgement: &Judgement, judge: Judge<'_>) -> Vec<Settlement> {
    if judgement.missing.is_empty() {
        return Vec::new();
    }
    let singles: Vec<Settlement> = judgement
        .missing
        .iter()
        .filter(|missing| trials(missing).iter().any(|trial| tried(ledger, trial, judge).verdict.is_definite()))
        .map(|missing| threshold(ledger, missing, judge))
        .collect();
    if !singles.is_empty() {
        return singles;
    }
    vec![Settlement { figures: judgement.missing.clone(), met_from: None, met_to: None, breached_below: None }]
}

/// The projection in percent from which a finding that lacks this one index would hold.
pub(super) fn met_from_projection(
    ledger: &Ledger<'_>,
    missing: &BTreeSet<Missing>,
    judge: Judge<'_>,
) -> Option<Decimal> {
    let year = match (missing.len(), missing.first()) {
        (1, Some(Missing::PriceIndex(year))) => *year,
        _ => return None,
    };
    let (root, rising) = root(ledger, &Missing::PriceIndex(year), judge, |judgement| judgement.room)?;
    // At a factor of zero or less nothing would be left of the prices.
    if !rising || (&root + &Exact::ONE).signum() <= 0 {
        return None;
    }
    root.percent_two_decimals()
}

/// Values that show whether a figure alone can settle the finding: none, some, and as much as an amount can be.
fn trials(missing: &Missing) -> Vec<Trial> {
    match missing {
        Missing::PriceIndex(year) => {
            ["0", "900", "-99.9999"].iter().filter_map(|text| projection(*year, text)).collect()
        }
        Missing::Figure { column, .. } => {
            let sizes: &[&str] = match column.may_be_negative() {
                true => &["0", "1", "999999999999", "-999999999999"],
                false => &["0", "1", "999999999999"],
            };
            sizes.iter().filter_map(|text| amount(missing, text)).collect()
        }
    }
}

fn amount(missing: &Missing, text: &str) -> Option<Trial> {
    let amount = text.parse::<Decimal>().ok().and_then(|decimal| Kroner::new(decimal).ok())?;
    Some(Trial::Figure(missing.clone(), amount))
}

fn projection(year: Year, text: &str) -> Option<Trial> {
    let percent = text.parse::<Decimal>().ok().and_then(|decimal| Percent::new(decimal).ok())?;
    Some(Trial::Projection(year, percent))
}

fn tried(ledger: &Ledger<'_>, trial: &Trial, judge: Judge<'_>) -> Judgement {
    judge(&Ledger { plan: ledger.plan, trial: Some(trial.clone()) })
}

/// The size at which a single figure turns the finding, where it decides alone.
fn threshold(ledger: &Ledger<'_>, missing: &Missing, judge: Judge<'_>) -> Settlement {
    let mut settlement =
        Settlement { figures: BTreeSet::from([missing.clone()]), met_from: None, met_to: None, breached_below: None };
    let figure = match missing {
        Missing::PriceIndex(_) => return settlement,
        Missing::Figure { column, .. } => *column,
    };
    if figure == Column::WageSupplement {
        let root = root(ledger, missing, judge, |judgement| judgement.room_after_supplement);
        settlement.breached_below = root.and_then(|(root, _)| up_to_ore(&root));
        return settlement;
    }
    match root(ledger, missing, judge, |judgement| judgement.room) {
        Some((root, true)) => settlement.met_from = up_to_ore(&root),
        Some((root, false)) => settlement.met_to = root.floor_to_ore(),
        None => {}
    }
    settlement
}

/// A least amount is rounded up: rounded down it would promise too much.
fn up_to_ore(amount: &Exact) -> Option<Decimal> {
    (-amount.clone()).floor_to_ore().map(|down| if down.is_zero() { down.abs() } else { -down })
}

/// Where the room is zero, when it is a straight line in the figure; and whether it grows with the figure.
///
/// Three points tell whether it is a line; the root is exact. Amounts are in ten thousandths of a krone,
/// projections are fractions.
fn root(
    ledger: &Ledger<'_>,
    missing: &Missing,
    judge: Judge<'_>,
    room: impl Fn(Judgement) -> Option<Exact>,
) -> Option<(Exact, bool)> {
    let (points, step) = match missing {
        Missing::PriceIndex(year) => (["0", "100", "200"].map(|text| projection(*year, text)), Exact::ONE),
        Missing::Figure { .. } => (["0", "1", "2"].map(|text| amount(missing, text)), Exact::whole(10_000)),
    };
    let mut rooms = points.into_iter().map(|trial| room(tried(ledger, &trial?, judge)));
    let (first, second, third) = (rooms.next()??, rooms.next()??, rooms.next()??);
    let slope = &second - &first;
    if slope.is_zero() || &third - &second != slope {
        return None;
    }
    let root = &(-first * step) * &slope.reciprocal()?;
    Some((root, slope.signum() > 0))
}

/// Undetermined for lack of a figure, so that finding figures out can settle it.
pub(super) fn can_be_settled(verdict: Verdict) -> bool {
    matches!(
        verdict,
        Verdict::Undetermined(Undetermined::MissingInput | Undetermined::NotComparable | Undetermined::MissingIndex)
    )
}
