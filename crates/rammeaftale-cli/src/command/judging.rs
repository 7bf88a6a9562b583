//! How a portfolio is judged, as the command line says it: the files, the year, readings, blanks filled in the open.

use crate::Answer;
use crate::arguments::{Arguments, JudgingOptions};
use crate::command::{inputs, meant};
use crate::failure::Failure;
use crate::work::{self, Progress};
use rammeaftale::compare::portfolio::{self, Matrix};
use rammeaftale::diag;
use rammeaftale::plan::PlanError;
use rammeaftale::portfolio::{Assumption, Column};
use rammeaftale::text::{Lang, Text};
use rammeaftale::{Agreement, Authority, Kroner, Options, Portfolio, PriceIndex, Year};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The choices of a plan.
pub(super) fn choices(options: &JudgingOptions) -> Result<Options, Failure> {
    Ok(Options {
        readings: pairs(&options.readings)?,
        index: options.index.as_deref().map_or_else(|| Ok(PriceIndex::default()), price_index)?,
        assumptions: pairs(&options.assumptions)?
            .iter()
            .map(|(name, value)| assumption(name, value))
            .collect::<Result<_, _>>()?,
        rule: options.rule.clone(),
    })
}

/// The portfolio of some files; warnings go to standard error.
pub(super) fn portfolio(
    files: &[PathBuf],
    options: &JudgingOptions,
    arguments: &Arguments,
) -> Result<Portfolio, Failure> {
    let lang = arguments.lang();
    refuse_overwriting(files, options, arguments.output.as_deref())?;
    let reading = Progress::new(&Text::new("læser", "reading"), lang, None);
    let (portfolio, warnings) = inputs::portfolio(files, options.columns.as_deref(), options.index.as_deref())?;
    drop(reading);
    if !warnings.is_empty() {
        // Nothing is left to do when standard error is closed.
        let _ = anstream::stderr().write_all(diag::render_all(&warnings, lang).as_bytes());
    }
    Ok(portfolio)
}

/// An answer never takes the place of what it was made from.
fn refuse_overwriting(files: &[PathBuf], options: &JudgingOptions, output: Option<&Path>) -> Result<(), Failure> {
    let Some(output) = output.and_then(|output| output.canonicalize().ok()) else { return Ok(()) };
    let (named, _) = inputs::inputs(files)?;
    let named = named.iter().filter_map(|input| if let inputs::Input::File(path) = input { Some(path) } else { None });
    let mut read = named.chain(&options.columns).chain(&options.index);
    if !read.any(|path| path.canonicalize().is_ok_and(|path| path == output)) {
        return Ok(());
    }
    let path = output.display();
    Err(Failure::with_help(
        format!("{path} læses og kan ikke også skrives"),
        format!("{path} is read and cannot be written too"),
        Text::new("vælg et andet navn til -o", "choose another name for -o"),
    ))
}

/// What goes on while a portfolio is judged.
pub(super) fn words() -> Text {
    Text::new("bedømmer", "judging")
}

/// A portfolio under several agreements.
pub(super) fn under(
    agreements: &[&Agreement],
    portfolio: &Portfolio,
    year: Year,
    choices: &Options,
    (options, lang): (&JudgingOptions, Lang),
) -> Result<Matrix, Failure> {
    let _judging = Progress::new(&words(), lang, None);
    let threads = work::threads(options.jobs)?;
    let judged = threads.install(|| portfolio::under(agreements, portfolio, year, choices));
    judged.map_err(|error| unplanned(&error))
}

/// The answer of a portfolio under several agreements: what is broken by one of them is broken.
pub(super) fn answer(matrix: &Matrix) -> Answer {
    matrix.assessments.iter().flatten().fold(Answer::Fine, |answer, one| answer.with(one.verdict))
}

/// The year asked for, else the latest in the files.
pub(super) fn year(asked: Option<i32>, latest: Option<Year>) -> Result<Year, Failure> {
    match asked {
        None => latest.ok_or_else(|| Failure::usage("filerne har ingen rækker", "the files have no rows")),
        Some(number) => Year::new(number).ok_or_else(|| {
            Failure::usage(
                format!("{number} er ikke et år fra 1900 til 2199"),
                format!("{number} is not a year from 1900 to 2199"),
            )
        }),
    }
}

/// Why there is no plan.
pub(super) fn unplanned(error: &PlanError) -> Failure {
    let (da, name, known) = match error {
        PlanError::UnknownQuestion { agreement, question, known } => {
            (format!("`{agreement}` har intet åbent spørgsmål `{question}`"), question, known)
        }
        PlanError::UnknownReading { question, reading, known } => {
            (format!("spørgsmålet `{question}` har ingen læsning `{reading}`"), reading, known)
        }
        PlanError::UnknownRule { agreement, rule, known } => {
            (format!("`{agreement}` har ingen regel `{rule}`"), rule, known)
        }
        other => return Failure::usage(other.to_string(), other.to_string()),
    };
    Failure::with_help(da, error.to_string(), meant(name, known.iter().map(String::as_str)))
}

/// `KEY=VALUE`, each key once.
fn pairs(texts: &[String]) -> Result<BTreeMap<String, String>, Failure> {
    let mut pairs = BTreeMap::new();
    for text in texts {
        let (key, value) = pair(text)?;
        if pairs.insert(key.to_owned(), value.to_owned()).is_some() {
            return Err(Failure::usage(format!("`{key}` er angivet to gange"), format!("`{key}` is given twice")));
        }
    }
    Ok(pairs)
}

fn pair(text: &str) -> Result<(&str, &str), Failure> {
    text.split_once('=').map(|(key, value)| (key.trim(), value.trim())).ok_or_else(|| {
        Failure::usage(
            format!("`{text}` skal være på formen NAVN=VÆRDI"),
            format!("`{text}` must be of the form NAME=VALUE"),
        )
    })
}

fn assumption(name: &str, value: &str) -> Result<Assumption, Failure> {
    let column = Column::ALL.iter().copied().find(|column| column.name() == name || column.danish() == name);
    let column = column.ok_or_else(|| {
        let names = Column::ALL.iter().map(|column| column.name());
        Failure::with_help(
            format!("der er ingen kolonne `{name}`"),
            format!("there is no column `{name}`"),
            meant(name, names),
        )
    })?;
    let bad = || {
        Failure::usage(
            format!("`{value}` kan ikke stå i `{}`", column.danish()),
            format!("`{value}` cannot stand in `{column}`"),
        )
    };
    let assumption = match column {
        Column::Location | Column::Buyers => {
            let codes: Option<Vec<Authority>> =
                value.split_whitespace().map(|code| code.parse().ok().and_then(Authority::new)).collect();
            Assumption::authorities(column, codes.ok_or_else(bad)?)
        }
        _ => {
            if is_ambiguous(value) {
                let da = format!("`{value}` kan læses som både tusinder og decimaler");
                let en = format!("`{value}` can be read as thousands and as decimals");
                return Err(Failure::with_help(da, en, Text::new("skriv 1234 eller 1,2340", "write 1234 or 1.2340")));
            }
            let decimal = Decimal::from_str_exact(&value.replace(',', ".")).map_err(|_| bad())?;
            Assumption::amount(column, Kroner::new(decimal).map_err(|_| bad())?)
        }
    };
    assumption.map_err(|error| {
        Failure::usage(format!("tomme celler i `{}` kan ikke sættes til `{value}`", column.danish()), error.to_string())
    })
}

/// One mark before exactly three digits: thousands in one language, decimals in the other.
fn is_ambiguous(value: &str) -> bool {
    let parts: Vec<&str> = value.split(['.', ',']).collect();
    matches!(parts.as_slice(), [_, decimals] if decimals.len() == 3)
}

fn price_index(path: &Path) -> Result<PriceIndex, Failure> {
    let rows = rammeaftale_sheets::read_index_path(path).map_err(Failure::Files)?;
    let first = rows.first().cloned();
    let index = PriceIndex::new(rows.iter().map(|row| (row.year, row.projection)));
    let mut index = index.map_err(|error| Failure::usage(error.to_string(), error.to_string()))?;
    index.publisher = first.as_ref().and_then(|row| row.publisher.clone());
    index.vintage = first.and_then(|row| row.vintage);
    Ok(index)
}
