//! What the findings of a rule come to in kroner. Only what is comparable is summed; the rest is counted with the reason.

use super::RuleAt;
use crate::agreement::rules::Measure;
use crate::assessment::{Assessment, Figures, Finding, LimitFigures, Subject, Verdict};
use crate::plan::Plan;
use crate::portfolio::{FiguresKind, Offer, Portfolio, Tariff, TariffUnit};
use rust_decimal::Decimal;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// The sums of one rule's binding findings, of one unit; those without one stand together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Total {
    /// The rule.
    pub rule: Arc<str>,
    /// What the sums are in; none for findings that have no unit, which are in no sum.
    pub unit: Option<Unit>,
    /// What lies over limits, was carried amiss, or was deducted against the rule.
    pub excess: Decimal,
    /// In so many findings.
    pub over: usize,
    /// The room under limits.
    pub headroom: Decimal,
    /// In so many findings.
    pub within: usize,
    /// Findings of that unit that are in no sum, by reason.
    pub left_out: BTreeMap<LeftOutOfTotal, usize>,
}

/// What a sum is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "of", content = "per", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Unit {
    /// Kroner a day, hour, month or year for all places together: tariffs times the places of the subject year.
    TariffsOfAllPlaces(TariffUnit),
    /// Kroner a year of tariff basis.
    Basis,
    /// Kroner that should have been carried and were not, or the other way round.
    Carried,
    /// Kroner of own payment deducted.
    OwnPayment,
}

/// Why a finding is in no sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum LeftOutOfTotal {
    /// It is undetermined.
    Undetermined,
    /// Its tariff has no number of places to be weighed by.
    NoPlaces,
    /// Amounts per place cannot be added.
    PerPlace,
    /// It is definite, but a figure that it turns on is unknown or there are several units.
    NoFigure,
}

/// The totals of every rule that judges budgets and says something definite or open here.
pub(super) fn totals(plan: &Plan<'_>, assessments: &[Assessment], portfolio: &Portfolio) -> Vec<Total> {
    let portfolio = plan.assumed(portfolio);
    let offers: HashMap<&str, &Offer> = portfolio.offers().iter().map(|offer| (&*offer.id, offer)).collect();
    let mut out = Vec::new();
    for planned in &plan.rules {
        // What has no unit stands last.
        let mut sums: BTreeMap<(bool, Option<Unit>), Total> = BTreeMap::new();
        let findings = assessments.iter().flat_map(|one| one.findings.iter().map(move |finding| (one, finding)));
        for (assessment, finding) in findings.filter(|(_, one)| one.combines() && one.rule == planned.rule.id) {
            if matches!(finding.verdict, Verdict::NotApplicable(_)) {
                continue;
            }
            let unit = unit(plan, &assessment.subject, finding, &offers);
            let total = sums.entry((unit.is_none(), unit)).or_insert_with(|| empty(Arc::clone(&planned.rule.id), unit));
            let added = amount(plan, &assessment.subject, finding, &offers).and_then(|amount| add(total, amount));
            if let Err(reason) = added {
                *total.left_out.entry(reason).or_default() += 1;
            }
        }
        out.extend(sums.into_values());
    }
    out
}

fn empty(rule: Arc<str>, unit: Option<Unit>) -> Total {
    let (excess, headroom) = (Decimal::ZERO, Decimal::ZERO);
    Total { rule, unit, excess, over: 0, headroom, within: 0, left_out: BTreeMap::new() }
}

/// Room above zero, excess below.
fn add(total: &mut Total, amount: Decimal) -> Result<(), LeftOutOfTotal> {
    let (sum, count) = match amount.is_sign_negative() && !amount.is_zero() {
        true => (&mut total.excess, &mut total.over),
        false => (&mut total.headroom, &mut total.within),
    };
    *sum = sum.checked_add(amount.abs()).ok_or(LeftOutOfTotal::NoFigure)?;
    *count += 1;
    Ok(())
}

/// What a finding is counted in; none where its amounts have no unit, or several.
fn unit(plan: &Plan<'_>, subject: &Subject, finding: &Finding, offers: &HashMap<&str, &Offer>) -> Option<Unit> {
    match &finding.figures {
        Figures::None => None,
        Figures::Result(_) => Some(Unit::Carried),
        Figures::Pricing(_) => Some(Unit::OwnPayment),
        Figures::Limit(figures) => match (figures.measure?, subject) {
            (Measure::TariffBasis, _) => Some(Unit::Basis),
            (Measure::BasisPerPlace | Measure::CostPerPlaceDay, _) => None,
            (Measure::Tariff, Subject::Offer { offer, .. }) => {
                let tariff = tariff(plan, offers.get(&**offer)?, &RuleAt::of(finding))?;
                Some(Unit::TariffsOfAllPlaces(tariff.unit))
            }
            (Measure::Tariff, Subject::Operator { .. } | Subject::Region { .. }) => {
                let is_own =
                    |offer: &&&Offer| subject.operator().is_none_or(|code| offer.operator(plan.year) == Some(code));
                let own = offers.values().filter(is_own).flat_map(|offer| tariffs(plan, offer));
                let units: BTreeSet<TariffUnit> = own.map(|one| one.unit).collect();
                units.first().filter(|_| units.len() == 1).map(|unit| Unit::TariffsOfAllPlaces(*unit))
            }
        },
    }
}

fn amount(
    plan: &Plan<'_>,
    subject: &Subject,
    finding: &Finding,
    offers: &HashMap<&str, &Offer>,
) -> Result<Decimal, LeftOutOfTotal> {
    if !matches!(finding.verdict, Verdict::Met | Verdict::Breached) {
        return Err(LeftOutOfTotal::Undetermined);
    }
    let breached = finding.verdict == Verdict::Breached;
    match &finding.figures {
        Figures::Limit(figures) => limit(plan, subject, finding, figures, offers),
        Figures::Result(figures) => {
            let off = figures.expected_carried.zip(figures.carried).and_then(|(one, other)| one.checked_sub(other));
            // Less than a krone beside it is as good as equal.
            let off = if breached { off.map(|off| -off.abs()) } else { Some(Decimal::ZERO) };
            off.ok_or(LeftOutOfTotal::NoFigure)
        }
        Figures::Pricing(figures) => figures.own_payment.map(|deducted| -deducted).ok_or(LeftOutOfTotal::NoFigure),
        Figures::None => Err(LeftOutOfTotal::NoFigure),
    }
}

fn limit(
    plan: &Plan<'_>,
    subject: &Subject,
    finding: &Finding,
    figures: &LimitFigures,
    offers: &HashMap<&str, &Offer>,
) -> Result<Decimal, LeftOutOfTotal> {
    let room = figures.headroom.ok_or(LeftOutOfTotal::NoFigure)?;
    match (figures.measure, subject) {
        (None, _) => Err(LeftOutOfTotal::NoFigure),
        (Some(Measure::TariffBasis), _) => Ok(room),
        (Some(Measure::BasisPerPlace | Measure::CostPerPlaceDay), _) => Err(LeftOutOfTotal::PerPlace),
        (Some(Measure::Tariff), Subject::Offer { offer, .. }) => {
            let offer = offers.get(&**offer).ok_or(LeftOutOfTotal::NoPlaces)?;
            let tariff = tariff(plan, offer, &RuleAt::of(finding)).ok_or(LeftOutOfTotal::NoPlaces)?;
            let places = tariff.places.known().ok_or(LeftOutOfTotal::NoPlaces)?;
            room.checked_mul(places.decimal()).ok_or(LeftOutOfTotal::NoFigure)
        }
        // An operator's tariffs are weighed by places already.
        (Some(Measure::Tariff), Subject::Operator { .. } | Subject::Region { .. }) => {
            unit(plan, subject, finding, offers).map(|_| room).ok_or(LeftOutOfTotal::NoFigure)
        }
    }
}

fn tariffs<'o>(plan: &Plan<'_>, offer: &'o Offer) -> &'o [Tariff] {
    offer.account(plan.year, FiguresKind::Budget).map_or(&[], |account| &account.tariffs)
}

/// The tariff judged; a nameless one is the offer's only tariff.
fn tariff<'o>(plan: &Plan<'_>, offer: &'o Offer, of: &RuleAt) -> Option<&'o Tariff> {
    match (tariffs(plan, offer), &of.tariff_name) {
        ([only], None) => Some(only),
        (several, name) => several.iter().find(|tariff| tariff.name == *name),
    }
}
