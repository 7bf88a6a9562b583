//! One test binary. Data lies beside it: `scenarios/`, `errors/` and `golden/`.

mod data_mutation;
mod errors;
mod golden;
mod invented;
mod laws;
mod layers;
mod mutations;
mod reach;
mod refusals;
mod registry;
mod rules_golden;
mod scenarios;
mod second_evaluator;
mod sentences;

use rammeaftale::Register;
use rammeaftale::scenario::{self, Case};
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
    let root = here().join("scenarios");
    let mut files: Vec<PathBuf> = folder(&root).iter().flat_map(|period| folder(period)).collect();
    files.sort();
    let named = files.into_iter().map(|path| {
        let name = path.strip_prefix(&root).expect("below the folder").display().to_string().replace('\\', "/");
        (name, fs::read_to_string(&path).expect("a readable file"))
    });
    named.filter(|(name, _)| name.ends_with(".toml")).collect()
}

/// Every case with the name of its file.
fn cases() -> Vec<(String, Case)> {
    let files = scenario_files();
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
