//! What changed between two agreements, in two sentences.

use super::compare::{label, taken_over};
use super::notes::under_one_reading;
use super::{both, pick, unread};
use crate::agreement::{Key, RuleKind};
use crate::compare::{Change, ComparedItem, Comparison, Silent, Topic};
use crate::text::{Lang, Text};

/// What became of the rules, and how much else differs. Nothing where nothing does.
pub fn headline(comparison: &Comparison) -> Option<Text> {
    comparison.has_changes().then(|| both(|lang| format!("{} {}", rules(comparison, lang), beside(comparison, lang))))
}

fn is_rule(item: &ComparedItem) -> bool {
    RuleKind::TOPICS.contains(&item.table)
}

/// The rules by name: what has become another, what stands on one side only.
fn rules(comparison: &Comparison, lang: Lang) -> String {
    let rules = || comparison.items.iter().filter(|item| is_rule(item) && item.has_changes());
    let name = |item: &ComparedItem, side| label(item, side).get(lang).to_owned();
    let both = rules().filter(|item| item.from.is_some() && item.to.is_some());
    let turned = both.map(|item| {
        let (old, new) = (name(item, Silent::From), name(item, Silent::To));
        let turned = match old == new {
            true => pick!(lang, format!("«{new}» er ændret"), format!("«{new}» has changed")),
            false => pick!(lang, format!("«{old}» er blevet til «{new}»"), format!("«{old}» has become «{new}»")),
        };
        turned + &by_reading(item, lang)
    });
    let turned: Vec<String> = turned.collect();
    let alone = |side: Silent| -> Vec<String> {
        let missing = |item: &&ComparedItem| if side == Silent::From { item.to.is_none() } else { item.from.is_none() };
        rules().filter(missing).map(|item| format!("«{}»", name(item, side))).collect()
    };
    let only = |side: Silent| {
        let (has, lacks) = match side {
            Silent::From => (&comparison.from, &comparison.to),
            _ => (&comparison.to, &comparison.from),
        };
        let names = listed(&alone(side), lang)?;
        let (title, read) = (has.title.get(lang), unread::read(lacks, lang));
        let other =
            unread::is_partial(lacks).then(|| pick!(lang, format!(", ikke i {read}"), format!(", not in {read}")));
        let other = other.unwrap_or_default();
        Some(pick!(lang, format!("{names} står kun i {title}{other}"), format!("{names}: in {title} only{other}")))
    };
    let parts: Vec<String> = turned.into_iter().chain(only(Silent::To)).chain(only(Silent::From)).collect();
    if parts.is_empty() {
        return pick!(lang, "Ingen regel er ændret.", "No rule has changed.").to_owned();
    }
    let parts = parts.join("; ");
    pick!(lang, format!("Reglerne: {parts}."), format!("The rules: {parts}."))
}

/// That the rule exists under one reading only, where that is not so on both sides.
fn by_reading(item: &ComparedItem, lang: Lang) -> String {
    let under = item.changes.iter().find(|one| one.key.key == Key::OnlyUnder).map(|one| &one.change);
    match under {
        Some(Change::Added(_)) => under_one_reading().get(lang).to_owned(),
        Some(Change::Removed(_)) => pick!(lang, " (nu uanset læsning)", " (now whatever the reading)").to_owned(),
        _ => String::new(),
    }
}

/// How many promises, areas, questions and other points differ.
fn beside(comparison: &Comparison, lang: Lang) -> String {
    let count = |topics: &[Topic]| {
        // What is only taken over is told as unchanged.
        let differs = |item: &&ComparedItem| item.has_changes() && taken_over(comparison, item).is_none();
        let others = comparison.items.iter().filter(|item| !is_rule(item)).filter(differs);
        others.filter(|item| topics.contains(&item.topic)).count()
    };
    let promises = |item: &&ComparedItem| item.table == "commitment" && item.has_changes();
    let promises = comparison.items.iter().filter(promises).count();
    let (areas, questions) = (count(&[Topic::DevelopmentAreas]), count(&[Topic::OpenQuestions]));
    let others = count(&Topic::ALL) - promises - areas - questions;
    let counted = [
        (promises, ("løfte", "løfter"), ("commitment", "commitments")),
        (areas, ("udviklingsområde", "udviklingsområder"), ("development area", "development areas")),
        (questions, ("åbent spørgsmål", "åbne spørgsmål"), ("open question", "open questions")),
        (others, ("andet punkt", "andre punkter"), ("other point", "other points")),
    ];
    let named: Vec<String> = counted
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, da, en)| {
            let (one, more) = if lang == Lang::Da { da } else { en };
            format!("{count} {}", if count == 1 { one } else { more })
        })
        .collect();
    match listed(&named, lang) {
        None => pick!(lang, "Alt andet er uændret.", "All else is unchanged.").to_owned(),
        Some(named) => pick!(
            lang,
            format!("Uden for reglerne er der forskel på {named}."),
            format!("Beside the rules, {named} differ."),
        ),
    }
}

/// `a, b and c`.
pub(super) fn listed(names: &[String], lang: Lang) -> Option<String> {
    let (last, before) = names.split_last()?;
    Some(match before {
        [] => last.clone(),
        _ => format!("{}{}{last}", before.join(", "), pick!(lang, " og ", " and ")),
    })
}
