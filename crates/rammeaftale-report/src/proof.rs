//! How much of each source document is accounted for.

use crate::document::{Cell, Column, Document, Row, Table};
use rammeaftale::proof::{Account, Proof};
use rammeaftale::text::Text;
use rust_decimal::Decimal;

/// One line a source: its characters, and the share of them in clauses by what became of those.
pub fn proof(proof: &Proof) -> Document {
    let columns = vec![
        Column::new("kilde", "source"),
        Column::new("fil", "file"),
        Column::new("klausuler", "clauses"),
        Column::new("tegn", "characters"),
        Column::new("modelleret", "modelled"),
        Column::new("ikke modelleret", "not modelled"),
        Column::new("ingen regel", "not a rule"),
        Column::new("redegjort for", "accounted for"),
    ];
    let table = Table { columns, rows: proof.sources.iter().map(row).collect() };
    let mut document = Document::table(Text::default(), table);
    if proof.sources.is_empty() {
        document.title = Text::new("ingen kilder er læst", "no sources were read");
        document.sections.clear();
    }
    document
}

fn row(account: &Account) -> Row {
    let share = |count: usize| Cell::Percent(share(count, account.characters));
    Row::new(vec![
        Cell::same(&account.source),
        Cell::same(&account.file),
        Cell::count(account.clauses),
        Cell::count(account.characters),
        share(account.modelled),
        share(account.not_modelled),
        share(account.not_a_rule),
        share(account.characters - account.unaccounted()),
    ])
}

/// In percent, rounded down: 100 is the whole and nothing less.
fn share(count: usize, whole: usize) -> Decimal {
    let hundredths = (count * 10_000).checked_div(whole).unwrap_or(10_000);
    i64::try_from(hundredths).map_or(Decimal::ONE_HUNDRED, |hundredths| Decimal::new(hundredths, 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_percent_is_the_whole() {
        assert_eq!(share(9_999_999, 10_000_000), Decimal::new(9_999, 2));
        assert_eq!(share(7, 7), Decimal::ONE_HUNDRED);
        assert_eq!(share(0, 7), Decimal::ZERO);
        assert_eq!(share(0, 0), Decimal::ONE_HUNDRED, "an empty document is accounted for");
    }
}
