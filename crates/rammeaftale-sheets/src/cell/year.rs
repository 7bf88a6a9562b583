//! Years, also where a spreadsheet made dates of them.

use crate::heading::Heading;
use crate::mistake::{Problem, shown};
use rammeaftale::diag::Code;
use rammeaftale::quantity::Year;

/// A year from 1900 to 2199, or the year of a date.
pub(crate) fn year<H: Heading>(text: &str, column: H) -> Result<Year, Problem> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let dated = if digits { None } else { date_year(text) };
    let year = if digits { text } else { dated.unwrap_or_default() };
    let year: Option<Year> = year.parse().ok().and_then(Year::new);
    // 2025 in a cell of dates is 17 July 1905.
    let is_number_as_date = dated.is_some_and(|year| year < FIRST_DATED);
    year.filter(|_| !is_number_as_date).ok_or_else(|| {
        let problem = Problem::new(
            Code::BadYear,
            format!("{} i `{}` er ikke et år fra 1900 til 2199", shown(text), column.danish()),
            format!("{} in `{}` is not a year from 1900 to 2199", shown(text), column.english()),
        )
        .help(
            if column.is_required() { YEAR_DA.to_owned() } else { format!("{YEAR_DA}, eller lad cellen stå tom") },
            if column.is_required() { YEAR_EN.to_owned() } else { format!("{YEAR_EN}, or leave the cell blank") },
        );
        match is_number_as_date {
            false => problem,
            true => problem.note(
                "et årstal i en celle, der er formateret som dato, bliver til en dag i 1905",
                "a year in a cell that is formatted as a date becomes a day of 1905",
            ),
        }
    })
}

const YEAR_DA: &str = "skriv året med fire cifre, fx 2025";
const YEAR_EN: &str = "write the year with four digits, e.g. 2025";

/// The first year of dates that are meant as such.
const FIRST_DATED: &str = "1910";

/// The year of `2025-01-31` or `31-01-2025`, also parted by points and strokes.
fn date_year(text: &str) -> Option<&str> {
    let parts: Vec<&str> = text.split(['-', '.', '/']).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let upto = |text: &str, most: u8| {
        text.bytes().all(|byte| byte.is_ascii_digit())
            && text.parse().is_ok_and(|number: u8| (1..=most).contains(&number))
    };
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    (is_year && upto(month, 12) && upto(day, 31)).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rammeaftale::portfolio::Column;

    fn read(text: &str) -> Option<Year> {
        year(text, Column::Year).ok()
    }

    #[test]
    fn years_have_four_digits() {
        assert_eq!(read("2025"), Year::new(2025));
        for text in ["2025-01-31", "31-12-2025", "1.1.2025", "01/02/2025"] {
            assert_eq!(read(text), read("2025"), "{text}");
        }
        for text in
            ["1905-07-17", "2025-13-01", "2025-01-32", "01-2025", "1-1-25", "2025-1-1-1", "2025--1", "2025-+1-1"]
        {
            assert_eq!(read(text), None, "{text}");
        }
        for text in ["25", "2.025", "1899", "2200", "02025", "2025/26", "２０２５"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
