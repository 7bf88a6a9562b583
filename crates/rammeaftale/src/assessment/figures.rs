//! The figures that a finding shows; what does not exist is left out.

use crate::agreement::rules::{LimitLevel, Measure};
use crate::portfolio::TariffUnit;
use crate::quantity::{Exact, Year};
use rust_decimal::Decimal;
use serde::Serialize;
use std::collections::BTreeMap;

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
    /// The most that it may change by in percent, where that is fixed; the ruleset tells it too.
    #[serde(skip)]
    pub at_most_percent: Option<Decimal>,
    /// The level that the rule speaks of, where it is not the subject's; the ruleset and the readings tell it too.
    #[serde(skip)]
    pub judged_at: Option<LimitLevel>,
    /// Of a total of tariffs weighed by places: what they are the price of. Where there are several units, the one shown is
    /// that with the least room.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<TariffUnit>,
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
    /// Actual against base in percent, as it is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change_percent: Option<Decimal>,
    /// Limit less actual, rounded down to the øre.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headroom: Option<Decimal>,
    /// The same before it is rounded.
    #[serde(skip)]
    pub room: Option<Exact>,
    /// The same in percent of the base, as it is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headroom_percent: Option<Decimal>,
    /// What the measure certainly exceeds the limit by, where that is less than the whole distance or part of it is unknown:
    /// with all of the wage supplement deducted, and nothing for what is unknown. Rounded down to the øre.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub over_at_least: Option<Decimal>,
    /// What the measure certainly exceeds the limit by, whether or not that is the whole distance, exact. Nothing where it is
    /// not certain to exceed.
    #[serde(skip)]
    pub certainly_over: Option<Exact>,
    /// The part of the tariff caused by the extraordinary wage rises.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wage_supplement: Option<Decimal>,
    /// The year from which an earlier step is counted, where the limit shown counts it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit_year: Option<Year>,
    /// The measure in that year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit_base: Option<Decimal>,
    /// Actual against that in percent, as it is told.
    #[serde(skip)]
    pub credited_change_percent: Option<Decimal>,
    /// Which of these amounts, or parts of them, are in other prices than they are written in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub converted: Vec<Conversion>,
    /// Where there are totals of several units: each of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub by_unit: Vec<LimitFigures>,
}

/// An amount brought from the prices of one year to those of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Conversion {
    /// Which one.
    pub of: Converted,
    /// What it is in the prices it is written in, where all of it was converted alike; rounded down to the øre.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Decimal>,
    /// The year in whose prices it is written.
    pub from: Year,
    /// The year in whose prices it is compared.
    pub to: Year,
    /// By the projection in percent into each of these years.
    pub projections: BTreeMap<Year, Decimal>,
}

/// A figure that may be in other prices than it is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Converted {
    /// The measure in the base year.
    Base,
    /// The measure in the subject year.
    Actual,
    /// The measure in the credit year.
    CreditBase,
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
    /// The result in percent of it, as it is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share_percent: Option<Decimal>,
    /// The width of the band in percent; the ruleset tells it, so it is not written out again.
    #[serde(skip)]
    pub band_percent: Option<Decimal>,
    /// What must be carried, rounded down to the øre.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_carried: Option<Decimal>,
    /// The same before it is rounded.
    #[serde(skip)]
    pub expected: Option<Exact>,
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

impl LimitFigures {
    /// Each unit by itself where there are several, else these figures.
    pub fn units(&self) -> &[LimitFigures] {
        if self.by_unit.is_empty() { std::slice::from_ref(self) } else { &self.by_unit }
    }

    /// True where the limit that is shown, rounded down to the øre, lies below a measure that holds.
    pub fn is_rounded_below(&self) -> bool {
        let holds = self.headroom.is_some_and(|room| !room.is_sign_negative());
        holds && self.limit.zip(self.actual).is_some_and(|(limit, actual)| limit < actual)
    }

    /// True where there is no room at all, exactly; what is shown as none may be less than an øre.
    pub fn is_at_limit(&self) -> bool {
        self.room.as_ref().is_some_and(Exact::is_zero)
    }

    /// True where the measure is certainly above the limit.
    pub fn exceeds(&self) -> bool {
        self.certainly_over.is_some()
    }

    /// What the limit is exceeded by at least, where it is not certain that all that is shown to be over is. Less than an øre
    /// is told as one.
    pub fn too_much_at_least(&self) -> Option<Decimal> {
        let least = self.over_at_least.filter(|least| !least.is_zero());
        self.cut_at_least().map(|cut| least.unwrap_or(cut))
    }

    /// The least that has to be cut, where it is not certain that all that is shown to be over has to be.
    pub fn cut_at_least(&self) -> Option<Decimal> {
        let all = self.headroom.map(|room| -room);
        let least = self.over_at_least.and(self.certainly_over.as_ref()?.ceil_to_ore());
        least.filter(|least| all.is_none_or(|all| *least < all))
    }

    /// True where the measure that is shown, rounded down to the øre, is not above a limit that it exceeds.
    pub fn is_rounded_within(&self) -> bool {
        let exceeds = self.headroom.is_some_and(|room| room.is_sign_negative());
        exceeds && self.limit.zip(self.actual).is_some_and(|(limit, actual)| actual <= limit)
    }
}

impl ResultFigures {
    /// True of a deficit inside the band, of which nothing may be carried.
    pub fn is_deficit_inside(&self) -> bool {
        let deficit = self.result.is_some_and(|result| result.is_sign_negative() && !result.is_zero());
        deficit && self.of_earlier_results.is_none() && self.expected_carried.is_some_and(|amount| amount.is_zero())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<Decimal> {
        Some(text.parse().unwrap())
    }

    #[test]
    fn a_deficit_inside_is_below_nothing_with_nothing_to_carry() {
        let inside = |result: &str, expected: &str, of_earlier_results| {
            let (result, expected_carried) = (number(result), number(expected));
            ResultFigures { result, expected_carried, of_earlier_results, ..ResultFigures::default() }
                .is_deficit_inside()
        };
        assert!(inside("-20", "0", None));
        assert!(
            !inside("20", "0", None) && !inside("0", "0", None),
            "a surplus of nothing may have to be carried in full"
        );
        assert!(!inside("-20", "-20", None), "a deficit outside");
        assert!(!inside("-20", "0", number("0")), "together with earlier results");
    }

    #[test]
    fn amounts_that_rounding_puts_on_the_other_side_are_known() {
        let rounded = |actual: &str, headroom: &str| {
            let (limit, actual, headroom) = (number("102000.00"), number(actual), number(headroom));
            let figures = LimitFigures { limit, actual, headroom, ..LimitFigures::default() };
            (figures.is_rounded_below(), figures.is_rounded_within())
        };
        assert_eq!(rounded("102000.0033", "0.00"), (true, false), "what holds, above the limit as shown");
        assert_eq!(rounded("102000.00", "-0.01"), (false, true), "what exceeds, not above it");
        assert_eq!(rounded("102000.00", "0.00"), (false, false));
        assert_eq!(rounded("102000.01", "-0.01"), (false, false));
    }
}
