//! Numbers such as `812.500` and `2,450` where nothing else in the table shows what their mark stands before.

use super::digits::{Measure, parse};
use super::marks::{Marks, marks};
use crate::file::dialect::Dialect;
use crate::mistake::{Problem, shown};
use rammeaftale::diag::{Code, Diagnostic, Place};
use rammeaftale::portfolio::Column;

/// The first number of a kind as it stands and as it is read, and how many there are more.
#[derive(Debug)]
struct Doubtful {
    place: Place,
    column: Column,
    text: String,
    read: String,
    others: usize,
}

/// What the numbers of a table, so far as it is read, show of their marks.
#[derive(Debug, Default)]
pub(crate) struct Points {
    /// Points stand among thousands.
    is_settled: bool,
    /// Decimals of kroner follow a comma, though never three.
    has_decimals: bool,
    /// Kroner have three decimals or more.
    has_thousandths: bool,
    point: Option<Doubtful>,
    comma: Option<Doubtful>,
}

impl Points {
    /// True for a number that says nothing new, however its marks stand; most do not once some have been seen.
    pub(crate) fn know(&self, text: &str) -> bool {
        self.is_settled && self.has_decimals && (self.has_thousandths || !has_three_decimals(text))
    }

    /// Looks at a number; `is_typed` where it stands as a person wrote it, and not as a spreadsheet's cell holds it.
    pub(crate) fn see(&mut self, column: Column, text: &str, is_typed: bool, place: impl FnOnce() -> Place) {
        let is_kroner = !matches!(column, Column::Places | Column::Occupancy);
        let doubtful = match marks(text) {
            Marks::Nothing => return,
            found @ (Marks::Comma | Marks::Points) => {
                self.is_settled |= is_typed || found == Marks::Points;
                // `1.250,-` has no decimals, and those of percentages say nothing of kroner.
                self.has_decimals |= is_typed && is_kroner && has_ore(text);
                self.has_thousandths |= is_typed && is_kroner && has_three_decimals(text);
                return;
            }
            Marks::DoubtfulComma if !is_typed || !is_kroner => return,
            Marks::DoubtfulComma => &mut self.comma,
            Marks::DoubtfulPoint => &mut self.point,
        };
        let measure = if column == Column::Occupancy { Measure::Percent } else { Measure::Kroner };
        let Ok(number) = parse(text, Dialect::Danish, measure) else { return };
        match doubtful {
            Some(first) => first.others += 1,
            None => {
                let (text, read) = (text.to_owned(), number.normalize().to_string().replace('.', ","));
                *doubtful = Some(Doubtful { place: place(), column, text, read, others: 0 });
            }
        }
    }

    /// What is told of marks that may be meant otherwise: a warning of points, which are read as the dialect has them,
    /// and of commas where others stand before decimals; else a mistake, since kroner seldom have three.
    pub(crate) fn doubt(self) -> impl Iterator<Item = Diagnostic> {
        let with_point = self.point.filter(|_| !self.is_settled).map(|first| point(&first).warning_at(first.place));
        let with_comma = self.comma.filter(|_| !self.has_thousandths).map(|first| match self.has_decimals {
            true => comma(&first).warning_at(first.place),
            false => comma(&first).at(first.place),
        });
        with_point.into_iter().chain(with_comma)
    }
}

/// A number as it is read and as it may be meant, with how many others stand so.
fn either(first: &Doubtful, meant: &str) -> Problem {
    let (cell, read) = (shown(&first.text), &first.read);
    let (others_da, others_en) = match first.others {
        0 => (String::new(), String::new()),
        1 => ("; 1 tal til står sådan".to_owned(), "; 1 more number stands so".to_owned()),
        more => (format!("; {more} tal til står sådan"), format!("; {more} more numbers stand so")),
    };
    Problem::new(
        Code::AmbiguousNumber,
        format!("{cell} i `{}` læses som {read}, men kan være ment som {meant}{others_da}", first.column.danish()),
        format!("{cell} in `{}` is read as {read}, but may be meant as {meant}{others_en}", first.column),
    )
}

fn point(first: &Doubtful) -> Problem {
    let (read, bare) = (&first.read, bare(&first.text).replace('.', ","));
    let meant = format!("{bare}0");
    either(first, bare.trim_end_matches('0').trim_end_matches(','))
        .note(
            "i projektmapper og filer skilt af `;` skiller punktum tusinder, men intet tal her viser, at det er ment sådan",
            "in workbooks and files parted by `;` points stand among thousands, but no number here shows that they are meant so",
        )
        .help(
            format!("skriv `{read}`, eller `{meant}` hvis punktummet står før decimaler"),
            format!("write `{read}`, or `{meant}` if the point stands before decimals"),
        )
}

fn comma(first: &Doubtful) -> Problem {
    let bare = bare(&first.text);
    let decimals = format!("{bare}0");
    let meant = bare.replace(',', "");
    either(first, &meant)
        .note(
            "i projektmapper og filer skilt af `;` står decimaler efter komma, men kroner har sjældent tre",
            "in workbooks and files parted by `;` decimals follow a comma, but kroner seldom have three",
        )
        .help(
            format!("skriv `{meant}`, eller `{decimals}` hvis kommaet står før decimaler"),
            format!("write `{meant}`, or `{decimals}` if the comma stands before decimals"),
        )
}

/// The number without its unit, with its minus.
fn bare(text: &str) -> String {
    let minus = if text.contains(['-', '\u{2212}']) { "-" } else { "" };
    format!("{minus}{}", text.trim_matches(|c: char| !c.is_ascii_digit()))
}

/// True for a comma with digits behind it.
fn has_ore(text: &str) -> bool {
    text.rsplit_once(',').is_some_and(|(_, decimals)| decimals.starts_with(|c: char| c.is_ascii_digit()))
}

/// True for a comma with three digits or more behind it.
fn has_three_decimals(text: &str) -> bool {
    let bytes = text.as_bytes();
    let decimals = bytes.iter().rposition(|byte| *byte == b',').and_then(|at| bytes.get(at + 1..)).unwrap_or_default();
    decimals.iter().take_while(|byte| byte.is_ascii_digit()).count() >= 3
}

#[cfg(test)]
mod tests {
    use super::bare;
    use crate::read_bytes;

    /// The severity and code of what is told of some amounts in a file of tariffs and places.
    fn told(cells: &[(&str, &str)]) -> String {
        let rows: String = cells.iter().map(|(tariff, places)| format!("B;740;2025;{tariff};{places}\n")).collect();
        let sheet = read_bytes("f", format!("tilbud_id;driftsherre;år;takst;pladser\n{rows}").as_bytes());
        let word = |one: &rammeaftale::diag::Diagnostic| format!("{:?} {}", one.severity, one.message.en);
        sheet.mistakes().iter().map(word).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn one_mark_before_three_digits_is_doubtful_until_another_number_settles_it() {
        let comma = "`2,450` in `tariff` is read as 2,45, but may be meant as 2450";
        assert_eq!(told(&[("2,450", ""), ("812,500", "")]), format!("Error {comma}; 1 more number stands so"));
        assert_eq!(told(&[("2.450", "")]), "Warning `2.450` in `tariff` is read as 2450, but may be meant as 2,45");
        assert_eq!(told(&[("2.450", ""), ("1.234,50", "")]), "");
        for read in ["1.234,50", "284,5", "284,50 kr."] {
            assert_eq!(told(&[("2,450", ""), (read, "")]), format!("Warning {comma}"), "{read}");
            assert_eq!(told(&[("1.234,50", ""), (read, ""), ("2,450", "")]), format!("Warning {comma}"), "{read}");
        }
        for settled in ["0,450", "2450,125"] {
            assert_eq!(told(&[("2,450", ""), (settled, ""), ("1.234,50", "")]), "", "{settled}");
        }
        for open in [&[("2,450", ""), ("1.250,-", "")], &[("2,450", ""), ("8", "12,5")]] {
            assert_eq!(told(open), format!("Error {comma}"), "{open:?}");
        }
        for cells in [("0,450", ""), ("2450,125", ""), ("2,4500", ""), ("", "12,375")] {
            assert_eq!(told(&[cells]), "", "{cells:?}");
        }
    }

    #[test]
    fn what_is_proposed_keeps_its_minus() {
        assert_eq!(["-2,450", "\u{2212}80,500 kr.", "2,450"].map(bare), ["-2,450", "-80,500", "2,450"]);
    }
}
