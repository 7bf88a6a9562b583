//! Rules of every kind, in the order of the file.

mod fields;
mod idle;
mod kinds;

use super::diags;
use super::names::{Names, What};
use super::questions::{Sets, import, question_named};
use super::reader::Reader;
use super::revisions;
use super::sink::Sink;
use crate::agreement::{Agreement, OpenQuestion, Period, Rule, RuleKind};
use crate::quantity::Year;
use crate::raw::{Node, Table, Value};
use fields::Fields;
use std::sync::Arc;

/// What stands around the rules of a file.
pub(super) struct Around<'a> {
    /// The file's path without its ending.
    pub(super) stem: &'a str,
    /// The agreement's period with its place.
    pub(super) period: Option<(&'a Node, Period)>,
    pub(super) names: &'a Names<'a>,
    /// The earlier agreements that are free of mistakes.
    pub(super) others: &'a [Agreement],
}

impl<'a> Around<'a> {
    /// Another agreement, in its newest revision.
    fn newest(&self, id: &str) -> Option<&'a Agreement> {
        self.others.iter().filter(|other| &*other.id == id).max_by_key(|other| other.revision)
    }
}

/// All rules and the questions they depend on, those of rules taken over among them.
pub(super) fn rules<'r>(
    reader: &Reader<'r>,
    questions: Vec<OpenQuestion>,
    sets: &Sets<'r>,
    around: &Around<'_>,
) -> (Vec<Rule>, Vec<OpenQuestion>) {
    let mut tables: Vec<(&'static str, &Table)> = RuleKind::TOPICS
        .into_iter()
        .flat_map(|topic| reader.tables(topic).into_iter().map(move |table| (topic, table)))
        .collect();
    tables.sort_by_key(|(_, table)| table.span.start);
    let mut context = Context { sink: reader.sink, file: reader.table, questions, sets, around, rules: Vec::new() };
    for (topic, table) in tables {
        if let Some(rule) = context.rule(topic, table) {
            context.rules.push(rule);
        }
    }
    (context.rules, context.questions)
}

struct Context<'c, 'r> {
    sink: &'r Sink,
    file: &'r Table,
    questions: Vec<OpenQuestion>,
    sets: &'c Sets<'r>,
    around: &'c Around<'c>,
    rules: Vec<Rule>,
}

impl Context<'_, '_> {
    fn rule(&mut self, topic: &'static str, table: &Table) -> Option<Rule> {
        let name = format!("[[{topic}]]");
        let reader = Reader::new(self.sink, table, &name);
        let id = reader.id("id");
        let same_as = reader.entry("same_as").map(|entry| self.same_as(&entry.value, topic));
        let base_unread = same_as.as_ref().is_some_and(Option::is_none);
        let base = same_as.flatten();
        let fields = Fields {
            reader: &reader,
            rule: id.as_deref().unwrap_or_default(),
            questions: &self.questions,
            sets: self.sets,
            file: self.file,
            base_unread,
        };
        let base = base.as_ref();
        let title = fields.or_base("title", base, |rule| rule.title.clone(), |sink, node| sink.both(node));
        let force = (topic != "scope")
            .then(|| fields.or_base("force", base.and_then(|rule| rule.force).as_ref(), |force| *force, Sink::word));
        let years = fields.or_base("years", base, |rule| rule.years.clone(), Sink::years);
        let clauses = reader.references("clauses");
        let only_under = reader.entry("only_under").map(|entry| self.only_under(&entry.value));
        let kind = kinds::kind(topic, &fields, base.map(|rule| &rule.kind));
        self.check_years(&reader, years.as_deref());
        if let (Some(years), Some(RuleKind::TariffDevelopment(rule))) = (&years, &kind) {
            idle::check(&reader, years, rule);
        }
        reader.finish();
        Some(Rule {
            id: id?,
            title: title?,
            force: force.map_or(Some(None), |force| force.map(Some))?,
            clauses,
            years: years?,
            only_under: only_under.map_or(Some(None), |only| only.map(Some))?,
            same_as: base.and_then(|rule| rule.same_as.clone()),
            kind: kind?,
        })
    }

    /// A rule rules years, all of them within the agreement's period.
    fn check_years(&self, reader: &Reader<'_>, years: Option<&[Year]>) {
        let given = reader.table.get("years").map(|entry| &entry.value);
        let nodes = match given.map(|node| &node.value) {
            Some(Value::List(nodes)) => nodes.as_slice(),
            _ => &[],
        };
        if let Some(given) = given.filter(|_| nodes.is_empty() && years.is_some()) {
            let wanted = ("mindst ét år", "at least one year");
            self.sink.push(diags::empty_list(self.sink.place(&given.span), wanted));
        }
        let Some((period_at, period)) = &self.around.period else { return };
        let inherited = || reader.table.get("same_as").map(|entry| &entry.value);
        for (index, year) in years.into_iter().flatten().enumerate().filter(|(_, year)| !period.touches(**year)) {
            // A list with a mistake in it gives fewer years than it has places.
            let own = nodes.get(index).filter(|_| years.is_some_and(|years| years.len() == nodes.len()));
            let place = own.or(given).or_else(inherited).map_or(&reader.table.span, |node| &node.span);
            let places = (self.sink.place(place), self.sink.place(&period_at.span));
            self.sink.push(diags::year_outside(places.0, places.1, &year.to_string()));
        }
    }

    /// The rule whose fields this one takes, its questions brought over.
    fn same_as(&mut self, node: &Node, topic: &str) -> Option<Rule> {
        let name = self.sink.text(node)?;
        let found = match name.split_once('#') {
            None => self.rules.iter().find(|rule| *rule.id == *name).cloned(),
            Some((agreement, rule)) => self.around.newest(agreement).and_then(|other| {
                let mut rule = Rule { same_as: Some(Arc::from(name.as_str())), ..other.rule(rule)?.clone() };
                rule.renumber(&mut |question| match other.questions.get(question) {
                    Some(asked) => import(&mut self.questions, &other.id, asked),
                    None => question,
                });
                Some(rule)
            }),
        };
        match found {
            Some(rule) if rule.kind.topic() == topic => Some(rule),
            found => {
                self.no_base(node, &name, found.as_ref(), topic);
                None
            }
        }
    }

    /// Why there is nothing to take after; a rule with mistakes of its own is not told twice.
    fn no_base(&self, node: &Node, name: &str, other_kind: Option<&Rule>, topic: &str) {
        let (place, names) = (self.sink.place(&node.span), self.around.names);
        let (owner, id) = name.split_once('#').unwrap_or((self.around.stem, name));
        let earlier = owner != self.around.stem && revisions::named(owner).1.is_some();
        let declared = names.has(owner, What::Rule, id) && !earlier;
        if let Some(rule) = other_kind {
            let kind = rule.kind.topic();
            let note = (format!("`{name}` er en `[[{kind}]]`"), format!("`{name}` is a `[[{kind}]]`"));
            let known = self.rules.iter().filter(|rule| rule.kind.topic() == topic).map(|rule| &*rule.id);
            let what = ("reglen af samme slags", "rule of this kind");
            self.sink.push(diags::unknown_reference(place, what, name, known).note(note.0, note.1));
        } else if declared && (owner > self.around.stem || owner == self.around.stem && self.is_later(node, id)) {
            self.sink.push(diags::later_rule(place, name));
        } else if !declared && !names.is_doubtful(owner) {
            let full = if name.contains('#') { names.full(What::Rule) } else { Vec::new() };
            let known = names.of(self.around.stem, What::Rule).chain(full.iter().map(String::as_str));
            self.sink.push(diags::unknown_reference(place, What::Rule.noun(), name, known));
        }
    }

    /// True for a rule of this file that stands behind the place, or at it.
    fn is_later(&self, node: &Node, id: &str) -> bool {
        let rules = What::Rule.of(self.file);
        // A rule's table begins before its `same_as`, so a rule that names itself counts as later by its id.
        let at = rules.iter().rposition(|(table, _)| table.span.start <= node.span.start);
        let named = rules.iter().position(|(_, (other, _))| *other == id);
        named.is_some_and(|named| at.is_none_or(|at| named >= at))
    }

    fn only_under(&self, node: &Node) -> Option<(usize, usize)> {
        let reader = Reader::new(self.sink, self.sink.table(node)?, "only_under");
        let (question, reading) = (reader.text("question"), reader.text("reading"));
        let (question_at, place) = (reader.place_of("question"), reader.place_of("reading"));
        reader.finish();
        let question = question_named(self.sink, (&question?, question_at), &self.questions, self.sets)?;
        let readings = &self.questions.get(question)?.readings;
        let reading = reading?;
        let found = readings.iter().position(|other| *other.id == *reading);
        if found.is_none() {
            let known = readings.iter().map(|reading| &*reading.id);
            self.sink.push(diags::unknown_reference(place, ("læsningen", "reading"), &reading, known));
        }
        Some((question, found?))
    }
}
