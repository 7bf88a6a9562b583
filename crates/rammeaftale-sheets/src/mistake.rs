//! Mistakes on their way to becoming diagnostics.

use crate::limits::{LONGEST_SHOWN_CELL, MOST_MISTAKES, grouped};
use rammeaftale::diag::{Code, Diagnostic, Place};
use rammeaftale::text::{Text, is_unseen};
use std::borrow::Cow;

/// What is wrong; where it stands is known by whoever read it.
#[derive(Debug)]
pub(crate) struct Problem(Box<Facts>);

#[derive(Debug)]
struct Facts {
    code: Code,
    message: Text,
    note: Option<Text>,
    help: Option<Text>,
}

impl Problem {
    pub(crate) fn new(code: Code, da: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Problem {
        Problem(Box::new(Facts { code, message: Text::new(da, en), note: None, help: None }))
    }

    pub(crate) fn note(mut self, da: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Problem {
        self.0.note = Some(Text::new(da, en));
        self
    }

    pub(crate) fn help(mut self, da: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Problem {
        self.0.help = Some(Text::new(da, en));
        self
    }

    /// Worth a look, no more.
    pub(crate) fn warning_at(self, place: Place) -> Diagnostic {
        self.at(place).into_warning()
    }

    pub(crate) fn at(self, place: Place) -> Diagnostic {
        let mut diagnostic = Diagnostic::error(self.0.code, place, self.0.message);
        diagnostic.notes.extend(self.0.note);
        diagnostic.help = self.0.help;
        diagnostic
    }
}

/// The mistakes of one file, at most [`MOST_MISTAKES`].
#[derive(Debug, Default)]
pub(crate) struct Mistakes {
    found: Vec<Diagnostic>,
}

impl Mistakes {
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        match self.found.len() {
            0..MOST_MISTAKES => self.found.push(diagnostic),
            MOST_MISTAKES => self.found.extend(diagnostic.place().cloned().map(too_many)),
            _ => {}
        }
    }

    pub(crate) fn extend(&mut self, told: impl IntoIterator<Item = Diagnostic>) {
        told.into_iter().for_each(|one| self.push(one));
    }

    /// The same for what other tables of the file may tell too.
    pub(crate) fn push_new(&mut self, diagnostic: Diagnostic) {
        let is_same = |one: &Diagnostic| one.place() == diagnostic.place() && one.message == diagnostic.message;
        if !self.found.iter().any(is_same) {
            self.push(diagnostic);
        }
    }

    /// True once there are too many to go on.
    pub(crate) fn is_full(&self) -> bool {
        self.found.len() > MOST_MISTAKES
    }

    /// True while there is nothing worse than warnings.
    pub(crate) fn is_empty(&self) -> bool {
        !self.found.iter().any(Diagnostic::is_error)
    }

    /// True when an error of one of these kinds is among them.
    pub(crate) fn have_any(&self, codes: &[Code]) -> bool {
        self.found.iter().any(|diagnostic| diagnostic.is_error() && codes.contains(&diagnostic.code))
    }

    /// True where something is told of a place.
    pub(crate) fn stand_at(&self, place: &Place) -> bool {
        self.found.iter().any(|diagnostic| diagnostic.place() == Some(place))
    }

    /// All, in file order.
    pub(crate) fn into_sorted(mut self) -> Vec<Diagnostic> {
        rammeaftale::diag::sort(&mut self.found);
        self.found
    }
}

fn too_many(place: Place) -> Diagnostic {
    let message = Text::new(
        format!("der er flere end {} fejl; resten af filen er ikke læst", grouped(MOST_MISTAKES, '.')),
        format!("there are more than {} mistakes; the rest of the file was not read", grouped(MOST_MISTAKES, ',')),
    );
    Diagnostic::error(Code::TooLarge, place, message)
}

/// A cell's text between backquotes, cut when long; what would disturb a terminal is replaced.
pub(crate) fn shown(text: &str) -> String {
    let printable = |c: char| match c {
        '\n' => ' ',
        _ if is_unseen(c) => '\u{fffd}',
        _ => c,
    };
    let mut out: String = text.chars().take(LONGEST_SHOWN_CELL).map(printable).collect();
    if text.chars().nth(LONGEST_SHOWN_CELL).is_some() {
        out.push('…');
    }
    format!("`{out}`")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn text_is_shown_tame_and_short() {
        assert_eq!(shown("a\u{1b}[2J\u{202e}"), "`a\u{fffd}[2J\u{fffd}`");
        assert_eq!(shown(&"x".repeat(41)), format!("`{}…`", "x".repeat(40)));
    }

    #[test]
    fn mistakes_stop_at_their_limit() {
        let mut mistakes = Mistakes::default();
        let place = Place::file(&Arc::from("f"));
        for _ in 0..MOST_MISTAKES + 5 {
            mistakes.push(Problem::new(Code::BadNumber, "", "").at(place.clone()));
        }
        assert!(mistakes.is_full());
        let found = mistakes.into_sorted();
        assert_eq!(found.len(), MOST_MISTAKES + 1);
        assert_eq!(found.last().map(|last| last.code), Some(Code::TooLarge));
    }
}
