//! An agreement printed as a ruleset file, its keys in the order of `agreements/TEMPLATE.toml`.

mod literal;

use super::fields::word;
use super::{Agreement, Disposition, FieldValue, OpenQuestion, Rule};
use literal::Literal;
use std::fmt::Display;
use std::sync::Arc;

impl Agreement {
    /// The agreement as the text of one ruleset file, clauses and all.
    ///
    /// [`Register::from_files`](crate::Register::from_files) makes the same model of it, where the file with its
    /// parties and the agreements that it takes rules from stand beside it. The digest is the text's own, and
    /// comments are no part of the model.
    pub fn to_toml(&self) -> String {
        let mut out = Printer { text: String::from("schema = 1\n") };
        self.print_head(&mut out);
        self.rules.iter().for_each(|rule| self.print_rule(rule, &mut out));
        let own = self.questions.iter().filter(|question| question.origin.is_none());
        own.for_each(|question| self.print_question(question, &mut out));
        self.print_content(&mut out);
        self.print_documents(&mut out);
        out.text
    }

    fn print_head(&self, out: &mut Printer) {
        out.text.push_str("\n[agreement]\n");
        out.key("id", &self.id);
        out.key("revision", &self.revision);
        out.key("title", &self.title);
        out.written("in_force", format_args!("{{ from = {}, to = {} }}", self.in_force.from, self.in_force.to));
        out.key("text", &word(&self.text));
        out.key("parties", &self.parties.id);
        for approval in &self.approvals {
            out.table("approval");
            out.key("id", &approval.id);
            out.key("text", &approval.text);
            out.key("date", &approval.date);
            out.key("clauses", &approval.clauses);
        }
        for basis in &self.legal_basis {
            out.table("legal_basis");
            out.key("title", &basis.title);
            out.key("date", &basis.date);
            out.key("clauses", &basis.clauses);
        }
    }

    /// Fields left to a question of another agreement are not printed: `same_as` brings them.
    fn print_rule(&self, rule: &Rule, out: &mut Printer) {
        out.table(rule.kind.topic());
        out.key("id", &rule.id);
        out.key("same_as", &rule.same_as);
        out.key("title", &rule.title);
        out.key("force", &rule.force.map(|force| word(&force)));
        out.key("clauses", &rule.clauses);
        out.key("years", &rule.years);
        for field in rule.fields(self) {
            match &field.value {
                FieldValue::Fixed(value) | FieldValue::Chosen { chosen: value } => {
                    out.written(field.key.name(), field_literal(field.key.name(), &value.to_string()))
                }
                FieldValue::Open { question, .. } if self.asks(rule, question) => {
                    out.written(field.key.name(), format_args!("{{ question = {} }}", question.literal()));
                }
                FieldValue::Open { .. } => {}
            }
        }
        if let Some((question, reading)) = rule.only_under
            && let Some(question) = self.questions.get(question)
            && let Some(reading) = question.readings.get(reading)
        {
            let (question, reading) = (question.id.literal(), reading.id.literal());
            out.written("only_under", format_args!("{{ question = {question}, reading = {reading} }}"));
        }
    }

    /// True when the rule depends on this agreement's own question of that id.
    fn asks(&self, rule: &Rule, id: &str) -> bool {
        let mut asked = rule.questions().into_iter().filter_map(|question| self.questions.get(question));
        asked.any(|question| question.origin.is_none() && &*question.id == id)
    }

    fn print_question(&self, question: &OpenQuestion, out: &mut Printer) {
        out.table("open_question");
        out.key("id", &question.id);
        out.key("text", &question.text);
        let preferred = question.preferred.and_then(|preferred| question.readings.get(preferred));
        out.key("preferred", &preferred.map(|reading| Arc::clone(&reading.id)));
        out.key("why", &question.why);
        out.key("clauses", &question.clauses);
        for reading in &question.readings {
            out.table("open_question.reading");
            out.key("id", &reading.id);
            out.key("text", &reading.text);
            let rules = self.rules.iter().filter(|rule| self.asks(rule, &question.id));
            let set: Vec<String> = rules.filter_map(|rule| self.set_by(rule, &question.id, &reading.id)).collect();
            if !set.is_empty() {
                out.written("set", format_args!("{{ {} }}", set.join(", ")));
            }
        }
    }

    /// `rule = { field = value, … }`: what a reading sets of a rule, if anything.
    fn set_by(&self, rule: &Rule, asked: &str, reading: &str) -> Option<String> {
        let fields: Vec<String> = rule
            .fields(self)
            .iter()
            .filter_map(|field| match &field.value {
                FieldValue::Open { question, readings, .. } if &**question == asked => {
                    let (_, value) = readings.iter().find(|(one, _)| &**one == reading)?;
                    let key = field.key.name();
                    Some(format!("{key} = {}", field_literal(key, &value.to_string())))
                }
                _ => None,
            })
            .collect();
        (!fields.is_empty()).then(|| format!("{} = {{ {} }}", bare(&rule.id), fields.join(", ")))
    }

    fn print_content(&self, out: &mut Printer) {
        for silent in &self.not_stated {
            out.table("not_stated");
            out.key("topic", &silent.topic);
            out.key("text", &silent.text);
            out.key("looked_in", &silent.looked_in);
            let chosen = silent.chosen.iter().map(|(rule, keys)| {
                let keys: Vec<String> = keys.iter().map(|key| key.name().to_owned()).collect();
                format!("{} = {}", bare(rule), keys.literal())
            });
            let chosen: Vec<String> = chosen.collect();
            if !chosen.is_empty() {
                out.written("chosen", format_args!("{{ {} }}", chosen.join(", ")));
            }
        }
        for area in &self.development_areas {
            out.table("development_area");
            out.key("id", &area.id);
            out.key("name", &area.name);
            out.key("proposed", &area.proposed);
            out.key("lineage", &word(&area.lineage));
            out.key("continues", &area.continues.as_ref().map(|other| Arc::clone(&other.area)));
            out.key("link", &area.continues.as_ref().map(|other| word(&other.link)));
            out.key("target_groups", &area.target_groups);
            out.key("summary", &area.summary);
            out.key("clauses", &area.clauses);
        }
        for commitment in &self.commitments {
            out.table("commitment");
            out.key("id", &commitment.id);
            out.key("addressee", &commitment.addressee);
            out.key("text", &commitment.text);
            out.key("topic", &commitment.topic.map(|topic| word(&topic)));
            out.key("force", &commitment.force.map(|force| word(&force)));
            out.key("due", &commitment.due);
            out.key("clauses", &commitment.clauses);
        }
        for figure in &self.stated_figures {
            out.table("stated_figure");
            out.key("id", &figure.id);
            out.key("value", &figure.value.to_string());
            out.key("unit", &figure.unit);
            out.key("approximate", &figure.approximate);
            out.key("text", &figure.text);
            out.key("clauses", &figure.clauses);
        }
    }

    fn print_documents(&self, out: &mut Printer) {
        for source in &self.sources {
            out.table("source");
            out.key("id", &source.id);
            out.key("title", &source.title);
            out.key("publisher", &source.publisher);
            out.key("file", &source.file);
            out.key("sha256", &source.sha256);
            out.key("read", &source.read);
        }
        for clause in &self.clauses {
            out.table("clause");
            out.key("id", &clause.id);
            out.key("source", &clause.source);
            out.key("section", &clause.section);
            out.key("first", &clause.first);
            out.key("last", &clause.last);
            out.key("sha256", &clause.sha256);
            out.key("summary", &clause.summary);
            let (disposition, reason) = match &clause.disposition {
                Disposition::Modelled => ("modelled", None),
                Disposition::NotModelled(reason) => ("not-modelled", Some(reason.clone())),
                Disposition::NotARule => ("not-a-rule", None),
            };
            out.key("disposition", disposition);
            out.key("reason", &reason);
        }
    }
}

/// An id as a key: a slash may stand in an id, but not in a bare key.
fn bare(id: &str) -> String {
    if id.contains('/') { id.literal() } else { id.to_owned() }
}

/// A rule's field as TOML: years and numbers of years are bare, words and percentages are texts.
fn field_literal(name: &str, value: &str) -> String {
    match name {
        "also_against" => format!("[{}]", value.split_whitespace().collect::<Vec<_>>().join(", ")),
        "base_year" | "at_most_percent" if value.contains(' ') => named(value),
        _ if name.ends_with("_year") || name.ends_with("_years") => value.to_owned(),
        _ => value.literal(),
    }
}

/// `years_before 1` as `{ years_before = 1 }`.
fn named(value: &str) -> String {
    let words: Vec<&str> = value.split_whitespace().collect();
    let entry = |pair: &[&str]| match pair {
        ["years_before", years] => format!("years_before = {years}"),
        [name, percent] => format!("{name} = {}", percent.literal()),
        _ => String::new(),
    };
    format!("{{ {} }}", words.chunks(2).map(entry).collect::<Vec<_>>().join(", "))
}

struct Printer {
    text: String,
}

impl Printer {
    fn table(&mut self, name: &str) {
        self.written_line(format_args!("\n[[{name}]]"));
    }

    /// `key = value`, or nothing where the value is `None`.
    fn key<T: Literal + ?Sized>(&mut self, key: &str, value: &T) {
        let literal = value.literal();
        if !literal.is_empty() {
            self.written(key, literal);
        }
    }

    /// `key = value` with a value that is TOML already.
    fn written(&mut self, key: &str, value: impl Display) {
        self.written_line(format_args!("{key} = {value}"));
    }

    fn written_line(&mut self, line: impl Display) {
        self.text.push_str(&format!("{line}\n"));
    }
}
