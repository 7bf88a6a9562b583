//! A subject's duties together, under joint choices of the readings that any of them depends on.

use super::judgement::Judgement;
use super::readings::{Outcome, shared};
use super::subject::{Above, Explored, Judged};
use crate::assessment::{Missing, NotApplicable, Verdict};
use crate::plan::Joint;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// What the duties so far come to under some joint choices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Partial<'j> {
    verdict: Option<Verdict>,
    missing: Cow<'j, BTreeSet<Missing>>,
    moved: bool,
}

impl<'j> Partial<'j> {
    fn and(&self, judgement: &'j Judgement) -> Partial<'j> {
        let missing = match (self.missing.is_empty(), judgement.missing.is_empty()) {
            (true, _) => Cow::Borrowed(&judgement.missing),
            (false, true) => self.missing.clone(),
            (false, false) => Cow::Owned(self.missing.union(&judgement.missing).cloned().collect()),
        };
        Partial {
            verdict: Verdict::combine(self.verdict.into_iter().chain([judgement.verdict])),
            missing,
            moved: self.moved || judgement.moved.is_some(),
        }
    }
}

/// The verdict that all duties have together under the preferred readings.
pub(super) fn preferred(judged: &Judged, joint: &Joint, above: Above<'_>) -> Verdict {
    let (outcomes, of) = outcomes_of(judged, joint, joint.combinations.preferred(), None, above);
    shared(of.iter().filter_map(|index| outcomes.get(*index)).map(|outcome| outcome.verdict))
}

/// The outcomes that differ, and which of them each joint choice has.
pub(super) fn outcomes<'j>(
    judged: &'j Judged,
    joint: &Joint,
    preferred: Option<Verdict>,
    above: Above<'j>,
) -> (Vec<Outcome<'j>>, Vec<usize>) {
    outcomes_of(judged, joint, joint.combinations.all().len(), preferred, above)
}

/// The same for the first so many joint choices.
fn outcomes_of<'j>(
    judged: &'j Judged,
    joint: &Joint,
    count: usize,
    preferred: Option<Verdict>,
    above: Above<'j>,
) -> (Vec<Outcome<'j>>, Vec<usize>) {
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
    let outcome = |partial: Partial<'j>| {
        let verdict = partial.verdict.or(judged.silent).unwrap_or(none);
        // For a preferred breach what moved was no breach, so that it moved decides nothing.
        let moved = partial.moved
            && preferred != Some(Verdict::Breached)
            && matches!(verdict, Verdict::NotApplicable(_));
        Outcome { verdict, missing: partial.missing, moved, above: None }
    };
    (partials.into_iter().map(outcome).collect(), of)
}

/// For a preferred breach, a breach whose duty moved is what the finding above then is; any other moved duty plays no part.
fn under_each_case<'j>(explored: &'j Explored, preferred: Option<Verdict>, above: Above<'j>) -> Vec<&'j Judgement> {
    let follows = preferred == Some(Verdict::Breached) && explored.finding.verdict == Verdict::Breached;
    let each = explored.judgements.iter().enumerate().map(|(case, judgement)| {
        let moved_to = judgement.moved.filter(|_| follows);
        let above = moved_to.and_then(|level| above.finding(level, explored.rule)?.judgements.get(case));
        above.unwrap_or(judgement)
    });
    each.collect()
}

/// Adds a duty: `of` tells which of the partials each joint choice has, before and after.
fn join<'j>(
    partials: &[Partial<'j>],
    of: &mut [usize],
    judgements: &[&'j Judgement],
    cases: &[usize],
) -> Vec<Partial<'j>> {
    let mut joined: Vec<Partial<'j>> = Vec::new();
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
