//! A ruleset printed and read again is the same model (rules.md, section 2: one file an agreement holds all of it).

use crate::{builtin, here};
use proptest::prelude::*;
use rammeaftale::agreement::rules::{AtMost, BaseYear};
use rammeaftale::agreement::{Choice, RuleKind};
use rammeaftale::diag::Code;
use rammeaftale::{Agreement, Percent, Register, Text, Year};
use rust_decimal::Decimal;
use std::fs;

/// Prints agreements and reads them again by the register's own checking, beside the shipped files of other kinds.
fn read_again(agreements: &[Agreement]) -> Register {
    let beside = rammeaftale_agreements::FILES.iter().filter(|(path, _)| {
        let printed = |one: &Agreement| path.trim_end_matches(".toml").trim_end_matches(".clauses") == &*one.id;
        !agreements.iter().any(printed)
    });
    let mut files: Vec<(String, String)> =
        beside.map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    files.extend(agreements.iter().map(|one| (format!("{}.toml", one.id), one.to_toml())));
    let (register, warnings) = Register::from_files(&files)
        .unwrap_or_else(|mistakes| panic!("{}", rammeaftale::diag::render_all(&mistakes, rammeaftale::Lang::En)));
    // A question that only the credit depended on is left over where that is taken away.
    assert!(warnings.iter().all(|warning| warning.code == Code::Unused), "{warnings:?}");
    register
}

/// The digest is the text's and not the model's.
pub(crate) fn same_model(again: &Agreement, agreement: &Agreement) {
    assert_ne!(again.digest, agreement.digest, "{} was not printed", agreement.id);
    let mut again = again.clone();
    again.digest = agreement.digest.clone();
    assert_eq!(&again, agreement);
}

#[test]
fn every_shipped_agreement_printed_and_read_again_is_the_same() {
    let register = builtin();
    let again = read_again(register.agreements());
    assert_eq!(again.agreements().len(), register.agreements().len());
    for agreement in register.agreements() {
        let read = again.get(&agreement.id).expect("printed");
        same_model(read, agreement);
        assert_eq!(read.to_toml(), agreement.to_toml(), "{}: printed twice", agreement.id);
        assert!(read.to_toml().contains(&*agreement.title.da), "{}: texts stand as people read them", agreement.id);
    }
}

/// A reading's name belongs to its question: two questions may have readings of the same names.
#[test]
fn readings_that_share_their_names_are_printed_each_with_what_it_sets() {
    let renamed = |text: &str| {
        [
            ("preferred = \"nominal\"", "preferred = \"included\""),
            ("id = \"nominal\"", "id = \"included\""),
            ("id = \"fixed\"", "id = \"excluded\""),
        ]
        .iter()
        .fold(text.to_owned(), |text, (from, to)| {
            assert_eq!(text.matches(from).count(), 1, "{from}");
            text.replace(from, to)
        })
    };
    let path = "midtjylland/2025-26.toml";
    let files = rammeaftale_agreements::FILES
        .iter()
        .map(|(one, text)| (*one, if *one == path { renamed(text) } else { (*text).to_owned() }));
    let (register, _) = Register::from_files(&files.collect::<Vec<_>>()).expect("other names");
    let agreement = register.get("midtjylland/2025-26").expect("renamed");
    same_model(read_again(std::slice::from_ref(agreement)).get(&agreement.id).expect("printed"), agreement);
}

/// The template has every key, so every key is printed.
#[test]
fn the_template_printed_and_read_again_is_the_same() {
    let text = fs::read_to_string(here().join("../agreements/TEMPLATE.toml")).expect("the template");
    let keys = |text: &str| {
        let names = text.lines().filter_map(|line| Some(line.split_once(" = ")?.0.to_owned()));
        names.filter(|name| !name.starts_with('#')).collect::<std::collections::BTreeSet<String>>()
    };
    let parties = rammeaftale_agreements::FILES.iter().find(|(path, _)| *path == "midtjylland/parties.toml");
    let parties = parties.expect("the parties").1.to_owned();
    let read = |text: String| {
        let files = [("example/2030.toml".to_owned(), text), ("midtjylland/parties.toml".to_owned(), parties.clone())];
        let (register, _) = Register::from_files(&files)
            .unwrap_or_else(|mistakes| panic!("{}", rammeaftale::diag::render_all(&mistakes, rammeaftale::Lang::En)));
        register.get("example/2030").expect("the template").clone()
    };
    let template = read(text.clone());
    let printed = template.to_toml();
    same_model(&read(printed.clone()), &template);
    let mut expected = keys(&text);
    // A rule taken from one of the same file is printed in full.
    expected.remove("same_as");
    assert_eq!(keys(&printed), expected);
}

/// A year that rulesets may hold, a percentage, and a text with what texts may hold.
fn year() -> impl Strategy<Value = Year> {
    (1900..2200).prop_map(|year| Year::new(year).expect("a year"))
}

fn percent() -> impl Strategy<Value = Percent> {
    (-999_999_i64..9_999_999, 0_u32..=4).prop_filter_map("below 1,000 and above -100", |(digits, scale)| {
        let percent = Decimal::new(digits, scale);
        let fits = percent > Decimal::from(-100) && percent < Decimal::from(1000);
        Percent::new(percent).ok().filter(|_| fits)
    })
}

fn text() -> impl Strategy<Value = Text> {
    ("[\\x20-\\x7eæøå»«]{0,12}x", "[\"\\\\\n\t'#{}= a]{0,12}y").prop_map(|(da, en)| Text::new(da, en))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Figures and texts changed at random
    #[test]
    fn a_changed_agreement_printed_and_read_again_is_the_same(
        years in prop::array::uniform5(year()), percents in prop::array::uniform2(percent()), lag in 0..100,
        texts in prop::array::uniform4(text()), revision in 0_u32.., at in any::<prop::sample::Index>(),
    ) {
        let mut agreement = builtin().get("midtjylland/2018").expect("shipped").clone();
        let [title, name, summary, why] = texts;
        agreement.revision = revision;
        agreement.title = title;
        let rule = at.index(agreement.rules.len());
        agreement.rules[rule].title = name;
        let clause = at.index(agreement.clauses.len());
        agreement.clauses[clause].summary = summary;
        let question = at.index(agreement.questions.len());
        agreement.questions[question].why = Some(why);
        for rule in &mut agreement.rules {
            match &mut rule.kind {
                RuleKind::TariffDevelopment(rule) => {
                    rule.base_year =
                        Choice::Fixed(if lag < 50 { BaseYear::Of(years[0]) } else { BaseYear::YearsBefore(lag) });
                    rule.at_most = Choice::Fixed(match lag % 3 {
                        0 => AtMost::NoTarget,
                        1 => AtMost::Percent(percents[0]),
                        _ => AtMost::Index { minus: percents[0], share: Percent::new(Decimal::new(lag.into(), 1)).expect("a share") },
                    });
                    // A step is not counted against a limit by the projection.
                    rule.credit.take_if(|_| lag % 3 == 2);
                    // A later year would never be read, and is refused.
                    let before = years[1..3].iter().copied().filter(|year| year.number() < 2018);
                    rule.also_against = Choice::Fixed(before.collect());
                    rule.credit.iter_mut().for_each(|credit| credit.year = years[3]);
                }
                RuleKind::ResultRegulation(rule) => {
                    rule.lag_years = lag;
                    rule.band_percent = percents[1];
                }
                RuleKind::Pricing(rule) => rule.from_year = years[4],
                RuleKind::Scope(_) | RuleKind::CatchUp(_) => {}
                other => panic!("nothing of {other:?} is changed"),
            }
        }
        same_model(read_again(std::slice::from_ref(&agreement)).get(&agreement.id).expect("printed"), &agreement);
    }
}
