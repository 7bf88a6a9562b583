//! One agreement: rules, open questions, areas, commitments, what it does not state; its clauses on request.

use crate::SCHEMA;
use crate::clauses;
use crate::document::{
    Block, Cell, Column, Document, Item, Row, Section, Sheet, Table, clause_id, date, reading_id, text,
};
use crate::json;
use rammeaftale::agreement::{
    Agreement, AreaReference, Clause, Commitment, DevelopmentArea, Disposition, Key, Lineage, OpenQuestion, Rule,
    StatedFigure,
};
use rammeaftale::assessment::AgreementStamp;
use rammeaftale::proof::Passages;
use rammeaftale::sentence;
use rammeaftale::text::{Lang, Text, plain, visible};
use serde_json::{Map, Value, json};

/// The agreement as a document; with passages, every clause with what its source says.
pub fn agreement(agreement: &Agreement, clauses: bool, passages: Option<Passages<'_>>) -> Document {
    let mut rules: Vec<Item> = agreement.rules.iter().map(|one| rule(agreement, one)).collect();
    if rules.is_empty() {
        rules.push(Item::new(Text::new("ingen", "none")));
    }
    let all = if clauses { agreement.clauses.as_slice() } else { &[] };
    let sections: Vec<Section> = [
        ("rules", Text::new("Regler", "Rules"), rules),
        (
            "questions",
            Text::new("Åbne spørgsmål", "Open questions"),
            each(&agreement.questions, |one| question(one, "")),
        ),
        ("areas", Text::new("Udviklingsområder", "Development areas"), each(&agreement.development_areas, area)),
        (
            "commitments",
            Text::new("Løfter, som intet budget kan bryde", "Commitments that no budget can break"),
            each(&agreement.commitments, commitment),
        ),
        (
            "figures",
            Text::new("Tal i teksten, der ikke er regler", "Figures stated that are no rules"),
            each(&agreement.stated_figures, stated),
        ),
        (
            "not-stated",
            Text::new("Det siger teksten ikke", "What the text does not state"),
            each(&agreement.not_stated, |one| Item::new(text!("{} [{}]", one.text, one.topic))),
        ),
        ("clauses", Text::new("Klausuler", "Clauses"), each(all, |one| clause(agreement, one, passages))),
    ]
    .into_iter()
    .map(|(id, title, items)| Section::new(id, title, Block::list(items).into_iter().collect()))
    .collect();
    let revision = |word: &str| format!(" ({}, {word} {})", agreement.id, agreement.revision);
    let title = text!("{}{}", agreement.title, Text::new(revision("udgave"), revision("revision")));
    let data = data(&sections);
    let sheets = vec![Sheet::new("Data", "Data", data)];
    Document {
        title,
        lead: vec![Block::List(head(agreement))],
        sections,
        sheets,
        stamps: vec![AgreementStamp::of(agreement)],
    }
}

fn each<T>(all: &[T], item: impl FnMut(&T) -> Item) -> Vec<Item> {
    all.iter().map(item).collect()
}

/// Every item with the section and the item it stands under.
fn data(sections: &[Section]) -> Table {
    let columns = vec![
        Column::new("afsnit", "section"),
        Column::new("punkt", "item"),
        Column::new("hører under", "belongs to"),
        Column::new("klausuler", "clauses"),
    ];
    let mut rows = Vec::new();
    for section in sections {
        for block in &section.blocks {
            if let Block::List(items) = block {
                collect(&section.title, None, items, &mut rows);
            }
        }
    }
    Table { columns, rows }
}

fn collect(section: &Text, under: Option<&Text>, items: &[Item], rows: &mut Vec<Row>) {
    for item in items {
        rows.push(Row::new(vec![
            Cell::text(section.clone()),
            Cell::text(item.text.clone()),
            under.map_or(Cell::Empty, |text| Cell::text(text.clone())),
            Cell::same(&item.clauses.join(", ")),
        ]));
        collect(section, Some(&item.text), &item.items, rows);
    }
}

fn head(agreement: &Agreement) -> Vec<Item> {
    let (from, to) = (agreement.in_force.from, agreement.in_force.to);
    let day = |day| Text::new(date(day, Lang::Da), date(day, Lang::En));
    let (parties, region) = (agreement.parties.municipalities.len(), &agreement.parties.region.1);
    let mut items = vec![
        Item::new(text!(da: "gælder fra {} til {}", en: "in force from {} to {}", day(from), day(to))),
        Item::new(text!(da: "teksten her er {}", en: "the text at hand is {}", sentence::text_status(agreement.text))),
        Item::new(text!(da: "parter: {} kommuner og {}", en: "parties: {} municipalities and {}", parties, region)),
    ];
    items.extend(agreement.approvals.iter().map(|one| {
        let due = one.date.map_or_else(Text::default, |date| text!(" ({})", day(date)));
        Item::new(text!("{}{}", one.text, due)).citing(&one.clauses)
    }));
    items.extend(
        agreement
            .legal_basis
            .iter()
            .map(|one| Item::new(text!(da: "lovgrundlag: {}", en: "legal basis: {}", one.title)).citing(&one.clauses)),
    );
    items.extend(agreement.sources.iter().map(|source| {
        let read = format!("{} ({}…)", source.publisher, short(&source.sha256));
        Item::new(text!(da: "kilde: {} – {}", en: "source: {} – {}", source.title, read))
    }));
    items
}

fn rule(agreement: &Agreement, rule: &Rule) -> Item {
    let force = rule.force.map_or_else(Text::default, |force| text!(", {}", sentence::force(force)));
    let years: Vec<String> = rule.years.iter().map(ToString::to_string).collect();
    let mut under = Vec::new();
    if let Some((question, reading)) = rule.only_under {
        let asked = agreement.questions.get(question);
        let chosen = asked.and_then(|asked| Some((asked, asked.readings.get(reading)?)));
        under.extend(chosen.map(|(asked, one)| {
            let text = &one.text;
            Item::new(text!("{}: {} ({}={})", sentence::key(Key::OnlyUnder), text, asked.id, one.id))
        }));
    }
    under.extend(rule.fields(agreement).iter().map(|field| Item::new(sentence::field(field))));
    let text = text!("{} [{}{}, {}]", sentence::rule(rule), rule.id, force, years.join(" "));
    Item::new(text).citing(&rule.clauses).over(under)
}

/// A question and its readings, each with an id of its own in a part of a document.
pub(crate) fn question(question: &OpenQuestion, part: &str) -> Item {
    let origin = question.origin.as_ref();
    let origin = origin.map_or_else(Text::default, |origin| text!(da: " fra {}", en: " from {}", origin));
    let readings = question.readings.iter().enumerate().map(|(number, reading)| {
        let preferred = question.preferred == Some(number);
        let mark = if preferred { Text::new(" (foretrukket)", " (preferred)") } else { Text::default() };
        let told = Item::new(text!("{}{} [{}={}]", reading.text, mark, question.id, reading.id));
        told.named(reading_id(part, &question.id, &reading.id))
    });
    let why = question.why.iter().map(|why| Item::new(text!(da: "hvorfor: {}", en: "why: {}", why)));
    Item::new(text!("{} [{}{}]", question.text, question.id, origin))
        .citing(&question.clauses)
        .within(part)
        .over(readings.chain(why).collect())
}

fn area(area: &DevelopmentArea) -> Item {
    let proposed = if area.proposed { Text::new(" (foreslået)", " (proposed)") } else { Text::default() };
    let lineage = match area.lineage {
        Lineage::New => Text::new("nyt", "new"),
        Lineage::Continued => Text::new("videreført", "continued"),
        Lineage::FollowedUp => Text::new("fulgt op", "followed up"),
        Lineage::NotStated => Text::new("oprindelse ikke nævnt", "lineage not stated"),
    };
    let from = area.continues.as_ref().map_or_else(Text::default, continued);
    let groups = area.target_groups.iter().map(|group| text!("for {}", group));
    let under = std::iter::once(text!("{}{}", lineage, from)).chain(groups);
    Item::new(text!("{}{}: {}", area.name, proposed, area.summary))
        .citing(&area.clauses)
        .over(under.map(Item::new).collect())
}

fn continued(link: &AreaReference) -> Text {
    text!(da: " fra {}", en: " from {}", sentence::area(link))
}

fn commitment(one: &Commitment) -> Item {
    let due = one.due.map(|day| format!(" ({day})")).unwrap_or_default();
    let force = one.force.map_or_else(Text::default, |force| text!(", {}", sentence::force(force)));
    Item::new(text!("{}{}: {}{}", one.addressee, force, one.text, due)).citing(&one.clauses)
}

fn stated(one: &StatedFigure) -> Item {
    let about = if one.approximate { Text::new("ca. ", "about ") } else { Text::default() };
    let value = Text::new(plain(one.value, Lang::Da), plain(one.value, Lang::En));
    Item::new(text!("{}{} {}: {}", about, value, one.unit, one.text)).citing(&one.clauses)
}

fn clause(agreement: &Agreement, clause: &Clause, passages: Option<Passages<'_>>) -> Item {
    let state = match &clause.disposition {
        Disposition::Modelled => Text::new("modelleret", "modelled"),
        Disposition::NotModelled(reason) => text!(da: "ikke modelleret: {}", en: "not modelled: {}", reason),
        Disposition::NotARule => Text::new("ingen regel", "not a rule"),
    };
    let place = text!("{}; {}", clauses::place(agreement, clause), state);
    let said = passages.map(|passages| passage(passages, &agreement.id, &clause.id));
    let under = std::iter::once(place).chain(said).map(Item::new).collect();
    clauses::item(agreement, clause, &clause.id, clause_id("", &clause.id)).over(under)
}

/// A passage in quotes, or why it cannot be shown.
pub(crate) fn passage(passages: Passages<'_>, agreement: &str, clause: &str) -> Text {
    match passages.get(agreement, clause) {
        Ok(passage) => Text::same(&format!("»{}«", visible(passage))),
        Err(why) => text!(da: "(passagen kan ikke vises: {})", en: "(the passage cannot be shown: {})", why),
    }
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
