//! Laws on readings: robustness and flips against each combination judged by itself.

use super::budgets::{Budget, any_budget, of_2018, of_2025};
use super::hold;
use super::judging::{Fixed, Key, choices, findings, subject};
use proptest::prelude::*;
use rammeaftale::Assessment;
use rammeaftale::assessment::{Finding, NotApplicable, Readings, Robust, Subject, Verdict};
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

fn verdicts(findings: &[(Fixed, Finding)]) -> Vec<(Fixed, Verdict)> {
    findings.iter().map(|(choice, finding)| (choice.clone(), finding.verdict)).collect()
}

/// What `robust` must be, by rules.md section 5, from the combinations alone.
fn expected(preferred: Verdict, own: &[(Fixed, Verdict)], operator: Option<Vec<(Fixed, Verdict)>>) -> Robust {
    let open = |verdict: Verdict| !verdict.is_definite();
    let mut disturbed = false;
    let mut unknown = false;
    for (choice, verdict) in own {
        let moved = choice.get("level").is_some_and(|level| level == "operator-total");
        let of_operator = operator
            .as_ref()
            .filter(|_| moved)
            .and_then(|all| all.iter().find(|(other, _)| other == choice))
            .map(|(_, verdict)| *verdict);
        unknown |= open(*verdict);
        match preferred {
            Verdict::Met => disturbed |= *verdict == Verdict::Breached,
            Verdict::Breached => {
                let no_duty = matches!(verdict, Verdict::NotApplicable(NotApplicable::NoDuty | NotApplicable::Reading));
                disturbed |= *verdict == Verdict::Met || (no_duty && !moved) || of_operator == Some(Verdict::Met);
                unknown |= of_operator.is_some_and(open);
            }
            Verdict::Undetermined(_) => {
                disturbed |= matches!(verdict, Verdict::Met | Verdict::Breached);
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

/// How many findings turn on a reading.
fn check_robust(budget: &Budget, rule: &str) -> Result<usize, TestCaseError> {
    let assessments = budget.judged(&Fixed::new(), Some(rule)).expect("rows that agree");
    let operator = |one: &Assessment| one.subject.operator().map(|code| code.to_string()).unwrap_or_default();
    let operators: BTreeMap<String, String> = assessments.iter().map(|one| (subject(one), operator(one))).collect();
    let all = combinations(budget, rule);
    let mut turned = 0;
    for (key, finding) in findings(&assessments) {
        turned += usize::from(finding.robust != Robust::Yes);
        let operator = operators.get(&key.0).map(|code| (code.clone(), key.1.clone(), String::new()));
        let operator = operator.filter(|other| *other.0 != key.0).and_then(|other| all.get(&other));
        prop_assert_eq!(
            finding.robust,
            expected(finding.verdict, &verdicts(&all[&key]), operator.map(|all| verdicts(all))),
            "{:?} {:?}",
            key,
            finding.verdict
        );
    }
    Ok(turned)
}

/// "robust yes ⇔ no disturbing combination", and the rest of section 5
#[test]
fn the_freeze_is_robust_where_no_combination_disturbs_it() {
    hold(20, 8, &of_2025(0.9), |budget| {
        Ok(check_robust(&budget, "tariff-freeze")? + check_robust(&budget, "result-band")?)
    });
}

/// "fixing a reading gives that combination's verdict", and what is undecided stays so for the same reasons
#[test]
fn fixing_the_readings_of_a_flip_gives_its_verdict() {
    hold(20, 20, &any_budget(0.85), |budget| {
        let mut fixed_ones = 0;
        for (key, finding) in findings(&budget.judge()) {
            for flip in finding.flips.iter().take(6) {
                let judged = budget.judged(&fixed(&flip.readings), Some(&key.1)).expect("rows that agree");
                prop_assert_eq!(findings(&judged)[&key].verdict, flip.verdict, "{:?} {:?}", key, flip.readings);
            }
            for undecided in finding.undecided.iter().take(6) {
                let judged = budget.judged(&fixed(&undecided.readings), Some(&key.1)).expect("rows that agree");
                let then = &findings(&judged)[&key];
                let verdict = Verdict::Undetermined(undecided.cause);
                prop_assert_eq!(then.verdict, verdict, "{:?} {:?}", key, undecided.readings);
                prop_assert_eq!(&then.missing, &*undecided.missing, "{:?} {:?}", key, undecided.readings);
            }
            fixed_ones += finding.flips.len().min(6) + finding.undecided.len().min(6);
        }
        Ok(fixed_ones)
    });
}

/// "flips lists the combinations with another definite verdict, undecided those that are undetermined": none is left out but a
/// superset that says the same as a listed subset, and the smaller sets come first.
#[test]
fn every_combination_that_differs_is_listed_or_a_superset_of_one() {
    hold(20, 20, &of_2025(0.9), |budget| {
        let all = combinations(&budget, "tariff-freeze");
        let mut differing = 0;
        for (key, finding) in findings(&budget.judged(&Fixed::new(), Some("tariff-freeze")).expect("rows that agree")) {
            let flips = finding.flips.iter().map(|flip| (fixed(&flip.readings), flip.verdict.name()));
            let undecided = finding.undecided.iter().map(|one| (fixed(&one.readings), "undetermined"));
            prop_assert!(flips.clone().map(|(readings, _)| readings.len()).is_sorted(), "{:?}", finding.flips);
            prop_assert!(undecided.clone().map(|(readings, _)| readings.len()).is_sorted(), "{:?}", finding.undecided);
            let listed: Vec<(Fixed, &str)> = flips.chain(undecided).collect();
            for (choice, other) in &all[&key] {
                let moved = choice["level"] == "operator-total" && other.verdict.name() == "not-applicable";
                let differs = other.verdict.name() != finding.verdict.name() && !moved;
                if differs && !matches!(finding.verdict, Verdict::NotApplicable(_)) {
                    let is_of =
                        |readings: &Fixed| readings.iter().all(|(question, reading)| choice[question] == *reading);
                    let told =
                        listed.iter().any(|(readings, verdict)| *verdict == other.verdict.name() && is_of(readings));
                    prop_assert!(told, "{:?}: {:?} gives {:?}, and no subset is listed", key, choice, other.verdict);
                    differing += 1;
                }
            }
        }
        Ok(differing)
    });
}

/// "The assessment has its own `robust` and `flips`, over joint choices of readings for its combined verdict": held
/// against each joint choice fixed by itself. Where a duty moves is the findings' law, so `level` is fixed.
fn check_joint(budget: &Budget, rules: &[&str]) -> Result<usize, TestCaseError> {
    let each_tariff: Fixed = [("level".to_owned(), "each-tariff".to_owned())].into();
    let asked = |choice: &Fixed| choice.get("level").is_none_or(|level| level == "each-tariff");
    let base = if budget.year == 2018 { Fixed::new() } else { each_tariff };
    let joint = rules.iter().fold(vec![base.clone()], |all, rule| {
        let of_rule = choices(budget.agreement, rule);
        let with = |one: &Fixed| {
            of_rule
                .iter()
                .map(|other| one.iter().chain(other).map(|(q, r)| (q.clone(), r.clone())).collect())
                .collect::<Vec<Fixed>>()
        };
        all.iter().flat_map(with).filter(asked).collect()
    });
    let judged = |choice: &Fixed| budget.judged(choice, None).expect("rows that agree");
    let combined: Vec<(Fixed, Vec<Assessment>)> =
        joint.into_iter().map(|choice| (choice.clone(), judged(&choice))).collect();
    let mut turned = 0;
    for (at, one) in judged(&base).iter().enumerate().filter(|(_, one)| matches!(one.subject, Subject::Offer { .. })) {
        let own: Vec<(Fixed, Verdict)> =
            combined.iter().map(|(choice, all)| (choice.clone(), all[at].verdict)).collect();
        prop_assert_eq!(one.robust, expected(one.verdict, &own, None), "{}", subject(one));
        turned += usize::from(one.robust != Robust::Yes);
        for flip in &one.flips {
            let readings = fixed(&flip.readings);
            let verdict = judged(&readings.into_iter().chain(base.clone()).collect())[at].verdict;
            prop_assert_eq!(verdict.name(), flip.verdict.name(), "{} {:?}", subject(one), flip.readings);
        }
    }
    Ok(turned)
}

/// The same for the reduction, which has 96 combinations, and its follow-up, which has 192.
#[test]
fn the_reduction_is_robust_where_no_combination_disturbs_it() {
    hold(6, 2, &of_2018(0.93), |budget| {
        let limits = check_robust(&budget, "tariff-reduction")? + check_robust(&budget, "tariff-reduction-follow-up")?;
        Ok(limits + check_robust(&budget, "result-band")?)
    });
}

/// "fixing a reading gives that combination's verdict", for duties and prohibitions together
#[test]
fn an_assessment_is_robust_where_no_joint_choice_disturbs_it() {
    hold(6, 2, &(of_2018(0.95), of_2025(0.95)), |(earlier, later)| {
        Ok(check_joint(&earlier, &["result-band"])? + check_joint(&later, &["tariff-freeze", "result-band"])?)
    });
}
