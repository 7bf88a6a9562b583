//! What the benchmarks measure: the shipped rulesets and the demonstration portfolio, never data of their own.

use rammeaftale::{Portfolio, Register};

/// The demonstration portfolio as bytes of a Danish CSV file.
pub const DEMO: &[u8] = include_bytes!("../tests/portfolios/demo.csv");

/// The shipped agreements.
pub fn register() -> Register {
    Register::builtin().expect("the shipped rulesets are free of mistakes")
}

/// The demonstration portfolio.
pub fn portfolio() -> Portfolio {
    let sheet = rammeaftale_sheets::read_bytes("demo.csv", DEMO);
    rammeaftale_sheets::portfolio(vec![sheet]).expect("the demonstration is free of mistakes").0
}
