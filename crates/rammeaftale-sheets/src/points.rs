//! Numbers such as `812.500` where nothing else in the file shows that points stand among thousands.

use crate::dialect::Dialect;
use crate::digits::{Marks, Measure, marks, parse};
use crate::mistake::{Problem, shown};
use rammeaftale::diag::{Code, Diagnostic, Place};
use rammeaftale::portfolio::Column;

/// A number as it stands and as it is read.
#[derive(Debug)]
struct Doubtful {
    place: Place,
    column: Column,
    text: String,
    read: String,
}

/// What the numbers of a table, so far as it is read, show of their points.
#[derive(Debug, Default)]
pub(crate) struct Points {
    is_settled: bool,
    first: Option<Doubtful>,
    others: usize,
}

impl Points {
    /// Looks at a number; `is_typed` where it stands as a person wrote it, and not as a spreadsheet's cell holds it.
    pub(crate) fn see(&mut self, column: Column, text: &str, is_typed: bool, place: impl FnOnce() -> Place) {
        if self.is_settled {
            return;
        }
        match marks(text) {
            Marks::Nothing => {}
            Marks::Comma => self.is_settled = is_typed,
            Marks::Points => self.is_settled = true,
            Marks::Doubtful => {
                let measure = if column == Column::Occupancy { Measure::Percent } else { Measure::Kroner };
                let Ok(number) = parse(text, Dialect::Danish, measure) else { return };
                match self.first {
                    Some(_) => self.others += 1,
                    None => {
                        let (text, read) = (text.to_owned(), number.to_string());
                        self.first = Some(Doubtful { place: place(), column, text, read });
                    }
                }
            }
        }
    }

    /// The warning, where the points may be meant otherwise.
    pub(crate) fn doubt(self) -> Option<Diagnostic> {
        let Doubtful { place, column, text, read } = self.first.filter(|_| !self.is_settled)?;
        let (cell, meant) = (shown(&text), text.trim_matches(|c: char| !c.is_ascii_digit()).replace('.', ","));
        let (others_da, others_en) = match self.others {
            0 => (String::new(), String::new()),
            1 => (", og 1 tal til er læst sådan".to_owned(), ", and 1 more number is read so".to_owned()),
            more => (format!(", og {more} tal til er læst sådan"), format!(", and {more} more numbers are read so")),
        };
        let problem = Problem::new(
            Code::AmbiguousNumber,
            format!("{cell} i `{}` er læst som `{read}`{others_da}", column.danish()),
            format!("{cell} in `{column}` is read as `{read}`{others_en}"),
        )
        .note(
            "i projektmapper og filer skilt af `;` skiller punktum tusinder, men intet tal her viser, at det er ment sådan",
            "in workbooks and files parted by `;` points stand among thousands, but no number here shows that they are meant so",
        )
        .help(
            format!("skriv `{read}`, eller `{meant}` hvis punktummet står før decimaler"),
            format!("write `{read}`, or `{meant}` if the point stands before decimals"),
        );
        Some(problem.warning_at(place))
    }
}
