//! The JSON of `evaluate`: field names are a promise to others.

use crate::SCHEMA;
use rammeaftale::Assessment;
use rammeaftale::proof::Passages;
use serde::ser::{Error as _, Serialize, SerializeSeq, Serializer};
use serde_json::{Error, Result, Value, json};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::io::{self, Write};

#[derive(serde::Serialize)]
struct Envelope<'a, A> {
    schema: u32,
    engine: &'static str,
    assessments: A,
    /// What the assessments cite, which is known behind them.
    #[serde(skip_serializing_if = "Option::is_none")]
    passages: Option<&'a Cited>,
}

/// Assessments in their envelope, with a final line end; with passages, also those of every clause that a finding
/// names, by `agreement#clause`.
///
/// # Errors
/// Never for assessments made by the engine.
pub fn evaluation_json(assessments: &[Assessment], passages: Option<Passages<'_>>) -> Result<String> {
    let mut out = Vec::new();
    write_evaluation_json(&mut out, passages, |take| assessments.iter().try_for_each(take)).map_err(Error::io)?;
    String::from_utf8(out).map_err(Error::custom)
}

/// The same, written as the assessments come: `judge` hands them out, and none is held.
///
/// # Errors
/// What cannot be written, and what `judge` gives.
pub fn write_evaluation_json(
    out: impl Write,
    passages: Option<Passages<'_>>,
    judge: impl FnOnce(&mut Take<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let (mut out, cited) = (out, RefCell::default());
    let assessments = Judged { judge: Cell::new(Some(judge)), passages, cited: &cited };
    let passages = passages.map(|_| &cited);
    let envelope = Envelope { schema: SCHEMA, engine: env!("CARGO_PKG_VERSION"), assessments, passages };
    serde_json::to_writer_pretty(&mut out, &envelope)?;
    out.write_all(b"\n")
}

/// Takes an assessment.
pub type Take<'t> = dyn FnMut(&Assessment) -> io::Result<()> + 't;

/// By `agreement#clause` what a clause says.
type Cited = RefCell<BTreeMap<String, Value>>;

/// A list that is made while it is written.
struct Judged<'a, J> {
    judge: Cell<Option<J>>,
    passages: Option<Passages<'a>>,
    cited: &'a Cited,
}

impl<J: FnOnce(&mut Take<'_>) -> io::Result<()>> Serialize for Judged<'_, J> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        let judged = self.judge.take().map_or(Ok(()), |judge| {
            judge(&mut |assessment| {
                if let Some(passages) = self.passages {
                    cite(&mut self.cited.borrow_mut(), assessment, passages);
                }
                list.serialize_element(assessment).map_err(|error| io::Error::other(error.to_string()))
            })
        });
        judged.map_err(S::Error::custom)?;
        list.end()
    }
}

fn cite(cited: &mut BTreeMap<String, Value>, assessment: &Assessment, passages: Passages<'_>) {
    let agreement = &assessment.agreement.id;
    for clause in assessment.findings.iter().flat_map(|finding| finding.clauses.iter()) {
        let name = if clause.contains('#') { clause.to_string() } else { format!("{agreement}#{clause}") };
        cited.entry(name).or_insert_with(|| passage(passages, agreement, clause));
    }
}

/// `{"text": …}`, or `{"missing": {"da": …, "en": …}}` with the reason.
pub(crate) fn passage(passages: Passages<'_>, agreement: &str, clause: &str) -> Value {
    passages.get(agreement, clause).map_or_else(|why| json!({ "missing": why }), |text| json!({ "text": text }))
}
