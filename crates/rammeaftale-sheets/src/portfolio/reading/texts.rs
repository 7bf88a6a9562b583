//! Notes and names that say something of the amounts of their row, each looked at once and told once.

use crate::said::{ReadAs, Said, Saying};
use rammeaftale::diag::{Diagnostic, Place};
use std::collections::HashMap;

/// What texts of a kind say.
#[derive(Debug)]
pub(super) struct Texts {
    sayings: fn(&str) -> Vec<Saying>,
    said: HashMap<Box<str>, Vec<Saying>>,
}

/// As many different texts are looked at.
const MOST: usize = 10_000;

impl Texts {
    pub(super) fn new(sayings: fn(&str) -> Vec<Saying>) -> Texts {
        Texts { sayings, said: HashMap::new() }
    }

    /// True for a text that says something which has not been told.
    pub(super) fn speaks(&mut self, text: &str) -> bool {
        if let Some(said) = self.said.get(text) {
            return !said.is_empty();
        }
        let is_known = self.said.len() < MOST;
        let said = if is_known { (self.sayings)(text) } else { Vec::new() };
        let speaks = !said.is_empty();
        if is_known {
            self.said.insert(text.into(), said);
        }
        speaks
    }

    /// What of a text does not hold of its row as that is read.
    pub(super) fn against(&mut self, text: &str, read: &ReadAs, place: impl FnOnce() -> Place) -> Vec<Diagnostic> {
        let Some(sayings) = self.said.get_mut(text) else { return Vec::new() };
        let mut said = Said::default();
        said.hear_told(text, sayings.clone(), place);
        let told: Vec<Diagnostic> = said.against(read).into_iter().map(Diagnostic::into_warning).collect();
        if !told.is_empty() {
            sayings.clear();
        }
        told
    }
}
