//! What is wrong in a file: a stable code, the place, the facts and the one thing to do.
//!
//! A [`Diagnostic`] is data; [`render`] draws it. Messages are lower case, without a final period, in the
//! domain's words.

mod code;
mod render;

pub use code::Code;
pub use render::{render, render_all};

use crate::text::Text;
use std::fmt;
use std::sync::Arc;

/// Mistakes that are told of one file.
pub const MOST_MISTAKES: usize = 1_000;

/// Bytes of a line that a mistake repeats; a longer line is named by its number only.
pub const LONGEST_SHOWN_LINE: usize = 20_000;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is judged on a file that has one.
    Error,
    /// Worth a look; judging goes on.
    Warning,
}

/// One mistake, with everything a person needs to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Error or warning.
    pub severity: Severity,
    /// The stable name of this kind of mistake.
    pub code: Code,
    /// What is the case.
    pub message: Text,
    /// The place to change first, then what it clashes with.
    pub labels: Vec<Label>,
    /// Facts that help to understand it.
    pub notes: Vec<Text>,
    /// The one thing to do.
    pub help: Option<Text>,
}

/// A place with a few words about it (which may be empty).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What is there.
    pub text: Text,
}

/// A place in a file, complete in itself: it outlives the file's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file's name as the user gave it.
    pub file: Arc<str>,
    /// Line, from 1; 0 when the whole file is meant.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// How many characters the caret covers.
    pub width: usize,
    /// The line's text.
    pub text: String,
}

impl Place {
    /// A whole file.
    pub fn file(file: &Arc<str>) -> Place {
        Place { file: Arc::clone(file), line: 0, column: 0, width: 0, text: String::new() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => f.write_str(&self.file),
            _ => write!(f, "{}:{}:{}", self.file, self.line, self.column),
        }
    }
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: Code, place: Place, message: Text) -> Diagnostic {
        let label = Label { place, text: Text::new("", "") };
        Diagnostic { severity: Severity::Error, code, message, labels: vec![label], notes: Vec::new(), help: None }
    }

    /// A warning at a place.
    pub fn warning(code: Code, place: Place, message: Text) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(code, place, message) }
    }

    /// Adds the one thing to do.
    #[must_use]
    pub fn help(mut self, da: impl Into<String>, en: impl Into<String>) -> Diagnostic {
        self.help = Some(Text::new(da, en));
        self
    }

    /// Adds a fact.
    #[must_use]
    pub fn note(mut self, da: impl Into<String>, en: impl Into<String>) -> Diagnostic {
        self.notes.push(Text::new(da, en));
        self
    }

    /// Adds a second place, that which the first clashes with.
    #[must_use]
    pub fn and(mut self, place: Place, da: impl Into<String>, en: impl Into<String>) -> Diagnostic {
        self.labels.push(Label { place, text: Text::new(da, en) });
        self
    }

    /// The first place.
    pub fn place(&self) -> Option<&Place> {
        self.labels.first().map(|label| &label.place)
    }

    /// True for an error.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Sorts the mistakes of one run into file order: by file as first met, then line and column.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    let mut files: Vec<Arc<str>> = Vec::new();
    for place in diagnostics.iter().filter_map(Diagnostic::place) {
        if !files.contains(&place.file) {
            files.push(Arc::clone(&place.file));
        }
    }
    diagnostics.sort_by_key(|diagnostic| {
        diagnostic.place().map(|place| (files.iter().position(|file| *file == place.file), place.line, place.column))
    });
}

/// The nearest of some names, when it is near enough to be what was meant.
pub fn nearest<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = 1 + name.chars().count() / 3;
    // Half a name is meant for the whole one, however much is missing.
    let begins = |candidate: &str| name.chars().count() > 2 && candidate.starts_with(name);
    names
        .into_iter()
        .map(|candidate| (if begins(candidate) { 1 } else { distance(name, candidate) }, candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, candidate)| (*distance, candidate.len()))
        .map(|(_, candidate)| candidate)
}

/// Edit distance (Levenshtein) in characters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        let mut next = vec![left];
        for (above, y) in row.iter().skip(1).zip(&b) {
            left = (diagonal + usize::from(x != *y)).min(left + 1).min(above + 1);
            diagonal = *above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant() {
        assert_eq!(nearest("tarif", ["tariff", "turnover"]), Some("tariff"));
        assert_eq!(nearest("colour", ["tariff", "turnover"]), None);
        assert_eq!(
            nearest("midtjylland/2025", ["midtjylland/2018", "midtjylland/2025-26"]),
            Some("midtjylland/2025-26")
        );
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
