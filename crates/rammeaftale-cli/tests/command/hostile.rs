//! Files that would take a machine's memory: refused by a limit that the message names, within 512 MiB.

use super::{Desk, text};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const RELATIONS: &str =
    r#"<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const SHEETS: &str = r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="sheet.xml"/><Relationship Id="r2" Type="x/sharedStrings" Target="strings.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<workbook><sheets><sheet name="Ark1" id="r1"/></sheets></workbook>"#;

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

/// The mistakes that the command tells of a file with 512 MiB to live in, in no more than a minute.
fn told(desk: &Desk, arguments: &str) -> String {
    let command =
        format!("ulimit -v 524288; exec {} evaluate {arguments} --lang en", env!("CARGO_BIN_EXE_rammeaftale"));
    let started = Instant::now();
    let output = Command::new("sh").current_dir(&desk.0).args(["-c", &command]).output().expect("a shell");
    let error = text(&output.stderr);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), String::new()), "{arguments}: {error}");
    assert!(started.elapsed() < Duration::from_secs(60), "{arguments} took {:?}", started.elapsed());
    error
}

#[test]
fn large_texts_are_refused_by_their_limits() {
    let desk = Desk::new("large-texts", &[]);
    let header = "tilbud_id;driftsherre;år;takst\n";
    // Two gigabytes that take no room on the disk.
    let file = File::create(desk.0.join("cell.csv")).expect("a file");
    (&file).write_all(header.as_bytes()).expect("a header");
    file.set_len(2 << 30).expect("a sparse file");
    assert!(
        told(&desk, "cell.csv").contains("error[too-large]: the file is larger than the limit of 134,217,728 bytes")
    );
    assert!(told(&desk, "- < cell.csv").contains("larger than the limit of 134,217,728 bytes"));
    assert!(told(&desk, "- < /dev/zero").contains("larger than the limit of 134,217,728 bytes"));
    let cell = "x".repeat(100 << 20);
    desk.write("long.csv", &format!("{header}{cell};740;2025;1\n"));
    assert!(told(&desk, "long.csv").contains("the cell is longer than the limit of 10,000 characters"));
    desk.write("long.json", &format!("[{{\"offer\": \"{cell}\"}}]"));
    assert!(told(&desk, "long.json").contains("the value is longer than the limit of 10,000 characters"));
    desk.write("columns.csv", &format!("{}\n", header.trim().to_owned() + &";x".repeat(1_000_000)));
    assert!(told(&desk, "columns.csv").contains("more cells than the limit of 1,000"));
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
    assert!(told(&desk, "strings.xlsx").contains("none of the headings"));
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
            "none of the headings",
        ),
    ] {
        archive(&desk.0.join(format!("{name}.ods")), &[("content.xml", sheet(&rows).as_bytes())]);
        let found = told(&desk, &format!("{name}.ods"));
        assert!(found.contains(message), "{name}: {found}");
    }
}
