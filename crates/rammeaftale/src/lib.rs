//! crate docs
#![expect(missing_docs, reason = "wip")]
pub mod agreement;
mod check;
pub mod diag;
pub mod portfolio;
pub mod quantity;
mod raw;
pub mod register;
pub mod source;
pub mod text;
