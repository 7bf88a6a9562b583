//! A portfolio made of the fuzzer's bytes, judged by the engine and by the second evaluator of the test suite.

#[path = "../../suite/second_evaluator/compare.rs"]
mod compare;
#[path = "../../suite/second_evaluator/generate.rs"]
mod generate;
#[path = "../../suite/second_evaluator/oracle/mod.rs"]
#[expect(dead_code, reason = "it is read as a whole: not every part of an answer is compared")]
#[expect(unreachable_pub, reason = "written apart from this")]
mod oracle;

use crate::BUILTIN;
use generate::Draw;

/// Two offers at most: the second evaluator tries every unknown figure at its ends.
const MOST_OFFERS: u64 = 2;

/// One byte a choice; behind the last every choice is the first.
struct Bytes<'b>(&'b [u8]);

impl Draw for Bytes<'_> {
    fn next(&mut self) -> u64 {
        self.0.split_off_first().copied().map_or(0, u64::from)
    }
}

/// The first byte picks the agreement, the others the portfolio, the year and the options.
pub fn check(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    let agreements = BUILTIN.agreements();
    let agreement = &agreements[usize::from(*first) % agreements.len()];
    let question = generate::question(&mut Bytes(rest), MOST_OFFERS, agreement);
    if compare::differences(&question, agreement).is_empty() {
        return;
    }
    let smallest = compare::shrunk(question, agreement);
    let differences = compare::differences(&smallest, agreement).join("\n");
    panic!("{} judges differently: {smallest:#?}\n{differences}", agreement.id);
}
