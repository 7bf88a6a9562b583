//! `mutants.toml` lists the changes of the engine that no test sees, each with the reason; it is held to the code, so that no
//! entry outlives the line it speaks of.

use crate::here;
use std::collections::BTreeSet;
use std::fs;

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    mutant: Vec<Mutant>,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Mutant {
    /// Below `crates/rammeaftale/src`.
    file: String,
    /// The code as it stands, once in the file.
    code: String,
    /// What it becomes.
    becomes: String,
    /// Why nothing turns on it, or why it cannot be seen.
    reason: String,
}

#[test]
fn every_mutant_listed_is_one_of_the_code_as_it_stands() {
    let text = fs::read_to_string(here().join("mutants.toml")).expect("the list");
    let list: List = toml::from_str(&text).expect("mutants with file, code, becomes and reason");
    let mut seen = BTreeSet::new();
    for Mutant { file, code, becomes, reason } in &list.mutant {
        let source = fs::read_to_string(here().join("../crates/rammeaftale/src").join(file)).expect(file);
        let production = source.split("#[cfg(test)]").next().unwrap_or_default();
        assert_eq!(production.matches(&**code).count(), 1, "{file}: `{code}` does not stand there once");
        assert!(code != becomes && reason.len() > 20, "{file}: `{code}`");
        assert!(seen.insert((file, code, becomes)), "{file}: `{code}` is listed twice");
    }
}
