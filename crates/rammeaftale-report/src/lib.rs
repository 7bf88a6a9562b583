//! Assessments and agreements as text for people and as JSON.
//!
//! [`agreement`], [`compare`], [`evaluation`], [`under`], [`register`] and [`proof`] each make a [`Document`];
//! [`terminal`], [`markdown`], [`csv`], [`html`] and [`xlsx`] each give any document a form. Nothing here decides
//! anything: every verdict, figure and
//! sentence comes from `rammeaftale`.

pub mod document;

mod agreement;
mod clauses;
mod compare;
mod evaluation;
mod json;
mod lineage;
mod matrix;
mod names;
mod proof;
mod register;
mod render;

pub use agreement::{agreement, agreement_json};
pub use compare::{compare, compare_json};
pub use document::Document;
pub use evaluation::{Take, evaluation, write_evaluation_csv};
pub use json::{Element, TakeElement, evaluation_json, write_evaluation_json};
pub use matrix::{Judged, under};
pub use proof::proof;
pub use register::{register, register_json};
pub use render::{Style, csv, html, markdown, terminal, xlsx};
pub use rust_xlsxwriter::XlsxError;

/// The version written into every JSON output.
pub const SCHEMA: u32 = 1;
