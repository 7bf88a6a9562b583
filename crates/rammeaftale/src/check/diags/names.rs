//! The wording of what is wrong between names: references, duplicates, topics, clauses.

use super::{did_you_mean, quoted};
use crate::diag::{Code, Diagnostic, Place, nearest};
use crate::text::Text;

/// `what` is the Danish noun in the definite form and the English one bare.
pub(crate) fn unknown_reference<'n>(
    place: Place,
    what: (&str, &str),
    name: &str,
    known: impl IntoIterator<Item = &'n str>,
) -> Diagnostic {
    let message = Text::new(format!("{} `{name}` findes ikke", what.0), format!("there is no {} `{name}`", what.1));
    let known: Vec<&str> = known.into_iter().collect();
    let diagnostic = Diagnostic::error(Code::UnknownReference, place, message)
        .help("ret navnet, eller tilføj det, der mangler", "correct the name, or add what is missing");
    let list = quoted(known.iter().copied());
    let diagnostic = match (known.is_empty(), nearest(name, known.iter().copied())) {
        (false, None) => diagnostic.note(format!("der findes {list}"), format!("there are {list}")),
        _ => diagnostic,
    };
    did_you_mean(diagnostic, name, known)
}

/// A name of another agreement's part without the `#` that parts the two.
pub(crate) fn no_owner(place: Place, what: (&str, &str), name: &str) -> Diagnostic {
    let message = Text::new(
        format!("`{name}` siger ikke, hvilken aftale {} hører til", what.0),
        format!("`{name}` does not say of which agreement it is a {}", what.1),
    );
    Diagnostic::error(Code::UnknownReference, place, message)
        .help(format!("skriv `<aftale>#{name}`"), format!("write `<agreement>#{name}`"))
}

/// A rule that takes after one that comes later.
pub(crate) fn later_rule(place: Place, name: &str) -> Diagnostic {
    let message = Text::new(
        format!("reglen `{name}` kommer først efter denne"),
        format!("the rule `{name}` comes only after this one"),
    );
    Diagnostic::error(Code::UnknownReference, place, message).help(
        "flyt den op foran, eller tag efter en regel i en tidligere aftale",
        "move it before this one, or take after a rule of an earlier agreement",
    )
}

pub(crate) fn duplicate_id(place: Place, first: Place, what: (&str, &str), id: &str) -> Diagnostic {
    let message =
        Text::new(format!("{} `{id}` er angivet to gange", what.0), format!("the {} `{id}` is given twice", what.1));
    Diagnostic::error(Code::DuplicateId, place, message)
        .and(first, "den første står her", "the first is here")
        .help("giv den ene et andet navn", "give one of them another name")
}

pub(crate) fn duplicate_reading(place: Place, first: Place, ids: (&str, &str)) -> Diagnostic {
    let message = Text::new(
        format!("læsningerne `{}` og `{}` sætter det samme", ids.0, ids.1),
        format!("the readings `{}` and `{}` set the same", ids.0, ids.1),
    );
    Diagnostic::error(Code::DuplicateReading, place, message)
        .and(first, "den første sætter det her", "the first sets it here")
        .help("ret den ene, eller slet den", "change one of them, or delete it")
}

pub(crate) fn unset_field(reading: Place, field_at: Place, rule: &str, field: &str, id: &str) -> Diagnostic {
    let message = Text::new(
        format!("læsningen `{id}` siger ikke, hvad `{field}` er i `{rule}`"),
        format!("the reading `{id}` does not set `{field}` of `{rule}`"),
    );
    Diagnostic::error(Code::UnsetField, reading, message)
        .and(field_at, "feltet er overladt til spørgsmålet her", "the field is left to the question here")
        .help(
            format!("tilføj `set = {{ {rule} = {{ {field} = … }} }}` til læsningen"),
            format!("add `set = {{ {rule} = {{ {field} = … }} }}` to the reading"),
        )
}

pub(crate) fn idle_set(place: Place, rule: &str, field: &str) -> Diagnostic {
    let message = Text::new(
        format!("`{rule}` har intet felt `{field}`, der er overladt til dette spørgsmål"),
        format!("`{rule}` has no field `{field}` that is left to this question"),
    );
    Diagnostic::error(Code::UnknownReference, place, message).help(
        "skriv feltet i reglen som `{ question = \"…\" }`",
        "write the field in the rule as `{ question = \"…\" }`",
    )
}

pub(crate) fn year_outside(place: Place, period: Place, year: &str) -> Diagnostic {
    let message = Text::new(
        format!("{year} ligger uden for aftalens periode"),
        format!("{year} lies outside the agreement's period"),
    );
    Diagnostic::error(Code::YearOutside, place, message)
        .and(period, "aftalens periode", "the agreement's period")
        .help("slet året, eller ret perioden", "delete the year, or correct the period")
}

pub(crate) fn never_read(place: Place, value: &str, why: (&str, &str)) -> Diagnostic {
    let message =
        Text::new(format!("`{value}` bliver aldrig læst: {}", why.0), format!("`{value}` is never read: {}", why.1));
    Diagnostic::error(Code::BadValue, place, message)
        .help("ret værdien, eller ret det, der måles", "change the value, or what is measured")
}

pub(crate) fn topic_both(place: Place, rule: Place, topic: &str) -> Diagnostic {
    let message = Text::new(
        format!("`{topic}` er både reguleret og angivet som ikke nævnt"),
        format!("`{topic}` is both ruled and declared not stated"),
    );
    Diagnostic::error(Code::TopicBoth, place, message)
        .and(rule, "reglen står her", "the rule is here")
        .help("slet den ene", "delete one of the two")
}

/// `near` is a silence whose topic may be misspelt.
pub(crate) fn topic_unaccounted(place: Place, near: Option<Place>, topic: &str) -> Diagnostic {
    let message = Text::new(
        format!("`{topic}` er hverken reguleret eller angivet som ikke nævnt"),
        format!("`{topic}` is neither ruled nor declared not stated"),
    );
    let diagnostic = Diagnostic::error(Code::TopicUnaccounted, place, message).help(
        format!("skriv reglen, eller tilføj `[[not_stated]]` med `topic = \"{topic}\"`"),
        format!("write the rule, or add `[[not_stated]]` with `topic = \"{topic}\"`"),
    );
    match near {
        Some(near) => diagnostic.and(near, format!("mente du `{topic}`?"), format!("did you mean `{topic}`?")),
        None => diagnostic,
    }
}

pub(crate) fn no_clause(place: Place, what: (&str, &str), id: &str) -> Diagnostic {
    let message = Text::new(
        format!("{} `{id}` hviler ikke på nogen klausul", what.0),
        format!("the {} `{id}` rests on no clause", what.1),
    );
    Diagnostic::error(Code::NoClause, place, message).help("tilføj `clauses = [\"…\"]`", "add `clauses = [\"…\"]`")
}

pub(crate) fn uncited_clause(place: Place, clause: &str) -> Diagnostic {
    let message = Text::new(
        format!("klausulen `{clause}` er `modelled`, men intet hviler på den"),
        format!("the clause `{clause}` is `modelled`, but nothing rests on it"),
    );
    Diagnostic::error(Code::UncitedClause, place, message)
        .help("henvis til den, eller ret `disposition`", "cite it, or change its `disposition`")
}

pub(crate) fn cited_not_modelled(place: Place, cited: Place, clause: &str, disposition: &str) -> Diagnostic {
    let message = Text::new(
        format!("klausulen `{clause}` er `{disposition}`, men noget hviler på den"),
        format!("the clause `{clause}` is `{disposition}`, but something rests on it"),
    );
    Diagnostic::error(Code::CitedNotModelled, place, message)
        .and(cited, "her henvises til den", "it is cited here")
        .help("skriv `modelled`, eller slet henvisningen", "write `modelled`, or delete the citation")
}

pub(crate) fn unused(place: Place, what: (&str, &str), id: &str) -> Diagnostic {
    let message = Text::new(format!("{} `{id}` bruges ikke", what.0), format!("the {} `{id}` is not used", what.1));
    Diagnostic::warning(Code::Unused, place, message).help("brug den, eller slet den", "use it, or delete it")
}

pub(crate) fn id_not_path(place: Place, id: &str, path: &str) -> Diagnostic {
    let message = Text::new(
        format!("aftalen hedder `{id}`, men filen `{path}.toml`"),
        format!("the agreement is `{id}` but the file is `{path}.toml`"),
    );
    Diagnostic::error(Code::IdNotPath, place, message).help(
        format!("skriv `id = \"{path}\"`, eller flyt filen"),
        format!("write `id = \"{path}\"`, or move the file"),
    )
}

pub(crate) fn overlapping(place: Place, other: Place, ids: (&str, &str)) -> Diagnostic {
    let message = Text::new(
        format!("`{}` og `{}` gælder på samme dag", ids.0, ids.1),
        format!("`{}` and `{}` are in force on the same day", ids.0, ids.1),
    );
    Diagnostic::error(Code::OverlappingAgreements, place, message)
        .and(other, "den anden periode", "the other period")
        .help("lad den ene slutte, før den anden begynder", "let one end before the other begins")
}

pub(crate) fn no_agreement(place: Place, path: &str) -> Diagnostic {
    let message = Text::new(
        format!("klausulerne hører til `{path}`, men den aftale er her ikke"),
        format!("the clauses belong to `{path}`, but that agreement is not here"),
    );
    Diagnostic::error(Code::UnknownReference, place, message)
        .help(format!("tilføj `{path}.toml`, eller omdøb filen"), format!("add `{path}.toml`, or rename the file"))
}

/// An earlier revision without the one that took its place.
pub(crate) fn no_newest_revision(place: Place, path: &str, number: u32) -> Diagnostic {
    let message = Text::new(
        format!("filen er en tidligere udgave {number}, men `{path}.toml` er her ikke"),
        format!("the file is an earlier revision {number}, but `{path}.toml` is not here"),
    );
    Diagnostic::error(Code::BadRevision, place, message)
        .help(format!("kald den nyeste udgave `{path}.toml`"), format!("name the newest revision `{path}.toml`"))
}

pub(crate) fn revision_not_path(place: Place, found: u32, number: u32) -> Diagnostic {
    let message = Text::new(
        format!("filen hedder udgave {number}, men er udgave {found}"),
        format!("the file is named for revision {number} but is revision {found}"),
    );
    Diagnostic::error(Code::BadRevision, place, message).help(
        format!("skriv `revision = {number}`, eller omdøb filen"),
        format!("write `revision = {number}`, or rename the file"),
    )
}

/// `earlier` is the file of a revision that should have come before this one.
pub(crate) fn revision_not_newest(place: Place, earlier: Place, found: u32, number: u32) -> Diagnostic {
    let message = Text::new(
        format!("udgave {found} er ikke nyere end den tidligere udgave {number}"),
        format!("revision {found} is not newer than the earlier revision {number}"),
    );
    Diagnostic::error(Code::BadRevision, place, message)
        .and(earlier, "den tidligere udgave", "the earlier revision")
        .help(
            format!("skriv mindst `revision = {}`", number.saturating_add(1)),
            format!("write at least `revision = {}`", number.saturating_add(1)),
        )
}
