//! What the findings of a rule come to in kroner. Only what is comparable is summed; the rest is counted with the reason.

use super::RuleAt;
use super::tariffs::Tariffs;
use crate::agreement::rules::Measure;
use crate::assessment::{Assessment, Figures, Finding, LimitFigures, Subject, Verdict};
use crate::plan::Plan;
use crate::portfolio::{Portfolio, TariffUnit};
use crate::quantity::{Exact, Kroner, UNITS};
use rust_decimal::Decimal;
use serde::Serialize;
use std::collections::BTreeMap;
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
    /// How much of that is certain: with all of the wage supplement deducted.
    pub excess_at_least: Decimal,
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
    let tariffs = Tariffs::of(&portfolio, plan.year);
    let mut out = Vec::new();
    for planned in &plan.rules {
        // What has no unit stands last.
        let mut sums: BTreeMap<(bool, Option<Unit>), (Total, Sums)> = BTreeMap::new();
        let findings = assessments.iter().flat_map(|one| one.findings.iter().map(move |finding| (one, finding)));
        for (assessment, finding) in findings.filter(|(_, one)| one.combines() && one.rule == planned.rule.id) {
            if matches!(finding.verdict, Verdict::NotApplicable(_)) {
                continue;
            }
            for (unit, amount) in amounts(&assessment.subject, finding, &tariffs) {
                let empty = || (empty(Arc::clone(&planned.rule.id), unit), Sums::default());
                let (total, sum) = sums.entry((unit.is_none(), unit)).or_insert_with(empty);
                if let Err(reason) = amount.and_then(|amount| sum.add(total, amount)) {
                    *total.left_out.entry(reason).or_default() += 1;
                }
            }
        }
        out.extend(sums.into_values().map(|(total, _)| total));
    }
    out
}

fn empty(rule: Arc<str>, unit: Option<Unit>) -> Total {
    let (excess, excess_at_least, headroom) = (Decimal::ZERO, Decimal::ZERO, Decimal::ZERO);
    Total { rule, unit, excess, excess_at_least, over: 0, headroom, within: 0, left_out: BTreeMap::new() }
}

/// What one finding adds to a sum.
enum Amount {
    /// The room under a limit.
    Within(Exact),
    /// The excess over one, and how much of it is certain.
    Over(Exact, Exact),
}

impl Amount {
    /// An excess that is certain as a whole.
    fn over(excess: Exact) -> Amount {
        Amount::Over(excess.clone(), excess)
    }

    fn times(self, places: &Exact) -> Amount {
        match self {
            Amount::Within(room) => Amount::Within(&room * places),
            Amount::Over(excess, certain) => Amount::Over(&excess * places, &certain * places),
        }
    }
}

/// The sums of a total before they are rounded.
#[derive(Default)]
struct Sums {
    excess: Exact,
    certain: Exact,
    headroom: Exact,
}

impl Sums {
    /// Adds an amount to what is told; one with which the sum could not be told any more stays out.
    fn add(&mut self, total: &mut Total, amount: Amount) -> Result<(), LeftOutOfTotal> {
        let told = |told: Option<Decimal>| told.ok_or(LeftOutOfTotal::NoFigure);
        match amount {
            Amount::Within(room) => {
                let headroom = &self.headroom + &room;
                total.headroom = told(headroom.floor_to_ore())?;
                total.within += 1;
                self.headroom = headroom;
            }
            Amount::Over(excess, certain) => {
                let (excess, certain) = (&self.excess + &excess, &self.certain + &certain);
                // A lower bound is rounded down, unless that would leave nothing.
                let least = || certain.floor_to_ore().filter(|least| !least.is_zero() && certain != excess);
                let all = told(excess.ceil_to_ore())?;
                total.excess_at_least = least().or_else(|| certain.ceil_to_ore()).unwrap_or(all);
                total.excess = all;
                total.over += 1;
                (self.excess, self.certain) = (excess, certain);
            }
        }
        Ok(())
    }
}

type Summed = (Option<Unit>, Result<Amount, LeftOutOfTotal>);

/// What a finding adds to which sum; a total of tariffs of several units adds to each.
fn amounts(subject: &Subject, finding: &Finding, tariffs: &Tariffs<'_>) -> Vec<Summed> {
    let definite = matches!(finding.verdict, Verdict::Met | Verdict::Breached);
    let judged = |amount: Result<Amount, LeftOutOfTotal>| {
        if definite { amount } else { Err(LeftOutOfTotal::Undetermined) }
    };
    let one = |unit, amount: Option<Amount>| vec![(unit, judged(amount.ok_or(LeftOutOfTotal::NoFigure)))];
    let written = |amount: Option<Decimal>| Some(Exact::whole(Kroner::new(amount?).ok()?.units()));
    // Less than a krone beside what is to be carried is as good as equal.
    let breach = |excess: Exact| match finding.verdict {
        Verdict::Breached => Amount::over(excess),
        _ => Amount::Within(Exact::ZERO),
    };
    match &finding.figures {
        Figures::None => one(None, None),
        Figures::Result(figures) => {
            let both = figures.expected.as_ref().zip(written(figures.carried));
            one(Some(Unit::Carried), both.map(|(expected, carried)| breach((expected - &carried).abs())))
        }
        Figures::Pricing(figures) => one(Some(Unit::OwnPayment), written(figures.own_payment).map(breach)),
        Figures::Limit(figures) => {
            let of_unit = |figures: &LimitFigures| {
                (unit(subject, finding, figures, tariffs), judged(limit(subject, finding, figures, tariffs)))
            };
            figures.units().iter().map(of_unit).collect()
        }
    }
}

/// What a limit is counted in; none where its amounts have no unit, or several.
fn unit(subject: &Subject, finding: &Finding, figures: &LimitFigures, tariffs: &Tariffs<'_>) -> Option<Unit> {
    let unit = match (figures.measure?, subject) {
        (Measure::TariffBasis, _) => return Some(Unit::Basis),
        (Measure::BasisPerPlace | Measure::CostPerPlaceDay, _) => return None,
        (Measure::Tariff, Subject::Offer { offer, .. }) => tariffs.judged(offer, &RuleAt::of(finding))?.unit,
        (Measure::Tariff, Subject::Operator { .. } | Subject::Region { .. }) => {
            figures.unit.or_else(|| tariffs.only_unit(subject))?
        }
    };
    Some(Unit::TariffsOfAllPlaces(unit))
}

fn limit(
    subject: &Subject,
    finding: &Finding,
    figures: &LimitFigures,
    tariffs: &Tariffs<'_>,
) -> Result<Amount, LeftOutOfTotal> {
    let room = figures.room.clone().ok_or(LeftOutOfTotal::NoFigure)?;
    let amount = match (&figures.certainly_over, room.signum()) {
        (Some(certain), _) => Ok(Amount::Over(-room, certain.clone())),
        (None, 0 | 1) => Ok(Amount::Within(room)),
        // Of several units one may be over only until the model on wages, which is only announced, says what to deduct.
        _ => Err(LeftOutOfTotal::Undetermined),
    };
    match (figures.measure, subject) {
        (None, _) => Err(LeftOutOfTotal::NoFigure),
        (Some(Measure::BasisPerPlace | Measure::CostPerPlaceDay), _) => Err(LeftOutOfTotal::PerPlace),
        (Some(Measure::Tariff), Subject::Offer { offer, .. }) => {
            let tariff = tariffs.judged(offer, &RuleAt::of(finding)).ok_or(LeftOutOfTotal::NoPlaces)?;
            let places = tariff.places.known().ok_or(LeftOutOfTotal::NoPlaces)?;
            Ok(amount?.times(&Exact::ratio(places.units(), UNITS)))
        }
        // An operator's tariffs are weighed by places already.
        (Some(Measure::TariffBasis | Measure::Tariff), _) => amount,
    }
}
