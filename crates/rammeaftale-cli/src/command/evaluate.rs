use crate::Answer;
use crate::arguments::{Arguments, EvaluateOptions};
use crate::command::{documents, meant, register, revised};
use crate::failure::Failure;
use crate::output;
use rammeaftale::diag;
use rammeaftale::plan::PlanError;
use rammeaftale::portfolio::{Assumption, Column};
use rammeaftale::proof::Passages;
use rammeaftale::register::{NotInForce, NotModelled};
use rammeaftale::text::Text;
use rammeaftale::{Agreement, Assessment, Authority, Kroner, Options, Plan, PriceIndex, Register, Verdict, Year};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Judges a portfolio by the agreement in force, or by the one named.
pub(crate) fn run(arguments: &Arguments, options: &EvaluateOptions) -> Result<Answer, Failure> {
    let lang = arguments.lang();
    let register = register(arguments.agreements.as_deref())?;
    let choices = Options {
        readings: pairs(&options.readings)?,
        index: options.index.as_deref().map_or_else(|| Ok(PriceIndex::default()), price_index)?,
        assumptions: pairs(&options.assumptions)?
            .iter()
            .map(|(name, value)| assumption(name, value))
            .collect::<Result<_, _>>()?,
        rule: options.rule.clone(),
    };
    refuse_twice(&options.files)?;
    let sheets = options.files.iter().map(|path| rammeaftale_sheets::read_path(path)).collect();
    let (portfolio, warnings) = rammeaftale_sheets::portfolio(sheets).map_err(Failure::Files)?;
    if !warnings.is_empty() {
        // Nothing is left to do when standard error is closed.
        let _ = anstream::stderr().write_all(diag::render_all(&warnings, lang).as_bytes());
    }
    let year = year(options.year, portfolio.latest_year())?;
    let id = agreement(&register, options.agreement.as_deref(), year)?.id.to_string();
    let register = revised(register, &id, options.revision)?;
    let agreement = agreement(&register, Some(&id), year)?;
    let plan = Plan::new(agreement, year, &choices).map_err(|error| unplanned(&error))?;
    let assessments = plan.evaluate(&portfolio);
    let documents = documents(options.sources.as_deref(), &register)?;
    let passages = documents.as_ref().map(|documents| Passages::new(&register, documents));
    let document = rammeaftale_report::evaluation(&assessments, agreement, &portfolio, passages);
    let json = || rammeaftale_report::evaluation_json(&assessments, passages);
    let text = output::formed(arguments, options.format, &document, json)?;
    output::write(&text, arguments.output.as_deref())?;
    Ok(answer(&assessments))
}

/// A file named twice would contradict itself on every row.
fn refuse_twice(files: &[PathBuf]) -> Result<(), Failure> {
    let twice = files.iter().enumerate().find(|(index, file)| files.iter().skip(index + 1).any(|other| other == *file));
    twice.map_or(Ok(()), |(_, file)| {
        let file = file.display();
        Err(Failure::usage(format!("filen {file} er nævnt to gange"), format!("the file {file} is named twice")))
    })
}

fn answer(assessments: &[Assessment]) -> Answer {
    if assessments.iter().any(|one| one.verdict == Verdict::Breached) {
        return Answer::Breached;
    }
    let open = assessments.iter().any(|one| matches!(one.verdict, Verdict::Undetermined(_)));
    if open { Answer::Undetermined } else { Answer::Fine }
}

fn year(asked: Option<i32>, latest: Option<Year>) -> Result<Year, Failure> {
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

fn agreement<'r>(register: &'r Register, id: Option<&str>, year: Year) -> Result<&'r Agreement, Failure> {
    match id {
        None => register.in_force_year(year).map_err(|error| not_in_force(register, &error)),
        Some(id) => register.get(id).ok_or_else(|| {
            Failure::with_help(
                format!("der er ingen aftale `{id}`"),
                format!("there is no agreement `{id}`"),
                meant(id, register.agreements().iter().map(|agreement| &*agreement.id)),
            )
        }),
    }
}

fn not_in_force(register: &Register, error: &NotInForce) -> Failure {
    match error {
        NotInForce::NotModelled(error) => not_modelled(register, error),
        NotInForce::Several { asked, agreements } => {
            let list = agreements.join(", ");
            Failure::with_help(
                format!("i {asked} gælder flere aftaler: {list}"),
                format!("several agreements are in force in {asked}: {list}"),
                Text::new("vælg en med --agreement ID", "choose one with --agreement ID"),
            )
        }
        other => Failure::usage(other.to_string(), other.to_string()),
    }
}

/// What is known of a year that nobody has modelled, and the neighbours: nothing falls back to the nearest.
fn not_modelled(register: &Register, error: &NotModelled) -> Failure {
    let known = error.known.as_ref().and_then(|id| register.known().iter().find(|known| known.id == *id));
    let known = known.map_or_else(
        || Text::new("", ""),
        |known| {
            Text::new(
                format!(": {} – {}", known.title.da, known.what.da),
                format!(": {} – {}", known.title.en, known.what.en),
            )
        },
    );
    let (before, after) = (error.before.as_deref().unwrap_or("–"), error.after.as_deref().unwrap_or("–"));
    Failure::with_help(
        format!("ingen aftale er modelleret for {}{}", error.asked, known.da),
        format!("no agreement modelled for {}{}", error.asked, known.en),
        Text::new(
            format!("før: {before}, efter: {after}; brug --agreement ID for at bedømme som om en anden gjaldt"),
            format!("before: {before}, after: {after}; use --agreement ID to judge as if another were in force"),
        ),
    )
}

fn unplanned(error: &PlanError) -> Failure {
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
