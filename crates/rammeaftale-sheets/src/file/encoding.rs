//! Which encoding a text is in: all of its bytes tell, so that what is valid up to some line and then is not is told.

use super::bytes::Bytes;
use crate::limits::BEGINNING;
use crate::mistake::Problem;
use rammeaftale::diag::Code;
use std::borrow::Cow;

/// The byte order mark of UTF-8.
pub(crate) const MARK: &[u8] = b"\xef\xbb\xbf";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8 { is_marked: bool },
    Windows1252,
}

impl Encoding {
    /// UTF-8 with or without a byte order mark, else Windows-1252; and whether lines end in a carriage return only. So
    /// many bytes are looked at at a time.
    pub(crate) fn of(bytes: &Bytes, piece: usize) -> Result<(Encoding, bool), Problem> {
        let beginning = bytes.piece(0, BEGINNING)?;
        if let Some(problem) = other_kind(&beginning) {
            return Err(problem);
        }
        let is_marked = beginning.starts_with(MARK);
        let scan = Scan::of(bytes, if is_marked { MARK.len() } else { 0 }, piece)?;
        let encoding = match scan.broken {
            None => Encoding::Utf8 { is_marked },
            Some(line) if is_marked => return Err(not_utf8(line)),
            Some(line) if scan.holds_utf8 => return Err(mixed(line)),
            Some(_) => Encoding::Windows1252,
        };
        Ok((encoding, !scan.has_line_feed))
    }
}

/// The letters of 0x80 to 0x9f; the five that have none are the control characters of their number, as browsers read them.
const LETTERS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', //
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text of some bytes in Windows-1252.
pub(crate) fn windows_1252(bytes: &[u8]) -> String {
    let letter = |byte: u8| byte.checked_sub(0x80).and_then(|at| LETTERS.get(usize::from(at)).copied());
    bytes.iter().map(|byte| letter(*byte).unwrap_or(char::from(*byte))).collect()
}

/// What all bytes of a file tell of its encoding.
#[derive(Default)]
struct Scan {
    /// The first line that is not UTF-8.
    broken: Option<usize>,
    /// Danish letters as UTF-8 writes them, which in Windows-1252 would be `Ã¦` and the like.
    holds_utf8: bool,
    has_line_feed: bool,
}

impl Scan {
    fn of(bytes: &Bytes, from: usize, size: usize) -> Result<Scan, Problem> {
        let (mut scan, mut from, mut line) = (Scan::default(), from, 1);
        loop {
            let piece = bytes.piece(from, size)?;
            let is_last = piece.len() < size;
            let lines = |end: usize| piece.iter().take(end).filter(|byte| **byte == b'\n').count();
            let mut read = piece.len();
            match std::str::from_utf8(&piece) {
                _ if scan.broken.is_some() => {}
                Err(error) if error.error_len().is_some() || is_last => {
                    scan.broken = Some(line + lines(error.valid_up_to()));
                }
                Err(error) => read = error.valid_up_to(),
                Ok(_) => {}
            }
            line += lines(read);
            scan.has_line_feed |= piece.contains(&b'\n');
            scan.holds_utf8 |= piece.windows(2).any(is_danish);
            if is_last {
                return Ok(scan);
            }
            // The two bytes of a letter may stand in two pieces.
            from += if scan.broken.is_some() { read - 1 } else { read };
        }
    }
}

fn is_danish(pair: &[u8]) -> bool {
    matches!(pair, [0xc3, 0x85 | 0x86 | 0x98 | 0xa5 | 0xa6 | 0xb8])
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

fn unreadable(da: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Problem {
    Problem::new(Code::Unreadable, da, en)
}

fn mixed(line: usize) -> Problem {
    unreadable(
        format!("filen er skrevet i to tegnsæt: linje {line} er ikke UTF-8, men andre er"),
        format!("the file is written in two encodings: line {line} is not UTF-8, but others are"),
    )
    .help(
        "gem den igen som »CSV UTF-8«, og se æ, ø og å efter",
        "save it again as \"CSV UTF-8\", and look at æ, ø and å",
    )
}

fn not_utf8(line: usize) -> Problem {
    unreadable(
        format!("filen er mærket som UTF-8, men linje {line} er ikke skrevet sådan"),
        format!("the file is marked as UTF-8, but line {line} is not written so"),
    )
    .help("gem filen igen som »CSV UTF-8«", "save the file again as \"CSV UTF-8\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(bytes: &[u8]) -> String {
        let told =
            [100, 4, 5].map(|piece| format!("{:?}", Encoding::of(&Bytes::Held(bytes.into()), piece).unwrap_err()));
        assert!(told.iter().all(|one| *one == told[0]), "{told:?}");
        told[0].clone()
    }

    #[test]
    fn every_byte_is_a_letter_of_windows_1252() {
        let bytes: Vec<u8> = (0..=255).collect();
        assert_eq!(windows_1252(&bytes), encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes).0);
    }

    #[test]
    fn a_mark_binds() {
        let told = refusal(b"\xef\xbb\xbfab\n\xe5r");
        assert!(told.contains("the file is marked as UTF-8, but line 2 is not written so"), "{told}");
    }

    #[test]
    fn an_encoding_that_turns_out_otherwise_is_told_with_its_line() {
        for bytes in [&b"abc\nd\xe5r\nabcdef\xc3\xa5"[..], b"abcdef\xc3\xa5\nab\xe5r", b"ab\xc3\xa5\n\xc3"] {
            let told = refusal(bytes);
            assert!(told.contains("in two encodings: line 2 is not UTF-8"), "{told}");
        }
    }

    #[test]
    fn other_files_are_named() {
        for (bytes, word) in
            [(&b"PK\x03\x04"[..], "workbook"), (b"\xff\xfeo\0", "UTF-16"), (b"%PDF-1.7", "PDF"), (b"\n<html>", "HTML")]
        {
            assert!(refusal(bytes).contains(word));
        }
    }
}
