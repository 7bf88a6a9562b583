//! How far a verdict depends on readings (rules.md, section 5): robust, flips, undecided.

use crate::assessment::{NotApplicable, Robust, Undetermined, Verdict};
use crate::plan::{Combination, Combinations};
use std::hash::{Hash, Hasher};

/// The verdict under one choice of readings, as far as flips and robustness look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Outcome {
    pub(super) verdict: Verdict,
    /// Of those that lack the same figures, the first.
    pub(super) lacks: usize,
    /// The duty moved to the level above.
    pub(super) moved: bool,
    /// What the finding there then is.
    pub(super) above: Option<Verdict>,
}

/// In one number, since many stand in each question that is asked again; few that differ share it.
impl Hash for Outcome {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let code = |verdict: Verdict| match verdict {
            Verdict::Met => 1,
            Verdict::Breached => 2,
            Verdict::Undetermined(cause) => 8 + cause as u64,
            Verdict::NotApplicable(cause) => 16 + cause as u64,
        };
        let above = self.above.map_or(0, code);
        state.write_u64(code(self.verdict) | above << 8 | u64::from(self.moved) << 16 | (self.lacks as u64) << 17);
    }
}

/// How far the preferred verdict depends on readings.
#[derive(Clone, Debug)]
pub(super) struct Dependence {
    pub(super) verdict: Verdict,
    pub(super) robust: Robust,
    /// The combinations that are told, by where they stand, each with its outcome: other definite verdicts, and what is open.
    pub(super) listed: Vec<(usize, usize)>,
}

/// What is listed: a finding has flips and what is undecided, an assessment only its flips.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lists {
    Both,
    FlipsOnly,
}

/// Looks over all combinations in their order; `of` tells which outcome each has.
pub(super) fn depend(combinations: &Combinations, outcomes: &[Outcome], of: &[usize], lists: Lists) -> Dependence {
    let preferred = of.iter().take(combinations.preferred()).filter_map(|index| outcomes.get(*index));
    let verdict = shared(preferred.map(|outcome| outcome.verdict));
    let mut dependence = Dependence { verdict, robust: robust(verdict, outcomes.iter().copied()), listed: Vec::new() };
    let is_listed =
        |outcome: &Outcome| (lists == Lists::Both || outcome.verdict.is_definite()) && is_listed(verdict, outcome);
    if !outcomes.iter().any(is_listed) {
        return dependence;
    }
    let mut listed: Vec<(&Combination, &Outcome)> = Vec::new();
    for (position, (combination, index)) in combinations.all().iter().zip(of).enumerate() {
        let outcome = outcomes.get(*index).filter(|outcome| !combination.is_preferred() && is_listed(outcome));
        let Some(outcome) = outcome else { continue };
        if !repeats(combinations, &listed, combination, outcome) {
            listed.push((combination, outcome));
            dependence.listed.push((position, *index));
        }
    }
    dependence
}

/// The verdict that the preferred combinations share, with the first of its causes, else undetermined: more than one stands
/// only where a question has no preferred reading.
pub(super) fn shared(mut verdicts: impl Iterator<Item = Verdict>) -> Verdict {
    let open = Verdict::Undetermined(Undetermined::Reading);
    let Some(first) = verdicts.next() else { return open };
    verdicts
        .fold(first, |shared, other| if other.same_kind(shared) && shared != open { shared.min(other) } else { open })
}

/// Another definite verdict, or an undetermined one. A duty that moves is listed for a preferred breach only.
fn is_listed(preferred: Verdict, outcome: &Outcome) -> bool {
    match outcome.verdict {
        Verdict::Undetermined(_) => true,
        _ if outcome.moved => preferred == Verdict::Breached,
        other => !other.same_kind(preferred),
    }
}

/// True when every listed smaller set of differing readings says the same. What moves the duty up is one reading; the
/// others play no part under it, so one listed entry is enough.
fn repeats(
    combinations: &Combinations,
    listed: &[(&Combination, &Outcome)],
    combination: &Combination,
    outcome: &Outcome,
) -> bool {
    let mut subsets = listed.iter().filter(|(other, _)| combinations.is_within(other, combination)).peekable();
    if outcome.moved {
        return subsets.any(|(_, other)| other.moved);
    }
    subsets.peek().is_some() && subsets.all(|(_, other)| says_the_same(other, outcome))
}

fn says_the_same(a: &Outcome, b: &Outcome) -> bool {
    match (a.verdict, b.verdict) {
        (Verdict::Undetermined(x), Verdict::Undetermined(y)) => x == y && a.lacks == b.lacks,
        (x, y) => x.same_kind(y),
    }
}

pub(super) fn robust(preferred: Verdict, outcomes: impl Iterator<Item = Outcome> + Clone) -> Robust {
    let any = |test: &dyn Fn(&Outcome) -> bool| outcomes.clone().any(|outcome| test(&outcome));
    let open = |verdict: Verdict| matches!(verdict, Verdict::Undetermined(_));
    let (disturbed, unknown) = match preferred {
        Verdict::NotApplicable(_) => (false, false),
        Verdict::Undetermined(_) => (any(&|one| matches!(one.verdict, Verdict::Met | Verdict::Breached)), true),
        Verdict::Met => (any(&|one| one.verdict == Verdict::Breached), any(&|one| open(one.verdict))),
        Verdict::Breached => (any(&turns_breach), any(&|one| open(one.verdict) || one.above.is_some_and(open))),
    };
    match (disturbed, unknown) {
        (true, _) => Robust::No,
        (false, true) => Robust::Unknown,
        (false, false) => Robust::Yes,
    }
}

/// Met, no duty at all, or the duty moved to where it is met.
fn turns_breach(outcome: &Outcome) -> bool {
    match outcome.verdict {
        Verdict::Met => true,
        Verdict::NotApplicable(NotApplicable::NoDuty | NotApplicable::Reading) if !outcome.moved => true,
        _ => outcome.above == Some(Verdict::Met),
    }
}
