//! One thing that an agreement says, typed, and its name.

use super::Topic;
use crate::agreement::{AreaReference, FieldValue, Force, Key, Lineage, TextStatus};
use crate::quantity::Year;
use crate::text::Text;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Serialize;
use std::sync::Arc;

/// The name of an item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ItemKey {
    /// What it belongs to.
    pub topic: Topic,
    /// The ruleset's table.
    pub table: &'static str,
    /// Its id in that table.
    pub id: Arc<str>,
}

/// The name of a fact within its item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct FactKey {
    /// The key.
    pub key: Key,
    /// Which of several: a reading's id, a municipality's code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<Arc<str>>,
}

/// One thing that an agreement says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Fact {
    /// A field of a rule, settled or left to a question.
    Field(FieldValue),
    /// A text in both languages.
    Text(Text),
    /// Several.
    Texts(Vec<Text>),
    /// A name in the language of the document, or an id.
    Name(Arc<str>),
    /// A day.
    Date(NaiveDate),
    /// Calendar years.
    Years(Vec<Year>),
    /// Yes or no.
    Flag(bool),
    /// A figure with its digits as written.
    Figure(Decimal),
    /// How something binds.
    Force(Force),
    /// What a text is.
    Status(TextStatus),
    /// Where an area comes from.
    Lineage(Lineage),
    /// The area that one continues, and whose word that is.
    Area(AreaReference),
    /// The reading of a question.
    Reading {
        /// The question.
        question: Arc<str>,
        /// Its reading.
        reading: Arc<str>,
        /// True where that is the reading judged by.
        preferred: bool,
        /// The reading in one sentence.
        text: Text,
    },
    /// What a rule says that exists under one reading only.
    Under {
        /// The question.
        question: Arc<str>,
        /// Its reading.
        reading: Arc<str>,
        /// True where that is the reading judged by.
        preferred: bool,
        /// What holds under it.
        fact: Box<Fact>,
    },
}

impl Fact {
    /// What is said, whatever reading it takes.
    pub fn said(&self) -> &Fact {
        if let Fact::Under { fact, .. } = self { fact } else { self }
    }

    /// True for what the ruleset settles and the text does not say.
    pub fn is_chosen(&self) -> bool {
        matches!(self.said(), Fact::Field(FieldValue::Chosen { .. }))
    }
}
