use crate::Answer;
use crate::arguments::{CheckOptions, Deny};
use crate::command::{RulesetFile, ruleset_files};
use crate::failure::Failure;
use crate::output;
use rammeaftale::diag::{self, Diagnostic};
use rammeaftale::{Lang, Register};
use std::path::Path;

/// Every mistake of a folder of agreements, or of one file among its neighbours.
pub(crate) fn run(options: &CheckOptions, lang: Lang) -> Result<Answer, Failure> {
    let path = &options.path;
    let folder = if path.is_dir() { path.clone() } else { root_of(path) };
    let files = ruleset_files(&folder)?;
    let only = (!path.is_dir()).then(|| path.display().to_string());
    let of_file = |diagnostic: &Diagnostic| {
        let place = diagnostic.place().map(|place| place.file.to_string());
        only.as_ref().is_none_or(|only| place.as_ref() == Some(only))
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
    let mut text = if diagnostics.is_empty() { String::new() } else { diag::render_all(&diagnostics, lang) };
    text.push_str(&fine(files.as_slice(), agreements, lang));
    output::write(&text, None).map(|()| Answer::Fine)
}

fn fine(files: &[RulesetFile], agreements: usize, lang: Lang) -> String {
    match lang {
        Lang::Da => format!("ingen fejl: {} filer, {agreements} aftaler\n", files.len()),
        Lang::En => format!("no mistakes: {} files, {agreements} agreements\n", files.len()),
    }
}

/// The folder of agreements of `<root>/<region>/<period>.toml`: references reach across its files.
fn root_of(file: &Path) -> std::path::PathBuf {
    let root = file.parent().and_then(Path::parent).filter(|root| !root.as_os_str().is_empty());
    root.map_or_else(|| Path::new(".").to_owned(), Path::to_owned)
}
