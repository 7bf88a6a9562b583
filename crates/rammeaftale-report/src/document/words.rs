//! Texts put together in both languages at once.

use rammeaftale::text::{Lang, Text};

/// What can stand in a text: a text, each language in its own, or a word that both share.
pub(crate) trait Words {
    /// The part in a language.
    fn words(&self, lang: Lang) -> std::borrow::Cow<'_, str>;
}

impl Words for Text {
    fn words(&self, lang: Lang) -> std::borrow::Cow<'_, str> {
        self.get(lang).into()
    }
}

impl<T: Words + ?Sized> Words for &T {
    fn words(&self, lang: Lang) -> std::borrow::Cow<'_, str> {
        (**self).words(lang)
    }
}

macro_rules! shared {
    ($($kind:ty),+) => {$(
        impl Words for $kind {
            fn words(&self, _: Lang) -> std::borrow::Cow<'_, str> {
                self.to_string().into()
            }
        }
    )+};
}
shared!(str, String, std::sync::Arc<str>, usize, u32, i32, rammeaftale::Year, rammeaftale::Authority);

/// A text of one pattern for both languages, or of one for each; the parts are [`Words`].
macro_rules! text {
    (da: $da:literal, en: $en:literal $(, $part:expr)* $(,)?) => {
        rammeaftale::Text::new(
            format!($da $(, $crate::document::Words::words(&$part, rammeaftale::Lang::Da))*),
            format!($en $(, $crate::document::Words::words(&$part, rammeaftale::Lang::En))*),
        )
    };
    ($both:literal $(, $part:expr)+ $(,)?) => { text!(da: $both, en: $both $(, $part)+) };
}
pub(crate) use text;

/// Texts in a row, the empty ones left out.
pub(crate) fn joined(parts: impl IntoIterator<Item = Text>, between: &str) -> Text {
    let told = parts.into_iter().filter(|part| !part.da.is_empty() || !part.en.is_empty());
    told.reduce(|one, other| text!("{}{}{}", one, between, other)).unwrap_or_default()
}
