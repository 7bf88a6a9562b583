//! Places in a text.

use crate::limits::LONGEST_SHOWN_LINE;
use crate::mistake::Problem;
use rammeaftale::diag::{Code, Diagnostic, Place};
use std::ops::Range;
use std::sync::Arc;

/// Some lines of a file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lines<'t> {
    pub(crate) name: &'t Arc<str>,
    pub(crate) text: &'t str,
    /// The number of the first.
    pub(crate) line: usize,
}

impl<'t> Lines<'t> {
    /// The place of a span of bytes in the text.
    pub(crate) fn place(&self, span: &Range<usize>) -> Place {
        let before = self.text.get(..span.start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = self.line_from(line_start);
        let line_end = line_start + line.len();
        let count = |from: usize, to: usize| self.text.get(from..to).map_or(0, |text| text.chars().count());
        Place {
            file: Arc::clone(self.name),
            sheet: None,
            line: self.line + before.matches('\n').count(),
            column: count(line_start, span.start) + 1,
            width: count(span.start, span.end.min(line_end)).max(1),
            text: if line.len() > LONGEST_SHOWN_LINE { String::new() } else { line.to_owned() },
        }
    }

    /// The place of the whole first line.
    pub(crate) fn first(&self) -> Place {
        let line = self.line_from(0);
        let from = line.len() - line.trim_start().len();
        self.place(&(from..from + line.trim().len()))
    }

    fn line_from(&self, from: usize) -> &'t str {
        let rest = self.text.get(from..).unwrap_or_default();
        rest.split('\n').next().unwrap_or_default().trim_end_matches('\r')
    }
}

/// A file that is not what its notation says.
pub(crate) fn syntax(lines: &Lines<'_>, span: &Range<usize>, notation: &str, message: &str) -> Diagnostic {
    let message = message.replace('\n', ", ");
    Problem::new(
        Code::Syntax,
        format!("filen er ikke gyldig {notation}: {message}"),
        format!("not valid {notation}: {message}"),
    )
    .help("ret filen på dette sted", "mend the file at this place")
    .at(lines.place(span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters() {
        let name = Arc::from("f");
        let lines = Lines { name: &name, text: "ø;\"c\nd\";e\r\n", line: 2 };
        let place = |span: Range<usize>| {
            let place = lines.place(&span);
            (place.line, place.column, place.width, place.text)
        };
        assert_eq!(place(0..2), (2, 1, 1, "ø;\"c".into()));
        assert_eq!(place(3..8), (2, 3, 2, "ø;\"c".into()));
        assert_eq!(place(9..10), (3, 4, 1, "d\";e".into()));
        assert_eq!(place(99..100), (2, 1, 1, "ø;\"c".into()));
    }
}
