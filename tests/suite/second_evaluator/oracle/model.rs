//! What is asked (sections 3 and 4 of `rules.md`).

pub use super::fraction::{Fraction, whole};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

pub type Readings = BTreeMap<String, String>;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Unit {
    Day,
    Hour,
    Month,
    Year,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Figures {
    Budget,
    Realised,
}

/// One row of a portfolio (section 3). "Blank is unknown, never zero."
#[derive(Clone, Debug)]
pub struct Row {
    pub offer: String,
    pub operator: u16,
    pub location: Option<u16>,
    pub buyers: Option<Vec<u16>>,
    pub opened: Option<i32>,
    pub closed: Option<i32>,
    pub year: i32,
    pub figures: Figures,
    pub tariff_name: Option<String>,
    pub tariff: Option<Fraction>,
    pub tariff_unit: Unit,
    pub places: Option<Fraction>,
    pub tariff_basis: Option<Fraction>,
    pub own_payment: Option<Fraction>,
    pub wage_supplement: Option<Fraction>,
    pub result: Option<Fraction>,
    pub carried_result: Option<Fraction>,
    pub turnover: Option<Fraction>,
    pub price_level: Option<i32>,
}

impl Row {
    /// A budget row with everything else blank.
    pub fn new(offer: &str, operator: u16, year: i32) -> Row {
        Row {
            offer: offer.into(),
            operator,
            year,
            figures: Figures::Budget,
            tariff_unit: Unit::Day,
            location: None,
            buyers: None,
            opened: None,
            closed: None,
            tariff_name: None,
            tariff: None,
            places: None,
            tariff_basis: None,
            own_payment: None,
            wage_supplement: None,
            result: None,
            carried_result: None,
            turnover: None,
            price_level: None,
        }
    }
}

#[derive(Clone, Debug)]
pub struct Question {
    pub id: String,
    pub readings: Vec<String>,
    pub preferred: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Force {
    Duty,
    Prohibition,
    Aim,
    FollowUp,
}

/// "tariff, tariff_basis, basis_per_place, cost_per_place_day"
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Measure {
    Tariff,
    TariffBasis,
    BasisPerPlace,
    CostPerPlaceDay,
}

/// "level (`offer`: each tariff; `operator`; `region`)"; of the region all operators in the portfolio are judged together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Level {
    Offer,
    Operator,
    Region,
}

#[derive(Clone, Debug)]
pub enum AtMost {
    Percent(Fraction),
    /// A share of the projection from the base year, less some percent of the base.
    Index {
        minus: Fraction,
        share: Fraction,
    },
    /// Watched only.
    NoTarget,
}

#[derive(Clone, Copy, Debug)]
pub enum Base {
    Year(i32),
    YearsBefore(i32),
}

/// "limits the change of a measure from a base year to the subject year". Level, measure, figures, base year, own payment,
/// carried result, price level, portfolio and step are what the readings of the questions `level`, `measure`,
/// `kind-of-figures`, `second-step`, `own-payment-in-measure`, `carried-in-measure`, `price-basis`, `portfolio-changes`,
/// `credited-step` say; a rule that does not depend on such a question has what stands here.
#[derive(Clone, Debug)]
pub struct Development {
    pub level: Level,
    pub measure: Measure,
    pub at_most: AtMost,
    pub base: Base,
    pub gross: bool,
    pub fixed_prices: bool,
    pub all_offers: bool,
    /// The base of the reading `also-against-...`, which later subject years may not exceed either.
    pub also_against: Option<i32>,
    pub credit_year: Option<i32>,
    pub figures: Figures,
    /// The kind of figures of the base, unless the question `follow-up-base` says otherwise.
    pub base_figures: Figures,
    pub allowance: bool,
    /// By so many years all of this is transposed.
    pub moved: i32,
}

#[derive(Clone, Debug)]
pub enum Kind {
    Scope,
    Development(Development),
    /// Result regulation. `only_under`: the question and the reading without which the rule does not exist.
    Band {
        percent: Fraction,
        lag: i32,
        /// Over how many years what must be carried is spread.
        spread: i32,
        /// Unless the question `regulated-amount` says otherwise.
        excess: bool,
        only_under: Option<(String, String)>,
    },
    Gross,
    CatchUp,
}

#[derive(Clone, Debug)]
pub struct Rule {
    pub id: String,
    /// Not stated for `scope`.
    pub force: Option<Force>,
    pub subject_years: Vec<i32>,
    pub questions: Vec<String>,
    pub kind: Kind,
}

#[derive(Clone, Debug)]
pub struct Agreement {
    pub id: String,
    pub in_force: RangeInclusive<i32>,
    pub municipalities: BTreeSet<u16>,
    pub region: u16,
    pub questions: Vec<Question>,
    pub rules: Vec<Rule>,
    /// Listed by every assessment.
    pub assumptions: Vec<String>,
}

impl Agreement {
    pub fn is_party(&self, code: u16) -> bool {
        code == self.region || self.municipalities.contains(&code)
    }

    /// "one that is in force in the subject year is never shifted. Any other is transposed by subject year less the first year
    /// of its `in_force`"
    pub fn shift(&self, year: i32) -> i32 {
        if self.in_force.contains(&year) { 0 } else { year - self.in_force.start() }
    }

    /// "base, credit and result years move along; calendar facts (price levels, index years, the change to gross tariffs in
    /// 2018) do not." A result year is told by its lag, and so moves of itself.
    pub fn moved(mut self, by: i32) -> Agreement {
        for rule in &mut self.rules {
            rule.subject_years.iter_mut().for_each(|year| *year += by);
            if let Kind::Development(d) = &mut rule.kind {
                let base = if let Base::Year(year) = &mut d.base { Some(year) } else { None };
                [base, d.also_against.as_mut(), d.credit_year.as_mut()]
                    .into_iter()
                    .flatten()
                    .for_each(|year| *year += by);
                d.moved = by;
            }
        }
        self
    }
}

#[derive(Clone, Debug)]
pub struct Settings {
    pub year: i32,
    pub agreement: Agreement,
    /// Question to reading: "a user can fix a reading: it then is the only one".
    pub fixed: Readings,
    /// Percent from the year before.
    pub index: BTreeMap<i32, Fraction>,
    /// `--assume COLUMN=VALUE`
    pub assumed: BTreeMap<String, Fraction>,
    pub assumed_location: Option<u16>,
    pub assumed_buyers: Option<Vec<u16>>,
}
