//! Columns say what the whole evaluation says: each rule's verdict and amounts, known figures or not.

mod all_readings;

use crate::builtin;
use crate::second_evaluator::{Draw, Seed};
use rammeaftale::assessment::Figures;
use rammeaftale::columns::{Amounts, BLANK, ColumnsError};
use rammeaftale::plan::Cell;
use rammeaftale::portfolio::{Assumption, Column};
use rammeaftale::{
    Agreement, Assessment, Authority, Finding, Kroner, Options, Plan, Portfolio, Register, Row, RowNumbers, Year,
};
use rammeaftale_agreements::FILES;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

const OFFERS: usize = 250;

/// In ten thousandths: often on an edge, one in so many blank, some nothing, or as large as an amount can be.
fn amount(seed: &mut Seed, cell: &Cell, one_blank_in: u64) -> i64 {
    const SIZES: [i64; 12] =
        [10_000_000, 9_700_000, 9_700_100, 9_699_900, 10_000_001, 500_000, 500_100, 10_300_000, 0, 9_999, 10_000, 1];
    if seed.below(one_blank_in) == 0 {
        return BLANK;
    }
    let size = match seed.below(20) {
        0 | 1 => 9_999_999_999_999_999,
        2..6 => seed.below(20_000_000) as i64,
        _ => SIZES[seed.below(SIZES.len() as u64) as usize],
    };
    if cell.column.may_be_negative() && seed.below(2) == 0 { -size } else { size }
}

/// The row of one account of an offer.
fn row(offer: &str, year: Year) -> Row {
    let authority = |code| Authority::new(code).expect("a municipality");
    Row { location: Some(authority(740)), buyers: Some(vec![authority(751)]), ..Row::new(offer, authority(740), year) }
}

/// The same offers as a portfolio.
fn portfolio(cells: &[Cell], columns: &[Vec<i64>], year: Year) -> Portfolio {
    let mut rows = Vec::new();
    for offer in 0..OFFERS {
        let id = offer.to_string();
        let mut accounts = BTreeMap::new();
        accounts.insert((year, Default::default()), row(&id, year));
        for (cell, column) in cells.iter().zip(columns) {
            let account = accounts.entry((cell.year, cell.figures)).or_insert_with(|| row(&id, cell.year));
            account.figures = cell.figures;
            let amount =
                (column[offer] != BLANK).then(|| Kroner::new(Decimal::new(column[offer], 4)).expect("in range"));
            *account.amount_mut(cell.column).expect("an amount") = amount;
        }
        rows.extend(accounts.into_values());
    }
    Portfolio::new(&rows, &RowNumbers).expect("rows that agree").0
}

fn finding<'a>(assessments: &'a [Assessment], offer: usize, rule: &str) -> &'a Finding {
    assessments[offer].findings.iter().find(|finding| &*finding.rule == rule).expect("judged")
}

/// Amounts of every offer by cell; what an offer tells of itself differs from one to the next.
fn drawn(cells: &[Cell], seed: u64) -> Vec<Vec<i64>> {
    let mut seed = Seed(seed);
    let one_blank_in: Vec<u64> = (0..OFFERS).map(|_| [3, 20, 1_000][seed.below(3) as usize]).collect();
    let mut columns: Vec<Vec<i64>> = Vec::new();
    for cell in cells {
        // A supplement is part of its tariff.
        let tariff = Cell { column: Column::Tariff, ..*cell };
        let whole = cells.iter().position(|other| cell.column == Column::WageSupplement && *other == tariff);
        let most = |offer: usize| whole.map_or(i64::MAX, |whole| columns[whole][offer]);
        let within = |offer, amount| if most(offer) == BLANK { amount } else { most(offer).min(amount) };
        let all = (0..OFFERS).map(|offer| within(offer, amount(&mut seed, cell, one_blank_in[offer])));
        columns.push(all.collect());
    }
    columns
}

fn agrees(agreement: &Agreement, number: i32, options: &Options) -> BTreeSet<&'static str> {
    let year = Year::new(number).expect("a year");
    let plan = Plan::new(agreement, year, options).expect("a plan");
    let judge = plan.columns().expect("plain arithmetic");
    let columns = drawn(judge.cells(), number as u64);
    let assessments = plan.evaluate(&portfolio(judge.cells(), &columns, year));
    let slices: Vec<&[i64]> = columns.iter().map(Vec::as_slice).collect();
    let (mut judged, mut compared, mut results, mut seen) = (0, 0, 0, BTreeSet::new());
    let units =
        |amount: Option<Decimal>| amount.map(|amount| (amount * Decimal::from(10_000)).try_into().expect("fits"));
    let taken = judge.evaluate(&slices, |row, brief| {
        judged += 1;
        let finding = finding(&assessments, row, &brief.rule.id);
        let about = format!("{number} offer {row} {}: {brief:?} {finding:?}", brief.rule.id);
        assert_eq!(brief.verdict, finding.verdict, "{about}");
        assert_eq!(*brief.rule.clauses, *finding.clauses, "{about}");
        seen.insert(brief.verdict.cause().unwrap_or(brief.verdict.name()));
        match (brief.amounts, &finding.figures) {
            (Amounts::Limit { base, actual, limit }, Figures::Limit(figures)) => {
                compared += 1;
                let down = |amount: i64| Some(amount.div_euclid(100) * 100);
                let shown = [figures.base, figures.actual, figures.limit].map(units);
                // What was divided is shown rounded down to the øre.
                let is_shown = |amount, shown| shown == Some(amount) || shown == down(amount);
                assert!(is_shown(base, shown[0]) && is_shown(actual, shown[1]), "{about}");
                assert_eq!(down(limit), shown[2], "{about}");
            }
            (Amounts::Result { result, edge, expected_carried, carried }, Figures::Result(figures)) => {
                results += 1;
                let denominator: i64 = units(figures.denominator).expect("known");
                assert_eq!(edge, denominator.div_euclid(20), "5 % of it: {about}");
                let shown = (units(figures.result), units(figures.expected_carried), units(figures.carried));
                let down = expected_carried.map(|amount| amount.div_euclid(100) * 100);
                assert_eq!((Some(result), down, Some(carried)), shown, "{about}");
            }
            _ => {}
        }
    });
    assert_eq!(taken, Ok(()));
    assert_eq!(judged, OFFERS * judging_rules(&assessments));
    assert!(compared > 0 || !seen.contains("breached"), "no amounts of {number}: {seen:?}");
    let reads_results = judge.cells().iter().any(|cell| cell.column == Column::Result);
    assert_eq!(results > 0, reads_results, "amounts of results of {number}");
    seen
}

/// How many rules judge an offer by its figures.
fn judging_rules(assessments: &[Assessment]) -> usize {
    let of_offer = |finding: &&Finding| finding.force.is_some();
    assessments[0].findings.iter().filter(of_offer).count()
}

#[test]
fn columns_say_what_the_evaluation_says() {
    let register = builtin();
    let fixed = |question: &str, reading: &str| Options {
        readings: [(question.to_owned(), reading.to_owned())].into(),
        ..Options::default()
    };
    let of_2018 = register.get("midtjylland/2018").expect("shipped");
    let of_2025 = register.get("midtjylland/2025-26").expect("shipped");
    let seen = agrees(of_2018, 2018, &Options::default());
    assert!(
        ["met", "breached", "missing-input", "no-duty", "not-comparable"].iter().all(|one| seen.contains(one)),
        "{seen:?}"
    );
    // A year before gross tariffs were agreed, which does not move with the agreement.
    let seen = agrees(of_2018, 2017, &Options::default());
    assert!(seen.contains("other-year"), "{seen:?}");
    agrees(of_2018, 2018, &fixed("credited-step", "summed"));
    agrees(of_2018, 2018, &fixed("measure", "basis-per-place"));
    agrees(of_2018, 2018, &fixed("regulated-amount", "excess"));
    agrees(of_2018, 2018, &fixed("band-denominator", "turnover"));
    let seen = agrees(of_2018, 2018, &fixed("surplus-inside", "carry"));
    assert!(seen.contains("not-stated") && !seen.contains("no-duty"), "{seen:?}");
    let nothing = Assumption::amount(Column::OwnPayment, Kroner::ZERO).expect("an amount");
    agrees(of_2018, 2018, &Options { assumptions: vec![nothing], ..Options::default() });
    let seen = agrees(of_2025, 2026, &Options::default());
    assert!(["met", "breached", "announced-model"].iter().all(|one| seen.contains(one)), "{seen:?}");
    agrees(of_2025, 2026, &fixed("rise-within-period", "also-against-2025"));
    agrees(of_2025, 2025, &fixed("price-basis", "fixed"));
    agrees(of_2025, 2025, &fixed("level", "operator-total"));
    agrees(of_2025, 2025, &fixed("carried-in-measure", "excluded"));
}

#[test]
fn unfit_columns_are_told_before_anything_is_judged() {
    let register = builtin();
    let agreement = register.get("midtjylland/2025-26").expect("shipped");
    let plan = Plan::new(agreement, Year::new(2025).expect("a year"), &Options::default()).expect("a plan");
    let judge = plan.columns().expect("plain arithmetic");
    let told = |columns: &[&[i64]]| judge.evaluate(columns, |_, brief| panic!("judged: {brief:?}"));
    let count = judge.cells().len();
    assert_eq!(count, 3, "the tariff of both years and the wage supplement: {:?}", judge.cells());
    assert_eq!(told(&[]), Err(ColumnsError::Shape { expected: count }));
    assert_eq!(told(&[&[1], &[1], &[1, 2]]), Err(ColumnsError::Shape { expected: count }));
    let (most, beyond) = (9_999_999_999_999_999, 10_000_000_000_000_000);
    assert_eq!(told(&[&[1, most], &[1, 1], &[1, beyond]]), Err(ColumnsError::Amount { column: 2, row: 1 }));
    assert_eq!(told(&[&[-1], &[1], &[1]]), Err(ColumnsError::Amount { column: 0, row: 0 }));
    assert_eq!(told(&[&[1, 1], &[5, 5], &[5, 6]]), Err(ColumnsError::Amount { column: 2, row: 1 }));
    let mut all = Vec::new();
    let no_cell = judge.evaluate(&[&[], &[], &[]], |row, _| all.push(row));
    assert_eq!((no_cell, all), (Ok(()), Vec::new()));
    let mut verdicts = Vec::new();
    judge.evaluate(&[&[BLANK], &[BLANK], &[BLANK]], |_, brief| verdicts.push(brief.verdict.cause())).expect("fit");
    assert_eq!(verdicts, [Some("missing-input"), Some("reading")]);
}

/// A column of one row for each cell: nothing known but some amounts.
fn only(cells: &[Cell], known: &[(Column, i32, i64)]) -> Vec<[i64; 1]> {
    let of = |cell: &Cell| known.iter().find(|(column, year, _)| (*column, *year) == (cell.column, cell.year.number()));
    cells.iter().map(|cell| [of(cell).map_or(BLANK, |(.., amount)| *amount)]).collect()
}

/// What is said of a single row.
fn judged(plan: &Plan<'_>, known: &[(Column, i32, i64)]) -> Result<Vec<(&'static str, Amounts)>, ColumnsError> {
    let judge = plan.columns().expect("plain arithmetic");
    let columns = only(judge.cells(), known);
    let mut all = Vec::new();
    let slices: Vec<&[i64]> = columns.iter().map(<[i64; 1]>::as_slice).collect();
    let name = |brief: &rammeaftale::columns::Brief<'_>| brief.verdict.cause().unwrap_or(brief.verdict.name());
    judge.evaluate(&slices, |_, brief| all.push((name(&brief), brief.amounts))).map(|()| all)
}

#[test]
fn an_agreement_of_which_no_rule_reads_a_figure_is_refused() {
    let register = builtin();
    let agreement = register.get("midtjylland/2021-22").expect("shipped");
    let plan = Plan::new(agreement, Year::new(2021).expect("a year"), &Options::default()).expect("a plan");
    assert_eq!(plan.columns().map(|judge| judge.cells().len()), Err(ColumnsError::NoFigures));
    let all = plan.columns_under_all_readings();
    assert_eq!(all.map(|judge| judge.cells().len()), Err(ColumnsError::NoFigures));
}

#[test]
fn amounts_are_told_to_the_ten_thousandth() {
    let register = builtin();
    let agreement = register.get("midtjylland/2025-26").expect("shipped");
    let plan = Plan::new(agreement, Year::new(2025).expect("a year"), &Options::default()).expect("a plan");
    let told = |base, actual| {
        judged(
            &plan,
            &[(Column::Tariff, 2024, base), (Column::Tariff, 2025, actual), (Column::WageSupplement, 2025, 0)],
        )
    };
    let limit = |base, actual| Amounts::Limit { base, actual, limit: base };
    let first = |base, actual| told(base, actual).map(|all| all[0]);
    assert_eq!(first(10_000_001, 9_999_999), Ok(("met", limit(10_000_001, 9_999_999))));
    assert_eq!(first(10_000_001, 10_000_001), Ok(("met", limit(10_000_001, 10_000_001))));
    assert_eq!(first(10_000_001, 10_000_002), Ok(("breached", limit(10_000_001, 10_000_002))));
}

#[test]
fn amounts_are_told_to_the_ten_thousandth_where_there_is_more_to_weigh() {
    let register = builtin();
    let agreement = register.get("midtjylland/2025-26").expect("shipped");
    let told = |number: i32, reading: (&str, &str), known: &[(Column, i32, i64)]| {
        let readings = BTreeMap::from([(reading.0.to_owned(), reading.1.to_owned())]);
        let options = Options { readings, ..Options::default() };
        let plan = Plan::new(agreement, Year::new(number).expect("a year"), &options).expect("a plan");
        judged(&plan, known).map(|all| all[0])
    };
    let (base, above) = (10_000_001, 10_000_002);
    let tariff = |year, amount| (Column::Tariff, year, amount);
    let both = [tariff(2024, base), tariff(2025, base), tariff(2026, base), (Column::WageSupplement, 2026, 0)];
    let limit = Amounts::Limit { base, actual: base, limit: base };
    assert_eq!(told(2026, ("rise-within-period", "also-against-2025"), &both), Ok(("met", limit)));
    let carried = |year| (Column::CarriedResult, year, 0);
    let mut known = vec![tariff(2024, base), tariff(2025, above), carried(2024), carried(2025)];
    let limit = Amounts::Limit { base, actual: above, limit: base };
    let excluded = ("carried-in-measure", "excluded");
    assert_eq!(told(2025, excluded, &known), Ok(("missing-input", limit)), "a blank supplement");
    known.push((Column::WageSupplement, 2025, 0));
    assert_eq!(told(2025, excluded, &known), Ok(("breached", limit)));
}

/// Accounts hold no wage supplement: what is assumed of it is assumed of budgets.
#[test]
fn no_blank_is_filled_that_the_evaluation_does_not_fill() {
    let realised = |path: &str, text: &str| match path {
        "midtjylland/2025-26.toml" => text.replace("figures = \"budget\"", "figures = \"realised\""),
        _ => text.to_owned(),
    };
    let files: Vec<(&str, String)> = FILES.iter().map(|(path, text)| (*path, realised(path, text))).collect();
    let register = Register::from_files(&files).expect("free of mistakes").0;
    let agreement = register.get("midtjylland/2025-26").expect("there");
    let assumption = Assumption::amount(Column::WageSupplement, Kroner::new(100.into()).expect("fits"));
    let options = Options { assumptions: vec![assumption.expect("an amount")], ..Options::default() };
    let plan = Plan::new(agreement, Year::new(2025).expect("a year"), &options).expect("a plan");
    let judge = plan.columns().expect("plain arithmetic");
    let tariffs = [(Column::Tariff, 2024, 10_000_000), (Column::Tariff, 2025, 10_000_100)];
    let columns: Vec<_> = only(judge.cells(), &tariffs).iter().map(|[amount]| vec![*amount; OFFERS]).collect();
    let assessments = plan.evaluate(&portfolio(judge.cells(), &columns, Year::new(2025).expect("a year")));
    let of_evaluation = finding(&assessments, 0, "tariff-freeze").verdict;
    let of_columns = judged(&plan, &tariffs).expect("fit")[0].0;
    assert_eq!((of_evaluation.cause(), of_columns), (Some("missing-input"), "missing-input"));
}

#[test]
fn a_limit_below_its_base_is_told_to_the_ten_thousandth() {
    let register = crate::fixtures::register();
    let agreement = register.get("midtjylland/2013-14").expect("a fixture");
    let readings = BTreeMap::from([("second-step".to_owned(), "on-top".to_owned())]);
    let options = Options { readings, ..Options::default() };
    let plan = Plan::new(agreement, Year::new(2013).expect("a year"), &options).expect("a plan");
    let told = |actual| {
        let told = judged(&plan, &[(Column::Tariff, 2012, 10_000_001), (Column::Tariff, 2013, actual)]);
        told.map(|all| all[0])
    };
    // 98 % of 1,000.0001 is 980.000098.
    let limit = |actual| Amounts::Limit { base: 10_000_001, actual, limit: 9_800_000 };
    assert_eq!(told(9_800_000), Ok(("met", limit(9_800_000))));
    assert_eq!(told(9_800_001), Ok(("breached", limit(9_800_001))));
}

#[test]
fn a_supplement_is_held_against_the_tariff_of_its_own_year_where_that_is_known() {
    let register = builtin();
    let agreement = register.get("midtjylland/2025-26").expect("shipped");
    let plan = Plan::new(agreement, Year::new(2025).expect("a year"), &Options::default()).expect("a plan");
    let told = |base, actual, supplement| {
        let known =
            [(Column::Tariff, 2024, base), (Column::Tariff, 2025, actual), (Column::WageSupplement, 2025, supplement)];
        judged(&plan, &known).map(|all| all[0].0)
    };
    assert_eq!(told(500_000, 600_000, 600_000), Ok("announced-model"), "all of the tariff");
    assert!(matches!(told(500_000, 600_000, 600_001), Err(ColumnsError::Amount { row: 0, .. })));
    assert_eq!(told(500_000, 600_000, 550_000), Ok("announced-model"), "more than the tariff of another year");
    assert_eq!(told(500_000, BLANK, 600_000), Ok("missing-input"), "of a tariff that is not known");
    assert_eq!(told(500_000, 600_000, BLANK), Ok("missing-input"));
}

#[test]
fn a_result_can_be_below_zero_and_no_larger_than_an_amount() {
    let register = builtin();
    let agreement = register.get("midtjylland/2018").expect("shipped");
    let plan = Plan::new(agreement, Year::new(2018).expect("a year"), &Options::default()).expect("a plan");
    let most = 9_999_999_999_999_999;
    let judge = plan.columns().expect("plain arithmetic");
    let result = judge.cells().iter().find(|cell| cell.column == Column::Result).expect("the band reads a result");
    let told = |amount| judged(&plan, &[(Column::Result, result.year.number(), amount)]).is_ok();
    assert!(told(most) && told(-most) && told(0) && told(BLANK));
    assert!(!told(most + 1) && !told(-most - 1));
}

#[test]
fn a_share_of_a_total_of_tariffs_is_no_column_and_one_of_amounts_is() {
    let register = crate::fixtures::register();
    let agreement = register.get("syddanmark/2011").expect("a fixture");
    let columns = |measure: &str| {
        let readings = BTreeMap::from([("measure".to_owned(), measure.to_owned())]);
        let options = Options { readings, ..Options::default() };
        let plan = Plan::new(agreement, Year::new(2011).expect("a year"), &options).expect("a plan");
        plan.columns().map(|columns| columns.cells().len())
    };
    assert_eq!(columns("tariffs"), Err(ColumnsError::Rule("tariff-reduction".into())));
    assert_eq!(columns("tariff-basis"), Ok(4), "basis and carried result of two years");
}
