//! Why a command could not answer: usage or unreadable input.

use rammeaftale::Lang;
use rammeaftale::diag::{self, Diagnostic};
use rammeaftale::text::Text;
use std::io::{self, ErrorKind, Write};

/// Why the system refused: in Danish in our own words, as far as there are some.
pub(crate) fn os_error(error: &io::Error) -> Text {
    let system = error.to_string();
    let da = match error.kind() {
        ErrorKind::NotFound => "den findes ikke",
        ErrorKind::PermissionDenied => "der er ikke adgang til den",
        ErrorKind::IsADirectory => "det er en mappe",
        ErrorKind::NotADirectory => "en del af stien er ikke en mappe",
        ErrorKind::AlreadyExists => "den er der allerede",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "der er ikke plads",
        ErrorKind::ReadOnlyFilesystem => "der kan kun læses, ikke skrives",
        ErrorKind::FileTooLarge => "den bliver for stor",
        ErrorKind::InvalidFilename => "navnet kan ikke bruges",
        _ => &system,
    };
    Text::new(da, &*system)
}

/// What went wrong, for standard error.
#[derive(Debug)]
pub(crate) enum Failure {
    /// One sentence and, where there is one, the thing to do.
    Usage(Text, Option<Text>),
    /// Mistakes in files.
    Files(Vec<Diagnostic>),
    /// Mistakes in files, among them headings that may be a person's own words.
    Headings(Vec<Diagnostic>),
    /// Mistakes in rulesets that were to be held against their documents.
    Unproven(Vec<Diagnostic>),
}

impl Failure {
    /// The exit code of every failure.
    pub(crate) const EXIT: u8 = 2;

    pub(crate) fn usage(da: impl Into<String>, en: impl Into<String>) -> Failure {
        Failure::Usage(Text::new(da, en), None)
    }

    pub(crate) fn with_help(da: impl Into<String>, en: impl Into<String>, help: Text) -> Failure {
        Failure::Usage(Text::new(da, en), Some(help))
    }

    pub(crate) fn print(&self, lang: Lang) {
        let text = match self {
            Failure::Files(diagnostics) => diag::render_all(diagnostics, lang),
            Failure::Headings(diagnostics) => {
                let own = Text::new(
                    "egne overskrifter: `rammeaftale columns FIL -o kolonner.toml`, ret filen, og giv den med `--columns kolonner.toml`",
                    "own headings: `rammeaftale columns FILE -o columns.toml`, mend that file, and give it with `--columns columns.toml`",
                );
                format!("{}{}\n", diag::render_all(diagnostics, lang), own.get(lang))
            }
            Failure::Unproven(diagnostics) => {
                let unproven = Text::new(
                    "kilderne er ikke efterprøvet; det kan først ske, når aftalerne er uden fejl",
                    "the documents were not looked at; that takes rulesets free of mistakes",
                );
                format!("{}{}\n", diag::render_all(diagnostics, lang), unproven.get(lang))
            }
            Failure::Usage(message, help) => {
                let (error, hint) = if lang == Lang::Da { ("fejl", "hjælp") } else { ("error", "help") };
                let help = help.as_ref().map(|help| format!("  = {hint}: {}\n", help.get(lang))).unwrap_or_default();
                format!("{error}: {}\n{help}", message.get(lang))
            }
        };
        // Nothing is left to do when standard error is closed.
        let _ = anstream::stderr().write_all(text.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_speaks_danish_as_far_as_it_can() {
        let folder = std::env::temp_dir();
        let missing = std::fs::read(folder.join("no such file, no such folder")).unwrap_err();
        assert_eq!(os_error(&missing).da, "den findes ikke");
        assert_eq!(os_error(&missing).en, missing.to_string());
        let is_folder = std::fs::read(&folder).unwrap_err();
        assert_eq!(os_error(&is_folder).da, "det er en mappe");
        let kinds = [
            ErrorKind::NotFound,
            ErrorKind::PermissionDenied,
            ErrorKind::IsADirectory,
            ErrorKind::NotADirectory,
            ErrorKind::AlreadyExists,
            ErrorKind::StorageFull,
            ErrorKind::ReadOnlyFilesystem,
        ];
        for kind in kinds {
            let told = os_error(&kind.into());
            assert!(told.da != told.en, "{kind}: {told:?}");
        }
        // What we have no words for is told in the system's.
        let told = os_error(&ErrorKind::TimedOut.into());
        assert_eq!(told.da, told.en);
    }
}
