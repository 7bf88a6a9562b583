//! Rulesets held against the documents they were read from: every passage found, true to its fingerprint, and every
//! sentence accounted for.

mod diags;
mod difference;
mod documents;
mod held;
mod places;
mod standing;
mod undo;

pub use documents::{Documents, Passages};

use crate::agreement::{Agreement, Clause};
use crate::diag::{self, Diagnostic};
use crate::document::Document;
use crate::register::Register;
use crate::text::Text;
use documents::source_of;
use held::Held;
use places::Places;
use standing::standings;
use undo::Budget;

/// How the sources stand, and everything amiss.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Proof {
    /// Every document that could be read.
    pub sources: Vec<Account>,
    /// What is amiss, in file order.
    pub diagnostics: Vec<Diagnostic>,
}

/// How much of a document is in clauses, in characters without blanks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Account {
    /// `agreement#source`.
    pub source: String,
    /// The file read.
    pub file: String,
    /// How many clauses name it.
    pub clauses: usize,
    /// All its characters.
    pub characters: usize,
    /// Those that something in a ruleset rests on.
    pub modelled: usize,
    /// Those that matter and are not modelled, with a reason.
    pub not_modelled: usize,
    /// Those that bind nobody to anything.
    pub not_a_rule: usize,
}

impl Account {
    /// The characters that no clause holds.
    pub fn unaccounted(&self) -> usize {
        self.characters.saturating_sub(self.modelled + self.not_modelled + self.not_a_rule)
    }
}

/// Holds the clauses of a register, or of one agreement, against documents. The files are those of the register,
/// given as (path below the folder of agreements, path to show, text).
pub fn prove<P: AsRef<str>, S: AsRef<str>, T: AsRef<[u8]>>(
    register: &Register,
    only: Option<&str>,
    files: &[(P, S, T)],
    documents: &Documents,
) -> Proof {
    let places = Places::new(files);
    let mut budget = Budget::default();
    let mut proof = Proof::default();
    for owner in register.agreements() {
        for source in &owner.sources {
            let clauses = clauses_of(register, owner, &source.id);
            let wanted = |id: &str| *owner.id == *id || clauses.iter().any(|(agreement, _)| *agreement.id == *id);
            if !only.is_none_or(wanted) {
                continue;
            }
            let copy = documents.with_fingerprint(&source.sha256);
            let place = |key: &str| places.of(&owner.id, "source", &source.id, key);
            match read(documents, &source.file) {
                Err(why) => {
                    let elsewhere = copy.map(|(name, _)| name);
                    proof.diagnostics.push(diags::unreadable(place("file"), &source.file, &why, elsewhere));
                }
                Ok(document) => {
                    let only: Vec<&Clause> = clauses.iter().map(|(_, clause)| *clause).collect();
                    let standings = standings(document, &only, &mut budget);
                    let held = Held { places: &places, owner, source, document, copy, clauses, standings };
                    proof.diagnostics.extend(held.diagnostics(&mut budget));
                    proof.sources.push(held.account());
                }
            }
        }
    }
    diag::sort(&mut proof.diagnostics);
    proof
}

/// Every clause taken from a source, those of its own agreement first.
fn clauses_of<'r>(register: &'r Register, owner: &Agreement, source: &str) -> Vec<(&'r Agreement, &'r Clause)> {
    let all = register.agreements().iter().flat_map(|one| one.clauses.iter().map(move |clause| (one, clause)));
    let from_here = |agreement, clause| {
        source_of(register, agreement, clause)
            .is_some_and(|(other, found)| other.id == owner.id && *found.id == *source)
    };
    let mut clauses: Vec<(&Agreement, &Clause)> =
        all.filter(|(agreement, clause)| from_here(agreement, clause)).collect();
    clauses.sort_by_key(|(agreement, _)| agreement.id != owner.id);
    clauses
}

fn read<'d>(documents: &'d Documents, file: &str) -> Result<&'d Document, Text> {
    let missing = || Err(Text::new("det er ikke i mappen", "it is not in the folder"));
    documents.named(file).map_or_else(missing, |read| read.as_ref().map_err(Text::clone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_clause_holds_is_left_of_all_characters() {
        let account = Account {
            source: "a/2030#letter".to_owned(),
            file: "letter.txt".to_owned(),
            clauses: 3,
            characters: 100,
            modelled: 30,
            not_modelled: 20,
            not_a_rule: 9,
        };
        assert_eq!(account.unaccounted(), 41);
        assert_eq!(Account { not_a_rule: 50, ..account }.unaccounted(), 0);
    }
}
