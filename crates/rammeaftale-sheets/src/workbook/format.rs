//! How a cell's number is shown: a date, a percentage, or neither.

/// What the format of a number makes of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Format {
    #[default]
    Number,
    Date,
    /// Shown a hundred times as large.
    Percent,
}

impl Format {
    /// The formats that have a number but no code.
    pub(super) fn builtin(id: u32) -> Format {
        match id {
            9 | 10 => Format::Percent,
            14..=22 | 27..=36 | 45..=47 | 50..=58 => Format::Date,
            _ => Format::Number,
        }
    }

    /// A format by its code; what stands in quotes and brackets is only shown.
    pub(super) fn of(code: &str) -> Format {
        let mut chars = code.chars();
        let mut found = Format::Number;
        while let Some(c) = chars.next() {
            match c {
                '"' => chars.by_ref().take_while(|c| *c != '"').for_each(drop),
                '[' => chars.by_ref().take_while(|c| *c != ']').for_each(drop),
                '\\' | '_' | '*' => drop(chars.next()),
                '%' => return Format::Percent,
                'd' | 'm' | 'y' | 'h' | 's' | 'D' | 'M' | 'Y' | 'H' | 'S' => found = Format::Date,
                _ => {}
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_apart() {
        for code in ["General", "#,##0.00 \"kr.\"", "0.00_-;[Red]-0.00_-", "#,##0.00\\ [$kr.-406]", "0\" dage\"", "@"] {
            assert_eq!(Format::of(code), Format::Number, "{code}");
        }
        for code in ["dd-mm-yyyy", "[$-406]d. mmmm yyyy;@", "hh:mm", "yyyy"] {
            assert_eq!(Format::of(code), Format::Date, "{code}");
        }
        assert_eq!([Format::of("0.0%"), Format::of("0 %"), Format::builtin(9)], [Format::Percent; 3]);
        assert_eq!([Format::builtin(14), Format::builtin(4)], [Format::Date, Format::Number]);
    }
}
