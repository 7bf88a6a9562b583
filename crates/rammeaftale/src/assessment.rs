//! What was found: verdicts with their causes, figures, readings and clauses (rules.md, section 6).
//!
//! Data first; sentences are made on request by [`crate::sentence`].

mod figures;
mod json;
mod missing;
mod subject;
mod told;
mod verdict;

pub use figures::{Conversion, Converted, Figures, LimitFigures, PricingFigures, ResultFigures};
pub use missing::Missing;
pub use subject::{OfferCount, Subject};
pub(crate) use told::Compared;
pub use verdict::{NotApplicable, Robust, Undetermined, Verdict};

use crate::agreement::rules::{LimitLevel, Measure};
use crate::agreement::{Agreement, Force};
use crate::quantity::Year;
use rust_decimal::Decimal;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Readings by question: the id of each.
pub type Readings = BTreeMap<Arc<str>, Arc<str>>;

/// What was found about one offer or operator, or about the region.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Assessment {
    /// The agreement judged by.
    pub agreement: AgreementStamp,
    /// Who or what was judged.
    pub subject: Subject,
    /// For which year.
    pub year: Year,
    /// The shift in years when the agreement was transposed.
    pub as_if: Option<i32>,
    /// Duties and prohibitions together.
    pub verdict: Verdict,
    /// Whether another reading would turn it.
    pub robust: Robust,
    /// Joint choices of readings with another verdict.
    pub flips: Vec<Flip>,
    /// What was taken for granted, sorted: what its findings rest on, what stands for the agreement's text, and on what the offer
    /// (of a total each of its offers) is taken to be covered or not.
    pub assumptions: BTreeSet<Arc<str>>,
    /// For an operator or the region: the offers' verdicts, counted and not combined.
    pub offers: Option<OfferCount>,
    /// One finding a rule, and a tariff where each is judged.
    pub findings: Vec<Finding>,
}

/// Which text an assessment rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct AgreementStamp {
    /// The agreement's id.
    pub id: Arc<str>,
    /// Its revision.
    pub revision: u32,
    /// Digest of the ruleset's texts.
    pub digest: Arc<str>,
}

impl AgreementStamp {
    /// That of an agreement.
    pub fn of(agreement: &Agreement) -> AgreementStamp {
        let (id, digest) = (Arc::clone(&agreement.id), Arc::clone(&agreement.digest));
        AgreementStamp { id, revision: agreement.revision, digest }
    }
}

/// What one rule says of one subject.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Finding {
    /// The rule's id.
    pub rule: Arc<str>,
    /// The tariff, where each is judged and it has a name.
    pub tariff_name: Option<Arc<str>>,
    /// How the rule binds.
    pub force: Option<Force>,
    /// False for contributions and for scope.
    pub binding: bool,
    /// The verdict under the preferred readings.
    pub verdict: Verdict,
    /// The unknown figures that keep it open.
    pub missing: BTreeSet<Missing>,
    /// The smallest sets of figures that would settle it.
    pub settled_by: Vec<Settlement>,
    /// How an undetermined finding can still turn out: met, breached or both, as far as was found by trying figures.
    pub could_be: BTreeSet<Verdict>,
    /// What was compared.
    pub figures: Figures,
    /// The readings judged by, of every question the rule depends on.
    pub readings: Arc<Readings>,
    /// Whether another reading would turn it.
    pub robust: Robust,
    /// Combinations of readings with another definite verdict.
    pub flips: Vec<Flip>,
    /// Combinations of readings under which it is undetermined.
    pub undecided: Vec<Undecided>,
    /// What was taken for granted.
    pub assumptions: BTreeSet<Arc<str>>,
    /// What did not enter the comparison, and why.
    pub left_out: Vec<LeftOut>,
    /// The clauses it rests on.
    pub clauses: Arc<[Arc<str>]>,
}

impl Finding {
    /// True for a share of what is tested at another subject, which binds nobody by itself.
    pub fn is_contribution(&self) -> bool {
        !self.binding && self.force.is_some()
    }

    /// The same where it is known how large the share is.
    pub fn contributes(&self) -> bool {
        self.is_contribution() && matches!(self.verdict, Verdict::Met | Verdict::Breached)
    }

    /// Where nothing can be compared, and no figure could change that: what stands in the way.
    pub fn reason(&self) -> Option<LeftOutReason> {
        let apart = self.verdict == Verdict::Undetermined(Undetermined::NotComparable) && self.missing.is_empty();
        self.left_out.last().filter(|_| apart).map(|left_out| left_out.reason)
    }

    /// What is measured, where there is a limit.
    pub fn measure(&self) -> Option<Measure> {
        match &self.figures {
            Figures::Limit(figures) => figures.measure,
            _ => None,
        }
    }

    /// What must be carried of a result, where that is known.
    pub fn expected_carried(&self) -> Option<Decimal> {
        match &self.figures {
            Figures::Result(figures) => figures.expected_carried,
            _ => None,
        }
    }

    /// The level that the rule speaks of under the readings, where it is not the subject's.
    pub fn judged_at(&self) -> Option<LimitLevel> {
        match (&self.figures, self.verdict) {
            (Figures::Limit(figures), Verdict::NotApplicable(NotApplicable::Reading)) => figures.judged_at,
            _ => None,
        }
    }

    /// True when no other reading says anything else.
    pub fn reads_alike(&self) -> bool {
        self.flips.is_empty() && self.undecided.is_empty()
    }

    /// True for what enters the combined verdict.
    pub fn combines(&self) -> bool {
        self.binding && self.force.is_some_and(Force::combines)
    }
}

impl Assessment {
    /// True when no other reading says anything else of the combined verdict, nor leaves it open.
    pub fn reads_alike(&self) -> bool {
        // One that is robust stands whatever single findings say; what does not apply may be open under others all the same.
        let may_be_open = matches!(self.verdict, Verdict::NotApplicable(_)) || self.robust == Robust::Unknown;
        let open = self.findings.iter().any(|finding| finding.combines() && !finding.undecided.is_empty());
        self.flips.is_empty() && !(may_be_open && open)
    }

    /// The findings that made the combined verdict.
    pub fn decisive(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.combines() && finding.verdict == self.verdict)
    }

    /// The finding of a rule that is not judged for this subject but for those below or above, where that is why nothing
    /// applies.
    pub fn judged_elsewhere(&self) -> Option<&Finding> {
        self.decisive().find(|finding| finding.judged_at().is_some())
    }

    /// The one finding to show for all: of those that made the combined verdict the one with the least room in percent,
    /// in a breach the most over; where nothing combines (a contribution, an aim judged alone) the first that binds anyone.
    pub fn deciding(&self) -> Option<&Finding> {
        let room = |finding: &&Finding| match &finding.figures {
            Figures::Limit(figures) => figures.headroom_percent,
            _ => None,
        };
        let least = self.decisive().min_by_key(|finding| (room(finding).is_none(), room(finding)));
        let nothing_combines = || !self.findings.iter().any(Finding::combines);
        least.or_else(|| self.findings.first().filter(|first| nothing_combines() && first.force.is_some()))
    }
}

/// Differing readings with another definite verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flip {
    /// The readings that differ from the preferred ones.
    pub readings: Arc<Readings>,
    /// The verdict under them.
    pub verdict: Verdict,
}

/// Differing readings under which nothing can be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecided {
    /// The readings that differ from the preferred ones.
    pub readings: Arc<Readings>,
    /// Why.
    pub cause: Undetermined,
    /// The unknown figures.
    pub missing: Arc<BTreeSet<Missing>>,
    /// The projection in percent from which the rule would hold, where one missing projection decides.
    pub met_from_projection_percent: Option<Decimal>,
}

/// A set of figures that would settle a finding; with one figure, the size at which it turns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Settlement {
    /// The figures to find out.
    pub figures: BTreeSet<Missing>,
    /// True where not all smaller sets were tried, since there are too many: a smaller one may do.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub may_be_smaller: bool,
    /// True for one figure that would settle it only by a size that no such figure of the offer has; nothing is known of
    /// the figure but that it is missing.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub beyond_reason: bool,
    /// Met from this size on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub met_from: Option<Decimal>,
    /// Met up to this size.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub met_to: Option<Decimal>,
    /// Certainly breached below this size.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub breached_below: Option<Decimal>,
    /// Certainly breached above this size.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub breached_above: Option<Decimal>,
}

/// An offer or tariff that did not enter a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LeftOut {
    /// The offer.
    pub offer: Arc<str>,
    /// The tariff, where only that was left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tariff_name: Option<Arc<str>>,
    /// Why.
    pub reason: LeftOutReason,
}

/// Why something did not enter a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum LeftOutReason {
    /// It did not exist in the base year.
    New,
    /// It does not exist any more in the subject year.
    Closed,
    /// It does not exist yet in the subject year.
    NotOpened,
    /// The unit changed.
    Unit,
    /// The base is zero or less.
    ZeroBase,
    /// The agreement does not cover it.
    OutOfScope,
}
