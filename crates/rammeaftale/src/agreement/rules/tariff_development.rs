use super::vocabulary;
use crate::agreement::Choice;
use crate::portfolio::FiguresKind;
use crate::quantity::{Percent, Year};

/// Limits the change of a measure from a base year to the subject year: with base B and actual A a limit of p percent
/// holds when 100·A ≤ (100 + p)·B.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TariffDevelopment {
    /// On what the limit is tested.
    pub level: Choice<LimitLevel>,
    /// What is measured.
    pub measure: Choice<Measure>,
    /// The subject year's figures.
    pub figures: Choice<FiguresKind>,
    /// The base year's figures, and the credit year's.
    pub base_figures: Choice<FiguresKind>,
    /// The base year.
    pub base_year: Choice<BaseYear>,
    /// How much the measure may change.
    pub at_most: Choice<AtMost>,
    /// An earlier step that may be counted.
    pub credit: Option<Credit>,
    /// Whether own payment is added back to the basis.
    pub own_payment: Choice<OwnPaymentInMeasure>,
    /// Which offers enter an operator's sums.
    pub portfolio_changes: Choice<PortfolioChanges>,
    /// In which prices amounts are compared.
    pub price_basis: Choice<PriceBasis>,
    /// Whether earlier years' results stay in the measure.
    pub carried_result: Choice<CarriedResult>,
    /// Further base years that may not be exceeded either, where they lie before the subject year.
    pub also_against: Choice<Vec<Year>>,
    /// What may be deducted before a breach is certain.
    pub allowance: Allowance,
}

/// The year compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BaseYear {
    /// This year; it moves along when the agreement is transposed.
    Of(Year),
    /// So many years before the subject year.
    YearsBefore(i32),
}

/// How much a measure may change from the base year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AtMost {
    /// So many percent: 0 is a freeze, -3 a reduction of at least 3 %.
    Percent(Percent),
    /// A share of the price and wage projection from the base year, less some percent of the base.
    Index {
        /// What is taken off, in percent of the base in the prices of the rule's price basis.
        minus: Percent,
        /// How much of the projection is allowed, in percent.
        share: Percent,
    },
    /// Anything: the development is only watched.
    NoTarget,
}

/// A reduction before the base year that the operator may count.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Credit {
    /// The year from which the step is counted.
    pub year: Year,
    /// How the step is counted.
    pub step: Choice<CreditedStep>,
}

vocabulary! {
    /// On what a limit is tested.
    LimitLevel {
        /// Each tariff of an offer.
        Offer = "offer",
        /// All covered offers of an operator together.
        Operator = "operator",
        /// All covered offers of all operators together.
        Region = "region",
    }
}

vocabulary! {
    /// What is measured.
    Measure {
        /// Kroner per unit.
        Tariff = "tariff",
        /// Kroner a year.
        TariffBasis = "tariff_basis",
        /// Kroner a year per place.
        BasisPerPlace = "basis_per_place",
        /// Kroner per place and day of the calendar year.
        CostPerPlaceDay = "cost_per_place_day",
    }
}

impl Measure {
    /// Divided by a number of places.
    pub(crate) fn is_per_place(self) -> bool {
        matches!(self, Measure::BasisPerPlace | Measure::CostPerPlaceDay)
    }
}

vocabulary! {
    /// How the step before the base year is counted.
    CreditedStep {
        /// The actual amount against the credit year's.
        Rebased = "rebased",
        /// The two percentages added.
        Summed = "summed",
        /// The kroner of the step added.
        Kroner = "kroner",
    }
}

vocabulary! {
    /// Whether own payment is added back to the basis.
    OwnPaymentInMeasure {
        /// Added back in every year.
        Gross = "gross",
        /// Left as each year calculated it.
        AsCalculated = "as_calculated",
    }
}

vocabulary! {
    /// Which offers enter an operator's sums.
    PortfolioChanges {
        /// Those that exist in the base year and the subject year.
        ComparableSet = "comparable_set",
        /// All; what does not exist counts 0.
        AllOffers = "all_offers",
    }
}

vocabulary! {
    /// In which prices amounts are compared.
    PriceBasis {
        /// Each in its own year's.
        Nominal = "nominal",
        /// All in the subject year's.
        Fixed = "fixed",
    }
}

vocabulary! {
    /// Whether earlier years' results stay in the measure.
    CarriedResult {
        /// They stay.
        Included = "included",
        /// They are taken out.
        Excluded = "excluded",
    }
}

vocabulary! {
    /// What may be deducted before a breach is certain.
    Allowance {
        /// Nothing.
        None = "none",
        /// The part of the tariff caused by the extraordinary wage rises: its model is announced, not stated.
        WageSupplement = "wage_supplement",
    }
}

impl super::Vocabulary for FiguresKind {
    const ALL: &'static [(&'static str, FiguresKind)] =
        &[("budget", FiguresKind::Budget), ("realised", FiguresKind::Realised)];
}

impl TariffDevelopment {
    /// True when an offer or operator shows only its contribution to what is tested above it.
    pub(crate) fn is_contribution(&self, at: LimitLevel) -> bool {
        self.level.values().iter().all(|level| *level > at)
    }

    /// True when each tariff is judged under some reading.
    pub(crate) fn judges_tariffs(&self) -> bool {
        !self.is_contribution(LimitLevel::Offer) && self.measure == Choice::Fixed(Measure::Tariff)
    }

    /// True when the limit is tested at this level, or above it, under some reading.
    pub(crate) fn judges(&self, at: LimitLevel) -> bool {
        self.level.values().iter().any(|level| *level >= at)
    }

    pub(super) fn questions(&self) -> Vec<usize> {
        let credit = self.credit.as_ref().and_then(|credit| credit.step.question());
        [
            self.level.question(),
            self.measure.question(),
            self.figures.question(),
            self.base_figures.question(),
            self.base_year.question(),
            self.at_most.question(),
            self.own_payment.question(),
            self.portfolio_changes.question(),
            self.price_basis.question(),
            self.carried_result.question(),
            self.also_against.question(),
            credit,
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    pub(super) fn renumber(&mut self, number: &mut dyn FnMut(usize) -> usize) {
        self.level.renumber(number);
        self.measure.renumber(number);
        self.figures.renumber(number);
        self.base_figures.renumber(number);
        self.base_year.renumber(number);
        self.at_most.renumber(number);
        self.own_payment.renumber(number);
        self.portfolio_changes.renumber(number);
        self.price_basis.renumber(number);
        self.carried_result.renumber(number);
        self.also_against.renumber(number);
        if let Some(credit) = &mut self.credit {
            credit.step.renumber(number);
        }
    }
}
