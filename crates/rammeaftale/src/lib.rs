//! crate docs
pub mod diag;
pub mod portfolio;
pub mod quantity;
pub mod source;
pub mod text;
