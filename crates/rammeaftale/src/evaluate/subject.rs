//! One subject: every rule that speaks of it, under every combination of readings.

use super::answer::{Answer, Named, lists, missing, tell_alike};
use super::case::{detail, detail_by, judge, judge_by};
use super::joint::{Combined, Question};
use super::judged::{Above, Explored, Judged, outcomes};
use super::judgement::{Detail, Target};
use super::ledger::{Ledger, Trial};
use super::memo::Memo;
use super::readings::{Dependence, Lists, Outcome, depend};
use super::record::{Facts, Record, Total};
use super::scope::Coverage;
use super::sum::Columns;
use super::trying::Trying;
use super::{settle, tariff_development};
use crate::agreement::rules::LimitLevel;
use crate::agreement::{Force, RuleKind};
use crate::assessment::{Figures, Finding, NotApplicable, Subject, Undetermined, Verdict};
use crate::plan::{Case, Combinations, Plan, PlannedRule};
use crate::portfolio::{Authority, Offer};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Judges subjects by one plan.
pub(super) struct Judging<'e> {
    pub(super) plan: &'e Plan<'e>,
    /// By rule and what its cases say.
    depending: Memo<(usize, Vec<Outcome>), Dependence>,
    pub(super) combined: Memo<Question, Combined>,
}

impl<'e> Judging<'e> {
    pub(super) fn new(plan: &'e Plan<'e>) -> Judging<'e> {
        Judging { plan, depending: Memo::default(), combined: Memo::default() }
    }

    pub(super) fn operator<'o>(&self, operator: Authority, offers: &'o [&'o Offer]) -> Judged<'o> {
        self.total(Subject::Operator { operator }, Target::Operator { operator, offers })
    }

    /// All operators together, where some rule judges them so.
    pub(super) fn region<'o>(&self, offers: &'o [&'o Offer]) -> Option<Judged<'o>> {
        let region = self.plan.agreement.parties.region.0;
        let judged = self.total(Subject::Region { region }, Target::Region { offers });
        (!judged.findings.is_empty()).then_some(judged)
    }

    fn total<'o>(&self, subject: Subject, target: Target<'o>) -> Judged<'o> {
        let level = target.level();
        let speaking: Vec<_> = self.rules().filter(|(_, planned)| planned.speaks_at(level)).collect();
        // Where no rule speaks nothing is added up.
        let offers = if speaking.is_empty() { &[] } else { target.offers() };
        let together = Total::of(&self.plan.cells, offers, self.plan.year);
        let judge = |(index, planned): (usize, &PlannedRule<'_>)| {
            let mut explored = self.explore(index, planned, target, Facts::Total(&together), None);
            if planned.is_ruled && matches!(planned.rule.kind, RuleKind::TariffDevelopment(_)) {
                // A total takes for granted that the portfolio is complete.
                explored.finding.assumptions.insert(Arc::from("portfolio-complete"));
            }
            explored
        };
        let findings = speaking.into_iter().map(judge).collect();
        Judged { level, subject, assumptions: BTreeSet::new(), silent: self.silent(None), findings }
    }

    pub(super) fn offer<'o>(&self, offer: &'o Offer, operator: Authority, coverage: &Coverage) -> Judged<'o> {
        let not_there = match () {
            () if !coverage.covered => Some(NotApplicable::OutOfScope),
            () if !offer.exists(self.plan.year) => Some(NotApplicable::NoOffer),
            () => None,
        };
        let mut findings = Vec::new();
        let cells = &self.plan.cells;
        let record = Record::of(cells, offer);
        for (index, planned) in self.rules().filter(|(_, planned)| planned.speaks_at(LimitLevel::Offer)) {
            let explore = |tariff: Option<&'o Arc<str>>| {
                let record = record.with_tariff(cells, offer, tariff);
                self.explore(index, planned, Target::Offer { offer, tariff }, Facts::Offer(&record), not_there)
            };
            match &planned.rule.kind {
                RuleKind::Scope(_) => findings.push(self.scope(index, planned, coverage)),
                RuleKind::TariffDevelopment(rule) if rule.judges_tariffs() => {
                    findings.extend(tariffs(planned, offer).into_iter().map(explore));
                }
                _ => {
                    let target = Target::Offer { offer, tariff: None };
                    findings.push(self.explore(index, planned, target, Facts::Offer(&record), not_there));
                }
            }
        }
        Judged {
            level: LimitLevel::Offer,
            subject: Subject::Offer { operator, offer: Arc::clone(&offer.id) },
            assumptions: coverage.assumptions.iter().map(|text| Arc::from(text.as_str())).collect(),
            silent: self.silent(not_there),
            findings,
        }
    }

    fn rules(&self) -> impl Iterator<Item = (usize, &'e PlannedRule<'e>)> + use<'e> {
        self.plan.rules.iter().enumerate()
    }

    /// What is said where no finding binds: of an offer that is not covered or not there, whatever the agreement says; of an
    /// agreement that rules nothing on budgets, which is never met; of one that only strives and watches, which lays no duty on
    /// anyone.
    pub(super) fn silent(&self, not_there: Option<NotApplicable>) -> Option<Verdict> {
        let agreement = self.plan.agreement;
        let binds = agreement.rules.iter().any(|rule| rule.force.is_some_and(Force::combines));
        match (not_there, agreement.rules_budgets(), binds) {
            (Some(cause), _, _) => Some(Verdict::NotApplicable(cause)),
            (None, false, _) => Some(Verdict::Undetermined(Undetermined::NotStated)),
            (None, true, false) => Some(Verdict::NotApplicable(NotApplicable::NoDuty)),
            (None, true, true) => None,
        }
    }

    fn scope<'o>(&self, index: usize, planned: &PlannedRule<'_>, coverage: &Coverage) -> Explored<'o> {
        let verdict = match (coverage.covered, planned.is_ruled) {
            (false, _) => Verdict::NotApplicable(NotApplicable::OutOfScope),
            (true, false) => Verdict::NotApplicable(NotApplicable::OtherYear),
            (true, true) => Verdict::Met,
        };
        let answers = vec![Answer::new(verdict)];
        let mut explored = self.finding(index, planned, (LimitLevel::Offer, None), answers, &|_| BTreeSet::new());
        explored.finding.assumptions = coverage.assumptions.iter().map(|text| Arc::from(text.as_str())).collect();
        explored
    }

    /// Judges a rule under every case that the readings make of it.
    fn explore<'o>(
        &self,
        index: usize,
        planned: &PlannedRule<'_>,
        target: Target<'o>,
        facts: Facts<'_, 'o>,
        not_there: Option<NotApplicable>,
    ) -> Explored<'o> {
        let fixed = match (not_there, planned.is_ruled) {
            (Some(NotApplicable::OutOfScope), _) => Some(NotApplicable::OutOfScope),
            (_, false) => Some(NotApplicable::OtherYear),
            (other, true) => other,
        };
        let (ledger, cells) = (Ledger::new(self.plan), &self.plan.cells);
        let answers = match fixed {
            Some(cause) => vec![Answer::new(Verdict::NotApplicable(cause)); planned.cases.len()],
            None => answers(&ledger, planned, target, facts),
        };
        let tariff = if let Target::Offer { tariff, .. } = target { tariff.cloned() } else { None };
        let named = |answer: &Answer<'o>| answer.lacks.named(cells, facts);
        let mut explored = self.finding(index, planned, (target.level(), tariff), answers, &named);
        if fixed.is_some() {
            return explored;
        }
        // More than one only where a question has no preferred reading.
        let cases = || planned.preferred_cases().iter().filter_map(|at| Some((*at, planned.cases.get(*at)?)));
        let shown = shown(cases().map(|(at, case)| {
            detail_by(planned, at, target, facts).unwrap_or_else(|| detail(&ledger, planned, case, target))
        }));
        (explored.finding.figures, explored.finding.left_out) = (shown.figures, shown.left_out);
        let trying = Trying::new(ledger, planned, target, facts);
        note_projections(&trying, &mut explored);
        settle::tell(&mut explored.finding, &trying);
        explored
    }

    /// How far what a rule says depends on readings; `of` tells which outcome each combination has.
    pub(super) fn dependence(
        &self,
        index: usize,
        combinations: &Combinations,
        of: &[usize],
        outcomes: Vec<Outcome>,
    ) -> Arc<Dependence> {
        self.depending.answer((index, outcomes), |(_, outcomes)| depend(combinations, outcomes, of, Lists::Both))
    }

    /// A finding with what the answers alone tell.
    fn finding<'o>(
        &self,
        index: usize,
        planned: &PlannedRule<'_>,
        (level, tariff_name): (LimitLevel, Option<Arc<str>>),
        answers: Vec<Answer<'o>>,
        named: Named<'_, 'o>,
    ) -> Explored<'o> {
        let rule = planned.rule;
        let assumed = answers.iter().fold(Columns::default(), |all, answer| all.and(answer.assumed));
        let assumptions = self.plan.assumptions.iter().filter(|assumption| assumed.contains(assumption.column()));
        let outcomes = outcomes(index, &answers, Above::default());
        let dependence = self.dependence(index, &planned.combinations, &planned.case_of, outcomes);
        let (flips, undecided) = lists(&planned.combinations, &dependence.listed, &answers, named);
        let (undecided_at, undecided) = undecided.into_iter().unzip();
        let finding = Finding {
            rule: Arc::clone(&rule.id),
            tariff_name,
            force: rule.force,
            binding: planned.binds_at(level),
            verdict: dependence.verdict,
            missing: missing(planned, &answers, named),
            settled_by: Vec::new(),
            could_be: BTreeSet::new(),
            figures: Figures::None,
            readings: Arc::clone(planned.combinations.base_readings()),
            robust: dependence.robust,
            flips,
            undecided,
            assumptions: assumptions.map(|assumption| Arc::from(assumption.to_string())).collect(),
            left_out: Vec::new(),
            clauses: Arc::clone(&planned.clauses),
        };
        Explored { rule: index, finding, answers, undecided_at }
    }
}

/// Tells from which projection an undecided combination would hold, where one missing projection decides.
fn note_projections(trying: &Trying<'_, '_>, explored: &mut Explored<'_>) {
    for (undecided, position) in explored.finding.undecided.iter_mut().zip(&explored.undecided_at) {
        let room = |year, percent| trying.room_under(*position, &[Trial::Projection(year, percent)]);
        undecided.met_from_projection_percent = settle::met_from_projection(&undecided.missing, &room);
    }
}

/// What each case of a rule that rules the year says of a target that is there.
pub(super) fn answers<'o>(
    ledger: &Ledger<'_, 'o>,
    planned: &PlannedRule<'_>,
    target: Target<'o>,
    facts: Facts<'_, 'o>,
) -> Vec<Answer<'o>> {
    let cells = &ledger.plan.cells;
    let mut answers: Vec<Answer<'o>> = Vec::with_capacity(planned.cases.len());
    for (at, case) in planned.cases.iter().enumerate() {
        let alike = planned.alike.get(at).filter(|_| is_steady(case, target));
        let known = alike.and_then(|alike| answers.get(*alike)).cloned();
        let known = known.or_else(|| judge_by(planned, at, target, (facts, cells)));
        answers.push(known.unwrap_or_else(|| judge(ledger, planned, case, target).into()));
    }
    tell_alike(&mut answers, cells, facts);
    answers
}

/// What is shown where several cases are preferred: their figures only where they are the same.
fn shown(mut details: impl Iterator<Item = Detail>) -> Detail {
    let first = details.next().unwrap_or_default();
    let same = details.all(|other| other == first);
    if same { first } else { Detail { left_out: first.left_out, ..Detail::default() } }
}

/// True when no offer opens or closes between the years that are compared.
fn is_steady(case: &Case, target: Target<'_>) -> bool {
    matches!(case, Case::Limit(terms) if target.offers().iter().all(|offer| terms.are_all_lived_through_by(offer)))
}

/// The tariffs of an offer that are judged.
fn tariffs<'o>(planned: &PlannedRule<'_>, offer: &'o Offer) -> Vec<Option<&'o Arc<str>>> {
    match planned.cases.first() {
        Some(Case::Limit(terms)) => tariff_development::judged_tariffs(
            offer,
            (terms.subject_year, terms.figures),
            (terms.base_year(), terms.base_figures),
        ),
        _ => vec![None],
    }
}
