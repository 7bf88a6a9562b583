//! Rows above the header: titles are passed over, but what they say of the amounts is kept; another table and rows that
//! sorting left there are told.

use super::Table;
use super::header::Slot;
use crate::cell::value::Holds;
use crate::file::lex::{Cell, Record, Start};
use crate::file::source::Label;
use crate::heading::columns::Columns;
use crate::heading::period::{Named, named_exactly};
use crate::mistake::{Mistakes, Problem};
use crate::said::Said;
use rammeaftale::diag::Code;
use std::ops::ControlFlow;

impl<H: Holds> Table<H> {
    /// Tells of rows from `first` to the header that are a header themselves; where there is none, of those that are
    /// filled as the rows below it are.
    pub(crate) fn tell_above(&mut self, first: Start, columns: &Columns, mistakes: &mut Mistakes) {
        let (mut headers, mut rows, mut said) = (Vec::new(), Vec::new(), std::mem::take(&mut self.said));
        let mut last = Vec::new();
        // What cannot be read is told where the rows are.
        let _ = self.source.each(first, &mut |record| {
            if record.start.line >= self.header_line() {
                return ControlFlow::Break(());
            }
            let place = || self.row_place(record);
            let placed = |cell: &Cell<'_>| (cell.text().to_owned(), self.cell_place(record, cell));
            let cells: Vec<Label> = record.cells.iter().flatten().map(placed).collect();
            if cells.iter().any(|(text, _)| !text.is_empty()) {
                hear_titles(&std::mem::replace(&mut last, cells), &mut said);
            }
            if self.is_header(record, columns) {
                headers.push(table_above(self.header_line()).at(place()));
            } else if self.is_filled(record) {
                rows.push(row_above(self.header_line()).at(place()));
            }
            ControlFlow::Continue(())
        });
        self.hear_labels(&last, &mut said, mistakes);
        self.hear_labels(self.source.labels(), &mut said, mistakes);
        self.said = said;
        let told = if headers.is_empty() { rows } else { headers };
        told.into_iter().for_each(|one| mistakes.push(one));
    }

    /// True for a row that names more than one column. Above one that has no year, its name with one is a label.
    fn is_header(&self, record: &Record<'_>, columns: &Columns) -> bool {
        let cells = record.cells.as_deref().unwrap_or_default();
        // `Takster 2024` and `Takster 2025` may be the names of groups.
        let is_sure = |text: &str| columns.explained(text).is_some() || named_exactly::<H>(text.trim()).is_some();
        let below = |at: usize| columns.meaning::<H>(self.headings.get(at)?).column();
        let names = |(at, cell): (usize, &Cell<'_>)| {
            let named = columns.meaning::<H>(&cell.value).column().filter(|_| is_sure(&cell.value));
            let is_label = |(column, period): &Named<H>| period.is_some() && below(at) == Some((*column, None));
            named.is_some_and(|named| !is_label(&named))
        };
        cells.iter().enumerate().filter(|cell| names(*cell)).count() > 1
    }

    fn is_filled(&self, record: &Record<'_>) -> bool {
        let cells = record.cells.as_deref().unwrap_or_default();
        let filled = self.columns.iter().zip(cells).filter_map(|(slot, cell)| match slot {
            Slot::Column(column, _) if column.holds(&cell.value) => Some(column.is_required()),
            Slot::Column(..) | Slot::Blank | Slot::Unread => None,
        });
        let filled: Vec<bool> = filled.collect();
        filled.len() > 1 && filled.contains(&true)
    }
}

pub(super) fn hear_titles(cells: &[Label], said: &mut Said) {
    let place = |at: usize| cells.get(at).map(|(_, place)| place.clone());
    if let Some(first) = place(0) {
        said.hear_titles(cells.iter().map(|(text, _)| text.as_str()), |at| place(at).unwrap_or_else(|| first.clone()));
    }
}

/// The texts of a row's cells.
pub(crate) fn texts<'r>(record: &'r Record<'_>) -> impl Iterator<Item = &'r str> {
    record.cells.iter().flatten().map(|cell| &*cell.value)
}

fn table_above(header: usize) -> Problem {
    Problem::new(
        Code::NotRead,
        format!("her begynder en tabel, men overskrifterne er fundet i række {header}"),
        format!("a table begins here, but the headings are found in row {header}"),
    )
    .help(
        "flyt den ene tabel til et ark eller en fil for sig",
        "move one of the tables to a sheet or a file of its own",
    )
}

fn row_above(header: usize) -> Problem {
    Problem::new(
        Code::NotRead,
        format!("rækken er udfyldt, men står over overskrifterne i række {header}"),
        format!("the row is filled, but stands above the headings in row {header}"),
    )
    .help("flyt overskrifterne op over alle rækker", "move the headings up above all rows")
}

#[cfg(test)]
mod tests {
    use super::super::tests::errors;
    use super::*;
    use crate::limits::HEADER_ROWS;
    use crate::read_bytes;

    #[test]
    fn a_header_may_stand_below_a_title() {
        let titled = |lines: usize, between: &str| {
            format!(
                "{}tilbud_id;driftsherre;år;takst\nB1;740;2025;1,50\n",
                "Takster, 2025;driftsherre\n".repeat(lines) + between
            )
        };
        for text in [titled(0, ""), titled(1, "\n"), titled(HEADER_ROWS - 1, ""), titled(1, "Kommune:;740;;2025\n")] {
            assert_eq!((errors(&text), read_bytes("f", text.as_bytes()).rows().len()), (vec![], 1), "{text}");
        }
        assert!(errors(&titled(HEADER_ROWS, "")).contains(&(Code::MissingColumn, "f:1:1".to_owned())), "too far down");
        assert_eq!(errors(&titled(1, "B0;740;2024;5\n")), [(Code::NotRead, "f:2:1".to_owned())]);
        assert_eq!(errors(&titled(1, "takst;år\n5;2024\n")), [(Code::NotRead, "f:2:1".to_owned())]);
    }

    #[test]
    fn what_lines_and_names_say_of_the_amounts_must_hold() {
        let told = |name: &str, above: &str, header: &str, below: &str| {
            let text = format!("{above}\ntilbud_id;driftsherre;år;takst{header}\nB1;740;2025;1,50{below}\n");
            let sheet = read_bytes(name, text.as_bytes());
            let is_told = |one: &&rammeaftale::diag::Diagnostic| one.is_error() && one.code == Code::ToldOtherwise;
            let places = sheet.mistakes().iter().filter(is_told).map(|one| one.place().unwrap().to_string());
            assert_eq!(sheet.rows().len(), 1 + below.matches("\nB").count());
            places.collect::<Vec<_>>().join(" ")
        };
        for (name, above, header, below, places) in [
            ("f", "Alle beløb i 1.000 kr.;;", "", "", "f:1:1"),
            ("f", "", "", "\nNote: beløb i t.kr.", "f:4:1"),
            ("f", "Takster i 2025-priser", "", "", ""),
            ("f", "Takster i 2025-priser", "", "\nB1;740;2024;2", "f:1:1"),
            ("f", "Takster i 2024-priser", "", "", "f:1:1"),
            ("f", "Takster i 2024-priser", ";prisniveau", ";2024", ""),
            ("f", "", "", "\nNote: i 2024-priser", "f:4:1"),
            ("f", "", "", "\nNote: alt er i 2024-priser;;;", "f:4:1"),
            ("f", "Regnskab 2025", "", "", "f:1:1"),
            ("f", "Regnskab 2025", ";opgørelse", ";budget", ""),
            ("regnskab.csv", "", "", "", "regnskab.csv"),
            ("f", "kr./md.;;;", "", "", "f:1:1"),
            ("f", ";;;kr./md.", "", "", "f:1:4"),
            ("f", "Silkeborg;;;Regnskab", "", "", "f:1:13"),
            ("f", ";;;R", "", "", "f:1:4"),
            ("f", "R\n", "", "", "f:1:1"),
            ("f", ";;;R", ";opgørelse", ";budget", ""),
            ("f", ";;;B", "", "", ""),
            ("f", "Afsnit R;;;r", "", "", ""),
            ("f", ";;;kr./døgn;kr./år", ";indregnet_resultat", ";5", ""),
            ("d/regnskab/takster.csv", "", "", "", ""),
            ("f", "Takster 2024", "", "", "f:1:1"),
            ("f", "Takster 2024-2025", "", "", ""),
            ("f", "Takster 2025", "", "\nB1;740;2024;2", ""),
            ("f", "År:;2024;;", "", "", "f:1:1"),
            ("f", "Journalnr.;2024;;", "", "", ""),
            ("takster 2024.csv", "", "", "", "takster 2024.csv"),
            ("udtræk 2024-11-12.csv", "", "", "", ""),
        ] {
            assert_eq!(told(name, above, header, below), places, "{name} {above} {header} {below}");
        }
    }
}
