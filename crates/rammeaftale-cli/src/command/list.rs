use crate::Answer;
use crate::arguments::{Arguments, Format, ListOptions};
use crate::command::register;
use crate::failure::Failure;
use crate::output;

/// The agreements on a time line.
pub(crate) fn run(arguments: &Arguments, options: &ListOptions) -> Result<Answer, Failure> {
    let register = register(arguments.agreements.as_deref())?;
    let file = arguments.output.as_deref();
    let text = match options.format {
        Format::Table => rammeaftale_report::register(&register, arguments.lang(), output::style(file)),
        Format::Json => rammeaftale_report::register_json(&register)
            .map_err(|error| Failure::usage(error.to_string(), error.to_string()))?,
    };
    output::write(&text, file).map(|()| Answer::Fine)
}
