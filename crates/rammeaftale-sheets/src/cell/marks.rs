//! What the marks in a number say of how the numbers of its table are written.

/// What the marks in a number say of how numbers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marks {
    /// Nothing, without any mark.
    Nothing,
    /// Decimals follow a comma, for all that is known of points.
    Comma,
    /// Points stand among thousands.
    Points,
    /// One point before three digits: `812.500`.
    DoubtfulPoint,
    /// One comma before three digits that may be those of thousands: `2,450`.
    DoubtfulComma,
}

/// What the marks of a Danish number say.
pub(crate) fn marks(text: &str) -> Marks {
    let is_mark = |c: &char| matches!(c, '.' | ',');
    // Behind the kroner of `1.250,-` there is no øre.
    if text.contains(",-") || text.contains(",\u{2013}") {
        return Marks::Points;
    }
    let digits = text.trim_matches(|c: char| !c.is_ascii_digit());
    match digits.chars().filter(is_mark).collect::<String>().as_str() {
        "" => Marks::Nothing,
        "," if may_be_thousands(digits) => Marks::DoubtfulComma,
        "," => Marks::Comma,
        "." => Marks::DoubtfulPoint,
        _ => Marks::Points,
    }
}

/// True for one to three digits, not zero in front, and three behind the mark.
fn may_be_thousands(digits: &str) -> bool {
    let whole = digits.split_once(',').filter(|(_, decimals)| decimals.len() == 3).map_or("", |(whole, _)| whole);
    (1..=3).contains(&whole.len()) && !whole.starts_with('0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_tell_how_numbers_are_written() {
        for (text, told) in [
            ("812500", Marks::Nothing),
            ("812.500", Marks::DoubtfulPoint),
            ("kr. 812.500", Marks::DoubtfulPoint),
            ("-1.234 kr.", Marks::DoubtfulPoint),
            ("812,5", Marks::Comma),
            ("0,125", Marks::Comma),
            ("2450,125", Marks::Comma),
            ("2,450", Marks::DoubtfulComma),
            ("-812,500 kr.", Marks::DoubtfulComma),
            ("1.234,50", Marks::Points),
            ("1.234.567", Marks::Points),
            ("1.250,-", Marks::Points),
            ("kr. 250,\u{2013}", Marks::Points),
        ] {
            assert_eq!(marks(text), told, "{text}");
        }
    }
}
