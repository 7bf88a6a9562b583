//! Records in JSON: a list of objects, an object with the list `rows`, or objects one after the other, of which one at a
//! time is held.
//!
//! Read as raw values that borrow from the text: numbers keep their digits, and each value knows its place.

use super::{Field, Record, Scalar, Take, not_a_record, unknown_key};
use crate::file::lex::Start;
use crate::file::lines::Lines;
use crate::file::lines::syntax;
use crate::file::text::{Text, Window};
use crate::limits::{LONGEST_CELL, MOST_COLUMNS, MOST_JSON, grouped};
use crate::mistake::{Mistakes, Problem};
use crate::table::too_many_cells;
use rammeaftale::diag::{Code, Diagnostic, Place};
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;
use std::ops::{ControlFlow, Range};

pub(crate) fn records(text: &Text, mistakes: &mut Mistakes, take: &mut Take<'_>) -> Result<(), Problem> {
    let mut window = text.window(text.start(), MOST_JSON);
    let mut from = 0;
    loop {
        let found = next(&mut window, from)?;
        let lines = Lines { name: &text.name, text: window.rest(), line: window.at().line };
        let end = match found {
            Next::Nothing => return Ok(()),
            Next::Broken(error) => {
                mistakes.push(broken(&lines, from, &error));
                return Ok(());
            }
            Next::Value(end) => end,
        };
        let mut reader = Reader { text, lines, mistakes, take, passed: (0, window.at()) };
        let raw = lines.text.get(from..end).and_then(|value| serde_json::from_str(value).ok());
        if raw.is_some_and(|raw| reader.top(raw).is_break()) {
            return Ok(());
        }
        // The line on which a value ends is shown whole beside a mistake in the next.
        let line = lines.text.get(..end).and_then(|passed| passed.rfind('\n')).map_or(0, |at| at + 1);
        window.advance(line);
        from = end - line;
    }
}

/// The place of the value whose key `is_it`, in the record that begins at `start`; of the record where there is none.
pub(crate) fn place(text: &Text, start: Start, is_it: impl Fn(&str) -> bool) -> Result<Place, Problem> {
    let line = text.line_start(start.byte)?;
    let mut window = text.window(Start { byte: line, line: start.line }, usize::MAX);
    let from = loop {
        match text.length(window.rest(), start.byte - line) {
            Some(from) => break from,
            None if window.is_last() => return Ok(Place::file(&text.name)),
            None => window.grow()?,
        }
    };
    let end = if let Next::Value(end) = next(&mut window, from)? { end } else { from + 1 };
    let lines = Lines { name: &text.name, text: window.rest(), line: start.line };
    let entries = lines.text.get(from..end).and_then(|value| serde_json::from_str::<Entries<'_>>(value).ok());
    let is_it = |key: &RawValue| serde_json::from_str::<String>(key.get()).is_ok_and(|key| is_it(&key));
    let found = entries.and_then(|entries| entries.0.into_iter().find(|(key, _)| is_it(key)));
    Ok(lines.place(&found.map_or(from..from + 1, |(_, value)| span(lines.text, value))))
}

enum Next {
    Nothing,
    /// It ends here.
    Value(usize),
    Broken(serde_json::Error),
}

/// The next value; the window grows until that and the line on which it ends are whole.
fn next(window: &mut Window<'_>, from: usize) -> Result<Next, Problem> {
    loop {
        let rest = window.rest().get(from..).unwrap_or_default();
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<IgnoredAny>();
        let (first, end) = (values.next(), values.byte_offset());
        let is_sure = match &first {
            None => false,
            Some(Ok(_)) => rest.get(end..).is_some_and(|behind| behind.contains('\n')),
            Some(Err(error)) => !error.is_eof() && error.line() <= rest.matches('\n').count(),
        };
        if (is_sure || window.is_last()) && end <= MOST_JSON {
            return Ok(match first {
                None => Next::Nothing,
                Some(Ok(_)) => Next::Value(from + end),
                Some(Err(error)) => Next::Broken(error),
            });
        }
        if window.is_full() || end > MOST_JSON {
            return Err(too_long());
        }
        window.grow()?;
    }
}

fn too_long() -> Problem {
    Problem::new(
        Code::TooLarge,
        format!("en række eller en liste i filen er større end grænsen på {} bytes", grouped(MOST_JSON, '.')),
        format!("a row or a list in the file is larger than the limit of {} bytes", grouped(MOST_JSON, ',')),
    )
    .help(
        "gem rækkerne som JSON Lines, en kort på hver linje, eller som CSV",
        "save the rows as JSON Lines, a short one on each line, or as CSV",
    )
}

struct Reader<'f, 'm> {
    text: &'f Text,
    lines: Lines<'f>,
    mistakes: &'m mut Mistakes,
    take: &'m mut Take<'m>,
    /// How far records have been counted in the lines, and where in the file that is.
    passed: (usize, Start),
}

impl<'f> Reader<'f, '_> {
    fn top(&mut self, raw: &'f RawValue) -> ControlFlow<()> {
        match serde_json::from_str::<Entries<'_>>(raw.get()) {
            Ok(entries) => match entries.0.iter().find(|(key, _)| key.get() == "\"rows\"") {
                Some((first, rows)) => {
                    let again = |(key, _): &&(&'f RawValue, _)| key.get() == first.get();
                    for (key, _) in entries.0.iter().filter(again).skip(1) {
                        self.mistakes.push(syntax(&self.lines, &self.span(key), "JSON", "duplicate key `rows`"));
                    }
                    let unknown = entries.0.iter().filter(|(key, _)| !["\"rows\"", "\"schema\""].contains(&key.get()));
                    for (key, _) in unknown {
                        self.mistakes.push(unknown_key(&self.lines, &self.span(key), "rows"));
                    }
                    self.list(rows)
                }
                None => self.record(raw, &entries),
            },
            Err(_) => self.list(raw),
        }
    }

    fn list(&mut self, raw: &'f RawValue) -> ControlFlow<()> {
        let item = |item: &'f RawValue| match serde_json::from_str(item.get()) {
            Ok(entries) => self.record(item, &entries),
            Err(_) => self.no_record(item),
        };
        serde_json::Deserializer::from_str(raw.get())
            .deserialize_seq(Items(item))
            .unwrap_or_else(|_| self.no_record(raw))
    }

    fn no_record(&mut self, raw: &RawValue) -> ControlFlow<()> {
        self.mistakes.push(not_a_record(&self.lines, &self.span(raw)));
        if self.mistakes.is_full() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn record(&mut self, raw: &RawValue, entries: &Entries<'_>) -> ControlFlow<()> {
        if entries.0.len() > MOST_COLUMNS {
            self.mistakes.push(too_many_cells().at(self.lines.place(&self.span(raw))));
            return ControlFlow::Continue(());
        }
        let fields = entries.0.iter().map(|(key, value)| Field {
            key: serde_json::from_str(key.get()).unwrap_or_default(),
            key_span: self.span(key),
            value: scalar(value),
            span: self.span(value),
        });
        let record = Record { span: self.span(raw), fields: fields.collect() };
        let (passed, start) = self.passed;
        let between = self.lines.text.get(passed..record.span.start).unwrap_or_default();
        let start = self.text.behind(start, between);
        self.passed = (record.span.start, start);
        (self.take)(&self.lines, start, record, self.mistakes)
    }

    fn span(&self, raw: &RawValue) -> Range<usize> {
        span(self.lines.text, raw)
    }
}

/// Where a raw value stands in the text that it borrows from.
fn span(text: &str, raw: &RawValue) -> Range<usize> {
    let start = raw.get().as_ptr().addr().saturating_sub(text.as_ptr().addr());
    start..start + raw.get().len()
}

fn broken(lines: &Lines<'_>, from: usize, error: &serde_json::Error) -> Diagnostic {
    let rest = lines.text.get(from..).unwrap_or_default();
    let line_start: usize = rest.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let mut at = from + line_start + error.column().saturating_sub(1);
    while !lines.text.is_char_boundary(at) {
        at = at.saturating_sub(1);
    }
    let message = error.to_string();
    let message = message.rsplit_once(" at line").map_or(message.as_str(), |(message, _)| message);
    syntax(lines, &(at..at + 1), "JSON", message)
}

fn scalar(raw: &RawValue) -> Scalar {
    let text = raw.get();
    match text.as_bytes().first() {
        Some(b'n') => Scalar::Blank,
        Some(b'"') => serde_json::from_str(text).map_or(Scalar::Other, Scalar::Text),
        Some(b'-' | b'0'..=b'9') => Scalar::Number(text.to_owned()),
        // No list of codes is longer than a cell.
        Some(b'[') if text.len() <= LONGEST_CELL => codes(text).map_or(Scalar::Other, Scalar::Codes),
        _ => Scalar::Other,
    }
}

fn codes(text: &str) -> Option<String> {
    let items: Vec<&RawValue> = serde_json::from_str(text).ok()?;
    let code = |item: &RawValue| match scalar(item) {
        Scalar::Text(text) | Scalar::Number(text) => Some(text),
        _ => None,
    };
    // A list within the list is no code, however deep.
    let items = items.into_iter().map(|item| Some(item).filter(|item| !item.get().starts_with('[')));
    Some(items.map(|item| code(item?)).collect::<Option<Vec<_>>>()?.join(", "))
}

/// Hands out the items of a list, of which one at a time is held.
struct Items<F>(F);

impl<'de, F: FnMut(&'de RawValue) -> ControlFlow<()>> Visitor<'de> for Items<F> {
    type Value = ControlFlow<()>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<ControlFlow<()>, A::Error> {
        let mut flow = ControlFlow::Continue(());
        while let Some(item) = list.next_element()? {
            if flow.is_continue() {
                flow = (self.0)(item);
            }
        }
        Ok(flow)
    }
}

/// The keys and values of an object as written, one more than a row may have at most; keys may come twice.
struct Entries<'r>(Vec<(&'r RawValue, &'r RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Entries<'de>, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<'de>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    if entries.len() <= MOST_COLUMNS {
                        entries.push(entry);
                    }
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Object)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::bytes::Bytes;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn told(bytes: &[u8], piece: usize) -> Vec<String> {
        let Ok(text) = Text::in_pieces(&Arc::from("f"), Bytes::Held(bytes.into()), piece) else { return Vec::new() };
        let (mut mistakes, mut told) = (Mistakes::default(), Vec::new());
        let read = records(&text, &mut mistakes, &mut |lines, start, record, _| {
            let place = record.fields.first().map(|field| lines.place(&field.span));
            let again = place.is_some().then(|| super::place(&text, start, |_| true).unwrap());
            assert_eq!(again, place);
            let fields: Vec<_> = record.fields.iter().map(|field| (&field.key, &field.value)).collect();
            told.push(format!("{start:?} {fields:?} {place:?}"));
            ControlFlow::Continue(())
        });
        assert!(read.is_ok());
        told.extend(mistakes.into_sorted().iter().map(|mistake| format!("{mistake:?}")));
        told
    }

    proptest! {
        #[test]
        fn pieces_of_any_size_give_the_same_records(
            parts in prop::collection::vec(
                prop::sample::select(vec!["{\"a\": 1}", "{\"æ\": \"€ å\", \"b\": [1, 2]}", "[{\"c\": null}, 5]", "\n", " ", "\r\n", "{", "7"]),
                0..12,
            ),
            old in any::<bool>(),
        ) {
            let text = parts.concat();
            let bytes = if old { encoding_rs::WINDOWS_1252.encode(&text).0.into_owned() } else { text.into_bytes() };
            let whole = told(&bytes, 1 << 18);
            for piece in [4, 5, 7, 16] {
                prop_assert_eq!(&told(&bytes, piece), &whole, "{}", piece);
            }
        }
    }
}
