//! One agreement: rules, open questions, areas, commitments, what it does not state; its clauses on request.

use crate::SCHEMA;
use crate::json;
use crate::summary::passage;
use rammeaftale::agreement::{
    Agreement, Clause, DevelopmentArea, Disposition, Field, FieldValue, Force, Lineage, LinkWord, OpenQuestion, Rule,
    TextStatus, Value as FieldText,
};
use rammeaftale::proof::Passages;
use rammeaftale::text::{Lang, Text, plain};
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// The agreement as text; with passages, every clause with what its document says.
pub fn agreement(agreement: &Agreement, lang: Lang, clauses: bool, passages: Option<Passages<'_>>) -> String {
    let mut page = Page { out: String::new(), lang };
    page.head(agreement);
    page.section(&Text::new("Regler", "Rules"), true);
    agreement.rules.iter().for_each(|rule| page.rule(agreement, rule));
    if agreement.rules.is_empty() {
        page.line(1, &Text::new("ingen", "none"));
    }
    page.section(&Text::new("Åbne spørgsmål", "Open questions"), !agreement.questions.is_empty());
    agreement.questions.iter().for_each(|question| page.question(question));
    page.section(&Text::new("Udviklingsområder", "Development areas"), !agreement.development_areas.is_empty());
    agreement.development_areas.iter().for_each(|area| page.area(area));
    page.section(
        &Text::new("Løfter, som intet budget kan bryde", "Commitments that no budget can break"),
        !agreement.commitments.is_empty(),
    );
    for one in &agreement.commitments {
        let due = one.due.map(|day| format!(" ({day})")).unwrap_or_default();
        let whose = join(&one.addressee, "", &one.force.map_or_else(|| Text::new("", ""), force), "");
        page.line(1, &join(&whose, ": ", &one.text, &(due + &cited(&one.clauses))));
    }
    page.section(
        &Text::new("Tal i teksten, der ikke er regler", "Figures stated that are no rules"),
        !agreement.stated_figures.is_empty(),
    );
    for one in &agreement.stated_figures {
        let about = if one.approximate { Text::new("ca. ", "about ") } else { Text::new("", "") };
        let value = Text::new(plain(one.value, Lang::Da), plain(one.value, Lang::En));
        let figure = join(&join(&about, "", &value, ""), " ", &one.unit, "");
        page.line(1, &join(&figure, ": ", &one.text, &cited(&one.clauses)));
    }
    page.section(
        &Text::new("Det siger teksten ikke", "What the text does not state"),
        !agreement.not_stated.is_empty(),
    );
    for one in &agreement.not_stated {
        page.line(1, &join(&Text::new(&*one.topic, &*one.topic), ": ", &one.text, ""));
    }
    if clauses {
        page.section(&Text::new("Klausuler", "Clauses"), !agreement.clauses.is_empty());
        for clause in &agreement.clauses {
            page.clause(clause);
            if let Some(passages) = passages {
                page.line(2, &passage(passages, &agreement.id, &clause.id));
            }
        }
    }
    page.out
}

struct Page {
    out: String,
    lang: Lang,
}

impl Page {
    fn line(&mut self, depth: usize, text: &Text) {
        self.out.push_str(&"  ".repeat(depth));
        self.out.push_str(text.get(self.lang));
        self.out.push('\n');
    }

    /// A heading, unless there is nothing below it.
    fn section(&mut self, title: &Text, filled: bool) {
        if !filled {
            return;
        }
        self.out.push('\n');
        self.line(0, title);
        self.out.push('\n');
    }

    fn head(&mut self, agreement: &Agreement) {
        let status = match agreement.text {
            TextStatus::Agreement => Text::new("aftaleteksten", "the agreement"),
            TextStatus::Draft => Text::new("kun et udkast", "a draft only"),
            TextStatus::Proposal => Text::new("kun et forslag", "a proposal only"),
            TextStatus::Account => Text::new("kun andres omtale af aftalen", "only another's account of the agreement"),
            TextStatus::Invented => Text::new("opdigtet", "invented"),
        };
        let revision = |word: &str| format!(" ({}, {word} {})", agreement.id, agreement.revision);
        self.line(0, &join(&agreement.title, "", &Text::new(revision("udgave"), revision("revision")), ""));
        let (from, to) = (agreement.in_force.from, agreement.in_force.to);
        let danish = format!("gælder fra {} til {}", from.format("%d-%m-%Y"), to.format("%d-%m-%Y"));
        self.line(1, &Text::new(danish, format!("in force from {from} to {to}")));
        self.line(1, &join(&Text::new("teksten her er", "the text at hand is"), " ", &status, ""));
        let parties = agreement.parties.municipalities.len();
        let region = &agreement.parties.region.1;
        self.line(
            1,
            &Text::new(
                format!("parter: {parties} kommuner og {region}"),
                format!("parties: {parties} municipalities and {region}"),
            ),
        );
        for one in &agreement.approvals {
            let day = one.date.map_or_else(
                || Text::new("", ""),
                |day| Text::new(day.format(" (%d-%m-%Y)").to_string(), format!(" ({day})")),
            );
            self.line(1, &join(&one.text, "", &day, &cited(&one.clauses)));
        }
        for one in &agreement.legal_basis {
            let basis = Text::new("lovgrundlag: ", "legal basis: ");
            self.line(1, &join(&basis, "", &Text::new(&*one.title, &*one.title), &cited(&one.clauses)));
        }
        for source in &agreement.sources {
            let word = Text::new("kilde: ", "source: ");
            self.line(
                1,
                &join(&word, "", &source.title, &format!(" – {} ({}…)", source.publisher, short(&source.sha256))),
            );
        }
    }

    fn rule(&mut self, agreement: &Agreement, rule: &Rule) {
        let force = rule.force.map_or_else(|| Text::new("", ""), force);
        let years: Vec<String> = rule.years.iter().map(ToString::to_string).collect();
        let (id, years, cited) = (&rule.id, years.join(" "), cited(&rule.clauses));
        let tail =
            Text::new(format!(" [{id}{}, {years}]{cited}", force.da), format!(" [{id}{}, {years}]{cited}", force.en));
        self.line(1, &join(&rule.title, "", &tail, ""));
        if let Some((question, reading)) = rule.only_under {
            let asked = agreement.questions.get(question);
            let reading =
                asked.and_then(|asked| asked.readings.get(reading)).map(|one| one.id.to_string()).unwrap_or_default();
            let question = asked.map(|asked| asked.id.to_string()).unwrap_or_default();
            self.line(
                2,
                &Text::new(
                    format!("kun under læsningen {question} = {reading}"),
                    format!("only under the reading {question} = {reading}"),
                ),
            );
        }
        for field in rule.fields(agreement) {
            self.field(&field);
        }
    }

    fn field(&mut self, field: &Field) {
        let key = field.key.name();
        let shown = |value: &FieldText, nothing: &str| {
            let value = value.to_string();
            if value.is_empty() { nothing.to_owned() } else { value }
        };
        let text = match &field.value {
            FieldValue::Fixed(value) => {
                Text::new(format!("{key} = {}", shown(value, "intet")), format!("{key} = {}", shown(value, "none")))
            }
            FieldValue::Open { question, readings } => {
                let values: Vec<String> = readings.iter().map(|(_, value)| shown(value, "–")).collect();
                let values = values.join(" | ");
                Text::new(
                    format!("{key} = åbent: {question} ({values})"),
                    format!("{key} = open: {question} ({values})"),
                )
            }
        };
        self.line(2, &text);
    }

    fn question(&mut self, question: &OpenQuestion) {
        let origin = question.origin.as_ref().map(|origin| format!(" ({origin})")).unwrap_or_default();
        let id = Text::new(format!("{}{origin}: ", question.id), format!("{}{origin}: ", question.id));
        self.line(1, &join(&id, "", &question.text, &cited(&question.clauses)));
        for (number, reading) in question.readings.iter().enumerate() {
            let mark = if question.preferred == Some(number) { "*" } else { "-" };
            let head = format!("{mark} {}: ", reading.id);
            self.line(2, &join(&Text::new(&*head, &*head), "", &reading.text, ""));
        }
        if let Some(why) = &question.why {
            self.line(2, &join(&Text::new("* foretrukket: ", "* preferred: "), "", why, ""));
        }
    }

    fn area(&mut self, area: &DevelopmentArea) {
        let proposed = if area.proposed { Text::new(" (foreslået)", " (proposed)") } else { Text::new("", "") };
        self.line(1, &join(&join(&area.name, "", &proposed, ""), ": ", &area.summary, &cited(&area.clauses)));
        let lineage = match area.lineage {
            Lineage::New => Text::new("nyt", "new"),
            Lineage::Continued => Text::new("videreført", "continued"),
            Lineage::FollowedUp => Text::new("fulgt op", "followed up"),
            Lineage::NotStated => Text::new("oprindelse ikke nævnt", "lineage not stated"),
        };
        let from = area.continues.as_ref().map_or_else(
            || Text::new("", ""),
            |link| {
                let word = match link.link {
                    LinkWord::Document => Text::new("dokumentets ord", "the document's word"),
                    LinkWord::Ours => Text::new("vores læsning", "our reading"),
                };
                Text::new(format!(" fra {} ({})", link.area, word.da), format!(" from {} ({})", link.area, word.en))
            },
        );
        self.line(2, &join(&lineage, "", &from, ""));
        for group in &area.target_groups {
            self.line(2, &join(&Text::new("for ", "for "), "", group, ""));
        }
    }

    fn clause(&mut self, clause: &Clause) {
        let state = match &clause.disposition {
            Disposition::Modelled => Text::new("modelleret", "modelled"),
            Disposition::NotModelled(reason) => {
                Text::new(format!("ikke modelleret: {}", reason.da), format!("not modelled: {}", reason.en))
            }
            Disposition::NotARule => Text::new("ingen regel", "not a rule"),
        };
        let head = format!("{} ({}, {}…): ", clause.id, clause.source, short(&clause.sha256));
        self.line(1, &join(&Text::new(&*head, &*head), "", &clause.summary, ""));
        let from = format!("{}: »{}« … »{}«; ", clause.section, clause.first, clause.last);
        self.line(2, &join(&Text::new(&*from, &*from), "", &state, ""));
    }
}

fn force(force: Force) -> Text {
    match force {
        Force::Duty => Text::new(", pligt", ", duty"),
        Force::Prohibition => Text::new(", forbud", ", prohibition"),
        Force::Aim => Text::new(", mål", ", aim"),
        Force::FollowUp => Text::new(", opfølgning", ", follow-up"),
    }
}

fn join(first: &Text, between: &str, second: &Text, tail: &str) -> Text {
    Text::new(format!("{}{between}{}{tail}", first.da, second.da), format!("{}{between}{}{tail}", first.en, second.en))
}

fn cited(clauses: &[Arc<str>]) -> String {
    if clauses.is_empty() { String::new() } else { format!(" {{{}}}", clauses.join(", ")) }
}

fn short(fingerprint: &str) -> &str {
    fingerprint.get(..8).unwrap_or(fingerprint)
}

/// The agreement as JSON, every text in both languages.
///
/// # Errors
/// Never for an agreement made by the engine.
pub fn agreement_json(
    agreement: &Agreement,
    clauses: bool,
    passages: Option<Passages<'_>>,
) -> serde_json::Result<String> {
    let rules: Vec<Value> = agreement
        .rules
        .iter()
        .map(|rule| {
            let only_under = rule.only_under.and_then(|(question, reading)| {
                let asked = agreement.questions.get(question)?;
                Some(json!({ "question": asked.id, "reading": asked.readings.get(reading)?.id }))
            });
            json!({
                "id": rule.id, "kind": rule.kind.topic(), "title": rule.title, "force": rule.force,
                "years": rule.years, "clauses": rule.clauses, "only_under": only_under,
                "fields": rule.fields(agreement),
            })
        })
        .collect();
    let page = json!({
        "schema": SCHEMA,
        "agreement": { "id": agreement.id, "revision": agreement.revision, "digest": agreement.digest },
        "title": agreement.title,
        "in_force": agreement.in_force,
        "text": agreement.text,
        "approvals": agreement.approvals,
        "legal_basis": agreement.legal_basis,
        "sources": agreement.sources,
        "rules": rules,
        "open_questions": agreement.questions,
        "development_areas": agreement.development_areas,
        "commitments": agreement.commitments,
        "stated_figures": agreement.stated_figures,
        "not_stated": agreement.not_stated,
        "clauses": clauses.then_some(&agreement.clauses),
        "passages": passages.map(|passages| {
            let all = agreement.clauses.iter();
            all.map(|one| (one.id.to_string(), json::passage(passages, &agreement.id, &one.id))).collect::<Map<_, _>>()
        }),
    });
    serde_json::to_string_pretty(&page).map(|text| text + "\n")
}
