//! The styles that strike through what is written in them.

use super::super::xml::Node;
use crate::mistake::Problem;
use std::collections::BTreeSet;

/// The styles that strike through, by what they are for and their names.
#[derive(Default)]
pub(super) struct Strokes {
    struck: BTreeSet<(String, String)>,
    /// The style being read.
    style: Option<(String, String)>,
}

impl Strokes {
    /// Takes in a style; it is as the one that it is made from, which stands before it, where it does not say.
    pub(super) fn hear(&mut self, node: &Node<'_>) -> Result<(), Problem> {
        match node {
            Node::Start("style", attributes) => {
                let family = attributes.get("family")?.unwrap_or_default();
                let parent = attributes.get("parent-style-name")?.unwrap_or_default();
                let style = (family.clone(), attributes.get("name")?.unwrap_or_default());
                let is_struck = self.struck.contains(&(family, parent));
                self.struck.extend(is_struck.then(|| style.clone()));
                self.style = Some(style);
            }
            Node::End("style") => self.style = None,
            Node::Start("text-properties", attributes) => {
                let kind = attributes.get("text-line-through-style")?.or(attributes.get("text-line-through-type")?);
                match (kind.as_deref(), &self.style) {
                    (Some("none"), Some(style)) => drop(self.struck.remove(style)),
                    (Some(_), Some(style)) => drop(self.struck.insert(style.clone())),
                    _ => {}
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// True for a style of cells (`table-cell`) or of parts of their texts (`text`) that strikes through.
    pub(super) fn strike(&self, family: &str, name: &str) -> bool {
        !self.struck.is_empty() && self.struck.contains(&(family.to_owned(), name.to_owned()))
    }
}
