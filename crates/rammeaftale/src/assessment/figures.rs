//! The figures that a finding shows; what does not exist is left out.

use crate::agreement::rules::Measure;
use crate::quantity::Year;
use rust_decimal::Decimal;
use serde::Serialize;

/// The figures of a finding, by kind of rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Figures {
    /// Nothing was compared.
    #[default]
    None,
    /// Of a limit on development.
    Limit(LimitFigures),
    /// Of the regulation of results.
    Result(ResultFigures),
    /// Of what a tariff may contain.
    Pricing(PricingFigures),
}

/// A limit, what is held against it, and the room between.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LimitFigures {
    /// What is measured; the ruleset tells it, so it is not written out again.
    #[serde(skip)]
    pub measure: Option<Measure>,
    /// The base year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_year: Option<Year>,
    /// The measure in the base year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<Decimal>,
    /// The measure in the subject year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actual: Option<Decimal>,
    /// The most that the measure may be, rounded down to the øre.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<Decimal>,
    /// Actual against base in percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change_percent: Option<Decimal>,
    /// Limit less actual, rounded down to the øre.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headroom: Option<Decimal>,
    /// The same in percent of the base.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headroom_percent: Option<Decimal>,
    /// The part of the tariff caused by the extraordinary wage rises.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wage_supplement: Option<Decimal>,
    /// The year from which an earlier step is counted, where the limit shown counts it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit_year: Option<Year>,
    /// The measure in that year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit_base: Option<Decimal>,
}

/// An earlier year's result and what was carried of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ResultFigures {
    /// Surplus (positive) or deficit (negative).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<Decimal>,
    /// The year of the result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result_year: Option<Year>,
    /// What the band is a percentage of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub denominator: Option<Decimal>,
    /// The result in percent of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share_percent: Option<Decimal>,
    /// What must be carried, rounded down to the øre.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_carried: Option<Decimal>,
    /// How much of that comes from earlier results, whose carrying is spread over years.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of_earlier_results: Option<Decimal>,
    /// What was carried.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carried: Option<Decimal>,
}

/// What was deducted from the tariff's basis.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PricingFigures {
    /// Own payment deducted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own_payment: Option<Decimal>,
}
