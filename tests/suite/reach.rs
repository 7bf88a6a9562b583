//! Dead data is found, by the same measure as `rammeaftale test --coverage`; the project's own cases reach everything.

use crate::{builtin, cases};
use rammeaftale::assessment::Finding;
use rammeaftale::scenario::{Case, Reach, coverage};

fn all_cases() -> Vec<Case> {
    cases().into_iter().map(|(_, case)| case).collect()
}

/// Finding of every case that is judged.
fn findings() -> Vec<Finding> {
    let register = builtin();
    let judged = all_cases().into_iter().filter_map(|case| case.judge(&register).ok());
    judged.flatten().flat_map(|assessment| assessment.findings).collect()
}

#[test]
fn every_agreement_rule_reading_clause_and_cause_is_reached() {
    let counts = coverage(&builtin(), &all_cases());
    let unreached: Vec<_> = counts.iter().filter(|one| !one.unreached.is_empty()).collect();
    assert!(unreached.is_empty(), "{unreached:#?}");
    let total = |what| counts.iter().filter(|one| one.what == what).map(|one| one.all).sum::<usize>();
    assert_eq!((total(Reach::Agreements), total(Reach::Causes)), (3, 11));
    assert!(total(Reach::Rules) >= 25 && total(Reach::Readings) >= 15 && total(Reach::Clauses) >= 15, "{counts:#?}");
}

/// A verdict can be open for the readings' sake alone where a question names none as preferred, as one of the fixtures' does.
#[test]
fn a_question_without_a_preferred_reading_is_a_cause_to_reach() {
    let cases: Vec<Case> = crate::fixtures::cases().into_iter().map(|(_, case)| case).collect();
    let reading = "undetermined: reading".to_owned();
    let causes = |cases: &[Case]| {
        let counts = coverage(&crate::fixtures::register(), cases).into_iter();
        let [causes] =
            counts.filter(|one| one.what == Reach::Causes).collect::<Vec<_>>().try_into().expect("one count");
        (causes.all, causes.unreached.contains(&reading))
    };
    assert_eq!(causes(&cases), (12, false), "one of them gives it");
    let (open, others): (Vec<Case>, Vec<Case>) =
        cases.into_iter().partition(|case| &*case.agreement == "midtjylland/2013-14");
    assert_eq!((causes(&open[..1]), causes(&others)), ((12, true), (11, false)));
}

#[test]
fn what_no_case_reaches_is_named() {
    let register = builtin();
    let unreached = |cases: &[Case], what| {
        let counts = coverage(&register, cases).into_iter().filter(move |one| one.what == what);
        counts.flat_map(|one| one.unreached).collect::<Vec<_>>()
    };
    let agreements = ["midtjylland/2018", "midtjylland/2021-22", "midtjylland/2025-26"];
    assert_eq!(unreached(&[], Reach::Agreements), agreements);
    let causes = unreached(&[], Reach::Causes);
    assert!(causes.len() == 11 && causes.contains(&"undetermined: missing-input".to_owned()), "{causes:?}");
    let one: Vec<Case> = all_cases().into_iter().find(|case| &*case.agreement == agreements[0]).into_iter().collect();
    assert_eq!(unreached(&one, Reach::Agreements), agreements[1..]);
    let found = one.iter().flat_map(|case| case.judge(&register)).flatten().flat_map(|assessment| assessment.findings);
    let speaking = found.filter(|finding| finding.verdict.name() != "not-applicable");
    let rested_on: Vec<String> =
        speaking.flat_map(|finding| finding.clauses.iter().map(ToString::to_string).collect::<Vec<_>>()).collect();
    let clauses = unreached(&one, Reach::Clauses);
    assert!(!rested_on.is_empty());
    assert!(rested_on.iter().all(|clause| !clauses.contains(clause)), "{clauses:?}");
    let rules = unreached(&one, Reach::Rules);
    assert!(rules.contains(&"gross-tariffs: breached".to_owned()), "{rules:?}");
    assert!(!rules.iter().any(|rule| rule.starts_with("tariff-freeze")), "of another agreement: {rules:?}");
    let without: Vec<Case> = all_cases().into_iter().filter(|case| !flips(case, "kroner")).collect();
    assert_eq!(unreached(&without, Reach::Readings), ["credited-step=kroner"]);
}

/// True when the reading turns a verdict of the case.
fn flips(case: &Case, reading: &str) -> bool {
    let findings = case.judge(&builtin()).into_iter().flatten().flat_map(|assessment| assessment.findings);
    let mut flips = findings.flat_map(|finding| finding.flips);
    flips.any(|flip| flip.readings.values().any(|one| &**one == reading))
}

#[test]
fn the_smallest_sets_of_differing_readings_come_first() {
    for finding in findings() {
        let ordered = |sizes: Vec<usize>| sizes.is_sorted();
        assert!(ordered(finding.flips.iter().map(|flip| flip.readings.len()).collect()), "{finding:?}");
        assert!(ordered(finding.undecided.iter().map(|one| one.readings.len()).collect()), "{finding:?}");
    }
}
