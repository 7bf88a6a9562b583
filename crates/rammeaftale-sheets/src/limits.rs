//! How large a file may be. Each limit is far above any true portfolio and is named in the message of what exceeds it.

/// Bytes (128 MiB) of what is held in memory as it is read: what is piped in, and a workbook. CSV and JSON Lines on disk
/// are read row by row, however large they are.
pub const MOST_BYTES: usize = 1 << 27;
/// Bytes (32 MiB) of a value in JSON: a list of rows, or a row of JSON Lines.
pub const MOST_JSON: usize = 1 << 25;
/// Bytes (1 MiB) of a file in TOML, whose tree, or list of errors, takes up to some 300 times as much.
pub const MOST_TOML: usize = 1 << 20;
/// Bytes of a workbook's parts when unpacked (64 MiB), and of the text of a sheet's cells.
pub const MOST_UNPACKED: usize = 1 << 26;
/// Cells of a workbook's sheet that are not blank.
pub const MOST_CELLS: usize = 5_000_000;
/// Rows below the header, blank ones not counted.
pub const MOST_ROWS: usize = 10_000_000;
/// Cells of a row.
pub const MOST_COLUMNS: usize = 1_000;
/// Characters of a cell.
pub const LONGEST_CELL: usize = 10_000;
/// Bytes (64 KiB) by which the kind of a file is told.
pub(crate) const BEGINNING: usize = 1 << 16;
/// Bytes (16 MiB) among which the end of a row of a text is looked for.
pub(crate) const LONGEST_RECORD: usize = 1 << 24;
/// Mistakes that are told of one file; reading stops there.
pub use rammeaftale::diag::MOST_MISTAKES;

/// Rows of a sheet or a text among which the header is looked for.
pub(crate) const HEADER_ROWS: usize = 30;
pub(crate) use rammeaftale::diag::LONGEST_SHOWN_LINE;
/// Characters of a cell that a message repeats.
pub(crate) const LONGEST_SHOWN_CELL: usize = 40;
/// Characters of a heading for which a similar name is looked for.
pub(crate) const LONGEST_HEADING: usize = 60;

/// A whole number as people write it: `1.000` in Danish, `1,000` in English.
pub(crate) fn grouped(number: usize, separator: char) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(grouped(10_000_000, '.'), "10.000.000");
        assert_eq!(grouped(999, ','), "999");
        assert_eq!(grouped(1_000, ','), "1,000");
    }
}
