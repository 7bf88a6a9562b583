//! Any text as a file of scenarios; what is read is run.

use crate::{BUILTIN, mistakes};
use rammeaftale::scenario;

/// Of a file with more cases only the first are run, for speed.
const MOST_CASES: usize = 2;

/// Reads a file and runs its cases.
pub fn check(text: &str) {
    match scenario::read("fuzz.toml", text) {
        Err(found) => {
            assert!(!found.is_empty(), "refused without a reason");
            mistakes::check(&found, "fuzz.toml", Some(text));
        }
        Ok(cases) => {
            for case in cases.into_iter().take(MOST_CASES) {
                if let Err(found) = case.portfolio() {
                    mistakes::check(&found, "fuzz.toml", Some(text));
                }
                case.run(&BUILTIN);
            }
        }
    }
}
