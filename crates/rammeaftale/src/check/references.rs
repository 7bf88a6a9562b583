//! What names what: within one agreement, and across them.

use super::diags;
use super::reader::{Reader, Sink};
use super::{Checked, File};
use crate::agreement::{Agreement, Disposition, RuleKind};
use crate::diag::Place;
use crate::raw::{Node, Table, Value};
use crate::source::Source;
use std::sync::Arc;

/// Topics, ids, sources and clauses of one agreement.
pub(super) fn check_within(agreement: &Agreement, sink: &Sink, clauses_sink: Option<&Sink>, table: &Table) {
    if !sink.has_errors() {
        // A rule that could not be read is no silence.
        check_topics(agreement, sink, table);
    }
    check_sources(agreement, clauses_sink.unwrap_or(sink));
    let documents = clauses_sink.unwrap_or(sink);
    check_ids(documents, "clause", ("klausulen", "the clause"), agreement.clauses.iter().map(|one| &one.id));
    let areas = agreement.development_areas.iter().map(|one| &one.id);
    check_ids(sink, "development_area", ("området", "the area"), areas);
    check_ids(sink, "commitment", ("løftet", "the commitment"), agreement.commitments.iter().map(|one| &one.id));
    let questions = agreement.questions.iter().filter(|question| question.origin.is_none());
    check_ids(sink, "open_question", ("spørgsmålet", "the question"), questions.map(|question| &question.id));
}

/// Every kind of rule is either ruled or declared silent.
fn check_topics(agreement: &Agreement, sink: &Sink, table: &Table) {
    let reader = Reader::new(sink, table, "agreement");
    for topic in RuleKind::TOPICS {
        let ruled = agreement.rules.iter().any(|rule| rule.kind.topic() == topic);
        let silent = agreement.not_stated.iter().any(|silent| silent.topic == topic);
        if ruled == silent {
            let place = if ruled { reader.place_of("not_stated") } else { reader.place_of("agreement") };
            sink.push(diags::topic(place, topic, ruled));
        }
    }
}

/// Sources of this agreement that clauses and silences name; `agreement#source` is looked at across agreements.
fn check_sources(agreement: &Agreement, sink: &Sink) {
    let known = || agreement.sources.iter().map(|source| &*source.id);
    let unknown = |name: &str| !name.contains('#') && !known().any(|source| source == name);
    for clause in agreement.clauses.iter().filter(|clause| unknown(&clause.source)) {
        let place = place_of_id(sink, "clause", &clause.id);
        sink.push(diags::unknown_reference(place, ("kilden", "source"), &clause.source, known()));
    }
}

/// Ids of one kind are given once.
fn check_ids<'i>(sink: &Sink, key: &str, what: (&str, &str), ids: impl Iterator<Item = &'i Arc<str>>) {
    let mut ids: Vec<&Arc<str>> = ids.collect();
    ids.sort();
    for pair in ids.windows(2) {
        if let [a, b] = pair
            && a == b
        {
            let places = places_of_id(sink, key, a);
            if let (Some(first), Some(second)) = (places.first(), places.last()) {
                sink.push(diags::duplicate_id(second.clone(), first.clone(), what, a));
            }
        }
    }
}

/// The places of all tables in `[[key]]` with this id.
fn places_of_id(sink: &Sink, key: &str, id: &str) -> Vec<Place> {
    let (table, _) = crate::raw::read(&sink.source);
    let nodes: &[Node] = match table.get(key).map(|entry| &entry.value.value) {
        Some(Value::List(nodes)) => nodes,
        _ => &[],
    };
    let same = |entry: &&crate::raw::Entry| matches!(&entry.value.value, Value::Text(text) if text == id);
    let found = nodes.iter().filter_map(|node| match &node.value {
        Value::Table(table) => table.get("id").filter(same),
        _ => None,
    });
    found.map(|entry| sink.place(&entry.value.span)).collect()
}

/// The place of the table in `[[key]]` with this id.
fn place_of_id(sink: &Sink, key: &str, id: &str) -> Place {
    places_of_id(sink, key, id).pop().unwrap_or_else(|| sink.place(&(0..0)))
}

/// Periods, clauses and areas across agreements, where all of them are whole.
pub(super) fn check_across(files: &[&File<'_>], out: &mut Checked) {
    let mut found = Vec::new();
    for (index, agreement) in out.agreements.iter().enumerate() {
        let sink = sink_of(files, &agreement.id, ".toml");
        let clauses_sink =
            sink_of(files, &agreement.id, ".clauses.toml").or_else(|| sink_of(files, &agreement.id, ".toml"));
        let (Some(sink), Some(clauses_sink)) = (sink, clauses_sink) else { continue };
        for other in out.agreements.iter().take(index).filter(|other| overlap(agreement, other)) {
            let place = |id: &Arc<str>| sink_of(files, id, ".toml").map(|sink| place_of_key(&sink, "in_force"));
            if let (Some(here), Some(there)) = (place(&agreement.id), place(&other.id)) {
                found.push(diags::overlapping(here, there, (&agreement.id, &other.id)));
            }
        }
        for name in cited(agreement).filter(|name| !clause_exists(out, agreement, name)) {
            let known = agreement.clauses.iter().map(|clause| &*clause.id);
            let place = place_of_text(&sink, name);
            found.push(diags::unknown_reference(place, ("klausulen", "clause"), name, known));
        }
        let modelled = agreement.clauses.iter().filter(|clause| clause.disposition == Disposition::Modelled);
        for clause in modelled.filter(|clause| !is_cited(out, &agreement.id, &clause.id)) {
            found.push(diags::uncited_clause(place_of_id(&clauses_sink, "clause", &clause.id), &clause.id));
        }
        let continued = agreement.development_areas.iter().filter_map(|area| area.continues.as_ref());
        for area in continued.filter(|area| !area_exists(out, &area.area)) {
            let place = place_of_text(&sink, &area.area);
            found.push(diags::unknown_reference(place, ("området", "development area"), &area.area, []));
        }
    }
    for known in &out.known {
        let file = files
            .iter()
            .find(|file| file.id.ends_with("known.toml") && file.text.contains(&format!("\"{}\"", known.id)));
        let Some(sink) = file.map(|file| Sink::new(Source::new(file.shown, file.text))) else { continue };
        for name in known.clauses.iter().filter(|name| !is_clause(out, name)) {
            found.push(diags::unknown_reference(place_of_text(&sink, name), ("klausulen", "clause"), name, []));
        }
        let continued = known.development_areas.iter().filter_map(|area| area.continues.as_ref());
        for area in continued.filter(|area| !area_exists(out, &area.area)) {
            let place = place_of_text(&sink, &area.area);
            found.push(diags::unknown_reference(place, ("området", "development area"), &area.area, []));
        }
    }
    let broken: Vec<Arc<str>> =
        found.iter().filter_map(|diagnostic| Some(Arc::clone(&diagnostic.place()?.file))).collect();
    out.diagnostics.extend(found);
    out.agreements.retain(|agreement| {
        !files
            .iter()
            .any(|file| super::stem(file.id) == &*agreement.id && broken.iter().any(|path| **path == *file.shown))
    });
}

fn overlap(a: &Agreement, b: &Agreement) -> bool {
    let region = |id: &str| id.split('/').next().map(str::to_owned);
    region(&a.id) == region(&b.id) && a.in_force.from <= b.in_force.to && b.in_force.from <= a.in_force.to
}

/// Every clause that something of the agreement rests on.
fn cited(agreement: &Agreement) -> impl Iterator<Item = &Arc<str>> {
    let rules = agreement.rules.iter().flat_map(|rule| &rule.clauses);
    let own = agreement.questions.iter().filter(|question| question.origin.is_none());
    let questions = own.flat_map(|question| &question.clauses);
    let approvals = agreement.approvals.iter().flat_map(|one| &one.clauses);
    let legal = agreement.legal_basis.iter().flat_map(|one| &one.clauses);
    let areas = agreement.development_areas.iter().flat_map(|one| &one.clauses);
    let commitments = agreement.commitments.iter().flat_map(|one| &one.clauses);
    let figures = agreement.stated_figures.iter().flat_map(|one| &one.clauses);
    rules.chain(questions).chain(approvals).chain(legal).chain(areas).chain(commitments).chain(figures)
}

fn clause_exists(out: &Checked, agreement: &Agreement, name: &str) -> bool {
    let (owner, clause) = match name.split_once('#') {
        Some((owner, clause)) => (out.agreements.iter().find(|other| &*other.id == owner), clause),
        None => (Some(agreement), name),
    };
    owner.is_some_and(|owner| owner.clauses.iter().any(|known| &*known.id == clause))
}

/// `agreement#clause`; one of an agreement that is not whole cannot be looked up.
fn is_clause(out: &Checked, name: &str) -> bool {
    let Some((owner, clause)) = name.split_once('#') else { return false };
    let owner = out.agreements.iter().find(|agreement| &*agreement.id == owner);
    owner.is_none_or(|owner| owner.clauses.iter().any(|known| &*known.id == clause))
}

fn is_cited(out: &Checked, owner: &str, clause: &str) -> bool {
    let full = format!("{owner}#{clause}");
    let known = out.known.iter().flat_map(|known| &known.clauses);
    out.agreements
        .iter()
        .any(|agreement| cited(agreement).any(|name| (&*agreement.id == owner && &**name == clause) || **name == *full))
        || known.into_iter().any(|name| **name == *full)
}

fn area_exists(out: &Checked, name: &str) -> bool {
    let Some((owner, area)) = name.split_once('#') else { return false };
    let modelled = out.agreements.iter().filter(|agreement| &*agreement.id == owner);
    let known = out.known.iter().filter(|agreement| &*agreement.id == owner);
    modelled.flat_map(|agreement| &agreement.development_areas).any(|one| &*one.id == area)
        || known.flat_map(|agreement| &agreement.development_areas).any(|one| &*one.id == area)
}

fn sink_of(files: &[&File<'_>], id: &str, ending: &str) -> Option<Sink> {
    let path = format!("{id}{ending}");
    files.iter().find(|file| file.id == path).map(|file| Sink::new(Source::new(file.shown, file.text)))
}

fn place_of_key(sink: &Sink, key: &str) -> Place {
    let at = sink.source.text().find(key).unwrap_or(0);
    sink.place(&(at..at + key.len()))
}

/// The first place where a name stands in quotes.
fn place_of_text(sink: &Sink, name: &str) -> Place {
    let quoted = format!("\"{name}\"");
    let at = sink.source.text().find(&quoted).unwrap_or(0);
    sink.place(&(at..at + quoted.len()))
}
