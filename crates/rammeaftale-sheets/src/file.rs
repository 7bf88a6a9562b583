//! Files as bytes, text and cells, each with the place where it stands.

pub(crate) mod bytes;
pub(crate) mod dialect;
mod encoding;
pub(crate) mod lex;
pub(crate) mod lines;
pub(crate) mod source;
pub(crate) mod system;
pub(crate) mod text;
pub(crate) mod tree;
