//! Offers given as columns of whole numbers, for those who judge very many: the preferred readings at the level of the
//! offer, without rows and without sentences. The verdicts are those of [`Plan::evaluate`].

mod arithmetic;
mod row;

use super::record::Record;
use crate::agreement::Rule;
use crate::assessment::{Figures, Verdict};
use crate::plan::{Cell, Cells, Formula, Plan, Slot};
use crate::portfolio::{Assumption, Column, Figure};
use crate::quantity::Kroner;
use arithmetic::{Arithmetic, Row};
use rust_decimal::Decimal;
use std::sync::Arc;

/// In a column: the figure is not known.
pub const BLANK: i64 = i64::MIN;

/// 10^12 kroner in ten thousandths: amounts are smaller in size.
const LIMIT: i64 = 10_000_000_000_000_000;

/// A plan that judges columns.
#[derive(Clone, Debug)]
pub struct Columns<'p> {
    plan: &'p Plan<'p>,
    cells: Vec<Cell>,
    /// Which column fills which slot: one may fill two, as places of a tariff and of the offer.
    fills: Vec<(usize, Slot)>,
    /// What the plan's assumptions put in the place of a blank, by column.
    assumed: Vec<Figure>,
    rules: Vec<(&'p Rule, Arithmetic<'p>)>,
}

/// What one rule says of one offer. The agreement's clauses are the rule's.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Brief<'p> {
    /// The rule.
    pub rule: &'p Rule,
    /// The verdict under the preferred readings.
    pub verdict: Verdict,
    /// What was compared, in ten thousandths of a krone.
    pub amounts: Amounts,
}

/// What was compared, in ten thousandths of a krone; rounded down where a step was a division.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Amounts {
    /// Nothing, or not all of it is known, or it does not fit.
    #[default]
    None,
    /// Of a limit on development.
    Limit {
        /// The measure in the base year.
        base: i64,
        /// The measure in the subject year.
        actual: i64,
        /// The most that it may be.
        limit: i64,
    },
    /// Of the regulation of results.
    Result {
        /// Surplus (positive) or deficit (negative).
        result: i64,
        /// The size beyond which it must be carried.
        edge: i64,
        /// What must be carried, where something must.
        expected_carried: Option<i64>,
        /// What was carried.
        carried: i64,
    },
}

/// Columns that cannot be judged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ColumnsError {
    /// A rule that is no plain arithmetic, or whose readings have no preference.
    #[error("the rule `{0}` cannot be judged by columns")]
    Rule(Arc<str>),
    /// Another number of columns than there are cells, or columns of different length.
    #[error("{expected} columns of one length are needed")]
    Shape {
        /// As many as `Columns::cells` has.
        expected: usize,
    },
    /// Not below 10^12 kroner in size, below zero where that cannot be, or a wage supplement above its tariff.
    #[error("the amount in row {row} of column {column} is out of range")]
    Amount {
        /// From 0.
        column: usize,
        /// From 0.
        row: usize,
    },
}

impl Plan<'_> {
    /// The plan as a judge of columns: every rule of single offers, under the preferred readings. That an offer is covered
    /// by the agreement is taken for granted.
    ///
    /// # Errors
    /// When a rule is no plain arithmetic: no shipped agreement has one.
    pub fn columns(&self) -> Result<Columns<'_>, ColumnsError> {
        let mut chosen = Vec::new();
        let mut slots = Vec::new();
        for planned in self.rules.iter().filter(|planned| planned.is_judged_alone()) {
            let unfit = || ColumnsError::Rule(Arc::clone(&planned.rule.id));
            let [case] = *planned.preferred_cases() else { return Err(unfit()) };
            slots.extend(planned.formulas.get(case).into_iter().flatten().flat_map(Formula::slots));
            chosen.push((planned, case));
        }
        let (cells, fills) = cells(&self.cells, &slots);
        let column = |slot: Slot| fills.iter().find(|(_, other)| *other == slot).map(|(column, _)| *column);
        let rules = chosen.into_iter().map(|(planned, case)| {
            let arithmetic = Arithmetic::of(planned, case, self.year, &column);
            Ok((planned.rule, arithmetic.ok_or_else(|| ColumnsError::Rule(Arc::clone(&planned.rule.id)))?))
        });
        let rules = rules.collect::<Result<_, ColumnsError>>()?;
        let assumed = cells.iter().map(|cell| self.assumed_in(cell.column)).collect();
        Ok(Columns { plan: self, cells, fills, assumed, rules })
    }
}

impl Plan<'_> {
    fn assumed_in(&self, column: Column) -> Figure {
        let assumption = self.assumptions.iter().find(|assumption| assumption.column() == column);
        assumption.and_then(Assumption::assumed).map_or(Figure::Unknown, Figure::Assumed)
    }
}

/// The cells that fill some slots, and which fills which.
fn cells(all: &Cells, slots: &[Slot]) -> (Vec<Cell>, Vec<(usize, Slot)>) {
    let (mut cells, mut fills) = (Vec::new(), Vec::new());
    for (slot, _, cell) in all.all().iter().filter(|(slot, ..)| slots.contains(slot)) {
        let known = cells.iter().position(|other| other == cell);
        fills.push((known.unwrap_or(cells.len()), *slot));
        if known.is_none() {
            cells.push(*cell);
        }
    }
    (cells, fills)
}

impl<'p> Columns<'p> {
    /// What each column holds, in their order.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// Judges offers, each a row over all columns: amounts in ten thousandths (of a krone, or of a place), [`BLANK`] where
    /// unknown. `take` is given the row and each rule's finding, in order. Nothing is kept: slices of the columns may be
    /// judged one after another, or by several threads.
    ///
    /// # Errors
    /// When the columns are not as [`Columns::cells`] says, or an amount is out of range; then nothing was given to `take`.
    pub fn evaluate(&self, columns: &[&[i64]], mut take: impl FnMut(usize, Brief<'p>)) -> Result<(), ColumnsError> {
        let rows = self.check(columns)?;
        let needs_record = self.rules.iter().any(|(_, arithmetic)| matches!(arithmetic, Arithmetic::Formula(_)));
        let mut record = Record::empty(&self.plan.cells);
        for number in 0..rows {
            let row = Row { columns, assumed: &self.assumed, number };
            if needs_record {
                self.fill(&mut record, row);
            }
            let mut longer = None;
            for (rule, arithmetic) in &self.rules {
                let (verdict, amounts) = arithmetic.judge(row, &record).unwrap_or_else(|| {
                    let offer = longer.get_or_insert_with(|| self.offer(columns, number));
                    self.by_evaluation(rule, offer)
                });
                take(number, Brief { rule, verdict, amounts });
            }
        }
        Ok(())
    }

    fn fill(&self, record: &mut Record<'_>, row: Row<'_>) {
        record.clear();
        for (column, slot) in &self.fills {
            match row.columns.get(*column).and_then(|column| column.get(row.number)) {
                None | Some(&BLANK) => record.set(*slot, self.assumed.get(*column).copied().unwrap_or_default()),
                Some(amount) => record.set_units(*slot, i128::from(*amount)),
            }
        }
    }

    /// The number of rows, if the columns can be judged.
    fn check(&self, columns: &[&[i64]]) -> Result<usize, ColumnsError> {
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

impl From<&Figures> for Amounts {
    /// What a finding shows, where it shows all of it.
    fn from(figures: &Figures) -> Amounts {
        let units = |amount: Option<Decimal>| i64::try_from(Kroner::new(amount?).ok()?.units()).ok();
        let limit = |figures: &crate::assessment::LimitFigures| {
            let (base, actual) = (units(figures.base)?, units(figures.actual)?);
            Some(Amounts::Limit { base, actual, limit: units(figures.limit)? })
        };
        match figures {
            Figures::Limit(figures) => limit(figures).unwrap_or_default(),
            _ => Amounts::None,
        }
    }
}
