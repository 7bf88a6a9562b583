//! The command as a user runs it: output, exit code, and files that are whole or not there.

#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test reads files and may stop at the first thing amiss"
)]

#[path = "command/authors.rs"]
mod authors;
#[path = "command/compare.rs"]
mod compare;
#[path = "command/drawn.rs"]
mod drawn;
#[path = "command/findings.rs"]
mod findings;
#[path = "command/guide.rs"]
mod guide;
#[path = "command/hostile.rs"]
mod hostile;
#[path = "command/long.rs"]
mod long;
#[path = "command/portfolios.rs"]
mod portfolios;
#[path = "command/reports.rs"]
mod reports;
#[path = "command/revisions.rs"]
mod revisions;
#[path = "command/sources.rs"]
mod sources;
#[path = "command/telling.rs"]
mod telling;
#[path = "command/workbooks.rs"]
mod workbooks;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Runs the command in the repository's root, without a locale.
fn rammeaftale(arguments: &[&str]) -> Output {
    rammeaftale_in(&root(), arguments)
}

fn rammeaftale_in(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rammeaftale"));
    command.current_dir(folder).args(arguments).env_remove("LC_ALL").env_remove("LC_MESSAGES").env_remove("LANG");
    command.output().expect("the command starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

const DEMO: &str = "tests/portfolios/demo.csv";

/// A folder of its own with copies of parts of the repository; gone when the test is over.
struct Desk(PathBuf);

impl Desk {
    fn new(name: &str, parts: &[&str]) -> Desk {
        let desk = Desk(std::env::temp_dir().join(format!("rammeaftale-{name}-{}", std::process::id())));
        fs::create_dir_all(&desk.0).expect("a folder");
        for part in parts {
            copy(&root().join(part), &desk.0.join(part));
        }
        desk
    }

    fn run(&self, arguments: &[&str]) -> Output {
        rammeaftale_in(&self.0, arguments)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).expect("a readable file")
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
        fs::write(path, text).expect("a file");
    }

    /// The names in a folder, in order.
    fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.0.join(folder)).expect("a folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).expect("the folder");
        for entry in fs::read_dir(from).expect("a folder") {
            let entry = entry.expect("an entry");
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        fs::create_dir_all(to.parent().expect("a folder")).expect("the folder");
        fs::copy(from, to).expect("a copy");
    }
}

/// Holds an output against its golden; rewrites it with `UPDATE_EXPECT=1`, never in CI.
fn golden(name: &str, found: &str) {
    let path = root().join("tests/golden/command").join(name);
    if std::env::var_os("UPDATE_EXPECT").is_some() && std::env::var_os("CI").is_none() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
        fs::write(&path, found).expect("the golden is written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, expected, "{name} differs; UPDATE_EXPECT=1 rewrites it");
}

#[test]
fn the_tables_read_as_they_did() {
    for (year, lang) in [("2018", "da"), ("2025", "da"), ("2026", "en")] {
        let output = rammeaftale(&["evaluate", DEMO, "--year", year, "--lang", lang]);
        assert_eq!(text(&output.stderr), "");
        assert_eq!(output.status.code(), Some(1), "something is breached in {year}");
        golden(&format!("evaluate-{year}.{lang}.txt"), &text(&output.stdout));
    }
}

#[test]
fn the_agreements_read_as_they_did() {
    for (name, arguments) in [
        ("list.da.txt", &["list"][..]),
        ("show-2018.da.txt", &["show", "midtjylland/2018"]),
        ("show-2021-22.da.txt", &["show", "midtjylland/2021-22"]),
        ("show-2025-26.en.txt", &["show", "midtjylland/2025-26", "--lang", "en"]),
        ("show-2027-28.da.txt", &["show", "example/2027-28", "--agreements", "tests/fixtures/agreements"]),
    ] {
        let output = rammeaftale(arguments);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        golden(name, &text(&output.stdout));
    }
}

/// Another region's agreement, from a folder: all operators are judged together, beside what each contributes.
#[test]
fn all_operators_together_have_a_block_of_their_own() {
    let folder = ["--agreements", "tests/fixtures/agreements", "--agreement", "hovedstaden/2014-2018"];
    let files = ["tests/fixtures/portfolios/hovedstaden.csv", "--index", "tests/fixtures/portfolios/index.csv"];
    for lang in ["da", "en"] {
        let arguments = [&["evaluate"], &files[..], &folder, &["--year", "2016", "--lang", lang]].concat();
        let output = rammeaftale(&arguments);
        assert_eq!(text(&output.stderr), "");
        assert_eq!(output.status.code(), Some(1), "the region is breached");
        golden(&format!("evaluate-hovedstaden-2016.{lang}.txt"), &text(&output.stdout));
    }
    let arguments = [&["evaluate"], &files[..], &folder, &["--year", "2016", "--format", "json"]].concat();
    assert!(text(&rammeaftale(&arguments).stdout).contains("\"level\": \"region\",\n        \"region\": \"1084\""));
}

#[test]
fn a_pipe_gets_no_colour_and_danish_is_the_default() {
    let output = text(&rammeaftale(&["evaluate", DEMO, "--year", "2025"]).stdout);
    assert!(!output.contains('\u{1b}'));
    assert!(output.contains("Driftsherrer"));
}

#[test]
fn json_has_the_promised_keys_in_their_order() {
    let output = text(&rammeaftale(&["evaluate", DEMO, "--year", "2025", "--format", "json"]).stdout);
    let order = |keys: &[&str], text: &str| {
        let places: Vec<usize> =
            keys.iter().map(|key| text.find(&format!("\"{key}\":")).unwrap_or(usize::MAX)).collect();
        assert!(places.is_sorted() && places.last() != Some(&usize::MAX), "{keys:?} {places:?}");
    };
    order(&["schema", "engine", "assessments"], &output);
    let keys =
        ["agreement", "subject", "year", "as_if", "verdict", "cause", "robust", "flips", "assumptions", "findings"];
    order(&keys, &output);
    let finding = output.split_once("\"findings\":").expect("findings").1;
    let keys = [
        "rule",
        "tariff_name",
        "force",
        "binding",
        "verdict",
        "cause",
        "missing",
        "settled_by",
        "figures",
        "readings",
        "robust",
        "flips",
        "undecided",
        "assumptions",
        "left_out",
        "clauses",
    ];
    order(&keys, finding);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let run = || rammeaftale(&["evaluate", DEMO, "--year", "2018", "--format", "json"]).stdout;
    assert_eq!(run(), run());
}

#[test]
fn exit_codes_tell_the_four_answers() {
    let folder = std::env::temp_dir().join(format!("rammeaftale-codes-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let judged = |name: &str, tariffs: &str, after: &str| {
        let path = folder.join(name);
        let rows = format!(
            "tilbud_id;driftsherre;år;takst;ekstraordinær_løn\nA;740;2024;1.000,00;\nA;740;2025;{tariffs};{after}\n"
        );
        fs::write(&path, rows).expect("a file");
        rammeaftale(&["evaluate", &path.display().to_string()]).status.code()
    };
    assert_eq!(judged("met.csv", "1.000,00", "0"), Some(0));
    assert_eq!(judged("breached.csv", "1.000,01", "0"), Some(1));
    assert_eq!(judged("undetermined.csv", "1.000,01", ""), Some(3));
    assert_eq!(judged("wrong.csv", "tusind", "0"), Some(2));
    fs::remove_dir_all(&folder).expect("the folder goes");
}

#[test]
fn a_year_without_a_modelled_agreement_is_never_judged_by_the_nearest() {
    for (year, known) in [
        ("2017", "Rammeaftale 2017"),
        ("2019", "2019-20"),
        ("2024", "2023-24"),
        ("2027", "2027"),
        ("2012", "midtjylland/2018"),
    ] {
        let output = rammeaftale(&["evaluate", DEMO, "--year", year]);
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty());
        let told = text(&output.stderr);
        assert!(told.contains("ingen aftale er modelleret") && told.contains(known), "{told}");
    }
}

#[test]
fn a_result_goes_whole_into_a_file() {
    let path = std::env::temp_dir().join(format!("rammeaftale-whole-{}.json", std::process::id()));
    let shown = path.display().to_string();
    let output = rammeaftale(&["evaluate", DEMO, "--year", "2025", "--format", "json", "-o", &shown]);
    assert!(output.stdout.is_empty());
    assert!(fs::read_to_string(&path).expect("written").ends_with("}\n"));
    fs::remove_file(&path).expect("the file goes");
    let nowhere = rammeaftale(&["list", "-o", "/nowhere/at/all"]);
    assert_eq!(nowhere.status.code(), Some(2));
}

#[test]
fn wrong_names_get_the_nearest_right_one() {
    for (arguments, near) in [
        (&["--reading", "price-basi=fixed"][..], "price-basis"),
        (&["--reading", "price-basis=fixd"], "fixed"),
        (&["--rule", "tarif-freeze"], "tariff-freeze"),
        (&["--agreement", "midtjylland/2025"], "midtjylland/2025-26"),
        (&["--assume", "own_paymnt=0"], "own_payment"),
    ] {
        let all = [&["evaluate", DEMO, "--year", "2025", "--lang", "en"], arguments].concat();
        let output = rammeaftale(&all);
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains(near), "{}", text(&output.stderr));
    }
}

#[test]
fn check_tells_every_mistake_of_a_file_in_its_order() {
    for case in ["many-mistakes", "unreadable", "bad-character"] {
        let folder = format!("tests/errors/rulesets/{case}");
        for lang in ["da", "en"] {
            let output = rammeaftale(&["check", &format!("{folder}/2030.toml"), "--lang", lang]);
            assert_eq!(output.status.code(), Some(2));
            let expected = fs::read_to_string(root().join(format!("{folder}/expected.{lang}.txt"))).expect("a golden");
            let told = text(&output.stderr).replace("tests/errors/rulesets/", "");
            assert_eq!(told.lines().last(), expected.lines().last(), "{case}");
            let heads = |text: &str| {
                let lines = text.lines().filter(|line| line.contains("[") || line.contains("-->"));
                lines.map(|line| line.trim().to_owned()).collect::<Vec<_>>()
            };
            assert_eq!(heads(&told), heads(&expected), "{case}");
        }
    }
}

#[test]
fn warnings_are_shown_and_denied_on_request() {
    let file = "tests/errors/rulesets/unused/2030.toml";
    let shown = rammeaftale(&["check", file, "--lang", "en"]);
    assert_eq!(shown.status.code(), Some(0), "{}", text(&shown.stderr));
    assert!(text(&shown.stdout).contains("warning[unused]"));
    assert_eq!(rammeaftale(&["check", file, "--deny", "warnings"]).status.code(), Some(2));
    assert_eq!(rammeaftale(&["check", "agreements", "--deny", "warnings"]).status.code(), Some(0));
}

#[test]
fn the_project_s_cases_pass_and_reach_everything() {
    let output = rammeaftale(&["test", "tests/scenarios", "--coverage", "--deny", "warnings"]);
    let told = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains(" passed, 0 failed\n") && told.contains("aftaler: 3 af 3\n"), "{told}");
    let part = ["test", "tests/scenarios/2018", "--lang", "en", "--coverage"];
    let output = rammeaftale(&part);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).contains("agreements: 1 of 3\n  midtjylland/2021-22 judges no case\n"));
    assert_eq!(rammeaftale(&[&part[..], &["--deny", "warnings"]].concat()).status.code(), Some(1));
}

#[test]
fn scenario_files_are_run_like_tests() {
    let path = std::env::temp_dir().join(format!("rammeaftale-cases-{}.toml", std::process::id()));
    let case = |expected: &str| {
        let rows = "{ offer = \"A\", operator = 740, year = 2025, tariff = -1 }";
        let text = format!(
            "schema = 1\nagreement = \"midtjylland/2025-26\"\n[[case]]\nname = \"a case\"\nyear = 2025\nrows = [{rows}]\n{expected}\n"
        );
        fs::write(&path, text).expect("a file");
        rammeaftale(&["test", &path.display().to_string(), "--lang", "en"])
    };
    let passed = case("error = \"negative-amount\"");
    assert_eq!(
        (passed.status.code(), text(&passed.stdout).as_str()),
        (Some(0), "ok   midtjylland/2025-26: a case\n\n1 passed, 0 failed\n")
    );
    let failed = case("error = \"duplicate-row\"");
    assert_eq!(failed.status.code(), Some(1));
    assert!(text(&failed.stdout).starts_with("FAIL midtjylland/2025-26: a case\n       "), "{}", text(&failed.stdout));
    let unknown = case("error = \"negative-amount\"\nexpct = 1");
    assert_eq!(unknown.status.code(), Some(2));
    assert!(text(&unknown.stderr).contains("error[unknown-key]"), "{}", text(&unknown.stderr));
    let no_code = case("error = \"negativ-amount\"");
    assert!(text(&no_code.stderr).contains("did you mean `negative-amount`?"), "{}", text(&no_code.stderr));
    fs::write(&path, b"schema = 1 # \xe5").expect("a file");
    let latin = rammeaftale(&["test", &path.display().to_string(), "--lang", "en"]);
    assert!(text(&latin.stderr).contains("error[unreadable]"), "{}", text(&latin.stderr));
    fs::remove_file(&path).expect("the file goes");
}
