//! What the library refuses to take, and what it names instead.

use crate::builtin;
use rammeaftale::plan::PlanError;
use rammeaftale::portfolio::{Assumption, Column};
use rammeaftale::{Authority, Kroner, Options, Percent, Plan, PriceIndex, Register, Year};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

fn year(number: i32) -> Year {
    Year::new(number).expect("a year")
}

fn percent(text: &str) -> Result<Percent, String> {
    Percent::new(text.parse().expect("a decimal")).map_err(|error| error.to_string())
}

#[test]
fn a_plan_names_the_questions_readings_and_rules_that_there_are() {
    let register = builtin();
    let agreement = register.get("midtjylland/2025-26").expect("shipped");
    let refused = |options: Options| Plan::new(agreement, year(2025), &options).expect_err("refused");
    let readings = |question: &str, reading: &str| {
        let readings = BTreeMap::from([(question.to_owned(), reading.to_owned())]);
        refused(Options { readings, ..Options::default() })
    };
    let PlanError::UnknownQuestion { question, known, .. } = readings("prices", "nominal") else { panic!() };
    assert_eq!((&*question, known.first().map(String::as_str)), ("prices", Some("price-basis")));
    assert_eq!(known.len(), agreement.questions.len());
    let PlanError::UnknownReading { reading, known, .. } = readings("price-basis", "real") else { panic!() };
    assert_eq!((&*reading, known), ("real", vec!["nominal".to_owned(), "fixed".to_owned()]));
    let rule = Some("freeze".to_owned());
    let PlanError::UnknownRule { rule, known, .. } = refused(Options { rule, ..Options::default() }) else { panic!() };
    assert_eq!(rule, "freeze");
    assert_eq!(known, ["scope", "tariff-freeze", "catch-up", "result-band"]);
}

#[test]
fn a_plan_knows_its_agreement_and_year() {
    let register = builtin();
    let agreement = register.get("midtjylland/2018").expect("shipped");
    let plan = Plan::new(agreement, year(2018), &Options::default()).expect("a plan");
    assert_eq!((&*plan.agreement().id, plan.year()), ("midtjylland/2018", year(2018)));
}

#[test]
fn projections_leave_something_and_are_given_once() {
    let index = |given: &[(i32, &str)]| {
        let given = given.iter().map(|(number, text)| (year(*number), percent(text).expect("a percentage")));
        PriceIndex::new(given).map(|_| ()).map_err(|error| error.to_string())
    };
    assert_eq!(index(&[(2025, "-99.9999"), (2026, "3.1")]), Ok(()));
    assert_eq!(index(&[(2025, "-100")]), Err("the projection into 2025 is -100 % or less".to_owned()));
    let twice = index(&[(2025, "1"), (2026, "1"), (2025, "1")]).expect_err("given twice");
    assert!(twice.contains("2025"), "{twice}");
}

#[test]
fn percentages_have_bounds_and_four_decimals() {
    assert_eq!(percent("999999.9999").map(|percent| percent.decimal().to_string()).as_deref(), Ok("999999.9999"));
    assert_eq!(percent("0.00010").map(|_| ()), Ok(()));
    assert!(percent("1000000").is_err() && percent("-1000000").is_err());
    assert!(percent("0.00001").is_err());
    assert_ne!(percent("1000000"), percent("0.00001"), "two mistakes, two messages");
}

#[test]
fn assumptions_hold_what_their_column_can() {
    let kroner = |text: &str| Kroner::new(text.parse::<Decimal>().expect("a decimal")).expect("an amount");
    let code = |number| Authority::new(number).expect("a code");
    let told = |assumption: Result<Assumption, _>| {
        assumption.map_or_else(|error: rammeaftale::portfolio::AssumeError| error.to_string(), |one| one.to_string())
    };
    assert_eq!(told(Assumption::amount(Column::Result, kroner("-5.00"))), "result=-5.00");
    assert_eq!(told(Assumption::amount(Column::Tariff, kroner("-5"))), "`tariff` cannot be negative");
    assert_eq!(told(Assumption::amount(Column::Tariff, kroner("0"))), "tariff=0");
    assert_eq!(told(Assumption::amount(Column::Year, kroner("5"))), "blanks of `year` cannot be assumed");
    assert_eq!(told(Assumption::authorities(Column::Buyers, vec![code(740), code(1082)])), "buyers=740 1082");
    assert_eq!(told(Assumption::authorities(Column::Location, vec![code(740)])), "location=740");
    let refused = "blanks of `location` cannot be assumed";
    assert_eq!(told(Assumption::authorities(Column::Location, vec![code(740), code(751)])), refused);
    assert_eq!(told(Assumption::authorities(Column::Location, vec![code(1082)])), refused);
    assert_eq!(told(Assumption::authorities(Column::Buyers, Vec::new())), "blanks of `buyers` cannot be assumed");
    assert_eq!(
        told(Assumption::authorities(Column::Operator, vec![code(740)])),
        "blanks of `operator` cannot be assumed"
    );
}

#[test]
fn a_folder_without_agreements_is_a_mistake() {
    let parties = rammeaftale_agreements::FILES.iter().find(|(path, _)| path.ends_with("parties.toml"));
    let mistakes = Register::from_files(&[*parties.expect("the parties")]).expect_err("no agreement");
    let told: Vec<String> = mistakes.iter().map(|mistake| mistake.code.to_string()).collect();
    assert_eq!(told, ["empty-file"]);
}
