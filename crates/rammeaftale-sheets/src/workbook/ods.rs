//! ODS: one part with all sheets; rows and cells that repeat stand once.

use super::container::{Container, locked};
use super::damaged;
use super::format::Format;
use super::grid::{Area, Grid};
use super::shown::{beside, number};
use super::xml::{self, Attributes, Node};
use crate::file::lex::{Flaw, Held};
use crate::limits::LONGEST_CELL;
use crate::mistake::Problem;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::sync::Arc;

pub(super) fn grids(file: &Arc<str>, mut container: Container<'_>) -> Result<Vec<Grid>, Problem> {
    if let Some(manifest) = container.part("META-INF/manifest.xml")? {
        xml::read(manifest, |node| match node {
            Node::Start("encryption-data", _) => Err(locked()),
            _ => Ok(()),
        })?;
    }
    let pages = pages(&mut container)?;
    let content =
        container.part("content.xml")?.ok_or_else(|| damaged("den har intet indhold", "it has no content"))?;
    let (grids, hidden, masters) = (Vec::new(), BTreeSet::new(), BTreeMap::new());
    let mut reader = Reader { file, grids, hidden, masters, pages, style: None, open: None };
    xml::read(content, |node| reader.node(node))?;
    Ok(reader.grids)
}

/// What each kind of page has above and below what is printed on it.
fn pages(container: &mut Container<'_>) -> Result<BTreeMap<String, Vec<String>>, Problem> {
    let (mut pages, mut page, mut text) = (BTreeMap::<String, Vec<String>>::new(), None::<String>, None::<String>);
    let Some(part) = container.part("styles.xml")? else { return Ok(pages) };
    xml::read(part, |node| {
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
    style: Option<String>,
    open: Option<Sheet>,
}

/// The sheet being read.
struct Sheet {
    grid: Grid,
    /// The rows that are being read, and the columns passed so far.
    rows: RangeInclusive<u32>,
    columns: u32,
    row: Vec<Cell>,
    /// The column behind the last cell of the row.
    column: u32,
    cell: Option<Cell>,
    /// Elements within a cell whose text is not the cell's.
    aside: usize,
    /// The note on a cell, while it is read.
    note: Option<String>,
    in_note: bool,
}

#[derive(Default)]
struct Cell {
    column: u32,
    repeated: u32,
    /// The value that an attribute gives, as it is shown.
    value: Option<(String, Held)>,
    text: String,
    paragraphs: usize,
    is_number: bool,
    is_error: bool,
    has_formula: bool,
    /// The value of a text is given, though it may be empty.
    has_text: bool,
    spans: (u32, u32),
}

impl Reader<'_> {
    fn node(&mut self, node: Node<'_>) -> Result<(), Problem> {
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
                self.open = Some(Sheet {
                    grid,
                    rows: 0..=0,
                    columns: 0,
                    row: Vec::new(),
                    column: 1,
                    cell: None,
                    aside: 0,
                    note: None,
                    in_note: false,
                });
            }
            Node::Start("table-source", _) => {
                if let Some(open) = self.open.as_mut().filter(|open| open.aside == 0) {
                    open.grid.marks.is_copy = true;
                }
            }
            Node::End("table") if self.open.as_ref().is_some_and(|open| open.aside == 0 && open.cell.is_none()) => {
                self.grids.extend(self.open.take().map(|open| open.grid.finished()));
            }
            other => {
                if let Some(open) = self.open.as_mut() {
                    open.node(&other)?;
                }
            }
        }
        Ok(())
    }
}

impl Sheet {
    fn node(&mut self, node: &Node<'_>) -> Result<(), Problem> {
        self.hear_note(node);
        match (node, self.cell.as_mut()) {
            (Node::Start("annotation" | "table" | "shapes" | "frame", _), _) => self.aside += 1,
            (Node::End("annotation" | "table" | "shapes" | "frame"), _) => self.aside = self.aside.saturating_sub(1),
            _ if self.aside > 0 => {}
            (Node::Start("table-column", attributes), None) => {
                let columns = span(self.columns.saturating_add(1), repeated(attributes, "number-columns-repeated")?);
                self.columns = *columns.end();
                self.grid.marks.hidden_columns.extend(Some(columns).filter(|_| is_hidden(attributes)));
            }
            (Node::Start("table-row", attributes), None) => {
                let next = self.rows.end().saturating_add(1);
                self.rows = span(next, repeated(attributes, "number-rows-repeated")?);
                self.grid.marks.hidden_rows.extend(Some(self.rows.clone()).filter(|_| is_hidden(attributes)));
                self.column = 1;
            }
            (Node::End("table-row"), None) => return self.end_row(),
            (Node::Start("table-cell" | "covered-table-cell", attributes), None) => self.cell = Some(cell(attributes)?),
            (Node::End("table-cell" | "covered-table-cell"), _) => self.end_cell(),
            (Node::Start("p", _), Some(cell)) => {
                cell.paragraphs += 1;
                cell.add(if cell.paragraphs > 1 { "\n" } else { "" });
            }
            (Node::Start("s", attributes), Some(cell)) => {
                let blanks = usize::try_from(attributes.number("c")?.unwrap_or(1)).unwrap_or(LONGEST_CELL);
                cell.add(&" ".repeat(blanks.min(LONGEST_CELL)));
            }
            (Node::Start("tab" | "line-break", _), Some(cell)) => cell.add("\n"),
            (Node::Text(text), Some(cell)) if cell.paragraphs > 0 => cell.add(text),
            _ => {}
        }
        Ok(())
    }

    /// Takes in the paragraphs of a note.
    fn hear_note(&mut self, node: &Node<'_>) {
        match node {
            Node::Start("annotation", _) => self.note = Some(String::new()),
            Node::Start("p", _) => self.in_note = self.note.is_some(),
            Node::End("p") => {
                self.in_note = false;
                self.note.iter_mut().for_each(|note| note.push('\n'));
            }
            Node::Text(text) if self.in_note => self.note.iter_mut().for_each(|note| note.push_str(text)),
            Node::End("annotation") => {
                let note = self.note.take().map(|note| (*self.rows.start(), self.column, note));
                self.grid.marks.notes.extend(note);
            }
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let Some(mut cell) = self.cell.take() else { return };
        cell.column = self.column;
        self.column = self.column.saturating_add(cell.repeated);
        if cell.spans != (1, 1) {
            let (rows, columns) = (span(*self.rows.start(), cell.spans.0), span(cell.column, cell.spans.1));
            self.grid.marks.merged.push(Area { rows, columns });
        }
        if !cell.text.is_empty() || cell.value.is_some() || cell.is_uncalculated() {
            self.row.push(cell);
        }
    }

    /// Adds the row as often as it is repeated; the grid's limits stop what never ends.
    fn end_row(&mut self) -> Result<(), Problem> {
        let cells: Vec<_> = std::mem::take(&mut self.row).into_iter().map(Cell::finished).collect();
        if cells.is_empty() {
            return Ok(());
        }
        for row in self.rows.clone() {
            for (column, repeated, text, held) in &cells {
                for column in span(*column, *repeated) {
                    self.grid.push(row, column, text, *held)?;
                }
            }
        }
        Ok(())
    }
}

impl Cell {
    /// Longer text than any cell may hold is told by its limit.
    fn add(&mut self, text: &str) {
        if self.text.len() <= LONGEST_CELL * 4 {
            self.text.push_str(text);
        }
    }

    /// True for a formula without any value, be it an empty text.
    fn is_uncalculated(&self) -> bool {
        self.has_formula && !self.has_text && self.value.is_none() && self.paragraphs == 0
    }

    fn finished(self) -> (u32, u32, String, Held) {
        let is_error =
            self.is_error || (self.has_formula && ["#", "Err:"].iter().any(|mark| self.text.starts_with(mark)));
        let (text, held) = match self.value {
            _ if is_error => (self.text, Held::Flawed(Flaw::Error)),
            _ if self.is_uncalculated() => ("=".to_owned(), Held::Flawed(Flaw::Formula)),
            Some((plain, Held::Number)) if self.is_number => beside(plain, &self.text),
            Some(value) => value,
            None => (self.text, Held::Text),
        };
        (self.column, self.repeated, text, held)
    }
}

fn cell(attributes: &Attributes<'_>) -> Result<Cell, Problem> {
    let kind = attributes.get("value-type")?;
    let is_foreign = attributes.get("currency")?.is_some_and(|currency| currency != "DKK");
    let format = match kind.as_deref() {
        Some("percentage") => Format::Percent,
        Some("currency") if is_foreign => Format::Foreign,
        _ => Format::Number,
    };
    let value = match kind.as_deref() {
        Some("float" | "percentage" | "currency") => attributes.get("value")?.map(|text| number(&text, format, false)),
        Some("date") => {
            let day = |text: String| text.chars().take("2025-01-01".len()).collect();
            attributes.get("date-value")?.map(|text| (day(text), Held::Flawed(Flaw::Date)))
        }
        Some("time") => attributes.get("time-value")?.map(|text| (text, Held::Text)),
        Some("boolean") => attributes
            .get("boolean-value")?
            .map(|text| ((if text == "true" { "SAND" } else { "FALSK" }).to_owned(), Held::Text)),
        _ => attributes.get("string-value")?.filter(|text| !text.is_empty()).map(|text| (text, Held::Text)),
    };
    Ok(Cell {
        repeated: repeated(attributes, "number-columns-repeated")?,
        value,
        is_number: matches!(kind.as_deref(), Some("float" | "currency")),
        is_error: attributes.says("value-type", "error"),
        has_formula: attributes.get("formula")?.is_some(),
        has_text: attributes.get("string-value")?.is_some(),
        spans: (repeated(attributes, "number-rows-spanned")?, repeated(attributes, "number-columns-spanned")?),
        ..Cell::default()
    })
}

fn repeated(attributes: &Attributes<'_>, name: &str) -> Result<u32, Problem> {
    match attributes.get(name)? {
        None => Ok(1),
        Some(text) => text.parse().ok().filter(|count| *count > 0).ok_or_else(xml::broken),
    }
}

fn span(first: u32, count: u32) -> RangeInclusive<u32> {
    first..=first.saturating_add(count).saturating_sub(1)
}

fn is_hidden(attributes: &Attributes<'_>) -> bool {
    matches!(attributes.get("visibility"), Ok(Some(kind)) if kind != "visible")
}
