//! Files that would take a machine's memory: refused by a limit that the message names, within 512 MiB.

use super::{Desk, text};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const RELATIONS: &str =
    r#"<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const SHEETS: &str = r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="sheet.xml"/><Relationship Id="r2" Type="x/sharedStrings" Target="strings.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<workbook><sheets><sheet name="Ark1" id="r1"/></sheets></workbook>"#;

/// MiB that the command may take for any file with mistakes.
const MEMORY: usize = 512;

fn archive(path: &Path, parts: &[(&str, &[u8])]) {
    let mut zip = ZipWriter::new(File::create(path).expect("a file"));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(content).expect("its content");
    }
    zip.finish().expect("an archive");
}

fn workbook(path: &Path, sheet: &str, strings: &str) {
    let parts = [("_rels/.rels", RELATIONS), ("xl/_rels/workbook.xml.rels", SHEETS), ("xl/workbook.xml", WORKBOOK)];
    let parts = [&parts[..], &[("xl/sheet.xml", sheet), ("xl/strings.xml", strings)]].concat();
    archive(path, &parts.iter().map(|(name, content)| (*name, content.as_bytes())).collect::<Vec<_>>());
}

/// What the command does in a folder with so many MiB and a minute of a processor to live in: exit code, output and
/// mistakes. Where no such limits can be set, there is no exit code of the command.
fn limited(folder: &Path, memory: usize, arguments: &str) -> (Option<i32>, String, String) {
    let rammeaftale = env!("CARGO_BIN_EXE_rammeaftale");
    let limits = format!("ulimit -v {} && ulimit -t 60", memory << 10);
    let command = format!("{limits} && exec {rammeaftale} evaluate {arguments} --lang en");
    let output = Command::new("sh").current_dir(folder).args(["-c", &command]).output().expect("a shell");
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

/// The mistakes that the command tells of a file that it does not judge.
fn told(desk: &Desk, arguments: &str) -> String {
    let (code, output, error) = limited(&desk.0, MEMORY, arguments);
    assert_eq!((code, output), (Some(2), String::new()), "{arguments}: {error}");
    error
}

#[test]
fn every_bad_file_is_told_within_the_limits_and_none_with_errors_is_judged() {
    let folder = super::root().join("tests/errors/portfolios");
    let files = fs::read_dir(&folder).expect("the bad files").map(|entry| entry.expect("a file").path());
    let files: Vec<_> = files.filter(|path| path.extension().is_none_or(|ending| ending != "stderr")).collect();
    assert!(files.len() >= 70, "only {}", files.len());
    for path in files {
        let name = path.file_name().expect("a name").to_string_lossy();
        let expected = fs::read_to_string(path.with_extension("stderr")).expect("its messages");
        let (code, output, error) = limited(&folder, MEMORY, &format!("'{name}'"));
        assert!(error.starts_with(&expected), "{name}: {error}");
        match expected.contains("error[") {
            true => assert_eq!((code, output), (Some(2), String::new()), "{name}"),
            false => assert!(matches!(code, Some(0..=3)), "{name}: {code:?} {error}"),
        }
    }
}

#[test]
fn large_texts_are_refused_by_their_limits() {
    let desk = Desk::new("large-texts", &[]);
    let header = "tilbud_id;driftsherre;år;takst\n";
    // Two gigabytes that take no room on the disk.
    let file = File::create(desk.0.join("cell.csv")).expect("a file");
    (&file).write_all(header.as_bytes()).expect("a header");
    file.set_len(2 << 30).expect("a sparse file");
    assert!(told(&desk, "cell.csv").contains("the cell is longer than the limit of 10,000 characters"));
    assert!(told(&desk, "- < cell.csv").contains("larger than the limit of 134,217,728 bytes"));
    assert!(told(&desk, "- < /dev/zero").contains("larger than the limit of 134,217,728 bytes"));
    let cell = "x".repeat(100 << 20);
    desk.write("long.csv", &format!("{header}{cell};740;2025;1\n"));
    assert!(told(&desk, "long.csv").contains("the cell is longer than the limit of 10,000 characters"));
    desk.write("list.json", &format!("[{{\"offer\": \"{cell}\"}}]"));
    assert!(told(&desk, "list.json").contains("larger than the limit of 33,554,432 bytes"));
    assert!(told(&desk, "list.json").contains("save the rows as JSON Lines, a short one on each line, or as CSV"));
    let cell = "x".repeat(30 << 20);
    desk.write("long.json", &format!("[{{\"offer\": \"{cell}\"}}]"));
    assert!(told(&desk, "long.json").contains("the value is longer than the limit of 10,000 characters"));
    desk.write("columns.csv", &format!("{}\n", header.trim().to_owned() + &";x".repeat(1_000_000)));
    assert!(told(&desk, "columns.csv").contains("more cells than the limit of 1,000"));
    desk.write("keys.json", &format!("[{{{}\"b\": 1}}]", "\"a\": 1,".repeat(3_000_000)));
    assert!(told(&desk, "keys.json").contains("more cells than the limit of 1,000"));
    desk.write("large.toml", &"[[row]]\noffer = \"B1\"\n".repeat(50_000));
    assert!(told(&desk, "large.toml").contains("larger than the limit of 1,048,576 bytes"));
    for (name, part) in [("errors.toml", "=\n"), ("tables.toml", "[[row]]\na={b={}}\n"), ("keys.toml", "a.b.c=1\n")] {
        desk.write(name, &part.repeat((1 << 20) / part.len()));
        assert!(told(&desk, name).contains("error["), "{name}");
    }
    desk.write("quotes.csv", &format!("{header}{}", "\"a\n".repeat(1_000_000)));
    assert!(told(&desk, "quotes.csv").contains("there are more than 1,000 mistakes"));
}

#[test]
fn large_workbooks_are_refused_by_their_limits() {
    let desk = Desk::new("large-workbooks", &[]);
    let at = |name: &str| desk.0.join(name);
    let zeros = vec![b'0'; 200 << 20];
    archive(&at("bomb.xlsx"), &[("_rels/.rels", RELATIONS.as_bytes()), ("xl/sheet.xml", &zeros)]);
    drop(zeros);
    let bytes = fs::read(at("bomb.xlsx")).expect("the bomb");
    assert!(bytes.len() < 1 << 20, "a bomb is small");
    assert!(told(&desk, "bomb.xlsx").contains("more bytes when unpacked than the limit of 67,108,864"));
    fs::write(at("liar.xlsx"), lying(bytes, 200 << 20)).expect("a file");
    let liar = told(&desk, "liar.xlsx");
    assert!(["when unpacked", "damaged"].iter().any(|word| liar.contains(word)), "{liar}");

    let shared = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(30_000));
    let cells = "<c t=\"s\"><v>0</v></c>".repeat(900);
    workbook(
        &at("shared.xlsx"),
        &format!("<w><sheetData>{}</sheetData></w>", format!("<row>{cells}</row>").repeat(1_000)),
        &shared,
    );
    assert!(told(&desk, "shared.xlsx").contains("more bytes of text in a sheet than the limit of 67,108,864"));
    let strings = format!("<sst>{}</sst>", "<si/>".repeat(10_000_000));
    workbook(&at("strings.xlsx"), "<w><sheetData/></w>", &strings);
    assert!(told(&desk, "strings.xlsx").contains("no sheet holds the name of a column"));
    let many = format!("<w><sheetData>{}</sheetData></w>", "<row><c><v>1</v></c></row>".repeat(2_400_000));
    workbook(&at("rows.xlsx"), &many, "<sst/>");
    assert!(told(&desk, "rows.xlsx").contains("error["));
    let mut wide = String::from("<w><sheetData><row>");
    (0..16_384).for_each(|_| wide.push_str("<c><v>1</v></c>"));
    write!(wide, "</row></sheetData></w>").expect("a string");
    workbook(&at("columns.xlsx"), &wide, "<sst/>");
    assert!(told(&desk, "columns.xlsx").contains("more columns in a sheet than the limit of 1,000"));
    let deep = format!("<w><sheetData>{}", "<a>".repeat(5_000_000));
    workbook(&at("deep.xlsx"), &deep, "<sst/>");
    assert!(told(&desk, "deep.xlsx").contains("one of its parts is damaged"));
}

/// A file of more text than there is memory: what is held is what it says of its offers. The rows of each stand far
/// apart, and two of them that contradict each other are found and shown.
#[test]
fn a_file_larger_than_the_memory_is_judged() {
    let desk = Desk::new("larger-than-memory", &[]);
    let path = desk.0.join("large.csv");
    let mut out = BufWriter::new(File::create(&path).expect("a file"));
    let name = "navn ".repeat(1_000);
    writeln!(out, "tilbud_id;tilbud;driftsherre;år;opgørelse;takst").expect("a header");
    for row in 0..60_000 {
        let (offer, year, figures) = (row % 300, 1926 + row / 600, ["budget", "regnskab"][row / 300 % 2]);
        writeln!(out, "B{offer};\"{name}{offer}\";740;{year};{figures};1.234,50").expect("a row");
    }
    out.flush().expect("a file");
    drop(out);
    assert!(path.metadata().expect("a file").len() > 256 << 20, "more than the command may hold");
    let (code, output, error) = limited(&desk.0, 256, "large.csv --year 2025 --format json -o large.json");
    assert!(matches!(code, Some(0 | 1 | 3)), "{code:?} {error}");
    assert_eq!((output, error), (String::new(), String::new()));
    let json: serde_json::Value = serde_json::from_str(&desk.read("large.json")).expect("JSON");
    assert_eq!(
        json["assessments"]
            .as_array()
            .map_or(0, |all| all.iter().filter(|one| !one["subject"]["offer"].is_null()).count()),
        300
    );
    let mut out = File::options().append(true).open(&path).expect("the file");
    writeln!(out, "B7;et andet navn;740;2100;budget;1").expect("a row");
    let told = told(&desk, "large.csv");
    let parts = ["two rows differ on `offer_name` of `B7`\n", "--> large.csv:60002:4\n", "::: large.csv:9:4\n"];
    assert!(parts.iter().all(|part| told.contains(part)), "{told}");
}

/// Assessments of more offers than would be held are written as they come, in a table and in JSON.
/// What is held is what rows say that the one before them does not, and of one offer no more rows than its limit.
#[test]
fn endless_rows_of_one_offer_are_told_within_the_memory() {
    let desk = Desk::new("one-offer", &[]);
    let write = |name: &str, row: &dyn Fn(usize) -> String| {
        let mut file = BufWriter::new(File::create(desk.0.join(name)).expect("a file"));
        writeln!(file, "tilbud_id;tilbud;driftsherre;år;ydelse;takst;købere").expect("a header");
        (0..1_500_000).try_for_each(|number| writeln!(file, "{}", row(number))).expect("rows");
    };
    write("equal.csv", &|_| "B1;Birk;740;2025;døgn;1.000,50;746 751".to_owned());
    let told_of = told(&desk, "equal.csv");
    assert!(told_of.contains("equal.csv:3:1") && told_of.contains("there are more than 1,000 mistakes"), "{told_of}");
    write("tariffs.csv", &|number| format!("B1;Birk;740;2025;y{number};1.000,50;746 751"));
    let told_of = told(&desk, "tariffs.csv");
    assert!(told_of.contains("`B1` has more rows than the limit of 100,000"), "{told_of}");
    write("differing.csv", &|number| format!("B1;Birk {number};740;2025;døgn;{number},50;746 751"));
    assert!(told(&desk, "differing.csv").contains("two rows differ on `offer_name` of `B1`"));
}

#[test]
fn many_offers_are_judged_within_the_memory() {
    let desk = Desk::new("many-offers", &[]);
    let rows: String = (0..30_000)
        .flat_map(|offer| [2024, 2025].map(|year| format!("B{offer};740;740;740 751;{year};1.234,50;10\n")))
        .collect();
    desk.write("many.csv", &format!("tilbud_id;driftsherre;beliggenhed;købere;år;takst;pladser\n{rows}"));
    for file in ["many.json", "many.csv.csv"] {
        let (code, _, error) = limited(&desk.0, MEMORY, &format!("many.csv --year 2025 -o {file}"));
        assert!(matches!(code, Some(0 | 1 | 3)), "{file}: {code:?} {error}");
        let written = desk.read(file);
        assert!(written.contains("B29999") && written.ends_with('\n'));
    }
    assert_eq!(desk.names("."), ["many.csv", "many.csv.csv", "many.json"]);
}

/// The same archive with a small size written where `size` was promised.
fn lying(mut bytes: Vec<u8>, size: u32) -> Vec<u8> {
    let promised = size.to_le_bytes();
    let places: Vec<usize> =
        (0..).zip(bytes.windows(4)).filter(|(_, four)| *four == promised).map(|(at, _)| at).collect();
    for at in places {
        bytes.splice(at..at + 4, 1_000_u32.to_le_bytes());
    }
    bytes
}

#[test]
fn repeated_cells_are_refused_by_their_limits() {
    let desk = Desk::new("repeated", &[]);
    let sheet = |rows: &str| format!("<c><table name=\"Ark1\">{rows}</table></c>");
    let cell =
        |columns: &str| format!("<table-cell value-type=\"float\" value=\"1\" number-columns-repeated=\"{columns}\"/>");
    for (name, rows, message) in [
        (
            "rows",
            format!("<table-row number-rows-repeated=\"4000000000\">{}</table-row>", cell("900")),
            "more cells in a sheet than the limit of 5,000,000",
        ),
        ("columns", format!("<table-row>{}</table-row>", cell("16384")), "more columns in a sheet"),
        ("no-number", format!("<table-row>{}</table-row>", cell("-1")), "damaged"),
        (
            "blanks",
            format!(
                "<table-row><table-cell value-type=\"string\"><p>{}</p></table-cell></table-row>",
                "<s c=\"4000000000\"/>".repeat(1000)
            ),
            "no sheet holds the name of a column",
        ),
    ] {
        archive(&desk.0.join(format!("{name}.ods")), &[("content.xml", sheet(&rows).as_bytes())]);
        let found = told(&desk, &format!("{name}.ods"));
        assert!(found.contains(message), "{name}: {found}");
    }
}
