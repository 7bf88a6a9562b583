//! One portfolio under several agreements: nothing is said there that each agreement does not say alone.

mod open;
mod sums;
mod units;

use crate::{builtin, fixtures, here};
use rammeaftale::assessment::Subject;
use rammeaftale::compare::portfolio::{AmountOf, LeftOutOfTotal, Matrix, Total, Unit, under};
use rammeaftale::plan::PlanError;
use rammeaftale::portfolio::TariffUnit;
use rammeaftale::{Agreement, Options, Plan, Portfolio, Register, Text, Verdict, Year, sentence};
use rammeaftale_report::document::Form;
use rammeaftale_sheets::read_bytes;
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;

fn portfolio(csv: &str) -> Portfolio {
    rammeaftale_sheets::portfolio(vec![read_bytes("invented.csv", csv.as_bytes())]).expect("no mistakes").0
}

fn demo() -> Portfolio {
    portfolio(&fs::read_to_string(here().join("portfolios/demo.csv")).expect("the demonstration"))
}

fn year(number: i32) -> Year {
    Year::new(number).expect("a year")
}

fn matrix(register: &Register, portfolio: &Portfolio, of: i32) -> Matrix {
    let agreements: Vec<&Agreement> = register.agreements().iter().collect();
    under(&agreements, portfolio, year(of), &Options::default()).expect("a matrix")
}

/// Invented: B1 raises its day tariff by 10 kr for 5 places, B2 lowers one by 3 kr for 2, its hourly one stays; B3 says
/// nothing of its places, B4 nothing of its tariff in 2025. B3 deducts own payment, B1 does not.
const BUDGET: &str = "\
offer,operator,year,figures,tariff_name,tariff,tariff_unit,places,wage_supplement,own_payment,tariff_basis,result,carried_result
B1,740,2023,budget,,,day,,,,100000,,
B1,740,2023,realised,,,day,,,,,0,
B1,740,2024,budget,,1000.00,day,5,0,,,,
B1,740,2025,budget,,1010.00,day,5,0,0,,,0
B2,740,2024,budget,a,1000.00,day,2,0,,,,
B2,740,2024,budget,b,400.00,hour,3,0,,,,
B2,740,2025,budget,a,997.00,day,2,0,,,,
B2,740,2025,budget,b,400.00,hour,3,0,,,,
B3,740,2024,budget,,1000.00,day,,0,,,,
B3,740,2025,budget,,990.00,day,,0,1,,,0
B4,740,2024,budget,,1000.00,day,4,0,,,,
B4,740,2025,budget,,,day,4,0,0,,,
";

fn summed(total: &Total) -> (Decimal, usize, Decimal, usize) {
    (total.excess, total.over, total.headroom, total.within)
}

#[test]
fn each_cell_is_what_the_agreement_says_alone() {
    let (shipped, others) = (builtin(), fixtures::register());
    let region = fs::read_to_string(here().join("fixtures/portfolios/hovedstaden.csv")).expect("the fixture");
    for (register, portfolio, of) in [
        (&shipped, &demo(), 2018),
        (&shipped, &demo(), 2025),
        (&shipped, &demo(), 2026),
        (&others, &portfolio(&region), 2016),
    ] {
        let matrix = matrix(register, portfolio, of);
        assert_eq!(matrix.agreements.len(), register.agreements().len());
        for (place, agreement) in register.agreements().iter().enumerate() {
            let plan = Plan::new(agreement, year(of), &Options::default()).expect("a plan");
            let alone = plan.evaluate(portfolio);
            assert_eq!(alone.len(), matrix.subjects.iter().filter(|row| row.cells[place].is_some()).count());
            for assessment in alone {
                let row = matrix.subjects.iter().find(|row| row.subject == assessment.subject).expect("the subject");
                let cell = row.cells[place].as_ref().expect("judged");
                assert_eq!((cell.verdict, cell.robust), (assessment.verdict, assessment.robust));
                assert_eq!(matrix.agreements[place].as_if, assessment.as_if);
            }
        }
    }
}

#[test]
fn who_gets_another_answer_is_told_with_the_rules() {
    let register = builtin();
    let matrix = matrix(&register, &portfolio(BUDGET), 2025);
    let flips: Vec<(String, Cow<'_, str>)> = matrix
        .subjects
        .iter()
        .flat_map(|row| row.flips.iter().map(move |pair| (row, pair)))
        .map(|(row, pair)| (row, sentence::flipped(&matrix, row, *pair)))
        .map(|(row, told)| (format!("{:?}", row.subject), told.da))
        .collect();
    assert_eq!(flips.len(), 2, "{flips:?}");
    assert!(flips[0].0.contains("B1") && flips[1].0.contains("B3"), "{flips:?}");
    assert_eq!(
        flips[0].1,
        "overholdt efter Rammeaftale 2018 (Bruttotakster); brudt efter Rammeaftale 2025-26 (Taksterne må ikke stige: 10,00 kr. for meget pr. døgn)"
    );
    assert_eq!(
        flips[1].1,
        "brudt efter Rammeaftale 2018 (Bruttotakster: 1,00 kr. egenbetaling trukket fra); overholdt efter Rammeaftale 2025-26 (Taksterne må ikke stige)"
    );
}

/// 10 × 5 kr too much a day, 3 × 2 kr of room; the hourly tariff apart; what has no places or is open is counted, not guessed.
#[test]
fn only_what_is_comparable_is_summed() {
    let register = builtin();
    let matrix = matrix(&register, &portfolio(BUDGET), 2025);
    let totals: Vec<_> = matrix.agreements[2].totals.iter().filter(|total| &*total.rule == "tariff-freeze").collect();
    let [day, hour] = totals[..] else { panic!("{totals:?}") };
    assert_eq!(day.unit, Some(Unit::TariffsOfAllPlaces(TariffUnit::Day)));
    assert_eq!(summed(day), (Decimal::new(50, 0), 1, Decimal::new(6, 0), 1));
    let left_out: Vec<_> = day.left_out.iter().map(|(reason, count)| (*reason, *count)).collect();
    assert_eq!(left_out, [(LeftOutOfTotal::Undetermined, 1), (LeftOutOfTotal::NoPlaces, 1)]);
    assert_eq!(hour.unit, Some(Unit::TariffsOfAllPlaces(TariffUnit::Hour)));
    assert_eq!(summed(hour), (Decimal::ZERO, 0, Decimal::ZERO, 1));
}

/// A basis of 2018 is summed over operators, in kroner a year.
#[test]
fn bases_are_summed_over_operators() {
    let csv = "\
offer,operator,year,tariff_basis,own_payment
A,740,2014,1000000,0
A,740,2015,1000000,0
A,740,2018,980000,0
B,751,2014,2000000,0
B,751,2015,2000000,0
B,751,2018,1900000,0
";
    let matrix = matrix(&builtin(), &portfolio(csv), 2018);
    let total = matrix.agreements[0].totals.iter().find(|total| &*total.rule == "tariff-reduction").expect("a total");
    assert_eq!(total.unit, Some(Unit::Basis));
    assert_eq!((total.excess.to_string(), total.headroom.to_string()), ("10000.00".into(), "40000.00".into()));
    assert_eq!(matrix.agreements[0].as_if, None);
    assert_eq!(matrix.agreements[2].as_if, Some(-7), "2025-26 as if from 2018 on");
    assert_eq!(matrix.agreements[2].reads.base, BTreeSet::from([year(2017)]));
}

/// What is broken in the agreement that is in force comes first, then what is open there; operators are counted too.
#[test]
fn what_there_is_to_do_something_about_comes_first() {
    let (register, portfolio) = (builtin(), demo());
    let agreements: Vec<&Agreement> = register.agreements().iter().collect();
    let matrix = matrix(&register, &portfolio, 2026);
    let judged = rammeaftale_report::Judged::new(&matrix, &agreements, &portfolio);
    let csv = rammeaftale_report::csv(&rammeaftale_report::under(&judged, Form::Tables), rammeaftale::Lang::En);
    let in_force = csv.lines().filter(|line| line.contains("midtjylland/2025-26") && line.contains("Opdigtet"));
    let ranks: Vec<usize> = in_force
        .map(|line| {
            ["breached", "undetermined", "met", "not applicable"].iter().position(|word| line.starts_with(word))
        })
        .map(|rank| rank.expect("a verdict"))
        .collect();
    assert!(ranks.is_sorted() && ranks.first() == Some(&0) && ranks.last() == Some(&3), "{ranks:?}");
    let html = rammeaftale_report::html(&rammeaftale_report::under(&judged, Form::Page), rammeaftale::Lang::En);
    let operators = matrix.agreements.iter().map(|column| column.operators.total());
    assert!(operators.eq([6, 6, 6]) && html.contains("operators under"));
}

/// A year or a rule that only a reading that is not preferred looks at is told apart.
#[test]
fn years_that_other_readings_look_at_are_told_apart() {
    let register = builtin();
    let matrix = matrix(&register, &portfolio(BUDGET), 2026);
    let column = &matrix.agreements[2];
    assert_eq!(column.reads.base, BTreeSet::from([year(2024)]));
    assert_eq!(column.reads_otherwise.base, BTreeSet::from([year(2025)]), "also-against-2025");
    assert!(column.reads.result.is_empty() && column.reads_otherwise.result == BTreeSet::from([year(2024)]), "as-2018");
    let said = sentence::reads(matrix.year, &column.reads, &column.reads_otherwise);
    assert_eq!(said.da, "Læser 2026; basisår 2024. Under andre læsninger også basisår 2025; resultater fra 2024.");
    let fixed = [("rise-within-period".to_owned(), "also-against-2025".to_owned())].into();
    let agreements: Vec<&Agreement> = register.agreements().iter().collect();
    let options = Options { readings: fixed, ..Options::default() };
    let fixed = under(&agreements, &portfolio(BUDGET), year(2026), &options).expect("a matrix");
    assert_eq!(fixed.agreements[2].reads.base, BTreeSet::from([year(2024), year(2025)]));
}

/// Invented: four tariffs of one offer, three of them too high.
const TARIFFS: &str = "\
offer,operator,year,tariff_name,tariff,wage_supplement,own_payment,carried_result
B1,740,2024,dag,1000.00,0,,
B1,740,2024,aften,1000.00,0,,
B1,740,2024,nat,1000.00,0,,
B1,740,2024,weekend,1000.00,0,,
B1,740,2025,dag,1001.00,0,0,0
B1,740,2025,aften,1003.00,0,0,0
B1,740,2025,nat,1002.00,0,0,0
B1,740,2025,weekend,1000.00,0,0,0
";

#[test]
fn the_tariffs_that_decide_are_named() {
    let register = builtin();
    let found = matrix(&register, &portfolio(TARIFFS), 2025);
    let row = &found.subjects[0];
    let cell = row.cells[2].as_ref().expect("judged");
    assert_eq!(sentence::deciding_tariffs(cell), Text::new("ydelse aften, dag, nat", "tariff aften, dag, nat"));
    let told = sentence::flipped(&found, row, (0, 2));
    let too_much = "Taksterne må ikke stige (aften, dag, nat): 3,00 kr. for meget pr. døgn (aften)";
    assert!(told.da.contains(too_much), "{told:?}");
    let all = matrix(&register, &portfolio(&TARIFFS.replace("2025,weekend,1000.00", "2025,weekend,1000.50")), 2025);
    let cell = all.subjects[0].cells[2].as_ref().expect("judged");
    assert_eq!(sentence::deciding_tariffs(cell).en, "tariff aften, dag and 2 more");
    let alone = matrix(&register, &portfolio(BUDGET), 2025);
    let cell = alone.subjects[0].cells[2].as_ref().expect("judged");
    assert_eq!(sentence::deciding_tariffs(cell).da, "", "a tariff without a name");
}

/// A share of an operator's total is settled with the total: nobody is sent to find its figures as though it stood alone.
#[test]
fn an_offer_named_by_the_code_of_its_operator_has_a_row_of_its_own() {
    let subjects = |csv: &str| matrix(&builtin(), &portfolio(csv), 2025).subjects.len();
    assert_eq!(subjects(&BUDGET.replace("B1", "740")), subjects(BUDGET));
}

/// Invented: A's tariff falls by 10 kr a day for 10 places, B's by 5 kr an hour for 5. Each operator's room is in the unit of
/// its own tariffs.
#[test]
fn operators_are_summed_in_the_unit_of_their_own_tariffs() {
    let rows = "offer,operator,year,tariff,tariff_unit,places,wage_supplement\n\
                A,740,2024,1000,day,10,0\nA,740,2025,990,day,10,0\nB,751,2024,100,hour,5,0\nB,751,2025,95,hour,5,0\n";
    let register = builtin();
    let readings = [("level".to_owned(), "operator-total".to_owned())].into();
    let options = Options { readings, rule: Some("tariff-freeze".to_owned()), ..Options::default() };
    let agreements = [register.get("midtjylland/2025-26").expect("shipped")];
    let found = under(&agreements, &portfolio(rows), year(2025), &options).expect("a matrix");
    let totals = found.agreements.iter().flat_map(|column| &column.totals);
    let rooms: BTreeSet<(Option<Unit>, Decimal)> =
        totals.map(|total| (total.unit, total.headroom.normalize())).collect();
    let of = |unit, room: i64| (Some(Unit::TariffsOfAllPlaces(unit)), Decimal::from(room));
    assert_eq!(rooms, [of(TariffUnit::Day, 100), of(TariffUnit::Hour, 25)].into());
}

#[test]
fn at_the_break_even_the_rule_holds_and_an_oere_beyond_it_does_not() {
    let register = builtin();
    let found = matrix(&register, &portfolio(BUDGET), 2025);
    let b1 = |matrix: &Matrix| {
        let found = matrix.break_even.iter().find(|one| {
            matches!(&one.subject, Subject::Offer { offer, .. } if &**offer == "B1")
                && matches!(one.what, AmountOf::Most(_))
                && &*one.of.rule == "tariff-freeze"
        });
        found.expect("a break-even").clone()
    };
    assert_eq!((b1(&found).amount.to_string(), b1(&found).binding), ("1000.00".into(), true));
    assert_eq!(b1(&found).headroom.map(|room| room.normalize().to_string()), Some("-10".to_owned()));
    for (tariff, verdict) in [("1000.00", Verdict::Met), ("1000.01", Verdict::Breached)] {
        let other = matrix(&register, &portfolio(&BUDGET.replace("1010.00", tariff)), 2025);
        assert_eq!(other.subjects[0].cells[2].as_ref().expect("judged").verdict, verdict, "at {tariff}");
    }
}

#[test]
fn a_reading_holds_for_every_agreement_that_has_the_question_and_must_be_known_to_one() {
    let register = builtin();
    let agreements: Vec<&Agreement> = register.agreements().iter().collect();
    let judged = |question: &str, reading: &str, rule: Option<&str>| {
        let options = Options {
            readings: [(question.to_owned(), reading.to_owned())].into(),
            rule: rule.map(str::to_owned),
            ..Options::default()
        };
        under(&agreements, &portfolio(BUDGET), year(2025), &options)
    };
    let under_operators = judged("level", "operator-total", None).expect("2025-26 has the question");
    assert_eq!(under_operators.agreements.len(), 3);
    assert!(matches!(judged("levle", "x", None), Err(PlanError::UnknownQuestion { .. })));
    assert!(matches!(judged("price-basis", "x", None), Err(PlanError::UnknownReading { .. })));
    let one = judged("price-basis", "nominal", Some("gross-tariffs")).expect("2018 has the rule");
    assert_eq!(one.agreements.iter().map(|column| &*column.stamp.id).collect::<Vec<_>>(), ["midtjylland/2018"]);
    assert!(matches!(judged("price-basis", "nominal", Some("nothing")), Err(PlanError::UnknownRule { .. })));
}
