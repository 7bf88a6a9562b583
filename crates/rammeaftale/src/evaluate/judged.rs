//! A judged subject: its findings put together, and held against those to whom a reading moves its duty.

use super::joint;
use super::judgement::Judgement;
use super::readings::{Dependence, Lists, Outcome, depend, robust};
use crate::agreement::rules::LimitLevel;
use crate::assessment::{AgreementStamp, Assessment, Finding, NotApplicable, Robust, Subject, Verdict};
use crate::plan::Plan;
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
    pub(super) judgements: Vec<Judgement<'e>>,
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

/// Each judgement of a rule with what the finding above says where the duty moved to it.
pub(super) fn outcomes<'j>(rule: usize, judgements: &'j [Judgement<'_>], above: Above<'_>) -> Vec<Outcome<'j>> {
    let judgements = judgements.iter().enumerate();
    judgements
        .map(|(case, judgement)| Outcome {
            verdict: judgement.verdict,
            unknown: &judgement.unknown,
            moved: judgement.moved.is_some(),
            above: judgement
                .moved
                .and_then(|level| above.finding(level, rule)?.judgements.get(case))
                .map(|judgement| judgement.verdict),
        })
        .collect()
}

impl Explored<'_> {
    /// Looks again at what a reading moves to the level above.
    fn look_above(&mut self, above: Above<'_>) {
        if self.judgements.iter().any(|judgement| judgement.moved.is_some()) {
            self.finding.robust = robust(self.finding.verdict, &outcomes(self.rule, &self.judgements, above));
        }
    }
}

impl Judged<'_> {
    /// Puts the findings together.
    pub(super) fn assessment(mut self, plan: &Plan<'_>, above: Above<'_>) -> Assessment {
        let combined = self.combine(plan, above);
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
            flips: combined.flips,
            assumptions,
            offers: None,
            findings: self.findings.into_iter().map(|explored| explored.finding).collect(),
        }
    }

    /// Duties and prohibitions together, over joint choices of readings.
    fn combine(&self, plan: &Plan<'_>, above: Above<'_>) -> Dependence {
        let joint = plan.joint(self.level);
        if joint.rules.is_empty() && self.silent.is_none() {
            let verdict = Verdict::NotApplicable(NotApplicable::NotAddressed);
            return Dependence { verdict, robust: Robust::Yes, flips: Vec::new(), undecided: Vec::new() };
        }
        let preferred = joint::preferred(self, joint, above);
        let outcomes = joint::outcomes(self, joint, Some(preferred), above);
        depend(&joint.combinations, &outcomes, &joint.choice_of, Lists::FlipsOnly)
    }
}
