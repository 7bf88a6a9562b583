//! Rows put together, and blanks filled: at the edges of what may be.

use rammeaftale::diag::{Diagnostic, MOST_MISTAKES};
use rammeaftale::portfolio::{
    Account, Assumption, Column, Figure, FiguresKind, Offer, PortfolioBuilder, RowNumbers, Tariff,
};
use rammeaftale::{Authority, Kroner, Lang, Portfolio, Row, Year};
use rust_decimal::Decimal;
use std::sync::Arc;

fn year(number: i32) -> Year {
    Year::new(number).expect("a year")
}

fn kroner(amount: i64) -> Kroner {
    Kroner::new(amount.into()).expect("an amount")
}

fn authority(code: u32) -> Authority {
    Authority::new(code).expect("a code")
}

fn row(offer: &str) -> Row {
    Row::new(offer, authority(740), year(2025))
}

/// Two tariffs and what stands on neither.
fn rows(basis: [Option<i64>; 3]) -> Vec<Row> {
    let named = |(name, basis): (Option<&str>, Option<i64>)| Row {
        tariff_name: name.map(Arc::from),
        tariff: name.map(|_| kroner(1_000)),
        tariff_basis: basis.map(kroner),
        ..row("B")
    };
    [Some("dag"), Some("nat"), None].into_iter().zip(basis).map(named).collect()
}

fn put_together(rows: &[Row]) -> Result<(Portfolio, Vec<String>), Vec<String>> {
    let told = |found: Vec<Diagnostic>| found.iter().map(|one| one.code.to_string()).collect();
    Portfolio::new(rows, &RowNumbers).map(|(portfolio, found)| (portfolio, told(found))).map_err(told)
}

fn basis(rows: &[Row]) -> Result<Figure, Vec<String>> {
    let (portfolio, _) = put_together(rows)?;
    Ok(portfolio.offers()[0].account(year(2025), FiguresKind::Budget).expect("a budget").tariff_basis)
}

#[test]
fn a_basis_stands_in_total_or_on_every_tariff() {
    let in_all = |amount| Ok(Figure::Given(kroner(amount)));
    assert_eq!(basis(&rows([None, None, Some(500)])), in_all(500));
    assert_eq!(basis(&rows([Some(500), None, None])), in_all(500), "one amount is the total wherever it stands");
    assert_eq!(basis(&rows([Some(200), Some(300), None])), in_all(500));
    let warned = |each: i64, other: i64| put_together(&rows([Some(each), Some(other), None])).map(|(_, told)| told);
    assert!([warned(200, 300), warned(0, 0)].iter().all(|told| told.as_ref().is_ok_and(Vec::is_empty)));
    assert_eq!(warned(200, 200).expect("summed"), ["repeated-total"], "perhaps the total, written twice");
    let refused = Err(vec!["partial-total".to_owned()]);
    assert_eq!(basis(&rows([Some(200), None, Some(300)])), refused, "on one tariff and in total");
    assert_eq!(basis(&rows([Some(200), Some(300), Some(500)])), refused, "on every tariff and in total");
    let unnamed = [Some(1), None, Some(2)].map(|basis| Row { tariff_basis: basis.map(kroner), ..row("B") });
    let named = unnamed.into_iter().zip(["dag", "nat", "uge"]);
    let named: Vec<Row> = named.map(|(row, name)| Row { tariff_name: Some(name.into()), ..row }).collect();
    assert_eq!(basis(&named), refused, "on two tariffs of three");
}

#[test]
fn an_offer_may_close_in_the_year_it_opens_and_not_before() {
    let of =
        |opened, closed| put_together(&[Row { opened: Some(year(opened)), closed: Some(year(closed)), ..row("B") }]);
    assert!(of(2025, 2025).is_ok() && of(2024, 2026).is_ok());
    assert_eq!(of(2025, 2024).expect_err("closed before it opens"), ["outside-life"]);
    assert_eq!(of(2026, 2027).expect_err("a row before it opens"), ["outside-life"]);
    assert_eq!(of(2023, 2024).expect_err("a row after it closed"), ["outside-life"]);
}

#[test]
fn what_is_said_of_an_offer_as_a_whole_is_said_alike() {
    let with = |result: Option<i64>, name: &str| Row {
        figures: FiguresKind::Realised,
        tariff_name: Some(name.into()),
        result: result.map(kroner),
        ..row("B")
    };
    let of = |results: [Option<i64>; 3]| {
        let rows: Vec<Row> =
            results.into_iter().zip(["dag", "nat", "uge"]).map(|(one, name)| with(one, name)).collect();
        put_together(&rows).map(|(portfolio, _)| {
            portfolio.offers()[0].account(year(2025), FiguresKind::Realised).expect("realised").result
        })
    };
    assert_eq!(of([None, Some(-5), None]), Ok(Figure::Given(kroner(-5))));
    assert_eq!(of([Some(-5), None, Some(-5)]), Ok(Figure::Given(kroner(-5))));
    assert_eq!(of([Some(-5), Some(-6), None]), Err(vec!["contradiction".to_owned()]));
    assert_eq!(of([None, None, None]), Ok(Figure::Unknown));
}

#[test]
fn rows_on_their_way_tell_their_years_and_hold_the_same_words_once() {
    let mut builder = PortfolioBuilder::default();
    for (offer, number) in [("A", 2024), ("B", 2025), ("A", 2026)] {
        let words = Some(format!("SEL § {}", 107).into());
        builder.add(Row { legal_basis: words, year: year(number), ..row(offer) });
    }
    let years = |offer: &str| builder.years(offer).map(|years| years.iter().copied().collect::<Vec<_>>());
    assert_eq!(
        (years("A"), years("B"), years("C")),
        (Some(vec![year(2024), year(2026)]), Some(vec![year(2025)]), None)
    );
    let (portfolio, _) = builder.finish(&RowNumbers).expect("rows that agree");
    let words: Vec<_> = portfolio.offers().iter().flat_map(|offer| offer.years.values()).collect();
    let words: Vec<&Arc<str>> = words.iter().map(|year| year.legal_basis.as_ref().expect("given")).collect();
    assert!(words.len() == 3 && words.iter().all(|one| Arc::ptr_eq(one, words[0])));
}

/// As many rows with a mistake, and as many with something to point out.
fn found(mistakes: usize, doubts: usize) -> Vec<Diagnostic> {
    let mistaken = |number| Row { tariff: Some(kroner(-1)), ..row(&format!("M{number}")) };
    let doubtful = |number| Row { turnover: Some(kroner(1)), ..row(&format!("D{number}")) };
    let rows: Vec<Row> = (0..mistakes).map(mistaken).chain((0..doubts).map(doubtful)).collect();
    Portfolio::new(&rows, &RowNumbers).map_or_else(|found| found, |(_, found)| found)
}

#[test]
fn of_endless_mistakes_the_first_are_told_and_that_there_are_more() {
    let count = |mistakes, doubts| {
        let found = found(mistakes, doubts);
        let errors = found.iter().filter(|one| one.is_error()).count();
        let more = found.iter().filter(|one| one.message.get(Lang::En).contains("more than")).count();
        (errors, more, found.len() - errors)
    };
    assert_eq!(count(MOST_MISTAKES, 0), (MOST_MISTAKES, 0, 0));
    assert_eq!(count(MOST_MISTAKES + 1, 0), (MOST_MISTAKES + 1, 1, 0));
    assert_eq!(count(MOST_MISTAKES + 2, 3), (MOST_MISTAKES + 1, 1, 3), "mistakes do not crowd out what is pointed out");
    assert_eq!(count(0, MOST_MISTAKES + 2), (0, 0, MOST_MISTAKES), "what is pointed out ends silently");
    assert_eq!(count(1, MOST_MISTAKES + 2), (1, 0, MOST_MISTAKES), "nor the other way round");
}

/// Each figure of an account that an assumption can fill.
fn figures(account: &Account) -> [(Column, Figure); 8] {
    let Tariff { tariff, places, wage_supplement, .. } = account.tariffs[0];
    [
        (Column::Tariff, tariff),
        (Column::Places, places),
        (Column::TariffBasis, account.tariff_basis),
        (Column::OwnPayment, account.own_payment),
        (Column::WageSupplement, wage_supplement),
        (Column::Result, account.result),
        (Column::CarriedResult, account.carried_result),
        (Column::Turnover, account.turnover),
    ]
}

#[test]
fn an_assumption_fills_the_blanks_of_its_column_where_it_is_read() {
    let blank = [FiguresKind::Budget, FiguresKind::Realised].map(|figures| Row { figures, ..row("B") });
    let (portfolio, _) = put_together(&blank).expect("blank rows");
    let kinds = [FiguresKind::Budget, FiguresKind::Realised];
    let account =
        |portfolio: &Portfolio, kind| figures(portfolio.offers()[0].account(year(2025), kind).expect("a row"));
    for (column, _) in account(&portfolio, FiguresKind::Budget) {
        let assumption = Assumption::amount(column, kroner(7)).expect("a column of amounts");
        let filled = portfolio.clone().assume(&[assumption]);
        for kind in kinds {
            let is_read = match column {
                Column::Result | Column::Turnover => kind == FiguresKind::Realised,
                Column::CarriedResult | Column::WageSupplement => kind == FiguresKind::Budget,
                _ => true,
            };
            for (other, figure) in account(&filled, kind) {
                let expected = if other == column && is_read { Figure::Assumed(kroner(7)) } else { Figure::Unknown };
                assert_eq!(figure, expected, "{column} assumed: {other} of {kind}");
            }
        }
    }
    let given = Row { tariff: Some(kroner(5)), ..row("B") };
    let seven = Assumption::amount(Column::Tariff, kroner(7)).expect("an amount");
    let (portfolio, _) = put_together(&[given]).expect("a row");
    let [(_, tariff), ..] = account(&portfolio.assume(&[seven]), FiguresKind::Budget);
    assert_eq!(tariff, Figure::Given(kroner(5)), "what is given stays");
    let total = Row { places: Some(kroner(9)), ..row("B") };
    let named = ["dag", "nat"].map(|name| Row { tariff_name: Some(name.into()), ..row("B") });
    let (portfolio, _) = put_together(&[named.to_vec(), vec![total]].concat()).expect("rows");
    let seven = Assumption::amount(Column::Places, kroner(7)).expect("an amount");
    let filled = account(&portfolio.assume(&[seven]), FiguresKind::Budget);
    assert!(filled.contains(&(Column::Places, Figure::Unknown)), "the total is known: {filled:?}");
}

#[test]
fn codes_assumed_fill_their_own_column_where_it_is_blank() {
    let (aarhus, silkeborg) = (authority(751), authority(740));
    let given = Row { location: Some(silkeborg), buyers: Some(vec![silkeborg]), ..row("B") };
    let (portfolio, _) = put_together(&[row("A"), given]).expect("rows");
    let told = |assumption: Assumption| {
        let filled = portfolio.clone().assume(&[assumption]);
        let of = |offer: &Offer| {
            let in_year = &offer.years[&year(2025)];
            (offer.location, offer.location_assumed, in_year.buyers.clone(), in_year.buyers_assumed)
        };
        filled.offers().iter().map(of).collect::<Vec<_>>()
    };
    let as_given = (Some(silkeborg), false, Some(vec![silkeborg]), false);
    let location = Assumption::authorities(Column::Location, vec![aarhus]).expect("a municipality");
    assert_eq!(told(location), [(Some(aarhus), true, None, false), as_given.clone()]);
    let buyers = Assumption::authorities(Column::Buyers, vec![aarhus]).expect("buyers");
    assert_eq!(told(buyers), [(None, false, Some(vec![aarhus]), true), as_given]);
}

#[test]
fn every_column_of_amounts_is_read_as_it_was_written() {
    let mut row = row("B");
    let columns: Vec<Column> = Column::ALL.iter().copied().filter(|column| row.amount_mut(*column).is_some()).collect();
    assert_eq!(columns.len(), 9, "{columns:?}");
    for (amount, column) in (1..).zip(&columns) {
        *row.amount_mut(*column).expect("an amount") = Some(kroner(amount));
    }
    let read: Vec<Option<Decimal>> = columns.iter().map(|column| row.amount(*column).map(Kroner::decimal)).collect();
    assert_eq!(read, (1..10).map(|amount| Some(amount.into())).collect::<Vec<_>>());
}

#[test]
fn an_authority_keeps_its_code() {
    for (code, is_municipality) in [(101, true), (999, true), (1081, false), (1085, false)] {
        assert_eq!((u32::from(authority(code).code()), authority(code).is_municipality()), (code, is_municipality));
    }
    assert!([100, 1000, 1080, 1086].iter().all(|code| Authority::new(*code).is_none()));
}
