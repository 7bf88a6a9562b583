//! What one agreement says of one subject, and how much room there is.

use super::tariffs::Tariffs;
use crate::agreement::rules::{LimitLevel, Measure};
use crate::assessment::{
    Assessment, Figures, Finding, Flip, LeftOutReason, LimitFigures, OfferCount, Robust, Subject, Verdict,
};
use crate::portfolio::TariffUnit;
use rust_decimal::Decimal;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::sync::Arc;

/// What one agreement says of one subject.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Cell {
    /// The combined verdict.
    pub verdict: Verdict,
    /// Whether another reading would turn it.
    pub robust: Robust,
    /// The rules that made it, each with its tariff; the one that is shown for all first.
    pub deciding: Vec<RuleAt>,
    /// The room under the limit that decides.
    pub headroom: Option<Headroom>,
    /// The room under every limit that is tested, in the order of the rules; of a total of several units each.
    pub headrooms: Vec<Headroom>,
    /// Where nothing can be compared: what stands in the way.
    pub reason: Option<LeftOutReason>,
    /// True where figures are missing to what is shown.
    pub lacks: bool,
    /// What the rule that is shown measures, where it has a limit.
    pub measure: Option<Measure>,
    /// Where nothing applies because the rule is judged for those below or above: for whom.
    pub judged_at: Option<LimitLevel>,
    /// Of a breach: what was compared by the rules that made it and have no limit.
    pub breaks: Vec<(RuleAt, Figures)>,
    /// Joint choices of readings with another verdict.
    pub flips: Vec<Flip>,
    /// No other reading says anything else.
    pub alike: bool,
    /// For an operator or the region: its offers by verdict.
    pub offers: Option<OfferCount>,
}

/// A rule, and the tariff where it judges each.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct RuleAt {
    /// The rule's id.
    pub rule: Arc<str>,
    /// The tariff's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tariff_name: Option<Arc<str>>,
}

/// Limit less actual, of the finding that decides ([`Assessment::deciding`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Headroom {
    /// Which finding.
    #[serde(flatten)]
    pub of: RuleAt,
    /// What is measured.
    pub measure: Option<Measure>,
    /// Of a total of tariffs: what they are the price of; of several units that with the least room.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<TariffUnit>,
    /// False for a contribution to a total, which binds nobody by itself.
    pub binding: bool,
    /// In kroner, rounded down to the øre.
    pub kroner: Decimal,
    /// What the limit is certainly exceeded by, where that is less than the whole distance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub over_at_least: Option<Decimal>,
    /// What the tariff, or those of the total, are the price of.
    #[serde(skip)]
    pub per: Option<TariffUnit>,
    /// True where the limit is certainly exceeded.
    #[serde(skip)]
    pub exceeds: bool,
    /// In percent of the base, with as many decimals as it takes not to show it as none.
    pub percent: Option<Decimal>,
}

impl Cell {
    pub(super) fn of(assessment: &Assessment, tariffs: &Tariffs<'_>) -> Cell {
        let shown = assessment.deciding();
        let price_of = |of: &RuleAt| match &assessment.subject {
            Subject::Offer { offer, .. } => tariffs.judged(offer, of).map(|tariff| tariff.unit),
            _ => None,
        };
        let per = |room: Headroom| match room.measure {
            Some(Measure::Tariff) => Headroom { per: room.unit.or_else(|| price_of(&room.of)), ..room },
            _ => room,
        };
        let mut deciding: Vec<RuleAt> = assessment.decisive().map(RuleAt::of).collect();
        deciding.sort_by_key(|of| shown.map(RuleAt::of).is_none_or(|first| *of != first));
        deciding.dedup();
        Cell {
            verdict: assessment.verdict,
            robust: assessment.robust,
            deciding,
            headroom: shown.and_then(|finding| headroom(finding, limit(finding)?)).map(per),
            headrooms: assessment.findings.iter().flat_map(headrooms).map(per).collect(),
            reason: shown.and_then(Finding::reason),
            lacks: shown.is_some_and(|finding| !finding.missing.is_empty()),
            measure: assessment.judged_elsewhere().or(shown).and_then(Finding::measure),
            judged_at: assessment.judged_elsewhere().and_then(Finding::judged_at),
            breaks: breaks(assessment),
            flips: assessment.flips.clone(),
            alike: assessment.reads_alike(),
            offers: assessment.offers,
        }
    }

    /// The room to show: below the limit that decides, else below that of what is only a contribution. Of several units each,
    /// of a breach those that break it.
    pub fn rooms(&self) -> impl Iterator<Item = &Headroom> {
        let first = self.headroom.as_ref().or(self.headrooms.first());
        let breached = self.verdict == Verdict::Breached && self.headroom.is_some();
        let of_first = self.headrooms.iter().filter(move |room| first.is_some_and(|first| room.of == first.of));
        of_first.filter(move |room| !breached || room.exceeds)
    }
}

fn breaks(assessment: &Assessment) -> Vec<(RuleAt, Figures)> {
    let breached = assessment.decisive().filter(|finding| finding.verdict == Verdict::Breached);
    let unlimited = breached.filter(|finding| matches!(finding.figures, Figures::Result(_) | Figures::Pricing(_)));
    unlimited.map(|finding| (RuleAt::of(finding), finding.figures.clone())).collect()
}

fn limit(finding: &Finding) -> Option<&LimitFigures> {
    match &finding.figures {
        Figures::Limit(figures) => Some(figures),
        _ => None,
    }
}

fn headrooms(finding: &Finding) -> impl Iterator<Item = Headroom> {
    let units = limit(finding).map(LimitFigures::units).unwrap_or_default();
    units.iter().filter_map(|figures| headroom(finding, figures))
}

fn headroom(finding: &Finding, figures: &LimitFigures) -> Option<Headroom> {
    Some(Headroom {
        of: RuleAt::of(finding),
        measure: figures.measure,
        unit: figures.unit,
        binding: finding.binding,
        kroner: figures.headroom?,
        over_at_least: figures.over_at_least,
        per: figures.unit,
        exceeds: figures.exceeds(),
        percent: figures.headroom_percent,
    })
}

impl RuleAt {
    pub(in crate::compare) fn of(finding: &Finding) -> RuleAt {
        RuleAt { rule: Arc::clone(&finding.rule), tariff_name: finding.tariff_name.clone() }
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_map(None)?;
        out.serialize_entry("verdict", self.verdict.name())?;
        out.serialize_entry("cause", &self.verdict.cause())?;
        out.serialize_entry("robust", &self.robust)?;
        out.serialize_entry("deciding", &self.deciding)?;
        out.serialize_entry("headroom", &self.headroom)?;
        out.serialize_entry("headrooms", &self.headrooms)?;
        if let Some(reason) = self.reason {
            out.serialize_entry("reason", &reason)?;
        }
        out.end()
    }
}
