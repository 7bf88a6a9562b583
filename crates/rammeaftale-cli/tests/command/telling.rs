//! What is told belongs together: a reading to the rule that it turns, a figure to its sign, an answer to its language.

use super::{DEMO, rammeaftale, text};

fn told(arguments: &[&str]) -> String {
    text(&rammeaftale(arguments).stdout)
}

/// The line of a subject.
fn line(page: &str, subject: &str) -> String {
    page.lines().find(|line| line.contains(subject)).expect("a line of the subject").to_owned()
}

#[test]
fn a_reading_is_told_with_the_rule_that_it_turns() {
    let page = told(&["evaluate", DEMO, "--year", "2025"]);
    // Met under the freeze; what a reading breaks is another rule.
    let other = "plads til 4,44 kr.; Regulering af over- og underskud (som i 2018): brudt, hvis «Kun den del,";
    assert!(line(&page, "740-06 ").contains(other), "{page}");
    assert!(line(&page, "1082-08 ").contains("plads til 10,00 kr.; brudt, hvis «Det indregnede resultat tages ud,"));
    assert!(line(&page, "740-04 ").contains("sæt mindst 2,50 kr. ned; kun 3,00 kr. er sikkert nok; overholdt, hvis «"));
    let page = told(&["evaluate", DEMO, "--year", "2018"]);
    let gross = line(&page, "740-03 ");
    assert!(
        gross.contains("Bruttotakster") && gross.contains("Regulering af over- og underskud: brudt, hvis"),
        "{gross}"
    );
    let open = line(&page, "730-07 ");
    assert!(
        open.contains("Regulering af over- og underskud: uafgjort, hvis «Overskuddet indregnes fuldt ud"),
        "{open}"
    );
    // Under the heading of a rule each breach stands with what turns that rule.
    let (_, broken) = page.split_once("Det er brudt:").expect("breaches");
    assert!(line(broken, "740-06 ").contains("overholdt, hvis «Kun den del, der ligger ud over 5 pct., reguleres»"));
}

#[test]
fn operators_are_not_told_that_a_rule_does_not_concern_what_their_offers_break() {
    for (lang, told_so, never) in [
        ("da", "bedømmes pr. takst  791 Viborg", "reglen gælder ikke her"),
        ("en", "judged per tariff  791 Viborg", "the rule does not apply here"),
    ] {
        let page = told(&["evaluate", DEMO, "--year", "2025", "--rule", "tariff-freeze", "--lang", lang]);
        assert!(page.contains(told_so) && !page.contains(never), "{page}");
        assert!(!page.contains("6 driftsherrer:") && !page.contains("6 operators:"), "they are not counted: {page}");
    }
}

/// The rows of a Danish CSV without quotes around semicolons, as cells.
fn rows(csv: &str) -> Vec<Vec<&str>> {
    csv.trim_start_matches('\u{feff}')
        .lines()
        .filter(|line| !line.contains('"'))
        .map(|line| line.split(';').collect())
        .collect()
}

#[test]
fn plain_values_are_whole_and_no_breach_is_nothing() {
    let mut small = 0;
    for year in ["2018", "2025"] {
        let csv = told(&["evaluate", DEMO, "--year", year, "--format", "csv"]);
        assert!(!csv.contains('…'), "a text was cut");
        let rows = rows(&csv);
        let column = |name: &str| rows[0].iter().position(|one| *one == name).expect("a column");
        let (room, percent, change) = (column("råderum"), column("råderum_pct"), column("ændring_pct"));
        for row in rows[1..].iter().filter(|row| !row[room].is_empty()) {
            let is_nothing = |cell: &str| cell.trim_start_matches('-').chars().all(|c| matches!(c, '0' | ','));
            assert_eq!(is_nothing(row[room]), is_nothing(row[percent]), "{row:?}");
            assert_eq!(row[room].starts_with('-'), row[percent].starts_with('-'), "{row:?}");
            small += usize::from(row[percent].starts_with("-0,00") && row[change].starts_with("0,00"));
        }
    }
    assert!(small > 0, "the demonstration has a breach of less than 0.01 %");
}

#[test]
fn sums_tell_once_what_is_left_out_and_in_which_unit() {
    let page = told(&["evaluate", DEMO, "--year", "2025", "--agreement", "all"]);
    let (_, totals) = page.split_once("Kroner i alt").expect("the sums");
    let of_freeze: Vec<&str> = totals.lines().filter(|line| line.contains("Taksterne må ikke stige:")).collect();
    assert!(of_freeze.len() >= 3, "{totals}");
    assert!(of_freeze.iter().all(|line| line.matches("ikke med").count() <= 1), "{of_freeze:?}");
    let with = |unit: &str| of_freeze.iter().any(|line| line.contains(unit) && line.contains("uden for beløbene er "));
    assert!(with("pr. døgn") && with("pr. måned"), "each unit has its own: {of_freeze:?}");
}

/// One line has what stands there, in words: one finding more is one, a result parts from what was carried, an own payment is
/// called that; the worst of single tariffs tells what it is the price of.
#[test]
fn the_figures_of_a_line_say_what_they_are() {
    let page = told(&["evaluate", DEMO, "--year", "2018", "--lang", "en"]);
    assert!(line(&page, "615-10 ").contains("+1 finding;"), "{page}");
    assert!(line(&page, "740-06 ").contains("result 110,000.01 (5.0000005%), carried 0.00"), "{page}");
    assert!(line(&page, "730-04 ").contains("own payment 412,070.00"), "{page}");
    let page = told(&["evaluate", DEMO, "--year", "2025"]);
    assert!(page.contains("mest 1,73 %, 8,00 kr. for meget pr. døgn (751-08 Opdigtet: Lyngtoften)"), "{page}");
    let matrix = told(&["compare", "2018", "2025-26", DEMO, "--year", "2018"]);
    let region = line(&matrix, "1082 Region Midtjylland  uafgjort");
    assert!(region.contains("kan endnu ikke sammenlignes") && !region.contains("intet at måle mod"), "{region}");
}

#[test]
fn comparing_answers_as_judging_does_where_there_is_a_portfolio() {
    let code = |arguments: &[&str]| rammeaftale(arguments).status.code();
    assert_eq!(code(&["compare", "2018", "2025-26"]), Some(0), "what changed breaks nothing");
    assert_eq!(code(&["compare", "2018", "2025-26", DEMO, "--year", "2025"]), Some(1));
    assert_eq!(code(&["evaluate", DEMO, "--year", "2025", "--agreement", "all"]), Some(1));
    let scope = [DEMO, "--year", "2025", "--rule", "scope"];
    assert_eq!(
        code(&[&["compare", "2018", "2025-26"], &scope[..]].concat()),
        Some(0),
        "nothing breached, nothing open"
    );
    assert_eq!(code(&["compare", "2021-22", "2021-22", DEMO, "--year", "2025"]), Some(2));
    let silent = ["compare", "2021-22", "2025-26", DEMO, "--year", "2025", "--rule", "catch-up"];
    assert_eq!(code(&silent), code(&["evaluate", DEMO, "--year", "2025", "--rule", "catch-up"]));
    let help = told(&["compare", "--help"]);
    assert!(help.contains("Svar: 0 uden portefølje") && help.contains("exit: 0 without a portfolio"), "{help}");
}

#[test]
fn what_the_user_filled_is_named_in_the_language_of_the_page() {
    let page = |lang: &str| told(&["evaluate", DEMO, "--year", "2025", "--assume", "tariff=0,5", "--lang", lang]);
    assert!(page("da").contains("  takst=0,5 (") && !page("da").contains("tariff=0.5"));
    assert!(page("en").contains("  tariff=0.5 ("));
}

#[test]
fn what_the_system_refuses_is_told_in_danish() {
    let error = |arguments: &[&str]| {
        let output = rammeaftale(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        text(&output.stderr)
    };
    assert_eq!(error(&["check", "no-such-file"]), "fejl: kan ikke læse no-such-file: den findes ikke\n");
    let nowhere = ["evaluate", DEMO, "--year", "2025", "-o", "no-such-folder/x.txt"];
    assert_eq!(error(&nowhere), "fejl: kan ikke skrive no-such-folder/x.txt: den findes ikke\n");
    let english = error(&[&nowhere[..], &["--lang", "en"]].concat());
    assert!(english.starts_with("error: cannot write no-such-folder/x.txt: it does not exist"), "{english}");
    assert_eq!(
        error(&["evaluate", DEMO, "--fromat", "csv"]),
        "fejl: `--fromat` er ikke et valg, som kendes her\n  = hjælp: mente du `--format`?\n"
    );
    let english = error(&["evaluate", DEMO, "--fromat", "csv", "--lang", "en"]);
    assert!(english.starts_with("error: unexpected argument '--fromat' found"), "{english}");
}
