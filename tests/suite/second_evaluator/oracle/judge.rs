//! Who is judged, and what is said of them: section 6 of `rules.md`.

use super::book::Book;
use super::finding::*;
use super::model::*;
use super::rules::{Above, Subject, combine, find};
use Verdict::{Breached, NotApplicable, Undetermined};
use std::collections::{BTreeMap, BTreeSet};

pub struct Judge<'a> {
    pub book: Book<'a>,
    pub settings: &'a Settings,
    pub year: i32,
}

/// "Subjects: each offer with its findings; each operator with operator-level findings"; settled: "every offer in order of the
/// input, then every operator by code".
pub fn judge(rows: &[Row], settings: &Settings) -> Vec<Assessment> {
    let agreement = settings.agreement.clone().moved(settings.agreement.shift(settings.year));
    let settings = &Settings { agreement, ..settings.clone() };
    let judge = Judge { book: Book::new(rows, settings), settings, year: settings.year };
    let offers = judge.book.offers();
    let rules = &settings.agreement.rules;
    // "each operator that a covered offer belongs to"
    let mut covered: BTreeMap<u16, Vec<&str>> = BTreeMap::new();
    for offer in offers.iter().filter(|offer| judge.scope(offer).0) {
        covered.entry(judge.book.operator(offer, judge.year)).or_default().push(offer);
    }
    // A limit is told of every level up to the highest at which some reading tests it.
    let is_told = |rule: &Rule, level: Level| match &rule.kind {
        Kind::Development(d) => judge.levels(rule, d).iter().any(|tested| *tested >= level),
        Kind::CatchUp => level == Level::Operator,
        _ => false,
    };
    let told = |level: Level| rules.iter().filter(|rule| is_told(rule, level)).collect::<Vec<_>>();
    let all: Vec<&str> = offers.iter().copied().filter(|offer| judge.scope(offer).0).collect();
    let region: Vec<Finding> = told(Level::Region)
        .into_iter()
        .filter(|_| !all.is_empty())
        .map(|rule| judge.finding(rule, &Subject::Region(all.clone()), Above::default()))
        .collect();
    let over_operators = Above { operator: &[], region: &region };
    let operators: Vec<(u16, Vec<Finding>)> = covered
        .into_iter()
        .map(|(code, offers)| {
            let subject = Subject::Operator(code, offers);
            (
                code,
                told(Level::Operator).into_iter().map(|rule| judge.finding(rule, &subject, over_operators)).collect(),
            )
        })
        .collect();
    let mut assessments = vec![];
    for offer in offers {
        let operator = judge.book.operator(offer, judge.year);
        let findings = operators.iter().find(|(code, _)| *code == operator).map_or(&[][..], |(_, findings)| findings);
        let above = Above { operator: findings, region: &region };
        let mut findings = vec![];
        for rule in rules.iter().filter(|rule| !matches!(rule.kind, Kind::CatchUp)) {
            let tariffs = match &rule.kind {
                Kind::Development(d)
                    if d.measure == Measure::Tariff && judge.levels(rule, d).contains(&Level::Offer) =>
                {
                    let mut readings = settings.fixed.clone();
                    readings.retain(|question, _| rule.questions.contains(question));
                    let base_year = judge.base_year(d, &readings);
                    judge.book.judged_tariffs(offer, judge.year, base_year).into_iter().map(Some).collect()
                }
                _ => vec![None],
            };
            findings
                .extend(tariffs.into_iter().map(|tariff| judge.finding(rule, &Subject::Offer(offer, tariff), above)));
        }
        assessments.push(judge.assessment((Level::Offer, operator), Some(offer), findings, above));
    }
    let of_operators = operators
        .iter()
        .map(|(code, findings)| judge.assessment((Level::Operator, *code), None, findings.clone(), over_operators));
    assessments.extend(of_operators);
    if !region.is_empty() {
        let subject = (Level::Region, settings.agreement.region);
        assessments.push(judge.assessment(subject, None, region.clone(), Above::default()));
    }
    assessments
}

impl Judge<'_> {
    /// One rule for one subject.
    fn finding(&self, rule: &Rule, subject: &Subject, above: Above) -> Finding {
        self.book.touched.borrow_mut().clear();
        let combinations = self.combinations(rule.questions.iter());
        let table: Vec<(Readings, Outcome)> =
            combinations.into_iter().map(|r| (r.clone(), self.outcome(rule, subject, &r))).collect();
        let preferred = self.under_preferred(&table);
        // "Definite is every verdict but undetermined"; "A duty that moves to the operator is listed for a preferred
        // breach only".
        let listed = self.listed(&table, &|case| {
            case.verdict == Undetermined
                || case.verdict != preferred.verdict && (case.moved.is_none() || preferred.verdict == Breached)
        });
        let (undecided, flips) = listed.into_iter().partition(|case| case.verdict == Undetermined);
        let contribution = matches!(&rule.kind,
            Kind::Development(d) if self.levels(rule, d).iter().all(|level| *level > subject.level()));
        // "every finding it touched lists the assumption"; what scope rests on is listed by its finding alone.
        let mut assumptions = self.book.touched.take();
        if let (Kind::Scope, Subject::Offer(offer, _)) = (&rule.kind, subject) {
            assumptions.extend(self.scope(offer).1);
        }
        // "assumption `portfolio-complete` on operator totals"
        let is_total = matches!(rule.kind, Kind::Development(_)) && subject.level() > Level::Offer;
        if is_total && rule.subject_years.contains(&self.year) {
            assumptions.insert("portfolio-complete".into());
        }
        let mut left_out = preferred.left_out;
        if preferred.shown.measure.is_some() && preferred.shown.judged_at.is_none() {
            // "totals sum covered offers only"
            let outside = self.within(subject).into_iter().filter(|offer| !self.scope(offer).0);
            left_out.extend(outside.map(|offer| (offer.to_string(), None, "out-of-scope")));
        }
        left_out.sort();
        let tariff_name = match subject {
            Subject::Offer(_, name) => name.clone().filter(|name| !name.is_empty()),
            Subject::Operator(..) | Subject::Region(_) => None,
        };
        Finding {
            rule: rule.id.clone(),
            tariff_name,
            force: rule.force,
            binding: !contribution && !matches!(rule.kind, Kind::Scope),
            verdict: preferred.verdict,
            cause: preferred.cause,
            missing: preferred.missing,
            figures: preferred.shown,
            readings: rule.questions.iter().filter_map(|q| Some((q.clone(), self.preferred(q)?.clone()))).collect(),
            robust: self.robust(&table, &|level, readings| find(above, level, &rule.id, readings).verdict),
            flips,
            undecided,
            assumptions,
            left_out,
            table,
        }
    }

    /// The offers of those that a total is of, covered or not.
    fn within(&self, subject: &Subject) -> Vec<&str> {
        let mut offers = self.book.offers();
        offers.retain(|offer| match subject {
            Subject::Offer(..) => false,
            Subject::Operator(code, _) => self.book.operator(offer, self.year) == *code,
            Subject::Region(_) => true,
        });
        offers
    }

    /// "Binding findings with force duty or prohibition combine", under every joint choice of readings.
    fn assessment(
        &self,
        (level, operator): (Level, u16),
        offer: Option<&str>,
        findings: Vec<Finding>,
        above: Above,
    ) -> Assessment {
        let combined = |f: &&Finding| f.binding && matches!(f.force, Some(Force::Duty | Force::Prohibition));
        let combined: Vec<&Finding> = findings.iter().filter(combined).collect();
        let questions: BTreeSet<&String> = combined.iter().flat_map(|f| f.table[0].0.keys()).collect();
        let joint = |preferred: Option<Verdict>| -> Vec<(Readings, Outcome)> {
            let under = |readings: &Readings| {
                let mut moved = None;
                let parts: Vec<Outcome> = combined
                    .iter()
                    .map(|f| {
                        let mine: Readings = f.table[0].0.keys().map(|q| (q.clone(), readings[q].clone())).collect();
                        let mut part =
                            f.table.iter().find(|(r, _)| *r == mine).expect("the table is complete").1.clone();
                        // Settled: for a preferred combined breach "a moved breached finding is replaced by the
                        // verdict of the operator's finding under the same readings before combining"; "for other
                        // preferred verdicts moved findings count as not-applicable and are not listed".
                        if let Some(level) = part.moved.filter(|_| preferred == Some(Breached) && f.verdict == Breached)
                        {
                            part = find(above, level, &f.rule, &mine).clone();
                        }
                        moved = moved.or(part.moved);
                        part
                    })
                    .collect();
                let whole = combine(&parts);
                // "... and are not listed"
                let moved = moved.filter(|_| preferred != Some(Breached) && whole.verdict == NotApplicable);
                Outcome { moved, ..whole }
            };
            self.combinations(questions.iter().copied()).into_iter().map(|r| (r.clone(), under(&r))).collect()
        };
        let preferred = self.under_preferred(&joint(None));
        let table = joint(Some(preferred.verdict));
        let agreement = &self.settings.agreement;
        // Settled: an assessment lists what its findings rest on, the text that it is judged by, and on what the offer (of a
        // total: each offer that is put into it or left out) is covered or not.
        let of_findings = findings.iter().flat_map(|f| &f.assumptions);
        let mut assumptions: BTreeSet<String> = agreement.assumptions.iter().chain(of_findings).cloned().collect();
        let in_total = |one: &&str| level == Level::Region || self.book.operator(one, self.year) == operator;
        let offers = self.book.offers().into_iter().filter(in_total);
        let rested_on: Vec<&str> = offer.map_or_else(|| offers.collect(), |offer| vec![offer]);
        assumptions.extend(rested_on.iter().flat_map(|offer| self.scope(offer).1));
        let covered = offer.is_none_or(|offer| self.scope(offer).0);
        let (verdict, cause, robust) = match (combined.is_empty(), covered) {
            (false, _) => (preferred.verdict, preferred.cause, self.robust(&table, &|_, _| Undetermined)),
            // "An operator that is no party is `out-of-scope` everywhere."
            (true, false) => (NotApplicable, Some(Cause::OutOfScope), Robust::Yes),
            // "`no-offer` (it does not exist in the subject year)"
            (true, true) if offer.is_some_and(|offer| !self.book.exists(offer, self.year)) => {
                (NotApplicable, Some(Cause::NoOffer), Robust::Yes)
            }
            // "An agreement that rules nothing on budgets (2021-22) gives `undetermined: not-stated`, never met."
            (true, true) if agreement.rules.iter().all(|rule| matches!(rule.kind, Kind::Scope)) => {
                (Undetermined, Some(Cause::NotStated), Robust::Unknown)
            }
            // Nobody is bound by an agreement that only strives and watches; else somebody else is.
            (true, true) => {
                let binds = |rule: &Rule| matches!(rule.force, Some(Force::Duty | Force::Prohibition));
                let cause = if agreement.rules.iter().any(binds) { Cause::NotAddressed } else { Cause::NoDuty };
                (NotApplicable, Some(cause), Robust::Yes)
            }
        };
        // An assessment has only `flips`: its undetermined joint choices are not listed, so no flip is compared with
        // them.
        let flips = self.listed(&table, &|case| {
            case.verdict != Undetermined && case.verdict != preferred.verdict && case.moved.is_none()
        });
        let flips = if combined.is_empty() { vec![] } else { flips };
        Assessment {
            level,
            operator,
            offer: offer.map(String::from),
            verdict,
            cause,
            robust,
            flips,
            assumptions,
            findings,
        }
    }
}
