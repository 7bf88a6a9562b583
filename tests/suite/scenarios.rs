//! Every scenario file: each case is judged and compared with what it expects.

use crate::{builtin, cases, scenario_files};
use std::collections::BTreeSet;

#[test]
fn every_case_finds_what_it_expects() {
    crate::assert_cases(&builtin(), &cases(), 180);
}

#[test]
fn every_file_belongs_to_an_agreement() {
    let register = builtin();
    for (name, _) in scenario_files() {
        let period = name.split('/').next().unwrap_or_default();
        assert!(register.get(&format!("midtjylland/{period}")).is_some(), "{name} lies under no agreement's period");
    }
}

#[test]
fn no_two_cases_of_a_file_have_one_name() {
    let mut seen = BTreeSet::new();
    for (file, case) in cases() {
        assert!(seen.insert((file.clone(), case.name.clone())), "{file}: `{}` is given twice", case.name);
    }
}

mod format {
    //! What the reader refuses, and what running tells.

    use crate::builtin;
    use rammeaftale::Lang;
    use rammeaftale::scenario::{self, Outcome};

    const CASE: &str = r#"schema = 1
agreement = "midtjylland/2025-26"
[[case]]
name = "a case"
year = 2025
rows = [{ offer = "A", operator = 740, year = 2025, tariff = 1000 }]
[[case.expect]]
offer = "A"
rule = "scope"
verdict = "met"
"#;

    fn codes(text: &str) -> Vec<String> {
        let mistakes = scenario::read("a.toml", text).map_or_else(|mistakes| mistakes, |_| Vec::new());
        mistakes.iter().map(|mistake| format!("{} {}", mistake.code, mistake.place().expect("a place"))).collect()
    }

    #[test]
    fn a_good_file_has_no_mistakes() {
        assert!(codes(CASE).is_empty(), "{:?}", codes(CASE));
    }

    #[test]
    fn every_mistake_of_a_file_is_told_in_one_run() {
        let text = CASE
            .replace("tariff = 1000", "tarif = 1000, operatr = 1, year_ = 1")
            .replace("operator = 740, ", "operator = 1, ")
            .replace("verdict = \"met\"", "verdict = \"mett\"\nmissing = \"none\"");
        let expected = [
            "bad-code a.toml:6:35",
            "unknown-key a.toml:6:51",
            "unknown-key a.toml:6:65",
            "unknown-key a.toml:6:78",
            "bad-value a.toml:10:11",
            "wrong-type a.toml:11:11",
        ];
        assert_eq!(codes(&text), expected);
    }

    #[test]
    fn a_subject_is_an_offer_or_an_operator() {
        assert_eq!(codes(&CASE.replace("offer = \"A\"\n", "")), ["missing-key a.toml:7:1"]);
        let both = CASE.replace("offer = \"A\"\n", "offer = \"A\"\noperator = 740\n");
        assert_eq!(codes(&both), ["wrong-type a.toml:9:1"]);
    }

    #[test]
    fn an_assessment_has_no_keys_of_a_finding() {
        assert_eq!(codes(&CASE.replace("rule = \"scope\"\n", "binding = true\n")), ["unknown-key a.toml:9:1"]);
    }

    #[test]
    fn a_file_without_cases_tests_nothing() {
        assert_eq!(codes("schema = 1"), ["empty-file a.toml"]);
        assert_eq!(codes("schema = 2"), ["newer-schema a.toml:1:10"]);
        assert_eq!(codes(""), ["missing-key a.toml:1:1"]);
    }

    #[test]
    fn amounts_keep_their_bounds_and_years_their_digits() {
        assert_eq!(codes(&CASE.replace("1000", "0.00001")), ["amount-out-of-range a.toml:6:62"]);
        assert_eq!(codes(&CASE.replace("1000", "1e3")), ["bad-number a.toml:6:62"]);
        let index = CASE.replace("year = 2025\n", "year = 2025\nindex = { 25 = 1, 2025 = -100 }\n");
        assert_eq!(codes(&index), ["bad-year a.toml:6:11", "percent-out-of-range a.toml:6:26"]);
        let twice = CASE.replace("year = 2025\n", "year = 2025\nindex = { 2025 = 1, 02025 = 2 }\n");
        assert_eq!(codes(&twice), ["bad-year a.toml:6:21"]);
        let assume = CASE.replace("year = 2025\n", "year = 2025\nassume = { occupancy = 1, colour = 1 }\n");
        assert_eq!(codes(&assume), ["bad-value a.toml:6:12", "bad-value a.toml:6:27"]);
    }

    fn told(text: &str) -> Vec<String> {
        let cases = scenario::read("a.toml", text).expect("a good file");
        let outcomes = cases.iter().map(|case| case.run(&builtin()));
        let differences = outcomes.flat_map(|outcome| match outcome {
            Outcome::Passed => Vec::new(),
            Outcome::Differs(differences) => differences,
        });
        differences.map(|one| format!("{} {}", one.place, one.text.get(Lang::En))).collect()
    }

    #[test]
    fn a_difference_names_its_place_what_was_expected_and_what_was_found() {
        assert!(told(CASE).is_empty());
        let text = CASE.replace(
            "verdict = \"met\"",
            "verdict = \"breached\"\nbinding = true\nassumptions = []\nfigures = { limit = 5 }",
        );
        assert_eq!(
            told(&text),
            [
                "a.toml:7:1 A scope: expected verdict `breached`, found `met`",
                "a.toml:7:1 A scope: expected binding `true`, found `false`",
                "a.toml:7:1 A scope: expected assumptions ``, found `location-assumed | scope-unknown`",
                "a.toml:7:1 A scope: expected limit `5`, found none",
            ]
        );
    }

    #[test]
    fn what_is_not_there_is_told_too() {
        assert_eq!(
            told(&CASE.replace("\"A\"\nrule", "\"B\"\nrule")),
            ["a.toml:7:1 B scope: expected a finding, found no assessment"]
        );
        assert_eq!(told(&CASE.replace("\"scope\"", "\"x\"")), ["a.toml:7:1 A x: expected a finding, found no finding"]);
        let other = CASE.replace("2025-26", "2099");
        assert_eq!(
            told(&other),
            ["a.toml:4:8 expected an assessment, found that there is no agreement `midtjylland/2099`"]
        );
        let reading = CASE.replace("year = 2025\n", "year = 2025\nreadings = { level = \"x\" }\n");
        assert_eq!(told(&reading), ["a.toml:4:8 expected an assessment, found that `level` has no reading `x`"]);
        let refused = CASE.replace("1000", "-1");
        assert_eq!(
            told(&refused),
            [
                "a.toml:4:8 expected an assessment, found mistakes in the rows (negative-amount: `tariff` cannot be negative)"
            ]
        );
    }

    #[test]
    fn a_row_keeps_its_names_and_a_mistake_of_it_its_place() {
        let text =
            CASE.replace("operator = 740,", "operator = 740, offer_name = \"Elmely\", legal_basis = \"SEL § 107\",");
        let portfolio = scenario::read("a.toml", &text).expect("a good file")[0].portfolio().expect("rows that agree");
        let offer = &portfolio.offers()[0];
        let of_year = offer.years.values().next().expect("a year");
        let told = (offer.name.as_deref(), of_year.legal_basis.as_deref());
        assert_eq!(told, (Some("Elmely"), Some("SEL § 107")));
        let refused = scenario::read("a.toml", CASE.replace("1000", "-1")).expect("a good file")[0].portfolio();
        let mistakes = refused.expect_err("a negative tariff");
        assert_eq!(mistakes[0].place().map(ToString::to_string), Some("a.toml:6:62".to_owned()));
    }

    #[test]
    fn an_assessment_differs_as_a_finding_does() {
        let text = CASE.replace("rule = \"scope\"\nverdict = \"met\"", "verdict = \"breached\"\nas_if = 2");
        let told = told(&text);
        assert!(told[0].starts_with("a.toml:7:1 A: expected verdict `breached`, found `"), "{told:?}");
        assert_eq!(told[1..], ["a.toml:7:1 A: expected as_if `2`, found none"]);
    }

    #[test]
    fn an_entry_of_a_list_is_found_by_its_first_part_and_all_others_that_are_named() {
        let with = |assumptions: &str| {
            told(&CASE.replace("verdict = \"met\"", &format!("verdict = \"met\"\nassumptions = [{assumptions}]"))).len()
        };
        assert_eq!(with("\"scope-unknown\", \"location-assumed\""), 0, "in any order");
        assert_eq!(with("\"scope-unknown\", \"x\""), 1);
        assert_eq!(with("\"scope-unknown; x\", \"location-assumed\""), 1);
        assert_eq!(with("\"scope-unknown\""), 1, "one is left");
        assert_eq!(with("\"scope-unknown\", \"location-assumed\", \"scope-unknown\""), 1, "one is there but once");
    }

    #[test]
    fn a_case_that_is_to_be_refused_names_the_one_mistake() {
        let head = CASE.split_once("[[case.expect]]").expect("an expectation").0;
        let refused = |tariff: &str, code: &str| {
            told(&format!("{}error = \"{code}\"\n", head.replace("tariff = 1000", &format!("tariff = {tariff}"))))
        };
        assert!(refused("-1", "negative-amount").is_empty());
        let other = refused("-1", "bad-year");
        assert!(
            other[0].contains("expected the mistake `bad-year`, found mistakes in the rows (negative-amount"),
            "{other:?}"
        );
        let none = refused("1", "bad-year");
        assert!(none[0].contains("expected the mistake `bad-year`, found a budget that can be judged"), "{none:?}");
    }
}
