//! What a budget holds (rules.md, section 3). Unknown is a value, never zero.
//!
//! [`Row`]s come from a file or from code; [`Portfolio::new`] and [`PortfolioBuilder`] put them together and report
//! every contradiction between them.

mod alike;
mod assume;
mod authorities;
mod authority;
mod build;
mod builder;
mod column;
mod held;
mod legal_basis;
mod row;

pub(crate) use assume::is_filled;
pub use assume::{AssumeError, Assumption};
pub use authority::Authority;
pub use builder::PortfolioBuilder;
pub use column::{Column, Level};
pub use held::MOST_ROWS_OF_OFFER;
pub use legal_basis::{Act, PARAGRAPHS, Paragraph};
pub use row::{Places, Row, RowNumbers};

use crate::diag::Diagnostic;
use crate::quantity::{Kroner, Year};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// All offers of some operators, put together from rows and free of contradictions.
#[derive(Clone, Debug, Default)]
pub struct Portfolio {
    offers: Vec<Offer>,
}

impl Portfolio {
    /// Puts rows together. `places` tells where a row stands, for the messages.
    ///
    /// On success the second part holds the warnings.
    ///
    /// # Errors
    /// Every contradiction and impossibility among the rows (rules.md, sections 3 and 8).
    pub fn new(rows: &[Row], places: &dyn Places) -> Result<(Portfolio, Vec<Diagnostic>), Vec<Diagnostic>> {
        let mut builder = PortfolioBuilder::default();
        for row in rows.iter().cloned() {
            let _ = builder.add(row);
        }
        builder.finish(places)
    }

    /// The offers in order of first appearance.
    pub fn offers(&self) -> &[Offer] {
        &self.offers
    }

    /// The latest year of any row.
    pub fn latest_year(&self) -> Option<Year> {
        self.offers.iter().filter_map(|offer| offer.years.keys().next_back()).max().copied()
    }
}

/// One service that places are sold from.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The key of the rows.
    pub id: Arc<str>,
    /// The name, where a row gives it.
    pub name: Option<Arc<str>>,
    /// Municipality in which it lies.
    pub location: Option<Authority>,
    /// True when the location was assumed by the user.
    pub location_assumed: bool,
    /// First year with a budget.
    pub opened: Option<Year>,
    /// Last year with a budget.
    pub closed: Option<Year>,
    /// What the rows say of each year.
    pub years: BTreeMap<Year, OfferYear>,
}

impl Offer {
    /// An offer does not exist before it opened or after it closed.
    pub fn exists(&self, year: Year) -> bool {
        self.opened.is_none_or(|opened| opened <= year) && self.closed.is_none_or(|closed| year <= closed)
    }

    /// The operator to which the offer belongs when `year` is judged: that of the year, else of the last
    /// year before, else of the first after (rules.md, section 8).
    pub fn operator(&self, year: Year) -> Option<Authority> {
        let before = self.years.range(..=year).next_back();
        before.or_else(|| self.years.range(year..).next()).map(|(_, offer_year)| offer_year.operator)
    }

    /// The figures of one kind for one year, where a row stands.
    pub fn account(&self, year: Year, figures: FiguresKind) -> Option<&Account> {
        let offer_year = self.years.get(&year)?;
        match figures {
            FiguresKind::Budget => offer_year.budget.as_deref(),
            FiguresKind::Realised => offer_year.realised.as_deref(),
        }
    }
}

/// One offer in one year.
#[derive(Clone, Debug)]
pub struct OfferYear {
    /// Who runs the offer.
    pub operator: Authority,
    /// E.g. `SEL § 107`.
    pub legal_basis: Option<Arc<str>>,
    /// Who buys places; `None` is unknown.
    pub buyers: Option<Vec<Authority>>,
    /// True when the buyers were assumed by the user.
    pub buyers_assumed: bool,
    /// Budget figures.
    pub budget: Option<Box<Account>>,
    /// Realised figures.
    pub realised: Option<Box<Account>>,
}

/// The figures of one kind for one offer and year.
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// The year whose prices the amounts are in; `None` is the year itself.
    pub price_level: Option<Year>,
    /// Kroner a year that the tariffs are calculated from.
    pub tariff_basis: Figure,
    /// Kroner a year deducted from that basis.
    pub own_payment: Figure,
    /// Surplus or deficit in kroner; read from realised figures.
    pub result: Figure,
    /// The result of two years before, in this year's tariffs; read from budget figures.
    pub carried_result: Figure,
    /// Kroner a year; read from realised figures.
    pub turnover: Figure,
    /// Each tariff; nameless where the offer has a single tariff, none where only a total stands.
    pub tariffs: Vec<Tariff>,
    /// Places given on a nameless row beside named tariffs: the offer's total.
    pub total_places: Figure,
    /// The tariffs in order of their names; left out where there are so few that they are looked through.
    by_name: Vec<u32>,
}

/// Tariffs that are looked through for a name.
const FEW: usize = 8;

impl Account {
    /// The tariff of this name.
    pub(crate) fn tariff(&self, name: Option<&Arc<str>>) -> Option<&Tariff> {
        if self.by_name.len() != self.tariffs.len() {
            return self.tariffs.iter().find(|tariff| tariff.name.as_ref() == name);
        }
        let at = |at: &u32| self.tariffs.get(usize::try_from(*at).ok()?);
        let found =
            self.by_name.binary_search_by(|index| at(index).map(|tariff| tariff.name.as_ref()).cmp(&Some(name)));
        self.by_name.get(found.ok()?).and_then(at)
    }

    /// The same with many tariffs in order of their names beside.
    fn indexed(mut self) -> Account {
        if self.tariffs.len() > FEW {
            self.by_name = (0..).zip(&self.tariffs).map(|(at, _)| at).collect();
            let tariffs = &self.tariffs;
            let name = |at: &u32| usize::try_from(*at).ok().and_then(|at| tariffs.get(at)).map(|tariff| &tariff.name);
            self.by_name.sort_by(|a, b| name(a).cmp(&name(b)));
        }
        self
    }
}

/// One tariff of an account.
#[derive(Clone, Debug)]
pub struct Tariff {
    /// The service; `None` for the only tariff of an offer without tariff names.
    pub name: Option<Arc<str>>,
    /// Kroner per unit.
    pub tariff: Figure,
    /// What the tariff is paid for.
    pub unit: TariffUnit,
    /// Number of places.
    pub places: Figure,
    /// Percent.
    pub occupancy: Figure,
    /// Kroner per unit: the part of the tariff caused by the extraordinary wage rises.
    pub wage_supplement: Figure,
}

/// A figure that a rule may need. Closed: no further state may be taken for a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Figure {
    /// Blank: unknown, never zero.
    #[default]
    Unknown,
    /// As the input gives it.
    Given(Kroner),
    /// Blank in the input and filled by an assumption that the user states.
    Assumed(Kroner),
}

impl Figure {
    /// The amount, given or assumed.
    pub fn known(self) -> Option<Kroner> {
        match self {
            Figure::Unknown => None,
            Figure::Given(amount) | Figure::Assumed(amount) => Some(amount),
        }
    }
}

impl From<Option<Kroner>> for Figure {
    fn from(amount: Option<Kroner>) -> Figure {
        amount.map_or(Figure::Unknown, Figure::Given)
    }
}

/// Budget or realised figures. Closed: the two that rules.md names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FiguresKind {
    /// Budget (the default of a row).
    #[default]
    Budget,
    /// Realised (regnskab).
    Realised,
}

impl fmt::Display for FiguresKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            FiguresKind::Budget => "budget",
            FiguresKind::Realised => "realised",
        })
    }
}

/// What a tariff is paid for. Closed: the four that rules.md names; units are never converted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TariffUnit {
    /// A day (the default of a row).
    #[default]
    Day,
    /// An hour.
    Hour,
    /// A month.
    Month,
    /// A year.
    Year,
}
