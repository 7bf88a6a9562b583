//! Where results go: standard output, or a file that is whole or not there.

use crate::failure::Failure;
use rammeaftale_report::Style;
use std::fs;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::Path;

/// Writes a result. A file is written under another name first and then renamed, so that it is never half-written.
pub(crate) fn write(text: &str, file: Option<&Path>) -> Result<(), Failure> {
    let Some(path) = file else {
        return match anstream::stdout().write_all(text.as_bytes()) {
            // A reader that has seen enough (`| head`) is no failure.
            Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(unwritable("stdout", &error)),
            _ => Ok(()),
        };
    };
    let mut partial = path.as_os_str().to_owned();
    partial.push(format!(".{}.tmp", std::process::id()));
    let partial = Path::new(&partial);
    let written = fs::write(partial, text).and_then(|()| fs::rename(partial, path));
    written.map_err(|error| {
        let _ = fs::remove_file(partial);
        unwritable(&path.display().to_string(), &error)
    })
}

fn unwritable(path: &str, error: &std::io::Error) -> Failure {
    Failure::usage(format!("kan ikke skrive {path}: {error}"), format!("cannot write {path}: {error}"))
}

/// Colour and width where a person looks at a terminal; neither in pipes and files.
pub(crate) fn style(file: Option<&Path>) -> Style {
    let terminal = file.is_none() && std::io::stdout().is_terminal();
    let width = terminal.then(terminal_size::terminal_size).flatten().map(|(width, _)| width.0.max(80));
    Style { colour: terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()), width }
}
