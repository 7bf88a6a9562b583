//! Reports as workbooks: whole, the same each time, numbers as numbers, and no text that is a formula.

use super::{DEMO, Desk, rammeaftale, text};
use std::fs;
use std::io::{Cursor, Read};

/// The parts of a workbook by name.
pub(crate) struct Book(zip::ZipArchive<Cursor<Vec<u8>>>);

impl Book {
    pub(crate) fn of(arguments: &[&str]) -> Book {
        let output = rammeaftale(&[arguments, &["--format", "xlsx"]].concat());
        assert_eq!(text(&output.stderr), "", "{arguments:?}");
        Book(zip::ZipArchive::new(Cursor::new(output.stdout)).expect("a workbook"))
    }

    pub(crate) fn part(&mut self, name: &str) -> String {
        let mut out = String::new();
        self.0.by_name(name).expect("a part").read_to_string(&mut out).expect("UTF-8");
        out
    }

    fn sheets(&mut self) -> Vec<String> {
        let workbook = self.part("xl/workbook.xml");
        let tree = roxmltree::Document::parse(&workbook).expect("XML");
        let names = tree.descendants().filter(|node| node.has_tag_name("sheet") || node.tag_name().name() == "sheet");
        names.filter_map(|node| node.attribute("name").map(str::to_owned)).collect()
    }

    /// The words and numbers of a sheet, row by row, as wide as its headings.
    pub(crate) fn rows(&mut self, name: &str) -> Vec<Vec<String>> {
        let number = self.sheets().iter().position(|one| one == name).expect("the sheet") + 1;
        let (strings, sheet) =
            (self.part("xl/sharedStrings.xml"), self.part(&format!("xl/worksheets/sheet{number}.xml")));
        let (strings, sheet) = (parsed(&strings), parsed(&sheet));
        let named = |node: &roxmltree::Node<'_, '_>, name: &str| node.tag_name().name() == name;
        let texts: Vec<&str> =
            strings.descendants().filter(|node| named(node, "t")).map(|node| node.text().unwrap_or_default()).collect();
        let mut rows: Vec<Vec<String>> = Vec::new();
        for row in sheet.descendants().filter(|node| named(node, "row")) {
            let mut cells = vec![String::new(); rows.first().map_or(0, Vec::len)];
            for cell in row.children().filter(|node| named(node, "c")) {
                let letters = cell.attribute("r").expect("a place").trim_end_matches(|c: char| c.is_ascii_digit());
                let at = letters.bytes().fold(0, |at, letter| at * 26 + usize::from(letter - b'A') + 1) - 1;
                let value = cell.children().find_map(|value| value.text()).unwrap_or_default();
                let value = match cell.attribute("t") {
                    Some("s") => texts.get(value.parse::<usize>().expect("a number")).expect("a text"),
                    _ => value,
                };
                cells.resize(cells.len().max(at + 1), String::new());
                *cells.get_mut(at).expect("room for it") = value.to_owned();
            }
            rows.push(cells);
        }
        rows
    }

    /// Every part that holds a sheet's cells.
    pub(crate) fn cells(&mut self) -> Vec<String> {
        let names: Vec<String> = self.0.file_names().map(|name| name.expect("a name").into_owned()).collect();
        let of_cells = |name: &&String| name.starts_with("xl/worksheets/sheet");
        names.iter().filter(of_cells).map(|name| self.part(name)).collect()
    }
}

#[test]
fn each_command_gives_a_workbook_with_its_sheets() {
    let (a, b) = ("midtjylland/2018", "midtjylland/2025-26");
    let evaluated = ["Resumé", "Fund", "Driftsherrer", "Forudsætninger", "Kilder", "Diagrammer"];
    let behind = ["Fund", "Driftsherrer", "Grænser", "Forudsætninger", "Kilder", "Diagrammer"];
    let compared = [&["Resumé", "Sammenligning", "Side om side", "Ændringer"], &behind[..]].concat();
    let under_all = ["Findings", "Operators", "Limits", "Assumptions", "Sources", "Charts"];
    let under_all = [&["Summary", "Comparison", "Side by side"], &under_all[..]].concat();
    let cases: [(&[&str], &[&str]); 5] = [
        (&["evaluate", DEMO, "--year", "2025"], &evaluated),
        (&["compare", a, b, DEMO, "--year", "2025"], &compared),
        (&["compare", a, b], &["Resumé", "Ændringer", "Kilder", "Diagrammer"]),
        (&["evaluate", DEMO, "--year", "2025", "--agreement", "all", "--lang", "en"], &under_all),
        (&["list"], &["Data", "Diagrammer"]),
    ];
    for (arguments, names) in cases {
        assert_eq!(Book::of(arguments).sheets(), names, "{arguments:?}");
    }
}

/// Tables stay under their headings and can be chosen from; amounts and days are written the Danish way.
#[test]
fn tables_are_made_for_reading() {
    let mut book = Book::of(&["evaluate", DEMO, "--year", "2025", "--agreement", "all"]);
    let names = book.sheets();
    for (number, name) in (1..).zip(&names).filter(|(_, name)| !["Resumé", "Diagrammer"].contains(&name.as_str())) {
        let sheet = book.part(&format!("xl/worksheets/sheet{number}.xml"));
        let pane = match name.as_str() {
            "Sammenligning" | "Fund" | "Driftsherrer" => "<pane xSplit=\"4\" ySplit=\"1\"",
            "Side om side" => "<pane xSplit=\"2\" ySplit=\"1\"",
            _ => "<pane ySplit=\"1\"",
        };
        assert!(sheet.contains(pane) && sheet.contains("<autoFilter"), "{name}");
        let coloured = ["Sammenligning", "Side om side", "Fund", "Driftsherrer", "Grænser"].contains(&name.as_str());
        assert_eq!(sheet.contains("<conditionalFormatting"), coloured, "{name}");
    }
    let styles = book.part("xl/styles.xml");
    for form in ["[$-406]#,##0.00", "[$-406]0.00 %", "[$-406]dd-mm-yyyy"] {
        assert!(styles.contains(form), "{form}: {styles}");
    }
    let charts = book.0.file_names().filter(|name| name.as_ref().is_ok_and(|name| name.starts_with("xl/charts/chart")));
    assert!(charts.count() >= 3);
}

#[test]
fn the_same_question_gives_the_same_bytes() {
    let ask = || rammeaftale(&["evaluate", DEMO, "--year", "2018", "--format", "xlsx"]).stdout;
    assert!(ask() == ask());
}

#[test]
fn the_footer_names_the_agreement_and_its_digest() {
    let output = rammeaftale(&["evaluate", DEMO, "--year", "2025", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let stamp = &json["assessments"][0]["agreement"];
    let (id, digest) = (stamp["id"].as_str().expect("an id"), stamp["digest"].as_str().expect("a digest"));
    for sheet in Book::of(&["evaluate", DEMO, "--year", "2025"]).cells() {
        assert!(sheet.contains(id) && sheet.contains(digest), "each sheet has the stamp");
    }
}

#[test]
fn no_text_of_a_portfolio_becomes_a_formula_or_a_link() {
    let mut book = Book::of(&["evaluate", "tests/portfolios/hostile.csv", "--year", "2025"]);
    for sheet in book.cells() {
        assert!(!sheet.contains("<f>") && !sheet.contains("<f ") && !sheet.contains("<hyperlink"), "{sheet}");
    }
    let strings = book.part("xl/sharedStrings.xml");
    assert!(!strings.chars().any(|c| c == '\u{202e}'), "nothing turns the direction of text");
}

#[test]
fn text_that_looks_like_a_formula_is_quoted_on_every_sheet() {
    let mut book = Book::of(&["evaluate", "tests/portfolios/hostile.csv", "--year", "2025"]);
    let (strings, styles) = (book.part("xl/sharedStrings.xml"), book.part("xl/styles.xml"));
    let (strings, styles) = (parsed(&strings), parsed(&styles));
    let named = |node: &roxmltree::Node<'_, '_>, name: &str| node.tag_name().name() == name;
    let texts: Vec<&str> =
        strings.descendants().filter(|node| named(node, "t")).map(|node| node.text().unwrap_or_default()).collect();
    let formats = styles.descendants().find(|node| named(node, "cellXfs")).expect("the formats");
    let quoted: Vec<bool> =
        formats.children().filter(|node| named(node, "xf")).map(|xf| xf.has_attribute("quotePrefix")).collect();
    let mut tempting = Vec::new();
    for sheet in book.cells() {
        let sheet = parsed(&sheet);
        let mut found = 0;
        for cell in sheet.descendants().filter(|node| named(node, "c") && node.attribute("t") == Some("s")) {
            let number = cell.children().find_map(|value| value.text()).expect("a value");
            let text = texts[number.parse::<usize>().expect("a number")];
            if text.trim_start().starts_with(['=', '+', '-', '@']) {
                let style: usize = cell.attribute("s").unwrap_or("0").parse().expect("a number");
                assert!(quoted[style], "{text}");
                found += 1;
            }
        }
        tempting.push(found);
    }
    assert!(tempting.iter().any(|found| *found > 0), "the findings name such an offer: {tempting:?}");
    assert_eq!(tempting.last(), Some(&0), "before a name that is drawn stands a verdict: {tempting:?}");
}

fn parsed(xml: &str) -> roxmltree::Document<'_> {
    roxmltree::Document::parse(xml).expect("XML")
}

#[test]
fn amounts_are_numbers_and_amounts_too_long_for_a_spreadsheet_are_text() {
    let desk = Desk::new("long", &[]);
    let rows = "offer,operator,year,tariff,wage_supplement\nB1,740,2024,999999999999.9999,0\nB1,740,2025,2450.50,0\n";
    desk.write("long.csv", rows);
    let output = desk.run(&["evaluate", "long.csv", "--year", "2025", "-o", "long.xlsx"]);
    assert_eq!(text(&output.stderr), "");
    let bytes = fs::read(desk.0.join("long.xlsx")).expect("the workbook");
    let mut book = Book(zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook"));
    assert!(book.cells().iter().any(|sheet| sheet.contains("<v>2450.5</v>")));
    assert!(book.part("xl/sharedStrings.xml").contains("999.999.999.999,9999"));
}

#[test]
fn what_is_read_is_not_written_over() {
    let desk = Desk::new("over", &[]);
    let rows = "offer,operator,year,tariff\nB1,740,2024,1\nB1,740,2025,1\n";
    desk.write("in.csv", rows);
    let output = desk.run(&["evaluate", "in.csv", "--year", "2025", "-o", "./in.csv", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("is read and cannot be written too"));
    assert_eq!(desk.read("in.csv"), rows);
}

#[test]
fn an_ending_that_names_no_form_is_refused_and_capitals_are_read() {
    let desk = Desk::new("endings", &[]);
    desk.write("in.csv", "offer,operator,year,tariff\nB1,740,2024,1\nB1,740,2025,1\n");
    let refused = desk.run(&["evaluate", "in.csv", "--year", "2025", "-o", "out.pdf", "--lang", "en"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("there is no form with the ending `.pdf`"));
    desk.run(&["evaluate", "in.csv", "--year", "2025", "-o", "OUT.XLSX"]);
    assert!(fs::read(desk.0.join("OUT.XLSX")).expect("a workbook").starts_with(b"PK"));
    assert_eq!(desk.names("."), ["OUT.XLSX", "in.csv"]);
}

#[test]
fn endless_contradictions_are_told_in_part() {
    let desk = Desk::new("endless", &[]);
    let rows: String = (0..3_000).map(|_| "B1,740,2025,1\n").collect();
    desk.write("in.csv", &format!("offer,operator,year,tariff\n{rows}"));
    let output = desk.run(&["evaluate", "in.csv", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(2));
    let told = text(&output.stderr);
    assert!(told.contains("there are more than 1,000 mistakes; the rest is not shown"), "{}", told.len());
}

/// The time line is drawn natively, bars held away from the axis, and each sheet names the agreements at hand.
#[test]
fn the_list_has_its_time_line_and_says_what_it_was_made_by() {
    let mut book = Book::of(&["list"]);
    let chart = book.part("xl/charts/chart1.xml");
    assert!(chart.contains("<c:grouping val=\"stacked\"/>") && chart.contains("<c:min val=\"2015\"/>"), "{chart}");
    assert!(chart.contains("<a:noFill/>") && chart.contains("2027"), "{chart}");
    for sheet in book.cells() {
        for agreement in ["midtjylland/2018 · ", "midtjylland/2021-22 · ", "midtjylland/2025-26 · "] {
            assert!(sheet.contains(agreement), "{agreement}");
        }
    }
}

/// What was added stands with its value, in the sheet of changes and in the summary.
#[test]
fn a_workbook_tells_what_was_added() {
    let mut book = Book::of(&["compare", "midtjylland/2018", "midtjylland/2025-26"]);
    let strings = book.part("xl/sharedStrings.xml");
    for said in [">10.000<", "tal: 10.000<", "læsning (each-tariff): Hver enkelt takst"] {
        assert!(strings.contains(said), "{said}");
    }
}

/// Agreements stand beside each other in the row of an offer, with the verdict and the room under each.
#[test]
fn an_offer_has_one_row_with_the_agreements_beside_each_other() {
    let rows = Book::of(&["compare", "2018", "2025-26", DEMO, "--year", "2025"]).rows("Side om side");
    let head = [
        "tilbud",
        "driftsherre",
        "Rammeaftale 2018",
        "regel",
        "Rammeaftale 2025-26",
        "regel",
        "2025-26: råderum i takst, kr.",
    ];
    assert_eq!(rows[0], head);
    let of = |offer: &str| rows.iter().find(|row| row[0].starts_with(offer)).expect("the offer").clone();
    let [met, breached] = ["740-05", "740-04"].map(of);
    assert_eq!((&*met[2], &*met[4]), ("overholdt", "uafgjort: model kun bebudet"));
    assert_eq!((&*breached[1], &*breached[4], &*breached[6]), ("Silkeborg", "brudt", "-3"));
    assert_eq!(rows.len(), 72, "71 offers");
}

/// What only adds to what binds others is a number too; its look says what it is, and it has a column of its own where room is
/// summed.
#[test]
fn a_contribution_is_a_number_that_says_so() {
    let mut book = Book::of(&["compare", "2018", "2025-26", DEMO, "--year", "2018"]);
    let is_number = |cell: &String| cell.parse::<f64>().is_ok();
    let beside = book.rows("Side om side");
    let head = "2018: råderum, kr. (bidrag: Takstreduktion på mindst 3 pct.)";
    let room = beside[0].iter().position(|one| one == head).expect("the rule that they count by");
    let rooms: Vec<&String> = beside[1..].iter().map(|row| &row[room]).filter(|cell| !cell.is_empty()).collect();
    assert!(rooms.len() > 30 && rooms.iter().all(|cell| is_number(cell)), "{rooms:?}");
    assert!(book.part("xl/styles.xml").contains("&quot; (bidrag)&quot;"), "the look of the number");
    let all = book.rows("Sammenligning");
    let column = |name: &str| all[0].iter().position(|head| head == name).expect("a column");
    let (binds, adds) = (column("råderum"), column("råderum_bidrag"));
    let adding: Vec<&Vec<String>> = all[1..].iter().filter(|row| !row[adds].is_empty()).collect();
    assert!(adding.len() > 30 && adding.iter().all(|row| is_number(&row[adds]) && row[binds].is_empty()));
}

/// The heading of numbers stands above them, and what is counted can be read whole.
#[test]
fn the_sheet_that_sums_up_is_made_for_reading() {
    let mut book = Book::of(&["evaluate", DEMO, "--year", "2025", "--agreement", "all"]);
    let sheet = book.part("xl/worksheets/sheet1.xml");
    let width = sheet.split("<col min=\"1\"").nth(1).and_then(|col| col.split("width=\"").nth(1)).expect("a width");
    let width: f64 = width.split('"').next().and_then(|width| width.parse().ok()).expect("a number");
    let named = "6 driftsherrer efter Rammeaftale 2021-22, som om";
    assert!(book.part("xl/sharedStrings.xml").contains(&format!(">{named}<")));
    assert!(width >= f64::from(u32::try_from(named.chars().count()).expect("short")), "{width}");
    assert!(book.part("xl/styles.xml").contains("<alignment horizontal=\"right\"/>"), "headings of numbers");
}
