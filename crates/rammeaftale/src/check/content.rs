//! Documents, clauses and everything in an agreement that is no rule.

use super::chosen;
use super::diags;
use super::head::area_reference;
use super::reader::Reader;
use super::sink::Sink;
use crate::agreement::rules::Vocabulary;
use crate::agreement::{
    Agreement, Approval, Clause, Commitment, DevelopmentArea, Disposition, LegalBasis, Lineage, NotStated,
    SourceDocument, StatedFigure,
};
use crate::raw::Table;

impl Vocabulary for Lineage {
    const ALL: &'static [(&'static str, Lineage)] = &[
        ("new", Lineage::New),
        ("continued", Lineage::Continued),
        ("followed-up", Lineage::FollowedUp),
        ("not-stated", Lineage::NotStated),
    ];
}

/// What is read from the agreement's file and from the one with its clauses.
#[derive(Debug, Default)]
pub(super) struct Content {
    sources: Vec<SourceDocument>,
    clauses: Vec<Clause>,
    approvals: Vec<Approval>,
    legal_basis: Vec<LegalBasis>,
    not_stated: Vec<NotStated>,
    development_areas: Vec<DevelopmentArea>,
    commitments: Vec<Commitment>,
    stated_figures: Vec<StatedFigure>,
}

impl Content {
    pub(super) fn read(&mut self, reader: &Reader<'_>) {
        self.read_documents(reader);
        self.approvals = each(reader, "approval", approval);
        self.legal_basis = each(reader, "legal_basis", legal_basis);
        self.not_stated = each(reader, "not_stated", not_stated);
        self.development_areas = each(reader, "development_area", development_area);
        self.commitments = each(reader, "commitment", commitment);
        self.stated_figures = each(reader, "stated_figure", stated_figure);
    }

    pub(super) fn read_documents(&mut self, reader: &Reader<'_>) {
        self.sources.extend(each(reader, "source", source));
        self.clauses.extend(each(reader, "clause", clause));
    }

    pub(super) fn fill(self, agreement: &mut Agreement) {
        agreement.sources = self.sources;
        agreement.clauses = self.clauses;
        agreement.approvals = self.approvals;
        agreement.legal_basis = self.legal_basis;
        agreement.not_stated = self.not_stated;
        agreement.development_areas = self.development_areas;
        agreement.commitments = self.commitments;
        agreement.stated_figures = self.stated_figures;
    }
}

/// Reads every table of a table array; each reads its keys first and only then gives up on what is missing.
fn each<T>(reader: &Reader<'_>, key: &'static str, read: fn(&Reader<'_>) -> Option<T>) -> Vec<T> {
    let name = format!("[[{key}]]");
    let one = |table: &Table| {
        let reader = Reader::new(reader.sink, table, &name);
        let value = read(&reader);
        reader.finish();
        value
    };
    reader.tables(key).into_iter().filter_map(one).collect()
}

fn source(reader: &Reader<'_>) -> Option<SourceDocument> {
    let (id, title, publisher) = (reader.id("id"), reader.both("title"), reader.text("publisher"));
    let (file, sha256, read) = (file_name(reader), fingerprint(reader), reader.date("read"));
    Some(SourceDocument { id: id?, title: title?, publisher: publisher?, file: file?, sha256: sha256?, read: read? })
}

/// A plain name, so that a document is never looked for outside the folder of documents.
fn file_name(reader: &Reader<'_>) -> Option<String> {
    let name = reader.text("file")?;
    let fits = name.starts_with(char::is_alphanumeric)
        && name.ends_with(char::is_alphanumeric)
        && name.chars().all(|c| c.is_alphanumeric() || "-_. ".contains(c));
    if !fits {
        reader.sink.push(diags::bad_file_name(reader.place_of("file")));
    }
    fits.then_some(name)
}

fn clause(reader: &Reader<'_>) -> Option<Clause> {
    let (id, source, section) = (reader.id("id"), reader.text("source"), reader.text("section"));
    let (first, last, sha256) = (reader.text("first"), reader.text("last"), fingerprint(reader));
    let summary = reader.both("summary");
    let disposition = disposition(reader);
    Some(Clause {
        id: id?,
        source: source?.into(),
        section: section?,
        first: first?,
        last: last?,
        sha256: sha256?,
        summary: summary?,
        disposition: disposition?,
    })
}

fn disposition(reader: &Reader<'_>) -> Option<Disposition> {
    let word = reader.text("disposition");
    let reason = reader.optional_both("reason");
    let place = reader.place_of("disposition");
    match (word?.as_str(), reason) {
        ("modelled", None) => Some(Disposition::Modelled),
        ("not-a-rule", None) => Some(Disposition::NotARule),
        ("not-modelled", Some(reason)) => Some(Disposition::NotModelled(reason)),
        ("not-modelled", None) => {
            reader.sink.push(diags::missing_key(place, "reason", "[[clause]]"));
            None
        }
        ("modelled" | "not-a-rule", Some(_)) => {
            let keys = &["id", "source", "section", "first", "last", "sha256", "summary", "disposition"];
            let unknown = diags::unknown_key(reader.place_of_key("reason"), "reason", "[[clause]]", keys);
            let help = ("slet `reason`, eller skriv `not-modelled`", "delete `reason`, or write `not-modelled`");
            reader.sink.push(unknown.help(help.0, help.1));
            None
        }
        (other, _) => {
            reader.sink.push(diags::bad_value(place, other, &["modelled", "not-modelled", "not-a-rule"]));
            None
        }
    }
}

fn fingerprint(reader: &Reader<'_>) -> Option<String> {
    let digits = reader.text("sha256")?;
    let fits = digits.len() == 64 && digits.chars().all(|c| c.is_ascii_digit() || ('a'..='f').contains(&c));
    if !fits {
        reader.sink.push(diags::bad_fingerprint(reader.place_of("sha256"), digits.chars().count()));
    }
    fits.then_some(digits)
}

fn approval(reader: &Reader<'_>) -> Option<Approval> {
    let (id, text, date) = (reader.id("id"), reader.both("text"), reader.optional_date("date"));
    let clauses = reader.references("clauses");
    Some(Approval { id: id?, text: text?, date, clauses })
}

fn legal_basis(reader: &Reader<'_>) -> Option<LegalBasis> {
    let (title, date, clauses) = (reader.text("title"), reader.optional_date("date"), reader.references("clauses"));
    Some(LegalBasis { title: title?, date, clauses })
}

fn not_stated(reader: &Reader<'_>) -> Option<NotStated> {
    let (topic, text, looked_in) = (reader.text("topic"), reader.both("text"), reader.references("looked_in"));
    let chosen = chosen::read(reader);
    Some(NotStated { topic: topic?, text: text?, looked_in, chosen })
}

fn development_area(reader: &Reader<'_>) -> Option<DevelopmentArea> {
    let (id, name, proposed) = (reader.id("id"), reader.both("name"), reader.boolean("proposed"));
    let lineage = reader.required("lineage").and_then(|entry| reader.sink.word(&entry.value));
    let continues = area_reference(reader);
    let target_groups = texts(reader, "target_groups");
    let (summary, clauses) = (reader.both("summary"), reader.references("clauses"));
    Some(DevelopmentArea {
        id: id?,
        name: name?,
        proposed: proposed?,
        lineage: lineage?,
        continues,
        target_groups,
        summary: summary?,
        clauses,
    })
}

fn texts(reader: &Reader<'_>, key: &'static str) -> Vec<crate::text::Text> {
    let sink: &Sink = reader.sink;
    reader
        .entry(key)
        .map_or_else(Vec::new, |entry| sink.list(&entry.value).iter().filter_map(|item| sink.both(item)).collect())
}

fn commitment(reader: &Reader<'_>) -> Option<Commitment> {
    let (id, addressee, text) = (reader.id("id"), reader.both("addressee"), reader.both("text"));
    let (topic, force) = (optional_word(reader, "topic"), optional_word(reader, "force"));
    let (due, clauses) = (reader.optional_date("due"), reader.references("clauses"));
    Some(Commitment { id: id?, addressee: addressee?, text: text?, topic: topic?, force: force?, due, clauses })
}

/// `None` for a word that cannot stand there.
fn optional_word<T: Vocabulary>(reader: &Reader<'_>, key: &'static str) -> Option<Option<T>> {
    reader.entry(key).map_or(Some(None), |entry| reader.sink.word(&entry.value).map(Some))
}

fn stated_figure(reader: &Reader<'_>) -> Option<StatedFigure> {
    let value = reader.required("value").and_then(|entry| reader.sink.decimal(&entry.value));
    let (id, unit, approximate) = (reader.id("id"), reader.both("unit"), reader.boolean("approximate"));
    let (text, clauses) = (reader.both("text"), reader.references("clauses"));
    Some(StatedFigure { id: id?, value: value?, unit: unit?, approximate: approximate?, text: text?, clauses })
}
