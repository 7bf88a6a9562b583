use crate::Answer;
use crate::arguments::{Arguments, SchemaKind, SchemaOptions};
use crate::failure::Failure;
use crate::output;
use rammeaftale::schema;

/// The JSON Schema of a kind of file.
pub(crate) fn run(arguments: &Arguments, options: &SchemaOptions) -> Result<Answer, Failure> {
    let text = match options.kind {
        SchemaKind::Ruleset => schema::RULESET,
        SchemaKind::Portfolio => schema::PORTFOLIO,
        SchemaKind::Assessment => schema::ASSESSMENT,
        SchemaKind::Comparison => schema::COMPARISON,
    };
    output::write(text, arguments.output.as_deref()).map(|()| Answer::Fine)
}
