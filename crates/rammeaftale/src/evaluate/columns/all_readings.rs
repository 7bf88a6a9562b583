//! Columns judged under every combination of readings: each case of a rule once a row, and only those that can differ.

use super::ColumnsError;
use super::cases::Cases;
use super::full_assessment::{FullAssessment, Said};
use super::full_brief::FullBrief;
use super::input::Input;
use crate::evaluate::subject::Judging;
use crate::plan::{Cell, Plan};

/// A plan that judges columns under all readings.
#[derive(Clone, Debug)]
pub struct AllReadings<'p> {
    input: Input<'p>,
    rules: Vec<Cases<'p>>,
}

impl Plan<'_> {
    /// The plan as a judge of columns under all readings: every rule of single offers. That an offer is covered by the
    /// agreement is taken for granted, and that it exists in every year.
    ///
    /// ```
    /// use rammeaftale::columns::BLANK;
    /// use rammeaftale::portfolio::Column;
    /// use rammeaftale::{Options, Plan, Register, Year};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let register = Register::builtin().map_err(|_| "a mistake in a ruleset")?;
    /// let year = Year::new(2026).ok_or("a year")?;
    /// let plan = Plan::new(register.in_force_year(year)?, year, &Options::default())?;
    /// let judge = plan.columns_under_all_readings()?;
    /// // One offer: 1,000.00 kr in 2024, 990.00 kr in 2025, 1,000.00 kr in 2026. All else is unknown.
    /// let tariff = |year| if year == 2025 { 9_900_000 } else { 10_000_000 };
    /// let columns: Vec<[i64; 1]> = judge
    ///     .cells()
    ///     .iter()
    ///     .map(|cell| [if cell.column == Column::Tariff { tariff(cell.year.number()) } else { BLANK }])
    ///     .collect();
    /// let columns: Vec<&[i64]> = columns.iter().map(|column| column.as_slice()).collect();
    /// let mut open = Vec::new();
    /// judge.evaluate(&columns, |_row, brief| {
    ///     if &*brief.rule().id == "tariff-freeze" {
    ///         assert_eq!(brief.verdict.name(), "met");
    ///         // Held against 2025 it rose, but a wage supplement that is not known could allow it.
    ///         open.extend(brief.undecided().map(|one| (one.readings, one.missing.cells().next())));
    ///     }
    /// })?;
    /// let of_2025 = open.iter().find(|(readings, _)| readings.contains_key("rise-within-period"));
    /// let missing = of_2025.and_then(|(_, missing)| *missing).ok_or("undecided")?;
    /// assert_eq!((missing.column, missing.year), (Column::WageSupplement, year));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// When a rule is no plain arithmetic under some reading, or none of its readings is preferred, of which no shipped agreement
    /// has one; or where none reads a figure.
    pub fn columns_under_all_readings(&self) -> Result<AllReadings<'_>, ColumnsError> {
        let all = self.judging().flat_map(|planned| (0..planned.cases.len()).map(move |case| (planned, case)));
        let input = Input::new(self, all);
        let rules = self.rules.iter().enumerate().filter(|(_, planned)| planned.is_judged_alone());
        let mut behind = 0;
        let cases = rules.map(|(index, planned)| {
            let cases = Cases::new((index, planned), behind, &input)?;
            behind += cases.distinct.len();
            Ok(cases)
        });
        let rules = cases.collect::<Result<_, ColumnsError>>()?;
        Ok(AllReadings { input: input.filled()?, rules })
    }
}

impl<'p> AllReadings<'p> {
    /// What each column holds, in their order: all that some reading asks for.
    pub fn cells(&self) -> &[Cell] {
        &self.input.cells
    }

    /// Judges offers as [`Columns::evaluate`](super::Columns::evaluate) does: `take` is given the row and what each rule says
    /// of it under all readings. What it asks no brief for is not worked out.
    ///
    /// # Errors
    /// When the columns are not as [`AllReadings::cells`] says, or an amount is out of range; then nothing was given to `take`.
    pub fn evaluate(
        &self,
        columns: &[&[i64]],
        mut take: impl FnMut(usize, &FullBrief<'_, 'p>),
    ) -> Result<(), ColumnsError> {
        self.assess(columns, |row, whole| whole.briefs().for_each(|brief| take(row, &brief)))
    }

    /// The same with what the duties of an offer come to together: `take` is given the row and what all rules say of it.
    ///
    /// # Errors
    /// As [`evaluate`](AllReadings::evaluate).
    pub fn assess(
        &self,
        columns: &[&[i64]],
        mut take: impl FnMut(usize, &FullAssessment<'_, 'p>),
    ) -> Result<(), ColumnsError> {
        let rows = self.input.check(columns)?;
        let (input, rules, judging) = (&self.input, self.rules.as_slice(), &Judging::new(self.input.plan));
        let (mut record, mut told) = (input.record(), Vec::new());
        for number in 0..rows {
            let row = input.row(columns, number);
            input.fill(&mut record, row);
            told.clear();
            let mut longer = None;
            rules.iter().for_each(|cases| cases.tell(input, (row, &record), &mut told, &mut longer));
            let (record, told) = (&record, told.as_slice());
            take(number, &FullAssessment::new(Said { input, judging, rules, row, record, told }));
        }
        Ok(())
    }
}
