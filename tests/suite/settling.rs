//! What would settle what is open: the smallest sets of figures, by sizes that such figures have.

use crate::builtin;
use rammeaftale::assessment::Missing;
use rammeaftale::compare::portfolio::{Matrix, Unsettled, under};
use rammeaftale::portfolio::FiguresKind;
use rammeaftale::{Agreement, Options, Plan, Portfolio, Year, sentence};
use rammeaftale_sheets::read_bytes;

fn portfolio(csv: &str) -> Portfolio {
    rammeaftale_sheets::portfolio(vec![read_bytes("invented.csv", csv.as_bytes())]).expect("no mistakes").0
}

fn matrix(portfolio: &Portfolio) -> Matrix {
    let register = builtin();
    let agreements: Vec<&Agreement> = register.agreements().iter().collect();
    under(&agreements, portfolio, Year::new(2018).expect("a year"), &Options::default()).expect("a matrix")
}

/// Invented: offers of a million a year, some bases blank.
fn bases(offers: usize, is_blank: impl Fn(usize, i32) -> bool) -> Portfolio {
    bases_of(offers, |offer, year| if is_blank(offer, year) { "" } else { "1000000" })
}

fn bases_of(offers: usize, basis: impl Fn(usize, i32) -> &'static str) -> Portfolio {
    let cell = |offer: usize, year: i32| {
        let basis = basis(offer, year);
        format!("B{offer},740,{year},{basis},0\n")
    };
    let rows = (0..offers).flat_map(|offer| [2014, 2015, 2018].map(|year| cell(offer, year)));
    portfolio(&format!("offer,operator,year,tariff_basis,own_payment\n{}", rows.collect::<String>()))
}

/// Each offer lacks the basis of 2014 and of 2018. The bases of 2014 and one huge one of 2018 would make a breach.
fn without_bases(offers: usize) -> Portfolio {
    bases(offers, |_, year| year != 2015)
}

/// What is open of the reduction of all tariffs.
fn open_reduction(portfolio: &Portfolio) -> Unsettled {
    let rule = |one: &Unsettled| one.of.as_ref().is_some_and(|of| &*of.rule == "tariff-reduction");
    let mut open: Vec<Unsettled> = matrix(portfolio).unsettled.into_iter().filter(rule).collect();
    let one = open.pop().expect("undetermined");
    assert!(open.is_empty(), "{open:?}");
    one
}

/// 2.5 % below 2013 or below 2012, of which the agreement prefers neither: 877.50 or 975.
#[test]
fn of_readings_of_which_none_is_preferred_a_size_must_settle_all() {
    let register = crate::fixtures::register();
    let plan = Plan::new(
        register.get("midtjylland/2013-14").expect("a fixture"),
        Year::new(2014).expect("a year"),
        &Options::default(),
    );
    let csv = "offer,operator,year,tariff\nA,740,2012,1000\nA,740,2013,900\nA,740,2014,\n";
    let assessments = plan.expect("a plan").evaluate(&portfolio(csv));
    let mut findings = assessments.iter().flat_map(|one| &one.findings);
    let finding = findings.find(|one| &*one.rule == "tariff-reduction-2014").expect("judged");
    let [one] = finding.settled_by.as_slice() else { panic!("{:?}", finding.settled_by) };
    let said = (one.met_to.map(|to| to.to_string()), one.breached_above.map(|above| above.to_string()));
    assert_eq!(said, (Some("877.50".to_owned()), Some("975.00".to_owned())), "{one:?}");
}

#[test]
fn a_set_of_figures_that_may_not_be_the_smallest_says_so() {
    // With more than a hundred missing figures none is spared.
    for (offers, sets, figures, may_be_smaller) in
        [(2, 1, 2, false), (6, 1, 6, true), (50, 1, 50, true), (51, 1, 102, true)]
    {
        let open = open_reduction(&without_bases(offers));
        assert_eq!(open.settled_by.len(), sets, "{:?}", open.settled_by);
        for set in &open.settled_by {
            assert_eq!((set.figures.len(), set.may_be_smaller), (figures, may_be_smaller), "{set:?}");
        }
        let said = sentence::unsettled(&open);
        let all_that_is_missing = figures == open.missing.len();
        let fewer = said.da.contains("måske er færre nok") && said.en.contains("fewer may do");
        assert_eq!(fewer, may_be_smaller && all_that_is_missing, "{said:?}");
        let depends = said.da.contains("hvor mange tal der skal til, afhænger af, hvad de er");
        assert_eq!(depends, may_be_smaller && !all_that_is_missing, "{said:?}");
        assert!(said.da.matches("måske").count() <= 1, "{said:?}");
    }
}

/// The basis of one offer in 2015 and that of any other in 2018 would make a breach; it would take eleven to meet it.
#[test]
fn a_pair_among_figures_too_many_to_try_is_known_to_be_the_smallest() {
    let open = open_reduction(&bases(12, |offer, year| year == if offer == 0 { 2015 } else { 2018 }));
    let sets: Vec<(usize, bool)> = open.settled_by.iter().map(|set| (set.figures.len(), set.may_be_smaller)).collect();
    assert_eq!(sets, [(2, false)], "{:?}", open.settled_by);
}

/// The same where nothing else is known of 2015: the sizes tried first leave no base, so they settle nothing, and then all
/// twelve figures meet it. The pair that breaches it is looked for all the same.
#[test]
fn a_size_that_settles_nothing_is_no_way_in_which_it_can_turn_out() {
    let basis = |offer: usize, year: i32| match (offer, year) {
        (0, 2015) => "",
        (0, _) | (_, 2014) => "1000000",
        (_, 2015) => "0",
        (_, _) => "",
    };
    let open = open_reduction(&bases_of(12, basis));
    let sets: Vec<(usize, bool)> = open.settled_by.iter().map(|set| (set.figures.len(), set.may_be_smaller)).collect();
    assert_eq!(sets, [(2, false)], "{:?}", open.settled_by);
}

/// Invented: three offers whose own payment of 2015 is blank, and what they cost in 2018. Each alone would have to be so
/// large that the total of 2015 reaches what 2018 costs.
fn blank_own_payments(offers: u32, of_2018: &str) -> Portfolio {
    let rows = (0..offers).map(|offer| {
        format!("B{offer},740,2014,1000000,0\nB{offer},740,2015,1000000,\nB{offer},740,2018,{of_2018},0\n")
    });
    portfolio(&format!("offer,operator,year,tariff_basis,own_payment\n{}", rows.collect::<String>()))
}

#[test]
fn a_size_that_no_figure_has_is_not_proposed() {
    let open = |offers: u32, of_2018: &str| {
        let matrix = matrix(&blank_own_payments(offers, of_2018));
        let rule = |one: &&Unsettled| one.of.as_ref().is_some_and(|of| &*of.rule == "tariff-reduction");
        matrix.unsettled.iter().find(rule).cloned().expect("undetermined")
    };
    // 3 % less than what 2015 comes to: 92,783.51 more is needed, which one own payment can be.
    let likely = open(3, "1000000");
    assert!(likely.settled_by.len() == 3 && likely.settled_by.iter().all(|one| !one.beyond_reason), "{likely:?}");
    let said = sentence::unsettled(&likely).da;
    assert!(said.contains("overholdt fra 92.783,51 kr.") && said.contains("(eller 2 andre sæt tal)"), "{said}");
    let said = sentence::unsettled(&open(2, "1000000"));
    assert!(said.da.contains("(eller 1 andet sæt tal)") && said.en.contains("(or 1 other set of figures)"), "{said:?}");
    // 7,824,742.27 more: more than twice what any of them costs in a year.
    let absurd = open(3, "3500000");
    assert!(absurd.settled_by.len() == 3 && absurd.settled_by.iter().all(|one| one.beyond_reason), "{absurd:?}");
    assert_eq!(absurd.could_be, likely.could_be, "what could be is another matter");
    let said = sentence::unsettled(&absurd);
    assert!(!said.da.contains("overholdt fra") && said.da.contains("ét af tallene alene er næppe nok"), "{said:?}");
    assert!(said.en.contains("it takes own payment"), "{said:?}");
}

fn freeze_of_2025(rows: &str) -> Unsettled {
    let rows = format!("offer,operator,year,tariff,places,wage_supplement\n{rows}");
    let register = builtin();
    let agreement = register.get("midtjylland/2025-26").expect("shipped");
    let year = Year::new(2025).expect("a year");
    let matrix = under(&[agreement], &portfolio(&rows), year, &Options::default()).expect("a matrix");
    let freeze = |one: &Unsettled| one.of.as_ref().is_some_and(|of| &*of.rule == "tariff-freeze");
    matrix.unsettled.into_iter().find(freeze).expect("undetermined")
}

/// From where it is met and from where it is broken, and who says what lies between: not only one of the three.
#[test]
fn both_ends_are_told_and_what_lies_between() {
    let said = sentence::unsettled(&freeze_of_2025("A,740,2024,2000,10,\nA,740,2025,,10,30\n"));
    assert_eq!(
        said.da,
        "der mangler tal; det kan afgøres af takst 2025 (budget) for A: overholdt til og med 2.000,00 kr.; brudt over \
         2.030,00 kr., ellers venter det på den bebudede model for lønstigninger; kan ende begge veje"
    );
    let said = sentence::unsettled(&freeze_of_2025("A,740,2024,2000,10,\nA,740,2025,2500,10,\n"));
    assert!(said.en.contains("breached below 500.00 kr., else it waits for the announced model"), "{said:?}");
}

/// Of a carried result that is missing it is known what it must be.
#[test]
fn what_must_be_carried_is_told_where_it_is_open() {
    let rows = "offer,operator,year,figures,tariff_basis,result,carried_result\n\
                A,740,2016,budget,1000000,,\nA,740,2016,realised,,60000,\nA,740,2018,budget,1000000,,\n";
    let matrix = matrix(&portfolio(rows));
    let band = |one: &&Unsettled| one.of.as_ref().is_some_and(|of| &*of.rule == "result-band");
    let said = sentence::unsettled(matrix.unsettled.iter().find(band).expect("undetermined"));
    assert!(said.da.contains("indregnet resultat 2018 (budget) for A: der skal indregnes 60.000,00 kr."), "{said:?}");
    assert!(said.en.contains("would settle it: 60,000.00 kr. must be carried"), "{said:?}");
}

/// Invented: under totals of each unit the hours wait for the announced model, whatever the places of the days are.
#[test]
fn what_waits_for_the_announced_model_no_figure_settles() {
    let register = builtin();
    let agreement = register.get("midtjylland/2025-26").expect("shipped");
    let options = Options { readings: [("level".into(), "operator-total".into())].into(), ..Options::default() };
    let open = |supplement: &str| {
        let rows = format!(
            "offer,operator,year,tariff,tariff_unit,places,wage_supplement\n\
             A,740,2024,100,hour,10,\nA,740,2026,102,hour,10,3\n\
             B,740,2024,1000,day,,\nB,740,2026,1010,day,10,{supplement}\n"
        );
        let matrix = under(&[agreement], &portfolio(&rows), Year::new(2026).expect("a year"), &options);
        let freeze = |one: &Unsettled| one.of.as_ref().is_some_and(|of| &*of.rule == "tariff-freeze");
        matrix.expect("a matrix").unsettled.into_iter().find(freeze).expect("undetermined")
    };
    let waits = open("10");
    assert_eq!((waits.settled_by.len(), waits.missing.len(), waits.could_be.len()), (0, 1, 2), "{waits:?}");
    let said = sentence::unsettled(&waits);
    assert!(said.da.contains("pladser 2024 (budget) for B afgør det ikke") && !said.da.contains("find "), "{said:?}");
    assert!(said.en.contains("will not settle it: it waits for the model"), "{said:?}");
    // Without a deduction as large as the rise the places would show a breach.
    let settled = open("9");
    assert_eq!(settled.settled_by.len(), 1, "{settled:?}");
}

/// Invented: one operator is over its limit, another lacks the basis of 2018. What is known is the least that it comes to.
#[test]
fn a_total_that_leaves_something_out_says_at_least() {
    let rows = "offer,operator,year,tariff_basis,own_payment\n\
                A,740,2014,1000000,0\nA,740,2015,1000000,0\nA,740,2018,1000000,0\n";
    let open = "B,751,2014,1000000,0\nB,751,2015,1000000,0\nB,751,2018,,0\n";
    for (rows, at_least) in [(rows.to_owned(), false), (format!("{rows}{open}"), true)] {
        let matrix = matrix(&portfolio(&rows));
        let column = matrix.agreements.iter().find(|column| &*column.stamp.id == "midtjylland/2018").expect("2018");
        let total = column.totals.iter().find(|total| &*total.rule == "tariff-reduction").expect("a total");
        let said = sentence::total(total).da;
        assert!(said.contains("30.000,00 kr. om året i grundlag for meget (1 fund)"), "{said}");
        assert_eq!(said.starts_with("mindst 30.000,00 kr."), at_least, "{said}");
    }
}

/// An account of long ago may be found by a size that no account has: what a budget or a likely size settles stands first.
#[test]
fn the_figures_that_an_official_knows_stand_first() {
    let demo = std::fs::read_to_string(crate::here().join("portfolios/demo.csv")).expect("the demonstration");
    let mut several = 0;
    for open in matrix(&portfolio(&demo)).unsettled {
        let remote = |one: &Missing| match one {
            Missing::Figure { figures: FiguresKind::Budget, .. } => 0,
            Missing::Figure { .. } => 1,
            _ => 2,
        };
        let keys = open
            .settled_by
            .iter()
            .map(|one| (one.figures.len(), one.beyond_reason, one.figures.iter().map(remote).max()));
        let keys: Vec<_> = keys.collect();
        assert!(keys.is_sorted(), "{keys:?}");
        several += usize::from(keys.first() != keys.last());
    }
    assert!(several > 0);
}
