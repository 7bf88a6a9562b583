//! A question with its expected answer, as data that people who know the agreements write.
//!
//! A file holds cases: the rows of a budget, the year and agreement to judge by, and what must come out.
//! [`read`] takes the file's text, [`Case::run`] judges and tells each difference in words.
//!
//! ```toml
//! schema = 1
//! agreement = "midtjylland/2018"      # unless a case names its own
//! [[case]]
//! name = "exactly 3 % less than 2015 meets the reduction"
//! year = 2018
//! rows = [                            # the columns of rules.md, section 3
//!     { offer = "A", operator = 740, year = 2015, tariff_basis = "1000000.00", own_payment = "0" },
//!     { offer = "A", operator = 740, year = 2018, tariff_basis = "970000.00", own_payment = "0" },
//! ]
//! readings = { measure = "tariff-basis" }   # optional: readings fixed
//! assume = { own_payment = "0" }            # optional: blanks filled
//! index = { 2016 = "1.5" }                  # optional: price projections
//! [[case.expect]]
//! operator = 740                      # or: offer = "A", or: region = 1082
//! rule = "tariff-reduction"           # without it the assessment itself is meant
//! verdict = "met"                     # required; all below are compared where they stand
//! robust = "unknown"
//! figures = { limit = "970000.00" }   # those named; the others are not looked at
//! missing = []                        # lists hold all entries, in any order
//! ```
//!
//! Beside `rule`: `tariff_name` (where several are judged), `cause`, `force`, `binding`, `assumptions`, `flips`, `undecided`,
//! `settled_by`, `left_out`; for an assessment: `cause`, `robust`, `flips`, `assumptions`, `as_if`. A case may expect
//! `error = "contradiction"` instead: the code of the mistake for which its rows are refused.

mod compare;
mod coverage;
mod entries;
mod expect;
mod read;
mod row;

pub use coverage::{Coverage, Reach, coverage};

use crate::assessment::Assessment;
use crate::diag::{Code, Diagnostic, Place};
use crate::plan::{Options, Plan, PlanError};
use crate::portfolio::Portfolio;
use crate::quantity::Year;
use crate::register::Register;
use crate::text::Text;
use expect::Expectation;
use row::Rows;
use std::sync::Arc;

/// One question with its expected answer.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Case {
    /// A sentence that holds by the agreement.
    pub name: String,
    /// Where the case stands.
    pub place: Place,
    /// The agreement to judge by.
    pub agreement: Arc<str>,
    /// The subject year.
    pub year: Year,
    /// Readings fixed, blanks filled, price projections.
    pub options: Options,
    rows: Rows,
    answer: Answer,
}

#[derive(Clone, Debug)]
enum Answer {
    /// The rows are refused for this mistake.
    Refused(Code),
    /// The budget is judged, and this is found among other things.
    Judged(Vec<Expectation>),
}

/// What running a case showed. Closed: it is as expected or it is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything expected was found.
    Passed,
    /// What differs, in the order of the file.
    Differs(Vec<Difference>),
}

/// One expectation that was not found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where the expectation stands.
    pub place: Place,
    /// Expected and found, in words.
    pub text: Text,
}

/// Why a case could not be judged.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Refusal {
    /// The register does not hold the agreement.
    NoAgreement,
    /// A question or reading that the agreement does not have.
    Plan(PlanError),
    /// The rows contradict each other or hold what no budget can.
    Rows(Vec<Diagnostic>),
}

/// Reads the cases of a file, given as text or bytes; `path` is shown in messages.
///
/// # Errors
/// Every mistake in the file. A file without cases is one.
pub fn read(path: &str, text: impl AsRef<[u8]>) -> Result<Vec<Case>, Vec<Diagnostic>> {
    read::read(path, text.as_ref())
}

impl Case {
    /// The rows put together.
    ///
    /// # Errors
    /// Every contradiction and impossibility among them, which a case may expect.
    pub fn portfolio(&self) -> Result<Portfolio, Vec<Diagnostic>> {
        Portfolio::new(&self.rows.rows, &self.rows).map(|(portfolio, _warnings)| portfolio)
    }

    /// Judges the case, without looking at its expectations.
    ///
    /// # Errors
    /// When the agreement, a question or a reading does not exist, or the rows are refused.
    pub fn judge(&self, register: &Register) -> Result<Vec<Assessment>, Refusal> {
        let portfolio = self.portfolio().map_err(Refusal::Rows)?;
        let agreement = register.get(&self.agreement).ok_or(Refusal::NoAgreement)?;
        let plan = Plan::new(agreement, self.year, &self.options).map_err(Refusal::Plan)?;
        Ok(plan.evaluate(&portfolio))
    }

    /// Judges the case and compares with what it expects.
    pub fn run(&self, register: &Register) -> Outcome {
        let differences = compare::differences(self, self.judge(register));
        if differences.is_empty() { Outcome::Passed } else { Outcome::Differs(differences) }
    }
}
