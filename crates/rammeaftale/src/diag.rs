//! What is wrong in a file: a stable code, the place, the facts and the one thing to do.
//!
//! A [`Diagnostic`] is data; [`render`] draws it. Messages are lower case, without a final period, in the
//! domain's words.

mod code;
mod render;

pub use code::Code;
pub use render::{render, render_all};

use crate::text::{Lang, Text, is_unseen, plain};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// Mistakes that are told of one file.
pub const MOST_MISTAKES: usize = 1_000;

/// Bytes of a line that a mistake repeats; a longer line is named by its number only.
pub const LONGEST_SHOWN_LINE: usize = 20_000;

/// How bad it is. Closed: it stops the file or it does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is judged on a file that has one.
    Error,
    /// Worth a look; judging goes on.
    Warning,
}

/// One mistake, with everything a person needs to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
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
#[non_exhaustive]
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
    /// The sheet of a workbook, where line and column are a cell's; `None` in a text.
    pub sheet: Option<Arc<str>>,
    /// Line, from 1; 0 when the whole file or sheet is meant.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// How many characters the caret covers.
    pub width: usize,
    /// The line's text; none in a workbook.
    pub text: String,
}

impl Place {
    /// A whole file.
    pub fn file(file: &Arc<str>) -> Place {
        Place { file: Arc::clone(file), sheet: None, line: 0, column: 0, width: 0, text: String::new() }
    }

    /// A cell of a workbook's sheet, row and column from 1; the whole sheet where the row is 0.
    pub fn cell(file: &Arc<str>, sheet: &Arc<str>, row: usize, column: usize) -> Place {
        Place { sheet: Some(Arc::clone(sheet)), line: row, column, width: 1, ..Place::file(file) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.sheet, self.line) {
            (None, 0) => f.write_str(&self.file),
            (None, line) => write!(f, "{}:{line}:{}", self.file, self.column),
            (Some(sheet), 0) => write!(f, "{}: {}", self.file, tame(sheet)),
            (Some(sheet), row) => write!(f, "{}: {}!{}{row}", self.file, tame(sheet), letters(self.column)),
        }
    }
}

/// A sheet's name, which may hold anything, without what would disturb a terminal.
fn tame(name: &str) -> String {
    name.chars().map(|c| if is_unseen(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// A column of a spreadsheet: A to Z, AA and so on.
fn letters(column: usize) -> String {
    let mut rest = column;
    let mut out = Vec::new();
    while rest > 0 {
        out.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or_default()));
        rest = (rest - 1) / 26;
    }
    out.iter().rev().collect()
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: Code, place: Place, message: Text) -> Diagnostic {
        let label = Label { place, text: Text::default() };
        Diagnostic { severity: Severity::Error, code, message, labels: vec![label], notes: Vec::new(), help: None }
    }

    /// A warning at a place.
    pub fn warning(code: Code, place: Place, message: Text) -> Diagnostic {
        Diagnostic::error(code, place, message).into_warning()
    }

    /// Adds the one thing to do.
    #[must_use]
    pub fn help(mut self, da: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Diagnostic {
        self.help = Some(Text::new(da, en));
        self
    }

    /// Adds a fact.
    #[must_use]
    pub fn note(mut self, da: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Diagnostic {
        self.notes.push(Text::new(da, en));
        self
    }

    /// Adds a second place, that which the first clashes with.
    #[must_use]
    pub fn and(
        mut self,
        place: Place,
        da: impl Into<Cow<'static, str>>,
        en: impl Into<Cow<'static, str>>,
    ) -> Diagnostic {
        self.labels.push(Label { place, text: Text::new(da, en) });
        self
    }

    /// The first place.
    pub fn place(&self) -> Option<&Place> {
        self.labels.first().map(|label| &label.place)
    }

    /// The same as a warning: worth a look, no more.
    #[must_use]
    pub fn into_warning(mut self) -> Diagnostic {
        self.severity = Severity::Warning;
        self
    }

    /// True for an error.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Sorts the mistakes of one run into file order: by file and sheet as first met, then line and column.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    let part = |place: &Place| (Arc::clone(&place.file), place.sheet.clone());
    let mut parts: Vec<(Arc<str>, Option<Arc<str>>)> = Vec::new();
    for place in diagnostics.iter().filter_map(Diagnostic::place).map(part) {
        if !parts.contains(&place) {
            parts.push(place);
        }
    }
    let order = |place: &Place| (parts.iter().position(|other| *other == part(place)), place.line, place.column);
    diagnostics.sort_by_cached_key(|diagnostic| diagnostic.place().map(order));
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

/// That there are more mistakes than are told.
pub(crate) fn too_many(place: Place) -> Diagnostic {
    let count = |lang| plain(MOST_MISTAKES.into(), lang);
    let message = Text::new(
        format!("der er flere end {} fejl; resten er ikke vist", count(Lang::Da)),
        format!("there are more than {} mistakes; the rest is not shown", count(Lang::En)),
    );
    Diagnostic::error(Code::TooLarge, place, message).help("ret dem, der er vist", "mend those that are shown")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_texts_and_workbooks() {
        let (file, sheet) = (Arc::from("bog.xlsx"), Arc::from("Ark\u{202e}1"));
        let shown = |row, column| Place::cell(&file, &sheet, row, column).to_string();
        assert_eq!(shown(12, 3), "bog.xlsx: Ark\u{fffd}1!C12");
        assert_eq!(
            [shown(1, 26), shown(1, 27), shown(1, 16_384)].map(|text| text[18..].to_owned()),
            ["Z1", "AA1", "XFD1"]
        );
        assert_eq!(shown(0, 0), "bog.xlsx: Ark\u{fffd}1");
        assert_eq!(Place::cell(&file, &sheet, 12, 3).width, 1);
        assert_eq!(Place::file(&file).to_string(), "bog.xlsx");
    }

    #[test]
    fn finds_what_was_meant() {
        assert_eq!(nearest("tarif", ["tariff", "turnover"]), Some("tariff"));
        assert_eq!(nearest("colour", ["tariff", "turnover"]), None);
        assert_eq!(
            nearest("midtjylland/2025", ["midtjylland/2018", "midtjylland/2025-26"]),
            Some("midtjylland/2025-26")
        );
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!((distance("abc", ""), distance("", "abc")), (3, 3));
        assert_eq!(nearest("tar", ["tariff_basis"]), Some("tariff_basis"), "half a name");
        assert_eq!(nearest("ta", ["tariff_basis"]), None, "two letters begin too much");
    }

    #[test]
    fn mistakes_stand_in_file_order_files_as_first_met() {
        let at = |file: &str, line| {
            let place = Place { line, column: 1, width: 1, ..Place::file(&Arc::from(file)) };
            Diagnostic::error(Code::BadNumber, place, Text::default())
        };
        let mut all = [at("b", 5), at("a", 1), at("b", 2), at("a", 9)];
        sort(&mut all);
        let places: Vec<String> = all.iter().filter_map(Diagnostic::place).map(ToString::to_string).collect();
        assert_eq!(places, ["b:2:1", "b:5:1", "a:1:1", "a:9:1"]);
    }
}
