use super::inputs::{Input, inputs};
use crate::Answer;
use crate::arguments::{Arguments, ColumnsOptions};
use crate::failure::Failure;
use crate::output;
use rammeaftale_sheets::Guess;
use std::io;

/// Prints what the headings of files are taken for, as a file for `evaluate --columns`.
pub(crate) fn run(arguments: &Arguments, options: &ColumnsOptions) -> Result<Answer, Failure> {
    let (inputs, _) = inputs(&options.files)?;
    let mut guess = Guess::default();
    for input in inputs {
        match input {
            Input::Stdin => guess.add("-", io::stdin().lock()),
            Input::File(path) => guess.add_path(&path),
        }
        .map_err(Failure::Files)?;
    }
    output::write(&guess.to_toml(arguments.lang()), arguments.output.as_deref())?;
    Ok(Answer::Fine)
}
