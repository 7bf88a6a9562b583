//! A file's text and a window that moves over it, so that only a part of it is held.

use super::bytes::{Bytes, too_large};
use super::encoding::{Encoding, MARK, windows_1252};
use super::lex::Start;
use crate::mistake::Problem;
use std::sync::Arc;

/// Bytes that are read at once.
const PIECE: usize = 1 << 18;
/// Bytes that are read at once where what is looked for is long.
const MOST_AT_ONCE: usize = 1 << 25;

/// A text under the name the user gave its file.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    pub(crate) name: Arc<str>,
    bytes: Bytes,
    encoding: Encoding,
    /// Lines end in a carriage return only, as old Macintosh programs write them.
    has_old_lines: bool,
    piece: usize,
}

impl Text {
    /// UTF-8 with or without a byte order mark, else Windows-1252.
    pub(crate) fn open(name: &Arc<str>, bytes: Bytes) -> Result<Text, Problem> {
        Text::in_pieces(name, bytes, PIECE)
    }

    pub(crate) fn in_pieces(name: &Arc<str>, bytes: Bytes, piece: usize) -> Result<Text, Problem> {
        let (encoding, has_old_lines) = Encoding::of(&bytes, piece)?;
        Ok(Text { name: Arc::clone(name), bytes, encoding, has_old_lines, piece })
    }

    /// Where the text begins.
    pub(crate) fn start(&self) -> Start {
        let byte = if self.encoding == (Encoding::Utf8 { is_marked: true }) { MARK.len() } else { 0 };
        Start { byte, line: 1 }
    }

    /// A window on the text from here on, that grows to about so many bytes.
    pub(crate) fn window(&self, from: Start, most: usize) -> Window<'_> {
        Window { source: self, text: String::new(), used: 0, at: from, next: from.byte, is_last: false, most }
    }

    /// All of it, up to a limit.
    pub(crate) fn whole(&self, most: usize) -> Result<String, Problem> {
        let mut window = self.window(self.start(), most);
        while !window.is_full() {
            window.grow()?;
        }
        if window.is_last && window.text.len() <= most { Ok(window.text) } else { Err(too_large(most)) }
    }

    /// Where the line begins on which a byte stands.
    pub(crate) fn line_start(&self, byte: usize) -> Result<usize, Problem> {
        let (mark, first, mut end) = (if self.has_old_lines { b'\r' } else { b'\n' }, self.start().byte, byte);
        while end > first {
            let from = end.saturating_sub(self.piece).max(first);
            let piece = self.bytes.piece(from, end - from)?;
            if let Some(found) = piece.iter().rposition(|byte| *byte == mark) {
                return Ok(from + found + 1);
            }
            end = from;
        }
        Ok(first)
    }

    /// How much of a text so many bytes are; `None` where they are more.
    pub(crate) fn length(&self, text: &str, bytes: usize) -> Option<usize> {
        match self.encoding {
            Encoding::Windows1252 => text.char_indices().nth(bytes).map(|(at, _)| at),
            Encoding::Utf8 { .. } => Some(bytes).filter(|bytes| *bytes < text.len()),
        }
    }

    /// The place behind some text that begins here.
    pub(crate) fn behind(&self, start: Start, text: &str) -> Start {
        self.behind_lines(start, text, text.bytes().filter(|byte| *byte == b'\n').count())
    }

    /// The place behind some text of so many lines that begins here.
    pub(crate) fn behind_lines(&self, start: Start, text: &str, lines: usize) -> Start {
        let bytes = if self.encoding == Encoding::Windows1252 { text.chars().count() } else { text.len() };
        Start { byte: start.byte + bytes, line: start.line + lines }
    }

    /// The text of some bytes, and how many of them it is: a letter may be cut at their end.
    fn decoded(&self, bytes: &[u8], is_last: bool) -> (String, usize) {
        let (text, read) = match (self.encoding, std::str::from_utf8(bytes)) {
            (Encoding::Windows1252, _) => (windows_1252(bytes), bytes.len()),
            (_, Ok(text)) => (text.to_owned(), bytes.len()),
            (_, Err(error)) if error.error_len().is_none() && !is_last => {
                let whole = bytes.get(..error.valid_up_to()).unwrap_or_default();
                (String::from_utf8_lossy(whole).into_owned(), whole.len())
            }
            // Someone has changed the file while it was read.
            (_, Err(_)) => (String::from_utf8_lossy(bytes).into_owned(), bytes.len()),
        };
        (if self.has_old_lines { text.replace('\r', "\n") } else { text }, read)
    }
}

/// The part of a text that is held while it is read.
pub(crate) struct Window<'t> {
    source: &'t Text,
    text: String,
    /// What of the text is behind.
    used: usize,
    /// Where what is left begins.
    at: Start,
    /// The byte behind the text.
    next: usize,
    is_last: bool,
    most: usize,
}

impl Window<'_> {
    pub(crate) fn rest(&self) -> &str {
        self.text.get(self.used..).unwrap_or_default()
    }

    /// Where the rest begins.
    pub(crate) fn at(&self) -> Start {
        self.at
    }

    /// True when the rest goes to the end of the text, or is as much as may be held.
    pub(crate) fn is_full(&self) -> bool {
        self.is_last || self.rest().len() > self.most
    }

    /// True when the rest goes to the end of the text.
    pub(crate) fn is_last(&self) -> bool {
        self.is_last
    }

    /// Reads on; what is behind is forgotten.
    pub(crate) fn grow(&mut self) -> Result<(), Problem> {
        self.text.drain(..self.used);
        self.used = 0;
        let most = self.source.piece.max(self.text.len().min(MOST_AT_ONCE));
        let piece = self.source.bytes.piece(self.next, most)?;
        self.is_last = piece.len() < most;
        let (text, read) = self.source.decoded(&piece, self.is_last);
        self.text.reserve_exact(text.len());
        self.text.push_str(&text);
        self.next += read;
        Ok(())
    }

    /// Leaves so much of the rest behind.
    pub(crate) fn advance(&mut self, length: usize) {
        self.advance_to(length, self.source.behind(self.at, self.rest().get(..length).unwrap_or_default()));
    }

    /// Leaves so much of the rest behind, up to a place.
    pub(crate) fn advance_to(&mut self, length: usize, to: Start) {
        self.at = to;
        self.used += length;
    }

    /// Leaves everything behind up to the next line.
    pub(crate) fn skip_line(&mut self) -> Result<(), Problem> {
        loop {
            let end = self.rest().find('\n');
            self.advance(end.map_or(self.rest().len(), |end| end + 1));
            if end.is_some() || self.is_last {
                return Ok(());
            }
            self.grow()?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(bytes: &[u8], piece: usize) -> Result<Text, Problem> {
        Text::in_pieces(&Arc::from("f"), Bytes::Held(bytes.into()), piece)
    }

    fn whole(bytes: &[u8]) -> String {
        let texts = [PIECE, 4, 5].map(|piece| opened(bytes, piece).unwrap().whole(1 << 20).unwrap());
        assert!(texts.iter().all(|text| *text == texts[0]), "{texts:?}");
        texts[0].clone()
    }

    #[test]
    fn three_encodings_one_text() {
        assert_eq!(whole("årene går".as_bytes()), "årene går");
        assert_eq!(whole(b"\xef\xbb\xbf\xc3\xa5r"), "år");
        assert_eq!(whole(b"\xe5r \x80"), "år €");
        assert_eq!(whole(b"a\rb\r"), "a\nb\n");
    }

    #[test]
    fn a_window_knows_where_it_stands() {
        for (bytes, byte) in [("å;b\nø".as_bytes(), 5), (b"\xe5;b\n\xf8", 4)] {
            let text = opened(bytes, 4).unwrap();
            let mut window = text.window(text.start(), 100);
            window.grow().unwrap();
            window.skip_line().unwrap();
            assert_eq!(window.at(), Start { byte, line: 2 });
            while !window.is_full() {
                window.grow().unwrap();
            }
            assert_eq!(window.rest(), "ø");
        }
    }
}
