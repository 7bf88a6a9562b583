//! Names that a person may take for one: they differ in case, in blanks, in
//! zeros in front, in points between thousands or in how their letters are put together.

use super::build::Check;
use super::{Column, Row};
use crate::diag::{Code, Diagnostic};
use crate::text::Text;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// The names of one kind so far as they are compared, each with the row where it stands first.
#[derive(Debug, Default)]
pub(super) struct Alike(HashMap<String, (usize, Arc<str>)>);

impl Check<'_> {
    /// Tells of an id or a name that was met before in another form.
    pub(super) fn alike(&mut self, met: &mut Alike, column: Column, (number, name): (usize, &Arc<str>)) {
        let (first, other) = met.0.entry(folded(name)).or_insert_with(|| (number, Arc::clone(name))).clone();
        if other == *name {
            return;
        }
        let (what, kinds) = match column {
            Column::Offer => ("to tilbud", "two offers"),
            _ => ("to ydelser", "two tariffs"),
        };
        let told = |diagnostic: Diagnostic, first| {
            diagnostic.and(first, "det andet står her", "the other stands here").help(
                format!("skriv `{}` ens på alle rækker, hvis det er det samme", column.danish()),
                format!("write `{column}` alike on all rows if it is the same"),
            )
        };
        let diagnostic = if look_the_same(&other, name) {
            let message = Text::new(
                format!("`{name}` og `{other}` ser ens ud, men er skrevet med forskellige tegn og blev til {what}"),
                format!(
                    "`{name}` and `{other}` look the same but are written in different characters and became {kinds}"
                ),
            );
            let (place, first) = (self.place(number, column), self.place(first, column));
            told(Diagnostic::error(Code::AlikeNames, place, message), first)
        } else {
            let message = Text::new(
                format!("`{name}` og `{other}` er læst som {what}"),
                format!("`{name}` and `{other}` are read as {kinds}"),
            );
            let (place, first) = (self.warning_place(number, column), self.warning_place(first, column));
            told(Diagnostic::warning(Code::AlikeNames, place, message), first).note(
                "de adskiller sig kun ved mellemrum, store og små bogstaver, nuller foran eller punktum efter tusinder",
                "they differ in blanks, in capital and small letters, in zeros in front or in points after thousands only",
            )
        };
        self.push(diagnostic);
    }

    /// Tells of tariffs of an offer that are named alike.
    pub(super) fn alike_tariffs(&mut self, rows: &[(usize, &Row)]) {
        let (mut met, mut names) = (Alike::default(), HashSet::new());
        for (number, row) in rows {
            if let Some(name) = row.tariff_name.as_ref().filter(|name| names.insert(Arc::clone(name))) {
                self.alike(&mut met, Column::TariffName, (*number, name));
            }
        }
    }
}

/// A name as it is compared with others.
fn folded(name: &str) -> String {
    let folded: String = name.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let whole = if has_thousands(&folded) { folded.replace('.', "") } else { folded };
    let is_number = whole.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { whole.trim_start_matches('0').to_owned() } else { whole }
}

/// True for `1.234`, a number as a spreadsheet shows it.
fn has_thousands(name: &str) -> bool {
    let mut parts = name.split('.');
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let is_first = parts.next().is_some_and(|first| matches!(first.len(), 1..=3) && is_digits(first));
    let mut rest = parts.peekable();
    is_first && rest.peek().is_some() && rest.all(|part| part.len() == 3 && is_digits(part))
}

/// True for two names that look the same: no one can tell them apart who does not count their bytes.
fn look_the_same(a: &str, b: &str) -> bool {
    let seen = |name: &str| name.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    seen(a) == seen(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_the_same_is_alike() {
        for (a, b) in [("å", "a\u{30a}"), ("B 1", "B\u{a0}1"), ("B  1", " B 1")] {
            assert!(look_the_same(a, b) && folded(a) == folded(b), "{a} {b}");
        }
        for (a, b) in [("B1", "b1"), ("B 1", "B1"), ("Åkanden", "åkanden"), ("12", "0012"), ("1.234.567", "1234567")]
        {
            assert!(!look_the_same(a, b) && folded(a) == folded(b), "{a} {b}");
        }
        for (a, b) in [
            ("B1", "B01"),
            ("B1", "B-1"),
            ("12", "120"),
            ("å", "a"),
            ("å", "aa"),
            ("1.2", "12"),
            ("12.", "12"),
            ("1234.567", "1234567"),
        ] {
            assert_ne!(folded(a), folded(b));
        }
    }
}
