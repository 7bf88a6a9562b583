//! What a user may choose, held against the agreement.

use crate::agreement::{Agreement, OpenQuestion};
use crate::portfolio::Assumption;
use crate::price_index::PriceIndex;
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

/// For each question the readings that may be chosen: all, or the one that the user fixed.
pub(super) fn allowed(agreement: &Agreement, options: &Options) -> Result<Vec<Vec<usize>>, PlanError> {
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
