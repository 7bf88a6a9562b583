//! Offers' bases summed: a total of an operator or the region over the comparable set, or one offer's contribution.

use super::comparison::Comparison;
use crate::agreement::rules::PortfolioChanges;
use crate::assessment::{LeftOut, LeftOutReason};
use crate::evaluate::bounds::Bounds;
use crate::evaluate::ledger::{At, Ledger};
use crate::evaluate::limit::{CreditTest, Group, Shared, Test};
use crate::evaluate::measure::entries;
use crate::evaluate::sum::PriceKey;
use crate::plan::Terms;
use crate::portfolio::Offer;
use crate::quantity::Year;

/// Actual in the subject year against the limit from a base year.
pub(super) fn compare<'e>(ledger: &Ledger<'_>, terms: &Terms, offers: &[&'e Offer], base_year: Year) -> Comparison<'e> {
    let in_both = |offer: &&&'e Offer| offer.exists(base_year) && offer.exists(terms.subject_year);
    let counted: Vec<&'e Offer> = match terms.changes {
        PortfolioChanges::ComparableSet => offers.iter().filter(in_both).copied().collect(),
        PortfolioChanges::AllOffers => offers.to_vec(),
    };
    if counted.is_empty() {
        return Comparison::NoBase { actual: None };
    }
    let existing = |year: Year| counted.iter().copied().filter(|offer| offer.exists(year)).collect::<Vec<_>>();
    let base = ledger.basis(terms, &entries(&existing(base_year), base_year, terms.base_figures));
    let actual = ledger.basis(terms, &entries(&existing(terms.subject_year), terms.subject_year, terms.figures));
    let credit = terms.credit.map(|(year, step)| {
        let (earlier, substituted) = credit_entries(terms, &counted, year, base_year);
        let all: Vec<At<'_>> = earlier.iter().chain(&substituted).copied().collect();
        let sum = ledger.basis(terms, &all);
        let others: Vec<&'e Offer> = existing(base_year).into_iter().filter(|offer| offer.exists(year)).collect();
        let others = entries(&others, base_year, terms.base_figures);
        let group = |entries: &[At<'e>]| Group {
            amount: ledger.undivided(terms, entries),
            places: terms.measure.is_per_place().then(|| ledger.count(terms, entries).under(&PriceKey::new())),
        };
        let shared = (!substituted.is_empty()).then(|| Shared {
            earlier: group(&earlier),
            others: group(&others),
            both: group(&substituted),
        });
        let base_apart = match &shared {
            Some(Shared { others, both, .. }) if !terms.measure.is_per_place() => {
                // What stands in both sums at its lowest: they move together.
                let lowest = |bounds: &Bounds| Bounds { low: bounds.low.clone(), high: bounds.low.clone() };
                let mut apart = others.amount.clone();
                apart.join(&both.amount.clone().map(lowest));
                apart
            }
            _ => base.clone(),
        };
        CreditTest { sum, step, base_apart, shared }
    });
    let full = Test::new(&ledger.limit_parts(terms, base_year), actual, base, credit);
    Comparison::Of { full: Box::new(full), after_supplement: None, blank_places: Vec::new() }
}

/// An offer that did not exist in the credit year enters its sum with the base year's amount.
fn credit_entries<'e>(
    terms: &Terms,
    counted: &[&'e Offer],
    credit_year: Year,
    base_year: Year,
) -> (Vec<At<'e>>, Vec<At<'e>>) {
    let (earlier, later): (Vec<&Offer>, Vec<&Offer>) = counted.iter().partition(|offer| offer.exists(credit_year));
    let later: Vec<&Offer> = later.into_iter().filter(|offer| offer.exists(base_year)).collect();
    (entries(&earlier, credit_year, terms.base_figures), entries(&later, base_year, terms.base_figures))
}

/// Offers outside the comparable set.
pub(super) fn left_out(terms: &Terms, offers: &[&Offer]) -> Vec<LeftOut> {
    if terms.changes == PortfolioChanges::AllOffers {
        return Vec::new();
    }
    let reason = |offer: &Offer| match (offer.exists(terms.base_year()), offer.exists(terms.subject_year)) {
        (true, true) => None,
        (_, false) if offer.opened.is_some_and(|opened| terms.subject_year < opened) => Some(LeftOutReason::NotOpened),
        (_, false) => Some(LeftOutReason::Closed),
        (false, true) => Some(LeftOutReason::New),
    };
    let left_out = offers
        .iter()
        .filter_map(|offer| Some(LeftOut { offer: offer.id.clone(), tariff_name: None, reason: reason(offer)? }));
    left_out.collect()
}
