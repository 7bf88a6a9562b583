//! Laws on readings: robustness and flips against each combination judged by itself.

use super::budgets::{Budget, any_budget, of_2018, of_2025};
use super::config;
use super::judging::{Fixed, Key, choices, findings};
use proptest::prelude::*;
use rammeaftale::Assessment;
use rammeaftale::assessment::{Finding, NotApplicable, Readings, Robust, Verdict};
use std::collections::BTreeMap;

fn fixed(readings: &Readings) -> Fixed {
    readings.iter().map(|(question, reading)| (question.to_string(), reading.to_string())).collect()
}

/// Each finding of a rule under each combination of readings, fixed one by one.
fn combinations(budget: &Budget, rule: &str) -> BTreeMap<Key, Vec<(Fixed, Finding)>> {
    let mut all: BTreeMap<Key, Vec<(Fixed, Finding)>> = BTreeMap::new();
    for choice in choices(budget.agreement, rule) {
        for (key, finding) in findings(&budget.judged(&choice, Some(rule)).expect("rows that agree")) {
            all.entry(key).or_default().push((choice.clone(), finding));
        }
    }
    all
}

/// What `robust` must be, by rules.md section 5, from the combinations alone.
fn expected(preferred: Verdict, own: &[(Fixed, Finding)], operator: Option<&Vec<(Fixed, Finding)>>) -> Robust {
    let open = |verdict: Verdict| !verdict.is_definite();
    let mut disturbed = false;
    let mut unknown = false;
    for (choice, finding) in own {
        let moved = choice.get("level").is_some_and(|level| level == "operator-total");
        let of_operator = operator
            .filter(|_| moved)
            .and_then(|all| all.iter().find(|(other, _)| other == choice))
            .map(|(_, finding)| finding.verdict);
        unknown |= open(finding.verdict);
        match preferred {
            Verdict::Met => disturbed |= finding.verdict == Verdict::Breached,
            Verdict::Breached => {
                let no_duty =
                    matches!(finding.verdict, Verdict::NotApplicable(NotApplicable::NoDuty | NotApplicable::Reading));
                disturbed |=
                    finding.verdict == Verdict::Met || (no_duty && !moved) || of_operator == Some(Verdict::Met);
                unknown |= of_operator.is_some_and(open);
            }
            Verdict::Undetermined(_) => {
                disturbed |= matches!(finding.verdict, Verdict::Met | Verdict::Breached);
                unknown = true;
            }
            Verdict::NotApplicable(_) => return Robust::Yes,
        }
    }
    if disturbed {
        Robust::No
    } else if unknown {
        Robust::Unknown
    } else {
        Robust::Yes
    }
}

fn check_robust(budget: &Budget, rule: &str) -> Result<(), TestCaseError> {
    let assessments = budget.judged(&Fixed::new(), Some(rule)).expect("rows that agree");
    let operator = |one: &Assessment| one.subject.operator().map(|code| code.to_string()).unwrap_or_default();
    let operators: BTreeMap<String, String> =
        assessments.iter().map(|one| (super::judging::subject(one), operator(one))).collect();
    let all = combinations(budget, rule);
    for (key, finding) in findings(&assessments) {
        let operator = operators.get(&key.0).map(|code| (code.clone(), key.1.clone(), String::new()));
        let operator = operator.filter(|other| *other.0 != key.0).and_then(|other| all.get(&other));
        prop_assert_eq!(
            finding.robust,
            expected(finding.verdict, &all[&key], operator),
            "{:?} {:?}",
            key,
            finding.verdict
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(20))]

    /// "robust yes ⇔ no disturbing combination", and the rest of section 5
    #[test]
    fn the_freeze_is_robust_where_no_combination_disturbs_it(budget in of_2025(0.9)) {
        check_robust(&budget, "tariff-freeze")?;
        check_robust(&budget, "result-band")?;
    }

    /// "fixing a reading gives that combination's verdict", and what is undecided stays so for the same reasons
    #[test]
    fn fixing_the_readings_of_a_flip_gives_its_verdict(budget in any_budget(0.85)) {
        for (key, finding) in findings(&budget.judge()) {
            for flip in finding.flips.iter().take(6) {
                let judged = budget.judged(&fixed(&flip.readings), Some(&key.1)).expect("rows that agree");
                prop_assert_eq!(findings(&judged)[&key].verdict, flip.verdict, "{:?} {:?}", key, flip.readings);
            }
            for undecided in finding.undecided.iter().take(6) {
                let judged = budget.judged(&fixed(&undecided.readings), Some(&key.1)).expect("rows that agree");
                let then = &findings(&judged)[&key];
                prop_assert_eq!(then.verdict, Verdict::Undetermined(undecided.cause), "{:?} {:?}", key, undecided.readings);
                prop_assert_eq!(&then.missing, &undecided.missing, "{:?} {:?}", key, undecided.readings);
            }
        }
    }

    /// "flips lists the combinations with another definite verdict, undecided those that are undetermined": none is
    /// left out but a superset that says the same as a listed subset.
    #[test]
    fn every_combination_that_differs_is_listed_or_a_superset_of_one(budget in of_2025(0.9)) {
        let all = combinations(&budget, "tariff-freeze");
        for (key, finding) in findings(&budget.judged(&Fixed::new(), Some("tariff-freeze")).expect("rows that agree")) {
            let listed: Vec<(Fixed, &str)> = finding.flips.iter().map(|flip| (fixed(&flip.readings), flip.verdict.name()))
                .chain(finding.undecided.iter().map(|one| (fixed(&one.readings), "undetermined"))).collect();
            for (choice, other) in &all[&key] {
                let moved = choice["level"] == "operator-total" && other.verdict.name() == "not-applicable";
                let differs = other.verdict.name() != finding.verdict.name() && !moved;
                if differs && !matches!(finding.verdict, Verdict::NotApplicable(_)) {
                    let told = listed.iter().any(|(readings, verdict)| {
                        *verdict == other.verdict.name() && readings.iter().all(|(question, reading)| choice[question] == *reading)
                    });
                    prop_assert!(told, "{:?}: {:?} gives {:?}, and no subset is listed", key, choice, other.verdict);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(config(6))]

    /// The same for the reduction, which has 96 combinations, and its follow-up, which has 192.
    #[test]
    fn the_reduction_is_robust_where_no_combination_disturbs_it(budget in of_2018(0.93)) {
        check_robust(&budget, "tariff-reduction")?;
        check_robust(&budget, "result-band")?;
    }
}
