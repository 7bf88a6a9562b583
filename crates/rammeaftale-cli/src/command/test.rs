use crate::Answer;
use crate::arguments::{Arguments, TestOptions};
use crate::command::{read, register, toml_files};
use crate::failure::Failure;
use crate::output;
use rammeaftale::diag::Diagnostic;
use rammeaftale::scenario::{self, Case, Coverage, Outcome};
use rammeaftale::{Lang, Register, sentence};

/// Runs scenario files: every case, and each difference with its place.
pub(crate) fn run(arguments: &Arguments, options: &TestOptions) -> Result<Answer, Failure> {
    let register = register(arguments.agreements.as_deref())?;
    let cases = cases(options)?;
    let mut report = Report { lang: arguments.lang(), text: String::new(), passed: 0, failed: 0 };
    for case in &cases {
        report.run(case, &register);
    }
    report.close();
    let coverage = if options.coverage { scenario::coverage(&register, &cases) } else { Vec::new() };
    report.coverage(&coverage);
    output::write(&report.text, arguments.output.as_deref())?;
    let denied = options.deny.is_some() && coverage.iter().any(|one| !one.unreached.is_empty());
    Ok(if report.failed == 0 && !denied { Answer::Fine } else { Answer::Breached })
}

/// Every case below the paths; every mistake in any file.
fn cases(options: &TestOptions) -> Result<Vec<Case>, Failure> {
    let mut cases = Vec::new();
    let mut mistakes: Vec<Diagnostic> = Vec::new();
    for path in options.paths.iter().map(|path| toml_files(path)).collect::<Result<Vec<_>, _>>()?.iter().flatten() {
        match scenario::read(&path.display().to_string(), read(path)?) {
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
        let differences = match case.run(register) {
            Outcome::Passed => Vec::new(),
            Outcome::Differs(differences) => differences,
        };
        let mark = match (differences.is_empty(), self.lang) {
            (true, _) => "ok  ",
            (false, Lang::Da) => "FEJL",
            (false, Lang::En) => "FAIL",
        };
        *(if differences.is_empty() { &mut self.passed } else { &mut self.failed }) += 1;
        self.text.push_str(&format!("{mark} {}: {}\n", case.agreement, case.name));
        for difference in differences {
            self.text.push_str(&format!("       {}: {}\n", difference.place, difference.text.get(self.lang)));
        }
    }

    /// The closing line is the same in every language, for programs that count.
    fn close(&mut self) {
        self.text.push_str(&format!("\n{} passed, {} failed\n", self.passed, self.failed));
    }

    /// So many of so many, and under them what no case reaches.
    fn coverage(&mut self, coverage: &[Coverage]) {
        if !coverage.is_empty() {
            self.text.push('\n');
        }
        for one in coverage {
            let (what, missed) = sentence::reach(one.what);
            let agreement = one.agreement.as_ref().map(|agreement| format!("{agreement} ")).unwrap_or_default();
            let of = if self.lang == Lang::Da { "af" } else { "of" };
            let reached = one.all - one.unreached.len();
            self.text.push_str(&format!("{agreement}{}: {reached} {of} {}\n", what.get(self.lang), one.all));
            for name in &one.unreached {
                self.text.push_str(&format!("  {name} {}\n", missed.get(self.lang)));
            }
        }
    }
}
