//! Which item of one agreement belongs to which of the other.

use super::change::{Change, Scale, Silent};
use super::fact::{Fact, FactKey, ItemKey};
use super::facts::Facts;
use super::lineage::goes_back;
use super::{ComparedItem, KeyChange, Topic};
use crate::agreement::rules::{Measure, TariffDevelopment};
use crate::agreement::{Agreement, Choice, Force, LinkWord, Rule, RuleKind};
use crate::register::Register;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Items that belong together, or one alone.
#[derive(Clone, Debug, Default)]
pub(super) struct Pair {
    from: Option<ItemKey>,
    to: Option<ItemKey>,
    link: Option<LinkWord>,
    /// Why the figures of two rules are not on one scale.
    scales: Vec<Scale>,
    /// Who says to be silent on the topic.
    silent: Option<Silent>,
}

type Side<'a> = (&'a Agreement, &'a Facts);

/// Every item of both agreements, in one pair each.
pub(super) fn pairs(register: &Register, old: Side<'_>, new: Side<'_>) -> Vec<Pair> {
    let mut pairs = rules(old.0, new.0);
    pairs.extend(areas(register, old.0, new.0));
    let paired_otherwise = |key: &ItemKey| RuleKind::TOPICS.contains(&key.table) || key.table == "development_area";
    let keys = |facts: &Facts| -> BTreeSet<ItemKey> {
        facts.items().map(|(key, _)| key.clone()).filter(|key| !paired_otherwise(key)).collect()
    };
    let (left, right) = (keys(old.1), keys(new.1));
    pairs.extend(left.union(&right).map(|key| Pair {
        from: left.get(key).cloned(),
        to: right.get(key).cloned(),
        ..Pair::default()
    }));
    for pair in &mut pairs {
        pair.silent = silent(pair, old.1, new.1);
    }
    pairs
}

/// Which side declares itself silent on what the pair is about.
fn silent(pair: &Pair, old: &Facts, new: &Facts) -> Option<Silent> {
    let key = pair.from.as_ref().or(pair.to.as_ref())?;
    let declared = |facts: &Facts| facts.items().any(|(one, _)| one.topic == key.topic && one.table == "not_stated");
    match (&pair.from, &pair.to) {
        (Some(_), Some(_)) => (key.table == "not_stated").then_some(Silent::Both),
        (Some(_), None) if key.table == "not_stated" => Some(Silent::From),
        (None, Some(_)) if key.table == "not_stated" => Some(Silent::To),
        // Other silences are each on a topic of their own.
        _ if key.topic == Topic::NotStated => None,
        (None, _) => declared(old).then_some(Silent::From),
        (_, None) => declared(new).then_some(Silent::To),
    }
}

/// Rules, within their kind.
fn rules(old: &Agreement, new: &Agreement) -> Vec<Pair> {
    let mut left: Vec<&Rule> = old.rules.iter().collect();
    let mut right: Vec<&Rule> = new.rules.iter().collect();
    let mut pairs = Vec::new();
    let signs: [fn(&Rule) -> Option<String>; 5] = [
        |rule| Some(rule.id.to_string()),
        |rule| Some(format!("{:?} {:?}", rule.force, measures(rule)?)),
        |rule| Some(format!("{:?}", measures(rule)?)),
        |rule| Some(format!("{:?}", rule.force)),
        |rule| rule.force.is_some_and(Force::combines).then(String::new),
    ];
    for sign in signs {
        let sign = |rule: &Rule| Some((rule.kind.topic(), sign(rule)?));
        let mut still = Vec::new();
        for rule in left {
            let found = sign(rule).and_then(|own| right.iter().position(|other| sign(other).as_ref() == Some(&own)));
            match found {
                Some(place) => pairs.push(rule_pair(Some(rule), Some(right.remove(place)))),
                None => still.push(rule),
            }
        }
        left = still;
    }
    pairs.extend(left.into_iter().map(|rule| rule_pair(Some(rule), None)));
    pairs.extend(right.into_iter().map(|rule| rule_pair(None, Some(rule))));
    pairs
}

fn rule_pair(from: Option<&Rule>, to: Option<&Rule>) -> Pair {
    let scales = from.zip(to).map(|(from, to)| scales(from, to)).unwrap_or_default();
    Pair { from: from.map(rule_key), to: to.map(rule_key), scales, ..Pair::default() }
}

fn rule_key(rule: &Rule) -> ItemKey {
    ItemKey { topic: super::facts::topic_of(&rule.kind), table: rule.kind.topic(), id: Arc::clone(&rule.id) }
}

/// What a limit on development may measure, one a reading.
fn measures(rule: &Rule) -> Option<Vec<Measure>> {
    match &rule.kind {
        RuleKind::TariffDevelopment(rule) => Some(rule.measure.values().to_vec()),
        _ => None,
    }
}

/// What makes the figures of two rules of one kind differ in scale.
fn scales(from: &Rule, to: &Rule) -> Vec<Scale> {
    match (&from.kind, &to.kind) {
        (RuleKind::TariffDevelopment(from), RuleKind::TariffDevelopment(to)) => development_scales(from, to),
        (RuleKind::ResultRegulation(from), RuleKind::ResultRegulation(to)) => {
            let scale = differing(&from.denominator, &to.denominator);
            scale.map(|(from, to)| Scale::Denominator { from, to }).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn development_scales(from: &TariffDevelopment, to: &TariffDevelopment) -> Vec<Scale> {
    let measure = differing(&from.measure, &to.measure).map(|(from, to)| Scale::Measure { from, to });
    let level = differing(&from.level, &to.level).map(|(from, to)| Scale::Level { from, to });
    let figures = differing(&from.figures, &to.figures).map(|(from, to)| Scale::Figures { from, to });
    [measure, level, figures].into_iter().flatten().collect()
}

/// What each of two fields may be, where that differs.
fn differing<T: Clone + PartialEq>(from: &Choice<T>, to: &Choice<T>) -> Option<(Vec<T>, Vec<T>)> {
    let (from, to) = (from.values().to_vec(), to.values().to_vec());
    (from != to).then_some((from, to))
}

/// Development areas, by lineage: each with the one that it continues or that continues it.
fn areas(register: &Register, old: &Agreement, new: &Agreement) -> Vec<Pair> {
    let key = |id: &Arc<str>| ItemKey { topic: Topic::DevelopmentAreas, table: "development_area", id: Arc::clone(id) };
    let mut candidates = BTreeMap::new();
    for from in &old.development_areas {
        for to in &new.development_areas {
            let link = goes_back(register, (old, &from.id), (new, &to.id))
                .or_else(|| goes_back(register, (new, &to.id), (old, &from.id)));
            if let Some(link) = link {
                // From either side the same pairs come first.
                let place = BTreeSet::from([(&from.id, &old.id), (&to.id, &new.id)]);
                candidates.insert(place, (&from.id, &to.id, link));
            }
        }
    }
    let (mut left, mut right): (BTreeSet<&Arc<str>>, BTreeSet<&Arc<str>>) = (
        old.development_areas.iter().map(|area| &area.id).collect(),
        new.development_areas.iter().map(|area| &area.id).collect(),
    );
    let mut pairs = Vec::new();
    for (from, to, link) in candidates.into_values() {
        if left.contains(from) && right.contains(to) {
            left.remove(from);
            right.remove(to);
            pairs.push(Pair { from: Some(key(from)), to: Some(key(to)), link: Some(link), ..Pair::default() });
        }
    }
    pairs.extend(left.into_iter().map(|id| Pair { from: Some(key(id)), ..Pair::default() }));
    pairs.extend(right.into_iter().map(|id| Pair { to: Some(key(id)), ..Pair::default() }));
    pairs
}

impl Pair {
    /// What became of each key.
    pub(super) fn compare(self, old: &Facts, new: &Facts) -> ComparedItem {
        let nothing = BTreeMap::new();
        let of = |facts: &'_ Facts, key: &Option<ItemKey>| {
            key.as_ref().map(|key| facts.clauses(key).to_vec()).unwrap_or_default()
        };
        let (from_clauses, to_clauses) = (of(old, &self.from), of(new, &self.to));
        let from = self.from.as_ref().and_then(|key| old.get(key)).unwrap_or(&nothing);
        let to = self.to.as_ref().and_then(|key| new.get(key)).unwrap_or(&nothing);
        let keys: BTreeSet<&FactKey> = from.keys().chain(to.keys()).collect();
        let changes = keys
            .into_iter()
            .filter_map(|key| {
                let change = self.change(key, from.get(key).cloned(), to.get(key).cloned())?;
                Some(KeyChange { key: key.clone(), change })
            })
            .collect();
        let key = self.from.as_ref().or(self.to.as_ref());
        ComparedItem {
            topic: key.map_or(Topic::Process, |key| key.topic),
            table: key.map_or("", |key| key.table),
            from: self.from.as_ref().map(|key| Arc::clone(&key.id)),
            to: self.to.as_ref().map(|key| Arc::clone(&key.id)),
            from_clauses,
            to_clauses,
            link: self.link,
            changes,
        }
    }

    fn change(&self, key: &FactKey, from: Option<Fact>, to: Option<Fact>) -> Option<Change> {
        if let Some(silent) = self.silent {
            return Some(Change::NotStated { silent, from, to });
        }
        Some(match (from, to) {
            (None, None) => return None,
            (Some(from), None) => Change::Removed(from),
            (None, Some(to)) => Change::Added(to),
            (Some(from), Some(to)) if from.is_chosen() || to.is_chosen() => {
                let silent = match (from.is_chosen(), to.is_chosen()) {
                    (true, true) => Silent::Both,
                    (true, false) => Silent::From,
                    (false, _) => Silent::To,
                };
                Change::NotStated { silent, from: Some(from), to: Some(to) }
            }
            (Some(from), Some(to)) if on_scale(key) && !self.scales.is_empty() => {
                Change::NotComparable { from, to, why: self.scales.clone() }
            }
            (Some(from), Some(to)) if from == to => Change::Same(from),
            (Some(from), Some(to)) => Change::Changed { from, to },
        })
    }
}

/// True for a figure that means something only on the scale of its rule.
fn on_scale(key: &FactKey) -> bool {
    use crate::agreement::Key;
    matches!(key.key, Key::AtMostPercent | Key::BandPercent)
}
