//! "The same columns serve CSV, XLSX, JSON and TOML": a portfolio written as CSV in either dialect, as a workbook, as JSON
//! or as TOML, and read again is the same portfolio, and is judged as before.

use super::budgets::{Budget, any_budget};
use super::config;
use super::judging::Fixed;
use proptest::prelude::*;
use rammeaftale::{Authority, Kroner, Portfolio, Row};
use rammeaftale_sheets::{Dialect, portfolio, read_bytes, write_csv, write_json, write_toml, write_xlsx};
use rust_decimal::Decimal;
use std::sync::Arc;

/// The finest amounts, and texts with every mark that CSV gives a meaning.
fn embellished(mut budget: Budget, name: &str, fine: bool) -> Budget {
    for row in &mut budget.rows {
        row.offer_name = Some(Arc::from(name));
        row.legal_basis = Some(Arc::from("SEL § 107, stk. 1; \"BL\" § 43"));
        row.location = Authority::new(740);
        for column in super::budgets::FIGURES.iter().filter(|_| fine) {
            let slot = row.amount_mut(*column).expect("a figure");
            let hundredth = |amount: Kroner| {
                Kroner::new(Decimal::new(i64::try_from(amount.decimal().mantissa()).expect("small"), 4))
            };
            *slot = slot.map(|amount| hundredth(amount).expect("an amount"));
        }
    }
    budget
}

/// Amounts without the zeros behind them, which a spreadsheet does not keep.
fn shortest(mut budget: Budget) -> Budget {
    for row in &mut budget.rows {
        for column in super::budgets::FIGURES {
            let slot = row.amount_mut(column).expect("a figure");
            *slot = slot.map(|amount| Kroner::new(amount.decimal().normalize()).expect("the same amount"));
        }
    }
    budget
}

proptest! {
    #![proptest_config(config(32))]

    #[test]
    fn a_portfolio_through_a_file_is_the_same_and_judged_as_before(
        budget in any_budget(0.8), name in "[-=+@'\";,§æøåÅ a-c0-9＝]{0,8}[-'\";,x.]", fine in any::<bool>(),
    ) {
        let budget = embellished(budget, name.trim(), fine);
        let plan = budget.plan(&Fixed::new(), None);
        let judged = |portfolio: &Portfolio| serde_json::to_string(&plan.evaluate(portfolio)).expect("JSON");
        let direct = |rows: &[Row]| Portfolio::new(rows, &rammeaftale::RowNumbers).expect("rows that agree").0;
        let csv = |dialect| write_csv(&budget.rows, dialect).into_bytes();
        let workbook = write_xlsx(&budget.rows).expect("a workbook");
        for (name_of, file, dialect, expected) in [
            ("random.csv", csv(Dialect::Danish), Some(Dialect::Danish), direct(&budget.rows)),
            ("random.csv", csv(Dialect::English), Some(Dialect::English), direct(&budget.rows)),
            ("random.xlsx", workbook, None, direct(&shortest(budget.clone()).rows)),
            ("random.json", write_json(&budget.rows).into_bytes(), None, direct(&budget.rows)),
            ("random.toml", write_toml(&budget.rows).into_bytes(), None, direct(&budget.rows)),
        ] {
            let sheet = read_bytes(name_of, &file);
            prop_assert_eq!(sheet.dialect(), dialect);
            let text = String::from_utf8_lossy(&file);
            let (read, _) = portfolio(vec![sheet]).map_err(|found| TestCaseError::fail(format!("{found:?}\n{text}")))?;
            prop_assert_eq!(judged(&expected), judged(&read), "{}", text);
            prop_assert_eq!(format!("{expected:#?}"), format!("{read:#?}"), "{}", text);
            let names: Vec<_> = read.offers().iter().map(|offer| offer.name.clone()).collect();
            prop_assert!(names.iter().all(|read| read.as_deref() == Some(name.trim())), "{:?}", names);
        }
    }
}

/// Amounts as another implementation of decimals writes them are read as what they are; see `foreign/` in core.
#[test]
fn amounts_written_by_python_are_read() {
    let table = include_str!("../../../crates/rammeaftale/foreign/arithmetic.tsv");
    let mut seen = 0;
    for line in table.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let ["shown", amount, danish, english, ..] = cells[..] else { continue };
        let three_decimals = english.split_once('.').filter(|(_, decimals)| decimals.len() == 3);
        let like_thousands = three_decimals.is_some_and(|(whole, _)| {
            let whole = whole.trim_start_matches('-');
            whole.len() <= 3 && !whole.starts_with('0')
        });
        let danish = format!("tilbud_id;driftsherre;år;resultat\nA;740;2018;{danish}\n");
        let english = format!("offer,operator,year,result\nA,740,2018,\"{english}\"\n");
        for (csv, ambiguous) in [(danish, like_thousands), (english, like_thousands)] {
            let sheet = read_bytes("f.csv", csv.as_bytes());
            // Three decimals may be meant as thousands.
            assert_eq!(sheet.mistakes().len(), usize::from(ambiguous), "{line}");
            if !ambiguous {
                let read = sheet.rows()[0].result.map(|result| result.decimal());
                assert_eq!(read, Decimal::from_str_exact(amount).ok(), "{line}");
                seen += 1;
            }
        }
    }
    assert!(seen >= 300, "only {seen}");
}
