//! One portfolio under several agreements: each is in force in the year or transposed to it, *as if* (rules.md, section 7).

mod cell;
mod open;
mod tariffs;
mod total;
mod years;

pub use cell::{Cell, Headroom, RuleAt};
pub use open::{AmountOf, BreakEven, Unsettled};
pub use total::{LeftOutOfTotal, Total, Unit};
pub use years::YearsRead;

use tariffs::Tariffs;

use crate::agreement::Agreement;
use crate::assessment::{AgreementStamp, Assessment, OfferCount, Subject, Verdict};
use crate::plan::{Options, Plan, PlanError};
use crate::portfolio::Portfolio;
use crate::quantity::Year;
use crate::text::Text;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Offers, operators and the region, each under every agreement.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Matrix {
    /// The subject year, the same for all.
    pub year: Year,
    /// The readings that were asked for, by question.
    pub readings: BTreeMap<String, String>,
    /// The agreements, in the order given.
    pub agreements: Vec<Column>,
    /// The subjects: offers in order of the input, operators by code, the region.
    pub subjects: Vec<Subjects>,
    /// What is open, and what would settle it.
    pub unsettled: Vec<Unsettled>,
    /// For each finding the most, or the amount, with which the rule holds.
    pub break_even: Vec<BreakEven>,
    /// The assessments that all this was taken from, by agreement.
    #[serde(skip)]
    pub assessments: Vec<Vec<Assessment>>,
}

/// One agreement.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Column {
    /// Its id, revision and digest.
    #[serde(flatten)]
    pub stamp: AgreementStamp,
    /// Its name.
    pub title: Text,
    /// The shift in years where it is judged as if it were in force.
    pub as_if: Option<i32>,
    /// The titles of the rules judged by.
    pub rules: BTreeMap<Arc<str>, Text>,
    /// Which years of the portfolio its rules read.
    pub reads: YearsRead,
    /// Which further years they read under readings that are not preferred.
    pub reads_otherwise: YearsRead,
    /// Offers by verdict.
    pub offers: OfferCount,
    /// Operators by verdict.
    pub operators: OfferCount,
    /// What its findings come to in kroner, rule by rule.
    pub totals: Vec<Total>,
}

/// One offer, operator or region under every agreement.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Subjects {
    /// Who or what.
    pub subject: Subject,
    /// What each agreement says, in their order; nothing where it does not judge the subject.
    pub cells: Vec<Option<Cell>>,
    /// Pairs of agreements that say definitely different things, by their places.
    pub flips: Vec<(usize, usize)>,
}

/// Judges a portfolio by several agreements for one year. A reading, or a rule, applies to every agreement that has it.
///
/// # Errors
/// When no agreement has a question or rule that is named, or one lacks the reading of a question that it has.
pub fn under(
    agreements: &[&Agreement],
    portfolio: &Portfolio,
    year: Year,
    options: &Options,
) -> Result<Matrix, PlanError> {
    refuse_unknown(agreements, options)?;
    let judging = agreements.iter().filter(|one| options.rule.as_ref().is_none_or(|rule| one.rule(rule).is_some()));
    let plans: Vec<Plan<'_>> = judging
        .map(|agreement| Plan::new(agreement, year, &of_agreement(agreement, options)))
        .collect::<Result<_, _>>()?;
    let assessments: Vec<Vec<Assessment>> = plans.iter().map(|plan| plan.evaluate(portfolio)).collect();
    let columns = plans.iter().zip(&assessments).map(|(plan, found)| column(plan, found, portfolio)).collect();
    Ok(Matrix {
        year,
        readings: options.readings.clone(),
        agreements: columns,
        subjects: subjects(&assessments, &Tariffs::of(portfolio, year)),
        unsettled: open::unsettled(&assessments),
        break_even: open::break_even(&assessments),
        assessments,
    })
}

/// The options as far as they speak of one agreement.
fn of_agreement(agreement: &Agreement, options: &Options) -> Options {
    let mut own = options.clone();
    own.readings.retain(|question, _| agreement.question(question).is_some());
    own
}

fn refuse_unknown(agreements: &[&Agreement], options: &Options) -> Result<(), PlanError> {
    let all = || agreements.iter().map(|one| one.id.to_string()).collect::<Vec<_>>().join(", ");
    let names = |of: &dyn Fn(&Agreement) -> Vec<String>| {
        let names: BTreeSet<String> = agreements.iter().flat_map(|one| of(one)).collect();
        names.into_iter().collect::<Vec<_>>()
    };
    let unknown = options.readings.keys().find(|asked| agreements.iter().all(|one| one.question(asked).is_none()));
    if let Some(question) = unknown {
        let known = names(&|one| one.questions.iter().map(|question| question.id.to_string()).collect());
        return Err(PlanError::UnknownQuestion { agreement: all(), question: question.clone(), known });
    }
    match &options.rule {
        Some(rule) if agreements.iter().all(|one| one.rule(rule).is_none()) => {
            let known = names(&|one| one.rules.iter().map(|rule| rule.id.to_string()).collect());
            Err(PlanError::UnknownRule { agreement: all(), rule: rule.clone(), known })
        }
        _ => Ok(()),
    }
}

fn column(plan: &Plan<'_>, assessments: &[Assessment], portfolio: &Portfolio) -> Column {
    let agreement = plan.agreement();
    let count = |level: u8| -> OfferCount {
        assessments.iter().filter(|one| level_of(&one.subject) == level).map(|one| one.verdict).collect()
    };
    let (reads, reads_otherwise) = YearsRead::of(plan);
    Column {
        stamp: AgreementStamp::of(agreement),
        title: agreement.title.clone(),
        as_if: plan.shift,
        rules: plan.rules.iter().map(|one| (Arc::clone(&one.rule.id), one.rule.title.clone())).collect(),
        reads,
        reads_otherwise,
        offers: count(0),
        operators: count(1),
        totals: total::totals(plan, assessments, portfolio),
    }
}

/// Every subject that some agreement judges, those of the first agreement first in their order.
fn subjects(assessments: &[Vec<Assessment>], tariffs: &Tariffs<'_>) -> Vec<Subjects> {
    let mut order: Vec<&Subject> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for level in 0..3 {
        for assessment in assessments.iter().flatten().filter(|one| level_of(&one.subject) == level) {
            if seen.insert(name(&assessment.subject)) {
                order.push(&assessment.subject);
            }
        }
    }
    let by_name: Vec<std::collections::HashMap<_, _>> =
        assessments.iter().map(|found| found.iter().map(|one| (name(&one.subject), one)).collect()).collect();
    let row = |subject: &Subject| {
        let cells: Vec<Option<Cell>> =
            by_name.iter().map(|found| found.get(&name(subject)).map(|one| Cell::of(one, tariffs))).collect();
        Subjects { subject: subject.clone(), flips: flips(&cells), cells }
    };
    order.into_iter().map(row).collect()
}

/// Offers, operators, the region.
fn level_of(subject: &Subject) -> u8 {
    match subject {
        Subject::Offer { .. } => 0,
        Subject::Operator { .. } => 1,
        Subject::Region { .. } => 2,
    }
}

/// The subject's name: every agreement has the same offers and operators, and one region at most.
fn name(subject: &Subject) -> (u8, String) {
    let name = match subject {
        Subject::Offer { offer, .. } => offer.to_string(),
        Subject::Operator { operator } => operator.to_string(),
        Subject::Region { region } => region.to_string(),
    };
    (level_of(subject), name)
}

/// Pairs of agreements with different definite verdicts.
fn flips(cells: &[Option<Cell>]) -> Vec<(usize, usize)> {
    let definite: Vec<(usize, Verdict)> = cells
        .iter()
        .enumerate()
        .filter_map(|(place, cell)| Some((place, cell.as_ref()?.verdict)))
        .filter(|(_, verdict)| verdict.is_definite())
        .collect();
    let pairs = definite.iter().enumerate().flat_map(|(number, one)| {
        definite
            .iter()
            .skip(number + 1)
            .filter(move |other| !other.1.same_kind(one.1))
            .map(move |other| (one.0, other.0))
    });
    pairs.collect()
}
