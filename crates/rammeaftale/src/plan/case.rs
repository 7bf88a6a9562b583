//! What a rule asks under one choice of readings: everything of it that does not depend on the budget.

use super::Terms;
use crate::agreement::rules::{
    CatchUp, DeficitInside, Denominator, PortfolioChanges, Pricing, RegulatedAmount, ResultRegulation, SurplusInside,
};
use crate::agreement::{Rule, RuleKind};
use crate::quantity::{Percent, Ratio, Year};

/// A rule's fields under one choice of readings. Choices that give the same case cannot differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// The rule exists only under other readings.
    Nothing,
    /// It is judged without readings.
    Scope,
    Limit(Terms),
    Band(Band),
    Pricing(Pricing),
    CatchUp(CatchUp),
}

/// The band around zero, outside which a result must be carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Band {
    /// The years whose results the subject year carries a part of, the latest first.
    pub(crate) result_years: Vec<Year>,
    /// The part of each that one year carries.
    pub(crate) part: Ratio,
    /// How large a part of the denominator is free of it.
    pub(crate) part_free: Ratio,
    /// The same in percent.
    pub(crate) percent: Percent,
    pub(crate) denominator: Denominator,
    pub(crate) amount: RegulatedAmount,
    pub(crate) deficit_inside: DeficitInside,
    pub(crate) surplus_inside: SurplusInside,
}

impl Case {
    /// What the rule asks of a subject year in an agreement whose years are moved by `shift`. `None` never happens with a
    /// checked agreement: every choice has a value for every reading.
    pub(super) fn under(rule: &Rule, readings: &[usize], year: Year, shift: i32) -> Option<Case> {
        if rule.only_under.is_some_and(|(question, reading)| readings.get(question) != Some(&reading)) {
            return Some(Case::Nothing);
        }
        Some(match &rule.kind {
            RuleKind::Scope(_) => Case::Scope,
            RuleKind::TariffDevelopment(development) => Case::Limit(Terms::under(development, readings, year, shift)?),
            RuleKind::ResultRegulation(regulation) => {
                // What began to be carried before the first year ruled was carried by another rule.
                let ruled = |first: &Year| rule.years.iter().any(|year| year.plus(shift) == *first);
                Case::Band(Band::under(regulation, readings, year, &ruled)?)
            }
            RuleKind::Pricing(pricing) => Case::Pricing(pricing.clone()),
            RuleKind::CatchUp(catch_up) => Case::CatchUp(catch_up.clone()),
        })
    }

    /// The same but for how offers that open or close count.
    pub(super) fn with_all_offers(&self) -> Case {
        match self {
            Case::Limit(terms) => Case::Limit(Terms { changes: PortfolioChanges::AllOffers, ..terms.clone() }),
            other => other.clone(),
        }
    }
}

impl Band {
    fn under(rule: &ResultRegulation, readings: &[usize], year: Year, ruled: &dyn Fn(&Year) -> bool) -> Option<Band> {
        let firsts = (0..rule.spread_years).map(|earlier| year.plus(-earlier)).filter(ruled);
        Some(Band {
            result_years: firsts.map(|first| first.plus(-rule.lag_years)).collect(),
            part: Ratio::new(1, i128::from(rule.spread_years)),
            part_free: rule.band_percent.ratio(),
            percent: rule.band_percent,
            denominator: *rule.denominator.under(readings)?,
            amount: *rule.amount.under(readings)?,
            deficit_inside: *rule.deficit_inside.under(readings)?,
            surplus_inside: *rule.surplus_inside.under(readings)?,
        })
    }
}
