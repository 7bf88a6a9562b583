//! The tree of a file in TOML, which knows where each key and value stands.

use toml::Spanned;
use toml::de::{DeTable, Error};

/// Bytes (128 KiB) of a text all of whose errors are found; of a longer one the first, since each is held.
const ALL_ERRORS: usize = 1 << 17;

/// The tree of a text, or what is wrong in it.
pub(crate) fn tree(text: &str) -> Result<Spanned<DeTable<'_>>, Vec<Error>> {
    if text.len() > ALL_ERRORS {
        return DeTable::parse(text).map_err(|error| vec![error]);
    }
    let (tree, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() { Ok(tree) } else { Err(errors) }
}
