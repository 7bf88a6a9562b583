//! Rows put together to offers; every contradiction found on the way (rules.md, sections 3 and 8).

mod agreed;
mod rows;
mod totals;

use super::legal_basis;
use super::{Account, Authority, Column, FiguresKind, Offer, OfferYear, Places, Row, Tariff};
use crate::diag::{Code, Diagnostic, MOST_MISTAKES, Place, too_many};
use crate::quantity::Year;
use crate::text::Text;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A row with its number in the input.
type Numbered<'r> = (usize, &'r Row);

/// Offers put together, one after the other, and what was found on the way.
pub(super) struct Check<'p> {
    places: &'p dyn Places,
    pub(super) diagnostics: Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
    /// What was said of paragraphs and codes: once is enough.
    doubted: BTreeSet<Text>,
    /// The paragraphs that were looked at, and in which year.
    looked_at: BTreeSet<(Year, Arc<str>)>,
    /// Where each operator first stands as its own only buyer, as long as no row names another.
    pub(super) own_buyers: BTreeMap<Authority, Option<usize>>,
}

impl<'p> Check<'p> {
    pub(super) fn new(places: &'p dyn Places) -> Check<'p> {
        Check {
            places,
            diagnostics: Vec::new(),
            errors: 0,
            warnings: 0,
            doubted: BTreeSet::new(),
            looked_at: BTreeSet::new(),
            own_buyers: BTreeMap::new(),
        }
    }

    /// The offer that some rows with their numbers make; none without rows.
    pub(super) fn offer(&mut self, rows: &[(usize, Row)]) -> Option<Offer> {
        let rows: Vec<Numbered<'_>> = rows.iter().map(|(number, row)| (*number, row)).collect();
        let rows = rows.as_slice();
        let (_, first) = rows.first()?;
        let mut names: Vec<&Arc<str>> = rows.iter().filter_map(|(_, row)| row.tariff_name.as_ref()).collect();
        names.sort();
        names.dedup();
        if names.len() > 1 {
            self.alike_tariffs(rows);
        }
        let mut by_year: BTreeMap<Year, Vec<Numbered<'_>>> = BTreeMap::new();
        for row in rows {
            self.check_row(*row, names.len() > 1);
            self.authorities(*row);
            by_year.entry(row.1.year).or_default().push(*row);
        }
        let offer = Offer {
            id: Arc::clone(&first.offer),
            name: self.agreed(rows, Column::OfferName, |row| row.offer_name.as_ref()).cloned(),
            location: self.agreed(rows, Column::Location, |row| row.location.as_ref()).copied(),
            location_assumed: false,
            opened: self.agreed(rows, Column::Opened, |row| row.opened.as_ref()).copied(),
            closed: self.agreed(rows, Column::Closed, |row| row.closed.as_ref()).copied(),
            years: by_year.iter().filter_map(|(year, rows)| Some((*year, self.offer_year(rows, &names)?))).collect(),
        };
        self.check_life(&offer, rows);
        Some(offer)
    }

    fn offer_year(&mut self, rows: &[Numbered<'_>], names: &[&Arc<str>]) -> Option<OfferYear> {
        let kind = |figures| rows.iter().copied().filter(|(_, row)| row.figures == figures).collect::<Vec<_>>();
        Some(OfferYear {
            operator: *self.agreed(rows, Column::Operator, |row| Some(&row.operator))?,
            legal_basis: self.legal_basis(rows),
            buyers: self.agreed_buyers(rows),
            buyers_assumed: false,
            budget: self.account(&kind(FiguresKind::Budget), names).map(Box::new),
            realised: self.account(&kind(FiguresKind::Realised), names).map(Box::new),
        })
    }

    fn legal_basis(&mut self, rows: &[Numbered<'_>]) -> Option<Arc<str>> {
        let text = self.agreed(rows, Column::LegalBasis, |row| row.legal_basis.as_ref())?;
        let (number, row) = rows.iter().find(|(_, row)| row.legal_basis.is_some())?;
        if self.looked_at.insert((row.year, Arc::clone(text)))
            && let Some((message, help)) = legal_basis::doubt(text, row.year)
            && self.doubted(&message)
        {
            let place = self.warning_place(*number, Column::LegalBasis);
            self.push(Diagnostic::warning(Code::UnknownParagraph, place, message).help(help.da, help.en));
        }
        Some(Arc::clone(text))
    }

    /// True the first time that this is said.
    pub(super) fn doubted(&mut self, message: &Text) -> bool {
        self.doubted.insert(message.clone())
    }

    fn account(&mut self, rows: &[Numbered<'_>], names: &[&Arc<str>]) -> Option<Account> {
        if rows.is_empty() {
            return None;
        }
        self.check_keys(rows, names);
        let several = names.len() > 1;
        let (tariff_rows, totals): (Vec<Numbered<'_>>, Vec<Numbered<'_>>) =
            rows.iter().partition(|(_, row)| !several || row.tariff_name.is_some());
        let only = names.first().filter(|_| !several);
        let amount = |column| move |row: &Row| row.amount(column);
        let account = Account {
            price_level: self.agreed(rows, Column::PriceLevel, |row| row.price_level.as_ref()).copied(),
            tariff_basis: self.total(rows, &tariff_rows, Column::TariffBasis),
            own_payment: self.total(rows, &tariff_rows, Column::OwnPayment),
            result: self.agreed_amount(rows, Column::Result, amount(Column::Result)),
            carried_result: self.agreed_amount(rows, Column::CarriedResult, amount(Column::CarriedResult)),
            turnover: self.agreed_amount(rows, Column::Turnover, amount(Column::Turnover)),
            tariffs: tariff_rows.iter().map(|(_, row)| tariff(row, only.copied())).collect(),
            total_places: self.total_places(&tariff_rows, &totals),
            by_name: Vec::new(),
        };
        Some(account.indexed())
    }

    /// The place of an error; none is looked up for one that is not shown.
    pub(super) fn place(&self, row: usize, column: Column) -> Place {
        if self.errors > MOST_MISTAKES { nowhere() } else { self.places.place(row, column) }
    }

    /// The place of a warning.
    pub(super) fn warning_place(&self, row: usize, column: Column) -> Place {
        if self.warnings >= MOST_MISTAKES { nowhere() } else { self.places.place(row, column) }
    }

    /// Of endless mistakes the first are enough; a mistake is never crowded out by warnings.
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        let alike = if diagnostic.is_error() { &mut self.errors } else { &mut self.warnings };
        *alike += 1;
        match *alike {
            0..=MOST_MISTAKES => self.diagnostics.push(diagnostic),
            more if more == MOST_MISTAKES + 1 && diagnostic.is_error() => {
                self.diagnostics.extend(diagnostic.place().cloned().map(too_many));
            }
            _ => {}
        }
    }
}

fn nowhere() -> Place {
    Place::file(&Arc::from(""))
}

fn tariff(row: &Row, only: Option<&Arc<str>>) -> Tariff {
    Tariff {
        name: row.tariff_name.as_ref().or(only).cloned(),
        tariff: row.tariff.into(),
        unit: row.tariff_unit.unwrap_or_default(),
        places: row.places.into(),
        occupancy: row.occupancy.into(),
        wage_supplement: row.wage_supplement.into(),
    }
}
