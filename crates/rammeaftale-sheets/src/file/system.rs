//! Why the system refuses a file, in words of our own.

use rammeaftale::text::Text;
use std::io::{Error, ErrorKind};

/// Why the system refused a file: in our own words as far as there are some, else in the system's.
pub fn os_error(error: &Error) -> Text {
    let (da, en) = match error.kind() {
        ErrorKind::NotFound => ("den findes ikke", "it does not exist"),
        ErrorKind::PermissionDenied => ("der er ikke adgang til den", "access to it is denied"),
        ErrorKind::IsADirectory => ("det er en mappe", "it is a folder"),
        ErrorKind::NotADirectory => ("en del af stien er ikke en mappe", "a part of the path is not a folder"),
        ErrorKind::AlreadyExists => ("den er der allerede", "it is there already"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => ("der er ikke plads", "there is no room"),
        ErrorKind::ReadOnlyFilesystem => ("der kan kun læses, ikke skrives", "it can be read there, not written"),
        ErrorKind::FileTooLarge => ("den bliver for stor", "it becomes too large"),
        ErrorKind::InvalidFilename => ("navnet kan ikke bruges", "the name cannot be used"),
        _ => return Text::new(error.to_string(), error.to_string()),
    };
    Text::new(da, en)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_speaks_as_we_do_as_far_as_it_can() {
        let folder = std::env::temp_dir();
        let missing = std::fs::read(folder.join("no such file, no such folder")).unwrap_err();
        assert_eq!(os_error(&missing), Text::new("den findes ikke", "it does not exist"));
        let is_folder = std::fs::read(&folder).unwrap_err();
        assert_eq!(os_error(&is_folder).da, "det er en mappe");
        let kinds = [
            ErrorKind::NotFound,
            ErrorKind::PermissionDenied,
            ErrorKind::IsADirectory,
            ErrorKind::NotADirectory,
            ErrorKind::AlreadyExists,
            ErrorKind::StorageFull,
            ErrorKind::ReadOnlyFilesystem,
        ];
        for kind in kinds {
            let told = os_error(&kind.into());
            assert!(told.da != told.en && told.en != Error::from(kind).to_string(), "{kind}: {told:?}");
        }
        // What we have no words for is told in the system's.
        let told = os_error(&ErrorKind::TimedOut.into());
        assert_eq!(told.da, told.en);
    }
}
