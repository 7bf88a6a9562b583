//! Dead data is found: each rule, cause and reading is reached by some scenario under its own agreement.

use crate::{builtin, cases};
use rammeaftale::agreement::RuleKind;
use rammeaftale::assessment::Finding;
use std::collections::BTreeSet;

/// Agreement and finding of every case that is judged.
fn findings() -> Vec<(String, Finding)> {
    let register = builtin();
    let judged =
        cases().into_iter().filter_map(|(_, case)| Some((case.agreement.to_string(), case.judge(&register).ok()?)));
    judged
        .flat_map(|(agreement, assessments)| {
            let findings = assessments.into_iter().flat_map(|assessment| assessment.findings);
            findings.map(move |finding| (agreement.clone(), finding)).collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn every_rule_gives_every_verdict_that_its_kind_can_give() {
    let given: BTreeSet<(String, String, &str)> = findings()
        .iter()
        .map(|(agreement, finding)| (agreement.clone(), finding.rule.to_string(), finding.verdict.name()))
        .collect();
    for agreement in builtin().agreements() {
        for rule in &agreement.rules {
            let verdicts: &[&str] = match rule.kind {
                RuleKind::Scope(_) => &["met", "not-applicable"],
                RuleKind::CatchUp(_) => &["undetermined", "not-applicable"],
                RuleKind::TariffDevelopment(_) | RuleKind::ResultRegulation(_) | RuleKind::Pricing(_) => {
                    &["met", "breached", "undetermined", "not-applicable"]
                }
            };
            for verdict in verdicts {
                let key = (agreement.id.to_string(), rule.id.to_string(), *verdict);
                assert!(given.contains(&key), "no scenario gives {key:?}");
            }
        }
    }
}

/// `reading` as a cause of undetermined needs a question without a preferred reading, which no shipped ruleset has.
#[test]
fn every_cause_is_given() {
    let given: BTreeSet<(&str, &str)> =
        findings().iter().filter_map(|(_, finding)| Some((finding.verdict.name(), finding.verdict.cause()?))).collect();
    let undetermined = ["missing-input", "not-comparable", "missing-index", "announced-model", "not-stated"];
    let not_applicable = ["out-of-scope", "other-year", "no-offer", "no-duty", "not-addressed", "reading"];
    let all = undetermined.map(|cause| ("undetermined", cause)).into_iter();
    let all: BTreeSet<_> = all.chain(not_applicable.map(|cause| ("not-applicable", cause))).collect();
    assert_eq!(given, all);
}

#[test]
fn every_reading_turns_some_verdict() {
    let mut turned: BTreeSet<(String, String, String)> = BTreeSet::new();
    for (agreement, finding) in findings() {
        for flip in &finding.flips {
            turned.extend(flip.readings.iter().map(|(q, r)| (agreement.clone(), q.to_string(), r.to_string())));
        }
    }
    let mut idle = Vec::new();
    for agreement in builtin().agreements() {
        for question in &agreement.questions {
            for (position, reading) in question.readings.iter().enumerate() {
                let key = (agreement.id.to_string(), question.id.to_string(), reading.id.to_string());
                if question.preferred != Some(position) && !turned.contains(&key) {
                    idle.push(format!("{key:?}"));
                }
            }
        }
    }
    assert!(idle.is_empty(), "readings that turn nothing:\n{}", idle.join("\n"));
}

#[test]
fn the_smallest_sets_of_differing_readings_come_first() {
    for (_, finding) in findings() {
        let ordered = |sizes: Vec<usize>| sizes.is_sorted();
        assert!(ordered(finding.flips.iter().map(|flip| flip.readings.len()).collect()), "{finding:?}");
        assert!(ordered(finding.undecided.iter().map(|one| one.readings.len()).collect()), "{finding:?}");
    }
}
