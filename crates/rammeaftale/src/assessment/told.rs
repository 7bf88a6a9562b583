//! What is told of exact figures: amounts rounded once, percentages with two decimals, or as many as it takes not to say what
//! is not so.

use super::{LimitFigures, ResultFigures};
use crate::quantity::{Exact, Percent};
use rust_decimal::Decimal;

/// What is held against a limit, before anything is rounded; what is not known is left out.
#[derive(Default)]
pub(crate) struct Compared {
    pub(crate) base: Option<Exact>,
    pub(crate) actual: Option<Exact>,
    pub(crate) limit: Option<Exact>,
    /// The credit year's amount, where the limit counts the step from there.
    pub(crate) credit: Option<Exact>,
    /// The least that the measure can be: with all of the wage supplement deducted, and nothing for what is unknown.
    pub(crate) least: Option<Exact>,
}

impl LimitFigures {
    /// The same figures with what a comparison comes to.
    pub(crate) fn telling(self, compared: &Compared) -> LimitFigures {
        let Compared { base, actual, limit, credit, least } = compared;
        let of = |part: &Exact, whole: &Exact| Some(part * &whole.reciprocal().filter(|_| whole.signum() > 0)?);
        let room = limit.as_ref().zip(actual.as_ref()).map(|(limit, actual)| limit - actual);
        let over = limit.as_ref().zip(least.as_ref()).map(|(limit, least)| least - limit);
        let over = over.filter(|over| over.signum() > 0);
        let is_whole = over.is_some() && room.clone().map(|room| -room) == over;
        let change_from = |from: &Option<Exact>, any_fall_holds: bool| {
            let (from, actual) = (from.as_ref()?, actual.as_ref()?);
            told(&of(&(actual - from), from)?, |told| match (self.at_most_percent, &room) {
                (Some(most), Some(room)) if room.signum() < 0 => told > most,
                (Some(most), Some(_)) => any_fall_holds || told <= most,
                _ => true,
            })
        };
        LimitFigures {
            limit: limit.as_ref().and_then(Exact::floor_to_ore),
            headroom: room.as_ref().and_then(Exact::floor_to_ore),
            headroom_percent: room
                .as_ref()
                .zip(base.as_ref())
                .and_then(|(room, base)| told(&of(room, base)?, |_| true)),
            // A fall before the base year may let a smaller one hold.
            change_percent: change_from(base, credit.is_some()),
            credited_change_percent: change_from(credit, false),
            over_at_least: over.as_ref().filter(|_| !is_whole).and_then(Exact::floor_to_ore),
            certainly_over: over,
            room,
            ..self
        }
    }
}

impl ResultFigures {
    /// The result in percent of the denominator: on the side of the band's edge where it is.
    pub(crate) fn share(result: &Exact, denominator: &Exact, band: Percent) -> Option<Decimal> {
        let share = result * &denominator.reciprocal()?;
        let side = share.abs().cmp(&band.fraction());
        told(&share, |told| told.abs().cmp(&band.decimal()) == side)
    }
}

/// So many decimals say on which side of a limit any two amounts are.
const MOST_DECIMALS: u32 = 20;

/// A part in percent with two decimals, or as many as it takes to be right and not to show something as nothing.
fn told(part: &Exact, right: impl Fn(Decimal) -> bool) -> Option<Decimal> {
    let all = (2..=MOST_DECIMALS).filter_map(|decimals| part.percent(decimals));
    let mut all = all.filter(|told| told.is_zero() == part.is_zero()).peekable();
    let shortest = all.peek().copied();
    all.find(|told| right(*told)).or(shortest).or_else(|| part.percent(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In kroner.
    fn exact(kroner: &str) -> Option<Exact> {
        Some(Exact::whole(crate::Kroner::new(kroner.parse().unwrap()).unwrap().units()))
    }

    fn limited(most: &str, base: &str, limit: &str, actual: &str) -> LimitFigures {
        let (base, limit, actual) = (exact(base), exact(limit), exact(actual));
        let least = actual.clone();
        let most = LimitFigures { at_most_percent: Some(most.parse().unwrap()), ..LimitFigures::default() };
        most.telling(&Compared { base, actual, limit, least, credit: None })
    }

    #[test]
    fn a_change_too_small_for_two_decimals_keeps_its_sign() {
        let told = |actual: &str| {
            let figures = limited("0", "284.50", "284.50", actual);
            [figures.change_percent, figures.headroom_percent].map(|percent| percent.unwrap().to_string())
        };
        assert_eq!(told("284.51"), ["0.004", "-0.004"]);
        assert_eq!(told("284.49"), ["-0.004", "0.004"]);
        assert_eq!(told("284.50"), ["0.00", "0.00"]);
    }

    /// A room of 0.0001 kr. is none when rounded down to the øre, and a lack of it would be a hundred times as large.
    #[test]
    fn percentages_are_of_what_is_exact() {
        let told = |actual: &str| {
            let figures = limited("0", "1000", "1000", actual);
            [figures.change_percent, figures.headroom_percent].map(|percent| percent.unwrap().to_string())
        };
        assert_eq!(told("1000.0001"), ["0.00001", "-0.00001"]);
        assert_eq!(told("999.9999"), ["-0.00001", "0.00001"]);
    }

    #[test]
    fn a_result_too_small_for_two_decimals_keeps_its_sign() {
        let share = |result: &str| {
            let band = Percent::new(Decimal::from(5)).unwrap();
            ResultFigures::share(&exact(result).unwrap(), &exact("1000000").unwrap(), band).unwrap().to_string()
        };
        assert_eq!([share("-20"), share("20"), share("0")], ["-0.002", "0.002", "0.00"]);
        assert_eq!([share("50000.01"), share("50000.00"), share("-50000.01")], ["5.000001", "5.00", "-5.000001"]);
    }

    #[test]
    fn a_change_is_told_with_the_digits_that_put_it_where_it_is() {
        let told = |figures: LimitFigures| figures.change_percent.unwrap().to_string();
        assert_eq!(told(limited("2.345", "100000", "102345", "102345")), "2.345");
        assert_eq!(told(limited("2.35", "100000", "102350", "102350.01")), "2.35001");
        // Where an earlier fall counts, more than the limit may hold.
        let (base, actual, limit) = (exact("100000"), exact("102345"), exact("102345"));
        let most = LimitFigures { at_most_percent: Some("2.345".parse().unwrap()), ..LimitFigures::default() };
        assert_eq!(told(most.telling(&Compared { credit: base.clone(), base, actual, limit, least: None })), "2.35");
    }

    /// The whole excess, part of it, and none that is certain.
    #[test]
    fn a_lower_bound_is_told_only_where_it_is_not_all() {
        let told = |actual: Option<Exact>, least: &str| {
            let compared =
                Compared { base: exact("100"), limit: exact("100"), actual, least: exact(least), credit: None };
            let figures = LimitFigures::default().telling(&compared);
            (figures.certainly_over.is_some(), figures.over_at_least.map(|least| least.to_string()))
        };
        assert_eq!(told(exact("110"), "110"), (true, None));
        assert_eq!(told(exact("110"), "104"), (true, Some("4.00".to_owned())));
        assert_eq!(told(None, "104"), (true, Some("4.00".to_owned())));
        assert_eq!(told(exact("110"), "100"), (false, None));
    }
}
