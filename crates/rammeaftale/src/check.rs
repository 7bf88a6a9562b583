//! Raw files made into agreements, collecting every mistake (rules.md, section 2).

mod content;
pub(crate) mod diags;
mod head;
mod questions;
pub(crate) mod reader;
mod references;
mod rules;

use crate::agreement::{Agreement, KnownAgreement, Parties};
use crate::diag::{Code, Diagnostic, Place};
use crate::document::fingerprint;
use crate::raw;
use crate::source::Source;
use crate::text::Text;
use reader::{Reader, Sink};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The version of the file format that this program reads.
const SCHEMA: i64 = 1;

/// What a set of files holds, as far as it is whole.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    pub(crate) agreements: Vec<Agreement>,
    pub(crate) known: Vec<KnownAgreement>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Checks files given as (path below the folder of agreements, path to show, text).
pub(crate) fn check(files: &[File<'_>]) -> Checked {
    let mut files: Vec<&File<'_>> = files.iter().filter(|file| !file.id.ends_with("TEMPLATE.toml")).collect();
    files.sort_by(|a, b| a.id.cmp(b.id));
    let mut out = Checked::default();
    let mut parties: BTreeMap<String, Arc<Parties>> = BTreeMap::new();
    for file in files.iter().filter(|file| file.id.ends_with("parties.toml")) {
        if let Some(read) = read_parties(file, &mut out.diagnostics) {
            parties.insert(stem(file.id).to_owned(), Arc::new(read));
        }
    }
    for file in files.iter().filter(|file| file.id.ends_with("known.toml")) {
        read_known(file, &mut out);
    }
    for file in files.iter().filter(|file| is_agreement(file.id)) {
        let clauses = files.iter().find(|other| stem(other.id).strip_suffix(".clauses") == Some(stem(file.id)));
        if let Some(agreement) = read_agreement(file, clauses.copied(), &parties, &mut out) {
            out.agreements.push(agreement);
        }
    }
    references::check_across(&files, &mut out);
    crate::diag::sort(&mut out.diagnostics);
    out
}

/// One file of a folder of agreements.
#[derive(Clone, Copy, Debug)]
pub(crate) struct File<'f> {
    /// Path below the folder, with `/`.
    pub(crate) id: &'f str,
    /// Path as the user gave it.
    pub(crate) shown: &'f str,
    pub(crate) text: &'f str,
}

fn stem(id: &str) -> &str {
    id.strip_suffix(".toml").unwrap_or(id)
}

fn is_agreement(id: &str) -> bool {
    let name = stem(id).rsplit('/').next().unwrap_or_default();
    id.ends_with(".toml") && !name.ends_with(".clauses") && name != "parties" && name != "known"
}

/// Reads a file's table and its `schema`; a newer file is not looked at further.
pub(crate) fn open<'s>(file: &File<'_>, sink: &'s mut Option<Sink>) -> Option<(&'s Sink, raw::Table)> {
    let source = Source::new(file.shown, file.text);
    let (table, syntax) = raw::read(&source);
    let sink = sink.insert(Sink::new(source));
    let broken = !syntax.is_empty();
    syntax.into_iter().for_each(|diagnostic| sink.push(diagnostic));
    match table.get("schema") {
        Some(entry) => match sink.whole(&entry.value) {
            Some(SCHEMA) => Some((sink, table)),
            Some(found) => {
                sink.push(diags::newer_schema(sink.place(&entry.value.span), found));
                None
            }
            None => None,
        },
        None if broken => None,
        None => {
            sink.push(diags::missing_key(sink.place(&(0..0)), "schema", "file"));
            None
        }
    }
}

fn read_parties(file: &File<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Parties> {
    let mut holder = None;
    let parties = open(file, &mut holder).and_then(|(sink, table)| {
        let reader = Reader::new(sink, &table, "parties");
        reader.entry("schema");
        let parties = head::parties(&reader, stem(file.id));
        reader.finish();
        parties
    });
    finish(holder, parties, diagnostics)
}

fn read_known(file: &File<'_>, out: &mut Checked) {
    let mut holder = None;
    if let Some((sink, table)) = open(file, &mut holder) {
        let reader = Reader::new(sink, &table, "known");
        reader.entry("schema");
        let known: Vec<_> = reader.tables("known").into_iter().filter_map(|table| head::known(sink, table)).collect();
        reader.finish();
        out.known.extend(known);
    }
    finish(holder, Some(()), &mut out.diagnostics);
}

fn read_agreement(
    file: &File<'_>,
    clauses_file: Option<&File<'_>>,
    parties: &BTreeMap<String, Arc<Parties>>,
    out: &mut Checked,
) -> Option<Agreement> {
    let (mut holder, mut clauses_holder) = (None, None);
    let beside = clauses_file.map(|file| open(file, &mut clauses_holder));
    let agreement = open(file, &mut holder).and_then(|(sink, table)| {
        let reader = Reader::new(sink, &table, "agreement");
        reader.entry("schema");
        let mut agreement = head::agreement(&reader, parties);
        if let Some(agreement) = &mut agreement {
            check_id(agreement, stem(file.id), &reader);
            agreement.digest = digest(file.text, clauses_file.map(|file| file.text));
        }
        let (questions, sets) = questions::questions(&reader);
        let mut content = content::Content::default();
        content.read(&reader);
        if let Some(Some((clauses_sink, clauses_table))) = &beside {
            let reader = Reader::new(clauses_sink, clauses_table, "clauses");
            reader.entry("schema");
            content.read_documents(&reader);
            reader.finish();
        }
        let period = agreement.as_ref().map(|agreement| agreement.in_force);
        let rules = rules::rules(&reader, questions, &sets, period, &out.agreements);
        sets.report_idle(sink);
        reader.finish();
        let mut agreement = agreement?;
        (agreement.rules, agreement.questions) = rules;
        content.fill(&mut agreement);
        references::check_within(
            &agreement,
            sink,
            beside.as_ref().and_then(Option::as_ref).map(|(sink, _)| *sink),
            &table,
        );
        Some(agreement)
    });
    let whole = clauses_holder.as_ref().is_none_or(|sink| !sink.has_errors());
    finish(clauses_holder, Some(()), &mut out.diagnostics);
    finish(holder, agreement, &mut out.diagnostics).filter(|_| whole)
}

fn check_id(agreement: &Agreement, path: &str, reader: &Reader<'_>) {
    if &*agreement.id != path {
        let place = reader
            .table
            .get("agreement")
            .and_then(|entry| reader.sink.table(&entry.value))
            .map_or_else(|| reader.place_of_table(), |table| Reader::new(reader.sink, table, "").place_of("id"));
        reader.sink.push(diags::id_not_path(place, &agreement.id, path));
    }
}

/// Hands over the diagnostics; what was read counts only when the file is free of errors.
fn finish<T>(holder: Option<Sink>, read: Option<T>, diagnostics: &mut Vec<Diagnostic>) -> Option<T> {
    let sink = holder?;
    let broken = sink.has_errors();
    diagnostics.extend(sink.into_diagnostics());
    read.filter(|_| !broken)
}

fn digest(text: &str, clauses: Option<&str>) -> Arc<str> {
    Arc::from(format!("sha256:{}", fingerprint([text, clauses.unwrap_or_default()].concat())))
}

/// A folder without any agreement is a mistake too.
pub(crate) fn nothing_found(folder: &str) -> Diagnostic {
    let message = Text::new("her er ingen aftaler", "no agreements found here");
    Diagnostic::error(Code::EmptyFile, Place::file(&Arc::from(folder)), message)
        .help("en aftale ligger i `<region>/<periode>.toml`", "an agreement lies in `<region>/<period>.toml`")
}
