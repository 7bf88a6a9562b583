use crate::Answer;
use crate::arguments::{CheckOptions, Deny};
use crate::command::{RulesetFile, ruleset_files, unreadable};
use crate::failure::Failure;
use crate::output;
use rammeaftale::diag::{self, Diagnostic};
use rammeaftale::{Lang, Register};
use std::path::{Path, PathBuf};

/// Every mistake of a folder of agreements, or of one file among its neighbours.
pub(crate) fn run(options: &CheckOptions, lang: Lang) -> Result<Answer, Failure> {
    let path = std::fs::canonicalize(&options.path).map_err(|error| unreadable(&options.path, &error))?;
    let folder = if path.is_dir() { path.clone() } else { root_of(&path) };
    let template = path.ends_with("TEMPLATE.toml");
    let files: Vec<RulesetFile> = ruleset_files(&folder)?
        .into_iter()
        .map(|(id, shown, text)| (as_agreement(id, template), as_given(&shown, &path, &options.path), text))
        .collect();
    let of_file = |diagnostic: &Diagnostic| {
        let only = (!path.is_dir()).then(|| options.path.display().to_string());
        only.is_none_or(|only| diagnostic.place().is_some_and(|place| *place.file == *only))
    };
    let (mut diagnostics, agreements) = match Register::from_shown(&files) {
        Ok((register, warnings)) => (warnings, register.agreements().len()),
        Err(diagnostics) => (diagnostics, 0),
    };
    diagnostics.retain(of_file);
    let denied = options.deny == Some(Deny::Warnings) && !diagnostics.is_empty();
    if denied || diagnostics.iter().any(Diagnostic::is_error) {
        return Err(Failure::Files(diagnostics));
    }
    if agreements == 0 && path.is_dir() {
        return Err(Failure::usage("her er ingen aftaler", "there are no agreements here"));
    }
    let mut text = if diagnostics.is_empty() { String::new() } else { diag::render_all(&diagnostics, lang) };
    text.push_str(&fine(if path.is_dir() { files.len() } else { 1 }, lang));
    output::write(&text, None).map(|()| Answer::Fine)
}

/// The template is an agreement of its own when it is the file to check.
fn as_agreement(id: String, template: bool) -> String {
    if template && id == "TEMPLATE.toml" { "example/2030.toml".to_owned() } else { id }
}

/// A file is shown under the path that the user gave.
fn as_given(shown: &str, checked: &Path, given: &Path) -> String {
    match Path::new(shown).strip_prefix(checked) {
        Ok(below) if below.as_os_str().is_empty() => given.display().to_string(),
        Ok(below) => given.join(below).display().to_string(),
        Err(_) => shown.to_owned(),
    }
}

fn fine(files: usize, lang: Lang) -> String {
    match (lang, files) {
        (Lang::Da, 1) => "ingen fejl i filen\n".to_owned(),
        (Lang::Da, files) => format!("ingen fejl i {files} filer\n"),
        (Lang::En, 1) => "no mistakes in the file\n".to_owned(),
        (Lang::En, files) => format!("no mistakes in {files} files\n"),
    }
}

/// The folder of agreements of `<root>/<region>/<period>.toml`: references reach across its files.
fn root_of(file: &Path) -> PathBuf {
    let folder = file.parent().unwrap_or(file);
    let above = if file.ends_with("TEMPLATE.toml") { Some(folder) } else { folder.parent() };
    above.unwrap_or(folder).to_owned()
}
