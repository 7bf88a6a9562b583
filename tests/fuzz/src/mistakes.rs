//! What must hold of every mistake, whatever the file.

use rammeaftale::Lang;
use rammeaftale::diag::{Diagnostic, Place, render_all};

/// Each can be drawn in both languages, and each place in `file` lies in its text, at whole characters.
pub(crate) fn check(mistakes: &[Diagnostic], file: &str, text: Option<&str>) {
    for lang in [Lang::Da, Lang::En] {
        assert!(!render_all(mistakes, lang).is_empty());
    }
    let places = mistakes.iter().flat_map(|mistake| &mistake.labels).map(|label| &label.place);
    for place in places.filter(|place| *place.file == *file) {
        lies_in(place, text);
    }
}

fn lies_in(place: &Place, text: Option<&str>) {
    if place.line == 0 {
        return;
    }
    if let Some(text) = text {
        let line = text.split('\n').nth(place.line - 1).unwrap_or_else(|| panic!("no such line: {place}"));
        // A line too long to be shown is left out.
        assert!(place.text.is_empty() || place.text == line.trim_end_matches('\r'), "not that line: {place:?}");
        assert!((1..=line.chars().count() + 1).contains(&place.column), "not in the line: {place:?}");
    }
    let end = place.column - 1 + place.width;
    let length = place.text.chars().count();
    assert!(place.width == 1 || place.text.is_empty() || end <= length, "beyond the line: {place:?}");
}
