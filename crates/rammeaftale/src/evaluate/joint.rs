//! A subject's duties together, under joint choices of the readings that any of them depends on.

use super::answer::Answer;
use super::judged::{Above, Explored, Judged};
use super::readings::{Dependence, Lists, Outcome, depend, shared};
use super::subject::Judging;
use crate::agreement::rules::LimitLevel;
use crate::assessment::{Flip, NotApplicable, Robust, Verdict};
use crate::plan::Joint;
use std::mem::{self, Discriminant};
use std::sync::Arc;

/// What the duties come to together.
#[derive(Clone, Debug)]
pub(super) struct Combined {
    pub(super) verdict: Verdict,
    pub(super) robust: Robust,
    pub(super) flips: Vec<Flip>,
}

/// All that it turns on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Question {
    level: Discriminant<LimitLevel>,
    preferred: Verdict,
    silent: Option<Verdict>,
    duties: Vec<Duty>,
}

/// A duty under each case of its rule, and which of the joint's rules it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Duty {
    place: usize,
    under: Vec<Partial>,
}

/// What a duty says, and what the duties so far come to. What is unknown of them is told by the findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Partial {
    pub(super) verdict: Verdict,
    pub(super) moved: bool,
}

/// What an offer's duties come to by itself.
#[derive(Debug)]
pub(super) struct Together {
    pub(super) verdict: Verdict,
    /// `None` where whether a reading turns the verdict is up to those to whom one moves a duty.
    pub(super) combined: Option<Arc<Combined>>,
}

/// Duties and prohibitions together, over joint choices of readings.
pub(super) fn combine(judged: &Judged<'_>, judging: &Judging<'_>, above: Above<'_>) -> Arc<Combined> {
    let joint = judging.plan.joint(judged.level);
    let duties_of = duties(judged, joint, |explored| explored.answers.iter().map(Partial::of).collect());
    let mut question = Question::new((judged.level, joint), judged.silent, duties_of);
    let has_moved = |duty: &Duty| duty.under.iter().any(|partial| partial.moved);
    if question.preferred == Verdict::Breached && question.duties.iter().any(has_moved) {
        question.duties = duties(judged, joint, |explored| where_moved(explored, above));
    }
    judging.combined.answer(question, |question| question.answer(joint))
}

/// The same of an offer that is there and covered, by itself; `under` tells what a rule says under each of its cases, a breach
/// that a reading moves to the level above being there what it is given.
pub(super) fn together(judging: &Judging<'_>, under: impl Fn(usize, Verdict) -> Option<Vec<Partial>>) -> Together {
    let joint = judging.plan.joint(LimitLevel::Offer);
    let question = |above: Verdict| {
        let mut duties = Vec::with_capacity(joint.rules.len());
        let all = joint.rules.iter().enumerate();
        duties.extend(all.filter_map(|(place, rule)| Some(Duty { place, under: under(*rule, above)? })));
        Question::new((LimitLevel::Offer, joint), judging.silent(None), duties)
    };
    let answer = |question: Question| judging.combined.answer(question, |question| question.answer(joint));
    let breached = question(Verdict::Breached);
    let verdict = breached.preferred;
    let met = (verdict == Verdict::Breached).then(|| question(Verdict::Met)).filter(|met| *met != breached);
    let combined = answer(breached);
    // Where a reading turns it though all that moved is breached, one does; and what is so at both ends is so.
    let is_sure = combined.robust == Robust::No || met.is_none_or(|met| answer(met).robust == combined.robust);
    Together { verdict, combined: is_sure.then_some(combined) }
}

fn duties(judged: &Judged<'_>, joint: &Joint, under: impl Fn(&Explored<'_>) -> Vec<Partial>) -> Vec<Duty> {
    let duty = |explored: &Explored<'_>| {
        let place = joint.rules.iter().position(|rule| *rule == explored.rule)?;
        Some(Duty { place, under: under(explored) })
    };
    judged.findings.iter().filter_map(duty).collect()
}

/// For a preferred breach, a breach whose duty moved is what the finding above then is; any other moved duty plays no part.
fn where_moved(explored: &Explored<'_>, above: Above<'_>) -> Vec<Partial> {
    let is_breach = explored.finding.verdict == Verdict::Breached;
    let each = explored.answers.iter().enumerate().map(|(case, answer)| {
        let moved_to = answer.moved.filter(|_| is_breach);
        let above = moved_to.and_then(|level| above.finding(level, explored.rule)?.answers.get(case));
        Partial::of(above.unwrap_or(answer))
    });
    each.collect()
}

impl Partial {
    fn of(answer: &Answer<'_>) -> Partial {
        Partial { verdict: answer.verdict, moved: answer.moved.is_some() }
    }
}

impl Question {
    fn new((level, joint): (LimitLevel, &Joint), silent: Option<Verdict>, duties: Vec<Duty>) -> Question {
        let preferred = Verdict::NotApplicable(NotApplicable::NotAddressed);
        let mut question = Question { level: mem::discriminant(&level), preferred, silent, duties };
        question.preferred = question.preferred_verdict(joint);
        question
    }

    /// The verdict that all duties have together under the preferred readings.
    fn preferred_verdict(&self, joint: &Joint) -> Verdict {
        let of = joint.choice_of.iter().take(joint.combinations.preferred());
        shared(of.filter_map(|choice| joint.choices.get(*choice)).map(|choice| self.outcome(choice).verdict))
    }

    fn answer(&self, joint: &Joint) -> Combined {
        let outcomes: Vec<Outcome> = joint.choices.iter().map(|choice| self.outcome(choice)).collect();
        let Dependence { verdict, robust, listed } =
            depend(&joint.combinations, &outcomes, &joint.choice_of, Lists::FlipsOnly);
        let flip = |(position, outcome): (usize, usize)| {
            let readings = Arc::clone(joint.combinations.differing(joint.combinations.all().get(position)?));
            Some(Flip { readings, verdict: outcomes.get(outcome)?.verdict })
        };
        Combined { verdict, robust, flips: listed.into_iter().filter_map(flip).collect() }
    }

    /// What comes of a joint choice.
    fn outcome(&self, choice: &[usize]) -> Outcome {
        let of_duty = |duty: &Duty| duty.under.get(*choice.get(duty.place)?).copied();
        let together = self
            .duties
            .iter()
            .filter_map(of_duty)
            .reduce(|all, one| Partial { verdict: all.verdict.and(one.verdict), moved: all.moved || one.moved });
        let none = Verdict::NotApplicable(NotApplicable::NotAddressed);
        let verdict = together.map(|partial| partial.verdict).or(self.silent).unwrap_or(none);
        // For a preferred breach what moved was no breach, so that it moved decides nothing.
        let moved = together.is_some_and(|partial| partial.moved)
            && self.preferred != Verdict::Breached
            && matches!(verdict, Verdict::NotApplicable(_));
        Outcome { verdict, lacks: 0, moved, above: None }
    }
}
