//! `rammeaftale`: judges portfolios of social offers by the framework agreement in force.

mod arguments;
mod command;
mod failure;
mod output;
mod usage;
mod work;

use arguments::Command;
use failure::Failure;
use rammeaftale::Verdict;
use std::process::ExitCode;

/// The answer of a command; the numbers are documented in the README.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    /// Judged, and nothing breached or undetermined; or the command did what it was asked.
    Fine = 0,
    /// Something is breached, or a scenario failed.
    Breached = 1,
    /// Nothing breached, but something undetermined.
    Undetermined = 3,
}

impl Answer {
    /// The answer when this verdict is among what was judged too.
    fn with(self, verdict: Verdict) -> Answer {
        match verdict {
            Verdict::Breached => Answer::Breached,
            Verdict::Undetermined(_) if self == Answer::Fine => Answer::Undetermined,
            _ => self,
        }
    }
}

fn main() -> ExitCode {
    let arguments = usage::parsed();
    work::end_cleanly_when_interrupted();
    let lang = arguments.lang();
    let answer = match &arguments.command {
        Command::List(options) => command::list::run(&arguments, options),
        Command::Show(options) => command::show::run(&arguments, options),
        Command::Evaluate(options) => command::evaluate::run(&arguments, options),
        Command::Template(options) => command::template::run(&arguments, options),
        Command::Columns(options) => command::columns::run(&arguments, options),
        Command::Compare(options) => command::compare::run(&arguments, options),
        Command::Check(options) => command::check::run(&arguments, options),
        Command::Test(options) => command::test::run(&arguments, options),
        Command::Schema(options) => command::schema::run(&arguments, options),
        Command::New(options) => command::new::run(&arguments, options),
        Command::Completions(options) => command::completions::run(options),
    };
    match answer {
        Ok(answer) => ExitCode::from(answer as u8),
        Err(failure) => {
            failure.print(lang);
            ExitCode::from(Failure::EXIT)
        }
    }
}
