//! One row of a budget, and where it stands.

use super::{Authority, Column, FiguresKind, TariffUnit};
use crate::diag::Place;
use crate::quantity::{Kroner, Year};
use std::sync::Arc;

/// One offer, year, kind of figures and tariff. A blank is `None`: unknown, never zero.
#[derive(Clone, Debug)]
pub struct Row {
    /// The offer's key.
    pub offer: Arc<str>,
    /// The offer's name.
    pub offer_name: Option<Arc<str>>,
    /// Who runs it.
    pub operator: Authority,
    /// Municipality in which it lies.
    pub location: Option<Authority>,
    /// E.g. `SEL § 107`.
    pub legal_basis: Option<Arc<str>>,
    /// Who buys places.
    pub buyers: Option<Vec<Authority>>,
    /// First year with a budget.
    pub opened: Option<Year>,
    /// Last year with a budget.
    pub closed: Option<Year>,
    /// The row's year.
    pub year: Year,
    /// Budget or realised.
    pub figures: FiguresKind,
    /// The service; `None` is the offer's only tariff.
    pub tariff_name: Option<Arc<str>>,
    /// Kroner per unit.
    pub tariff: Option<Kroner>,
    /// What the tariff is paid for; `None` is a day.
    pub tariff_unit: Option<TariffUnit>,
    /// Number of places.
    pub places: Option<Kroner>,
    /// Percent.
    pub occupancy: Option<Kroner>,
    /// Kroner a year.
    pub tariff_basis: Option<Kroner>,
    /// Kroner a year deducted from that basis.
    pub own_payment: Option<Kroner>,
    /// Kroner per unit caused by the extraordinary wage rises.
    pub wage_supplement: Option<Kroner>,
    /// Kroner; read from realised rows.
    pub result: Option<Kroner>,
    /// Kroner; read from budget rows.
    pub carried_result: Option<Kroner>,
    /// Kroner; read from realised rows.
    pub turnover: Option<Kroner>,
    /// The year whose prices the row's amounts are in; `None` is its own year.
    pub price_level: Option<Year>,
}

impl Row {
    /// A budget row with nothing known but its key.
    pub fn new(offer: impl Into<Arc<str>>, operator: Authority, year: Year) -> Row {
        Row {
            offer: offer.into(),
            offer_name: None,
            operator,
            location: None,
            legal_basis: None,
            buyers: None,
            opened: None,
            closed: None,
            year,
            figures: FiguresKind::Budget,
            tariff_name: None,
            tariff: None,
            tariff_unit: None,
            places: None,
            occupancy: None,
            tariff_basis: None,
            own_payment: None,
            wage_supplement: None,
            result: None,
            carried_result: None,
            turnover: None,
            price_level: None,
        }
    }

    /// The amount in an amount column; `None` where it is blank or the column holds no amount.
    pub fn amount(&self, column: Column) -> Option<Kroner> {
        match column {
            Column::Tariff => self.tariff,
            Column::Places => self.places,
            Column::Occupancy => self.occupancy,
            Column::TariffBasis => self.tariff_basis,
            Column::OwnPayment => self.own_payment,
            Column::WageSupplement => self.wage_supplement,
            Column::Result => self.result,
            Column::CarriedResult => self.carried_result,
            Column::Turnover => self.turnover,
            _ => None,
        }
    }

    /// The slot of an amount column; `None` where the column holds no amount.
    pub fn amount_mut(&mut self, column: Column) -> Option<&mut Option<Kroner>> {
        Some(match column {
            Column::Tariff => &mut self.tariff,
            Column::Places => &mut self.places,
            Column::Occupancy => &mut self.occupancy,
            Column::TariffBasis => &mut self.tariff_basis,
            Column::OwnPayment => &mut self.own_payment,
            Column::WageSupplement => &mut self.wage_supplement,
            Column::Result => &mut self.result,
            Column::CarriedResult => &mut self.carried_result,
            Column::Turnover => &mut self.turnover,
            _ => return None,
        })
    }
}

/// Where the cells of rows stand, for messages about them.
pub trait Places {
    /// The place of a cell; of the row where the column has none.
    fn place(&self, row: usize, column: Column) -> Place;
}

/// Places for rows made in code: the row's number, from 1.
#[derive(Clone, Copy, Debug)]
pub struct RowNumbers;

impl Places for RowNumbers {
    fn place(&self, row: usize, column: Column) -> Place {
        Place::file(&Arc::from(format!("row {} `{column}`", row + 1)))
    }
}
