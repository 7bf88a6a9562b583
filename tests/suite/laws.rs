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

use proptest::test_runner::Config;

/// So many cases unless `PROPTEST_CASES` says otherwise.
pub(crate) fn config(cases: u32) -> Config {
    let default = Config { failure_persistence: None, max_global_rejects: 100_000, ..Config::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() { default } else { Config { cases, ..default } }
}
