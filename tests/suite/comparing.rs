//! What the comparison of agreements says of those at hand.

mod words;

use crate::data_mutation::values::{self, Change};
use crate::{builtin, compared};
use rammeaftale::Register;
use rammeaftale::agreement::Key;
use rammeaftale::agreement::rules::Denominator;
use rammeaftale::compare::{self, Comparison, Fact, Scale};
use rammeaftale::sentence;
use rammeaftale_agreements::FILES;

/// Where a changed value is evidence, names the agreement, or belongs to one that is only known.
fn says_nothing(change: &Change) -> bool {
    let is_evidence = change.path.ends_with(values::PASSAGES);
    is_evidence || ["schema", "agreement.revision"].contains(&&*change.key) || change.path.ends_with("known.toml")
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

/// Links that run in a ring are followed once, so that no file can make a comparison endless.
#[test]
fn a_ring_of_links_is_followed_once() {
    let rings = [
        ("midtjylland/2018.toml", "midtjylland/2017#voksenhandicap", "midtjylland/2025-26#mental-sundhed-og-psykiatri"),
        (
            "midtjylland/2025-26.toml",
            "midtjylland/2023-24#mental-sundhed-og-psykiatri",
            "midtjylland/2018#voksenhandicap",
        ),
        ("midtjylland/2021-22.toml", "midtjylland/2019-20#naere-psykiatri", "midtjylland/2018#voksenhandicap"),
    ];
    let texts: Vec<(&str, String)> = FILES
        .iter()
        .map(|(path, text)| {
            let ring = rings.iter().find(|(file, ..)| file == path);
            assert!(ring.is_none_or(|(_, from, _)| text.contains(from)), "{path}");
            (*path, ring.map_or((*text).to_owned(), |(_, from, to)| text.replace(from, to)))
        })
        .collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let (register, _) = Register::from_files(&files).expect("links need not run back in time");
    let [a, b] = ["midtjylland/2018", "midtjylland/2025-26"].map(|id| register.get(id).expect("shipped"));
    let lineage = Comparison::new(&register, a, b).lineage;
    let ring = lineage.iter().find(|line| {
        line.steps.iter().any(|step| &*step.agreement == "midtjylland/2021-22" && &*step.area == "naere-psykiatri")
    });
    let steps: Vec<&str> = ring.into_iter().flat_map(|line| &line.steps).map(|step| &*step.agreement).collect();
    assert_eq!(steps, ["2025-26", "2018", "2021-22", "2023-24"].map(|period| format!("midtjylland/{period}")));
}

#[test]
fn three_percent_of_a_basis_and_a_frozen_tariff_are_not_on_one_scale() {
    let comparison = compared("midtjylland/2018", "midtjylland/2025-26");
    let item = comparison.items.iter().find(|item| item.from.as_deref() == Some("tariff-reduction")).expect("the rule");
    assert_eq!(item.to.as_deref(), Some("tariff-freeze"));
    let limit = item.changes.iter().find(|one| one.key.key == Key::AtMostPercent).expect("the limit");
    let compare::Change::NotComparable { why, .. } = &limit.change else { panic!("{limit:?}") };
    assert!(matches!(why.as_slice(), [Scale::Measure { .. }, Scale::Level { .. }]), "{why:?}");
}

/// A band of 5 % of one thing and one of 3 % of another: neither is the wider one.
#[test]
fn bands_of_different_amounts_are_not_on_one_scale() {
    let (shipped, others) = (builtin(), crate::fixtures::register());
    let a = shipped.get("midtjylland/2018").expect("shipped");
    let b = others.get("example/2027-28").expect("a fixture");
    let said = |a, b| {
        let comparison = Comparison::new(&shipped, a, b);
        let item = comparison.items.iter().find(|item| item.from.as_deref() == Some("result-band")).expect("the rule");
        let band = item.changes.iter().find(|one| one.key.key == Key::BandPercent).expect("the band");
        let compare::Change::NotComparable { why, .. } = &band.change else { panic!("{band:?}") };
        (why.clone(), sentence::change(&comparison, item, band))
    };
    let budget = vec![Denominator::TariffBasisBudget];
    let any = vec![Denominator::TariffBasisBudget, Denominator::TariffBasisRealised, Denominator::Turnover];
    let (why, text) = said(a, b);
    assert_eq!(why, [Scale::Denominator { from: any.clone(), to: budget.clone() }]);
    assert_eq!(
        text.da,
        "Båndets bredde: 5 % og 3 % kan ikke sammenlignes: det ene er det budgetterede grundlag eller det realiserede grundlag eller \
         omsætningen, det andet det budgetterede grundlag."
    );
    let (why, text) = said(b, a);
    assert_eq!(why, [Scale::Denominator { from: budget, to: any }]);
    assert_eq!(
        text.en,
        "Width of the band: 3% and 5% cannot be compared: one is the budgeted basis, the other the budgeted basis or the realised basis \
         or the turnover."
    );
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

/// What 2025-26 has under one reading only is not the same as what 2018 has under all; a preferred reading is part of what
/// is said.
#[test]
fn what_holds_under_one_reading_is_not_the_same() {
    let comparison = compared("midtjylland/2018", "midtjylland/2025-26");
    let item = comparison.items.iter().find(|item| item.from.as_deref() == Some("result-band")).expect("the rule");
    assert!(item.changes.iter().all(|one| one.change.is_change()), "{:?}", item.changes);
    let band = item.changes.iter().find(|one| one.key.key == Key::BandPercent).expect("the band");
    let Some(Fact::Under { reading, preferred, .. }) = band.change.to() else { panic!("{band:?}") };
    assert_eq!((&**reading, *preferred), ("as-2018", false));
    assert_eq!(band.change.from(), band.change.to().map(Fact::said), "five percent in both");
    assert_eq!(sentence::change(&comparison, item, band).da, "Båndets bredde: fra 5 % til 5 % (kun efter én læsning).");
    assert_eq!(sentence::change_kind(&comparison, &band.change).en, "the same, but under one reading only");
    let mut other = band.change.to().expect("a band").clone();
    let Fact::Under { preferred, .. } = &mut other else { panic!("{other:?}") };
    *preferred = true;
    let preferred = compare::Change::Changed { from: band.change.to().expect("a band").clone(), to: other };
    assert_eq!(sentence::change_kind(&comparison, &preferred).en, "the same, under another reading");
    let back = comparison.clone().mirrored();
    let headline = |of: &Comparison| sentence::headline(of).expect("changes").da;
    assert!(
        headline(&comparison).contains("(kun efter én læsning)") && headline(&back).contains("(nu uanset læsning)")
    );
    let kinds = back.items.iter().flat_map(|item| &item.changes).filter(|one| one.key.key == Key::BandPercent);
    let kinds: Vec<_> = kinds.map(|one| sentence::change_kind(&back, &one.change).da).collect();
    assert_eq!(kinds, ["samme, nu uanset læsning"]);
    let said = sentence::compared(&comparison, item);
    assert!(said.da.ends_with("(result-regulation-continued=as-2018), som ikke er den foretrukne."), "{said:?}");
    let freeze = comparison.items.iter().find(|item| item.to.as_deref() == Some("tariff-freeze")).expect("the freeze");
    let open = freeze.changes.iter().find(|one| one.key.key == Key::PriceBasis);
    let said = sentence::change(&comparison, freeze, open.expect("prices"));
    assert_eq!(said.da, "Priser: uændret åbent: løbende priser (foretrukket) eller faste priser.");
}

/// Another preferred reading of the same question is another rule.
#[test]
fn another_preferred_reading_is_a_change_of_the_rule() {
    let register = builtin();
    let other = |text: &str| text.replacen("preferred = \"nominal\"", "preferred = \"fixed\"", 1);
    let path = "midtjylland/2025-26.toml";
    let files: Vec<(&str, String)> = FILES
        .iter()
        .map(|(name, text)| (*name, if *name == path { other(text) } else { (*text).to_owned() }))
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, &**text)).collect();
    let (changed, _) = Register::from_files(&files).expect("a ruleset still");
    let (a, b) = (register.get("midtjylland/2025-26").expect("it"), changed.get("midtjylland/2025-26").expect("it"));
    let comparison = Comparison::new(&register, a, b);
    let freeze = comparison.items.iter().find(|item| item.from.as_deref() == Some("tariff-freeze")).expect("the rule");
    let prices = freeze.changes.iter().find(|one| one.key.key == Key::PriceBasis).expect("prices");
    assert!(prices.change.is_change(), "{prices:?}");
}

/// Where two texts are silent each in its own words, both are told.
#[test]
fn two_silences_that_differ_are_both_told() {
    let comparison = compared("midtjylland/2021-22", "midtjylland/2025-26");
    let told = |id: &str| {
        let item = comparison.items.iter().find(|item| item.to.as_deref() == Some(id)).expect("a silence");
        sentence::compared(&comparison, item).da
    };
    let both = told("pricing");
    assert!(both.starts_with("Rammeaftale 2021-22: Intet om, hvordan takster beregnes"), "{both}");
    assert!(both.contains(" Rammeaftale 2025-26: Hvordan takster beregnes"), "{both}");
    let alike = comparison.items.iter().filter(|item| item.is_silent_alike()).count();
    let once =
        comparison.items.iter().filter(|item| sentence::compared(&comparison, item).da.starts_with("Begge tekster: "));
    assert!(alike > 5 && once.count() == alike);
    let silent = comparison.items.iter().filter(|item| item.silent() == Some(compare::Silent::Both));
    for (item, one) in silent.flat_map(|item| item.changes.iter().map(move |one| (item, one))) {
        let said = sentence::change(&comparison, item, one).en;
        assert!(said.ends_with(": neither text says."), "{said}");
    }
}

/// A question that one agreement takes over from another is told alike from either side.
#[test]
fn what_is_taken_over_is_told_from_either_side() {
    let comparison = compared("midtjylland/2018", "midtjylland/2025-26");
    let told =
        |of: &Comparison| -> Vec<_> { of.items.iter().filter_map(|one| sentence::taken_over(of, one)).collect() };
    assert!(!told(&comparison).is_empty());
    assert_eq!(told(&comparison), told(&comparison.clone().mirrored()));
}

/// Two sentences that stand for all: the rules by name, the rest counted as it is told below.
#[test]
fn a_headline_says_what_changed() {
    let comparison = compared("midtjylland/2018", "midtjylland/2025-26");
    let said = sentence::headline(&comparison).expect("changes");
    assert_eq!(
        said.da,
        "Reglerne: «Takstreduktion på mindst 3 pct.» er blevet til «Taksterne må ikke stige»; «Regulering af over- og \
         underskud» er blevet til «Regulering af over- og underskud (som i 2018)» (kun efter én læsning); «Omfattede \
         tilbud» og «Efterslæb fra de seneste aftaler» står kun i Rammeaftale 2025-26; «Opfølgning på takstreduktionen» \
         og «Bruttotakster» står kun i Rammeaftale 2018. Uden for reglerne er der forskel på 14 løfter, 8 \
         udviklingsområder, 9 åbne spørgsmål og 25 andre punkter."
    );
    // So many are not told as unchanged.
    let told = comparison.items.iter().filter(|item| item.topic == compare::Topic::OpenQuestions);
    let (same, other): (Vec<_>, Vec<_>) =
        told.map(|item| sentence::compared(&comparison, item).da).partition(|told| told.contains("» er uændret"));
    assert_eq!((same.len(), other.len()), (4, 9), "{same:?} {other:?}");
    assert_eq!(sentence::headline(&compared("midtjylland/2018", "midtjylland/2018")), None);
}

/// What a proposal lacks the agreement may have: nothing is simply gone from it, and nothing simply new after it.
#[test]
fn what_is_not_in_a_proposal_is_told_as_that() {
    let (into, out_of) =
        (compared("midtjylland/2018", "midtjylland/2021-22"), compared("midtjylland/2021-22", "midtjylland/2025-26"));
    let mut told = 0;
    for (comparison, side) in [(&into, "removed"), (&out_of, "added")] {
        for item in &comparison.items {
            let whole = item.changes.iter().all(|one| one.change.name() == side);
            let said = sentence::compared(comparison, item);
            if whole {
                assert!(said.da.contains("i forslaget til Rammeaftale 2021-22"), "{said:?}");
                assert!(said.en.contains("in the proposal for Framework agreement 2021-22"), "{said:?}");
            }
            for one in item.changes.iter().filter(|one| one.change.name() == side) {
                let kind = sentence::change_kind(comparison, &one.change);
                assert!(kind.da.contains("forslaget") && kind.en.contains("the proposal"), "{kind:?}");
                let said = sentence::change(comparison, item, one);
                assert!(said.da.contains("i forhold til forslaget"), "{said:?}");
                told += 1;
            }
        }
    }
    assert!(told >= 20, "only {told}");
    let headline = sentence::headline(&into).expect("changes").da;
    assert!(headline.contains("står kun i Rammeaftale 2018, ikke i forslaget til Rammeaftale 2021-22"), "{headline}");
    let whole = compared("midtjylland/2018", "midtjylland/2025-26");
    let kinds =
        whole.items.iter().flat_map(|item| &item.changes).map(|one| sentence::change_kind(&whole, &one.change).da);
    assert!(kinds.clone().any(|kind| kind == "nyt") && kinds.clone().all(|kind| !kind.contains("forslag")));
}

/// An area that only an agreement between the two had is followed too.
#[test]
fn areas_of_agreements_between_are_followed() {
    let comparison = compared("midtjylland/2018", "midtjylland/2025-26");
    let autism = |comparison: &Comparison| {
        let mut steps = comparison.lineage.iter().flat_map(|line| &line.steps);
        steps.any(|step| &*step.area == "boern-og-unge-med-autisme")
    };
    assert!(autism(&comparison), "2019-20 lies between");
    assert!(!autism(&compared("midtjylland/2021-22", "midtjylland/2025-26")), "it does not");
}
