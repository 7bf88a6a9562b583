//! What is not known: a cell of the portfolio or a price projection.

use crate::portfolio::{Column, FiguresKind};
use crate::quantity::Year;
use serde::{Serialize, Serializer};
use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

/// One unknown figure; shown as `COLUMN OFFER YEAR FIGURES` with the tariff where it matters.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Missing {
    /// A blank cell.
    Figure {
        /// The column.
        column: Column,
        /// The offer.
        offer: Arc<str>,
        /// The year.
        year: Year,
        /// Budget or realised.
        figures: FiguresKind,
        /// The tariff, for a column that belongs to one.
        tariff: Option<Arc<str>>,
    },
    /// The price and wage projection into a year.
    PriceIndex(Year),
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Missing::Figure { column, offer, year, figures, tariff } => {
                write!(f, "{column} {offer} {year} {figures}")?;
                tariff.as_ref().map_or(Ok(()), |tariff| write!(f, " {tariff}"))
            }
            Missing::PriceIndex(year) => write!(f, "price-index {year}"),
        }
    }
}

/// In the order of the texts shown.
impl Ord for Missing {
    fn cmp(&self, other: &Missing) -> Ordering {
        self.to_string().cmp(&other.to_string())
    }
}

impl PartialOrd for Missing {
    fn partial_cmp(&self, other: &Missing) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Serialize for Missing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
