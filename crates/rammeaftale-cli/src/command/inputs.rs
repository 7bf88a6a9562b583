//! Where portfolios come from: files, folders, patterns and standard input.

use crate::failure::Failure;
use rammeaftale::Portfolio;
use rammeaftale::diag::{Code, Diagnostic, Place};
use rammeaftale::text::Text;
use rammeaftale_sheets::{Columns, PortfolioReader};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One source of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Input {
    Stdin,
    File(PathBuf),
}

/// The endings of the files that a folder is read for.
const ENDINGS: [&str; 9] = ["csv", "json", "jsonl", "ndjson", "ods", "toml", "xls", "xlsm", "xlsx"];

/// Reads everything named as one portfolio, but not the files of columns and of the price index, which may lie in the
/// same folder. The second part holds the warnings.
pub(super) fn portfolio(
    named: &[PathBuf],
    columns: Option<&Path>,
    index: Option<&Path>,
) -> Result<(Portfolio, Vec<Diagnostic>), Failure> {
    let aside: Vec<PathBuf> = columns.into_iter().chain(index).filter_map(|path| path.canonicalize().ok()).collect();
    let is_explained = columns.is_some();
    let columns = columns.map_or_else(|| Ok(Columns::default()), Columns::read_path).map_err(Failure::Files)?;
    let (mut inputs, mut warnings) = inputs(named)?;
    inputs.retain(|input| match input {
        Input::File(path) if !named.contains(path) => !path.canonicalize().is_ok_and(|path| aside.contains(&path)),
        Input::File(_) | Input::Stdin => true,
    });
    let mut reader = PortfolioReader::new(columns);
    for input in &inputs {
        match input {
            Input::Stdin => reader.add_from("-", io::stdin().lock()),
            Input::File(path) => reader.add_path(path),
        }
    }
    let (portfolio, found) = reader.finish().map_err(|found| {
        let is_heading = |one: &Diagnostic| one.code == Code::UnknownColumn;
        if !is_explained && found.iter().any(is_heading) { Failure::Headings(found) } else { Failure::Files(found) }
    })?;
    warnings.extend(found);
    Ok((portfolio, warnings))
}

/// Each file once, in the order named, those of a folder or a pattern by name. The second part names what of those is not
/// read.
pub(super) fn inputs(named: &[PathBuf]) -> Result<(Vec<Input>, Vec<Diagnostic>), Failure> {
    let (mut inputs, mut warnings) = (Vec::new(), Vec::new());
    for path in named {
        if path.as_os_str() == "-" {
            inputs.push(Input::Stdin);
        } else if path.is_dir() {
            inputs.extend(folder(path, &mut warnings)?.into_iter().map(Input::File));
        } else if let Some(pattern) = path.to_str().filter(|text| text.contains(['*', '?', '[']) && !path.exists()) {
            inputs.extend(matching(pattern, &mut warnings)?.into_iter().map(Input::File));
        } else {
            inputs.push(Input::File(path.clone()));
        }
    }
    refuse_twice(&inputs)?;
    Ok((inputs, warnings))
}

fn folder(folder: &Path, warnings: &mut Vec<Diagnostic>) -> Result<Vec<PathBuf>, Failure> {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let entries = entries.map_err(|error| super::unreadable(folder, &error))?;
    let mut paths: Vec<PathBuf> = entries.iter().map(fs::DirEntry::path).filter(|path| !is_aside(path)).collect();
    paths.sort();
    let (read, passed): (Vec<PathBuf>, Vec<PathBuf>) = paths.into_iter().partition(|path| is_read(path));
    warnings.extend(passed.iter().map(|path| passed_over(path)));
    let folder = folder.display();
    if read.is_empty() {
        return Err(Failure::usage(
            format!("mappen {folder} har ingen porteføljer"),
            format!("the folder {folder} holds no portfolios"),
        ));
    }
    Ok(read)
}

/// Files that programs keep for themselves: hidden ones, and those that tell that a workbook is open.
fn is_aside(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') || name.starts_with("~$")
}

fn is_read(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    path.is_file() && ENDINGS.contains(&&*ending)
}

fn passed_over(path: &Path) -> Diagnostic {
    let place = Place::file(&Arc::from(path.display().to_string()));
    let (da, en) = match path.is_dir() {
        true => ("mappen er ikke læst", "the folder is not read"),
        false => (
            "filen er ikke læst: dens endelse er ikke en porteføljes",
            "the file is not read: its ending is not that of a portfolio",
        ),
    };
    Diagnostic::warning(Code::NotRead, place, Text::new(da, en))
        .help("nævn den selv, hvis den skal læses med", "name it if it is to be read too")
}

/// What a pattern matches, where the shell has left it alone.
fn matching(pattern: &str, warnings: &mut Vec<Diagnostic>) -> Result<Vec<PathBuf>, Failure> {
    let bad = |error: &dyn std::fmt::Display| {
        Failure::usage(
            format!("mønsteret {pattern} kan ikke bruges: {error}"),
            format!("the pattern {pattern} cannot be used: {error}"),
        )
    };
    let found = glob::glob(pattern).map_err(|error| bad(&error))?;
    let mut paths: Vec<PathBuf> = found.collect::<Result<_, _>>().map_err(|error| bad(&error))?;
    paths.retain(|path| !is_aside(path));
    paths.sort();
    let (paths, passed): (Vec<PathBuf>, Vec<PathBuf>) = paths.into_iter().partition(|path| path.is_file());
    warnings.extend(passed.iter().map(|path| passed_over(path)));
    if paths.is_empty() {
        return Err(Failure::usage(format!("ingen fil passer på {pattern}"), format!("no file matches {pattern}")));
    }
    Ok(paths)
}

/// A file named twice would contradict itself on every row; two ways to one file are the same file.
fn refuse_twice(inputs: &[Input]) -> Result<(), Failure> {
    let real = |input: &Input| match input {
        Input::Stdin => Input::Stdin,
        Input::File(path) => Input::File(path.canonicalize().unwrap_or_else(|_| path.clone())),
    };
    let mut seen = Vec::new();
    for input in inputs {
        let found = real(input);
        if seen.contains(&found) {
            let name = match input {
                Input::Stdin => "-".to_owned(),
                Input::File(path) => path.display().to_string(),
            };
            return Err(Failure::usage(
                format!("filen {name} er nævnt to gange"),
                format!("the file {name} is named twice"),
            ));
        }
        seen.push(found);
    }
    Ok(())
}
