//! What one rule says of one target under one choice of readings.

use super::sum::{Columns, Sum, Unknown};
use crate::agreement::rules::LimitLevel;
use crate::assessment::{Figures, LeftOut, NotApplicable, Undetermined, Verdict};
use crate::portfolio::{Authority, Column, Offer};
use crate::quantity::Exact;
use std::sync::Arc;

/// What is judged.
#[derive(Clone, Copy, Debug)]
pub(super) enum Target<'e> {
    /// One offer, and one of its tariffs where each is judged.
    Offer { offer: &'e Offer, tariff: Option<&'e Arc<str>> },
    /// The covered offers of an operator.
    Operator { operator: Authority, offers: &'e [&'e Offer] },
    /// The covered offers of all operators.
    Region { offers: &'e [&'e Offer] },
}

impl<'e> Target<'e> {
    /// The offers that are judged together.
    pub(super) fn offers(&self) -> &[&'e Offer] {
        match self {
            Target::Offer { offer, .. } => std::slice::from_ref(offer),
            Target::Operator { offers, .. } | Target::Region { offers } => offers,
        }
    }

    /// The level at which it is judged.
    pub(super) fn level(self) -> LimitLevel {
        match self {
            Target::Offer { .. } => LimitLevel::Offer,
            Target::Operator { .. } => LimitLevel::Operator,
            Target::Region { .. } => LimitLevel::Region,
        }
    }
}

/// The verdict under one choice of readings, and what it turns on.
#[derive(Clone, Debug)]
pub(super) struct Judgement<'e> {
    pub(super) verdict: Verdict,
    /// The level above to which the reading moves the duty.
    pub(super) moved: Option<LimitLevel>,
    /// The unknown figures that keep it open, each once.
    pub(super) unknown: Vec<Unknown<'e>>,
    pub(super) assumed: Columns,
    /// Limit less actual, or the least that it can be; of a limit on development alone.
    pub(super) room: Option<Exact>,
}

/// What is shown beside the verdict.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Detail {
    pub(super) figures: Figures,
    pub(super) left_out: Vec<LeftOut>,
}

impl<'e> Judgement<'e> {
    pub(super) fn new(verdict: Verdict) -> Judgement<'e> {
        Judgement { verdict, moved: None, unknown: Vec::new(), assumed: Columns::default(), room: None }
    }

    pub(super) fn not_applicable(cause: NotApplicable) -> Judgement<'e> {
        Judgement::new(Verdict::NotApplicable(cause))
    }

    pub(super) fn undetermined(cause: Undetermined) -> Judgement<'e> {
        Judgement::new(Verdict::Undetermined(cause))
    }

    /// Undetermined for lack of figures that are asked for and not compared.
    pub(super) fn lacking(unknown: Vec<Unknown<'e>>) -> Judgement<'e> {
        Judgement { unknown, ..Judgement::undetermined(Undetermined::MissingInput) }
    }

    pub(super) fn moved_to(level: LimitLevel) -> Judgement<'e> {
        Judgement { moved: Some(level), ..Judgement::not_applicable(NotApplicable::Reading) }
    }

    /// Notes the assumptions that went into a figure.
    pub(super) fn noting(self, sums: &[&Sum<'_>]) -> Judgement<'e> {
        Judgement { assumed: sums.iter().fold(self.assumed, |all, sum| all.and(sum.assumed)), ..self }
    }
}

/// The first cause among some unknown figures, in the order of rules.md, section 6.
pub(super) fn cause(unknown: &[Unknown<'_>]) -> Undetermined {
    let causes = unknown.iter().map(|unknown| match unknown {
        // A net and a gross tariff cannot be compared without the own payment between them.
        Unknown::Figure { column: Column::OwnPayment, .. } => Undetermined::NotComparable,
        Unknown::Figure { .. } => Undetermined::MissingInput,
        Unknown::Projection(_) => Undetermined::MissingIndex,
    });
    causes.min().unwrap_or(Undetermined::MissingInput)
}
