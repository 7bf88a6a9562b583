//! One file with the mistakes found in it, and the typed values of its nodes.

use super::diags;
use crate::agreement::rules::Vocabulary;
use crate::diag::{Diagnostic, MOST_MISTAKES, Place, too_many};
use crate::quantity::{Percent, Year};
use crate::raw::{Node, Table, Value};
use crate::source::Source;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

/// One file and the mistakes found in it so far.
#[derive(Debug)]
pub(crate) struct Sink {
    pub(crate) source: Source,
    diagnostics: RefCell<Vec<Diagnostic>>,
}

impl Sink {
    pub(crate) fn new(source: Source) -> Sink {
        Sink { source, diagnostics: RefCell::new(Vec::new()) }
    }

    /// Keeps a mistake; those beyond the limit are told by one that says so.
    pub(crate) fn push(&self, diagnostic: Diagnostic) {
        let mut kept = self.diagnostics.borrow_mut();
        match kept.len() {
            0..MOST_MISTAKES => kept.push(diagnostic),
            MOST_MISTAKES => kept.extend(diagnostic.place().cloned().map(too_many)),
            _ => {}
        }
    }

    pub(crate) fn place(&self, span: &Range<usize>) -> Place {
        self.source.place(span.clone())
    }

    pub(crate) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics.into_inner()
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.diagnostics.borrow().iter().any(Diagnostic::is_error)
    }
}

impl Sink {
    pub(super) fn wrong_type<T>(&self, node: &Node, wanted: (&str, &str)) -> Option<T> {
        let found = diags::found(&node.value);
        self.push(diags::wrong_type(self.place(&node.span), wanted).note(found.da, found.en));
        None
    }

    pub(crate) fn text(&self, node: &Node) -> Option<String> {
        match &node.value {
            Value::Text(text) if text.trim().is_empty() => {
                self.push(diags::empty_text(self.place(&node.span)));
                None
            }
            Value::Text(text) => Some(text.clone()),
            _ => self.wrong_type(node, ("en tekst i anførselstegn", "a text in quotes")),
        }
    }

    pub(crate) fn id(&self, node: &Node) -> Option<Arc<str>> {
        let text = self.text(node)?;
        let fits = text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-/".contains(c));
        if !fits {
            self.push(diags::bad_id(self.place(&node.span), &text));
        }
        fits.then(|| Arc::from(text))
    }

    pub(crate) fn date(&self, node: &Node) -> Option<NaiveDate> {
        match node.value {
            Value::Date(date) => Some(date),
            _ => self.wrong_type(
                node,
                ("en dato som 2025-01-31 uden anførselstegn", "a date like 2025-01-31 without quotes"),
            ),
        }
    }

    pub(crate) fn whole(&self, node: &Node) -> Option<i64> {
        match &node.value {
            Value::Number(digits) if digits.parse::<i64>().is_ok() => digits.parse().ok(),
            _ => self.wrong_type(node, ("et helt tal", "a whole number")),
        }
    }

    pub(crate) fn year(&self, node: &Node) -> Option<Year> {
        let number = self.whole(node)?;
        let year = i32::try_from(number).ok().and_then(Year::new);
        if year.is_none() {
            self.push(diags::bad_year(self.place(&node.span), &number.to_string()));
        }
        year
    }

    /// An exact decimal, quoted or bare; `1e3`, `inf`, `nan` and more digits than can be held are none.
    pub(crate) fn decimal(&self, node: &Node) -> Option<Decimal> {
        let (Value::Text(digits) | Value::Number(digits)) = &node.value else {
            return self.wrong_type(node, ("et tal som \"-3\"", "a number like \"-3\""));
        };
        let exact = digits.chars().all(|c| c.is_ascii_digit() || "+-.".contains(c));
        let decimal = Decimal::from_str_exact(digits).ok().filter(|_| exact);
        if decimal.is_none() {
            let written = if let Value::Text(_) = node.value { digits } else { self.source.slice(node.span.clone()) };
            self.push(diags::inexact(self.place(&node.span), written));
        }
        decimal
    }

    pub(crate) fn percent(&self, node: &Node) -> Option<Percent> {
        let decimal = self.decimal(node)?;
        let percent =
            Percent::new(decimal).ok().filter(|_| decimal > Decimal::from(-100) && decimal < Decimal::from(1000));
        if percent.is_none() {
            self.push(diags::percent_out_of_range(self.place(&node.span), &decimal.to_string()));
        }
        percent
    }

    pub(crate) fn word<T: Vocabulary>(&self, node: &Node) -> Option<T> {
        let text = self.text(node)?;
        let value = T::from_name(&text);
        if value.is_none() {
            let names: Vec<&str> = T::ALL.iter().map(|(name, _)| *name).collect();
            self.push(diags::bad_value(self.place(&node.span), &text, &names));
        }
        value
    }

    pub(crate) fn years(&self, node: &Node) -> Option<Vec<Year>> {
        if !matches!(node.value, Value::List(_)) {
            return self.wrong_type(node, ("en liste af år: `[2030, 2031]`", "a list of years: `[2030, 2031]`"));
        }
        Some(self.list(node).iter().filter_map(|item| self.year(item)).collect())
    }

    pub(crate) fn list<'n>(&self, node: &'n Node) -> &'n [Node] {
        match &node.value {
            Value::List(items) => items,
            _ => {
                self.wrong_type::<()>(node, ("en liste: `[\"…\", \"…\"]`", "a list: `[\"…\", \"…\"]`"));
                &[]
            }
        }
    }

    pub(crate) fn table<'n>(&self, node: &'n Node) -> Option<&'n Table> {
        match &node.value {
            Value::Table(table) => Some(table),
            _ => self.wrong_type(node, ("en tabel: `{ nøgle = værdi }`", "a table: `{ key = value }`")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_that_cannot_be_held_are_refused_and_not_rounded() {
        let sink = Sink::new(Source::new("f.toml", ""));
        let read = |digits: &str| sink.decimal(&Node { value: Value::Text(digits.to_owned()), span: 0..0 });
        assert_eq!(read("-3.0401").map(|decimal| decimal.to_string()).as_deref(), Some("-3.0401"));
        assert!(!sink.has_errors());
        assert_eq!(read("5.00000000000000000000000000001"), None);
        assert!(sink.has_errors());
    }
}
