//! Several revisions of one agreement at hand: the latest holds, another can be picked, others name the newest.

use crate::builtin;
use rammeaftale::agreement::RuleKind;
use rammeaftale::diag::Diagnostic;
use rammeaftale::register::UnknownRevision;
use rammeaftale::{Agreement, Register, Year};

const ID: &str = "midtjylland/2018";

/// The shipped files, 2018 kept as its first revision and a second in its place that has a wider band.
fn files() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for (path, text) in rammeaftale_agreements::FILES {
        let Some(ending) = path.strip_prefix("midtjylland/2018.") else {
            files.push(((*path).to_owned(), (*text).to_owned()));
            continue;
        };
        files.push((format!("midtjylland/2018.r1.{ending}"), (*text).to_owned()));
        let second = text.replacen("revision = 1", "revision = 2", 1);
        files.push(((*path).to_owned(), second.replacen("band_percent = \"5\"", "band_percent = \"6\"", 1)));
    }
    files
}

fn register() -> Register {
    let (register, warnings) = Register::from_files(&files())
        .unwrap_or_else(|mistakes| panic!("{}", rammeaftale::diag::render_all(&mistakes, rammeaftale::Lang::En)));
    assert!(warnings.is_empty(), "{warnings:?}");
    register
}

fn numbers(revisions: &[&Agreement]) -> Vec<u32> {
    revisions.iter().map(|one| one.revision).collect()
}

fn digest(register: &Register) -> String {
    register.get(ID).expect("2018").digest.to_string()
}

fn band(agreement: &Agreement) -> String {
    let rule = agreement.rule("result-band").expect("the band");
    match &rule.kind {
        RuleKind::ResultRegulation(band) => format!("{:?}", band.band_percent),
        _ => String::new(),
    }
}

#[test]
fn the_latest_holds_and_stands_for_its_agreement_alone() {
    let register = register();
    assert_eq!(numbers(&register.revisions(ID)), [1, 2]);
    assert_eq!(register.get(ID).map(|one| one.revision), Some(2));
    let year = Year::new(2018).expect("a year");
    assert_eq!(register.in_force_year(year).map(|one| one.revision), Ok(2));
    assert_eq!(register.agreements().len(), builtin().agreements().len());
    assert_eq!(numbers(&builtin().revisions(ID)), [1]);
    assert!(register.revisions("midtjylland/2099").is_empty());
}

#[test]
fn another_revision_takes_the_place_of_the_latest() {
    let first = register().with_revision(ID, 1).expect("the first");
    let year = Year::new(2018).expect("a year");
    assert_eq!(digest(&first), digest(&builtin()), "the one shipped");
    assert_eq!(first.in_force_year(year).map(|one| one.revision), Ok(1));
    assert_eq!(numbers(&first.revisions(ID)), [1, 2]);
    assert_ne!(digest(&first), digest(&register()));
    let ids =
        |register: &Register| -> Vec<String> { register.agreements().iter().map(|one| one.id.to_string()).collect() };
    assert_eq!(ids(&first), ids(&register()));
    let again = first.with_revision(ID, 2).expect("the second").with_revision(ID, 2).expect("the second");
    assert_eq!(digest(&again), digest(&register()));
}

#[test]
fn an_unknown_revision_names_those_there_are() {
    let unknown = |id: &str, revision| register().with_revision(id, revision).expect_err("there is none");
    let UnknownRevision { agreement, asked, known, .. } = unknown(ID, 3);
    assert_eq!((&*agreement, asked, known), (ID, 3, vec![1, 2]));
    assert_eq!(unknown(ID, 0).to_string(), "`midtjylland/2018` has no revision 0");
    assert!(unknown("midtjylland/2099", 1).known.is_empty());
}

#[test]
fn what_others_take_over_they_take_from_the_newest() {
    let register = register();
    let later = register.get("midtjylland/2025-26").expect("2025-26");
    assert_eq!(band(later), band(register.get(ID).expect("2018")));
    assert_ne!(band(later), band(register.revisions(ID).first().expect("the first")));
}

#[test]
fn others_cannot_name_an_earlier_revision() {
    let mut files = files();
    for (path, text) in &mut files {
        if path == "midtjylland/2025-26.toml" {
            *text = text.replacen("\"midtjylland/2018#result-band\"", "\"midtjylland/2018.r1#result-band\"", 1);
        } else if path == "midtjylland/known.toml" {
            *text = text.replacen("\"midtjylland/2018#takstreduktion\"", "\"midtjylland/2018.r1#takstreduktion\"", 1);
        }
    }
    let mistakes = Register::from_files(&files).expect_err("two references");
    let told = |file: &str| {
        let of_file = |one: &&Diagnostic| one.place().is_some_and(|place| place.file.ends_with(file));
        mistakes.iter().filter(of_file).map(|one| one.code.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(told("2025-26.toml"), ["unknown-reference"]);
    assert_eq!(told("known.toml"), ["unknown-reference"]);
}
