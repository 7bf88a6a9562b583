//! A rule's fields by name, for showing and comparing.

use super::rules::{AtMost, BaseYear, Credit, RuleKind, Vocabulary};
use super::{Agreement, Choice, Rule};
use crate::portfolio::FiguresKind;
use crate::quantity::Percent;
use serde::Serialize;
use std::sync::Arc;

/// One field of a rule: its name in the ruleset and what it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// The key in the ruleset.
    pub name: &'static str,
    /// What it holds.
    pub value: FieldValue,
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum FieldValue {
    /// Settled by the source.
    Fixed(String),
    /// Left to a question: the value under each of its readings.
    Open {
        /// The question.
        question: Arc<str>,
        /// Reading and value.
        readings: Vec<(Arc<str>, String)>,
    },
}

impl Rule {
    /// The rule's fields, in the order of the ruleset format.
    pub fn fields(&self, agreement: &Agreement) -> Vec<Field> {
        let list = Fields { agreement };
        match &self.kind {
            RuleKind::Scope(rule) => vec![fixed("location", word(&rule.location)), fixed("buyers", word(&rule.buyers))],
            RuleKind::TariffDevelopment(rule) => {
                let mut fields = vec![
                    list.choice("level", &rule.level, word),
                    list.choice("measure", &rule.measure, word),
                    list.choice("figures", &rule.figures, FiguresKind::to_string),
                    list.choice("base_figures", &rule.base_figures, FiguresKind::to_string),
                    list.choice("base_year", &rule.base_year, base_year),
                    list.choice("at_most_percent", &rule.at_most, at_most),
                ];
                fields.extend(rule.credit.iter().flat_map(|credit| list.credit(credit)));
                fields.extend([
                    list.choice("own_payment", &rule.own_payment, word),
                    list.choice("portfolio_changes", &rule.portfolio_changes, word),
                    list.choice("price_basis", &rule.price_basis, word),
                    list.choice("carried_result", &rule.carried_result, word),
                    list.choice("also_against", &rule.also_against, |years| {
                        years.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
                    }),
                    fixed("allowance", word(&rule.allowance)),
                ]);
                fields
            }
            RuleKind::ResultRegulation(rule) => {
                let mut fields = vec![fixed("lag_years", rule.lag_years.to_string())];
                fields.extend((rule.spread_years != 1).then(|| fixed("spread_years", rule.spread_years.to_string())));
                fields.extend([
                    fixed("band_percent", rule.band_percent.to_string()),
                    list.choice("denominator", &rule.denominator, word),
                    list.choice("amount", &rule.amount, word),
                    list.choice("deficit_inside", &rule.deficit_inside, word),
                    list.choice("surplus_inside", &rule.surplus_inside, word),
                ]);
                fields
            }
            RuleKind::Pricing(rule) => {
                vec![fixed("own_payment", word(&rule.own_payment)), fixed("from_year", rule.from_year.to_string())]
            }
            RuleKind::CatchUp(rule) => vec![fixed("addressees", word(&rule.addressees))],
        }
    }
}

struct Fields<'a> {
    agreement: &'a Agreement,
}

impl Fields<'_> {
    fn credit(&self, credit: &Credit) -> [Field; 2] {
        [fixed("credit_year", credit.year.to_string()), self.choice("credited_step", &credit.step, word)]
    }

    fn choice<T>(&self, name: &'static str, choice: &Choice<T>, show: impl Fn(&T) -> String) -> Field {
        let value = match choice {
            Choice::Fixed(value) => FieldValue::Fixed(show(value)),
            Choice::Open { question, by_reading } => {
                let asked = self.agreement.questions.get(*question);
                let readings = asked.into_iter().flat_map(|asked| &asked.readings);
                FieldValue::Open {
                    question: asked.map_or_else(|| Arc::from(""), |asked| Arc::clone(&asked.id)),
                    readings: readings.zip(by_reading).map(|(one, value)| (Arc::clone(&one.id), show(value))).collect(),
                }
            }
        };
        Field { name, value }
    }
}

fn base_year(base: &BaseYear) -> String {
    match base {
        BaseYear::Of(year) => year.to_string(),
        BaseYear::YearsBefore(years) => format!("years_before {years}"),
    }
}

fn at_most(limit: &AtMost) -> String {
    match limit {
        AtMost::Percent(percent) => percent.to_string(),
        AtMost::Index { minus, share } if *share == Percent::HUNDRED => format!("index_minus {minus}"),
        AtMost::Index { minus, share } => format!("index_minus {minus} share_percent {share}"),
        AtMost::NoTarget => "none".to_owned(),
    }
}

fn fixed(name: &'static str, value: String) -> Field {
    Field { name, value: FieldValue::Fixed(value) }
}

/// The name of a value in rulesets.
pub(super) fn word<T: Vocabulary>(value: &T) -> String {
    value.name().to_owned()
}
