//! Agreements that are not shipped, from other regions and years and one invented: written without a line of Rust, so that
//! the vocabulary is known to carry them.

use crate::{cases_of, here, printing, registry, toml_files};
use rammeaftale::agreement::rules::AtMost;
use rammeaftale::agreement::{FieldValue, RuleKind};
use rammeaftale::assessment::Finding;
use rammeaftale::register::NotInForce;
use rammeaftale::scenario::Case;
use rammeaftale::{Lang, Register, Year};
use std::collections::BTreeSet;
use std::fs;

/// The fixtures alone, as `--agreements tests/fixtures/agreements` loads them.
pub(crate) fn register() -> Register {
    let files = toml_files(&here().join("fixtures/agreements"));
    let (register, warnings) = Register::from_files(&files)
        .unwrap_or_else(|mistakes| panic!("{}", rammeaftale::diag::render_all(&mistakes, Lang::En)));
    assert!(warnings.is_empty(), "{warnings:?}");
    register
}

pub(crate) fn cases() -> Vec<(String, Case)> {
    cases_of(&toml_files(&here().join("fixtures/scenarios")))
}

/// Agreement and finding of every case.
fn findings() -> Vec<(String, Finding)> {
    let register = register();
    let judged = cases().into_iter().map(|(_, case)| {
        let assessments = case.judge(&register).unwrap_or_else(|refusal| panic!("{}: {refusal:?}", case.name));
        (case.agreement.to_string(), assessments)
    });
    let findings = judged.flat_map(|(agreement, assessments)| {
        let findings = assessments.into_iter().flat_map(|assessment| assessment.findings);
        findings.map(move |finding| (agreement.clone(), finding)).collect::<Vec<_>>()
    });
    findings.collect()
}

#[test]
fn every_case_finds_what_it_expects() {
    crate::assert_cases(&register(), &cases(), 79);
}

/// Which region is meant is for the user to say: nothing is taken for being first.
#[test]
fn where_several_regions_have_an_agreement_none_is_chosen() {
    let register = register();
    let asked = |year| register.in_force_year(Year::new(year).expect("a year"));
    let Err(NotInForce::Several { asked: year, agreements }) = asked(2014) else { panic!("one was chosen") };
    assert_eq!(year, "2014");
    assert_eq!(agreements.iter().map(|id| &**id).collect::<Vec<_>>(), ["midtjylland/2013-14", "hovedstaden/2014-2018"]);
    assert_eq!(asked(2015).map(|one| one.id.to_string()), Ok("hovedstaden/2014-2018".to_owned()));
}

#[test]
fn every_fixture_has_its_folder_of_cases() {
    let of = |id: &str| id.replace('/', "-");
    let agreements: BTreeSet<String> = register().agreements().iter().map(|agreement| of(&agreement.id)).collect();
    let cases = cases();
    for (file, case) in &cases {
        assert_eq!(file.split('/').next(), Some(&*of(&case.agreement)), "{file}: {}", case.name);
    }
    let judged: BTreeSet<String> = cases.iter().map(|(_, case)| of(&case.agreement)).collect();
    assert_eq!(judged, agreements);
}

/// They are not to be taken for agreements whose text was read.
#[test]
fn every_fixture_says_that_its_text_is_not_at_hand() {
    let register = register();
    for (_, case) in cases() {
        for assessment in case.judge(&register).expect("a budget that can be judged") {
            let said =
                ["text-is-account", "text-is-invented"].iter().any(|text| assessment.assumptions.contains(*text));
            assert!(said, "{} {:?}", case.name, assessment.subject);
        }
    }
}

/// The notes behind the fixtures are the project's own, so they are always there.
#[test]
fn clauses_are_true_to_the_notes() {
    let files = toml_files(&here().join("fixtures/agreements"));
    let accounts = registry::proven(&register(), &files, &here().join("fixtures/sources"));
    assert_eq!(accounts.len(), register().agreements().len());
}

#[test]
fn every_fixture_printed_and_read_again_is_the_same() {
    let register = register();
    let files = toml_files(&here().join("fixtures/agreements"));
    let mut printed: Vec<(String, String)> =
        files.into_iter().filter(|(path, _)| path.ends_with("parties.toml")).collect();
    printed.extend(register.agreements().iter().map(|one| (format!("{}.toml", one.id), one.to_toml())));
    let (again, _) = Register::from_files(&printed)
        .unwrap_or_else(|mistakes| panic!("{}", rammeaftale::diag::render_all(&mistakes, Lang::En)));
    for agreement in register.agreements() {
        printing::same_model(again.get(&agreement.id).expect("printed"), agreement);
    }
}

#[test]
fn the_parties_of_midtjylland_are_those_shipped() {
    let path = "agreements/midtjylland/parties.toml";
    let text = |folder: &str| fs::read_to_string(here().join(folder).join(path)).expect("the parties");
    // The first line says where the schema lies.
    let below = |text: String| text.split_once('\n').expect("lines").1.to_owned();
    assert_eq!(below(text("fixtures")), below(text("..")));
}

#[test]
fn every_rule_gives_every_verdict_that_it_can_give() {
    let given: BTreeSet<(String, String, &str)> = findings()
        .iter()
        .map(|(agreement, finding)| (agreement.clone(), finding.rule.to_string(), finding.verdict.name()))
        .collect();
    for agreement in register().agreements() {
        for rule in &agreement.rules {
            let verdicts: &[&str] = match &rule.kind {
                RuleKind::Scope(_) => &["met", "not-applicable"],
                RuleKind::TariffDevelopment(rule) if rule.at_most.values() == [AtMost::NoTarget] => &["not-applicable"],
                _ => &["met", "breached", "undetermined", "not-applicable"],
            };
            for verdict in verdicts {
                let key = (agreement.id.to_string(), rule.id.to_string(), *verdict);
                assert!(given.contains(&key), "no case gives {key:?}");
            }
            let found = given.iter().filter(|(of, id, _)| *of == *agreement.id && *id == *rule.id).count();
            assert_eq!(found, verdicts.len(), "{} gives others than {verdicts:?}", rule.id);
        }
    }
}

#[test]
fn every_reading_turns_some_verdict() {
    let mut turned: BTreeSet<(String, String, String)> = BTreeSet::new();
    for (agreement, finding) in findings() {
        for flip in &finding.flips {
            turned.extend(flip.readings.iter().map(|(q, r)| (agreement.clone(), q.to_string(), r.to_string())));
        }
    }
    for agreement in register().agreements() {
        // What is taken over from another agreement is turned there.
        for question in agreement.questions.iter().filter(|question| question.origin.is_none()) {
            for (position, reading) in question.readings.iter().enumerate() {
                let key = (agreement.id.to_string(), question.id.to_string(), reading.id.to_string());
                assert!(question.preferred == Some(position) || turned.contains(&key), "{key:?} turns nothing");
            }
        }
    }
}

mod sentences {
    //! The new things in words, both languages.

    use super::{cases, register};
    use rammeaftale::sentence;
    use rammeaftale::{Lang, Verdict};

    /// What a rule says of a case, of the first subject that breaches it where it binds one.
    fn told(case: &str, rule: &str) -> [String; 2] {
        let (_, case) = cases().into_iter().find(|(_, one)| one.name == case).expect("a case of this name");
        let assessments = case.judge(&register()).expect("a budget that can be judged");
        let findings = || assessments.iter().flat_map(|one| &one.findings).filter(|finding| *finding.rule == *rule);
        let breach = findings().find(|finding| finding.binding && finding.verdict == Verdict::Breached);
        let text = sentence::finding(breach.or(findings().next()).expect("a finding"));
        [Lang::Da, Lang::En].map(|lang| text.get(lang).to_owned())
    }

    #[test]
    fn a_cost_per_place_and_day_is_named() {
        assert_eq!(
            told("the same fall between amounts both in 2017 prices is short of 2 %", "cost-cap"),
            [
                "Udgiften pr. plads og dag er 10,00 kr. for høj: den må højst være 980,00 kr. og er faldet 1,00 % siden 2014.",
                "The cost per place and day is 10.00 kr. too high: it may be at most 980.00 kr. and is down 1.00% since 2014."
            ]
        );
    }

    #[test]
    fn a_development_without_a_target_is_watched() {
        assert_eq!(
            told("a rise is shown and is no breach", "cost-monitoring"),
            [
                "Udgiften pr. plads og dag følges uden mål: steget 2,00 % siden 2017.",
                "The cost per place and day is watched without a target: up 2.00% since 2017."
            ]
        );
        assert_eq!(
            told("an unknown figure hides the change and asks nothing of anyone", "cost-monitoring"),
            ["Udgiften pr. plads og dag følges uden mål.", "The cost per place and day is watched without a target."]
        );
    }

    #[test]
    fn what_all_readings_say_is_told_where_none_is_preferred() {
        assert_eq!(
            told("the two readings of 2014 agree that it is reached", "tariff-reduction-2014"),
            ["Overholdt efter alle læsninger; ingen er foretrukket.", "Met under all readings; none is preferred."]
        );
        assert_eq!(
            told("above 975.00 neither holds", "tariff-reduction-2014"),
            ["Brudt efter alle læsninger; ingen er foretrukket.", "Breached under all readings; none is preferred."]
        );
    }

    #[test]
    fn what_comes_from_earlier_results_is_told() {
        assert_eq!(
            told("less than 1 kr beside the two halves is as good as equal, 1 kr is not", "result-band"),
            [
                "Overskuddet i 2026 på 50.000,00 kr. (5,00 %) skal indregnes i taksterne med 20.000,00 kr. (heraf 10.000,00 kr. af tidligere resultater); der er indregnet 20.001,00 kr.",
                "The surplus in 2026 of 50,000.00 kr. (5.00%) must be carried into the tariffs as 20,000.00 kr. (of which 10,000.00 kr. of earlier results); 20,001.00 kr. was carried."
            ]
        );
    }
}

mod refused {
    //! What the vocabulary does not take, told where it stands.

    use super::{here, toml_files};
    use rammeaftale::Register;

    /// The mistakes of the invented agreement with one text in it replaced.
    fn told(from: &str, to: &str) -> Vec<String> {
        let mut files = toml_files(&here().join("fixtures/agreements"));
        let (_, text) = files.iter_mut().find(|(name, _)| name == "example/2027-28.toml").expect("the file");
        assert!(text.contains(from), "{from}");
        *text = text.replace(from, to);
        let Err(mistakes) = Register::from_files(&files) else { return Vec::new() };
        mistakes.iter().map(|one| format!("{} {}", one.code, one.message.get(rammeaftale::Lang::En))).collect()
    }

    #[test]
    fn a_share_is_a_part_of_a_whole() {
        let of = |share: &str| told("share_percent = \"50\"", &format!("share_percent = \"{share}\""));
        assert_eq!(of("100"), [""; 0]);
        assert_eq!(of("0"), ["bad-number `0` is not a share above 0 and at most 100 percent"]);
        assert_eq!(of("100.0001"), ["bad-number `100.0001` is not a share above 0 and at most 100 percent"]);
    }

    #[test]
    fn a_limit_is_a_percentage_none_or_by_the_index() {
        let of = |limit: &str| told("{ index_minus = \"0\", share_percent = \"50\" }", limit);
        assert_eq!(of("\"none\""), [""; 0]);
        assert_eq!(of("\"-1.5\""), [""; 0]);
        assert_eq!(of("\"nothing\""), ["bad-number `nothing` is not an exact decimal number"]);
        assert_eq!(of("{ share_percent = \"50\" }"), ["missing-key `at_most_percent` lacks `index_minus`"]);
        let unknown = "unknown-key `index_plus` is not a key of `at_most_percent`";
        assert_eq!(of("{ index_minus = \"0\", index_plus = \"1\" }"), [unknown]);
    }

    #[test]
    fn no_credit_stands_beside_a_limit_by_the_index() {
        let credit = "credit_year = 2025\ncredited_step = \"rebased\"\nallowance = \"none\"";
        let mistake = "bad-value a limit by the projection cannot stand together with `credit_year`";
        assert_eq!(told("allowance = \"none\"", credit), [mistake]);
    }

    #[test]
    fn years_before_and_years_spread_are_at_least_one() {
        let mistake = "bad-number `0` is not a number of years from 1 to 99";
        assert_eq!(told("{ years_before = 1 }", "{ years_before = 0 }"), [mistake]);
        assert_eq!(told("spread_years = 2", "spread_years = 0"), [mistake]);
        assert_eq!(told("{ years_before = 1 }", "2026"), [""; 0]);
    }

    #[test]
    fn a_promise_binds_in_the_words_of_a_rule() {
        let contract = "standardkontrakten.\", en = \"Sell every place on the standard contract.\" }\nforce = ";
        assert_eq!(
            told(&format!("{contract}\"duty\""), &format!("{contract}\"must\"")),
            ["bad-value `must` cannot stand here"]
        );
    }
}

#[test]
fn a_limit_by_the_projection_is_told_as_it_is_written() {
    let register = register();
    for (id, rule, told) in [
        ("hovedstaden/2014-2018", "cost-cap", "index_minus 2"),
        ("example/2027-28", "tariff-cap", "index_minus 0 share_percent 50"),
    ] {
        let agreement = register.get(id).expect("a fixture");
        let rule = agreement.rules.iter().find(|one| &*one.id == rule).expect("a rule");
        let fields = rule.fields(agreement);
        let field = fields.iter().find(|field| field.key.name() == "at_most_percent").expect("a limit");
        assert!(matches!(&field.value, FieldValue::Fixed(value) if value.to_string() == told), "{field:?}");
    }
}
