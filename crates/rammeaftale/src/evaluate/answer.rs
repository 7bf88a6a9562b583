//! What a case says of a target, as far as findings tell of it.

use super::judgement::Judgement;
use super::record::{Facts, Record, each_blank};
use super::sum::{Columns, Unknown, once};
use crate::agreement::rules::LimitLevel;
use crate::assessment::{Flip, Missing, Undecided, Undetermined, Verdict};
use crate::plan::{Cells, Combinations, PlannedRule, Slots, Years};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The verdict under one choice of readings, and what it lacks.
#[derive(Clone, Debug)]
pub(super) struct Answer<'e> {
    pub(super) verdict: Verdict,
    /// The level above to which the reading moves the duty.
    pub(super) moved: Option<LimitLevel>,
    pub(super) lacks: Lacks<'e>,
    pub(super) assumed: Columns,
}

/// The unknown figures that keep an answer open. Those of one finding are told in one way, so that equal ones are alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Lacks<'e> {
    /// One by one, in their order; there are some.
    Figures(Vec<Unknown<'e>>),
    /// Where they stand, if there are any.
    Blank(Blanks),
}

/// Blank figures of the records judged, by slot, and projections that are missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Blanks {
    pub(super) slots: Slots,
    pub(super) years: Years,
}

impl Answer<'_> {
    pub(super) fn new(verdict: Verdict) -> Self {
        let lacks = Lacks::Blank(Blanks::default());
        Answer { verdict, moved: None, lacks, assumed: Columns::default() }
    }
}

impl<'e> From<Judgement<'e>> for Answer<'e> {
    fn from(judgement: Judgement<'e>) -> Answer<'e> {
        let Judgement { verdict, moved, unknown, assumed, .. } = judgement;
        Answer { verdict, moved, lacks: Lacks::from(unknown), assumed }
    }
}

impl<'e> From<Vec<Unknown<'e>>> for Lacks<'e> {
    fn from(unknown: Vec<Unknown<'e>>) -> Lacks<'e> {
        if unknown.is_empty() { Lacks::Blank(Blanks::default()) } else { Lacks::Figures(unknown) }
    }
}

impl<'e> Lacks<'e> {
    /// The figures by name, of the records that were judged.
    pub(super) fn named(&self, cells: &Cells, facts: Facts<'_, 'e>) -> BTreeSet<Missing> {
        match self {
            Lacks::Figures(unknown) => unknown.iter().map(Unknown::missing).collect(),
            Lacks::Blank(blanks) => {
                let mut named = Vec::new();
                blanks.each(cells, facts, |unknown| named.push(unknown.missing()));
                named.into_iter().collect()
            }
        }
    }
}

impl From<Slots> for Blanks {
    fn from(slots: Slots) -> Blanks {
        Blanks { slots, ..Blanks::default() }
    }
}

impl Blanks {
    pub(super) fn either(self, other: Blanks) -> Blanks {
        Blanks { slots: self.slots.either(other.slots), years: self.years.either(other.years) }
    }

    /// The first cause among them, in the order of rules.md, section 6.
    pub(super) fn cause(self, cells: &Cells) -> Undetermined {
        match () {
            () if !self.slots.without(cells.own_payment()).is_empty() => Undetermined::MissingInput,
            () if !self.slots.is_empty() => Undetermined::NotComparable,
            () if !self.years.is_empty() => Undetermined::MissingIndex,
            () => Undetermined::MissingInput,
        }
    }

    /// Every figure, one by one; `read` tells which slots count of a record.
    pub(super) fn figures<'e>(
        self,
        cells: &Cells,
        records: &[Record<'e>],
        read: impl Fn(&Record<'e>) -> Slots,
    ) -> Vec<Unknown<'e>> {
        let mut unknown = Vec::new();
        each_blank(cells, records, read, &mut |one| unknown.push(one));
        unknown.extend(self.years.iter(cells.year()).map(Unknown::Projection));
        once(&unknown)
    }

    fn each<'e>(self, cells: &Cells, facts: Facts<'_, 'e>, mut take: impl FnMut(Unknown<'e>)) {
        let of_tariff = cells.of_tariff();
        each_blank(cells, facts.records(), |_| self.slots.without(of_tariff), &mut take);
        each_blank(cells, facts.tariffs(), |_| self.slots.both(of_tariff), &mut take);
        self.years.iter(cells.year()).map(Unknown::Projection).for_each(take);
    }
}

/// Tells what all answers lack in one way: one by one, where some can only be told so, or one figure stands in two slots.
pub(super) fn tell_alike<'e>(answers: &mut [Answer<'e>], cells: &Cells, facts: Facts<'_, 'e>) {
    let mut all = Slots::default();
    let mut one_by_one = false;
    for answer in answers.iter() {
        match &answer.lacks {
            Lacks::Blank(blanks) => all = all.either(blanks.slots),
            Lacks::Figures(_) => one_by_one = true,
        }
    }
    if !one_by_one && !cells.any_twice(all) {
        return;
    }
    for answer in answers {
        if let Lacks::Blank(blanks) = answer.lacks {
            let mut unknown = Vec::new();
            blanks.each(cells, facts, |one| unknown.push(one));
            answer.lacks = once(&unknown).into();
        }
    }
}

/// Names the figures that an answer lacks.
pub(super) type Named<'n, 'e> = &'n dyn Fn(&Answer<'e>) -> BTreeSet<Missing>;

/// What keeps some preferred combination open.
pub(super) fn missing<'e>(
    planned: &PlannedRule<'_>,
    answers: &[Answer<'e>],
    named: Named<'_, 'e>,
) -> BTreeSet<Missing> {
    let preferred = planned.preferred_cases();
    let preferred =
        preferred.iter().filter_map(|case| answers.get(*case)).filter(|answer| !answer.verdict.is_definite());
    preferred.map(named).reduce(|all, one| all.into_iter().chain(one).collect()).unwrap_or_default()
}

/// The combinations listed, by their readings; those undecided with where they stand, and one set of figures for all that
/// lack the same.
pub(super) fn lists<'e>(
    combinations: &Combinations,
    listed: &[(usize, usize)],
    answers: &[Answer<'e>],
    named: Named<'_, 'e>,
) -> (Vec<Flip>, Vec<(usize, Undecided)>) {
    let (mut flips, mut undecided) = (Vec::new(), Vec::new());
    let mut sets: Vec<(&Lacks<'e>, Arc<BTreeSet<Missing>>)> = Vec::new();
    for (position, answer) in listed {
        let (Some(combination), Some(answer)) = (combinations.all().get(*position), answers.get(*answer)) else {
            continue;
        };
        let readings = Arc::clone(combinations.differing(combination));
        let Verdict::Undetermined(cause) = answer.verdict else {
            flips.push(Flip { readings, verdict: answer.verdict });
            continue;
        };
        let known = sets.iter().find(|(lacks, _)| **lacks == answer.lacks).map(|(_, set)| Arc::clone(set));
        let missing = known.unwrap_or_else(|| {
            let set = Arc::new(named(answer));
            sets.push((&answer.lacks, Arc::clone(&set)));
            set
        });
        let entry = Undecided { readings, cause, missing, met_from_projection_percent: None };
        undecided.push((*position, entry));
    }
    (flips, undecided)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Year;
    use crate::plan::Part;
    use crate::portfolio::{Column, FiguresKind};

    #[test]
    fn the_first_cause_is_told() {
        let year = Year::new(2018).unwrap();
        let mut cells = Cells::new(year);
        let [basis, own_payment] = [Column::TariffBasis, Column::OwnPayment]
            .map(|column| cells.slot(column, Part::Offer, year, FiguresKind::Budget).unwrap());
        let years = Years::until(year, [year].into_iter()).unwrap();
        let cause = |slots: &[_], years| Blanks { slots: slots.iter().copied().collect(), years }.cause(&cells);
        for years in [Years::default(), years] {
            assert_eq!(cause(&[basis], years), Undetermined::MissingInput);
            assert_eq!(cause(&[basis, own_payment], years), Undetermined::MissingInput);
            assert_eq!(cause(&[own_payment], years), Undetermined::NotComparable);
        }
        assert_eq!(cause(&[], years), Undetermined::MissingIndex);
        assert_eq!(cause(&[], Years::default()), Undetermined::MissingInput);
    }
}
