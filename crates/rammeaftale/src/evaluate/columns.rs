//! Offers given as columns of whole numbers, for those who judge very many: at the level of the offer, without rows and
//! without sentences, under the preferred readings or under all. The verdicts are those of [`Plan::evaluate`].

mod all_readings;
mod arithmetic;
mod cases;
mod full_assessment;
mod full_brief;
mod input;
mod row;

use crate::agreement::Rule;
use crate::assessment::Verdict;
use crate::evaluate::tariff_development::Worked;
use crate::plan::{Cell, Plan, PlannedRule};
use crate::quantity::Ratio;
use arithmetic::Arithmetic;
use input::Input;
use std::sync::Arc;

pub use all_readings::AllReadings;
pub use full_assessment::FullAssessment;
pub use full_brief::{Flip, FullBrief, Undecided, Unknown};

/// In a column: the figure is not known.
pub const BLANK: i64 = i64::MIN;

/// A plan that judges columns under the preferred readings.
#[derive(Clone, Debug)]
pub struct Columns<'p> {
    input: Input<'p>,
    rules: Vec<Judged<'p>>,
}

/// A rule under its preferred readings.
#[derive(Clone, Copy, Debug)]
struct Judged<'p> {
    rule: &'p Rule,
    arithmetic: Arithmetic<'p>,
    planned: &'p PlannedRule<'p>,
    case: usize,
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
    /// No rule reads a figure of an offer, so that there is no column: the agreement is silent, or the year is not its.
    #[error("no rule reads a figure of an offer")]
    NoFigures,
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
    /// When a rule is no plain arithmetic, of which no shipped agreement has one, or none reads a figure.
    pub fn columns(&self) -> Result<Columns<'_>, ColumnsError> {
        let mut chosen = Vec::new();
        for planned in self.judging() {
            chosen.push((planned, preferred(planned)?));
        }
        let input = Input::new(self, chosen.iter().copied());
        let rules = chosen.into_iter().map(|(planned, case)| {
            Ok(Judged { rule: planned.rule, arithmetic: input.arithmetic(planned, case)?, planned, case })
        });
        let rules = rules.collect::<Result<_, ColumnsError>>()?;
        Ok(Columns { input: input.filled()?, rules })
    }

    /// The rules that judge single offers by their figures.
    fn judging(&self) -> impl Iterator<Item = &PlannedRule<'_>> {
        self.rules.iter().filter(|planned| planned.is_judged_alone())
    }
}

/// The case under the preferred readings.
fn preferred(planned: &PlannedRule<'_>) -> Result<usize, ColumnsError> {
    let [case] = *planned.preferred_cases() else { return Err(ColumnsError::Rule(Arc::clone(&planned.rule.id))) };
    Ok(case)
}

impl<'p> Columns<'p> {
    /// What each column holds, in their order.
    pub fn cells(&self) -> &[Cell] {
        &self.input.cells
    }

    /// Judges offers, each a row over all columns: amounts in ten thousandths (of a krone, or of a place), [`BLANK`] where
    /// unknown. `take` is given the row and each rule's finding, in order. Nothing is kept: slices of the columns may be
    /// judged one after another, or by several threads.
    ///
    /// # Errors
    /// When the columns are not as [`Columns::cells`] says, or an amount is out of range; then nothing was given to `take`.
    pub fn evaluate(&self, columns: &[&[i64]], mut take: impl FnMut(usize, Brief<'p>)) -> Result<(), ColumnsError> {
        let rows = self.input.check(columns)?;
        let needs_record = self.rules.iter().any(|judged| matches!(judged.arithmetic, Arithmetic::Formula(_)));
        let mut record = self.input.record();
        for number in 0..rows {
            let row = self.input.row(columns, number);
            if needs_record {
                self.input.fill(&mut record, row);
            }
            let mut longer = None;
            for Judged { rule, arithmetic, planned, case } in &self.rules {
                let mut give = |verdict, amounts| take(number, Brief { rule, verdict, amounts });
                if arithmetic.judge(row, &record, &mut give).is_none() {
                    let offer = longer.get_or_insert_with(|| self.input.offer(row));
                    let (verdict, amounts) = self.input.by_evaluation(planned, *case, offer);
                    give(verdict, amounts);
                }
            }
        }
        Ok(())
    }
}

impl From<Worked> for Amounts {
    fn from(Worked { base, actual, limit, .. }: Worked) -> Amounts {
        let whole = |amount: Ratio| i64::try_from(amount.floor()?).ok();
        let all = || Some(Amounts::Limit { base: whole(base)?, actual: whole(actual)?, limit: whole(limit)? });
        all().unwrap_or_default()
    }
}
