//! The compound file in which older spreadsheets keep their streams: a small file system of sectors.

use super::damaged;
use crate::mistake::Problem;

/// Sectors that end a chain or hold none.
const NO_SECTOR: u32 = 0xffff_fffa;
/// Streams shorter than this lie in small sectors of their own.
const SMALL_STREAM: usize = 4096;
const SMALL_SECTOR: usize = 64;

pub(super) struct Compound<'b> {
    bytes: &'b [u8],
    sector: usize,
    next: Vec<u32>,
    next_small: Vec<u32>,
    small: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u32,
    length: usize,
}

impl<'b> Compound<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Compound<'b>, Problem> {
        Compound::read(bytes).ok_or_else(cut_short)
    }

    fn read(bytes: &'b [u8]) -> Option<Compound<'b>> {
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut file = Compound {
            bytes,
            sector,
            next: Vec::new(),
            next_small: Vec::new(),
            small: Vec::new(),
            entries: Vec::new(),
        };
        file.next = file.table(numbers(bytes.get(76..512)?))?;
        let directory = file.chain(u32_at(bytes, 48)?)?;
        file.entries = directory.chunks_exact(128).filter_map(Entry::read).collect();
        file.next_small = numbers(&file.chain(u32_at(bytes, 60)?)?);
        file.small = file.chain(file.entries.first()?.start)?;
        Some(file)
    }

    /// The table of what follows each sector, which itself lies in the sectors that `listed` begins to name.
    fn table(&self, mut listed: Vec<u32>) -> Option<Vec<u32>> {
        let mut more = u32_at(self.bytes, 68)?;
        let mut left = self.bytes.len() / self.sector;
        while more < NO_SECTOR {
            left = left.checked_sub(1)?;
            let mut numbers = numbers(self.sector(more)?);
            more = numbers.pop()?;
            listed.extend(numbers);
        }
        let mut next = Vec::new();
        for number in listed.into_iter().filter(|number| *number < NO_SECTOR) {
            next.extend(numbers(self.sector(number)?));
        }
        Some(next)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name == name)
    }

    pub(super) fn stream(&self, name: &str) -> Result<Vec<u8>, Problem> {
        let read = || {
            let entry = self.entries.iter().find(|entry| entry.name == name)?;
            let mut bytes = match entry.length < SMALL_STREAM {
                true => self.small_chain(entry.start)?,
                false => self.chain(entry.start)?,
            };
            bytes.truncate(entry.length);
            (bytes.len() == entry.length).then_some(bytes)
        };
        read().ok_or_else(cut_short)
    }

    /// The last sector of a file may be short.
    fn sector(&self, number: u32) -> Option<&'b [u8]> {
        let from = usize::try_from(number).ok()?.checked_add(1)?.checked_mul(self.sector)?;
        self.bytes.get(from..from.checked_add(self.sector)?.min(self.bytes.len()))
    }

    fn chain(&self, first: u32) -> Option<Vec<u8>> {
        linked(first, &self.next, |number| self.sector(number))
    }

    fn small_chain(&self, first: u32) -> Option<Vec<u8>> {
        linked(first, &self.next_small, |number| {
            let from = usize::try_from(number).ok()?.checked_mul(SMALL_SECTOR)?;
            self.small.get(from..from.checked_add(SMALL_SECTOR)?)
        })
    }
}

/// The sectors of a chain; `None` where it leaves the file or goes round.
fn linked<'s>(first: u32, next: &[u32], sector: impl Fn(u32) -> Option<&'s [u8]>) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut at = first;
    let mut left = next.len();
    while at < NO_SECTOR {
        left = left.checked_sub(1)?;
        out.extend_from_slice(sector(at)?);
        at = *next.get(usize::try_from(at).ok()?)?;
    }
    Some(out)
}

impl Entry {
    fn read(bytes: &[u8]) -> Option<Entry> {
        let length = usize::from(u16_at(bytes, 64)?).checked_sub(2)?;
        let units: Vec<u16> = bytes.get(..length)?.chunks_exact(2).filter_map(|unit| u16_at(unit, 0)).collect();
        let name = String::from_utf16_lossy(&units);
        Some(Entry { name, start: u32_at(bytes, 116)?, length: usize::try_from(u32_at(bytes, 120)?).ok()? })
    }
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).filter_map(|four| u32_at(four, 0)).collect()
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

pub(super) fn cut_short() -> Problem {
    damaged("den er afkortet eller beskadiget", "it is cut short or damaged")
}
