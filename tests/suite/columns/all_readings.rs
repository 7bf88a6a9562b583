//! Under all readings columns say what the whole evaluation says: robust, flips, undecided, what is missing.

use super::{OFFERS, drawn, finding, portfolio};
use crate::builtin;
use rammeaftale::agreement::Force;
use rammeaftale::assessment::{self, Missing, NotApplicable, Robust};
use rammeaftale::columns::{ColumnsError, Flip, FullAssessment, FullBrief, Unknown};
use rammeaftale::plan::Cell;
use rammeaftale::portfolio::{Assumption, Column};
use rammeaftale::{Agreement, Assessment, Finding, Kroner, Options, Percent, Plan, PriceIndex, Verdict, Year};
use std::collections::BTreeSet;

/// What is missing, without the offer's name.
fn named(missing: &BTreeSet<Missing>) -> BTreeSet<String> {
    let without = |one: &Missing| match one {
        Missing::Figure { column, year, figures, .. } => format!("{column} {year} {figures}"),
        other => other.to_string(),
    };
    missing.iter().map(without).collect()
}

fn told(unknown: Unknown<'_>) -> BTreeSet<String> {
    let cells = unknown.cells().map(|Cell { column, year, figures }| format!("{column} {year} {figures}"));
    cells.chain(unknown.projections().map(|year| format!("price-index {year}"))).collect()
}

/// Holds a brief against the finding; tells what was seen.
fn agrees(brief: &FullBrief<'_, '_>, finding: &Finding) -> &'static str {
    let about = || format!("{brief:?}\n{finding:?}");
    assert_eq!(brief.verdict, finding.verdict, "{}", about());
    assert_eq!(told(brief.missing()), named(&finding.missing), "{}", about());
    let flips: Vec<_> = brief.flips().map(|flip| (flip.readings, flip.verdict)).collect();
    let expected: Vec<_> = finding.flips.iter().map(|flip| (&*flip.readings, flip.verdict)).collect();
    assert_eq!(flips, expected, "{}", about());
    let undecided: Vec<_> = brief.undecided().map(|one| (one.readings, one.cause, told(one.missing))).collect();
    let expected = finding.undecided.iter().map(|one| (&*one.readings, one.cause, named(&one.missing)));
    assert_eq!(undecided, expected.collect::<Vec<_>>(), "{}", about());
    match brief.robust {
        Some(robust) => assert_eq!(robust, finding.robust, "{}", about()),
        // It turns on the operator's total.
        None => assert_eq!(brief.verdict, Verdict::Breached, "{}", about()),
    }
    match (brief.robust, finding.flips.is_empty(), finding.undecided.is_empty()) {
        (None, ..) => "turns above",
        (Some(Robust::Yes), true, true) => "robust",
        (Some(Robust::Yes), ..) => "robust, yet told",
        (Some(Robust::No), ..) => "turned",
        (Some(Robust::Unknown), ..) => "unknown",
    }
}

/// What a reading says that lays the duty on someone else.
const MOVED: Verdict = Verdict::NotApplicable(NotApplicable::Reading);

/// Holds what all rules say together against the assessment; tells what was seen.
fn agrees_together(whole: &FullAssessment<'_, '_>, assessment: &Assessment) -> &'static str {
    let about = || format!("{whole:?}\n{assessment:?}");
    assert_eq!(whole.verdict(), assessment.verdict, "{}", about());
    let binds = |brief: &FullBrief<'_, '_>| brief.rule().force.is_some_and(Force::combines);
    let turns_above = |brief: FullBrief<'_, '_>| {
        let has_moved = brief.robust == Some(Robust::No) && brief.flips().any(|flip| flip.verdict == MOVED);
        binds(&brief) && brief.verdict == Verdict::Breached && (brief.robust.is_none() || has_moved)
    };
    let Some(robust) = whole.robust() else {
        assert!(whole.briefs().any(turns_above), "{}", about());
        assert_eq!((whole.verdict(), whole.flips()), (Verdict::Breached, &[][..]), "{}", about());
        return "together, turns above";
    };
    assert_eq!(robust, assessment.robust, "{}", about());
    // What turns on the operator's total is told of the assessment alone.
    let is_told = |flip: &&assessment::Flip| whole.flips().contains(flip);
    let told: Vec<&assessment::Flip> = assessment.flips.iter().filter(is_told).collect();
    assert_eq!(told, whole.flips().iter().collect::<Vec<_>>(), "{}", about());
    let is_up_above = whole.briefs().any(turns_above) && robust == Robust::No;
    assert!(told.len() == assessment.flips.len() || is_up_above, "{}", about());
    match (robust, whole.flips().is_empty()) {
        (Robust::Yes, true) => "together, robust",
        (Robust::Yes, false) => "together, robust, yet told",
        (Robust::No, _) => "together, turned",
        (Robust::Unknown, _) => "together, unknown",
    }
}

/// What was seen of so many offers.
fn agree(agreement: &Agreement, number: i32, options: &Options) -> BTreeSet<&'static str> {
    let year = Year::new(number).expect("a year");
    let plan = Plan::new(agreement, year, options).expect("a plan");
    let judge = match plan.columns_under_all_readings() {
        Err(ColumnsError::NoFigures) => return BTreeSet::from(["no figures"]),
        judge => judge.expect("plain arithmetic"),
    };
    let columns = drawn(judge.cells(), number as u64);
    let assessments = plan.evaluate(&portfolio(judge.cells(), &columns, year));
    let slices: Vec<&[i64]> = columns.iter().map(Vec::as_slice).collect();
    let mut seen = BTreeSet::new();
    let mut judged = 0;
    let taken = judge.evaluate(&slices, |row, brief| {
        judged += 1;
        let finding = finding(&assessments, row, &brief.rule().id);
        seen.insert(agrees(brief, finding));
        if row < 20 {
            assert_eq!(brief.settled_by(), finding.settled_by, "{brief:?}");
            assert!(format!("{brief:?}").contains(&*finding.rule), "a brief can be printed");
        }
    });
    assert_eq!(taken, Ok(()));
    let rules = assessments[0].findings.iter().filter(|one| one.force.is_some()).count();
    assert_eq!(judged, OFFERS * rules, "{} {number}", agreement.id);
    let mut assessed = 0;
    let taken = judge.assess(&slices, |row, whole| {
        assessed += 1;
        seen.insert(agrees_together(whole, &assessments[row]));
        assert_eq!(whole.briefs().count(), rules);
    });
    assert_eq!((taken, assessed), (Ok(()), OFFERS));
    // The amounts are those of the preferred readings.
    if let Ok(preferred) = plan.columns() {
        let of =
            |cell: &Cell| &slices[judge.cells().iter().position(|other| other == cell).expect("all that is preferred")];
        let fewer: Vec<&[i64]> = preferred.cells().iter().map(|cell| &**of(cell)).collect();
        let mut amounts = Vec::new();
        preferred.evaluate(&fewer, |_, brief| amounts.push(brief.amounts)).expect("fit");
        let mut all = amounts.into_iter();
        judge.evaluate(&slices, |_, brief| assert_eq!(Some(brief.amounts()), all.next(), "{brief:?}")).expect("fit");
    }
    seen
}

fn index() -> PriceIndex {
    let percent = |digits: &str| Percent::new(digits.parse().expect("a number")).expect("a percentage");
    let years = [(2015, "1.5"), (2016, "-0.75"), (2017, "2"), (2018, "1.9"), (2025, "3.1"), (2026, "0")];
    let projections = years.map(|(year, digits)| (Year::new(year).expect("a year"), percent(digits)));
    PriceIndex::new(projections).expect("an index")
}

#[test]
fn every_shipped_agreement_and_year_is_judged_alike_under_all_readings() {
    let register = builtin();
    let indexed = Options { index: index(), ..Options::default() };
    let nothing = Assumption::amount(Column::OwnPayment, Kroner::ZERO).expect("an amount");
    let assumed = Options { assumptions: vec![nothing], ..Options::default() };
    let mut seen = BTreeSet::new();
    for agreement in register.agreements() {
        for number in [2017, 2018, 2021, 2022, 2025, 2026] {
            let year = Year::new(number).expect("a year");
            let is_in_force = register.in_force_year(year).is_ok_and(|other| other.id == agreement.id);
            let others = [&indexed, &assumed].into_iter().filter(|_| is_in_force);
            for options in others.chain([&Options::default()]) {
                seen.extend(agree(agreement, number, options));
            }
        }
    }
    let all = ["robust", "robust, yet told", "turned", "turns above", "unknown"];
    let together = all.map(|one| format!("together, {one}"));
    let all: BTreeSet<&str> =
        all.into_iter().chain(["no figures"]).chain(together.iter().map(String::as_str)).collect();
    assert_eq!(seen, all);
}

/// What is said of one offer's tariff in 2026 with all but some questions settled: verdict, robust, flips by reading.
fn freeze(tariffs: [i64; 3], open: &[&str]) -> (Verdict, Option<Robust>, Vec<(String, Verdict)>) {
    let settled = [
        ("price-basis", "nominal"),
        ("carried-in-measure", "included"),
        ("level", "each-tariff"),
        ("rise-within-period", "against-base"),
    ];
    let settled = settled.iter().filter(|(question, _)| !open.contains(question));
    let readings = settled.map(|(question, reading)| ((*question).to_owned(), (*reading).to_owned())).collect();
    let register = builtin();
    let agreement = register.get("midtjylland/2025-26").expect("shipped");
    let options = Options { readings, ..Options::default() };
    let plan = Plan::new(agreement, Year::new(2026).expect("a year"), &options).expect("a plan");
    let judge = plan.columns_under_all_readings().expect("plain arithmetic");
    let of = |cell: &Cell| match (cell.column, cell.year.number()) {
        (Column::Tariff, year @ 2024..=2026) => [tariffs[(year - 2024) as usize]],
        (Column::WageSupplement, _) => [0],
        _ => [rammeaftale::columns::BLANK],
    };
    let columns: Vec<[i64; 1]> = judge.cells().iter().map(of).collect();
    let slices: Vec<&[i64]> = columns.iter().map(<[i64; 1]>::as_slice).collect();
    let mut said = None;
    judge
        .evaluate(&slices, |_, brief| {
            if &*brief.rule().id == "tariff-freeze" {
                let readings =
                    |flip: &Flip<'_>| flip.readings.values().map(|name| &**name).collect::<Vec<_>>().join(" ");
                let flips = brief.flips().map(|flip| (readings(&flip), flip.verdict)).collect();
                said = Some((brief.verdict, brief.robust, flips));
            }
        })
        .expect("fit");
    said.expect("judged")
}

#[test]
fn on_the_edge_a_ten_thousandth_turns_a_reading() {
    let at = 10_000_001;
    let rise = ["rise-within-period"];
    let no_flip = Vec::new();
    assert_eq!(freeze([at, at, at], &rise), (Verdict::Met, Some(Robust::Yes), no_flip.clone()));
    let breached = vec![("also-against-2025".to_owned(), Verdict::Breached)];
    assert_eq!(freeze([at, at - 1, at], &rise), (Verdict::Met, Some(Robust::No), breached));
    assert_eq!(freeze([at, at - 1, at + 1], &rise), (Verdict::Breached, Some(Robust::Yes), no_flip));
}

#[test]
fn whether_an_operators_total_turns_a_breach_is_not_told() {
    let at = 10_000_001;
    let moved = vec![("operator-total".to_owned(), MOVED)];
    assert_eq!(freeze([at, at, at + 1], &["level"]), (Verdict::Breached, None, moved));
    assert_eq!(freeze([at, at, at], &["level"]), (Verdict::Met, Some(Robust::Yes), Vec::new()));
}

/// A combined breach that some reading turns into met is never shown without that reading (rules.md, section 5).
#[test]
fn a_reading_that_turns_a_breach_is_told_beside_one_that_moves_it() {
    let register = builtin();
    let agreement = register.get("midtjylland/2025-26").expect("shipped");
    let options = Options { index: index(), ..Options::default() };
    let plan = Plan::new(agreement, Year::new(2025).expect("a year"), &options).expect("a plan");
    let judge = plan.columns_under_all_readings().expect("plain arithmetic");
    let of = |cell: &Cell| match (cell.column, cell.year.number()) {
        (Column::Tariff, 2024) => [10_000_000],
        (Column::Tariff, _) => [10_100_000],
        (Column::WageSupplement, _) => [0],
        _ => [rammeaftale::columns::BLANK],
    };
    let columns: Vec<[i64; 1]> = judge.cells().iter().map(of).collect();
    let slices: Vec<&[i64]> = columns.iter().map(<[i64; 1]>::as_slice).collect();
    let mut said = Vec::new();
    let readings = |flip: &assessment::Flip| flip.readings.values().map(|name| name.to_string()).collect::<Vec<_>>();
    let take = |_, whole: &FullAssessment<'_, '_>| {
        let flips: Vec<_> = whole.flips().iter().map(|flip| (readings(flip).join(" "), flip.verdict)).collect();
        said.push((whole.verdict(), whole.robust(), flips));
    };
    judge.assess(&slices, take).expect("fit");
    let flips = vec![("fixed".to_owned(), Verdict::Met)];
    assert_eq!(said, [(Verdict::Breached, Some(Robust::No), flips)]);
}

#[test]
fn what_is_no_plain_arithmetic_under_some_reading_is_refused() {
    let register = crate::fixtures::register();
    let agreement = register.get("syddanmark/2011").expect("a fixture");
    let plan = Plan::new(agreement, Year::new(2011).expect("a year"), &Options::default()).expect("a plan");
    let refused = plan.columns_under_all_readings().map(|judge| judge.cells().len());
    assert_eq!(refused, Err(ColumnsError::Rule("tariff-reduction".into())));
}

#[test]
fn unfit_columns_are_told_before_anything_is_judged() {
    let register = builtin();
    let agreement = register.get("midtjylland/2025-26").expect("shipped");
    let plan = Plan::new(agreement, Year::new(2025).expect("a year"), &Options::default()).expect("a plan");
    let judge = plan.columns_under_all_readings().expect("plain arithmetic");
    let expected = judge.cells().len();
    let told = judge.evaluate(&[&[1]], |_, brief| panic!("judged: {brief:?}"));
    assert_eq!(told, Err(ColumnsError::Shape { expected }));
    let mut columns = vec![vec![1, 1]; expected];
    columns[0][1] = 10_000_000_000_000_000;
    let slices: Vec<&[i64]> = columns.iter().map(Vec::as_slice).collect();
    let told = judge.evaluate(&slices, |_, brief| panic!("judged: {brief:?}"));
    assert_eq!(told, Err(ColumnsError::Amount { column: 0, row: 1 }));
}
