//! A second, plain reading of `rules.md`, to find the mistakes of the engine. It shares nothing with the engine: exact
//! fractions everywhere, every combination of readings judged one by one, no rounding.
//!
//! - `model`, `finding`: the questions asked and the answers given, as plain data (sections 3 to 6).
//! - `shipped`: the three agreements that are shipped.
//! - `fixtures`: the agreements that are not shipped.
//! - `fraction`: exact fractions.
//! - `book`: what the rows say of an offer, a year, a tariff (section 3).
//! - `measure`: comparing amounts; `possible`: of which some are unknown (section 4, "no possible value of an unknown figure could change").
//! - `development`, `rules`: what each rule says under one combination of readings (section 4).
//! - `readings`: how far that depends on the readings (section 5).
//! - `judge`: who is judged; findings and assessments (section 6).
//!
//! Quotations in comments are from `rules.md`; "settled" are decisions of the team on what it leaves open.

mod book;
mod development;
mod finding;
mod fixtures;
mod fraction;
mod judge;
mod measure;
mod model;
mod readings;
mod rules;
mod shipped;

pub use finding::*;
pub use fixtures::*;
pub use judge::judge;
pub use model::*;
pub use shipped::*;
