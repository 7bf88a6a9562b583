//! Laws on what is unknown: knowledge only settles, what is missing is complete, thresholds are true.

use super::budgets::{Budget, FIGURES, any_budget};
use super::config;
use super::judging::{Key, findings, picked, picks, subject};
use proptest::prelude::*;
use proptest::sample::Index;
use rammeaftale::Assessment;
use rammeaftale::assessment::{Missing, Settlement};
use rammeaftale::portfolio::FiguresKind;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

const VALUES: [i64; 8] = [0, 1, 500, 9699, 9700, 9701, 10_000, 99_999_900];
const ORE: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// Every blank cell of a column without default: the row and the column.
fn blanks(budget: &Budget) -> Vec<(usize, rammeaftale::portfolio::Column)> {
    let cells = (0..budget.rows.len()).flat_map(|row| FIGURES.map(|column| (row, column)));
    cells.filter(|(row, column)| budget.rows[*row].amount(*column).is_none()).collect()
}

/// True when filling the cell would turn an offer's total into a sum.
fn makes_a_sum(budget: &Budget, row: usize, column: rammeaftale::portfolio::Column) -> bool {
    let of = &budget.rows[row];
    let total = matches!(column.name(), "tariff_basis" | "own_payment" | "places");
    total
        && budget.rows.iter().enumerate().any(|(at, other)| {
            at != row
                && other.offer == of.offer
                && other.year == of.year
                && other.figures == of.figures
                && (other.amount(column).is_some() || other.tariff_name.is_some())
        })
}

proptest! {
    #![proptest_config(config(40))]

    /// "Knowledge only settles: filling a blank cell [..] never turns a definite verdict into another": one cell under
    /// the preferred readings, each of them under others.
    #[test]
    fn knowledge_only_settles(
        budget in any_budget(0.9), cell in any::<Index>(), value in prop::sample::select(&VALUES[..]), picks in picks(),
    ) {
        let blanks: Vec<_> = blanks(&budget).into_iter().filter(|(row, column)| !makes_a_sum(&budget, *row, *column)).collect();
        prop_assume!(!blanks.is_empty());
        let one = [*cell.get(&blanks)];
        for (choice, cells) in [(BTreeMap::new(), &one[..]), (picked(&budget, &picks), &blanks[..])] {
            let before = budget.judged(&choice, None).expect("rows that agree");
            for ((row, column), value) in cells.iter().flat_map(|cell| [(*cell, value), (*cell, VALUES[7])]) {
                let filled = budget.with(row, column, Decimal::new(value, 2)).expect("an amount");
                if let Some(after) = filled.judged(&choice, None) {
                    check_settled(&before, &after).map_err(|error| TestCaseError::fail(format!("{column} of row {row} by {value} øre, {choice:?}: {error}")))?;
                }
            }
        }
    }

    /// "`missing` is complete and sorted": with all of it known, nothing is missing any more.
    #[test]
    fn what_is_missing_is_complete(budget in any_budget(0.7), value in prop::sample::select(&VALUES[..])) {
        for (key, finding) in findings(&budget.judge()).iter().filter(|(_, finding)| !finding.missing.is_empty()) {
            let Some(filled) = all_filled(&budget, finding.missing.iter(), Decimal::new(value, 2)) else { continue };
            let Some(after) = filled.judged(&BTreeMap::new(), Some(&key.1)) else { continue };
            prop_assert!(findings(&after)[key].missing.is_empty(), "{:?}: {:?} then {:?}", key, finding.missing, findings(&after)[key].missing);
        }
    }

    /// "the smallest sets of figures, and where one number decides, its threshold"
    #[test]
    fn thresholds_are_true(budget in any_budget(0.85)) {
        for (key, finding) in findings(&budget.judge()) {
            for settlement in &finding.settled_by {
                check_threshold(&budget, &key, settlement)?;
            }
        }
    }
}

proptest! {
    #![proptest_config(config(200))]

    /// An undetermined finding tells how it can still turn out: no amounts filled in give it a verdict that is not told.
    #[test]
    fn how_it_can_turn_out_is_told(
        budget in any_budget(0.85), amounts in prop::collection::vec(prop::sample::select(&VALUES[..]), 24),
    ) {
        for (key, finding) in findings(&budget.judge()) {
            if finding.missing.is_empty() {
                continue;
            }
            let mut amounts = amounts.iter().cycle();
            let filled = finding.missing.iter().try_fold(budget.clone(), |filled, one| {
                filled.filled(one, Decimal::new(*amounts.next().expect("a ring"), 2))
            });
            let judged = filled.and_then(|filled| filled.judged(&BTreeMap::new(), Some(&key.1)));
            let Some(then) = judged.and_then(|judged| findings(&judged).remove(&key)) else { continue };
            if ["met", "breached"].contains(&then.verdict.name()) {
                prop_assert!(finding.could_be.contains(&then.verdict), "{:?} {:?} {:?}", key, then.verdict, finding);
            }
        }
    }
}

/// No definite verdict of a finding or of an assessment is another one afterwards.
fn check_settled(before: &[Assessment], after: &[Assessment]) -> Result<(), TestCaseError> {
    let then = findings(after);
    for (key, finding) in findings(before).iter().filter(|(_, finding)| finding.verdict.is_definite()) {
        prop_assert_eq!(finding.verdict, then[key].verdict, "{:?}", key);
    }
    for (one, other) in before.iter().zip(after).filter(|(one, _)| one.verdict.is_definite()) {
        prop_assert_eq!(one.verdict.name(), other.verdict.name(), "{}", subject(one));
    }
    Ok(())
}

fn all_filled<'m>(budget: &Budget, missing: impl Iterator<Item = &'m Missing>, amount: Decimal) -> Option<Budget> {
    let mut filled = budget.clone();
    for one in missing {
        let percent = matches!(one, Missing::PriceIndex(_));
        filled = filled.filled(one, if percent { Decimal::ONE } else { amount })?;
    }
    Some(filled)
}

fn check_threshold(budget: &Budget, key: &Key, settlement: &Settlement) -> Result<(), TestCaseError> {
    let [figure] = settlement.figures.iter().collect::<Vec<_>>()[..] else { return Ok(()) };
    let said = |amount: Decimal| {
        let filled = budget.filled(figure, amount)?;
        let judged = filled.judged(&BTreeMap::new(), Some(&key.1))?;
        Some(findings(&judged).remove(key)?.verdict.name())
    };
    let sizes = [settlement.met_from, settlement.met_to, settlement.breached_below, settlement.breached_above];
    // A band has two sides.
    prop_assert!(key.1 == "result-band" || sizes.iter().any(Option::is_some), "{:?}: no size of {}", key, figure);
    let signed = matches!(figure, Missing::Figure { column, .. } if column.may_be_negative());
    let possible = |amount: Decimal| signed || amount >= Decimal::ZERO;
    if let Some(from) = settlement.met_from.filter(|from| possible(*from)) {
        prop_assert!(matches!(said(from), Some("met") | None), "{:?} at {}: {:?}", key, from, said(from));
        prop_assert!(!possible(from - ORE) || said(from - ORE) != Some("met"), "{:?} below {}", key, from);
    }
    if let Some(to) = settlement.met_to.filter(|to| possible(*to)) {
        prop_assert!(matches!(said(to), Some("met") | None), "{:?} at {}: {:?}", key, to, said(to));
        prop_assert!(said(to + ORE) != Some("met"), "{:?} above {}", key, to);
    }
    if let Some(below) = settlement.breached_below.filter(|below| possible(*below - ORE)) {
        prop_assert!(matches!(said(below - ORE), Some("breached") | None), "{:?} below {}", key, below);
        prop_assert!(said(below) != Some("breached"), "{:?} at {}", key, below);
    }
    if let Some(above) = settlement.breached_above.filter(|above| possible(*above)) {
        prop_assert!(matches!(said(above + ORE), Some("breached") | None), "{:?} above {}", key, above);
        prop_assert!(said(above) != Some("breached"), "{:?} at {}", key, above);
    }
    Ok(())
}

/// "A blank is unknown, never zero": a budget of blanks is never met.
#[test]
fn a_budget_of_blanks_is_never_met() {
    for (agreement, year) in [("midtjylland/2018", 2018), ("midtjylland/2025-26", 2025)] {
        let operator = rammeaftale::Authority::new(740).expect("a code");
        let kinds = [FiguresKind::Budget, FiguresKind::Realised];
        let rows = kinds.map(|figures| rammeaftale::Row {
            figures,
            ..rammeaftale::Row::new("A", operator, super::budgets::year(year))
        });
        let budget = Budget { agreement, year, rows: rows.to_vec(), index: Vec::new() };
        for (key, finding) in findings(&budget.judge()).iter().filter(|(key, _)| key.1 != "scope") {
            assert_ne!(finding.verdict.name(), "met", "{key:?}");
        }
    }
}
