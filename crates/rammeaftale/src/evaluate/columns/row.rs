//! A row that leaves something to weigh: as an offer of its own, judged as any offer is.

use super::{Amounts, BLANK, Columns};
use crate::agreement::Rule;
use crate::assessment::{NotApplicable, Verdict};
use crate::evaluate::scope::Coverage;
use crate::evaluate::subject::Judging;
use crate::portfolio::{Account, Authority, Column, Figure, FiguresKind, Level, Offer, OfferYear, Tariff, TariffUnit};
use crate::quantity::Kroner;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Columns<'_> {
    /// What is unknown must be weighed, which the whole evaluation does.
    pub(super) fn by_evaluation(&self, rule: &Rule, offer: &Offer) -> (Verdict, Amounts) {
        let judging = Judging::new(self.plan);
        let coverage = Coverage { covered: true, assumptions: Vec::new() };
        let operator = offer.years.values().next().map_or(self.plan.agreement.parties.region.0, |year| year.operator);
        let judged = judging.offer(offer, operator, &coverage);
        let finding = judged.findings.iter().map(|one| &one.finding).find(|finding| finding.rule == rule.id);
        let unknown = Verdict::NotApplicable(NotApplicable::NotAddressed);
        finding.map_or((unknown, Amounts::None), |finding| (finding.verdict, Amounts::from(&finding.figures)))
    }

    /// A row as an offer with a single tariff.
    pub(super) fn offer(&self, columns: &[&[i64]], row: usize) -> Offer {
        let operator = self.plan.agreement.parties.region.0;
        let mut years = BTreeMap::new();
        for ((column, cell), assumed) in columns.iter().zip(&self.cells).zip(&self.assumed) {
            let year = years.entry(cell.year).or_insert_with(|| empty(operator));
            let account = match cell.figures {
                FiguresKind::Budget => &mut year.budget,
                FiguresKind::Realised => &mut year.realised,
            };
            let amount = column.get(row).filter(|amount| **amount != BLANK);
            set(account.get_or_insert_default(), cell.column, amount.map_or(*assumed, |amount| figure(*amount)));
        }
        years.entry(self.plan.year).or_insert_with(|| empty(operator));
        Offer {
            id: Arc::from(row.to_string()),
            name: None,
            location: None,
            location_assumed: false,
            opened: None,
            closed: None,
            years,
        }
    }
}

fn empty(operator: Authority) -> OfferYear {
    OfferYear { operator, legal_basis: None, buyers: None, buyers_assumed: false, budget: None, realised: None }
}

fn figure(amount: i64) -> Figure {
    Kroner::new(Decimal::new(amount, 4)).map_or(Figure::Unknown, Figure::Given)
}

fn set(account: &mut Account, column: Column, figure: Figure) {
    if column.level() == Level::Tariff && account.tariffs.is_empty() {
        account.tariffs.push(Tariff {
            name: None,
            tariff: Figure::Unknown,
            unit: TariffUnit::default(),
            places: Figure::Unknown,
            occupancy: Figure::Unknown,
            wage_supplement: Figure::Unknown,
        });
    }
    let tariff = account.tariffs.first_mut();
    let slot = match (column, tariff) {
        (Column::TariffBasis, _) => &mut account.tariff_basis,
        (Column::OwnPayment, _) => &mut account.own_payment,
        (Column::Result, _) => &mut account.result,
        (Column::CarriedResult, _) => &mut account.carried_result,
        (Column::Turnover, _) => &mut account.turnover,
        (Column::Tariff, Some(tariff)) => &mut tariff.tariff,
        (Column::Places, Some(tariff)) => &mut tariff.places,
        (Column::WageSupplement, Some(tariff)) => &mut tariff.wage_supplement,
        _ => return,
    };
    *slot = figure;
}
