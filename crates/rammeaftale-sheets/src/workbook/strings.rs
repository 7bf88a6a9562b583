//! Texts that many cells share.

use super::xml::{self, Node};
use crate::mistake::Problem;
use std::borrow::Cow;
use std::io::BufRead;

/// All texts, one after the other.
#[derive(Debug, Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<usize>,
    /// The numbers of those of which a part is struck through, in order.
    struck: Vec<usize>,
}

impl Strings {
    pub(super) fn read(part: impl BufRead) -> Result<Strings, Problem> {
        let mut out = Strings::default();
        // How a text is pronounced stands beside it and is not read.
        let (mut in_text, mut spoken, mut is_struck, mut is_raised) = (false, false, false, false);
        xml::read(part, |node| {
            match node {
                Node::Start("t", _) => in_text = !spoken,
                Node::End("t") => in_text = false,
                Node::Start("rPh", _) => spoken = true,
                Node::End("rPh") => spoken = false,
                Node::End("si") => out.ends.push(out.text.len()),
                Node::Start("strike", attributes) => is_struck = attributes.is_on()?,
                Node::Start("vertAlign", attributes) => is_raised = attributes.says("val", "superscript"),
                Node::End("r") => (is_struck, is_raised) = (false, false),
                Node::Text(text) if in_text => {
                    out.struck.extend((is_struck && !text.trim().is_empty()).then_some(out.ends.len()));
                    out.text.push_str(&if is_raised { raised(text) } else { Cow::Borrowed(text) });
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(out)
    }

    pub(super) fn push(&mut self, text: &str, is_struck: bool) {
        self.struck.extend(is_struck.then_some(self.ends.len()));
        self.text.push_str(text);
        self.ends.push(self.text.len());
    }

    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let start = index.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.text.get(start..*self.ends.get(index)?)
    }

    pub(super) fn is_struck(&self, index: usize) -> bool {
        self.struck.binary_search(&index).is_ok()
    }
}

/// A raised part of a text, as the note in `1010¹`, with its digits as they are seen: they are none of a number's.
pub(super) fn raised(text: &str) -> Cow<'_, str> {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let seen = |c: char| c.to_digit(10).and_then(|digit| RAISED.get(digit as usize)).copied().unwrap_or(c);
    text.chars().map(seen).collect()
}

/// A text without the escapes `_x000D_` that XLSX has for characters which XML cannot hold.
pub(super) fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let code = from.get(2..6).filter(|_| from.get(6..7) == Some("_"));
        let escaped = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        let (shown, length) = escaped.map_or((String::from("_x"), 2), |c| (c.into(), 7));
        out.push_str(&shown);
        rest = from.get(length..).unwrap_or_default();
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_shared_and_parted_in_runs() {
        let xml = "<sst><si><t>a &amp; b</t></si><si/><si><r><t>c</t></r><r><t xml:space=\"preserve\"> d</t></r><rPh><t>x</t></rPh></si></sst>";
        let strings = Strings::read(xml.as_bytes()).unwrap();
        assert_eq!([0, 1, 2, 3].map(|index| strings.get(index)), [Some("a & b"), Some(""), Some("c d"), None]);
        assert!(Strings::read(&b"<sst><si>"[..]).is_err());
        let run = |line: &str, text: &str| format!("<r><rPr>{line}</rPr><t>{text}</t></r>");
        let (struck, bare) = (run("<strike/>", "1"), run("<strike val=\"0\"/>", "2"));
        let blank = run("<strike/>", " ");
        let xml = format!("<sst><si>{bare}</si><si>{struck}{bare}</si><si>{blank}<r><t>3</t></r></si></sst>");
        let strings = Strings::read(xml.as_bytes()).unwrap();
        assert_eq!([0, 1, 2].map(|index| strings.is_struck(index)), [false, true, false]);
        assert_eq!(strings.get(1), Some("12"));
        let note = run("<vertAlign val=\"superscript\"/>", "12)");
        let xml = format!("<sst><si>{bare}{note}{bare}</si></sst>");
        assert_eq!(Strings::read(xml.as_bytes()).unwrap().get(0), Some("2¹²)2"));
        assert!(Strings::read(&b"<sst><si><t>&lol;</t></si></sst>"[..]).is_err());
    }

    #[test]
    fn escapes_of_xlsx() {
        assert_eq!(unescaped("a_x000D_\nb"), "a\r\nb");
        assert_eq!(unescaped("_x005F_x000D_"), "_x000D_");
        assert_eq!(unescaped("max_xyz_ _x00"), "max_xyz_ _x00");
        assert_eq!(unescaped("_xD800_æ_x"), "_xD800_æ_x");
    }
}
