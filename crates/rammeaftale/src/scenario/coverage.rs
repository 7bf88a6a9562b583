//! What no case reaches: dead data.

use super::Case;
use crate::agreement::{Agreement, RuleKind};
use crate::assessment::{Finding, NotApplicable, Undetermined, Verdict};
use crate::register::Register;
use std::collections::BTreeSet;
use std::sync::Arc;

/// So many there are, and those that no case reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Coverage {
    /// What is counted.
    pub what: Reach,
    /// In which agreement; none for what is counted over all.
    pub agreement: Option<Arc<str>>,
    /// How many there are.
    pub all: usize,
    /// Those that no case reaches, in order.
    pub unreached: Vec<String>,
}

/// What a case can reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Reach {
    /// Agreements, by being judged by.
    Agreements,
    /// Rules, by each verdict that their kind can give, as `rule: verdict`.
    Rules,
    /// Readings, by turning a verdict, as `question=reading`; a preferred one has nothing to turn.
    Readings,
    /// Clauses that rules rest on, by a verdict that is given on them.
    Clauses,
    /// Causes of verdicts, as `verdict: cause`.
    Causes,
}

/// What the cases reach of the agreements they are judged by; refused cases reach nothing.
pub fn coverage(register: &Register, cases: &[Case]) -> Vec<Coverage> {
    let judged: Vec<(&Case, Vec<Finding>)> =
        cases.iter().filter_map(|case| Some((case, findings(case, register)?))).collect();
    let named = |agreement: &&Agreement| judged.iter().any(|(case, _)| case.agreement == agreement.id);
    let all = register.agreements().iter().map(|agreement| agreement.id.to_string());
    let reached = register.agreements().iter().filter(named).map(|agreement| agreement.id.to_string()).collect();
    let mut out = vec![count(Reach::Agreements, None, all, &reached)];
    for agreement in register.agreements().iter().filter(named) {
        let own = judged.iter().filter(|(case, _)| case.agreement == agreement.id);
        let findings: Vec<&Finding> = own.flat_map(|(_, findings)| findings).collect();
        out.extend(of_agreement(agreement, &findings));
    }
    let open = register.agreements().iter().filter(named).any(has_open_verdict);
    let given = judged.iter().flat_map(|(_, findings)| findings).filter_map(|finding| cause(finding.verdict)).collect();
    out.push(count(Reach::Causes, None, causes(open), &given));
    out
}

fn findings(case: &Case, register: &Register) -> Option<Vec<Finding>> {
    Some(case.judge(register).ok()?.into_iter().flat_map(|assessment| assessment.findings).collect())
}

fn count(
    what: Reach,
    agreement: Option<&Arc<str>>,
    all: impl Iterator<Item = String>,
    reached: &BTreeSet<String>,
) -> Coverage {
    let mut coverage = Coverage { what, agreement: agreement.cloned(), all: 0, unreached: Vec::new() };
    for one in all {
        coverage.all += 1;
        if !reached.contains(&one) {
            coverage.unreached.push(one);
        }
    }
    coverage
}

fn of_agreement(agreement: &Agreement, findings: &[&Finding]) -> [Coverage; 3] {
    let id = Some(&agreement.id);
    let verdict = |rule: &str, verdict: &str| format!("{rule}: {verdict}");
    let verdicts =
        agreement.rules.iter().flat_map(|rule| verdicts(&rule.kind).iter().map(move |name| verdict(&rule.id, name)));
    let given = findings.iter().map(|finding| verdict(&finding.rule, finding.verdict.name())).collect();
    let reading = |question: &str, reading: &str| format!("{question}={reading}");
    let readings = agreement.questions.iter().flat_map(|question| {
        let others = question.readings.iter().enumerate().filter(|(at, _)| question.preferred != Some(*at));
        others.map(move |(_, one)| reading(&question.id, &one.id))
    });
    let flips = findings.iter().flat_map(|finding| &finding.flips);
    let turned = flips.flat_map(|flip| flip.readings.iter()).map(|(question, one)| reading(question, one)).collect();
    let clauses: BTreeSet<String> =
        agreement.rules.iter().flat_map(|rule| rule.clauses.iter()).map(|clause| clause.to_string()).collect();
    let speaking = findings.iter().filter(|finding| !matches!(finding.verdict, Verdict::NotApplicable(_)));
    let rested_on = speaking.flat_map(|finding| finding.clauses.iter()).map(|clause| clause.to_string()).collect();
    [
        count(Reach::Rules, id, verdicts, &given),
        count(Reach::Readings, id, readings, &turned),
        count(Reach::Clauses, id, clauses.into_iter(), &rested_on),
    ]
}

/// The verdicts that a kind of rule can give.
fn verdicts(kind: &RuleKind) -> &'static [&'static str] {
    match kind {
        RuleKind::Scope(_) => &["met", "not-applicable"],
        RuleKind::CatchUp(_) => &["undetermined", "not-applicable"],
        RuleKind::TariffDevelopment(_) | RuleKind::ResultRegulation(_) | RuleKind::Pricing(_) => {
            &["met", "breached", "undetermined", "not-applicable"]
        }
    }
}

/// Only a question without a preferred reading can leave a verdict open for the readings' sake.
fn has_open_verdict(agreement: &Agreement) -> bool {
    agreement.questions.iter().any(|question| question.preferred.is_none())
}

fn causes(open: bool) -> impl Iterator<Item = String> {
    let undetermined = Undetermined::ALL.into_iter().filter(move |cause| open || *cause != Undetermined::Reading);
    let not_applicable = NotApplicable::ALL.into_iter().map(Verdict::NotApplicable);
    undetermined.map(Verdict::Undetermined).chain(not_applicable).filter_map(cause)
}

fn cause(verdict: Verdict) -> Option<String> {
    Some(format!("{}: {}", verdict.name(), verdict.cause()?))
}
