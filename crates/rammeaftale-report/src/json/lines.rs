//! JSON in lines: indented as far as people read it, and from there on what belongs together on one line.
//!
//! Under an agreement with many open questions a finding holds hundreds of choices of readings; indented, a third of the
//! output would be blanks.

use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};
use std::io::{self, Write};

/// What lies so deep stands on one line: the entries of a finding's lists.
const FLAT: usize = 6;

/// Writes values that begin at a depth of their own.
pub(super) struct Lines {
    indented: PrettyFormatter<'static>,
    depth: usize,
}

impl Lines {
    /// For a value so many levels deep.
    pub(super) fn at(depth: usize) -> io::Result<Lines> {
        let mut lines = Lines { indented: PrettyFormatter::new(), depth: 0 };
        (0..depth).try_for_each(|_| lines.begin_array(&mut io::sink()))?;
        Ok(lines)
    }

    fn is_flat(&self) -> bool {
        self.depth > FLAT
    }

    /// One level down, or up again.
    fn begin(&mut self) -> bool {
        self.depth += 1;
        self.is_flat()
    }

    fn end(&mut self) -> bool {
        let flat = self.is_flat();
        self.depth -= 1;
        flat
    }
}

impl Formatter for Lines {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        if self.begin() { CompactFormatter.begin_array(out) } else { self.indented.begin_array(out) }
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        if self.end() { CompactFormatter.end_array(out) } else { self.indented.end_array(out) }
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if self.is_flat() { separated(out, first) } else { self.indented.begin_array_value(out, first) }
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        if self.is_flat() { Ok(()) } else { self.indented.end_array_value(out) }
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        if self.begin() { CompactFormatter.begin_object(out) } else { self.indented.begin_object(out) }
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        if self.end() { CompactFormatter.end_object(out) } else { self.indented.end_object(out) }
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if self.is_flat() { separated(out, first) } else { self.indented.begin_object_key(out, first) }
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.indented.begin_object_value(out)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        if self.is_flat() { Ok(()) } else { self.indented.end_object_value(out) }
    }
}

fn separated<W: ?Sized + Write>(out: &mut W, first: bool) -> io::Result<()> {
    if first { Ok(()) } else { out.write_all(b", ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Serialize;
    use serde_json::ser::Serializer;
    use serde_json::{Value, json};

    fn written(value: &Value, depth: usize) -> String {
        let mut out = Vec::new();
        value.serialize(&mut Serializer::with_formatter(&mut out, Lines::at(depth).unwrap())).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_lies_deep_stands_on_one_line() {
        let value = json!({ "deep": [{ "a": {}, "b": [1, "x, y"] }, { "c": [] }], "empty": [], "none": null });
        let expected = "{\n          \"deep\": [\n            {\"a\": {}, \"b\": [1, \"x, y\"]},\n            {\"c\": []}\n          ],\n          \"empty\": [],\n          \"none\": null\n        }";
        assert_eq!(written(&value, FLAT - 2), expected);
        assert_eq!(serde_json::from_str::<Value>(&written(&value, FLAT - 2)).unwrap(), value);
    }

    #[test]
    fn what_people_read_is_indented() {
        let value = json!([{ "a": [1, { "b": {} }] }, []]);
        assert_eq!(written(&value, 0), serde_json::to_string_pretty(&value).unwrap());
    }
}
