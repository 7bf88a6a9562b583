use super::judging;
use crate::Answer;
use crate::arguments::{Arguments, EvaluateOptions};
use crate::command::{documents, meant, register, revised};
use crate::failure::Failure;
use crate::output;
use crate::work::{self, Progress};
use rammeaftale::proof::Passages;
use rammeaftale::register::{NotInForce, NotModelled};
use rammeaftale::text::Text;
use rammeaftale::{Agreement, Assessment, Plan, Register, Verdict, Year};
use std::convert::Infallible;

/// Judges a portfolio by the agreement in force, by the one named, or by all.
pub(crate) fn run(arguments: &Arguments, options: &EvaluateOptions) -> Result<Answer, Failure> {
    let register = register(arguments.agreements.as_deref())?;
    let choices = judging::choices(&options.judging)?;
    let portfolio = judging::portfolio(&options.files, &options.judging, arguments)?;
    let year = judging::year(options.judging.year, portfolio.latest_year())?;
    if options.agreement.as_deref() == Some("all") {
        if options.revision.is_some() || options.sources.is_some() {
            return Err(Failure::usage(
                "--revision og --sources hører til én aftale, ikke til `all`",
                "--revision and --sources belong to one agreement, not to `all`",
            ));
        }
        let all: Vec<&Agreement> = register.agreements().iter().collect();
        let matrix = judging::under(&all, &portfolio, year, &choices, (&options.judging, arguments.lang()))?;
        let judged = rammeaftale_report::Judged::new(&matrix, &all, &portfolio);
        let document = || rammeaftale_report::under(&judged);
        let json = || rammeaftale_report::compare_json(&[], Some(&matrix));
        output::give(arguments, options.format, document, json)?;
        return Ok(answer(matrix.assessments.iter().flatten()));
    }
    let id = agreement(&register, options.agreement.as_deref(), year)?.id.to_string();
    let register = revised(register, &id, options.revision)?;
    let agreement = agreement(&register, Some(&id), year)?;
    let plan = Plan::new(agreement, year, &choices).map_err(|error| judging::unplanned(&error))?;
    let judging = Progress::new(&judging::words(), arguments.lang(), Some(portfolio.offers().len()));
    let mut assessments = Vec::new();
    let judged = || {
        plan.evaluate_each(&portfolio, |assessment| {
            judging.step();
            assessments.push(assessment);
            Ok::<(), Infallible>(())
        })
    };
    let Ok(()) = work::in_threads(options.judging.jobs, judged)?;
    drop(judging);
    let documents = documents(options.sources.as_deref(), &register)?;
    let passages = documents.as_ref().map(|documents| Passages::new(&register, documents));
    let document = || rammeaftale_report::evaluation(&assessments, agreement, &portfolio, passages);
    let json = || rammeaftale_report::evaluation_json(&assessments, passages);
    output::give(arguments, options.format, document, json)?;
    Ok(answer(assessments.iter()))
}

fn answer<'a>(mut assessments: impl Iterator<Item = &'a Assessment> + Clone) -> Answer {
    if assessments.clone().any(|one| one.verdict == Verdict::Breached) {
        return Answer::Breached;
    }
    let open = assessments.any(|one| matches!(one.verdict, Verdict::Undetermined(_)));
    if open { Answer::Undetermined } else { Answer::Fine }
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
