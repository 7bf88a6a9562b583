//! The forms of a document: what they look like, and that no name of an offer is more than text in any of them.

use super::{DEMO, Desk, golden, rammeaftale, text};
use regex_lite::Regex;
use roxmltree::{Document, Node};
use std::collections::BTreeSet;

/// Invented offers whose names are markup, formulas and templates.
const HOSTILE: &str = "tests/portfolios/hostile.csv";
const NAMES: [&str; 4] = [
    "<script>alert('1')</script>",
    "\"><img src=x onerror=alert(1)>",
    "=HYPERLINK(\"https://example.invalid\")",
    "# *a* | [b](javascript:c) &amp; {{ d }} `e`",
];

fn formed(arguments: &[&str], format: &str, lang: &str) -> String {
    let output = rammeaftale(&[arguments, &["--format", format, "--lang", lang]].concat());
    assert_eq!(text(&output.stderr), "");
    text(&output.stdout)
}

/// The page without what is no part of the document: style and script are checked by the browser.
fn body(html: &str) -> String {
    let (_, rest) = html.split_once("<body>").expect("a body");
    let (body, _) = rest.split_once("<script>").expect("the script comes last");
    format!("<body>{body}</body>\n")
}

fn parsed(body: &str) -> Document<'_> {
    Document::parse(body).expect("a well-formed page")
}

fn elements<'d>(page: &'d Document<'_>) -> impl Iterator<Item = Node<'d, 'd>> {
    page.descendants().filter(Node::is_element)
}

/// What is read on a page in one language; what is only for others is left out.
fn read(node: Node<'_, '_>, lang: &str) -> String {
    match node.attribute("lang") {
        Some(other) if other != lang => String::new(),
        _ if node.is_text() => node.text().unwrap_or_default().to_owned(),
        _ => node.children().map(|child| read(child, lang)).collect(),
    }
}

#[test]
fn each_form_reads_as_it_did() {
    let evaluate = ["evaluate", HOSTILE];
    let list = ["list"];
    let show = ["show", "midtjylland/2021-22", "--clauses"];
    for (name, arguments) in [("evaluate", &evaluate[..]), ("list", &list), ("show", &show)] {
        golden(&format!("reports/{name}.html"), &body(&formed(arguments, "html", "da")));
        for lang in ["da", "en"] {
            golden(&format!("reports/{name}.{lang}.md"), &formed(arguments, "markdown", lang));
            golden(&format!("reports/{name}.{lang}.csv"), &formed(arguments, "csv", lang));
        }
    }
}

#[test]
fn a_page_is_well_formed_and_every_link_leads_somewhere() {
    for arguments in [
        &["evaluate", DEMO, "--year", "2018"][..],
        &["evaluate", DEMO, "--year", "2025"],
        &["evaluate", HOSTILE],
        &["evaluate", DEMO, "--year", "2025", "--agreement", "all"],
        &["compare", "midtjylland/2018", "midtjylland/2025-26", HOSTILE, "--year", "2025"],
        &["list"],
        &["show", "midtjylland/2025-26", "--clauses"],
    ] {
        let body = body(&formed(arguments, "html", "da"));
        let page = parsed(&body);
        let ids: Vec<&str> = elements(&page).filter_map(|node| node.attribute("id")).collect();
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "an id stands twice");
        let mut links = 0;
        for node in elements(&page) {
            let href =
                node.attribute("href").map(|href| href.strip_prefix('#').expect("nothing leads out of the file"));
            let by = node.attribute("aria-labelledby");
            for id in href.iter().chain(&by) {
                assert!(unique.contains(id), "nothing has the id {id}");
                links += 1;
            }
        }
        assert!(links > 0, "{arguments:?} has no link");
    }
}

/// Each cell of the matrix that a rule made opens to the same verdict, with how it was worked out and its clauses.
#[test]
fn each_cell_of_the_matrix_opens_to_what_lies_behind() {
    let body = body(&formed(&["evaluate", DEMO, "--year", "2025", "--agreement", "all"], "html", "en"));
    let page = parsed(&body);
    let class = |node: Node<'_, '_>| node.attribute("class").map(|class| class.replace("verdict ", ""));
    let (mut opened, mut silent, mut elsewhere) = (0, 0, 0);
    for link in elements(&page).filter(|node| node.has_tag_name("a") && node.attribute("class") == Some("to")) {
        let to = link.attribute("href").expect("a place").trim_start_matches('#');
        let details = elements(&page).find(|node| node.attribute("id") == Some(to)).expect("the place");
        assert!(details.has_tag_name("details") && to.starts_with("midtjylland_20"), "{to}");
        let within: String = details.descendants().map(|node| read(node, "en")).collect();
        if to == "midtjylland_2021-22_silent" {
            assert!(within.contains("the text at hand is"), "{within}");
            silent += 1;
            continue;
        }
        assert!(within.contains("Clauses"), "{to}: {within}");
        if read(link, "en") == "judged per tariff" {
            assert!(to.starts_with("midtjylland_2025-26_operator_") && class(details).is_none(), "{to}");
            elsewhere += 1;
            continue;
        }
        assert_eq!(class(details), link.first_element_child().and_then(class), "{to}");
        opened += 1;
    }
    assert_eq!(silent, 71 + 6, "the agreement without rules says what its text is");
    assert_eq!(
        opened,
        2 * 71 + 6,
        "the offers under the two agreements that have rules, the operators under that which judges them"
    );
    assert_eq!(elsewhere, 6, "no operator is said not to be concerned by a rule that its offers break");
    assert!(elements(&page).any(|node| node.attribute("id") == Some("midtjylland_2025-26_offer_740-04_tariff-freeze")));
}

/// A rule is one choice, whichever agreement it is of; so is an operator, and the verdict under each agreement.
#[test]
fn the_matrix_is_chosen_from_by_verdict_operator_and_rule() {
    let body = body(&formed(&["evaluate", DEMO, "--year", "2025", "--agreement", "all"], "html", "en"));
    let page = parsed(&body);
    let offers = elements(&page).find(|node| node.attribute("id") == Some("matrix-offers")).expect("the offers");
    let headings = offers.descendants().filter(|node| node.has_tag_name("th") && node.has_attribute("data-filter"));
    let headings: Vec<String> = headings.map(|node| read(node, "en")).collect();
    let verdicts = ["Framework agreement 2018", "Framework agreement 2021-22", "Framework agreement 2025-26"];
    assert_eq!(headings, ["operator", verdicts[0], "rule", verdicts[1], verdicts[2], "rule"]);
}

#[test]
fn a_hostile_name_stays_text_in_html() {
    let html = formed(&["evaluate", HOSTILE], "html", "en");
    assert_eq!(html.matches("<script").count(), 1, "ours alone");
    let body = body(&html);
    let page = parsed(&body);
    for node in elements(&page) {
        let known = ["src", "srcset", "action", "formaction", "xlink:href"];
        let acting = |name: &str| name.starts_with("on") || known.contains(&name);
        assert!(!node.attributes().any(|one| acting(one.name())), "{node:?}");
        assert!(!["img", "i", "script", "iframe", "object"].contains(&node.tag_name().name()), "{node:?}");
    }
    let drawn: String =
        elements(&page).filter(|node| node.has_tag_name("title")).map(|node| read(node, "en")).collect();
    let all = read(page.root(), "en");
    for name in NAMES {
        assert!(all.contains(name), "{name} can be read");
    }
    assert!(drawn.contains(NAMES[0]) && drawn.contains(NAMES[1]), "and in the drawings: {drawn}");
}

#[test]
fn a_hostile_name_stays_text_in_tables() {
    for (lang, part) in [("da", ';'), ("en", ',')] {
        let csv = formed(&["evaluate", HOSTILE], "csv", lang);
        assert_eq!(csv.starts_with('\u{feff}'), lang == "da");
        assert!(csv.contains(&format!("'=H3{part}")), "a formula is text");
        let formula = Regex::new(r#"(^|[;,\n"])[=+@]"#).expect("a pattern");
        let bare = csv
            .lines()
            .find(|line| formula.is_match(&line.replace("'=", "").replace("onerror=", "").replace("onload=", "")));
        assert_eq!(bare, None);
    }
    let markdown = formed(&["evaluate", HOSTILE], "markdown", "en");
    let escapes = Regex::new(r"\\.").expect("a pattern");
    let marked = escapes.replace_all(&markdown, "");
    assert!(!marked.contains("<script") && !marked.contains("<img") && !marked.contains("[b]("));
    let columns = |line: &str| line.replace("\\|", "").matches('|').count();
    let rows: Vec<usize> = markdown
        .lines()
        .filter(|line| line.contains("H 4"))
        .filter(|line| line.starts_with('|'))
        .map(columns)
        .collect();
    assert_eq!(rows, [9], "a bar in a name parts no cells");
}

/// The numbers of a text without what is the matter of a language: groups, decimal marks, the order of a date.
fn numbers(text: &str, lang: &str) -> Vec<String> {
    let token = Regex::new(r"-?[0-9][0-9.,-]*").expect("a pattern");
    let date = Regex::new(r"^([0-9]{2})-([0-9]{2})-([0-9]{4})$").expect("a pattern");
    let plain = |token: &str| {
        let token = token.trim_end_matches(['.', ',', '-']);
        let token = if lang == "da" { token.replace('.', "").replace(',', ".") } else { token.replace(',', "") };
        date.captures(&token).map_or(token.clone(), |day| format!("{}-{}-{}", &day[3], &day[2], &day[1]))
    };
    let mut numbers: Vec<String> = token.find_iter(text).map(|found| plain(found.as_str())).collect();
    numbers.sort();
    numbers
}

/// Every text of a page that is not the same in both languages has both, side by side, with the same numbers.
#[test]
fn both_languages_tell_the_same() {
    let mut pairs = 0;
    for arguments in [
        &["evaluate", DEMO, "--year", "2018"][..],
        &["evaluate", DEMO, "--year", "2025"],
        &["evaluate", DEMO, "--year", "2018", "--agreement", "midtjylland/2025-26"],
        &["evaluate", DEMO, "--year", "2025", "--agreement", "midtjylland/2018"],
        &["evaluate", DEMO, "--year", "2022", "--agreement", "midtjylland/2021-22"],
        &["evaluate", HOSTILE],
        &["evaluate", DEMO, "--year", "2025", "--agreement", "all"],
        &["compare", "midtjylland/2018", "midtjylland/2025-26", DEMO, "--year", "2026"],
        &["compare", "midtjylland/2018", "midtjylland/2021-22", "midtjylland/2025-26"],
        &["list"],
        &["show", "midtjylland/2018"],
        &["show", "midtjylland/2025-26"],
    ] {
        let body = body(&formed(arguments, "html", "da"));
        let page = parsed(&body);
        for danish in elements(&page).filter(|node| node.has_tag_name("span") && node.attribute("lang") == Some("da")) {
            let english = danish.next_sibling().expect("the English beside the Danish");
            assert_eq!(english.attribute("lang"), Some("en"));
            let (da, en) = (read(danish, "da"), read(english, "en"));
            assert!(!da.trim().is_empty() && !en.trim().is_empty(), "{da} | {en}");
            assert_eq!(numbers(&da, "da"), numbers(&en, "en"), "{da}\n{en}");
            pairs += 1;
        }
    }
    assert!(pairs > 10_000, "only {pairs} texts");
}

#[test]
fn a_report_goes_into_a_file_in_the_language_asked_for() {
    let desk = Desk::new("reports", &["tests/portfolios"]);
    for (lang, opens) in [("da", "<html lang=\"da\">"), ("en", "<html lang=\"en\">")] {
        let arguments = ["evaluate", HOSTILE, "--format", "html", "-o", "report.html", "--lang", lang];
        assert_eq!(desk.run(&arguments).status.code(), Some(1));
        assert!(desk.read("report.html").contains(opens));
    }
}

#[test]
fn a_table_of_values_tells_every_reading_that_turns_a_finding() {
    let rows = formed(&["evaluate", DEMO, "--year", "2025"], "csv", "da");
    let row = rows.lines().find(|row| row.starts_with("brudt;Silkeborg;740-04;")).expect("a breach");
    let (met, none) = (row.find("overholdt, hvis"), row.find("bedømmes pr. driftsherre, hvis"));
    assert!(met.is_some() && met < none, "what makes it met comes first: {row}");
    assert!(row.contains("(carried-in-measure=excluded)") && row.contains("(level=operator-total)"), "{row}");
}
