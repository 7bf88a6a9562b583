//! A text with its name, and places in it.

use crate::diag::Place;
use std::ops::Range;
use std::sync::Arc;

/// A file's text under the name the user gave it.
#[derive(Clone, Debug)]
pub struct Source {
    path: Arc<str>,
    text: Arc<str>,
}

impl Source {
    /// Pairs a path with its text.
    pub fn new(path: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Source {
        Source { path: path.into(), text: text.into() }
    }

    /// The path as given.
    pub fn path(&self) -> &Arc<str> {
        &self.path
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The place of a span of bytes; a span across lines covers the rest of its first line.
    pub fn place(&self, span: Range<usize>) -> Place {
        let start = floor_boundary(&self.text, span.start);
        let end = floor_boundary(&self.text, span.end.max(start));
        let before = self.text.get(..start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let rest = self.text.get(line_start..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default().trim_end_matches('\r');
        let line_end = line_start + line.len();
        let count = |from: usize, to: usize| self.text.get(from..to).map_or(0, |text| text.chars().count());
        Place {
            file: Arc::clone(&self.path),
            line: before.matches('\n').count() + 1,
            column: count(line_start, start) + 1,
            width: count(start, end.min(line_end)).max(1),
            text: line.to_owned(),
        }
    }
}

fn floor_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, span: Range<usize>) -> (usize, usize, usize) {
        let place = Source::new("f", text).place(span);
        (place.line, place.column, place.width)
    }

    #[test]
    fn counts_lines_and_characters_from_one() {
        assert_eq!(at("ab\ncd", 0..1), (1, 1, 1));
        assert_eq!(at("ab\ncd", 3..5), (2, 1, 2));
        assert_eq!(at("æø = 1", 5..6), (1, 4, 1));
    }

    #[test]
    fn ends_are_places_too() {
        assert_eq!(at("ab", 2..2), (1, 3, 1));
        assert_eq!(at("", 0..0), (1, 1, 1));
        assert_eq!(at("a\r\nb", 0..4), (1, 1, 1));
        assert_eq!(at("æ", 1..99), (1, 1, 1));
    }
}
