//! What a comparison may not make of a text that is only part of the agreement: what it lacks, the agreement may have.

use super::{both, pick};
use crate::agreement::TextStatus;
use crate::compare::Compared;
use crate::text::{Lang, Text};

/// What was read in place of the agreement; nothing where the text is whole.
fn read_instead(side: &Compared, lang: Lang) -> Option<&'static str> {
    let (da, en) = match side.text {
        TextStatus::Agreement | TextStatus::Invented => return None,
        TextStatus::Draft => ("udkastet", "the draft"),
        TextStatus::Proposal => ("forslaget", "the proposal"),
        TextStatus::Account => ("omtalen", "the account"),
    };
    Some(pick!(lang, da, en))
}

/// True where the text is not the agreement itself.
pub(super) fn is_partial(side: &Compared) -> bool {
    read_instead(side, Lang::En).is_some()
}

/// The agreement, or what was read of it: `forslaget til Rammeaftale 2021-22`.
pub(super) fn read(side: &Compared, lang: Lang) -> String {
    let title = side.title.get(lang);
    let of = match side.text {
        TextStatus::Account => pick!(lang, "af", "of"),
        TextStatus::Draft | TextStatus::Proposal => pick!(lang, "til", "for"),
        TextStatus::Agreement | TextStatus::Invented => "",
    };
    read_instead(side, lang).map_or_else(|| title.to_owned(), |text| format!("{text} {of} {title}"))
}

/// ` i forhold til forslaget`; nothing where the text is whole.
pub(super) fn against(side: &Compared, lang: Lang) -> String {
    read_instead(side, lang).map_or_else(String::new, |text| match lang {
        Lang::Da => format!(" i forhold til {text}"),
        Lang::En => format!(" compared with {text}"),
    })
}

/// New against a text.
pub(super) fn added(to: &Compared) -> Text {
    both(|lang| pick!(lang, "nyt", "added").to_owned() + &against(to, lang))
}

/// Gone from a text.
pub(super) fn removed(from: &Compared) -> Text {
    both(|lang| match (read_instead(from, lang), lang) {
        (None, _) => pick!(lang, "væk", "removed").to_owned(),
        (Some(text), Lang::Da) => format!("står ikke i {text}"),
        (Some(text), Lang::En) => format!("not in {text}"),
    })
}
