//! The table of findings: nothing that a reader needs is cut from it, and what is asked first stands first.

use super::workbooks::Book;
use super::{DEMO, rammeaftale, text};
use serde_json::Value;
use std::collections::BTreeMap;

fn json(arguments: &[&str]) -> Value {
    let output = rammeaftale(&[arguments, &["--format", "json"]].concat());
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().expect("a list")
}

/// A word; none where there is none.
fn word(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// The readings of a choice as the table writes them.
fn choice(one: &Value) -> Vec<String> {
    let readings = one["readings"].as_object().expect("readings");
    readings.iter().map(|(question, id)| format!("{question}={}", id.as_str().expect("an id"))).collect()
}

const WORDS: [(&str, &str); 6] = [
    ("met", "overholdt, hvis "),
    ("breached", "brudt, hvis "),
    ("not-applicable", "gælder ikke, hvis "),
    ("not-applicable", "bedømmes pr. driftsherre, hvis "),
    ("not-applicable", "bedømmes pr. driftsherre og er overholdt dér, hvis "),
    ("undetermined", "Uafgjort, hvis "),
];

/// True where a table's cell tells a choice, or a smaller one that says the same.
fn tells(cell: &str, verdict: &str, choice: &[String]) -> bool {
    let begins = |told: &&str| WORDS.iter().any(|(name, word)| *name == verdict && told.starts_with(word));
    // Answers may hold a semicolon themselves.
    let parted =
        WORDS.iter().fold(cell.to_owned(), |cell, (_, word)| cell.replace(&format!("; {word}"), &format!("\n{word}")));
    parted.lines().filter(begins).any(|told| {
        let named = |one: &&String| told.contains(&format!("({one})")) || told.contains(&format!("{one} ("));
        choice.iter().filter(named).count() == told.matches('=').count()
    })
}

/// Every finding of the demonstration by whom, rule and tariff, with its row as a lookup by heading.
fn with_rows(year: &str) -> Vec<(Value, BTreeMap<String, String>)> {
    let ask = ["evaluate", DEMO, "--year", year];
    let rows = Book::of(&ask).rows("Fund");
    let (head, rows) = rows.split_first().expect("headings");
    let rows: Vec<BTreeMap<String, String>> =
        rows.iter().map(|row| head.iter().cloned().zip(row.iter().cloned()).collect()).collect();
    let all = json(&ask);
    let findings = list(&all, "assessments").iter().flat_map(|one| {
        let of = |key: &str| one.get("subject").map(|subject| word(subject, key)).expect("a subject");
        list(one, "findings").iter().map(move |finding| (of("operator"), of("offer"), finding.clone()))
    });
    findings
        .map(|(operator, offer, finding)| {
            let (rule, tariff) = (word(&finding, "rule"), word(&finding, "tariff_name"));
            let wanted = [("driftsherre", operator), ("tilbud_id", offer), ("regel_id", rule), ("ydelse", tariff)];
            let mut found = rows.iter().filter(|row| wanted.iter().all(|(key, value)| row[*key] == *value));
            let row = found.next().expect("a row").clone();
            assert!(found.next().is_none(), "two rows of {wanted:?}");
            (finding, row)
        })
        .collect()
}

#[test]
fn every_reading_that_turns_or_opens_a_finding_stands_in_its_row() {
    let (mut turned, mut open) = (0, 0);
    for (finding, row) in ["2018", "2025"].iter().flat_map(|year| with_rows(year)) {
        let contributes = finding["binding"] == false && !finding["force"].is_null();
        for flip in list(&finding, "flips").iter().filter(|_| !contributes) {
            let verdict = flip["verdict"].as_str().expect("a verdict");
            assert!(tells(&row["vender"], verdict, &choice(flip)), "{flip} is not in `{}`", row["vender"]);
            turned += 1;
        }
        for one in list(&finding, "undecided").iter().filter(|_| !contributes) {
            assert!(tells(&row["uafgjort_efter"], "undetermined", &choice(one)), "{one} is not in `{row:?}`");
            open += 1;
        }
        let told_of = !row["uafgjort_efter"].is_empty();
        assert_eq!(told_of, !contributes && !list(&finding, "undecided").is_empty(), "{row:?}");
    }
    assert!(turned > 100 && open > 100, "{turned} and {open}");
}

/// No answer is told with its end cut off, in any form.
#[test]
fn answers_are_whole() {
    for year in ["2018", "2025"] {
        let page = text(&rammeaftale(&["evaluate", DEMO, "--year", year]).stdout);
        assert!(page.contains("hvis «") && !page.contains(" …»"), "{page}");
    }
}

/// Whoever opens the workbook sees whom it is about, what was found and what to do before the columns that programs need; on
/// paper those who it is about stand on every page, and no page is so wide that it cannot be read.
#[test]
fn what_is_asked_first_stands_first() {
    let mut book = Book::of(&["evaluate", DEMO, "--year", "2025"]);
    let head = book.rows("Fund").remove(0);
    let at = |wanted: &str| head.iter().position(|one| one == wanted).expect("a column");
    let first = [
        "vurdering",
        "driftsherre_navn",
        "tilbud_id",
        "tilbud",
        "aftale",
        "regel",
        "ydelse",
        "enhed",
        "fund",
        "hvad_nu",
    ];
    assert_eq!(head[..first.len()], first);
    assert!(["tal", "højst", "råderum", "klausuler", "vender"].iter().all(|one| at(one) < at("regel_id")), "{head:?}");
    let names = book.part("xl/workbook.xml");
    assert!(names.contains("Fund!$A:$D,Fund!$1:$1"), "{names}");
    let sheet = book.part("xl/worksheets/sheet2.xml");
    assert!(sheet.contains("fitToWidth=\"6\" fitToHeight=\"0\""), "{sheet}");
    assert!(book.part("xl/worksheets/sheet1.xml").contains("fitToHeight=\"0\""), "one page wide");
}

/// An agreement that rules nothing leaves every offer open that is there and covered, and says so in every row.
#[test]
fn what_no_rule_judges_has_a_row_too() {
    let ask = ["evaluate", DEMO, "--year", "2025", "--agreement", "midtjylland/2021-22"];
    let page = text(&rammeaftale(&[&ask[..], &["--format", "csv"]].concat()).stdout);
    let subjects = json(&ask)["assessments"].as_array().expect("a list").len();
    let (head, rows) = page.split_once("\r\n").expect("headings");
    assert_eq!(rows.lines().count(), subjects);
    for row in rows.lines() {
        let open = row.starts_with("uafgjort;") && row.contains(";aftaleteksten siger det ikke;");
        let causes = [";tilbuddet er ikke omfattet af aftalen;", ";tilbuddet findes ikke i året;"];
        let outside = row.starts_with("gælder ikke;") && causes.iter().any(|cause| row.contains(cause));
        assert!((open || outside) && row.contains(";Aftalens tekst regulerer ikke budgetter;"), "{row}");
        assert_eq!(row.split(';').count(), head.split(';').count());
    }
}

/// Every figure that keeps a finding open stands in the list of what to find, also where something else decides the verdict.
#[test]
fn the_list_of_what_is_missing_is_whole() {
    let ask = ["evaluate", DEMO, "--year", "2018"];
    let listed: Vec<Vec<String>> = Book::of(&ask).rows("Forudsætninger");
    let all = json(&ask);
    let findings =
        list(&all, "assessments").iter().flat_map(|one| list(one, "findings").iter().map(move |of| (one, of)));
    let (mut found, mut beside) = (0, 0);
    for (one, finding) in findings.filter(|(_, finding)| finding["binding"] == true) {
        for missing in list(finding, "missing") {
            let words: Vec<&str> = missing.as_str().expect("a figure").split(' ').collect();
            let (of, whose) = match words.as_slice() {
                ["price-index", year] => ("pris- og lønskøn".to_owned(), (*year).to_owned()),
                [_, offer, year, kind, tariff @ ..] => {
                    let kind = if *kind == "budget" { "budget" } else { "regnskab" };
                    (format!(" {year} ({kind})"), [&[*offer], tariff].concat().join(" "))
                }
                _ => panic!("{missing}"),
            };
            let holds = |row: &&Vec<String>| row[1].ends_with(&of) && row[2].split("; ").any(|one| one == whose);
            assert!(listed.iter().filter(|row| row[0] == "mangler").any(|row| holds(&row)), "{missing}");
            found += 1;
            beside += usize::from(one["verdict"] != "undetermined");
        }
    }
    assert!(found > 100 && beside > 3, "{found}, {beside}");
}

/// Of an operator whose tariffs are of several units each unit has its figures in a row; a tariff alone has its unit.
#[test]
fn each_unit_has_a_row() {
    let rows = |arguments: &[&str]| {
        let rows = Book::of(&[&["evaluate", DEMO, "--year", "2026"], arguments].concat()).rows("Fund");
        let at = |name: &str| rows[0].iter().position(|one| one == name).expect("a heading");
        let of = [at("driftsherre"), at("tilbud_id"), at("regel_id"), at("enhed"), at("tal")];
        rows.iter().map(|row| of.map(|at| row[at].clone())).collect::<Vec<[String; 5]>>()
    };
    let totals = rows(&["--reading", "level=operator-total"]);
    let of_randers = |row: &&[String; 5]| row[0] == "730" && row[1].is_empty() && row[2] == "tariff-freeze";
    let units: Vec<(&str, &str)> = totals.iter().filter(of_randers).map(|row| (&*row[3], &*row[4])).collect();
    assert_eq!(units, [("døgn", "412467"), ("time", "13440.84"), ("måned", "948442")]);
    let alone = rows(&[]);
    let hourly = alone.iter().filter(|row| row[1] == "615-08" && row[2] == "tariff-freeze");
    assert_eq!(hourly.map(|row| &*row[3]).collect::<Vec<_>>(), ["time"]);
}

/// What it comes to in kroner can be reckoned with, and a drawing of the worst says that it is of those.
#[test]
fn totals_are_numbers_and_drawings_say_of_how_many() {
    let mut book = Book::of(&["compare", "2018", "2025-26", DEMO, "--year", "2025"]);
    let sums = book.part("xl/worksheets/sheet1.xml");
    assert!(["2989.4", "2975.4", "9877"].iter().all(|sum| sums.contains(&format!("<v>{sum}</v>"))), "{sums}");
    let titles: Vec<String> = (1..=4).map(|at| book.part(&format!("xl/charts/chart{at}.xml"))).collect();
    assert!(titles.iter().any(|title| title.contains("Hver takst mod sit loft: de 20 værste af")), "{titles:?}");
}
