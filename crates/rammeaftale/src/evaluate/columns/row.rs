//! A row that leaves something to weigh: as an offer of its own, judged as any offer is.

use super::arithmetic::Row;
use super::input::Input;
use super::{Amounts, BLANK};
use crate::assessment::{Missing, NotApplicable, Settlement, Verdict};
use crate::evaluate::answer::{Answer, Blanks};
use crate::evaluate::case::{judge, judge_by};
use crate::evaluate::judgement::Target;
use crate::evaluate::ledger::Ledger;
use crate::evaluate::record::{Facts, Record};
use crate::evaluate::scope::Coverage;
use crate::evaluate::subject::{Judging, answers};
use crate::evaluate::tariff_development::lowest;
use crate::plan::{Formula, PlannedRule, Years};
use crate::portfolio::{Account, Authority, Column, Figure, FiguresKind, Level, Offer, OfferYear, Tariff, TariffUnit};
use crate::quantity::Kroner;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Input<'_> {
    /// What is unknown must be weighed.
    #[cold]
    #[inline(never)]
    pub(super) fn by_evaluation(&self, planned: &PlannedRule<'_>, case: usize, offer: &Offer) -> (Verdict, Amounts) {
        let (ledger, cells) = (Ledger::new(self.plan), &self.plan.cells);
        let (target, record) = (Target::Offer { offer, tariff: None }, self.record_of(offer));
        let facts = Facts::Offer(&record);
        let Some(asked) = planned.cases.get(case) else { return (ABSENT, Amounts::None) };
        let verdict = match judge_by(planned, case, target, (facts, cells)) {
            Some(answer) => answer.verdict,
            None => judge(&ledger, planned, asked, target).verdict,
        };
        let compared = match planned.formulas.get(case) {
            Some(Some(Formula::Limit(formula))) => lowest(formula, facts),
            _ => None,
        };
        (verdict, compared.map_or(Amounts::None, |(_, worked)| worked.into()))
    }

    /// What every case of a rule says, and what it lacks.
    pub(super) fn answers(&self, planned: &PlannedRule<'_>, offer: &Offer) -> Vec<(Verdict, Blanks)> {
        let (target, record) = (Target::Offer { offer, tariff: None }, self.record_of(offer));
        let facts = Facts::Offer(&record);
        let all = answers(&Ledger::new(self.plan), planned, target, facts);
        let lacks = |answer: &Answer<'_>| {
            let named = answer.lacks.named(&self.plan.cells, facts);
            named.iter().fold(Blanks::default(), |all, one| all.either(self.blank(one)))
        };
        all.iter().map(|answer| (answer.verdict, lacks(answer))).collect()
    }

    /// What would settle a rule's finding.
    pub(super) fn settlements(&self, planned: &PlannedRule<'_>, row: Row<'_>) -> Vec<Settlement> {
        let offer = self.offer(row);
        let coverage = Coverage { covered: true, assumptions: Vec::new() };
        let judging = Judging::new(self.plan);
        let judged = judging.offer(&offer, self.plan.agreement.parties.region.0, &coverage);
        let mut findings = judged.findings.into_iter().map(|explored| explored.finding);
        findings.find(|finding| finding.rule == planned.rule.id).map_or_else(Vec::new, |finding| finding.settled_by)
    }

    fn record_of<'o>(&self, offer: &'o Offer) -> Record<'o> {
        Record::of(&self.plan.cells, offer).with_tariff(&self.plan.cells, offer, None)
    }

    fn blank(&self, missing: &Missing) -> Blanks {
        match missing {
            Missing::Figure { column, year, figures, .. } => {
                Blanks { slots: self.slot_of(*column, *year, *figures).into_iter().collect(), ..Blanks::default() }
            }
            Missing::PriceIndex(year) => {
                let years = Years::until(self.plan.year, std::iter::once(*year)).unwrap_or_default();
                Blanks { years, ..Blanks::default() }
            }
        }
    }

    /// A row as an offer with a single tariff.
    #[cold]
    #[inline(never)]
    pub(super) fn offer(&self, row: Row<'_>) -> Offer {
        let operator = self.plan.agreement.parties.region.0;
        let mut years = BTreeMap::new();
        for ((column, cell), assumed) in row.columns.iter().zip(&self.cells).zip(row.assumed) {
            let year = years.entry(cell.year).or_insert_with(|| empty(operator));
            let account = match cell.figures {
                FiguresKind::Budget => &mut year.budget,
                FiguresKind::Realised => &mut year.realised,
            };
            let amount = column.get(row.number).filter(|amount| **amount != BLANK);
            set(account.get_or_insert_default(), cell.column, amount.map_or(*assumed, |amount| figure(*amount)));
        }
        years.entry(self.plan.year).or_insert_with(|| empty(operator));
        Offer {
            id: Arc::from(row.number.to_string()),
            name: None,
            location: None,
            location_assumed: false,
            opened: None,
            closed: None,
            years,
        }
    }
}

/// Of a case that does not exist: there is none.
const ABSENT: Verdict = Verdict::NotApplicable(NotApplicable::NotAddressed);

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
