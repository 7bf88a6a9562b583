//! The cells of a sheet, and what of them is merged or hidden.

use super::super::damaged;
use super::super::digits::danish;
use super::super::format::Format;
use super::super::shown::number;
use super::super::strings::{raised, unescaped};
use super::super::xml::{self, Attributes, Node};
use super::notes::printed;
use super::reference::{LAST_COLUMN, LAST_ROW, reference_of};
use super::{Book, Style};
use crate::file::lex::{Flaw, Held};
use crate::mistake::Problem;
use crate::workbook::grid::{Area, Grid};
use std::borrow::Cow;
use std::io::BufRead;

/// What is printed above and below pages.
const MARGINS: [&str; 6] = ["oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"];

/// Reads a sheet into an empty grid.
pub(super) fn read(part: impl BufRead, book: &Book, grid: Grid) -> Result<Grid, Problem> {
    let mut reader = SheetReader { book, grid, last: 0, row: 0, cell: None, margin: None };
    xml::read(part, |node| reader.node(node))?;
    Ok(reader.grid.finished())
}

struct SheetReader<'b> {
    book: &'b Book,
    grid: Grid,
    /// The row that began last.
    last: u32,
    /// The row being read, from 1, and the column read last.
    row: u32,
    cell: Option<Open>,
    /// What is printed above or below each page, while it is read.
    margin: Option<String>,
}

/// The cell being read.
#[derive(Default)]
struct Open {
    column: u32,
    kind: String,
    format: Format,
    is_struck: bool,
    /// True within a part of the text that is struck through.
    in_stroke: bool,
    /// True within a raised part of the text.
    is_raised: bool,
    text: String,
    /// True within the elements whose text is the value.
    is_value: bool,
    spoken: bool,
    has_formula: bool,
    in_formula: bool,
    /// How many values there are; no more than one in a cell that is whole.
    values: usize,
    /// Text that stands where none is read.
    stray: String,
    done: bool,
}

impl SheetReader<'_> {
    fn node(&mut self, node: Node<'_>) -> Result<(), Problem> {
        match node {
            Node::Start("row", attributes) => self.start_row(&attributes),
            Node::Start("c", attributes) => self.start_cell(&attributes),
            Node::Start("col", attributes) if attributes.is_set("hidden")? => {
                let (from, to) = (attributes.number("min")?, attributes.number("max")?);
                self.grid.marks.hidden_columns.extend(from.zip(to).map(|(from, to)| from..=to));
                Ok(())
            }
            Node::Start("mergeCell", attributes) => {
                let area = attributes.get("ref")?.as_deref().and_then(area);
                self.grid.marks.merged.extend(area);
                Ok(())
            }
            Node::Start("strike", attributes) if let Some(cell) = self.cell.as_mut() => {
                cell.in_stroke = attributes.is_on()?;
                Ok(())
            }
            Node::End("c") => self.end_cell(),
            Node::Start(name, _) if MARGINS.contains(&name) => {
                self.margin = Some(String::new());
                Ok(())
            }
            Node::End(name) if MARGINS.contains(&name) => {
                let texts = printed(&self.margin.take().unwrap_or_default());
                self.grid.marks.notes.extend(texts.into_iter().map(|text| (0, 0, text)));
                Ok(())
            }
            Node::Text(text) if let Some(margin) = self.margin.as_mut() => {
                margin.push_str(text);
                Ok(())
            }
            other => {
                if let Some(cell) = self.cell.as_mut() {
                    cell.node(&other);
                }
                Ok(())
            }
        }
    }

    fn start_row(&mut self, attributes: &Attributes<'_>) -> Result<(), Problem> {
        self.row = attributes.number("r")?.unwrap_or(self.row.saturating_add(1));
        if self.row <= self.last {
            let row = self.row;
            return Err(damaged(
                &format!("række {row} står efter række {}", self.last),
                &format!("row {row} stands after row {}", self.last),
            ));
        }
        self.last = self.row;
        self.cell = None;
        if attributes.is_set("hidden")? {
            self.grid.marks.hidden_rows.push(self.row..=self.row);
        }
        Ok(())
    }

    fn start_cell(&mut self, attributes: &Attributes<'_>) -> Result<(), Problem> {
        let next = self.cell.as_ref().map_or(0, |cell| cell.column).saturating_add(1);
        let (row, column) = match attributes.get("r")? {
            Some(reference) => reference_of(&reference).ok_or_else(xml::broken)?,
            None => (self.row, next),
        };
        if !(1..=LAST_ROW).contains(&row) || !(1..=LAST_COLUMN).contains(&column) {
            return Err(xml::broken());
        }
        self.row = row;
        let style = attributes.number("s")?.and_then(|style| usize::try_from(style).ok()).unwrap_or_default();
        let Style { format, is_struck } = self.book.styles.get(style).copied().unwrap_or_default();
        let kind = attributes.get("t")?.unwrap_or_default();
        self.cell = Some(Open { column, kind, format, is_struck, ..Open::default() });
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Problem> {
        let Some(cell) = self.cell.as_mut() else { return Ok(()) };
        let text = std::mem::take(&mut cell.text);
        if std::mem::replace(&mut cell.done, true) {
            return Ok(());
        }
        let is_number = matches!(cell.kind.as_str(), "" | "n");
        let is_unset = text.is_empty() || (is_number && matches!(danish(&text, 0).as_deref(), Ok("0")));
        // A formula may give the empty text; it gives no empty number.
        let is_calculated = cell.values > 0 && !(text.is_empty() && is_number);
        let (text, held) = match cell.kind.as_str() {
            _ if !cell.stray.is_empty() || cell.values > 1 => (cell.stray.clone() + &text, Held::Flawed(Flaw::Damaged)),
            _ if cell.has_formula && (!is_calculated || (is_unset && self.book.settings.is_uncalculated)) => {
                ("=".to_owned(), Held::Flawed(Flaw::Formula))
            }
            _ if text.is_empty() => return Ok(()),
            "s" => {
                let index = text.trim().parse().map_err(|_| xml::broken())?;
                cell.is_struck |= self.book.strings.is_struck(index);
                (unescaped(self.book.strings.get(index).ok_or_else(xml::broken)?), Held::Text)
            }
            "str" | "inlineStr" => (unescaped(&text), Held::Text),
            "b" => ((if text.trim() == "0" { "FALSK" } else { "SAND" }).to_owned(), Held::Text),
            "e" => (text, Held::Flawed(Flaw::Error)),
            "d" => (text.chars().take("2025-01-01".len()).collect(), Held::Flawed(Flaw::Date)),
            _ => number(&text, cell.format, self.book.settings.from_1904),
        };
        self.grid.marks.struck.extend(cell.is_struck.then_some((self.row, cell.column)));
        self.grid.push(self.row, cell.column, &text, held)
    }
}

impl Open {
    fn node(&mut self, node: &Node<'_>) {
        match node {
            Node::Start("rPh", _) => self.spoken = true,
            Node::End("rPh") => self.spoken = false,
            Node::Start("f", _) => (self.has_formula, self.in_formula) = (true, true),
            Node::End("f") => self.in_formula = false,
            Node::Start("v", _) => {
                self.values += 1;
                self.is_value = self.kind != "inlineStr";
            }
            Node::Start("t", _) => self.is_value = self.kind == "inlineStr" && !self.spoken,
            Node::End("v" | "t") => self.is_value = false,
            Node::Start("vertAlign", attributes) => self.is_raised = attributes.says("val", "superscript"),
            Node::End("r") => (self.in_stroke, self.is_raised) = (false, false),
            Node::Text(text) if self.is_value => {
                self.is_struck |= self.in_stroke && !text.trim().is_empty();
                self.text.push_str(&if self.is_raised { raised(text) } else { Cow::Borrowed(*text) });
            }
            Node::Text(text) if !self.spoken && !self.in_formula && !self.done && !text.trim().is_empty() => {
                self.stray.push_str(text);
            }
            _ => {}
        }
    }
}

fn area(text: &str) -> Option<Area> {
    let (from, to) = text.split_once(':').unwrap_or((text, text));
    let ((top, left), (bottom, right)) = (reference_of(from)?, reference_of(to)?);
    Some(Area { rows: top..=bottom, columns: left..=right })
}
