//! Notes on cells of XLS, and what is printed above and below each page.

use super::super::biff::Record;
use super::super::xlsx::printed;
use std::collections::BTreeMap;

/// The texts of drawn objects, of which some are notes that cells point to.
#[derive(Default)]
pub(super) struct Notes {
    object: Option<u16>,
    texts: BTreeMap<u16, String>,
}

impl Notes {
    /// The notes that a record gives, each with the row and column of its cell; what cannot be read is none.
    pub(super) fn of(&mut self, record: &Record<'_>) -> Vec<(u32, u32, String)> {
        match record.kind {
            0x0014 | 0x0015 => {
                let texts = printed(&record.text(0).unwrap_or_default());
                texts.into_iter().map(|text| (0, 0, text)).collect()
            }
            0x005d => {
                self.object = record.u16(6);
                Vec::new()
            }
            0x01b6 => {
                let text = record.u16(10).and_then(|length| record.reader(18).text(length, false));
                self.texts.extend(self.object.take().zip(text));
                Vec::new()
            }
            0x001c => self.note(record).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    fn note(&mut self, record: &Record<'_>) -> Option<(u32, u32, String)> {
        let text = self.texts.remove(&record.u16(6)?)?;
        Some((u32::from(record.u16(0)?) + 1, u32::from(record.u16(2)?) + 1, text))
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::biff::Records;
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
    }

    #[test]
    fn a_note_is_the_text_of_the_object_that_its_cell_points_to() {
        let text = [&[0; 10][..], &[5, 0], &[0; 6]].concat();
        let stream = [
            record(0x14, b"\x0b\0\0&Ci t.kr.&P"),
            record(0x5d, &[0x15, 0, 0x12, 0, 0x19, 0, 7, 0]),
            record(0x01b6, &text),
            record(0x3c, b"\0t.kr."),
            record(0x1c, &[2, 0, 3, 0, 0, 0, 7, 0]),
            record(0x1c, &[2, 0, 3, 0, 0, 0, 8, 0]),
        ];
        let stream = stream.concat();
        let mut notes = Notes::default();
        let found: Vec<_> = Records { rest: &stream }.flat_map(|record| notes.of(&record)).collect();
        assert_eq!(found, [(0, 0, "i t.kr.".to_owned()), (3, 4, "t.kr.".to_owned())]);
    }
}
