//! Reading any bytes never panics, and every place told lies in its file, on whole characters.
//!
//! The shipped rulesets and a scenario file, changed at random. `PROPTEST_CASES` sets how many.

use crate::laws::config;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use rammeaftale::diag::{Diagnostic, Label, render_all};
use rammeaftale::{Lang, Register, scenario};

/// What hurts: several bytes a character, quotes and brackets, line ends, numbers, marks.
const PIECES: [&str; 18] = [
    "æ",
    "é",
    "😀",
    "\u{202e}",
    "\u{30a}",
    "\u{feff}",
    "\0",
    "\r",
    "\n",
    "\"",
    "\"\"\"",
    "[",
    "]]",
    "{",
    "=",
    ".",
    "1e3",
    "\n[[clause]]\nid = \"æ\"\n",
];

#[derive(Clone, Debug)]
enum Change {
    Byte(Index, u8),
    Insert(Index, &'static str),
    Cut(Index, usize),
    Repeat(Index, usize),
    Truncate(Index),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        3 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Byte(at, byte)),
        4 => (any::<Index>(), select(&PIECES)).prop_map(|(at, piece)| Change::Insert(at, piece)),
        3 => (any::<Index>(), 1..200usize).prop_map(|(at, size)| Change::Cut(at, size)),
        2 => (any::<Index>(), 1..2000usize).prop_map(|(at, size)| Change::Repeat(at, size)),
        1 => any::<Index>().prop_map(Change::Truncate),
    ]
}

fn changed(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        let len = bytes.len();
        let at = |index: &Index| index.index(len + 1);
        let range = |index: &Index, size: usize| at(index)..(at(index) + size).min(len);
        match change {
            Change::Byte(index, byte) => bytes.splice(range(index, 1), [*byte]).for_each(drop),
            Change::Insert(index, piece) => bytes.splice(at(index)..at(index), piece.bytes()).for_each(drop),
            Change::Cut(index, size) => bytes.drain(range(index, *size)).for_each(drop),
            Change::Repeat(index, size) => {
                let again = bytes[range(index, *size)].to_vec();
                bytes.splice(at(index)..at(index), again).for_each(drop);
            }
            Change::Truncate(index) => bytes.truncate(at(index)),
        }
    }
    bytes
}

/// The text as it is read: the mark of UTF-8 is no part of it, and what is not UTF-8 is drawn as U+FFFD.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).into_owned()
}

/// A label's place is its file's line, and its columns are characters of that line or its end.
fn lies_in(label: &Label, text: &str) -> bool {
    let place = &label.place;
    let line = text.split('\n').nth(place.line.wrapping_sub(1)).map(|line| line.trim_end_matches('\r'));
    let fits = |line: &str| place.column >= 1 && place.column + place.width <= line.chars().count() + 2;
    place.width >= 1 && line.is_some_and(|line| line == place.text && fits(line))
}

fn all_lie_in(mistakes: &[Diagnostic], files: &[(String, Vec<u8>)]) {
    for label in mistakes.iter().flat_map(|mistake| &mistake.labels).filter(|label| label.place.line > 0) {
        let (_, bytes) = files.iter().find(|(path, _)| **path == *label.place.file).expect("a file of this name");
        assert!(lies_in(label, &text(bytes)), "{label:?}");
    }
    for lang in [Lang::Da, Lang::En] {
        assert!(render_all(mistakes, lang).is_char_boundary(0));
    }
}

fn shipped() -> Vec<(String, Vec<u8>)> {
    rammeaftale_agreements::FILES.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn a_changed_ruleset_is_read_or_told_to_be_wrong(file in any::<Index>(), changes in vec(change(), 1..5)) {
        let mut files = shipped();
        let at = file.index(files.len());
        files[at].1 = changed(files[at].1.clone(), &changes);
        match Register::from_files(&files) {
            Ok((register, warnings)) => {
                prop_assert_eq!(register.agreements().len(), 3, "an agreement is gone without a word");
                prop_assert!(warnings.iter().all(|warning| !warning.is_error()));
                all_lie_in(&warnings, &files);
            }
            Err(mistakes) => {
                prop_assert!(mistakes.iter().any(Diagnostic::is_error), "refused without a reason");
                all_lie_in(&mistakes, &files);
            }
        }
    }

    #[test]
    fn a_changed_scenario_is_read_or_told_to_be_wrong(file in any::<Index>(), changes in vec(change(), 1..5)) {
        let files = crate::scenario_files();
        let (path, text) = &files[file.index(files.len())];
        let bytes = changed(text.clone().into_bytes(), &changes);
        if let Err(mistakes) = scenario::read(path, &bytes) {
            prop_assert!(!mistakes.is_empty());
            all_lie_in(&mistakes, &[(path.clone(), bytes)]);
        }
    }

    #[test]
    fn any_bytes_are_read_or_told_to_be_wrong(bytes in vec(any::<u8>(), 0..200)) {
        let files = [("a/2030.toml".to_owned(), bytes)];
        let mistakes = Register::from_files(&files).expect_err("no agreement");
        all_lie_in(&mistakes, &files);
    }
}
