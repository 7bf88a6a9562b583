//! The JSON of `evaluate`: field names are a promise to others.

use crate::SCHEMA;
use rammeaftale::Assessment;
use rammeaftale::proof::Passages;
use serde::Serialize;
use serde_json::{Result, Value, json};
use std::collections::BTreeMap;

#[derive(Serialize)]
struct Envelope<'a> {
    schema: u32,
    engine: &'static str,
    assessments: &'a [Assessment],
    #[serde(skip_serializing_if = "Option::is_none")]
    passages: Option<BTreeMap<String, Value>>,
}

/// Assessments in their envelope, with a final line end; with passages, also those of every clause that a finding
/// names, by `agreement#clause`.
///
/// # Errors
/// Never for assessments made by the engine.
pub fn evaluation_json(assessments: &[Assessment], passages: Option<Passages<'_>>) -> Result<String> {
    let passages = passages.map(|passages| cited(assessments, passages));
    let envelope = Envelope { schema: SCHEMA, engine: env!("CARGO_PKG_VERSION"), assessments, passages };
    serde_json::to_string_pretty(&envelope).map(|text| text + "\n")
}

fn cited(assessments: &[Assessment], passages: Passages<'_>) -> BTreeMap<String, Value> {
    let mut out = BTreeMap::new();
    for assessment in assessments {
        let agreement = &assessment.agreement.id;
        for clause in assessment.findings.iter().flat_map(|finding| finding.clauses.iter()) {
            let name = if clause.contains('#') { clause.to_string() } else { format!("{agreement}#{clause}") };
            out.entry(name).or_insert_with(|| passage(passages, agreement, clause));
        }
    }
    out
}

/// `{"text": …}`, or `{"missing": {"da": …, "en": …}}` with the reason.
pub(crate) fn passage(passages: Passages<'_>, agreement: &str, clause: &str) -> Value {
    passages.get(agreement, clause).map_or_else(|why| json!({ "missing": why }), |text| json!({ "text": text }))
}
