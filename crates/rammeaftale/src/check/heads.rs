//! What the agreements' files say as wholes: each its path, every topic accounted for, no day with two agreements.

use super::diags;
use super::file::Opened;
use super::names::What;
use super::revisions;
use crate::agreement::{Period, RuleKind};
use crate::diag::nearest;
use crate::raw::{Node, Table, Value};

pub(super) fn check(files: &[Opened]) {
    let agreements: Vec<(&Opened, &Table)> =
        files.iter().filter(|file| file.is_agreement()).filter_map(|file| Some((file, file.table()?))).collect();
    for (index, (file, table)) in agreements.iter().enumerate() {
        check_id(file, table);
        topics(file, table);
        for (other, earlier) in agreements.iter().take(index) {
            overlap((file, table), (other, earlier));
        }
    }
    for file in files {
        if let Some(owner) = file.clauses_of().filter(|owner| !files.iter().any(|other| other.stem == *owner)) {
            file.sink.push(diags::no_agreement(file.sink.place(&(0..0)), owner));
        }
    }
}

fn check_id(file: &Opened, table: &Table) {
    let id = table.table("agreement").and_then(|head| head.text("id"));
    if let Some((id, span)) = id.filter(|(id, _)| *id != revisions::named(&file.stem).0) {
        let path = revisions::named(&file.stem).0;
        file.sink.push(diags::id_not_path(file.sink.place(span), id, path));
    }
}

/// Every kind of rule is either ruled or declared silent.
fn topics(file: &Opened, table: &Table) {
    let silences = What::Silence.of(table);
    for topic in RuleKind::TOPICS {
        let rule = table.get(topic).map(|entry| table.tables(topic).next().map_or(&entry.value.span, |one| &one.span));
        let silence = silences.iter().find(|(_, (silent, _))| *silent == topic);
        match (rule, silence) {
            (Some(rule), Some((_, (_, span)))) => {
                let places = (file.sink.place(span), file.sink.place(rule));
                file.sink.push(diags::topic_both(places.0, places.1, topic));
            }
            (None, None) => {
                let free = silences.iter().filter(|(_, (silent, _))| !RuleKind::TOPICS.contains(silent));
                let near = free.map(|(_, name)| *name).find(|(silent, _)| nearest(silent, [topic]).is_some());
                let head = table.get("agreement").map_or(0..0, |head| head.value.span.clone());
                let near = near.map(|(_, span)| file.sink.place(span));
                file.sink.push(diags::topic_unaccounted(file.sink.place(&head), near, topic));
            }
            _ => {}
        }
    }
}

fn overlap((file, table): (&Opened, &Table), (other, earlier): (&Opened, &Table)) {
    // An earlier revision is in force in the place of the newest, never beside another agreement.
    if [file, other].into_iter().any(|file| revisions::named(&file.stem).1.is_some()) {
        return;
    }
    let region = |file: &Opened| file.stem.split('/').next().map(str::to_owned);
    let (Some((here, period)), Some((there, before))) = (in_force(table), in_force(earlier)) else { return };
    if region(file) == region(other) && period.from <= before.to && before.from <= period.to {
        let places = (file.sink.place(&here.span), other.sink.place(&there.span));
        file.sink.push(diags::overlapping(places.0, places.1, (&file.stem, &other.stem)));
    }
}

/// The period with its place, where it is one.
pub(super) fn in_force(table: &Table) -> Option<(&Node, Period)> {
    let node = &table.table("agreement")?.get("in_force")?.value;
    let Value::Table(days) = &node.value else { return None };
    let day = |key| match days.get(key)?.value.value {
        Value::Date(date) => Some(date),
        _ => None,
    };
    let period = Period { from: day("from")?, to: day("to")? };
    (period.from <= period.to).then_some((node, period))
}
