//! What all rows of an offer must say alike.

use super::{Check, Numbered};
use crate::diag::{Code, Diagnostic};
use crate::portfolio::{Authority, Column, Figure, Level, Row};
use crate::quantity::Kroner;
use crate::text::Text;
use std::fmt::Display;

impl Check<'_> {
    /// One value for all rows, or an error that names two rows which differ.
    pub(super) fn agreed<'r, T, F>(&mut self, rows: &[Numbered<'r>], column: Column, get: F) -> Option<&'r T>
    where
        T: PartialEq + Display + ?Sized,
        F: Fn(&'r Row) -> Option<&'r T>,
    {
        let mut given = rows.iter().filter_map(|(number, row)| Some((*number, get(row)?)));
        let (first, value) = given.next()?;
        for (number, other) in given {
            if other != value {
                self.contradiction(rows, column, (first, &value.to_string()), (number, &other.to_string()));
            }
        }
        Some(value)
    }

    pub(super) fn agreed_amount(
        &mut self,
        rows: &[Numbered<'_>],
        column: Column,
        get: impl Fn(&Row) -> Option<Kroner>,
    ) -> Figure {
        let given: Vec<(usize, Kroner)> = rows.iter().filter_map(|(number, row)| Some((*number, get(row)?))).collect();
        let Some((first, value)) = given.first().copied() else { return Figure::Unknown };
        for (number, other) in given.iter().skip(1).filter(|(_, other)| *other != value) {
            self.contradiction(rows, column, (first, &value.to_string()), (*number, &other.to_string()));
        }
        Figure::Given(value)
    }

    pub(super) fn agreed_buyers(&mut self, rows: &[Numbered<'_>]) -> Option<Vec<Authority>> {
        let list = |buyers: &[Authority]| {
            let mut buyers = buyers.to_vec();
            buyers.sort();
            buyers.dedup();
            buyers
        };
        let mut given = rows.iter().filter_map(|(number, row)| Some((*number, list(row.buyers.as_ref()?))));
        let (first, value) = given.next()?;
        let show = |buyers: &[Authority]| buyers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        for (number, other) in given.filter(|(_, other)| *other != value) {
            self.contradiction(rows, Column::Buyers, (first, &show(&value)), (number, &show(&other)));
        }
        Some(value)
    }

    fn contradiction(&mut self, rows: &[Numbered<'_>], column: Column, first: (usize, &str), other: (usize, &str)) {
        let (first, other) = ((first.0, shown(first.1)), (other.0, shown(other.1)));
        let (offer, year) = rows.first().map_or(("", String::new()), |(_, row)| (&row.offer, row.year.to_string()));
        let of = if column.level() == Level::Offer { String::new() } else { format!(" {year}") };
        let message = Text::new(
            format!("to rækker siger hver sit om `{}` for `{offer}`{of}", column.danish()),
            format!("two rows differ on `{column}` of `{offer}`{of}"),
        );
        self.push(
            Diagnostic::error(Code::Contradiction, self.place(other.0, column), message)
                .and(
                    self.place(first.0, column),
                    format!("her står `{}`", first.1),
                    format!("here it is `{}`", first.1),
                )
                .help(
                    format!("ret den ene række, så begge siger `{}` eller `{}`", first.1, other.1),
                    format!("mend one of the rows, so that both say `{}` or `{}`", first.1, other.1),
                ),
        );
    }
}

/// Characters of a value that a message repeats.
const LONGEST_SHOWN: usize = 80;

/// A value as a message repeats it, cut when long.
fn shown(value: &str) -> String {
    match value.char_indices().nth(LONGEST_SHOWN) {
        Some((at, _)) => value.get(..at).unwrap_or_default().to_owned() + "…",
        None => value.to_owned(),
    }
}
