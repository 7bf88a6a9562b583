//! What lies behind each line: every finding with its steps, readings, what turns or settles it, and its clauses.

use super::View;
use super::summary::{self, cited};
use super::turns;
use crate::document::{Block, Cell, Details, Item, Section, clause_id, joined, reading_id, text};
use crate::{agreement, clauses};
use rammeaftale::assessment::{Flip, Readings, Subject, Undecided};
use rammeaftale::sentence;
use rammeaftale::text::Text;
use rammeaftale::{Assessment, Finding, Verdict};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The findings of each subject, of so many at most; where a document shows several agreements, also their clauses.
pub(crate) fn section(view: &View<'_>, most: usize) -> Section {
    let opened = opened(view, most);
    let shown: Vec<&Assessment> =
        view.assessments.iter().filter(|one| opened.contains(&view.subject_id(one))).collect();
    let mut blocks: Vec<Block> = Vec::new();
    if shown.len() < view.assessments.len() {
        blocks.push(Block::Paragraph(text!(
            da: "Her er {} af {}: brudte og uafgjorte først. Resten står i tabellerne ovenfor og i CSV.",
            en: "Here are {} of {}: the breached and undetermined first. The rest is in the tables above and in CSV.",
            shown.len(), view.assessments.len()
        )));
    }
    blocks.extend(shown.into_iter().filter(|one| !one.findings.is_empty()).map(|one| subject(view, one)));
    if !view.part.is_empty() {
        blocks.extend(silent(view));
        let details = |id: &str, summary: Text, list: Option<Block>| {
            let id = format!("{}{id}", view.part);
            list.map(|list| Block::Details(Details { id, verdict: None, summary, blocks: vec![list] }))
        };
        blocks.extend(details("questions", questions_title(), asked(view)));
        blocks.extend(details("clauses", Text::new("Klausuler", "Clauses"), cited_clauses(view)));
    }
    view.appendix("findings", Text::new("Fund", "Findings"), blocks)
}

/// What the text is of an agreement without rules: all its verdicts lead here.
fn silent(view: &View<'_>) -> Option<Block> {
    view.agreement.rules.is_empty().then(|| {
        let status = sentence::text_status(view.agreement.text);
        let status = Item::new(text!(da: "teksten her er {}", en: "the text at hand is {}", status));
        let sources = view.agreement.sources.iter().map(|source| Item::new(source.title.clone()));
        Block::Details(Details {
            id: silent_id(&view.part),
            verdict: None,
            summary: super::rules_nothing(),
            blocks: vec![Block::List(std::iter::once(status).chain(sources).collect())],
        })
    })
}

/// The id of what is told of an agreement without rules.
pub(crate) fn silent_id(part: &str) -> String {
    format!("{part}silent")
}

/// The questions that findings depend on, with their readings.
pub(super) fn questions(view: &View<'_>) -> Section {
    view.appendix("questions", questions_title(), asked(view).into_iter().collect())
}

fn questions_title() -> Text {
    Text::new("Åbne spørgsmål og læsninger", "Open questions and readings")
}

fn asked(view: &View<'_>) -> Option<Block> {
    let findings = view.assessments.iter().flat_map(|one| &one.findings);
    let depend: BTreeSet<&str> = findings.flat_map(|finding| finding.readings.keys()).map(|one| &**one).collect();
    let asked = view.agreement.questions.iter().filter(|question| depend.contains(&*question.id));
    Block::list(asked.map(|question| agreement::question(question, &view.part)).collect())
}

/// The clauses that findings rest on.
pub(super) fn clauses(view: &View<'_>) -> Section {
    view.appendix("clauses", Text::new("Klausuler", "Clauses"), cited_clauses(view).into_iter().collect())
}

/// The subjects that are opened up, by id.
fn opened(view: &View<'_>, most: usize) -> BTreeSet<String> {
    let mut sorted: Vec<&Assessment> = view.assessments.iter().collect();
    sorted.sort_by_key(|one| super::rank(super::shown_verdict(one)));
    sorted.into_iter().take(most).map(|one| view.subject_id(one)).collect()
}

fn subject(view: &View<'_>, one: &Assessment) -> Block {
    let summary = view.subject(one);
    let mut blocks: Vec<Block> = Block::list(
        one.assumptions
            .iter()
            .map(|name| Item::new(text!(da: "forudsat: {}", en: "assumed: {}", sentence::assumption(name))))
            .collect(),
    )
    .into_iter()
    .collect();
    blocks.extend(one.findings.iter().map(|finding| self::finding(view, one, finding)));
    Block::Details(Details {
        id: view.subject_id(one),
        verdict: as_verdict(super::shown(one)),
        summary: text!("{}", summary),
        blocks,
    })
}

/// Nothing for what is only a contribution or is judged elsewhere.
fn as_verdict(shown: Cell) -> Option<Verdict> {
    match shown {
        Cell::Verdict(verdict) => Some(verdict),
        _ => None,
    }
}

/// One finding: the sentence, and all that stands behind it.
fn finding(view: &View<'_>, one: &Assessment, finding: &Finding) -> Block {
    let force = finding.force.map(sentence::force);
    let force = force.map_or_else(Text::default, |force| text!(" ({})", force));
    // A contribution is not settled by itself: what turns or settles it is told once, where it counts.
    let (settled_by, turns, open) = match finding.is_contribution() {
        true => (&[][..], &[][..], &[][..]),
        false => (finding.settled_by.as_slice(), finding.flips.as_slice(), finding.undecided.as_slice()),
    };
    let all = sentence::takes_all(finding).filter(|_| !finding.is_contribution());
    let settled_by = sentence::within_reason(settled_by);
    let settled_by = settled_by.map(|one| sentence::settlement(finding, one)).chain(all).collect();
    let plain = |texts: Vec<Text>| texts.into_iter().map(Item::new).collect::<Vec<Item>>();
    let left_out = few(finding.left_out.iter().map(|one| sentence::left_out(finding, one)).map(Item::new).collect());
    let assumed = finding.assumptions.iter().map(|name| sentence::assumption(name)).collect();
    // Where one figure is missing, it is what would settle it.
    let lacks = !finding.is_contribution() && finding.missing.len() > 1;
    let lacking = summary::lacking(lacks.then_some(finding).into_iter()).into_iter();
    let lacking = lacking.map(|(column, whose)| {
        let whose: Vec<Text> = whose.iter().map(|one| Text::same(one)).collect();
        Item::new(text!("{}: {}", column, turns::in_a_cell(&whose)))
    });
    let lacking = lacking.collect();
    let parts = [
        ("Sådan er det regnet", "How it is worked out", plain(sentence::steps(finding))),
        ("Mangler", "Missing", lacking),
        ("Det ville afgøre det", "What would settle it", few(plain(settled_by))),
        ("Læst sådan", "Read like this", readings(view, finding)),
        ("Anderledes efter andre læsninger", "Different under other readings", flips(view, one, turns)),
        ("Uafgjort efter andre læsninger", "Undetermined under other readings", undecided(view, open)),
        ("Holdt udenfor", "Left out", left_out),
        ("Forudsat", "Assumed", plain(assumed)),
    ];
    let mut items: Vec<Item> = parts
        .into_iter()
        .filter(|(_, _, under)| !under.is_empty())
        .map(|(da, en, under)| Item::new(Text::new(da, en)).over(under))
        .collect();
    items.extend(finding.is_contribution().then(|| counts_at(view, one, finding)).flatten());
    items.push(Item::new(Text::new("Klausuler", "Clauses")).citing(&finding.clauses).within(&view.part));
    let told = joined([text!("{}{}", view.rule(finding), force), sentence::finding(finding)], ": ");
    Block::Details(Details {
        id: view.finding_id(one, finding),
        verdict: super::is_judged_here(finding).then_some(finding.verdict),
        summary: told,
        blocks: vec![Block::List(items)],
    })
}

/// The total that a contribution counts in: of its operator, else of all together.
fn counts_at(view: &View<'_>, one: &Assessment, finding: &Finding) -> Option<Item> {
    let above = view.assessments.iter().rev().take_while(|other| !matches!(other.subject, Subject::Offer { .. }));
    let own = above.filter(|other| other.subject.operator().is_none_or(|code| one.subject.operator() == Some(code)));
    let of_rule = own.filter_map(|other| {
        let total = other.findings.iter().find(|found| found.rule == finding.rule && found.binding)?;
        Some((view.subject(other), view.finding_id(other, total)))
    });
    let (whose, to) = of_rule.last()?;
    let told = text!(
        da: "Tæller med hos {}; der står, hvad andre læsninger siger, og hvad der ville afgøre det",
        en: "Counts at {}; what other readings say and what would settle it is told there",
        whose
    );
    Some(Item::new(told).linked(vec![(whose, to)]))
}

fn flips(view: &View<'_>, one: &Assessment, all: &[Flip]) -> Vec<Item> {
    all.iter().map(|flip| linked(view, sentence::flip(view.agreement, one, flip), &flip.readings)).collect()
}

fn undecided(view: &View<'_>, all: &[Undecided]) -> Vec<Item> {
    let (least, more) = turns::least_undecided(all);
    let told = |open: &Undecided| linked(view, sentence::undecided(view.agreement, open), &open.readings);
    few(least.into_iter().map(told).collect()).into_iter().chain(more.map(Item::new)).collect()
}

/// Of many the first ones, and how many there are: combinations of readings can run to hundreds.
fn few(mut items: Vec<Item>) -> Vec<Item> {
    const FEW: usize = 6;
    let more = items.len().saturating_sub(FEW);
    items.truncate(FEW);
    let told = || Item::new(text!(da: "og {} til; alle står i JSON", en: "and {} more; all are in JSON", more));
    items.extend((more > 0).then(told));
    items
}

fn readings(view: &View<'_>, finding: &Finding) -> Vec<Item> {
    let told = |(question, reading): (&Arc<str>, &Arc<str>)| {
        let one = Readings::from([(Arc::clone(question), Arc::clone(reading))]);
        linked(view, sentence::reading(view.agreement, question, reading), &one)
    };
    finding.readings.iter().map(told).collect()
}

/// With each reading that it names leading to the question.
fn linked(view: &View<'_>, told: Text, readings: &Readings) -> Item {
    let link = |(question, reading): (&Arc<str>, &Arc<str>)| {
        (format!("{question}={reading}"), reading_id(&view.part, question, reading))
    };
    Item::new(told).linked(readings.iter().map(link).collect())
}

/// In our own words.
fn cited_clauses(view: &View<'_>) -> Option<Block> {
    let cited = cited(view.assessments);
    let clauses = view.agreement.clauses.iter().filter(|clause| cited.contains(&*clause.id));
    let item = |clause| clauses::item(view.agreement, clause, &clause.id, clause_id(&view.part, &clause.id));
    Block::list(clauses.map(item).collect())
}
