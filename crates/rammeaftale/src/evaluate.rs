//! `Plan` × `Portfolio` → `Assessment`s: pure, exact, one file a kind of rule.
//!
//! A verdict that no possible value of an unknown figure could change is given; otherwise the finding names
//! what is unknown. Offers are judged in the order of the input, then operators by code.

mod bounds;
mod catch_up;
mod judgement;
mod ledger;
mod limit;
mod measure;
mod pricing;
mod readings;
mod result_regulation;
mod scope;
mod settle;
mod subject;
mod sum;
mod tariff_development;
mod terms;

use crate::assessment::Assessment;
use crate::plan::Plan;
use crate::portfolio::{Authority, Offer, Portfolio};
use ledger::Ledger;
use scope::Coverage;
use std::collections::{BTreeMap, HashMap};
use subject::{Judged, Judging};

/// An offer with the operator it belongs to in the subject year.
struct Member<'e> {
    offer: &'e Offer,
    operator: Authority,
    coverage: Coverage,
}

impl Plan<'_> {
    /// Judges a portfolio: every offer in order of the input, then every operator of a covered offer by code.
    pub fn evaluate(&self, portfolio: &Portfolio) -> Vec<Assessment> {
        let portfolio = self.assumed(portfolio);
        let members: Vec<Member<'_>> = portfolio.offers().iter().filter_map(|offer| self.member(offer)).collect();
        let mut offers_of: BTreeMap<Authority, Vec<&Offer>> = BTreeMap::new();
        for member in members.iter().filter(|member| member.coverage.covered) {
            offers_of.entry(member.operator).or_default().push(member.offer);
        }
        let judging = Judging { plan: self, ledger: Ledger { plan: self, trials: Vec::new() } };
        let operators: BTreeMap<Authority, Judged> =
            offers_of.iter().map(|(operator, offers)| (*operator, judging.operator(*operator, offers))).collect();
        let mut assessments: Vec<Assessment> = members
            .iter()
            .map(|member| {
                let judged = judging.offer(member.offer, member.operator, &member.coverage);
                judged.assessment(&judging, operators.get(&member.operator))
            })
            .collect();
        let mut counts: HashMap<Authority, crate::assessment::OfferCount> = HashMap::new();
        for (member, assessment) in members.iter().zip(&assessments) {
            counts.entry(member.operator).or_default().add(assessment.verdict);
        }
        assessments.extend(operators.into_iter().map(|(operator, judged)| {
            let own = members.iter().filter(|member| member.operator == operator);
            let mut assessment = judged.assessment(&judging, None);
            assessment
                .assumptions
                .extend(own.flat_map(|member| &member.coverage.assumptions).map(|text| text.as_str().into()));
            assessment.offers = Some(counts.remove(&operator).unwrap_or_default());
            assessment.findings.iter_mut().for_each(|finding| scope_left_out(finding, &members, operator));
            assessment
        }));
        assessments
    }

    fn member<'e>(&self, offer: &'e Offer) -> Option<Member<'e>> {
        let operator = offer.operator(self.year)?;
        let coverage = scope::coverage(self, offer, operator);
        Some(Member { offer, operator, coverage })
    }
}

/// Offers that the agreement does not cover are left out of every total of their operator.
fn scope_left_out(finding: &mut crate::assessment::Finding, members: &[Member<'_>], operator: Authority) {
    use crate::assessment::{Figures, LeftOut, LeftOutReason};
    if !matches!(finding.figures, Figures::Limit(_)) {
        return;
    }
    let outside = members.iter().filter(|member| member.operator == operator && !member.coverage.covered);
    finding.left_out.extend(outside.map(|member| LeftOut {
        offer: member.offer.id.clone(),
        tariff_name: None,
        reason: LeftOutReason::OutOfScope,
    }));
}
