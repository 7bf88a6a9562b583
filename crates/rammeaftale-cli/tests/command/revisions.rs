//! Two revisions of one agreement side by side: the second allows no tariff above 99 % of that of 2024.

use super::{Desk, text};

/// The shipped agreement kept as its first revision, with a second one in its place.
fn desk(name: &str) -> Desk {
    let desk = Desk::new(name, &["agreements", "tests/portfolios"]);
    for ending in ["toml", "clauses.toml"] {
        let now = desk.read(&format!("agreements/midtjylland/2025-26.{ending}"));
        desk.write(&format!("agreements/midtjylland/2025-26.r1.{ending}"), &now);
        let revised = now.replacen("revision = 1", "revision = 2", 1);
        let revised = revised.replacen("at_most_percent = \"0\"", "at_most_percent = \"-1\"", 1);
        desk.write(&format!("agreements/midtjylland/2025-26.{ending}"), &revised);
    }
    desk
}

const EVALUATE: &[&str] = &["evaluate", "tests/portfolios/demo.csv", "--year", "2025", "--format", "json"];

#[test]
fn two_revisions_of_one_agreement_are_free_of_mistakes() {
    let desk = desk("revisions-check");
    let output = desk.run(&["check", "agreements", "--deny", "warnings"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    for file in ["2025-26.toml", "2025-26.r1.toml", "2025-26.r1.clauses.toml"] {
        let output = desk.run(&["check", &format!("agreements/midtjylland/{file}")]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    }
    let listed = text(&desk.run(&["list", "--agreements", "agreements"]).stdout);
    assert!(listed.contains("midtjylland/2025-26 (udgave 1, 2)"), "{listed}");
    assert!(!text(&desk.run(&["list"]).stdout).contains("udgave"), "one revision needs no number");
}

#[test]
fn the_latest_is_shown_unless_another_is_asked_for() {
    let desk = desk("revisions-show");
    let show = |more: &[&str]| {
        let arguments = [&["show", "midtjylland/2025-26", "--lang", "en", "--agreements", "agreements"], more].concat();
        text(&desk.run(&arguments).stdout)
    };
    assert!(show(&[]).starts_with("Framework agreement 2025-26 (midtjylland/2025-26, revision 2)"));
    assert_eq!(show(&["--revision", "2"]), show(&[]));
    let first = show(&["--revision", "1"]);
    let shipped = text(&desk.run(&["show", "midtjylland/2025-26", "--lang", "en"]).stdout);
    assert_eq!(first, shipped);
    assert_ne!(first, show(&[]));
}

#[test]
fn an_assessment_is_by_one_revision_and_names_it() {
    let desk = desk("revisions-evaluate");
    let evaluate = |more: &[&str]| {
        let output = desk.run(&[EVALUATE, &["--agreements", "agreements"], more].concat());
        assert_ne!(output.status.code(), Some(2), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    let (latest, first) = (evaluate(&[]), evaluate(&["--revision", "1"]));
    assert!(latest.contains("\"revision\": 2,") && !latest.contains("\"revision\": 1,"));
    assert_eq!(first, text(&desk.run(EVALUATE).stdout), "the first revision is the one shipped, to the byte");
    assert_eq!(evaluate(&["--agreement", "midtjylland/2025-26", "--revision", "1"]), first);
    let limits = |text: &str| -> Vec<String> {
        let lines = text.lines().filter(|line| line.trim_start().starts_with("\"limit\""));
        lines.map(str::to_owned).collect()
    };
    assert!(!limits(&first).is_empty());
    assert_ne!(limits(&latest), limits(&first), "another limit of the freeze");
    let digest = |text: &str| text.lines().find(|line| line.contains("\"digest\"")).map(str::to_owned);
    assert_ne!(digest(&latest), digest(&first));
}

#[test]
fn an_unknown_revision_is_told_with_those_there_are() {
    let desk = desk("revisions-unknown");
    let folder = ["--agreements", "agreements", "--revision", "3"];
    for command in [&["show", "midtjylland/2025-26"][..], EVALUATE] {
        let output = desk.run(&[command, &folder].concat());
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty());
        let expected = "fejl: `midtjylland/2025-26` har ingen udgave 3\n  = hjælp: her er udgave 1, 2\n";
        assert_eq!(text(&output.stderr), expected);
    }
    let output = desk.run(&["show", "midtjylland/2025", "--revision", "1", "--lang", "en"]);
    assert!(text(&output.stderr).contains("there is no agreement `midtjylland/2025`"), "{}", text(&output.stderr));
}
