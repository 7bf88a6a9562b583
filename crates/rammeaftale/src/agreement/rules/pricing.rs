use super::vocabulary;
use crate::quantity::Year;

/// What a tariff may contain.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Pricing {
    /// How own payment stands to the tariff's basis.
    pub own_payment: OwnPaymentInTariff,
    /// The calendar year from which it is so; it does not move when an agreement is transposed.
    pub from_year: Year,
}

vocabulary! {
    /// How own payment stands to the tariff's basis.
    OwnPaymentInTariff {
        /// It is not deducted: the buyer calculates and collects it.
        NotDeducted = "not_deducted",
    }
}
