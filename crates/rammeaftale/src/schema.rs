//! JSON Schemas (draft 7) of what people and programs write and read, for editors and for those who check.
//!
//! They are texts that tests hold against the reader of rulesets, the columns of portfolios and the assessments that are
//! written. A schema says what may stand where; `check` says more, and in better words.

/// A ruleset file: an agreement, its clauses, agreements that are only known, or parties.
pub const RULESET: &str = include_str!("../schemas/ruleset.json");

/// A portfolio in JSON or TOML.
pub const PORTFOLIO: &str = include_str!("../schemas/portfolio.json");

/// Comparisons of agreements in JSON, and a portfolio under several.
pub const COMPARISON: &str = include_str!("../schemas/comparison.json");

/// Assessments in JSON.
pub const ASSESSMENT: &str = include_str!("../schemas/assessment.json");
