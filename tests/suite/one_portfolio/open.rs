//! What is open under some agreement, and what would settle it.

use super::{BUDGET, matrix, portfolio, year};
use crate::builtin;
use rammeaftale::assessment::Subject;
use rammeaftale::{Options, Plan, Verdict, sentence};
use std::collections::BTreeSet;

#[test]
fn an_open_contribution_is_not_to_be_settled_alone() {
    let csv =
        "offer,operator,year,tariff_basis,own_payment\nA,740,2014,1000000,0\nA,740,2015,,0\nA,740,2018,980000,0\n";
    let found = matrix(&builtin(), &portfolio(csv), 2018);
    let of = |level: fn(&Subject) -> bool| {
        let one = found.assessments[0].iter().find(|one| level(&one.subject)).expect("judged");
        one.findings.iter().find(|finding| &*finding.rule == "tariff-reduction").expect("the reduction")
    };
    let share = of(|subject| matches!(subject, Subject::Offer { .. }));
    let total = of(|subject| matches!(subject, Subject::Operator { .. }));
    assert!(share.is_contribution() && !share.contributes() && !total.is_contribution());
    assert_eq!(sentence::action(share).da, "");
    assert_eq!(
        sentence::finding(share).da,
        "Bidraget kan ikke regnes ud: der mangler tal (takstberegningsgrundlag 2015 (budget) for A); det binder ingen og \
         afgøres kun under ét."
    );
    assert!(
        sentence::action(total).da.starts_with("find takstberegningsgrundlag 2015"),
        "{:?}",
        sentence::action(total)
    );
}

/// An amount up to which a rule holds settles nothing where the rest is open.
#[test]
fn a_limit_of_what_is_undetermined_is_not_called_what_decides() {
    let csv = BUDGET.replace("B1,740,2025,budget,,1010.00,day,5,0,0", "B1,740,2025,budget,,1010.00,day,5,,0");
    let found = matrix(&builtin(), &portfolio(&csv), 2025);
    let (open, settled): (Vec<_>, Vec<_>) =
        found.break_even.iter().partition(|one| matches!(one.verdict, Verdict::Undetermined(_)));
    assert!(open.iter().all(|one| sentence::break_even(one).da.ends_with("; afgør det ikke alene")));
    assert!(!open.is_empty() && !settled.is_empty());
    assert!(settled.iter().all(|one| !sentence::break_even(one).en.contains("settle")));
}

#[test]
fn an_open_finding_tells_what_settles_it_and_how_it_can_turn_out() {
    let matrix = matrix(&builtin(), &portfolio(BUDGET), 2025);
    let open =
        matrix.unsettled.iter().find(|one| one.of.as_ref().is_some_and(|of| &*of.rule == "tariff-freeze")).expect("B4");
    assert_eq!(open.could_be, BTreeSet::from([Verdict::Met, Verdict::Breached]));
    assert_eq!(
        sentence::unsettled(open).da,
        "der mangler tal; det afgøres af takst 2025 (budget) for B4: overholdt til og med 1.000,00 kr.; kan ende begge veje"
    );
}

/// How a rule's findings of some offers can turn out, by the offer.
fn could_be(agreement: &str, of: i32, csv: &str, rule: &str) -> Vec<(String, BTreeSet<Verdict>)> {
    let register = builtin();
    let plan = Plan::new(register.get(agreement).expect("shipped"), year(of), &Options::default()).expect("a plan");
    let of_offer = |assessment: rammeaftale::Assessment| match &assessment.subject {
        Subject::Offer { offer, .. } => {
            let finding = assessment.findings.iter().find(|finding| &*finding.rule == rule)?;
            Some((offer.to_string(), finding.could_be.clone()))
        }
        _ => None,
    };
    plan.evaluate(&portfolio(csv)).into_iter().filter_map(of_offer).collect()
}

#[test]
fn only_what_is_open_can_turn_out_otherwise() {
    // B1 is above its base by less than its wage supplement, whose model is not known; B2 is within.
    let rows = "offer,operator,year,tariff,wage_supplement\nB1,740,2024,1000,\nB1,740,2025,1010,20\nB2,740,2024,1000,\nB2,740,2025,1000,0\n";
    let both = BTreeSet::from([Verdict::Met, Verdict::Breached]);
    let found = could_be("midtjylland/2025-26", 2025, rows, "tariff-freeze");
    assert_eq!(found, [("B1".to_owned(), both), ("B2".to_owned(), BTreeSet::new())]);
}

#[test]
fn an_unknown_figure_may_be_as_large_as_those_that_are_known_and_a_deficit_as_small_as_can_be() {
    let both = BTreeSet::from([Verdict::Met, Verdict::Breached]);
    // Only about 60,000 kr carried is what is asked of B1. B2 carries nothing, which is met by a deficit within 5 % alone.
    let rows = "offer,operator,year,figures,tariff_basis,result,carried_result\nB1,740,2016,budget,1000000,,\nB1,740,2016,realised,,-60000,\nB1,740,2018,budget,,,\nB2,740,2016,budget,1000000,,\nB2,740,2016,realised,,,\nB2,740,2018,budget,,,0\n";
    let found = could_be("midtjylland/2018", 2018, rows, "result-band");
    assert_eq!(found, [("B1".to_owned(), both.clone()), ("B2".to_owned(), both)]);
}
