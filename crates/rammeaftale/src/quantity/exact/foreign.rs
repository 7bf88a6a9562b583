//! Exact arithmetic held against another implementation of it: Python's `decimal` and `fractions`.
//!
//! The table stands beside its generator in `foreign/`; `arithmetic.py` there tells how it is written anew, and
//! `.ci/run` that both agree.

use super::Exact;
use crate::quantity::{AmountError, Kroner, Percent};
use crate::text::{Lang, amount, percent, plain};
use num_bigint::BigInt;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

const TABLE: &str = include_str!("../../../foreign/arithmetic.tsv");

#[test]
fn the_arithmetic_is_that_of_python() {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        check(&cells, line);
        *seen.entry(cells[0]).or_default() += 1;
    }
    assert_eq!(seen.len(), 13, "{seen:?}");
    assert!(seen.values().all(|cases| *cases >= 80) && seen.values().sum::<usize>() >= 1_500, "{seen:?}");
}

fn check(cells: &[&str], line: &str) {
    match cells {
        ["units", written, units] => assert_eq!(units_of(written), *units, "{line}"),
        ["factor", percent, factor] => same(&percent_of(percent).factor(), factor, line),
        ["sum", amounts, units] => {
            let sum = amounts.split(' ').fold(Exact::ZERO, |sum, one| &sum + &kroner(one));
            assert_eq!(sum, Exact::whole(units.parse().unwrap()), "{line}");
        }
        ["chain", amount, percents, product] => {
            let factors = percents.split(' ').map(|one| percent_of(one).factor());
            same(&factors.fold(kroner(amount), |product, factor| product * factor), product, line);
        }
        ["add", a, b, sum] => same(&(&exact(a) + &exact(b)), sum, line),
        ["subtract", a, b, difference] => same(&(&exact(a) - &exact(b)), difference, line),
        ["multiply", a, b, product] => same(&(&exact(a) * &exact(b)), product, line),
        ["divide", _, b, "none"] => assert_eq!(exact(b).reciprocal(), None, "{line}"),
        ["divide", a, b, quotient] => same(&(exact(a) * exact(b).reciprocal().unwrap()), quotient, line),
        ["compare", a, b, order] => {
            assert_eq!(format!("{:?}", exact(a).cmp(&exact(b))).to_lowercase(), *order, "{line}");
            assert_eq!(exact(b).cmp(&exact(a)), exact(a).cmp(&exact(b)).reverse(), "{line}");
        }
        ["holds", actual, percent, base, holds] => {
            let limit = percent_of(percent).factor() * kroner(base);
            assert_eq!(kroner(actual) <= limit, *holds == "yes", "{line}");
        }
        ["ore", amount, shown] => assert_eq!(shown_or_none(exact(amount).floor_to_ore()), *shown, "{line}"),
        ["percent", share, shown] => {
            assert_eq!(shown_or_none(exact(share).percent(2)), *shown, "{line}");
        }
        ["shown", number, shown @ ..] => {
            let number = decimal(number);
            let both = |show: fn(Decimal, Lang) -> String| [Lang::Da, Lang::En].map(|lang| show(number, lang));
            assert_eq!([both(amount), both(percent), both(plain)].concat(), shown, "{line}");
        }
        _ => panic!("no such case: {line}"),
    }
}

fn units_of(written: &str) -> String {
    match Kroner::new(decimal(written)) {
        Ok(amount) => amount.units().to_string(),
        Err(AmountError::TooLarge) => "too-large".to_owned(),
        Err(AmountError::TooManyDecimals) => "too-many-decimals".to_owned(),
    }
}

/// The very fraction, whatever its terms.
fn same(found: &Exact, expected: &str, line: &str) {
    let (numerator, denominator) = expected.split_once('/').unwrap();
    let (n, d) = found.parts();
    let number = |digits: &str| digits.parse::<BigInt>().unwrap();
    assert_eq!(n * number(denominator), number(numerator) * d, "{line}");
}

fn exact(fraction: &str) -> Exact {
    let (numerator, denominator) = fraction.split_once('/').unwrap();
    Exact::ratio(numerator.parse().unwrap(), denominator.parse().unwrap())
}

fn decimal(written: &str) -> Decimal {
    Decimal::from_str_exact(written).unwrap()
}

fn kroner(written: &str) -> Exact {
    Exact::whole(Kroner::new(decimal(written)).unwrap().units())
}

fn percent_of(written: &str) -> Percent {
    Percent::new(decimal(written)).unwrap()
}

fn shown_or_none(shown: Option<Decimal>) -> String {
    shown.map_or_else(|| "none".to_owned(), |shown| shown.to_string())
}
