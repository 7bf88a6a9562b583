//! Rulesets held against documents, as a user does it: the invented letter in `tests/sources` as it was read, and as it
//! could stand one day.

use super::{Desk, golden, rammeaftale, root, text};
use std::fs;
use std::process::Command;

const RULESETS: &str = "tests/sources/agreements";
const LETTER: &str = "tests/sources/documents/true";

#[test]
fn every_change_of_the_letter_is_told_in_both_languages() {
    let folder = root().join("tests/sources/documents");
    let mut cases: Vec<String> = fs::read_dir(folder)
        .expect("the documents")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
        .collect();
    cases.sort();
    assert!(cases.len() >= 11, "only {cases:?}");
    for case in cases {
        for lang in ["da", "en"] {
            let documents = format!("tests/sources/documents/{case}");
            let output = rammeaftale(&["check", RULESETS, "--sources", &documents, "--lang", lang]);
            assert_eq!(output.status.code(), Some(if case == "true" { 0 } else { 2 }), "{case}");
            golden(&format!("sources/{case}.{lang}.txt"), &(text(&output.stdout) + &text(&output.stderr)));
        }
    }
}

#[test]
fn passages_that_share_text_are_a_warning() {
    let check = |more: &[&str]| {
        let arguments = ["check", "tests/sources/overlap", "--sources", LETTER, "--lang", "en"];
        rammeaftale(&[&arguments, more].concat())
    };
    let warned = check(&[]);
    assert_eq!(warned.status.code(), Some(0));
    golden("sources/overlap.en.txt", &text(&warned.stdout));
    assert_eq!(check(&["--deny", "warnings"]).status.code(), Some(2));
}

#[test]
fn a_single_file_has_its_documents_proven_too() {
    for file in ["2030.toml", "2030.clauses.toml"] {
        let path = format!("{RULESETS}/opdigtet/{file}");
        assert_eq!(rammeaftale(&["check", &path, "--sources", LETTER]).status.code(), Some(0));
        let output = rammeaftale(&["check", &path, "--sources", "tests/sources/documents/number"]);
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains("[-3-] {+4+}"), "{}", text(&output.stderr));
    }
}

#[test]
fn the_template_is_proven_by_the_document_it_describes() {
    let template = fs::read_to_string(root().join("agreements/TEMPLATE.toml")).expect("the template");
    let lines = template.lines().filter_map(|line| line.strip_prefix("#   "));
    let folder = Desk::new("sources-template", &[]);
    fs::write(folder.0.join("example.txt"), lines.collect::<Vec<_>>().join(" ") + "\n").expect("a file");
    let output = rammeaftale(&["check", "agreements/TEMPLATE.toml", "--sources", &folder.0.display().to_string()]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("100,00 %"), "{}", text(&output.stdout));
}

#[test]
fn a_slip_in_a_clause_is_no_change_of_the_document() {
    let folder = Desk::new("sources-slips", &[]);
    let right = "f843befaae451b5f35e50e4dcf8b6a439459eceafbf39258fcf54672839c3056";
    let check = |from: &str, to: &str| {
        let rulesets = rewritten(&folder, from, to);
        let output = rammeaftale(&["check", &rulesets, "--sources", LETTER, "--lang", "en"]);
        assert_eq!(output.status.code(), Some(2), "{from}");
        let told = text(&output.stderr);
        assert!(told.ends_with("1 error, 0 warnings\n") && !told.contains("one word"), "{told}");
        told
    };
    let told = check(right, &right.replace('f', "e"));
    assert!(
        told.contains("error[changed-passage]") && told.contains(&format!("write `sha256 = \"{right}\"`")),
        "{told}"
    );
    let told = check("last = \"ventetiden.\"", "last = \".\"");
    assert!(told.contains("error[repeated-locator]") && told.contains("`last = \"på ventetiden.\"`"), "{told}");
    let told = check("first = \"Parterne mødes\"", "first = \"Partene mødes\"");
    assert!(told.contains("error[missing-locator]") && told.contains("the nearest is »Parterne mødes«"), "{told}");
    let told = check("a211c7f4", "a211c7f5");
    assert!(told.contains("error[changed-document]") && told.contains("6 of 6 passages"), "{told}");
}

/// The invented ruleset with another name for its document.
fn named(folder: &Desk, name: &str) -> String {
    rewritten(folder, "brev.txt", name)
}

fn rewritten(folder: &Desk, from: &str, to: &str) -> String {
    let region = folder.0.join("agreements/opdigtet");
    fs::create_dir_all(&region).expect("a folder");
    for file in ["2030.toml", "2030.clauses.toml", "parties.toml"] {
        let text = fs::read_to_string(root().join(RULESETS).join("opdigtet").join(file)).expect("a ruleset");
        fs::write(region.join(file), text.replace(from, to)).expect("a file");
    }
    folder.0.join("agreements").display().to_string()
}

#[test]
fn no_document_is_read_outside_its_folder() {
    let folder = Desk::new("sources-outside", &[]);
    fs::copy(root().join(LETTER).join("brev.txt"), folder.0.join("outside.txt")).expect("a copy");
    fs::create_dir_all(folder.0.join("documents")).expect("a folder");
    let documents = folder.0.join("documents").display().to_string();
    for name in [
        "../outside.txt",
        "/etc/hostname",
        "documents/../outside.txt",
        "..",
        "C:outside.txt",
        "..\\\\outside.txt",
        "a\\u0000b",
        " brev.txt",
        "NUL:",
    ] {
        let rulesets = named(&folder, name);
        let output = rammeaftale(&["check", &rulesets, "--sources", &documents, "--lang", "en"]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        let told = text(&output.stderr);
        assert!(told.contains("error[bad-file-name]") && told.contains("the documents were not looked at"), "{told}");
        assert!(output.stdout.is_empty(), "{name}: {}", text(&output.stdout));
    }
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_folders_and_pipes_are_not_read() {
    let folder = Desk::new("sources-links", &[]);
    fs::copy(root().join(LETTER).join("brev.txt"), folder.0.join("outside.txt")).expect("a copy");
    let documents = folder.0.join("documents");
    fs::create_dir_all(documents.join("folder.txt")).expect("a folder");
    std::os::unix::fs::symlink("../outside.txt", documents.join("link.txt")).expect("a link");
    let pipe = Command::new("mkfifo").arg(documents.join("pipe.txt")).status().expect("mkfifo");
    assert!(pipe.success());
    for (name, why) in [
        ("link.txt", "outside the folder"),
        ("folder.txt", "no file"),
        ("pipe.txt", "no file"),
        ("none.txt", "not in the folder"),
    ] {
        let rulesets = named(&folder, name);
        let shown = documents.display().to_string();
        let output = rammeaftale(&["check", &rulesets, "--sources", &shown, "--lang", "en"]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(text(&output.stderr).contains(why), "{}", text(&output.stderr));
    }
}

#[test]
fn a_folder_that_is_none_is_told() {
    for sources in ["no/such/folder", "README.md"] {
        for arguments in [&["check", RULESETS][..], &["show", "midtjylland/2018", "--clauses"]] {
            let output = rammeaftale(&[arguments, &["--sources", sources]].concat());
            assert_eq!(output.status.code(), Some(2), "{sources}");
            assert!(output.stdout.is_empty() && text(&output.stderr).contains(sources));
        }
    }
}

#[test]
fn clauses_are_shown_with_their_passages() {
    let show = |documents: &str, more: &[&str]| {
        let sources = format!("tests/sources/documents/{documents}");
        let arguments = ["show", "opdigtet/2030", "--agreements", RULESETS, "--clauses", "--sources", &sources];
        let output = rammeaftale(&[&arguments, more].concat());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    golden("sources/show.da.txt", &show("true", &[]));
    golden("sources/show-reworded.en.txt", &show("reworded", &["--lang", "en"]));
    assert!(show("copy", &[]).contains("mindst 3 procent"), "the copy that was read is used");
    let json = show("number", &["--format", "json"]);
    assert!(json.contains("\"text\": \"Tak for året, der gik.\""), "{json}");
    assert!(!json.contains("procent fra 2028"), "a passage without its fingerprint is not shown: {json}");
}

#[test]
fn findings_are_shown_with_the_passages_they_rest_on() {
    let folder = Desk::new("sources-evaluate", &[]);
    let rows = "tilbud_id;driftsherre;år;takst\nA;740;2028;1.000,00\nA;740;2030;970,01\n";
    fs::write(folder.0.join("a.csv"), rows).expect("a file");
    let portfolio = folder.0.join("a.csv").display().to_string();
    let evaluate = |documents: &str, more: &[&str]| {
        let sources = format!("tests/sources/documents/{documents}");
        let arguments = ["evaluate", &portfolio, "--agreements", RULESETS, "--sources", &sources];
        let output = rammeaftale(&[&arguments, more].concat());
        assert_eq!(output.status.code(), Some(1), "the documents change no verdict: {}", text(&output.stderr));
        text(&output.stdout)
    };
    golden("sources/evaluate.da.txt", &evaluate("true", &[]));
    golden("sources/evaluate-number.en.txt", &evaluate("number", &["--lang", "en"]));
    let json = evaluate("true", &["--format", "json"]);
    let passages = json.split_once("\"passages\":").expect("passages").1;
    assert!(passages.contains("\"opdigtet/2030#fald\"") && passages.contains("mindst 3 procent"), "{passages}");
}
