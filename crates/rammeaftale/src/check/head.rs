//! The head of an agreement, its parties, and the agreements that are only known.

use super::reader::Reader;
use super::sink::Sink;
use super::{AllParties, diags};
use crate::agreement::rules::Vocabulary;
use crate::agreement::{Agreement, AreaReference, KnownAgreement, KnownArea, LinkWord, Parties, Period, TextStatus};
use crate::portfolio::Authority;
use crate::raw::Table;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Vocabulary for TextStatus {
    const ALL: &'static [(&'static str, TextStatus)] = &[
        ("agreement", TextStatus::Agreement),
        ("draft", TextStatus::Draft),
        ("proposal", TextStatus::Proposal),
        ("account", TextStatus::Account),
        ("invented", TextStatus::Invented),
    ];
}

impl Vocabulary for LinkWord {
    const ALL: &'static [(&'static str, LinkWord)] = &[("document", LinkWord::Document), ("ours", LinkWord::Ours)];
}

/// `[agreement]`; rules and content are filled in later.
pub(super) fn agreement(reader: &Reader<'_>, parties: &AllParties) -> Option<Agreement> {
    let entry = reader.required("agreement")?;
    let head = Reader::new(reader.sink, reader.sink.table(&entry.value)?, "[agreement]");
    let id = head.id("id");
    let wanted = ("et helt tal fra 1", "a whole number from 1");
    let revision = head.within("revision", 1..=u32::MAX.into(), wanted).and_then(|one| u32::try_from(one).ok());
    let title = head.both("title");
    let in_force = head.required("in_force").and_then(|entry| period(head.sink, head.sink.table(&entry.value)?));
    let text = head.required("text").and_then(|entry| head.sink.word(&entry.value));
    let parties = head.id("parties").and_then(|name| {
        if let Some(found) = parties.get(&*name) {
            return found.clone();
        }
        let (place, known) = (head.place_of("parties"), parties.keys().map(String::as_str));
        head.sink.push(diags::unknown_reference(place, ("parterne", "list of parties"), &name, known));
        None
    });
    head.finish();
    Some(Agreement {
        id: id?,
        revision: revision?,
        digest: Arc::from(""),
        title: title?,
        in_force: in_force?,
        text: text?,
        parties: parties?,
        approvals: Vec::new(),
        legal_basis: Vec::new(),
        sources: Vec::new(),
        clauses: Vec::new(),
        rules: Vec::new(),
        questions: Vec::new(),
        not_stated: Vec::new(),
        development_areas: Vec::new(),
        commitments: Vec::new(),
        stated_figures: Vec::new(),
    })
}

fn period(sink: &Sink, table: &Table) -> Option<Period> {
    let reader = Reader::new(sink, table, "{ from, to }");
    let (from, to) = (reader.date("from"), reader.date("to"));
    let (first, last) = (reader.place_of("from"), reader.place_of("to"));
    reader.finish();
    let period = Period { from: from?, to: to? };
    if period.to < period.from {
        sink.push(diags::reversed_period(first, last));
        return None;
    }
    Some(period)
}

pub(super) fn parties(reader: &Reader<'_>, id: &str) -> Option<Parties> {
    let region = reader.required("region").and_then(|entry| party(reader.sink, reader.sink.table(&entry.value)?));
    let mut municipalities = BTreeMap::new();
    for table in reader.tables("municipality") {
        let Some((code, name)) = party(reader.sink, table) else { continue };
        if municipalities.insert(code, name).is_some() {
            twice(reader, table, code);
        }
    }
    Some(Parties { id: Arc::from(id), region: region?, municipalities })
}

fn twice(reader: &Reader<'_>, table: &Table, code: Authority) {
    let place = |table: &Table| Reader::new(reader.sink, table, "").place_of("code");
    let same = |one: &&&Table| {
        one.get("code").map(|entry| &entry.value.value) == table.get("code").map(|entry| &entry.value.value)
    };
    let tables = reader.tables("municipality");
    if let Some(first) = tables.iter().find(same) {
        let what = ("kommunen", "municipality");
        reader.sink.push(diags::duplicate_id(place(table), place(first), what, &code.to_string()));
    }
}

fn party(sink: &Sink, table: &Table) -> Option<(Authority, String)> {
    let reader = Reader::new(sink, table, "{ code, name }");
    let code = reader.whole("code").and_then(|code| {
        let authority = u32::try_from(code).ok().and_then(Authority::new);
        if authority.is_none() {
            sink.push(diags::bad_authority(reader.place_of("code"), &code.to_string()));
        }
        authority
    });
    let name = reader.text("name");
    reader.finish();
    Some((code?, name?))
}

pub(super) fn known(sink: &Sink, table: &Table) -> Option<KnownAgreement> {
    let reader = Reader::new(sink, table, "[[known]]");
    let id = reader.id("id");
    let title = reader.both("title");
    let what = reader.both("what");
    let clauses = reader.references("clauses");
    let areas = reader.tables("development_area").into_iter().filter_map(|table| known_area(sink, table)).collect();
    let announced = reader.text("state").map(|state| match state.as_str() {
        "announced" => true,
        "known" => false,
        other => {
            sink.push(diags::bad_value(reader.place_of("state"), other, &["known", "announced"]));
            false
        }
    });
    let days = reader.required("in_force").and_then(|entry| {
        let days = Reader::new(sink, sink.table(&entry.value)?, "{ from, to }");
        let (from, to) = (days.date("from"), days.optional_date("to"));
        let (first, last) = (days.place_of("from"), days.place_of("to"));
        days.finish();
        if to.is_some_and(|to| from.is_some_and(|from| to < from)) {
            sink.push(diags::reversed_period(first, last));
        }
        Some((from?, to))
    });
    reader.finish();
    let (from, to) = days?;
    Some(KnownAgreement {
        id: id?,
        title: title?,
        from,
        to,
        announced: announced?,
        what: what?,
        clauses,
        development_areas: areas,
    })
}

fn known_area(sink: &Sink, table: &Table) -> Option<KnownArea> {
    let reader = Reader::new(sink, table, "[[known.development_area]]");
    let (id, name) = (reader.id("id"), reader.both("name"));
    let continues = area_reference(&reader);
    reader.finish();
    Some(KnownArea { id: id?, name: name?, continues })
}

/// `continues` with `link`: the one needs the other.
pub(super) fn area_reference(reader: &Reader<'_>) -> Option<AreaReference> {
    let link = reader.entry("link").and_then(|entry| reader.sink.word(&entry.value));
    let area = reader.entry("continues").and_then(|entry| reader.sink.text(&entry.value))?;
    if link.is_none() {
        let help =
            ("tilføj `link = \"document\"` eller `link = \"ours\"`", "add `link = \"document\"` or `link = \"ours\"`");
        let missing = diags::missing_key(reader.place_of("continues"), "link", "continues");
        reader.sink.push(missing.help(help.0, help.1));
    }
    Some(AreaReference { area: Arc::from(area), link: link? })
}
