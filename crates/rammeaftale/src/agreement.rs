//! Agreements, valid by type (rules.md, sections 2, 4 and 5). Only `check` makes them.

mod choice;
mod content;
mod fields;
mod key;
mod print;
pub mod rules;

pub use choice::Choice;
pub use content::{
    Approval, AreaReference, Clause, Commitment, CommitmentTopic, DevelopmentArea, Disposition, LegalBasis, Lineage,
    LinkWord, NotStated, OpenQuestion, Reading, SourceDocument, StatedFigure,
};
pub use fields::{Field, FieldValue, Value};
pub use key::Key;
pub use rules::{Force, Rule, RuleKind};

use crate::portfolio::Authority;
use crate::quantity::Year;
use crate::text::Text;
use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One framework agreement, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Agreement {
    /// `<region>/<period>`, the path without its ending.
    pub id: Arc<str>,
    /// Raised when the meaning of the file changes.
    pub revision: u32,
    /// SHA-256 of the ruleset's texts, as `sha256:…`.
    pub digest: Arc<str>,
    /// Its name.
    pub title: Text,
    /// First and last day, both included.
    pub in_force: Period,
    /// What the text at hand is.
    pub text: TextStatus,
    /// Who is party to it.
    pub parties: Arc<Parties>,
    /// What is known of its approval.
    pub approvals: Vec<Approval>,
    /// The law it rests on.
    pub legal_basis: Vec<LegalBasis>,
    /// The documents read.
    pub sources: Vec<SourceDocument>,
    /// Every passage of those documents.
    pub clauses: Vec<Clause>,
    /// Its rules in the order of the file.
    pub rules: Vec<Rule>,
    /// What the source leaves open; those of a rule taken from another agreement last.
    pub questions: Vec<OpenQuestion>,
    /// Topics on which the source is silent.
    pub not_stated: Vec<NotStated>,
    /// Fields of joint work.
    pub development_areas: Vec<DevelopmentArea>,
    /// Promises that no budget can break.
    pub commitments: Vec<Commitment>,
    /// Figures stated that are no rule.
    pub stated_figures: Vec<StatedFigure>,
}

impl Agreement {
    /// The rule with this id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| &*rule.id == id)
    }

    /// The question with this id.
    pub fn question(&self, id: &str) -> Option<&OpenQuestion> {
        self.questions.iter().find(|question| &*question.id == id)
    }

    /// True when the ruleset settles this field of a rule, the source being silent.
    pub fn chooses(&self, rule: &str, key: Key) -> bool {
        self.not_stated.iter().any(|silence| silence.chosen.get(rule).is_some_and(|keys| keys.contains(&key)))
    }

    /// True when some rule judges budgets; an agreement without one answers `undetermined: not-stated`.
    pub fn rules_budgets(&self) -> bool {
        self.rules.iter().any(|rule| !matches!(rule.kind, RuleKind::Scope(_)))
    }
}

/// First and last day of a period, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl Period {
    /// True on every day of the period, the first and the last among them.
    pub fn contains(&self, date: NaiveDate) -> bool {
        self.from <= date && date <= self.to
    }

    /// True when some day of the year lies in the period.
    pub fn touches(&self, year: Year) -> bool {
        (self.from.year()..=self.to.year()).contains(&year.number())
    }

    /// The year of the first day.
    pub fn first_year(&self) -> i32 {
        self.from.year()
    }
}

/// What the text at hand is. Closed: whatever is less than the agreement itself must be told by all who tell what rests on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TextStatus {
    /// The agreement itself.
    Agreement,
    /// A draft of it.
    Draft,
    /// A proposal; the agreement itself was not at hand.
    Proposal,
    /// Another's account of it; no text of the agreement was at hand.
    Account,
    /// An example: there is no such agreement.
    Invented,
}

/// The region and the municipalities that agreements of the region bind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parties {
    /// The path of their file without its ending.
    pub id: Arc<str>,
    /// The region's code and name.
    pub region: (Authority, String),
    /// The municipalities by code.
    pub municipalities: BTreeMap<Authority, String>,
}

impl Parties {
    /// The name of a party.
    pub fn name(&self, authority: Authority) -> Option<&str> {
        if authority == self.region.0 {
            return Some(&self.region.1);
        }
        self.municipalities.get(&authority).map(String::as_str)
    }

    /// True for the region and its municipalities.
    pub fn contains(&self, authority: Authority) -> bool {
        self.name(authority).is_some()
    }
}

/// An agreement that the sources mention and nobody has modelled.
#[derive(Clone, Debug)]
pub struct KnownAgreement {
    /// `<region>/<period>`.
    pub id: Arc<str>,
    /// Its name.
    pub title: Text,
    /// First day, and last where known.
    pub from: NaiveDate,
    /// Last day where known.
    pub to: Option<NaiveDate>,
    /// True for what is only announced.
    pub announced: bool,
    /// What is known of it.
    pub what: Text,
    /// Clauses of modelled agreements that mention it, as `agreement#clause`.
    pub clauses: Vec<Arc<str>>,
    /// Its development areas, as far as they are known.
    pub development_areas: Vec<KnownArea>,
}

impl KnownAgreement {
    /// True on every day of its period.
    pub fn contains(&self, date: NaiveDate) -> bool {
        self.from <= date && self.to.is_none_or(|to| date <= to)
    }
}

/// A development area of an agreement that is only known.
#[derive(Clone, Debug)]
pub struct KnownArea {
    /// Its id within that agreement.
    pub id: Arc<str>,
    /// Its name.
    pub name: Text,
    /// The area it continues.
    pub continues: Option<AreaReference>,
}
