//! The guide for officials, `README.md` of this package: every command in it is run, and its output stands below it.

use super::{Desk, root, text};
use rammeaftale::assessment::{NotApplicable, Robust, Undetermined, Verdict};
use rammeaftale::sentence;
use std::fs;

const GUIDE: &str = "crates/rammeaftale-cli/README.md";
const FILES: &str = "crates/rammeaftale-cli/tests/guide";

/// A console block with what each of its commands prints now.
fn run(desk: &Desk, block: &str) -> String {
    let mut out = String::new();
    for line in block.lines().filter(|line| line.starts_with("$ ")) {
        let arguments: Vec<&str> = line.split_whitespace().skip(2).collect();
        let output = desk.run(&arguments);
        out.push_str(&format!("{line}\n{}{}", text(&output.stdout), text(&output.stderr)));
        let code = output.status.code().expect("an exit code");
        out.push_str(&if code == 0 { String::new() } else { format!("(svar {code})\n") });
    }
    out
}

#[test]
fn the_guide_for_officials_says_what_the_command_says() {
    let desk = Desk::new("officials", &[]);
    for entry in fs::read_dir(root().join(FILES)).expect("the guide's files") {
        let path = entry.expect("an entry").path();
        fs::copy(&path, desk.0.join(path.file_name().expect("a name"))).expect("a copy");
    }
    let guide = fs::read_to_string(root().join(GUIDE)).expect("the guide");
    let mut commands = 0;
    let parts: Vec<String> = guide
        .split("```console\n")
        .enumerate()
        .map(|(number, part)| match part.split_once("```\n") {
            Some((block, rest)) if number > 0 => {
                commands += block.lines().filter(|line| line.starts_with("$ ")).count();
                format!("{}```\n{rest}", run(&desk, block))
            }
            _ => part.to_owned(),
        })
        .collect();
    let found = parts.join("```console\n");
    if std::env::var_os("UPDATE_EXPECT").is_some() && std::env::var_os("CI").is_none() {
        fs::write(root().join(GUIDE), &found).expect("the guide is written");
    } else {
        assert_eq!(found, guide, "{GUIDE} differs; UPDATE_EXPECT=1 rewrites it");
    }
    assert!(commands >= 8, "only {commands} commands");
    assert!(desk.names(".").contains(&"svar.xlsx".to_owned()) && desk.names(".").contains(&"svar.html".to_owned()));
}

/// Commands within the text are run too, but for those with a place to fill in.
#[test]
fn the_commands_in_the_text_of_the_guide_work() {
    let desk = Desk::new("guide-text", &[]);
    for entry in fs::read_dir(root().join(FILES)).expect("the guide's files") {
        let path = entry.expect("an entry").path();
        fs::copy(&path, desk.0.join(path.file_name().expect("a name"))).expect("a copy");
    }
    let guide = fs::read_to_string(root().join(GUIDE)).expect("the guide");
    let mut seen = 0;
    for (number, part) in guide.split("```").enumerate().filter(|(number, _)| number % 2 == 0) {
        for command in part.split('`').skip(1).step_by(2).filter(|code| code.starts_with("rammeaftale ")) {
            let arguments: Vec<&str> = command.split_whitespace().skip(1).collect();
            let output = desk.run(&arguments);
            assert!(matches!(output.status.code(), Some(0 | 1 | 3)), "{number}: {command}: {}", text(&output.stderr));
            seen += 1;
        }
    }
    assert!(seen >= 3, "only {seen}");
}

#[test]
fn the_guide_says_what_each_verdict_and_cause_means() {
    let guide = fs::read_to_string(root().join(GUIDE)).expect("the guide");
    let open = Undetermined::ALL.map(Verdict::Undetermined);
    let silent = NotApplicable::ALL.map(Verdict::NotApplicable);
    let verdicts = [&[Verdict::Met, Verdict::Breached], &open[..], &silent[..]].concat();
    let causes = verdicts.iter().map(|verdict| sentence::cause(*verdict)).filter(|cause| !cause.da.is_empty());
    let each = [(Robust::Yes, true), (Robust::Yes, false), (Robust::No, false), (Robust::Unknown, false)];
    let robust = each.map(|(robust, alike)| sentence::robust(robust, alike));
    let told: Vec<_> = verdicts.iter().map(|verdict| sentence::verdict(*verdict)).chain(causes).chain(robust).collect();
    assert!(told.len() > 20);
    for text in told {
        assert!(guide.contains(&format!("\n| {} | ", text.da)), "{}", text.da);
    }
}
