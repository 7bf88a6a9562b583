//! What became of each topic, in words and tables.

use crate::clauses::cite;
use crate::document::{Block, Cell, Column, Item, Row, Section, Table, id, text};
use rammeaftale::agreement::{Key, RuleKind};
use rammeaftale::assessment::AgreementStamp;
use rammeaftale::compare::{Change, ComparedItem, Comparison, Fact, KeyChange, Line, Silent, Topic};
use rammeaftale::sentence;
use rammeaftale::text::Text;
use std::sync::Arc;

/// A section a topic that has something to tell; of several pairs, what became of it from each agreement to the next.
pub(super) fn sections(comparisons: &[Comparison]) -> Vec<Section> {
    let changed: Vec<&Comparison> = comparisons.iter().filter(|one| one.has_changes()).collect();
    let section = |topic: Topic| {
        let blocks = if changed.is_empty() { Vec::new() } else { self::topic(topic, comparisons, &changed) };
        Section::new(&id(&["topic", &format!("{topic:?}")]), sentence::topic(topic), blocks)
    };
    Topic::ALL.into_iter().map(section).collect()
}

fn topic(topic: Topic, all: &[Comparison], changed: &[&Comparison]) -> Vec<Block> {
    let mut blocks = Vec::new();
    if topic == Topic::DevelopmentAreas {
        blocks.extend(Block::list(lines(all).into_iter().map(|line| Item::new(sentence::line(line))).collect()));
    }
    let everywhere = if all.len() > 1 { silent_everywhere(topic, all) } else { Vec::new() };
    blocks.extend(Block::list(everywhere.iter().map(|item| Item::new(sentence::silent_in_all(item))).collect()));
    for comparison in changed {
        let told = |item: &&ComparedItem| everywhere.iter().any(|one| one.to == item.to && one.table == item.table);
        let items = comparison.items.iter().filter(|item| item.topic == topic && !told(item)).collect();
        let own = self::blocks(comparison, items);
        if all.len() > 1 && !own.is_empty() {
            blocks.push(Block::Heading(text!("{} → {}", comparison.from.title, comparison.to.title)));
        }
        blocks.extend(own);
    }
    blocks
}

/// What every text says in the same words that it is silent on.
fn silent_everywhere(topic: Topic, all: &[Comparison]) -> Vec<&ComparedItem> {
    let Some((first, rest)) = all.split_first() else { return Vec::new() };
    let silent = |item: &&ComparedItem| item.topic == topic && item.table == "not_stated" && item.is_silent_alike();
    let again = |item: &&ComparedItem| {
        rest.iter().all(|one| {
            one.items.iter().filter(silent).any(|other| other.changes == item.changes && other.to == item.to)
        })
    };
    first.items.iter().filter(silent).filter(again).collect()
}

/// The development areas of all that is compared, each line once.
pub(super) fn lines(comparisons: &[Comparison]) -> Vec<&Line> {
    let mut lines: Vec<&Line> = comparisons.iter().flat_map(|one| &one.lineage).collect();
    lines.sort_by_key(|line| line.steps.first().map(|step| (step.from, &step.name.da)));
    lines.dedup();
    lines
}

fn blocks(comparison: &Comparison, items: Vec<&ComparedItem>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let (tables, lists): (Vec<&ComparedItem>, Vec<&ComparedItem>) = items.into_iter().partition(|item| has_table(item));
    tables.into_iter().for_each(|item| blocks.extend(fields(comparison, item)));
    let (silent, told): (Vec<&ComparedItem>, Vec<&ComparedItem>) =
        lists.into_iter().partition(|item| item.table == "not_stated");
    blocks.extend(Block::list(told.into_iter().map(|item| listed(comparison, item)).collect()));
    blocks.extend(Block::list(silent.into_iter().map(|item| listed(comparison, item)).collect()));
    blocks
}

/// Rules that stand in both, and the agreement itself, are told field by field.
fn has_table(item: &ComparedItem) -> bool {
    let in_both = item.from.is_some() && item.to.is_some();
    (RuleKind::TOPICS.contains(&item.table) && in_both) || item.table == "agreement"
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
    let row = |one: &KeyChange| {
        Row::new(vec![
            Cell::text(sentence::named(one)),
            said(item, one, Silent::From),
            said(item, one, Silent::To),
            Cell::text(sentence::change_kind(comparison, &one.change)),
        ])
    };
    let mut blocks = Vec::new();
    if item.table != "agreement" {
        blocks.push(Block::List(vec![
            Item::new(sentence::compared(comparison, item)).citing(&clauses(comparison, item)),
        ]));
    }
    if !differing.is_empty() {
        blocks.push(Block::Table(Table { columns, rows: differing.iter().map(|one| row(one)).collect() }));
    }
    let apart = differing.iter().filter(|one| matches!(one.change, Change::NotComparable { .. }));
    blocks.extend(apart.map(|one| Block::Note(sentence::change(comparison, item, one))));
    blocks.extend(municipalities(item).map(Block::Paragraph));
    let same: Vec<Text> = same
        .into_iter()
        .filter_map(|one| Some(text!("{} ({})", sentence::key(one.key.key), sentence::fact(one.change.from()?))))
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
    let of = |name: &str| {
        let changes = item.changes.iter().filter(|one| one.key.key == Key::Municipality && one.change.name() == name);
        let facts = changes.filter_map(|one| one.change.to().or(one.change.from()));
        facts.map(|fact| sentence::fact(fact).da).collect::<Vec<_>>()
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

/// What stands under a key on one side.
pub(super) fn said(item: &ComparedItem, one: &KeyChange, side: Silent) -> Cell {
    let fact = if side == Silent::From { one.change.from() } else { one.change.to() };
    match fact {
        Some(Fact::Date(day)) => Cell::Date(*day),
        _ => sentence::said(item, one, side).map_or(Cell::Empty, Cell::text),
    }
}

/// What became of an item, over what became of its keys where it stands in both, else over what it says.
fn listed(comparison: &Comparison, item: &ComparedItem) -> Item {
    let in_both = item.from.is_some() && item.to.is_some();
    let named = sentence::called_by(item);
    let told = item.changes.iter().filter_map(|one| match in_both {
        true => {
            let told = one.change.is_change() && sentence::taken_over(comparison, item).is_none();
            (told && item.table != "not_stated").then(|| Item::new(sentence::change(comparison, item, one)))
        }
        false => {
            let fact = one.change.to().or(one.change.from())?;
            // What an item is called by is told, and what it is not goes without saying.
            let is_told = named == Some(one.key.key) || matches!(fact, Fact::Flag(false));
            // That it takes a reading is told of the item.
            let said = match fact.said() {
                Fact::Name(_) => sentence::said(item, one, Silent::Both)?,
                said => sentence::fact(said),
            };
            (!is_told).then(|| Item::new(text!("{}: {}", sentence::named(one), said)))
        }
    });
    Item::new(sentence::compared(comparison, item)).citing(&clauses(comparison, item)).over(told.collect())
}

/// The clauses an item rests on, each with its agreement's period before it.
fn clauses(comparison: &Comparison, item: &ComparedItem) -> Vec<Arc<str>> {
    let of = |stamp: &AgreementStamp, clauses: &[Arc<str>]| -> Vec<Arc<str>> {
        let named = |clause: &Arc<str>| match clause.split_once('#') {
            Some((other, clause)) => cite(other, clause).into(),
            None => cite(&stamp.id, clause).into(),
        };
        clauses.iter().map(named).collect()
    };
    let mut all = of(&comparison.from.stamp, &item.from_clauses);
    for clause in of(&comparison.to.stamp, &item.to_clauses) {
        all.extend((!all.contains(&clause)).then_some(clause));
    }
    all
}
