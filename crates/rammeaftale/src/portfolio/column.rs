//! The columns of a portfolio (rules.md, section 3): one list for CSV, XLSX, JSON and TOML.

use std::fmt;

/// What the value of a column belongs to. Closed: a row says something of these and of nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The row itself.
    Row,
    /// The offer, in all years.
    Offer,
    /// The offer in one year.
    OfferYear,
    /// The offer in one year, budget and realised apart.
    Account,
    /// One tariff.
    Tariff,
}

macro_rules! columns {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal, $danish:literal, $level:ident;)+) => {
        /// A column of a portfolio. Closed: whoever reads and writes rows gives each its place.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Column {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Column {
            /// All columns in the order of rules.md.
            pub const ALL: &[Column] = &[$(Column::$variant,)+];

            /// The English name, which is also the key in JSON and TOML.
            pub fn name(self) -> &'static str {
                match self { $(Column::$variant => $name,)+ }
            }

            /// The Danish heading.
            pub fn danish(self) -> &'static str {
                match self { $(Column::$variant => $danish,)+ }
            }

            /// What its value belongs to.
            pub fn level(self) -> Level {
                match self { $(Column::$variant => Level::$level,)+ }
            }
        }
    };
}

columns! {
    /// The offer's key; required.
    Offer = "offer", "tilbud_id", Row;
    /// The offer's name.
    OfferName = "offer_name", "tilbud", Offer;
    /// Code of the municipality or region that runs it; required.
    Operator = "operator", "driftsherre", OfferYear;
    /// Code of the municipality in which it lies.
    Location = "location", "beliggenhed", Offer;
    /// E.g. `SEL § 107`.
    LegalBasis = "legal_basis", "paragraf", OfferYear;
    /// Codes of the buyers, separated by blanks.
    Buyers = "buyers", "købere", OfferYear;
    /// First year with a budget.
    Opened = "opened", "åbnet", Offer;
    /// Last year with a budget.
    Closed = "closed", "lukket", Offer;
    /// The row's year; required.
    Year = "year", "år", Row;
    /// Budget or realised.
    Figures = "figures", "opgørelse", Row;
    /// The service; blank is the offer's only tariff.
    TariffName = "tariff_name", "ydelse", Row;
    /// Kroner per unit.
    Tariff = "tariff", "takst", Tariff;
    /// Day, hour, month or year.
    TariffUnit = "tariff_unit", "enhed", Tariff;
    /// Number of places.
    Places = "places", "pladser", Tariff;
    /// Percent.
    Occupancy = "occupancy", "belægning", Tariff;
    /// Kroner a year.
    TariffBasis = "tariff_basis", "takstberegningsgrundlag", Account;
    /// Kroner a year deducted from that basis.
    OwnPayment = "own_payment", "egenbetaling", Account;
    /// Kroner per unit caused by the extraordinary wage rises.
    WageSupplement = "wage_supplement", "ekstraordinær_løn", Tariff;
    /// Kroner; read from realised rows.
    Result = "result", "resultat", Account;
    /// Kroner; read from budget rows.
    CarriedResult = "carried_result", "indregnet_resultat", Account;
    /// Kroner; read from realised rows.
    Turnover = "turnover", "omsætning", Account;
    /// The year whose prices the row's amounts are in.
    PriceLevel = "price_level", "prisniveau", Account;
}

impl Column {
    /// Columns that every row must fill.
    pub fn is_required(self) -> bool {
        matches!(self, Column::Offer | Column::Operator | Column::Year)
    }

    /// Amounts that may be below zero.
    pub fn may_be_negative(self) -> bool {
        matches!(self, Column::Result | Column::CarriedResult | Column::Turnover)
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
