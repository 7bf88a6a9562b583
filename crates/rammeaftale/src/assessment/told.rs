//! Percentages as they are told: two decimals, or as many as it takes not to say what is not so.

use super::{Figures, LimitFigures, ResultFigures};
use rust_decimal::{Decimal, RoundingStrategy};
use std::cmp::Ordering;

impl Figures {
    /// The same with each percentage as it is told.
    pub(super) fn told(&self) -> Figures {
        match self {
            Figures::Limit(figures) => Figures::Limit(figures.told()),
            Figures::Result(figures) => {
                Figures::Result(ResultFigures { share_percent: figures.share_told(), ..figures.clone() })
            }
            Figures::None | Figures::Pricing(_) => self.clone(),
        }
    }
}

impl LimitFigures {
    fn told(&self) -> LimitFigures {
        LimitFigures {
            change_percent: self.change_told(),
            headroom_percent: self.headroom_told(),
            by_unit: self.by_unit.iter().map(LimitFigures::told).collect(),
            ..self.clone()
        }
    }

    /// Actual against base in percent as it is told: with more than two decimals where two would put it on the other side
    /// of the limit than the measure is, or show a change as none.
    pub fn change_told(&self) -> Option<Decimal> {
        // A fall before the base year may let a smaller one hold.
        self.told_against(self.change_percent?, self.base, self.credit_base.is_some())
    }

    /// The same against the credit year, where the limit counts the step from there.
    pub fn credited_change_told(&self) -> Option<Decimal> {
        let change = percent_of(self.actual?.checked_sub(self.credit_base?)?, self.credit_base?)?;
        self.told_against(two_decimals(change), self.credit_base, false)
    }

    /// The room in percent of the base as it is told: with more than two decimals where two would show it as none.
    pub fn headroom_told(&self) -> Option<Decimal> {
        let rounded = self.headroom_percent?;
        let told = || told_beside(rounded, percent_of(self.headroom?, self.base?)?, |_| true);
        told().or(Some(rounded))
    }

    fn told_against(&self, rounded: Decimal, base: Option<Decimal>, any_fall_holds: bool) -> Option<Decimal> {
        let change = || percent_of(self.actual?.checked_sub(base?)?, base?);
        let Some(change) = change() else { return Some(rounded) };
        let right = |told: Decimal| match (self.at_most_percent, self.headroom) {
            (Some(most), Some(room)) if room.is_sign_negative() => told > most,
            (Some(most), Some(_)) => any_fall_holds || told <= most,
            _ => true,
        };
        let told = told_beside(rounded, change, right).or_else(|| told_beside(rounded, change, |_| true));
        told.or(Some(rounded))
    }
}

impl ResultFigures {
    /// The result in percent of the denominator as it is told: with more than two decimals where two would put it on the
    /// other side of the band's edge, on the edge, or show it as none.
    pub fn share_told(&self) -> Option<Decimal> {
        let rounded = self.share_percent?;
        let told = || {
            let (result, denominator) = (self.result?, self.denominator?);
            let side = |share: Decimal| match self.band_percent {
                Some(band) => share.abs().cmp(&band),
                None => Ordering::Equal,
            };
            let exact = percent_of(result, denominator)?;
            told_beside(rounded, exact, |share| side(share) == side(exact))
        };
        told().or(Some(rounded))
    }
}

/// So many decimals say on which side of a limit any two amounts are.
const MOST_DECIMALS: u32 = 20;

fn percent_of(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
}

fn two_decimals(percent: Decimal) -> Decimal {
    percent.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

/// A percentage with two decimals, or as many as it takes to be right and not to show something as nothing.
fn told_beside(rounded: Decimal, exact: Decimal, right: impl Fn(Decimal) -> bool) -> Option<Decimal> {
    let longer = |decimals| exact.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    let told = std::iter::once(rounded).chain((3..=MOST_DECIMALS).map(longer));
    told.into_iter().find(|told| told.is_zero() == exact.is_zero() && right(*told))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<Decimal> {
        Some(text.parse().unwrap())
    }

    #[test]
    fn a_change_too_small_for_two_decimals_keeps_its_sign() {
        let moved = |actual: &str, room: &str| LimitFigures {
            at_most_percent: number("0"),
            base: number("284.50"),
            actual: number(actual),
            headroom: number(room),
            change_percent: number("0.00"),
            headroom_percent: number("0.00"),
            ..LimitFigures::default()
        };
        let over = moved("284.51", "-0.01");
        assert_eq!((over.change_told(), over.headroom_told()), (number("0.004"), number("-0.004")));
        let under = moved("284.49", "0.01");
        assert_eq!((under.change_told(), under.headroom_told()), (number("-0.004"), number("0.004")));
        let same = moved("284.50", "0.00");
        assert_eq!((same.change_told(), same.headroom_told()), (number("0.00"), number("0.00")));
    }

    #[test]
    fn a_result_too_small_for_two_decimals_keeps_its_sign() {
        let share = |result: &str, share: &str| {
            let (denominator, band_percent) = (number("1000000"), number("5"));
            let (result, share_percent) = (number(result), number(share));
            ResultFigures { result, denominator, share_percent, band_percent, ..ResultFigures::default() }.share_told()
        };
        assert_eq!(share("-20", "0.00"), number("-0.002"));
        assert_eq!(share("20", "0.00"), number("0.002"));
        assert_eq!(share("0", "0.00"), number("0.00"));
        assert_eq!(share("50000.01", "5.00"), number("5.000001"));
        assert_eq!(share("50000.00", "5.00"), number("5.00"));
    }

    fn limit(most: &str, limit: &str, actual: &str, headroom: &str) -> LimitFigures {
        LimitFigures {
            at_most_percent: number(most),
            base: number("100000"),
            limit: number(limit),
            actual: number(actual),
            headroom: number(headroom),
            change_percent: number("2.35"),
            ..LimitFigures::default()
        }
    }

    #[test]
    fn a_change_is_told_with_the_digits_that_put_it_where_it_is() {
        let told = |figures: &LimitFigures| figures.change_told().unwrap().to_string();
        let within = limit("2.345", "102345", "102345", "0");
        assert_eq!(told(&within), "2.345");
        assert_eq!(told(&limit("2.35", "102350", "102350.01", "-0.01")), "2.35001");
        // Where an earlier fall counts, more than the limit may hold.
        assert_eq!(told(&LimitFigures { credit_base: within.base, ..within }), "2.35");
    }
}
