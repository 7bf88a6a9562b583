//! This project, through its public API. The rulesets in `agreements` are invented; they say what workload W says.

use crate::contender::{Contender, Entry, FEW};
use crate::w::{Checksum, Outcome, Record};
use rammeaftale::assessment::{Figures, NotApplicable};
use rammeaftale::portfolio::FiguresKind;
use rammeaftale::text::Lang;
use rammeaftale::{
    Assessment, Authority, Finding, Kroner, Options, Plan, Portfolio, Register, Row, RowNumbers, Verdict, Year,
    sentence,
};
use rust_decimal::Decimal;
use std::convert::Infallible;
use std::hint::black_box;

pub const ENTRIES: [Entry; 5] = [
    Entry {
        name: "ours",
        records: FEW,
        note: "all findings kept; rulesets that leave nothing open",
        make: |records| Box::new(Ours::new("w", records)),
    },
    Entry {
        name: "ours, one by one",
        records: FEW,
        note: "as the first, each assessment read and let go of as it is handed out",
        make: |records| Box::new(OneByOne { ours: Ours::new("w", records), in_words: false, sum: Checksum::default() }),
    },
    Entry {
        name: "ours, in words",
        records: FEW,
        note: "as one by one, with the sentence of every finding in Danish and English, written into a buffer used again",
        make: |records| Box::new(OneByOne { ours: Ours::new("w", records), in_words: true, sum: Checksum::default() }),
    },
    Entry {
        name: "ours, all readings",
        records: FEW,
        note: "all findings kept; rulesets with the open questions of the real ones: every combination of readings, robust, flips, \
               undecided, settled by",
        make: |records| Box::new(Ours::new("with-questions", records)),
    },
    Entry {
        name: "ours, from rows",
        records: FEW,
        note: "as the first, with the portfolio put together from rows and held against itself",
        make: |records| Box::new(FromRows { ours: Ours::new("w", &[]), rows: rows_by_year(records) }),
    },
];

const FILES: [(&str, &str); 5] = [
    ("w/parties.toml", include_str!("../../agreements/w/parties.toml")),
    ("w/2018.toml", include_str!("../../agreements/w/2018.toml")),
    ("w/2025-26.toml", include_str!("../../agreements/w/2025-26.toml")),
    ("with-questions/2018.toml", include_str!("../../agreements/with-questions/2018.toml")),
    ("with-questions/2025-26.toml", include_str!("../../agreements/with-questions/2025-26.toml")),
];

const YEARS: [i64; 3] = [2018, 2025, 2026];

/// The plan of each year. It borrows from a register that is there for as long as the program runs.
pub fn plans(region: &str) -> [Plan<'static>; 3] {
    let (register, _warnings) = Register::from_files(&FILES).expect("rulesets free of mistakes");
    let register: &'static Register = Box::leak(Box::new(register));
    YEARS.map(|number| {
        let period = if number == 2018 { "2018" } else { "2025-26" };
        let agreement = register.get(&format!("{region}/{period}")).expect("one of the files");
        Plan::new(agreement, year(number), &Options::default()).expect("a plan")
    })
}

/// Every assessment of an offer by its figures, under all readings.
#[cfg(test)]
pub fn assessments(region: &str, records: &[Record]) -> Vec<Assessment> {
    let mut ours = Ours::new(region, records);
    ours.judge();
    ours.found.into_iter().flatten().filter(is_of_offer).collect()
}

/// A plan a year, and the portfolio of each.
struct Ours {
    plans: [Plan<'static>; 3],
    portfolios: Vec<Portfolio>,
    found: Vec<Vec<Assessment>>,
}

impl Ours {
    fn new(region: &str, records: &[Record]) -> Ours {
        let plans = plans(region);
        let portfolios = rows_by_year(records).iter().map(|rows| portfolio(rows)).collect();
        Ours { plans, portfolios, found: Vec::new() }
    }
}

impl Contender for Ours {
    fn judge(&mut self) {
        let judged = self.plans.iter().zip(&self.portfolios).map(|(plan, portfolio)| plan.evaluate(portfolio));
        self.found = judged.collect();
    }

    fn checksum(&mut self) -> Checksum {
        let found = std::mem::take(&mut self.found);
        let offers = found.iter().flatten().filter(|assessment| is_of_offer(assessment));
        let outcomes: Vec<Outcome> = offers.map(outcome).collect();
        Checksum::of(&outcomes)
    }
}

struct OneByOne {
    ours: Ours,
    in_words: bool,
    sum: Checksum,
}

impl Contender for OneByOne {
    fn judge(&mut self) {
        let mut words = String::new();
        for (plan, portfolio) in self.ours.plans.iter().zip(&self.ours.portfolios) {
            let Ok(()) = plan.evaluate_each(portfolio, |assessment| {
                if is_of_offer(&assessment) {
                    self.sum.add(&outcome(&assessment));
                }
                if self.in_words {
                    words.clear();
                    for (finding, lang) in assessment.findings.iter().flat_map(|one| [(one, Lang::Da), (one, Lang::En)])
                    {
                        sentence::write_finding(finding, lang, &mut words);
                    }
                    black_box(&words);
                }
                Ok::<(), Infallible>(())
            });
        }
    }

    fn checksum(&mut self) -> Checksum {
        std::mem::take(&mut self.sum)
    }
}

struct FromRows {
    ours: Ours,
    rows: [Vec<Row>; 3],
}

impl Contender for FromRows {
    fn judge(&mut self) {
        self.ours.portfolios = self.rows.iter().map(|rows| portfolio(rows)).collect();
        self.ours.judge();
    }

    fn checksum(&mut self) -> Checksum {
        self.ours.portfolios.clear();
        self.ours.checksum()
    }
}

fn year(number: i64) -> Year {
    Year::new(number as i32).expect("a year")
}

fn kroner(ore: i64) -> Option<Kroner> {
    Some(Kroner::new(Decimal::new(ore, 2)).expect("an amount"))
}

fn portfolio(rows: &[Row]) -> Portfolio {
    Portfolio::new(rows, &RowNumbers).expect("rows that agree").0
}

/// The rows of each year's offers, spread over nineteen operators.
fn rows_by_year(records: &[Record]) -> [Vec<Row>; 3] {
    let parties = Register::from_files(&FILES).expect("rulesets free of mistakes").0;
    let operators: Vec<Authority> = parties.agreements()[0].parties.municipalities.keys().copied().collect();
    YEARS.map(|year| {
        let of_year = records.iter().enumerate().filter(|(_, record)| record.year == year);
        of_year.flat_map(|(i, record)| rows(&format!("{i}"), operators[i % operators.len()], record)).collect()
    })
}

fn rows(offer: &str, operator: Authority, record: &Record) -> Vec<Row> {
    let row = |number| Row::new(offer, operator, year(number));
    if record.year != 2018 {
        let tariff = |year, ore| Row { tariff: kroner(ore), ..row(year) };
        return vec![tariff(2024, record.base_tariff), tariff(record.year, record.budget_tariff)];
    }
    let basis = |year, ore| Row { tariff_basis: kroner(ore), ..row(year) };
    vec![
        basis(2015, record.base),
        basis(2016, record.earlier_basis),
        Row { figures: FiguresKind::Realised, result: kroner(record.earlier_result), ..row(2016) },
        // Nothing was carried: a breach is a result that should have been, and anything else is in order.
        Row { carried_result: kroner(0), ..basis(2018, record.budget) },
    ]
}

/// Operators are judged too, but are no records.
fn is_of_offer(assessment: &Assessment) -> bool {
    assessment.offers.is_none()
}

fn outcome(assessment: &Assessment) -> Outcome {
    let mut outcome = Outcome::default();
    assessment.findings.iter().for_each(|finding| note(finding, &mut outcome));
    outcome
}

fn note(finding: &Finding, outcome: &mut Outcome) {
    let holds = match finding.verdict {
        Verdict::Met => 1,
        Verdict::Breached => 2,
        _ => 0,
    };
    match (&*finding.rule, &finding.figures) {
        ("basis-reduction", Figures::Limit(figures)) => {
            outcome.r1 = holds;
            outcome.actual = ore(figures.base) - ore(figures.actual);
            outcome.limit = 3 * ore(figures.base);
        }
        ("tariff-freeze", Figures::Limit(figures)) => {
            outcome.r3 = holds;
            outcome.actual = ore(figures.actual);
            outcome.limit = 100 * ore(figures.limit);
        }
        ("result-band", Figures::Result(figures)) => {
            outcome.r2 = match finding.verdict {
                Verdict::Breached => 1,
                Verdict::Met => 2,
                Verdict::NotApplicable(NotApplicable::NoDuty) => 3,
                _ => 0,
            };
            outcome.carry = figures.expected_carried.map_or(0, |amount| ore(Some(amount)));
            outcome.result = ore(figures.result).abs();
            outcome.band = 5 * ore(figures.denominator);
        }
        _ => {}
    }
}

fn ore(amount: Option<Decimal>) -> i64 {
    let mut amount = amount.expect("a figure");
    amount.rescale(2);
    amount.mantissa() as i64
}
