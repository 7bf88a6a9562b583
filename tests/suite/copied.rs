//! "No sentence of a source is copied into the project" (rules.md, section 2): no text of the shipped files has eight words in a row
//! that stand so in a document. Titles and the few words that tell where a passage begins and ends are shorter.

use crate::here;
use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;

/// So many words in a row are a copy.
const RUN: usize = 8;

fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn runs(document: &str) -> HashSet<Vec<String>> {
    words(document).windows(RUN).map(<[String]>::to_vec).collect()
}

/// The lines of a file that copy a run.
fn copied<'f>(file: &'f str, runs: &HashSet<Vec<String>>) -> Vec<&'f str> {
    let copies = |line: &&str| words(line).windows(RUN).any(|run| runs.contains(run));
    file.lines().filter(copies).collect()
}

#[test]
fn eight_words_in_a_row_are_a_copy_and_seven_are_not() {
    let letter = fs::read_to_string(here().join("sources/documents/true/brev.txt")).expect("the invented letter");
    let runs = runs(&letter);
    let of = |count: usize| format!("summary = {{ en = \"{}\" }}", words(&letter)[..count].join(" "));
    assert_eq!((copied(&of(RUN), &runs).len(), copied(&of(RUN - 1), &runs).len()), (1, 0));
}

/// The documents are not part of the project: the test runs where they are, and says so where not.
#[test]
fn no_sentence_of_a_document_is_copied() {
    let folder =
        std::env::var_os("RAMMEAFTALE_SOURCES").map_or_else(|| here().join("../../shared/sources"), PathBuf::from);
    if !folder.exists() {
        println!("not run: no documents at {}", folder.display());
        return;
    }
    let texts = crate::folder(&folder).into_iter().filter(|path| path.extension().is_some_and(|one| one == "txt"));
    let documents: Vec<String> = texts.map(|path| fs::read_to_string(path).expect("a text")).collect();
    let all: HashSet<Vec<String>> = documents.iter().flat_map(|document| runs(document)).collect();
    assert!(documents.len() >= 4 && all.len() > 5_000, "{} documents", documents.len());
    for (path, file) in rammeaftale_agreements::FILES {
        assert_eq!(copied(file, &all), Vec::<&str>::new(), "{path}");
    }
}
