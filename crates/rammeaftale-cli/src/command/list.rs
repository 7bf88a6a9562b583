use crate::Answer;
use crate::arguments::{Arguments, ListOptions};
use crate::command::register;
use crate::failure::Failure;
use crate::output;

/// The agreements on a time line.
pub(crate) fn run(arguments: &Arguments, options: &ListOptions) -> Result<Answer, Failure> {
    let register = register(arguments.agreements.as_deref())?;
    let document = |_| rammeaftale_report::register(&register);
    let json = || rammeaftale_report::register_json(&register);
    output::give(arguments, options.format, document, json).map(|()| Answer::Fine)
}
