//! `compare`, and `evaluate` under all agreements.

use super::{DEMO, golden, rammeaftale, text};

const BOTH: [&str; 3] = ["compare", "midtjylland/2018", "midtjylland/2025-26"];

fn told(arguments: &[&str]) -> String {
    let output = rammeaftale(arguments);
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0), "what changed breaks nothing");
    text(&output.stdout)
}

#[test]
fn comparisons_read_as_they_did() {
    for lang in ["da", "en"] {
        golden(&format!("compare-2018-2025-26.{lang}.txt"), &told(&[&BOTH[..], &["--lang", lang]].concat()));
    }
    let chain = ["compare", "midtjylland/2018", "midtjylland/2021-22", "midtjylland/2025-26"];
    golden("compare-chain.da.txt", &told(&chain));
    let regions = ["compare", "syddanmark/2012", "hovedstaden/2014-2018", "--agreements", "tests/fixtures/agreements"];
    golden("compare-regions.da.txt", &told(&regions));
}

#[test]
fn a_portfolio_under_several_agreements_reads_as_it_did() {
    golden("compare-demo-2025.da.txt", &told(&[&BOTH[..], &[DEMO, "--year", "2025"]].concat()));
    let output = rammeaftale(&["evaluate", DEMO, "--agreement", "all", "--year", "2018", "--lang", "en"]);
    assert_eq!((text(&output.stderr), output.status.code()), (String::new(), Some(1)));
    golden("evaluate-all-2018.en.txt", &text(&output.stdout));
}

#[test]
fn a_file_may_be_named_anywhere_and_by_its_option() {
    let by_option = told(&[&BOTH[..], &["--portfolio", DEMO, "--year", "2025"]].concat());
    assert_eq!(by_option, told(&[&BOTH[..], &[DEMO, "--year", "2025"]].concat()));
    assert_eq!(by_option, told(&["compare", DEMO, "midtjylland/2018", "midtjylland/2025-26", "--year", "2025"]));
}

#[test]
fn a_comparison_takes_every_form() {
    for (format, begins) in
        [("json", "{\n  \"schema\": 1"), ("markdown", "# Hvad er ændret"), ("html", "<!DOCTYPE html>")]
    {
        let output = told(&[&BOTH[..], &[DEMO, "--year", "2025", "--format", format]].concat());
        assert!(output.starts_with(begins), "{format}: {}", output.chars().take(80).collect::<String>());
    }
    assert!(told(&[&BOTH[..], &["--format", "csv"]].concat()).contains("fra_aftale;til_aftale;emne"));
}

#[test]
fn the_matrix_is_a_row_for_each_subject_and_agreement() {
    let rows = told(&[&BOTH[..], &[DEMO, "--year", "2025", "--format", "csv"]].concat());
    assert!(rows.trim_start_matches('\u{feff}').starts_with("vurdering;driftsherre;tilbud_id;navn;årsag;aftale;"));
    assert_eq!(rows.lines().filter(|row| row.contains(";740-01;")).count(), 2, "one under each agreement");
    assert_eq!(rows.lines().filter(|row| row.contains(";;Silkeborg;")).count(), 2, "the operator under each");
    let itself = told(&["compare", "midtjylland/2018", "midtjylland/2018"]);
    assert!(itself.contains("Intet er ændret."), "{itself}");
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let cases: [(&[&str], &str, &str); 8] = [
        (&["compare", "midtjylland/2018"], "", ""),
        (
            &["compare", "midtjylland/2018", DEMO],
            "fejl: der skal mindst to aftaler til\n",
            "  = hjælp: fx rammeaftale compare midtjylland/2018 midtjylland/2025-26\n",
        ),
        (
            &["compare", "midtjylland/2018", "midtjylland/2025-27"],
            "fejl: der er ingen aftale `midtjylland/2025-27`\n",
            "  = hjælp: mente du `midtjylland/2025-26`?\n",
        ),
        (
            &["compare", "midtjylland/2018", "midtjylland/2023-24"],
            "fejl: Rammeaftale 2023-24 er ikke modelleret\n",
            "  = hjælp: kendt: ",
        ),
        (
            &["compare", "midtjylland/2018", "midtjylland/2025-26", DEMO, "--reading", "levl=x"],
            "fejl: `midtjylland/2018, midtjylland/2025-26` har intet åbent spørgsmål `levl`\n",
            "  = hjælp: mente du `level`?\n",
        ),
        (
            &["evaluate", DEMO, "--agreement", "all", "--revision", "1"],
            "fejl: --revision og --sources hører til én aftale, ikke til `all`\n",
            "",
        ),
        (
            &["compare", "midtjylland/2018", "midtjylland/2018", "midtjylland/2025-26"],
            "fejl: `midtjylland/2018` står to gange i træk\n",
            "  = hjælp: nævn den én gang\n",
        ),
        (&["compare", "midtjylland/2018", "midtjylland/2025-26", "nothing.csv"], "fejl", ""),
    ];
    for (arguments, error, help) in cases {
        let output = rammeaftale(arguments);
        let said = text(&output.stderr);
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), String::new()), "{arguments:?}");
        assert!(said.starts_with(error) && said.contains(help), "{arguments:?}: {said}");
    }
}
