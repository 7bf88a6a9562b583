//! What the comparison of agreements says of those at hand.

use crate::builtin;
use crate::data_mutation::values::{self, Change};
use rammeaftale::Register;
use rammeaftale::agreement::Key;
use rammeaftale::compare::{self, Comparison, Scale};
use rammeaftale_agreements::FILES;

/// Where a changed value is evidence, names the agreement, or belongs to one that is only known.
fn says_nothing(change: &Change) -> bool {
    ["schema", "agreement.revision"].contains(&&*change.key) || change.path.ends_with("known.toml")
}

/// The model is complete: each value that is read shows up as a change against the original.
#[test]
fn every_change_of_the_data_shows_in_the_comparison() {
    let register = builtin();
    let (mut looked_at, mut unseen) = (0, Vec::new());
    for change in values::changes().into_iter().chain(values::longer_texts()).filter(|one| !says_nothing(one)) {
        let text = change.text();
        let files: Vec<(&str, &str)> =
            FILES.iter().map(|(path, whole)| (*path, if *path == change.path { &*text } else { *whole })).collect();
        let Ok((changed, _)) = Register::from_files(&files) else { continue };
        looked_at += 1;
        let id = change.path.trim_end_matches(".toml");
        let id = if register.get(id).is_some() { id } else { "midtjylland/2025-26" };
        let (a, b) = (register.get(id).expect("shipped"), changed.get(id).expect("shipped"));
        if !Comparison::new(&register, a, b).has_changes() {
            unseen.push(change.to_string());
        }
    }
    assert!(looked_at >= 400, "only {looked_at} changes are read");
    assert!(unseen.is_empty(), "{} of {looked_at}:\n{}", unseen.len(), unseen.join("\n"));
}

fn of(from: &str, to: &str) -> Comparison {
    let register = builtin();
    Comparison::new(&register, register.get(from).expect("shipped"), register.get(to).expect("shipped"))
}

#[test]
fn three_percent_of_a_basis_and_a_frozen_tariff_are_not_on_one_scale() {
    let comparison = of("midtjylland/2018", "midtjylland/2025-26");
    let item = comparison.items.iter().find(|item| item.from.as_deref() == Some("tariff-reduction")).expect("the rule");
    assert_eq!(item.to.as_deref(), Some("tariff-freeze"));
    let limit = item.changes.iter().find(|one| one.key.key == Key::AtMostPercent).expect("the limit");
    let compare::Change::NotComparable { why, .. } = &limit.change else { panic!("{limit:?}") };
    assert!(matches!(why.as_slice(), [Scale::Measure { .. }, Scale::Level { .. }]), "{why:?}");
}

/// What became of each area, as `agreement#area -> …`, with `?` where the link is our reading.
#[test]
fn areas_are_followed_through_agreements_that_are_only_known() {
    let told: Vec<String> = compare::lines(&builtin())
        .iter()
        .map(|line| {
            let steps = line.steps.iter().map(|step| {
                let link = match step.link {
                    None => "",
                    Some(rammeaftale::agreement::LinkWord::Document) => "-> ",
                    Some(rammeaftale::agreement::LinkWord::Ours) => "?> ",
                };
                format!("{link}{}#{}", step.agreement.trim_start_matches("midtjylland/"), step.area)
            });
            let steps: Vec<String> = steps.collect();
            let end = line.ended_before.as_ref().map(|id| format!(" |{}", id.trim_start_matches("midtjylland/")));
            steps.join(" ") + &end.unwrap_or_default()
        })
        .collect();
    assert_eq!(
        told,
        [
            "2017#faelles-metodeudvikling -> 2018#faelles-metodeudvikling |2019-20",
            "2017#voksenhandicap -> 2018#voksenhandicap |2019-20",
            "2018#effekt-og-progression ?> 2019-20#effekt-kvalitet-og-progression |2021-22",
            "2018#psykiatri |2019-20",
            "2018#svaere-spiseforstyrrelser |2019-20",
            "2019-20#boern-og-unge-med-autisme |2021-22",
            "2019-20#naere-psykiatri -> 2021-22#naere-psykiatri ?> 2023-24#mental-sundhed-og-psykiatri -> 2025-26#mental-sundhed-og-psykiatri",
            "2021-22#borgere-med-komplekse-udfordringer ?> 2023-24#borgere-med-komplekse-udfordringer -> 2025-26#borgere-med-komplekse-udfordringer",
            "2025-26#overgang-til-voksenomraadet",
        ]
    );
}
