//! The documents at hand, and the passages read from them.

use crate::agreement::{Agreement, Clause, SourceDocument};
use crate::document::{Document, fingerprint};
use crate::register::Register;
use crate::text::Text;
use std::collections::BTreeMap;

/// Documents by file name; one that could not be read says why.
#[derive(Debug, Default)]
pub struct Documents {
    files: BTreeMap<String, Result<Document, Text>>,
}

impl Documents {
    /// Adds what reading a file gave.
    pub fn add(&mut self, name: impl Into<String>, read: Result<Document, Text>) {
        self.files.insert(name.into(), read);
    }

    /// The file with this name, where reading it was tried.
    pub fn named(&self, name: &str) -> Option<&Result<Document, Text>> {
        self.files.get(name)
    }

    /// The document with this fingerprint, whatever its name.
    pub fn with_fingerprint(&self, sha256: &str) -> Option<(&str, &Document)> {
        let read = self.files.iter().filter_map(|(name, read)| Some((&**name, read.as_ref().ok()?)));
        read.into_iter().find(|(_, document)| document.sha256() == sha256)
    }
}

/// The passages of clauses, as far as the documents at hand hold them with their fingerprints.
#[derive(Clone, Copy, Debug)]
pub struct Passages<'p> {
    register: &'p Register,
    documents: &'p Documents,
}

impl<'p> Passages<'p> {
    /// Looks clauses up in a register and passages in documents.
    pub fn new(register: &'p Register, documents: &'p Documents) -> Passages<'p> {
        Passages { register, documents }
    }

    /// The passage of a clause, named as the agreement names it: `clause`, or `agreement#clause`.
    ///
    /// # Errors
    /// Why it cannot be shown; a passage without its fingerprint is never shown for it.
    pub fn get(&self, agreement: &str, clause: &str) -> Result<&'p str, Text> {
        let (agreement, clause) = clause.split_once('#').unwrap_or((agreement, clause));
        let agreement = self.register.get(agreement);
        let clause = agreement.and_then(|one| one.clauses.iter().find(|one| *one.id == *clause));
        let (Some(agreement), Some(clause)) = (agreement, clause) else {
            return Err(Text::new("klausulen findes ikke", "there is no such clause"));
        };
        let Some((_, source)) = source_of(self.register, agreement, clause) else {
            return Err(Text::new("kilden findes ikke", "there is no such source"));
        };
        let named = self.documents.named(&source.file);
        let copy = self.documents.with_fingerprint(&source.sha256).map(|(_, copy)| copy);
        let at_hand = named.and_then(|read| read.as_ref().ok()).into_iter().chain(copy);
        at_hand.into_iter().find_map(|document| held(document, clause)).ok_or_else(|| match named {
            Some(Err(why)) => {
                Text::new(format!("`{}`: {}", source.file, why.da), format!("`{}`: {}", source.file, why.en))
            }
            _ => Text::new(
                format!("`{}` er ændret, siden den blev læst", source.file),
                format!("`{}` has changed since it was read", source.file),
            ),
        })
    }
}

/// The document that a clause is taken from, with the agreement that lists it.
pub(super) fn source_of<'r>(
    register: &'r Register,
    agreement: &'r Agreement,
    clause: &Clause,
) -> Option<(&'r Agreement, &'r SourceDocument)> {
    let (owner, id) = match clause.source.split_once('#') {
        None => (agreement, &*clause.source),
        Some((owner, id)) => (register.get(owner)?, id),
    };
    owner.sources.iter().find(|source| *source.id == *id).map(|source| (owner, source))
}

/// The passage between the locators, where it has the fingerprint.
fn held<'d>(document: &'d Document, clause: &Clause) -> Option<&'d str> {
    let passage = document.part(document.passage(&clause.first, &clause.last).ok()?);
    (fingerprint(passage) == clause.sha256).then_some(passage)
}
