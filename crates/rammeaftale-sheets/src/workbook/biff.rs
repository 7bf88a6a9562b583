//! The records of XLS (BIFF8): a number, a length, and bytes that may go on in the records behind.

use super::compound::{u16_at, u32_at};

/// One record with those that continue it.
pub(super) struct Record<'s> {
    pub(super) kind: u16,
    parts: Vec<&'s [u8]>,
}

/// The records of a stream from some byte on.
pub(super) struct Records<'s> {
    pub(super) rest: &'s [u8],
}

const CONTINUE: u16 = 0x3c;

impl<'s> Records<'s> {
    fn part(&mut self) -> Option<(u16, &'s [u8])> {
        let length = usize::from(u16_at(self.rest, 2)?);
        let (kind, data) = (u16_at(self.rest, 0)?, self.rest.get(4..length.checked_add(4)?)?);
        self.rest = self.rest.get(length + 4..)?;
        Some((kind, data))
    }
}

impl<'s> Iterator for Records<'s> {
    type Item = Record<'s>;

    fn next(&mut self) -> Option<Record<'s>> {
        let (kind, data) = self.part()?;
        let mut parts = vec![data];
        while u16_at(self.rest, 0) == Some(CONTINUE) {
            parts.push(self.part()?.1);
        }
        Some(Record { kind, parts })
    }
}

impl<'s> Record<'s> {
    pub(super) fn bytes(&self) -> &'s [u8] {
        self.parts.first().copied().unwrap_or_default()
    }

    pub(super) fn u16(&self, at: usize) -> Option<u16> {
        u16_at(self.bytes(), at)
    }

    pub(super) fn u32(&self, at: usize) -> Option<u32> {
        u32_at(self.bytes(), at)
    }

    pub(super) fn u8(&self, at: usize) -> Option<u8> {
        self.bytes().get(at).copied()
    }

    /// A binary fraction, as text of the fewest digits that name it.
    pub(super) fn fraction(&self, at: usize) -> Option<String> {
        Some(shortest(*self.bytes().get(at..)?.first_chunk()?))
    }

    /// A text whose length stands at an offset, in two bytes.
    pub(super) fn text(&self, at: usize) -> Option<String> {
        let mut reader = self.reader(at);
        let length = reader.u16()?;
        reader.text(length, false)
    }

    /// A text whose length stands at an offset, in one byte.
    pub(super) fn short_text(&self, at: usize) -> Option<String> {
        let mut reader = self.reader(at);
        let length = reader.byte()?;
        reader.text(length.into(), false)
    }

    pub(super) fn reader(&self, at: usize) -> Reader<'_> {
        Reader { parts: &self.parts, at, fonts: Vec::new() }
    }
}

pub(super) fn shortest(bytes: [u8; 8]) -> String {
    format!("{:e}", f64::from_le_bytes(bytes))
}

/// The bytes of a record, read across the records that continue it.
pub(super) struct Reader<'r> {
    parts: &'r [&'r [u8]],
    at: usize,
    /// The fonts of parts of the shared texts so far.
    pub(super) fonts: Vec<u16>,
}

impl Reader<'_> {
    pub(super) fn byte(&mut self) -> Option<u8> {
        while self.parts.first()?.len() <= self.at {
            self.at = 0;
            self.parts = self.parts.get(1..)?;
        }
        self.at += 1;
        self.parts.first()?.get(self.at - 1).copied()
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn u32(&mut self) -> Option<u32> {
        Some(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    /// Flags, then characters of one or two bytes; a record that continues the text begins with flags of its own.
    /// A text among the shared ones has more behind its flags, and behind itself.
    pub(super) fn text(&mut self, length: u16, shared: bool) -> Option<String> {
        let flags = self.byte()?;
        let runs = if shared && flags & 8 != 0 { self.u16()? } else { 0 };
        let spoken = if shared && flags & 4 != 0 { self.u32()? } else { 0 };
        let mut is_wide = flags & 1 != 0;
        let mut units = Vec::new();
        for _ in 0..length {
            if self.parts.first()?.len() <= self.at {
                is_wide = self.byte()? & 1 != 0;
            }
            units.push(if is_wide { self.u16()? } else { self.byte()?.into() });
        }
        for _ in 0..runs {
            let (start, font) = (self.u16()?, self.u16()?);
            self.fonts.extend((start < length).then_some(font));
        }
        for _ in 0..spoken {
            self.byte()?;
        }
        Some(String::from_utf16_lossy(&units))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_goes_on_in_the_next_record() {
        let stream = b"\xfc\0\x06\0\x04\0\x00abc\x3c\0\x07\0\x01\xe6\0\x02\0\x00x\x0a\0\0\0";
        let records: Vec<Record<'_>> = Records { rest: stream }.collect();
        assert_eq!(records.iter().map(|record| record.kind).collect::<Vec<_>>(), [0xfc, 0x0a]);
        let mut reader = records[0].reader(0);
        let length = reader.u16().unwrap();
        assert_eq!(reader.text(length, true).as_deref(), Some("abcæ"));
        assert_eq!(records[0].text(0).as_deref(), Some("abcæ"));
        let cut = Records { rest: &stream[..12] };
        assert_eq!(cut.count(), 0, "a record that ends before it should is none");
    }
}
