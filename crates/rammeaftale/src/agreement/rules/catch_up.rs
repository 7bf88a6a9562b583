use super::vocabulary;

/// What those must strive for who missed earlier agreements.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CatchUp {
    /// Whom it names.
    pub addressees: Addressees,
}

vocabulary! {
    /// Whom a catch-up names.
    Addressees {
        /// Municipalities; not the region.
        Municipalities = "municipalities",
        /// Every operator.
        Operators = "operators",
    }
}
