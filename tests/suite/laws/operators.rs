//! Laws on operators: each is judged by its own offers alone, and its amounts are theirs put together.

use super::budgets::{Budget, any_budget, of_2018};
use super::hold;
use super::judging::{findings, limits, subject};
use proptest::prelude::*;
use rammeaftale::Assessment;
use rammeaftale::assessment::{LimitFigures, Subject};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// The operator that each offer belongs to in the subject year, by what the assessments say.
fn operators(assessments: &[Assessment]) -> BTreeMap<String, String> {
    let offers = assessments.iter().filter(|one| matches!(one.subject, Subject::Offer { .. }));
    offers.map(|one| (subject(one), one.subject.operator().expect("an offer has one").to_string())).collect()
}

/// Offers in order of the input, then operators by code; a region is more than its operators and is not looked at.
fn in_order(budget: &Budget, assessments: Vec<Assessment>) -> Vec<String> {
    let place = |one: &Assessment| {
        if let Subject::Offer { offer, .. } = &one.subject {
            return Some((0, budget.rows.iter().position(|row| row.offer == *offer), String::new()));
        }
        if let Subject::Operator { operator } = &one.subject {
            return Some((1, None, operator.to_string()));
        }
        None
    };
    let mut placed: Vec<_> = assessments.iter().filter_map(|one| Some((place(one)?, one))).collect();
    placed.sort_by(|a, b| a.0.cmp(&b.0));
    placed.iter().map(|(_, one)| serde_json::to_string(one).expect("JSON")).collect()
}

/// "each offer with its findings; each operator with operator-level findings": a portfolio split by operator and its
/// assessments joined say the same as the whole. An offer goes with all its rows: "After a take-over an offer belongs, in all
/// years, to the operator of the subject year".
#[test]
fn operators_judged_apart_are_as_judged_together() {
    hold(24, 24, &any_budget(0.8), |budget| {
        let whole = budget.judge();
        let belongs = operators(&whole);
        let codes: BTreeSet<&String> = belongs.values().collect();
        prop_assume!(codes.len() > 1);
        let part = |code: &String| {
            let rows = budget.rows.iter().filter(|row| belongs.get(&*row.offer) == Some(code));
            Budget { rows: rows.cloned().collect(), ..budget.clone() }.judge()
        };
        let joined = codes.into_iter().rev().flat_map(part).collect();
        prop_assert_eq!(in_order(&budget, whole), in_order(&budget, joined));
        Ok(1)
    });
}

/// "contributions sum to the operator's amounts", in the reduction and in its follow-up
#[test]
fn contributions_sum_to_the_amounts_of_the_operator() {
    hold(200, 8, &of_2018(0.97), |budget| {
        prop_assume!(budget.rows.iter().all(|row| row.price_level.is_none()));
        let assessments = budget.judge();
        let found = findings(&assessments);
        let belongs = operators(&assessments);
        let mut summed = 0;
        let codes: BTreeSet<&String> = belongs.values().collect();
        let rules = ["tariff-reduction", "tariff-reduction-follow-up"];
        for (operator, rule) in codes.into_iter().flat_map(|code| rules.map(|rule| (code, rule))) {
            let total = &found[&(operator.clone(), rule.to_owned(), String::new())];
            let left_out: Vec<&str> = total.left_out.iter().map(|one| &*one.offer).collect();
            let counted =
                belongs.iter().filter(|(offer, code)| *code == operator && !left_out.contains(&offer.as_str()));
            let parts: Vec<_> = counted
                .map(|(offer, _)| {
                    limits(&found[&(offer.clone(), rule.to_owned(), String::new())].figures)
                        .cloned()
                        .unwrap_or_default()
                })
                .collect();
            let total = limits(&total.figures).cloned().unwrap_or_default();
            summed += usize::from(parts.len() > 1 && total.base.is_some() && total.actual.is_some());
            let sum = |get: fn(&LimitFigures) -> Option<Decimal>| parts.iter().map(get).sum::<Option<Decimal>>();
            if !parts.is_empty() {
                prop_assert_eq!(sum(|figures| figures.base), total.base, "{} {}", operator, rule);
                prop_assert_eq!(sum(|figures| figures.actual), total.actual, "{} {}", operator, rule);
            }
        }
        Ok(summed)
    });
}
