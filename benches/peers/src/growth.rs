//! Whether time grows as the records do, and what further cores give: columns judged by so many threads.

use crate::by_hand;
use crate::contenders::columns::Columns;
use crate::measure::{median, thousands};
use crate::w::{self, Checksum};
use std::time::Instant;

const SIZES: [usize; 4] = [10_000, 100_000, 1_000_000, 10_000_000];
/// As many records are judged for each figure, in one pass or in many.
const JUDGED: usize = 10_000_000;
const PASSES: usize = 5;

/// Wall time a record by size and number of threads, as a Markdown table; every sum is held against the hand-written loop's.
pub fn table() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut table = String::from(
        "| records | ns a record, one thread | against the smallest | all cores against one |\n|---:|---:|---:|---:|\n",
    );
    let mut smallest = None;
    for size in SIZES {
        let records = w::records(size);
        let expected = Checksum::of(&by_hand::judge_all(&records));
        let columns = Columns::new(&records);
        let pass = |threads| nanoseconds(size, || assert_eq!(columns.judge_on(threads), expected, "judged otherwise"));
        let (mut alone, mut gains) = ([0.0; PASSES], [0.0; PASSES]);
        for (alone, gain) in alone.iter_mut().zip(&mut gains) {
            *alone = pass(1);
            *gain = *alone / pass(cores);
        }
        let (alone, gain) = (median(&mut alone), median(&mut gains));
        let growth = alone / *smallest.get_or_insert(alone);
        table += &format!("| {} | {alone:.1} | {growth:.2} x | {gain:.2} x |\n", thousands(size as u64));
    }
    table
}

fn nanoseconds(size: usize, judge: impl Fn()) -> f64 {
    let start = Instant::now();
    (0..JUDGED / size).for_each(|_| judge());
    start.elapsed().as_nanos() as f64 / JUDGED as f64
}
