//! A limit's fields under one choice of readings, its years moved along with the agreement.

use crate::agreement::rules::{
    Allowance, AtMost, BaseYear, CarriedResult, CreditedStep, LimitLevel, Measure, OwnPaymentInMeasure,
    PortfolioChanges, PriceBasis, TariffDevelopment,
};
use crate::plan::Plan;
use crate::portfolio::FiguresKind;
use crate::quantity::Year;

#[derive(Clone, Debug)]
pub(super) struct Terms {
    pub(super) level: LimitLevel,
    pub(super) measure: Measure,
    pub(super) figures: FiguresKind,
    pub(super) base_figures: FiguresKind,
    pub(super) subject_year: Year,
    /// The base year first, then further ones before the subject year.
    pub(super) base_years: Vec<Year>,
    pub(super) at_most: AtMost,
    pub(super) credit: Option<(Year, CreditedStep)>,
    pub(super) own_payment: OwnPaymentInMeasure,
    pub(super) changes: PortfolioChanges,
    pub(super) price_basis: PriceBasis,
    pub(super) carried_result: CarriedResult,
    pub(super) allowance: Allowance,
}

impl Terms {
    /// `None` never happens with a checked agreement: every choice has a value for every reading.
    pub(super) fn under(plan: &Plan<'_>, rule: &TariffDevelopment, readings: &[usize]) -> Option<Terms> {
        let also = rule.also_against.under(readings)?.iter().map(|year| plan.shifted(*year));
        let first = match *rule.base_year.under(readings)? {
            BaseYear::Of(year) => plan.shifted(year),
            BaseYear::YearsBefore(years) => plan.year.plus(-years),
        };
        let further = also.filter(|year| *year < plan.year && *year != first);
        let credit = match &rule.credit {
            None => None,
            Some(credit) => Some((plan.shifted(credit.year), *credit.step.under(readings)?)),
        };
        Some(Terms {
            level: *rule.level.under(readings)?,
            measure: *rule.measure.under(readings)?,
            figures: *rule.figures.under(readings)?,
            base_figures: *rule.base_figures.under(readings)?,
            subject_year: plan.year,
            base_years: std::iter::once(first).chain(further).collect(),
            at_most: *rule.at_most.under(readings)?,
            credit,
            own_payment: *rule.own_payment.under(readings)?,
            changes: *rule.portfolio_changes.under(readings)?,
            price_basis: *rule.price_basis.under(readings)?,
            carried_result: *rule.carried_result.under(readings)?,
            allowance: rule.allowance,
        })
    }

    pub(super) fn base_year(&self) -> Year {
        self.base_years.first().copied().unwrap_or(self.subject_year)
    }
}
