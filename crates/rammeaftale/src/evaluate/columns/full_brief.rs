//! What one rule says of a row under all readings, told as far as it is asked for.

use super::Amounts;
use super::arithmetic::Row;
use super::cases::{Cases, Told};
use super::input::Input;
use crate::agreement::Rule;
use crate::assessment::{self, NotApplicable, Readings, Robust, Settlement, Verdict};
use crate::evaluate::answer::Blanks;
use crate::evaluate::readings::{Dependence, Outcome, robust};
use crate::evaluate::record::Record;
use crate::evaluate::subject::Judging;
use crate::plan::{Cell, Combination};
use crate::quantity::Year;
use std::cell::OnceCell;
use std::sync::Arc;

/// What one rule says of one offer under all readings. The agreement's clauses are the rule's.
#[derive(Clone)]
#[non_exhaustive]
pub struct FullBrief<'r, 'p> {
    /// The verdict under the preferred readings.
    pub verdict: Verdict,
    /// Whether a reading turns it. `None` for a breach whose duty some reading lays on the total of an operator or the region,
    /// where no other reading turns it: whether that total holds it is not told by the offer's own row.
    pub robust: Option<Robust>,
    input: &'r Input<'p>,
    judging: &'r Judging<'p>,
    cases: &'r Cases<'p>,
    row: Row<'r>,
    record: &'r Record<'p>,
    told: &'r [Told],
    /// How it depends on readings, once that was asked for.
    dependence: OnceCell<Arc<Dependence>>,
}

/// Differing readings with another definite verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Flip<'p> {
    /// The readings that differ from the preferred ones.
    pub readings: &'p Readings,
    /// The verdict under them.
    pub verdict: Verdict,
}

/// Differing readings under which nothing can be said.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Undecided<'r, 'p> {
    /// The readings that differ from the preferred ones.
    pub readings: &'p Readings,
    /// Why.
    pub cause: assessment::Undetermined,
    /// What is not known.
    pub missing: Unknown<'r>,
}

/// What keeps a verdict open.
#[derive(Clone, Copy, Debug)]
pub struct Unknown<'r> {
    input: &'r Input<'r>,
    lacks: Blanks,
}

impl<'r, 'p> FullBrief<'r, 'p> {
    pub(super) fn new(
        input: &'r Input<'p>,
        judging: &'r Judging<'p>,
        cases: &'r Cases<'p>,
        (row, record): (Row<'r>, &'r Record<'p>),
        told: &'r [Told],
    ) -> FullBrief<'r, 'p> {
        let preferred = told.get(cases.preferred);
        let verdict = preferred.map_or(Verdict::NotApplicable(NotApplicable::NotAddressed), |told| told.verdict);
        let robust = robust(verdict, told.iter().map(|told| told.outcome(0)));
        let turns_above = verdict == Verdict::Breached && told.iter().any(|told| told.moved);
        let robust = Some(robust).filter(|robust| !turns_above || *robust == Robust::No);
        FullBrief { verdict, robust, input, judging, cases, row, record, told, dependence: OnceCell::new() }
    }

    /// The rule.
    pub fn rule(&self) -> &'p Rule {
        self.cases.planned.rule
    }

    /// What was compared under the preferred readings.
    pub fn amounts(&self) -> Amounts {
        let Some((case, arithmetic)) = self.cases.distinct.get(self.cases.preferred) else { return Amounts::None };
        arithmetic
            .judge(self.row, self.record, |_, amounts| amounts)
            .unwrap_or_else(|| self.input.by_evaluation(self.cases.planned, *case, &self.input.offer(self.row)).1)
    }

    /// What keeps the verdict open; nothing where it is definite.
    pub fn missing(&self) -> Unknown<'r> {
        let lacks = self.told.get(self.cases.preferred).map(|told| told.lacks).unwrap_or_default();
        Unknown { input: self.input, lacks }
    }

    /// The combinations of readings with another definite verdict, the smallest sets of differing readings first.
    pub fn flips(&self) -> impl Iterator<Item = Flip<'p>> + use<'r, 'p> {
        let combinations = &self.cases.planned.combinations;
        self.listed()
            .filter(|(_, told)| told.verdict.is_definite())
            .map(|(combination, told)| Flip { readings: combinations.differing(combination), verdict: told.verdict })
    }

    /// Those under which nothing can be said, in the same order.
    pub fn undecided(&self) -> impl Iterator<Item = Undecided<'r, 'p>> + use<'r, 'p> {
        let (input, combinations) = (self.input, &self.cases.planned.combinations);
        self.listed().filter_map(move |(combination, told)| {
            let Verdict::Undetermined(cause) = told.verdict else { return None };
            let readings = combinations.differing(combination);
            Some(Undecided { readings, cause, missing: Unknown { input, lacks: told.lacks } })
        })
    }

    /// The smallest sets of figures that would settle an undetermined verdict; the offer is called by its row. This judges the
    /// row as [`Plan::evaluate`](crate::Plan::evaluate) does, which takes a thousand times as long.
    pub fn settled_by(&self) -> Vec<Settlement> {
        if self.verdict.is_definite() {
            return Vec::new();
        }
        self.input.settlements(self.cases.planned, self.row)
    }

    fn listed(&self) -> impl Iterator<Item = (&'p Combination, &'r Told)> + use<'r, 'p> {
        let (all, told) = (self.cases.planned.combinations.all(), self.told);
        let dependence = Arc::clone(self.dependence.get_or_init(|| self.dependence()));
        (0..dependence.listed.len()).filter_map(move |number| {
            let (position, place) = *dependence.listed.get(number)?;
            Some((all.get(position)?, told.get(place)?))
        })
    }

    fn dependence(&self) -> Arc<Dependence> {
        let alike = |lacks: Blanks| self.told.iter().position(|other| other.lacks == lacks);
        let outcome = |one: &Told| match one.verdict {
            Verdict::Undetermined(_) => one.outcome(alike(one.lacks).unwrap_or_default()),
            _ => one.outcome(0),
        };
        let Cases { index, planned, place_of, .. } = self.cases;
        self.judging.dependence(*index, &planned.combinations, place_of, self.told.iter().map(outcome).collect())
    }
}

impl Told {
    /// `lacks` is the first that lacks the same.
    fn outcome(&self, lacks: usize) -> Outcome {
        Outcome { verdict: self.verdict, lacks, moved: self.moved, above: None }
    }
}

impl<'r> Unknown<'r> {
    /// The blank figures, in the order of the columns.
    pub fn cells(&self) -> impl Iterator<Item = Cell> + use<'r> {
        let Unknown { input, lacks } = *self;
        lacks.slots.iter().filter_map(|slot| input.cell(slot))
    }

    /// The years into which no price projection is at hand.
    pub fn projections(&self) -> impl Iterator<Item = Year> + use<'r> {
        self.lacks.years.iter(self.input.plan.year)
    }
}

impl std::fmt::Debug for FullBrief<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (rule, told) = (&self.rule().id, self.told);
        f.debug_struct("FullBrief").field("rule", rule).field("robust", &self.robust).field("told", &told).finish()
    }
}
