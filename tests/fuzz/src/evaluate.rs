//! A portfolio made of the fuzzer's bytes, judged by the engine and by the second evaluator of the test suite.

#[path = "../../suite/second_evaluator/compare/mod.rs"]
mod compare;
#[path = "../../suite/second_evaluator/generate.rs"]
mod generate;
#[path = "../../suite/second_evaluator/oracle/mod.rs"]
#[expect(dead_code, reason = "it is read as a whole: not every part of an answer is compared")]
#[expect(unreachable_pub, reason = "written apart from this")]
mod oracle;

use crate::BUILTIN;
use generate::Draw;
use rammeaftale::{Agreement, Portfolio, Register, RowNumbers};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Two offers at most: the second evaluator tries every unknown figure at its ends.
const MOST_OFFERS: u64 = 2;

/// The agreements that are not shipped.
static FIXTURES: LazyLock<Register> = LazyLock::new(|| {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/agreements");
    let read = |path: PathBuf| (path.strip_prefix(&home).unwrap().display().to_string(), fs::read(&path).unwrap());
    let files: Vec<(String, Vec<u8>)> = below(&home).into_iter().map(read).collect();
    Register::from_files(&files).expect("the fixtures are free of mistakes").0
});

/// One byte a choice; behind the last every choice is the first.
struct Bytes<'b>(&'b [u8]);

impl Draw for Bytes<'_> {
    fn next(&mut self) -> u64 {
        self.0.split_off_first().copied().map_or(0, u64::from)
    }
}

/// The first byte picks the agreement, the others the portfolio, the year and the options. Gives the agreement, where the portfolio
/// was accepted and so judged.
pub fn check(bytes: &[u8]) -> Option<&'static str> {
    let (first, rest) = bytes.split_first()?;
    let agreements: Vec<&Agreement> = BUILTIN.agreements().iter().chain(FIXTURES.agreements()).collect();
    let agreement = agreements[usize::from(*first) % agreements.len()];
    let question = generate::question(&mut Bytes(rest), MOST_OFFERS, agreement);
    Portfolio::new(&question.rows, &RowNumbers).ok()?;
    if compare::differences(&question, agreement).is_empty() {
        return Some(&agreement.id);
    }
    let smallest = compare::shrunk(question, agreement);
    let differences = compare::differences(&smallest, agreement).join("\n");
    panic!("{} judges differently: {smallest:#?}\n{differences}", agreement.id);
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { below(&path) } else { vec![path] }).collect()
}
