//! Why a command could not answer: usage or unreadable input.

use rammeaftale::Lang;
use rammeaftale::diag::{self, Diagnostic};
use rammeaftale::text::Text;
use std::borrow::Cow;
use std::io::Write;

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

    pub(crate) fn usage(da: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Failure {
        Failure::Usage(Text::new(da, en), None)
    }

    pub(crate) fn with_help(da: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>, help: Text) -> Failure {
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
