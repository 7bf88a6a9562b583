//! What a comparison may not make of a text that is only part of the agreement: what it lacks, the agreement may have.

use super::{both, pick_str};
use crate::agreement::TextStatus;
use crate::compare::Compared;
use crate::text::{Lang, Text};

/// What was read in place of the agreement, in the definite form and bare; nothing where the text is whole.
fn read_instead(status: TextStatus, lang: Lang) -> Option<(&'static str, &'static str)> {
    let (definite, bare) = match status {
        TextStatus::Agreement | TextStatus::Invented => return None,
        TextStatus::Draft => (("udkastet", "the draft"), ("et udkast", "a draft")),
        TextStatus::Proposal => (("forslaget", "the proposal"), ("et forslag", "a proposal")),
        TextStatus::Account => (("omtalen", "the account"), ("andres omtale", "another's account")),
    };
    Some((pick_str(lang, definite.0, definite.1), pick_str(lang, bare.0, bare.1)))
}

/// `, which is read as a proposal only`, behind the agreement's name; nothing where the text is whole.
pub(super) fn only(side: &Compared, lang: Lang) -> String {
    read_instead(side.text, lang).map_or_else(String::new, |(_, bare)| match lang {
        Lang::Da => format!(", der kun er læst som {bare}"),
        Lang::En => format!(", of which only {bare} was read"),
    })
}

/// True where the text is not the agreement itself.
pub(super) fn is_partial(side: &Compared) -> bool {
    read_instead(side.text, Lang::En).is_some()
}

/// `, compared with the proposal`; nothing where the text is whole.
pub(super) fn against(side: &Compared, lang: Lang) -> String {
    read_instead(side.text, lang).map_or_else(String::new, |(text, _)| match lang {
        Lang::Da => format!(" i forhold til {text}"),
        Lang::En => format!(" compared with {text}"),
    })
}

/// New against a text.
pub(super) fn added(to: &Compared) -> Text {
    both(|lang| match (read_instead(to.text, lang), lang) {
        (None, _) => pick_str(lang, "nyt", "added").to_owned(),
        (Some((text, _)), Lang::Da) => format!("nyt i forhold til {text}"),
        (Some((text, _)), Lang::En) => format!("not in {text}"),
    })
}

/// Gone from a text.
pub(super) fn removed(from: &Compared) -> Text {
    both(|lang| match (read_instead(from.text, lang), lang) {
        (None, _) => pick_str(lang, "væk", "removed").to_owned(),
        (Some((text, _)), Lang::Da) => format!("står ikke i {text}"),
        (Some((text, _)), Lang::En) => format!("not in {text}"),
    })
}
