//! The commands of `fuzz/README.md`: one for each target, and none that cuts a seed off.

use crate::here;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let below = crate::folder(folder).into_iter();
    below.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn no_seed_is_longer_than_its_target_takes() {
    let home = here().join("fuzz");
    let readme = fs::read_to_string(home.join("README.md")).expect("the README");
    let mut told = BTreeSet::new();
    for command in readme.lines().filter_map(|line| line.trim().strip_prefix("$fuzz ")) {
        let words: Vec<&str> = command.split_whitespace().collect();
        let at = words.iter().position(|word| word.starts_with("corpus/")).expect("what is found new goes there");
        let (target, seeds) = (words[at - 1], words[at + 1..].iter().take_while(|word| **word != "--"));
        let most = words.iter().find_map(|word| word.strip_prefix("-max_len=")).expect("a length");
        let most: u64 = most.parse().expect("a number");
        let all: Vec<PathBuf> = seeds.flat_map(|folder| files(&home.join(folder))).collect();
        assert!(!all.is_empty(), "{command}");
        let length = |path: &PathBuf| fs::metadata(path).expect("a file").len();
        let long: Vec<_> = all.iter().filter(|path| length(path) > most).collect();
        assert!(long.is_empty(), "longer than {most}: {long:?}");
        told.insert(target.to_owned());
    }
    let stem = |path: PathBuf| path.file_stem().expect("a name").to_string_lossy().into_owned();
    assert_eq!(told, crate::folder(&home.join("targets")).into_iter().map(stem).collect());
}
