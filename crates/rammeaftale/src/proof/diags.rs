//! The wording of everything that can be amiss between clauses and documents.

use super::standing::Trouble;
use crate::agreement::{Clause, SourceDocument};
use crate::diag::{Code, Diagnostic, Place};
use crate::document::{Document, fingerprint};
use crate::text::{Text, visible};
use std::ops::Range;

/// Characters of a passage that a message repeats.
const LONGEST_SHOWN: usize = 600;

pub(super) fn unreadable(place: Place, file: &str, why: &Text, elsewhere: Option<&str>) -> Diagnostic {
    let message = Text::new(
        format!("dokumentet `{file}` kan ikke læses: {}", why.da),
        format!("the document `{file}` cannot be read: {}", why.en),
    );
    let diagnostic = Diagnostic::error(Code::Unreadable, place, message);
    match elsewhere.map(visible) {
        Some(name) => diagnostic.help(
            format!("det ligger der som `{name}`; omdøb det, eller ret `file`"),
            format!("it lies there as `{name}`; rename it, or change `file`"),
        ),
        None => diagnostic.help(
            format!("læg det dokument, der blev læst, i mappen som `{file}`, i UTF-8"),
            format!("put the document that was read into the folder as `{file}`, in UTF-8"),
        ),
    }
}

pub(super) fn changed_document(place: Place, source: &SourceDocument, document: &Document) -> Diagnostic {
    let message = Text::new(
        format!("`{}` er ikke det dokument, der blev læst", source.file),
        format!("`{}` is not the document that was read", source.file),
    );
    let now = document.sha256();
    Diagnostic::error(Code::ChangedDocument, place, message).help(
        format!("ret klausulerne, og skriv så `sha256 = \"{now}\"` og dagen i `read`"),
        format!("mend the clauses, then write `sha256 = \"{now}\"` and the day in `read`"),
    )
}

pub(super) fn changed_passage(place: Place, clause: &Clause, document: &Document, at: &Range<usize>) -> Diagnostic {
    let message = Text::new(
        format!("passagen i klausulen `{}` har ikke det angivne fingeraftryk", clause.id),
        format!("the passage of the clause `{}` does not have the stated fingerprint", clause.id),
    );
    let now = fingerprint(document.part(at.clone()));
    Diagnostic::error(Code::ChangedPassage, place, message)
        .and(document.place(at.clone()), "den begynder her", "it begins here")
        .help(
            format!("læs passagen igen, og skriv `sha256 = \"{now}\"`, når regel og resumé passer til den"),
            format!("read the passage again, and write `sha256 = \"{now}\"` once rule and summary fit it"),
        )
}

pub(super) fn missing_locator(
    place: Place,
    clause: &Clause,
    key: &str,
    document: &Document,
    (at, near): (&Range<usize>, Option<&Range<usize>>),
) -> Diagnostic {
    let id = &clause.id;
    let message = match key {
        "first" => Text::new(
            format!("de første ord i klausulen `{id}` findes ikke i dokumentet"),
            format!("the first words of the clause `{id}` are not in the document"),
        ),
        _ => Text::new(
            format!("de sidste ord i klausulen `{id}` følger ikke efter de første"),
            format!("the last words of the clause `{id}` do not follow its first"),
        ),
    };
    let diagnostic = Diagnostic::error(Code::MissingLocator, place, message);
    match near {
        None if at.is_empty() => diagnostic,
        None => diagnostic.and(document.place(at.clone()), "her omkring stod den", "it stood about here"),
        Some(near) => {
            let words = visible(document.part(near.clone()));
            diagnostic.and(
                document.place(near.clone()),
                format!("det nærmeste er »{words}«"),
                format!("the nearest is »{words}«"),
            )
        }
    }
}

pub(super) fn repeated_locator(
    place: Place,
    clause: &Clause,
    key: &str,
    document: &Document,
    places: &[Range<usize>],
) -> Diagnostic {
    const MOST_PLACES: usize = 3;
    let (id, count) = (&clause.id, places.len());
    let message = match key {
        "first" => Text::new(
            format!("de første ord i klausulen `{id}` står {count} steder i dokumentet"),
            format!("the first words of the clause `{id}` stand in {count} places of the document"),
        ),
        _ => Text::new(
            format!("de sidste ord i klausulen `{id}` står også inde i passagen"),
            format!("the last words of the clause `{id}` also stand inside its passage"),
        ),
    };
    let diagnostic = Diagnostic::error(Code::RepeatedLocator, place, message);
    let places = places.iter().take(MOST_PLACES);
    places.fold(diagnostic, |diagnostic, one| diagnostic.and(document.place(one.clone()), "her", "here"))
}

/// A document of the same words in the same order.
pub(super) fn same_words(diagnostic: Diagnostic, document: &Document) -> Diagnostic {
    let now = document.sha256();
    diagnostic
        .note(
            "højst blanktegn, linjeskift og bindestreger ved linjeskift er ændret",
            "at most white space, line ends and hyphens at line ends have changed",
        )
        .help(
            format!("skriv `sha256 = \"{now}\"` og dagen i `read`"),
            format!("write `sha256 = \"{now}\"` and the day in `read`"),
        )
}

/// What to do about a clause; where its passage is only guessed, no locators are.
pub(super) fn mend(diagnostic: Diagnostic, trouble: &Trouble, document: &Document, at: &Range<usize>) -> Diagnostic {
    let keys = locators(document, at);
    match (trouble, keys) {
        (Trouble::Changed, _) => diagnostic,
        (Trouble::Repeated { held: true, .. }, Some(keys)) => {
            diagnostic.help(format!("skriv {keys}"), format!("write {keys}"))
        }
        (Trouble::Missing { near: Some(_), .. } | Trouble::Repeated { .. }, Some(keys)) => {
            diagnostic.help(format!("er det passagen, så skriv {keys}"), format!("if this is the passage, write {keys}"))
        }
        _ => diagnostic.help(
            "find passagen igen, og ret `first`, `last` og `sha256`; er den væk, så slet klausulen og det, der hviler på den",
            "find the passage again and mend `first`, `last` and `sha256`; if it is gone, delete the clause and what rests on it",
        ),
    }
}

/// The locators that a clause on this stretch would have.
fn locators(document: &Document, at: &Range<usize>) -> Option<String> {
    let (first, last) = document.locators(at.clone())?;
    let quoted = |words: &str| format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""));
    let print = fingerprint(document.part(at.clone()));
    Some(format!("`first = {}`, `last = {}`, `sha256 = \"{print}\"`", quoted(&visible(first)), quoted(&visible(last))))
}

pub(super) fn unaccounted(document: &Document, file: &str, at: &Range<usize>, before: Option<Place>) -> Diagnostic {
    let count = document.characters(at.clone());
    let message = Text::new(
        format!("{count} tegn i `{file}` hører ikke til nogen klausul"),
        format!("{count} characters of `{file}` are in no clause"),
    );
    let text = shown(document.part(at.clone()));
    let diagnostic = Diagnostic::error(Code::UnaccountedText, document.place(at.clone()), message)
        .note(format!("der står »{text}«"), format!("it says »{text}«"));
    let diagnostic = match before {
        None => diagnostic,
        Some(place) => {
            diagnostic.and(place, "en ny klausul hører til efter denne", "a new clause belongs after this one")
        }
    };
    match locators(document, at) {
        Some(keys) => {
            diagnostic.help(format!("tilføj en `[[clause]]` med {keys}"), format!("add a `[[clause]]` with {keys}"))
        }
        None => diagnostic.help(
            "lad klausulen før eller efter nå hertil; ordene her kan ikke findes entydigt",
            "let the clause before or after reach here; the words here cannot be found once",
        ),
    }
}

pub(super) fn overlapping(place: Place, other: Place, ids: (&str, &str), characters: usize) -> Diagnostic {
    let message = Text::new(
        format!("passagerne i `{}` og `{}` har {characters} tegn til fælles", ids.0, ids.1),
        format!("the passages of `{}` and `{}` share {characters} characters", ids.0, ids.1),
    );
    Diagnostic::warning(Code::OverlappingPassages, place, message).and(other, "den anden klausul", "the other clause")
}

/// A text from a document, its middle left out where it is long.
pub(super) fn shown(text: &str) -> String {
    let count = text.chars().count();
    if count <= LONGEST_SHOWN {
        return visible(text);
    }
    let head: String = text.chars().take(LONGEST_SHOWN * 2 / 3).collect();
    let tail: String = text.chars().skip(count - LONGEST_SHOWN / 3).collect();
    visible(&format!("{head} […] {tail}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_shown_by_its_first_two_thirds_and_its_last() {
        assert_eq!(shown(&"a".repeat(600)), "a".repeat(600));
        let text = ["a".repeat(500), "b".repeat(500)].concat();
        assert_eq!(shown(&text), format!("{} […] {}", "a".repeat(400), "b".repeat(200)));
    }
}
