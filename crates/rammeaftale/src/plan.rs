//! Everything that does not depend on the budget: years resolved, readings multiplied out.

mod combinations;

pub(crate) use combinations::{Combination, Combinations};

use crate::agreement::{Agreement, OpenQuestion, Rule, TextStatus};
use crate::portfolio::{Assumption, Portfolio};
use crate::price_index::PriceIndex;
use crate::quantity::Year;
use std::collections::BTreeMap;

/// What a user may choose.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Readings fixed by question id: a fixed reading is the only one.
    pub readings: BTreeMap<String, String>,
    /// Price and wage projections.
    pub index: PriceIndex,
    /// Blanks filled in the open.
    pub assumptions: Vec<Assumption>,
    /// Judge this rule alone.
    pub rule: Option<String>,
}

/// A choice that the agreement does not know.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanError {
    /// No such question.
    #[error("`{agreement}` has no open question `{question}`")]
    UnknownQuestion {
        /// The agreement.
        agreement: String,
        /// As given.
        question: String,
        /// The questions it has.
        known: Vec<String>,
    },
    /// No such reading.
    #[error("the question `{question}` has no reading `{reading}`")]
    UnknownReading {
        /// The question.
        question: String,
        /// As given.
        reading: String,
        /// The readings it has.
        known: Vec<String>,
    },
    /// No such rule.
    #[error("`{agreement}` has no rule `{rule}`")]
    UnknownRule {
        /// The agreement.
        agreement: String,
        /// As given.
        rule: String,
        /// The rules it has.
        known: Vec<String>,
    },
}

/// One agreement made ready for one year: judges any number of portfolios.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    pub(crate) agreement: &'a Agreement,
    pub(crate) year: Year,
    pub(crate) shift: Option<i32>,
    pub(crate) rules: Vec<PlannedRule<'a>>,
    pub(crate) index: PriceIndex,
    pub(crate) assumptions: Vec<Assumption>,
    /// The readings that may be chosen, for each question of the agreement.
    allowed: Vec<Vec<usize>>,
}

/// A rule with all combinations of the readings it depends on.
#[derive(Clone, Debug)]
pub(crate) struct PlannedRule<'a> {
    pub(crate) rule: &'a Rule,
    pub(crate) combinations: Combinations,
}

impl<'a> Plan<'a> {
    /// Makes an agreement ready for a subject year. Outside the agreement's period it is transposed by whole
    /// years, and every assessment says so (rules.md, section 7).
    ///
    /// # Errors
    /// When a question, reading or rule named in the options does not exist.
    pub fn new(agreement: &'a Agreement, year: Year, options: &Options) -> Result<Plan<'a>, PlanError> {
        let allowed = allowed(agreement, options)?;
        let rules: Vec<&Rule> = match &options.rule {
            None => agreement.rules.iter().collect(),
            Some(id) => vec![agreement.rule(id).ok_or_else(|| PlanError::UnknownRule {
                agreement: agreement.id.to_string(),
                rule: id.clone(),
                known: agreement.rules.iter().map(|rule| rule.id.to_string()).collect(),
            })?],
        };
        let rules = rules
            .into_iter()
            .map(|rule| PlannedRule { rule, combinations: Combinations::new(rule.questions(), agreement, &allowed) })
            .collect();
        let in_force = agreement.in_force.touches(year);
        Ok(Plan {
            agreement,
            year,
            shift: (!in_force).then(|| year.number() - agreement.in_force.first_year()),
            rules,
            index: options.index.clone(),
            assumptions: options.assumptions.clone(),
            allowed,
        })
    }

    /// The agreement.
    pub fn agreement(&self) -> &'a Agreement {
        self.agreement
    }

    /// The subject year.
    pub fn year(&self) -> Year {
        self.year
    }

    /// A year of the agreement, moved along when the agreement is transposed.
    pub(crate) fn shifted(&self, year: Year) -> Year {
        year.plus(self.shift.unwrap_or(0))
    }

    /// True when the subject year is among those that a rule judges.
    pub(crate) fn is_ruled_by(&self, rule: &Rule) -> bool {
        rule.years.iter().any(|year| self.shifted(*year) == self.year)
    }

    /// The combinations of all readings on which some of the rules depend.
    pub(crate) fn joint(&self, rules: &[usize]) -> Combinations {
        let planned = rules.iter().filter_map(|index| self.rules.get(*index));
        let questions = planned.flat_map(|planned| planned.rule.questions()).collect();
        Combinations::new(questions, self.agreement, &self.allowed)
    }

    /// The assumption that something else than the agreement's text stands for it.
    pub(crate) fn text_assumption(&self) -> Option<&'static str> {
        match self.agreement.text {
            TextStatus::Agreement => None,
            TextStatus::Draft => Some("text-is-draft"),
            TextStatus::Proposal => Some("text-is-proposal"),
            TextStatus::Account => Some("text-is-account"),
            TextStatus::Invented => Some("text-is-invented"),
        }
    }

    /// The portfolio with its blanks filled as the user assumes.
    pub(crate) fn assumed<'p>(&self, portfolio: &'p Portfolio) -> std::borrow::Cow<'p, Portfolio> {
        if self.assumptions.is_empty() {
            return std::borrow::Cow::Borrowed(portfolio);
        }
        std::borrow::Cow::Owned(portfolio.clone().assume(&self.assumptions))
    }
}

/// For each question the readings that may be chosen: all, or the one that the user fixed.
fn allowed(agreement: &Agreement, options: &Options) -> Result<Vec<Vec<usize>>, PlanError> {
    for question in options.readings.keys() {
        if agreement.question(question).is_none() {
            return Err(PlanError::UnknownQuestion {
                agreement: agreement.id.to_string(),
                question: question.clone(),
                known: agreement.questions.iter().map(|question| question.id.to_string()).collect(),
            });
        }
    }
    agreement.questions.iter().map(|question| allowed_readings(question, options)).collect()
}

fn allowed_readings(question: &OpenQuestion, options: &Options) -> Result<Vec<usize>, PlanError> {
    let Some(name) = options.readings.get(&*question.id) else {
        return Ok((0..question.readings.len()).collect());
    };
    let found = question.readings.iter().position(|reading| *reading.id == **name);
    found.map(|reading| vec![reading]).ok_or_else(|| PlanError::UnknownReading {
        question: question.id.to_string(),
        reading: name.clone(),
        known: question.readings.iter().map(|reading| reading.id.to_string()).collect(),
    })
}
