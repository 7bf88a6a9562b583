//! Random portfolios with the edges made likely: exactly at a limit, one øre beside it, unknown figures, zero bases,
//! huge and tiny amounts, several tariffs, price levels with and without an index, fixed readings.

use rammeaftale::portfolio::{Assumption, Column, FiguresKind, TariffUnit};
use rammeaftale::{Agreement, Authority, Kroner, Percent, Row, Year};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A question to both evaluators.
#[derive(Clone, Debug)]
pub(super) struct Question {
    /// The portfolio.
    pub(super) rows: Vec<Row>,
    /// The subject year.
    pub(super) year: i32,
    /// Fixed readings.
    pub(super) readings: BTreeMap<String, String>,
    /// Projections in percent.
    pub(super) index: BTreeMap<i32, Decimal>,
    /// Assumed values by column.
    pub(super) assumed: BTreeMap<Column, Decimal>,
    pub(super) assumed_location: Option<Authority>,
    pub(super) assumed_buyers: Option<Vec<Authority>>,
}

/// What the choices are drawn from: a seed here, the bytes of a fuzzer in `tests/fuzz`.
pub(crate) trait Draw {
    fn next(&mut self) -> u64;
    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }
    fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }
    /// Whether something that would be one in so many is left out.
    fn lacks(&mut self, n: u64) -> bool {
        self.one_in(n)
    }
    fn of<T: Clone>(&mut self, items: &[T]) -> T {
        items[self.below(items.len() as u64) as usize].clone()
    }
}

/// A portfolio of one offer or some, to be judged by one agreement.
pub(super) fn question(draw: &mut impl Draw, most_offers: u64, agreement: &Agreement) -> Question {
    let from = agreement.in_force.first_year();
    let years: Vec<i32> = (2000..2100).filter(|y| agreement.in_force.touches(Year::new(*y).unwrap())).collect();
    let mut year = draw.of(&years);
    let mut land = Land::of(agreement, from);
    if draw.one_in(7) {
        // Another year than those in force: as if. Such a year stands for the first of them.
        year = from + draw.of(&[-3, -1, 2, 3, 8]);
        let shift = year - from;
        land.span = land.span.start() + shift..=land.span.end() + shift;
    }
    let span = land.span.clone();
    let mut rows = Vec::new();
    let offers = 1 + draw.below(most_offers);
    for number in 0..offers {
        offer(draw, &land, number, &mut rows);
    }
    let mut index = BTreeMap::new();
    if draw.one_in(2) {
        for y in span.clone() {
            if !draw.one_in(4) {
                index.insert(y, draw.of(&["0", "1.5", "2", "3.0401", "-1", "100", "-50", "-99.9999"]).parse().unwrap());
            }
        }
    }
    let mut readings = BTreeMap::new();
    let all_readings = draw.one_in(15);
    for question in &agreement.questions {
        if !all_readings && draw.one_in(2) {
            readings.insert(question.id.to_string(), draw.of(&question.readings).id.to_string());
        }
    }
    let mut assumed = BTreeMap::new();
    for _ in 0..2 {
        if draw.one_in(8) {
            assumed.insert(draw.of(&ASSUMED), draw.of(&["0", "10", "1000"]).parse().unwrap());
        }
    }
    let codes = [land.parties[0], land.parties[1], land.stranger];
    let assumed_location = draw.one_in(8).then(|| authority(draw.of(&codes)));
    let assumed_buyers = draw.one_in(8).then(|| vec![authority(draw.of(&codes)), authority(land.region)]);
    Question { rows, year, readings, index, assumed, assumed_location, assumed_buyers }
}

/// Columns of amounts that can be assumed.
const ASSUMED: [Column; 8] = [
    Column::OwnPayment,
    Column::WageSupplement,
    Column::CarriedResult,
    Column::Places,
    Column::TariffBasis,
    Column::Tariff,
    Column::Result,
    Column::Turnover,
];

fn authority(code: u32) -> Authority {
    Authority::new(code).unwrap()
}

/// Where a portfolio lies: the years of its rows, who runs offers and who buys, and the edges of the rules.
struct Land {
    span: std::ops::RangeInclusive<i32>,
    /// Two municipalities that are parties, and one that is none.
    parties: [u32; 2],
    stranger: u32,
    region: u32,
    factors: &'static [&'static str],
    results: &'static [&'static str],
}

impl Land {
    fn of(agreement: &Agreement, from: i32) -> Land {
        let is_party = |code: &u32| agreement.parties.contains(Authority::new(*code).unwrap());
        let shipped = ["midtjylland/2018", "midtjylland/2021-22", "midtjylland/2025-26"].contains(&&*agreement.id);
        let span = match (shipped, from) {
            (true, ..=2020) => 2014..=2018,
            (true, _) => 2022..=2026,
            (false, 2014) => 2014..=2018,
            (false, 2027) => 2024..=2028,
            (false, _) => from - 1..=from + 1,
        };
        let parties = [740, 751, 101, 147, 461, 410, 851, 813].into_iter().filter(is_party).take(2).collect::<Vec<_>>();
        Land {
            span,
            parties: [parties[0], parties[1]],
            stranger: [101, 740].into_iter().find(|code| !is_party(code)).unwrap(),
            region: agreement.parties.region.0.code().into(),
            factors: if shipped { &SHIPPED } else { &FIXTURES },
            results: if shipped {
                &["50000", "-50000", "50000.01", "-50000.01", "0", "60000", "-60000", "1000"]
            } else {
                &["30000", "-30000", "30000.01", "-30000.01", "0", "60000", "-60000", "1000"]
            },
        }
    }
}

/// Exactly 3 %, exactly 5 %.
const SHIPPED: [&str; 12] = ["1", "1", "1", "0.97", "0.97", "0.985", "1.01", "0.94", "1.03", "0.98", "0.9702", "1.1"];
/// Exactly 2, 2.5 and 3 %; half of 1.5, 2, 3.0401 and 100 % and what stands without a projection; those less 2 %.
const FIXTURES: [&str; 16] = [
    "1", "1", "0.98", "0.98", "0.97", "0.975", "0.9555", "1.0075", "1.01", "1.015201", "0.5", "1.5", "0.995",
    "1.010401", "1.0353", "0.994994",
];

/// Amounts around round bases, so that the edges of the rules and one øre beside them are common.
fn around(draw: &mut impl Draw, land: &Land, base: &str) -> Decimal {
    let base: Decimal = base.parse().unwrap();
    let factor: Decimal = draw.of(land.factors).parse().unwrap();
    let beside: Decimal = draw.of(&["0", "0", "0", "0.01", "-0.01", "0.0001", "-0.0001", "1"]).parse().unwrap();
    (base * factor + beside).round_dp_with_strategy(4, rust_decimal::RoundingStrategy::ToZero).max(Decimal::ZERO)
}

fn offer<D: Draw>(draw: &mut D, land: &Land, number: u64, rows: &mut Vec<Row>) {
    let years: Vec<i32> = land.span.clone().collect();
    let known = |draw: &mut D| !draw.lacks(9);
    let [one, other] = land.parties;
    let operators = [one, one, one, other, land.region, other, land.stranger];
    let mut operator = draw.of(&operators);
    let take_over = draw.one_in(8);
    let location = draw.of(&[Some(one), Some(other), None, Some(one), Some(land.stranger)]);
    let some_buyers = [None, Some(vec![746]), Some(vec![746, other]), Some(vec![operator]), Some(vec![land.region])];
    let mut buyers: Option<Vec<u32>> = draw.of(&some_buyers);
    let buyers_change = draw.one_in(4);
    let opened = draw.one_in(4).then(|| years[0] + draw.below(6) as i32);
    let closed = draw.one_in(6).then(|| opened.unwrap_or(years[0]).max(years[0] + draw.below(6) as i32));
    let exists = |year: i32| opened.is_none_or(|o| o <= year) && closed.is_none_or(|c| year <= c);
    let base = draw.of(&["1000000", "1000", "100", "0", "900000000000", "0.01", "5000000", "10000"]);
    let names: Vec<Option<&str>> =
        draw.of(&[vec![None], vec![Some("døgn")], vec![Some("døgn"), Some("dag")], vec![None]]);
    let units =
        [TariffUnit::Day, TariffUnit::Day, TariffUnit::Hour, TariffUnit::Month, TariffUnit::Day, TariffUnit::Year];
    let unit = draw.of(&units);
    for year in years {
        if take_over && draw.one_in(3) {
            operator = draw.of(&operators);
        }
        if buyers_change && draw.one_in(2) {
            buyers = draw.of(&some_buyers);
        }
        if !exists(year) || draw.lacks(12) {
            continue;
        }
        for figures in [FiguresKind::Budget, FiguresKind::Realised] {
            if draw.lacks(if figures == FiguresKind::Budget { 14 } else { 4 }) {
                continue;
            }
            let price_level = draw.one_in(25).then(|| Year::new(year + draw.below(3) as i32 - 1).unwrap());
            let carried = known(draw).then(|| {
                kroner(
                    draw.of(&["0", "0", "100", "-100", "60000", "-60000", "50000.01", "-50001", "1000000", "-1000000"]),
                )
            });
            let result = known(draw).then(|| kroner(draw.of(land.results)));
            let turnover = known(draw).then(|| kroner(draw.of(&["1000000", "2000000", "0", "-5"])));
            let total = draw.one_in(2);
            let mut rest: Vec<Row> = Vec::new();
            for (position, name) in names.iter().enumerate() {
                if names.len() > 1 && draw.lacks(10) {
                    continue;
                }
                let mut row =
                    Row::new(format!("T{number}"), Authority::new(operator).unwrap(), Year::new(year).unwrap());
                row.location = location.and_then(Authority::new);
                row.buyers = buyers.clone().map(|b| b.into_iter().filter_map(Authority::new).collect());
                row.opened = opened.and_then(Year::new);
                row.closed = closed.and_then(Year::new);
                row.figures = figures;
                row.tariff_name = if names.len() == 1 && draw.one_in(4) { None } else { name.map(Into::into) };
                row.price_level = price_level;
                row.carried_result = carried;
                row.result = result;
                row.turnover = turnover;
                row.tariff = known(draw).then(|| kroner_of(around(draw, land, base)));
                let is_day = unit == TariffUnit::Day && draw.one_in(2);
                row.tariff_unit = if is_day { None } else { Some(unit) };
                if draw.one_in(12) {
                    row.tariff_unit = Some(draw.of(&units));
                }
                row.places = known(draw).then(|| kroner(draw.of(&["10", "10", "10.5", "0", "1", "12"])));
                if !total || position == 0 {
                    row.tariff_basis = Some(kroner_of(around(draw, land, base)));
                    row.own_payment = Some(kroner(draw.of(&["0", "0", "100", "1000", "10000"])));
                }
                if let Some(tariff) = row.tariff {
                    let supplement: Decimal = draw.of(&["0", "0", "10", "10.01", "30000", "1000"]).parse().unwrap();
                    row.wage_supplement =
                        (known(draw) && supplement <= tariff.decimal()).then(|| kroner_of(supplement));
                }
                rest.push(row);
            }
            if draw.lacks(7) {
                rest.iter_mut().for_each(|row| row.tariff_basis = None);
            }
            if draw.lacks(5) {
                rest.iter_mut().for_each(|row| row.own_payment = None);
            }
            if names.len() > 1 && draw.one_in(3) {
                rest = whole(draw, rest);
            }
            rows.extend(rest);
        }
    }
}

/// The totals of an offer-year on a row without a name, beside its tariffs or alone.
fn whole(draw: &mut impl Draw, mut tariffs: Vec<Row>) -> Vec<Row> {
    let Some(mut whole) = tariffs.first().cloned() else { return tariffs };
    let total = |column| {
        let sum = tariffs.iter().try_fold(Decimal::ZERO, |sum, row| Some(sum + row.amount(column)?.decimal()));
        sum.map(kroner_of)
    };
    (whole.tariff_basis, whole.own_payment) = (total(Column::TariffBasis), total(Column::OwnPayment));
    (whole.tariff_name, whole.tariff, whole.tariff_unit) = (None, None, None);
    (whole.places, whole.wage_supplement) = (None, None);
    for row in &mut tariffs {
        (row.tariff_basis, row.own_payment) = (None, None);
        (row.result, row.carried_result, row.turnover) = (None, None, None);
    }
    if draw.one_in(3) {
        tariffs.clear();
    }
    tariffs.push(whole);
    tariffs
}

fn kroner(text: &str) -> Kroner {
    kroner_of(text.parse().unwrap())
}

fn kroner_of(amount: Decimal) -> Kroner {
    Kroner::new(amount).unwrap_or_else(|_| Kroner::new("999999999999".parse().unwrap()).unwrap())
}

/// The options of the engine for a question.
pub(super) fn options(question: &Question) -> rammeaftale::Options {
    let percent = |p: &Decimal| Percent::new(*p).unwrap();
    rammeaftale::Options {
        readings: question.readings.clone(),
        index: rammeaftale::PriceIndex::new(question.index.iter().map(|(y, p)| (Year::new(*y).unwrap(), percent(p))))
            .unwrap(),
        assumptions: assumptions(question),
        rule: None,
    }
}

fn assumptions(question: &Question) -> Vec<Assumption> {
    let amounts = question.assumed.iter().map(|(c, v)| Assumption::amount(*c, Kroner::new(*v).unwrap()).unwrap());
    let codes = |column, codes: Vec<Authority>| Assumption::authorities(column, codes).unwrap();
    let location = question.assumed_location.map(|code| codes(Column::Location, vec![code]));
    let buyers = question.assumed_buyers.clone().map(|all| codes(Column::Buyers, all));
    amounts.chain(location).chain(buyers).collect()
}
