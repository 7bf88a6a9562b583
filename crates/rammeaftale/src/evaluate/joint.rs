//! A subject's duties together, under joint choices of the readings that any of them depends on.

use super::judgement::Judgement;
use super::readings::{Outcome, shared};
use super::subject::{Above, Explored, Judged};
use crate::assessment::{NotApplicable, Verdict};
use crate::plan::Joint;

/// What the duties so far come to under some joint choices. What is unknown of them is told by the findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Partial {
    verdict: Option<Verdict>,
    moved: bool,
}

impl Partial {
    fn and(self, judgement: &Judgement<'_>) -> Partial {
        Partial {
            verdict: Verdict::combine(self.verdict.into_iter().chain([judgement.verdict])),
            moved: self.moved || judgement.moved.is_some(),
        }
    }
}

/// The verdict that all duties have together under the preferred readings.
pub(super) fn preferred(judged: &Judged<'_>, joint: &Joint, above: Above<'_>) -> Verdict {
    let (outcomes, of) = outcomes_of(judged, joint, joint.combinations.preferred(), None, above);
    shared(of.iter().filter_map(|index| outcomes.get(*index)).map(|outcome| outcome.verdict))
}

/// The outcomes that differ, and which of them each joint choice has.
pub(super) fn outcomes(
    judged: &Judged<'_>,
    joint: &Joint,
    preferred: Option<Verdict>,
    above: Above<'_>,
) -> (Vec<Outcome<'static>>, Vec<usize>) {
    outcomes_of(judged, joint, joint.combinations.all().len(), preferred, above)
}

/// The same for the first so many joint choices.
fn outcomes_of(
    judged: &Judged<'_>,
    joint: &Joint,
    count: usize,
    preferred: Option<Verdict>,
    above: Above<'_>,
) -> (Vec<Outcome<'static>>, Vec<usize>) {
    let mut partials = vec![Partial::default()];
    let mut of = vec![0; count];
    for (rule, cases) in &joint.rules {
        let of_rule = judged.findings.iter().filter(|explored| explored.rule == *rule && explored.combines());
        for explored in of_rule {
            let judgements = under_each_case(explored, preferred, above);
            partials = join(&partials, &mut of, &judgements, cases);
        }
    }
    let none = Verdict::NotApplicable(NotApplicable::NotAddressed);
    let outcome = |partial: Partial| {
        let verdict = partial.verdict.or(judged.silent).unwrap_or(none);
        // For a preferred breach what moved was no breach, so that it moved decides nothing.
        let moved =
            partial.moved && preferred != Some(Verdict::Breached) && matches!(verdict, Verdict::NotApplicable(_));
        Outcome { verdict, unknown: &[], moved, above: None }
    };
    (partials.into_iter().map(outcome).collect(), of)
}

/// For a preferred breach, a breach whose duty moved is what the finding above then is; any other moved duty plays no part.
fn under_each_case<'j>(
    explored: &'j Explored<'j>,
    preferred: Option<Verdict>,
    above: Above<'j>,
) -> Vec<&'j Judgement<'j>> {
    let follows = preferred == Some(Verdict::Breached) && explored.finding.verdict == Verdict::Breached;
    let each = explored.judgements.iter().enumerate().map(|(case, judgement)| {
        let moved_to = judgement.moved.filter(|_| follows);
        let above = moved_to.and_then(|level| above.finding(level, explored.rule)?.judgements.get(case));
        above.unwrap_or(judgement)
    });
    each.collect()
}

/// Adds a duty: `of` tells which of the partials each joint choice has, before and after.
fn join(partials: &[Partial], of: &mut [usize], judgements: &[&Judgement<'_>], cases: &[usize]) -> Vec<Partial> {
    let mut joined: Vec<Partial> = Vec::new();
    // The pairs of a partial and a case met so far, each with its place among those joined.
    let mut met: Vec<((usize, usize), usize)> = Vec::new();
    for (index, case) in of.iter_mut().zip(cases) {
        let pair = (*index, *case);
        if let Some((_, place)) = met.iter().find(|(other, _)| *other == pair) {
            *index = *place;
            continue;
        }
        let (Some(partial), Some(judgement)) = (partials.get(*index), judgements.get(*case)) else { continue };
        let partial = partial.and(judgement);
        let place = joined.iter().position(|other| *other == partial).unwrap_or(joined.len());
        if place == joined.len() {
            joined.push(partial);
        }
        met.push((pair, place));
        *index = place;
    }
    joined
}
