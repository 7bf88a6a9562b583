//! What a judged portfolio comes to: counts, what is missing by column, assumptions, clauses.

use super::turns::turned_by;
use super::worst::worst;
use super::{View, by_level};
use crate::agreement::passage;
use crate::document::{Block, Item, Place, Section, Tally, joined, text};
use rammeaftale::agreement::Rule;
use rammeaftale::text::Text;
use rammeaftale::{Assessment, Finding, Verdict, sentence};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How many are named of those that share a reading.
const FEW: usize = 8;

/// What the region, the operators and the offers are called, so many of them.
const LEVELS: [fn(usize) -> Text; 3] = [|_| Text::new("region", "region"), sentence::operators, sentence::offers];

/// The verdicts, counted by level, and what is breached.
pub(super) fn tallies(view: &View<'_>) -> Section {
    // Most agreements judge nothing for all operators together.
    let lists = by_level(view.assessments).into_iter().zip(LEVELS).skip_while(|(list, _)| list.is_empty());
    let (mut tallies, mut others) = (Vec::new(), Vec::new());
    for (list, name) in lists {
        match not_counted(&view.agreement.title, &list, name) {
            Some(told) => others.push(told),
            None => {
                let count = list.iter().map(|one| one.verdict).collect();
                tallies.push(Tally { name: name(list.len()), count });
            }
        }
    }
    let others = others.into_iter().map(Block::Paragraph);
    let blocks = std::iter::once(Block::Tally(tallies)).chain(others).chain(breached(view)).collect();
    Section::new("in-all", Text::new("I alt", "In all"), blocks).at(Place::Conclusion)
}

/// Why none of a list gets a verdict, where that is because the rules are judged for others: whom, or that these only
/// contribute. It is said of all such, so they are called by the name of many.
pub(crate) fn not_counted(title: &Text, list: &[&Assessment], name: fn(usize) -> Text) -> Option<Text> {
    let whose = &name(2);
    let is_silent = list.iter().all(|one| matches!(one.verdict, Verdict::NotApplicable(_)));
    let level = list.iter().find_map(|one| one.judged_elsewhere()?.judged_at());
    let contribute = || list.iter().flat_map(|one| &one.findings).any(Finding::contributes);
    let told = level.map(|level| sentence::not_counted(title, level, whose));
    told.or_else(|| contribute().then(|| sentence::only_contribute(title, whose))).filter(|_| is_silent)
}

/// The breaches that make verdicts, rule by rule: how many of whom, the worst, by which clauses, and which reading turns how
/// many. Each stands by itself in the tables.
fn breached(view: &View<'_>) -> Option<Block> {
    let found = view.assessments.iter().filter(|one| one.verdict == Verdict::Breached);
    let mut by_rule: BTreeMap<&str, Vec<(&Assessment, &Finding)>> = BTreeMap::new();
    for (one, finding) in found.flat_map(|one| one.decisive().map(move |finding| (one, finding))) {
        by_rule.entry(&*finding.rule).or_default().push((one, finding));
    }
    let items: Vec<Item> = by_rule.values().filter_map(|found| broken(view, found)).collect();
    let heading = Item::new(Text::new("Det er brudt:", "What is breached:"));
    (!items.is_empty()).then(|| Block::List(vec![heading.over(items)]))
}

fn broken(view: &View<'_>, found: &[(&Assessment, &Finding)]) -> Option<Item> {
    let (_, first) = found.first()?;
    let mut whose: Vec<&Assessment> = found.iter().map(|(one, _)| *one).collect();
    whose.dedup_by_key(|one| view.subject_id(one));
    let mut notes: BTreeMap<Text, Vec<String>> = BTreeMap::new();
    for (one, finding) in found {
        let note =
            turned_by(view, one, finding).unwrap_or_else(|| Text::new("uanset læsningen", "under every reading"));
        let subjects = notes.entry(note).or_default();
        subjects.push(view.subject(one));
        // Several tariffs of one offer.
        subjects.dedup();
    }
    let mut notes: Vec<(Text, Vec<String>)> = notes.into_iter().collect();
    notes.sort_by_key(|(_, subjects)| std::cmp::Reverse(subjects.len()));
    let under = notes.into_iter().map(|(note, subjects)| Item::new(text!("{}: {}", note, listed(&subjects))));
    let told = text!("{}: {}{}", view.title_of(first), counted(&whose), worst(view, found));
    Some(Item::new(told).citing(&first.clauses).over(under.collect()))
}

/// The first ones by name, and how many more there are; a single one is named too.
fn listed(subjects: &[String]) -> Text {
    let named = if subjects.len() == FEW + 1 { FEW + 1 } else { FEW };
    let shown = subjects.iter().take(named).map(String::as_str).collect::<Vec<_>>().join(", ");
    match subjects.len().saturating_sub(named) {
        0 => Text::same(&shown),
        more => {
            text!(da: "{} og {} til, som står blandt fundene", en: "{} and {} more, named among the findings", shown, more)
        }
    }
}

/// Operators and offers, each counted.
fn counted(whose: &[&Assessment]) -> Text {
    let lists = by_level(whose.iter().copied()).into_iter().zip(LEVELS).filter(|(list, _)| !list.is_empty());
    joined(lists.map(|(list, name)| text!("{} {}", list.len(), name(list.len()))), ", ")
}

/// What is missing, what was taken for granted, what it rests on.
pub(super) fn sections(view: &View<'_>) -> Vec<Section> {
    let section = |id, da: &'static str, en: &'static str, items| {
        Section::new(id, Text::new(da, en), Block::list(items).into_iter().collect())
    };
    vec![
        section("missing", "Tal, der mangler", "Figures that are missing", missing(view.assessments)),
        section("open", "Uafgjort af andre grunde", "Undetermined for other reasons", open(view)),
        section("assumptions", "Forudsætninger", "Assumptions", assumptions(view.assessments)),
        section("rules", "Regler og klausuler", "Rules and clauses", clauses(view)),
    ]
}

/// What is missing, grouped by column and year.
fn missing(assessments: &[Assessment]) -> Vec<Item> {
    let item = |(column, subjects): (Text, BTreeSet<String>)| {
        let subjects: Vec<String> = subjects.into_iter().collect();
        Item::new(text!("{} ({}): {}", column, subjects.len(), listed(&subjects)))
    };
    lacking(bound(assessments)).into_iter().map(item).collect()
}

/// What is undetermined though no figure is missing, grouped by why.
fn open(view: &View<'_>) -> Vec<Item> {
    let mut by_cause: BTreeMap<Text, Vec<String>> = BTreeMap::new();
    let undetermined = view.assessments.iter().filter(|one| matches!(one.verdict, Verdict::Undetermined(_)));
    let lacks = |one: &&Assessment| one.findings.iter().any(|finding| finding.binding && !finding.missing.is_empty());
    for one in undetermined.filter(|one| !lacks(one)) {
        by_cause.entry(sentence::cause(one.verdict)).or_default().push(view.subject(one));
    }
    let item = |(cause, subjects): (Text, Vec<String>)| {
        Item::new(text!("{} ({}): {}", cause, subjects.len(), listed(&subjects)))
    };
    by_cause.into_iter().map(item).collect()
}

/// The findings that bind anyone, whether or not they decide: all that a controller would have settled.
pub(crate) fn bound(assessments: &[Assessment]) -> impl Iterator<Item = &Finding> {
    assessments.iter().flat_map(|one| &one.findings).filter(|finding| finding.binding)
}

/// For each column and year that keeps something open, whose it is; for a projection, the years.
pub(crate) fn lacking<'f>(findings: impl Iterator<Item = &'f Finding>) -> BTreeMap<Text, BTreeSet<String>> {
    let mut by_column: BTreeMap<Text, BTreeSet<String>> = BTreeMap::new();
    for figure in findings.flat_map(|finding| &finding.missing) {
        let (column, subject) = sentence::lacking(figure);
        by_column.entry(column).or_default().insert(subject);
    }
    by_column
}

/// How often each occurs.
pub(super) fn count<T: Ord>(all: impl Iterator<Item = T>) -> BTreeMap<T, usize> {
    all.fold(BTreeMap::new(), |mut times, one| {
        *times.entry(one).or_default() += 1;
        times
    })
}

/// The clauses that findings rest on.
pub(crate) fn cited(assessments: &[Assessment]) -> BTreeSet<&str> {
    assessments.iter().flat_map(|one| &one.findings).flat_map(|one| one.clauses.iter()).map(|one| &**one).collect()
}

/// For each assumption the region, how many operators and how many offers it was made of.
pub(crate) fn assumed(assessments: &[Assessment]) -> BTreeMap<&Arc<str>, [usize; 3]> {
    let mut all: BTreeMap<&Arc<str>, [usize; 3]> = BTreeMap::new();
    for (level, list) in by_level(assessments).into_iter().enumerate() {
        for name in list.into_iter().flat_map(|one| &one.assumptions) {
            all.entry(name).or_default().iter_mut().skip(level).take(1).for_each(|count| *count += 1);
        }
    }
    all
}

/// `4 tilbud, 1 driftsherre`.
pub(crate) fn whose(of: [usize; 3]) -> Text {
    let told = of.into_iter().zip(LEVELS).rev().filter(|(count, _)| *count > 0);
    joined(told.map(|(count, name)| text!("{} {}", count, name(count))), ", ")
}

fn assumptions(assessments: &[Assessment]) -> Vec<Item> {
    let item = |(name, of): (&Arc<str>, _)| Item::new(sentence::assumed(name, &whose(of)));
    assumed(assessments).into_iter().map(item).collect()
}

/// The rules judged by and the clauses they rest on, with the passages where the documents are at hand.
fn clauses(view: &View<'_>) -> Vec<Item> {
    let judged: BTreeSet<&str> =
        view.assessments.iter().flat_map(|one| &one.findings).map(|finding| &*finding.rule).collect();
    let rules: Vec<&Rule> = view.agreement.rules.iter().filter(|rule| judged.contains(&*rule.id)).collect();
    if rules.is_empty() {
        let none = Text::new(
            "ingen: aftalens tekst regulerer ikke budgetter",
            "none: the agreement's text rules nothing on budgets",
        );
        return vec![Item::new(none)];
    }
    rules
        .into_iter()
        .map(|rule| {
            let under = rule.clauses.iter().filter_map(|clause| said(view, clause)).collect();
            Item::new(text!("{} [{}]: {}", sentence::rule(rule), rule.id, rule.clauses.join(", "))).over(under)
        })
        .collect()
}

fn said(view: &View<'_>, clause: &Arc<str>) -> Option<Item> {
    let passage = passage(view.passages?, &view.agreement.id, clause);
    Some(Item::new(text!("{}: {}", clause, passage)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_it_is_told_how_many_more_and_where() {
        let named = |many: usize| listed(&(1..=many).map(|number| format!("B{number}")).collect::<Vec<_>>()).da;
        assert_eq!(named(9), "B1, B2, B3, B4, B5, B6, B7, B8, B9");
        assert_eq!(named(10), "B1, B2, B3, B4, B5, B6, B7, B8 og 2 til, som står blandt fundene");
    }
}
