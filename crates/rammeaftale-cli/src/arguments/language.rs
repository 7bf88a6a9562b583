//! In which language the command answers: as asked, by the locale, in Danish.

use super::Arguments;
use clap::ValueEnum;
use rammeaftale::Lang;
use std::ffi::OsString;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Language {
    /// Dansk
    Da,
    /// English
    En,
}

impl Arguments {
    /// As asked, else as the locale says, else Danish.
    pub(crate) fn lang(&self) -> Lang {
        match self.lang {
            Some(Language::Da) => Lang::Da,
            Some(Language::En) => Lang::En,
            None => spoken(),
        }
    }

    /// The language that a command line asks for that cannot be understood.
    pub(crate) fn lang_of(line: impl Iterator<Item = OsString>) -> Lang {
        let words: Vec<OsString> = line.collect();
        let given = |word: &OsString| word.to_str()?.strip_prefix("--lang=").map(str::to_owned);
        let apart = words.iter().zip(words.iter().skip(1)).find(|(word, _)| *word == "--lang");
        let apart = apart.and_then(|(_, value)| value.to_str().map(str::to_owned));
        match words.iter().find_map(given).or(apart).as_deref() {
            Some("en") => Lang::En,
            Some("da") => Lang::Da,
            _ => spoken(),
        }
    }
}

/// The language of the locale.
fn spoken() -> Lang {
    locale(["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(std::env::var_os))
}

/// The first locale that says anything decides; `C` and `POSIX` say nothing.
fn locale(values: impl Iterator<Item = OsString>) -> Lang {
    let spoken = values.filter_map(|value| value.into_string().ok()).find(|value| !value.is_empty());
    match spoken {
        Some(locale) if locale.starts_with("en") => Lang::En,
        _ => Lang::Da,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_unless_the_locale_is_english() {
        let lang = |value: &str| locale([value.into()].into_iter());
        assert_eq!(lang("en_GB.UTF-8"), Lang::En);
        assert_eq!(lang("da_DK.UTF-8"), Lang::Da);
        assert_eq!(lang("C"), Lang::Da);
        assert_eq!(locale(std::iter::empty()), Lang::Da);
    }

    #[test]
    fn a_line_with_a_mistake_still_tells_the_language() {
        let lang = |line: &str| Arguments::lang_of(line.split_whitespace().map(OsString::from));
        assert_eq!(lang("r evaluate --fromat x --lang en"), Lang::En);
        assert_eq!(lang("r evaluate --fromat x --lang=en"), Lang::En);
        assert_eq!(lang("r --lang da foo"), Lang::Da);
    }
}
