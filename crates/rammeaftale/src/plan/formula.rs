//! A case as arithmetic over an offer's cells. It is for offers whose figures all stand there, in their own years' prices:
//! what is unknown, moved or missing is for `evaluate` to weigh (rules.md, section 4 says the same of both).

use super::cells::{Cells, Part, Slot, Slots, Years};
use super::{Band, Case, Terms};
use crate::agreement::rules::{
    Allowance, AtMost, CarriedResult, CreditedStep, Denominator, Measure, OwnPaymentInMeasure, OwnPaymentInTariff,
    PriceBasis,
};
use crate::portfolio::{Column, FiguresKind};
use crate::price_index::PriceIndex;
use crate::quantity::{Percent, Ratio, Year};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What a case works out.
#[derive(Clone, Debug)]
pub(crate) enum Formula {
    Limit(Box<LimitFormula>),
    Band(BandFormula),
    /// Nothing may be deducted.
    OwnPayment(Slot),
}

/// Actual against what the base of each base year allows: all must hold.
#[derive(Clone, Debug)]
pub(crate) struct LimitFormula {
    pub(crate) bases: Vec<(Year, Amount)>,
    pub(crate) actual: Amount,
    /// May be deducted before a breach is certain.
    pub(crate) supplement: Option<Slot>,
    pub(crate) factor: Ratio,
    pub(crate) credit: Option<(Year, Amount, CreditedStep)>,
    /// What a tariff counts in a total of several.
    pub(crate) weight: Option<Slot>,
}

/// A measured amount.
#[derive(Clone, Debug)]
pub(crate) struct Amount {
    /// Added up.
    pub(crate) parts: Vec<Slot>,
    /// Divided by the places, times so many days.
    pub(crate) per: Option<(Slot, i128)>,
    /// Had the carried result not been in the basis.
    pub(crate) scaled: Option<Scaled>,
    /// Every slot of those, but the basis that it is scaled by where nothing was carried.
    pub(crate) read: Slots,
    /// Into the prices compared in: by this, as far as it is known,
    pub(crate) growth: Ratio,
    /// and by the projections into these years, which are not at hand.
    pub(crate) missing: Years,
    /// Where the prices compared in are another year's.
    pub(crate) converted: Option<OtherPrices>,
}

/// Prices that an amount is brought from and to, by the projections that are at hand.
#[derive(Clone, Debug)]
pub(crate) struct OtherPrices {
    pub(crate) from: Year,
    pub(crate) to: Year,
    pub(crate) projections: BTreeMap<Year, Decimal>,
}

/// A tariff times (basis + carried) / basis.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scaled {
    pub(crate) carried: Slot,
    pub(crate) basis: Slot,
}

/// A result, what the band is a percentage of, and what was carried.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BandFormula {
    pub(crate) year: Year,
    pub(crate) result: Slot,
    pub(crate) denominator: Slot,
    pub(crate) carried: Slot,
}

impl Formula {
    /// `None` for what is seldom asked, and for a case that works nothing out.
    pub(super) fn of(case: &Case, year: Year, index: &PriceIndex, cells: &mut Cells) -> Option<Formula> {
        match case {
            Case::Limit(terms) => Some(Formula::Limit(Box::new(limit(terms, index, cells)?))),
            Case::Band(band) => Some(Formula::Band(self::band(band, year, cells)?)),
            Case::Pricing(pricing) if pricing.from_year <= year => match pricing.own_payment {
                OwnPaymentInTariff::NotDeducted => {
                    cells.slot(Column::OwnPayment, Part::Offer, year, FiguresKind::Budget).map(Formula::OwnPayment)
                }
            },
            Case::Pricing(_) | Case::Nothing | Case::Scope | Case::CatchUp(_) => None,
        }
    }
}

impl Formula {
    /// Every slot that it may read.
    pub(crate) fn slots(&self) -> Vec<Slot> {
        match self {
            Formula::OwnPayment(slot) => vec![*slot],
            Formula::Band(band) => vec![band.result, band.denominator, band.carried],
            Formula::Limit(limit) => {
                let credit = limit.credit.as_ref().map(|(_, amount, _)| amount);
                let amounts = limit.bases.iter().map(|(_, base)| base).chain([&limit.actual]).chain(credit);
                amounts.flat_map(Amount::slots).chain(limit.supplement).collect()
            }
        }
    }
}

impl Amount {
    fn slots(&self) -> impl Iterator<Item = Slot> {
        let scaled = self.scaled.iter().flat_map(|scaled| [scaled.carried, scaled.basis]);
        self.parts.iter().copied().chain(self.per.map(|(places, _)| places)).chain(scaled)
    }
}

fn limit(terms: &Terms, index: &PriceIndex, cells: &mut Cells) -> Option<LimitFormula> {
    let AtMost::Percent(percent) = terms.at_most else { return None };
    let is_tariff = terms.measure == Measure::Tariff;
    let mut base = |year: Year| amount(terms, (year, terms.base_figures), index, cells);
    let bases = terms.base_years.iter().map(|year| Some((*year, base(*year)?))).collect::<Option<Vec<_>>>()?;
    let credit = match terms.credit.filter(|_| !is_tariff) {
        None => None,
        Some((year, step)) => Some((year, base(year)?, step)),
    };
    let actual = amount(terms, (terms.subject_year, terms.figures), index, cells)?;
    let mut tariff = |column, year, figures| cells.slot(column, Part::Tariff, year, figures);
    let supplement = match (is_tariff, terms.allowance) {
        (true, Allowance::WageSupplement) => Some(tariff(Column::WageSupplement, terms.subject_year, terms.figures)?),
        _ => None,
    };
    let weight = match is_tariff {
        true => Some(tariff(Column::Places, terms.base_year(), terms.base_figures)?),
        false => None,
    };
    Some(LimitFormula { bases, actual, supplement, factor: percent.ratio_factor().reduced(), credit, weight })
}

fn amount(
    terms: &Terms,
    (year, figures): (Year, FiguresKind),
    index: &PriceIndex,
    cells: &mut Cells,
) -> Option<Amount> {
    let is_tariff = terms.measure == Measure::Tariff;
    let mut offer = |column, figures| cells.slot(column, Part::Offer, year, figures);
    let excluded = terms.carried_result == CarriedResult::Excluded;
    let mut parts = Vec::new();
    let mut scaled = None;
    if !is_tariff {
        parts.push(offer(Column::TariffBasis, figures)?);
        if terms.own_payment == OwnPaymentInMeasure::Gross {
            parts.push(offer(Column::OwnPayment, figures)?);
        }
    }
    if excluded {
        // A carried result stands in the year's budget.
        let carried = offer(Column::CarriedResult, FiguresKind::Budget)?;
        match is_tariff {
            true => scaled = Some(Scaled { carried, basis: offer(Column::TariffBasis, FiguresKind::Budget)? }),
            false => parts.push(carried),
        }
    }
    let per = match terms.measure {
        Measure::Tariff | Measure::TariffBasis => None,
        Measure::BasisPerPlace => Some((offer(Column::Places, figures)?, 1)),
        Measure::CostPerPlaceDay => Some((offer(Column::Places, figures)?, year.days())),
    };
    if is_tariff {
        parts.push(cells.slot(Column::Tariff, Part::Tariff, year, figures)?);
    }
    let (growth, missing) = match terms.price_basis {
        PriceBasis::Nominal => (Ratio::ONE, Years::default()),
        PriceBasis::Fixed => growth(index, year, terms.subject_year)?,
    };
    let to = terms.subject_year;
    let is_converted = terms.price_basis == PriceBasis::Fixed && year != to;
    let converted = is_converted.then(|| OtherPrices { from: year, to, projections: index.between(year, to) });
    Some(Amount { read: read(&parts, per, scaled), parts, per, scaled, growth, missing, converted })
}

fn read(parts: &[Slot], per: Option<(Slot, i128)>, scaled: Option<Scaled>) -> Slots {
    let others = per.map(|(places, _)| places).into_iter().chain(scaled.map(|scaled| scaled.carried));
    parts.iter().copied().chain(others).collect()
}

/// The growth of prices up to a later year, as far as it is known, and the years whose projections are missing.
fn growth(index: &PriceIndex, from: Year, to: Year) -> Option<(Ratio, Years)> {
    if to < from {
        return None;
    }
    let years = || (from.number() + 1..=to.number()).filter_map(Year::new);
    let steps = years().filter_map(|year| index.projection(year));
    let known = steps.map(Percent::ratio_factor).try_fold(Ratio::ONE, Ratio::times)?;
    Some((known.reduced(), Years::until(to, years().filter(|year| index.projection(*year).is_none()))?))
}

fn band(band: &Band, year: Year, cells: &mut Cells) -> Option<BandFormula> {
    let [result_year] = *band.result_years else { return None };
    if band.part != Ratio::ONE {
        return None;
    }
    let mut slot = |column, year, figures| cells.slot(column, Part::Offer, year, figures);
    let (column, figures) = match band.denominator {
        Denominator::TariffBasisBudget => (Column::TariffBasis, FiguresKind::Budget),
        Denominator::TariffBasisRealised => (Column::TariffBasis, FiguresKind::Realised),
        Denominator::Turnover => (Column::Turnover, FiguresKind::Realised),
    };
    Some(BandFormula {
        year: result_year,
        result: slot(Column::Result, result_year, FiguresKind::Realised)?,
        denominator: slot(column, result_year, figures)?,
        carried: slot(Column::CarriedResult, year, FiguresKind::Budget)?,
    })
}
