//! Which offers the agreement covers. A blank is taken as covered, and said so.

use crate::agreement::rules::{BuyersTest, LocationTest, Scope};
use crate::agreement::{Agreement, RuleKind};
use crate::plan::Plan;
use crate::portfolio::{Authority, Offer};
use crate::quantity::Year;

/// Whether an offer is covered in the subject year, and what that was taken for granted on.
#[derive(Clone, Debug)]
pub(super) struct Coverage {
    pub(super) covered: bool,
    pub(super) assumptions: Vec<String>,
}

pub(super) fn coverage(plan: &Plan<'_>, offer: &Offer, operator: Authority) -> Coverage {
    let mut assumptions = Vec::new();
    let agreement = plan.agreement;
    let rule = agreement.rules.iter().find_map(|rule| match &rule.kind {
        RuleKind::Scope(scope) if plan.is_ruled_by(rule) => Some(scope),
        _ => None,
    });
    let covered = agreement.parties.contains(operator)
        && match rule {
            Some(scope) => {
                let location = location(scope, agreement, offer, &mut assumptions);
                let buyers = buyers(scope, offer, operator, plan.year, &mut assumptions);
                location && buyers
            }
            None => {
                assumptions.push("scope-not-stated".to_owned());
                true
            }
        };
    // Nothing is taken for granted of what is not covered, but for what the user assumes (`COLUMN=VALUE`).
    assumptions.retain(|assumption| covered || assumption.contains('='));
    Coverage { covered, assumptions }
}

fn location(scope: &Scope, agreement: &Agreement, offer: &Offer, assumptions: &mut Vec<String>) -> bool {
    match (scope.location, offer.location) {
        (LocationTest::Any, _) => true,
        (LocationTest::Region, None) => {
            assumptions.push("location-assumed".to_owned());
            true
        }
        (LocationTest::Region, Some(location)) => {
            assumptions.extend(offer.location_assumed.then(|| format!("location={location}")));
            agreement.parties.municipalities.contains_key(&location)
        }
    }
}

fn buyers(scope: &Scope, offer: &Offer, operator: Authority, year: Year, assumptions: &mut Vec<String>) -> bool {
    let offer_year = offer.years.get(&year);
    match (scope.buyers, offer_year.and_then(|offer_year| offer_year.buyers.as_ref())) {
        (BuyersTest::Any, _) => true,
        (BuyersTest::OtherMunicipality, None) => {
            assumptions.push("scope-unknown".to_owned());
            true
        }
        (BuyersTest::OtherMunicipality, Some(buyers)) => {
            if offer_year.is_some_and(|offer_year| offer_year.buyers_assumed) {
                let codes: Vec<String> = buyers.iter().map(ToString::to_string).collect();
                assumptions.push(format!("buyers={}", codes.join(" ")));
            }
            buyers.iter().any(|buyer| buyer.is_municipality() && *buyer != operator)
        }
    }
}
