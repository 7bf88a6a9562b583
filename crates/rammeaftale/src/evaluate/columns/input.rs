//! The columns that some cases of rules read, and how a row of them is read.

use super::arithmetic::{Arithmetic, Row};
use super::{BLANK, ColumnsError};
use crate::evaluate::record::Record;
use crate::plan::{Cell, Formula, Plan, PlannedRule, Slot};
use crate::portfolio::{Assumption, Column, Figure, FiguresKind, is_filled};
use crate::quantity::{LIMIT, Year};
use std::sync::Arc;

#[derive(Clone, Debug)]
pub(super) struct Input<'p> {
    pub(super) plan: &'p Plan<'p>,
    /// One a column.
    pub(super) cells: Vec<Cell>,
    /// The slot that a column fills: no rule of one offer reads places both of it and of its tariff.
    slots: Vec<Slot>,
    /// What the plan's assumptions put in the place of a blank, by column.
    pub(super) assumed: Vec<Figure>,
}

impl<'p> Input<'p> {
    /// What some cases of rules read.
    pub(super) fn new(plan: &'p Plan<'p>, cases: impl Iterator<Item = (&'p PlannedRule<'p>, usize)>) -> Input<'p> {
        let formulas = cases.filter_map(|(planned, case)| planned.formulas.get(case)?.as_ref());
        let read: Vec<Slot> = formulas.flat_map(Formula::slots).collect();
        let all = plan.cells.all().iter().filter(|(slot, ..)| read.contains(slot));
        let (cells, slots): (Vec<Cell>, Vec<Slot>) = all.map(|(slot, _, cell)| (*cell, *slot)).unzip();
        let assumed = cells.iter().map(|cell| assumed_in(plan, cell)).collect();
        Input { plan, cells, slots, assumed }
    }

    /// The same, if anything is read: without a column there is no row of which something could be said.
    pub(super) fn filled(self) -> Result<Input<'p>, ColumnsError> {
        if self.cells.is_empty() { Err(ColumnsError::NoFigures) } else { Ok(self) }
    }

    /// The column that fills a slot.
    pub(super) fn column(&self, slot: Slot) -> Option<usize> {
        self.slots.iter().position(|other| *other == slot)
    }

    /// The slot that a cell fills.
    pub(super) fn slot_of(&self, column: Column, year: Year, figures: FiguresKind) -> Option<Slot> {
        let column = self.cells.iter().position(|cell| *cell == Cell { column, year, figures })?;
        self.slots.get(column).copied()
    }

    /// What a slot holds.
    pub(super) fn cell(&self, slot: Slot) -> Option<Cell> {
        self.plan.cells.all().get(usize::from(slot.0)).map(|(.., cell)| *cell)
    }

    /// What a case works out of a row.
    pub(super) fn arithmetic(&self, planned: &'p PlannedRule<'p>, case: usize) -> Result<Arithmetic<'p>, ColumnsError> {
        let arithmetic = Arithmetic::of(planned, case, self.plan.year, &|slot| self.column(slot));
        arithmetic.ok_or_else(|| ColumnsError::Rule(Arc::clone(&planned.rule.id)))
    }

    pub(super) fn row<'c>(&'c self, columns: &'c [&'c [i64]], number: usize) -> Row<'c> {
        Row { columns, assumed: &self.assumed, number }
    }

    /// One to be filled again and again.
    pub(super) fn record(&self) -> Record<'p> {
        Record::empty(&self.plan.cells)
    }

    pub(super) fn fill(&self, record: &mut Record<'_>, row: Row<'_>) {
        record.clear();
        for ((slot, column), assumed) in self.slots.iter().zip(row.columns).zip(&self.assumed) {
            match column.get(row.number) {
                None | Some(&BLANK) => record.set(*slot, *assumed),
                Some(amount) => record.set_units(*slot, i128::from(*amount)),
            }
        }
    }

    /// The number of rows, if the columns can be judged.
    pub(super) fn check(&self, columns: &[&[i64]]) -> Result<usize, ColumnsError> {
        let rows = columns.first().map_or(0, |column| column.len());
        if columns.len() != self.cells.len() || columns.iter().any(|column| column.len() != rows) {
            return Err(ColumnsError::Shape { expected: self.cells.len() });
        }
        for (number, (column, cell)) in columns.iter().zip(&self.cells).enumerate() {
            let least = if cell.column.may_be_negative() { -LIMIT + 1 } else { 0 };
            let unfit = |amount: &i64| !(least..LIMIT).contains(amount) && *amount != BLANK;
            // The supplement is part of the tariff.
            let whole = Cell { column: Column::Tariff, ..*cell };
            let whole = self.cells.iter().position(|other| cell.column == Column::WageSupplement && *other == whole);
            let whole = whole.and_then(|whole| columns.get(whole)).map_or(&[][..], |whole| *whole);
            let exceeds = |(part, whole): (&i64, &i64)| part > whole && *whole != BLANK;
            let row = column.iter().position(unfit).or_else(|| column.iter().zip(whole).position(exceeds));
            if let Some(row) = row {
                return Err(ColumnsError::Amount { column: number, row });
            }
        }
        Ok(rows)
    }
}

fn assumed_in(plan: &Plan<'_>, cell: &Cell) -> Figure {
    let is_of = |assumption: &&Assumption| assumption.column() == cell.column && is_filled(cell.column, cell.figures);
    let assumption = plan.assumptions.iter().find(is_of);
    assumption.and_then(Assumption::assumed).map_or(Figure::Unknown, Figure::Assumed)
}
