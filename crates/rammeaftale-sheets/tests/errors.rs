//! Every bad portfolio in `tests/errors/portfolios` gives the messages that stand beside it.

use rammeaftale::diag::render_all;
use rammeaftale::text::Lang;
use rammeaftale_sheets::{portfolio, read_bytes};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

#[test]
fn bad_portfolios_are_told_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/errors/portfolios");
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_none_or(|ending| ending != "stderr"))
        .collect();
    files.sort();
    assert!(files.len() >= 70, "{} holds only {} portfolios", folder.display(), files.len());
    let update = std::env::var_os("UPDATE_EXPECT").is_some_and(|value| value == "1");
    let differing: Vec<String> = files.iter().filter_map(|file| difference(file, update).unwrap()).collect();
    assert!(differing.is_empty(), "{}\nset UPDATE_EXPECT=1 to accept", differing.join("\n"));
}

/// Names like formulas, links to other workbooks, macros, a base of zero: read, and not a word about it.
#[test]
fn harmless_portfolios_are_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/errors/harmless");
    let mut seen = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let sheet = read_bytes(&path.display().to_string(), &fs::read(&path).unwrap());
        let (portfolio, warnings) = portfolio(vec![sheet]).unwrap();
        assert_eq!(warnings, [], "{}", path.display());
        assert!(!portfolio.offers().is_empty());
        seen += 1;
    }
    assert!(seen >= 3, "only {seen}");
}

/// What differs from the expectation, which is rewritten first when `update` is set.
fn difference(file: &Path, update: bool) -> io::Result<Option<String>> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let sheet = read_bytes(&name, &fs::read(file)?);
    let found = portfolio(vec![sheet]).map_or_else(|mistakes| mistakes, |(_, warnings)| warnings);
    let told = render_all(&found, Lang::En);
    let beside = file.with_extension("stderr");
    if update {
        fs::write(&beside, &told)?;
    }
    let expected = String::from_utf8_lossy(&fs::read(&beside).unwrap_or_default()).into_owned();
    let text = format!("--- {name}: expected\n{expected}\n--- found\n{told}");
    Ok((found.is_empty() || expected != told).then_some(text))
}
