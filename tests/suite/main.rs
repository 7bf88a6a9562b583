//! One test binary. Data lies beside it: `scenarios/`, `errors/`, `golden/` and `fixtures/`, agreements that are not shipped.

mod assessments;
mod changelog;
mod chosen;
mod columns;
mod comparing;
mod copied;
mod data_mutation;
mod errors;
mod fixtures;
mod fuzzing;
mod golden;
mod invented;
mod laws;
mod layers;
mod mutants;
mod mutations;
mod near_edges;
mod one_portfolio;
mod portfolio;
mod printing;
mod proof;
mod reach;
mod refusals;
mod registry;
mod revisions;
mod rules_golden;
mod scenarios;
mod schemas;
mod second_evaluator;
mod sentences;
mod settling;
mod taking_over;
mod telling;
mod threads;

use rammeaftale::Lang;
use rammeaftale::Register;
use rammeaftale::compare::Comparison;
use rammeaftale::scenario::{self, Case, Outcome};
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of this package.
fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn builtin() -> Register {
    Register::builtin().expect("the shipped rulesets are free of mistakes")
}

/// Every scenario file by its path below `scenarios/`, in order of the path.
fn scenario_files() -> Vec<(String, String)> {
    toml_files(&here().join("scenarios"))
}

/// Every TOML file one folder below this one by its path, in order of the path.
fn toml_files(root: &Path) -> Vec<(String, String)> {
    let mut files: Vec<PathBuf> = folder(root).iter().flat_map(|period| folder(period)).collect();
    files.sort();
    let named = files.into_iter().map(|path| {
        let name = path.strip_prefix(root).expect("below the folder").display().to_string().replace('\\', "/");
        (name, fs::read_to_string(&path).expect("a readable file"))
    });
    named.filter(|(name, _)| name.ends_with(".toml")).collect()
}

/// Two shipped agreements side by side.
fn compared(from: &str, to: &str) -> Comparison {
    let register = builtin();
    Comparison::new(&register, register.get(from).expect("shipped"), register.get(to).expect("shipped"))
}

/// Each case is judged and compared with what it expects; there are at least so many.
fn assert_cases(register: &Register, cases: &[(String, Case)], least: usize) {
    assert!(cases.len() >= least, "only {} cases found", cases.len());
    let mut told = Vec::new();
    for (file, case) in cases {
        if let Outcome::Differs(differences) = case.run(register) {
            let differences = differences.iter().map(|one| format!("  {}: {}", one.place, one.text.get(Lang::En)));
            told.push(format!("{file}: {}\n{}", case.name, differences.collect::<Vec<_>>().join("\n")));
        }
    }
    assert!(told.is_empty(), "{} of {} cases differ\n{}", told.len(), cases.len(), told.join("\n"));
}

/// Every case with the name of its file.
fn cases() -> Vec<(String, Case)> {
    cases_of(&scenario_files())
}

fn cases_of(files: &[(String, String)]) -> Vec<(String, Case)> {
    files
        .iter()
        .flat_map(|(name, text)| {
            let cases = scenario::read(name, text).unwrap_or_else(|mistakes| {
                let told = rammeaftale::diag::render_all(&mistakes, rammeaftale::Lang::En);
                panic!("{told}")
            });
            cases.into_iter().map(|case| (name.clone(), case))
        })
        .collect()
}

fn folder(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    entries.map(|entry| entry.expect("an entry").path()).collect()
}
