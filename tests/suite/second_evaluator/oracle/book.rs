//! What the rows say: section 3 of `rules.md`.

use super::finding::Cause;
use super::model::*;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// An unknown figure: the cause it gives rise to and its `missing` entry.
pub type Blank = (Cause, String);
/// A figure or, where it is unknown, which one is missing.
pub type Figure = Result<Fraction, Blank>;

/// Does a tariff have a base in this year?
pub enum Standing {
    Stands(Unit),
    Absent,
    Unknown,
}

pub struct Book<'a> {
    /// Each row with the tariff it is about: the name, "" for the unnamed tariff of an offer without any names, none
    /// for a row with a blank name of an offer with several tariffs.
    rows: Vec<(&'a Row, Option<String>)>,
    assumed: &'a BTreeMap<String, Fraction>,
    /// The assumptions used since this was last emptied.
    pub touched: RefCell<BTreeSet<String>>,
}

impl<'a> Book<'a> {
    pub fn new(rows: &'a [Row], settings: &'a Settings) -> Book<'a> {
        let named = rows.iter().map(|row| (row, tariff_of(rows, row))).collect();
        Book { rows: named, assumed: &settings.assumed, touched: RefCell::default() }
    }

    /// Settled: "every offer in order of the input".
    pub fn offers(&self) -> Vec<&'a str> {
        let mut offers: Vec<&str> = vec![];
        for (row, _) in &self.rows {
            if !offers.contains(&row.offer.as_str()) {
                offers.push(&row.offer);
            }
        }
        offers
    }

    fn of(&self, offer: &str) -> impl Iterator<Item = &(&'a Row, Option<String>)> {
        self.rows.iter().filter(move |(row, _)| row.offer == offer)
    }

    fn of_year(&self, offer: &str, year: i32, figures: Figures) -> impl Iterator<Item = &(&'a Row, Option<String>)> {
        self.of(offer).filter(move |(row, _)| row.year == year && row.figures == figures)
    }

    /// "An offer does not exist in a year before `opened` or after `closed`; else a missing row is unknown."
    pub fn exists(&self, offer: &str, year: i32) -> bool {
        let opened = self.of(offer).find_map(|(row, _)| row.opened);
        let closed = self.of(offer).find_map(|(row, _)| row.closed);
        opened.is_none_or(|first| first <= year) && closed.is_none_or(|last| year <= last)
    }

    pub fn is_before_opening(&self, offer: &str, year: i32) -> bool {
        self.of(offer).find_map(|(row, _)| row.opened).is_some_and(|first| year < first)
    }

    /// "to the operator of the subject year; without one, to that of the last year before, else the first after"
    pub fn operator(&self, offer: &str, year: i32) -> u16 {
        let before = self.of(offer).filter(|(row, _)| row.year <= year).max_by_key(|(row, _)| row.year);
        let after = self.of(offer).filter(|(row, _)| row.year > year).min_by_key(|(row, _)| row.year);
        before.or(after).map(|(row, _)| row.operator).expect("an offer has a row")
    }

    pub fn location(&self, offer: &str) -> Option<u16> {
        self.of(offer).find_map(|(row, _)| row.location)
    }

    /// Of the offer-year: "may stand on any of its rows". None: no row of the year; and within: blank.
    pub fn buyers(&self, offer: &str, year: i32) -> Option<Option<&'a Vec<u16>>> {
        let mut rows =
            self.of(offer).filter(|(row, _)| row.year == year).map(|(row, _)| row.buyers.as_ref()).peekable();
        rows.peek()?;
        Some(rows.flatten().find(|buyers| !buyers.is_empty()))
    }

    /// "`price_level` belongs to the offer-year and kind of figures"; "default its own year".
    pub fn price_level(&self, offer: &str, year: i32, figures: Figures) -> i32 {
        self.of_year(offer, year, figures).find_map(|(row, _)| row.price_level).unwrap_or(year)
    }

    /// The tariffs that the rows of a year name, in their order.
    pub fn tariffs(&self, offer: &str, year: i32, figures: Figures) -> Vec<String> {
        let mut names: Vec<String> = vec![];
        for name in self.of_year(offer, year, figures).filter_map(|(_, name)| name.clone()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// "each tariff of the subject year's budget rows; without any, each of the base year; else one unnamed"; "A blank tariff
    /// name is the offer's only tariff across years."
    pub fn judged_tariffs(&self, offer: &str, year: i32, base_year: i32) -> Vec<String> {
        for year in [year, base_year] {
            let names = self.tariffs(offer, year, Figures::Budget);
            if !names.is_empty() {
                return names;
            }
        }
        let names: BTreeSet<String> = self.of(offer).filter_map(|(_, name)| name.clone()).collect();
        let only = names.into_iter().collect::<Vec<_>>();
        if let [only] = &only[..] { vec![only.clone()] } else { vec![String::new()] }
    }

    /// A tariff did not exist in a year when the offer did not, or when the year's budget rows name other tariffs
    /// only.
    pub fn standing(&self, offer: &str, year: i32, name: &str) -> Standing {
        if !self.exists(offer, year) {
            return Standing::Absent;
        }
        if let Some((row, _)) = self.of_year(offer, year, Figures::Budget).find(|(_, n)| n.as_deref() == Some(name)) {
            return Standing::Stands(row.tariff_unit);
        }
        if self.tariffs(offer, year, Figures::Budget).is_empty() { Standing::Unknown } else { Standing::Absent }
    }

    /// A figure of a tariff: `tariff`, `places`, `wage_supplement`.
    pub fn of_tariff(&self, column: &str, offer: &str, year: i32, figures: Figures, name: &str) -> Figure {
        let row = self.of_year(offer, year, figures).find(|(_, n)| n.as_deref() == Some(name));
        let value = row.and_then(|(row, _)| cell(row, column)).or_else(|| self.assume(column, row.is_some()));
        value.ok_or_else(|| blank(column, offer, year, figures, name))
    }

    /// A figure of an offer-year. `tariff_basis` and `own_payment`: "on one row they are the offer's total, on every
    /// tariff row they are summed" (all else is an error, so the sum of what stands is right); the others may be
    /// repeated.
    pub fn of_offer(&self, column: &str, offer: &str, year: i32, figures: Figures) -> Figure {
        let stated: Vec<Fraction> =
            self.of_year(offer, year, figures).filter_map(|(row, _)| cell(row, column)).collect();
        let value = match column {
            "tariff_basis" | "own_payment" if !stated.is_empty() => Some(stated.iter().sum()),
            _ => stated.into_iter().next(),
        };
        let value = value.or_else(|| self.assume(column, self.of_year(offer, year, figures).next().is_some()));
        value.ok_or_else(|| blank(column, offer, year, figures, ""))
    }

    /// Settled: "Total places of an offer-year = sum over its tariffs; a blank one makes it unknown."
    pub fn places(&self, offer: &str, year: i32, figures: Figures) -> Vec<Figure> {
        let names = self.tariffs(offer, year, figures);
        if names.is_empty() {
            return vec![Err(blank("places", offer, year, figures, ""))];
        }
        names.iter().map(|name| self.of_tariff("places", offer, year, figures, name)).collect()
    }

    /// "fills what is unknown at the level the column belongs to, where a row of the kind that is read stands"
    fn assume(&self, column: &str, stands: bool) -> Option<Fraction> {
        let value = self.assumed.get(column).filter(|_| stands)?;
        let value_told = format!("{value:?}");
        self.touched.borrow_mut().insert(format!("{column}={}", value_told.strip_suffix("/1").unwrap_or(&value_told)));
        Some(value.clone())
    }
}

/// Settled: "an offer with at most one distinct non-blank name over all its rows treats blank as that name".
fn tariff_of(rows: &[Row], row: &Row) -> Option<String> {
    let names: BTreeSet<&String> =
        rows.iter().filter(|r| r.offer == row.offer).filter_map(|r| r.tariff_name.as_ref()).collect();
    match (&row.tariff_name, names.len()) {
        (Some(name), _) => Some(name.clone()),
        (None, 0) => Some(String::new()),
        (None, 1) => names.first().map(|name| name.to_string()),
        (None, _) => None,
    }
}

fn cell(row: &Row, column: &str) -> Option<Fraction> {
    match column {
        "tariff" => row.tariff.clone(),
        "places" => row.places.clone(),
        "wage_supplement" => row.wage_supplement.clone(),
        "tariff_basis" => row.tariff_basis.clone(),
        "own_payment" => row.own_payment.clone(),
        "result" => row.result.clone(),
        "carried_result" => row.carried_result.clone(),
        "turnover" => row.turnover.clone(),
        _ => unreachable!("no such column: {column}"),
    }
}

/// "`COLUMN OFFER YEAR FIGURES` and the tariff name where it matters". "Otherwise unknown own payment makes the
/// comparison undetermined `not-comparable`."
fn blank(column: &str, offer: &str, year: i32, figures: Figures, name: &str) -> Blank {
    let cause = if column == "own_payment" { Cause::NotComparable } else { Cause::MissingInput };
    let figures = if figures == Figures::Budget { "budget" } else { "realised" };
    (cause, format!("{column} {offer} {year} {figures} {name}").trim_end().to_string())
}
