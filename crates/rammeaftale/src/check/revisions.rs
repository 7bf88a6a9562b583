//! Several revisions of one agreement: the newest as `<period>.toml`, an earlier one beside it as `<period>.r<number>.toml`.

use super::diags;
use super::file::Opened;
use crate::raw::{Table, Value};
use std::ops::Range;

/// The agreement that a path without its ending names, and the number of an earlier revision.
pub(super) fn named(stem: &str) -> (&str, Option<u32>) {
    let numbered = stem.rsplit_once(".r").and_then(|(agreement, digits)| {
        let number: u32 = digits.parse().ok()?;
        (number.to_string() == digits).then_some((agreement, Some(number)))
    });
    numbered.unwrap_or((stem, None))
}

/// An earlier revision is the one its file is named for, and earlier than the one it stands beside.
pub(super) fn check(files: &[Opened]) {
    for file in files.iter().filter(|file| file.is_agreement()) {
        let (agreement, Some(number)) = named(&file.stem) else { continue };
        let Some(newest) = files.iter().find(|other| other.stem == agreement) else {
            file.sink.push(diags::no_newest_revision(file.sink.place(&(0..0)), agreement, number));
            continue;
        };
        if let Some((found, span)) = revision(file).filter(|(found, _)| *found != number) {
            file.sink.push(diags::revision_not_path(file.sink.place(span), found, number));
        }
        if let Some((found, span)) = revision(newest).filter(|(found, _)| *found <= number) {
            let places = (newest.sink.place(span), file.sink.place(&(0..0)));
            newest.sink.push(diags::revision_not_newest(places.0, places.1, found, number));
        }
    }
}

fn revision(file: &Opened) -> Option<(u32, &Range<usize>)> {
    let node = &file.table().and_then(|table: &Table| table.table("agreement"))?.get("revision")?.value;
    match &node.value {
        Value::Number(digits) => Some((digits.parse().ok()?, &node.span)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn a_number_behind_the_period_is_an_earlier_revision() {
        assert_eq!(named("a/2030.r1"), ("a/2030", Some(1)));
        assert_eq!(named("a/2030.r12"), ("a/2030", Some(12)));
        for newest in ["a/2030", "a/2030.r", "a/2030.r01", "a/2030.r+1", "a/2030.rx", "a.r1/2030"] {
            assert_eq!(named(newest), (newest, None));
        }
    }
}
