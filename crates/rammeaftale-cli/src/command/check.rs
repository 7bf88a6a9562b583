use crate::Answer;
use crate::arguments::{Arguments, CheckOptions, Deny};
use crate::command::{RulesetFile, documents, placed, ruleset_files, unreadable};
use crate::failure::Failure;
use crate::output;
use rammeaftale::diag::{self, Diagnostic};
use rammeaftale::{Lang, Register, proof};
use std::path::{Path, PathBuf};

/// Every mistake of a folder of agreements, or of one file among its neighbours.
pub(crate) fn run(arguments: &Arguments, options: &CheckOptions) -> Result<Answer, Failure> {
    let lang = arguments.lang();
    let path = std::fs::canonicalize(&options.path).map_err(|error| unreadable(&options.path, &error))?;
    let folder = if path.is_dir() { path.clone() } else { root_of(&path) };
    let template = path.ends_with("TEMPLATE.toml");
    let files: Vec<RulesetFile> = ruleset_files(&folder)?
        .into_iter()
        .map(|(id, shown, text)| (as_agreement(id, template), as_given(&shown, &path, &options.path), text))
        .collect();
    let only = (!path.is_dir()).then(|| options.path.display().to_string());
    let (mut diagnostics, register) = match Register::from_shown(&files) {
        Ok((register, warnings)) => (warnings, register),
        Err(mut mistakes) if options.sources.is_some() => {
            mistakes.retain(|one| is_of(one, only.as_deref()));
            return Err(Failure::Unproven(mistakes));
        }
        Err(mistakes) => (placed(mistakes, &options.path), Register::default()),
    };
    diagnostics.retain(|one| is_of(one, only.as_deref()));
    let file = arguments.output.as_deref();
    let mut text = String::new();
    if let Some(documents) = documents(options.sources.as_deref(), &register)? {
        let checked = only.as_ref().and_then(|only| files.iter().find(|(_, shown, _)| shown == only));
        let proof = proof::prove(&register, checked.map(|(id, ..)| agreement_of(id)), &files, &documents);
        text = rammeaftale_report::terminal(&rammeaftale_report::proof(&proof), lang, output::style(file)) + "\n";
        diagnostics.extend(proof.diagnostics);
    }
    let denied = options.deny == Some(Deny::Warnings) && !diagnostics.is_empty();
    if denied || diagnostics.iter().any(Diagnostic::is_error) {
        output::write(&text, file)?;
        return Err(Failure::Files(diagnostics));
    }
    if !diagnostics.is_empty() {
        text.push_str(&diag::render_all(&diagnostics, lang));
    }
    text.push_str(&fine(if path.is_dir() { files.len() } else { 1 }, lang));
    output::write(&text, file).map(|()| Answer::Fine)
}

/// Of a single file only its own mistakes count.
fn is_of(diagnostic: &Diagnostic, only: Option<&str>) -> bool {
    only.is_none_or(|only| diagnostic.place().is_some_and(|place| *place.file == *only))
}

/// The agreement that a file belongs to.
fn agreement_of(id: &str) -> &str {
    let stem = id.strip_suffix(".toml").unwrap_or(id);
    stem.strip_suffix(".clauses").unwrap_or(stem)
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
