//! An agreement as an ordered map: topic and item, key, typed fact.
//!
//! Everything that an agreement says is here but where it says it: documents, passages and citations are evidence, not
//! content. Each part is taken apart whole, so that a field more is named by the compiler.

use super::Topic;
use super::fact::{Fact, FactKey, ItemKey};
use crate::agreement::{
    Agreement, Approval, Commitment, CommitmentTopic, DevelopmentArea, Key, LegalBasis, NotStated, OpenQuestion,
    Period, Reading, Rule, RuleKind, StatedFigure,
};
use crate::text::Text;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What an agreement says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    items: BTreeMap<ItemKey, BTreeMap<FactKey, Fact>>,
    /// What each item rests on: evidence, so no part of what is equal or not.
    cited: Cited,
}

/// Equal to any other.
#[derive(Clone, Debug, Default)]
struct Cited(BTreeMap<ItemKey, Vec<Arc<str>>>);

impl PartialEq for Cited {
    fn eq(&self, _: &Cited) -> bool {
        true
    }
}

impl Eq for Cited {}

/// An item: its name and its facts.
pub type Item<'f> = (&'f ItemKey, &'f BTreeMap<FactKey, Fact>);

impl Facts {
    /// What an agreement says. Its id, revision and digest name it and say nothing.
    pub fn of(agreement: &Agreement) -> Facts {
        let Agreement {
            id: _,
            revision: _,
            digest: _,
            title,
            in_force: Period { from, to },
            text,
            parties,
            approvals,
            legal_basis,
            sources: _,
            clauses: _,
            rules,
            questions,
            not_stated,
            development_areas,
            commitments,
            stated_figures,
        } = agreement;
        let mut facts = Facts::default();
        let mut head = facts.item(Topic::Process, "agreement", "agreement", &[]);
        head.text(Key::Title, title).put(Key::From, Fact::Date(*from)).put(Key::To, Fact::Date(*to));
        head.put(Key::Text, Fact::Status(*text));
        let (code, name) = &parties.region;
        head.part(Key::Region, &code.to_string(), Fact::Name(name.as_str().into()));
        for (code, name) in &parties.municipalities {
            head.part(Key::Municipality, &code.to_string(), Fact::Name(name.as_str().into()));
        }
        approvals.iter().for_each(|one| facts.approval(one));
        legal_basis.iter().for_each(|one| facts.legal_basis(one));
        rules.iter().for_each(|rule| facts.rule(agreement, rule));
        questions.iter().for_each(|question| facts.question(question));
        not_stated.iter().for_each(|silence| facts.silence(silence));
        development_areas.iter().for_each(|area| facts.area(area));
        commitments.iter().for_each(|promise| facts.commitment(promise));
        stated_figures.iter().for_each(|figure| facts.figure(figure));
        facts
    }

    /// Every item with its facts, in order.
    pub fn items(&self) -> impl Iterator<Item = Item<'_>> {
        self.items.iter()
    }

    /// The facts of an item.
    pub fn get(&self, key: &ItemKey) -> Option<&BTreeMap<FactKey, Fact>> {
        self.items.get(key)
    }

    /// The clauses that an item rests on.
    pub fn clauses(&self, key: &ItemKey) -> &[Arc<str>] {
        self.cited.0.get(key).map_or(&[], Vec::as_slice)
    }

    pub(super) fn take(&mut self, item: &ItemKey, key: &FactKey) {
        let Some(facts) = self.items.get_mut(item) else { return };
        facts.remove(key);
        if facts.is_empty() {
            self.items.remove(item);
        }
    }

    pub(super) fn put(&mut self, item: &ItemKey, key: &FactKey, fact: &Fact) {
        self.items.entry(item.clone()).or_default().insert(key.clone(), fact.clone());
    }

    /// A new item. Where the id stands already (two laws of one name), the later one is numbered.
    fn item(&mut self, topic: Topic, table: &'static str, id: &str, clauses: &[Arc<str>]) -> NewItem<'_> {
        let mut key = ItemKey { topic, table, id: id.into() };
        let mut number = 1;
        while self.items.contains_key(&key) {
            number += 1;
            key.id = format!("{id} ({number})").into();
        }
        self.cited.0.insert(key.clone(), clauses.to_vec());
        NewItem { facts: self.items.entry(key).or_default() }
    }

    fn approval(&mut self, approval: &Approval) {
        let Approval { id, text, date, clauses } = approval;
        self.item(Topic::Process, "approval", id, clauses).text(Key::Text, text).date(Key::Date, *date);
    }

    fn legal_basis(&mut self, basis: &LegalBasis) {
        let LegalBasis { title, date, clauses } = basis;
        let mut item = self.item(Topic::Process, "legal_basis", title, clauses);
        item.put(Key::Title, Fact::Name(title.as_str().into())).date(Key::Date, *date);
    }

    fn rule(&mut self, agreement: &Agreement, rule: &Rule) {
        let Rule { id, title, force, clauses, years, only_under, same_as, kind } = rule;
        let under = only_under.and_then(|(question, number)| {
            let question = agreement.questions.get(question)?;
            Some((question, question.readings.get(number)?, question.preferred == Some(number)))
        });
        // What holds under one reading is not the same as what holds under all.
        let said = |fact: Fact| match under {
            None => fact,
            Some((question, reading, preferred)) => {
                let (question, reading) = (Arc::clone(&question.id), Arc::clone(&reading.id));
                Fact::Under { question, reading, preferred, fact: Box::new(fact) }
            }
        };
        let mut item = self.item(topic_of(kind), kind.topic(), id, clauses);
        item.text(Key::Title, title).put(Key::Years, said(Fact::Years(years.clone())));
        if let Some(force) = force {
            item.put(Key::Force, said(Fact::Force(*force)));
        }
        if let Some((question, reading, preferred)) = under {
            let (question, text) = (Arc::clone(&question.id), reading.text.clone());
            item.put(Key::OnlyUnder, Fact::Reading { question, reading: Arc::clone(&reading.id), preferred, text });
        }
        if let Some(other) = same_as {
            item.put(Key::SameAs, Fact::Name(Arc::clone(other)));
        }
        for field in rule.fields(agreement) {
            item.put(field.key, said(Fact::Field(field.value)));
        }
    }

    fn question(&mut self, question: &OpenQuestion) {
        let OpenQuestion { id, text, readings, preferred, why, clauses, origin } = question;
        // The clauses of a question that came with a rule of another agreement are that agreement's.
        let cited = |clause: &Arc<str>| match origin {
            Some(origin) => Arc::from(format!("{origin}#{clause}")),
            None => Arc::clone(clause),
        };
        let clauses: Vec<Arc<str>> = clauses.iter().map(cited).collect();
        let mut item = self.item(Topic::OpenQuestions, "open_question", id, &clauses);
        item.text(Key::Text, text);
        for Reading { id, text } in readings {
            item.part(Key::Reading, id, Fact::Text(text.clone()));
        }
        if let Some(reading) = preferred.and_then(|preferred| readings.get(preferred)) {
            item.put(Key::Preferred, Fact::Name(Arc::clone(&reading.id)));
        }
        if let Some(why) = why {
            item.text(Key::Why, why);
        }
        if let Some(origin) = origin {
            item.put(Key::Origin, Fact::Name(Arc::clone(origin)));
        }
    }

    fn silence(&mut self, silence: &NotStated) {
        // What is chosen is told of the fields that are.
        let NotStated { topic, text, looked_in: _, chosen: _ } = silence;
        self.item(topic_named(topic), "not_stated", topic, &[]).text(Key::Text, text);
    }

    fn area(&mut self, area: &DevelopmentArea) {
        let DevelopmentArea { id, name, proposed, lineage, continues, target_groups, summary, clauses } = area;
        let mut item = self.item(Topic::DevelopmentAreas, "development_area", id, clauses);
        item.text(Key::Name, name).text(Key::Summary, summary).put(Key::Proposed, Fact::Flag(*proposed));
        item.put(Key::Lineage, Fact::Lineage(*lineage)).put(Key::TargetGroups, Fact::Texts(target_groups.clone()));
        if let Some(other) = continues {
            item.put(Key::Continues, Fact::Area(other.clone()));
        }
    }

    fn commitment(&mut self, promise: &Commitment) {
        let Commitment { id, addressee, text, topic, force, due, clauses } = promise;
        let topic = match topic {
            None => Topic::Commitments,
            Some(CommitmentTopic::Contracts) => Topic::Contracts,
            Some(CommitmentTopic::Process) => Topic::Process,
        };
        let mut item = self.item(topic, "commitment", id, clauses);
        item.text(Key::Text, text).text(Key::Addressee, addressee).date(Key::Due, *due);
        if let Some(force) = force {
            item.put(Key::Force, Fact::Force(*force));
        }
    }

    fn figure(&mut self, figure: &StatedFigure) {
        let StatedFigure { id, value, unit, approximate, text, clauses } = figure;
        let mut item = self.item(Topic::StatedFigures, "stated_figure", id, clauses);
        item.text(Key::Text, text).put(Key::Figure, Fact::Figure(*value)).text(Key::Unit, unit);
        item.put(Key::Approximate, Fact::Flag(*approximate));
    }
}

struct NewItem<'f> {
    facts: &'f mut BTreeMap<FactKey, Fact>,
}

impl NewItem<'_> {
    fn put(&mut self, key: Key, fact: Fact) -> &mut Self {
        self.facts.insert(FactKey { key, part: None }, fact);
        self
    }

    fn part(&mut self, key: Key, part: &str, fact: Fact) {
        self.facts.insert(FactKey { key, part: Some(part.into()) }, fact);
    }

    fn text(&mut self, key: Key, text: &Text) -> &mut Self {
        self.put(key, Fact::Text(text.clone()))
    }

    fn date(&mut self, key: Key, date: Option<NaiveDate>) {
        if let Some(date) = date {
            self.put(key, Fact::Date(date));
        }
    }
}

pub(super) fn topic_of(kind: &RuleKind) -> Topic {
    match kind {
        RuleKind::Scope(_) => Topic::Scope,
        RuleKind::TariffDevelopment(_) => Topic::TariffDevelopment,
        RuleKind::ResultRegulation(_) => Topic::ResultRegulation,
        RuleKind::Pricing(_) => Topic::Pricing,
        RuleKind::CatchUp(_) => Topic::CatchUp,
    }
}

/// The topic of a silence: a kind of rule, contracts, or any other.
fn topic_named(topic: &str) -> Topic {
    match topic {
        "scope" => Topic::Scope,
        "tariff_development" => Topic::TariffDevelopment,
        "result_regulation" => Topic::ResultRegulation,
        "pricing" => Topic::Pricing,
        "catch_up" => Topic::CatchUp,
        "contracts" => Topic::Contracts,
        _ => Topic::NotStated,
    }
}
