//! Blanks filled in the open: `--assume COLUMN=VALUE` (rules.md, sections 3 and 8).

use super::{Account, Authority, Column, Figure, FiguresKind, Portfolio};
use crate::quantity::Kroner;
use std::fmt;

/// One stated assumption: what is unknown in a column has this value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumption {
    column: Column,
    value: Value,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    Amount(Kroner),
    Authorities(Vec<Authority>),
}

/// Why an assumption cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AssumeError {
    /// A blank of this column is not unknown, or not a figure.
    #[error("blanks of `{0}` cannot be assumed")]
    Column(Column),
    /// The column takes no negative amounts.
    #[error("`{0}` cannot be negative")]
    Negative(Column),
}

impl Assumption {
    /// Assumes an amount for a column of amounts.
    ///
    /// # Errors
    /// When the column holds no amount or none below zero.
    pub fn amount(column: Column, amount: Kroner) -> Result<Assumption, AssumeError> {
        let readable = matches!(
            column,
            Column::Tariff
                | Column::Places
                | Column::TariffBasis
                | Column::OwnPayment
                | Column::WageSupplement
                | Column::Result
                | Column::CarriedResult
                | Column::Turnover
        );
        match () {
            () if !readable => Err(AssumeError::Column(column)),
            () if amount.is_negative() && !column.may_be_negative() => Err(AssumeError::Negative(column)),
            () => Ok(Assumption { column, value: Value::Amount(amount) }),
        }
    }

    /// Assumes codes for `location` (one) or `buyers`.
    ///
    /// # Errors
    /// When the column holds no codes, or `location` is given anything but one municipality.
    pub fn authorities(column: Column, codes: Vec<Authority>) -> Result<Assumption, AssumeError> {
        let fits = match column {
            Column::Location => matches!(codes.as_slice(), [one] if one.is_municipality()),
            Column::Buyers => !codes.is_empty(),
            _ => false,
        };
        fits.then_some(Assumption { column, value: Value::Authorities(codes) }).ok_or(AssumeError::Column(column))
    }

    /// The column.
    pub fn column(&self) -> Column {
        self.column
    }

    /// The amount, where it is one.
    pub(crate) fn assumed(&self) -> Option<Kroner> {
        match self.value {
            Value::Amount(amount) => Some(amount),
            Value::Authorities(_) => None,
        }
    }
}

impl fmt::Display for Assumption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.value {
            Value::Amount(amount) => write!(f, "{}={amount}", self.column),
            Value::Authorities(codes) => {
                let codes: Vec<String> = codes.iter().map(ToString::to_string).collect();
                write!(f, "{}={}", self.column, codes.join(" "))
            }
        }
    }
}

impl Portfolio {
    /// Fills what is unknown, at the level the column belongs to, where a row of the kind that is read stands.
    #[must_use]
    pub fn assume(mut self, assumptions: &[Assumption]) -> Portfolio {
        for assumption in assumptions {
            match &assumption.value {
                Value::Amount(amount) => self.fill(assumption.column, Figure::Assumed(*amount)),
                Value::Authorities(codes) => self.fill_codes(assumption.column, codes),
            }
        }
        self
    }

    fn fill(&mut self, column: Column, value: Figure) {
        for offer_year in self.offers.iter_mut().flat_map(|offer| offer.years.values_mut()) {
            let budget = offer_year.budget.as_deref_mut().filter(|_| is_filled(column, FiguresKind::Budget));
            let realised = offer_year.realised.as_deref_mut().filter(|_| is_filled(column, FiguresKind::Realised));
            for slot in [budget, realised].into_iter().flatten().flat_map(|account| slots(account, column)) {
                if *slot == Figure::Unknown {
                    *slot = value;
                }
            }
        }
    }

    fn fill_codes(&mut self, column: Column, codes: &[Authority]) {
        for offer in &mut self.offers {
            if column == Column::Location && offer.location.is_none() {
                offer.location = codes.first().copied();
                offer.location_assumed = true;
            }
            for offer_year in offer.years.values_mut() {
                if column == Column::Buyers && offer_year.buyers.is_none() {
                    offer_year.buyers = Some(codes.to_vec());
                    offer_year.buyers_assumed = true;
                }
            }
        }
    }
}

/// True for a column that is read of such figures.
pub(crate) fn is_filled(column: Column, figures: FiguresKind) -> bool {
    match figures {
        FiguresKind::Budget => !matches!(column, Column::Result | Column::Turnover),
        FiguresKind::Realised => !matches!(column, Column::CarriedResult | Column::WageSupplement),
    }
}

fn slots(account: &mut Account, column: Column) -> Vec<&mut Figure> {
    let total_known = account.total_places.known().is_some();
    match column {
        Column::TariffBasis => vec![&mut account.tariff_basis],
        Column::OwnPayment => vec![&mut account.own_payment],
        Column::Result => vec![&mut account.result],
        Column::CarriedResult => vec![&mut account.carried_result],
        Column::Turnover => vec![&mut account.turnover],
        Column::Tariff => account.tariffs.iter_mut().map(|tariff| &mut tariff.tariff).collect(),
        Column::WageSupplement => account.tariffs.iter_mut().map(|tariff| &mut tariff.wage_supplement).collect(),
        Column::Places if !total_known => account.tariffs.iter_mut().map(|tariff| &mut tariff.places).collect(),
        _ => Vec::new(),
    }
}
