//! A file's bytes as text, and places in it.

use crate::lex::Start;
use crate::limits::{LONGEST_SHOWN_LINE, MOST_BYTES, grouped};
use crate::mistake::Problem;
use encoding_rs::WINDOWS_1252;
use rammeaftale::diag::{Code, Place};
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// The byte order mark of UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// A file's text under the name the user gave it.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) name: Arc<str>,
    pub(crate) text: String,
}

impl File {
    /// UTF-8 with or without a byte order mark, else Windows-1252.
    pub(crate) fn decode(name: &str, bytes: &[u8]) -> Result<File, Problem> {
        let name: Arc<str> = Arc::from(name);
        if bytes.len() > MOST_BYTES {
            return Err(too_large());
        }
        if let Some(problem) = other_kind(bytes) {
            return Err(problem);
        }
        let marked = bytes.strip_prefix(MARK);
        let text = match (std::str::from_utf8(marked.unwrap_or(bytes)), marked) {
            (Ok(text), _) => text.to_owned(),
            (Err(error), None) if holds_utf8(bytes) => return Err(mixed(bytes, error.valid_up_to())),
            (Err(_), None) => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
            (Err(error), Some(_)) => return Err(not_utf8(bytes, error.valid_up_to())),
        };
        // Lines that end in a carriage return only, as old Macintosh programs write them.
        let text = if text.contains('\n') { text } else { text.replace('\r', "\n") };
        Ok(File { name, text })
    }

    /// The place of a span in the record that begins at `start`.
    pub(crate) fn place(&self, start: Start, span: &Range<usize>) -> Place {
        let before = self.text.get(start.byte..span.start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(start.byte, |at| start.byte + at + 1);
        let line = self.line(line_start);
        let line_end = line_start + line.len();
        let count = |from: usize, to: usize| self.text.get(from..to).map_or(0, |text| text.chars().count());
        Place {
            file: Arc::clone(&self.name),
            sheet: None,
            line: start.line + before.matches('\n').count(),
            column: count(line_start, span.start) + 1,
            width: count(span.start, span.end.min(line_end)).max(1),
            text: if line.len() > LONGEST_SHOWN_LINE { String::new() } else { line.to_owned() },
        }
    }

    /// The place of the whole line where a record begins.
    pub(crate) fn line_place(&self, start: Start) -> Place {
        let line = self.line(start.byte);
        let from = start.byte + line.len() - line.trim_start().len();
        self.place(start, &(from..from + line.trim().len()))
    }

    /// The text of the line that begins here.
    pub(crate) fn line(&self, from: usize) -> &str {
        let rest = self.text.get(from..).unwrap_or_default();
        rest.split('\n').next().unwrap_or_default().trim_end_matches('\r')
    }
}

/// A file's bytes, or why there are none. What is larger than the limit is not read at all.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Problem> {
    let file = std::fs::File::open(path).map_err(|error| unread(&error))?;
    match file.metadata() {
        Ok(metadata) if metadata.is_file() && metadata.len() > limit() => Err(too_large()),
        _ => from_reader(file),
    }
}

/// All that a reader gives, up to the limit.
pub(crate) fn from_reader(reader: impl Read) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    reader.take(limit().saturating_add(1)).read_to_end(&mut bytes).map_err(|error| unread(&error))?;
    if bytes.len() > MOST_BYTES { Err(too_large()) } else { Ok(bytes) }
}

fn limit() -> u64 {
    u64::try_from(MOST_BYTES).unwrap_or(u64::MAX)
}

fn unread(error: &io::Error) -> Problem {
    let (da, en) = match error.kind() {
        io::ErrorKind::NotFound => ("filen findes ikke".to_owned(), "the file does not exist".to_owned()),
        io::ErrorKind::PermissionDenied => {
            ("filen må ikke læses af dig".to_owned(), "you are not permitted to read the file".to_owned())
        }
        io::ErrorKind::IsADirectory => ("det er en mappe".to_owned(), "it is a folder".to_owned()),
        _ => (format!("filen kan ikke læses: {error}"), format!("the file cannot be read: {error}")),
    };
    unreadable(da, en).help("angiv en fil, som kan læses", "name a file that can be read")
}

fn unreadable(da: impl Into<String>, en: impl Into<String>) -> Problem {
    Problem::new(Code::Unreadable, da, en)
}

fn too_large() -> Problem {
    Problem::new(
        Code::TooLarge,
        format!("filen er større end grænsen på {} bytes", grouped(MOST_BYTES, '.')),
        format!("the file is larger than the limit of {} bytes", grouped(MOST_BYTES, ',')),
    )
    .help("del filen i flere", "split the file")
}

/// Files that people often take for CSV.
fn other_kind(bytes: &[u8]) -> Option<Problem> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    let problem = match () {
        () if starts(b"PK\x03\x04") || starts(b"\xd0\xcf\x11\xe0") => unreadable(
            "filen er en projektmappe fra et regneark, ikke CSV",
            "the file is a workbook of a spreadsheet, not CSV",
        ),
        () if starts(b"%PDF") => unreadable("filen er en PDF, ikke CSV", "the file is a PDF, not CSV"),
        () if bytes.strip_prefix(MARK).unwrap_or(bytes).trim_ascii_start().starts_with(b"<") => unreadable(
            "filen er HTML eller XML, hvad den end hedder, ikke CSV",
            "the file is HTML or XML, whatever its name, not CSV",
        ),
        () if starts(b"\xff\xfe") || starts(b"\xfe\xff") => {
            unreadable("filen er gemt som UTF-16", "the file is saved as UTF-16")
        }
        () => return None,
    };
    Some(problem.help("gem den som »CSV UTF-8« fra regnearket", "save it as \"CSV UTF-8\" from the spreadsheet"))
}

/// True for bytes that hold a Danish letter as UTF-8 writes it, which in Windows-1252 would be `Ã¦` and the like.
fn holds_utf8(bytes: &[u8]) -> bool {
    bytes.windows(2).any(|pair| matches!(pair, [0xc3, 0x85 | 0x86 | 0x98 | 0xa5 | 0xa6 | 0xb8]))
}

fn mixed(bytes: &[u8], valid: usize) -> Problem {
    let line = 1 + bytes.iter().take(valid).filter(|byte| **byte == b'\n').count();
    unreadable(
        format!("filen er skrevet i to tegnsæt: linje {line} er ikke UTF-8, men andre er"),
        format!("the file is written in two encodings: line {line} is not UTF-8, but others are"),
    )
    .help(
        "gem den igen som »CSV UTF-8«, og se æ, ø og å efter",
        "save it again as \"CSV UTF-8\", and look at æ, ø and å",
    )
}

fn not_utf8(bytes: &[u8], valid: usize) -> Problem {
    let line = 1 + bytes.iter().skip(MARK.len()).take(valid).filter(|byte| **byte == b'\n').count();
    unreadable(
        format!("filen er mærket som UTF-8, men linje {line} er ikke skrevet sådan"),
        format!("the file is marked as UTF-8, but line {line} is not written so"),
    )
    .help("gem filen igen som »CSV UTF-8«", "save the file again as \"CSV UTF-8\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        File::decode("f", bytes).unwrap().text
    }

    #[test]
    fn three_encodings_one_text() {
        assert_eq!(text("år".as_bytes()), "år");
        assert_eq!(text(b"\xef\xbb\xbf\xc3\xa5r"), "år");
        assert_eq!(text(b"\xe5r \x80"), "år €");
    }

    #[test]
    fn a_mark_binds() {
        let error = File::decode("f", b"\xef\xbb\xbfab\n\xe5r").unwrap_err();
        assert!(format!("{error:?}").contains("the file is marked as UTF-8, but line 2 is not written so"));
    }

    #[test]
    fn other_files_are_named() {
        for (bytes, word) in
            [(&b"PK\x03\x04"[..], "workbook"), (b"\xff\xfeo\0", "UTF-16"), (b"%PDF-1.7", "PDF"), (b"\n<html>", "HTML")]
        {
            assert!(format!("{:?}", File::decode("f", bytes).unwrap_err()).contains(word));
        }
    }

    #[test]
    fn places_count_characters() {
        let file = File { name: Arc::from("f"), text: "æ;b\nø;\"c\nd\";e\r\n".into() };
        let start = Start { byte: 5, line: 2 };
        let place = |span: Range<usize>| {
            let place = file.place(start, &span);
            (place.line, place.column, place.width, place.text)
        };
        assert_eq!(place(5..7), (2, 1, 1, "ø;\"c".into()));
        assert_eq!(place(8..13), (2, 3, 2, "ø;\"c".into()));
        assert_eq!(place(14..15), (3, 4, 1, "d\";e".into()));
        assert_eq!(place(99..100), (2, 1, 1, "ø;\"c".into()));
    }

    #[test]
    fn a_file_that_is_not_there() {
        let error = bytes(Path::new("/no/such/file.csv")).unwrap_err();
        assert!(format!("{error:?}").contains("the file does not exist"));
    }
}
