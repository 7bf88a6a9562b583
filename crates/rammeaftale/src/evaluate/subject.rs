//! One subject: every rule that speaks of it, under every combination of readings.

use super::judgement::{Detail, Judgement, Target};
use super::ledger::Ledger;
use super::readings::{Dependence, Lists, Outcome, depend, robust, shared};
use super::result_regulation::Regulation;
use super::scope::Coverage;
use super::{catch_up, pricing, result_regulation, settle, tariff_development};
use crate::agreement::RuleKind;
use crate::agreement::rules::LimitLevel;
use crate::assessment::{
    AgreementStamp, Assessment, Figures, Finding, NotApplicable, Robust, Subject, Undetermined, Verdict,
};
use crate::plan::{Combination, Plan, PlannedRule};
use crate::portfolio::{Authority, Column, Offer};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Judges subjects by one plan.
pub(super) struct Judging<'e> {
    pub(super) plan: &'e Plan<'e>,
    pub(super) ledger: Ledger<'e>,
}

/// A subject with its findings, each under every combination.
pub(super) struct Judged {
    subject: Subject,
    assumptions: BTreeSet<Arc<str>>,
    /// The verdict where no finding binds, if the agreement gives one.
    silent: Option<Verdict>,
    findings: Vec<Explored>,
}

/// A finding and the judgements it comes from, in the order of the rule's combinations.
struct Explored {
    /// Which of the plan's rules.
    rule: usize,
    finding: Finding,
    judgements: Vec<Judgement>,
    /// Where the finding's undecided combinations stand.
    undecided_at: Vec<usize>,
}

/// Those to whom a reading may move a subject's duty.
#[derive(Clone, Copy, Default)]
pub(super) struct Above<'j> {
    pub(super) operator: Option<&'j Judged>,
    pub(super) region: Option<&'j Judged>,
}

impl<'j> Above<'j> {
    /// The finding of a rule at a level.
    fn finding(self, level: LimitLevel, rule: usize) -> Option<&'j Explored> {
        let judged = match level {
            LimitLevel::Offer => None,
            LimitLevel::Operator => self.operator,
            LimitLevel::Region => self.region,
        };
        judged?.findings.iter().find(|explored| explored.rule == rule)
    }
}

impl<'e> Judging<'e> {
    pub(super) fn operator(&self, operator: Authority, offers: &[&Offer]) -> Judged {
        self.total(Subject::Operator { operator }, Target::Operator { operator, offers })
    }

    /// All operators together, where some rule judges them so.
    pub(super) fn region(&self, offers: &[&Offer]) -> Option<Judged> {
        let region = self.plan.agreement.parties.region.0;
        let judged = self.total(Subject::Region { region }, Target::Region { offers });
        (!judged.findings.is_empty()).then_some(judged)
    }

    fn total(&self, subject: Subject, target: Target<'_>) -> Judged {
        let findings = self.rules().filter_map(|(index, planned)| {
            let speaks = match &planned.rule.kind {
                RuleKind::TariffDevelopment(rule) => tariff_development::judges(rule, target.level()),
                RuleKind::CatchUp(_) => matches!(target, Target::Operator { .. }),
                RuleKind::Scope(_) | RuleKind::ResultRegulation(_) | RuleKind::Pricing(_) => false,
            };
            speaks.then(|| self.explore(index, planned, target, None))
        });
        let findings = findings.collect();
        Judged { subject, assumptions: BTreeSet::new(), silent: self.silent(true), findings }
    }

    pub(super) fn offer(&self, offer: &Offer, operator: Authority, coverage: &Coverage) -> Judged {
        let not_there = match () {
            () if !coverage.covered => Some(NotApplicable::OutOfScope),
            () if !offer.exists(self.plan.year) => Some(NotApplicable::NoOffer),
            () => None,
        };
        let mut findings = Vec::new();
        for (index, planned) in self.rules() {
            let explore = |tariff| self.explore(index, planned, Target::Offer { offer, tariff }, not_there);
            match &planned.rule.kind {
                RuleKind::Scope(_) => findings.push(self.scope(index, planned, coverage)),
                RuleKind::TariffDevelopment(rule) if tariff_development::judges_tariffs(rule) => {
                    findings.extend(self.tariffs(planned, offer).into_iter().map(explore));
                }
                RuleKind::CatchUp(_) => {}
                _ => findings.push(explore(None)),
            }
        }
        Judged {
            subject: Subject::Offer { operator, offer: Arc::clone(&offer.id) },
            assumptions: coverage.assumptions.iter().map(|text| Arc::from(text.as_str())).collect(),
            silent: self.silent(coverage.covered),
            findings,
        }
    }

    fn rules(&self) -> impl Iterator<Item = (usize, &'e PlannedRule<'e>)> + use<'e> {
        self.plan.rules.iter().enumerate()
    }

    /// What is said where no finding binds: of an offer that is not covered; of an agreement that rules nothing on budgets,
    /// which is never met; of one that only strives and watches, which lays no duty on anyone.
    fn silent(&self, covered: bool) -> Option<Verdict> {
        let agreement = self.plan.agreement;
        let binds = agreement.rules.iter().any(|rule| rule.force.is_some_and(crate::agreement::Force::combines));
        match (covered, agreement.rules_budgets(), binds) {
            (false, _, _) => Some(Verdict::NotApplicable(NotApplicable::OutOfScope)),
            (true, false, _) => Some(Verdict::Undetermined(Undetermined::NotStated)),
            (true, true, false) => Some(Verdict::NotApplicable(NotApplicable::NoDuty)),
            (true, true, true) => None,
        }
    }

    /// The tariffs of an offer that are judged.
    fn tariffs<'o>(&self, planned: &PlannedRule<'_>, offer: &'o Offer) -> Vec<Option<&'o Arc<str>>> {
        let readings = planned.combinations.all().first().map_or(&[][..], |first| &first.readings);
        let rule = tariff_development::of(planned.rule);
        match rule.and_then(|rule| super::terms::Terms::under(self.plan, rule, readings)) {
            Some(terms) => tariff_development::judged_tariffs(
                offer,
                (terms.subject_year, terms.figures),
                (terms.base_year(), terms.base_figures),
            ),
            None => vec![None],
        }
    }

    fn scope(&self, index: usize, planned: &PlannedRule<'_>, coverage: &Coverage) -> Explored {
        let judgement = match (coverage.covered, self.plan.is_ruled_by(planned.rule)) {
            (false, _) => Judgement::not_applicable(NotApplicable::OutOfScope),
            (true, false) => Judgement::not_applicable(NotApplicable::OtherYear),
            (true, true) => Judgement::new(Verdict::Met),
        };
        let mut explored = self.finding(index, planned, None, vec![judgement]);
        explored.finding.binding = false;
        explored.finding.assumptions = coverage.assumptions.iter().map(|text| Arc::from(text.as_str())).collect();
        explored
    }

    /// Judges a rule under every combination of the readings it depends on.
    fn explore(
        &self,
        index: usize,
        planned: &PlannedRule<'_>,
        target: Target<'_>,
        not_there: Option<NotApplicable>,
    ) -> Explored {
        let ruled = self.plan.is_ruled_by(planned.rule);
        let fixed = match (not_there, ruled) {
            (Some(NotApplicable::OutOfScope), _) => Some(NotApplicable::OutOfScope),
            (_, false) => Some(NotApplicable::OtherYear),
            (other, true) => other,
        };
        let judge = |ledger: &Ledger<'_>, readings: &[usize]| match fixed {
            Some(cause) => Judgement::not_applicable(cause),
            None => judge(ledger, planned, target, readings),
        };
        let all = planned.combinations.all();
        let judgements = all.iter().map(|combination| judge(&self.ledger, &combination.readings)).collect();
        let tariff = if let Target::Offer { tariff, .. } = target { tariff.cloned() } else { None };
        let mut explored = self.finding(index, planned, tariff, judgements);
        self.note_level(planned, target, fixed.is_some(), &mut explored.finding);
        if fixed.is_none() {
            // More than one only where a question has no preferred reading.
            let preferred = all.get(..planned.combinations.preferred()).unwrap_or(all);
            let mut details = preferred.iter().map(|one| detail(&self.ledger, planned, target, &one.readings));
            let first = details.next().unwrap_or_default();
            let same = details.all(|other| other == first);
            let shown = if same { first } else { Detail { left_out: first.left_out, ..Detail::default() } };
            (explored.finding.figures, explored.finding.left_out) = (shown.figures, shown.left_out);
            self.note_projections(all, &mut explored, &judge);
            let shared = |ledger: &Ledger<'_>| {
                let judged = preferred.iter().map(|one| judge(ledger, &one.readings));
                Judgement::shared(&judged.collect::<Vec<_>>())
            };
            explored.finding.settled_by = settle::settlements(&self.ledger, &explored.finding.missing, &shared);
        }
        explored
    }

    /// Tells from which projection an undecided combination would hold, where one missing projection decides.
    fn note_projections(
        &self,
        all: &[Combination],
        explored: &mut Explored,
        judge: &dyn Fn(&Ledger<'_>, &[usize]) -> Judgement,
    ) {
        for (undecided, position) in explored.finding.undecided.iter_mut().zip(&explored.undecided_at) {
            let Some(combination) = all.get(*position) else { continue };
            let tried = |ledger: &Ledger<'_>| judge(ledger, &combination.readings);
            undecided.met_from_projection_percent =
                settle::met_from_projection(&self.ledger, &undecided.missing, &tried);
        }
    }

    /// A contribution binds nobody; a total takes for granted that the portfolio is complete.
    fn note_level(&self, planned: &PlannedRule<'_>, target: Target<'_>, fixed: bool, finding: &mut Finding) {
        if let RuleKind::TariffDevelopment(rule) = &planned.rule.kind {
            finding.binding = !tariff_development::is_contribution(rule, target.level());
            if !fixed && target.level() > LimitLevel::Offer {
                finding.assumptions.insert(Arc::from("portfolio-complete"));
            }
        }
    }

    /// A finding with what its judgements alone tell.
    fn finding(
        &self,
        index: usize,
        planned: &PlannedRule<'_>,
        tariff_name: Option<Arc<str>>,
        judgements: Vec<Judgement>,
    ) -> Explored {
        let rule = planned.rule;
        let assumed: BTreeSet<Column> = judgements.iter().flat_map(|judgement| &judgement.assumed).copied().collect();
        let assumptions = self.plan.assumptions.iter().filter(|assumption| assumed.contains(&assumption.column()));
        let finding = Finding {
            rule: Arc::clone(&rule.id),
            tariff_name,
            force: rule.force,
            binding: true,
            verdict: Verdict::NotApplicable(NotApplicable::Reading),
            missing: Judgement::shared(judgements.get(..planned.combinations.preferred()).unwrap_or_default()).missing,
            settled_by: Vec::new(),
            figures: Figures::None,
            readings: planned.combinations.base_readings(),
            robust: Robust::Yes,
            flips: Vec::new(),
            undecided: Vec::new(),
            assumptions: assumptions.map(|assumption| Arc::from(assumption.to_string())).collect(),
            left_out: Vec::new(),
            clauses: rule.clauses.clone(),
        };
        let mut explored = Explored { rule: index, finding, judgements, undecided_at: Vec::new() };
        let dependence = depend(&planned.combinations, &explored.outcomes(Above::default()), Lists::Both);
        explored.finding.verdict = dependence.verdict;
        explored.finding.robust = dependence.robust;
        explored.finding.flips = dependence.flips;
        (explored.undecided_at, explored.finding.undecided) = dependence.undecided.into_iter().unzip();
        explored
    }
}

fn judge(ledger: &Ledger<'_>, planned: &PlannedRule<'_>, target: Target<'_>, readings: &[usize]) -> Judgement {
    if let Some((question, reading)) = planned.rule.only_under
        && readings.get(question) != Some(&reading)
    {
        return Judgement::not_applicable(NotApplicable::Reading);
    }
    match (&planned.rule.kind, target) {
        (RuleKind::TariffDevelopment(rule), _) => tariff_development::judge(ledger, rule, target, readings),
        (RuleKind::ResultRegulation(rule), Target::Offer { offer, .. }) => {
            let of = Regulation { rule, years: &planned.rule.years };
            result_regulation::judge(ledger, of, offer, readings)
        }
        (RuleKind::Pricing(rule), Target::Offer { offer, .. }) => pricing::judge(ledger, rule, offer),
        (RuleKind::CatchUp(rule), Target::Operator { operator, .. }) => catch_up::judge(rule, operator),
        _ => Judgement::not_applicable(NotApplicable::NotAddressed),
    }
}

fn detail(ledger: &Ledger<'_>, planned: &PlannedRule<'_>, target: Target<'_>, readings: &[usize]) -> Detail {
    if planned.rule.only_under.is_some_and(|(question, reading)| readings.get(question) != Some(&reading)) {
        return Detail::default();
    }
    match (&planned.rule.kind, target) {
        (RuleKind::TariffDevelopment(rule), _) => tariff_development::detail(ledger, rule, target, readings),
        (RuleKind::ResultRegulation(rule), Target::Offer { offer, .. }) => {
            let of = Regulation { rule, years: &planned.rule.years };
            result_regulation::detail(ledger, of, offer, readings)
        }
        (RuleKind::Pricing(_), Target::Offer { offer, .. }) => pricing::detail(ledger, offer),
        _ => Detail::default(),
    }
}

impl Explored {
    /// Each judgement with what the finding above says where the duty moved to it.
    fn outcomes(&self, above: Above<'_>) -> Vec<Outcome> {
        let judgements = self.judgements.iter().enumerate();
        judgements
            .map(|(position, judgement)| Outcome {
                verdict: judgement.verdict,
                missing: judgement.missing.clone(),
                moved: judgement.moved.is_some(),
                above: judgement
                    .moved
                    .and_then(|level| above.finding(level, self.rule)?.judgements.get(position))
                    .map(|judgement| judgement.verdict),
            })
            .collect()
    }

    /// True when the finding enters the combined verdict.
    fn combines(&self) -> bool {
        self.finding.binding && self.finding.force.is_some_and(crate::agreement::Force::combines)
    }
}

impl Judged {
    /// Puts the findings together.
    pub(super) fn assessment(mut self, judging: &Judging<'_>, above: Above<'_>) -> Assessment {
        let plan = judging.plan;
        let combined = self.combine(plan, above);
        for explored in &mut self.findings {
            explored.finding.robust = robust(explored.finding.verdict, &explored.outcomes(above));
        }
        let mut assumptions = self.assumptions;
        assumptions.extend(self.findings.iter().flat_map(|explored| explored.finding.assumptions.iter().cloned()));
        assumptions.extend(plan.text_assumption().map(Arc::from));
        let agreement = plan.agreement;
        Assessment {
            agreement: AgreementStamp {
                id: Arc::clone(&agreement.id),
                revision: agreement.revision,
                digest: Arc::clone(&agreement.digest),
            },
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
        let binding: Vec<&Explored> = self.findings.iter().filter(|explored| explored.combines()).collect();
        let rules: BTreeSet<usize> = binding.iter().map(|explored| explored.rule).collect();
        let joint = plan.joint(&rules.into_iter().collect::<Vec<_>>());
        if binding.is_empty() && self.silent.is_none() {
            let verdict = Verdict::NotApplicable(NotApplicable::NotAddressed);
            return Dependence { verdict, robust: Robust::Yes, flips: Vec::new(), undecided: Vec::new() };
        }
        let under = |preferred: Option<Verdict>, combination: &Combination| {
            self.joint_outcome(plan, &binding, preferred, above, &combination.readings)
        };
        let first = joint.all().iter().take(joint.preferred());
        let preferred = shared(first.map(|combination| under(None, combination).verdict));
        let outcomes: Vec<Outcome> =
            joint.all().iter().map(|combination| under(Some(preferred), combination)).collect();
        depend(&joint, &outcomes, Lists::FlipsOnly)
    }

    /// The combined verdict under one joint choice. For a preferred breach, a breach whose duty moved is what the finding
    /// above then is; any other moved duty plays no part.
    fn joint_outcome(
        &self,
        plan: &Plan<'_>,
        binding: &[&Explored],
        preferred: Option<Verdict>,
        above: Above<'_>,
        readings: &[usize],
    ) -> Outcome {
        let mut verdicts = Vec::new();
        let mut missing = BTreeSet::new();
        let mut moved = false;
        for explored in binding {
            let position = plan.rules.get(explored.rule).and_then(|planned| planned.combinations.position(readings));
            let Some(position) = position else { continue };
            let Some(judgement) = explored.judgements.get(position) else { continue };
            let moved_to = judgement
                .moved
                .filter(|_| preferred == Some(Verdict::Breached) && explored.finding.verdict == Verdict::Breached)
                .and_then(|level| above.finding(level, explored.rule)?.judgements.get(position));
            let judgement = moved_to.unwrap_or(judgement);
            moved |= judgement.moved.is_some();
            missing.extend(judgement.missing.iter().cloned());
            verdicts.push(judgement.verdict);
        }
        let none = Verdict::NotApplicable(NotApplicable::NotAddressed);
        let verdict = Verdict::combine(verdicts).or(self.silent).unwrap_or(none);
        // For a preferred breach what moved was no breach, so that it moved decides nothing.
        let moved = moved && preferred != Some(Verdict::Breached) && matches!(verdict, Verdict::NotApplicable(_));
        Outcome { verdict, missing, moved, above: None }
    }
}
