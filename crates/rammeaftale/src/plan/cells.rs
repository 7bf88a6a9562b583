//! The figures that a plan reads of an offer, each in a place of its own, so that formulas find them without looking.

use crate::portfolio::{Column, FiguresKind};
use crate::quantity::Year;

/// A figure of an offer, by where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The column.
    pub column: Column,
    /// The year.
    pub year: Year,
    /// Budget or realised.
    pub figures: FiguresKind,
}

/// A cell of the whole offer, or of one of its tariffs: places belong to both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Offer,
    Tariff,
}

/// Where a cell stands in a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slot(pub(crate) u8);

/// Some slots.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Slots(u64);

/// Some years up to the subject year, in bits backwards from it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Years(u64);

/// All cells that a plan's formulas read, each once.
#[derive(Clone, Debug)]
pub(crate) struct Cells {
    /// The subject year.
    year: Year,
    accounts: Vec<AccountCells>,
    /// In the order of the slots.
    all: Vec<(Slot, Part, Cell)>,
    /// In the order in which figures are told.
    told: Vec<(Slot, Part, Cell)>,
    /// Those whose figures may be below zero,
    signed: Slots,
    /// those of own payment,
    own_payment: Slots,
    /// and those of one of an offer's tariffs.
    of_tariff: Slots,
}

/// Those of one year and kind of figures.
#[derive(Clone, Debug)]
pub(crate) struct AccountCells {
    pub(crate) year: Year,
    pub(crate) figures: FiguresKind,
    /// Those of the whole offer,
    pub(crate) of_offer: Vec<(Slot, Column)>,
    /// and those of one of its tariffs.
    pub(crate) of_tariff: Vec<(Slot, Column)>,
}

impl Slots {
    /// As many as there are bits.
    const MOST: u8 = 64;

    pub(crate) fn insert(&mut self, slot: Slot) {
        self.0 |= 1_u64.checked_shl(slot.0.into()).unwrap_or(0);
    }

    pub(crate) fn remove(&mut self, slot: Slot) {
        self.0 &= !1_u64.checked_shl(slot.0.into()).unwrap_or(0);
    }

    pub(crate) fn contains(self, slot: Slot) -> bool {
        self.0 & 1_u64.checked_shl(slot.0.into()).unwrap_or(0) != 0
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// First to last.
    pub(crate) fn iter(self) -> impl Iterator<Item = Slot> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let first = u8::try_from(left.trailing_zeros()).ok().filter(|first| *first < Slots::MOST)?;
            left &= left - 1;
            Some(Slot(first))
        })
    }

    /// Those of both.
    pub(crate) fn both(self, other: Slots) -> Slots {
        Slots(self.0 & other.0)
    }

    pub(crate) fn without(self, other: Slots) -> Slots {
        Slots(self.0 & !other.0)
    }

    /// Those of either.
    pub(crate) fn either(self, other: Slots) -> Slots {
        Slots(self.0 | other.0)
    }
}

impl FromIterator<Slot> for Slots {
    fn from_iter<I: IntoIterator<Item = Slot>>(slots: I) -> Slots {
        let mut all = Slots::default();
        slots.into_iter().for_each(|slot| all.insert(slot));
        all
    }
}

impl Years {
    /// `None` where one is later than the last, or too many years before it.
    pub(crate) fn until(last: Year, years: impl Iterator<Item = Year>) -> Option<Years> {
        years
            .map(|year| u32::try_from(last.number() - year.number()).ok())
            .try_fold(Years::default(), |all, back| Some(Years(all.0 | 1_u64.checked_shl(back?)?)))
    }

    /// The years, first to last.
    pub(crate) fn iter(self, last: Year) -> impl Iterator<Item = Year> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let back = left.checked_ilog2()?;
            left &= !(1 << back);
            Some(last.plus(-back.cast_signed()))
        })
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those of either.
    pub(crate) fn either(self, other: Years) -> Years {
        Years(self.0 | other.0)
    }
}

impl Cells {
    pub(crate) fn new(year: Year) -> Cells {
        let (signed, own_payment, of_tariff) = Default::default();
        Cells { year, accounts: Vec::new(), all: Vec::new(), told: Vec::new(), signed, own_payment, of_tariff }
    }

    /// The slot of a cell, which gets one if it has none; `None` when there are no more.
    pub(crate) fn slot(&mut self, column: Column, part: Part, year: Year, figures: FiguresKind) -> Option<Slot> {
        let here = |account: &AccountCells| account.year == year && account.figures == figures;
        if !self.accounts.iter().any(here) {
            self.accounts.push(AccountCells { year, figures, of_offer: Vec::new(), of_tariff: Vec::new() });
        }
        let account = self.accounts.iter_mut().find(|account| here(account))?;
        let cells = match part {
            Part::Offer => &mut account.of_offer,
            Part::Tariff => &mut account.of_tariff,
        };
        if let Some((slot, _)) = cells.iter().find(|(_, other)| *other == column) {
            return Some(*slot);
        }
        let slot = u8::try_from(self.all.len()).ok().filter(|count| *count < Slots::MOST).map(Slot)?;
        cells.push((slot, column));
        let cell = (slot, part, Cell { column, year, figures });
        self.all.push(cell);
        self.told.push(cell);
        self.told.sort_by_key(|(slot, _, cell)| (cell.column.name(), cell.year, cell.figures, slot.0));
        if column.may_be_negative() {
            self.signed.insert(slot);
        }
        if column == Column::OwnPayment {
            self.own_payment.insert(slot);
        }
        if part == Part::Tariff {
            self.of_tariff.insert(slot);
        }
        Some(slot)
    }

    /// True when some cell belongs to a tariff.
    pub(crate) fn has_tariffs(&self) -> bool {
        !self.of_tariff.is_empty()
    }

    /// Those whose figures may be below zero.
    pub(crate) fn signed(&self) -> Slots {
        self.signed
    }

    /// Those of own payment.
    pub(crate) fn own_payment(&self) -> Slots {
        self.own_payment
    }

    /// The cells by year and kind of figures.
    pub(crate) fn accounts(&self) -> &[AccountCells] {
        &self.accounts
    }

    /// Those of one of an offer's tariffs.
    pub(crate) fn of_tariff(&self) -> Slots {
        self.of_tariff
    }

    /// True when a cell of some slots stands in two of them: places of the offer and of its tariffs.
    pub(crate) fn any_twice(&self, slots: Slots) -> bool {
        let of = |part: Part| self.all.iter().filter(move |(slot, other, _)| *other == part && slots.contains(*slot));
        !slots.both(self.of_tariff).is_empty()
            && of(Part::Tariff).any(|(.., cell)| of(Part::Offer).any(|(.., other)| cell == other))
    }

    /// The subject year.
    pub(crate) fn year(&self) -> Year {
        self.year
    }

    /// The same as `all`, in the order in which figures are told.
    pub(crate) fn told(&self) -> &[(Slot, Part, Cell)] {
        &self.told
    }

    /// Every cell with its slot, in the order of the slots.
    pub(crate) fn all(&self) -> &[(Slot, Part, Cell)] {
        &self.all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_a_set() {
        let of = |slots: &[u8]| slots.iter().copied().map(Slot).collect::<Slots>();
        let (even, low) = (of(&[0, 2, 62]), of(&[0, 1, 2]));
        let held = |slots: Slots| {
            let each: Vec<u8> = slots.iter().map(|slot| slot.0).collect();
            assert_eq!(each, (0..70).filter(|slot| slots.contains(Slot(*slot))).collect::<Vec<u8>>());
            each
        };
        assert_eq!((held(even), held(low)), (vec![0, 2, 62], vec![0, 1, 2]));
        assert_eq!((held(even.both(low)), held(even.either(low))), (vec![0, 2], vec![0, 1, 2, 62]));
        let mut odd = of(&[0, 1]);
        odd.remove(Slot(0));
        assert_eq!(held(odd), [1]);
        assert!(of(&[]).is_empty() && !even.is_empty() && held(of(&[63])) == [63] && of(&[64]).is_empty());
    }

    #[test]
    fn years_are_held_backwards_from_the_subject_year() {
        let year = |number| Year::new(number).unwrap();
        let until = |years: &[i32]| Years::until(year(2018), years.iter().map(|number| year(*number)));
        let held =
            |years: &[i32]| until(years).map(|years| years.iter(year(2018)).map(Year::number).collect::<Vec<_>>());
        assert_eq!(held(&[2018, 2015, 2018]), Some(vec![2015, 2018]));
        assert_eq!((held(&[1955]), held(&[1954]), held(&[2019])), (Some(vec![1955]), None, None));
        let (some, none) = (until(&[2016]).unwrap(), Years::default());
        assert!(none.is_empty() && !some.is_empty());
        assert_eq!(until(&[2017]).map(|other| other.either(some)), until(&[2016, 2017]));
    }

    #[test]
    fn a_cell_has_one_slot_and_what_has_none_left_gets_none() {
        let year = |number| Year::new(number).unwrap();
        let mut cells = Cells::new(year(2025));
        let mut slot = |column, part, number| cells.slot(column, part, year(number), FiguresKind::Budget);
        assert_eq!(slot(Column::TariffBasis, Part::Offer, 2024), Some(Slot(0)));
        assert_eq!(slot(Column::Places, Part::Offer, 2025), Some(Slot(1)));
        assert_eq!(slot(Column::TariffBasis, Part::Offer, 2024), Some(Slot(0)));
        assert!(!cells.has_tariffs());
        let places = cells.slot(Column::Places, Part::Tariff, year(2025), FiguresKind::Budget);
        assert_eq!((places, cells.has_tariffs(), cells.all().len()), (Some(Slot(2)), true, 3));
        let realised = cells.slot(Column::Places, Part::Offer, year(2025), FiguresKind::Realised);
        assert_eq!((realised, cells.accounts().len()), (Some(Slot(3)), 3));
        let all: Vec<_> = cells.all().iter().map(|(slot, _, cell)| (slot.0, cell.column, cell.year.number())).collect();
        let places = Column::Places;
        let expected = [(0, Column::TariffBasis, 2024), (1, places, 2025), (2, places, 2025), (3, places, 2025)];
        assert_eq!(all, expected);
        for number in 1900..1960 {
            assert!(cells.slot(places, Part::Offer, year(number), FiguresKind::Budget).is_some());
        }
        assert_eq!(cells.slot(places, Part::Offer, year(1960), FiguresKind::Budget), None, "64 at most");
        assert_eq!(cells.slot(places, Part::Offer, year(1959), FiguresKind::Budget), Some(Slot(63)));
    }
}
