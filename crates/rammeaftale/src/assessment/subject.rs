//! Who or what is judged, and verdicts counted.

use super::Verdict;
use crate::portfolio::Authority;
use serde::Serialize;
use std::sync::Arc;

/// Who or what is judged. Closed: whoever tells verdicts must know of whom each one is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "level", rename_all = "lowercase")]
pub enum Subject {
    /// One offer.
    Offer {
        /// Who runs it.
        operator: Authority,
        /// Its id.
        offer: Arc<str>,
    },
    /// All covered offers of an operator.
    Operator {
        /// The operator.
        operator: Authority,
    },
    /// All covered offers of all operators together.
    Region {
        /// The region's code.
        region: Authority,
    },
}

impl Subject {
    /// The operator judged, or the one that runs the offer; none where all are judged together.
    pub fn operator(&self) -> Option<Authority> {
        match self {
            Subject::Offer { operator, .. } | Subject::Operator { operator } => Some(*operator),
            Subject::Region { .. } => None,
        }
    }
}

/// Offers of an operator by verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OfferCount {
    /// Met.
    pub met: usize,
    /// Breached.
    pub breached: usize,
    /// Undetermined.
    pub undetermined: usize,
    /// Not applicable.
    pub not_applicable: usize,
}

impl OfferCount {
    /// How many in all.
    pub fn total(&self) -> usize {
        self.met + self.breached + self.undetermined + self.not_applicable
    }
}

/// Verdicts, counted.
impl FromIterator<Verdict> for OfferCount {
    fn from_iter<I: IntoIterator<Item = Verdict>>(verdicts: I) -> OfferCount {
        let mut count = OfferCount::default();
        for verdict in verdicts {
            match verdict {
                Verdict::Met => count.met += 1,
                Verdict::Breached => count.breached += 1,
                Verdict::Undetermined(_) => count.undetermined += 1,
                Verdict::NotApplicable(_) => count.not_applicable += 1,
            }
        }
        count
    }
}
