//! Workload W judged by this project, by hand-written integers and by other rule engines, timed against each other.
//!
//! `cargo run --release` prints the table; words after `--` pick the contenders whose name holds one of them, `--rounds N` the
//! number of rounds. `-- loop` prints the nanoseconds a record of the hand-written loop, for scripts; `-- growth` prints how time
//! grows with the records, and with the cores.

mod by_hand;
mod contender;
mod contenders;
mod growth;
mod measure;
#[cfg(any(feature = "cel", feature = "regorus", feature = "rhai", feature = "zen"))]
mod named;
mod w;

use std::env;

const ROUNDS: usize = 7;

fn main() {
    let mut wanted: Vec<String> = env::args().skip(1).collect();
    if wanted.iter().any(|word| word == "loop") {
        return println!("{}", measure::Loop::new().nanoseconds());
    }
    if wanted.iter().any(|word| word == "growth") {
        return print!("{}", growth::table());
    }
    let mut rounds = ROUNDS;
    if let Some(at) = wanted.iter().position(|word| word == "--rounds") {
        rounds = wanted.remove(at + 1).parse().expect("a number of rounds");
        wanted.remove(at);
    }
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str()));
    let entries: Vec<_> = contenders::all().into_iter().filter(|entry| is_wanted(entry.name)).collect();
    println!("{}", measure::table(&entries, rounds));
}
