//! The fields of each kind of rule.

use super::fields::Fields;
use crate::agreement::RuleKind;
use crate::agreement::rules::{AtMost, BaseYear, CatchUp, Credit, Pricing, ResultRegulation, Scope, TariffDevelopment};
use crate::check::diags;
use crate::check::{reader::Reader, sink::Sink};
use crate::quantity::Percent;
use crate::raw::{Node, Value};

pub(super) fn kind(topic: &str, fields: &Fields<'_, '_>, base: Option<&RuleKind>) -> Option<RuleKind> {
    match topic {
        "scope" => scope(fields, base).map(RuleKind::Scope),
        "tariff_development" => tariff_development(fields, base).map(Box::new).map(RuleKind::TariffDevelopment),
        "result_regulation" => result_regulation(fields, base).map(RuleKind::ResultRegulation),
        "pricing" => pricing(fields, base).map(RuleKind::Pricing),
        _ => catch_up(fields, base).map(RuleKind::CatchUp),
    }
}

fn scope(fields: &Fields<'_, '_>, base: Option<&RuleKind>) -> Option<Scope> {
    let base = base.and_then(|kind| if let RuleKind::Scope(rule) = kind { Some(rule) } else { None });
    let location = fields.or_base("location", base, |rule| rule.location, Sink::word);
    let buyers = fields.or_base("buyers", base, |rule| rule.buyers, Sink::word);
    Some(Scope { location: location?, buyers: buyers? })
}

fn tariff_development(fields: &Fields<'_, '_>, base: Option<&RuleKind>) -> Option<TariffDevelopment> {
    let base = base.and_then(|kind| if let RuleKind::TariffDevelopment(rule) = kind { Some(&**rule) } else { None });
    let level = fields.choice("level", base, |rule| &rule.level, Sink::word);
    let measure = fields.choice("measure", base, |rule| &rule.measure, Sink::word);
    let figures = fields.choice("figures", base, |rule| &rule.figures, Sink::word);
    let base_figures = fields.choice("base_figures", base, |rule| &rule.base_figures, Sink::word);
    let base_year = fields.choice("base_year", base, |rule| &rule.base_year, base_year);
    let at_most = fields.choice("at_most_percent", base, |rule| &rule.at_most, at_most);
    let own_payment = fields.choice("own_payment", base, |rule| &rule.own_payment, Sink::word);
    let portfolio_changes = fields.choice("portfolio_changes", base, |rule| &rule.portfolio_changes, Sink::word);
    let price_basis = fields.choice("price_basis", base, |rule| &rule.price_basis, Sink::word);
    let carried_result = fields.choice("carried_result", base, |rule| &rule.carried_result, Sink::word);
    let also_against = fields.choice("also_against", base, |rule| &rule.also_against, Sink::years);
    let allowance = fields.or_base("allowance", base, |rule| rule.allowance, Sink::word);
    let credit = credit(fields, base);
    let by_index = |limit: &AtMost| matches!(limit, AtMost::Index { .. });
    if matches!(&credit, Some(Some(_))) && at_most.as_ref().is_some_and(|limit| limit.values().iter().any(by_index)) {
        fields.reader.sink.push(diags::credit_by_index(fields.reader.place_of("at_most_percent")));
    }
    Some(TariffDevelopment {
        level: level?,
        measure: measure?,
        figures: figures?,
        base_figures: base_figures?,
        base_year: base_year?,
        at_most: at_most?,
        credit: credit?,
        own_payment: own_payment?,
        portfolio_changes: portfolio_changes?,
        price_basis: price_basis?,
        carried_result: carried_result?,
        also_against: also_against?,
        allowance: allowance?,
    })
}

/// A year, or `{ years_before = 1 }`.
fn base_year(sink: &Sink, node: &Node) -> Option<BaseYear> {
    let Value::Table(table) = &node.value else { return sink.year(node).map(BaseYear::Of) };
    let reader = Reader::new(sink, table, "base_year");
    let years = reader.required("years_before").and_then(|entry| years(sink, &entry.value, 1));
    reader.finish();
    years.map(BaseYear::YearsBefore)
}

/// A percentage, `"none"`, or `{ index_minus = "2", share_percent = "50" }`.
fn at_most(sink: &Sink, node: &Node) -> Option<AtMost> {
    match &node.value {
        Value::Text(word) if word == "none" => Some(AtMost::NoTarget),
        Value::Table(table) => {
            let reader = Reader::new(sink, table, "at_most_percent");
            let minus = reader.required("index_minus").and_then(|entry| sink.percent(&entry.value));
            let share = reader.entry("share_percent").map(|entry| share(sink, &entry.value));
            reader.finish();
            Some(AtMost::Index { minus: minus?, share: share.unwrap_or(Some(Percent::HUNDRED))? })
        }
        _ => sink.percent(node).map(AtMost::Percent),
    }
}

/// A part of a whole: above 0, at most 100 percent.
fn share(sink: &Sink, node: &Node) -> Option<Percent> {
    let percent = sink.percent(node)?;
    let within = percent.fraction().signum() > 0 && percent.fraction() <= Percent::HUNDRED.fraction();
    if !within {
        let wanted = ("en andel over 0 og højst 100 procent", "a share above 0 and at most 100 percent");
        sink.push(diags::bad_number(sink.place(&node.span), &percent.to_string(), wanted));
    }
    within.then_some(percent)
}

/// `credit_year` with `credited_step`; neither is no credit. The inner `None` says so, the outer a mistake.
fn credit(fields: &Fields<'_, '_>, base: Option<&TariffDevelopment>) -> Option<Option<Credit>> {
    let base = base.and_then(|rule| rule.credit.as_ref());
    let stands = |key| fields.reader.table.get(key).is_some();
    if base.is_none() && !stands("credit_year") && !stands("credited_step") {
        return Some(None);
    }
    let year = fields.or_base("credit_year", base, |credit| credit.year, Sink::year);
    let step = fields.choice("credited_step", base, |credit| &credit.step, Sink::word);
    Some(Some(Credit { year: year?, step: step? }))
}

fn result_regulation(fields: &Fields<'_, '_>, base: Option<&RuleKind>) -> Option<ResultRegulation> {
    let base = base.and_then(|kind| if let RuleKind::ResultRegulation(rule) = kind { Some(rule) } else { None });
    let lag = fields.or_base("lag_years", base, |rule| rule.lag_years, |sink, node| years(sink, node, 0));
    let spread = spread_years(fields, base);
    let band_percent = fields.or_base("band_percent", base, |rule| rule.band_percent, Sink::percent);
    let denominator = fields.choice("denominator", base, |rule| &rule.denominator, Sink::word);
    let amount = fields.choice("amount", base, |rule| &rule.amount, Sink::word);
    let deficit_inside = fields.choice("deficit_inside", base, |rule| &rule.deficit_inside, Sink::word);
    let surplus_inside = fields.choice("surplus_inside", base, |rule| &rule.surplus_inside, Sink::word);
    Some(ResultRegulation {
        lag_years: lag?,
        spread_years: spread?,
        band_percent: band_percent?,
        denominator: denominator?,
        amount: amount?,
        deficit_inside: deficit_inside?,
        surplus_inside: surplus_inside?,
    })
}

/// Optional: without it all is carried at once.
fn spread_years(fields: &Fields<'_, '_>, base: Option<&ResultRegulation>) -> Option<i32> {
    let entry = fields.reader.entry("spread_years");
    entry.map_or(Some(base.map_or(1, |rule| rule.spread_years)), |entry| years(fields.reader.sink, &entry.value, 1))
}

/// A number of years from `least` to 99.
fn years(sink: &Sink, node: &Node, least: i32) -> Option<i32> {
    let given = sink.whole(node)?;
    let years = i32::try_from(given).ok().filter(|years| (least..100).contains(years));
    if years.is_none() {
        let (da, en) = (format!("et antal år fra {least} til 99"), format!("a number of years from {least} to 99"));
        sink.push(diags::bad_number(sink.place(&node.span), &given.to_string(), (&da, &en)));
    }
    years
}

fn pricing(fields: &Fields<'_, '_>, base: Option<&RuleKind>) -> Option<Pricing> {
    let base = base.and_then(|kind| if let RuleKind::Pricing(rule) = kind { Some(rule) } else { None });
    let own_payment = fields.or_base("own_payment", base, |rule| rule.own_payment, Sink::word);
    let from_year = fields.or_base("from_year", base, |rule| rule.from_year, Sink::year);
    Some(Pricing { own_payment: own_payment?, from_year: from_year? })
}

fn catch_up(fields: &Fields<'_, '_>, base: Option<&RuleKind>) -> Option<CatchUp> {
    let base = base.and_then(|kind| if let RuleKind::CatchUp(rule) = kind { Some(rule) } else { None });
    Some(CatchUp { addressees: fields.or_base("addressees", base, |rule| rule.addressees, Sink::word)? })
}
