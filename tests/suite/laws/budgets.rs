//! Budgets made at random, biased to the edges: figures that hit 3 % and 5 % exactly, miss by an øre, or are blank.

use proptest::prelude::*;
use proptest::sample::Index;
use rammeaftale::portfolio::{Authority, Column, FiguresKind, TariffUnit};
use rammeaftale::{Kroner, Row, Year};
use rust_decimal::Decimal;
use std::fmt;
use std::sync::Arc;

/// Rows and the projections known.
#[derive(Clone)]
pub(super) struct Budget {
    pub(super) agreement: &'static str,
    pub(super) year: i32,
    pub(super) rows: Vec<Row>,
    /// Projections by year.
    pub(super) index: Vec<(i32, Decimal)>,
}

/// A line a row, without what is blank.
impl fmt::Debug for Budget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} {} index {:?}", self.agreement, self.year, self.index)?;
        for row in &self.rows {
            write!(f, "  {} {} {} {}", row.offer, row.operator, row.year, row.figures)?;
            row.tariff_name.iter().try_for_each(|name| write!(f, " [{name}]"))?;
            let amounts = FIGURES.iter().filter_map(|column| Some((column, row.amount(*column)?)));
            amounts.into_iter().try_for_each(|(column, amount)| write!(f, " {column}={amount}"))?;
            let years = [("opened", row.opened), ("closed", row.closed), ("price_level", row.price_level)];
            let years = years.iter().filter_map(|(name, year)| Some((name, (*year)?)));
            years.into_iter().try_for_each(|(name, year)| write!(f, " {name}={year}"))?;
            writeln!(f)?;
        }
        Ok(())
    }
}

/// In øre: 97 % of 100.00 is 97.00, of that 94.09; 5 % is 5.00; and their neighbours.
const AMOUNTS: [i64; 16] =
    [0, 1, 500, 501, 9409, 9410, 9499, 9500, 9699, 9700, 9701, 9999, 10_000, 10_001, 10_300, 19_700];
const SIGNED: [i64; 12] = [0, 0, 0, 1, -1, 99, 100, 500, 501, -500, -501, -600];
const PLACES: [i64; 4] = [0, 100, 200, 1000];
const PROJECTIONS: [i64; 4] = [0, 300, -300, 309];
const MUNICIPALITIES: [u32; 2] = [740, 1082];

/// Draws from a list of random numbers; behind its end everything is blank.
struct Draw<'d> {
    picks: std::slice::Iter<'d, Option<Index>>,
}

impl Draw<'_> {
    fn pick<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        self.picks.next().copied().flatten().map(|index| from[index.index(from.len())])
    }

    fn amount(&mut self, from: &[i64]) -> Option<Kroner> {
        self.pick(from).map(|ore| Kroner::new(Decimal::new(ore, 2)).expect("a small amount"))
    }
}

pub(super) fn year(number: i32) -> Year {
    Year::new(number).expect("a year")
}

fn authority(code: u32) -> Authority {
    Authority::new(code).expect("a code")
}

/// Enough picks for one offer; `known` is how often a figure is known.
fn picks(known: f64) -> impl Strategy<Value = Vec<Option<Index>>> {
    prop::collection::vec(prop::option::weighted(known, any::<Index>()), 70)
}

fn index(years: std::ops::RangeInclusive<i32>) -> impl Strategy<Value = Vec<(i32, Decimal)>> {
    let one = |year| prop::option::weighted(0.8, prop::sample::select(&PROJECTIONS[..])).prop_map(move |p| (year, p));
    let all: Vec<_> = years.map(one).collect();
    all.prop_map(|steps| steps.into_iter().filter_map(|(year, p)| Some((year, Decimal::new(p?, 2)))).collect())
}

/// Budgets for the agreement of 2018; `known` is how often a figure is known.
pub(super) fn of_2018(known: f64) -> impl Strategy<Value = Budget> {
    let offers = prop::collection::vec((picks(known), 0..8_usize), 1..=3);
    (offers, index(2015..=2018)).prop_map(|(offers, index)| Budget {
        agreement: "midtjylland/2018",
        year: 2018,
        rows: offers.iter().enumerate().flat_map(|(number, (picks, life))| offer_2018(number, picks, *life)).collect(),
        index,
    })
}

fn offer_2018(number: usize, picks: &[Option<Index>], life: usize) -> Vec<Row> {
    let mut draw = Draw { picks: picks.iter() };
    let operator = draw.pick(&MUNICIPALITIES).unwrap_or(740);
    let (opened, closed) = [(None, None), (Some(2015), None), (Some(2017), None), (None, Some(2016))][life % 4];
    let mut rows = Vec::new();
    for of in [2014, 2015, 2016, 2018] {
        for figures in [FiguresKind::Budget, FiguresKind::Realised] {
            let taken_over = life == 5 && of == 2018;
            let operator = authority(if taken_over { 751 } else { operator });
            let budget = figures == FiguresKind::Budget;
            rows.push(Row {
                opened: opened.map(year),
                closed: closed.map(year),
                figures,
                tariff_basis: draw.amount(&AMOUNTS),
                own_payment: draw.amount(&[0, 0, 0, 1, 500]),
                places: draw.amount(&PLACES),
                result: draw.amount(&SIGNED).filter(|_| !budget),
                turnover: draw.amount(&AMOUNTS).filter(|_| !budget),
                carried_result: draw.amount(&SIGNED).filter(|_| budget),
                price_level: draw.pick(&[None, None, None, Some(2018)]).flatten().map(year).filter(|_| life == 6),
                ..Row::new(format!("O{number}"), operator, year(of))
            });
        }
    }
    rows.retain(|row| {
        opened.is_none_or(|first| row.year >= year(first)) && closed.is_none_or(|last| row.year <= year(last))
    });
    rows
}

/// Budgets for the agreement of 2025-26.
pub(super) fn of_2025(known: f64) -> impl Strategy<Value = Budget> {
    let offers = prop::collection::vec((picks(known), 0..8_usize), 1..=3);
    (offers, index(2025..=2026), 2025..=2026).prop_map(|(offers, index, of)| Budget {
        agreement: "midtjylland/2025-26",
        year: of,
        rows: offers.iter().enumerate().flat_map(|(number, (picks, life))| offer_2025(number, picks, *life)).collect(),
        index,
    })
}

fn offer_2025(number: usize, picks: &[Option<Index>], life: usize) -> Vec<Row> {
    let mut draw = Draw { picks: picks.iter() };
    let operator = authority(draw.pick(&MUNICIPALITIES).unwrap_or(740));
    let names: &[Option<&str>] = if life.is_multiple_of(2) { &[None] } else { &[Some("dag"), Some("døgn")] };
    let opened = (life == 6).then_some(2025);
    let mut rows = Vec::new();
    for of in [2023, 2024, 2025, 2026] {
        for (at, name) in names.iter().enumerate() {
            let tariff = draw.amount(&AMOUNTS);
            let supplement = draw.amount(&[0, 0, 1, 300, 301]);
            let fits = |one: &Kroner| tariff.is_none_or(|tariff| one.decimal() <= tariff.decimal());
            let hour = life == 5 && at == 0 && of > 2024;
            rows.push(Row {
                opened: opened.map(year),
                tariff_name: name.map(Arc::from),
                tariff,
                tariff_unit: hour.then_some(TariffUnit::Hour),
                wage_supplement: supplement.filter(fits),
                places: draw.amount(&PLACES),
                tariff_basis: draw.amount(&AMOUNTS).filter(|_| at == 0),
                carried_result: draw.amount(&SIGNED).filter(|_| at == 0),
                buyers: draw.pick(&[751, 751, 751, 740]).map(|code| vec![authority(code)]).filter(|_| at == 0),
                location: (life != 3).then(|| authority(740)),
                ..Row::new(format!("O{number}"), operator, year(of))
            });
        }
        rows.push(Row {
            opened: opened.map(year),
            figures: FiguresKind::Realised,
            tariff_basis: draw.amount(&AMOUNTS),
            result: draw.amount(&SIGNED),
            turnover: draw.amount(&AMOUNTS),
            ..Row::new(format!("O{number}"), operator, year(of))
        });
    }
    rows.retain(|row| opened.is_none_or(|first| row.year >= year(first)));
    rows
}

/// Either agreement.
pub(super) fn any_budget(known: f64) -> impl Strategy<Value = Budget> {
    prop_oneof![of_2018(known), of_2025(known)]
}

/// Steps in øre by which an amount is raised.
pub(super) const AMOUNT_STEPS: [i64; 4] = [1, 100, 300, 10_000];

/// Columns of kroner.
pub(super) const KRONER: [Column; 7] = [
    Column::Tariff,
    Column::TariffBasis,
    Column::OwnPayment,
    Column::WageSupplement,
    Column::Result,
    Column::CarriedResult,
    Column::Turnover,
];

/// Columns that a rule reads.
pub(super) const FIGURES: [Column; 8] = [
    Column::Tariff,
    Column::TariffBasis,
    Column::OwnPayment,
    Column::WageSupplement,
    Column::Result,
    Column::CarriedResult,
    Column::Turnover,
    Column::Places,
];
