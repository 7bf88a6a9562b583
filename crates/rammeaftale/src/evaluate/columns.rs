//! Offers given as columns of whole numbers, for those who judge very many: the preferred readings at the level of the
//! offer, without rows and without sentences. The verdicts are those of [`Plan::evaluate`].

use super::ledger::Ledger;
use super::record::{Facts, Record};
use super::scope::Coverage;
use super::subject::{Judging, brief_by};
use crate::agreement::Rule;
use crate::assessment::{Figures, NotApplicable, Verdict};
use crate::plan::{Cell, Cells, Plan, PlannedRule, Slot};
use crate::portfolio::{Account, Authority, Column, Figure, FiguresKind, Level, Offer, OfferYear, Tariff, TariffUnit};
use crate::quantity::Kroner;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

/// In a column: the figure is not known.
pub const BLANK: i64 = i64::MIN;

/// 10^12 kroner in ten thousandths: amounts are smaller in size.
const LIMIT: i64 = 10_000_000_000_000_000;

/// A plan that judges columns.
#[derive(Clone, Debug)]
pub struct Columns<'p> {
    plan: &'p Plan<'p>,
    cells: Vec<(Cell, Vec<Slot>)>,
    /// Each rule with its case under the preferred readings.
    rules: Vec<(&'p PlannedRule<'p>, usize)>,
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
    /// Nothing, or not all of it is known.
    #[default]
    None,
    /// Of a limit on development.
    Limit {
        /// The measure in the base year.
        base: i128,
        /// The measure in the subject year.
        actual: i128,
        /// The most that it may be.
        limit: i128,
    },
    /// Of the regulation of results.
    Result {
        /// Surplus (positive) or deficit (negative).
        result: i128,
        /// The size beyond which it must be carried.
        edge: i128,
        /// What must be carried, where something must.
        expected_carried: Option<i128>,
        /// What was carried.
        carried: i128,
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
    /// Not below 10^12 kroner in size, or below zero where that cannot be.
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
        let mut rules = Vec::new();
        let mut slots = Vec::new();
        for planned in self.rules.iter().filter(|planned| planned.is_judged_alone()) {
            let unfit = || ColumnsError::Rule(Arc::clone(&planned.rule.id));
            let [case] = *planned.preferred_cases() else { return Err(unfit()) };
            let formula = planned.formulas.get(case).and_then(Option::as_ref);
            match formula {
                Some(formula) => slots.extend(formula.slots()),
                None if planned.works_something_out(case) => return Err(unfit()),
                None => {}
            }
            rules.push((planned, case));
        }
        Ok(Columns { plan: self, cells: cells(&self.cells, &slots), rules })
    }
}

/// The cells that fill some slots: one may fill two, as places of a tariff and of the offer.
fn cells(all: &Cells, slots: &[Slot]) -> Vec<(Cell, Vec<Slot>)> {
    let mut cells: Vec<(Cell, Vec<Slot>)> = Vec::new();
    for (slot, cell) in all.all().into_iter().filter(|(slot, _)| slots.contains(slot)) {
        match cells.iter_mut().find(|(other, _)| *other == cell) {
            Some((_, filled)) => filled.push(slot),
            None => cells.push((cell, vec![slot])),
        }
    }
    cells
}

impl<'p> Columns<'p> {
    /// What each column holds, in their order.
    pub fn cells(&self) -> impl ExactSizeIterator<Item = Cell> {
        self.cells.iter().map(|(cell, _)| *cell)
    }

    /// Judges offers, each a row over all columns: amounts in ten thousandths (of a krone, or of a place), [`BLANK`] where
    /// unknown. `take` is given the row and each rule's finding, in order. Nothing is kept: slices of the columns may be
    /// judged one after another, or by several threads.
    ///
    /// # Errors
    /// When the columns are not as [`Columns::cells`] says, or an amount is out of range; then nothing was given to `take`.
    pub fn evaluate(&self, columns: &[&[i64]], mut take: impl FnMut(usize, Brief<'p>)) -> Result<(), ColumnsError> {
        let rows = columns.first().map_or(0, |column| column.len());
        if columns.len() != self.cells.len() || columns.iter().any(|column| column.len() != rows) {
            return Err(ColumnsError::Shape { expected: self.cells.len() });
        }
        for (number, (column, (cell, _))) in columns.iter().zip(&self.cells).enumerate() {
            let least = if cell.column.may_be_negative() { -LIMIT + 1 } else { 0 };
            let unfit = |amount: &i64| !(least..LIMIT).contains(amount) && *amount != BLANK;
            if let Some(row) = column.iter().position(unfit) {
                return Err(ColumnsError::Amount { column: number, row });
            }
        }
        let mut record = Record::blank(&self.plan.cells);
        for row in 0..rows {
            record.clear();
            let figures =
                columns.iter().zip(&self.cells).filter_map(|(column, (_, slots))| Some((column.get(row)?, slots)));
            for (amount, slots) in figures.filter(|(amount, _)| **amount != BLANK) {
                slots.iter().for_each(|slot| record.set_units(*slot, i128::from(*amount)));
            }
            let mut longer = None;
            for (planned, case) in &self.rules {
                let brief = self.brief(planned, *case, &record);
                let longer = || {
                    let offer = longer.get_or_insert_with(|| self.offer(columns, row));
                    self.by_evaluation(planned, offer)
                };
                take(row, brief.unwrap_or_else(longer));
            }
        }
        Ok(())
    }

    fn brief(&self, planned: &'p PlannedRule<'p>, case: usize, record: &Record) -> Option<Brief<'p>> {
        let (verdict, amounts) = match planned.is_ruled {
            true => brief_by(planned, case, Facts::Offer(record))?,
            false => (Verdict::NotApplicable(NotApplicable::OtherYear), Amounts::None),
        };
        Some(Brief { rule: planned.rule, verdict, amounts })
    }

    /// What is unknown must be weighed, which the whole evaluation does.
    fn by_evaluation(&self, planned: &'p PlannedRule<'p>, offer: &Offer) -> Brief<'p> {
        let judging = Judging { plan: self.plan, ledger: Ledger { plan: self.plan, trials: Vec::new() } };
        let coverage = Coverage { covered: true, assumptions: Vec::new() };
        let operator = offer.years.values().next().map_or(self.plan.agreement.parties.region.0, |year| year.operator);
        let judged = judging.offer(offer, operator, &coverage);
        let finding = judged.findings.iter().map(|one| &one.finding).find(|finding| finding.rule == planned.rule.id);
        let unknown = Verdict::NotApplicable(NotApplicable::NotAddressed);
        let amounts = finding.map_or(Amounts::None, |finding| Amounts::from(&finding.figures));
        Brief { rule: planned.rule, verdict: finding.map_or(unknown, |finding| finding.verdict), amounts }
    }

    /// A row as an offer with a single tariff.
    fn offer(&self, columns: &[&[i64]], row: usize) -> Offer {
        let operator = self.plan.agreement.parties.region.0;
        let mut years = BTreeMap::new();
        for (column, (cell, _)) in columns.iter().zip(&self.cells) {
            let year = years.entry(cell.year).or_insert_with(|| empty(operator));
            let account = match cell.figures {
                FiguresKind::Budget => &mut year.budget,
                FiguresKind::Realised => &mut year.realised,
            };
            let amount = column.get(row).filter(|amount| **amount != BLANK);
            set(account.get_or_insert_default(), cell.column, amount.map_or(Figure::Unknown, |amount| figure(*amount)));
        }
        years.entry(self.plan.year).or_insert_with(|| empty(operator));
        Offer {
            id: Arc::from(row.to_string()),
            name: None,
            location: None,
            location_assumed: false,
            opened: None,
            closed: None,
            years,
        }
    }
}

fn empty(operator: Authority) -> OfferYear {
    OfferYear { operator, legal_basis: None, buyers: None, buyers_assumed: false, budget: None, realised: None }
}

fn figure(amount: i64) -> Figure {
    Kroner::new(Decimal::new(amount, 4)).map_or(Figure::Unknown, Figure::Given)
}

fn set(account: &mut Account, column: Column, figure: Figure) {
    if column.level() == Level::Tariff && account.tariffs.is_empty() {
        account.tariffs.push(Tariff {
            name: None,
            tariff: Figure::Unknown,
            unit: TariffUnit::default(),
            places: Figure::Unknown,
            occupancy: Figure::Unknown,
            wage_supplement: Figure::Unknown,
        });
    }
    let tariff = account.tariffs.first_mut();
    let slot = match (column, tariff) {
        (Column::TariffBasis, _) => &mut account.tariff_basis,
        (Column::OwnPayment, _) => &mut account.own_payment,
        (Column::Result, _) => &mut account.result,
        (Column::CarriedResult, _) => &mut account.carried_result,
        (Column::Turnover, _) => &mut account.turnover,
        (Column::Tariff, Some(tariff)) => &mut tariff.tariff,
        (Column::Places, Some(tariff)) => &mut tariff.places,
        (Column::WageSupplement, Some(tariff)) => &mut tariff.wage_supplement,
        _ => return,
    };
    *slot = figure;
}

impl From<&Figures> for Amounts {
    /// What a finding shows, where it shows all of it.
    fn from(figures: &Figures) -> Amounts {
        let units = |amount: Option<Decimal>| amount.and_then(|amount| Kroner::new(amount).ok()).map(Kroner::units);
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
