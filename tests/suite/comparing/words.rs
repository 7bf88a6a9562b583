//! Each change and note has both languages, and the numbers in both agree.

use crate::{builtin, compared, fixtures, here};
use rammeaftale::agreement::Key;
use rammeaftale::compare::portfolio::{LeftOutOfTotal, Unit, under};
use rammeaftale::compare::{self, Change, Comparison, Topic};
use rammeaftale::portfolio::TariffUnit;
use rammeaftale::{Agreement, Options, Text, Year, sentence};
use std::collections::BTreeSet;
use std::fs;

/// The figures of a text, whatever marks part them.
fn figures(text: &str) -> Vec<String> {
    let mut figures: Vec<String> = text
        .split(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '-'))
        .flat_map(|word| word.split('-').map(|part| part.replace(['.', ','], "")))
        .filter(|part| !part.is_empty())
        .collect();
    figures.sort();
    figures
}

fn held(text: &Text, about: &str) {
    assert!(!text.da.is_empty() && !text.en.is_empty(), "{about}: {text:?}");
    assert_eq!(figures(&text.da), figures(&text.en), "{about}: {text:?}");
}

#[test]
fn every_change_is_told_in_both_languages_with_the_same_figures() {
    let mut kinds = BTreeSet::new();
    let (mut told, mut headlines) = (0, 0);
    for register in [builtin(), fixtures::register()] {
        for from in register.agreements() {
            for to in register.agreements() {
                let comparison = Comparison::new(&register, from, to);
                let headline = sentence::headline(&comparison);
                assert_eq!(headline.is_some(), comparison.has_changes());
                headline.iter().for_each(|text| held(text, "headline"));
                headlines += headline.iter().count();
                sentence::caveats(&comparison).iter().for_each(|text| held(text, "caveat"));
                for item in &comparison.items {
                    held(&sentence::compared(&comparison, item), "item");
                    for one in &item.changes {
                        held(&sentence::change(&comparison, item, one), "change");
                        held(&sentence::change_kind(&comparison, &one.change), "kind");
                        kinds.insert(one.change.name());
                        told += 1;
                    }
                }
            }
        }
        for line in compare::lines(&register) {
            held(&sentence::line(&line), "line");
        }
    }
    assert_eq!(kinds.len(), 6, "{kinds:?}");
    assert!(told >= 5_000 && headlines >= 20, "only {told} and {headlines}");
}

#[test]
fn every_key_and_topic_has_a_name_of_its_own() {
    let names: BTreeSet<Text> = Key::all().map(sentence::key).collect();
    assert_eq!(names.len(), Key::all().count());
    let topics: BTreeSet<Text> = Topic::ALL.into_iter().map(sentence::topic).collect();
    assert_eq!(topics.len(), Topic::ALL.len());
}

#[test]
fn what_is_said_of_a_portfolio_has_both_languages_with_the_same_figures() {
    let (shipped, others) = (builtin(), fixtures::register());
    let (mut settlements, mut units, mut reasons) = (0, BTreeSet::new(), BTreeSet::new());
    let read = |path: &str| {
        let text = fs::read(here().join(path)).expect("a portfolio");
        rammeaftale_sheets::portfolio(vec![rammeaftale_sheets::read_bytes(path, &text)]).expect("no mistakes").0
    };
    let (demo, region) = (read("portfolios/demo.csv"), read("fixtures/portfolios/hovedstaden.csv"));
    for (register, portfolio, year) in
        [(&shipped, &demo, 2018), (&shipped, &demo, 2025), (&shipped, &demo, 2026), (&others, &region, 2016)]
    {
        let agreements: Vec<&Agreement> = register.agreements().iter().collect();
        let year = Year::new(year).expect("a year");
        let matrix = under(&agreements, portfolio, year, &Options::default()).expect("a matrix");
        for column in &matrix.agreements {
            held(&sentence::as_if(&column.title, matrix.year, column.as_if), "as if");
            held(&sentence::reads(matrix.year, &column.reads, &column.reads_otherwise), "years read");
            for total in &column.totals {
                held(&sentence::total(total), "total");
                total.unit.iter().for_each(|unit| held(&sentence::unit(*unit), "unit"));
                units.extend(total.unit);
                let left_out = total.left_out.iter();
                left_out.for_each(|(why, count)| held(&sentence::left_out_of_total(*why, *count), "left out"));
                reasons.extend(total.left_out.keys().copied());
            }
        }
        for row in &matrix.subjects {
            row.flips.iter().for_each(|pair| held(&sentence::flipped(&matrix, row, *pair), "flip"));
        }
        matrix.unsettled.iter().for_each(|one| held(&sentence::unsettled(one), "unsettled"));
        for one in matrix.assessments.iter().flatten().flat_map(|one| &one.findings) {
            one.settled_by.iter().for_each(|set| held(&sentence::settlement(one, set), "settlement"));
            settlements += one.settled_by.len();
        }
        matrix.break_even.iter().for_each(|one| held(&sentence::break_even(one), "break-even"));
    }
    assert!(settlements > 100, "only {settlements}");
    assert!(units.len() >= 6 && reasons.len() >= 2, "{units:?}, {reasons:?}");
    // Those that no portfolio here brings about.
    for why in [LeftOutOfTotal::NoPlaces, LeftOutOfTotal::PerPlace] {
        [1, 2].into_iter().for_each(|count| held(&sentence::left_out_of_total(why, count), "left out"));
    }
    held(&sentence::unit(Unit::TariffsOfAllPlaces(TariffUnit::Year)), "unit");
}

#[test]
fn a_scale_that_differs_is_told() {
    let comparison = compared("midtjylland/2018", "midtjylland/2025-26");
    let apart = comparison.items.iter().flat_map(|item| item.changes.iter().map(move |one| (item, one)));
    let apart: Vec<_> = apart.filter(|(_, one)| matches!(one.change, Change::NotComparable { .. })).collect();
    let [(item, limit)] = apart[..] else { panic!("{apart:?}") };
    assert_eq!(
        sentence::change(&comparison, item, limit).en,
        "Limit: at least 3% down and no rise (0%) cannot be compared: one is the tariff basis or the basis per place, \
         the other the tariff, and one is the operator as a whole, the other each tariff or the operator as a whole."
    );
}
