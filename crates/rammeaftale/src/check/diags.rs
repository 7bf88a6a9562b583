//! The wording of everything that can be wrong in a ruleset.

use crate::diag::{Code, Diagnostic, Place, nearest};
use crate::text::Text;

pub(crate) fn missing_key(place: Place, key: &str, table: &str) -> Diagnostic {
    let message = Text::new(format!("`{table}` mangler `{key}`"), format!("`{table}` lacks `{key}`"));
    Diagnostic::error(Code::MissingKey, place, message).help(format!("tilføj `{key} = …`"), format!("add `{key} = …`"))
}

pub(super) fn unknown_key(place: Place, key: &str, table: &str, known: &[&'static str]) -> Diagnostic {
    let message =
        Text::new(format!("`{key}` er ikke en nøgle i `{table}`"), format!("`{key}` is not a key of `{table}`"));
    let list = known.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
    let diagnostic = Diagnostic::error(Code::UnknownKey, place, message)
        .note(format!("nøglerne er {list}"), format!("the keys are {list}"));
    did_you_mean(diagnostic, key, known.iter().copied())
}

pub(crate) fn wrong_type(place: Place, wanted: (&str, &str)) -> Diagnostic {
    let message = Text::new(format!("her skal stå {}", wanted.0), format!("this must be {}", wanted.1));
    Diagnostic::error(Code::WrongType, place, message)
}

pub(super) fn empty_text(place: Place) -> Diagnostic {
    Diagnostic::error(Code::EmptyText, place, Text::new("teksten er tom", "the text is empty"))
        .help("skriv teksten", "write the text")
}

pub(crate) fn bad_number(place: Place, given: &str, wanted: (&str, &str)) -> Diagnostic {
    let message = Text::new(format!("`{given}` er ikke {}", wanted.0), format!("`{given}` is not {}", wanted.1));
    Diagnostic::error(Code::BadNumber, place, message)
}

pub(crate) fn bad_value(place: Place, given: &str, names: &[&str]) -> Diagnostic {
    let list = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let message = Text::new(format!("`{given}` kan ikke stå her"), format!("`{given}` cannot stand here"));
    let diagnostic = Diagnostic::error(Code::BadValue, place, message)
        .note(format!("her kan stå {list}"), format!("it can be {list}"));
    did_you_mean(diagnostic, given, names.iter().copied())
}

pub(super) fn unknown_reference<'n>(
    place: Place,
    what: (&str, &str),
    name: &str,
    known: impl IntoIterator<Item = &'n str>,
) -> Diagnostic {
    let message = Text::new(format!("{} `{name}` findes ikke", what.0), format!("there is no {} `{name}`", what.1));
    did_you_mean(Diagnostic::error(Code::UnknownReference, place, message), name, known)
}

pub(super) fn duplicate_id(place: Place, first: Place, what: (&str, &str), id: &str) -> Diagnostic {
    let message =
        Text::new(format!("{} `{id}` er angivet to gange", what.0), format!("{} `{id}` is given twice", what.1));
    Diagnostic::error(Code::DuplicateId, place, message)
        .and(first, "den første står her", "the first is here")
        .help("giv den ene et andet navn", "give one of them another name")
}

pub(super) fn unset_field(place: Place, rule: &str, field: &str, reading: &str) -> Diagnostic {
    let message = Text::new(
        format!("læsningen `{reading}` siger ikke, hvad `{field}` er i `{rule}`"),
        format!("the reading `{reading}` does not set `{field}` of `{rule}`"),
    );
    Diagnostic::error(Code::UnsetField, place, message).help(
        format!("tilføj `set = {{ {rule} = {{ {field} = … }} }}` til læsningen"),
        format!("add `set = {{ {rule} = {{ {field} = … }} }}` to the reading"),
    )
}

pub(super) fn idle_set(place: Place, rule: &str, field: &str) -> Diagnostic {
    let message = Text::new(
        format!("`{rule}` har intet felt `{field}`, der er overladt til dette spørgsmål"),
        format!("`{rule}` has no field `{field}` that is left to this question"),
    );
    Diagnostic::error(Code::UnknownReference, place, message).help(
        "skriv feltet i reglen som `{ question = \"…\" }`",
        "write the field in the rule as `{ question = \"…\" }`",
    )
}

pub(super) fn never_read(place: Place, value: &str, why: (&str, &str)) -> Diagnostic {
    let message =
        Text::new(format!("`{value}` bliver aldrig læst: {}", why.0), format!("`{value}` is never read: {}", why.1));
    Diagnostic::error(Code::BadValue, place, message)
}

pub(super) fn reversed_period(place: Place) -> Diagnostic {
    let message = Text::new("perioden slutter, før den begynder", "the period ends before it begins");
    Diagnostic::error(Code::ReversedPeriod, place, message).help("byt om på `from` og `to`", "swap `from` and `to`")
}

pub(super) fn year_outside(place: Place, year: &str) -> Diagnostic {
    let message = Text::new(
        format!("{year} ligger uden for aftalens periode"),
        format!("{year} lies outside the agreement's period"),
    );
    Diagnostic::error(Code::YearOutside, place, message)
}

pub(super) fn credit_by_index(place: Place) -> Diagnostic {
    let message = Text::new(
        "et loft efter fremskrivningen kan ikke stå sammen med `credit_year`",
        "a limit by the projection cannot stand together with `credit_year`",
    );
    Diagnostic::error(Code::BadValue, place, message)
}

pub(super) fn topic(place: Place, topic: &str, ruled: bool) -> Diagnostic {
    if ruled {
        let message = Text::new(
            format!("`{topic}` er både reguleret og angivet som ikke nævnt"),
            format!("`{topic}` is both ruled and declared not stated"),
        );
        return Diagnostic::error(Code::TopicBoth, place, message).help("slet den ene", "delete one of the two");
    }
    let message = Text::new(
        format!("`{topic}` er hverken reguleret eller angivet som ikke nævnt"),
        format!("`{topic}` is neither ruled nor declared not stated"),
    );
    Diagnostic::error(Code::TopicUnaccounted, place, message).help(
        format!("skriv reglen, eller tilføj `[[not_stated]]` med `topic = \"{topic}\"`"),
        format!("write the rule, or add `[[not_stated]]` with `topic = \"{topic}\"`"),
    )
}

pub(super) fn no_clause(place: Place, rule: &str) -> Diagnostic {
    let message = Text::new(
        format!("reglen `{rule}` hviler ikke på nogen klausul"),
        format!("the rule `{rule}` rests on no clause"),
    );
    Diagnostic::error(Code::NoClause, place, message).help("tilføj `clauses = [\"…\"]`", "add `clauses = [\"…\"]`")
}

pub(super) fn uncited_clause(place: Place, clause: &str) -> Diagnostic {
    let message = Text::new(
        format!("klausulen `{clause}` er `modelled`, men intet hviler på den"),
        format!("the clause `{clause}` is `modelled`, but nothing rests on it"),
    );
    Diagnostic::error(Code::UncitedClause, place, message)
        .help("henvis til den, eller ret `disposition`", "cite it, or change its `disposition`")
}

pub(super) fn bad_fingerprint(place: Place) -> Diagnostic {
    let message =
        Text::new("fingeraftrykket er ikke 64 cifre fra 0-9 og a-f", "the fingerprint is not 64 digits of 0-9 and a-f");
    Diagnostic::error(Code::BadFingerprint, place, message)
}

pub(super) fn bad_file_name(place: Place) -> Diagnostic {
    let message = Text::new(
        "filnavnet er ikke et enkelt navn af bogstaver, cifre, `-`, `_`, `.` og blanktegn",
        "the file name is not a single name of letters, digits, `-`, `_`, `.` and blanks",
    );
    Diagnostic::error(Code::BadFileName, place, message)
        .help("skriv navnet uden mappe", "write the name without a folder")
}

pub(super) fn id_not_path(place: Place, id: &str, path: &str) -> Diagnostic {
    let message = Text::new(
        format!("aftalen hedder `{id}`, men filen `{path}.toml`"),
        format!("the agreement is `{id}` but the file is `{path}.toml`"),
    );
    Diagnostic::error(Code::IdNotPath, place, message).help(
        format!("skriv `id = \"{path}\"`, eller flyt filen"),
        format!("write `id = \"{path}\"`, or move the file"),
    )
}

pub(super) fn overlapping(place: Place, other: Place, ids: (&str, &str)) -> Diagnostic {
    let message = Text::new(
        format!("`{}` og `{}` gælder på samme dag", ids.0, ids.1),
        format!("`{}` and `{}` are in force on the same day", ids.0, ids.1),
    );
    Diagnostic::error(Code::OverlappingAgreements, place, message).and(other, "den anden periode", "the other period")
}

pub(super) fn newer_schema(place: Place, found: i64) -> Diagnostic {
    let message = Text::new(
        format!("filen er skrevet til skema {found}; dette program kan skema 1"),
        format!("the file is written for schema {found}; this program reads schema 1"),
    );
    Diagnostic::error(Code::NewerSchema, place, message)
        .help("brug en nyere udgave af programmet", "use a newer version of the program")
}

fn did_you_mean<'n>(diagnostic: Diagnostic, name: &str, known: impl IntoIterator<Item = &'n str>) -> Diagnostic {
    match nearest(name, known) {
        Some(near) => diagnostic.help(format!("mente du `{near}`?"), format!("did you mean `{near}`?")),
        None => diagnostic,
    }
}
