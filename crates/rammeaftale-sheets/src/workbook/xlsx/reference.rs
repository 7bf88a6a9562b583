//! References to cells.

/// Rows and columns of a sheet.
pub(super) const LAST_ROW: u32 = 1_048_576;
pub(super) const LAST_COLUMN: u32 = 16_384;

/// Row and column of a reference such as `C12`.
pub(super) fn reference_of(text: &str) -> Option<(u32, u32)> {
    let letters = text.find(|c: char| !c.is_ascii_alphabetic())?;
    let (letters, row) = text.split_at_checked(letters).filter(|(letters, _)| (1..=3).contains(&letters.len()))?;
    let column = letters.bytes().fold(0, |sum, byte| sum * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1);
    let is_row = row.bytes().all(|byte| byte.is_ascii_digit());
    Some((row.parse().ok().filter(|_| is_row)?, column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references() {
        assert_eq!(reference_of("C12"), Some((12, 3)));
        assert_eq!(reference_of("xfd1048576"), Some((LAST_ROW, LAST_COLUMN)));
        for text in ["", "C", "12", "AAAA1", "C-1", "C+1", "C1:D2", "æ1", "C99999999999"] {
            assert_eq!(reference_of(text), None, "{text}");
        }
    }
}
