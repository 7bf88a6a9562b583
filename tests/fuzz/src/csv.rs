//! Any bytes as a CSV file: a portfolio that is read can be written in both dialects and is read again as it was.

use crate::mistakes;
use rammeaftale::portfolio::Column;
use rammeaftale::{Kroner, Portfolio, PriceIndex, Row, RowNumbers};
use rammeaftale_sheets::{Dialect, portfolio, read_bytes, read_index, write_csv};

/// Reads bytes as a portfolio and as a price index.
pub fn check(bytes: &[u8]) {
    let text = text(bytes);
    let sheet = read_bytes("fuzz.csv", bytes);
    let rows = sheet.rows().to_vec();
    match portfolio(vec![sheet]) {
        Err(found) => {
            assert!(!found.is_empty(), "refused without a reason");
            mistakes::check(&found, "fuzz.csv", text.as_deref());
        }
        Ok((_, warnings)) => {
            mistakes::check(&warnings, "fuzz.csv", text.as_deref());
            [Dialect::Danish, Dialect::English].into_iter().for_each(|dialect| is_read_again(&rows, dialect));
        }
    }
    match read_index("fuzz.csv", bytes) {
        Err(found) => mistakes::check(&found, "fuzz.csv", text.as_deref()),
        Ok(rows) => {
            PriceIndex::new(rows.iter().map(|row| (row.year, row.projection))).expect("an index that prices can have");
        }
    }
}

/// The text that places count in, where it needs no guessing.
fn text(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).ok()?;
    Some(if text.contains('\n') { text.to_owned() } else { text.replace('\r', "\n") })
}

fn is_read_again(rows: &[Row], dialect: Dialect) {
    let written = write_csv(rows, dialect);
    let sheet = read_bytes("again.csv", written.as_bytes());
    assert_eq!(sheet.mistakes(), [], "{written}");
    assert_eq!(sheet.dialect(), Some(dialect), "{written}");
    assert_eq!(told(rows), told(sheet.rows()), "{written}");
    let (again, _) = portfolio(vec![sheet]).expect("accepted once");
    assert_eq!(again.offers().len(), offers(rows), "{written}");
}

/// Rows with the fewest decimals each amount can be written with.
fn told(rows: &[Row]) -> Vec<String> {
    let shortest = |row: &Row| {
        let mut row = row.clone();
        for column in Column::ALL {
            let slot = row.amount_mut(*column);
            if let Some(amount) = slot.and_then(Option::as_mut) {
                *amount = Kroner::new(amount.decimal().normalize()).expect("the same amount");
            }
        }
        format!("{row:?}")
    };
    rows.iter().map(shortest).collect()
}

fn offers(rows: &[Row]) -> usize {
    Portfolio::new(rows, &RowNumbers).expect("accepted once").0.offers().len()
}
