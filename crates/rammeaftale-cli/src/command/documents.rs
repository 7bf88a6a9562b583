//! The documents that rulesets were read from, taken from a folder. Nothing outside the folder is read.

use crate::failure::Failure;
use rammeaftale::document::{Document, fingerprint};
use rammeaftale::proof::Documents;
use rammeaftale::text::Text;
use rammeaftale::{Agreement, Register};
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// Bytes of a document; a larger one is not read.
const MOST_BYTES: u64 = 1 << 24;

/// Every document that a source names. Where one of them is not there as it was read, also any other file of the
/// folder that has its fingerprint: a copy kept under another name.
pub(super) fn documents(folder: &Path, register: &Register) -> Result<Documents, Failure> {
    let within = std::fs::canonicalize(folder).map_err(|error| super::unreadable(folder, &error))?;
    if !within.is_dir() {
        let folder = folder.display();
        return Err(Failure::usage(format!("{folder} er ingen mappe"), format!("{folder} is no folder")));
    }
    let mut documents = Documents::default();
    let sources = || register.agreements().iter().flat_map(|agreement: &Agreement| &agreement.sources);
    for source in sources() {
        let read = read(folder, &within, Path::new(&source.file));
        documents.add(&*source.file, read.and_then(|(path, bytes)| document(&path, &bytes)));
    }
    let lost: Vec<&str> =
        sources().map(|source| &*source.sha256).filter(|one| documents.with_fingerprint(one).is_none()).collect();
    if !lost.is_empty() {
        for name in names(folder)? {
            let Ok((path, bytes)) = read(folder, &within, Path::new(&name)) else { continue };
            let shown = name.to_string_lossy();
            if lost.contains(&&*fingerprint(&bytes)) && documents.named(&shown).is_none() {
                documents.add(shown, document(&path, &bytes));
            }
        }
    }
    Ok(documents)
}

/// The names in a folder, in their order.
fn names(folder: &Path) -> Result<Vec<std::ffi::OsString>, Failure> {
    let unreadable = |error: io::Error| super::unreadable(folder, &error);
    let entries = std::fs::read_dir(folder).map_err(unreadable)?;
    let names: Result<Vec<_>, _> = entries.map(|entry| entry.map(|entry| entry.file_name())).collect();
    let mut names = names.map_err(unreadable)?;
    names.sort();
    Ok(names)
}

/// A file of the folder, also where a link stands for it; never a pipe or a device, which could be without end.
fn read(folder: &Path, within: &Path, name: &Path) -> Result<(PathBuf, Vec<u8>), Text> {
    let path = folder.join(name);
    let told = |error: io::Error| match error.kind() {
        ErrorKind::NotFound => Text::new("det er ikke i mappen", "it is not in the folder"),
        _ => Text::new(error.to_string(), error.to_string()),
    };
    let target = std::fs::canonicalize(&path).map_err(told)?;
    if !target.starts_with(within) {
        return Err(Text::new("det ligger uden for mappen", "it lies outside the folder"));
    }
    if !target.is_file() {
        return Err(Text::new("det er ingen fil", "it is no file"));
    }
    let mut bytes = Vec::new();
    File::open(&target).and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes)).map_err(told)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > MOST_BYTES) {
        return Err(Text::new("det er større end 16 MiB", "it is larger than 16 MiB"));
    }
    Ok((path, bytes))
}

fn document(path: &Path, bytes: &[u8]) -> Result<Document, Text> {
    Document::new(path.display().to_string(), bytes).map_err(|_| Text::new("det er ikke UTF-8", "it is not UTF-8"))
}
