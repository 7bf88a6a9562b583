//! A rule judged again with values tried for what is missing: by the plan's arithmetic where that reaches, else the longer way.

use super::case::{judge, room_by, verdict_by};
use super::judgement::{Judgement, Target};
use super::ledger::{Ledger, Trial};
use super::readings;
use super::record::{Facts, Filled};
use super::settle::Judge;
use super::tariff_development::Growth;
use crate::assessment::{Missing, Verdict};
use crate::plan::{PlannedRule, Years};
use crate::portfolio::Offer;
use crate::quantity::{Exact, Kroner, Ratio, Year};
use std::cell::RefCell;

pub(super) struct Trying<'t, 'e> {
    ledger: Ledger<'t, 'e>,
    planned: &'t PlannedRule<'t>,
    target: Target<'e>,
    facts: Facts<'t, 'e>,
    /// A copy of the facts, made when something is tried.
    filled: RefCell<Option<Filled<'e>>>,
}

impl<'t, 'e> Trying<'t, 'e> {
    pub(super) fn new(
        ledger: Ledger<'t, 'e>,
        planned: &'t PlannedRule<'t>,
        target: Target<'e>,
        facts: Facts<'t, 'e>,
    ) -> Trying<'t, 'e> {
        Trying { ledger, planned, target, facts, filled: RefCell::default() }
    }

    /// The verdict in one case.
    pub(super) fn verdict_of(&self, at: usize, trials: &[Trial]) -> Option<Verdict> {
        let by_formula = |facts: Facts<'_, 'e>, growth| {
            verdict_by(self.planned, at, self.target, (facts, &self.ledger.plan.cells), growth)
        };
        self.with(trials, by_formula).or_else(|| Some(self.longer(at, trials)?.verdict))
    }

    /// The room under one combination of readings.
    pub(super) fn room_under(&self, combination: usize, trials: &[Trial]) -> Option<Exact> {
        self.room_of(*self.planned.case_of.get(combination)?, trials)
    }

    /// Limit less actual, or the least that it can be, in one case.
    pub(super) fn room_of(&self, at: usize, trials: &[Trial]) -> Option<Exact> {
        self.with(trials, |facts, growth| room_by(self.planned, at, self.target, facts, growth))
            .or_else(|| self.longer(at, trials)?.room)
    }

    fn longer(&self, at: usize, trials: &[Trial]) -> Option<Judgement<'e>> {
        let case = self.planned.cases.get(at)?;
        Some(judge(&self.ledger.trying(trials.to_vec()), self.planned, case, self.target))
    }

    /// What is found with all of them filled in; `None` where not all of them can be.
    fn with<T>(&self, trials: &[Trial], find: impl Fn(Facts<'_, 'e>, Option<Growth>) -> Option<T>) -> Option<T> {
        let cells = &self.ledger.plan.cells;
        let growth = growth(trials, cells.year())?;
        let mut filled = self.filled.borrow_mut();
        let filled = filled.get_or_insert_with(|| Filled::of(self.facts));
        let count = figures(trials).take_while(|(figure, amount)| filled.fill(cells, figure, *amount)).count();
        let are_all = figures(trials).nth(count).is_none();
        let found = are_all.then(|| find(filled.facts(), growth)).flatten();
        figures(trials).take(count).for_each(|(figure, _)| filled.empty(cells, figure));
        found
    }
}

impl Judge for Trying<'_, '_> {
    /// What the preferred combinations share: more than one only where a question has no preferred reading.
    fn verdict(&self, trials: &[Trial]) -> Verdict {
        readings::shared(self.planned.preferred_cases().iter().filter_map(|at| self.verdict_of(*at, trials)))
    }

    fn room(&self, trials: &[Trial]) -> Option<Exact> {
        let rooms = self.planned.preferred_cases().iter().map(|at| self.room_of(*at, trials));
        rooms.collect::<Option<Vec<_>>>()?.into_iter().min()
    }

    fn offers(&self) -> &[&Offer] {
        self.target.offers()
    }
}

fn figures(trials: &[Trial]) -> impl Iterator<Item = (&Missing, Kroner)> {
    trials.iter().filter_map(|trial| match trial {
        Trial::Figure(figure, amount) => Some((figure, *amount)),
        Trial::Projection(..) => None,
    })
}

/// What prices grow by in the years tried, if any are; `None` where that cannot be told.
fn growth(trials: &[Trial], last: Year) -> Option<Option<Growth>> {
    let projections = trials.iter().filter_map(|trial| match trial {
        Trial::Projection(year, percent) => Some((*year, percent.ratio_factor())),
        Trial::Figure(..) => None,
    });
    let years = Years::until(last, projections.clone().map(|(year, _)| year))?;
    let all = projections.map(|(_, growth)| growth).try_fold(Ratio::ONE, Ratio::times)?;
    Some((!years.is_empty()).then_some((years, all.reduced())))
}
