//! Raw files made into agreements, collecting every mistake (rules.md, section 2).
//!
//! Each file is opened once. What a file says is read table by table ([`reader`]); what files say of each other is
//! looked up in their tables by name, so that one broken part hides no mistake in another.

mod characters;
mod chosen;
mod content;
pub(crate) mod diags;
mod file;
mod head;
mod heads;
mod names;
mod questions;
pub(crate) mod reader;
mod references;
mod revisions;
mod rules;
pub(crate) mod sink;

pub(crate) use file::{File, Opened};

use crate::agreement::{Agreement, KnownAgreement, Parties};
use crate::diag::{Code, Diagnostic, Place};
use crate::text::Text;
use names::Names;
use reader::Reader;
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

/// The parties by the path of their file; none where the file has mistakes.
type AllParties = BTreeMap<String, Option<Arc<Parties>>>;

/// Checks the files of a folder of agreements.
pub(crate) fn check(files: &[File<'_>]) -> Checked {
    let mut files: Vec<&File<'_>> = files.iter().filter(|file| !file.id.ends_with("TEMPLATE.toml")).collect();
    files.sort_by(|a, b| a.id.cmp(b.id));
    let files: Vec<Opened> = files.into_iter().map(Opened::new).collect();
    let names = Names::gather(&files);
    heads::check(&files);
    revisions::check(&files);
    references::check(&files, &names);
    let mut out = Checked::default();
    let all_parties = files.iter().filter(|file| file.is_parties());
    let parties = all_parties.map(|file| (file.stem.clone(), read_parties(file).map(Arc::new))).collect();
    for file in files.iter().filter(|file| file.is_known()) {
        out.known.extend(read_known(file));
    }
    for file in files.iter().filter(|file| file.is_agreement()) {
        let clauses = files.iter().find(|other| other.clauses_of() == Some(&file.stem));
        let agreement = read_agreement(file, clauses, &parties, &names, &out.agreements);
        out.agreements.extend(agreement);
    }
    drop(names);
    out.diagnostics = files.into_iter().flat_map(Opened::into_diagnostics).collect();
    out
}

fn read_parties(file: &Opened) -> Option<Parties> {
    let reader = Reader::new(&file.sink, file.table()?, "parties");
    reader.entry("schema");
    let parties = head::parties(&reader, &file.stem);
    reader.finish();
    parties.filter(|_| !file.sink.has_errors())
}

fn read_known(file: &Opened) -> Vec<KnownAgreement> {
    let Some(table) = file.table() else { return Vec::new() };
    let reader = Reader::new(&file.sink, table, "known");
    reader.entry("schema");
    let known = reader.tables("known").into_iter().filter_map(|table| head::known(&file.sink, table)).collect();
    reader.finish();
    known
}

/// Combinations of all readings that an agreement may have: each is judged, for every offer.
const MOST_COMBINATIONS: usize = 100_000;

fn read_agreement(
    file: &Opened,
    clauses: Option<&Opened>,
    parties: &AllParties,
    names: &Names<'_>,
    others: &[Agreement],
) -> Option<Agreement> {
    let reader = Reader::new(&file.sink, file.table()?, "file");
    reader.entry("schema");
    let agreement = head::agreement(&reader, parties);
    let (questions, sets) = questions::questions(&reader);
    let mut content = content::Content::default();
    content.read(&reader);
    if let Some((file, table)) = clauses.and_then(|file| Some((file, file.table()?))) {
        let reader = Reader::new(&file.sink, table, "clauses");
        reader.entry("schema");
        content.read_documents(&reader);
        reader.finish();
    }
    let around = rules::Around { stem: &file.stem, period: heads::in_force(reader.table), names, others };
    let (rules, questions) = rules::rules(&reader, questions, &sets, &around);
    let declared: Vec<&str> = names.of(&file.stem, names::What::Rule).collect();
    sets.report_idle(&file.sink, &rules, &declared);
    let questions_at = reader.place_of("open_question");
    reader.finish();
    let mut agreement = agreement?;
    agreement.digest = file::digest(file, clauses);
    (agreement.rules, agreement.questions) = (rules, questions);
    content.fill(&mut agreement);
    chosen::check(&file.sink, file.table()?, &agreement, &declared);
    let combinations = agreement.questions.iter().map(|question| question.readings.len());
    if combinations.fold(1_usize, usize::saturating_mul) > MOST_COMBINATIONS {
        file.sink.push(diags::too_many_combinations(questions_at, MOST_COMBINATIONS));
    }
    let whole = !file.sink.has_errors() && clauses.is_none_or(|file| !file.sink.has_errors());
    whole.then_some(agreement)
}

/// A folder without any agreement is a mistake too.
pub(crate) fn nothing_found(folder: &str) -> Diagnostic {
    let message = Text::new("her er ingen aftaler", "no agreements found here");
    Diagnostic::error(Code::EmptyFile, Place::file(&Arc::from(folder)), message)
        .help("en aftale ligger i `<region>/<periode>.toml`", "an agreement lies in `<region>/<period>.toml`")
}
