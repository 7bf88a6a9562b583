//! What all of HTML is made of: texts in both languages, verdicts, and the ids that links lead to.

use crate::document::Cell;
use askama::Template;
use rammeaftale::text::{Text, visible};
use rammeaftale::{Verdict, sentence};
use std::borrow::Cow;
use std::collections::HashSet;

/// The ids that links may lead to.
pub(super) type Ids<'d> = HashSet<&'d str>;

/// A text in both languages, or once where they are the same.
#[derive(Template)]
#[template(
    ext = "html",
    source = r#"{% if da == en %}{{ da }}{% else %}<span lang="da">{{ da }}</span><span lang="en">{{ en }}</span>{% endif %}"#
)]
pub(super) struct Words<'d> {
    pub(super) da: Cow<'d, str>,
    pub(super) en: Cow<'d, str>,
}

impl askama::filters::HtmlSafe for Words<'_> {}
impl askama::filters::HtmlSafe for Badge {}

/// What can be written in both languages.
pub(super) trait Bilingual {
    fn words(&self) -> Words<'_>;
}

impl Bilingual for Text {
    fn words(&self) -> Words<'_> {
        Words { da: plain(&self.da), en: plain(&self.en) }
    }
}

impl Bilingual for Cell {
    fn words(&self) -> Words<'_> {
        let text = self.both();
        Words { da: plain(&text.da).into_owned().into(), en: plain(&text.en).into_owned().into() }
    }
}

/// Without what could turn the direction of a line; a unit stays with its number.
fn plain(text: &str) -> Cow<'_, str> {
    let text: Cow<'_, str> = match text.chars().any(char::is_control) || !text.is_ascii() {
        true => visible(text).into(),
        false => text.into(),
    };
    match text.contains(" %") || text.contains(" kr.") {
        true => text.replace(" %", "\u{a0}%").replace(" kr.", "\u{a0}kr.").into(),
        false => text,
    }
}

/// A verdict: sign and word, never colour alone.
#[derive(Template)]
#[template(
    ext = "html",
    source = r#"<span class="verdict {{ class }}"><span aria-hidden="true">{{ sign }}</span> {{ word.words() }}</span>"#
)]
pub(super) struct Badge {
    class: &'static str,
    sign: &'static str,
    word: Text,
}

impl Badge {
    pub(super) fn of(verdict: Verdict) -> Badge {
        let sign = match verdict {
            Verdict::Breached => "✗",
            Verdict::Undetermined(_) => "?",
            Verdict::Met => "✓",
            Verdict::NotApplicable(_) => "–",
        };
        Badge { class: verdict.name(), sign, word: sentence::verdict(verdict) }
    }
}
