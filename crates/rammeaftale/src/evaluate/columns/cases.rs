//! A rule's cases for a row: each once, and only those that can differ.

use super::arithmetic::{Arithmetic, Row};
use super::input::Input;
use super::{ColumnsError, preferred};
use crate::assessment::Verdict;
use crate::evaluate::answer::Blanks;
use crate::evaluate::record::Record;
use crate::plan::PlannedRule;
use crate::portfolio::Offer;

/// A rule under every reading.
#[derive(Clone, Debug)]
pub(super) struct Cases<'p> {
    /// Which of the plan's rules.
    pub(super) index: usize,
    pub(super) planned: &'p PlannedRule<'p>,
    /// Behind what so many cases of other rules say stands what its own do.
    behind: usize,
    /// Each case that differs where no offer opens or closes, and what it works out.
    pub(super) distinct: Vec<(usize, Arithmetic<'p>)>,
    /// Which of those each case of the rule is,
    pub(super) place_of_case: Vec<usize>,
    /// which each combination of readings is,
    pub(super) place_of: Vec<usize>,
    /// and which of them is preferred.
    pub(super) preferred: usize,
}

/// What a case says of a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    pub(super) verdict: Verdict,
    pub(super) lacks: Blanks,
    pub(super) moved: bool,
}

impl<'p> Cases<'p> {
    pub(super) fn new(
        (index, planned): (usize, &'p PlannedRule<'p>),
        behind: usize,
        input: &Input<'p>,
    ) -> Result<Cases<'p>, ColumnsError> {
        let preferred = preferred(planned)?;
        let (mut distinct, mut place_of_case) = (Vec::new(), Vec::new());
        for (case, alike) in planned.alike.iter().enumerate() {
            let known = distinct.iter().position(|(other, _)| other == alike);
            place_of_case.push(known.unwrap_or(distinct.len()));
            if known.is_none() {
                distinct.push((case, input.arithmetic(planned, case)?));
            }
        }
        let place = |case: &usize| place_of_case.get(*case).copied().unwrap_or(0);
        let (place_of, preferred) = (planned.case_of.iter().map(place).collect(), place(&preferred));
        Ok(Cases { index, planned, behind, distinct, place_of_case, place_of, preferred })
    }

    /// What its cases say, of what those of all rules say.
    pub(super) fn own<'t>(&self, told: &'t [Told]) -> &'t [Told] {
        told.get(self.behind..self.behind + self.distinct.len()).unwrap_or_default()
    }

    /// What each case says of a row; what the plan's arithmetic does not reach is weighed as an offer, which is made once.
    pub(super) fn tell(
        &self,
        input: &Input<'p>,
        (row, record): (Row<'_>, &Record<'_>),
        told: &mut Vec<Told>,
        longer: &mut Option<Offer>,
    ) {
        let start = told.len();
        for (_, arithmetic) in &self.distinct {
            let Some((verdict, lacks)) = arithmetic.tell(row, record, &input.plan.cells) else {
                let offer = longer.get_or_insert_with(|| input.offer(row));
                let all = input.answers(self.planned, offer);
                let told_of = |(case, arithmetic): &(usize, Arithmetic<'_>)| {
                    let (verdict, lacks) = *all.get(*case)?;
                    Some(Told { verdict, lacks, moved: arithmetic.is_moved() })
                };
                told.truncate(start);
                return told.extend(self.distinct.iter().filter_map(told_of));
            };
            told.push(Told { verdict, lacks, moved: arithmetic.is_moved() });
        }
    }
}
