//! Rounds in which every contender takes its turn beside the hand-written loop, in CPU time of the thread.

use crate::by_hand;
use crate::contender::{Contender, Entry, MANY};
use crate::w::{self, Checksum, Outcome, Record};
use cpu_time::ThreadTime;
use std::fmt::Write;

/// The hand-written loop, run beside each contender.
pub struct Loop {
    records: Vec<Record>,
    outcomes: Vec<Outcome>,
}

impl Loop {
    pub fn new() -> Loop {
        let records = w::records(MANY);
        let outcomes = by_hand::judge_all(&records);
        Loop { records, outcomes }
    }

    /// CPU time a record; the middle one of three passes.
    pub fn nanoseconds(&mut self) -> f64 {
        let mut passes = [0.0; 3];
        for pass in &mut passes {
            *pass = timed(|| by_hand::judge(&self.records, &mut self.outcomes)) / MANY as f64;
            std::hint::black_box(&self.outcomes);
        }
        median(&mut passes)
    }
}

/// Times the entries and prints them as a Markdown table; what a contender gets wrong stands in its line.
pub fn table(entries: &[Entry], rounds: usize) -> String {
    let mut by_hand = Loop::new();
    let mut running: Vec<Running<'_>> = entries.iter().map(|entry| Running::new(entry, &by_hand.records)).collect();
    for round in 1..=rounds {
        eprintln!("round {round} of {rounds}");
        running.iter_mut().for_each(|one| one.round(&mut by_hand));
    }
    let mut table = String::from(
        "| contender | ratio | ns a record | records a second | records | same counts and sums | what is timed |\n\
         |---|---:|---:|---:|---:|---|---|\n",
    );
    running.iter_mut().for_each(|one| one.line(&mut table));
    table
}

struct Running<'e> {
    entry: &'e Entry,
    contender: Box<dyn Contender>,
    expected: Checksum,
    wrong: Option<String>,
    nanoseconds: Vec<f64>,
    ratios: Vec<f64>,
}

impl<'e> Running<'e> {
    /// Made ready, warmed up and checked.
    fn new(entry: &'e Entry, records: &[Record]) -> Running<'e> {
        eprintln!("making ready: {}", entry.name);
        let records = &records[..entry.records];
        let expected = Checksum::of(&by_hand::judge_all(records));
        let contender = (entry.make)(records);
        let mut one = Running { entry, contender, expected, wrong: None, nanoseconds: Vec::new(), ratios: Vec::new() };
        one.contender.judge();
        one.check();
        one
    }

    fn round(&mut self, by_hand: &mut Loop) {
        let before = by_hand.nanoseconds();
        let nanoseconds = timed(|| self.contender.judge()) / self.entry.records as f64;
        let after = by_hand.nanoseconds();
        self.nanoseconds.push(nanoseconds);
        self.ratios.push(nanoseconds / ((before + after) / 2.0));
        self.check();
    }

    fn check(&mut self) {
        let sums = self.contender.checksum();
        if sums != self.expected {
            self.wrong = Some(format!("**no**: {sums:?}, not {:?}", self.expected));
        }
    }

    fn line(&mut self, table: &mut String) {
        let nanoseconds = median(&mut self.nanoseconds);
        let Entry { name, records, note, .. } = self.entry;
        let wrong = self.wrong.as_deref().unwrap_or("yes");
        let ratio = significant(median(&mut self.ratios));
        let (each, second) = (significant(nanoseconds), thousands((1e9 / nanoseconds) as u64));
        let records = thousands(*records as u64);
        writeln!(table, "| {name} | {ratio} | {each} | {second} | {records} | {wrong} | {note} |").expect("memory");
    }
}

/// Nanoseconds of CPU time of this thread.
fn timed(work: impl FnOnce()) -> f64 {
    let start = ThreadTime::now();
    work();
    start.elapsed().as_nanos() as f64
}

pub fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Two digits below a hundred; more would say more than was measured.
fn significant(value: f64) -> String {
    if value < 10.0 { format!("{value:.1}") } else { thousands(value.round() as u64) }
}

pub fn thousands(value: u64) -> String {
    let digits = value.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).expect("digits")).collect();
    groups.join(",")
}
