//! The figures that a finding shows; what does not exist is left out.

use crate::agreement::rules::{LimitLevel, Measure};
use crate::portfolio::TariffUnit;
use crate::quantity::Year;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::Serialize;
use std::cmp::Ordering;
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
    /// Actual against base in percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change_percent: Option<Decimal>,
    /// Limit less actual, rounded down to the øre.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headroom: Option<Decimal>,
    /// The same in percent of the base.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headroom_percent: Option<Decimal>,
    /// What the measure certainly exceeds the limit by, where that is less than the whole distance or part of it is unknown:
    /// with all of the wage supplement deducted, and nothing for what is unknown. Rounded down to the øre.
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

impl Figures {
    /// The same with each percentage as it is told: with two decimals, or as many as it takes not to say what is not so.
    pub(super) fn told(&self) -> Figures {
        match self {
            Figures::Limit(figures) => Figures::Limit(figures.told()),
            Figures::Result(figures) => {
                Figures::Result(ResultFigures { share_percent: figures.share_told(), ..figures.clone() })
            }
            Figures::None | Figures::Pricing(_) => self.clone(),
        }
    }
}

/// So many decimals say on which side of a limit any two amounts are.
const MOST_DECIMALS: u32 = 20;

impl LimitFigures {
    fn told(&self) -> LimitFigures {
        LimitFigures {
            change_percent: self.change_told(),
            headroom_percent: self.headroom_told(),
            by_unit: self.by_unit.iter().map(LimitFigures::told).collect(),
            ..self.clone()
        }
    }

    /// Actual against base in percent as it is told: with more than two decimals where two would put it on the other side
    /// of the limit than the measure is, or show a change as none.
    pub fn change_told(&self) -> Option<Decimal> {
        // A fall before the base year may let a smaller one hold.
        self.told_against(self.change_percent?, self.base, self.credit_base.is_some())
    }

    /// The same against the credit year, where the limit counts the step from there.
    pub fn credited_change_told(&self) -> Option<Decimal> {
        let change = percent_of(self.actual?.checked_sub(self.credit_base?)?, self.credit_base?)?;
        self.told_against(two_decimals(change), self.credit_base, false)
    }

    /// The room in percent of the base as it is told: with more than two decimals where two would show it as none.
    pub fn headroom_told(&self) -> Option<Decimal> {
        let rounded = self.headroom_percent?;
        let told = || told_beside(rounded, percent_of(self.headroom?, self.base?)?, |_| true);
        told().or(Some(rounded))
    }

    fn told_against(&self, rounded: Decimal, base: Option<Decimal>, any_fall_holds: bool) -> Option<Decimal> {
        let change = || percent_of(self.actual?.checked_sub(base?)?, base?);
        let Some(change) = change() else { return Some(rounded) };
        let right = |told: Decimal| match (self.at_most_percent, self.headroom) {
            (Some(most), Some(room)) if room.is_sign_negative() => told > most,
            (Some(most), Some(_)) => any_fall_holds || told <= most,
            _ => true,
        };
        let told = told_beside(rounded, change, right).or_else(|| told_beside(rounded, change, |_| true));
        told.or(Some(rounded))
    }

    /// Each unit by itself where there are several, else these figures.
    pub fn units(&self) -> &[LimitFigures] {
        if self.by_unit.is_empty() { std::slice::from_ref(self) } else { &self.by_unit }
    }

    /// True where the limit that is shown, rounded down to the øre, lies below a measure that holds.
    pub fn is_rounded_below(&self) -> bool {
        let holds = self.headroom.is_some_and(|room| !room.is_sign_negative());
        holds && self.limit.zip(self.actual).is_some_and(|(limit, actual)| limit < actual)
    }

    /// True where the measure is certainly above the limit.
    pub fn exceeds(&self) -> bool {
        self.over_at_least.is_some() || self.headroom.is_some_and(|room| room.is_sign_negative() && !room.is_zero())
    }

    /// True where the measure that is shown, rounded down to the øre, is not above a limit that it exceeds.
    pub fn is_rounded_within(&self) -> bool {
        let exceeds = self.headroom.is_some_and(|room| room.is_sign_negative());
        exceeds && self.limit.zip(self.actual).is_some_and(|(limit, actual)| actual <= limit)
    }
}

impl ResultFigures {
    /// The result in percent of the denominator as it is told: with more than two decimals where two would put it on the
    /// other side of the band's edge, on the edge, or show it as none.
    pub fn share_told(&self) -> Option<Decimal> {
        let rounded = self.share_percent?;
        let told = || {
            let (result, denominator) = (self.result?, self.denominator?);
            let side = |share: Decimal| match self.band_percent {
                Some(band) => share.abs().cmp(&band),
                None => Ordering::Equal,
            };
            let exact = percent_of(result, denominator)?;
            told_beside(rounded, exact, |share| side(share) == side(exact))
        };
        told().or(Some(rounded))
    }

    /// True of a deficit inside the band, of which nothing may be carried.
    pub fn is_deficit_inside(&self) -> bool {
        let deficit = self.result.is_some_and(|result| result.is_sign_negative() && !result.is_zero());
        deficit && self.of_earlier_results.is_none() && self.expected_carried.is_some_and(|amount| amount.is_zero())
    }
}

fn percent_of(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
}

fn two_decimals(percent: Decimal) -> Decimal {
    percent.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

/// A percentage with two decimals, or as many as it takes to be right and not to show something as nothing.
fn told_beside(rounded: Decimal, exact: Decimal, right: impl Fn(Decimal) -> bool) -> Option<Decimal> {
    let longer = |decimals| exact.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    let told = std::iter::once(rounded).chain((3..=MOST_DECIMALS).map(longer));
    told.into_iter().find(|told| told.is_zero() == exact.is_zero() && right(*told))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<Decimal> {
        Some(text.parse().unwrap())
    }

    #[test]
    fn a_change_too_small_for_two_decimals_keeps_its_sign() {
        let moved = |actual: &str, room: &str| LimitFigures {
            at_most_percent: number("0"),
            base: number("284.50"),
            actual: number(actual),
            headroom: number(room),
            change_percent: number("0.00"),
            headroom_percent: number("0.00"),
            ..LimitFigures::default()
        };
        let over = moved("284.51", "-0.01");
        assert_eq!((over.change_told(), over.headroom_told()), (number("0.004"), number("-0.004")));
        let under = moved("284.49", "0.01");
        assert_eq!((under.change_told(), under.headroom_told()), (number("-0.004"), number("0.004")));
        let same = moved("284.50", "0.00");
        assert_eq!((same.change_told(), same.headroom_told()), (number("0.00"), number("0.00")));
    }

    #[test]
    fn a_result_too_small_for_two_decimals_keeps_its_sign() {
        let share = |result: &str, share: &str| {
            let (denominator, band_percent) = (number("1000000"), number("5"));
            let (result, share_percent) = (number(result), number(share));
            ResultFigures { result, denominator, share_percent, band_percent, ..ResultFigures::default() }.share_told()
        };
        assert_eq!(share("-20", "0.00"), number("-0.002"));
        assert_eq!(share("20", "0.00"), number("0.002"));
        assert_eq!(share("0", "0.00"), number("0.00"));
        assert_eq!(share("50000.01", "5.00"), number("5.000001"));
        assert_eq!(share("50000.00", "5.00"), number("5.00"));
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
