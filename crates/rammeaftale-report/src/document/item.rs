//! What a list holds.

use rammeaftale::text::Text;
use std::sync::Arc;

/// One item of a list.
#[derive(Clone, Debug)]
pub struct Item {
    /// For links; empty where none lead here.
    pub id: String,
    /// What it says.
    pub text: Text,
    /// The clauses it rests on.
    pub clauses: Vec<Arc<str>>,
    /// The part of the document in which those clauses are shown; empty where there is only one.
    pub part: String,
    /// Words of the text that lead somewhere, with the ids they lead to.
    pub links: Vec<(String, String)>,
    /// What belongs under it.
    pub items: Vec<Item>,
}

impl Item {
    /// An item that is one text.
    pub fn new(text: Text) -> Item {
        let (id, part) = (String::new(), String::new());
        Item { id, text, clauses: Vec::new(), part, links: Vec::new(), items: Vec::new() }
    }

    /// With the clauses it rests on.
    #[must_use]
    pub fn citing(self, clauses: &[Arc<str>]) -> Item {
        Item { clauses: clauses.to_vec(), ..self }
    }

    /// The same in a part of the document that shows clauses of its own.
    #[must_use]
    pub fn within(self, part: &str) -> Item {
        Item { part: part.to_owned(), ..self }
    }

    /// With words that lead somewhere.
    #[must_use]
    pub fn linked(self, links: Vec<(String, String)>) -> Item {
        Item { links, ..self }
    }

    /// With items under it.
    #[must_use]
    pub fn over(self, items: Vec<Item>) -> Item {
        Item { items, ..self }
    }

    /// With an id, so that links can lead here.
    #[must_use]
    pub fn named(self, id: String) -> Item {
        Item { id, ..self }
    }
}
