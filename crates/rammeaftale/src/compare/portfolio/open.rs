//! What is open and what would settle it; and for each finding the one number at which its rule just holds.

use super::RuleAt;
use crate::agreement::rules::Measure;
use crate::assessment::{
    Assessment, Figures, Finding, LeftOutReason, LimitFigures, Missing, Settlement, Subject, Undetermined, Verdict,
};
use crate::portfolio::TariffUnit;
use rust_decimal::Decimal;
use serde::{Serialize, Serializer, ser::SerializeMap};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A finding of a rule that binds or sets an aim, undetermined; or an assessment that is open without any.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unsettled {
    /// The agreement.
    pub agreement: Arc<str>,
    /// Of whom.
    pub subject: Subject,
    /// Which rule; none where the agreement has nothing to judge by.
    pub of: Option<RuleAt>,
    /// Why.
    pub cause: Undetermined,
    /// Where nothing can be compared: what stands in the way.
    pub reason: Option<LeftOutReason>,
    /// What is measured, where there is a limit.
    pub measure: Option<Measure>,
    /// What must be carried of a result, where that is known.
    pub expected_carried: Option<Decimal>,
    /// The smallest sets of figures that would settle it; none where no figure can.
    pub settled_by: Vec<Settlement>,
    /// All figures that are unknown.
    pub missing: BTreeSet<Missing>,
    /// How it can still turn out, as far as was found by trying: two entries mean either way.
    pub could_be: BTreeSet<Verdict>,
}

/// The amount with which a rule just holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct BreakEven {
    /// The agreement.
    pub agreement: Arc<str>,
    /// Of whom.
    pub subject: Subject,
    /// Which rule.
    #[serde(flatten)]
    pub of: RuleAt,
    /// True for a finding that binds, false for a contribution to a total.
    pub binding: bool,
    /// What was found: the amount alone settles nothing that is undetermined.
    #[serde(serialize_with = "named")]
    pub verdict: Verdict,
    /// What it is the amount of.
    pub what: AmountOf,
    /// Of a total of tariffs: what they are the price of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<TariffUnit>,
    /// The amount: the most that holds, rounded down to the øre; for a carried result what must be carried.
    pub amount: Decimal,
    /// What stands in the portfolio, measured the same way.
    pub actual: Option<Decimal>,
    /// The room under a limit; nothing where there is no limit.
    pub headroom: Option<Decimal>,
}

/// Of what a break-even is the amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "of", content = "measure", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum AmountOf {
    /// The highest measure: a tariff, a basis, measured as the rule and its readings say.
    Most(Measure),
    /// The result to carry.
    Carried,
    /// The own payment deducted.
    OwnPayment,
}

fn judged(assessments: &[Vec<Assessment>]) -> impl Iterator<Item = (&Assessment, &Finding)> {
    assessments.iter().flatten().flat_map(|one| one.findings.iter().map(move |finding| (one, finding)))
}

pub(super) fn unsettled(assessments: &[Vec<Assessment>]) -> Vec<Unsettled> {
    let open = |one: &Assessment| {
        let findings = one.findings.iter().filter(|finding| finding.binding && finding.force.is_some());
        let mut open: Vec<Unsettled> = findings.filter_map(|finding| of_finding(one, finding)).collect();
        if let (true, Verdict::Undetermined(cause)) = (open.is_empty(), one.verdict) {
            open.push(of_whole(one, cause));
        }
        open
    };
    assessments.iter().flatten().flat_map(open).collect()
}

fn of_finding(assessment: &Assessment, finding: &Finding) -> Option<Unsettled> {
    let Verdict::Undetermined(cause) = finding.verdict else { return None };
    Some(Unsettled {
        of: Some(RuleAt::of(finding)),
        reason: finding.reason(),
        measure: finding.measure(),
        expected_carried: finding.expected_carried(),
        settled_by: finding.settled_by.clone(),
        missing: finding.missing.clone(),
        could_be: finding.could_be.clone(),
        ..of_whole(assessment, cause)
    })
}

fn of_whole(assessment: &Assessment, cause: Undetermined) -> Unsettled {
    Unsettled {
        agreement: Arc::clone(&assessment.agreement.id),
        subject: assessment.subject.clone(),
        of: None,
        cause,
        reason: None,
        measure: None,
        expected_carried: None,
        settled_by: Vec::new(),
        missing: BTreeSet::new(),
        could_be: BTreeSet::new(),
    }
}

pub(super) fn break_even(assessments: &[Vec<Assessment>]) -> Vec<BreakEven> {
    let of = |(assessment, finding): (&Assessment, &Finding)| {
        let told =
            |(what, amount, actual, of): (AmountOf, Decimal, Option<Decimal>, Option<&LimitFigures>)| BreakEven {
                agreement: Arc::clone(&assessment.agreement.id),
                subject: assessment.subject.clone(),
                of: RuleAt::of(finding),
                binding: finding.binding,
                verdict: finding.verdict,
                what,
                unit: of.and_then(|limit| limit.unit),
                amount,
                actual,
                headroom: of.and_then(|limit| limit.headroom),
            };
        amounts(&finding.figures).into_iter().map(told).collect::<Vec<_>>()
    };
    judged(assessments).flat_map(of).collect()
}

fn named<S: Serializer>(verdict: &Verdict, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(verdict.name())
}

/// What it is the amount of, the amount, what stands there, and the limit that it is of.
type Amount<'f> = (AmountOf, Decimal, Option<Decimal>, Option<&'f LimitFigures>);

/// Of totals of several units each.
fn amounts(figures: &Figures) -> Vec<Amount<'_>> {
    match figures {
        Figures::None => Vec::new(),
        Figures::Limit(figures) => figures.units().iter().filter_map(most).collect(),
        Figures::Result(result) => {
            let expected = result.expected_carried.into_iter();
            expected.map(|expected| (AmountOf::Carried, expected, result.carried, None)).collect()
        }
        Figures::Pricing(pricing) => vec![(AmountOf::OwnPayment, Decimal::ZERO, pricing.own_payment, None)],
    }
}

fn most(limit: &LimitFigures) -> Option<Amount<'_>> {
    Some((AmountOf::Most(limit.measure?), limit.limit?, limit.actual, Some(limit)))
}

impl Serialize for Unsettled {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let could_be: BTreeSet<&str> = self.could_be.iter().map(|verdict| verdict.name()).collect();
        let mut out = serializer.serialize_map(None)?;
        out.serialize_entry("agreement", &self.agreement)?;
        out.serialize_entry("subject", &self.subject)?;
        out.serialize_entry("rule", &self.of.as_ref().map(|of| &of.rule))?;
        if let Some(tariff) = self.of.as_ref().and_then(|of| of.tariff_name.as_ref()) {
            out.serialize_entry("tariff_name", tariff)?;
        }
        out.serialize_entry("cause", &self.cause)?;
        if let Some(reason) = self.reason {
            out.serialize_entry("reason", &reason)?;
        }
        out.serialize_entry("settled_by", &self.settled_by)?;
        out.serialize_entry("could_be", &could_be)?;
        out.end()
    }
}
