//! Agreements side by side, topic by topic, each pair after the other; with a portfolio, also what they say of it.

use crate::SCHEMA;
use crate::document::{Block, Cell, Column, Document, Item, Row, Section, Sheet, Table, id, text};
use crate::evaluation;
use crate::lineage;
use crate::matrix::{self, Judged};
use rammeaftale::agreement::{Agreement, Key, RuleKind};
use rammeaftale::compare::portfolio::Matrix;
use rammeaftale::compare::{Change, ComparedItem, Comparison, Fact, KeyChange, Line, Topic};
use rammeaftale::sentence;
use rammeaftale::text::Text;
use serde::Serialize;
use std::collections::BTreeSet;

/// What changed from each agreement to the next; with a portfolio, also what each says of it.
pub fn compare(comparisons: &[Comparison], agreements: &[&Agreement], judged: Option<&Judged<'_>>) -> Document {
    let mut titles: Vec<&Text> = comparisons.first().iter().map(|first| &first.from.title).collect();
    titles.extend(comparisons.iter().map(|one| &one.to.title));
    let list = |names: Vec<&str>| names.join(" → ");
    let names = Text::new(
        list(titles.iter().map(|title| &*title.da).collect()),
        list(titles.iter().map(|title| &*title.en).collect()),
    );
    let several = comparisons.len() > 1;
    let mut sections: Vec<Section> =
        comparisons.iter().filter(|one| one.has_changes()).flat_map(|one| topics(one, several)).collect();
    sections.extend(judged.iter().flat_map(|judged| matrix::sections(judged)));
    let mut lines: Vec<&Line> = comparisons.iter().flat_map(|one| &one.lineage).collect();
    lines.sort_by_key(|line| line.steps.first().map(|step| (step.from, &step.name.da)));
    lines.dedup();
    sections.push(lineage::section(&lines));
    let mut lead: Vec<Block> = comparisons.iter().flat_map(sentence::caveats).map(Block::Note).collect();
    lead.extend(judged.iter().flat_map(|judged| matrix::lead(judged)));
    let title = text!(da: "Hvad er ændret: {}", en: "What changed: {}", names);
    let changes = Sheet::new("Ændringer", "Changes", data(comparisons));
    let sources = evaluation::sources_sheet(agreements.iter().map(|one| (*one, cited(comparisons, one, judged))));
    let sheets = match judged {
        Some(judged) => matrix::workbook(judged, Some(changes), sources),
        None => vec![changes, sources],
    };
    let stamp = matrix::stamps(comparisons.iter().flat_map(|one| [&one.from.stamp, &one.to.stamp]));
    Document { title, lead, sections, sheets, stamp }
}

/// The clauses of an agreement that what was compared rests on, and what was found by it.
fn cited<'c>(
    comparisons: &'c [Comparison],
    agreement: &Agreement,
    judged: Option<&'c Judged<'_>>,
) -> BTreeSet<&'c str> {
    let of = |one: &'c Comparison| {
        let items = one.items.iter();
        let from = items.clone().filter(|_| one.from.stamp.id == agreement.id).flat_map(|item| &item.from_clauses);
        from.chain(items.filter(|_| one.to.stamp.id == agreement.id).flat_map(|item| &item.to_clauses))
    };
    let found = judged.map(|judged| judged.cited(&agreement.id)).unwrap_or_default();
    comparisons.iter().flat_map(of).map(|clause| &**clause).chain(found).collect()
}

/// A section a topic that has something to tell.
fn topics(comparison: &Comparison, several: bool) -> Vec<Section> {
    let pair = text!("{} → {}", comparison.from.title, comparison.to.title);
    let place = format!("{}-{}", comparison.from.stamp.id, comparison.to.stamp.id);
    let section = |topic: Topic| {
        let heading = sentence::topic(topic);
        let title = if several { text!("{}: {}", pair, heading) } else { heading };
        Section::new(&id(&[&place, &format!("{topic:?}")]), title, blocks(comparison, topic))
    };
    Topic::ALL.into_iter().map(section).collect()
}

fn blocks(comparison: &Comparison, topic: Topic) -> Vec<Block> {
    let items: Vec<&ComparedItem> = comparison.items.iter().filter(|item| item.topic == topic).collect();
    let mut blocks = Vec::new();
    let (tables, lists): (Vec<&ComparedItem>, Vec<&ComparedItem>) =
        items.into_iter().partition(|item| has_fields(item));
    for item in tables {
        blocks.extend(if item.from.is_some() && item.to.is_some() {
            fields(comparison, item)
        } else {
            alone(comparison, item)
        });
    }
    if topic == Topic::DevelopmentAreas {
        blocks.extend(Block::list(comparison.lineage.iter().map(|line| Item::new(sentence::line(line))).collect()));
    }
    // The lines tell what became of an area that stands in one agreement only.
    let told_already =
        |item: &&ComparedItem| topic == Topic::DevelopmentAreas && (item.from.is_none() || item.to.is_none());
    let lists: Vec<&ComparedItem> = lists.into_iter().filter(|item| !told_already(item)).collect();
    let (silent, told): (Vec<&ComparedItem>, Vec<&ComparedItem>) =
        lists.into_iter().partition(|item| item.table == "not_stated");
    blocks.extend(Block::list(told.into_iter().map(|item| listed(comparison, item)).collect()));
    blocks.extend(Block::list(silent.into_iter().map(|item| listed(comparison, item)).collect()));
    blocks
}

/// Rules, and the agreement itself, are told field by field.
fn has_fields(item: &ComparedItem) -> bool {
    RuleKind::TOPICS.contains(&item.table) || item.table == "agreement"
}

/// A rule that stands in one agreement only, with its fields.
fn alone(comparison: &Comparison, item: &ComparedItem) -> Vec<Block> {
    let field = |one: &KeyChange| {
        let fact = one.change.to().or(one.change.from())?;
        (one.key.key != Key::Title).then(|| Item::new(text!("{}: {}", key(one), sentence::fact(fact))))
    };
    let fields = item.changes.iter().filter_map(field).collect();
    vec![Block::List(vec![Item::new(sentence::compared(comparison, item)).over(fields)])]
}

/// A table of what differs, and a line of what does not.
fn fields(comparison: &Comparison, item: &ComparedItem) -> Vec<Block> {
    let columns = vec![
        Column::new("hvad", "what"),
        Column { heading: comparison.from.title.clone(), ..Column::new("", "") },
        Column { heading: comparison.to.title.clone(), ..Column::new("", "") },
        Column::new("ændring", "change").filtered(),
    ];
    // Municipalities are told in a line, not in a row each.
    let rows = item.changes.iter().filter(|one| one.key.key != Key::Municipality);
    let (same, differing): (Vec<&KeyChange>, Vec<&KeyChange>) =
        rows.partition(|one| matches!(one.change, Change::Same(_)));
    let cell = |fact: Option<&Fact>| fact.map_or(Cell::Empty, |fact| Cell::text(sentence::fact(fact)));
    let row = |one: &KeyChange| {
        Row::new(vec![
            Cell::text(key(one)),
            cell(one.change.from()),
            cell(one.change.to()),
            Cell::text(sentence::change_kind(comparison, &one.change)),
        ])
    };
    let mut blocks = Vec::new();
    if item.table != "agreement" {
        blocks.push(Block::Paragraph(sentence::compared(comparison, item)));
    }
    if !differing.is_empty() {
        blocks.push(Block::Table(Table { columns, rows: differing.iter().map(|one| row(one)).collect() }));
    }
    let apart = differing.iter().filter(|one| matches!(one.change, Change::NotComparable { .. }));
    blocks.extend(apart.map(|one| Block::Note(sentence::change(comparison, one))));
    blocks.extend(municipalities(item).map(Block::Paragraph));
    let same: Vec<Text> = same
        .into_iter()
        .filter_map(|one| Some(text!("{} ({})", key(one), sentence::fact(one.change.from()?))))
        .collect();
    if !same.is_empty() && item.has_changes() {
        let list = Text::new(
            same.iter().map(|text| &*text.da).collect::<Vec<_>>().join("; "),
            same.iter().map(|text| &*text.en).collect::<Vec<_>>().join("; "),
        );
        blocks.push(Block::Paragraph(text!(da: "Uændret: {}.", en: "Unchanged: {}.", list)));
    }
    blocks
}

/// The municipalities that are party in one agreement only.
fn municipalities(item: &ComparedItem) -> Option<Text> {
    let of = |name: &str| -> Vec<String> {
        let changes = item.changes.iter().filter(|one| one.key.key == Key::Municipality && one.change.name() == name);
        let facts = changes.filter_map(|one| one.change.to().or(one.change.from()));
        facts.map(|fact| sentence::fact(fact).da).collect()
    };
    let (added, removed) = (of("added").join(", "), of("removed").join(", "));
    match (added.is_empty(), removed.is_empty()) {
        (true, true) => None,
        (false, true) => Some(text!(da: "Nye kommuner: {}.", en: "New municipalities: {}.", added)),
        (true, false) => {
            Some(text!(da: "Kommuner, der ikke er med: {}.", en: "Municipalities not in it: {}.", removed))
        }
        (false, false) => Some(text!(
            da: "Nye kommuner: {}; ikke med: {}.", en: "New municipalities: {}; not in it: {}.", added, removed
        )),
    }
}

fn key(one: &KeyChange) -> Text {
    let key = sentence::key(one.key.key);
    one.key.part.as_ref().map_or_else(|| key.clone(), |part| text!("{} {}", key, part))
}

/// What became of an item, over what became of its keys where it stands in both.
fn listed(comparison: &Comparison, item: &ComparedItem) -> Item {
    let both = item.from.is_some() && item.to.is_some() && item.table != "not_stated";
    let changed = item
        .changes
        .iter()
        .filter(|one| both && one.change.is_change() && sentence::taken_over(comparison, item).is_none());
    let under = changed.map(|one| Item::new(sentence::change(comparison, one))).collect();
    Item::new(sentence::compared(comparison, item)).over(under)
}

/// Every key of every item.
fn data(comparisons: &[Comparison]) -> Table {
    let names = [
        ("fra_aftale", "from_agreement"),
        ("til_aftale", "to_agreement"),
        ("emne", "topic"),
        ("fra_punkt", "from_item"),
        ("til_punkt", "to_item"),
        ("hvad", "what"),
        ("ændring", "change"),
        ("fra", "from"),
        ("til", "to"),
        ("sætning", "sentence"),
    ];
    let columns = names.iter().map(|(da, en)| Column::new(da, en)).collect();
    let fact = |fact: Option<&Fact>| match fact {
        None => Cell::Empty,
        Some(Fact::Date(day)) => Cell::Date(*day),
        Some(fact) => Cell::text(sentence::fact(fact)),
    };
    let mut rows = Vec::new();
    for comparison in comparisons {
        for item in &comparison.items {
            rows.extend(item.changes.iter().map(|one| {
                Row::new(vec![
                    Cell::same(&comparison.from.stamp.id),
                    Cell::same(&comparison.to.stamp.id),
                    Cell::text(sentence::topic(item.topic)),
                    item.from.as_deref().map_or(Cell::Empty, Cell::same),
                    item.to.as_deref().map_or(Cell::Empty, Cell::same),
                    Cell::text(key(one)),
                    Cell::text(sentence::change_kind(comparison, &one.change)),
                    fact(one.change.from()),
                    fact(one.change.to()),
                    Cell::text(sentence::change(comparison, one)),
                ])
            }));
        }
    }
    Table { columns, rows }
}

#[derive(Serialize)]
struct Envelope<'a> {
    schema: u32,
    engine: &'static str,
    #[serde(skip_serializing_if = "<[Comparison]>::is_empty")]
    comparisons: &'a [Comparison],
    #[serde(skip_serializing_if = "Option::is_none")]
    portfolio: Option<&'a Matrix>,
}

/// Comparisons in their envelope, what the agreements say of a portfolio, or both.
///
/// # Errors
/// Never for comparisons made by the engine.
pub fn compare_json(comparisons: &[Comparison], matrix: Option<&Matrix>) -> serde_json::Result<String> {
    let envelope = Envelope { schema: SCHEMA, engine: env!("CARGO_PKG_VERSION"), comparisons, portfolio: matrix };
    serde_json::to_string_pretty(&envelope).map(|text| text + "\n")
}
