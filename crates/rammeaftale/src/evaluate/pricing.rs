//! What a tariff may contain.

use super::answer::{Answer, Lacks};
use super::at::At;
use super::judgement::{Detail, Judgement};
use super::ledger::Ledger;
use super::record::Record;
use super::sum::{Sum, once};
use crate::agreement::rules::{OwnPaymentInTariff, Pricing};
use crate::assessment::{Figures, NotApplicable, PricingFigures, Undetermined, Verdict};
use crate::plan::{Cells, Slot};
use crate::portfolio::{Column, FiguresKind, Offer};

pub(super) fn judge<'e>(ledger: &Ledger<'_, 'e>, rule: &Pricing, offer: &'e Offer) -> Judgement<'e> {
    if ledger.plan.year < rule.from_year {
        // A calendar fact: it does not move when the agreement is transposed. What was deducted is shown.
        return Judgement::not_applicable(NotApplicable::OtherYear).noting(&[&own_payment(ledger, offer)]);
    }
    match rule.own_payment {
        OwnPaymentInTariff::NotDeducted => {
            let deducted = own_payment(ledger, offer);
            let judgement = match deducted.known() {
                // The figure itself is asked for here, not compared with another year's.
                None => Judgement::lacking(once(&deducted.unknown)),
                Some(amount) if amount.is_zero() => Judgement::new(Verdict::Met),
                Some(_) => Judgement::new(Verdict::Breached),
            };
            judgement.noting(&[&deducted])
        }
    }
}

/// The same by the plan's arithmetic; `None` where the offer did not exist.
pub(super) fn judge_by<'e>(deducted: Slot, record: &Record<'e>, cells: &Cells) -> Option<Answer<'e>> {
    let read = std::iter::once(deducted).collect();
    let blanks = record.blanks(read)?;
    let verdict = match record.units(deducted) {
        None => Verdict::Undetermined(Undetermined::MissingInput),
        Some(0) => Verdict::Met,
        Some(_) => Verdict::Breached,
    };
    Some(Answer { lacks: Lacks::Blank(blanks.into()), assumed: record.assumed(cells, read), ..Answer::new(verdict) })
}

/// What is shown by the plan's arithmetic.
pub(super) fn detail_by(deducted: Slot, record: &Record<'_>) -> Option<Detail> {
    let figures = PricingFigures { own_payment: Some(record.written(deducted)?) };
    Some(Detail { figures: Figures::Pricing(figures), left_out: Vec::new() })
}

pub(super) fn detail<'e>(ledger: &Ledger<'_, 'e>, offer: &'e Offer) -> Detail {
    let figures = PricingFigures { own_payment: own_payment(ledger, offer).shown() };
    Detail { figures: Figures::Pricing(figures), left_out: Vec::new() }
}

fn own_payment<'e>(ledger: &Ledger<'_, 'e>, offer: &'e Offer) -> Sum<'e> {
    let at = At { offer, year: ledger.plan.year, figures: FiguresKind::Budget };
    ledger.figure(at, Column::OwnPayment)
}
