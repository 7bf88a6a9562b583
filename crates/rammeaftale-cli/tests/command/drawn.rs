//! Drawings and workbooks hold what the tables hold, in the order in which it matters.

use super::workbooks::Book;
use super::{DEMO, rammeaftale, text};

/// The rows of a drawing: the verdict's class, and the size of the percentage told beside it.
fn rows(page: &str, id: &str) -> Vec<(String, f64)> {
    let (_, figure) = page.split_once(&format!("aria-labelledby=\"{id}\"")).expect(id);
    let (figure, _) = figure.split_once("</figure>").expect("its end");
    let row = |row: &str| {
        let (_, told) = row.split_once("class=\"told\">").expect("what is told");
        let verdict = told.split_once("class=\"verdict ").map(|(_, rest)| rest.split('"').next().expect("a class"));
        // The Danish words come first: `-60.000,00; indregnet 0,00 (-6,00\u{a0}%)`.
        let (_, percent) = told.split_once('(').expect("a percentage");
        let size: String = percent.chars().take_while(|c| *c != '\u{a0}').filter(|c| !"+-.".contains(*c)).collect();
        (verdict.unwrap_or_default().to_owned(), size.replace(',', ".").parse().expect("a number"))
    };
    figure.split("<li>").skip(1).map(row).collect()
}

/// Breaches first, then what is open, then what is met, each by how far out it is; the rows behind the first go on in that
/// order.
#[test]
fn the_band_is_drawn_from_the_worst_on() {
    let page = text(&rammeaftale(&["evaluate", DEMO, "--year", "2018", "--format", "html"]).stdout);
    let (first, others) = (rows(&page, "band_result-band"), rows(&page, "band_result-band-others"));
    assert!(first.len() == 20 && others.len() > 20, "{} and {}", first.len(), others.len());
    let all = [first, others].concat();
    let rank =
        |verdict: &str| ["breached", "undetermined", "met", "not-applicable"].iter().position(|one| *one == verdict);
    for pair in all.windows(2) {
        let [(one, out), (next, less)] = pair else { panic!("{pair:?}") };
        assert!(rank(one) < rank(next) || one == next && out >= less, "{pair:?}");
    }
    let kinds: std::collections::BTreeSet<&str> = all.iter().map(|(verdict, _)| &**verdict).collect();
    assert!(kinds.contains("breached") && kinds.contains("met"), "{kinds:?}");
}

/// What to do tells of every operator; aims and follow-ups beside the verdict, and the reading that keeps it open, too.
#[test]
fn what_to_do_is_told_of_each_operator() {
    let rows = Book::of(&["evaluate", DEMO, "--year", "2018"]).rows("Driftsherrer");
    let told = |name: &str| -> String {
        let (head, rows) = rows.split_first().expect("headings");
        let at = |wanted: &str| head.iter().position(|one| one == wanted).expect("a column");
        let row = rows.iter().find(|row| row[at("driftsherre_navn")] == name).expect("the operator");
        row[at("hvad nu")].clone()
    };
    assert!(rows[1..].iter().all(|row| row.last().is_some_and(|told| !told.is_empty())), "{rows:#?}");
    let randers = told("Randers");
    assert!(randers.starts_with("sæt 9.157.571,53 kr. ned; uafgjort, hvis «Alle beløb regnes om"), "{randers}");
    assert!(randers.ends_with("; Opfølgning på takstreduktionen: uafgjort"), "{randers}");
    assert!(told("Silkeborg").ends_with("; Opfølgning på takstreduktionen: overholdt"));
}

/// The room of every rule and tariff, and why nothing can be compared, stand in the matrix.
#[test]
fn the_matrix_keeps_every_room_and_every_reason() {
    let rows = Book::of(&["compare", "2018", "2025-26", DEMO, "--year", "2025"]).rows("Sammenligning");
    let at = |wanted: &str| rows[0].iter().position(|one| one == wanted).expect("a column");
    let of =
        |offer: &str| rows.iter().find(|row| row[at("tilbud_id")] == offer && row[at("aftale")].ends_with("2025-26"));
    assert_eq!(
        of("751-08").expect("two tariffs")[at("råderum_alle_regler")],
        "Taksterne må ikke stige (døgn): 0,00 kr.; Taksterne må ikke stige (dag): -8,00 kr."
    );
    let cause = &of("740-11").expect("a new offer")[at("årsag")];
    assert_eq!(cause, "der er intet sammenligneligt at holde det op imod (fandtes ikke i basisåret)");
    let open = Book::of(&["compare", "2018", "2025-26", DEMO, "--year", "2025"]).rows("Grænser");
    assert!(open[0].iter().any(|heading| heading == "råderum, kr."), "{:?}", open[0]);
}

#[test]
fn every_sheet_is_one_page_wide_on_its_side_and_days_are_days() {
    let mut book = Book::of(&["compare", "2018", "2025-26", DEMO, "--year", "2025"]);
    for sheet in book.cells() {
        assert!(sheet.contains("<pageSetUpPr fitToPage=\"1\"/>") && sheet.contains("orientation=\"landscape\""));
        assert!(sheet.contains("fitToHeight=\"0\"") && !sheet.contains("scale=\""), "as many pages high as it takes");
    }
    // The first of January 2018 and 2025, as spreadsheets count days.
    let summary = book.part("xl/worksheets/sheet1.xml");
    assert!(summary.contains("<v>43101</v>") && summary.contains("<v>45658</v>"), "{summary}");
}

/// What is undetermined without a figure missing is told by why, as many as there are.
#[test]
fn what_is_open_for_other_reasons_is_told() {
    let json = text(&rammeaftale(&["evaluate", DEMO, "--year", "2025", "--format", "json"]).stdout);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let open = json["assessments"].as_array().expect("a list").iter().filter(|one| one["verdict"] == "undetermined");
    let lacks = |one: &serde_json::Value| {
        let findings = one["findings"].as_array().expect("a list");
        findings.iter().any(|finding| {
            finding["binding"] == true && finding["missing"].as_array().is_some_and(|all| !all.is_empty())
        })
    };
    let (lacking, others): (Vec<_>, Vec<_>) = open.partition(|one| lacks(one));
    assert!(!lacking.is_empty() && !others.is_empty());
    let told = text(&rammeaftale(&["evaluate", DEMO, "--year", "2025"]).stdout);
    let (_, section) = told.split_once("\nUafgjort af andre grunde\n\n").expect("the section");
    let (section, _) = section.split_once("\n\n").expect("its end");
    let count = |line: &str| -> usize {
        let (_, count) = line.split_once(" (").expect("a count");
        count.split_once(')').expect("its end").0.parse().expect("a number")
    };
    assert_eq!(section.lines().map(count).sum::<usize>(), others.len(), "{section}");
    assert!(section.contains("det afhænger af den model for lønstigninger, som aftalen kun bebuder"), "{section}");
}

/// In a workbook, too, the verdict is a word and each bar tells its number, however small; the axis says what it tells.
#[test]
fn a_native_chart_tells_verdicts_and_numbers_in_words() {
    let mut book = super::workbooks::Book::of(&["evaluate", DEMO, "--year", "2025"]);
    let rows = book.rows("Diagrammer");
    let named = rows.iter().flatten().filter(|cell| cell.contains("Opdigtet: "));
    let words = ["brudt: ", "uafgjort: ", "overholdt: "];
    assert!(named.clone().count() >= 20 && named.clone().all(|name| words.iter().any(|word| name.starts_with(word))));
    let chart = book.part("xl/charts/chart1.xml");
    assert!(
        chart.contains("<c:showVal val=\"1\"/>") && chart.contains("afstand til loftet i procent af basis"),
        "{chart}"
    );
    assert!(chart.contains("[$-406]0.00######## %"), "an øre of 284.50 kr. is no 0.00 %: {chart}");
    assert!(chart.contains("C0303C") && chart.contains("B07400"), "colours beside the words");
    assert!(!chart.contains("<c:legend>"), "one series needs no legend");
}
