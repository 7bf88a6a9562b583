//! What a finding and an assessment say of themselves.

use crate::{builtin, cases};
use rammeaftale::assessment::{NotApplicable, Undetermined};
use rammeaftale::{Assessment, Finding, Verdict};

/// A finding of a duty that binds, with flips and undecided readings, and the assessment in which it stands.
fn open() -> (Assessment, Finding) {
    let register = builtin();
    let judged = cases().into_iter().filter_map(|(_, case)| case.judge(&register).ok()).flatten();
    let with_open = |assessment: Assessment| {
        let open = |one: &&Finding| one.combines() && !one.flips.is_empty() && !one.undecided.is_empty();
        let finding = assessment.findings.iter().find(open)?.clone();
        Some((assessment, finding))
    };
    judged.into_iter().find_map(with_open).expect("a case that turns on readings")
}

fn with(finding: &Finding, change: impl FnOnce(&mut Finding)) -> Finding {
    let mut finding = finding.clone();
    change(&mut finding);
    finding
}

#[test]
fn a_share_of_what_is_tested_above_binds_nobody() {
    let (_, open) = open();
    let of =
        |binding, force, verdict| with(&open, |one| (one.binding, one.force, one.verdict) = (binding, force, verdict));
    for verdict in [Verdict::Met, Verdict::Breached, Verdict::Undetermined(Undetermined::MissingInput)] {
        let known = !matches!(verdict, Verdict::Undetermined(_));
        let share = of(false, open.force, verdict);
        assert!(share.is_contribution() && share.contributes() == known && !share.combines(), "{verdict:?}");
        for other in [of(true, open.force, verdict), of(false, None, verdict), of(true, None, verdict)] {
            assert!(!other.is_contribution() && !other.contributes(), "{verdict:?}");
        }
    }
}

#[test]
fn a_finding_reads_alike_when_no_reading_says_anything_else() {
    let (_, open) = open();
    let alike = with(&open, |one| {
        one.flips.clear();
        one.undecided.clear();
    });
    assert!(alike.reads_alike() && !open.reads_alike());
    assert!(!with(&alike, |one| one.flips.clone_from(&open.flips)).reads_alike(), "another verdict");
    assert!(!with(&alike, |one| one.undecided.clone_from(&open.undecided)).reads_alike(), "nothing can be said");
}

#[test]
fn what_does_not_apply_reads_alike_only_where_no_duty_is_open_under_others() {
    let (assessment, open) = open();
    let alike = |verdict, finding: &Finding, turned: bool| {
        let mut assessment = assessment.clone();
        assessment.verdict = verdict;
        assessment.flips = if turned { open.flips.clone() } else { Vec::new() };
        assessment.findings = vec![finding.clone()];
        assessment.reads_alike()
    };
    let (aim, decided) = (with(&open, |one| one.force = None), with(&open, |one| one.undecided.clear()));
    let nothing = Verdict::NotApplicable(NotApplicable::Reading);
    assert!(!alike(nothing, &open, false), "a duty is open");
    assert!(alike(nothing, &decided, false) && alike(nothing, &aim, false));
    assert!(alike(Verdict::Met, &open, false), "`robust` tells of that");
    assert!(
        !alike(Verdict::Met, &open, true) && !alike(nothing, &decided, true),
        "another reading says something else"
    );
}
