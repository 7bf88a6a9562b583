use super::vocabulary;

/// Which offers the agreement covers. The operator must be a party in any case.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Scope {
    /// Where the offer must lie.
    pub location: LocationTest,
    /// Who must buy places.
    pub buyers: BuyersTest,
}

vocabulary! {
    /// Where a covered offer lies.
    LocationTest {
        /// In a municipality that is party.
        Region = "region",
        /// Anywhere.
        Any = "any",
    }
}

vocabulary! {
    /// Who buys places of a covered offer.
    BuyersTest {
        /// At least one municipality other than the operator.
        OtherMunicipality = "other-municipality",
        /// Anyone.
        Any = "any",
    }
}
