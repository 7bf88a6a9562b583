//! What is not known: a cell of the portfolio or a price projection.

use crate::portfolio::{Column, FiguresKind};
use crate::quantity::Year;
use serde::{Serialize, Serializer};
use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

/// One unknown figure; shown as `COLUMN OFFER YEAR FIGURES` with the tariff where it matters.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
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

/// In the order of the texts shown. Sets of these are built over and over, so the texts are made only where a blank
/// in an offer's name lets the parts not settle it. Years have four digits.
impl Ord for Missing {
    fn cmp(&self, other: &Missing) -> Ordering {
        let (a, b) = (self.parts(), other.parts());
        let by_column = if std::ptr::eq(a.name, b.name) { Ordering::Equal } else { a.name.cmp(b.name) };
        match by_column.then_with(|| by_offer(a.offer, b.offer)) {
            Ordering::Equal if a.offer.len() == b.offer.len() => {
                (a.year, a.figures, a.tariff).cmp(&(b.year, b.figures, b.tariff))
            }
            Ordering::Equal => self.to_string().cmp(&other.to_string()),
            settled => settled,
        }
    }
}

/// The order of two offers' names, a blank after each; equal where one goes on with a blank after the other.
fn by_offer(a: &str, b: &str) -> Ordering {
    if std::ptr::eq(a, b) {
        return Ordering::Equal;
    }
    let rest = |of: &str, other: &str| of.as_bytes().get(other.len()).map_or(Ordering::Equal, |next| next.cmp(&b' '));
    let shorter = a.len().min(b.len());
    let by_start = a.as_bytes().get(..shorter).cmp(&b.as_bytes().get(..shorter));
    by_start.then_with(|| rest(a, b)).then_with(|| rest(b, a).reverse())
}

struct Parts<'m> {
    name: &'static str,
    offer: &'m str,
    year: Year,
    figures: Option<FiguresKind>,
    tariff: Option<&'m str>,
}

impl Missing {
    fn parts(&self) -> Parts<'_> {
        match self {
            Missing::Figure { column, offer, year, figures, tariff } => {
                Parts { name: column.name(), offer, year: *year, figures: Some(*figures), tariff: tariff.as_deref() }
            }
            Missing::PriceIndex(year) => {
                Parts { name: "price-index", offer: "", year: *year, figures: None, tariff: None }
            }
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_the_texts() {
        let year = |year| Year::new(year).unwrap();
        let mut all = vec![Missing::PriceIndex(year(2024)), Missing::PriceIndex(year(2025))];
        for column in [Column::Tariff, Column::TariffBasis, Column::Places] {
            for offer in ["A", "A ", "A 2024 budget", "A!", "AB", "B", "B\t"] {
                for (years, figures) in [(2024, FiguresKind::Realised), (2025, FiguresKind::Budget)] {
                    for tariff in [None, Some("dag"), Some("dag 2"), Some("døgn")] {
                        let (offer, tariff) = (Arc::from(offer), tariff.map(Arc::from));
                        all.push(Missing::Figure { column, offer, year: year(years), figures, tariff });
                    }
                }
            }
        }
        for a in &all {
            for b in &all {
                assert_eq!(a.cmp(b), a.to_string().cmp(&b.to_string()), "{a} and {b}");
            }
        }
    }
}
