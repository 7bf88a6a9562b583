//! Every bad portfolio in `tests/errors/portfolios` gives the messages that stand beside it.

use rammeaftale::diag::{Diagnostic, render_all};
use rammeaftale::text::Lang;
use rammeaftale_sheets::{Columns, portfolio, read_bytes_as};
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
    let differing: Vec<String> = files.iter().filter_map(|file| difference(file).unwrap()).collect();
    assert!(differing.is_empty(), "{}\nset UPDATE_EXPECT=1 to accept", differing.join("\n"));
}

/// What headings say of amounts holds against the column that a file explains them to be; one case agrees.
#[test]
fn mapped_headings_are_heard() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/errors/mapped");
    let files = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|ending| ending == "csv")).collect();
    files.sort();
    assert!(files.len() >= 3, "only {}", files.len());
    for file in files {
        let found = told(&file, &Columns::read_path(&file.with_extension("toml")).unwrap()).unwrap();
        assert_eq!(found.is_empty(), file.ends_with("headings-that-agree.csv"), "{}", file.display());
        let differing = compared(&file, &found).unwrap();
        assert!(differing.is_none(), "{}\nset UPDATE_EXPECT=1 to accept", differing.unwrap_or_default());
    }
}

/// Names like formulas, links to other workbooks, macros, a base of zero: read, and not a word about it.
#[test]
fn harmless_portfolios_are_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/errors/harmless");
    let mut seen = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let sheet = read_bytes_as(&path.display().to_string(), &fs::read(&path).unwrap(), &Columns::default());
        let (portfolio, warnings) = portfolio(vec![sheet]).unwrap();
        assert_eq!(warnings, [], "{}", path.display());
        assert!(!portfolio.offers().is_empty());
        seen += 1;
    }
    assert!(seen >= 3, "only {seen}");
}

/// What differs from the expectation of a bad file.
fn difference(file: &Path) -> io::Result<Option<String>> {
    let found = told(file, &Columns::default())?;
    let nothing = found.is_empty().then(|| format!("{}: nothing is told", file.display()));
    Ok(compared(file, &found)?.or(nothing))
}

/// What is told of a file under its name alone.
fn told(file: &Path, columns: &Columns) -> io::Result<Vec<Diagnostic>> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let sheet = read_bytes_as(&name, &fs::read(file)?, columns);
    Ok(portfolio(vec![sheet]).map_or_else(|mistakes| mistakes, |(_, warnings)| warnings))
}

/// What differs from the expectation beside the file, which is rewritten first where that is asked for.
fn compared(file: &Path, found: &[Diagnostic]) -> io::Result<Option<String>> {
    let told = render_all(found, Lang::En);
    let beside = file.with_extension("stderr");
    if std::env::var_os("UPDATE_EXPECT").is_some_and(|value| value == "1") {
        fs::write(&beside, &told)?;
    }
    let expected = String::from_utf8_lossy(&fs::read(&beside).unwrap_or_default()).into_owned();
    let text = format!("--- {}: expected\n{expected}\n--- found\n{told}", file.display());
    Ok((expected != told).then_some(text))
}
