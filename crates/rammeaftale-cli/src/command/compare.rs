use super::judging;
use crate::Answer;
use crate::arguments::{Arguments, CompareOptions, JudgingOptions};
use crate::command::{agreement, register};
use crate::failure::Failure;
use crate::output;
use rammeaftale::Agreement;
use rammeaftale::compare::Comparison;
use rammeaftale::text::Text;
use std::path::PathBuf;

/// Agreements side by side, each with the next; with a portfolio, also what each says of it. What changed breaks nothing; with
/// a portfolio the answer is that of `evaluate` under all of them.
pub(crate) fn run(arguments: &Arguments, options: &CompareOptions) -> Result<Answer, Failure> {
    let register = register(arguments.agreements.as_deref())?;
    // No id has a dot; a file without one has an option of its own.
    let (files, ids): (Vec<&String>, Vec<&String>) = options.arguments.iter().partition(|one| one.contains('.'));
    let agreements: Vec<&Agreement> = ids.into_iter().map(|id| agreement(&register, id)).collect::<Result<_, _>>()?;
    if agreements.len() < 2 {
        return Err(Failure::with_help(
            "der skal mindst to aftaler til",
            "it takes at least two agreements",
            Text::new(
                "fx rammeaftale compare midtjylland/2018 midtjylland/2025-26",
                "e.g. rammeaftale compare midtjylland/2018 midtjylland/2025-26",
            ),
        ));
    }
    let files: Vec<PathBuf> = files.into_iter().map(PathBuf::from).chain(options.files.iter().cloned()).collect();
    // Two alone may be one: that nothing changed is an answer. In a chain, or over a portfolio, it is a slip.
    if agreements.len() > 2 || !files.is_empty() {
        refuse_twice(&agreements)?;
    }
    let comparisons = Comparison::chain(&register, &agreements);
    if files.is_empty() {
        refuse_judging(&options.judging)?;
        let document = |form| rammeaftale_report::compare(&comparisons, &agreements, None, form);
        let json = || rammeaftale_report::compare_json(&comparisons, None);
        return output::give(arguments, options.format, document, json).map(|()| Answer::Fine);
    }
    let choices = judging::choices(&options.judging)?;
    let portfolio = judging::portfolio(&files, &options.judging, arguments)?;
    let year = judging::year(options.judging.year, portfolio.latest_year())?;
    let matrix = judging::under(&agreements, &portfolio, year, &choices, (&options.judging, arguments.lang()))?;
    let judged = rammeaftale_report::Judged::new(&matrix, &agreements, &portfolio);
    let document = |form| rammeaftale_report::compare(&comparisons, &agreements, Some(&judged), form);
    let json = || rammeaftale_report::compare_json(&comparisons, Some(&matrix));
    output::give(arguments, options.format, document, json).map(|()| judging::answer(&matrix))
}

/// How a portfolio is judged plays no part where there is none.
fn refuse_judging(options: &JudgingOptions) -> Result<(), Failure> {
    let JudgingOptions { columns, year, readings, assumptions, index, rule, jobs: _ } = options;
    let given = [
        ("--columns", columns.is_some()),
        ("--year", year.is_some()),
        ("--reading", !readings.is_empty()),
        ("--assume", !assumptions.is_empty()),
        ("--index", index.is_some()),
        ("--rule", rule.is_some()),
    ];
    let given = given.iter().find(|(_, is_given)| *is_given);
    given.map_or(Ok(()), |(option, _)| {
        Err(Failure::with_help(
            format!("{option} hører til en portefølje, og her er ingen"),
            format!("{option} belongs to a portfolio, and here is none"),
            Text::new("nævn en fil, eller udelad den", "name a file, or leave it out"),
        ))
    })
}

fn refuse_twice(agreements: &[&Agreement]) -> Result<(), Failure> {
    let next = agreements.iter().skip(1);
    let twice = agreements.iter().zip(next).find(|(one, other)| one.id == other.id);
    twice.map_or(Ok(()), |(one, _)| {
        let id = &one.id;
        Err(Failure::with_help(
            format!("`{id}` står to gange i træk"),
            format!("`{id}` stands twice in a row"),
            Text::new("nævn den én gang", "name it once"),
        ))
    })
}
