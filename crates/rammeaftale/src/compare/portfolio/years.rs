//! Which years of a portfolio an agreement looks at.

use crate::plan::{Case, Plan};
use crate::quantity::Year;
use serde::Serialize;
use std::collections::BTreeSet;

/// The years that the rules of an agreement read, moved along where it is transposed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct YearsRead {
    /// What developments are measured against.
    pub base: BTreeSet<Year>,
    /// From which an earlier step is counted.
    pub credit: BTreeSet<Year>,
    /// Whose results are regulated.
    pub result: BTreeSet<Year>,
}

impl YearsRead {
    /// The years read under the preferred readings, and those that only others read.
    pub fn of(plan: &Plan<'_>) -> (YearsRead, YearsRead) {
        let (mut preferred, mut all) = (YearsRead::default(), YearsRead::default());
        for planned in plan.rules.iter().filter(|planned| planned.is_ruled) {
            let judged_by = planned.preferred_cases().iter().filter_map(|place| planned.cases.get(*place));
            judged_by.for_each(|case| preferred.add(case));
            planned.cases.iter().for_each(|case| all.add(case));
        }
        let rest = |all: &BTreeSet<Year>, some: &BTreeSet<Year>| all.difference(some).copied().collect();
        let others = YearsRead {
            base: rest(&all.base, &preferred.base),
            credit: rest(&all.credit, &preferred.credit),
            result: rest(&all.result, &preferred.result),
        };
        (preferred, others)
    }

    fn add(&mut self, case: &Case) {
        match case {
            Case::Limit(terms) => {
                self.base.extend(&terms.base_years);
                self.credit.extend(terms.credit.map(|(year, _)| year));
            }
            Case::Band(band) => self.result.extend(&band.result_years),
            Case::Nothing | Case::Scope | Case::Pricing(_) | Case::CatchUp(_) => {}
        }
    }
}
