//! Laws on amounts: scale, order, direction.

use super::budgets::{AMOUNT_STEPS, KRONER, any_budget, year};
use super::hold;
use super::judging::{Fixed, badness, findings, limits, picked, picks};
use proptest::prelude::*;
use rammeaftale::portfolio::Column;
use rammeaftale::{Assessment, Kroner};
use rust_decimal::Decimal;
use serde_json::Value;

/// Assessments as JSON, without what follows the order of the input.
fn in_any_order(assessments: &[Assessment]) -> Vec<String> {
    let sorted = |value: &mut Value| {
        if let Value::Array(items) = value {
            items.sort_by_key(|item| [item["rule"].to_string(), item["tariff_name"].to_string(), item.to_string()]);
        }
    };
    let mut all: Vec<String> = assessments
        .iter()
        .map(|assessment| {
            let mut json = serde_json::to_value(assessment).expect("JSON");
            sorted(&mut json["findings"]);
            json["findings"]
                .as_array_mut()
                .expect("a list")
                .iter_mut()
                .for_each(|finding| sorted(&mut finding["left_out"]));
            json.to_string()
        })
        .collect();
    all.sort();
    all
}

/// "scale invariance (but for `result-band`, which has a tolerance in kroner)"
#[test]
fn ten_times_the_kroner_give_the_same_verdicts() {
    hold(24, 8, &(any_budget(0.8), 2_i64..=1000), |(budget, times)| {
        let mut scaled = budget.clone();
        for row in &mut scaled.rows {
            for column in KRONER {
                let slot = row.amount_mut(column).expect("kroner");
                *slot = slot.map(|amount| Kroner::new(amount.decimal() * Decimal::from(times)).expect("an amount"));
            }
        }
        let (before, after) = (findings(&budget.judge()), findings(&scaled.judge()));
        let mut reached = 0;
        for (key, finding) in before.iter().filter(|(key, _)| key.1 != "result-band") {
            let other = &after[key];
            prop_assert_eq!(finding.verdict, other.verdict, "{:?}", key);
            prop_assert_eq!(finding.robust, other.robust, "{:?}", key);
            prop_assert_eq!(&finding.flips, &other.flips, "{:?}", key);
            prop_assert_eq!(&finding.undecided, &other.undecided, "{:?}", key);
            prop_assert_eq!(&finding.missing, &other.missing, "{:?}", key);
            reached += usize::from(limits(&finding.figures).is_some_and(|figures| figures.headroom.is_some()));
        }
        Ok(reached)
    });
}

/// "order of rows"
#[test]
fn the_order_of_rows_says_nothing() {
    let shuffled = any_budget(0.8).prop_flat_map(|budget| {
        let rows = Just(budget.rows.clone()).prop_shuffle();
        (Just(budget), rows)
    });
    hold(24, 12, &shuffled, |(budget, shuffled)| {
        let other = super::budgets::Budget { rows: shuffled, ..budget.clone() };
        prop_assert_eq!(in_any_order(&budget.judge()), in_any_order(&other.judge()));
        Ok(usize::from(format!("{:?}", budget.rows) != format!("{:?}", other.rows)))
    });
}

/// "monotonicity in the actual amount": budgeted for the reduction and the freeze, realised for the follow-up, in each
/// row of the subject year; under the preferred readings and, but for what turns the sign of a tariff, others.
#[test]
fn a_higher_amount_of_the_subject_year_is_never_better() {
    let inputs = (any_budget(0.9), prop::sample::select(&AMOUNT_STEPS[..]), picks());
    hold(100, 3, &inputs, |(budget, more, picks)| {
        let column = if budget.year == 2018 { Column::TariffBasis } else { Column::Tariff };
        let subject_rows = (0..budget.rows.len()).filter(|at| budget.rows[*at].year == year(budget.year));
        let raise = |row: usize| {
            let amount = budget.rows[row].amount(column)?.decimal() + Decimal::new(more, 2);
            Some((row, budget.with(row, column, amount).expect("an amount")))
        };
        let raised: Vec<_> = subject_rows.filter_map(raise).collect();
        // A basis less its carried result is a sum; a tariff is multiplied by what may be below zero.
        let turns_signs = |question: &String| budget.year != 2018 && question == "carried-in-measure";
        let others = picked(&budget, &picks).into_iter().filter(|(question, _)| !turns_signs(question)).collect();
        let mut worse = 0;
        for (choice, raised) in [(Fixed::new(), &raised[..raised.len().min(1)]), (others, &raised[..])] {
            let before = findings(&budget.judged(&choice, None).expect("rows that agree"));
            for (row, raised) in raised {
                let after = findings(&raised.judged(&choice, None).expect("rows that agree"));
                for (key, finding) in before.iter().filter(|(key, _)| key.1.starts_with("tariff-")) {
                    let (now, then) = (badness(finding), badness(&after[key]));
                    prop_assert!(now <= then, "{:?} by row {}, {:?}: {:?} then {:?}", key, row, choice, now, then);
                    worse += usize::from(now < then);
                }
            }
        }
        Ok(worse)
    });
}

/// "Same input, same bytes."
#[test]
fn the_same_input_gives_the_same_bytes() {
    hold(24, 24, &any_budget(0.7), |budget| {
        let bytes = || serde_json::to_string(&budget.judge()).expect("JSON");
        prop_assert_eq!(bytes(), bytes());
        Ok(1)
    });
}
