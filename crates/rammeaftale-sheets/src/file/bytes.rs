//! A file's bytes, read in pieces and more than once: a file on disk is never held.

use super::system::os_error;
use crate::limits::{MOST_BYTES, grouped};
use crate::mistake::Problem;
use rammeaftale::diag::Code;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// Where the bytes are.
#[derive(Clone, Debug)]
pub(crate) enum Bytes {
    Held(Arc<[u8]>),
    /// The file and its length.
    OnDisk(Arc<Mutex<File>>, usize),
}

impl Bytes {
    /// The bytes of a file. What is no file on a disk, such as a pipe, is held.
    pub(crate) fn open(path: &Path) -> Result<Bytes, Problem> {
        let file = File::open(path).map_err(|error| unread(&error))?;
        match file.metadata() {
            Ok(metadata) if metadata.is_file() && metadata.len() > 0 => {
                let length = usize::try_from(metadata.len()).map_err(|_| too_large(MOST_BYTES))?;
                Ok(Bytes::OnDisk(Arc::new(Mutex::new(file)), length))
            }
            _ => Bytes::from_reader(file),
        }
    }

    /// All that a reader gives, up to the limit.
    pub(crate) fn from_reader(reader: impl Read) -> Result<Bytes, Problem> {
        let mut bytes = Vec::new();
        reader.take(limit().saturating_add(1)).read_to_end(&mut bytes).map_err(|error| unread(&error))?;
        if bytes.len() > MOST_BYTES { Err(too_large(MOST_BYTES)) } else { Ok(Bytes::Held(bytes.into())) }
    }

    /// At most so many bytes from here on; fewer only at the end.
    pub(crate) fn piece(&self, from: usize, most: usize) -> Result<Vec<u8>, Problem> {
        match self {
            Bytes::Held(bytes) => Ok(bytes.iter().skip(from).take(most).copied().collect()),
            Bytes::OnDisk(file, length) => {
                let most = most.min(length.saturating_sub(from));
                let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                let mut piece = Vec::with_capacity(most);
                let read = file
                    .seek(SeekFrom::Start(u64::try_from(from).unwrap_or(u64::MAX)))
                    .and_then(|_| (&mut *file).take(u64::try_from(most).unwrap_or(u64::MAX)).read_to_end(&mut piece));
                read.map(|_| piece).map_err(|error| unread(&error))
            }
        }
    }

    /// All of them, up to the limit.
    #[cfg(feature = "workbooks")]
    pub(crate) fn whole(&self) -> Result<Arc<[u8]>, Problem> {
        match self {
            Bytes::Held(bytes) if bytes.len() <= MOST_BYTES => Ok(Arc::clone(bytes)),
            Bytes::OnDisk(_, length) if *length <= MOST_BYTES => self.piece(0, *length).map(Arc::from),
            Bytes::Held(_) | Bytes::OnDisk(..) => Err(too_large(MOST_BYTES)),
        }
    }
}

fn limit() -> u64 {
    u64::try_from(MOST_BYTES).unwrap_or(u64::MAX)
}

fn unread(error: &io::Error) -> Problem {
    let why = os_error(error);
    Problem::new(
        Code::Unreadable,
        format!("filen kan ikke læses: {}", why.da),
        format!("the file cannot be read: {}", why.en),
    )
    .help("angiv en fil, som kan læses", "name a file that can be read")
}

/// A file of more bytes than a limit.
pub(crate) fn too_large(limit: usize) -> Problem {
    Problem::new(
        Code::TooLarge,
        format!("filen er større end grænsen på {} bytes", grouped(limit, '.')),
        format!("the file is larger than the limit of {} bytes", grouped(limit, ',')),
    )
    .help("del filen i flere", "split the file")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_not_there() {
        let error = Bytes::open(Path::new("/no/such/file.csv")).unwrap_err();
        assert!(format!("{error:?}").contains("the file cannot be read: it does not exist"));
    }

    #[test]
    fn a_file_is_read_in_pieces_as_bytes_are() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let held = Bytes::Held(std::fs::read(&path).unwrap().into());
        let on_disk = Bytes::open(&path).unwrap();
        assert!(matches!(on_disk, Bytes::OnDisk(..)));
        for (from, most) in [(0, 10), (7, 100), (3, usize::MAX), (1 << 20, 5)] {
            assert_eq!(held.piece(from, most).unwrap(), on_disk.piece(from, most).unwrap());
        }
        #[cfg(feature = "workbooks")]
        assert_eq!(held.whole().unwrap(), on_disk.whole().unwrap());
    }
}
