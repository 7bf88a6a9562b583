//! The names of offers, parties and rules, as every report writes them.

use crate::document::text;
use rammeaftale::agreement::Agreement;
use rammeaftale::assessment::Subject;
use rammeaftale::portfolio::{FiguresKind, Offer, TariffUnit};
use rammeaftale::text::Text;
use rammeaftale::{Authority, Portfolio, Year};
use std::collections::HashMap;

/// What ids and codes are called.
#[derive(Debug)]
pub(crate) struct Names<'n> {
    offers: HashMap<&'n str, &'n Offer>,
    parties: HashMap<Authority, &'n str>,
}

impl<'n> Names<'n> {
    /// Offers by the portfolio, authorities by the agreements.
    pub(crate) fn new(agreements: &[&'n Agreement], portfolio: &'n Portfolio) -> Names<'n> {
        let offers = portfolio.offers().iter().map(|offer| (&*offer.id, offer));
        let parties = agreements.iter().flat_map(|agreement| {
            let region = std::iter::once((agreement.parties.region.0, &*agreement.parties.region.1));
            region.chain(agreement.parties.municipalities.iter().map(|(code, name)| (*code, &**name)))
        });
        Names { offers: offers.collect(), parties: parties.collect() }
    }

    /// What an offer is called, where the file says so.
    pub(crate) fn offer(&self, id: &str) -> &'n str {
        self.offers.get(id).and_then(|offer| offer.name.as_deref()).unwrap_or_default()
    }

    /// What an offer or an authority is called.
    pub(crate) fn name(&self, subject: &Subject) -> &'n str {
        match subject {
            Subject::Offer { offer, .. } => self.offer(offer),
            Subject::Operator { operator: code } | Subject::Region { region: code } => {
                self.parties.get(code).copied().unwrap_or_default()
            }
        }
    }

    /// What a tariff of an offer is the price of in a year; a nameless one is the offer's only tariff.
    pub(crate) fn per(&self, subject: &Subject, tariff: Option<&str>, year: Year) -> Option<TariffUnit> {
        let Subject::Offer { offer, .. } = subject else { return None };
        let tariffs = &self.offers.get(&**offer)?.account(year, FiguresKind::Budget)?.tariffs;
        let judged = match (tariffs.as_slice(), tariff) {
            ([only], None) => Some(only),
            (several, name) => several.iter().find(|one| one.name.as_deref() == name),
        };
        judged.map(|tariff| tariff.unit)
    }

    /// The offer's id and name, or the authority's code and name.
    pub(crate) fn subject(&self, subject: &Subject) -> String {
        let id = match subject {
            Subject::Offer { offer, .. } => offer.to_string(),
            Subject::Operator { operator: code } | Subject::Region { region: code } => code.to_string(),
        };
        format!("{id} {}", self.name(subject)).trim_end().to_owned()
    }
}

/// A rule by its title, with the tariff that it is held against where that has a name.
pub(crate) fn rule(title: &Text, tariff: Option<&str>) -> Text {
    tariff.map_or_else(|| title.clone(), |tariff| text!("{} ({})", title, tariff))
}
