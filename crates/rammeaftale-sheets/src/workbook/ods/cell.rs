//! A cell of ODS, as it is read and as the grid holds it.

use super::super::format::Format;
use super::super::shown::{beside, number};
use super::super::xml::{self, Attributes, Node};
use super::strokes::Strokes;
use crate::file::lex::{Flaw, Held};
use crate::limits::LONGEST_CELL;
use crate::mistake::Problem;

#[derive(Default)]
pub(super) struct Cell {
    pub(super) column: u32,
    pub(super) repeated: u32,
    /// The value that an attribute gives, as it is shown.
    pub(super) value: Option<(String, Held)>,
    pub(super) text: String,
    pub(super) paragraphs: usize,
    pub(super) is_number: bool,
    pub(super) is_error: bool,
    pub(super) has_formula: bool,
    /// The value of a text is given, though it may be empty.
    pub(super) has_text: bool,
    pub(super) spans: (u32, u32),
    pub(super) style: Option<String>,
    /// Within a part of the text that is struck through, and whether one is.
    pub(super) in_stroke: bool,
    pub(super) is_struck: bool,
}

impl Cell {
    /// Takes in what stands within it.
    pub(super) fn node(&mut self, node: &Node<'_>, strokes: &Strokes) -> Result<(), Problem> {
        match node {
            Node::Start("p", _) => {
                self.paragraphs += 1;
                self.add(if self.paragraphs > 1 { "\n" } else { "" });
            }
            Node::Start("s", attributes) => {
                let blanks = usize::try_from(attributes.number("c")?.unwrap_or(1)).unwrap_or(LONGEST_CELL);
                self.add(&" ".repeat(blanks.min(LONGEST_CELL)));
            }
            Node::Start("tab" | "line-break", _) => self.add("\n"),
            Node::Start("span", attributes) => {
                self.in_stroke = attributes.get("style-name")?.is_some_and(|name| strokes.strike("text", &name));
            }
            Node::End("span") => self.in_stroke = false,
            Node::Text(text) if self.paragraphs > 0 => self.add(text),
            _ => {}
        }
        Ok(())
    }

    /// Longer text than any cell may hold is told by its limit.
    fn add(&mut self, text: &str) {
        self.is_struck |= self.in_stroke && !text.trim().is_empty();
        if self.text.len() <= LONGEST_CELL * 4 {
            self.text.push_str(text);
        }
    }

    /// True for a formula without any value, be it an empty text.
    pub(super) fn is_uncalculated(&self) -> bool {
        self.has_formula && !self.has_text && self.value.is_none() && self.paragraphs == 0
    }

    /// What it shows.
    pub(super) fn finished(self) -> (String, Held) {
        let is_error =
            self.is_error || (self.has_formula && ["#", "Err:"].iter().any(|mark| self.text.starts_with(mark)));
        match self.value {
            _ if is_error => (self.text, Held::Flawed(Flaw::Error)),
            _ if self.is_uncalculated() => ("=".to_owned(), Held::Flawed(Flaw::Formula)),
            Some((plain, Held::Number)) if self.is_number => beside(plain, &self.text),
            Some(value) => value,
            None => (self.text, Held::Text),
        }
    }
}

/// A cell that begins.
pub(super) fn cell(attributes: &Attributes<'_>) -> Result<Cell, Problem> {
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
        style: attributes.get("style-name")?,
        spans: (repeated(attributes, "number-rows-spanned")?, repeated(attributes, "number-columns-spanned")?),
        ..Cell::default()
    })
}

/// How often something stands there.
pub(super) fn repeated(attributes: &Attributes<'_>, name: &str) -> Result<u32, Problem> {
    match attributes.get(name)? {
        None => Ok(1),
        Some(text) => text.parse().ok().filter(|count| *count > 0).ok_or_else(xml::broken),
    }
}
