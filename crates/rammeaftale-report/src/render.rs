//! The forms of a document, one function a form.

pub(crate) mod csv;
mod drawing;
mod html;
mod markdown;
mod markup;
mod terminal;
mod timeline;
mod xlsx;

pub use csv::csv;
pub use html::html;
pub use markdown::markdown;
pub use terminal::{Style, terminal};
pub use xlsx::xlsx;
