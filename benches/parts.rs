//! The parts of a judgement, one by one: `cargo bench -p rammeaftale-benches`.

use rammeaftale::{Options, Plan, Year};
use rammeaftale_benches::{DEMO, portfolio, register};

fn main() {
    divan::main();
}

#[divan::bench]
fn read_and_check_all_rulesets() -> usize {
    register().agreements().len()
}

#[divan::bench(args = [2018, 2025])]
fn plan(bencher: divan::Bencher<'_, '_>, year: i32) {
    let register = register();
    let year = Year::new(year).expect("a year");
    let agreement = register.in_force_year(year).expect("modelled");
    bencher.bench(|| Plan::new(agreement, year, &Options::default()).expect("a plan"));
}

#[divan::bench(args = [2018, 2025, 2026])]
fn evaluate_with_all_readings(bencher: divan::Bencher<'_, '_>, year: i32) {
    let (register, portfolio) = (register(), portfolio());
    let year = Year::new(year).expect("a year");
    let plan = Plan::new(register.in_force_year(year).expect("modelled"), year, &Options::default()).expect("a plan");
    bencher.bench(|| plan.evaluate(&portfolio).len());
}

#[divan::bench]
fn read_csv() -> usize {
    rammeaftale_sheets::read_bytes("demo.csv", DEMO).rows().len()
}

#[divan::bench]
fn write_json(bencher: divan::Bencher<'_, '_>) {
    let (register, portfolio) = (register(), portfolio());
    let year = Year::new(2025).expect("a year");
    let plan = Plan::new(register.in_force_year(year).expect("modelled"), year, &Options::default()).expect("a plan");
    let assessments = plan.evaluate(&portfolio);
    bencher.bench(|| rammeaftale_report::evaluation_json(&assessments, None).map(|text| text.len()));
}
