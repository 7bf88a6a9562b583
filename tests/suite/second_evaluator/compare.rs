//! The same question to both, and where the answers differ.

use super::generate::{self, Question};
use super::oracle::{self, Fraction, whole};
use num_bigint::BigInt;
use rammeaftale::assessment::{Figures, Readings, Robust};
use rammeaftale::portfolio::{FiguresKind, TariffUnit};
use rammeaftale::{Agreement, Assessment, Finding, Kroner, Plan, Portfolio, Row, RowNumbers, Verdict, Year};
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

/// Everything on which the engine and the second evaluator differ.
pub(super) fn differences(question: &Question, agreement: &Agreement) -> Vec<String> {
    let Ok((portfolio, _)) = Portfolio::new(&question.rows, &RowNumbers) else { return Vec::new() };
    let year = Year::new(question.year).expect("a year");
    let plan = Plan::new(agreement, year, &generate::options(question)).expect("readings of the agreement");
    let ours = plan.evaluate(&portfolio);
    let theirs = oracle::judge(&question.rows.iter().map(row).collect::<Vec<_>>(), &settings(question, agreement));
    let mut told = Told { who: String::new(), lines: Vec::new() };
    told.same("subjects", &ours.len(), &theirs.len());
    for (ours, theirs) in ours.iter().zip(&theirs) {
        told.who = format!("{:?}", ours.subject);
        assessments(&mut told, ours, theirs);
    }
    told.lines
}

/// Rows, readings and projections taken away as long as the two still differ.
pub(super) fn shrunk(mut question: Question, agreement: &Agreement) -> Question {
    loop {
        let smaller = (0..question.rows.len()).rev().map(|index| {
            let mut smaller = question.clone();
            smaller.rows.remove(index);
            smaller
        });
        let fewer_readings = question.readings.keys().map(|key| {
            let mut smaller = question.clone();
            smaller.readings.remove(key);
            smaller
        });
        let fewer_projections = question.index.keys().map(|key| {
            let mut smaller = question.clone();
            smaller.index.remove(key);
            smaller
        });
        let mut candidates = smaller.chain(fewer_readings).chain(fewer_projections);
        match candidates.find(|candidate| !differences(candidate, agreement).is_empty()) {
            Some(smaller) => question = smaller,
            None => return question,
        }
    }
}

struct Told {
    who: String,
    lines: Vec<String>,
}

impl Told {
    fn same<T: PartialEq + Debug>(&mut self, what: &str, ours: &T, theirs: &T) {
        if ours != theirs {
            self.lines.push(format!("{} {what}:\n  engine {ours:?}\n  second {theirs:?}", self.who));
        }
    }
}

impl Told {
    /// Only what one of the two lists alone is told.
    fn same_cases(&mut self, what: &str, ours: Vec<Case>, theirs: Vec<Case>) {
        let ours: BTreeSet<Case> = ours.into_iter().collect();
        let theirs: BTreeSet<Case> = theirs.into_iter().collect();
        self.same(what, &ours.difference(&theirs).next(), &theirs.difference(&ours).next());
    }
}

/// An entry of `flips` or `undecided`.
type Case = (BTreeMap<String, String>, String, Option<String>, BTreeSet<String>);

fn assessments(told: &mut Told, ours: &Assessment, theirs: &oracle::Assessment) {
    told.same("verdict", &named(ours.verdict), &(verdict(theirs.verdict), theirs.cause.map(cause)));
    told.same("robust", &robust(ours.robust), &second_robust(theirs.robust));
    let flips = ours.flips.iter().map(|flip| case(&flip.readings, flip.verdict, BTreeSet::new())).collect();
    told.same_cases("flips", flips, theirs.flips.iter().map(second_case).collect());
    told.same("findings", &ours.findings.len(), &theirs.findings.len());
    let who = told.who.clone();
    for (ours, theirs) in ours.findings.iter().zip(&theirs.findings) {
        told.who = format!("{who} {} {:?}", ours.rule, ours.tariff_name);
        findings(told, ours, theirs);
    }
}

fn findings(told: &mut Told, ours: &Finding, theirs: &oracle::Finding) {
    let key = (ours.rule.to_string(), ours.tariff_name.as_ref().map(ToString::to_string));
    told.same("rule", &key, &(theirs.rule.clone(), theirs.tariff_name.clone()));
    told.same("binding", &ours.binding, &theirs.binding);
    told.same("verdict", &named(ours.verdict), &(verdict(theirs.verdict), theirs.cause.map(cause)));
    told.same("missing", &ours.missing.iter().map(ToString::to_string).collect(), &theirs.missing);
    told.same("robust", &robust(ours.robust), &second_robust(theirs.robust));
    told.same("readings", &readings(&ours.readings), &theirs.readings);
    let flips = ours.flips.iter().map(|flip| case(&flip.readings, flip.verdict, BTreeSet::new()));
    let undecided = ours.undecided.iter().map(|one| {
        case(&one.readings, Verdict::Undetermined(one.cause), one.missing.iter().map(ToString::to_string).collect())
    });
    let second = theirs.flips.iter().chain(&theirs.undecided).map(second_case);
    told.same_cases("flips and undecided", flips.chain(undecided).collect(), second.collect());
    figures(told, &ours.figures, &theirs.figures);
}

fn figures(told: &mut Told, ours: &Figures, theirs: &oracle::Shown) {
    let amount = |amount: Option<Decimal>| amount.map(floored);
    let second = |amount: &Option<Fraction>| amount.as_ref().map(floor);
    match ours {
        Figures::Limit(figures) => {
            // The second evaluator names the year where it has come to judge.
            let years = theirs.base_year.map(|_| figures.base_year.map(|year| year.number()));
            told.same("base year", &years.flatten(), &theirs.base_year);
            told.same("base", &amount(figures.base), &second(&theirs.base));
            told.same("actual", &amount(figures.actual), &second(&theirs.actual));
            told.same("limit", &amount(figures.limit), &second(&theirs.limit));
            told.same("headroom", &amount(figures.headroom), &second(&theirs.headroom));
            told.same("supplement", &amount(figures.wage_supplement), &second(&theirs.wage_supplement));
            told.same("change", &amount(figures.change_percent), &theirs.change_percent.as_ref().map(nearest));
            told.same(
                "headroom in percent",
                &amount(figures.headroom_percent),
                &theirs.headroom_percent.as_ref().map(nearest),
            );
        }
        Figures::Result(figures) => {
            let years = theirs.result_year.map(|_| figures.result_year.map(|year| year.number()));
            told.same("result year", &years.flatten(), &theirs.result_year);
            told.same("result", &amount(figures.result), &second(&theirs.result));
            told.same("denominator", &amount(figures.denominator), &second(&theirs.denominator));
            told.same("share", &amount(figures.share_percent), &theirs.share_percent.as_ref().map(nearest));
            // For a deficit inside the band the engine shows that nothing is to be carried.
            let expected =
                figures.expected_carried.filter(|amount| !amount.is_zero() || theirs.expected_carried.is_some());
            told.same("expected", &amount(expected), &second(&theirs.expected_carried));
            told.same("carried", &amount(figures.carried), &second(&theirs.carried));
        }
        Figures::Pricing(figures) => {
            told.same("own payment", &amount(figures.own_payment), &second(&theirs.own_payment))
        }
        _ => {}
    }
}

/// Hundredths, rounded down.
fn floored(amount: Decimal) -> BigInt {
    let mut down = amount.round_dp_with_strategy(2, RoundingStrategy::ToNegativeInfinity);
    down.rescale(2);
    BigInt::from(down.mantissa())
}

fn floor(amount: &Fraction) -> BigInt {
    (amount * whole(100)).floor()
}

/// Hundredths, half away from zero.
fn nearest(percent: &Fraction) -> BigInt {
    let size = (percent.abs() * whole(100) + whole(1) / whole(2)).floor();
    if percent.is_negative() { -size } else { size }
}

fn named(verdict: Verdict) -> (String, Option<String>) {
    (verdict.name().to_owned(), verdict.cause().map(str::to_owned))
}

fn case(differing: &Readings, verdict: Verdict, missing: BTreeSet<String>) -> Case {
    let (name, cause) = named(verdict);
    (readings(differing), name, cause, missing)
}

fn second_case(one: &oracle::Case) -> Case {
    let open = one.verdict == oracle::Verdict::Undetermined;
    let missing = if open { one.missing.clone() } else { BTreeSet::new() };
    (one.readings.clone(), verdict(one.verdict), one.cause.map(cause), missing)
}

fn readings(readings: &Readings) -> BTreeMap<String, String> {
    readings.iter().map(|(question, reading)| (question.to_string(), reading.to_string())).collect()
}

fn verdict(verdict: oracle::Verdict) -> String {
    kebab(&format!("{verdict:?}"))
}

fn cause(cause: oracle::Cause) -> String {
    kebab(&format!("{cause:?}"))
}

/// `MissingInput` as `missing-input`.
fn kebab(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.extend(letter.to_lowercase());
    }
    out
}

fn robust(robust: Robust) -> String {
    kebab(&format!("{robust:?}"))
}

fn second_robust(robust: oracle::Robust) -> String {
    kebab(&format!("{robust:?}"))
}

fn settings(question: &Question, agreement: &Agreement) -> oracle::Settings {
    oracle::Settings {
        year: question.year,
        agreement: match &*agreement.id {
            "midtjylland/2018" => oracle::agreement_2018(),
            "midtjylland/2021-22" => oracle::agreement_2021_22(),
            "midtjylland/2025-26" => oracle::agreement_2025_26(),
            "hovedstaden/2014-2018" => oracle::hovedstaden(),
            "syddanmark/2011" => oracle::syddanmark(2011, 2),
            "syddanmark/2012" => oracle::syddanmark(2012, 3),
            "midtjylland/2013-14" => oracle::midtjylland_2013_14(),
            "nordjylland/2018-19" => oracle::nordjylland(),
            "example/2027-28" => oracle::example(),
            other => panic!("the second evaluator does not know {other}"),
        },
        fixed: question.readings.clone(),
        index: question.index.iter().map(|(year, percent)| (*year, big(*percent))).collect(),
        assumed: question.assumed.iter().map(|(column, value)| (column.name().to_owned(), big(*value))).collect(),
    }
}

fn big(decimal: Decimal) -> Fraction {
    Fraction::new(BigInt::from(decimal.mantissa()), BigInt::from(10).pow(decimal.scale()))
}

fn row(row: &Row) -> oracle::Row {
    let amount = |amount: Option<Kroner>| amount.map(|amount| big(amount.decimal()));
    oracle::Row {
        offer: row.offer.to_string(),
        operator: row.operator.code(),
        location: row.location.map(|location| location.code()),
        buyers: row.buyers.as_ref().map(|buyers| buyers.iter().map(|buyer| buyer.code()).collect()),
        opened: row.opened.map(Year::number),
        closed: row.closed.map(Year::number),
        year: row.year.number(),
        figures: match row.figures {
            FiguresKind::Budget => oracle::Figures::Budget,
            FiguresKind::Realised => oracle::Figures::Realised,
        },
        tariff_name: row.tariff_name.as_ref().map(ToString::to_string),
        tariff: amount(row.tariff),
        tariff_unit: match row.tariff_unit.unwrap_or_default() {
            TariffUnit::Day => oracle::Unit::Day,
            TariffUnit::Hour => oracle::Unit::Hour,
            TariffUnit::Month => oracle::Unit::Month,
            TariffUnit::Year => oracle::Unit::Year,
        },
        places: amount(row.places),
        tariff_basis: amount(row.tariff_basis),
        own_payment: amount(row.own_payment),
        wage_supplement: amount(row.wage_supplement),
        result: amount(row.result),
        carried_result: amount(row.carried_result),
        turnover: amount(row.turnover),
        price_level: row.price_level.map(Year::number),
    }
}
