//! Long work: the same bytes whatever the threads, nothing half-written, and an answer though nobody reads to the end.

use super::{DEMO, Desk, rammeaftale};
use std::io::Read;
use std::process::{Command, Stdio};

#[test]
fn any_number_of_jobs_writes_the_same_bytes() {
    for format in ["json", "csv", "table", "html"] {
        let ask = |jobs: &str| {
            let output = rammeaftale(&["evaluate", DEMO, "--year", "2025", "--format", format, "--jobs", jobs]);
            (output.status.code(), output.stdout)
        };
        let alone = ask("1");
        assert!(!alone.1.is_empty());
        assert!(["2", "7"].iter().all(|jobs| ask(jobs) == alone), "{format}");
    }
}

#[test]
fn who_stops_reading_gets_the_answer_of_the_whole() {
    let ask = ["evaluate", DEMO, "--year", "2025", "--format", "json"];
    let whole = rammeaftale(&ask).status.code();
    let mut command = Command::new(env!("CARGO_BIN_EXE_rammeaftale"));
    command.current_dir(super::root()).args(ask).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command starts");
    let mut out = child.stdout.take().expect("a pipe");
    out.read_exact(&mut [0; 10]).expect("its beginning");
    drop(out);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), output.stderr), (whole, Vec::new()));
}

/// Interrupted or ended while it writes, the command leaves the answer of before as it was and nothing beside it.
#[cfg(unix)]
#[test]
fn an_interruption_leaves_nothing_half_written() {
    let desk = Desk::new("interrupted", &[]);
    let rows: String = (0..40_000)
        .flat_map(|offer| [2024, 2025].map(|year| format!("B{offer};740;740;740 751;{year};1.234,50;10\n")))
        .collect();
    desk.write("many.csv", &format!("tilbud_id;driftsherre;beliggenhed;købere;år;takst;pladser\n{rows}"));
    desk.write("out.json", "the answer of before");
    for signal in ["-INT", "-TERM"] {
        ended(&desk, signal);
    }
}

#[cfg(unix)]
fn ended(desk: &Desk, signal: &str) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rammeaftale"));
    command.current_dir(&desk.0).args(["evaluate", "many.csv", "--year", "2025", "-o", "out.json"]);
    let mut child = command.spawn().expect("the command starts");
    while desk.names(".").len() == 2 {
        assert!(child.try_wait().expect("a child").is_none(), "it ended before it was seen writing");
    }
    let killed = Command::new("kill").args([signal, &child.id().to_string()]).status().expect("`kill`");
    assert!(killed.success());
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
    assert_eq!(desk.names("."), ["many.csv", "out.json"]);
    assert_eq!(desk.read("out.json"), "the answer of before");
}
