//! "Headroom is limit less actual [..]; it is the break-even": at it the rule holds, beyond it does not.
//!
//! The limit is worked out here once more, in fractions, from the figures shown: amounts have four decimals, so the
//! most that actual may be is the limit cut off there, and one hundredth of an øre more breaks the rule. The headroom
//! shown is that room "rounded down to the øre".

use super::budgets::{Budget, of_2018, of_2025, year};
use super::judging::{Fixed, Key, agreement, choices, findings, limits};
use num_rational::BigRational;
use num_traits::ToPrimitive;
use proptest::prelude::*;
use proptest::sample::Index;
use rammeaftale::agreement::rules::AtMost;
use rammeaftale::agreement::{Choice, RuleKind};
use rammeaftale::assessment::LimitFigures;
use rammeaftale::portfolio::{Column, FiguresKind};
use rust_decimal::Decimal;

/// One hundredth of an øre, the smallest step between two amounts.
const STEP: Decimal = Decimal::from_parts(1, 0, 0, false, 4);

fn fraction(decimal: Decimal) -> BigRational {
    BigRational::new(decimal.mantissa().into(), 10_i128.pow(decimal.scale()).into())
}

/// The most with four decimals that a rule allows: section 4, `100·A ≤ (100 + p)·B`, and section 5, `credited-step`.
fn limit(rule: &str, budget: &Budget, choice: &Fixed, figures: &LimitFigures) -> Decimal {
    let RuleKind::TariffDevelopment(rule) = &agreement(budget.agreement).rule(rule).expect("a rule").kind else {
        panic!("a limit");
    };
    let hundred = || fraction(Decimal::ONE_HUNDRED);
    let Choice::Fixed(AtMost::Percent(percent)) = rule.at_most else { panic!("a percentage") };
    let share = fraction(percent.decimal()) / hundred();
    let base = fraction(figures.base.expect("shown with the headroom"));
    let one = || fraction(Decimal::ONE);
    let exact = match (figures.credit_base.map(fraction), choice.get("credited-step").map(String::as_str)) {
        (None, _) => (one() + share) * base,
        (Some(credit), Some("rebased")) => (one() + share) * credit,
        (Some(credit), Some("summed")) => (one() + &share + one()) * &base - &base * &base / credit,
        (Some(credit), Some("kroner")) => credit + share * base,
        (Some(_), other) => panic!("{other:?} counts no step"),
    };
    let units = (exact * fraction(Decimal::from(10_000))).floor().to_integer().to_i64().expect("a small amount");
    Decimal::new(units, 4)
}

/// What a rule says with actual higher by so much, all in one row; `None` where no row moves it so.
fn said(budget: &Budget, choice: &Fixed, key: &Key, actual: Decimal) -> Option<&'static str> {
    let column = if budget.year == 2018 { Column::TariffBasis } else { Column::Tariff };
    let now = limits(&findings(&budget.judged(choice, Some(&key.1))?)[key].figures)?.actual?;
    let subject_rows = (0..budget.rows.len()).filter(|row| budget.rows[*row].year == year(budget.year));
    subject_rows.into_iter().find_map(|row| {
        let amount = budget.rows[row].amount(column)?.decimal() + actual - now;
        let other = Some(amount).filter(|amount| *amount >= Decimal::ZERO)?;
        let moved = findings(&budget.with(row, column, other)?.judged(choice, Some(&key.1))?).remove(key)?;
        (limits(&moved.figures)?.actual? == actual).then(|| moved.verdict.name())
    })
}

/// Holds the headroom of a rule under some choice of readings to be the break-even; how often it was shown and moved.
fn check(budget: &Budget, rule: &str, choice: &Fixed) -> Result<usize, TestCaseError> {
    let mut checked = 0;
    for (key, finding) in findings(&budget.judged(choice, Some(rule)).expect("rows that agree")) {
        let Some(figures) = limits(&finding.figures) else { continue };
        let (Some(room), Some(actual)) = (figures.headroom, figures.actual) else { continue };
        let most = limit(rule, budget, choice, figures);
        let ore = (most - actual).round_dp_with_strategy(2, rust_decimal::RoundingStrategy::ToNegativeInfinity);
        prop_assert_eq!(room, ore, "{:?} {:?}", key, choice);
        let verdicts = [actual + room, most, most + STEP].map(|actual| said(budget, choice, &key, actual));
        if let [Some(shown), Some(at), Some(beyond)] = verdicts {
            prop_assert_eq!([shown, at, beyond], ["met", "met", "breached"], "{:?} {:?}", key, choice);
            checked += 1;
        }
    }
    Ok(checked)
}

/// True where every base year of the reading has a limit: against a zero or unknown base no amount holds.
fn has_every_base(budget: &Budget, choice: &Fixed) -> bool {
    let asked = choice.get("rise-within-period").is_some_and(|reading| reading == "also-against-2025");
    let mut between = budget.rows.iter().filter(|row| row.year == year(2025) && row.figures == FiguresKind::Budget);
    !asked || budget.year == 2025 || between.all(|row| row.tariff.is_some_and(|tariff| !tariff.is_zero()))
}

/// Every choice of readings under which the figures shown are amounts as written, unconverted and undivided: a basis without its
/// carried result is still a sum of such, a tariff is not.
fn plain_choices(budget: &Budget, rule: &str) -> Vec<Fixed> {
    let plain = [("price-basis", "nominal"), ("measure", "tariff-basis"), ("carried-in-measure", "included")];
    let asked = if budget.year == 2018 { &plain[..2] } else { &plain };
    let stands =
        |choice: &Fixed| asked.iter().all(|(question, reading)| choice.get(*question).is_none_or(|one| one == reading));
    choices(budget.agreement, rule).into_iter().filter(stands).collect()
}

/// The law over random budgets and readings; enough of them must have had a headroom to try.
fn hold(rule: &str, budgets: impl Strategy<Value = Budget>) {
    super::hold(40, 15, &(budgets, any::<Index>()), |(mut budget, pick)| {
        for row in &mut budget.rows {
            // Between held and breached an allowance would stand.
            row.wage_supplement = Some(rammeaftale::Kroner::ZERO);
        }
        let all = plain_choices(&budget, rule);
        let choice = pick.get(&all);
        prop_assume!(has_every_base(&budget, choice));
        check(&budget, rule, choice)
    });
}

#[test]
fn the_room_of_the_reduction_is_the_break_even() {
    hold("tariff-reduction", of_2018(0.98));
}

#[test]
fn the_room_of_its_follow_up_is_the_break_even() {
    hold("tariff-reduction-follow-up", of_2018(0.98));
}

/// Each tariff, and an operator's total under `operator-total`.
#[test]
fn the_room_of_the_freeze_is_the_break_even() {
    hold("tariff-freeze", of_2025(0.98));
}
