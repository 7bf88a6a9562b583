//! Some comparisons together: all must hold.

use crate::assessment::{Undetermined, Verdict};
use crate::evaluate::judgement::{Judgement, cause};
use crate::evaluate::limit::{Decision, Test};
use crate::evaluate::sum::{Sum, Unknown, once};
use crate::portfolio::TariffUnit;
use crate::quantity::{Exact, Year};

/// One comparison that must hold, where there is something to compare.
#[derive(Clone, Debug)]
pub(super) enum Comparison<'e> {
    /// New, another unit, or nothing in both years.
    NoBase {
        /// What there is in the subject year, to be shown.
        actual: Option<Box<Sum<'e>>>,
    },
    /// Actual against its limit.
    Of {
        base_year: Year,
        /// Of a total of tariffs, what they are the price of.
        unit: Option<TariffUnit>,
        full: Box<Test<'e>>,
        /// The same with the wage supplement deducted.
        after_supplement: Option<Box<Test<'e>>>,
        /// Blank weights of a total: it is then undecided, always.
        blank_places: Vec<Unknown<'e>>,
    },
}

/// What one comparison says.
pub(super) enum Outcome<L> {
    Holds,
    Fails,
    NoBase,
    /// Only the announced model could make it hold.
    Announced,
    /// It turns on what it lacks.
    Open(L),
}

impl<'e> Comparison<'e> {
    pub(super) fn test(&self) -> Option<&Test<'e>> {
        match self {
            Comparison::NoBase { .. } => None,
            Comparison::Of { full, .. } => Some(full),
        }
    }

    /// What the tariffs of a total are the price of.
    pub(super) fn unit(&self) -> Option<TariffUnit> {
        match self {
            Comparison::NoBase { .. } => None,
            Comparison::Of { unit, .. } => *unit,
        }
    }

    /// Limit less actual as a part of the base, where all of it is known and no weight is blank.
    pub(super) fn room_of_base(&self) -> Option<Exact> {
        let Comparison::Of { full, blank_places, .. } = self else { return None };
        let room = &full.known_limit()?.0 - &full.actual.known()?;
        blank_places.is_empty().then_some(&room * &full.base.known()?.reciprocal()?)
    }

    /// The least that the measure can be, with all of the wage supplement deducted.
    pub(super) fn least(&self) -> Option<Exact> {
        self.after().or(self.test())?.actual.least()
    }

    fn after(&self) -> Option<&Test<'e>> {
        match self {
            Comparison::Of { after_supplement: Some(after), .. } => Some(after),
            _ => None,
        }
    }

    /// Held: met. Not held even after the most lenient deduction: breached. Between them only the announced
    /// model decides (rules.md, section 4, allowance).
    fn outcome(&self) -> Outcome<Vec<Unknown<'e>>> {
        let Some(full) = self.test() else { return Outcome::NoBase };
        if let Some(missing) = self.undecided() {
            return Outcome::Open(missing);
        }
        match (full.decide(), self.after().map(Test::decide)) {
            (Decision::Holds, _) => Outcome::Holds,
            (Decision::NoBase, _) | (Decision::Fails, Some(Decision::NoBase)) => Outcome::NoBase,
            (Decision::Fails, None) | (_, Some(Decision::Fails)) => Outcome::Fails,
            (Decision::Fails, Some(Decision::Holds)) => Outcome::Announced,
            (Decision::Open(missing), Some(Decision::Open(more))) => Outcome::Open(once(missing.iter().chain(&more))),
            (Decision::Open(missing), _) | (Decision::Fails, Some(Decision::Open(missing))) => Outcome::Open(missing),
        }
    }

    /// Everything unknown in a total with blank places.
    fn undecided(&self) -> Option<Vec<Unknown<'e>>> {
        match self {
            Comparison::Of { full, after_supplement, blank_places, .. } if !blank_places.is_empty() => {
                let tests = [Some(full), after_supplement.as_ref()].into_iter().flatten();
                Some(once(tests.flat_map(|test| test.unknown()).chain(blank_places)))
            }
            _ => None,
        }
    }
}

pub(super) fn judge<'e>(comparisons: &[Comparison<'e>]) -> Judgement<'e> {
    let outcomes: Vec<_> = comparisons.iter().map(Comparison::outcome).collect();
    let verdict = verdict(&outcomes, |figures| cause(figures));
    Judgement {
        unknown: once(lacking(verdict, &outcomes).flatten()),
        room: least(comparisons.iter().map(Comparison::test)),
        ..Judgement::new(verdict).noting(&read(comparisons))
    }
}

/// Every sum that is compared or, where there is nothing to compare it with, shown.
pub(super) fn read<'c, 'e>(comparisons: &'c [Comparison<'e>]) -> Vec<&'c Sum<'e>> {
    let sums = |one: &'c Comparison<'e>| -> Vec<&'c Sum<'e>> {
        let of_test = |test: &'c Test<'e>| {
            let credit = test.credit.as_ref().map(|credit| &credit.sum);
            [&test.actual, &test.base].into_iter().chain(credit)
        };
        match one {
            Comparison::NoBase { actual } => actual.iter().map(Box::as_ref).collect(),
            Comparison::Of { .. } => [one.test(), one.after()].into_iter().flatten().flat_map(of_test).collect(),
        }
    };
    comparisons.iter().flat_map(sums).collect()
}

/// A failed one fails the whole, whatever is unknown of the others.
pub(super) fn verdict<L>(outcomes: &[Outcome<L>], cause: impl Fn(&L) -> Undetermined) -> Verdict {
    let causes = outcomes.iter().filter_map(|outcome| match outcome {
        Outcome::Holds | Outcome::Fails => None,
        Outcome::NoBase => Some(Undetermined::NotComparable),
        Outcome::Announced => Some(Undetermined::AnnouncedModel),
        Outcome::Open(lacks) => Some(cause(lacks)),
    });
    match causes.min() {
        _ if outcomes.iter().any(|outcome| matches!(outcome, Outcome::Fails)) => Verdict::Breached,
        None => Verdict::Met,
        Some(first) => Verdict::Undetermined(first),
    }
}

/// What keeps a verdict of some comparisons open.
pub(super) fn lacking<L>(verdict: Verdict, outcomes: &[Outcome<L>]) -> impl Iterator<Item = &L> {
    let open =
        outcomes.iter().filter_map(|outcome| if let Outcome::Open(lacks) = outcome { Some(lacks) } else { None });
    open.filter(move |_| !verdict.is_definite())
}

/// The least room of all; `None` where one is not known.
fn least<'t>(tests: impl Iterator<Item = Option<&'t Test<'t>>>) -> Option<crate::quantity::Exact> {
    tests.map(|test| test.and_then(Test::room)).collect::<Option<Vec<_>>>()?.into_iter().min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::kleene::tables;

    #[test]
    fn comparisons_together_are_the_and_of_kleene() {
        let outcome = |truth| match truth {
            Some(true) => Outcome::Holds,
            Some(false) => Outcome::Fails,
            None => Outcome::Open(()),
        };
        for (a, b, both) in tables::AND {
            let said = match verdict(&[outcome(a), outcome(b)], |()| Undetermined::MissingInput) {
                Verdict::Met => Some(true),
                Verdict::Breached => Some(false),
                Verdict::Undetermined(_) => None,
                other => panic!("{other:?}"),
            };
            assert_eq!(said, both, "{a:?} and {b:?}");
        }
    }
}
