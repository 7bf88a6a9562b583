//! Section 7: an agreement not in force in the subject year "is transposed by subject year less the first year of its
//! `in_force`; base, credit and result years move along; calendar facts (price levels, index years, the change to gross tariffs
//! in 2018) do not."

use super::budgets::{Budget, any_budget, year};
use super::hold;
use super::judging::{findings, limits};
use proptest::prelude::*;
use rammeaftale::assessment::Figures;
use rammeaftale::{Row, Year};
use rust_decimal::Decimal;

/// By so many years a budget is moved: never to a year in which the agreement is in force.
const SHIFTS: [i32; 4] = [-10, -1, 2, 6];

/// Every row, price level and projection so many years later.
fn moved(budget: &Budget, by: i32) -> Budget {
    let later = |of: Year| of.plus(by);
    let row = |row: &Row| Row {
        year: later(row.year),
        opened: row.opened.map(later),
        closed: row.closed.map(later),
        price_level: row.price_level.map(later),
        ..row.clone()
    };
    let index = budget.index.iter().map(|(of, projection)| (of + by, *projection));
    Budget {
        year: budget.year + by,
        rows: budget.rows.iter().map(row).collect(),
        index: index.collect(),
        ..budget.clone()
    }
}

/// The figures with their years moved back.
fn figures(figures: &Figures, by: i32) -> Figures {
    let earlier = |of: &mut Option<Year>| *of = of.map(|of| of.plus(-by));
    let mut figures = figures.clone();
    match &mut figures {
        Figures::Limit(of) => [&mut of.base_year, &mut of.credit_year].into_iter().for_each(earlier),
        Figures::Result(of) => earlier(&mut of.result_year),
        _ => {}
    }
    figures
}

/// A portfolio with all its years moved is judged as if as it was judged in force, but for gross tariffs.
#[test]
fn what_moves_with_the_agreement_is_judged_as_before() {
    hold(24, 20, &(any_budget(0.9), prop::sample::select(&SHIFTS[..])), |(budget, by)| {
        // Another year stands for the first of those in force.
        let first = if budget.year == 2018 { 2018 } else { 2025 };
        let budget = Budget { year: first, ..budget };
        let later = moved(&budget, by).judge();
        prop_assert!(later.iter().all(|one| one.as_if == Some(by)));
        let (before, after) = (findings(&budget.judge()), findings(&later));
        prop_assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
        let mut reached = 0;
        for (key, finding) in before.iter().filter(|(key, _)| key.1 != "gross-tariffs") {
            let then = &after[key];
            prop_assert_eq!(finding.verdict, then.verdict, "{:?}", key);
            prop_assert_eq!(finding.robust, then.robust, "{:?}", key);
            prop_assert_eq!(&finding.flips, &then.flips, "{:?}", key);
            prop_assert_eq!(finding.missing.len(), then.missing.len(), "{:?}", key);
            prop_assert_eq!(&finding.figures, &figures(&then.figures, by), "{:?}", key);
            prop_assert_eq!(&finding.left_out, &then.left_out, "{:?}", key);
            reached += usize::from(limits(&finding.figures).is_some_and(|figures| figures.base.is_some()));
        }
        Ok(reached)
    });
}

/// "index years [..] do not": projections left where they were convert nothing once the budget has moved.
#[test]
fn projections_do_not_move_with_the_agreement() {
    hold(40, 2, &any_budget(0.95), |budget| {
        let first = if budget.year == 2018 { 2018 } else { 2025 };
        let mut budget = Budget { year: first, ..budget };
        budget.rows.iter_mut().for_each(|row| row.price_level = None);
        budget.index = (first - 3..=first).map(|of| (of, Decimal::ONE)).collect();
        let fixed = [("price-basis".to_owned(), "fixed".to_owned())].into();
        let of_years = |budget: &Budget| budget.judged(&fixed, None).map(|judged| findings(&judged));
        let (Some(here), Some(stayed)) =
            (of_years(&budget), of_years(&Budget { index: budget.index.clone(), ..moved(&budget, 6) }))
        else {
            return Ok(0);
        };
        let mut lacking = 0;
        for (key, finding) in here.iter().filter(|(key, _)| key.1.starts_with("tariff-")) {
            let base = |finding: &rammeaftale::Finding| limits(&finding.figures).and_then(|figures| figures.base);
            if base(finding).is_some_and(|base| !base.is_zero()) {
                prop_assert_eq!(base(&stayed[key]), None, "{:?}: without a projection for {}", key, year(first + 6));
                lacking += 1;
            }
        }
        Ok(lacking)
    });
}
