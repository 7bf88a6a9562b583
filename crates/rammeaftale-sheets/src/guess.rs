//! The headings of files and what they are taken for, as a file of columns to review.

use crate::bytes::Bytes;
use crate::columns::Columns;
use crate::header::first_line;
use crate::heading::fold;
use crate::lex::{Cell, Start};
use crate::limits::BEGINNING;
use crate::mistake::{Mistakes, Problem};
use crate::period::{Named, nearest_named, title};
use crate::record::Notation;
use crate::scale;
use crate::source::{Parted, Source};
use crate::text::Text;
use crate::value::is_amount;
use crate::write::quoted;
use rammeaftale::diag::{Diagnostic, Place};
use rammeaftale::portfolio::Column;
use rammeaftale::text::{self, Lang, is_unseen};
use std::collections::BTreeSet;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

/// What the headings of some files are taken for.
#[derive(Debug, Default)]
pub struct Guess {
    lines: Vec<Line>,
    told: BTreeSet<String>,
}

#[derive(Debug)]
enum Line {
    Header(Place),
    Heading(String, Taken),
}

#[derive(Debug)]
enum Taken {
    Known(String, String),
    Guessed(String),
    /// In another unit than that of its column.
    OtherUnit,
    Unknown,
}

/// A heading longer than this is none.
const LONGEST: usize = 200;

impl Guess {
    /// Adds the headings of a file: of every sheet in a workbook, of the first line in CSV; JSON and TOML have none.
    ///
    /// # Errors
    /// Why the file cannot be read.
    pub fn add_path(&mut self, path: &Path) -> Result<(), Vec<Diagnostic>> {
        self.add_bytes(&Arc::from(path.display().to_string()), Bytes::open(path))
    }

    /// The same, from a reader such as standard input.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn add(&mut self, name: &str, reader: impl Read) -> Result<(), Vec<Diagnostic>> {
        self.add_bytes(&Arc::from(name), Bytes::from_reader(reader))
    }

    fn add_bytes(&mut self, name: &Arc<str>, bytes: Result<Bytes, Problem>) -> Result<(), Vec<Diagnostic>> {
        let mut mistakes = Mistakes::default();
        let found = bytes.and_then(|bytes| headings(name, bytes, &mut mistakes));
        for (place, headings) in found.map_err(|problem| vec![problem.at(Place::file(name))])? {
            self.lines.push(Line::Header(place));
            let mut taken: Vec<Named<Column>> = headings.iter().filter_map(|heading| known(heading)).collect();
            headings.into_iter().for_each(|heading| self.heading(heading, &mut taken));
        }
        if mistakes.is_empty() { Ok(()) } else { Err(mistakes.into_sorted()) }
    }

    /// Adds a heading; what other headings of the same header are `taken` for, it is not.
    fn heading(&mut self, heading: String, taken: &mut Vec<Named<Column>>) {
        let heading = heading.trim().to_owned();
        if heading.is_empty() || heading.chars().nth(LONGEST).is_some() || !self.told.insert(fold(&heading)) {
            return;
        }
        let taken = match known(&heading) {
            Some((column, period)) => Taken::Known(title(column, period, true), title(column, period, false)),
            None if guessed(&heading).is_some_and(|name| is_in_other_unit(&heading, &name)) => Taken::OtherUnit,
            None => match guessed(&heading).and_then(|name| Some((known(&name)?, name))) {
                Some((named, name)) if !taken.contains(&named) => {
                    taken.push(named);
                    Taken::Guessed(name)
                }
                _ => Taken::Unknown,
            },
        };
        self.lines.push(Line::Heading(heading, taken));
    }

    /// A file of [`Columns`] in TOML. What is only near a name is marked; what is like none stands in a comment.
    pub fn to_toml(&self, lang: Lang) -> String {
        let mut out = "schema = 1\n\n[columns]\n".to_owned();
        let say = |da: &'static str, en: &'static str| text::Text::new(da, en).get(lang).to_owned();
        for line in &self.lines {
            let line = match line {
                Line::Header(place) => {
                    let tame = |c: char| if is_unseen(c) { char::REPLACEMENT_CHARACTER } else { c };
                    format!("# {}", place.to_string().chars().map(tame).collect::<String>())
                }
                Line::Heading(heading, Taken::Known(da, en)) => {
                    format!("{} = \"{}\"", quoted(heading), if lang == Lang::Da { da } else { en })
                }
                Line::Heading(heading, Taken::Guessed(name)) => {
                    format!("{} = \"{name}\" # {}", quoted(heading), say("gættet: se efter", "guessed: have a look"))
                }
                Line::Heading(heading, Taken::OtherUnit) => {
                    let help = say(
                        "i en anden enhed end kolonnens: regn tallene om, eller skriv enheden i kolonnen enhed",
                        "in another unit than its column: convert the figures, or write the unit in the column tariff_unit",
                    );
                    format!("# {} = \"\" # {help}", quoted(heading))
                }
                Line::Heading(heading, Taken::Unknown) => {
                    let help = say(
                        "ikke genkendt: skriv en kolonne, eller \"\" for ikke at læse den, og fjern #",
                        "not recognised: write a column, or \"\" for it not to be read, and remove #",
                    );
                    format!("# {} = \"\" # {help}", quoted(heading))
                }
            };
            out.push_str(&line);
            out.push('\n');
        }
        out
    }
}

fn known(heading: &str) -> Option<Named<Column>> {
    Columns::default().meaning(heading).column()
}

/// What a heading that is no column's name may be: one with a unit in brackets or a word too many, another word for it, a
/// year of two digits, or a slip.
fn guessed(heading: &str) -> Option<String> {
    let bare = without_brackets(heading);
    let bare = bare.trim_end_matches([':', ' ', ',', '*']);
    let short = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    let whole = bare.strip_prefix(short).filter(|digits| digits.len() == 2).map(|digits| format!("{short} 20{digits}"));
    let bare = whole.as_deref().unwrap_or(bare);
    let (year, rest) = without_year(bare);
    let column = other_word(&rest).map(|column| format!("{}{year}", column.danish()));
    let taken = column.and_then(|name| known(&name)).or_else(|| known(bare));
    taken.map(|(column, period)| title(column, period, true)).or_else(|| {
        let is_none = NO_COLUMN.iter().any(|word| fold(bare).starts_with(word));
        nearest_named::<Column>(bare, &[]).filter(|_| !is_none)
    })
}

/// Units of tariffs other than a day, folded.
const OTHER_UNITS: [&str; 7] = ["time", "maaned", "mdr", "pr.md", "/md", "uge", "/aar"];

/// True for a heading whose figures would be read wrongly as those of the column: thousands, a number for a percentage, a
/// tariff for other than a day, which needs the column `enhed` too.
fn is_in_other_unit(heading: &str, name: &str) -> bool {
    let Some((column, _)) = known(name).filter(|(column, _)| is_amount(*column)) else { return false };
    let folded = fold(heading);
    let is_of_time = matches!(column, Column::Tariff | Column::WageSupplement);
    scale::stands_in(heading)
        || (column == Column::Occupancy && folded.contains("antal"))
        || (is_of_time && OTHER_UNITS.iter().any(|unit| folded.contains(unit)))
}

/// How headings begin, folded, that officials write for what is no column and that are near the name of one.
const NO_COLUMN: [&str; 4] = ["bemaerkning", "cvr", "kommentar", "note"];

/// A heading without what stands in brackets: a unit, or an explanation.
fn without_brackets(heading: &str) -> String {
    let mut depth = 0_usize;
    let kept = heading.chars().map(|c| match c {
        '(' | '[' => {
            depth += 1;
            ' '
        }
        ')' | ']' => {
            depth = depth.saturating_sub(1);
            ' '
        }
        '–' | '—' => ' ',
        c if depth == 0 => c,
        _ => ' ',
    });
    kept.collect::<String>().trim().to_owned()
}

/// The year of a heading with a blank before it, or nothing, and its other words.
fn without_year(heading: &str) -> (String, String) {
    let is_year = |word: &&str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let year = heading.split_whitespace().find(is_year);
    let rest: Vec<&str> = heading.split_whitespace().filter(|word| Some(*word) != year).collect();
    (year.map(|year| format!(" {year}")).unwrap_or_default(), rest.join(" "))
}

/// Words that officials write for a column.
const OTHER_WORDS: [(Column, &[&str]); 8] = [
    (Column::Offer, &["nr", "nr.", "nummer", "tilbudsnr", "tilbudsnr.", "tilbudsnummer"]),
    (Column::OfferName, &["navn", "tilbudsnavn", "tilbuddets navn", "navn på tilbud"]),
    (Column::Operator, &["leverandør", "driftsherrekode", "driftskommune"]),
    (Column::LegalBasis, &["bevilling/paragraf", "paragraf/bevilling", "lovgrundlag", "hjemmel", "§"]),
    (Column::Places, &["antal pladser", "pladsantal", "normerede pladser", "pladser i alt"]),
    (Column::Occupancy, &["belægningsprocent", "belægning i procent", "belægning i pct.", "belægning %"]),
    (
        Column::Tariff,
        &["døgntakst", "dagstakst", "takst pr. døgn", "takst pr. dag", "døgnpris", "takst kr.", "takst i kr."],
    ),
    (Column::TariffBasis, &["takstgrundlag", "beregningsgrundlag", "grundlag for takst"]),
];

fn other_word(heading: &str) -> Option<Column> {
    let heading = fold(heading);
    let found = OTHER_WORDS.iter().find(|(_, words)| words.iter().any(|word| fold(word) == heading));
    found.map(|(column, _)| *column)
}

/// Where each header stands, and its headings.
fn headings(name: &Arc<str>, bytes: Bytes, mistakes: &mut Mistakes) -> Result<Vec<(Place, Vec<String>)>, Problem> {
    let beginning = bytes.piece(0, BEGINNING)?;
    #[cfg(feature = "workbooks")]
    if let Some(kind) = crate::workbook::Kind::of(&beginning) {
        return Ok(crate::workbook::headings(name, &bytes.whole()?, kind, mistakes));
    }
    if Notation::of(name, &beginning).is_some() {
        return Ok(Vec::new());
    }
    let text = Text::open(name, bytes)?;
    let Some((dialect, start)) = first_line(&text, mistakes)? else { return Ok(Vec::new()) };
    header(&Parted { text, dialect }, start).map(Vec::from_iter)
}

/// The headings of the record that begins here.
pub(crate) fn header(source: &dyn Source, start: Start) -> Result<Option<(Place, Vec<String>)>, Problem> {
    let mut found = None;
    source.each(start, &mut |record| {
        let values = |cells: &Vec<Cell<'_>>| cells.iter().map(|cell| cell.value.clone().into_owned()).collect();
        found = record.cells.as_ref().ok().map(|cells| (source.row_place(record), values(cells)));
        ControlFlow::Break(())
    })?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{read_bytes, read_bytes_as};

    fn guess(text: &str) -> String {
        let mut guess = Guess::default();
        guess.add("f.csv", text.as_bytes()).unwrap();
        guess.to_toml(Lang::Da)
    }

    #[test]
    fn headings_are_known_guessed_or_named() {
        let toml = guess("Tilbud ID;Drifts-herre;Tarif 2024;Bemærkning \"x\";tilbud_id\n");
        assert_eq!(
            toml,
            "schema = 1\n\n[columns]\n# f.csv:1:1\n\"Tilbud ID\" = \"tilbud_id\"\n\"Drifts-herre\" = \"driftsherre\"\n\
             \"Tarif 2024\" = \"tariff 2024\" # gættet: se efter\n\
             # \"Bemærkning \\\"x\\\"\" = \"\" # ikke genkendt: skriv en kolonne, eller \"\" for ikke at læse den, og fjern #\n"
        );
        assert!(Columns::read("k.toml", toml.as_bytes()).is_ok());
    }

    #[test]
    fn guesses_know_numbers_and_short_years_and_name_no_column_twice() {
        let toml = guess("Nr.;Tilbuds id;Takst24;Takts 25;Tarif 2025;Takst 26;takst 2026\n");
        let guesses: Vec<&str> = toml.lines().filter(|line| line.starts_with('"')).collect();
        assert_eq!(
            guesses,
            [
                "\"Nr.\" = \"tilbud_id\" # gættet: se efter",
                "\"Takst24\" = \"takst 2024\" # gættet: se efter",
                "\"Takts 25\" = \"takst 2025\" # gættet: se efter",
                "\"takst 2026\" = \"takst 2026\"",
            ]
        );
    }

    #[test]
    fn headings_as_officials_write_them() {
        let guess =
            |heading: &str| guessed(heading).filter(|name| !is_in_other_unit(heading, name)).unwrap_or_default();
        for (heading, name) in [
            ("Takst 2024 (kr./dag)", "takst 2024"),
            ("Takst 2024 [kr. pr. døgn]", "takst 2024"),
            ("Takst\n2024", "takst 2024"),
            ("Regnskab 2018 – takstberegningsgrundlag", "regnskab 2018 takstberegningsgrundlag"),
            ("Antal pladser 2024", "pladser 2024"),
            ("Døgntakst 2025*", "takst 2025"),
            ("Leverandør", "driftsherre"),
            ("Bevilling/paragraf", "paragraf"),
            ("Belægning (%)", "belægning"),
            ("Købere (kommunekoder)", "købere"),
            ("Takst 2024 (kr./time)", ""),
            ("Takst 2024 (pr. måned)", ""),
            ("Takst pr. md. 2025", ""),
            ("Takst 2024 (1.000 kr.)", ""),
            ("Takstberegningsgrundlag 2024 (t.kr.)", ""),
            ("Resultat 2023 i t.kr.", ""),
            ("Omsætning 2023 (mio. kr.)", ""),
            ("Belægning 2024 (antal)", ""),
            ("Takstberegningsgrundlag 2024 (kr./år)", "takstberegningsgrundlag 2024"),
            ("CVR", ""),
            ("Bemærkninger", ""),
        ] {
            assert_eq!(guess(heading), name, "{heading}");
        }
        assert_eq!(
            known("Regnskab 2018 - takstberegningsgrundlag").map(|(column, _)| column),
            Some(Column::TariffBasis)
        );
    }

    #[test]
    fn a_guess_reads_what_is_read_without_it() {
        for text in [
            "tilbud_id;driftsherre;takst 2024;regnskab 2018 takstberegningsgrundlag\nB1;740;1;2\n",
            "offer,operator,year,tariff\nB1,740,2025,1\n",
        ] {
            let columns = Columns::read("k.toml", guess(text).as_bytes()).unwrap();
            let told = |rows: &[rammeaftale::Row]| format!("{rows:?}");
            let (with, without) = (read_bytes_as("f", text.as_bytes(), &columns), read_bytes("f", text.as_bytes()));
            assert_eq!(told(with.rows()), told(without.rows()));
            assert!(!with.rows().is_empty() && with.mistakes().is_empty());
        }
    }
}
