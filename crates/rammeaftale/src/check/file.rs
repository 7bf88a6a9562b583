//! One file as opened: its table, its name among the agreements, and the mistakes found in it.

use super::sink::Sink;
use super::{SCHEMA, characters, diags};
use crate::diag::{Code, Diagnostic};
use crate::document::fingerprint;
use crate::raw::{self, Table};
use crate::source::Source;
use std::collections::BTreeSet;
use std::sync::Arc;

/// One file of a folder of agreements.
#[derive(Clone, Copy, Debug)]
pub(crate) struct File<'f> {
    /// Path below the folder, with `/`.
    pub(crate) id: &'f str,
    /// Path as the user gave it.
    pub(crate) shown: &'f str,
    pub(crate) bytes: &'f [u8],
}

/// A file read once; its mistakes gather in the sink.
#[derive(Debug)]
pub(crate) struct Opened {
    /// The path without its ending.
    pub(super) stem: String,
    pub(crate) sink: Sink,
    table: Option<Table>,
    /// Some of it is no TOML: what is not found may stand there all the same.
    broken: bool,
}

/// What is missing may stand in the part of a broken file that could not be read.
const ABSENT: [Code; 8] = [
    Code::MissingKey,
    Code::OneLanguage,
    Code::UnknownReference,
    Code::UnsetField,
    Code::TopicUnaccounted,
    Code::NoClause,
    Code::UncitedClause,
    Code::Unused,
];

impl Opened {
    /// Reads a file's table and its `schema`.
    pub(crate) fn new(file: &File<'_>) -> Opened {
        let stem = file.id.strip_suffix(".toml").unwrap_or(file.id).to_owned();
        match Source::decode(file.shown, file.bytes) {
            Ok(source) => Opened::read(stem, source),
            Err(unreadable) => {
                let sink = Sink::new(Source::new(file.shown, ""));
                sink.push(*unreadable);
                Opened { stem, sink, table: None, broken: true }
            }
        }
    }

    fn read(stem: String, source: Source) -> Opened {
        let (table, syntax) = raw::read(&source);
        let sink = Sink::new(source);
        characters::check(&sink);
        let broken = !syntax.is_empty();
        syntax.into_iter().for_each(|diagnostic| sink.push(diagnostic));
        let table = reads_schema(&sink, &table).then_some(table);
        Opened { stem, broken, sink, table }
    }

    /// What could be read; nothing of a file from a newer schema.
    pub(crate) fn table(&self) -> Option<&Table> {
        self.table.as_ref()
    }

    pub(super) fn is_broken(&self) -> bool {
        self.broken || self.table.is_none()
    }

    /// The last part of the path, without its ending.
    fn name(&self) -> &str {
        self.stem.rsplit('/').next().unwrap_or_default()
    }

    pub(super) fn is_parties(&self) -> bool {
        self.name() == "parties"
    }

    pub(super) fn is_known(&self) -> bool {
        self.name() == "known"
    }

    /// The agreement whose clauses these are.
    pub(super) fn clauses_of(&self) -> Option<&str> {
        self.stem.strip_suffix(".clauses")
    }

    pub(super) fn is_agreement(&self) -> bool {
        !self.is_parties() && !self.is_known() && self.clauses_of().is_none()
    }

    pub(super) fn text(&self) -> &str {
        self.sink.source.text()
    }

    /// The mistakes in file order, but for those that follow from others.
    pub(crate) fn into_diagnostics(self) -> Vec<Diagnostic> {
        let mut found = self.sink.into_diagnostics();
        let lines = |codes: &[Code]| -> BTreeSet<usize> {
            found.iter().filter(|one| codes.contains(&one.code)).map(line).collect()
        };
        let (odd, unread) = (lines(&[Code::BadCharacter]), lines(&[Code::Syntax, Code::BadDate]));
        let follows = |one: &Diagnostic| match one.code {
            Code::BadCharacter | Code::BadDate => false,
            Code::Syntax => odd.contains(&line(one)),
            Code::BadId | Code::BadValue | Code::UnknownKey | Code::UnknownReference if odd.contains(&line(one)) => {
                true
            }
            code => unread.contains(&line(one)) || self.broken && ABSENT.contains(&code),
        };
        found.retain(|one| !follows(one));
        crate::diag::sort(&mut found);
        found
    }
}

fn line(diagnostic: &Diagnostic) -> usize {
    diagnostic.place().map_or(0, |place| place.line)
}

/// True when the file is written to the schema that this program reads.
fn reads_schema(sink: &Sink, table: &Table) -> bool {
    let Some(entry) = table.get("schema") else {
        sink.push(diags::missing_key(sink.place(&(0..0)), "schema", "file"));
        return false;
    };
    let Some(found) = sink.whole(&entry.value) else { return false };
    if found > SCHEMA {
        sink.push(diags::newer_schema(sink.place(&entry.value.span), found));
    } else if found < SCHEMA {
        let wanted = ("et skema fra 1", "a schema from 1");
        sink.push(diags::bad_number(sink.place(&entry.value.span), &found.to_string(), wanted));
    }
    found == SCHEMA
}

/// The SHA-256 of a ruleset's texts.
pub(super) fn digest(file: &Opened, clauses: Option<&Opened>) -> Arc<str> {
    let texts = [file.text(), clauses.map_or("", Opened::text)].concat();
    Arc::from(format!("sha256:{}", fingerprint(texts)))
}
