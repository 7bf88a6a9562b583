//! What is worked out once for all subjects that are alike in what it turns on.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::sync::{Arc, RwLock};

/// No more are held: a portfolio has few that differ.
const MOST: usize = 4_096;

/// Answers by question.
#[derive(Debug)]
pub(super) struct Memo<K, V>(RwLock<HashMap<K, Arc<V>, BuildHasherDefault<Quick>>>);

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Memo(RwLock::default())
    }
}

impl<K: Eq + Hash, V> Memo<K, V> {
    /// The answer, which must turn on the question alone.
    pub(super) fn answer(&self, question: K, work_out: impl FnOnce(&K) -> V) -> Arc<V> {
        if let Some(known) = self.0.read().ok().and_then(|held| held.get(&question).cloned()) {
            return known;
        }
        let answer = Arc::new(work_out(&question));
        if let Ok(mut held) = self.0.write()
            && held.len() < MOST
        {
            held.insert(question, Arc::clone(&answer));
        }
        answer
    }
}

/// Rotates and multiplies: questions are short, and asked more often than anything else is done.
#[derive(Default)]
struct Quick(u64);

impl Hasher for Quick {
    fn finish(&self) -> u64 {
        // The upper bits are the best mixed.
        self.0.rotate_left(32)
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn write_isize(&mut self, number: isize) {
        self.write_u64(number as u64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_that_differ_seldom_share_a_hash() {
        let hash = |question: &dyn Fn(&mut Quick)| {
            let mut quick = Quick::default();
            question(&mut quick);
            quick.finish()
        };
        let of = |number: u8| {
            let wide = isize::from(number);
            [
                hash(&|quick| quick.write(&[number, 7])),
                hash(&|quick| quick.write(&[7, number])),
                hash(&|quick| quick.write_usize(wide.unsigned_abs() << 20)),
                hash(&|quick| quick.write_isize(-wide)),
            ]
        };
        let all: Vec<u64> = (8..208).flat_map(of).collect();
        let distinct: std::collections::BTreeSet<u64> = all.iter().map(|hash| hash >> 32).collect();
        assert_eq!((all.len(), distinct.len()), (800, 800));
    }

    #[test]
    fn what_is_asked_again_is_not_worked_out_again() {
        let memo = Memo::default();
        let mut worked_out = Vec::new();
        for question in [1, 2, 1] {
            let answer = memo.answer(question, |question| {
                worked_out.push(*question);
                question * 10
            });
            assert_eq!(*answer, question * 10);
        }
        assert_eq!(worked_out, [1, 2]);
    }

    #[test]
    fn no_more_than_so_many_are_held() {
        let memo = Memo::default();
        (0..=MOST).for_each(|question| drop(memo.answer(question, |question| *question)));
        assert_eq!(*memo.answer(0, |_| 1), 0);
        assert_eq!(*memo.answer(MOST, |_| 1), 1);
    }
}
