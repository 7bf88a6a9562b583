//! `Plan` × `Portfolio` → `Assessment`s: pure, exact, one file a kind of rule.
//!
//! A verdict that no possible value of an unknown figure could change is given; otherwise the finding names
//! what is unknown. Offers are judged in the order of the input, then operators by code, then the region as a whole.

mod answer;
mod at;
mod bounds;
mod case;
mod catch_up;
pub mod columns;
mod joint;
mod judged;
mod judgement;
mod kleene;
mod ledger;
mod limit;
mod measure;
mod memo;
mod pricing;
mod range;
mod readings;
mod record;
mod result_regulation;
mod scope;
mod settle;
mod subject;
mod sum;
mod tariff_development;
mod trying;

use crate::assessment::{Assessment, Figures, Finding, LeftOut, LeftOutReason, Verdict};
use crate::plan::Plan;
use crate::portfolio::{Authority, Offer, Portfolio};
use judged::{Above, Judged};
use scope::Coverage;
use std::collections::BTreeMap;
use std::convert::Infallible;
use subject::Judging;

/// Offers that are judged before their assessments are handed out.
const AT_A_TIME: usize = 256;

/// An offer with the operator it belongs to in the subject year.
struct Member<'e> {
    offer: &'e Offer,
    operator: Authority,
    coverage: Coverage,
}

impl Plan<'_> {
    /// Judges a portfolio: every offer in order of the input, then every operator of a covered offer by code, then, where
    /// a rule judges all operators together, the region.
    ///
    /// With the feature `parallel` all cores judge, or those of the `rayon` pool in which it is called; what comes out is the
    /// same.
    pub fn evaluate(&self, portfolio: &Portfolio) -> Vec<Assessment> {
        let mut assessments = Vec::with_capacity(portfolio.offers().len());
        let Ok(()) = self.evaluate_each(portfolio, |assessment| {
            assessments.push(assessment);
            Ok::<(), Infallible>(())
        });
        assessments
    }

    /// The same, handing each assessment out in its order as soon as it is made, so that not all need be held; so many
    /// offers are judged at a time that the threads have enough to do.
    ///
    /// # Errors
    /// What `take` gives; nothing is judged after that.
    pub fn evaluate_each<E>(
        &self,
        portfolio: &Portfolio,
        take: impl FnMut(Assessment) -> Result<(), E>,
    ) -> Result<(), E> {
        self.evaluate_each_as(portfolio, |assessment| assessment, take)
    }

    /// The same, where what is handed out is first made of each assessment, on the thread that judged it.
    ///
    /// # Errors
    /// What `take` gives; nothing is judged after that.
    pub fn evaluate_each_as<T: Send, E>(
        &self,
        portfolio: &Portfolio,
        make: impl Fn(Assessment) -> T + Sync,
        mut take: impl FnMut(T) -> Result<(), E>,
    ) -> Result<(), E> {
        let portfolio = self.assumed(portfolio);
        let members: Vec<Member<'_>> = portfolio.offers().iter().filter_map(|offer| self.member(offer)).collect();
        let covered: Vec<&Member<'_>> = members.iter().filter(|member| member.coverage.covered).collect();
        let mut offers_of: BTreeMap<Authority, Vec<&Offer>> = BTreeMap::new();
        for member in &covered {
            offers_of.entry(member.operator).or_default().push(member.offer);
        }
        let judging = Judging::new(self);
        let of_operators: Vec<(&Authority, &Vec<&Offer>)> = offers_of.iter().collect();
        let judged = each(&of_operators, |(operator, offers)| judging.operator(**operator, offers));
        let operators: BTreeMap<Authority, Judged<'_>> = offers_of.keys().copied().zip(judged).collect();
        let all: Vec<&Offer> = covered.iter().map(|member| member.offer).collect();
        let region = if all.is_empty() { None } else { judging.region(&all) };
        let mut of_offers: Vec<(&Member<'_>, Verdict)> = Vec::with_capacity(members.len());
        for chunk in members.chunks(AT_A_TIME) {
            let made = each(chunk, |member| {
                let judged = judging.offer(member.offer, member.operator, &member.coverage);
                let above = Above { operator: operators.get(&member.operator), region: region.as_ref() };
                let assessment = judged.assessment(&judging, above);
                (assessment.verdict, make(assessment))
            });
            for (member, (verdict, made)) in chunk.iter().zip(made) {
                of_offers.push((member, verdict));
                take(made)?;
            }
        }
        for (operator, judged) in operators {
            let own: Vec<_> = of_offers.iter().filter(|(member, _)| member.operator == operator).copied().collect();
            let above = Above { operator: None, region: region.as_ref() };
            take(make(total(judged.assessment(&judging, above), &own)))?;
        }
        let total = |judged: Judged<'_>| total(judged.assessment(&judging, Above::default()), &of_offers);
        region.map_or(Ok(()), |judged| take(make(total(judged))))
    }

    fn member<'e>(&self, offer: &'e Offer) -> Option<Member<'e>> {
        let operator = offer.operator(self.year)?;
        let coverage = scope::coverage(self, offer, operator);
        Some(Member { offer, operator, coverage })
    }
}

/// What comes of each, in their order whatever the threads.
#[cfg(feature = "parallel")]
fn each<T: Sync, R: Send>(items: &[T], judge: impl Fn(&T) -> R + Send + Sync) -> Vec<R> {
    use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
    items.par_iter().map(judge).collect()
}

/// What comes of each, in their order.
#[cfg(not(feature = "parallel"))]
fn each<T, R>(items: &[T], judge: impl Fn(&T) -> R) -> Vec<R> {
    items.iter().map(judge).collect()
}

/// What a total takes over from its offers: what was taken for granted of them, their verdicts counted, and those that the
/// agreement does not cover, which are left out.
fn total(mut assessment: Assessment, of_offers: &[(&Member<'_>, Verdict)]) -> Assessment {
    for (member, _) in of_offers {
        assessment.assumptions.extend(member.coverage.assumptions.iter().map(|text| text.as_str().into()));
    }
    assessment.offers = Some(of_offers.iter().map(|(_, verdict)| *verdict).collect());
    let outside = || of_offers.iter().filter(|(member, _)| !member.coverage.covered);
    let compares =
        |finding: &&mut Finding| matches!(finding.figures, Figures::Limit(_)) && finding.judged_at().is_none();
    for finding in assessment.findings.iter_mut().filter(compares) {
        finding.left_out.extend(outside().map(|(member, _)| LeftOut {
            offer: member.offer.id.clone(),
            tariff_name: None,
            reason: LeftOutReason::OutOfScope,
        }));
    }
    assessment
}
