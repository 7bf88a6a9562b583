//! Clauses as readers find them in the documents: own words, first and last words, fingerprint.

use crate::document::{Block, Item, Place, Section, clause_id, same, text};
use rammeaftale::agreement::{Agreement, Clause};
use rammeaftale::text::Text;
use std::collections::BTreeSet;

/// The clauses of several agreements that something rests on, for paper; each agreement under its name.
pub(crate) fn section<'a>(cited: impl Iterator<Item = (&'a Agreement, BTreeSet<&'a str>)>) -> Section {
    let mut blocks = Vec::new();
    for (agreement, cited) in cited {
        let clauses = agreement.clauses.iter().filter(|clause| cited.contains(&*clause.id));
        let items = clauses.map(|clause| {
            let named = cite(&agreement.id, &clause.id);
            item(agreement, clause, &named, clause_id("", &named))
        });
        let list = Block::list(items.collect());
        blocks.extend(list.into_iter().flat_map(|list| [Block::Heading(agreement.title.clone()), list]));
    }
    Section::new("clauses", Text::new("Klausuler", "Clauses"), blocks).at(Place::Appendix)
}

/// A clause with its agreement's period before it.
pub(crate) fn cite(agreement: &str, clause: &str) -> String {
    format!("{}#{clause}", agreement.rsplit('/').next().unwrap_or_default())
}

/// One clause under a name: what it says, and below where it stands.
pub(crate) fn item(agreement: &Agreement, clause: &Clause, named: &str, id: String) -> Item {
    Item::new(text!("{}: {}", named, clause.summary)).named(id).over(vec![Item::new(place(agreement, clause))])
}

/// The document, the heading, the first and the last words, the fingerprint.
pub(crate) fn place(agreement: &Agreement, clause: &Clause) -> Text {
    let document = agreement.sources.iter().find(|source| source.id == clause.source);
    let document = document.map_or_else(|| same(&clause.source), |document| document.title.clone());
    let fingerprint = clause.sha256.get(..8).unwrap_or(&clause.sha256);
    text!("{}, {}: »{}« … »{}« ({}…)", document, clause.section, clause.first, clause.last, fingerprint)
}
