//! A limit's fields under one choice of readings, its years moved along with the agreement.

use crate::agreement::rules::{
    Allowance, AtMost, BaseYear, CarriedResult, CreditedStep, LimitLevel, Measure, OwnPaymentInMeasure,
    PortfolioChanges, PriceBasis, TariffDevelopment,
};
use crate::portfolio::{FiguresKind, Offer};
use crate::quantity::Year;

/// What readings differ in most often stands first, since terms are held against each other in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Terms {
    pub(crate) own_payment: OwnPaymentInMeasure,
    pub(crate) changes: PortfolioChanges,
    pub(crate) price_basis: PriceBasis,
    pub(crate) carried_result: CarriedResult,
    pub(crate) measure: Measure,
    pub(crate) credit: Option<(Year, CreditedStep)>,
    pub(crate) level: LimitLevel,
    pub(crate) at_most: AtMost,
    pub(crate) figures: FiguresKind,
    pub(crate) base_figures: FiguresKind,
    pub(crate) subject_year: Year,
    /// The base year first, then further ones before the subject year.
    pub(crate) base_years: Vec<Year>,
    pub(crate) allowance: Allowance,
}

impl Terms {
    /// The terms of a subject year in an agreement whose years are moved by `shift`. `None` never happens with a checked
    /// agreement: every choice has a value for every reading.
    pub(crate) fn under(rule: &TariffDevelopment, readings: &[usize], year: Year, shift: i32) -> Option<Terms> {
        let also = rule.also_against.under(readings)?.iter().map(|year| year.plus(shift));
        let first = match *rule.base_year.under(readings)? {
            BaseYear::Of(base) => base.plus(shift),
            BaseYear::YearsBefore(years) => year.plus(-years),
        };
        let further = also.filter(|also| *also < year && *also != first);
        let credit = match &rule.credit {
            None => None,
            Some(credit) => Some((credit.year.plus(shift), *credit.step.under(readings)?)),
        };
        Some(Terms {
            level: *rule.level.under(readings)?,
            measure: *rule.measure.under(readings)?,
            figures: *rule.figures.under(readings)?,
            base_figures: *rule.base_figures.under(readings)?,
            subject_year: year,
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

    /// True when an offer exists in every year that is compared, so that it is the same whether all offers count.
    pub(crate) fn are_all_lived_through_by(&self, offer: &Offer) -> bool {
        offer.exists(self.subject_year) && self.base_years.iter().all(|year| offer.exists(*year))
    }

    pub(crate) fn base_year(&self) -> Year {
        self.base_years.first().copied().unwrap_or(self.subject_year)
    }
}
