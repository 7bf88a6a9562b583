use crate::Answer;
use crate::arguments::{Arguments, CompletionOptions};
use crate::failure::Failure;
use crate::output;
use clap::CommandFactory;

/// The completion script of a shell.
pub(crate) fn run(options: &CompletionOptions) -> Result<Answer, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Arguments::command(), "rammeaftale", &mut script);
    output::write(&String::from_utf8_lossy(&script), None).map(|()| Answer::Fine)
}
