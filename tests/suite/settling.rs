//! What would settle what is open: the smallest sets of figures, by sizes that such figures have.

use crate::builtin;
use rammeaftale::compare::portfolio::{Matrix, Unsettled, under};
use rammeaftale::{Agreement, Options, Portfolio, Year, sentence};
use rammeaftale_sheets::read_bytes;

fn portfolio(csv: &str) -> Portfolio {
    rammeaftale_sheets::portfolio(vec![read_bytes("invented.csv", csv.as_bytes())]).expect("no mistakes").0
}

fn matrix(portfolio: &Portfolio) -> Matrix {
    let register = builtin();
    let agreements: Vec<&Agreement> = register.agreements().iter().collect();
    under(&agreements, portfolio, Year::new(2018).expect("a year"), &Options::default()).expect("a matrix")
}

/// Invented: each offer lacks the basis of 2014 and of 2018. The bases of 2014 and one huge one of 2018 would make a breach.
fn without_bases(offers: usize) -> Portfolio {
    let row = |offer: usize| {
        let of = |year: i32, basis: &str| format!("B{offer},740,{year},{basis},0\n");
        [of(2014, ""), of(2015, "1000000"), of(2018, "")].concat()
    };
    portfolio(&format!("offer,operator,year,tariff_basis,own_payment\n{}", (0..offers).map(row).collect::<String>()))
}

#[test]
fn a_set_of_figures_that_may_not_be_the_smallest_says_so() {
    // With more than a hundred missing figures none is spared.
    for (offers, sets, figures, may_be_smaller) in
        [(2, 1, 2, false), (6, 1, 6, true), (50, 1, 50, true), (51, 1, 102, true)]
    {
        let matrix = matrix(&without_bases(offers));
        let rule = |one: &&Unsettled| one.of.as_ref().is_some_and(|of| &*of.rule == "tariff-reduction");
        let open: Vec<&Unsettled> = matrix.unsettled.iter().filter(rule).collect();
        let [open] = open[..] else { panic!("{open:?}") };
        assert_eq!(open.settled_by.len(), sets, "{:?}", open.settled_by);
        for set in &open.settled_by {
            assert_eq!((set.figures.len(), set.may_be_smaller), (figures, may_be_smaller), "{set:?}");
        }
        assert_eq!(sentence::unsettled(open).da.contains("måske er færre nok"), may_be_smaller);
        assert_eq!(sentence::unsettled(open).en.contains("fewer may do"), may_be_smaller);
    }
}

/// Invented: three offers whose own payment of 2015 is blank, and what they cost in 2018. Each alone would have to be so
/// large that the total of 2015 reaches what 2018 costs.
fn blank_own_payments(of_2018: &str) -> Portfolio {
    let rows = (0..3).map(|offer| {
        format!("B{offer},740,2014,1000000,0\nB{offer},740,2015,1000000,\nB{offer},740,2018,{of_2018},0\n")
    });
    portfolio(&format!("offer,operator,year,tariff_basis,own_payment\n{}", rows.collect::<String>()))
}

#[test]
fn a_size_that_no_figure_has_is_not_proposed() {
    let open = |of_2018: &str| {
        let matrix = matrix(&blank_own_payments(of_2018));
        let rule = |one: &&Unsettled| one.of.as_ref().is_some_and(|of| &*of.rule == "tariff-reduction");
        matrix.unsettled.iter().find(rule).cloned().expect("undetermined")
    };
    // 3 % less than what 2015 comes to: 92,783.51 more is needed, which one own payment can be.
    let likely = open("1000000");
    assert!(likely.settled_by.len() == 3 && likely.settled_by.iter().all(|one| !one.beyond_reason), "{likely:?}");
    let said = sentence::unsettled(&likely).da;
    assert!(said.contains("overholdt fra 92.783,51 kr.") && said.contains("(eller 2 andre)"), "{said}");
    // 7,824,742.27 more: more than twice what any of them costs in a year.
    let absurd = open("3500000");
    assert!(absurd.settled_by.len() == 3 && absurd.settled_by.iter().all(|one| one.beyond_reason), "{absurd:?}");
    assert_eq!(absurd.could_be, likely.could_be, "what could be is another matter");
    let said = sentence::unsettled(&absurd);
    assert!(!said.da.contains("overholdt fra") && said.da.contains("ét af tallene alene er næppe nok"), "{said:?}");
    assert!(said.en.contains("it takes own payment"), "{said:?}");
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
