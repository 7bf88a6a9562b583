//! The zip archive of a workbook, unpacked within limits before any of its parts is read.

use super::damaged;
use super::grid::too_large;
use crate::limits::MOST_UNPACKED;
use crate::mistake::Problem;
use rammeaftale::diag::Code;
use std::io::{BufReader, Cursor, Read, copy, sink};
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

pub(super) struct Container<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
}

/// One part of the archive, unpacked while it is read.
pub(super) type Part<'p, 'b> = BufReader<ZipFile<'p, Cursor<&'b [u8]>>>;

impl<'b> Container<'b> {
    /// Opens the archive. Its directory must promise no more than the limit, and its parts hold no more.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Container<'b>, Problem> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| cut_short())?;
        let limit = u64::try_from(MOST_UNPACKED).unwrap_or(u64::MAX);
        if zip.decompressed_size().is_some_and(|promised| promised > u128::from(limit)) {
            return Err(bomb());
        }
        let mut left = limit;
        for index in 0..zip.len() {
            let part = zip.by_index(index).map_err(|error| unopened(&error))?;
            let held = copy(&mut part.take(left.saturating_add(1)), &mut sink()).map_err(|_| cut_short())?;
            left = left.checked_sub(held).ok_or_else(bomb)?;
        }
        Ok(Container { zip })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// A part by its name; `None` where there is none.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part<'_, 'b>>, Problem> {
        match self.zip.by_name(name) {
            Ok(part) => Ok(Some(BufReader::new(part))),
            Err(ZipError::FileNotFound) => Ok(None),
            Err(error) => Err(unopened(&error)),
        }
    }
}

fn unopened(error: &ZipError) -> Problem {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => locked(),
        _ => cut_short(),
    }
}

/// A workbook that asks for a password.
pub(super) fn locked() -> Problem {
    Problem::new(Code::Unreadable, "projektmappen er låst med en adgangskode", "the workbook is locked with a password")
        .help("gem den uden adgangskode", "save it without a password")
}

fn cut_short() -> Problem {
    damaged("den er afkortet eller beskadiget", "it is cut short or damaged")
}

fn bomb() -> Problem {
    too_large("bytes, når den er pakket ud,", "bytes when unpacked", MOST_UNPACKED)
}
