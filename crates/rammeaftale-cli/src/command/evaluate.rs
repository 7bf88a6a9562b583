use super::judging;
use crate::Answer;
use crate::arguments::{Arguments, EvaluateOptions, Format};
use crate::command::{agreement, documents, register, revised};
use crate::failure::Failure;
use crate::output;
use crate::work::{self, Progress};
use rammeaftale::assessment::Subject;
use rammeaftale::proof::Passages;
use rammeaftale::register::{NotInForce, NotModelled};
use rammeaftale::text::Text;
use rammeaftale::{Agreement, Assessment, Plan, Portfolio, Register};
use rammeaftale_report::{Element, Take, TakeElement};
use std::convert::Infallible;
use std::io::{self, IsTerminal};

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
        let document = |form| rammeaftale_report::under(&judged, form);
        let json = || rammeaftale_report::compare_json(&[], Some(&matrix));
        output::give(arguments, options.format, document, json)?;
        return Ok(judging::answer(&matrix));
    }
    let asked = match options.agreement.as_deref() {
        Some(id) => agreement(&register, id)?,
        None => register.in_force_year(year).map_err(|error| not_in_force(&register, &error))?,
    };
    let id = asked.id.to_string();
    let register = revised(register, &id, options.revision)?;
    let agreement = agreement(&register, &id)?;
    let plan = Plan::new(agreement, year, &choices).map_err(|error| judging::unplanned(&error))?;
    let documents = documents(options.sources.as_deref(), &register)?;
    let passages = documents.as_ref().map(|documents| Passages::new(&register, documents));
    let (lang, file, format) =
        (arguments.lang(), arguments.output.as_deref(), output::format(arguments, options.format)?);
    // What is written to a terminal while offers are judged shows itself how far they are.
    let is_seen = matches!(format, Format::Json | Format::Csv) && file.is_none() && io::stdout().is_terminal();
    let progress = (!is_seen).then(|| Progress::new(&judging::words(), lang, Some(portfolio.offers().len())));
    let mut judging = Judging { plan: &plan, portfolio: &portfolio, progress, answer: Answer::Fine };
    let threads = work::threads(options.judging.jobs)?;
    match format {
        Format::Json => output::write_while(file, |out| {
            let make = |one: Assessment| Element::of(&one, passages);
            let judge = |take: &mut TakeElement<'_>| judging.each_as(make, |element| take(element?));
            threads.install(|| rammeaftale_report::write_evaluation_json(out, passages.is_some(), judge))
        })?,
        Format::Csv => output::write_while(file, |out| {
            let judge = |take: &mut Take<'_>| judging.each(|one| take(&one));
            let (of, aside) = ((agreement, &portfolio, lang), || tempfile::spooled_tempfile(HELD));
            threads.install(|| rammeaftale_report::write_evaluation_csv(out, of, aside, judge))
        })?,
        _ => {
            let mut assessments = Vec::new();
            let Ok(()) = threads.install(|| {
                judging.each(|one| {
                    assessments.push(one);
                    Ok::<(), Infallible>(())
                })
            });
            judging.progress = None;
            let document = |form| rammeaftale_report::evaluation(&assessments, &plan, &portfolio, passages, form);
            let json = || rammeaftale_report::evaluation_json(&assessments, passages);
            output::give(arguments, options.format, document, json)?;
        }
    }
    Ok(judging.answer)
}

/// Bytes of each part of a table that are held before they are written aside.
const HELD: usize = 1 << 20;

/// A portfolio being judged.
struct Judging<'j> {
    plan: &'j Plan<'j>,
    portfolio: &'j Portfolio,
    progress: Option<Progress>,
    /// What the assessments so far come to.
    answer: Answer,
}

impl Judging<'_> {
    /// Hands out every assessment as it is made.
    fn each<E>(&mut self, take: impl FnMut(Assessment) -> Result<(), E>) -> Result<(), E> {
        self.each_as(|assessment| assessment, take)
    }

    /// Hands out what is made of every assessment.
    fn each_as<T: Send, E>(
        &mut self,
        make: impl Fn(Assessment) -> T + Sync,
        mut take: impl FnMut(T) -> Result<(), E>,
    ) -> Result<(), E> {
        let told = |one: Assessment| (matches!(one.subject, Subject::Offer { .. }), one.verdict, make(one));
        self.plan.evaluate_each_as(self.portfolio, told, |(is_offer, verdict, made)| {
            if is_offer {
                self.progress.iter().for_each(Progress::step);
            }
            self.answer = self.answer.with(verdict);
            take(made)
        })
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
    let known = known.map_or_else(Text::default, |known| {
        Text::new(
            format!(": {} – {}", known.title.da, known.what.da),
            format!(": {} – {}", known.title.en, known.what.en),
        )
    });
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
