//! XLS as Excel 97 to 2003 writes it, and spreadsheets since.
//!
//! Its numbers are binary fractions; they are written out in the fewest digits that name them and then read as those of
//! the other workbooks, without arithmetic on fractions.

mod notes;

use super::biff::{Record, Records, shortest};
use super::compound::{Compound, cut_short};
use super::container::locked;
use super::digits::{Unsure, danish};
use super::format::Format;
use super::grid::{Area, Grid, too_large};
use super::shown::number;
use super::strings::Strings;
use crate::file::lex::{Flaw, Held};
use crate::limits::MOST_UNPACKED;
use crate::mistake::Problem;
use notes::Notes;
use rammeaftale::diag::Code;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

pub(super) fn grids(file: &Arc<str>, bytes: &[u8]) -> Result<Vec<Grid>, Problem> {
    if bytes.len() > MOST_UNPACKED {
        return Err(too_large("bytes", "bytes", MOST_UNPACKED));
    }
    let compound = Compound::open(bytes)?;
    if compound.has("EncryptedPackage") {
        return Err(locked());
    }
    if !compound.has("Workbook") {
        return Err(other(compound.has("Book")));
    }
    let stream = compound.stream("Workbook")?;
    let book = Book::read(&stream)?;
    let sheets = book.sheets.iter().map(|sheet| sheet.grid(file, &book, &stream));
    sheets.collect()
}

fn other(is_old: bool) -> Problem {
    let problem = match is_old {
        true => Problem::new(
            Code::Unreadable,
            "projektmappen er fra Excel 95 eller før, som ikke læses",
            "the workbook is of Excel 95 or before, which is not read",
        ),
        false => Problem::new(
            Code::Unreadable,
            "filen er fra et Office-program, men ikke en projektmappe",
            "the file is of an Office program, but no workbook",
        ),
    };
    problem.help("gem den som XLSX fra regnearket", "save it as XLSX from the spreadsheet")
}

/// What all sheets share.
#[derive(Default)]
struct Book {
    sheets: Vec<Listed>,
    strings: Strings,
    codes: BTreeMap<u16, Format>,
    /// Whether each font strikes through.
    fonts: Vec<bool>,
    /// The format and the font of each style of cells.
    styles: Vec<(u16, u16)>,
    from_1904: bool,
}

struct Listed {
    name: String,
    start: usize,
    is_hidden: bool,
}

impl Book {
    fn read(stream: &[u8]) -> Result<Book, Problem> {
        let mut book = Book::default();
        for record in (Records { rest: stream }) {
            match record.kind {
                0x0809 if record.u16(0) != Some(0x0600) => return Err(other(true)),
                0x002f => return Err(locked()),
                0x000a => return Ok(book),
                _ => book.add(&record).ok_or_else(cut_short)?,
            }
        }
        Err(cut_short())
    }

    fn add(&mut self, record: &Record<'_>) -> Option<()> {
        match record.kind {
            0x0022 => self.from_1904 = record.u16(0)? == 1,
            0x0031 => self.fonts.push(record.u16(2)? & 8 != 0),
            0x00e0 => self.styles.push((record.u16(2)?, record.u16(0)?)),
            0x041e => drop(self.codes.insert(record.u16(0)?, Format::of(&record.text(2)?))),
            // Worksheets only: neither charts nor macros.
            0x0085 if record.u8(5)? == 0 => self.sheets.push(Listed {
                name: record.short_text(6)?,
                start: usize::try_from(record.u32(0)?).ok()?,
                is_hidden: record.u8(4)? & 3 != 0,
            }),
            0x00fc => {
                let mut reader = record.reader(8);
                for _ in 0..record.u32(4)? {
                    let length = reader.u16()?;
                    let text = reader.text(length, true)?;
                    let is_struck = std::mem::take(&mut reader.fonts).into_iter().any(|font| self.strikes(font));
                    self.strings.push(&text, is_struck);
                }
            }
            _ => {}
        }
        Some(())
    }

    fn format(&self, style: u16) -> Format {
        let (id, _) = self.styles.get(usize::from(style)).copied().unwrap_or_default();
        self.codes.get(&id).copied().unwrap_or_else(|| Format::builtin(id.into()))
    }

    /// True for a font that strikes through; there is none of number 4.
    fn strikes(&self, font: u16) -> bool {
        self.fonts.get(usize::from(font - u16::from(font > 4))).copied().unwrap_or_default()
    }

    /// True for a cell of which the style or a part of the shared text strikes through.
    fn is_struck(&self, style: u16, text: Option<u32>) -> bool {
        let is_struck = |text| usize::try_from(text).is_ok_and(|text| self.strings.is_struck(text));
        self.styles.get(usize::from(style)).is_some_and(|(_, font)| self.strikes(*font)) || text.is_some_and(is_struck)
    }
}

impl Listed {
    fn grid(&self, file: &Arc<str>, book: &Book, stream: &[u8]) -> Result<Grid, Problem> {
        let mut reader = Reader { book, grid: Grid::new(file, &self.name), formula: None, notes: Notes::default() };
        reader.grid.marks.is_hidden = self.is_hidden;
        let mut depth = 0_usize;
        for record in (Records { rest: stream.get(self.start..).ok_or_else(cut_short)? }) {
            match record.kind {
                0x0809 => depth += 1,
                // Charts within the sheet have records of their own.
                0x000a if depth > 1 => depth -= 1,
                0x000a => return Ok(reader.grid.finished()),
                _ if depth > 1 => {}
                _ => reader.record(&record)?.ok_or_else(cut_short)?,
            }
        }
        Err(cut_short())
    }
}

struct Reader<'b> {
    book: &'b Book,
    grid: Grid,
    /// The cell whose formula gave a text, which stands in the next record.
    formula: Option<(u32, u32)>,
    notes: Notes,
}

impl Reader<'_> {
    fn record(&mut self, record: &Record<'_>) -> Result<Option<()>, Problem> {
        match record.kind {
            0x0207 => match self.formula.take().zip(record.text(0)) {
                Some(((row, column), text)) => self.grid.push(row, column, &text, Held::Text).map(Some),
                None => Ok(Some(())),
            },
            0x0203 | 0x0204 | 0x0205 | 0x0006 | 0x00bd | 0x00fd | 0x027e => match self.cells(record) {
                None => Ok(None),
                Some(cells) => {
                    for (row, column, (text, held)) in cells {
                        self.grid.push(row, column, &text, held)?;
                    }
                    Ok(Some(()))
                }
            },
            _ => Ok(self.mark(record)),
        }
    }

    /// The cells of a record; `None` where it is cut short.
    fn cells(&mut self, record: &Record<'_>) -> Option<Vec<(u32, u32, Value)>> {
        let (row, column) = (u32::from(record.u16(0)?) + 1, u32::from(record.u16(2)?) + 1);
        let count = if record.kind == 0x00bd { record.bytes().len().checked_sub(6)? / 6 } else { 1 };
        for (column, index) in (column..).zip(0..count) {
            let text = record.u32(6).filter(|_| record.kind == 0x00fd);
            let is_struck = self.book.is_struck(record.u16(4 + index * 6)?, text);
            self.grid.marks.struck.extend(is_struck.then_some((row, column)));
        }
        let format = self.book.format(record.u16(4)?);
        let number = |text: &str| number(text, format, self.book.from_1904);
        let value = match record.kind {
            0x0203 => number(&record.fraction(6)?),
            0x027e => self.compact(record, 4)?,
            0x00fd => (self.book.strings.get(usize::try_from(record.u32(6)?).ok()?)?.to_owned(), Held::Text),
            0x0204 => (record.text(6)?, Held::Text),
            0x0205 => named(record.u8(6)?, record.u8(7)? != 0),
            0x0006 if record.u16(12)? == 0xffff => match record.u8(6)? {
                0 => {
                    self.formula = Some((row, column));
                    return Some(Vec::new());
                }
                kind @ (1 | 2) => named(record.u8(8)?, kind == 2),
                // An empty text, or the formula of a program that does not calculate: the two are written alike.
                _ => ("=".to_owned(), Held::Flawed(Flaw::Formula)),
            },
            // Left to be calculated by whoever opens the workbook.
            0x0006 if record.u16(14)? & 2 != 0 && record.fraction(6)? == "0" => {
                ("=".to_owned(), Held::Flawed(Flaw::Formula))
            }
            0x0006 => number(&record.fraction(6)?),
            _ => {
                let cell = |(column, index)| Some((row, column, self.compact(record, 4 + index * 6)?));
                return (column..).zip(0..count).map(cell).collect();
            }
        };
        Some(vec![(row, column, value)])
    }

    /// A number in four bytes: a whole number or the upper half of a binary fraction, perhaps a hundredfold.
    fn compact(&self, record: &Record<'_>, at: usize) -> Option<Value> {
        let (format, bits) = (self.book.format(record.u16(at)?), record.u32(at + 2)?);
        let text = match bits & 2 != 0 {
            true => (bits.cast_signed() >> 2).to_string(),
            false => shortest((u64::from(bits & !3) << 32).to_le_bytes()),
        };
        let text = match danish(&text, -2) {
            Ok(hundredth) if bits & 1 != 0 => hundredth.replace(',', "."),
            Err(Unsure::NotANumber) => return None,
            _ => text,
        };
        Some(number(&text, format, self.book.from_1904))
    }

    fn mark(&mut self, record: &Record<'_>) -> Option<()> {
        let marks = &mut self.grid.marks;
        marks.notes.extend(self.notes.of(record));
        match record.kind {
            0x0208 if record.u16(12)? & 0x20 != 0 => marks.hidden_rows.push(span(record, 0, 0)?),
            0x007d if record.u16(8)? & 1 != 0 => marks.hidden_columns.push(span(record, 0, 2)?),
            0x00e5 => {
                for index in 0..usize::from(record.u16(0)?) {
                    let at = 2 + index * 8;
                    marks.merged.push(Area { rows: span(record, at, at + 2)?, columns: span(record, at + 4, at + 6)? });
                }
            }
            _ => {}
        }
        Some(())
    }
}

type Value = (String, Held);

/// Rows or columns, which the file counts from 0.
fn span(record: &Record<'_>, first: usize, last: usize) -> Option<RangeInclusive<u32>> {
    Some(u32::from(record.u16(first)?) + 1..=u32::from(record.u16(last)?) + 1)
}

fn named(code: u8, is_error: bool) -> Value {
    let error = match code {
        _ if !is_error => return ((if code == 0 { "FALSK" } else { "SAND" }).to_owned(), Held::Text),
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        0x2a => "#N/A",
        _ => "#?",
    };
    (error.to_owned(), Held::Flawed(Flaw::Error))
}
