//! Expected texts in files: compared always, rewritten only when a person asks for it.

use std::fs;
use std::path::Path;

/// Rewritten when `UPDATE_EXPECT=1` is set, and never on a build server.
pub(crate) fn update() -> bool {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    set("UPDATE_EXPECT").is_some_and(|value| value == "1") && set("CI").is_none()
}

/// What differs from the file's text, if anything; with [`update`] the file is written first.
pub(crate) fn difference(path: &Path, found: &str) -> Option<String> {
    if update() {
        fs::write(path, found).expect("a writable file");
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    if expected == found {
        return None;
    }
    let mut lines = expected.lines().zip(found.lines()).enumerate();
    let first = lines.find(|(_, (expected, found))| expected != found);
    let told = first.map_or_else(
        || format!("{} lines expected, {} found", expected.lines().count(), found.lines().count()),
        |(number, (expected, found))| format!("line {}:\n  expected {expected}\n  found    {found}", number + 1),
    );
    Some(format!("{}: {told}", path.display()))
}
