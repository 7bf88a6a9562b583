//! Tariffs of several units under one operator: each unit has its room, its total and its words.

use super::{portfolio, summed, year};
use crate::builtin;
use rammeaftale::agreement::Agreement;
use rammeaftale::compare::portfolio::{LeftOutOfTotal, Matrix, Total, Unit, under};
use rammeaftale::portfolio::TariffUnit;
use rammeaftale::{Lang, Options, Portfolio, Verdict, sentence};
use rammeaftale_report::document::Form;
use rammeaftale_report::{Judged, Style};
use rust_decimal::Decimal;

/// Invented: one operator, ten places by the day and five by the hour; of each tariff what extraordinary wages make of it.
fn operator(day: &str, by_day: &str, hour: &str, by_hour: &str) -> Portfolio {
    portfolio(&format!(
        "offer,operator,year,tariff,tariff_unit,places,wage_supplement,own_payment\n\
         A,740,2024,1000,day,10,,\nA,740,2025,{day},day,10,{by_day},0\n\
         B,740,2024,200,hour,5,,\nB,740,2025,{hour},hour,5,{by_hour},0\n"
    ))
}

fn judged(portfolio: &Portfolio, level: &str) -> Matrix {
    let register = builtin();
    let agreements: Vec<&Agreement> = register.agreements().iter().collect();
    let readings = [("level".to_owned(), level.to_owned())].into();
    under(&agreements, portfolio, year(2025), &Options { readings, ..Options::default() }).expect("a matrix")
}

fn freeze(matrix: &Matrix) -> Vec<&Total> {
    matrix.agreements[2].totals.iter().filter(|total| &*total.rule == "tariff-freeze").collect()
}

fn kroner(amount: i64) -> Decimal {
    Decimal::from(amount)
}

#[test]
fn each_unit_has_a_total_of_its_own() {
    // 10 a day for ten places too much, 2 an hour for five places; then the hours hold.
    let both = judged(&operator("1010", "0", "202", "0"), "operator-total");
    let [day, hour] = freeze(&both)[..] else { panic!("{:?}", freeze(&both)) };
    assert_eq!(day.unit, Some(Unit::TariffsOfAllPlaces(TariffUnit::Day)));
    assert_eq!(hour.unit, Some(Unit::TariffsOfAllPlaces(TariffUnit::Hour)));
    assert_eq!(summed(day), (kroner(100), 1, Decimal::ZERO, 0));
    assert_eq!(summed(hour), (kroner(10), 1, Decimal::ZERO, 0));
    assert_eq!(sentence::total(hour).da, "10,00 kr. pr. time for alle pladser for meget (1 fund).");
    let one = judged(&operator("1010", "0", "199", "0"), "operator-total");
    let [_, hour] = freeze(&one)[..] else { panic!("{:?}", freeze(&one)) };
    assert_eq!(summed(hour), (Decimal::ZERO, 0, kroner(5), 1));
}

/// The model on wages is only announced: with all of them deducted less is too much, and a unit of which nothing then is, is
/// not counted as if it were.
#[test]
fn what_wages_may_take_off_is_not_told_as_certain() {
    let found = judged(&operator("1010", "4", "202", "3"), "operator-total");
    let [day, hour] = freeze(&found)[..] else { panic!("{:?}", freeze(&found)) };
    assert_eq!((day.excess, day.excess_at_least), (kroner(100), kroner(60)));
    let told = sentence::total(day);
    assert_eq!(
        told.da,
        "mellem 60,00 kr. og 100,00 kr. pr. døgn for alle pladser for meget (1 fund, med og uden fradrag af ekstraordinær løn)."
    );
    assert_eq!(
        told.en,
        "between 60.00 kr. and 100.00 kr. a day for all places too much (1 finding, with and without the wage supplement deducted)."
    );
    assert_eq!(summed(hour), (Decimal::ZERO, 0, Decimal::ZERO, 0));
    assert_eq!(hour.left_out, [(LeftOutOfTotal::Undetermined, 1)].into());
    assert_eq!(sentence::total(hour).da, "uden for beløbene er 1 uafgjort (kr. pr. time for alle pladser).");
    let told = found.assessments[2].iter().flat_map(|one| &one.findings).find(|one| one.verdict == Verdict::Breached);
    let breach = told.expect("the operator breaks the freeze");
    let told = [sentence::finding(breach).da, sentence::action(breach).da].concat();
    assert!(told.contains("døgntakster") && !told.contains("timetakster"), "{told}");
    // Tariff by tariff the same.
    let alone = judged(&operator("1010", "4", "202", "0"), "each-tariff");
    let [day, hour] = freeze(&alone)[..] else { panic!("{:?}", freeze(&alone)) };
    assert_eq!((day.excess, day.excess_at_least), (kroner(100), kroner(60)));
    assert_eq!(sentence::total(hour).da, "10,00 kr. pr. time for alle pladser for meget (1 fund).");
}

#[test]
fn the_matrix_and_the_flips_tell_every_unit_that_is_broken() {
    let portfolio = operator("1010", "0", "202", "0");
    let matrix = judged(&portfolio, "operator-total");
    let register = builtin();
    let agreements: Vec<&Agreement> = register.agreements().iter().collect();
    let document = rammeaftale_report::under(&Judged::new(&matrix, &agreements, &portfolio), Form::Terminal);
    let page = rammeaftale_report::terminal(&document, Lang::Da, Style::default());
    assert!(page.contains("-100,00 (døgntakster); -10,00 (timetakster)"), "{page}");
    assert!(page.contains("Rammeaftale 2025-26 bedømmer driftsherren under ét; tilbud tælles ikke."), "{page}");
    assert!(!page.contains("2 tilbud efter Rammeaftale 2025-26"), "they are judged at their operator: {page}");
    // Judged alone, the operator's line has them too.
    let options =
        Options { readings: [("level".to_owned(), "operator-total".to_owned())].into(), ..Options::default() };
    let plan = rammeaftale::Plan::new(agreements[2], year(2025), &options).expect("a plan");
    let found = plan.evaluate(&portfolio);
    let alone = rammeaftale_report::evaluation(&found, &plan, &portfolio, None, Form::Terminal);
    let lines = rammeaftale_report::terminal(&alone, Lang::En, Style::default());
    assert!(lines.contains("10,000.00 (tariffs a day); 1,000.00 (tariffs an hour)"), "{lines}");
    let row =
        matrix.subjects.iter().find(|row| row.cells[2].as_ref().is_some_and(|cell| cell.verdict == Verdict::Breached));
    let told = sentence::flipped(&matrix, row.expect("the operator"), (2, 2));
    assert!(told.da.contains(": 100,00 kr. for meget pr. døgn; 10,00 kr. for meget pr. time)"), "{told:?}");
    assert!(told.en.contains(": 100.00 kr. too much a day; 10.00 kr. too much an hour)"), "{told:?}");
    // Of a unit that holds no excess is told.
    let one = judged(&operator("1010", "0", "199", "0"), "operator-total");
    let cells = one.subjects.iter().filter_map(|row| row.cells[2].as_ref());
    let breached = cells.into_iter().find(|cell| cell.verdict == Verdict::Breached).expect("the operator");
    assert_eq!(breached.rooms().map(|room| room.kroner).collect::<Vec<_>>(), [kroner(-100)]);
    assert_eq!(breached.headrooms.len(), 2);
}
