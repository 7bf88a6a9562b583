//! What an author does: a new agreement from its skeleton to its answers, as the guide in `agreements/README.md` tells.

use super::{Desk, golden, root, text};
use std::collections::BTreeSet;
use std::fs;

const RULESET: &str = "agreements/midtjylland/2027-28.toml";
const CLAUSES: &str = "agreements/midtjylland/2027-28.clauses.toml";

/// An invented document; nothing in it is a source for anything.
const DOCUMENT: &str = "Opdigtet rammeaftale for 2027-28. Ingen takst er højere end i 2026.\n";

const ZEROS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The places of every empty `""` that is no comment, as `file:line:column`.
fn blanks(desk: &Desk, path: &str) -> Vec<String> {
    let text = desk.read(path);
    let live = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
    let place = |(number, line): (usize, &str)| -> Vec<String> {
        let code = line.split(" #").next().unwrap_or_default();
        let column = |(at, _): (usize, &str)| format!("{path}:{}:{}", number + 1, code[..at].chars().count() + 1);
        code.match_indices("\"\"").map(column).collect()
    };
    live.flat_map(place).collect()
}

#[test]
fn a_skeleton_lacks_what_the_author_must_fill_in_and_nothing_else() {
    let desk = Desk::new("skeleton", &["agreements"]);
    let output = desk.run(&["new", "midtjylland/2027-28"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).starts_with(&format!("skrevet: {RULESET} og {CLAUSES}\n")));
    golden("new.toml", &desk.read(RULESET));
    golden("new.clauses.toml", &desk.read(CLAUSES));

    let checked = desk.run(&["check", "agreements"]);
    assert_eq!(checked.status.code(), Some(2));
    let told = text(&checked.stderr);
    golden("new-check.da.txt", &told);
    let places: Vec<&str> = told.lines().filter_map(|line| line.trim_start().strip_prefix("--> ")).collect();
    let blanks: Vec<String> = [RULESET, CLAUSES].iter().flat_map(|path| blanks(&desk, path)).collect();
    assert!(blanks.len() >= 15, "{blanks:?}");
    for blank in &blanks {
        assert_eq!(places.iter().filter(|place| *place == blank).count(), 1, "{blank} is told once");
    }
    let open = ["scope", "tariff_development", "result_regulation", "pricing", "catch_up"];
    for topic in open {
        let message = format!("fejl[topic-unaccounted]: `{topic}` er hverken reguleret eller angivet som ikke nævnt");
        assert_eq!(told.matches(&message).count(), 1, "{topic}");
    }
    assert_eq!(places.len(), blanks.len() + open.len(), "{told}");
}

#[test]
fn all_that_a_skeleton_shows_can_be_read() {
    let desk = Desk::new("shown", &["agreements"]);
    desk.run(&["new", "midtjylland/2027-28"]);
    for path in [RULESET, CLAUSES] {
        desk.write(path, &uncommented(&desk.read(path)));
    }
    let told = text(&desk.run(&["check", "agreements"]).stderr);
    for code in ["syntax", "unknown-key", "missing-key"] {
        assert!(!told.contains(&format!("[{code}]")), "{told}");
    }
    let (blanks, languages) = (blanks(&desk, RULESET).len(), told.matches("[empty-text]").count());
    assert!(blanks > 60 && languages > 40, "{blanks} {languages}");
}

/// The `#` before code taken away; a remark has a blank behind it. Of a key shown in several forms, the first.
fn uncommented(text: &str) -> String {
    let (mut out, mut keys) = (String::new(), BTreeSet::new());
    for line in text.lines() {
        let code = line.strip_prefix('#').filter(|code| !code.starts_with(' ') && !code.is_empty()).unwrap_or(line);
        if code.starts_with('[') {
            keys.clear();
        }
        if code.split_once(" = ").is_none_or(|(key, _)| keys.insert(key)) {
            out.push_str(code);
            out.push('\n');
        }
    }
    out
}

#[test]
fn a_new_agreement_never_takes_the_place_of_a_file() {
    let desk = Desk::new("exists", &["agreements"]);
    let before = desk.names("agreements/midtjylland");
    for (id, in_the_way) in [("midtjylland/2025-26", "2025-26.toml"), ("midtjylland/2027", "2027.clauses.toml")] {
        if !before.contains(&in_the_way.to_owned()) {
            desk.write(&format!("agreements/midtjylland/{in_the_way}"), "mine\n");
        }
        let kept = desk.read(&format!("agreements/midtjylland/{in_the_way}"));
        let output = desk.run(&["new", id, "--lang", "en"]);
        assert_eq!(output.status.code(), Some(2));
        let told = text(&output.stderr);
        assert!(told.contains(&format!("agreements/midtjylland/{in_the_way} is there already")), "{told}");
        assert_eq!(desk.read(&format!("agreements/midtjylland/{in_the_way}")), kept);
    }
    let after: Vec<String> = desk.names("agreements/midtjylland");
    let added: Vec<&String> = after.iter().filter(|name| !before.contains(name)).collect();
    assert_eq!(added, ["2027.clauses.toml"], "nothing half-written is left");
}

#[test]
fn a_new_agreement_has_a_region_a_period_and_a_folder() {
    let desk = Desk::new("named", &["agreements"]);
    for id in ["midtjylland", "../midtjylland/2027", "Midtjylland/2027", "midtjylland/27", "/2027"] {
        let output = desk.run(&["new", id, "--lang", "en"]);
        assert_eq!(output.status.code(), Some(2), "{id}");
        assert!(text(&output.stderr).contains("write e.g. midtjylland/2027 or midtjylland/2027-28"));
    }
    let nowhere = desk.run(&["new", "midtjylland/2027", "--agreements", "nowhere"]);
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(!desk.0.join("nowhere").exists());
    let other = desk.run(&["new", "syd/2011"]);
    assert_eq!(other.status.code(), Some(0), "{}", text(&other.stderr));
    assert_eq!(desk.names("agreements/syd"), ["2011.clauses.toml", "2011.toml"]);
    assert!(desk.read("agreements/syd/2011.toml").contains("in_force = { from = 2011-01-01, to = 2011-12-31 }"));
}

/// What the author writes into the skeleton's blanks, in the order of the file, and behind them.
fn fill(desk: &Desk, path: &str, values: &[&str], more: &str) {
    let mut text = desk.read(path);
    let mut from = text.find("schema = ").expect("a schema");
    for value in values {
        let at = loop {
            let at = from + text[from..].find("\"\"").expect("a blank");
            let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
            if !text[line..].starts_with('#') {
                break at;
            }
            from = at + 2;
        };
        text.replace_range(at..at + 2, value);
        from = at + value.len();
    }
    desk.write(path, &(text + more));
}

fn fill_in(desk: &Desk) {
    let silent = ["scope", "result_regulation", "pricing", "catch_up"].map(|topic| {
        let text = "{ da = \"Intet.\", en = \"Nothing.\" }";
        format!("\n[[not_stated]]\ntopic = \"{topic}\"\ntext = {text}\nlooked_in = [\"tekst\"]\n")
    });
    let rule = r#"
[[tariff_development]]
id = "tariff-freeze"
title = { da = "Taksterne må ikke stige", en = "Tariffs may not rise" }
force = "prohibition"
clauses = ["takster"]
years = [2027, 2028]
level = "offer"
measure = "tariff"
figures = "budget"
base_figures = "budget"
base_year = 2026
at_most_percent = "0"
own_payment = "as_calculated"
portfolio_changes = "comparable_set"
price_basis = "nominal"
carried_result = "included"
also_against = []
allowance = "none"
"#;
    let head = ["\"Opdigtet aftale 2027-28\"", "\"Invented agreement 2027-28\"", "\"agreement\""];
    fill(desk, RULESET, &head, &(rule.to_owned() + &silent.concat()));
    let zeros = format!("\"{ZEROS}\"");
    let source = ["\"tekst\"", "\"Opdigtet\"", "\"Invented\"", "\"Ingen\"", "\"tekst.txt\"", &zeros, "2026-11-22"];
    let title = ["\"titel\"", "\"tekst\"", "\"Titel\"", "\"Opdigtet rammeaftale\"", "\"for 2027-28.\"", &zeros];
    let title_said = ["\"Titlen.\"", "\"The title.\"", "\"not-a-rule\""];
    let tariffs = format!(
        r#"
[[clause]]
id = "takster"
source = "tekst"
section = "Titel"
first = "Ingen takst"
last = "i 2026."
sha256 = "{ZEROS}"
summary = {{ da = "Taksterne står stille.", en = "Tariffs stand still." }}
disposition = "modelled"
"#
    );
    fill(desk, CLAUSES, &[&source[..], &title, &title_said].concat(), &tariffs);
    desk.write("documents/tekst.txt", DOCUMENT);
    let scenario = r#"schema = 1
agreement = "midtjylland/2027-28"

[[case]]
name = "one øre above 2026 is a rise"
year = 2027
rows = [
    { offer = "A", operator = 740, year = 2026, tariff = "1000.00" },
    { offer = "A", operator = 740, year = 2027, tariff = "1000.01" },
]
[[case.expect]]
offer = "A"
rule = "tariff-freeze"
verdict = "breached"
"#;
    desk.write("tests/scenarios/2027-28/freeze.toml", scenario);
}

/// The author copies the fingerprints that the check shows, in the order of the file.
fn copy_fingerprints(desk: &Desk) {
    let told = text(&desk.run(&["check", RULESET, "--sources", "documents"]).stderr);
    let digits = told.split("sha256 = \"").skip(1).filter_map(|rest| rest.get(..64));
    let shown: Vec<&str> = digits.filter(|digits| *digits != ZEROS).collect();
    assert_eq!(shown.len(), 3, "{told}");
    let filled = shown.iter().fold(desk.read(CLAUSES), |text, shown| text.replacen(ZEROS, shown, 1));
    desk.write(CLAUSES, &filled);
}

#[test]
fn a_skeleton_filled_in_is_accepted() {
    let desk = Desk::new("filled", &["agreements"]);
    desk.run(&["new", "midtjylland/2027-28"]);
    fill_in(&desk);
    let output = desk.run(&["check", "agreements", "--deny", "warnings"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
}

/// The commands of the guide with their exit codes, in order.
const GUIDE: &[(&str, i32)] = &[
    ("show midtjylland/2025-26 --clauses", 0),
    ("new midtjylland/2027-28", 0),
    ("check agreements", 2),
    ("check agreements/midtjylland/2027-28.toml --sources documents", 0),
    ("test tests/scenarios/2025-26", 0),
    ("test tests/scenarios/2027-28 --agreements agreements", 0),
    ("test tests/scenarios --agreements agreements --coverage", 0),
    ("check agreements --deny warnings", 0),
    ("list --agreements agreements", 0),
    ("show midtjylland/2027-28 --agreements agreements", 0),
    ("evaluate tests/portfolios/demo.csv --agreements agreements --agreement midtjylland/2027-28 --year 2027", 3),
    ("show midtjylland/2025-26 --agreements agreements --revision 1", 0),
    ("evaluate tests/portfolios/demo.csv --agreements agreements --year 2025 --revision 1", 1),
];

#[test]
fn every_command_of_the_guide_does_what_it_says() {
    let guide = fs::read_to_string(root().join("agreements/README.md")).expect("the guide");
    let blocks = guide.split("```console\n").skip(1).filter_map(|rest| rest.split("```").next());
    let commands: Vec<&str> =
        blocks.flat_map(str::lines).filter_map(|line| line.strip_prefix("rammeaftale ")).collect();
    assert_eq!(commands, GUIDE.iter().map(|(command, _)| *command).collect::<Vec<_>>());
    let desk = Desk::new("guide", &["agreements", "tests/scenarios", "tests/portfolios"]);
    for (command, code) in GUIDE {
        if command.contains("--sources") {
            fill_in(&desk);
            copy_fingerprints(&desk);
        }
        let output = desk.run(&command.split(' ').collect::<Vec<_>>());
        assert_eq!(output.status.code(), Some(*code), "{command}\n{}{}", text(&output.stdout), text(&output.stderr));
    }
}

/// What the guide says of the example holds for it, and it names no key that the format does not have.
#[test]
fn the_guide_speaks_the_format_s_words() {
    let guide = fs::read_to_string(root().join("agreements/README.md")).expect("the guide");
    let template = fs::read_to_string(root().join("agreements/TEMPLATE.toml")).expect("the template");
    let example = fs::read_to_string(root().join("agreements/midtjylland/2025-26.toml")).expect("the example");
    let quoted: BTreeSet<&str> = guide.split('`').skip(1).step_by(2).filter(|word| !word.contains('\n')).collect();
    let tables: Vec<&&str> = quoted.iter().filter(|word| word.starts_with("[[")).collect();
    assert!(tables.len() >= 8, "{tables:?}");
    for table in tables {
        assert!(template.contains(*table), "{table}");
    }
    let values: Vec<&&str> = quoted.iter().filter(|word| word.contains(" = ")).collect();
    assert!(values.len() >= 4, "{values:?}");
    for value in values {
        assert!(example.contains(*value), "{value}");
    }
}

#[test]
fn a_folder_without_agreements_is_named_as_it_was_given() {
    let desk = Desk::new("nothing", &[]);
    desk.write("empty/note.txt", "no agreement");
    for arguments in [["check", "empty"], ["list", "--agreements=empty"]] {
        let output = desk.run(&[&arguments[..], &["--lang", "en"]].concat());
        assert_eq!(output.status.code(), Some(2));
        let told = text(&output.stderr);
        assert!(told.starts_with("error[empty-file]: no agreements found here\n --> empty\n"), "{told}");
    }
}
