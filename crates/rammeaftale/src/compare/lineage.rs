//! Development areas through time: which goes on in which, and whose word that is.

use crate::agreement::{Agreement, AreaReference, DevelopmentArea, Lineage, LinkWord, TextStatus};
use crate::register::Register;
use crate::text::Text;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One area through the agreements, the earliest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Line {
    /// The areas, each going on in the next.
    pub steps: Vec<Step>,
    /// The agreement after the last, at hand or known, whose areas do not continue it; none where the area is of the latest.
    pub ended_before: Option<Arc<str>>,
}

/// An area of one agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Step {
    /// The agreement.
    pub agreement: Arc<str>,
    /// The area's id there.
    pub area: Arc<str>,
    /// Its name.
    pub name: Text,
    /// The agreement's first day.
    pub from: NaiveDate,
    /// Its last day, where known.
    pub to: Option<NaiveDate>,
    /// How much of the area is at hand.
    pub state: AreaState,
    /// What the text says of where it comes from; nothing where the agreement is only known.
    pub lineage: Option<Lineage>,
    /// Whose word the link to the step before is; none at the first step.
    pub link: Option<LinkWord>,
}

/// How much of an area is at hand. Closed: each is told in its own way, and none may be passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum AreaState {
    /// The agreement names it.
    Modelled,
    /// It is only proposed, or the text at hand is not the agreement itself.
    Proposed,
    /// The agreement is only known.
    Known,
    /// The agreement is only announced.
    Announced,
}

type Name = (Arc<str>, Arc<str>);

/// An area and the one that it continues.
struct Node {
    step: Step,
    continues: Option<AreaReference>,
}

/// Every line of development areas in a register, by first day and name. Where an area goes on in two, both lines hold it.
pub fn lines(register: &Register) -> Vec<Line> {
    let nodes = nodes(register);
    let continued: BTreeSet<Name> = nodes.values().filter_map(|node| split(&node.continues.as_ref()?.area)).collect();
    let last = nodes.iter().filter(|(name, _)| !continued.contains(*name)).map(|(_, node)| node);
    let mut lines: Vec<Line> = last.map(|node| line(register, &nodes, node)).collect();
    lines.sort_by_cached_key(|line| {
        let place = |step: &Step| (step.from, Arc::clone(&step.agreement), Arc::clone(&step.area));
        (line.steps.first().map(place), line.steps.last().map(place))
    });
    lines
}

fn nodes(register: &Register) -> BTreeMap<Name, Node> {
    let modelled = register.agreements().iter().flat_map(|agreement| {
        agreement.development_areas.iter().map(move |area| (step(agreement, area), area.continues.clone()))
    });
    let known = register.known().iter().flat_map(|known| {
        known.development_areas.iter().map(move |area| {
            let step = Step {
                agreement: Arc::clone(&known.id),
                area: Arc::clone(&area.id),
                name: area.name.clone(),
                from: known.from,
                to: known.to,
                state: if known.announced { AreaState::Announced } else { AreaState::Known },
                lineage: None,
                link: None,
            };
            (step, area.continues.clone())
        })
    });
    let named = |(step, continues): (Step, Option<AreaReference>)| {
        ((Arc::clone(&step.agreement), Arc::clone(&step.area)), Node { step, continues })
    };
    modelled.chain(known).map(named).collect()
}

fn step(agreement: &Agreement, area: &DevelopmentArea) -> Step {
    let adopted = agreement.text == TextStatus::Agreement && !area.proposed;
    Step {
        agreement: Arc::clone(&agreement.id),
        area: Arc::clone(&area.id),
        name: area.name.clone(),
        from: agreement.in_force.from,
        to: Some(agreement.in_force.to),
        state: if adopted { AreaState::Modelled } else { AreaState::Proposed },
        lineage: Some(area.lineage),
        link: None,
    }
}

/// The line that ends with an area, followed back. A ring of links is followed once.
fn line(register: &Register, nodes: &BTreeMap<Name, Node>, last: &Node) -> Line {
    let mut steps: Vec<Step> = Vec::new();
    let mut next = Some(last);
    while let Some(node) = next {
        let mut step = node.step.clone();
        if steps.iter().any(|seen| seen.agreement == step.agreement && seen.area == step.area) {
            break;
        }
        let before = node.continues.as_ref().and_then(|other| Some((nodes.get(&split(&other.area)?)?, other.link)));
        step.link = before.map(|(_, link)| link);
        steps.push(step);
        next = before.map(|(node, _)| node);
    }
    steps.reverse();
    Line { ended_before: successor(register, &last.step), steps }
}

/// The agreement of the region after a step, unless it is only announced.
fn successor(register: &Register, last: &Step) -> Option<Arc<str>> {
    let region = |id: &str| id.split('/').next().map(str::to_owned);
    let modelled = register.agreements().iter().map(|one| (one.in_force.from, &one.id));
    let known = register.known().iter().filter(|one| !one.announced).map(|one| (one.from, &one.id));
    let later = modelled.chain(known).filter(|(from, id)| *from > last.from && region(id) == region(&last.agreement));
    later.min().map(|(_, id)| Arc::clone(id))
}

/// Whose word it is that an area of one agreement goes on from an area of another: ours where one step of the way is.
/// Nothing when it does not.
pub(super) fn goes_back(register: &Register, from: (&Agreement, &str), to: (&Agreement, &str)) -> Option<LinkWord> {
    let (old, new) = (from.0, to.0);
    if old.id == new.id {
        return (from.1 == to.1).then_some(LinkWord::Document);
    }
    let nodes = nodes(register);
    let mut word = LinkWord::Document;
    let area = new.development_areas.iter().find(|area| &*area.id == to.1)?;
    let mut next = area.continues.clone();
    for _ in 0..=nodes.len() {
        let link = next?;
        if link.link == LinkWord::Ours {
            word = LinkWord::Ours;
        }
        let name = split(&link.area)?;
        if name.0 == old.id {
            return (&*name.1 == from.1).then_some(word);
        }
        next = nodes.get(&name)?.continues.clone();
    }
    None
}

fn split(area: &str) -> Option<Name> {
    area.split_once('#').map(|(agreement, area)| (agreement.into(), area.into()))
}
