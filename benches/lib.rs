//! The parts of the work, one by one, on the shipped rulesets and the demonstration portfolio, never on data of their own.
//! `parts.rs` times them, `instructions.rs` counts their instructions.

use rammeaftale::compare::Comparison;
use rammeaftale::text::Lang;
use rammeaftale::{Agreement, Kroner, Options, Plan, Portfolio, Register, Row, RowNumbers, Year, sentence};
use rammeaftale_sheets::{Dialect, read_bytes, write_csv};

/// The demonstration portfolio as bytes of a Danish CSV file.
const DEMO: &[u8] = include_bytes!("../tests/portfolios/demo.csv");

/// Work whose input is at hand; what it gives back is only there so that nothing is left out.
type Work = Box<dyn Fn() -> usize>;

/// A part by its name.
pub struct Part {
    /// The name.
    pub name: &'static str,
    prepare: Box<dyn Fn() -> Work>,
}

impl Part {
    fn new(name: &'static str, prepare: impl Fn() -> Work + 'static) -> Part {
        Part { name, prepare: Box::new(prepare) }
    }

    /// Makes ready what does not belong to the part.
    pub fn prepare(&self) -> Work {
        (self.prepare)()
    }
}

/// Every part.
pub fn parts() -> Vec<Part> {
    let mut parts = vec![
        Part::new("read and check all rulesets", || Box::new(|| register().agreements().len())),
        Part::new("compare 2018 with 2025-26", || {
            let register = register();
            let [from, to] = [2018, 2025].map(|year| in_force(register, year));
            Box::new(move || usize::from(Comparison::new(register, from, to).has_changes()))
        }),
        Part::new("read CSV, Danish", || Box::new(|| read_bytes("demo.csv", DEMO).rows().len())),
        Part::new("read CSV, English", || {
            let english = write_csv(&rows(), Dialect::English);
            Box::new(move || read_bytes("demo.csv", english.as_bytes()).rows().len())
        }),
        Part::new("put a portfolio together", || {
            let rows = rows();
            Box::new(move || portfolio(&rows).offers().len())
        }),
        Part::new("write JSON", || {
            let found = plan(2025, &Options::default()).evaluate(&portfolio(&rows()));
            Box::new(move || rammeaftale_report::evaluation_json(&found, None).expect("text").len())
        }),
        Part::new("write sentences", || {
            let found = plan(2025, &Options::default()).evaluate(&portfolio(&rows()));
            Box::new(move || {
                let findings = found.iter().flat_map(|assessment| &assessment.findings);
                let told = |words: &mut String, finding| {
                    sentence::write_finding(finding, Lang::Da, words);
                    sentence::write_finding(finding, Lang::En, words);
                };
                findings
                    .fold(String::new(), |mut words, finding| {
                        told(&mut words, finding);
                        words
                    })
                    .len()
            })
        }),
    ];
    parts.extend([("plan 2018", 2018), ("plan 2025", 2025)].map(|(name, year)| {
        Part::new(name, move || {
            let agreement = in_force(register(), year);
            Box::new(move || usize::from(Plan::new(agreement, number(year), &Options::default()).is_ok()))
        })
    }));
    parts.extend(evaluating());
    parts
}

/// Judging, by kind of rule, then all rules under the preferred readings, then under all.
fn evaluating() -> Vec<Part> {
    let only = |rule: &str| Options { rule: Some(rule.to_owned()), ..Options::default() };
    let all = Options::default;
    let choices = [
        ("evaluate scope", 2025, only("scope")),
        ("evaluate a limit on each tariff", 2025, only("tariff-freeze")),
        ("evaluate a limit on operators' totals", 2018, only("tariff-reduction")),
        ("evaluate regulation of results", 2018, only("result-band")),
        ("evaluate pricing", 2018, only("gross-tariffs")),
        ("evaluate catching up", 2025, only("catch-up")),
        ("evaluate 2018, preferred readings", 2018, preferred(in_force(register(), 2018))),
        ("evaluate 2025, preferred readings", 2025, preferred(in_force(register(), 2025))),
        ("evaluate 2018, all readings", 2018, all()),
        ("evaluate 2025, all readings", 2025, all()),
        ("evaluate 2026, all readings", 2026, all()),
    ];
    let part = |(name, year, options): (&'static str, i32, Options)| {
        Part::new(name, move || {
            let (plan, portfolio) = (plan(year, &options), portfolio(&rows()));
            Box::new(move || plan.evaluate(&portfolio).len())
        })
    };
    choices
        .map(part)
        .into_iter()
        .chain([Part::new("evaluate long sums of fractions", || {
            let options = Options { rule: Some("tariff-freeze".to_owned()), ..Options::default() };
            let (plan, portfolio) = (plan(2025, &options), portfolio(&carried()));
            Box::new(move || plan.evaluate(&portfolio).len())
        })])
        .collect()
}

/// Every offer ten times at the operator that runs it, each budget with something carried: what a total is put together
/// from then has a denominator of its own for every offer.
fn carried() -> Vec<Row> {
    let again = |copy: i32| {
        rows().into_iter().map(move |row| Row {
            offer: format!("{}-{copy}", row.offer).into(),
            carried_result: row.carried_result.and(Kroner::new((1_000 + copy).into()).ok()),
            ..row
        })
    };
    (0..10).flat_map(again).collect()
}

/// The shipped agreements; plans borrow from them for as long as the program runs.
fn register() -> &'static Register {
    Box::leak(Box::new(Register::builtin().expect("the shipped rulesets are free of mistakes")))
}

fn in_force(register: &'static Register, year: i32) -> &'static Agreement {
    register.in_force_year(number(year)).expect("modelled")
}

fn plan(year: i32, options: &Options) -> Plan<'static> {
    Plan::new(in_force(register(), year), number(year), options).expect("a plan")
}

/// Every question fixed to its preferred reading.
fn preferred(agreement: &Agreement) -> Options {
    let reading = |question: &rammeaftale::agreement::OpenQuestion| {
        let preferred = question.preferred.and_then(|preferred| question.readings.get(preferred));
        (question.id.to_string(), preferred.expect("the shipped questions have one").id.to_string())
    };
    Options { readings: agreement.questions.iter().map(reading).collect(), ..Options::default() }
}

fn rows() -> Vec<Row> {
    read_bytes("demo.csv", DEMO).rows().to_vec()
}

fn portfolio(rows: &[Row]) -> Portfolio {
    Portfolio::new(rows, &RowNumbers).expect("the demonstration is free of mistakes").0
}

fn number(year: i32) -> Year {
    Year::new(year).expect("a year")
}
