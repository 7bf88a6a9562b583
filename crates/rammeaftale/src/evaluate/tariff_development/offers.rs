//! Offers' bases summed: a total of an operator or the region over the comparable set, or one offer's contribution.

use super::comparison::Comparison;
use crate::agreement::rules::PortfolioChanges;
use crate::assessment::{LeftOut, LeftOutReason};
use crate::evaluate::at::At;
use crate::evaluate::ledger::Ledger;
use crate::evaluate::limit::{CreditTest, Group, Shared, Test};
use crate::evaluate::measure::entries;
use crate::evaluate::sum::{PriceKey, Sum};
use crate::plan::Terms;
use crate::portfolio::Offer;
use crate::quantity::Year;

/// Actual in the subject year against the limit from a base year.
pub(super) fn compare<'e>(
    ledger: &Ledger<'_, 'e>,
    terms: &Terms,
    offers: &[&'e Offer],
    base_year: Year,
) -> Comparison<'e> {
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
    let credit = credit(ledger, terms, &counted, (base_year, &base));
    let full = Test::new(&ledger.limit_parts(terms, base_year), actual, base, credit);
    Comparison::Of { base_year, unit: None, full: Box::new(full), after_supplement: None, blank_places: Vec::new() }
}

/// The credit year's amounts. An offer that did not exist then enters its sum with the base year's amount.
fn credit<'e>(
    ledger: &Ledger<'_, 'e>,
    terms: &Terms,
    counted: &[&'e Offer],
    (base_year, base): (Year, &Sum<'e>),
) -> Option<CreditTest<'e>> {
    let (year, step) = terms.credit?;
    let (earlier, later): (Vec<&'e Offer>, Vec<&'e Offer>) = counted.iter().partition(|offer| offer.exists(year));
    let in_base = |offers: &[&'e Offer]| {
        let there: Vec<&'e Offer> = offers.iter().copied().filter(|offer| offer.exists(base_year)).collect();
        entries(&there, base_year, terms.base_figures)
    };
    let (others, both) = (in_base(&earlier), in_base(&later));
    let earlier = entries(&earlier, year, terms.base_figures);
    let sum = ledger.basis(terms, &[earlier.as_slice(), &both].concat());
    let group = |entries: &[At<'e>]| Group {
        amount: ledger.undivided(terms, entries),
        places: terms.measure.is_per_place().then(|| ledger.count(terms, entries).under(&PriceKey::new())),
    };
    let shared =
        (!both.is_empty()).then(|| Shared { earlier: group(&earlier), others: group(&others), both: group(&both) });
    let base_apart = shared.as_ref().and_then(Shared::base_apart).unwrap_or_else(|| base.clone());
    Some(CreditTest { sum, step, base_apart, shared })
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
