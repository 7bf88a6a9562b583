//! Judging random budgets, and changing them.

use super::budgets::{Budget, year};
use proptest::prelude::*;
use proptest::sample::Index;
use rammeaftale::agreement::Agreement;
use rammeaftale::assessment::{Figures, Finding, LimitFigures, Missing, Subject};
use rammeaftale::portfolio::Column;
use rammeaftale::{Assessment, Kroner, Options, Percent, Plan, Portfolio, PriceIndex, Register, Row, RowNumbers};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::OnceLock;

pub(super) fn agreement(id: &str) -> &'static Agreement {
    static REGISTER: OnceLock<Register> = OnceLock::new();
    REGISTER.get_or_init(crate::builtin).get(id).expect("a shipped agreement")
}

/// Readings fixed: question and reading.
pub(super) type Fixed = BTreeMap<String, String>;

impl Budget {
    /// Judged with some readings fixed and, where named, by one rule alone; `None` where the rows are refused.
    pub(super) fn judged(&self, fixed: &Fixed, rule: Option<&str>) -> Option<Vec<Assessment>> {
        let (portfolio, _) = Portfolio::new(&self.rows, &RowNumbers).ok()?;
        Some(self.plan(fixed, rule).evaluate(&portfolio))
    }

    pub(super) fn plan(&self, fixed: &Fixed, rule: Option<&str>) -> Plan<'static> {
        let steps = self.index.iter().map(|(of, p)| (year(*of), Percent::new(*p).expect("a projection")));
        let options = Options {
            readings: fixed.clone(),
            index: PriceIndex::new(steps).expect("projections"),
            assumptions: Vec::new(),
            rule: rule.map(str::to_owned),
        };
        Plan::new(agreement(self.agreement), year(self.year), &options).expect("a plan")
    }

    pub(super) fn judge(&self) -> Vec<Assessment> {
        self.judged(&Fixed::new(), None).expect("rows that agree")
    }

    /// With one cell of one row changed.
    pub(super) fn with(&self, row: usize, column: Column, amount: Decimal) -> Option<Budget> {
        let mut other = self.clone();
        *other.rows.get_mut(row)?.amount_mut(column)? = Some(Kroner::new(amount).ok()?);
        Some(other)
    }

    /// With a missing figure filled in; `None` where no row stands for it.
    pub(super) fn filled(&self, missing: &Missing, amount: Decimal) -> Option<Budget> {
        match missing {
            Missing::PriceIndex(of) => {
                let mut other = self.clone();
                other.index.push((of.number(), amount));
                Some(other)
            }
            Missing::Figure { column, offer, year, figures, tariff } => {
                let stands = |row: &&(usize, &Row)| {
                    row.1.offer == *offer
                        && row.1.year == *year
                        && row.1.figures == *figures
                        && (tariff.is_none() || row.1.tariff_name == *tariff)
                };
                let (number, _) = self.rows.iter().enumerate().collect::<Vec<_>>().iter().find(stands).copied()?;
                self.with(number, *column, amount)
            }
            other => panic!("a kind of figure that the laws do not fill: {other:?}"),
        }
    }
}

/// Who or what, by rule and tariff: findings are compared under this key.
pub(super) type Key = (String, String, String);

pub(super) fn subject(assessment: &Assessment) -> String {
    match &assessment.subject {
        Subject::Offer { offer, .. } => offer.to_string(),
        Subject::Operator { operator } => operator.to_string(),
        Subject::Region { region } => region.to_string(),
    }
}

pub(super) fn findings(assessments: &[Assessment]) -> BTreeMap<Key, Finding> {
    let mut out = BTreeMap::new();
    for assessment in assessments {
        for finding in &assessment.findings {
            let tariff = finding.tariff_name.as_deref().unwrap_or_default().to_owned();
            out.insert((subject(assessment), finding.rule.to_string(), tariff), finding.clone());
        }
    }
    out
}

/// The figures of a limit.
pub(super) fn limits(figures: &Figures) -> Option<&LimitFigures> {
    match figures {
        Figures::Limit(limits) => Some(limits),
        _ => None,
    }
}

/// Met, open, breached: from good to bad; `None` where the rule does not apply.
pub(super) fn badness(finding: &Finding) -> Option<u8> {
    match finding.verdict.name() {
        "met" => Some(0),
        "undetermined" => Some(1),
        "breached" => Some(2),
        _ => None,
    }
}

/// A reading for each question of the budget's agreement, picked at random.
pub(super) fn picked(budget: &Budget, picks: &[Index]) -> Fixed {
    let questions = agreement(budget.agreement).questions.iter().zip(picks.iter().cycle());
    questions.map(|(question, pick)| (question.id.to_string(), pick.get(&question.readings).id.to_string())).collect()
}

/// Enough picks that hardly two questions share one.
pub(super) fn picks() -> impl Strategy<Value = Vec<Index>> {
    prop::collection::vec(any::<Index>(), 10)
}

/// Every choice of a reading for each question of a rule.
pub(super) fn choices(id: &str, rule: &str) -> Vec<Fixed> {
    let agreement = agreement(id);
    let mut all = vec![Fixed::new()];
    for question in agreement.rule(rule).expect("a rule").questions() {
        let question = &agreement.questions[question];
        let with = |choice: &Fixed, reading: &str| {
            let mut choice = choice.clone();
            choice.insert(question.id.to_string(), reading.to_owned());
            choice
        };
        all = all.iter().flat_map(|choice| question.readings.iter().map(|one| with(choice, &one.id))).collect();
    }
    all
}
