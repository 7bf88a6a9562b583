//! A person's own headings, matched to columns by a file.

use super::Heading;
use super::period::{Named, named, named_exactly, nearest_named};
use crate::file::bytes::Bytes;
use crate::file::lines::Lines;
use crate::file::lines::syntax;
use crate::file::text::Text;
use crate::file::tree::tree;
use crate::fold::fold;
use crate::limits::{MOST_MISTAKES, MOST_TOML};
use crate::mistake::{Mistakes, Problem, shown};
use rammeaftale::diag::{Code, Diagnostic, Place};
use rammeaftale::portfolio::Column;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use toml::de::DeValue;

/// Which column each heading of a table names, beside the names that the reader knows.
///
/// ```
/// use rammeaftale_sheets::{Columns, read_bytes_as};
///
/// let columns = "[columns]\n'Tilbud nr.' = 'tilbud_id'\n'Kommune' = 'driftsherre'\n'Døgnpris 24' = 'takst 2024'\n'Note' = ''\n";
/// let columns = Columns::read("kolonner.toml", columns.as_bytes()).expect("no mistakes");
/// let sheet = read_bytes_as("f.csv", "Tilbud nr.;Kommune;Døgnpris 24;Note\nB1;740;1.234,50;ny\n".as_bytes(), &columns);
/// assert_eq!((sheet.rows().len(), sheet.mistakes().len()), (1, 0));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// Headings, folded, and what they stand for.
    targets: BTreeMap<String, Target>,
}

#[derive(Clone, Debug)]
struct Target {
    /// A heading that the reader knows, or nothing.
    name: String,
    heading: String,
    place: Place,
}

/// What a heading is to the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Meaning<H> {
    Column(Named<H>),
    /// Mapped to nothing: not read.
    Unread,
    Blank,
    Unknown,
}

impl<H: Copy> Meaning<H> {
    pub(crate) fn column(&self) -> Option<Named<H>> {
        match self {
            Meaning::Column(named) => Some(*named),
            _ => None,
        }
    }
}

impl Columns {
    /// Reads a file in TOML whose table `columns` gives each heading a column: a name that the reader knows, with a
    /// year in a wide table, or `""` for a column that is not to be read. A heading without a year serves each column that
    /// has it below or beside one.
    ///
    /// # Errors
    /// Every mistake in the file, in file order.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Columns, Vec<Diagnostic>> {
        Columns::of(&Arc::from(name), Ok(Bytes::Held(bytes.into())))
    }

    /// Reads such a file.
    ///
    /// # Errors
    /// Why the file cannot be read, or every mistake in it.
    pub fn read_path(path: &Path) -> Result<Columns, Vec<Diagnostic>> {
        Columns::of(&Arc::from(path.display().to_string()), Bytes::open(path))
    }

    fn of(name: &Arc<str>, bytes: Result<Bytes, Problem>) -> Result<Columns, Vec<Diagnostic>> {
        let text = bytes.and_then(|bytes| Text::open(name, bytes)?.whole(MOST_TOML));
        let text = text.map_err(|problem| vec![problem.at(Place::file(name))])?;
        let mut mistakes = Mistakes::default();
        let columns = read(&Lines { name, text: &text, line: 1 }, &mut mistakes);
        if mistakes.is_empty() { Ok(columns) } else { Err(mistakes.into_sorted()) }
    }

    /// The heading as it is compared, where it is one of those explained.
    pub(crate) fn explained(&self, heading: &str) -> Option<String> {
        self.target(heading).map(|(folded, _)| folded.clone())
    }

    /// The heading that is explained and what it stands for; one that names no year also with a year before or behind it, as
    /// two rows make it.
    fn target(&self, heading: &str) -> Option<(&String, Cow<'_, str>)> {
        let heading = fold(heading.trim());
        let as_written = self.targets.get_key_value(&heading).map(|(folded, target)| (folded, (&*target.name).into()));
        as_written.or_else(|| {
            let with_year = |(folded, target): (&'_ String, &'_ Target)| {
                let name = &target.name;
                let before = heading.strip_suffix(folded.as_str()).map(|year| format!("{year} {name}"));
                let behind = || heading.strip_prefix(folded.as_str()).map(|year| format!("{name} {year}"));
                let name = before.or_else(behind).filter(|_| !name.is_empty())?;
                named_exactly::<Column>(&name).is_some().then_some(name)
            };
            self.targets.iter().find_map(|target| Some((target.0, with_year(target)?.into())))
        })
    }

    /// Tells of the headings that are explained and found nowhere.
    pub(crate) fn unmatched(&self, found: &BTreeSet<&str>) -> Vec<Diagnostic> {
        let unmatched = self.targets.iter().filter(|(folded, _)| !found.contains(folded.as_str()));
        let mut told: Vec<Diagnostic> =
            unmatched.map(|(_, target)| no_such_heading(&target.heading).warning_at(target.place.clone())).collect();
        rammeaftale::diag::sort(&mut told);
        told
    }

    pub(crate) fn meaning<H: Heading>(&self, heading: &str) -> Meaning<H> {
        let target = self.target(heading).map(|(_, name)| name);
        match target.as_deref().unwrap_or(heading.trim()) {
            "" if target.is_some() => Meaning::Unread,
            "" => Meaning::Blank,
            name => named(name).map_or(Meaning::Unknown, Meaning::Column),
        }
    }

    /// The different columns that some headings name.
    pub(crate) fn named<H: Heading>(&self, headings: &[String]) -> Vec<Named<H>> {
        let mut named: Vec<Named<H>> = Vec::new();
        for found in headings.iter().filter_map(|heading| self.meaning::<H>(heading).column()) {
            if !named.contains(&found) {
                named.push(found);
            }
        }
        named
    }
}

fn read(lines: &Lines<'_>, mistakes: &mut Mistakes) -> Columns {
    let mut columns = Columns::default();
    let document = match tree(lines.text) {
        Ok(document) => document,
        Err(errors) => {
            let told = errors.iter().map(|error| syntax(lines, &error.span().unwrap_or(0..0), "TOML", error.message()));
            mistakes.extend(told.take(MOST_MISTAKES + 1));
            return columns;
        }
    };
    for (key, value) in document.get_ref() {
        match (key.get_ref().as_ref(), value.get_ref()) {
            ("schema", _) => {}
            ("columns", DeValue::Table(table)) => table.iter().for_each(|(heading, value)| {
                let place = |span| lines.place(&span);
                match target(value.get_ref()) {
                    Err(problem) => mistakes.push(problem.at(place(value.span()))),
                    Ok(name) => {
                        let written = heading.get_ref().trim();
                        let (name, place) = (name.to_owned(), place(heading.span()));
                        let target = Target { name, heading: written.to_owned(), place };
                        if columns.targets.insert(fold(written), target).is_some() {
                            mistakes.push(twice(heading.get_ref()).at(lines.place(&heading.span())));
                        }
                    }
                }
            }),
            _ => mistakes.push(unknown_key(key.get_ref()).at(lines.place(&key.span()))),
        }
    }
    columns
}

fn target<'v>(value: &'v DeValue<'_>) -> Result<&'v str, Problem> {
    let DeValue::String(text) = value else {
        return Err(Problem::new(Code::WrongType, "en kolonne skal være en tekst", "a column must be a text").help(
            "skriv kolonnens navn i anførselstegn, eller \"\" for at lade den ulæst",
            "write the column's name in quotes, or \"\" to leave it unread",
        ));
    };
    let name = text.trim();
    if name.is_empty() || named::<Column>(name).is_some() {
        return Ok(name);
    }
    let text = shown(name);
    let problem =
        Problem::new(Code::UnknownColumn, format!("{text} er ikke en kolonne"), format!("{text} is not a column"));
    Err(match nearest_named::<Column>(name, &[]) {
        Some(near) => problem.help(format!("mente du `{near}`?"), format!("did you mean `{near}`?")),
        None => problem.help(
            "skriv en kolonne som `takst` eller `takst 2024`, eller \"\" for at lade den ulæst",
            "write a column such as `tariff` or `tariff 2024`, or \"\" to leave it unread",
        ),
    })
}

fn no_such_heading(heading: &str) -> Problem {
    let text = shown(heading);
    Problem::new(
        Code::Unused,
        format!("ingen af filerne har overskriften {text}"),
        format!("none of the files has the heading {text}"),
    )
    .help(
        "skriv overskriften, som den står i filen, eller slet linjen",
        "write the heading as the file has it, or delete the line",
    )
}

fn twice(heading: &str) -> Problem {
    let text = shown(heading);
    Problem::new(
        Code::DuplicateColumn,
        format!("overskriften {text} står der to gange"),
        format!("the heading {text} stands there twice"),
    )
    .note(
        "store og små bogstaver, mellemrum og bindestreger spiller ingen rolle",
        "case, blanks and hyphens play no part",
    )
    .help("slet den ene", "delete one of them")
}

fn unknown_key(key: &str) -> Problem {
    let key = shown(key);
    Problem::new(Code::UnknownKey, format!("{key} er ikke en nøgle her"), format!("{key} is not a key here"))
        .help("skriv overskrifterne under `[columns]`", "write the headings under `[columns]`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mistake_is_told() {
        let text = "schema = 1\nkolonner = 1\n[columns]\nA = 'takst'\n'a ' = 'år'\nB = 5\nC = 'tarif 2024'\nD = ''\nE = 'xyz'\n";
        let found = Columns::read("k.toml", text.as_bytes()).unwrap_err();
        let found: Vec<String> =
            found.iter().map(|one| format!("{} {} {}", one.code, one.place().unwrap(), one.message.en)).collect();
        assert_eq!(
            found,
            [
                "unknown-key k.toml:2:1 `kolonner` is not a key here",
                "duplicate-column k.toml:5:1 the heading `a ` stands there twice",
                "wrong-type k.toml:6:5 a column must be a text",
                "unknown-column k.toml:7:5 `tarif 2024` is not a column",
                "unknown-column k.toml:9:5 `xyz` is not a column",
            ]
        );
        assert!(Columns::read("k.toml", b"[columns").is_err());
        let columns = Columns::read("k.toml", b"[columns]\n' Pris-24 ' = 'takst 2024'\nNote = ''\n").unwrap();
        assert_eq!(columns.meaning::<Column>("PRIS 24"), Meaning::Column(named("takst 2024").unwrap()));
        assert_eq!(columns.meaning::<Column>("note"), Meaning::Unread);
        assert_eq!(columns.meaning::<Column>(" "), Meaning::Blank);
        assert_eq!(columns.meaning::<Column>("andet"), Meaning::Unknown);
        assert_eq!(columns.meaning("år"), Meaning::Column((Column::Year, None)));
    }

    #[test]
    fn an_explained_heading_may_stand_beside_a_year() {
        let columns =
            b"[columns]\nPris = 'takst'\n'Pris 2026' = 'egenbetaling 2026'\nNote = ''\n'P24' = 'takst 2024'\n";
        let columns = Columns::read("k.toml", columns).unwrap();
        for (heading, name) in [
            ("2024 Pris", "takst 2024"),
            ("Regnskab 2023 pris", "regnskab 2023 takst"),
            ("Pris 2025", "takst 2025"),
            ("Pris 2026", "egenbetaling 2026"),
        ] {
            assert_eq!(columns.meaning::<Column>(heading), Meaning::Column(named(name).unwrap()), "{heading}");
            assert!(columns.explained(heading).is_some());
        }
        for heading in ["Pris pr. plads", "Ny pris 2024", "2024 Note", "2024 P24", "Pris 24"] {
            assert_eq!(columns.meaning::<Column>(heading), Meaning::Unknown, "{heading}");
        }
    }
}
