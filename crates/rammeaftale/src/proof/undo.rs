//! Which single change of one word would give a passage its stated fingerprint back.
//!
//! Only the fingerprint of a passage is kept, never its text. But a change of one number or one word can be found by
//! trying, and the fingerprint proves the find.

use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// How many bytes may be hashed in one run; what would take more is not looked for.
const MOST_BYTES: usize = 1 << 28;
/// Numbers up to this one are tried in place of others: percentages, days and years.
const LARGEST_NUMBER: usize = 2_199;

/// What trying may still cost.
#[derive(Debug)]
pub(super) struct Budget(usize);

impl Default for Budget {
    fn default() -> Budget {
        Budget(MOST_BYTES)
    }
}

impl Budget {
    /// Pays for hashing some bytes, where that can still be paid.
    pub(super) fn pay(&mut self, bytes: usize) -> bool {
        // A block is hashed whole.
        let left = self.0.checked_sub(bytes + 64);
        self.0 = left.unwrap_or(0);
        left.is_some()
    }
}

/// The passage as it stood, when one word of it was changed, added or taken out since.
pub(super) fn one_word(passage: &str, words: &BTreeSet<&str>, sha256: &str, budget: &mut Budget) -> Option<String> {
    let wanted = bytes(sha256)?;
    let mut before = Sha256::new();
    let mut start = 0;
    for word in passage.split(' ') {
        let (head, rest) = passage.split_at_checked(start)?;
        let tail = rest.get(word.len()..)?;
        let mut fits = |middle: &str, tail: &str| {
            let hash = || before.clone().chain_update(middle).chain_update(tail).finalize();
            budget.pay(middle.len() + tail.len()).then(|| hash().as_slice() == wanted)
        };
        // Without the first word, or without the one after this.
        let first = (start == 0).then(|| (String::new(), tail.strip_prefix(' ').unwrap_or(tail)));
        let next = tail
            .strip_prefix(' ')
            .map(|next| (word.to_owned(), next.find(' ').and_then(|at| next.get(at..)).unwrap_or_default()));
        let others = numbers(word).into_iter().chain(words.iter().map(|other| (*other).to_owned()));
        let after = words.iter().map(|other| format!("{word} {other}"));
        let ahead = words.iter().filter(|_| start == 0).map(|other| format!("{other} {word}"));
        let changed = others.chain(after).chain(ahead).map(|middle| (middle, tail));
        for (middle, tail) in first.into_iter().chain(next).chain(changed) {
            if fits(&middle, tail)? {
                return Some(format!("{head}{middle}{tail}"));
            }
        }
        before.update(rest.get(..word.len() + 1).unwrap_or(word));
        start += word.len() + 1;
    }
    None
}

/// The word with other numbers in place of its own: `2,5` gives `3,5` and `2,0`.
fn numbers(word: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = word;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let digits = rest.get(at..).unwrap_or_default();
        let length = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        let head = word.get(..word.len() - digits.len()).unwrap_or_default();
        rest = digits.get(length..).unwrap_or_default();
        out.extend((0..=LARGEST_NUMBER).map(|number| format!("{head}{number}{rest}")));
    }
    out
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let pair = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
    (0..hex.len() / 2).map(|index| pair(index * 2)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::fingerprint;

    const BEFORE: &str = "Taksterne falder med 3,5 procent i 2025.";

    fn found(now: &str, words: &[&str]) -> Option<String> {
        let words = words.iter().copied().collect();
        one_word(now, &words, &fingerprint(BEFORE), &mut Budget::default())
    }

    #[test]
    fn one_changed_word_is_found() {
        for now in [
            "Taksterne falder med 4,5 procent i 2025.",
            "Taksterne falder med 3,0 procent i 2025.",
            "Taksterne falder med 3,5 procent i 2031.",
            "Priserne falder med 3,5 procent i 2025.",
            "Taksterne stiger med 3,5 procent i 2025.",
            "Taksterne falder ikke med 3,5 procent i 2025.",
            "Nu Taksterne falder med 3,5 procent i 2025.",
            "Taksterne falder med 3,5 procent i 2025. Nu",
            "falder med 3,5 procent i 2025.",
            "Taksterne med 3,5 procent i 2025.",
        ] {
            assert_eq!(found(now, &["Taksterne", "falder"]).as_deref(), Some(BEFORE), "{now}");
        }
    }

    #[test]
    fn what_is_not_proven_is_not_claimed() {
        assert_eq!(found("Taksterne stiger med 4,5 procent i 2025.", &["falder"]), None, "two changes");
        assert_eq!(found("Taksterne stiger med 3,5 procent i 2025.", &["Taksterne"]), None, "the word is nowhere");
        assert_eq!(found("", &["falder"]), None);
        assert_eq!(one_word("4", &BTreeSet::new(), &fingerprint("3"), &mut Budget(0)), None, "no means left");
    }

    /// Without the word, and with each of the numbers up to the right one: a block each, and what is hashed in it.
    #[test]
    fn what_is_hashed_is_paid_for() {
        let found = |means| one_word("4", &BTreeSet::new(), &fingerprint("3"), &mut Budget(means));
        assert_eq!(found(64 + 4 * 65).as_deref(), Some("3"));
        assert_eq!(found(64 + 4 * 65 - 1), None);
        assert!(Budget(164).pay(100) && !Budget(163).pay(100));
    }
}
