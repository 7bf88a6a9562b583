//! The wording of everything that can be wrong in a ruleset: here values and keys, in [`names`] what names what.

mod names;

pub(super) use names::*;

use crate::diag::{Code, Diagnostic, Place, nearest};
use crate::raw::Value;
use crate::text::{self, Lang, Text};

pub(crate) fn missing_key(place: Place, key: &str, table: &str) -> Diagnostic {
    let message = Text::new(format!("`{table}` mangler `{key}`"), format!("`{table}` lacks `{key}`"));
    Diagnostic::error(Code::MissingKey, place, message).help(format!("tilføj `{key} = …`"), format!("add `{key} = …`"))
}

pub(super) fn unknown_key(place: Place, key: &str, table: &str, known: &[&'static str]) -> Diagnostic {
    let message =
        Text::new(format!("`{key}` er ikke en nøgle i `{table}`"), format!("`{key}` is not a key of `{table}`"));
    let list = quoted(known.iter().copied());
    let diagnostic = Diagnostic::error(Code::UnknownKey, place, message)
        .note(format!("nøglerne er {list}"), format!("the keys are {list}"))
        .help("slet den, eller brug en af nøglerne", "delete it, or use one of the keys");
    did_you_mean(diagnostic, key, known.iter().copied())
}

pub(crate) fn wrong_type(place: Place, wanted: (&str, &str)) -> Diagnostic {
    let message = Text::new(format!("her skal stå {}", wanted.0), format!("this must be {}", wanted.1));
    Diagnostic::error(Code::WrongType, place, message)
        .help(format!("skriv {}", wanted.0), format!("write {}", wanted.1))
}

/// What stands there instead.
pub(super) fn found(value: &Value) -> Text {
    let (da, en) = match value {
        Value::Text(_) => ("en tekst", "a text"),
        Value::Number(_) => ("et tal", "a number"),
        Value::Bool(_) => ("`true` eller `false`", "`true` or `false`"),
        Value::Date(_) => ("en dato", "a date"),
        Value::OtherDate => ("et tidspunkt", "a point in time"),
        Value::List(_) => ("en liste", "a list"),
        Value::Table(_) => ("en tabel", "a table"),
    };
    Text::new(format!("her står {da}"), format!("this is {en}"))
}

pub(super) fn empty_text(place: Place) -> Diagnostic {
    Diagnostic::error(Code::EmptyText, place, Text::new("teksten er tom", "the text is empty"))
        .help("skriv teksten", "write the text")
}

pub(super) fn one_language(place: Place, lacking: &str) -> Diagnostic {
    let language = if lacking == "da" { ("dansk", "Danish") } else { ("engelsk", "English") };
    let message = Text::new(
        format!("teksten findes ikke på {}", language.0),
        format!("the text does not exist in {}", language.1),
    );
    Diagnostic::error(Code::OneLanguage, place, message)
        .help(format!("tilføj `{lacking} = \"…\"`"), format!("add `{lacking} = \"…\"`"))
}

pub(crate) fn bad_number(place: Place, given: &str, wanted: (&str, &str)) -> Diagnostic {
    let message = Text::new(format!("`{given}` er ikke {}", wanted.0), format!("`{given}` is not {}", wanted.1));
    Diagnostic::error(Code::BadNumber, place, message)
        .help(format!("skriv {}", wanted.0), format!("write {}", wanted.1))
}

/// A number that is not exact as it stands, with the way to write it.
pub(super) fn inexact(place: Place, given: &str) -> Diagnostic {
    let message = Text::new(
        format!("`{given}` er ikke et eksakt decimaltal"),
        format!("`{given}` is not an exact decimal number"),
    );
    let help = match given {
        given if given.contains(',') => Text::new("brug punktum som komma: \"2.5\"", "use a point: \"2.5\""),
        given if given.contains('\u{2212}') => {
            Text::new("skriv minus med tegnet `-`", "write the minus with the character `-`")
        }
        _ => Text::new("skriv alle cifre ud: \"-3\", \"1000.00\"", "write all digits: \"-3\", \"1000.00\""),
    };
    Diagnostic::error(Code::BadNumber, place, message).help(help.da, help.en)
}

pub(crate) fn bad_year(place: Place, given: &str) -> Diagnostic {
    let message = Text::new(
        format!("`{given}` er ikke et år fra 1900 til 2199"),
        format!("`{given}` is not a year from 1900 to 2199"),
    );
    Diagnostic::error(Code::BadYear, place, message)
        .help("skriv årstallet med fire cifre", "write the year in four digits")
}

pub(crate) fn bad_authority(place: Place, given: &str) -> Diagnostic {
    let message = Text::new(
        format!("`{given}` er ikke en kommune- eller regionskode"),
        format!("`{given}` is not the code of a municipality or region"),
    );
    Diagnostic::error(Code::BadCode, place, message).help(
        "en kommunes kode er fra 101 til 999, Region Midtjyllands er 1082",
        "a municipality's code is from 101 to 999, that of Region Midtjylland is 1082",
    )
}

pub(super) fn percent_out_of_range(place: Place, given: &str) -> Diagnostic {
    let message = Text::new(
        format!("`{given}` er ikke en procent mellem -100 og 1000 med højst fire decimaler"),
        format!("`{given}` is not a percentage between -100 and 1000 with at most four decimals"),
    );
    Diagnostic::error(Code::PercentOutOfRange, place, message).help(
        "skriv procenten selv: tre procent ned er \"-3\"",
        "write the percentage itself: down by three per cent is \"-3\"",
    )
}

pub(crate) fn bad_value(place: Place, given: &str, names: &[&str]) -> Diagnostic {
    let list = quoted(names.iter().copied());
    let message = Text::new(format!("`{given}` kan ikke stå her"), format!("`{given}` cannot stand here"));
    let diagnostic = Diagnostic::error(Code::BadValue, place, message)
        .note(format!("her kan stå {list}"), format!("it can be {list}"))
        .help("vælg en af dem", "choose one of them");
    did_you_mean(diagnostic, given, names.iter().copied())
}

pub(super) fn bad_id(place: Place, given: &str) -> Diagnostic {
    let message = Text::new(
        format!("`{given}` har andre tegn end a-z, 0-9 og `-`"),
        format!("`{given}` holds other characters than a-z, 0-9 and `-`"),
    );
    let diagnostic = Diagnostic::error(Code::BadId, place, message);
    match plain(given) {
        Some(id) => diagnostic.help(format!("skriv `{id}`"), format!("write `{id}`")),
        None => diagnostic.help("skriv det med a-z, 0-9 og `-`", "write it with a-z, 0-9 and `-`"),
    }
}

/// The id that was meant: small letters, the Danish ones in two, blanks and low lines as hyphens.
fn plain(given: &str) -> Option<String> {
    let mut out = String::new();
    for c in given.to_lowercase().chars() {
        match c {
            'æ' => out.push_str("ae"),
            'ø' => out.push_str("oe"),
            'å' => out.push_str("aa"),
            ' ' | '_' => out.push('-'),
            _ => out.push(c),
        }
    }
    out.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-/".contains(c)).then_some(out)
}

pub(super) fn empty_list(place: Place, wanted: (&str, &str)) -> Diagnostic {
    let message = Text::new("listen er tom", "the list is empty");
    Diagnostic::error(Code::EmptyText, place, message)
        .help(format!("skriv {}", wanted.0), format!("write {}", wanted.1))
}

pub(super) fn reversed_period(place: Place, to: Place) -> Diagnostic {
    let message = Text::new("perioden slutter, før den begynder", "the period ends before it begins");
    Diagnostic::error(Code::ReversedPeriod, place, message)
        .and(to, "den slutter her", "it ends here")
        .help("byt om på `from` og `to`", "swap `from` and `to`")
}

pub(super) fn bad_fingerprint(place: Place, digits: usize) -> Diagnostic {
    let message =
        Text::new("fingeraftrykket er ikke 64 cifre fra 0-9 og a-f", "the fingerprint is not 64 digits of 0-9 and a-f");
    Diagnostic::error(Code::BadFingerprint, place, message)
        .note(format!("her er {digits} tegn"), format!("there are {digits} characters"))
        .help(
            "kopiér det, som `rammeaftale check --sources` viser, eller som `sha256sum` giver for en fil",
            "copy what `rammeaftale check --sources` shows, or what `sha256sum` gives for a file",
        )
}

pub(super) fn bad_file_name(place: Place) -> Diagnostic {
    let message = Text::new(
        "filnavnet er ikke et enkelt navn af bogstaver, cifre, `-`, `_`, `.` og blanktegn",
        "the file name is not a single name of letters, digits, `-`, `_`, `.` and blanks",
    );
    Diagnostic::error(Code::BadFileName, place, message)
        .help("skriv navnet uden mappe", "write the name without a folder")
}

pub(super) fn credit_by_index(place: Place) -> Diagnostic {
    let message = Text::new(
        "et loft efter fremskrivningen kan ikke stå sammen med `credit_year`",
        "a limit by the projection cannot stand together with `credit_year`",
    );
    Diagnostic::error(Code::BadValue, place, message)
        .help("slet `credit_year` og `credited_step`", "delete `credit_year` and `credited_step`")
}

pub(super) fn too_many_combinations(place: Place, most: usize) -> Diagnostic {
    let count = |lang| text::plain(most.into(), lang);
    let message = Text::new(
        format!("spørgsmålenes læsninger giver mere end {} kombinationer", count(Lang::Da)),
        format!("the readings of the questions make more than {} combinations", count(Lang::En)),
    );
    Diagnostic::error(Code::TooLarge, place, message).help(
        "saml spørgsmål, der hører sammen, i ét med de læsninger, der giver mening",
        "join questions that belong together in one with the readings that make sense",
    )
}

pub(super) fn newer_schema(place: Place, found: i64) -> Diagnostic {
    let message = Text::new(
        format!("filen er skrevet til skema {found}; dette program kan skema 1"),
        format!("the file is written for schema {found}; this program reads schema 1"),
    );
    Diagnostic::error(Code::NewerSchema, place, message)
        .help("brug en nyere udgave af programmet", "use a newer version of the program")
}

/// Names in backquotes with commas between, the first dozen of them.
fn quoted<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let mut names = names.into_iter();
    let mut list = names.by_ref().take(12).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if names.next().is_some() {
        list.push_str(", …");
    }
    list
}

/// The nearest name as the thing to do, where one is near enough.
fn did_you_mean<'n>(diagnostic: Diagnostic, name: &str, known: impl IntoIterator<Item = &'n str>) -> Diagnostic {
    match nearest(name, known) {
        Some(near) => diagnostic.help(format!("mente du `{near}`?"), format!("did you mean `{near}`?")),
        None => diagnostic,
    }
}
