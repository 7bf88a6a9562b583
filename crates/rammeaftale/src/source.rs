//! A text with its name, and places in it.

use crate::diag::{Code, Diagnostic, LONGEST_SHOWN_LINE, Place};
use crate::text::Text;
use std::ops::Range;
use std::sync::Arc;

/// The byte order mark of UTF-8, which some editors write.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// A file's text under the name the user gave it.
#[derive(Clone, Debug)]
pub struct Source {
    path: Arc<str>,
    text: Arc<str>,
    /// Where each line begins.
    lines: Arc<[usize]>,
}

impl Source {
    /// Pairs a path with its text.
    pub fn new(path: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Source {
        let text = text.into();
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Source { path: path.into(), text, lines }
    }

    /// Reads bytes as UTF-8, with or without a byte order mark.
    ///
    /// # Errors
    /// The first place that is not UTF-8.
    pub fn decode(path: impl Into<Arc<str>>, bytes: &[u8]) -> Result<Source, Box<Diagnostic>> {
        let bytes = bytes.strip_prefix(MARK).unwrap_or(bytes);
        let path = path.into();
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Source::new(path, text)),
            Err(error) => Err(Box::new(not_utf8(path, bytes, error.valid_up_to()))),
        }
    }

    /// The path as given.
    pub fn path(&self) -> &Arc<str> {
        &self.path
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What stands in a span of bytes.
    pub fn slice(&self, span: Range<usize>) -> &str {
        self.text.get(span).unwrap_or_default()
    }

    /// The place of a span of bytes; a span across lines covers the rest of its first line.
    pub fn place(&self, span: Range<usize>) -> Place {
        let start = floor_boundary(&self.text, span.start);
        let end = floor_boundary(&self.text, span.end.max(start));
        let number = self.lines.partition_point(|begin| *begin <= start);
        let line_start = number.checked_sub(1).and_then(|index| self.lines.get(index)).copied().unwrap_or_default();
        let rest = self.text.get(line_start..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default().trim_end_matches('\r');
        let line_end = line_start + line.len();
        let count = |from: usize, to: usize| self.text.get(from..to).map_or(0, |text| text.chars().count());
        Place {
            sheet: None,
            file: Arc::clone(&self.path),
            line: number,
            // What ends the line stands at its end, however it is written.
            column: count(line_start, start.min(line_end)) + 1,
            width: count(start, end.min(line_end)).max(1),
            text: if line.len() > LONGEST_SHOWN_LINE { String::new() } else { line.to_owned() },
        }
    }
}

/// What stands before the first wrong byte counts lines and columns; what cannot be read is drawn as U+FFFD.
fn not_utf8(path: Arc<str>, bytes: &[u8], valid: usize) -> Diagnostic {
    let lossy = Source::new(path, String::from_utf8_lossy(bytes));
    let place = lossy.place(valid..valid + char::REPLACEMENT_CHARACTER.len_utf8());
    let message = Text::new("filen er ikke skrevet i UTF-8", "the file is not written in UTF-8");
    let utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let kind = if utf16 { "UTF-16" } else { "Windows-1252" };
    Diagnostic::error(Code::Unreadable, place, message)
        .note(
            format!("den ser ud til at være gemt som {kind}; her er den første byte, der ikke passer"),
            format!("it seems to be saved as {kind}; here is the first byte that does not fit"),
        )
        .help("gem den igen som UTF-8", "save it again as UTF-8")
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
    fn the_end_of_a_line_is_its_end_however_it_is_written() {
        assert_eq!(at("ab\r\nc", 2..3), (1, 3, 1));
        assert_eq!(at("ab\r\nc", 3..4), (1, 3, 1));
        assert_eq!(at("ab\r\r\nc", 4..5), (1, 3, 1));
        assert_eq!(at("ab\r\nc", 4..5), (2, 1, 1));
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

    #[test]
    fn bytes_that_are_no_text_have_a_place() {
        assert_eq!(Source::decode("f", b"\xef\xbb\xbfab").map(|source| source.text().to_owned()), Ok("ab".to_owned()));
        let place = |bytes: &[u8]| {
            let mistake = Source::decode("f", bytes).expect_err("no UTF-8");
            let place = mistake.place().expect("a place").clone();
            (mistake.code, place.line, place.column, place.width)
        };
        assert_eq!(place(b"a\n\xc3\xa6 \xe5r"), (Code::Unreadable, 2, 3, 1));
        assert_eq!(place(b"\xff\xfea\0"), (Code::Unreadable, 1, 1, 1));
        assert_eq!(place(b"a\xc3"), (Code::Unreadable, 1, 2, 1));
    }

    #[test]
    fn a_line_too_long_to_read_is_not_shown() {
        let shown = |length: usize| Source::new("f", "a".repeat(length)).place(0..1).text.len();
        assert_eq!(shown(LONGEST_SHOWN_LINE), LONGEST_SHOWN_LINE);
        assert_eq!(shown(LONGEST_SHOWN_LINE + 1), 0);
    }

    #[test]
    fn bytes_that_are_no_text_are_told_for_what_they_seem_to_be() {
        let note = |bytes: &[u8]| Source::decode("f", bytes).expect_err("no UTF-8").notes[0].en.clone();
        assert!(note(b"\xff\xfea\0").contains("UTF-16") && note(b"\xfe\xff\0a").contains("UTF-16"));
        assert!(note(b"\xe5r").contains("Windows-1252"));
    }
}
