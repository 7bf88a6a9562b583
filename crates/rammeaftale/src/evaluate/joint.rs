//! A subject's duties together, under joint choices of the readings that any of them depends on.

use super::judged::{Above, Explored, Judged};
use super::judgement::Judgement;
use super::readings::{Outcome, shared};
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
            verdict: Some(self.verdict.map_or(judgement.verdict, |verdict| verdict.and(judgement.verdict))),
            moved: self.moved || judgement.moved.is_some(),
        }
    }
}

/// The verdict that all duties have together under the preferred readings.
pub(super) fn preferred(judged: &Judged<'_>, joint: &Joint, above: Above<'_>) -> Verdict {
    let duties = duties(judged, joint, None, above);
    let of = joint.choice_of.iter().take(joint.combinations.preferred());
    let choices = of.filter_map(|choice| joint.choices.get(*choice));
    shared(choices.map(|choice| outcome(judged, &duties, choice, None).verdict))
}

/// What comes of each joint choice that differs.
pub(super) fn outcomes(
    judged: &Judged<'_>,
    joint: &Joint,
    preferred: Option<Verdict>,
    above: Above<'_>,
) -> Vec<Outcome<'static>> {
    let duties = duties(judged, joint, preferred, above);
    joint.choices.iter().map(|choice| outcome(judged, &duties, choice, preferred)).collect()
}

/// A duty's judgements by case, and which of the joint's rules it comes from.
type Duty<'j> = (usize, Vec<&'j Judgement<'j>>);

fn duties<'j>(judged: &'j Judged<'j>, joint: &Joint, preferred: Option<Verdict>, above: Above<'j>) -> Vec<Duty<'j>> {
    let duty = |explored: &'j Explored<'j>| {
        let place = joint.rules.iter().position(|rule| *rule == explored.rule)?;
        Some((place, under_each_case(explored, preferred, above)))
    };
    judged.findings.iter().filter_map(duty).collect()
}

fn outcome(judged: &Judged<'_>, duties: &[Duty<'_>], choice: &[usize], preferred: Option<Verdict>) -> Outcome<'static> {
    let mut partial = Partial::default();
    for (place, judgements) in duties {
        if let Some(judgement) = choice.get(*place).and_then(|case| judgements.get(*case)) {
            partial = partial.and(judgement);
        }
    }
    let none = Verdict::NotApplicable(NotApplicable::NotAddressed);
    let verdict = partial.verdict.or(judged.silent).unwrap_or(none);
    // For a preferred breach what moved was no breach, so that it moved decides nothing.
    let moved = partial.moved && preferred != Some(Verdict::Breached) && matches!(verdict, Verdict::NotApplicable(_));
    Outcome { verdict, unknown: &[], moved, above: None }
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
