//! The headings of files and what they are taken for, as a file of columns to review.

mod headings;

use crate::file::bytes::Bytes;
use crate::fold::fold;
use crate::heading::guessed::{Why, guessed, known};
use crate::heading::period::{Named, is_of_notes, title};
use crate::heading::remedy::{of_first_word, otherwise, remedy};
use crate::mistake::{Mistakes, Problem};
use crate::said::Saying;
use crate::write::quoted;
use headings::headings;
use rammeaftale::diag::{Diagnostic, Place};
use rammeaftale::portfolio::Column;
use rammeaftale::text::{self, Lang, is_unseen};
use std::collections::BTreeSet;
use std::io::Read;
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
    Guessed(String, Why),
    /// Near a column that takes figures of another kind.
    Other(Saying),
    Notes,
    Unknown,
}

/// A heading longer than this is none.
const LONGEST: usize = 200;

impl Guess {
    /// Adds the headings of a file: of every sheet in a workbook, of CSV; JSON and TOML have none.
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
            None if is_of_notes(&heading) => Taken::Notes,
            None => match guessed(&heading) {
                Some((name, why)) => match (otherwise(&heading, &name), known(&name)) {
                    (Some(other), _) => Taken::Other(other),
                    (None, Some(named)) if !taken.contains(&named) => {
                        taken.push(named);
                        Taken::Guessed(name, why)
                    }
                    _ => Taken::Unknown,
                },
                None => of_first_word(&heading).map_or(Taken::Unknown, Taken::Other),
            },
        };
        self.lines.push(Line::Heading(heading, taken));
    }

    /// A file of [`Columns`](crate::Columns) in TOML. Only what is a column's name is given a column; what is guessed, and what is like
    /// none, stands in a comment with the reason.
    pub fn to_toml(&self, lang: Lang) -> String {
        let mut out = "schema = 1\n\n[columns]\n".to_owned();
        for line in &self.lines {
            let line = match line {
                Line::Header(place) => {
                    let tame = |c: char| if is_unseen(c) { char::REPLACEMENT_CHARACTER } else { c };
                    format!("# {}", place.to_string().chars().map(tame).collect::<String>())
                }
                Line::Heading(heading, Taken::Known(da, en)) => {
                    format!("{} = \"{}\"", quoted(heading), if lang == Lang::Da { da } else { en })
                }
                Line::Heading(heading, Taken::Guessed(name, why)) => {
                    format!("# {} = \"{name}\" # {}", quoted(heading), guess(*why).get(lang))
                }
                Line::Heading(heading, Taken::Other(other)) => {
                    format!("# {} = \"\" # {}", quoted(heading), remedy(*other).get(lang))
                }
                Line::Heading(heading, Taken::Notes) => {
                    format!("# {} = \"\" # {}", quoted(heading), notes().get(lang))
                }
                Line::Heading(heading, Taken::Unknown) => {
                    format!("# {} = \"\" # {}", quoted(heading), unknown().get(lang))
                }
            };
            out.push_str(&line);
            out.push('\n');
        }
        out
    }
}

fn guess(why: Why) -> text::Text {
    let (da, en) = match why {
        Why::OtherWord => ("ordet bruges om kolonnen", "the word is used for the column"),
        Why::Beside => ("kolonnens navn med noget ved siden af", "the column's name with something beside it"),
        Why::Near => ("ligner kolonnens navn", "like the column's name"),
    };
    text::Text::new(
        format!("gættet: {da}; se efter, og fjern det første #, hvis det passer"),
        format!("guessed: {en}; have a look, and remove the first # if it is right"),
    )
}

fn notes() -> text::Text {
    text::Text::new(
        "bemærkninger: læses ikke; fjern #, så siges det ikke mere",
        "notes: not read; remove #, and that is told no more",
    )
}

fn unknown() -> text::Text {
    text::Text::new(
        "ikke genkendt: skriv en kolonne, eller \"\" for ikke at læse den, og fjern #",
        "not recognised: write a column, or \"\" for it not to be read, and remove #",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Columns, read_bytes, read_bytes_as};

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
             # \"Tarif 2024\" = \"tariff 2024\" # gættet: ligner kolonnens navn; se efter, og fjern det første #, hvis det passer\n\
             # \"Bemærkning \\\"x\\\"\" = \"\" # bemærkninger: læses ikke; fjern #, så siges det ikke mere\n"
        );
        assert!(Columns::read("k.toml", toml.as_bytes()).is_ok());
    }

    #[test]
    fn guesses_know_numbers_and_short_years_and_name_no_column_twice() {
        let toml = guess("Nr.;Tilbuds id;Takst24;Takts 25;Tarif 2025;Takst 26;takst 2026\n");
        let guesses: Vec<&str> = toml.lines().filter_map(|line| line.split(" # gættet: ").next()).skip(3).collect();
        let unknown = |heading: &str| {
            format!(
                "# \"{heading}\" = \"\" # ikke genkendt: skriv en kolonne, eller \"\" for ikke at læse den, og fjern #"
            )
        };
        assert_eq!(
            guesses,
            [
                "# f.csv:1:1",
                "# \"Nr.\" = \"tilbud_id\"",
                &unknown("Tilbuds id"),
                "# \"Takst24\" = \"takst 2024\"",
                "# \"Takts 25\" = \"takst 2025\"",
                &unknown("Tarif 2025"),
                &unknown("Takst 26"),
                "\"takst 2026\" = \"takst 2026\"",
            ]
        );
    }

    #[test]
    fn a_heading_of_another_unit_or_with_a_sign_is_not_guessed() {
        let toml = guess(
            "Egenbetaling pr. md.;Resultat (underskud);Underskud 2023;Mer-/mindreforbrug;Takst 2025 (t.kr.);Omkostninger;Adresse;Budget\n",
        );
        let reasons: Vec<&str> =
            toml.lines().filter_map(|line| line.split(" = \"\" # ").nth(1)?.split([':', ' ']).next()).collect();
        assert_eq!(reasons, ["i", "nævner", "nævner", "nævner", "i", "ikke", "ikke", "ikke"], "{toml}");
    }

    #[test]
    fn headings_are_found_below_a_title() {
        for (text, line) in [
            ("Takster 2025;;\n\ntilbud_id;driftsherre;Pris\nB1;Silkeborg;5\n", 3),
            ("Takster;i kr.\nNr.;Navn;Kommune;Pris\n1;Birk;740;5\n", 2),
            (";;2024\ntilbud_id;driftsherre;takst\nB1;740;5\n", 2),
        ] {
            let toml = guess(text);
            assert!(toml.contains(&format!("# f.csv:{line}:1\n")), "{toml}");
        }
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
