//! The engine against a second, plain evaluator over big fractions that shares no code with it.
//!
//! Verdict, cause, missing, figures, readings, robust, flips and undecided must be equal, finding by finding. How many
//! portfolios: `PORTFOLIOS`, else 2,000; the long run is `PORTFOLIOS=200000 cargo test --release -p rammeaftale-tests
//! second_evaluator`. A portfolio is made from its seed alone; seeds that once failed stand in `FAILED`.

mod compare;
mod generate;
#[expect(dead_code, reason = "it is read as a whole: not every part of an answer is compared")]
#[expect(unreachable_pub, reason = "written apart from this suite")]
mod oracle;

use crate::builtin;
use rammeaftale::{Agreement, Portfolio, RowNumbers};

/// Seeds of portfolios on which the two once differed.
const FAILED: &[u64] = &[
    1, 2, 3, 5, 11, 12, 16, 17, 22, 32, 33, 91, 93, 114, 201, 303, 311, 318, 1050, 1056, 1080, 10032, 10086, 10090,
    10144, 10148, 10218, 10285, 10317, 10405, 10414, 10425, 10457, 10546, 10626, 10640, 10799, 10801,
];

#[test]
fn agrees_on_2018() {
    agrees("midtjylland/2018", 40);
}

#[test]
fn agrees_on_2025_26() {
    agrees("midtjylland/2025-26", 55);
}

#[test]
fn agrees_on_2021_22() {
    agrees("midtjylland/2021-22", 5);
}

/// Judges this share in percent of all portfolios by one agreement.
fn agrees(id: &str, percent: u64) {
    let register = builtin();
    let agreement = register.get(id).expect("a shipped agreement");
    let portfolios: u64 = std::env::var("PORTFOLIOS").map_or(2_000, |count| count.parse().expect("a number"));
    let mut judged = 0;
    let mut differing = Vec::new();
    for seed in FAILED.iter().copied().chain(10_000..) {
        if judged >= portfolios * percent / 100 {
            break;
        }
        let question = generate::question(seed, agreement);
        // What contradicts itself is refused before it is judged; the generator makes few such.
        if Portfolio::new(&question.rows, &RowNumbers).is_err() {
            continue;
        }
        judged += 1;
        if !compare::differences(&question, agreement).is_empty() {
            differing.push(seed);
        }
    }
    println!("{id}: {judged} portfolios judged by both");
    if let Some(first) = differing.first() {
        panic!("{} of {judged} differ: seeds {differing:?}\n{}", differing.len(), told(*first, agreement));
    }
}

/// The smallest part of a portfolio on which the two still differ, in words.
fn told(seed: u64, agreement: &Agreement) -> String {
    let question = compare::shrunk(generate::question(seed, agreement), agreement);
    let rows: Vec<String> = question.rows.iter().map(|row| format!("{row:?}")).collect();
    format!(
        "seed {seed}, {} {}\n{}\nreadings {:?} index {:?} assumed {:?}\n{}",
        agreement.id,
        question.year,
        rows.join("\n"),
        question.readings,
        question.index,
        question.assumed,
        compare::differences(&question, agreement).join("\n")
    )
}
