//! What would settle an undetermined finding: figures tried out one by one, thresholds by exact lines.

mod reason;
mod sizes;
mod threshold;

use super::ledger::Trial;
use crate::assessment::{Finding, Missing, Settlement, Undetermined, Verdict};
use crate::portfolio::{FiguresKind, Offer};
use crate::quantity::Exact;
use sizes::{at_known_sizes, at_sizes, trials};
use std::collections::BTreeSet;
use std::slice;
use threshold::threshold;

pub(super) use threshold::met_from_projection;

/// Judges a finding with figures tried out.
pub(super) trait Judge {
    fn verdict(&self, trials: &[Trial]) -> Verdict;

    /// Limit less actual, or the least that it can be; of a limit on development alone.
    fn room(&self, trials: &[Trial]) -> Option<Exact>;

    /// The offers that are judged together.
    fn offers(&self) -> &[&Offer];
}

/// No larger sets of so many missing figures are tried than keep this bound.
const MOST_TRIED: usize = 500;

/// Of more missing figures than this none is tried alone: what it takes grows with the square of their number.
const MOST_MISSING: usize = 100;

/// Only the announced model on wages is left to decide.
const MODEL: Verdict = Verdict::Undetermined(Undetermined::AnnouncedModel);

/// Tells how an undetermined finding can still turn out, and the smallest sets of figures that would settle it.
pub(super) fn tell(finding: &mut Finding, judge: &dyn Judge) {
    let found = outcomes(finding, judge);
    let waits = found.contains(&MODEL);
    finding.could_be =
        [Verdict::Met, Verdict::Breached].into_iter().filter(|one| waits || found.contains(one)).collect();
    // With nothing but the model left to decide, no figure settles it.
    if found != BTreeSet::from([MODEL]) {
        finding.settled_by = settlements(finding, judge);
    }
}

/// The smallest sets of figures that would settle it, those first that an official knows: of the fewest figures, by a size
/// that they can have, out of budgets before accounts and projections.
fn settlements(finding: &Finding, judge: &dyn Judge) -> Vec<Settlement> {
    let mut all = smallest(finding, judge);
    let least_known = |one: &Settlement| one.figures.iter().map(remoteness).max();
    all.sort_by_key(|one| (one.figures.len(), one.beyond_reason, least_known(one)));
    all
}

/// How far a figure is from what an official has at hand: a budget, an account, what others publish.
fn remoteness(figure: &Missing) -> u8 {
    match figure {
        Missing::Figure { figures: FiguresKind::Budget, .. } => 0,
        Missing::Figure { figures: FiguresKind::Realised, .. } => 1,
        Missing::PriceIndex(_) => 2,
    }
}

/// Single figures where some value of one would do, else pairs, and so on. Where there are too many to try, one set that none
/// can be spared of; it says that a smaller one may do.
fn smallest(finding: &Finding, judge: &dyn Judge) -> Vec<Settlement> {
    let missing = &finding.missing;
    if missing.is_empty() {
        return Vec::new();
    }
    if missing.len() > MOST_MISSING {
        return vec![Settlement { may_be_smaller: true, ..together(&missing.iter().collect::<Vec<_>>()) }];
    }
    let singles: Vec<Settlement> = missing
        .iter()
        .filter(|missing| trials(missing).iter().any(|trial| judge.verdict(slice::from_ref(trial)).is_definite()))
        .map(|missing| threshold(missing, judge))
        .collect();
    if !singles.is_empty() {
        return reason::marked(singles, judge);
    }
    let missing: Vec<&Missing> = missing.iter().collect();
    for size in 2..missing.len() {
        let sets = subsets(&missing, size);
        if sets.len() * 3_usize.saturating_pow(u32::try_from(size).unwrap_or(u32::MAX)) > MOST_TRIED {
            let spared = spared(&missing, finding.could_be.len(), judge);
            // All sets of fewer figures were tried.
            let may_be_smaller = spared.len() > size;
            return vec![Settlement { may_be_smaller, ..together(&spared) }];
        }
        let found: Vec<Settlement> =
            sets.iter().filter(|set| settles(set, &[], judge)).map(|set| together(set)).collect();
        if !found.is_empty() {
            return found;
        }
    }
    vec![together(&missing)]
}

fn together(figures: &[&Missing]) -> Settlement {
    let figures = figures.iter().map(|figure| (*figure).clone()).collect();
    Settlement {
        figures,
        may_be_smaller: false,
        beyond_reason: false,
        met_from: None,
        met_to: None,
        breached_below: None,
        breached_above: None,
    }
}

/// For the first sizes found that make it met, and those that make it breached, the figures that cannot be spared one by
/// one; the fewer of the two. It can turn out in so many ways.
fn spared<'m>(missing: &[&'m Missing], ways: usize, judge: &dyn Judge) -> Vec<&'m Missing> {
    let mut fewest = missing.to_vec();
    let mut seen = BTreeSet::new();
    for trials in at_sizes(missing) {
        let found = judge.verdict(&trials);
        if !found.is_definite() || !seen.insert(found) {
            continue;
        }
        let mut left: Vec<(&Missing, Trial)> = missing.iter().copied().zip(trials).collect();
        for figure in missing {
            let without: Vec<_> = left.iter().filter(|(one, _)| one != figure).cloned().collect();
            let tried: Vec<Trial> = without.iter().map(|(_, trial)| trial.clone()).collect();
            if judge.verdict(&tried).is_definite() {
                left = without;
            }
        }
        if left.len() < fewest.len() {
            fewest = left.into_iter().map(|(figure, _)| figure).collect();
        }
        if seen.len() == ways {
            break;
        }
    }
    fewest
}

/// All subsets of a size, in order.
fn subsets<'m>(missing: &[&'m Missing], size: usize) -> Vec<Vec<&'m Missing>> {
    match (missing, size) {
        (_, 0) => vec![Vec::new()],
        ([], _) => Vec::new(),
        ([first, rest @ ..], _) => {
            let with = subsets(rest, size - 1).into_iter().map(|set| [vec![*first], set].concat());
            with.chain(subsets(rest, size)).collect()
        }
    }
}

/// True when some values of all of them would settle it.
fn settles(figures: &[&Missing], tried: &[Trial], judge: &dyn Judge) -> bool {
    match figures {
        [] => judge.verdict(tried).is_definite(),
        [first, rest @ ..] => trials(first).into_iter().any(|trial| settles(rest, &[tried, &[trial]].concat(), judge)),
    }
}

/// What becomes of an undetermined finding when all missing figures are tried, also at the sizes of the figures known: met,
/// breached, or left to the announced model alone, under which it may be either.
fn outcomes(finding: &Finding, judge: &dyn Judge) -> BTreeSet<Verdict> {
    if finding.verdict == MODEL {
        return BTreeSet::from([MODEL]);
    }
    if finding.missing.is_empty() || !can_be_settled(finding.verdict) {
        return BTreeSet::new();
    }
    let mut found = BTreeSet::new();
    let missing: Vec<&Missing> = finding.missing.iter().collect();
    for trials in at_sizes(&missing).chain(at_known_sizes(finding)) {
        let verdict = judge.verdict(&trials);
        found.extend(
            Some(verdict).filter(|verdict| matches!(verdict, Verdict::Met | Verdict::Breached) || *verdict == MODEL),
        );
        if found.len() == 2 {
            break;
        }
    }
    found
}

/// Undetermined for lack of a figure, so that finding figures out can settle it.
fn can_be_settled(verdict: Verdict) -> bool {
    matches!(
        verdict,
        Verdict::Undetermined(Undetermined::MissingInput | Undetermined::NotComparable | Undetermined::MissingIndex)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Authority, Options, Plan, Portfolio, Register, Row, RowNumbers, Year};

    /// Met whatever is tried.
    struct Met;

    impl Judge for Met {
        fn verdict(&self, _: &[Trial]) -> Verdict {
            Verdict::Met
        }

        fn room(&self, _: &[Trial]) -> Option<Exact> {
            None
        }

        fn offers(&self) -> &[&Offer] {
            &[]
        }
    }

    /// Figures are tried only where it is for lack of figures that nothing can be said.
    #[test]
    fn what_readings_disagree_on_no_figure_settles() {
        let (register, year) = (Register::builtin().unwrap(), Year::new(2018).unwrap());
        let plan = Plan::new(register.get("midtjylland/2018").unwrap(), year, &Options::default()).unwrap();
        let row = Row::new("A", Authority::new(740).unwrap(), year);
        let assessments = plan.evaluate(&Portfolio::new(&[row], &RowNumbers).unwrap().0);
        let mut findings = assessments.iter().flat_map(|one| &one.findings);
        let mut finding = findings.find(|one| !one.missing.is_empty()).expect("blank figures are missing").clone();
        let mut could_be = |cause| {
            finding.verdict = Verdict::Undetermined(cause);
            outcomes(&finding, &Met)
        };
        assert_eq!(could_be(Undetermined::MissingInput), BTreeSet::from([Verdict::Met]));
        assert_eq!(could_be(Undetermined::Reading), BTreeSet::new());
        assert_eq!(could_be(Undetermined::NotStated), BTreeSet::new());
    }
}
