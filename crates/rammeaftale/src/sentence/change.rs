//! What became of one key from one agreement to the next, in plain words.

use super::fields::{fact, key};
use super::scale::not_comparable;
use super::{both, pick, unread};
use crate::agreement::Key;
use crate::compare::{Change, ComparedItem, Comparison, Fact, KeyChange, Silent};
use crate::text::{Lang, Text};

/// The name of a key; of a reading or a municipality with what rulesets call it.
pub fn named(one: &KeyChange) -> Text {
    let Text { da, en } = key(one.key.key);
    let part = one.key.part.as_ref().map(|part| format!(" ({part})")).unwrap_or_default();
    Text::new(format!("{da}{part}"), format!("{en}{part}"))
}

/// What stands under a key of an item on one side: a reading that is preferred by what it says.
pub fn said(item: &ComparedItem, one: &KeyChange, side: Silent) -> Option<Text> {
    let of = |change: &Change| match side {
        Silent::From => change.from().cloned(),
        Silent::To => change.to().cloned(),
        Silent::Both => change.to().or(change.from()).cloned(),
    };
    let found = of(&one.change)?;
    Some(match (&found, one.key.key) {
        (Fact::Name(id), Key::Preferred) => {
            let same = |other: &&KeyChange| other.key.key == Key::Reading && other.key.part.as_ref() == Some(id);
            let reading = item.changes.iter().find(same).and_then(|reading| of(&reading.change));
            reading.map_or_else(|| fact(&found), |reading| quoted(&reading))
        }
        (Fact::Name(other), Key::SameAs) => elsewhere(other),
        _ => fact(&found),
    })
}

/// A rule of another agreement by period, and by what its ruleset calls it.
fn elsewhere(other: &str) -> Text {
    let told = match other.split_once('#') {
        Some((agreement, rule)) => format!("{} ({rule})", agreement.rsplit('/').next().unwrap_or_default()),
        None => other.to_owned(),
    };
    Text::new(told.clone(), told)
}

fn quoted(found: &Fact) -> Text {
    match found {
        Fact::Text(text) => Text::new(format!("«{}»", text.da), format!("«{}»", text.en)),
        other => fact(other),
    }
}

/// What became of one key of an item, with a period.
pub fn change(comparison: &Comparison, item: &ComparedItem, one: &KeyChange) -> Text {
    let noun = named(one);
    let shown = |side: Silent, found: Option<&Fact>| match found {
        None => Text::new("–", "–"),
        Some(Fact::Name(_)) => said(item, one, side).unwrap_or_else(|| Text::new("–", "–")),
        Some(other) => quoted(other),
    };
    let (old, new) = (shown(Silent::From, one.change.from()), shown(Silent::To, one.change.to()));
    both(|lang| {
        let (old, new) = (old.get(lang), new.get(lang));
        let head = super::capital(noun.get(lang));
        let (from, to) = (comparison.from.title.get(lang), comparison.to.title.get(lang));
        let said = match (&one.change, lang) {
            (Change::Same(_), _) => unchanged(old, lang),
            (Change::Changed { .. }, _) => from_to(old, new, lang),
            // What a ruleset chooses where its text is silent says so itself.
            (Change::NotStated { from: Some(from), to: Some(to), .. }, _) if from.is_chosen() || to.is_chosen() => {
                if from == to {
                    unchanged(old, lang)
                } else {
                    from_to(old, new, lang)
                }
            }
            (Change::Added(_), Lang::Da) => format!("nu {new}{}", unread::against(&comparison.from, lang)),
            (Change::Added(_), Lang::En) => format!("now {new}{}", unread::against(&comparison.from, lang)),
            (Change::Removed(_), Lang::Da) => format!("ikke længere {old}{}", unread::against(&comparison.to, lang)),
            (Change::Removed(_), Lang::En) => format!("no longer {old}{}", unread::against(&comparison.to, lang)),
            (Change::NotStated { silent: Silent::Both, .. }, Lang::Da) => "ingen af teksterne siger det".to_owned(),
            (Change::NotStated { silent: Silent::Both, .. }, Lang::En) => "neither text says".to_owned(),
            (Change::NotStated { silent: Silent::From, .. }, Lang::Da) => {
                format!("{new}; den læste tekst fra {from} siger det ikke")
            }
            (Change::NotStated { silent: Silent::From, .. }, Lang::En) => {
                format!("{new}; the text read of {from} does not say it")
            }
            (Change::NotStated { silent: Silent::To, .. }, Lang::Da) => {
                format!("{old}; den læste tekst fra {to} siger det ikke")
            }
            (Change::NotStated { silent: Silent::To, .. }, Lang::En) => {
                format!("{old}; the text read of {to} does not say it")
            }
            (Change::NotComparable { why, .. }, _) => not_comparable((old, new), why, lang),
        };
        super::stopped(format!("{head}: {said}"))
    })
}

fn unchanged(said: &str, lang: Lang) -> String {
    pick!(lang, format!("uændret {said}"), format!("unchanged {said}"))
}

fn from_to(old: &str, new: &str, lang: Lang) -> String {
    pick!(lang, format!("fra {old} til {new}"), format!("from {old} to {new}"))
}

/// What became of a key, in a few words.
pub fn change_kind(comparison: &Comparison, change: &Change) -> Text {
    let (from, to) = (&comparison.from.title, &comparison.to.title);
    let silent_in = |title: &Text| {
        Text::new(
            format!("den læste tekst fra {} siger det ikke", title.da),
            format!("the text read of {} does not say it", title.en),
        )
    };
    match change {
        Change::Same(_) => Text::new("uændret", "unchanged"),
        Change::Changed { from, to } if from.said() == to.said() => match (from, to) {
            (Fact::Under { .. }, Fact::Under { .. }) => {
                Text::new("samme, under en anden læsning", "the same, under another reading")
            }
            (Fact::Under { .. }, _) => Text::new("samme, nu uanset læsning", "the same, now whatever the reading"),
            _ => Text::new("samme, men kun under en læsning", "the same, but under one reading only"),
        },
        Change::Changed { .. } => Text::new("ændret", "changed"),
        Change::Added(_) => unread::added(&comparison.from),
        Change::Removed(_) => unread::removed(&comparison.to),
        Change::NotStated { silent: Silent::Both, .. } => {
            Text::new("ingen af teksterne siger det", "neither text says")
        }
        Change::NotStated { silent: Silent::From, .. } => silent_in(from),
        Change::NotStated { silent: Silent::To, .. } => silent_in(to),
        Change::NotComparable { .. } => Text::new("kan ikke sammenlignes", "cannot be compared"),
    }
}
