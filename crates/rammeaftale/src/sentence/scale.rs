//! Why two figures are not on one scale, in plain words.

use super::fields::{denominator_word, level_word, measure_word};
use super::{both, pick};
use crate::compare::Scale;
use crate::portfolio::FiguresKind;
use crate::text::{Lang, Text};

pub(super) fn not_comparable((old, new): (&str, &str), why: &[Scale], lang: Lang) -> String {
    let why: Vec<String> = why.iter().map(|scale| self::scale(scale).get(lang).to_owned()).collect();
    let why = why.join(pick!(lang, ", og ", ", and "));
    pick!(
        lang,
        format!("{old} og {new} kan ikke sammenlignes: {why}"),
        format!("{old} and {new} cannot be compared: {why}"),
    )
}

/// Why two figures are not on one scale.
fn scale(scale: &Scale) -> Text {
    let either = |values: Vec<Text>, lang: Lang| {
        values.iter().map(|text| text.get(lang)).collect::<Vec<_>>().join(pick!(lang, " eller ", " or "))
    };
    let (from, to) = match scale {
        Scale::Measure { from, to } => (words(from, measure_word), words(to, measure_word)),
        Scale::Level { from, to } => (words(from, level_word), words(to, level_word)),
        Scale::Figures { from, to } => (words(from, figures_word), words(to, figures_word)),
        Scale::Denominator { from, to } => (words(from, denominator_word), words(to, denominator_word)),
    };
    both(|lang| {
        let (from, to) = (either(from.clone(), lang), either(to.clone(), lang));
        pick!(lang, format!("det ene er {from}, det andet {to}"), format!("one is {from}, the other {to}"))
    })
}

fn words<T: Copy>(values: &[T], word: fn(T) -> Text) -> Vec<Text> {
    values.iter().map(|value| word(*value)).collect()
}

fn figures_word(figures: FiguresKind) -> Text {
    match figures {
        FiguresKind::Budget => Text::new("budgettet", "the budget"),
        FiguresKind::Realised => Text::new("regnskabet", "the accounts"),
    }
}
