//! A tariff calculator that asks for the room left: how far may a tariff of 2025 rise above that of 2024?
//!
//! ```console
//! cargo run -p rammeaftale --example tariff_calculator -- 2450.00 2462.50
//! ```
//!
//! The first amount is the tariff of 2024, the second the one planned for 2025 (invented where none is given).

#![expect(clippy::print_stdout, reason = "an example shows what it finds")]

use rammeaftale::assessment::Figures;
use rammeaftale::{Authority, Kroner, Lang, Options, Plan, Portfolio, Register, Row, RowNumbers, Year, sentence};
use rust_decimal::Decimal;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let amount = |place: usize, other: &str| -> Result<Kroner, Box<dyn Error>> {
        let text = given.get(place).map_or(other, String::as_str);
        Ok(Kroner::new(Decimal::from_str_exact(text)?)?)
    };
    let (before, planned) = (amount(0, "2450.00")?, amount(1, "2462.50")?);

    let (base_year, year) = (Year::new(2024).ok_or("a year")?, Year::new(2025).ok_or("a year")?);
    let operator = Authority::new(740).ok_or("a municipality")?;
    let row = |year, tariff| Row {
        tariff: Some(tariff),
        // No part of the tariff comes from the extraordinary wage rises. Left blank it would be unknown.
        wage_supplement: Some(Kroner::ZERO),
        ..Row::new("B1", operator, year)
    };
    let rows = [row(base_year, before), row(year, planned)];
    let (portfolio, _warnings) = Portfolio::new(&rows, &RowNumbers).map_err(|found| format!("{found:?}"))?;

    let register = Register::builtin().map_err(|found| format!("{found:?}"))?;
    let options = Options { rule: Some("tariff-freeze".to_owned()), ..Options::default() };
    let plan = Plan::new(register.in_force_year(year)?, year, &options)?;
    let assessments = plan.evaluate(&portfolio);
    for finding in assessments.iter().take(1).flat_map(|one| &one.findings) {
        println!("{}", sentence::finding(finding).get(Lang::En));
        if let Figures::Limit(figures) = &finding.figures {
            let shown = |figure: Option<Decimal>| figure.map_or("unknown".to_owned(), |value| value.to_string());
            println!("highest tariff that holds: {}", shown(figures.limit));
            println!("room left: {}", shown(figures.headroom));
        }
        println!("robust: {}", sentence::robust(finding.robust, finding.reads_alike()).get(Lang::En));
    }
    Ok(())
}
