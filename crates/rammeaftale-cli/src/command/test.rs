use crate::Answer;
use crate::arguments::{Arguments, TestOptions};
use crate::command::{read, register, toml_files};
use crate::failure::Failure;
use crate::output;
use rammeaftale::diag::Diagnostic;
use rammeaftale::scenario::{self, Case, Outcome};
use rammeaftale::{Lang, Register};

/// Runs scenario files: every case, and each difference with its place.
pub(crate) fn run(arguments: &Arguments, options: &TestOptions) -> Result<Answer, Failure> {
    let register = register(arguments.agreements.as_deref())?;
    let cases = cases(options)?;
    let mut report = Report { lang: arguments.lang(), text: String::new(), passed: 0, failed: 0 };
    for case in &cases {
        report.run(case, &register);
    }
    report.close();
    output::write(&report.text, arguments.output.as_deref())?;
    Ok(if report.failed == 0 { Answer::Fine } else { Answer::Breached })
}

/// Every case below the paths; every mistake in any file.
fn cases(options: &TestOptions) -> Result<Vec<Case>, Failure> {
    let mut cases = Vec::new();
    let mut mistakes: Vec<Diagnostic> = Vec::new();
    for path in options.paths.iter().map(|path| toml_files(path)).collect::<Result<Vec<_>, _>>()?.iter().flatten() {
        match scenario::read(&path.display().to_string(), &read(path)?) {
            Ok(read) => cases.extend(read),
            Err(found) => mistakes.extend(found),
        }
    }
    if !mistakes.is_empty() {
        return Err(Failure::Files(mistakes));
    }
    if cases.is_empty() {
        return Err(Failure::usage("her er ingen scenarier", "there are no scenarios here"));
    }
    Ok(cases)
}

struct Report {
    lang: Lang,
    text: String,
    passed: usize,
    failed: usize,
}

impl Report {
    fn run(&mut self, case: &Case, register: &Register) {
        let (mark, differences) = match case.run(register) {
            Outcome::Passed => ("ok  ", Vec::new()),
            Outcome::Differs(differences) => ("FEJL", differences),
        };
        if differences.is_empty() {
            self.passed += 1
        } else {
            self.failed += 1
        }
        let mark = if self.lang == Lang::En && mark == "FEJL" { "FAIL" } else { mark };
        self.text.push_str(&format!("{mark} {}: {}\n", case.agreement, case.name));
        for difference in differences {
            self.text.push_str(&format!("       {}: {}\n", difference.place, difference.text.get(self.lang)));
        }
    }

    /// The closing line is the same in every language, for programs that count.
    fn close(&mut self) {
        self.text.push_str(&format!("\n{} passed, {} failed\n", self.passed, self.failed));
    }
}
