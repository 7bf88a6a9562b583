//! Who is judged, and what is said of them: section 6 of `rules.md`.

use super::book::Book;
use super::model::*;
use super::rules::{Subject, combine, find};
use Verdict::{Breached, NotApplicable, Undetermined};
use std::collections::{BTreeMap, BTreeSet};

pub struct Judge<'a> {
    pub book: Book<'a>,
    pub settings: &'a Settings,
    pub year: i32,
}

/// "Subjects: each offer with its findings; each operator with operator-level findings": "every offer in order of the
/// input, then every operator by code".
pub fn judge(rows: &[Row], settings: &Settings) -> Vec<Assessment> {
    let judge = Judge { book: Book::new(rows, settings), settings, year: settings.year };
    let offers = judge.book.offers();
    let rules = &settings.agreement.rules;
    // "each operator that a covered offer belongs to"
    let mut covered: BTreeMap<u16, Vec<&str>> = BTreeMap::new();
    for offer in offers.iter().filter(|offer| judge.scope(offer).is_some()) {
        covered.entry(judge.book.operator(offer, judge.year)).or_default().push(offer);
    }
    let operators: Vec<(u16, Vec<Finding>)> = covered
        .into_iter()
        .map(|(code, offers)| {
            let ruled = rules.iter().filter(|rule| matches!(rule.kind, Kind::Development(_) | Kind::CatchUp));
            let findings =
                ruled.map(|rule| judge.finding(rule, &Subject::Operator(code, offers.clone()), &[])).collect();
            (code, findings)
        })
        .collect();
    let mut assessments = vec![];
    for offer in offers {
        let operator = judge.book.operator(offer, judge.year);
        let above = operators.iter().find(|(code, _)| *code == operator).map_or(&[][..], |(_, findings)| findings);
        let mut findings = vec![];
        for rule in rules.iter().filter(|rule| !matches!(rule.kind, Kind::CatchUp)) {
            let tariffs = match &rule.kind {
                Kind::Development(d) if d.measure == Measure::Tariff => {
                    judge.book.judged_tariffs(offer, judge.year, d.base_year).into_iter().map(Some).collect()
                }
                _ => vec![None],
            };
            findings
                .extend(tariffs.into_iter().map(|tariff| judge.finding(rule, &Subject::Offer(offer, tariff), above)));
        }
        assessments.push(judge.assessment(operator, Some(offer), findings, above));
    }
    let of_operators = operators.iter().map(|(code, findings)| judge.assessment(*code, None, findings.clone(), &[]));
    assessments.extend(of_operators);
    assessments
}

impl Judge<'_> {
    /// One rule for one subject. `above`: the findings of the offer's operator.
    fn finding(&self, rule: &Rule, subject: &Subject, above: &[Finding]) -> Finding {
        self.book.touched.borrow_mut().clear();
        let combinations = self.combinations(rule.questions.iter());
        let table: Vec<(Readings, Outcome)> =
            combinations.into_iter().map(|r| (r.clone(), self.outcome(rule, subject, &r))).collect();
        let preferred = self.under_preferred(&table);
        // "Definite is every verdict but undetermined"; "A duty that moves to the operator is listed for a preferred
        // breach only".
        let listed = self.listed(&table, &|case| {
            case.verdict == Undetermined
                || case.verdict != preferred.verdict && (!case.moved || preferred.verdict == Breached)
        });
        let (undecided, flips) = listed.into_iter().partition(|case| case.verdict == Undetermined);
        let contribution = matches!(&rule.kind, Kind::Development(d) if d.measure == Measure::TariffBasis)
            && matches!(subject, Subject::Offer(..));
        let tariff_name = match subject {
            Subject::Offer(_, name) => name.clone().filter(|name| !name.is_empty()),
            Subject::Operator(..) => None,
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
            robust: self.robust(&table, &|readings| find(above, &rule.id, readings).verdict),
            flips,
            undecided,
            assumptions: self.book.touched.take(),
            table,
        }
    }

    /// "Binding findings with force duty or prohibition combine", under every joint choice of readings.
    fn assessment(&self, operator: u16, offer: Option<&str>, findings: Vec<Finding>, above: &[Finding]) -> Assessment {
        let combined = |f: &&Finding| f.binding && matches!(f.force, Some(Force::Duty | Force::Prohibition));
        let combined: Vec<&Finding> = findings.iter().filter(combined).collect();
        let questions: BTreeSet<&String> = combined.iter().flat_map(|f| f.table[0].0.keys()).collect();
        let joint = |preferred: Option<Verdict>| -> Vec<(Readings, Outcome)> {
            let under = |readings: &Readings| {
                let mut moved = false;
                let parts: Vec<Outcome> = combined
                    .iter()
                    .map(|f| {
                        let mine: Readings = f.table[0].0.keys().map(|q| (q.clone(), readings[q].clone())).collect();
                        let mut part =
                            f.table.iter().find(|(r, _)| *r == mine).expect("the table is complete").1.clone();
                        // Settled: for a preferred combined breach "a moved breached finding is replaced by the
                        // verdict of the operator's finding under the same readings before combining"; "for other
                        // preferred verdicts moved findings count as not-applicable and are not listed".
                        if part.moved && preferred == Some(Breached) && f.verdict == Breached {
                            part = find(above, &f.rule, &mine).clone();
                        }
                        moved |= part.moved;
                        part
                    })
                    .collect();
                let whole = combine(&parts);
                // "... and are not listed"
                Outcome { moved: moved && preferred != Some(Breached) && whole.verdict == NotApplicable, ..whole }
            };
            self.combinations(questions.iter().copied()).into_iter().map(|r| (r.clone(), under(&r))).collect()
        };
        let preferred = self.under_preferred(&joint(None));
        let table = joint(Some(preferred.verdict));
        let agreement = &self.settings.agreement;
        let mut assumptions: BTreeSet<String> = agreement.assumptions.iter().cloned().collect();
        let covered = offer.map_or(Some(vec![]), |offer| self.scope(offer));
        if agreement.scope_not_stated && covered.is_some() {
            assumptions.insert("scope-not-stated".into());
        }
        if offer.is_none() && findings.iter().any(|f| f.rule != "catch-up") {
            assumptions.insert("portfolio-complete".into());
        }
        let (verdict, cause, robust) = match (combined.is_empty(), &covered) {
            (false, _) => (preferred.verdict, preferred.cause, self.robust(&table, &|_| Undetermined)),
            // "An operator that is no party is `out-of-scope` everywhere."
            (true, None) => (NotApplicable, Some(Cause::OutOfScope), Robust::Yes),
            // "An agreement that rules nothing on budgets (2021-22) gives `undetermined: not-stated`, never met."
            (true, Some(_)) => (Undetermined, Some(Cause::NotStated), Robust::Unknown),
        };
        assumptions.extend(covered.into_iter().flatten().map(String::from));
        // An assessment has only `flips`: its undetermined joint choices are not listed, so no flip is compared with
        // them.
        let flips = self
            .listed(&table, &|case| case.verdict != Undetermined && case.verdict != preferred.verdict && !case.moved);
        let flips = if combined.is_empty() { vec![] } else { flips };
        Assessment { operator, offer: offer.map(String::from), verdict, cause, robust, flips, assumptions, findings }
    }
}
