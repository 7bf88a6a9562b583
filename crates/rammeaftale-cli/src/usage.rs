//! A command line that cannot be understood, told in Danish. In English the parser's own words will do, and so they do for what we
//! have none for.

use crate::arguments::Arguments;
use crate::failure::Failure;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Error, Parser};
use rammeaftale::Lang;
use rammeaftale::text::Text;

/// The command line; help, or what is wrong with it, ends the command.
pub(crate) fn parsed() -> Arguments {
    Arguments::try_parse().unwrap_or_else(|error| match told(&error) {
        Some(message) if Arguments::lang_of(std::env::args_os()) == Lang::Da => {
            let help = Text::new("se `rammeaftale --help`", "see `rammeaftale --help`");
            let help = suggested(&error).unwrap_or(help);
            Failure::with_help(message, error.to_string(), help).print(Lang::Da);
            std::process::exit(Failure::EXIT.into())
        }
        _ => error.exit(),
    })
}

/// What is wrong, in Danish.
fn told(error: &Error) -> Option<String> {
    let of = |kind| text(error, kind);
    let argument = || of(ContextKind::InvalidArg);
    Some(match error.kind() {
        ErrorKind::UnknownArgument => format!("`{}` er ikke et valg, som kendes her", argument()?),
        ErrorKind::InvalidSubcommand => format!("der er ingen kommando `{}`", of(ContextKind::InvalidSubcommand)?),
        ErrorKind::MissingRequiredArgument => format!("der mangler: {}", argument()?),
        ErrorKind::ArgumentConflict => match of(ContextKind::PriorArg) {
            Some(prior) if Some(&prior) != argument().as_ref() => {
                format!("`{}` kan ikke stå sammen med `{prior}`", argument()?)
            }
            _ => format!("`{}` er angivet to gange", argument()?),
        },
        ErrorKind::InvalidValue => match of(ContextKind::InvalidValue).filter(|value| !value.is_empty()) {
            Some(value) => format!("`{value}` kan ikke stå ved `{}`", argument()?),
            None => format!("der mangler en værdi til `{}`", argument()?),
        },
        ErrorKind::ValueValidation => {
            format!("`{}` kan ikke stå ved `{}`", of(ContextKind::InvalidValue)?, argument()?)
        }
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!(
            "`{}` skal have {} værdier; her er {}",
            argument()?,
            of(ContextKind::MinValues).or_else(|| of(ContextKind::ExpectedNumValues))?,
            of(ContextKind::ActualNumValues)?
        ),
        _ => return None,
    })
}

/// What was meant, or what there is to choose from.
fn suggested(error: &Error) -> Option<Text> {
    let suggested = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    if let Some(near) = suggested.into_iter().find_map(|kind| text(error, kind)) {
        return Some(Text::new(format!("mente du `{near}`?"), format!("did you mean `{near}`?")));
    }
    let values = text(error, ContextKind::ValidValue).filter(|values| !values.is_empty())?;
    Some(Text::new(format!("der er {values}"), format!("there are {values}")))
}

fn text(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(", ")),
        ContextValue::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told_of(line: &str) -> (String, Option<String>) {
        let error = Arguments::try_parse_from(line.split_whitespace()).unwrap_err();
        (told(&error).expect(line), suggested(&error).map(|help| help.da.into_owned()))
    }

    #[test]
    fn what_is_wrong_with_a_command_line_is_told_in_danish() {
        let no_help = |message: &str| (message.to_owned(), None);
        let helped = |message: &str, help: &str| (message.to_owned(), Some(help.to_owned()));
        let known = "der er table, json, markdown, html, csv, xlsx";
        let all = [
            ("r evaluate", no_help("der mangler: <FILE>...")),
            ("r evaluate x --fromat csv", helped("`--fromat` er ikke et valg, som kendes her", "mente du `--format`?")),
            ("r evaluate x --format docx", helped("`docx` kan ikke stå ved `--format <FORMAT>`", known)),
            ("r evaluate x --year 20x", no_help("`20x` kan ikke stå ved `--year <YEAR>`")),
            ("r evaluate x --jobs 900", no_help("`900` kan ikke stå ved `--jobs <NUMBER>`")),
            ("r evaluate x --year 2025 --year 2024", no_help("`--year <YEAR>` er angivet to gange")),
            ("r evaluate x --rule", no_help("der mangler en værdi til `--rule <ID>`")),
            ("r compare 2018", no_help("`<ID|FILE> <ID|FILE>...` skal have 2 værdier; her er 1")),
            ("r evaluat x", helped("der er ingen kommando `evaluat`", "mente du `evaluate`?")),
            ("r show x --sources y", no_help("der mangler: --clauses")),
        ];
        for (line, expected) in all {
            assert_eq!(told_of(line), expected, "{line}");
        }
    }

    #[test]
    fn help_is_no_mistake() {
        for line in ["r --help", "r", "r --version"] {
            assert_eq!(told(&Arguments::try_parse_from(line.split_whitespace()).unwrap_err()), None, "{line}");
        }
    }
}
