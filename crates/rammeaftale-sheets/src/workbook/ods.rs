//! ODS: one part with all sheets; rows and cells that repeat stand once.

mod cell;
mod sheet;
mod strokes;

use super::container::{Container, locked};
use super::damaged;
use super::grid::Grid;
use super::xml::{self, Node};
use crate::mistake::Problem;
use sheet::Sheet;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use strokes::Strokes;

pub(super) fn grids(file: &Arc<str>, mut container: Container<'_>) -> Result<Vec<Grid>, Problem> {
    if let Some(manifest) = container.part("META-INF/manifest.xml")? {
        xml::read(manifest, |node| match node {
            Node::Start("encryption-data", _) => Err(locked()),
            _ => Ok(()),
        })?;
    }
    let mut strokes = Strokes::default();
    let pages = pages(&mut container, &mut strokes)?;
    let content =
        container.part("content.xml")?.ok_or_else(|| damaged("den har intet indhold", "it has no content"))?;
    let (grids, hidden, masters) = (Vec::new(), BTreeSet::new(), BTreeMap::new());
    let mut reader = Reader { file, grids, hidden, masters, pages, strokes, style: None, open: None };
    xml::read(content, |node| reader.node(node))?;
    Ok(reader.grids)
}

/// What each kind of page has above and below what is printed on it; the styles that others are made from are heard.
fn pages(container: &mut Container<'_>, strokes: &mut Strokes) -> Result<BTreeMap<String, Vec<String>>, Problem> {
    let (mut pages, mut page, mut text) = (BTreeMap::<String, Vec<String>>::new(), None::<String>, None::<String>);
    let Some(part) = container.part("styles.xml")? else { return Ok(pages) };
    xml::read(part, |node| {
        strokes.hear(&node)?;
        match node {
            Node::Start("master-page", attributes) => page = attributes.get("name")?,
            Node::End("master-page") => page = None,
            Node::Start("p", _) if page.is_some() => text = Some(String::new()),
            Node::Text(more) => text.iter_mut().for_each(|text| text.push_str(more)),
            Node::End("p") => {
                if let Some((page, text)) = page.clone().zip(text.take()) {
                    pages.entry(page).or_default().push(text);
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(pages)
}

struct Reader<'f> {
    file: &'f Arc<str>,
    grids: Vec<Grid>,
    /// The styles of sheets that are not shown.
    hidden: BTreeSet<String>,
    /// The kind of page of each style of sheets, and what is printed on each.
    masters: BTreeMap<String, String>,
    pages: BTreeMap<String, Vec<String>>,
    strokes: Strokes,
    style: Option<String>,
    open: Option<Sheet>,
}

impl Reader<'_> {
    fn node(&mut self, node: Node<'_>) -> Result<(), Problem> {
        if self.open.is_none() {
            self.strokes.hear(&node)?;
        }
        match node {
            Node::Start("style", attributes) if self.open.is_none() => {
                self.style = attributes.get("name")?;
                self.masters.extend(self.style.clone().zip(attributes.get("master-page-name")?));
            }
            Node::Start("table-properties", attributes) if self.open.is_none() => {
                let is_hidden = attributes.get("display")?.as_deref() == Some("false");
                self.hidden.extend(self.style.take().filter(|_| is_hidden));
            }
            Node::Start("table", attributes) if self.open.is_none() => {
                let mut grid = Grid::new(self.file, &attributes.get("name")?.unwrap_or_default());
                let style = attributes.get("style-name")?.unwrap_or_default();
                grid.marks.is_hidden = self.hidden.contains(&style);
                let printed = self.masters.get(&style).and_then(|master| self.pages.get(master));
                grid.marks.notes.extend(printed.into_iter().flatten().map(|text| (0, 0, text.clone())));
                self.open = Some(Sheet::new(grid));
            }
            Node::Start("table-source", _) => {
                if let Some(open) = self.open.as_mut().filter(|open| open.aside == 0) {
                    open.grid.marks.is_copy = true;
                }
            }
            Node::End("table") if self.open.as_ref().is_some_and(Sheet::is_done) => {
                self.grids.extend(self.open.take().map(|open| open.grid.finished()));
            }
            other => {
                if let Some(open) = self.open.as_mut() {
                    open.node(&other, &self.strokes)?;
                }
            }
        }
        Ok(())
    }
}
