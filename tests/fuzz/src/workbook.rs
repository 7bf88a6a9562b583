//! Any bytes as a workbook: as they are, and as the parts of an archive, which a fuzzer cannot pack by itself.

use crate::mistakes;
use rammeaftale_sheets::{Guess, portfolio, read_bytes, write_xlsx};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const RELATIONS: &str =
    r#"<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const PARTS: &str = r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="sheet.xml"/><Relationship Id="r2" Type="x/sharedStrings" Target="strings.xml"/><Relationship Id="r3" Type="x/styles" Target="styles.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<workbook><sheets><sheet name="Ark1" id="r1"/></sheets></workbook>"#;

/// Reads bytes as a workbook, as the XML of an ODS, and as the sheet, texts and formats of an XLSX, parted by NUL.
pub fn check(bytes: &[u8]) {
    is_read(bytes);
    is_read(&archive(&[("content.xml", bytes)]));
    let mut own = bytes.split(|byte| *byte == 0);
    let mut next = || own.next().unwrap_or_default();
    let parts = [
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", PARTS.as_bytes()),
        ("xl/sheet.xml", next()),
        ("xl/strings.xml", next()),
        ("xl/styles.xml", next()),
    ];
    is_read(&archive(&parts));
}

/// What is read without mistakes is written and read again as it was.
fn is_read(bytes: &[u8]) {
    let sheet = read_bytes("fuzz.xlsx", bytes);
    let rows = sheet.rows().to_vec();
    match portfolio(vec![sheet]) {
        Err(found) => {
            assert!(!found.is_empty(), "refused without a reason");
            mistakes::check(&found, "fuzz.xlsx", None);
        }
        Ok((read, warnings)) => {
            mistakes::check(&warnings, "fuzz.xlsx", None);
            let again = read_bytes("again.xlsx", &write_xlsx(&rows).expect("a workbook"));
            let (again, _) = portfolio(vec![again]).expect("accepted once");
            assert_eq!(again.offers().len(), read.offers().len());
        }
    }
    let _ = Guess::default().add("fuzz.xlsx", bytes);
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts {
        zip.start_file(*name, stored).expect("a part");
        zip.write_all(content).expect("its content");
    }
    zip.finish().expect("an archive").into_inner()
}
