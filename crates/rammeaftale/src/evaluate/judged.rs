//! A judged subject: its findings put together, and held against those to whom a reading moves its duty.

use super::answer::Answer;
use super::joint;
use super::readings::{Outcome, robust};
use super::subject::Judging;
use crate::agreement::rules::LimitLevel;
use crate::assessment::{AgreementStamp, Assessment, Finding, Subject, Verdict};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A subject with its findings, each under every case of its rule.
pub(super) struct Judged<'e> {
    pub(super) level: LimitLevel,
    pub(super) subject: Subject,
    pub(super) assumptions: BTreeSet<Arc<str>>,
    /// The verdict where no finding binds, if the agreement gives one.
    pub(super) silent: Option<Verdict>,
    pub(super) findings: Vec<Explored<'e>>,
}

/// A finding and the judgements it comes from.
pub(super) struct Explored<'e> {
    /// Which of the plan's rules.
    pub(super) rule: usize,
    pub(super) finding: Finding,
    /// One for each case of the rule.
    pub(super) answers: Vec<Answer<'e>>,
    /// Where the finding's undecided combinations stand.
    pub(super) undecided_at: Vec<usize>,
}

/// Those to whom a reading may move a subject's duty.
#[derive(Clone, Copy, Default)]
pub(super) struct Above<'j> {
    pub(super) operator: Option<&'j Judged<'j>>,
    pub(super) region: Option<&'j Judged<'j>>,
}

impl<'j> Above<'j> {
    /// The finding of a rule at a level.
    pub(super) fn finding(self, level: LimitLevel, rule: usize) -> Option<&'j Explored<'j>> {
        let judged = match level {
            LimitLevel::Offer => None,
            LimitLevel::Operator => self.operator,
            LimitLevel::Region => self.region,
        };
        judged?.findings.iter().find(|explored| explored.rule == rule)
    }
}

/// Each answer of a rule with what the finding above says where the duty moved to it.
pub(super) fn outcomes(rule: usize, answers: &[Answer<'_>], above: Above<'_>) -> Vec<Outcome> {
    let outcome = |(case, answer): (usize, &Answer<'_>)| Outcome {
        verdict: answer.verdict,
        lacks: match answer.verdict {
            Verdict::Undetermined(_) => answers.iter().position(|other| other.lacks == answer.lacks).unwrap_or(case),
            _ => 0,
        },
        moved: answer.moved.is_some(),
        above: answer
            .moved
            .and_then(|level| above.finding(level, rule)?.answers.get(case))
            .map(|answer| answer.verdict),
    };
    answers.iter().enumerate().map(outcome).collect()
}

impl Explored<'_> {
    /// Looks again at what a reading moves to the level above.
    fn look_above(&mut self, above: Above<'_>) {
        if self.answers.iter().any(|answer| answer.moved.is_some()) {
            let outcomes = outcomes(self.rule, &self.answers, above);
            self.finding.robust = robust(self.finding.verdict, outcomes.iter().copied());
        }
    }
}

impl Judged<'_> {
    /// Puts the findings together.
    pub(super) fn assessment(mut self, judging: &Judging<'_>, above: Above<'_>) -> Assessment {
        let plan = judging.plan;
        let combined = joint::combine(&self, judging, above);
        self.findings.iter_mut().for_each(|explored| explored.look_above(above));
        let mut assumptions = self.assumptions;
        assumptions.extend(self.findings.iter().flat_map(|explored| explored.finding.assumptions.iter().cloned()));
        assumptions.extend(plan.text_assumption().map(Arc::from));
        Assessment {
            agreement: AgreementStamp::of(plan.agreement),
            subject: self.subject,
            year: plan.year,
            as_if: plan.shift,
            verdict: combined.verdict,
            robust: combined.robust,
            flips: combined.flips.clone(),
            assumptions,
            offers: None,
            findings: self.findings.into_iter().map(|explored| explored.finding).collect(),
        }
    }
}
