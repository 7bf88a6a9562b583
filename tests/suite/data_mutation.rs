//! Mutation of the data: every figure, date, word and reading of the shipped rulesets is changed, one at a time, and for
//! each change some check must fail, as a person's slip of the pen would have to be found.
//!
//! What stands in a rule or an open question must be refused by the checking or turn a scenario. What is only shown may
//! also be held by the tables of `registry` and by the golden pages of the command. The values are found in the files
//! themselves; `UNCHANGED` lists what is left alone, and why.

pub(crate) mod values;

use crate::{cases, here, registry};
use rammeaftale::scenario::{Case, Outcome};
use rammeaftale::{Lang, Register};
use rammeaftale_agreements::FILES;
use rammeaftale_report::{Document, Style};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use values::Change;

/// The tables on which budgets are judged: nothing but the checking and the scenarios may hold them.
const JUDGED: &[&str] = &[
    "scope",
    "tariff_development",
    "result_regulation",
    "pricing",
    "catch_up",
    "open_question",
    "region",
    "municipality",
];

#[test]
fn every_change_of_the_data_is_found() {
    let cases = cases();
    let changes = values::changes();
    assert!(changes.len() >= 250, "only {} changes found", changes.len());
    assert_eq!(held_by(FILES, cases.iter(), true), None, "something fails without any change");
    let next = AtomicUsize::new(0);
    let work = || {
        let mut survivors = Vec::new();
        while let Some(change) = changes.get(next.fetch_add(1, Ordering::Relaxed)) {
            if found_by(change, &cases).is_none() {
                survivors.push(change);
            }
        }
        survivors
    };
    let mut survivors: Vec<&Change> = thread::scope(|scope| {
        let other = scope.spawn(work);
        let mut survivors = work();
        survivors.extend(other.join().expect("no panic"));
        survivors
    });
    survivors.sort_by_key(|change| (change.path, change.line));
    let told: Vec<String> = survivors.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{} of {} changes are found by no check:\n{}", told.len(), changes.len(), told.join("\n"));
}

/// The check that finds a change.
fn found_by(change: &Change, cases: &[(String, Case)]) -> Option<String> {
    let text = change.text();
    let files: Vec<(&str, &str)> =
        FILES.iter().map(|(path, whole)| (*path, if *path == change.path { &*text } else { *whole })).collect();
    let judged = JUDGED.iter().any(|table| change.key.split('.').next() == Some(table));
    // The cases of the changed agreement; of the parties and the known agreements those of the last one.
    let id = change.path.trim_end_matches(".toml");
    let id = if cases.iter().any(|(_, case)| *case.agreement == *id) { id } else { "midtjylland/2025-26" };
    held_by(&files, cases.iter().filter(|(_, case)| *case.agreement == *id), !judged)
}

/// The first check that fails on some files.
fn held_by<'c>(
    files: &[(&str, &str)],
    mut cases: impl Iterator<Item = &'c (String, Case)>,
    shown_only: bool,
) -> Option<String> {
    let register = match Register::from_files(files) {
        Err(mistakes) => return mistakes.first().map(|mistake| format!("refused: {}", mistake.code)),
        Ok((_, warnings)) if !warnings.is_empty() => return Some("warned of".to_owned()),
        Ok((register, _)) => register,
    };
    let shown = || registry::differences(&register).into_iter().chain(shown(&register)).next();
    let mut judged = || cases.find(|(_, case)| case.run(&register) != Outcome::Passed);
    let shown = if shown_only { shown() } else { None };
    shown.or_else(|| judged().map(|(file, case)| format!("{file}: {}", case.name)))
}

/// What differs from the golden pages of the command.
fn shown(register: &Register) -> Vec<String> {
    let terminal = |document: &Document, lang| rammeaftale_report::terminal(document, lang, Style::default());
    let page = |id: &str, lang| {
        let agreement = register.get(id);
        let document = agreement.map(|agreement| rammeaftale_report::agreement(agreement, false, None));
        document.map_or_else(String::new, |document| terminal(&document, lang))
    };
    let pages = [
        ("list.da.txt", terminal(&rammeaftale_report::register(register), Lang::Da)),
        ("show-2018.da.txt", page("midtjylland/2018", Lang::Da)),
        ("show-2021-22.da.txt", page("midtjylland/2021-22", Lang::Da)),
        ("show-2025-26.en.txt", page("midtjylland/2025-26", Lang::En)),
    ];
    let folder = here().join("golden/command");
    let differing = pages.iter().filter_map(|(name, text)| {
        let expected = std::fs::read_to_string(folder.join(name)).expect("a golden page");
        (expected != *text).then(|| (*name).to_owned())
    });
    differing.collect()
}
