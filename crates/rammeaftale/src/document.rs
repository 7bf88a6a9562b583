//! The text of a source document, normalised, so that its passages can be found, fingerprinted and counted
//! (rules.md, section 2).

use crate::diag::Place;
use crate::source::Source;
use sha2::{Digest, Sha256};
use std::ops::Range;
use std::str::Utf8Error;
use std::sync::Arc;

/// A document as read: places are those of its file, ranges are bytes of its normalised text.
#[derive(Clone, Debug)]
pub struct Document {
    source: Source,
    sha256: String,
    text: String,
    /// For every byte of `text` the byte of the file that it comes from.
    origins: Vec<usize>,
}

/// Why no passage lies between two locators. Closed: nothing else can keep two locators apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lost {
    /// The first words are nowhere.
    First,
    /// The first words stand several times, at these places.
    Repeated(Vec<Range<usize>>),
    /// The last words do not follow the first, which begin here.
    Last(usize),
}

impl Document {
    /// Normalises a file's bytes under the path to show.
    ///
    /// # Errors
    /// Where the bytes are no UTF-8.
    pub fn new(shown: impl Into<Arc<str>>, bytes: &[u8]) -> Result<Document, Utf8Error> {
        let source = Source::new(shown, std::str::from_utf8(bytes)?);
        let (text, origins) = normalised(source.text());
        Ok(Document { source, sha256: fingerprint(bytes), text, origins })
    }

    /// The path to show.
    pub fn path(&self) -> &Arc<str> {
        self.source.path()
    }

    /// SHA-256 of the file's bytes, in hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The normalised text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A part of the normalised text; nothing where the range is none of it.
    pub fn part(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// Every place where some words stand.
    pub fn occurrences(&self, words: &str) -> Vec<Range<usize>> {
        self.text.match_indices(words).map(|(at, words)| at..at + words.len()).collect()
    }

    /// From the first character of `first`, which stands once, to the last of the first `last` after it.
    ///
    /// # Errors
    /// Which of the two is lost.
    pub fn passage(&self, first: &str, last: &str) -> Result<Range<usize>, Lost> {
        let starts = self.occurrences(first);
        match starts.as_slice() {
            [] => Err(Lost::First),
            [start] => {
                let end = self.part(start.start..self.text.len()).find(last).ok_or(Lost::Last(start.start))?;
                Ok(start.start..start.start + end + last.len())
            }
            _ => Err(Lost::Repeated(starts)),
        }
    }

    /// The shortest first and last words, at most eight of each, between which exactly this range lies.
    pub fn locators(&self, range: Range<usize>) -> Option<(&str, &str)> {
        const MOST_WORDS: usize = 8;
        let part = self.part(range.clone());
        let blanks: Vec<usize> = part.match_indices(' ').map(|(at, _)| at).collect();
        let least = blanks.len().min(1);
        let ends = blanks.iter().copied().chain([part.len()]).skip(least).take(MOST_WORDS);
        let starts = blanks.iter().rev().map(|at| at + 1).chain([0]).skip(least).take(MOST_WORDS);
        let first = ends.filter_map(|end| part.get(..end)).find(|words| self.occurrences(words).len() == 1)?;
        let last = starts.filter_map(|start| part.get(start..));
        let mut last = last.filter(|last| self.passage(first, last).as_ref() == Ok(&range));
        Some((first, last.next()?))
    }

    /// The stretches of text outside some ranges, without blanks at their ends.
    pub fn outside(&self, ranges: &[Range<usize>]) -> Vec<Range<usize>> {
        let mut sorted = ranges.to_vec();
        sorted.sort_by_key(|range| (range.start, range.end));
        sorted.push(self.text.len()..self.text.len());
        let mut gaps = Vec::new();
        let mut done = 0;
        for range in sorted {
            gaps.extend(Some(self.trimmed(done..range.start)).filter(|gap| !gap.is_empty()));
            done = done.max(range.end);
        }
        gaps
    }

    /// A range without blanks at its ends.
    pub fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let part = self.part(range.clone());
        let start = range.start + part.len() - part.trim_start().len();
        start..start + part.trim().len()
    }

    /// How many characters a range holds, blanks not counted.
    pub fn characters(&self, range: Range<usize>) -> usize {
        self.part(range).chars().filter(|c| *c != ' ').count()
    }

    /// Where a range begins in the file.
    pub fn place(&self, range: Range<usize>) -> Place {
        let written = self.source.text();
        let origin = |at: usize| self.origins.get(at).copied().unwrap_or(written.len());
        let last = range.end.checked_sub(1).map_or(0, origin);
        let width = written.get(last..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        self.source.place(origin(range.start)..last + width)
    }
}

/// SHA-256 in hexadecimal.
pub fn fingerprint(bytes: impl AsRef<[u8]>) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Soft hyphens dropped; a hyphen at a line's end between a letter and a small letter removed with the line end; any
/// run of white space one blank, none at the ends. With the origin of every byte.
fn normalised(text: &str) -> (String, Vec<usize>) {
    let characters: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| *c != '\u{ad}').collect();
    let (mut out, mut origins) = (String::new(), Vec::new());
    let mut rest = characters.as_slice();
    let mut before = ' ';
    while let [(at, c), after @ ..] = rest {
        rest = after;
        if *c == '-'
            && before.is_alphabetic()
            && let Some(joined) = next_line(after)
        {
            rest = joined;
            continue;
        }
        if !c.is_whitespace() {
            if before.is_whitespace() && !out.is_empty() {
                out.push(' ');
                origins.push(at.saturating_sub(1));
            }
            out.push(*c);
            origins.extend(std::iter::repeat_n(*at, c.len_utf8()));
        }
        before = *c;
    }
    (out, origins)
}

/// The next line from its first small letter on, when the rest of this line is blank.
fn next_line(after: &[(usize, char)]) -> Option<&[(usize, char)]> {
    let rest = without(without(after, &[' ', '\t']), &['\r']);
    let rest = rest.strip_prefix(&[rest.first().copied().filter(|(_, c)| *c == '\n')?])?;
    let rest = without(rest, &[' ', '\t']);
    rest.first().is_some_and(|(_, c)| c.is_lowercase()).then_some(rest)
}

fn without<'t>(text: &'t [(usize, char)], unwanted: &[char]) -> &'t [(usize, char)] {
    let skipped = text.iter().take_while(|(_, c)| unwanted.contains(c)).count();
    text.get(skipped..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str) -> Document {
        Document::new("brev.txt", text.as_bytes()).unwrap()
    }

    #[test]
    fn white_space_and_hyphens_at_line_ends_are_normalised() {
        for (written, expected) in [
            (" \n a\t b\r\n\u{a0}c \n", "a b c"),
            ("special-\nundervisning", "specialundervisning"),
            ("special- \t\r\n  undervisning", "specialundervisning"),
            ("over-\nÅrhus, 2-\n3, social- og", "over- Århus, 2- 3, social- og"),
            ("børne-\n- og", "børne- - og"),
            ("so\u{ad}cial\u{ad}\nt", "social t"),
            ("a-\nb-\nc", "abc"),
            ("a-\n\nb", "a- b"),
            ("-\na -\nb a-", "- a - b a-"),
            ("", ""),
        ] {
            assert_eq!(document(written).text(), expected, "{written:?}");
        }
    }

    #[test]
    fn every_byte_knows_its_origin() {
        let written = "  Æbler og pæ-\n  rer\nkoster 3 kr.";
        let document = document(written);
        assert_eq!(document.text().len(), document.origins.len());
        let at = |words: &str| {
            let place = document.place(document.occurrences(words)[0].clone());
            (place.line, place.column, place.width)
        };
        assert_eq!(at("Æbler"), (1, 3, 5));
        assert_eq!(at("og pærer"), (1, 9, 6));
        assert_eq!(at("koster 3"), (3, 1, 8));
        assert_eq!(document.place(0..0).line, 1);
        assert_eq!(document.place(usize::MAX..usize::MAX).line, 3);
    }

    #[test]
    fn a_passage_lies_between_its_locators() {
        let document = document("Et to. Et tre to. Fire.");
        assert_eq!(document.passage("Et tre", "to."), Ok(7..17));
        assert_eq!(document.passage("Fire", "Fire."), Ok(18..23));
        assert_eq!(document.passage("Et", "to."), Err(Lost::Repeated(vec![0..2, 7..9])));
        assert_eq!(document.passage("Fem", "to."), Err(Lost::First));
        assert_eq!(document.passage("Fire", "to."), Err(Lost::Last(18)));
    }

    #[test]
    fn locators_are_found_for_a_stretch() {
        let document = document("Et to. Et to. Et to tre. Slut");
        assert_eq!(document.locators(0..6), None, "these words stand twice");
        assert_eq!(document.locators(0..13), Some(("Et to. Et", "to. Et to.")), "a shorter end comes sooner");
        assert_eq!(document.locators(14..24), Some(("Et to tre.", "to tre.")));
        assert_eq!(document.locators(25..29), Some(("Slut", "Slut")));
    }

    #[test]
    fn what_lies_outside_is_trimmed_and_counted() {
        let document = document("ab cd ef gh");
        let outside = |ranges: &[Range<usize>]| -> Vec<&str> {
            document.outside(ranges).into_iter().map(|gap| document.part(gap)).collect()
        };
        assert_eq!(outside(&[]), ["ab cd ef gh"]);
        assert_eq!(outside(&[3..5, 3..8, 0..2]), ["gh"]);
        assert_eq!(outside(&[4..5, 9..10]), ["ab c", "ef", "h"]);
        assert!(outside(&[0..2, 3..11]).is_empty());
        assert_eq!(document.characters(0..11), 8);
    }

    #[test]
    fn other_bytes_are_refused() {
        assert!(Document::new("brev.txt", b"\xff\xfe").is_err());
    }
}
