//! Two agreements side by side, by topic (rules.md, section 7); one portfolio under several agreements.
//!
//! An agreement is taken apart into [`Facts`]: items (a rule, a question, a promise …) with a fact for each key. Items are
//! paired within their topic, rules as [`Comparison::new`] says, development areas by lineage, all others by id.

mod change;
mod fact;
mod facts;
mod lineage;
mod pairing;
pub mod portfolio;

pub use change::{Change, Scale, Silent};
pub use fact::{Fact, FactKey, ItemKey};
pub use facts::{Facts, Item};
pub use lineage::{AreaState, Line, Step, lines};

use crate::agreement::{Agreement, LinkWord, TextStatus};
use crate::assessment::AgreementStamp;
use crate::register::Register;
use crate::text::Text;
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What part of an agreement something belongs to, in the order shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Topic {
    /// What the text is, from when to when, by whom, and how it is worked with.
    Process,
    /// Which offers are covered.
    Scope,
    /// How tariffs may develop.
    TariffDevelopment,
    /// What becomes of results.
    ResultRegulation,
    /// What a tariff may contain.
    Pricing,
    /// What those strive for who are behind.
    CatchUp,
    /// Contracts on places.
    Contracts,
    /// Other promises that no budget can break.
    Commitments,
    /// What the source leaves open.
    OpenQuestions,
    /// Fields of joint work.
    DevelopmentAreas,
    /// Figures in the text that are no rules.
    StatedFigures,
    /// Other topics on which a text is silent.
    NotStated,
}

impl Topic {
    /// All of them, in order.
    pub const ALL: [Topic; 12] = [
        Topic::Process,
        Topic::Scope,
        Topic::TariffDevelopment,
        Topic::ResultRegulation,
        Topic::Pricing,
        Topic::CatchUp,
        Topic::Contracts,
        Topic::Commitments,
        Topic::OpenQuestions,
        Topic::DevelopmentAreas,
        Topic::StatedFigures,
        Topic::NotStated,
    ];
}

/// Two agreements side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Comparison {
    /// The first.
    pub from: Compared,
    /// The second.
    pub to: Compared,
    /// Agreements of the region between the two whose own text was not read: what changed may have changed in them.
    pub between: Vec<Between>,
    /// What was compared, by topic.
    pub items: Vec<ComparedItem>,
    /// The development areas of both, and of those between, through time.
    pub lineage: Vec<Line>,
}

/// One of the agreements compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Compared {
    /// Its id, revision and digest.
    #[serde(flatten)]
    pub stamp: AgreementStamp,
    /// Its name.
    pub title: Text,
    /// What the text at hand is: what a proposal does not say, the agreement may say.
    pub text: TextStatus,
}

/// An agreement between the two compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Between {
    /// Its id.
    pub id: Arc<str>,
    /// Its name.
    pub title: Text,
    /// What was read of it: not the agreement itself; none where nobody has modelled it.
    pub text: Option<TextStatus>,
}

/// One item of the first agreement, of the second, or one of each that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ComparedItem {
    /// What it belongs to.
    pub topic: Topic,
    /// The ruleset's table it stands in.
    pub table: &'static str,
    /// Its id in the first agreement.
    pub from: Option<Arc<str>>,
    /// Its id in the second.
    pub to: Option<Arc<str>>,
    /// The clauses it rests on in the first agreement, where it names some; `region/period#clause` is another agreement's.
    pub from_clauses: Vec<Arc<str>>,
    /// The clauses it rests on in the second.
    pub to_clauses: Vec<Arc<str>>,
    /// For a development area in both: whose word the link between them is, ours where one step is.
    pub link: Option<LinkWord>,
    /// What became of each key, in the order of [`Key`](crate::agreement::Key).
    pub changes: Vec<KeyChange>,
}

/// What became of one key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct KeyChange {
    /// Which.
    #[serde(flatten)]
    pub key: FactKey,
    /// What became of it.
    #[serde(flatten)]
    pub change: Change,
}

impl Comparison {
    /// Compares two agreements of a register. The register also tells what lies between them.
    ///
    /// Rules are paired within their kind: those with the same id first, then those of the same force and measure, of the
    /// same measure, of the same force, and last those that both bind (duty or prohibition); several that are alike in
    /// the order of their files. An aim or a follow-up is never held against a rule that binds unless they share id or
    /// measure. What is left over was added or removed.
    pub fn new(register: &Register, from: &Agreement, to: &Agreement) -> Comparison {
        let (old, new) = (Facts::of(from), Facts::of(to));
        let mut items: Vec<ComparedItem> = pairing::pairs(register, (from, &old), (to, &new))
            .into_iter()
            .map(|pair| pair.compare(&old, &new))
            .collect();
        items.sort_by_cached_key(|item| item.place(&from.id, &to.id));
        let between = between(register, from, to);
        let told: Vec<&Arc<str>> = between.iter().map(|one| &one.id).chain([&from.id, &to.id]).collect();
        let touches = |line: &Line| line.steps.iter().any(|step| told.contains(&&step.agreement));
        let lineage = lines(register).into_iter().filter(touches).collect();
        Comparison { from: compared(from), to: compared(to), between, items, lineage }
    }

    /// The comparison of each agreement with the next.
    pub fn chain(register: &Register, agreements: &[&Agreement]) -> Vec<Comparison> {
        let next = agreements.iter().skip(1);
        agreements.iter().zip(next).map(|(from, to)| Comparison::new(register, from, to)).collect()
    }

    /// True when something differs.
    pub fn has_changes(&self) -> bool {
        self.items.iter().any(ComparedItem::has_changes)
    }

    /// The same seen from the other side: what was added is removed.
    pub fn mirrored(self) -> Comparison {
        let items = self.items.into_iter().map(ComparedItem::mirrored).collect();
        Comparison { from: self.to, to: self.from, items, ..self }
    }

    /// The facts of the first agreement with the changes made: those of the second.
    pub fn apply(&self, mut facts: Facts) -> Facts {
        for item in &self.items {
            if let Some(id) = &item.from {
                let key = ItemKey { topic: item.topic, table: item.table, id: Arc::clone(id) };
                item.changes
                    .iter()
                    .filter(|one| one.change.from().is_some())
                    .for_each(|one| facts.take(&key, &one.key));
            }
        }
        for item in &self.items {
            if let Some(id) = &item.to {
                let key = ItemKey { topic: item.topic, table: item.table, id: Arc::clone(id) };
                let new = item.changes.iter().filter_map(|one| Some((&one.key, one.change.to()?)));
                new.for_each(|(name, fact)| facts.put(&key, name, fact));
            }
        }
        facts
    }
}

impl ComparedItem {
    /// True when something differs, and be it the name by which the rulesets call it.
    pub fn has_changes(&self) -> bool {
        self.from != self.to || self.changes.iter().any(|one| one.change.is_change())
    }

    /// Who is silent on the item as a whole, where some text is.
    pub fn silent(&self) -> Option<Silent> {
        let silent = |one: &KeyChange| match one.change {
            Change::NotStated { silent, .. } => Some(silent),
            _ => None,
        };
        let first = self.changes.first().and_then(silent)?;
        self.changes.iter().all(|one| silent(one) == Some(first)).then_some(first)
    }

    /// True when both texts say in the same words that they are silent.
    pub fn is_silent_alike(&self) -> bool {
        let alike = |one: &KeyChange| match &one.change {
            Change::NotStated { silent: Silent::Both, from, to } => from == to,
            _ => false,
        };
        self.changes.iter().all(alike)
    }

    fn mirrored(self) -> ComparedItem {
        let mirrored = |one: KeyChange| KeyChange { key: one.key, change: one.change.mirrored() };
        ComparedItem {
            from: self.to,
            to: self.from,
            from_clauses: self.to_clauses,
            to_clauses: self.from_clauses,
            changes: self.changes.into_iter().map(mirrored).collect(),
            ..self
        }
    }

    /// Where it is shown: the same place from either side.
    fn place(&self, from: &Arc<str>, to: &Arc<str>) -> Place {
        let named = |id: &Option<Arc<str>>, agreement: &Arc<str>| id.clone().map(|id| (id, Arc::clone(agreement)));
        (self.topic, self.table, named(&self.from, from).into_iter().chain(named(&self.to, to)).collect())
    }
}

/// Topic, table, and the ids with their agreements.
type Place = (Topic, &'static str, BTreeSet<(Arc<str>, Arc<str>)>);

fn compared(agreement: &Agreement) -> Compared {
    Compared { stamp: AgreementStamp::of(agreement), title: agreement.title.clone(), text: agreement.text }
}

fn between(register: &Register, from: &Agreement, to: &Agreement) -> Vec<Between> {
    let region = |id: &str| id.split('/').next().map(str::to_owned);
    let regions = [region(&from.id), region(&to.id)];
    let (first, last) = (from.in_force.to.min(to.in_force.to), from.in_force.from.max(to.in_force.from));
    let known = register.known().iter().map(|one| (one.from, one.to, &one.id, &one.title, None));
    let at_hand = register.agreements().iter().filter(|one| one.text != TextStatus::Agreement);
    let at_hand = at_hand.map(|one| (one.in_force.from, Some(one.in_force.to), &one.id, &one.title, Some(one.text)));
    let mut between: Vec<_> = known
        .chain(at_hand)
        .filter(|(begin, end, ..)| first < *begin && end.is_some_and(|end| end < last))
        .filter(|(_, _, id, ..)| regions.contains(&region(id)))
        .collect();
    between.sort_by_key(|(begin, _, id, ..)| (*begin, Arc::clone(id)));
    let one =
        |(_, _, id, title, text): (_, _, &Arc<str>, &Text, _)| Between { id: id.clone(), title: title.clone(), text };
    between.into_iter().map(one).collect()
}
