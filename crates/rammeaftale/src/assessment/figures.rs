//! The figures that a finding shows; what does not exist is left out.

use crate::agreement::rules::Measure;
use crate::quantity::Year;
use rust_decimal::{Decimal, RoundingStrategy};
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
    /// The most that it may change by in percent, where that is fixed; the ruleset tells it too.
    #[serde(skip)]
    pub at_most_percent: Option<Decimal>,
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
    /// What a measure that is known in part alone exceeds the limit by, rounded down to the øre.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub over_at_least: Option<Decimal>,
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
    /// The width of the band in percent; the ruleset tells it, so it is not written out again.
    #[serde(skip)]
    pub band_percent: Option<Decimal>,
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

/// So many decimals say on which side of a limit any two amounts are.
const MOST_DECIMALS: u32 = 20;

impl LimitFigures {
    /// Actual against base in percent as it is told: with more than two decimals where two would put it on the other side
    /// of the limit than the measure is.
    pub fn change_told(&self) -> Option<Decimal> {
        let rounded = self.change_percent?;
        let told = || {
            let (base, most, over) = (self.base?, self.at_most_percent?, self.headroom?.is_sign_negative());
            // A fall before the base year may let a smaller one hold.
            let right =
                |change: Decimal| if over { change > most } else { self.credit_base.is_some() || change <= most };
            let change = self.actual?.checked_sub(base)?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(base)?;
            told_beside(rounded, change, right)
        };
        // What is too small for two decimals is told as that.
        if rounded.is_zero() { Some(rounded) } else { told().or(Some(rounded)) }
    }

    /// True where the limit that is shown, rounded down to the øre, lies below a measure that holds.
    pub fn is_rounded_below(&self) -> bool {
        let holds = self.headroom.is_some_and(|room| !room.is_sign_negative());
        holds && self.limit.zip(self.actual).is_some_and(|(limit, actual)| limit < actual)
    }

    /// True where the measure that is shown, rounded down to the øre, is not above a limit that it exceeds.
    pub fn is_rounded_within(&self) -> bool {
        let exceeds = self.headroom.is_some_and(|room| room.is_sign_negative());
        exceeds && self.limit.zip(self.actual).is_some_and(|(limit, actual)| actual <= limit)
    }
}

impl ResultFigures {
    /// The result in percent of the denominator as it is told: with more than two decimals where two would put it on the
    /// other side of the band's edge, or on the edge.
    pub fn share_told(&self) -> Option<Decimal> {
        let rounded = self.share_percent?;
        let told = || {
            let (result, denominator, band) = (self.result?, self.denominator?, self.band_percent?);
            let hundredfold = result.checked_mul(Decimal::ONE_HUNDRED)?;
            let side = hundredfold.abs().cmp(&denominator.checked_mul(band)?);
            told_beside(rounded, hundredfold.checked_div(denominator)?, |share| share.abs().cmp(&band) == side)
        };
        told().or(Some(rounded))
    }
}

/// A percentage with two decimals, or as many as it takes to be right.
fn told_beside(rounded: Decimal, exact: Decimal, right: impl Fn(Decimal) -> bool) -> Option<Decimal> {
    let longer = |decimals| exact.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    std::iter::once(rounded).chain((3..=MOST_DECIMALS).map(longer)).find(|told| right(*told))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(most: &str, limit: &str, actual: &str, headroom: &str) -> LimitFigures {
        let number = |text: &str| text.parse().ok();
        LimitFigures {
            at_most_percent: number(most),
            base: number("100000"),
            limit: number(limit),
            actual: number(actual),
            headroom: number(headroom),
            change_percent: number("2.35"),
            ..LimitFigures::default()
        }
    }

    #[test]
    fn a_change_is_told_with_the_digits_that_put_it_where_it_is() {
        let told = |figures: &LimitFigures| figures.change_told().unwrap().to_string();
        let within = limit("2.345", "102345", "102345", "0");
        assert_eq!(told(&within), "2.345");
        assert_eq!(told(&limit("2.35", "102350", "102350.01", "-0.01")), "2.35001");
        // Where an earlier fall counts, more than the limit may hold.
        assert_eq!(told(&LimitFigures { credit_base: within.base, ..within }), "2.35");
    }

    #[test]
    fn amounts_that_rounding_puts_on_the_other_side_are_known() {
        let rounded = |actual: &str, headroom: &str| {
            let figures = limit("2", "102000.00", actual, headroom);
            (figures.is_rounded_below(), figures.is_rounded_within())
        };
        assert_eq!(rounded("102000.0033", "0.00"), (true, false), "what holds, above the limit as shown");
        assert_eq!(rounded("102000.00", "-0.01"), (false, true), "what exceeds, not above it");
        assert_eq!(rounded("102000.00", "0.00"), (false, false));
        assert_eq!(rounded("102000.01", "-0.01"), (false, false));
    }
}
