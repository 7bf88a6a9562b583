//! One file a subcommand.

pub(crate) mod check;
pub(crate) mod columns;
pub(crate) mod compare;
pub(crate) mod completions;
mod documents;
pub(crate) mod evaluate;
mod inputs;
mod judging;
pub(crate) mod list;
pub(crate) mod new;
pub(crate) mod schema;
pub(crate) mod show;
pub(crate) mod template;
pub(crate) mod test;

use crate::failure::Failure;
use rammeaftale::agreement::KnownAgreement;
use rammeaftale::diag::{Diagnostic, nearest};
use rammeaftale::proof::Documents;
use rammeaftale::text::Text;
use rammeaftale::{Agreement, Register};
use rammeaftale_sheets::os_error;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One ruleset file: id below its folder, path to show, bytes.
type RulesetFile = (String, String, Vec<u8>);

/// The built-in agreements, or those of a folder.
fn register(folder: Option<&Path>) -> Result<Register, Failure> {
    match folder {
        None => Register::builtin().map_err(Failure::Files),
        Some(folder) => {
            let found = Register::from_shown(&ruleset_files(folder)?);
            found.map(|(register, _)| register).map_err(|mistakes| Failure::Files(placed(mistakes, folder)))
        }
    }
}

/// The documents of a folder, where one is given.
fn documents(folder: Option<&Path>, register: &Register) -> Result<Option<Documents>, Failure> {
    folder.map(|folder| documents::documents(folder, register)).transpose()
}

/// The same agreements, one of them in the revision asked for.
fn revised(register: Register, id: &str, revision: Option<u32>) -> Result<Register, Failure> {
    let Some(revision) = revision.filter(|_| register.get(id).is_some()) else { return Ok(register) };
    register.with_revision(id, revision).map_err(|error| {
        let known: Vec<String> = error.known.iter().map(u32::to_string).collect();
        let known = known.join(", ");
        Failure::with_help(
            format!("`{id}` har ingen udgave {revision}"),
            error.to_string(),
            Text::new(format!("her er udgave {known}"), format!("there is revision {known}")),
        )
    })
}

/// The agreement with an id, or the only one of a period, such as `2018`; of one that is only known, that it is.
fn agreement<'r>(register: &'r Register, asked: &str) -> Result<&'r Agreement, Failure> {
    let of_period = |id: &str| id.rsplit('/').next() == Some(asked);
    if let Some(agreement) = register.get(asked) {
        return Ok(agreement);
    }
    let all: Vec<&Agreement> = register.agreements().iter().filter(|one| of_period(&one.id)).collect();
    let known = register.known().iter().find(|one| *one.id == *asked || of_period(&one.id));
    match (all.as_slice(), known) {
        ([only], _) => Ok(only),
        ([], Some(known)) => Err(only_known(known)),
        (several, _) => {
            let several = if several.is_empty() { register.agreements().iter().collect() } else { several.to_vec() };
            Err(Failure::with_help(
                format!("der er ingen aftale `{asked}`"),
                format!("there is no agreement `{asked}`"),
                meant(asked, several.iter().map(|one| &*one.id)),
            ))
        }
    }
}

/// Every TOML file below a folder, by path.
fn ruleset_files(folder: &Path) -> Result<Vec<RulesetFile>, Failure> {
    toml_files(folder)?
        .iter()
        .map(|path| {
            let id = path.strip_prefix(folder).unwrap_or(path);
            let id: Vec<String> = id.iter().map(|part| part.to_string_lossy().into_owned()).collect();
            Ok((id.join("/"), path.display().to_string(), read(path)?))
        })
        .collect()
}

/// What is amiss with a folder in which there is no file stands at the folder itself.
fn placed(mut found: Vec<Diagnostic>, folder: &Path) -> Vec<Diagnostic> {
    let places = found.iter_mut().flat_map(|one| &mut one.labels).map(|label| &mut label.place);
    for place in places.filter(|place| place.file.is_empty()) {
        place.file = Arc::from(folder.display().to_string());
    }
    found
}

/// A TOML file, or every one below a folder, by path.
fn toml_files(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut paths = Vec::new();
    collect(path, &mut paths)?;
    paths.sort();
    Ok(paths)
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let entries = std::fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    for entry in entries {
        let path = entry.map_err(|error| unreadable(folder, &error))?.path();
        if path.is_dir() {
            collect(&path, paths)?;
        } else if path.extension().is_some_and(|ending| ending == "toml")
            && path.file_name() != Some("Cargo.toml".as_ref())
        {
            paths.push(path);
        }
    }
    Ok(())
}

/// A file's bytes; whether they are text is told with the file's other mistakes.
fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| unreadable(path, &error))
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    let path = path.display();
    let why = os_error(error);
    Failure::usage(format!("kan ikke læse {path}: {}", why.da), format!("cannot read {path}: {}", why.en))
}

/// "Did you mean", or the names there are.
fn meant<'n>(name: &str, known: impl IntoIterator<Item = &'n str> + Clone) -> Text {
    match nearest(name, known.clone()) {
        Some(near) => Text::new(format!("mente du `{near}`?"), format!("did you mean `{near}`?")),
        None => {
            let names: Vec<&str> = known.into_iter().collect();
            Text::new(format!("der er {}", names.join(", ")), format!("there are {}", names.join(", ")))
        }
    }
}

/// What is known of an agreement that nobody has modelled.
fn only_known(known: &KnownAgreement) -> Failure {
    let what = Text::new(format!("kendt: {}", known.what.da), format!("known: {}", known.what.en));
    Failure::with_help(
        format!("{} er ikke modelleret", known.title.da),
        format!("{} is not modelled", known.title.en),
        what,
    )
}
