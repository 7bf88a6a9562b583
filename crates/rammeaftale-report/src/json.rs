//! The JSON of `evaluate`: field names are a promise to others.

mod lines;

use crate::SCHEMA;
use lines::Lines;
use rammeaftale::Assessment;
use rammeaftale::proof::Passages;
use serde::Serialize;
use serde_json::ser::Serializer;
use serde_json::{Error, Result, Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Assessments in their envelope, with a final line end; with passages, also those of every clause that a finding
/// names, by `agreement#clause`.
///
/// # Errors
/// Never for assessments made by the engine.
pub fn evaluation_json(assessments: &[Assessment], passages: Option<Passages<'_>>) -> Result<String> {
    let mut out = Vec::new();
    let elements =
        |take: &mut TakeElement<'_>| assessments.iter().try_for_each(|one| take(Element::of(one, passages)?));
    write_evaluation_json(&mut out, passages.is_some(), elements).map_err(Error::io)?;
    String::from_utf8(out).map_err(serde::ser::Error::custom)
}

/// An assessment written out, and what it cites; any thread can make it.
#[derive(Debug)]
pub struct Element {
    json: Vec<u8>,
    cited: Cited,
}

impl Element {
    /// Writes an assessment out; with passages, those that its findings cite.
    ///
    /// # Errors
    /// Never for an assessment made by the engine.
    pub fn of(assessment: &Assessment, passages: Option<Passages<'_>>) -> Result<Element> {
        let cited = passages.map(|passages| cited(assessment, passages)).unwrap_or_default();
        Ok(Element { json: pretty(assessment, 2)?, cited })
    }
}

/// Takes an assessment written out.
pub type TakeElement<'t> = dyn FnMut(Element) -> io::Result<()> + 't;

/// By `agreement#clause` what a clause says.
type Cited = BTreeMap<String, Value>;

/// The same, written as the assessments come: `judge` hands them out, and none is held; `with_passages` where they were
/// made with those.
///
/// # Errors
/// What cannot be written, and what `judge` gives.
pub fn write_evaluation_json(
    mut out: impl Write,
    with_passages: bool,
    judge: impl FnOnce(&mut TakeElement<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let (engine, mut cited, mut any) = (env!("CARGO_PKG_VERSION"), Cited::default(), false);
    write!(out, "{{\n  \"schema\": {SCHEMA},\n  \"engine\": \"{engine}\",\n  \"assessments\": [")?;
    judge(&mut |element| {
        out.write_all(if any { b",\n    " } else { b"\n    " })?;
        any = true;
        cited.extend(element.cited);
        out.write_all(&element.json)
    })?;
    out.write_all(if any { b"\n  ]" } else { b"]" })?;
    if with_passages {
        out.write_all(b",\n  \"passages\": ")?;
        out.write_all(&pretty(&cited, 1)?)?;
    }
    out.write_all(b"\n}\n")
}

/// A value as it stands so many levels deep.
fn pretty(value: &impl Serialize, depth: usize) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut out, Lines::at(depth).map_err(Error::io)?))?;
    Ok(out)
}

fn cited(assessment: &Assessment, passages: Passages<'_>) -> Cited {
    let agreement = &assessment.agreement.id;
    let mut cited = Cited::new();
    for clause in assessment.findings.iter().flat_map(|finding| finding.clauses.iter()) {
        let name = if clause.contains('#') { clause.to_string() } else { format!("{agreement}#{clause}") };
        cited.entry(name).or_insert_with(|| passage(passages, agreement, clause));
    }
    cited
}

/// `{"text": …}`, or `{"missing": {"da": …, "en": …}}` with the reason.
pub(crate) fn passage(passages: Passages<'_>, agreement: &str, clause: &str) -> Value {
    passages.get(agreement, clause).map_or_else(|why| json!({ "missing": why }), |text| json!({ "text": text }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_assessments_are_an_empty_list() {
        let engine = env!("CARGO_PKG_VERSION");
        let expected = json!({ "assessments": [], "engine": engine, "schema": SCHEMA });
        let text = evaluation_json(&[], None).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), expected);
        assert!(text.ends_with("\"assessments\": []\n}\n"), "{text}");
    }
}
