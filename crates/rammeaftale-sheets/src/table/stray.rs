//! Rows below the header that are no rows of the portfolio: the header again, another table, a note.

use super::Table;
use crate::file::lex::{Cell, Record};
use crate::fold::fold;
use crate::heading::is_amount;
use crate::heading::period::named;
use crate::mistake::{Mistakes, Problem, shown};
use rammeaftale::diag::{Code, Diagnostic, Place};
use rammeaftale::portfolio::Column;

/// What a row is that is none of the portfolio's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Note,
    /// The first of another table: what follows is no more of this one.
    OtherTable,
    Unclear,
}

/// What is told of a row that is none.
#[derive(Debug)]
pub(crate) struct Stray {
    pub(crate) told: Diagnostic,
    pub(crate) kind: Kind,
}

impl Table<Column> {
    /// True where its headings tell budgets and accounts apart.
    pub(crate) fn parts_figures(&self) -> bool {
        let says = |heading: &String| ["budget", "regnskab", "reali"].iter().any(|word| fold(heading).contains(word));
        !self.periods.is_empty() && self.headings.iter().any(says)
    }

    /// True for a row that says the headings again, as those do that are printed on each page; it is told.
    pub(crate) fn is_header_again(&self, record: &Record<'_>, cells: &[Cell<'_>], mistakes: &mut Mistakes) -> bool {
        let is_again = self.headings.iter().map(String::as_str).eq(cells.iter().map(|cell| cell.text()));
        if is_again {
            mistakes.push(header_again().warning_at(self.row_place(record)));
        }
        is_again
    }

    /// The name of a value below the table, as `Dato` beside `12-11-2024`: the first of two cells of which none is an amount.
    fn label<'r>(&self, cells: &'r [Cell<'_>]) -> Option<&'r str> {
        let mut filled = cells.iter().map(|cell| cell.text()).filter(|text| !text.is_empty());
        let first = filled.next()?;
        let is_pair = filled.next().is_some() && filled.next().is_none();
        let mut amounts = self.all.cells(cells).filter(|(column, _)| is_amount(*column));
        (is_pair && is_label(first) && amounts.all(|(_, cell)| cell.text().is_empty())).then_some(first)
    }

    /// Why a row with other cells than those of its offer is none: it begins another table, or it is a note.
    pub(crate) fn no_row(&self, record: &Record<'_>, cells: &[Cell<'_>]) -> Option<Stray> {
        let text = |wanted| self.common.cell(wanted, cells).map(Cell::text);
        let (offer, operator) = (text(Column::Offer)?, text(Column::Operator)?);
        if operator.starts_with(char::is_alphabetic) && named::<Column>(operator).is_some() {
            return Some(Stray { told: table_below().at(self.row_place(record)), kind: Kind::OtherTable });
        }
        if let Some(label) = self.label(cells) {
            return Some(Stray { told: note(label, self.row_place(record)), kind: Kind::Note });
        }
        if !offer.is_empty() && !operator.is_empty() {
            return None;
        }
        let mut filled = cells.iter().map(|cell| cell.text()).filter(|text| !text.is_empty());
        let (first, second) = (filled.next()?, filled.next());
        let has_figures = || {
            let is_figure = |column| is_amount(column) || column == Column::Year;
            self.all.cells(cells).any(|(column, cell)| is_figure(column) && !cell.text().is_empty())
        };
        let is_sum = || {
            let mut read = self.all.cells(cells).filter(|(_, cell)| !cell.text().is_empty());
            read.all(|(column, _)| is_amount(column))
        };
        let place = || self.row_place(record);
        let (told, kind) = match second {
            None if is_words(first) && (first != offer || !is_key(first)) => (note(first, place()), Kind::Note),
            None => (lonely(first).at(place()), Kind::Unclear),
            Some(_) if begins_note(first) && !has_figures() => (note(first, place()), Kind::Note),
            Some(_) if is_sum() && !cells.iter().any(|cell| cell.value.contains(|c: char| c.is_ascii_digit())) => {
                (units_below().at(place()), Kind::Note)
            }
            Some(_) if is_sum() => (unnamed_sum().at(place()), Kind::Unclear),
            Some(_) => return None,
        };
        Some(Stray { told, kind })
    }
}

/// Names of what may stand below a table with its value beside it, folded.
const LABELS: [&str; 19] = [
    "dato",
    "date",
    "udskrevet",
    "opdateret",
    "senestopdateret",
    "udarbejdet",
    "udarbejdetaf",
    "version",
    "kontakt",
    "kontaktperson",
    "telefon",
    "tlf.",
    "mail",
    "email",
    "niveau",
    "prisniveau",
    "pl",
    "enhed",
    "journalnr.",
];

/// True for the name of such a value.
fn is_label(text: &str) -> bool {
    text.ends_with(':') && !is_key(text) || LABELS.contains(&fold(text.trim_end_matches(':')).as_str())
}

/// What is told of a line that is a note and stands in fewer cells than the header has; none of another.
pub(super) fn note_line(cells: &[Cell<'_>], headings: usize, place: impl Fn() -> Place) -> Option<Diagnostic> {
    let (first, others) = cells.split_first().filter(|_| cells.len() < headings)?;
    let first = first.text();
    let is_text = |cell: &Cell<'_>| cell.text().is_empty() || is_words(&cell.value);
    let is_pair = is_label(first) && matches!(others, [_]);
    let is_note = begins_note(first) || is_pair || (others.is_empty() && is_words(first) && !is_key(first));
    (is_pair || is_note && others.iter().all(is_text)).then(|| note(first, place()))
}

/// True for a text that is no number.
fn is_words(text: &str) -> bool {
    text.contains(|c: char| c.is_alphabetic() || c == '§')
}

/// True for what may be the key of an offer, as `B7`.
fn is_key(text: &str) -> bool {
    !text.contains(char::is_whitespace) && text.contains(|c: char| c.is_ascii_digit()) && !text.starts_with('§')
}

/// How notes begin, folded.
const NOTES: [&str; 8] = ["note", "noter", "kilde", "kilder", "bemaerk", "bemaerkning", "obs", "anm."];

/// True for `Kilde: budgettet` and `* opdigtet`.
fn begins_note(text: &str) -> bool {
    let word = text.split([':', ' ']).next().unwrap_or_default();
    text.starts_with('*') || (text.contains(':') && NOTES.contains(&fold(word).as_str()))
}

fn header_again() -> Problem {
    Problem::new(
        Code::NotRead,
        "rækken er ikke læst: overskrifterne står her igen",
        "the row is not read: the headings stand here again",
    )
    .help("slet rækken, når du ikke har brug for den mere", "delete the row when you need it no more")
}

fn table_below() -> Problem {
    Problem::new(
        Code::NotRead,
        "her begynder en ny tabel med sine egne overskrifter; den og det, der står under den, er ikke læst",
        "a new table with headings of its own begins here; it and what stands below it are not read",
    )
    .help("flyt tabellen til et ark eller en fil for sig", "move the table to a sheet or a file of its own")
}

fn note(text: &str, place: Place) -> Diagnostic {
    let text = shown(text);
    let problem = Problem::new(
        Code::NotRead,
        format!("rækken {text} har ingen tal og er ikke læst"),
        format!("the row {text} has no figures and is not read"),
    );
    problem.help("udfyld rækken, hvis den er et tilbud", "fill in the row if it is an offer").warning_at(place)
}

fn unnamed_sum() -> Problem {
    Problem::new(
        Code::MissingCell,
        "rækken har tal, men hverken tilbud eller driftsherre",
        "the row has figures, but neither offer nor operator",
    )
    .help(
        "skriv `I alt` i `tilbud_id`, eller slet rækken, hvis den er en sum; udfyld den ellers",
        "write `Total` in `offer`, or delete the row, if it is a total; else fill it in",
    )
}

/// A row such as `kr.` and `stk.` below headings.
fn units_below() -> Problem {
    Problem::new(
        Code::MissingCell,
        "rækken har ord, hvor der skal stå tal, og hverken tilbud eller driftsherre",
        "the row has words where numbers must stand, and neither offer nor operator",
    )
    .help(
        "slet rækken; er det enheder, så skriv takstens i kolonnen `enhed`, og regn andre beløb om til kroner",
        "delete the row; if it holds units, write that of the tariff in the column `tariff_unit`, and convert others to kroner",
    )
}

fn lonely(text: &str) -> Problem {
    let text = shown(text);
    Problem::new(
        Code::MissingCell,
        format!("rækken har kun én udfyldt celle, {text}"),
        format!("the row has only one filled cell, {text}"),
    )
    .help(
        "slet den eller flyt den til et andet ark, hvis det er en note; udfyld ellers rækken",
        "delete it or move it to another sheet if it is a note; else fill in the row",
    )
}

#[cfg(test)]
mod tests {
    use crate::read_bytes;

    /// The codes of what is told of a row below a header, errors in capitals, and how many rows are read.
    fn told(row: &str) -> (Vec<String>, usize) {
        let text = format!("tilbud_id;tilbud;driftsherre;år;takst\nB1;Birk;740;2025;5\n{row}\n");
        let sheet = read_bytes("f", text.as_bytes());
        let code = |one: &rammeaftale::diag::Diagnostic| match one.is_error() {
            true => one.code.as_str().to_uppercase(),
            false => one.code.as_str().to_owned(),
        };
        (sheet.mistakes().iter().map(code).collect(), sheet.rows().len())
    }

    #[test]
    fn what_is_evidently_no_row_is_a_warning_and_what_may_be_one_a_mistake() {
        for row in [
            "Voksenområdet;;;;",
            "§ 107;;;;",
            "§107;;;;",
            "Kilde: budgettet",
            ";;;;ingen takster",
            "Note: alt er;i løbende priser;;;",
            "* opdigtet;;",
            "Dato;12-11-2024;;;",
            "Kontakt:;Lise Holm, 8970 1000;;;",
            "Dato;12-11-2024",
        ] {
            assert_eq!(told(row), (vec!["not-read".to_owned()], 1), "{row}");
        }
        for row in [
            "B7;;;;",
            "B7",
            "7;;;;",
            ";;;;7",
            "* Birk;;;2025;5",
            "* Birk;740;2025",
            "Note: x;;;;5",
            "B7:;740;;;",
            "Birkely;Silkebrog;;;",
        ] {
            let (codes, rows) = told(row);
            assert!(rows == 1 && codes.iter().any(|code| code.starts_with(char::is_uppercase)), "{row}: {codes:?}");
        }
        assert_eq!(told(";;;;5,5").0, ["MISSING-CELL"]);
        let text = "tilbud_id;driftsherre;år;takst;pladser\n;;;kr.;antal\nB1;740;2025;5;\n";
        let told = read_bytes("f", text.as_bytes()).mistakes()[0].message.en.clone();
        assert!(told.starts_with("the row has words where numbers must stand"), "{told}");
        // What its words say is told in its place, where that does not hold.
        for (unit, codes) in [("t.kr.", vec!["told-otherwise"]), ("kr./døgn", vec![])] {
            let text = format!("tilbud_id;driftsherre;år;takst;pladser\n;;;{unit};antal\nB1;740;2025;5;\n");
            let sheet = read_bytes("f", text.as_bytes());
            let told: Vec<&str> = sheet.mistakes().iter().map(|one| one.code.as_str()).collect();
            assert_eq!((told, sheet.rows().len()), (codes, 1), "{unit}");
        }
        // Words that hold of the amounts take no figures with them.
        let text = "tilbud_id;driftsherre;år;takst;resultat\nB1;740;2025;5;\n;;;7;2025-priser\n";
        assert!(read_bytes("f", text.as_bytes()).mistakes().iter().any(|one| one.is_error()));
    }
}
