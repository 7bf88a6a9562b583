//! Rows below the header that are no rows of the portfolio: the header again, another table, a note.

use super::Table;
use crate::lex::{Cell, Record};
use crate::mistake::{Mistakes, Problem, shown};
use crate::period::named;
use rammeaftale::diag::{Code, Diagnostic};
use rammeaftale::portfolio::Column;

/// What is told of a row that is none.
#[derive(Debug)]
pub(crate) struct Stray {
    pub(crate) told: Diagnostic,
    /// True where what follows is no more of this table.
    pub(crate) ends_table: bool,
}

impl Table<Column> {
    /// True for a row that says the headings again, as those do that are printed on each page; it is told.
    pub(crate) fn is_header_again(&self, record: &Record<'_>, cells: &[Cell<'_>], mistakes: &mut Mistakes) -> bool {
        let is_again = self.headings.iter().map(String::as_str).eq(cells.iter().map(|cell| cell.value.trim()));
        if is_again {
            mistakes.push(header_again().warning_at(self.row_place(record)));
        }
        is_again
    }

    /// Why a row with other cells than those of its offer is none: it begins another table, or it is a note.
    pub(crate) fn no_row(&self, record: &Record<'_>, cells: &[Cell<'_>]) -> Option<Stray> {
        let text = |wanted| self.filled(cells).find(|(column, _)| *column == wanted).map(|(_, cell)| cell.value.trim());
        let (offer, operator) = (text(Column::Offer)?, text(Column::Operator)?);
        if operator.starts_with(char::is_alphabetic) && named::<Column>(operator).is_some() {
            return Some(Stray { told: table_below().at(self.row_place(record)), ends_table: true });
        }
        if !offer.is_empty() && !operator.is_empty() {
            return None;
        }
        let mut filled = cells.iter().map(|cell| cell.value.trim()).filter(|text| !text.is_empty());
        let (first, second) = (filled.next()?, filled.next());
        let told = second.is_none().then(|| note(first).at(self.row_place(record)))?;
        Some(Stray { told, ends_table: false })
    }
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

fn note(text: &str) -> Problem {
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
