//! Rows as they are held until they are put together: in a few bytes each, and a row that says what the one before it
//! says as no more than its number.

use super::{Authority, Column, FiguresKind, Row, TariffUnit};
use crate::quantity::{Kroner, Year};
use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;
use std::sync::Arc;

/// Rows that one offer may have: far above those of any true one, which has a row for each year, kind of figures and
/// tariff.
pub const MOST_ROWS_OF_OFFER: usize = 100_000;

/// The rows of one offer with their numbers in the input.
#[derive(Clone, Debug, Default)]
pub(super) struct Held {
    bytes: Vec<u8>,
    /// Where what the last row says stands.
    last: Range<usize>,
    number: usize,
    count: usize,
    /// True when a row more was taken than an offer may have.
    is_over: bool,
}

impl Held {
    /// Takes a row; false for one more than an offer may have.
    pub(super) fn push(&mut self, number: usize, row: &Row, shared: &mut Shared) -> bool {
        self.is_over |= self.count == MOST_ROWS_OF_OFFER;
        if self.is_over {
            return false;
        }
        let said = shared.said(row);
        let is_again = self.count > 0 && self.bytes.get(self.last.clone()) == Some(said);
        let step = u64::try_from(number.saturating_sub(self.number)).unwrap_or_default();
        write(&mut self.bytes, (step << 1) | u64::from(is_again));
        if !is_again {
            // Most offers have few rows.
            if self.bytes.capacity() < self.bytes.len() + said.len() {
                self.bytes.reserve_exact(said.len() + self.bytes.len() / 2);
            }
            self.last = self.bytes.len()..self.bytes.len() + said.len();
            self.bytes.extend_from_slice(said);
        }
        (self.number, self.count) = (number, self.count + 1);
        true
    }

    pub(super) fn is_over(&self) -> bool {
        self.is_over
    }

    /// The rows in the order they were taken in.
    pub(super) fn rows(&self, offer: &Arc<str>, shared: &Shared) -> Vec<(usize, Row)> {
        let (mut out, mut number) = (Vec::<(usize, Row)>::with_capacity(self.count), 0);
        let mut rest = self.bytes.as_slice();
        while let Some(head) = read(&mut rest) {
            number += usize::try_from(head >> 1).unwrap_or_default();
            let row = match head & 1 {
                0 => shared.row(offer, &mut rest),
                _ => out.last().map(|(_, row)| row.clone()),
            };
            out.extend(row.map(|row| (number, row)));
        }
        out
    }
}

/// What rows share: texts and lists of buyers are held once.
#[derive(Clone, Debug, Default)]
pub(super) struct Shared {
    texts: Pool<Arc<str>>,
    buyers: Pool<Vec<Authority>>,
    /// What the last row says, and the words of its columns.
    said: Vec<u8>,
    words: Vec<u64>,
}

/// Units by their numbers.
const UNITS: [TariffUnit; 4] = [TariffUnit::Day, TariffUnit::Hour, TariffUnit::Month, TariffUnit::Year];

impl Shared {
    /// All that a row says but its offer: operator and year, which other columns are filled, and what with.
    fn said(&mut self, row: &Row) -> &[u8] {
        let mut filled = 0;
        self.words.clear();
        for (at, column) in Column::ALL.iter().enumerate() {
            if let Some(word) = self.word(row, *column) {
                filled |= 1 << at;
                self.words.push(word);
            }
        }
        self.said.clear();
        let head = [code(row.operator), year(row.year), filled];
        head.iter().chain(&self.words).for_each(|word| write(&mut self.said, *word));
        &self.said
    }

    fn word(&mut self, row: &Row, column: Column) -> Option<u64> {
        match column {
            Column::Offer | Column::Operator | Column::Year => None,
            Column::OfferName => row.offer_name.as_ref().map(|text| self.texts.number(text)),
            Column::LegalBasis => row.legal_basis.as_ref().map(|text| self.texts.number(text)),
            Column::TariffName => row.tariff_name.as_ref().map(|text| self.texts.number(text)),
            Column::Location => row.location.map(code),
            Column::Buyers => row.buyers.as_ref().map(|buyers| self.buyers.number(buyers)),
            Column::Opened => row.opened.map(year),
            Column::Closed => row.closed.map(year),
            Column::PriceLevel => row.price_level.map(year),
            Column::Figures => (row.figures == FiguresKind::Realised).then_some(1),
            Column::TariffUnit => (0..).zip(UNITS).find(|(_, unit)| row.tariff_unit == Some(*unit)).map(|(at, _)| at),
            _ => row.amount(column).map(Kroner::to_word),
        }
    }

    /// The row that stands here.
    fn row(&self, offer: &Arc<str>, from: &mut &[u8]) -> Option<Row> {
        let (operator, year) = (authority_of(read(from)?)?, year_of(read(from)?)?);
        let (mut row, filled) = (Row::new(Arc::clone(offer), operator, year), read(from)?);
        let columns = (0..).zip(Column::ALL).filter(|(at, _)| filled >> at & 1 == 1);
        for (_, column) in columns {
            self.put(&mut row, *column, read(from)?);
        }
        Some(row)
    }

    fn put(&self, row: &mut Row, column: Column, word: u64) {
        match column {
            Column::Offer | Column::Operator | Column::Year => {}
            Column::OfferName => row.offer_name = self.texts.get(word),
            Column::LegalBasis => row.legal_basis = self.texts.get(word),
            Column::TariffName => row.tariff_name = self.texts.get(word),
            Column::Location => row.location = authority_of(word),
            Column::Buyers => row.buyers = self.buyers.get(word),
            Column::Opened => row.opened = year_of(word),
            Column::Closed => row.closed = year_of(word),
            Column::PriceLevel => row.price_level = year_of(word),
            Column::Figures => row.figures = FiguresKind::Realised,
            Column::TariffUnit => row.tariff_unit = UNITS.get(usize::try_from(word).unwrap_or(UNITS.len())).copied(),
            _ => {
                if let Some(slot) = row.amount_mut(column) {
                    *slot = Kroner::from_word(word);
                }
            }
        }
    }
}

/// Values, each with its number.
#[derive(Clone, Debug)]
struct Pool<T> {
    held: Vec<T>,
    numbers: HashMap<T, u64>,
}

impl<T> Default for Pool<T> {
    fn default() -> Pool<T> {
        Pool { held: Vec::new(), numbers: HashMap::new() }
    }
}

impl<T: Clone + Eq + Hash> Pool<T> {
    fn number(&mut self, value: &T) -> u64 {
        if let Some(number) = self.numbers.get(value) {
            return *number;
        }
        let number = u64::try_from(self.held.len()).unwrap_or_default();
        self.held.push(value.clone());
        self.numbers.insert(value.clone(), number);
        number
    }

    fn get(&self, number: u64) -> Option<T> {
        self.held.get(usize::try_from(number).ok()?).cloned()
    }
}

/// Years are counted from here.
const FIRST: i32 = 1900;

/// How many years after the first, or before it.
fn year(year: Year) -> u64 {
    let after = year.number().saturating_sub(FIRST);
    (u64::from(after.unsigned_abs()) << 1) | u64::from(after < 0)
}

fn year_of(word: u64) -> Option<Year> {
    let years = i32::try_from(word >> 1).ok()?;
    Some(Year::new(FIRST)?.plus(if word & 1 == 1 { -years } else { years }))
}

fn code(authority: Authority) -> u64 {
    authority.code().into()
}

fn authority_of(word: u64) -> Option<Authority> {
    Authority::new(u32::try_from(word).ok()?)
}

/// Seven bits a byte, the lowest first; the eighth says that more follow.
fn write(out: &mut Vec<u8>, mut word: u64) {
    while word > 127 {
        out.push(u8::try_from(word & 127).unwrap_or_default() | 128);
        word >>= 7;
    }
    out.push(u8::try_from(word).unwrap_or_default());
}

fn read(from: &mut &[u8]) -> Option<u64> {
    let (mut word, mut shift) = (0_u64, 0_u32);
    loop {
        let (byte, rest) = from.split_first()?;
        *from = rest;
        word |= u64::from(byte & 127).checked_shl(shift)?;
        shift += 7;
        if byte & 128 == 0 {
            return Some(word);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    fn filled(columns: u32, number: i64, scale: u32) -> Row {
        let code = |number: i64| Authority::new(u32::try_from(101 + number.rem_euclid(800)).unwrap()).unwrap();
        let year = |number: i64| Year::new(1900).unwrap().plus(i32::try_from(number.rem_euclid(400)).unwrap() - 100);
        let mut row = Row::new("B", code(number), year(number));
        for (at, column) in (0..).zip(Column::ALL).filter(|(at, _)| columns >> at & 1 == 1) {
            let text = || Some(Arc::from(format!("{number} æ")));
            match column {
                Column::OfferName => row.offer_name = text(),
                Column::LegalBasis => row.legal_basis = text(),
                Column::TariffName => row.tariff_name = text(),
                Column::Location => row.location = Some(code(number + 1)),
                Column::Buyers => row.buyers = Some((0..number.rem_euclid(4)).rev().map(code).collect()),
                Column::Opened => row.opened = Some(year(at)),
                Column::Closed => row.closed = Some(year(number + at)),
                Column::PriceLevel => row.price_level = Some(year(number - at)),
                Column::Figures => row.figures = FiguresKind::Realised,
                Column::TariffUnit => row.tariff_unit = UNITS.get(usize::try_from(at % 4).unwrap()).copied(),
                _ => {
                    let mut amount = Decimal::new(number + at, scale);
                    amount.set_sign_negative(number % 2 == 0);
                    if let Some(slot) = row.amount_mut(*column) {
                        *slot = Kroner::new(amount).ok();
                    }
                }
            }
        }
        row
    }

    /// Whatever a row says comes back, to the zeros behind its decimals.
    #[test]
    fn what_is_held_comes_back() {
        let alone = (0..22).map(|at| 1 << at);
        let columns: Vec<u32> = alone.chain([0, u32::MAX, 0x15_5555, 0x2a_aaaa]).collect();
        let (mut held, mut shared, mut taken) = (Held::default(), Shared::default(), Vec::new());
        for (columns, number) in
            columns.iter().flat_map(|columns| [-9_999_999_999, -1, 0, 7, 128, 1 << 33].map(|n| (*columns, n)))
        {
            let row = filled(columns, number, u32::try_from(number.rem_euclid(5)).unwrap());
            for step in [1, 200] {
                let number = taken.last().map_or(0, |(number, _)| *number) + step;
                assert!(held.push(number, &row, &mut shared));
                taken.push((number, row.clone()));
            }
        }
        assert_eq!(format!("{:?}", held.rows(&Arc::from("B"), &shared)), format!("{taken:?}"));
    }

    #[test]
    fn a_row_said_again_is_held_in_few_bytes() {
        let (mut held, mut shared) = (Held::default(), Shared::default());
        for number in 0..MOST_ROWS_OF_OFFER {
            assert!(held.push(number, &filled(u32::MAX, 5, 2), &mut shared));
        }
        assert!(held.bytes.len() < MOST_ROWS_OF_OFFER + 200, "{}", held.bytes.len());
        assert!(!held.is_over() && !held.push(MOST_ROWS_OF_OFFER, &filled(0, 5, 2), &mut shared) && held.is_over());
        assert_eq!(held.rows(&Arc::from("B"), &shared).len(), MOST_ROWS_OF_OFFER);
    }
}
