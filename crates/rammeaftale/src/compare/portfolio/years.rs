//! Which years of a portfolio an agreement looks at.

use crate::agreement::RuleKind;
use crate::agreement::rules::BaseYear;
use crate::plan::Plan;
use crate::quantity::Year;
use serde::Serialize;
use std::collections::BTreeSet;

/// The years that the rules of an agreement read, moved along where it is transposed; under all readings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct YearsRead {
    /// What developments are measured against.
    pub base: BTreeSet<Year>,
    /// From which an earlier step is counted.
    pub credit: BTreeSet<Year>,
    /// Whose results are regulated.
    pub result: BTreeSet<Year>,
}

impl YearsRead {
    pub(super) fn of(plan: &Plan<'_>) -> YearsRead {
        let mut years = YearsRead::default();
        for rule in plan.rules.iter().map(|planned| planned.rule).filter(|rule| plan.is_ruled_by(rule)) {
            match &rule.kind {
                RuleKind::TariffDevelopment(limit) => {
                    years.base.extend(limit.base_year.values().iter().map(|base| match base {
                        BaseYear::Of(year) => plan.shifted(*year),
                        BaseYear::YearsBefore(before) => plan.year.plus(-before),
                    }));
                    let also = limit.also_against.values().iter().flatten().map(|year| plan.shifted(*year));
                    years.base.extend(also.filter(|year| *year < plan.year));
                    years.credit.extend(limit.credit.as_ref().map(|credit| plan.shifted(credit.year)));
                }
                RuleKind::ResultRegulation(regulation) => {
                    let spread = 0..regulation.spread_years;
                    years.result.extend(spread.map(|more| plan.year.plus(-regulation.lag_years - more)));
                }
                RuleKind::Scope(_) | RuleKind::Pricing(_) | RuleKind::CatchUp(_) => {}
            }
        }
        years
    }
}
