//! What the fuzz targets check, apart from the fuzzer: the same functions run over the seeds as a plain test.
#![forbid(unsafe_code)]

pub mod csv;
pub mod evaluate;
mod mistakes;
pub mod ruleset;
pub mod scenario;
pub mod workbook;

use rammeaftale::Register;
use std::sync::LazyLock;

/// The shipped agreements, read once.
static BUILTIN: LazyLock<Register> =
    LazyLock::new(|| Register::builtin().expect("the shipped rulesets are free of mistakes"));

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    /// Every seed of a target; each folder must hold some.
    fn seeds(target: &str) -> Vec<Vec<u8>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(target);
        let files = fs::read_dir(&folder).expect("a folder of seeds");
        let seeds: Vec<Vec<u8>> = files.map(|file| fs::read(file.unwrap().path()).unwrap()).collect();
        assert!(!seeds.is_empty(), "no seeds for {target}");
        seeds
    }

    fn texts(target: &str) -> Vec<String> {
        seeds(target).into_iter().map(|seed| String::from_utf8(seed).expect("a text")).collect()
    }

    #[test]
    fn the_seeds_of_ruleset_pass() {
        texts("ruleset").iter().for_each(|text| crate::ruleset::check(text));
    }

    #[test]
    fn the_seeds_of_csv_pass() {
        seeds("csv").iter().for_each(|bytes| crate::csv::check(bytes));
    }

    #[test]
    fn the_seeds_of_workbook_pass() {
        seeds("workbook").iter().for_each(|bytes| crate::workbook::check(bytes));
    }

    #[test]
    fn the_seeds_of_scenario_pass() {
        texts("scenario").iter().for_each(|text| crate::scenario::check(text));
    }

    /// None is refused, and every agreement is judged by.
    #[test]
    fn the_seeds_of_evaluate_pass() {
        let judged_by = |bytes: Vec<u8>| crate::evaluate::check(&bytes).expect("an accepted seed");
        assert_eq!(seeds("evaluate").into_iter().map(judged_by).collect::<BTreeSet<_>>().len(), 9);
    }
}
