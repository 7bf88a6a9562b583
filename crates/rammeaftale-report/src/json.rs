//! The JSON of `evaluate`: field names are a promise to others.

use crate::SCHEMA;
use rammeaftale::Assessment;
use serde::Serialize;
use serde_json::Result;

#[derive(Serialize)]
struct Envelope<'a> {
    schema: u32,
    engine: &'static str,
    assessments: &'a [Assessment],
}

/// Assessments in their envelope, with a final line end.
///
/// # Errors
/// Never for assessments made by the engine.
pub fn evaluation_json(assessments: &[Assessment]) -> Result<String> {
    let envelope = Envelope { schema: SCHEMA, engine: env!("CARGO_PKG_VERSION"), assessments };
    serde_json::to_string_pretty(&envelope).map(|text| text + "\n")
}
