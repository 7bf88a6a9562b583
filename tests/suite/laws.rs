//! The laws of rules.md, sections 6 and 8, over budgets made at random. `PROPTEST_CASES` sets how many.

mod break_even;
mod budgets;
mod comparing;
mod dependence;
mod development;
mod judging;
mod knowledge;
mod operators;
mod round_trip;
mod transposition;

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use std::cell::Cell;

/// So many cases unless `PROPTEST_CASES` says otherwise. What fails is written below `tests/proptest-regressions`, and tried first
/// from then on.
pub(crate) fn config(cases: u32) -> Config {
    let default = Config { max_global_rejects: 100_000, ..Config::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() { default } else { Config { cases, ..default } }
}

/// A law that is tried only on what some budgets bring about: it tells how often one of them did, and all together must have
/// done so at least this often. Of fewer cases than these nothing is asked.
#[track_caller]
pub(crate) fn hold<S: Strategy>(
    cases: u32,
    least: usize,
    inputs: &S,
    law: impl Fn(S::Value) -> Result<usize, TestCaseError>,
) {
    let source_file = Some(std::panic::Location::caller().file());
    let (config, reached) = (Config { source_file, ..config(cases) }, Cell::new(0));
    let enough = config.cases >= cases;
    let run = TestRunner::new(config).run(inputs, |input| {
        reached.set(reached.get() + law(input)?);
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
    println!("{} cases reached what the law speaks of", reached.get());
    assert!(!enough || reached.get() >= least, "only {} of {least}", reached.get());
}
