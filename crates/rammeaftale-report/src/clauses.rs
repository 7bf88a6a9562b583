//! Clauses as readers find them in the documents: own words, first and last words, fingerprint.

use crate::document::{Block, Item, Place, Section, clause_id, text};
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

/// The same for a terminal: the ids by agreement, and how to read the clauses themselves.
pub(crate) fn in_short<'a>(cited: impl Iterator<Item = (&'a Agreement, BTreeSet<&'a str>)>) -> Section {
    let items = cited.filter_map(|(agreement, cited)| {
        let clauses = agreement.clauses.iter().map(|clause| &*clause.id).filter(|id| cited.contains(id));
        let ids: Vec<&str> = clauses.collect();
        let read = Item::new(text!("rammeaftale show {} --clauses", agreement.id));
        let told = text!("{}: {}", agreement.title, ids.join(", "));
        (!ids.is_empty()).then(|| Item::new(told).over(vec![read]))
    });
    let list = Block::list(items.collect()).into_iter().collect();
    Section::new("clauses-in-short", Text::new("Klausuler", "Clauses"), list).at(Place::Terminal)
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
    let document = document.map_or_else(|| Text::same(&clause.source), |document| document.title.clone());
    let fingerprint = clause.sha256.get(..8).unwrap_or(&clause.sha256);
    text!("{}, {}: »{}« … »{}« ({}…)", document, clause.section, clause.first, clause.last, fingerprint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::{Style, markdown, terminal};
    use rammeaftale::Register;
    use rammeaftale::text::Lang;

    /// Both sections of two agreements, of which one is cited.
    fn page() -> Document {
        let register = Register::builtin().unwrap();
        let cited = || {
            let ids = ["takstaftale-1", "norddjurs-takster", "no-such-clause"];
            let of = |id: &str, ids: &[&'static str]| (register.get(id).unwrap(), ids.iter().copied().collect());
            vec![of("midtjylland/2018", &[]), of("midtjylland/2025-26", &ids)].into_iter()
        };
        let sections = vec![in_short(cited()), section(cited())];
        let (title, stamps) = (Text::new("t", "t"), Vec::new());
        Document { title, lead: Vec::new(), sections, sheets: Vec::new(), stamps }
    }

    #[test]
    fn on_paper_each_clause_cited_stands_once_with_its_words_and_place() {
        let page = markdown(&page(), Lang::Da);
        let register = Register::builtin().unwrap();
        let agreement = register.get("midtjylland/2025-26").unwrap();
        let clause = agreement.clauses.iter().find(|clause| &*clause.id == "takstaftale-1").unwrap();
        assert_eq!(page.matches("2025-26#takstaftale-1:").count(), 1, "{page}");
        for part in [&*clause.first, &*clause.last, &*clause.section, &*clause.summary.da] {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert!(page.contains(&format!("({}…)", &clause.sha256[..8])), "{page}");
        assert!(page.contains("norddjurs-takster") && !page.contains("takstaftale-2"), "only what is cited: {page}");
        assert!(!page.contains("Rammeaftale 2018"), "an agreement that nothing is cited of is not named: {page}");
        assert!(!page.contains("rammeaftale show"), "the short form is for terminals: {page}");
    }

    #[test]
    fn a_terminal_names_the_clauses_cited_and_how_to_read_them() {
        let told = |lang| terminal(&page(), lang, Style::default());
        let lines: Vec<String> = told(Lang::Da).lines().map(|line| line.trim().to_owned()).collect();
        let clauses = lines.iter().position(|line| line == "Klausuler").unwrap();
        let order: Vec<&str> = lines[clauses + 2..].iter().map(String::as_str).collect();
        assert_eq!(
            order,
            ["Rammeaftale 2025-26: takstaftale-1, norddjurs-takster", "rammeaftale show midtjylland/2025-26 --clauses"]
        );
        assert!(told(Lang::En).contains("Framework agreement 2025-26: takstaftale-1, norddjurs-takster"));
    }
}
