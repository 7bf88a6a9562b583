//! Rows taken one by one until they are put together.

use super::alike::Alike;
use super::build::Check;
use super::held::{Held, Shared};
use super::{Column, Places, Portfolio, Row};
use crate::diag::Diagnostic;
use crate::quantity::Year;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Rows on their way to a portfolio, taken one by one; those of an offer need not stand together. What several say
/// in the same words is held once, and each row in a few bytes.
///
/// ```
/// use rammeaftale::portfolio::{PortfolioBuilder, RowNumbers};
/// use rammeaftale::{Authority, Row, Year};
///
/// let (viborg, year) = (Authority::new(791).expect("a code"), Year::new(2025).expect("a year"));
/// let mut builder = PortfolioBuilder::default();
/// builder.add(Row::new("B1", viborg, year));
/// let (portfolio, warnings) = builder.finish(&RowNumbers).expect("rows that agree");
/// assert_eq!((portfolio.offers().len(), warnings.len()), (1, 0));
/// ```
#[derive(Clone, Debug, Default)]
pub struct PortfolioBuilder {
    /// By offer in order of first appearance.
    offers: Vec<Taken>,
    index: HashMap<Arc<str>, usize>,
    /// Whose row was taken last.
    last: usize,
    shared: Shared,
    rows: usize,
}

/// An offer with its rows; the name of one that is left out is forgotten.
#[derive(Clone, Debug, Default)]
struct Taken {
    offer: Option<Arc<str>>,
    held: Held,
    years: BTreeSet<Year>,
}

impl PortfolioBuilder {
    /// Takes a row, which gets the next number, from 0. False for a row more than
    /// [`MOST_ROWS_OF_OFFER`](super::MOST_ROWS_OF_OFFER): it gets no number, and [`finish`](PortfolioBuilder::finish)
    /// tells of it.
    pub fn add(&mut self, row: Row) -> bool {
        // Rows of an offer mostly stand together.
        let is_last = self.offers.get(self.last).is_some_and(|taken| taken.offer.as_ref() == Some(&row.offer));
        if !is_last {
            self.last = *self.index.entry(Arc::clone(&row.offer)).or_insert_with(|| {
                self.offers.push(Taken { offer: Some(Arc::clone(&row.offer)), ..Taken::default() });
                self.offers.len() - 1
            });
        }
        let Some(taken) = self.offers.get_mut(self.last) else { return false };
        let is_taken = taken.held.push(self.rows, &row, &mut self.shared);
        if is_taken {
            taken.years.insert(row.year);
            self.rows += 1;
        }
        is_taken
    }

    /// Forgets the rows taken of an offer.
    pub fn leave_out(&mut self, offer: &str) {
        if let Some(taken) = self.index.remove(offer).and_then(|at| self.offers.get_mut(at)) {
            *taken = Taken::default();
        }
    }

    /// The years of an offer's rows; `None` for an offer without any.
    pub fn years(&self, offer: &str) -> Option<&BTreeSet<Year>> {
        self.index.get(offer).and_then(|at| self.offers.get(*at)).map(|taken| &taken.years)
    }

    /// The latest year of any row.
    pub fn latest_year(&self) -> Option<Year> {
        self.offers.iter().filter_map(|taken| taken.years.last()).max().copied()
    }

    /// Puts the rows together. `places` tells where a row stands, for the messages.
    ///
    /// On success the second part holds the warnings.
    ///
    /// # Errors
    /// Every contradiction and impossibility among the rows (rules.md, sections 3 and 8).
    pub fn finish(self, places: &dyn Places) -> Result<(Portfolio, Vec<Diagnostic>), Vec<Diagnostic>> {
        let mut check = Check::new(places);
        let mut ids = Alike::default();
        let shared = self.shared;
        let offers = self.offers.into_iter().filter_map(|taken| {
            let rows = taken.held.rows(&taken.offer?, &shared);
            let (number, first) = rows.first()?;
            check.alike(&mut ids, Column::Offer, (*number, &first.offer));
            let offer = check.offer(&rows);
            if let Some(last) = rows.last().filter(|_| taken.held.is_over()) {
                check.too_many_rows(last);
            }
            offer
        });
        let offers = offers.collect();
        check.own_buyers();
        let mut diagnostics = check.diagnostics;
        crate::diag::sort(&mut diagnostics);
        if diagnostics.iter().any(Diagnostic::is_error) {
            return Err(diagnostics);
        }
        Ok((Portfolio { offers }, diagnostics))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, MOST_MISTAKES, Place};
    use crate::portfolio::{Authority, FiguresKind, MOST_ROWS_OF_OFFER, RowNumbers};
    use crate::quantity::Kroner;
    use std::cell::Cell;

    /// Counts how often a place is asked for.
    #[derive(Default)]
    struct Counted(Cell<usize>);

    impl Places for Counted {
        fn place(&self, row: usize, _: Column) -> Place {
            self.0.set(self.0.get() + 1);
            Place::file(&Arc::from(format!("row {row}")))
        }
    }

    fn row(offer: &str, year: i32) -> Row {
        Row::new(offer, Authority::new(740).unwrap(), Year::new(year).unwrap())
    }

    #[test]
    fn rows_of_an_offer_need_not_stand_together_and_offers_keep_their_order() {
        let mut builder = PortfolioBuilder::default();
        for (offer, year) in [("B", 2025), ("A", 2025), ("C", 2030), ("B", 2024)] {
            builder.add(row(offer, year));
        }
        builder.leave_out("C");
        assert_eq!((builder.latest_year(), builder.years("C")), (Year::new(2025), None));
        let (portfolio, _) = builder.finish(&Counted::default()).unwrap();
        let offers: Vec<_> = portfolio.offers().iter().map(|offer| (&*offer.id, offer.years.len())).collect();
        assert_eq!(offers, [("B", 2), ("A", 1)]);
    }

    #[test]
    fn each_of_many_tariffs_is_found_by_its_name() {
        for count in [1, 2, 8, 9, 100] {
            let mut builder = PortfolioBuilder::default();
            for number in (0..count).rev() {
                builder.add(Row { tariff_name: Some(format!("y{number}").into()), ..row("B", 2025) });
            }
            let (portfolio, _) = builder.finish(&Counted::default()).unwrap();
            let account = portfolio.offers()[0].account(Year::new(2025).unwrap(), FiguresKind::Budget).unwrap();
            for tariff in &account.tariffs {
                let found = account.tariff(tariff.name.as_ref()).unwrap();
                assert!(std::ptr::eq(found, tariff), "{count}: {:?}", tariff.name);
            }
            let absent = Arc::from("y");
            assert!(account.tariff(Some(&absent)).is_none() && account.tariff(None).is_none());
        }
    }

    #[test]
    fn a_contradiction_repeats_no_more_of_a_value_than_is_read() {
        let mut builder = PortfolioBuilder::default();
        for name in ["æ".repeat(5_000), "ø".repeat(80)] {
            builder.add(Row { offer_name: Some(name.into()), ..row("B", 2025) });
        }
        let told = crate::diag::render_all(&builder.finish(&Counted::default()).unwrap_err(), crate::text::Lang::En);
        assert!(told.contains(&format!("both say `{}…` or `{}`", "æ".repeat(80), "ø".repeat(80))), "{told}");
    }

    #[test]
    fn an_offer_has_no_more_rows_than_its_limit() {
        let tariff = |number: usize| Row { tariff_name: Some(format!("y{number}").into()), ..row("B", 2025) };
        let of = |count: usize| {
            let mut builder = PortfolioBuilder::default();
            let taken = (0..count).filter(|number| builder.add(tariff(*number))).count();
            assert!(builder.add(row("C", 2025)), "another offer has rows of its own");
            (taken, builder.finish(&RowNumbers).map(|(portfolio, _)| portfolio.offers().len()))
        };
        assert_eq!(of(MOST_ROWS_OF_OFFER), (MOST_ROWS_OF_OFFER, Ok(2)));
        let (taken, found) = of(MOST_ROWS_OF_OFFER + 2);
        let told: Vec<_> = found.unwrap_err().iter().map(|one| (one.code, one.place().unwrap().to_string())).collect();
        assert_eq!(taken, MOST_ROWS_OF_OFFER);
        assert_eq!(told, [(Code::TooLarge, format!("row {MOST_ROWS_OF_OFFER} `offer`"))]);
    }

    #[test]
    fn no_place_is_looked_up_for_what_is_not_shown() {
        let (mut twice, mut unread) = (PortfolioBuilder::default(), PortfolioBuilder::default());
        for number in 0..i32::try_from(MOST_MISTAKES).unwrap() * 3 {
            twice.add(row("B", 2025));
            let result = Some(Kroner::new(1.into()).unwrap());
            unread.add(Row { figures: FiguresKind::Budget, result, ..row(&number.to_string(), 2025) });
        }
        let counted = Counted::default();
        assert_eq!(twice.finish(&counted).unwrap_err().len(), MOST_MISTAKES + 1);
        assert_eq!(counted.0.get(), 2 * (MOST_MISTAKES + 1));
        let counted = Counted::default();
        assert_eq!(unread.finish(&counted).unwrap().1.len(), MOST_MISTAKES);
        assert_eq!(counted.0.get(), MOST_MISTAKES);
    }
}
