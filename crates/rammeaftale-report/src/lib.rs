//! Assessments and agreements as text for people and as JSON for programs.
//!
//! Nothing here decides anything: every verdict, figure and sentence comes from `rammeaftale`.

mod agreement;
mod evaluation;
mod json;
mod proof;
mod register;
mod summary;
mod table;

pub use agreement::{agreement, agreement_json};
pub use evaluation::evaluation;
pub use json::evaluation_json;
pub use proof::proof;
pub use register::{register, register_json};
pub use table::Style;

/// The version written into every JSON output.
pub const SCHEMA: u32 = 1;
