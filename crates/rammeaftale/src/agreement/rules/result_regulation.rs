use super::vocabulary;
use crate::agreement::Choice;
use crate::quantity::Percent;

/// What happens to the result of an earlier year: outside a band it must be carried into the tariffs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ResultRegulation {
    /// How many years after the result it is carried, or begins to be.
    pub lag_years: i32,
    /// Over how many years, in equal parts; 1 is all at once.
    pub spread_years: i32,
    /// The band on both sides of zero; exactly at its edge is inside.
    pub band_percent: Percent,
    /// Of what the band is a percentage, in the result year.
    pub denominator: Choice<Denominator>,
    /// How much of a result outside must be carried.
    pub amount: Choice<RegulatedAmount>,
    /// What becomes of a deficit inside.
    pub deficit_inside: Choice<DeficitInside>,
    /// What becomes of a surplus inside.
    pub surplus_inside: Choice<SurplusInside>,
}

vocabulary! {
    /// Of what the band is a percentage.
    Denominator {
        /// The budgeted tariff basis.
        TariffBasisBudget = "tariff_basis_budget",
        /// The realised tariff basis.
        TariffBasisRealised = "tariff_basis_realised",
        /// The turnover.
        Turnover = "turnover",
    }
}

vocabulary! {
    /// How much of a result outside the band must be carried.
    RegulatedAmount {
        /// All of it.
        Whole = "whole",
        /// What lies beyond the band.
        Excess = "excess",
    }
}

vocabulary! {
    /// What becomes of a deficit inside the band.
    DeficitInside {
        /// It may not be carried.
        NotCarried = "not_carried",
    }
}

vocabulary! {
    /// What becomes of a surplus inside the band.
    SurplusInside {
        /// No duty exists.
        NoDuty = "no_duty",
        /// It is carried in full.
        Carry = "carry",
    }
}

impl ResultRegulation {
    pub(super) fn questions(&self) -> Vec<usize> {
        let fields = [
            self.denominator.question(),
            self.amount.question(),
            self.deficit_inside.question(),
            self.surplus_inside.question(),
        ];
        fields.into_iter().flatten().collect()
    }

    pub(super) fn renumber(&mut self, number: &mut dyn FnMut(usize) -> usize) {
        self.denominator.renumber(number);
        self.amount.renumber(number);
        self.deficit_inside.renumber(number);
        self.surplus_inside.renumber(number);
    }
}
