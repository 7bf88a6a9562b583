//! Merged, hidden and struck cells: figures that a person does not see where the reader finds them, or sees crossed out.

use super::grid::Grid;
use crate::file::lex::{Record, Start};
use crate::mistake::{Mistakes, Problem};
use crate::table::Table;
use crate::table::header::Slot;
use rammeaftale::diag::Code;
use rammeaftale::portfolio::Column;
use std::ops::RangeInclusive;

/// Tells merged cells within the table, figures in hidden rows and columns, and those that are struck through.
pub(crate) fn check(grid: &Grid, table: &Table<Column>, mistakes: &mut Mistakes) {
    let first = u32::try_from(table.header_line()).unwrap_or_default();
    if grid.marks.is_hidden {
        mistakes.push(hidden_sheet().at(grid.cell_place(first, 1)));
    }
    let read: Vec<u32> =
        (1..).zip(table.slots()).filter(|(_, slot)| matches!(slot, Slot::Column(..))).map(|(n, _)| n).collect();
    let is_read = |columns: &RangeInclusive<u32>| read.iter().find(|column| columns.contains(column)).copied();
    for columns in &grid.marks.hidden_columns {
        if let Some(column) = is_read(columns) {
            mistakes.push(hidden_column().at(grid.cell_place(first, column)));
        }
    }
    let below = grid.records(Start::FIRST).map(|record| row(&record)).filter(|row| *row >= first);
    let rows: Vec<u32> = grid.marks.upper.into_iter().chain(below).collect();
    let hits = |hidden: &RangeInclusive<u32>| {
        let from = rows.partition_point(|row| row < hidden.start());
        rows.get(from).copied().filter(|row| hidden.contains(row))
    };
    for hidden in joined(&grid.marks.hidden_rows) {
        if let Some(row) = hits(&hidden) {
            mistakes.push(hidden_rows(&hidden).at(grid.cell_place(row, 1)));
        }
    }
    let struck =
        grid.marks.struck.iter().filter(|(row, column)| rows.binary_search(row).is_ok() && read.contains(column));
    for rows in joined(&struck.map(|(row, _)| *row..=*row).collect::<Vec<_>>()) {
        mistakes.push(struck_rows(&rows).at(grid.cell_place(*rows.start(), 1)));
    }
    for area in &grid.marks.merged {
        let rows = first.max(*area.rows.start())..=*area.rows.end();
        if let (Some(row), Some(column)) = (hits(&rows), is_read(&area.columns)) {
            mistakes.push(merged().at(grid.cell_place(row, column)));
        }
    }
}

fn row(record: &Record<'_>) -> u32 {
    u32::try_from(record.start.line).unwrap_or_default()
}

/// Ranges with their neighbours.
fn joined(ranges: &[RangeInclusive<u32>]) -> Vec<RangeInclusive<u32>> {
    let mut sorted = ranges.to_vec();
    sorted.sort_by_key(|range| *range.start());
    let mut out: Vec<RangeInclusive<u32>> = Vec::new();
    for range in sorted {
        match out.last_mut() {
            Some(last) if *range.start() <= last.end().saturating_add(1) => {
                *last = *last.start()..=*last.end().max(range.end());
            }
            _ => out.push(range),
        }
    }
    out
}

fn merged() -> Problem {
    Problem::new(Code::MergedCells, "cellerne er flettet her", "cells are merged here")
        .note(
            "kun den øverste venstre af flettede celler har en værdi; de andre er tomme",
            "only the upper left of merged cells holds a value; the others are blank",
        )
        .help("ophæv fletningen, og skriv værdien i hver celle", "unmerge them, and write the value in each cell")
}

fn hidden_sheet() -> Problem {
    Problem::new(Code::HiddenCells, "arket er skjult", "the sheet is hidden").help(
        "vis arket, slet det, eller skriv `læses ikke` i dets første celle",
        "show the sheet, delete it, or write `not read` in its first cell",
    )
}

fn hidden_column() -> Problem {
    Problem::new(Code::HiddenCells, "kolonnen er skjult", "the column is hidden")
        .help("vis kolonnen, eller slet den", "show the column, or delete it")
}

fn struck_rows(rows: &RangeInclusive<u32>) -> Problem {
    let (from, to) = (rows.start(), rows.end());
    let problem = match from == to {
        true => Problem::new(
            Code::HiddenCells,
            "der er streget over celler i rækken",
            "cells of the row are struck through",
        ),
        false => Problem::new(
            Code::HiddenCells,
            format!("der er streget over celler i række {from} til {to}"),
            format!("cells of the rows {from} to {to} are struck through"),
        ),
    };
    problem
        .help("slet det, der ikke gælder mere, eller fjern stregen", "delete what holds no more, or take the line away")
}

fn hidden_rows(rows: &RangeInclusive<u32>) -> Problem {
    let (from, to) = (rows.start(), rows.end());
    let problem = match from == to {
        true => Problem::new(Code::HiddenCells, "rækken er skjult", "the row is hidden"),
        false => Problem::new(
            Code::HiddenCells,
            format!("række {from} til {to} er skjult"),
            format!("rows {from} to {to} are hidden"),
        ),
    };
    problem.help("ophæv filteret, eller slet det skjulte", "clear the filter, or delete what is hidden")
}
