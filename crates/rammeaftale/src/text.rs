//! Texts that people read: always both Danish and English.

mod number;
mod visible;

pub use number::{amount, percent, plain};
pub(crate) use number::{put_amount, put_percent};
pub use visible::visible;

use serde::Serialize;
use std::borrow::Cow;

/// Characters that no one sees or that turn the direction of text: two names that look the same could differ, and a
/// file could rewrite a terminal's line.
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A language of the texts that people read. Closed: every text exists in these two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Danish, the language of the agreements.
    #[default]
    Da,
    /// British English.
    En,
}

/// One text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Text {
    /// Danish.
    pub da: Cow<'static, str>,
    /// English.
    pub en: Cow<'static, str>,
}

impl Text {
    /// Pairs a Danish and an English text.
    pub fn new(da: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Text {
        Text { da: da.into(), en: en.into() }
    }

    /// A text that is the same in both: a name, an id, a quotation.
    pub fn same(text: &str) -> Text {
        Text::new(text.to_owned(), text.to_owned())
    }

    /// Both texts through one change.
    pub fn map(&self, change: impl Fn(&str) -> String) -> Text {
        Text::new(change(&self.da), change(&self.en))
    }

    /// The text in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Da => &self.da,
            Lang::En => &self.en,
        }
    }
}
