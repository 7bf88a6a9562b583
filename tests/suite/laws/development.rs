//! Laws on amounts: scale, order, direction, break-even, sums.

use super::budgets::{AMOUNT_STEPS, KRONER, any_budget, of_2018, of_2025, year};
use super::config;
use super::judging::{badness, findings, subject};
use proptest::prelude::*;
use rammeaftale::assessment::{Figures, LimitFigures};
use rammeaftale::portfolio::{Column, FiguresKind};
use rammeaftale::{Assessment, Kroner};
use rust_decimal::Decimal;
use serde_json::Value;

fn limits(figures: &Figures) -> Option<&LimitFigures> {
    match figures {
        Figures::Limit(limits) => Some(limits),
        _ => None,
    }
}

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

proptest! {
    #![proptest_config(config(24))]

    /// "scale invariance (but for `result-band`, which has a tolerance in kroner)"
    #[test]
    fn ten_times_the_kroner_give_the_same_verdicts(budget in any_budget(0.8), times in 2_i64..=1000) {
        let mut scaled = budget.clone();
        for row in &mut scaled.rows {
            for column in KRONER {
                let slot = row.amount_mut(column).expect("kroner");
                *slot = slot.map(|amount| Kroner::new(amount.decimal() * Decimal::from(times)).expect("an amount"));
            }
        }
        let (before, after) = (findings(&budget.judge()), findings(&scaled.judge()));
        for (key, finding) in before.iter().filter(|(key, _)| key.1 != "result-band") {
            let other = &after[key];
            prop_assert_eq!(finding.verdict, other.verdict, "{:?}", key);
            prop_assert_eq!(finding.robust, other.robust, "{:?}", key);
            prop_assert_eq!(&finding.flips, &other.flips, "{:?}", key);
            prop_assert_eq!(&finding.undecided, &other.undecided, "{:?}", key);
            prop_assert_eq!(&finding.missing, &other.missing, "{:?}", key);
        }
    }

    /// "order of rows"
    #[test]
    fn the_order_of_rows_says_nothing((budget, shuffled) in any_budget(0.8).prop_flat_map(|budget| {
        let rows = Just(budget.rows.clone()).prop_shuffle();
        (Just(budget), rows)
    })) {
        let other = super::budgets::Budget { rows: shuffled, ..budget.clone() };
        prop_assert_eq!(in_any_order(&budget.judge()), in_any_order(&other.judge()));
    }

    /// "monotonicity in the actual amount"
    #[test]
    fn a_higher_amount_of_the_subject_year_is_never_better(
        budget in any_budget(0.85), row in any::<prop::sample::Index>(), more in prop::sample::select(&AMOUNT_STEPS[..])
    ) {
        let subject_rows: Vec<usize> = (0..budget.rows.len())
            .filter(|at| budget.rows[*at].year == year(budget.year) && budget.rows[*at].figures == FiguresKind::Budget)
            .collect();
        prop_assume!(!subject_rows.is_empty());
        let row = *row.get(&subject_rows);
        let column = if budget.year == 2018 { Column::TariffBasis } else { Column::Tariff };
        let Some(amount) = budget.rows[row].amount(column) else { return Ok(()) };
        let raised = budget.with(row, column, amount.decimal() + Decimal::new(more, 2)).expect("an amount");
        let (before, after) = (findings(&budget.judge()), findings(&raised.judge()));
        for (key, finding) in before.iter().filter(|(key, _)| ["tariff-reduction", "tariff-freeze"].contains(&&*key.1)) {
            prop_assert!(badness(finding) <= badness(&after[key]), "{:?}: {:?} then {:?}", key, finding.verdict, after[key].verdict);
        }
    }

    /// "at the headroom the rule holds and beyond it does not": "it is the break-even"
    #[test]
    fn the_room_is_the_break_even(budget in of_2018(0.97), row in any::<prop::sample::Index>()) {
        let subject_rows: Vec<usize> = (0..budget.rows.len())
            .filter(|at| budget.rows[*at].year == year(2018) && budget.rows[*at].figures == FiguresKind::Budget)
            .collect();
        prop_assume!(!subject_rows.is_empty() && budget.rows.iter().all(|row| row.price_level.is_none()));
        let row = *row.get(&subject_rows);
        let Some(amount) = budget.rows[row].tariff_basis else { return Ok(()) };
        let before = findings(&budget.judge());
        for (key, finding) in before.iter().filter(|(key, _)| key.1 == "tariff-reduction") {
            let Some(room) = limits(&finding.figures).and_then(|figures| figures.headroom) else { continue };
            let actual = limits(&finding.figures).and_then(|figures| figures.actual).expect("shown with the room");
            // What is said with so much more; nothing where the row is not one of the amounts judged here.
            let said = |more: Decimal| {
                let other = Some(amount.decimal() + more).filter(|amount| *amount >= Decimal::ZERO)?;
                let other = budget.with(row, Column::TariffBasis, other)?;
                let found = findings(&other.judged(&Default::default(), Some("tariff-reduction"))?).remove(key)?;
                (limits(&found.figures)?.actual? == actual + more).then_some(found.verdict.name())
            };
            if let (Some(at), Some(beyond)) = (said(room), said(room + Decimal::new(1, 2))) {
                prop_assert_eq!((at, beyond), ("met", "breached"), "{:?}", key);
            }
        }
    }

    /// "at the headroom the rule holds and beyond it does not", each tariff by itself
    #[test]
    fn the_room_of_a_tariff_is_the_break_even(budget in of_2025(0.97)) {
        for (key, finding) in findings(&budget.judge()).iter().filter(|(key, _)| key.1 == "tariff-freeze") {
            let Some(figures) = limits(&finding.figures) else { continue };
            let (Some(room), Some(actual)) = (figures.headroom, figures.actual) else { continue };
            let Some(row) = budget.rows.iter().position(|row| {
                *row.offer == *key.0 && row.year == year(budget.year) && row.figures == FiguresKind::Budget
                    && row.tariff_name.as_deref().unwrap_or_default() == key.2 && row.tariff.is_some()
            }) else { continue };
            let said = |amount: Decimal| {
                let other = budget.with(row, Column::Tariff, amount)?.with(row, Column::WageSupplement, Decimal::ZERO)?;
                Some(findings(&other.judged(&Default::default(), Some("tariff-freeze"))?).remove(key)?.verdict.name())
            };
            if actual + room >= Decimal::ZERO && figures.base != Some(Decimal::ZERO) {
                prop_assert_eq!(said(actual + room), Some("met"), "{:?}", key);
                prop_assert_eq!(said(actual + room + Decimal::new(1, 2)), Some("breached"), "{:?}", key);
            }
        }
    }

    /// "contributions sum to the operator's amounts"
    #[test]
    fn contributions_sum_to_the_amounts_of_the_operator(budget in of_2018(0.97)) {
        prop_assume!(budget.rows.iter().all(|row| row.price_level.is_none()));
        let assessments = budget.judge();
        let found = findings(&assessments);
        for operator in assessments.iter().filter(|one| one.offers.is_some()) {
            let name = subject(operator);
            let total = &found[&(name.clone(), "tariff-reduction".to_owned(), String::new())];
            let left_out: Vec<String> = total.left_out.iter().map(|one| one.offer.to_string()).collect();
            let offers = assessments.iter().filter(|one| one.offers.is_none() && one.subject.operator() == operator.subject.operator());
            let counted = offers.map(subject).filter(|offer| !left_out.contains(offer));
            let parts: Vec<_> = counted
                .map(|offer| limits(&found[&(offer, "tariff-reduction".to_owned(), String::new())].figures).cloned().unwrap_or_default())
                .collect();
            let total = limits(&total.figures).cloned().unwrap_or_default();
            let sum = |get: fn(&LimitFigures) -> Option<Decimal>| parts.iter().map(get).sum::<Option<Decimal>>();
            if !parts.is_empty() {
                prop_assert_eq!(sum(|figures| figures.base), total.base, "{}", name);
                prop_assert_eq!(sum(|figures| figures.actual), total.actual, "{}", name);
            }
        }
    }

    /// "Same input, same bytes."
    #[test]
    fn the_same_input_gives_the_same_bytes(budget in any_budget(0.7)) {
        let bytes = || serde_json::to_string(&budget.judge()).expect("JSON");
        prop_assert_eq!(bytes(), bytes());
    }
}
