//! Laws on what is unknown: knowledge only settles, what is missing is complete, thresholds are true.

use super::budgets::{Budget, FIGURES, any_budget, year};
use super::hold;
use super::judging::{Key, findings, picked, picks, subject};
use proptest::prelude::*;
use proptest::sample::Index;
use rammeaftale::assessment::{Missing, Settlement};
use rammeaftale::portfolio::{Column, FiguresKind};
use rammeaftale::{Assessment, Authority, Percent, Row};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

const VALUES: [i64; 8] = [0, 1, 500, 9699, 9700, 9701, 10_000, 99_999_900];
const ORE: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// What may be told of a budget that it does not tell yet.
#[derive(Clone, Copy, Debug)]
enum Gap {
    /// An amount of a row.
    Amount(usize, Column),
    /// A cell of the row that belongs to its offer or offer-year.
    Opened(usize),
    Closed(usize),
    Location(usize),
    Buyers(usize),
    /// A row: of the same offer as this one, in this year.
    Row(usize, i32),
    Projection(i32),
}

/// Every blank cell of a column without default, and what has no cell.
fn gaps(budget: &Budget) -> Vec<Gap> {
    let rows = || 0..budget.rows.len();
    let amounts = rows().flat_map(|row| FIGURES.map(|column| (row, column)));
    let blank = amounts.filter(|(row, column)| budget.rows[*row].amount(*column).is_none());
    let kept = blank.filter(|(row, column)| !makes_a_sum(budget, *row, *column));
    let of = |gap: fn(usize) -> Gap, is_blank: fn(&Row) -> bool| {
        rows().filter(move |row| is_blank(&budget.rows[*row])).map(gap)
    };
    let stands = |row: &Row, of: i32| {
        budget
            .rows
            .iter()
            .any(|other| other.offer == row.offer && other.year == year(of) && other.figures == row.figures)
    };
    let years = budget.year - 4..=budget.year;
    let missing = rows().flat_map(|row| years.clone().map(move |of| (row, of)));
    let is_whole = |row: usize| {
        budget.rows.iter().all(|other| other.offer != budget.rows[row].offer || other.tariff_name.is_none())
    };
    let missing = missing.filter(|(row, of)| is_whole(*row) && !stands(&budget.rows[*row], *of));
    let projections = years.clone().filter(|of| budget.index.iter().all(|(known, _)| known != of));
    kept.map(|(row, column)| Gap::Amount(row, column))
        .chain(of(Gap::Opened, |row| row.opened.is_none()))
        .chain(of(Gap::Closed, |row| row.closed.is_none()))
        .chain(of(Gap::Location, |row| row.location.is_none()))
        .chain(of(Gap::Buyers, |row| row.buyers.is_none()))
        .chain(missing.map(|(row, of)| Gap::Row(row, of)))
        .chain(projections.map(Gap::Projection))
        .collect()
}

/// True when filling the cell would turn an offer's total into a sum.
fn makes_a_sum(budget: &Budget, row: usize, column: Column) -> bool {
    let of = &budget.rows[row];
    let total = matches!(column, Column::TariffBasis | Column::OwnPayment);
    total
        && budget.rows.iter().enumerate().any(|(at, other)| {
            at != row
                && other.offer == of.offer
                && other.year == of.year
                && other.figures == of.figures
                && (other.amount(column).is_some() || other.tariff_name.is_some())
        })
}

/// With a gap filled: an amount, an edge of the years at hand, a code, a projection as high as the amount is in øre.
fn filled(budget: &Budget, gap: Gap, ore: i64) -> Option<Budget> {
    let mut other = budget.clone();
    let code = Authority::new(if ore % 2 == 0 { 740 } else { 101 })?;
    match gap {
        Gap::Amount(row, column) => return budget.with(row, column, Decimal::new(ore, 2)),
        Gap::Opened(row) => other.rows[row].opened = Some(budget.rows[row].year),
        Gap::Closed(row) => other.rows[row].closed = Some(budget.rows[row].year),
        Gap::Location(row) => other.rows[row].location = Some(code),
        Gap::Buyers(row) => other.rows[row].buyers = Some(vec![code]),
        Gap::Row(row, of) => {
            let like = &budget.rows[row];
            let basis = rammeaftale::Kroner::new(Decimal::new(ore, 2)).ok();
            let row = Row::new(like.offer.clone(), like.operator, year(of));
            other.rows.push(Row { figures: like.figures, tariff_basis: basis, tariff: basis, ..row });
        }
        Gap::Projection(of) => other.index.push((of, Decimal::new(ore.min(9_999), 2))),
    }
    Some(other)
}

/// "Knowledge only settles: filling a blank cell of a column without default, where that does not turn an offer's total into a
/// sum, never turns a definite verdict into another, unless the finding lists an assumption which that cell replaces": one cell
/// under the preferred readings, each of them under others.
#[test]
fn knowledge_only_settles() {
    let inputs = (any_budget(0.9), any::<Index>(), prop::sample::select(&VALUES[..]), picks());
    hold(40, 5_000, &inputs, |(budget, cell, value, picks)| {
        let gaps = gaps(&budget);
        prop_assume!(!gaps.is_empty());
        let one = [*cell.get(&gaps)];
        let mut settled = 0;
        for (choice, gaps) in [(BTreeMap::new(), &one[..]), (picked(&budget, &picks), &gaps[..])] {
            let before = budget.judged(&choice, None).expect("rows that agree");
            for (gap, value) in gaps.iter().flat_map(|gap| [(*gap, value), (*gap, VALUES[7])]) {
                let Some(after) = filled(&budget, gap, value).and_then(|filled| filled.judged(&choice, None)) else {
                    continue;
                };
                let about = |error| TestCaseError::fail(format!("{gap:?} by {value} øre, {choice:?}: {error}"));
                settled += check_settled(gap, &before, &after).map_err(about)?;
            }
        }
        Ok(settled)
    });
}

/// "`missing` is complete and sorted": with all of it known, nothing is missing any more.
#[test]
fn what_is_missing_is_complete() {
    hold(40, 20, &(any_budget(0.7), prop::sample::select(&VALUES[..])), |(budget, value)| {
        let mut complete = 0;
        for (key, finding) in findings(&budget.judge()).iter().filter(|(_, finding)| !finding.missing.is_empty()) {
            let Some(filled) = all_filled(&budget, finding.missing.iter(), Decimal::new(value, 2)) else { continue };
            let Some(after) = filled.judged(&BTreeMap::new(), Some(&key.1)) else { continue };
            let then = &findings(&after)[key].missing;
            prop_assert!(then.is_empty(), "{:?}: {:?} then {:?}", key, finding.missing, then);
            complete += 1;
        }
        Ok(complete)
    });
}

/// "the smallest sets of figures, and where one number decides, its threshold"
#[test]
fn thresholds_are_true() {
    hold(40, 20, &any_budget(0.85), |budget| {
        let mut told = 0;
        for (key, finding) in findings(&budget.judge()) {
            for settlement in &finding.settled_by {
                told += check_threshold(&budget, &key, settlement)?;
            }
        }
        Ok(told)
    });
}

/// An undetermined finding tells how it can still turn out: no amounts filled in give it a verdict that is not told.
#[test]
fn how_it_can_turn_out_is_told() {
    let amounts = prop::collection::vec(prop::sample::select(&VALUES[..]), 24);
    hold(200, 60, &(any_budget(0.85), amounts), |(budget, amounts)| {
        let mut turned_out = 0;
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
                turned_out += 1;
            }
        }
        Ok(turned_out)
    });
}

/// "for a missing index the projection from which the rule would hold": with it the rule is met, with a hundredth less not.
#[test]
fn the_projection_told_is_the_least_with_which_the_rule_holds() {
    hold(60, 3, &any_budget(0.97), |budget| {
        let mut tried = 0;
        for (key, finding) in findings(&budget.judge()) {
            for undecided in finding.undecided.iter().take(4) {
                let [Some(Missing::PriceIndex(of)), None] =
                    [undecided.missing.first(), undecided.missing.iter().nth(1)]
                else {
                    continue;
                };
                let readings = undecided.readings.iter().map(|(q, r)| (q.to_string(), r.to_string())).collect();
                let said = |percent: Decimal| {
                    Percent::new(percent).ok().filter(|_| percent > -Decimal::ONE_HUNDRED)?;
                    let filled = budget.filled(&Missing::PriceIndex(*of), percent)?;
                    Some(findings(&filled.judged(&readings, Some(&key.1))?)[&key].verdict.name())
                };
                let Some(from) = undecided.met_from_projection_percent else { continue };
                prop_assert!(
                    matches!(said(from), Some("met") | None),
                    "{:?} {:?} at {}: {:?}",
                    key,
                    undecided,
                    from,
                    said(from)
                );
                prop_assert!(said(from - ORE) != Some("met"), "{:?} below {}", key, from);
                tried += 1;
            }
        }
        Ok(tried)
    });
}

/// No definite verdict of a finding or of an assessment is another one afterwards; how many there were. What a location or buyers
/// replace, the assessment lists for all its findings.
fn check_settled(gap: Gap, before: &[Assessment], after: &[Assessment]) -> Result<usize, TestCaseError> {
    let replaced = match gap {
        Gap::Location(_) => "location-assumed",
        Gap::Buyers(_) | Gap::Row(..) => "scope-unknown",
        _ => "",
    };
    let mut definite = 0;
    for one in before.iter().filter(|one| !one.assumptions.contains(replaced)) {
        // A total of none is nobody's any more.
        let Some(other) = after.iter().find(|other| other.subject == one.subject) else { continue };
        if one.verdict.is_definite() {
            prop_assert_eq!(one.verdict.name(), other.verdict.name(), "{}", subject(one));
        }
        let (of_one, of_other) = (findings(std::slice::from_ref(one)), findings(std::slice::from_ref(other)));
        for (key, finding) in of_one.iter().filter(|(_, finding)| finding.verdict.is_definite()) {
            // An offer that is found to have one more or another tariff has other findings.
            let Some(then) = of_other.get(key) else { continue };
            prop_assert_eq!(finding.verdict.name(), then.verdict.name(), "{:?}", key);
            definite += 1;
        }
    }
    Ok(definite)
}

fn all_filled<'m>(budget: &Budget, missing: impl Iterator<Item = &'m Missing>, amount: Decimal) -> Option<Budget> {
    let mut filled = budget.clone();
    for one in missing {
        let percent = matches!(one, Missing::PriceIndex(_));
        filled = filled.filled(one, if percent { Decimal::ONE } else { amount })?;
    }
    Some(filled)
}

/// How many sizes were held to what they say.
fn check_threshold(budget: &Budget, key: &Key, settlement: &Settlement) -> Result<usize, TestCaseError> {
    let [figure] = settlement.figures.iter().collect::<Vec<_>>()[..] else { return Ok(0) };
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
    Ok(sizes.iter().flatten().count())
}

/// "Blank is unknown, never zero.": a budget of blanks is never met.
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
