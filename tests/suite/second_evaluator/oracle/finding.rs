//! What is answered (section 6 of `rules.md`).

use super::model::*;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Verdict {
    Met,
    Breached,
    Undetermined,
    NotApplicable,
}

/// In the order of section 6: first those of `undetermined`, then those of `not-applicable` (`reading` is of both).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Cause {
    MissingInput,
    NotComparable,
    MissingIndex,
    AnnouncedModel,
    NotStated,
    OutOfScope,
    OtherYear,
    NoOffer,
    NoDuty,
    NotAddressed,
    Reading,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Robust {
    Yes,
    No,
    Unknown,
}

/// What does not exist or is not known is left out. Base, actual and the credit year's base are as shown: "as given", or
/// rounded down where more than addition made them; all else is exact until it is `told`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Shown {
    pub measure: Option<Measure>,
    /// Where it is fixed.
    pub at_most_percent: Option<Fraction>,
    /// The level that a reading lays the rule on, away from the subject's.
    pub judged_at: Option<Level>,
    /// Of a total of tariffs, what they are the price of.
    pub unit: Option<Unit>,
    pub base_year: Option<i32>,
    pub base: Option<Fraction>,
    pub actual: Option<Fraction>,
    pub limit: Option<Fraction>,
    pub change_percent: Option<Fraction>,
    pub headroom: Option<Fraction>,
    /// The same before it is told.
    pub room: Option<Fraction>,
    pub headroom_percent: Option<Fraction>,
    /// What the actual amount exceeds the limit by whatever is unknown of it and whatever is deducted as wage supplement, where
    /// that is not all it exceeds it by.
    pub over_at_least: Option<Fraction>,
    /// The same whether or not that is all.
    pub certainly_over: Option<Fraction>,
    pub wage_supplement: Option<Fraction>,
    /// The year that the limit counts a step from, and its amount.
    pub credit_year: Option<i32>,
    pub credit_base: Option<Fraction>,
    pub converted: Vec<Conversion>,
    /// Where tariffs of several units are summed, each.
    pub by_unit: Vec<Shown>,
    pub result: Option<Fraction>,
    pub result_year: Option<i32>,
    pub denominator: Option<Fraction>,
    pub share_percent: Option<Fraction>,
    pub band_percent: Option<Fraction>,
    pub expected_carried: Option<Fraction>,
    /// The same before it is told.
    pub expected: Option<Fraction>,
    /// The part of it that comes of results before the latest.
    pub of_earlier_results: Option<Fraction>,
    pub carried: Option<Fraction>,
    pub own_payment: Option<Fraction>,
}

/// An amount that is shown in other prices than it was written in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conversion {
    pub of: &'static str,
    /// Before; only where all of it stood in the same prices.
    pub amount: Option<Fraction>,
    pub from: i32,
    pub to: i32,
    pub projections: BTreeMap<i32, Fraction>,
}

impl Shown {
    /// "Shown amounts that are computed (limit, headroom, expected) are rounded down to the øre [..]; percentages to two
    /// decimals, half away from zero."
    pub fn told(self) -> Shown {
        let down = |amount: Option<Fraction>| amount.map(|amount| amount.down_to_ore());
        let exceeds = self.headroom.as_ref().map(Fraction::is_negative);
        // A fall before the base year may let a smaller one hold.
        let on_its_side = |told: &Fraction| match (&self.at_most_percent, exceeds) {
            (Some(most), Some(true)) => told > most,
            (Some(most), Some(false)) => told <= most || self.credit_base.is_some(),
            _ => true,
        };
        let share_told = |share: &Fraction| {
            let side = |share: &Fraction| self.band_percent.as_ref().map(|band| share.abs().cmp(band));
            share.percent_told(|told| side(told) == side(share))
        };
        Shown {
            change_percent: self.change_percent.as_ref().map(|change| change.percent_told(on_its_side)),
            headroom_percent: self.headroom_percent.as_ref().map(|room| room.percent_told(|_| true)),
            share_percent: self.share_percent.as_ref().map(share_told),
            limit: down(self.limit),
            room: self.headroom.clone(),
            headroom: down(self.headroom),
            expected: self.expected_carried.clone(),
            over_at_least: down(self.over_at_least),
            expected_carried: down(self.expected_carried),
            of_earlier_results: down(self.of_earlier_results),
            converted: self.converted.into_iter().map(|one| Conversion { amount: down(one.amount), ..one }).collect(),
            by_unit: self.by_unit.into_iter().map(Shown::told).collect(),
            ..self
        }
    }
}

/// A rule under one combination of readings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    pub verdict: Verdict,
    pub cause: Option<Cause>,
    pub missing: BTreeSet<String>,
    pub shown: Shown,
    /// Not applicable because the reading lays it on this level above.
    pub moved: Option<Level>,
    /// The base is nothing, or there are no places to divide by.
    pub has_no_base: bool,
    pub left_out: Vec<LeftOut>,
}

/// "What is left out is listed with the reason": the offer, its tariff where only that was left out, and why.
pub type LeftOut = (String, Option<String>, &'static str);

/// An entry of `flips` or `undecided`: the readings that differ from the preferred ones, and what comes of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Case {
    pub readings: Readings,
    pub verdict: Verdict,
    pub cause: Option<Cause>,
    pub missing: BTreeSet<String>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    pub rule: String,
    pub tariff_name: Option<String>,
    pub force: Option<Force>,
    pub binding: bool,
    pub verdict: Verdict,
    pub cause: Option<Cause>,
    pub missing: BTreeSet<String>,
    pub figures: Shown,
    pub readings: Readings,
    pub robust: Robust,
    pub flips: Vec<Case>,
    pub undecided: Vec<Case>,
    /// Columns filled by `--assume` that the finding read or shows, as `COLUMN=VALUE`, and what it takes for granted.
    pub assumptions: BTreeSet<String>,
    /// Sorted.
    pub left_out: Vec<LeftOut>,
    /// The outcome under every combination of readings.
    pub table: Vec<(Readings, Outcome)>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Assessment {
    pub level: Level,
    /// The region's code where all are judged together.
    pub operator: u16,
    /// None: the operator itself, or the region.
    pub offer: Option<String>,
    pub verdict: Verdict,
    pub cause: Option<Cause>,
    pub robust: Robust,
    pub flips: Vec<Case>,
    pub assumptions: BTreeSet<String>,
    pub findings: Vec<Finding>,
}
