//! How many instructions each part takes, counted by callgrind, since time is noisy where this runs:
//! `cargo bench -p rammeaftale-benches --bench instructions`. A count that is off `instructions.toml` by more than five percent
//! is an error; `UPDATE_EXPECT=1` writes the counts anew.

use rammeaftale_benches::{Part, parts};
use std::collections::BTreeMap;
use std::process::{Command, ExitCode};
use std::{env, fs, hint};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/instructions.toml");
const ROOM_PERCENT: u64 = 5;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().collect();
    let parts = parts();
    if let Some(part) = parts.iter().find(|part| arguments.iter().any(|argument| argument == part.name)) {
        counted(part.prepare());
        return ExitCode::SUCCESS;
    }
    let counts: BTreeMap<&str, u64> = parts.iter().map(|part| (part.name, count(part))).collect();
    if env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(FILE, text(&counts)).expect("the file can be written");
        return ExitCode::SUCCESS;
    }
    let expected = fs::read_to_string(FILE).expect("the file is there");
    let expected: BTreeMap<String, u64> = expected.lines().filter_map(line).collect();
    let gone = expected.keys().filter(|name| !counts.contains_key(name.as_str()));
    let off = gone.map(|name| format!("{name}: no part has this name"));
    let off: Vec<String> =
        off.chain(counts.iter().filter_map(|(name, count)| amiss(name, *count, &expected))).collect();
    off.iter().for_each(|line| println!("{line}"));
    if off.is_empty() {
        println!("the instructions of {} parts are within {ROOM_PERCENT} % of benches/instructions.toml", counts.len());
        return ExitCode::SUCCESS;
    }
    println!("where this is meant: UPDATE_EXPECT=1 cargo bench -p rammeaftale-benches --bench instructions");
    ExitCode::FAILURE
}

/// The only code that is counted: callgrind is told its name.
#[inline(never)]
fn counted(work: Box<dyn Fn() -> usize>) {
    hint::black_box(work());
}

/// Runs this program again, under callgrind, for one part.
fn count(part: &Part) -> u64 {
    let program = env::current_exe().expect("this program");
    let valgrind = ["--tool=callgrind", "--callgrind-out-file=/dev/null", "--toggle-collect=instructions::counted*"];
    let run = Command::new("valgrind").args(valgrind).arg(program).arg(part.name).output();
    let run = run.expect("valgrind is installed (Debian: apt-get install valgrind)");
    let said = String::from_utf8_lossy(&run.stderr);
    let collected = said.lines().find_map(|line| line.split_once("Collected :")?.1.trim().parse().ok());
    match collected {
        Some(count) if run.status.success() && count > 0 => count,
        _ => panic!("{} was not counted:\n{said}", part.name),
    }
}

fn amiss(name: &str, count: u64, expected: &BTreeMap<String, u64>) -> Option<String> {
    let Some(expected) = expected.get(name) else { return Some(format!("{name}: not in the file")) };
    let off = count.abs_diff(*expected) * 100 > expected * ROOM_PERCENT;
    off.then(|| format!("{name}: {count} instructions, not {expected}"))
}

/// A line of the file, which is as `text` writes it.
fn line(line: &str) -> Option<(String, u64)> {
    let (name, count) = line.split_once(" = ")?;
    Some((name.trim_matches('"').to_owned(), count.parse().ok()?))
}

fn text(counts: &BTreeMap<&str, u64>) -> String {
    let lines: String = counts.iter().map(|(name, count)| format!("\"{name}\" = {count}\n")).collect();
    format!("# Instructions of each part, as `instructions.rs` counts and writes them.\n\n{lines}")
}
