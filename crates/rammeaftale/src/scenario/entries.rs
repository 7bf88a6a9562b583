//! The parts of assessments and findings as the short entries that cases are written with.

use crate::assessment::{
    Figures, Finding, Flip, LeftOut, LeftOutReason, LimitFigures, PricingFigures, Readings, ResultFigures, Robust,
    Settlement, Undecided, Verdict,
};
use crate::quantity::Year;
use rust_decimal::Decimal;

/// The figures by the names of the JSON form.
pub(super) fn figures(figures: &Figures) -> Vec<(&'static str, Option<Decimal>)> {
    let number = |year: &Option<Year>| year.map(|year| Decimal::from(year.number()));
    match figures {
        Figures::None => Vec::new(),
        // Every field by name, so that a new one cannot be forgotten here.
        Figures::Limit(LimitFigures {
            measure: _,
            at_most_percent: _,
            judged_at: _,
            unit: _,
            base_year,
            base,
            actual,
            limit,
            change_percent,
            headroom,
            room: _,
            headroom_percent,
            over_at_least,
            certainly_over: _,
            wage_supplement,
            credit_year,
            credit_base,
            credited_change_percent: _,
            converted: _,
            by_unit: _,
        }) => vec![
            ("base_year", number(base_year)),
            ("base", *base),
            ("actual", *actual),
            ("limit", *limit),
            ("change_percent", *change_percent),
            ("headroom", *headroom),
            ("headroom_percent", *headroom_percent),
            ("over_at_least", *over_at_least),
            ("wage_supplement", *wage_supplement),
            ("credit_year", number(credit_year)),
            ("credit_base", *credit_base),
        ],
        Figures::Result(ResultFigures {
            result,
            result_year,
            denominator,
            share_percent,
            band_percent: _,
            expected_carried,
            expected: _,
            of_earlier_results,
            carried,
        }) => {
            vec![
                ("result", *result),
                ("result_year", number(result_year)),
                ("denominator", *denominator),
                ("share_percent", *share_percent),
                ("expected_carried", *expected_carried),
                ("of_earlier_results", *of_earlier_results),
                ("carried", *carried),
            ]
        }
        Figures::Pricing(PricingFigures { own_payment }) => vec![("own_payment", *own_payment)],
    }
}

/// The list under a key of an expectation, each entry in one or more parts: an expected entry names the first
/// and any of the others.
pub(super) fn of_finding(finding: &Finding, key: &str) -> Vec<Vec<String>> {
    match key {
        "missing" => finding.missing.iter().map(|missing| vec![missing.to_string()]).collect(),
        "undecided" => finding.undecided.iter().map(undecided).collect(),
        "settled_by" => finding.settled_by.iter().map(|settlement| vec![settled_by(settlement)]).collect(),
        "left_out" => finding.left_out.iter().map(|left_out| vec![left(left_out)]).collect(),
        "flips" => flips(&finding.flips),
        _ => finding.assumptions.iter().map(|text| vec![text.to_string()]).collect(),
    }
}

/// E.g. `credited-step=kroner: breached`.
pub(super) fn flips(flips: &[Flip]) -> Vec<Vec<String>> {
    flips.iter().map(|flip| vec![format!("{}: {}", readings(&flip.readings), verdict(flip.verdict))]).collect()
}

/// E.g. `met` or `not-applicable (reading)`.
pub(super) fn verdict(verdict: Verdict) -> String {
    match verdict.cause() {
        Some(cause) => format!("{} ({cause})", verdict.name()),
        None => verdict.name().to_owned(),
    }
}

pub(super) fn robust(robust: Robust) -> &'static str {
    match robust {
        Robust::Yes => "yes",
        Robust::No => "no",
        Robust::Unknown => "unknown",
    }
}

fn readings(readings: &Readings) -> String {
    readings.iter().map(|(question, reading)| format!("{question}={reading}")).collect::<Vec<_>>().join(", ")
}

/// E.g. `price-basis=fixed: missing-index`, then `missing price-index 2025` and `met_from 1.00`.
fn undecided(undecided: &Undecided) -> Vec<String> {
    let mut parts = vec![format!("{}: {}", readings(&undecided.readings), undecided.cause.name())];
    if !undecided.missing.is_empty() {
        let missing: Vec<String> = undecided.missing.iter().map(ToString::to_string).collect();
        parts.push(format!("missing {}", missing.join(", ")));
    }
    parts.extend(undecided.met_from_projection_percent.map(|percent| format!("met_from {percent}")));
    parts
}

/// E.g. `own_payment A 2015 budget: met_from 1000.00`; several figures are joined by ` + `, with `; fewer may do` where that
/// is so.
fn settled_by(settlement: &Settlement) -> String {
    let figures: Vec<String> = settlement.figures.iter().map(ToString::to_string).collect();
    let size = |name: &str, amount: Option<Decimal>| amount.map(|amount| format!("{name} {amount}"));
    let sizes: Vec<String> = [
        size("met_from", settlement.met_from),
        size("met_to", settlement.met_to),
        size("breached_below", settlement.breached_below),
        size("breached_above", settlement.breached_above),
    ]
    .into_iter()
    .flatten()
    .collect();
    let fewer = if settlement.may_be_smaller { "; fewer may do" } else { "" };
    let figures = figures.join(" + ") + fewer;
    if sizes.is_empty() { figures } else { format!("{figures}: {}", sizes.join(", ")) }
}

/// E.g. `B: new` or `B døgn: closed`.
fn left(left_out: &LeftOut) -> String {
    let reason = match left_out.reason {
        LeftOutReason::New => "new",
        LeftOutReason::Closed => "closed",
        LeftOutReason::NotOpened => "not-opened",
        LeftOutReason::Unit => "unit",
        LeftOutReason::ZeroBase => "zero-base",
        LeftOutReason::OutOfScope => "out-of-scope",
    };
    match &left_out.tariff_name {
        Some(tariff) => format!("{} {tariff}: {reason}", left_out.offer),
        None => format!("{}: {reason}", left_out.offer),
    }
}
