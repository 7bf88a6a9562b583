//! The two ways in which spreadsheets write CSV.

/// How cells are parted and numbers written.
///
/// The dialect of a file is told by its header line: outside quotes, `;` at least as often as `,` is Danish, else
/// English. A first line `sep=;` or `sep=,` decides it too. The language of the headings plays no part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Dialect {
    /// Cells parted by `;`; decimals after a comma, points between groups of three: `1.234,50`.
    #[default]
    Danish,
    /// Cells parted by `,`; decimals after a point, commas between groups of three: `1234.50`, `"1,234.50"`.
    English,
}

impl Dialect {
    /// What parts the cells of a row.
    pub fn separator(self) -> char {
        match self {
            Dialect::Danish => ';',
            Dialect::English => ',',
        }
    }

    /// What stands before the decimals of a number.
    pub fn decimal_mark(self) -> char {
        match self {
            Dialect::Danish => ',',
            Dialect::English => '.',
        }
    }

    /// What may stand between groups of three digits, beside blanks that do not break.
    pub fn group_mark(self) -> char {
        match self {
            Dialect::Danish => '.',
            Dialect::English => ',',
        }
    }

    /// The dialect that a line `sep=;` or `sep=,` names, as spreadsheets put above the header.
    pub(crate) fn named(line: &str) -> Option<Dialect> {
        match line.trim().to_ascii_lowercase().as_str() {
            "sep=;" => Some(Dialect::Danish),
            "sep=," => Some(Dialect::English),
            _ => None,
        }
    }

    /// Tells the dialect by a header line; the error is another separator that was probably meant.
    pub(crate) fn of_header(line: &str) -> Result<Dialect, char> {
        let mut quoted = false;
        let bare: String = line
            .chars()
            .filter(|c| {
                quoted ^= *c == '"';
                !quoted
            })
            .collect();
        let count = |mark: char| bare.matches(mark).count();
        let (semicolons, commas) = (count(';'), count(','));
        if semicolons + commas == 0
            && let Some(other) = ['\t', '|'].into_iter().find(|other| bare.contains(*other))
        {
            return Err(other);
        }
        Ok(if semicolons > 0 && semicolons >= commas { Dialect::Danish } else { Dialect::English })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_tells() {
        assert_eq!(Dialect::of_header("tilbud_id;driftsherre;år"), Ok(Dialect::Danish));
        assert_eq!(Dialect::of_header("offer,operator,year"), Ok(Dialect::English));
        assert_eq!(Dialect::of_header("offer;\"a,b,c,d\";year"), Ok(Dialect::Danish));
        assert_eq!(Dialect::of_header("offer"), Ok(Dialect::English));
        assert_eq!(Dialect::of_header("offer\toperator"), Err('\t'));
        assert_eq!(Dialect::of_header("offer\tx;operator"), Ok(Dialect::Danish));
    }
}
