//! Mutation of the data: every figure, date, word and reading of the shipped rulesets is changed, one at a time, and for
//! each change some check must fail, as a person's slip of the pen would have to be found.
//!
//! What stands in a rule or an open question must be refused by the checking or turn a scenario. What is only shown, and
//! the clauses, may also be held by the tables of `registry` and by the golden pages of the command. The values are found
//! in the files themselves; `UNCHANGED` lists what is left alone, and why.

pub(crate) mod values;

use crate::{cases, here, registry};
use rammeaftale::scenario::{Case, Outcome};
use rammeaftale::{Lang, Register};
use rammeaftale_agreements::FILES;
use rammeaftale_report::{Document, Style};
use std::collections::{BTreeMap, BTreeSet};
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

/// Nothing is left out of the changes without a word: what a plain look at a file's lines finds is what is changed, kind by
/// kind, and each word of a closed vocabulary takes the place of each other.
#[test]
fn every_figure_date_force_level_reading_and_lag_is_changed() {
    let changes = values::changes();
    let kinds: [(&str, &[&str]); 8] = [
        ("figures", &["at_most_percent", "band_percent", "value"]),
        ("dates", &["from", "to", "date"]),
        ("forces", &["force"]),
        ("levels", &["level"]),
        ("readings", &["preferred", "question", "reading"]),
        ("lags", &["lag_years"]),
        ("days of reading", &["read"]),
        ("dispositions", &["disposition"]),
    ];
    let mut told = Vec::new();
    for (path, whole) in FILES {
        let of_file: Vec<&Change> = changes.iter().filter(|change| change.path == *path).collect();
        for (kind, keys) in kinds {
            let written: usize = keys.iter().map(|key| written(whole, key)).sum();
            let changed: BTreeSet<usize> =
                of_file.iter().filter(|change| change.is_of(keys)).map(|change| change.at()).collect();
            assert_eq!(changed.len(), written, "{path}: {kind}");
            if written > 0 {
                told.push(format!("{path}: {written} {kind}"));
            }
        }
        let lines: BTreeSet<usize> = of_file.iter().map(|change| change.line).collect();
        let set = |line: &str| line.starts_with("set = ");
        let unchanged = whole.lines().zip(1..).find(|(line, number)| set(line) && !lines.contains(number));
        assert_eq!(unchanged, None, "{path}: what a reading sets");
    }
    // 2021-22 is read from an invitation: it has no rules, so all it says that can be judged is its days.
    let expected = [
        "midtjylland/2018.toml: 2 figures",
        "midtjylland/2018.toml: 3 dates",
        "midtjylland/2018.toml: 4 forces",
        "midtjylland/2018.toml: 1 levels",
        "midtjylland/2018.toml: 20 readings",
        "midtjylland/2018.toml: 1 lags",
        "midtjylland/2018.clauses.toml: 1 days of reading",
        "midtjylland/2018.clauses.toml: 83 dispositions",
        "midtjylland/2021-22.toml: 3 dates",
        "midtjylland/2021-22.clauses.toml: 1 days of reading",
        "midtjylland/2021-22.clauses.toml: 29 dispositions",
        "midtjylland/2025-26.toml: 6 figures",
        "midtjylland/2025-26.toml: 5 dates",
        "midtjylland/2025-26.toml: 3 forces",
        "midtjylland/2025-26.toml: 2 levels",
        "midtjylland/2025-26.toml: 11 readings",
        "midtjylland/2025-26.clauses.toml: 2 days of reading",
        "midtjylland/2025-26.clauses.toml: 96 dispositions",
    ];
    let of_agreements: Vec<&String> = told.iter().filter(|line| line.starts_with("midtjylland/20")).collect();
    assert_eq!(of_agreements, expected);
    for (key, least) in [("force", 4), ("level", 2)] {
        let mut words: BTreeMap<(&str, usize), BTreeSet<&str>> = BTreeMap::new();
        for change in changes.iter().filter(|change| change.is_of(&[key])) {
            words.entry((change.path, change.at())).or_default().extend([change.was(), change.becomes()]);
        }
        let first = words.values().next().expect("a word");
        assert!(first.len() >= least && words.values().all(|some| some == first), "{key}: {words:?}");
    }
}

/// How often a key is given in a file, by its lines alone: texts in quotes and remarks are passed over, and a key whose value is
/// a table is none.
fn written(whole: &str, key: &str) -> usize {
    let bare = |line: &str| {
        line.split('"').step_by(2).collect::<Vec<_>>().join("\"").split('#').next().unwrap_or_default().to_owned()
    };
    let given = whole.lines().map(bare).map(|line| {
        let parts: Vec<&str> = line.split(['{', ',']).collect();
        parts
            .iter()
            .filter(|part| {
                part.split_once('=').is_some_and(|(name, value)| name.trim() == key && !value.trim().is_empty())
            })
            .count()
    });
    given.sum()
}

/// The check that finds a change.
fn found_by(change: &Change, cases: &[(String, Case)]) -> Option<String> {
    let text = change.text();
    let files: Vec<(&str, &str)> =
        FILES.iter().map(|(path, whole)| (*path, if *path == change.path { &*text } else { *whole })).collect();
    let judged = JUDGED.iter().any(|table| change.key.split('.').next() == Some(table));
    // The cases of the changed agreement; of the parties and the known agreements those of the last one.
    let id = change.path.trim_end_matches(values::PASSAGES).trim_end_matches(".toml");
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
