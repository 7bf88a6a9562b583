//! Rules of every kind, in the order of the file.

mod fields;
mod idle;
mod kinds;

use super::diags;
use super::questions::{Sets, import, question_named};
use super::reader::{Reader, Sink};
use crate::agreement::{Agreement, OpenQuestion, Period, Rule, RuleKind};
use crate::raw::Table;
use fields::Fields;
use std::sync::Arc;

/// All rules and the questions they depend on, those of rules taken over among them.
pub(super) fn rules<'r>(
    reader: &Reader<'r>,
    questions: Vec<OpenQuestion>,
    sets: &Sets<'r>,
    period: Option<Period>,
    others: &[Agreement],
) -> (Vec<Rule>, Vec<OpenQuestion>) {
    let mut tables: Vec<(&'static str, &Table)> = RuleKind::TOPICS
        .into_iter()
        .flat_map(|topic| reader.tables(topic).into_iter().map(move |table| (topic, table)))
        .collect();
    tables.sort_by_key(|(_, table)| table.span.start);
    let mut context = Context { sink: reader.sink, questions, sets, period, others, rules: Vec::new() };
    for (topic, table) in tables {
        if let Some(rule) = context.rule(topic, table) {
            context.rules.push(rule);
        }
    }
    (context.rules, context.questions)
}

struct Context<'c, 'r> {
    sink: &'r Sink,
    questions: Vec<OpenQuestion>,
    sets: &'c Sets<'r>,
    period: Option<Period>,
    others: &'c [Agreement],
    rules: Vec<Rule>,
}

impl Context<'_, '_> {
    fn rule(&mut self, topic: &'static str, table: &Table) -> Option<Rule> {
        let name = format!("[[{topic}]]");
        let reader = Reader::new(self.sink, table, &name);
        let id = reader.id("id")?;
        let same_as = reader.entry("same_as").map(|entry| self.same_as(&reader, &entry.value, topic));
        if same_as.as_ref().is_some_and(Option::is_none) {
            // The fields it would take are not at hand: asking for them would only repeat the mistake.
            return None;
        }
        let base = same_as.flatten();
        let fields = Fields { reader: &reader, rule: &id, questions: &self.questions, sets: self.sets };
        let base = base.as_ref();
        let title = fields.or_base("title", base, |rule| rule.title.clone(), |sink, node| sink.both(node));
        let force = (topic != "scope")
            .then(|| fields.or_base("force", base.and_then(|rule| rule.force).as_ref(), |force| *force, Sink::word));
        let years = fields.or_base("years", base, |rule| rule.years.clone(), Sink::years);
        let clauses = reader.references("clauses");
        let only_under = reader.entry("only_under").map(|entry| self.only_under(&entry.value));
        let kind = kinds::kind(topic, &fields, base.map(|rule| &rule.kind));
        self.check(&reader, &id, years.as_deref(), &clauses);
        if let (Some(years), Some(RuleKind::TariffDevelopment(rule))) = (&years, &kind) {
            idle::check(&reader, years, rule);
        }
        reader.finish();
        Some(Rule {
            id,
            title: title?,
            force: force.map_or(Some(None), |force| force.map(Some))?,
            clauses,
            years: years?,
            only_under: only_under.map_or(Some(None), |only| only.map(Some))?,
            same_as: base.and_then(|rule| rule.same_as.clone()),
            kind: kind?,
        })
    }

    fn check(&self, reader: &Reader<'_>, id: &Arc<str>, years: Option<&[crate::quantity::Year]>, clauses: &[Arc<str>]) {
        if clauses.is_empty() {
            self.sink.push(diags::no_clause(reader.place_of_table(), id));
        }
        if self.rules.iter().any(|rule| rule.id == *id) {
            let place = reader.place_of("id");
            self.sink.push(diags::duplicate_id(place, reader.place_of_table(), ("reglen", "the rule"), id));
        }
        for year in years.into_iter().flatten() {
            if self.period.is_some_and(|period| !period.touches(*year)) {
                self.sink.push(diags::year_outside(reader.place_of("years"), &year.to_string()));
            }
        }
    }

    /// The rule whose fields this one takes, its questions brought over.
    fn same_as(&mut self, reader: &Reader<'_>, node: &crate::raw::Node, topic: &str) -> Option<Rule> {
        let name = self.sink.text(node)?;
        let found = match name.split_once('#') {
            None => self.rules.iter().find(|rule| *rule.id == *name).cloned(),
            Some((agreement, rule)) => self.others.iter().find(|other| &*other.id == agreement).and_then(|other| {
                let mut rule = Rule { same_as: Some(Arc::from(name.as_str())), ..other.rule(rule)?.clone() };
                rule.renumber(&mut |question| match other.questions.get(question) {
                    Some(asked) => import(&mut self.questions, &other.id, asked),
                    None => question,
                });
                Some(rule)
            }),
        };
        let found = found.filter(|rule| rule.kind.topic() == topic);
        if found.is_none() {
            let known = self.rules.iter().map(|rule| &*rule.id);
            let place = reader.place_of("same_as");
            self.sink.push(diags::unknown_reference(place, ("reglen", "rule"), &name, known));
        }
        found
    }

    fn only_under(&self, node: &crate::raw::Node) -> Option<(usize, usize)> {
        let reader = Reader::new(self.sink, self.sink.table(node)?, "only_under");
        let (question, reading) = (reader.text("question"), reader.text("reading"));
        let place = reader.place_of("reading");
        reader.finish();
        let question = question_named(self.sink, node, &question?, &self.questions)?;
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
