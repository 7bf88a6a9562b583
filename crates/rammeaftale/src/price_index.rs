//! Price and wage projections (PL) from year to year, as the user gives them; none is built in.

use crate::quantity::{Exact, Percent, Year};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The general price and wage projection into each year from the year before.
#[derive(Clone, Debug, Default)]
pub struct PriceIndex {
    projections: BTreeMap<Year, Percent>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Of which vintage: projections are revised afterwards.
    pub vintage: Option<String>,
}

/// A projection that no prices can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IndexError {
    /// -100 % or less.
    #[error("the projection into {0} is -100 % or less")]
    NothingLeft(Year),
    /// The same year twice.
    #[error("the projection into {0} is given twice")]
    Twice(Year),
}

impl PriceIndex {
    /// Takes projections in percent by the year they lead into.
    ///
    /// # Errors
    /// A projection of -100 % or less, or a year given twice.
    pub fn new(projections: impl IntoIterator<Item = (Year, Percent)>) -> Result<PriceIndex, IndexError> {
        let mut index = PriceIndex::default();
        for (year, percent) in projections {
            if percent.factor().signum() <= 0 {
                return Err(IndexError::NothingLeft(year));
            }
            if index.projections.insert(year, percent).is_some() {
                return Err(IndexError::Twice(year));
            }
        }
        Ok(index)
    }

    /// The projection into a year, where it is known.
    pub(crate) fn projection(&self, year: Year) -> Option<Percent> {
        self.projections.get(&year).copied()
    }

    /// The projections in percent that lead from the prices of one year to those of another, or back, as far as they are known.
    pub(crate) fn between(&self, one: Year, other: Year) -> BTreeMap<Year, Decimal> {
        let years = self.projections.range(one.min(other)..=one.max(other)).filter(|(year, _)| **year > one.min(other));
        years.map(|(year, percent)| (*year, percent.decimal())).collect()
    }

    /// The factor from the year before, where the projection is known.
    pub(crate) fn step(&self, year: Year) -> Option<Exact> {
        self.projection(year).map(Percent::factor)
    }
}
