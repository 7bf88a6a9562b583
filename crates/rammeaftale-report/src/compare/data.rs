//! The changes as one table of plain values, for spreadsheets.

use super::topics::said;
use crate::document::{Cell, Column, Row, Table};
use rammeaftale::compare::{Comparison, Silent};
use rammeaftale::sentence;

/// Every key of every item.
pub(super) fn table(comparisons: &[Comparison]) -> Table {
    let names = [
        ("fra_aftale", "from_agreement"),
        ("til_aftale", "to_agreement"),
        ("emne", "topic"),
        ("fra_punkt", "from_item"),
        ("til_punkt", "to_item"),
        ("hvad", "what"),
        ("ændring", "change"),
        ("fra", "from"),
        ("til", "to"),
        ("sætning", "sentence"),
        ("fra_klausuler", "from_clauses"),
        ("til_klausuler", "to_clauses"),
    ];
    let columns = names.iter().map(|(da, en)| Column::new(da, en)).collect();
    let mut rows = Vec::new();
    for comparison in comparisons {
        for item in &comparison.items {
            rows.extend(item.changes.iter().map(|one| {
                Row::new(vec![
                    Cell::same(&comparison.from.stamp.id),
                    Cell::same(&comparison.to.stamp.id),
                    Cell::text(sentence::topic(item.topic)),
                    item.from.as_deref().map_or(Cell::Empty, Cell::same),
                    item.to.as_deref().map_or(Cell::Empty, Cell::same),
                    Cell::text(sentence::named(one)),
                    Cell::text(sentence::change_kind(comparison, &one.change)),
                    said(item, one, Silent::From),
                    said(item, one, Silent::To),
                    Cell::text(sentence::change(comparison, item, one)),
                    Cell::same(&item.from_clauses.join(", ")),
                    Cell::same(&item.to_clauses.join(", ")),
                ])
            }));
        }
    }
    Table { columns, rows }
}
