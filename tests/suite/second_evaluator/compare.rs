//! The same question to both, and where the answers differ.

use super::generate::{self, Question};
use super::oracle::{self, Fraction};
use num_bigint::BigInt;
use rammeaftale::agreement::rules::{LimitLevel, Measure};
use rammeaftale::assessment::{
    Conversion, Converted, Figures, LimitFigures, PricingFigures, Readings, ResultFigures, Robust,
};
use rammeaftale::portfolio::{FiguresKind, TariffUnit};
use rammeaftale::{Agreement, Assessment, Finding, Kroner, Plan, Portfolio, Row, RowNumbers, Verdict, Year};
use rust_decimal::Decimal;
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
    told.same("figures", &shown(&ours.figures), &theirs.figures.clone().told());
}

/// The engine's figures as the second evaluator names them; a new one must be given its place here.
fn shown(figures: &Figures) -> oracle::Shown {
    let nothing = oracle::Shown::default();
    match figures {
        Figures::None => nothing,
        Figures::Limit(figures) => shown_of_limit(figures),
        Figures::Result(ResultFigures {
            result,
            result_year,
            denominator,
            share_percent,
            band_percent,
            expected_carried,
            of_earlier_results,
            carried,
        }) => oracle::Shown {
            result: amount(*result),
            result_year: result_year.map(Year::number),
            denominator: amount(*denominator),
            share_percent: amount(*share_percent),
            band_percent: amount(*band_percent),
            expected_carried: amount(*expected_carried),
            of_earlier_results: amount(*of_earlier_results),
            carried: amount(*carried),
            ..nothing
        },
        Figures::Pricing(PricingFigures { own_payment }) => {
            oracle::Shown { own_payment: amount(*own_payment), ..nothing }
        }
        other => panic!("figures that the second evaluator does not know: {other:?}"),
    }
}

fn amount(amount: Option<Decimal>) -> Option<Fraction> {
    amount.map(big)
}

fn shown_of_limit(figures: &LimitFigures) -> oracle::Shown {
    let LimitFigures {
        measure,
        at_most_percent,
        judged_at,
        unit: tariff_unit,
        base_year,
        base,
        actual,
        limit,
        change_percent,
        headroom,
        headroom_percent,
        over_at_least,
        wage_supplement,
        credit_year,
        credit_base,
        converted,
        by_unit,
    } = figures;
    oracle::Shown {
        measure: measure.map(of_measure),
        at_most_percent: amount(*at_most_percent),
        judged_at: judged_at.map(level),
        unit: tariff_unit.map(unit),
        base_year: base_year.map(Year::number),
        base: amount(*base),
        actual: amount(*actual),
        limit: amount(*limit),
        change_percent: amount(*change_percent),
        headroom: amount(*headroom),
        headroom_percent: amount(*headroom_percent),
        over_at_least: amount(*over_at_least),
        wage_supplement: amount(*wage_supplement),
        credit_year: credit_year.map(Year::number),
        credit_base: amount(*credit_base),
        converted: converted.iter().map(conversion).collect(),
        by_unit: by_unit.iter().map(shown_of_limit).collect(),
        ..oracle::Shown::default()
    }
}

fn conversion(one: &Conversion) -> oracle::Conversion {
    let Conversion { of, amount: before, from, to, projections } = one;
    oracle::Conversion {
        of: match of {
            Converted::Base => "base",
            Converted::Actual => "actual",
            Converted::CreditBase => "credit_base",
        },
        amount: amount(*before),
        from: from.number(),
        to: to.number(),
        projections: projections.iter().map(|(year, percent)| (year.number(), big(*percent))).collect(),
    }
}

fn of_measure(measure: Measure) -> oracle::Measure {
    match measure {
        Measure::Tariff => oracle::Measure::Tariff,
        Measure::TariffBasis => oracle::Measure::TariffBasis,
        Measure::BasisPerPlace => oracle::Measure::BasisPerPlace,
        Measure::CostPerPlaceDay => oracle::Measure::CostPerPlaceDay,
        other => panic!("a measure that the second evaluator does not know: {other:?}"),
    }
}

fn level(level: LimitLevel) -> oracle::Level {
    match level {
        LimitLevel::Offer => oracle::Level::Offer,
        LimitLevel::Operator => oracle::Level::Operator,
        LimitLevel::Region => oracle::Level::Region,
        other => panic!("a level that the second evaluator does not know: {other:?}"),
    }
}

fn unit(unit: TariffUnit) -> oracle::Unit {
    match unit {
        TariffUnit::Day => oracle::Unit::Day,
        TariffUnit::Hour => oracle::Unit::Hour,
        TariffUnit::Month => oracle::Unit::Month,
        TariffUnit::Year => oracle::Unit::Year,
    }
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
        tariff_unit: unit(row.tariff_unit.unwrap_or_default()),
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
