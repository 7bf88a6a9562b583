//! Dates of spreadsheets: days counted from an epoch.

/// The day before which no day is counted, and the last that spreadsheets know (31 December 9999).
const LAST: i64 = 2_958_465;
/// Days between the two epochs that Excel knows, 1900 and 1904.
const EPOCH_1904: i64 = 1_462;

/// `2025-01-31` for a day's number, the decimals of which are the time of day; `None` where it is no date.
pub(super) fn iso(danish: &str, from_1904: bool) -> Option<String> {
    let whole = danish.split(',').next().unwrap_or_default();
    let day: i64 = whole.parse().ok()?;
    let day = if from_1904 { day.checked_add(EPOCH_1904)? } else { day };
    // Excel counts a 29 February 1900 that never was.
    let since_1899 = if day < 60 { day + 1 } else { day };
    (1..=LAST).contains(&day).then(|| civil(since_1899))
}

/// The date of a day counted from 30 December 1899, by whole numbers only: years begin in March, so that the leap day is
/// the last.
fn civil(day: i64) -> String {
    // Days from 1 March of the year 0 to the epoch.
    let day = day + 693_899;
    let era = day / 146_097;
    let of_era = day % 146_097;
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let date = of_year - (153 * month + 2) / 5 + 1;
    let (year, month) = if month < 10 { (0, month + 3) } else { (1, month - 9) };
    format!("{:04}-{month:02}-{date:02}", year + year_of_era + 400 * era)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_a_spreadsheet_shows_them() {
        for (number, date) in [
            ("45658", "2025-01-01"),
            ("45658,75", "2025-01-01"),
            ("1", "1900-01-01"),
            ("59", "1900-02-28"),
            ("61", "1900-03-01"),
            ("2025", "1905-07-17"),
            ("36585", "2000-02-29"),
            ("73110", "2100-03-01"),
            ("2958465", "9999-12-31"),
        ] {
            assert_eq!(iso(number, false).as_deref(), Some(date), "{number}");
        }
        assert_eq!(iso("44196", true).as_deref(), Some("2025-01-01"));
        for number in ["0", "0,5", "-1", "2958466", "x", "99999999999999999999"] {
            assert_eq!(iso(number, false), None, "{number}");
        }
    }
}
