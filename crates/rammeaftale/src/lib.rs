//! Judges tariffs and budgets of social offers by Denmark's framework agreements (rammeaftaler).
//!
//! Each agreement is a versioned ruleset in TOML. A [`Plan`] makes one agreement ready for one year and
//! judges any [`Portfolio`]; each [`Finding`] rests on clauses, is exact, and tells how far it depends on
//! what the agreement leaves open. What is blank is unknown, never zero.
//!
//! ```
//! use rammeaftale::{Authority, Kroner, Options, Plan, Portfolio, Register, Row, RowNumbers, Verdict, Year};
//!
//! let register = Register::builtin().expect("the shipped rulesets are free of mistakes");
//! let silkeborg = Authority::new(740).expect("a municipality");
//! let rows = [(2024, 100_000), (2025, 101_000)].map(|(year, ore)| Row {
//!     tariff: Some(Kroner::new(rust_decimal::Decimal::new(ore, 2)).expect("an amount")),
//!     ..Row::new("B1", silkeborg, Year::new(year).expect("a year"))
//! });
//! let (portfolio, _warnings) = Portfolio::new(&rows, &RowNumbers).expect("rows that agree");
//!
//! let year = Year::new(2025).expect("a year");
//! let plan = Plan::new(register.in_force_year(year).expect("2025-26"), year, &Options::default()).expect("a plan");
//! let assessments = plan.evaluate(&portfolio);
//! let freeze = assessments[0].findings.iter().find(|finding| &*finding.rule == "tariff-freeze").expect("judged");
//! assert_eq!(freeze.tariff_name, None);
//! // 10.00 kr too high, but the wage supplement is blank: a large enough one could still allow it.
//! assert_eq!(freeze.verdict.name(), "undetermined");
//! assert_eq!(freeze.missing.first().map(ToString::to_string).as_deref(), Some("wage_supplement B1 2025 budget"));
//! ```
//!
//! # Layers
//!
//! Imports go down only. [`register`] tells which agreement is in force; [`plan`] and `evaluate` judge;
//! `check` makes an [`Agreement`] of a raw file; [`agreement`], [`portfolio`] and [`assessment`] hold what
//! travels between them; [`quantity`], [`text`], [`diag`], [`document`] and [`source`] stand below all. [`proof`] holds the
//! rulesets against the documents they were read from; [`compare`] holds agreements against each other.
//!
//! Core has no I/O, clock, environment or printing.

pub mod compare;
pub mod proof;
pub mod register;
pub mod scenario;

pub mod sentence;

mod evaluate;
pub mod plan;

mod check;

pub mod agreement;
pub mod assessment;
pub mod portfolio;
pub mod price_index;
mod raw;

pub mod diag;
pub mod document;
pub mod quantity;
pub mod schema;
pub mod source;
pub mod text;

pub use agreement::{Agreement, Rule};
pub use assessment::{Assessment, Finding, Verdict};
pub use evaluate::columns;
pub use plan::{Options, Plan};
pub use portfolio::{Authority, Portfolio, Row, RowNumbers};
pub use price_index::PriceIndex;
pub use quantity::{Kroner, Percent, Year};
pub use register::Register;
pub use text::{Lang, Text};

/// The README's examples are tested with the crate's own.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
