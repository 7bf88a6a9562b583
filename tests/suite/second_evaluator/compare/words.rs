//! The engine's words as the second evaluator says them; a new one must be given its place here.

use super::super::oracle::{self, Fraction};
use super::big;
use num_bigint::BigInt;
use rammeaftale::Year;
use rammeaftale::agreement::Force;
use rammeaftale::agreement::rules::{LimitLevel, Measure};
use rammeaftale::assessment::{
    Conversion, Converted, Figures, LeftOut, LeftOutReason, LimitFigures, PricingFigures, ResultFigures, Robust,
    Subject,
};
use rammeaftale::portfolio::TariffUnit;
use rammeaftale::quantity::Exact;
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use std::sync::Arc;

pub(super) fn shown(figures: &Figures) -> oracle::Shown {
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
            expected,
            of_earlier_results,
            carried,
        }) => oracle::Shown {
            result: amount(*result),
            result_year: result_year.map(Year::number),
            denominator: amount(*denominator),
            share_percent: amount(*share_percent),
            band_percent: amount(*band_percent),
            expected_carried: amount(*expected_carried),
            expected: exact(expected.as_ref()),
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

/// `numerator/denominator` in ten thousandths.
fn exact(amount: Option<&Exact>) -> Option<Fraction> {
    let number = |text: &str| BigInt::parse_bytes(text.as_bytes(), 10).expect("a whole number");
    let amount = amount?.to_string();
    let (numerator, denominator) = amount.split_once('/').expect("a fraction");
    Some(Fraction::new(number(numerator), number(denominator) * 10_000))
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
        room,
        headroom_percent,
        over_at_least,
        certainly_over,
        wage_supplement,
        credit_year,
        credit_base,
        credited_change_percent: _,
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
        room: exact(room.as_ref()),
        headroom_percent: amount(*headroom_percent),
        over_at_least: amount(*over_at_least),
        certainly_over: exact(certainly_over.as_ref()),
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

pub(super) fn subject(subject: &Subject) -> (oracle::Level, u16, Option<String>) {
    match subject {
        Subject::Offer { operator, offer } => (oracle::Level::Offer, operator.code(), Some(offer.to_string())),
        Subject::Operator { operator } => (oracle::Level::Operator, operator.code(), None),
        Subject::Region { region } => (oracle::Level::Region, region.code(), None),
    }
}

pub(super) fn force(force: Force) -> oracle::Force {
    match force {
        Force::Duty => oracle::Force::Duty,
        Force::Prohibition => oracle::Force::Prohibition,
        Force::Aim => oracle::Force::Aim,
        Force::FollowUp => oracle::Force::FollowUp,
    }
}

pub(super) fn left_out(all: &[LeftOut]) -> Vec<oracle::LeftOut> {
    let reason = |reason| match reason {
        LeftOutReason::New => "new",
        LeftOutReason::Closed => "closed",
        LeftOutReason::NotOpened => "not-opened",
        LeftOutReason::Unit => "unit",
        LeftOutReason::ZeroBase => "zero-base",
        LeftOutReason::OutOfScope => "out-of-scope",
        other => panic!("a reason that the second evaluator does not know: {other:?}"),
    };
    let entry =
        |one: &LeftOut| (one.offer.to_string(), one.tariff_name.as_ref().map(ToString::to_string), reason(one.reason));
    let mut all: Vec<oracle::LeftOut> = all.iter().map(entry).collect();
    all.sort();
    all
}

pub(super) fn texts(all: &BTreeSet<Arc<str>>) -> BTreeSet<String> {
    all.iter().map(ToString::to_string).collect()
}

pub(super) fn unit(unit: TariffUnit) -> oracle::Unit {
    match unit {
        TariffUnit::Day => oracle::Unit::Day,
        TariffUnit::Hour => oracle::Unit::Hour,
        TariffUnit::Month => oracle::Unit::Month,
        TariffUnit::Year => oracle::Unit::Year,
    }
}

pub(super) fn verdict(verdict: oracle::Verdict) -> String {
    kebab(&format!("{verdict:?}"))
}

pub(super) fn cause(cause: oracle::Cause) -> String {
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

pub(super) fn robust(robust: Robust) -> String {
    kebab(&format!("{robust:?}"))
}

pub(super) fn second_robust(robust: oracle::Robust) -> String {
    kebab(&format!("{robust:?}"))
}
