//! How much of each source document is accounted for.

use crate::table::{Style, table};
use rammeaftale::proof::{Account, Proof};
use rammeaftale::text::{Lang, percent, plain};
use rust_decimal::Decimal;

/// One line a source: its characters, and the share of them in clauses by what became of those.
pub fn proof(proof: &Proof, lang: Lang, style: Style) -> String {
    let headings = match lang {
        Lang::Da => {
            ["kilde", "fil", "klausuler", "tegn", "modelleret", "ikke modelleret", "ingen regel", "redegjort for"]
        }
        Lang::En => {
            ["source", "file", "clauses", "characters", "modelled", "not modelled", "not a rule", "accounted for"]
        }
    };
    let rows: Vec<Vec<String>> = proof.sources.iter().map(|account| row(account, lang)).collect();
    if rows.is_empty() {
        let none = if lang == Lang::Da { "ingen kilder er læst\n" } else { "no sources were read\n" };
        return none.to_owned();
    }
    table(&headings, &rows, style)
}

fn row(account: &Account, lang: Lang) -> Vec<String> {
    let number = |count: usize| plain(Decimal::from(count), lang);
    let share = |count: usize| percent(share(count, account.characters), lang);
    vec![
        account.source.clone(),
        account.file.clone(),
        number(account.clauses),
        number(account.characters),
        share(account.modelled),
        share(account.not_modelled),
        share(account.not_a_rule),
        share(account.characters - account.unaccounted()),
    ]
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
