//! What an agreement holds beside its rules.

use super::rules::vocabulary;
use super::{Force, Key};
use crate::text::Text;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A document that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SourceDocument {
    /// Its id within the agreement.
    pub id: Arc<str>,
    /// Its title.
    pub title: Text,
    /// Who published it.
    pub publisher: String,
    /// The file read: a plain name, without a folder.
    pub file: String,
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub sha256: String,
    /// The day it was read.
    pub read: NaiveDate,
}

/// A passage of a document: locator, fingerprint and own words, never the passage itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Clause {
    /// Its id within the agreement.
    pub id: Arc<str>,
    /// Id of the document; `agreement#source` for one of another agreement.
    pub source: Arc<str>,
    /// The heading it stands under.
    pub section: String,
    /// Its first words.
    pub first: String,
    /// Its last words.
    pub last: String,
    /// SHA-256 of the normalised passage, in hexadecimal.
    pub sha256: String,
    /// What it says, in our own words.
    pub summary: Text,
    /// What became of it in the ruleset.
    pub disposition: Disposition,
}

/// What became of a passage. Closed: a passage is a rule or not, and a rule is modelled or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "is", content = "reason")]
pub enum Disposition {
    /// Something in the ruleset rests on it.
    Modelled,
    /// It matters, but the ruleset carries nothing of it, for this reason.
    NotModelled(Text),
    /// It binds nobody to anything.
    NotARule,
}

/// What is known of the approval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Approval {
    /// Its id within the agreement.
    pub id: Arc<str>,
    /// The fact.
    pub text: Text,
    /// Its day, where one is stated.
    pub date: Option<NaiveDate>,
    /// The clauses it rests on.
    pub clauses: Vec<Arc<str>>,
}

/// A law or order that the agreement rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LegalBasis {
    /// Its Danish name.
    pub title: String,
    /// Its day.
    pub date: Option<NaiveDate>,
    /// The clauses that name it.
    pub clauses: Vec<Arc<str>>,
}

/// What a source leaves open, and how it can be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OpenQuestion {
    /// Its id within the agreement.
    pub id: Arc<str>,
    /// The question.
    pub text: Text,
    /// Every permitted reading.
    pub readings: Vec<Reading>,
    /// The preferred one, by its place; `None` leaves the verdict to what all readings share.
    pub preferred: Option<usize>,
    /// Why that one is preferred.
    pub why: Option<Text>,
    /// The clauses that leave it open.
    pub clauses: Vec<Arc<str>>,
    /// The agreement that asks it, when a rule was taken over from there.
    pub origin: Option<Arc<str>>,
}

/// One permitted way to understand a clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Reading {
    /// Its id within the question.
    pub id: Arc<str>,
    /// The reading in one sentence.
    pub text: Text,
}

/// A topic on which the source is silent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct NotStated {
    /// A kind of rule, or another topic.
    pub topic: String,
    /// What is not stated.
    pub text: Text,
    /// The documents in which it was looked for.
    pub looked_in: Vec<Arc<str>>,
    /// The fields that the ruleset settles all the same, by rule: its own choice, not the source's word.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub chosen: BTreeMap<Arc<str>, Vec<Key>>,
}

/// A field of joint work that the agreement names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DevelopmentArea {
    /// Its id within the agreement.
    pub id: Arc<str>,
    /// Its name.
    pub name: Text,
    /// True where the text at hand only proposes it.
    pub proposed: bool,
    /// Where it comes from.
    pub lineage: Lineage,
    /// The area it continues.
    pub continues: Option<AreaReference>,
    /// For whom.
    pub target_groups: Vec<Text>,
    /// What it is about.
    pub summary: Text,
    /// The clauses that name it.
    pub clauses: Vec<Arc<str>>,
}

/// Where a development area comes from. Closed: rules.md names them all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lineage {
    /// New in this agreement.
    New,
    /// Carried on from an earlier one.
    Continued,
    /// Only followed up.
    FollowedUp,
    /// The text does not say.
    NotStated,
}

/// An area of another agreement, and whose word the link is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct AreaReference {
    /// `agreement#area`.
    pub area: Arc<str>,
    /// Whose word it is.
    pub link: LinkWord,
}

/// Whose word a link between development areas is. Closed: a word is theirs or ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkWord {
    /// The document says so.
    Document,
    /// We read it so.
    Ours,
}

/// A promise that no budget can break.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Commitment {
    /// Its id within the agreement.
    pub id: Arc<str>,
    /// Who promises.
    pub addressee: Text,
    /// What.
    pub text: Text,
    /// What it is about, where it is about contracts or the way of working.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<CommitmentTopic>,
    /// How it binds, where the text says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub force: Option<Force>,
    /// By when, where stated.
    pub due: Option<NaiveDate>,
    /// The clauses it rests on.
    pub clauses: Vec<Arc<str>>,
}

vocabulary! {
    /// What a promise is about.
    CommitmentTopic {
        /// Contracts on places.
        Contracts = "contracts",
        /// How the parties work and decide.
        Process = "process",
    }
}

/// A figure that the text states and that is no rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct StatedFigure {
    /// Its id within the agreement.
    pub id: Arc<str>,
    /// The figure with its digits as written.
    pub value: Decimal,
    /// What it counts.
    pub unit: Text,
    /// True for "about".
    pub approximate: bool,
    /// What it tells.
    pub text: Text,
    /// The clauses that state it.
    pub clauses: Vec<Arc<str>>,
}
