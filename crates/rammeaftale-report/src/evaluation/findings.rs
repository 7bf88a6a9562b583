//! What lies behind each line: every finding with its steps, readings, what turns or settles it, and its clauses.

use super::View;
use super::charts::finding_id;
use super::lines::{joined, subject_id};
use super::summary::cited;
use crate::document::{Block, Details, Item, Place, Section, clause_id, text};
use rammeaftale::sentence;
use rammeaftale::text::Text;
use rammeaftale::{Assessment, Finding};
use std::collections::BTreeSet;

/// How many subjects are opened up: those breached and undetermined first. More would be a file no browser likes.
const MOST: usize = 1_000;

/// The findings of each subject, and the clauses they rest on.
pub(super) fn sections(view: &View<'_>) -> Vec<Section> {
    let opened = opened(view.assessments);
    let shown: Vec<&Assessment> = view.assessments.iter().filter(|one| opened.contains(&subject_id(one))).collect();
    let mut blocks: Vec<Block> = Vec::new();
    if shown.len() < view.assessments.len() {
        blocks.push(Block::Paragraph(text!(
            da: "Her er {} af {}: brudte og uafgjorte først. Resten står i tabellerne ovenfor og i CSV.",
            en: "Here are {} of {}: the breached and undetermined first. The rest is in the tables above and in CSV.",
            shown.len(), view.assessments.len()
        )));
    }
    blocks.extend(shown.into_iter().filter(|one| !one.findings.is_empty()).map(|one| subject(view, one)));
    vec![
        Section::new("findings", Text::new("Fund", "Findings"), blocks).at(Place::Appendix),
        Section::new("clauses", Text::new("Klausuler", "Clauses"), clauses(view).into_iter().collect())
            .at(Place::Appendix),
    ]
}

/// The subjects that are opened up, by id.
fn opened(assessments: &[Assessment]) -> BTreeSet<String> {
    let mut sorted: Vec<&Assessment> = assessments.iter().collect();
    sorted.sort_by_key(|one| super::rank(super::shown_verdict(one)));
    sorted.into_iter().take(MOST).map(subject_id).collect()
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
        id: subject_id(one),
        verdict: Some(super::shown_verdict(one)),
        summary: text!("{}", summary),
        blocks,
    })
}

/// One finding: the sentence, and all that stands behind it.
fn finding(view: &View<'_>, one: &Assessment, finding: &Finding) -> Block {
    let force = finding.force.map(sentence::force);
    let force = force.map_or_else(|| Text::new("", ""), |force| text!(" ({})", force));
    let parts = [
        ("Sådan er det regnet", "How it is worked out", sentence::steps(finding)),
        ("Det ville afgøre det", "What would settle it", finding.settled_by.iter().map(sentence::settlement).collect()),
        ("Læst sådan", "Read like this", readings(view, finding)),
        (
            "Anderledes efter andre læsninger",
            "Different under other readings",
            finding.flips.iter().map(|flip| sentence::flip(view.agreement, flip)).collect(),
        ),
        (
            "Uafgjort efter andre læsninger",
            "Undetermined under other readings",
            finding.undecided.iter().map(|open| sentence::undecided(view.agreement, open)).collect(),
        ),
        ("Holdt udenfor", "Left out", finding.left_out.iter().map(sentence::left_out).collect()),
        ("Forudsat", "Assumed", finding.assumptions.iter().map(|name| sentence::assumption(name)).collect()),
    ];
    let mut items: Vec<Item> = parts
        .into_iter()
        .filter(|(_, _, texts): &(_, _, Vec<Text>)| !texts.is_empty())
        .map(|(da, en, texts)| Item::new(Text::new(da, en)).over(few(texts)))
        .collect();
    items.push(Item::new(Text::new("Klausuler", "Clauses")).citing(&finding.clauses));
    let told = joined(&[text!("{}{}", view.rule(finding), force), sentence::finding(finding)], ": ");
    Block::Details(Details {
        id: finding_id(one, finding),
        verdict: Some(finding.verdict),
        summary: told,
        blocks: vec![Block::List(items)],
    })
}

/// Of many the first ones, and how many there are: combinations of readings can run to hundreds.
fn few(mut texts: Vec<Text>) -> Vec<Item> {
    const FEW: usize = 12;
    let more = texts.len().saturating_sub(FEW);
    texts.truncate(FEW);
    texts
        .extend((more > 0).then(|| text!(da: "og {} til; alle står i JSON", en: "and {} more; all are in JSON", more)));
    texts.into_iter().map(Item::new).collect()
}

fn readings(view: &View<'_>, finding: &Finding) -> Vec<Text> {
    let readings = finding.readings.iter();
    readings.map(|(question, reading)| sentence::reading(view.agreement, question, reading)).collect()
}

/// The clauses that findings rest on, in our own words.
fn clauses(view: &View<'_>) -> Option<Block> {
    let cited = cited(view.assessments);
    let clauses = view.agreement.clauses.iter().filter(|clause| cited.contains(&*clause.id));
    let item = |clause: &rammeaftale::agreement::Clause| {
        Item::new(text!("{}: {} ({})", clause.id, clause.summary, clause.section)).named(clause_id(&clause.id))
    };
    Block::list(clauses.map(item).collect())
}
