//! What the TOML parser objects to, in the words of those who write rulesets.

use crate::diag::{Code, Diagnostic};
use crate::source::Source;
use crate::text::Text;
use std::ops::Range;

/// Common objections by how the parser's message begins: in Danish, in English, and the thing to do.
const KNOWN: &[(&str, [&str; 2], [&str; 2])] = &[
    (
        "duplicate key",
        ["nøglen er angivet to gange", "the key is given twice"],
        ["slet den ene", "delete one of the two"],
    ),
    (
        "string values must be quoted",
        ["teksten mangler anførselstegn", "the text lacks quotes"],
        ["skriv den i anførselstegn: \"…\"", "write it in quotes: \"…\""],
    ),
    (
        "invalid basic string",
        ["teksten slutter ikke på linjen", "the text does not end on the line"],
        ["afslut den med `\"`", "end it with `\"`"],
    ),
    (
        "unclosed",
        ["her mangler en parentes, som lukker", "a closing bracket is missing here"],
        ["luk den med `]` eller `}`", "close it with `]` or `}`"],
    ),
    (
        "missing comma",
        ["her mangler et komma", "a comma is missing here"],
        ["skriv et komma mellem de to", "write a comma between the two"],
    ),
    (
        "extra comma",
        ["her står et komma for meget", "there is one comma too many here"],
        ["slet kommaet", "delete the comma"],
    ),
    (
        "key with no value",
        ["nøglen har ingen værdi", "the key has no value"],
        ["skriv `nøgle = værdi`", "write `key = value`"],
    ),
    (
        "missing value",
        ["nøglen har ingen værdi", "the key has no value"],
        ["skriv en værdi efter `=`", "write a value after `=`"],
    ),
    (
        "invalid unquoted key",
        ["nøglen har tegn, som en nøgle ikke kan have", "the key holds characters that no key has"],
        ["brug a-z, 0-9, `-` og `_`", "use a-z, 0-9, `-` and `_`"],
    ),
];

pub(super) fn mistake(source: &Source, span: Range<usize>, message: &str) -> Diagnostic {
    let text = source.slice(span.clone());
    if is_date_like(text) {
        return no_such_date(source, span);
    }
    let told = message.replace('\n', ", ");
    // Nothing at all behind `=` is to the parser a text without quotes.
    let objection = if text.trim().is_empty() && told.starts_with("string values") { "missing value" } else { &told };
    let known = KNOWN.iter().find(|(begins, ..)| objection.starts_with(begins));
    let ([da, en], [help_da, help_en]) = known.map_or(
        (
            ["filen er ikke gyldig TOML her", "the file is not valid TOML here"],
            ["sammenlign med `agreements/TEMPLATE.toml`", "compare with `agreements/TEMPLATE.toml`"],
        ),
        |(_, what, help)| (*what, *help),
    );
    Diagnostic::error(Code::Syntax, source.place(span), Text::new(da, en))
        .note(format!("TOML-læseren siger: {told}"), format!("the TOML parser says: {told}"))
        .help(help_da, help_en)
}

/// Four digits, two and two: a date by its form, which the calendar may not know.
fn is_date_like(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    matches!(parts.as_slice(), [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2))
}

fn no_such_date(source: &Source, span: Range<usize>) -> Diagnostic {
    let date = source.slice(span.clone()).to_owned();
    let message = Text::new(format!("datoen {date} findes ikke"), format!("the date {date} does not exist"));
    Diagnostic::error(Code::BadDate, source.place(span), message)
        .help("ret den til en dag i kalenderen: år-måned-dag", "change it to a day of the calendar: year-month-day")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_known_by_its_form() {
        assert!(is_date_like("2025-02-30") && is_date_like("2025-99-99"));
        for other in ["2025-2-30", "2025-02-3x", "x025-02-30", "2025-02", "2025-02-30-01", "25-02-30"] {
            assert!(!is_date_like(other), "{other}");
        }
    }
}
