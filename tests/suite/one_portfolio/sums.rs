//! What findings come to is summed exactly, and rounded once.

use super::{matrix, portfolio};
use crate::builtin;
use rammeaftale::compare::portfolio::Total;
use rammeaftale::sentence;

/// The total of a rule of an agreement.
fn total(csv: &str, year: i32, (place, rule): (usize, &str)) -> Total {
    let found = matrix(&builtin(), &portfolio(csv), year);
    found.agreements[place].totals.iter().find(|total| &*total.rule == rule).expect("a total").clone()
}

const FREEZE: (usize, &str) = (2, "tariff-freeze");

/// Invented: what a tariff is over or below its limit by, times its places.
fn freeze(tariffs: &[(&str, &str, &str)]) -> Total {
    let rows = tariffs.iter().enumerate().map(|(at, (tariff, places, supplement))| {
        format!("B{at},740,2024,100,{places},\nB{at},740,2025,{tariff},{places},{supplement}\n")
    });
    total(&format!("offer,operator,year,tariff,places,wage_supplement\n{}", rows.collect::<String>()), 2025, FREEZE)
}

#[test]
fn tariffs_are_weighed_before_anything_is_rounded() {
    let one = freeze(&[("110.0250", "10", "0"), ("99.9975", "4", "0")]);
    assert_eq!((one.excess.to_string(), one.excess_at_least), ("100.25".to_owned(), one.excess));
    assert_eq!(one.headroom.to_string(), "0.01", "each of the four is a quarter of an øre");
    // The least of each by itself would be rounded down to 0.02 less.
    let several = freeze(&[("110.0050", "1", "10"), ("110.0050", "1", "10")]);
    assert_eq!((several.excess.to_string(), several.excess_at_least.to_string()), ("20.01".into(), "0.01".into()));
    let tiny = freeze(&[("100.0001", "1", "0")]);
    assert_eq!((tiny.excess.to_string(), tiny.excess_at_least.to_string()), ("0.01".into(), "0.01".into()));
}

/// Nobody pays for a place that there is not; the tariff is broken all the same.
#[test]
fn a_broken_tariff_without_places_is_no_room() {
    let none = freeze(&[("110", "0", "0")]);
    assert_eq!((none.over, none.within, none.excess.is_zero()), (1, 0, true));
    assert_eq!(sentence::total(&none).da, "0,00 kr. pr. døgn for alle pladser for meget (1 fund).");
}

/// Two results of 50,000.0025 come to 100,000.005, of which each by itself would be shown without its quarter of an øre.
#[test]
fn what_was_to_be_carried_is_summed_exactly() {
    let rows = ["A", "B"].map(|offer| {
        format!(
            "{offer},740,2016,budget,1000000,,\n{offer},740,2016,realised,,50000.0025,\n{offer},740,2018,budget,1000000,,0\n"
        )
    });
    let csv = format!("offer,operator,year,figures,tariff_basis,result,carried_result\n{}", rows.concat());
    let total = total(&csv, 2018, (0, "result-band"));
    assert_eq!((total.excess.to_string(), total.over), ("100000.01".to_owned(), 2));
}
