//! `compare`, and `evaluate` under all agreements.

use super::{DEMO, golden, rammeaftale, text};

const BOTH: [&str; 3] = ["compare", "midtjylland/2018", "midtjylland/2025-26"];

fn told(arguments: &[&str]) -> String {
    let output = rammeaftale(arguments);
    assert_eq!(text(&output.stderr), "");
    let code = if arguments.contains(&DEMO) { 1 } else { 0 };
    assert_eq!(output.status.code(), Some(code), "what changed breaks nothing, and the demonstration breaks all");
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
    assert!(
        rows.trim_start_matches('\u{feff}').starts_with("tabel;vurdering;driftsherre;tilbud_id;navn;årsag;aftale;")
    );
    assert_eq!(rows.lines().filter(|row| row.contains(";740-01;")).count(), 2, "one under each agreement");
    assert_eq!(rows.lines().filter(|row| row.contains(";;Silkeborg;")).count(), 2, "the operator under each");
    assert!(
        rows.contains(";Taksterne må ikke stige;dag;døgn;-5,00;"),
        "791-07: the worst tariff, and the other too high"
    );
    let horsens = rows.lines().find(|row| row.contains(";615;;Horsens;") && row.contains(";midtjylland/2025-26;"));
    assert!(
        horsens.is_some_and(|row| row.contains("andre læsninger giver noget andet")),
        "readings that leave the operator's total undetermined are not alike: {horsens:?}"
    );
    let of_2018 = told(&[&BOTH[..], &[DEMO, "--year", "2018"]].concat());
    let told_by_how_much = "740-06 Opdigtet: Stifinderne: brudt efter Rammeaftale 2018 (Regulering af over- og underskud: \
                            skal indregnes 110.000,01 kr., indregnet 0,00 kr.)";
    assert!(of_2018.contains(told_by_how_much), "{of_2018}");
    let itself = told(&["compare", "midtjylland/2018", "midtjylland/2018"]);
    assert!(itself.contains("Intet er ændret."), "{itself}");
    let by_period = told(&["compare", "2018", "2025-26"]);
    assert_eq!(by_period, told(&["compare", "midtjylland/2018", "midtjylland/2025-26"]), "periods will do");
    assert!(by_period.contains("2025-26#takstaftale-1"), "a change names its clauses: {by_period}");
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

/// With a portfolio, the changes stand in the same table of plain values: the name of their own first.
#[test]
fn a_table_of_values_holds_the_changes_beside_the_portfolio() {
    let alone = told(&[&BOTH[..], &["--format", "csv"]].concat());
    let beside = told(&[&BOTH[..], &[DEMO, "--year", "2025", "--format", "csv"]].concat());
    let changes = beside.lines().filter(|line| line.starts_with("Ændringer;"));
    assert_eq!(changes.clone().count(), alone.lines().count() - 1, "all but the headings");
    assert!(changes.clone().any(|line| line.contains(";åbent: takstberegningsgrundlaget (foretrukket) eller ")));
    let widths = |line: &str| line.split(';').count();
    let lines: Vec<&str> = beside.lines().filter(|line| !line.contains('"')).collect();
    assert!(lines.iter().all(|line| widths(line) == widths(lines[0])), "rows of one length");
    assert_eq!(beside.lines().filter(|line| line.starts_with("Sammenligning;")).count(), 2 * (71 + 6));
}

/// What stands in one agreement only is told with what it says: a figure with its figure, a question with its readings.
#[test]
fn what_was_added_or_removed_is_told_with_its_values() {
    for (format, figure, reading) in [
        ("table", "    tal: 10.000\n", "    læsning (rebased): Der måles mod 2014"),
        ("markdown", "  - tal: 10.000\n", "  - læsning (rebased): Der måles mod 2014"),
        ("csv", ";tal;nyt;;10.000;", ";læsning (rebased);væk;Der måles mod 2014"),
        ("html", "tal: 10.000</span>", "læsning (rebased): Der måles mod 2014"),
    ] {
        let said = told(&[&BOTH[..], &["--format", format]].concat());
        assert!(said.contains(figure) && said.contains(reading), "{format}: {said}");
    }
}

/// The agreement in the middle is spoken of once, each topic is one section, and each line of areas stands once.
#[test]
fn a_chain_repeats_nothing() {
    let chain = ["compare", "midtjylland/2018", "midtjylland/2021-22", "midtjylland/2025-26"];
    let said = told(&chain);
    for once in ["teksten er kun et forslag", "Den nære psykiatri (2019-20", "Alle tekster: Ingen belægningsprocent."]
    {
        assert_eq!(said.matches(once).count(), 1, "{once}");
    }
    assert!(!said.contains("Begge tekster: Ingen belægningsprocent."));
    let page = told(&[&chain[..], &["--format", "html"]].concat());
    let (_, nav) = page.split_once("<nav>").expect("a way about");
    let (nav, _) = nav.split_once("</nav>").expect("its end");
    assert_eq!(nav.matches("Udvikling i taksterne").count(), 1, "{nav}");
    let (topics, clauses) = page.split_once("<section id=\"clauses\"").expect("the clauses");
    assert_eq!(topics.matches("<h3>").count(), said.matches("\nRammeaftale 20").count(), "each pair under its topic");
    assert_eq!(clauses.matches("<h3>").count(), 3, "clauses of each agreement");
    for comparison in ["midtjylland/2018", "midtjylland/2025-26"] {
        let (_, footer) = page.split_once("<footer>").expect("a footer");
        let (_, digest) = footer.split_once(comparison).expect("the agreement");
        let (_, digest) = digest.split_once("sha256:").expect("its digest");
        assert_eq!(digest.chars().take_while(char::is_ascii_hexdigit).count(), 64, "whole");
    }
}

/// The verdicts counted, the kroner and who gets another answer: first on paper, last in a terminal.
#[test]
fn what_it_comes_to_stands_where_the_eye_is() {
    let of = |form: &str| told(&[&BOTH[..], &[DEMO, "--year", "2025", "--format", form]].concat());
    let in_order = |page: &str, titles: &[&str]| {
        let places: Vec<usize> =
            titles.iter().map(|title| page.find(&format!("{title}\n")).unwrap_or_else(|| panic!("{title}"))).collect();
        assert!(places.is_sorted(), "{titles:?} stand at {places:?}");
    };
    let parts = ["I alt", "Kroner i alt", "Andet svar fra aftale til aftale"];
    in_order(&of("markdown"), &[&parts[..], &["Aftalen og arbejdet med den"]].concat());
    in_order(&of("table"), &["Klausuler", parts[2], parts[1], parts[0]]);
}

#[test]
fn an_agreement_beside_itself_is_told_once() {
    let page = told(&["compare", "2018", "2018"]);
    assert!(page.contains("Intet er ændret."), "{page}");
    assert_eq!(page.matches("rammeaftale show midtjylland/2018 --clauses").count(), 1, "{page}");
}

#[test]
fn how_to_judge_is_refused_where_there_is_no_portfolio() {
    let options = [
        ["--reading", "level=operator-total"],
        ["--year", "2025"],
        ["--rule", "tariff-freeze"],
        ["--assume", "places=0"],
        ["--index", "indeks.csv"],
        ["--columns", "overskrifter.toml"],
    ];
    for option in options {
        let output = rammeaftale(&[&["compare", "2018", "2025-26"][..], &option].concat());
        assert_eq!(output.status.code(), Some(2), "{option:?}");
        let told = format!("{} hører til en portefølje, og her er ingen", option[0]);
        assert!(text(&output.stderr).contains(&told), "{}", text(&output.stderr));
    }
    assert_eq!(rammeaftale(&["compare", "2018", "2025-26", "--jobs", "1"]).status.code(), Some(0));
}
