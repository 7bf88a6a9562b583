//! Comparing amounts of which some are unknown.
//!
//! "A verdict that no possible value of an unknown figure could change is given." So the comparison itself
//! (`Comparison::holds`) knows only known figures, and it is asked again and again: every unknown is tried at its lowest and
//! its highest possible value, and where the limit bends. `huge` stands for a value without bound. In each unknown alone
//! the limit less the actual amount is a straight line, but for the bends, so what the values tried agree on holds for the
//! values between them; where prices raise the base and lower the credit, the bend between them is the least limit. (Not
//! covered: sums of amounts in price levels on both sides of a stretch of years without projection, and numbers of places
//! that changed thirtyfold.)

mod possible;
mod shown;

use super::book::Blank;
use super::finding::*;
use super::fraction::power_of_two;
use super::model::*;
use std::collections::{BTreeMap, BTreeSet};

type Q = Fraction;
/// The growth of prices from one year to another.
type Prices = BTreeMap<(i32, i32), Q>;
/// The lowest and the highest value of each role.
type Ranges = [(Q, Q); 8];
/// Amounts of actual, base, shared and credit; then their places.
type Values = [Q; 8];

/// Far beyond any amount ("below 10^12 kr" with four decimals), any ratio of two amounts and any price index: about
/// 10^30.
pub fn huge() -> Q {
    power_of_two(100)
}

/// One amount, in the prices of `level`, wanted in those of `target`. `low` = `high` when it is known.
#[derive(Debug)]
pub struct Amount {
    pub low: Q,
    pub high: Q,
    /// Some (or every) possible value leaves the amount without meaning: a tariff scaled by a basis of 0.
    pub may_be_nothing: bool,
    pub is_nothing: bool,
    pub level: i32,
    pub target: i32,
    pub blanks: BTreeSet<Blank>,
    /// Nothing but addition made it, and nothing is divided by it; it may still be converted.
    pub is_given: bool,
}

impl Amount {
    /// An amount for which these values were found by trying; None is "without meaning".
    pub fn tried(values: Vec<Option<Q>>, level: i32, target: i32, blanks: BTreeSet<Blank>) -> Amount {
        let may_be_nothing = values.contains(&None);
        let formed: Vec<Q> = values.into_iter().flatten().collect();
        let is_nothing = formed.is_empty();
        let low = formed.iter().min().cloned().unwrap_or_else(Q::zero);
        let high = formed.iter().max().cloned().unwrap_or_else(Q::zero);
        Amount { low, high, may_be_nothing, is_nothing, level, target, blanks, is_given: true }
    }

    pub fn plain(value: Q) -> Amount {
        Amount::tried(vec![Some(value)], 0, 0, BTreeSet::new())
    }
}

/// The amounts of one role, and the places they are divided by (one place where the measure is not per place).
#[derive(Debug, Default)]
pub struct Side {
    pub amounts: Vec<Amount>,
    pub places: Vec<Amount>,
}

/// How the step from the credit year to the base year counts: question `credited-step`.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    Rebased,
    Summed,
    Kroner,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Test {
    Plain,
    Credited,
    Either,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    Holds,
    Fails,
    NotComparable,
}

/// How much of the base the actual amount may be.
#[derive(Clone, Debug)]
pub enum Limit {
    /// "100·A <= (100 + p)·B"
    Percent(Q),
    /// A share of the growth of prices from the base year (`from`) to the subject year (`to`), less some percent of the base
    /// in its own prices or, where amounts are compared in fixed prices, in those of the subject year.
    Index { minus: Q, share: Q, from: i32, to: i32, fixed: bool },
}

pub struct Comparison<'a> {
    pub actual: Side,
    /// The base without `shared`.
    pub base: Side,
    /// "An offer that did not exist in 2014 enters the 2014 sum with its 2015 amount": amounts of the base and of the
    /// credit year.
    pub shared: Side,
    /// The credit year without `shared`.
    pub credit: Option<Side>,
    pub limit: Limit,
    pub step: Step,
    pub index: &'a BTreeMap<i32, Q>,
}

impl Comparison<'_> {
    /// The comparison of known figures.
    fn holds(&self, v: &Values, prices: &Prices, test: Test) -> Answer {
        use Answer::{Fails, Holds, NotComparable};
        // "places 0 -> not-comparable (zero-base)"
        let (a_places, b_places, c_places) = (v[4].clone(), &v[5] + &v[6], &v[7] + &v[6]);
        if a_places.is_zero() || b_places.is_zero() {
            return NotComparable;
        }
        let a = &v[0] / a_places;
        let b = (&v[1] + &v[2]) / b_places;
        // "base 0 or less (after `excluded`)"
        if !b.is_positive() {
            return NotComparable;
        }
        let answer = |holds: bool| if holds { Holds } else { Fails };
        // "it holds when 100·A <= (100 + p)·B"
        let plain = a <= self.plain_limit(&b, prices);
        if test == Test::Plain || self.credit.is_none() {
            return answer(plain);
        }
        // "the rule holds if it holds without the credit or with it"
        if test == Test::Either && plain {
            return Holds;
        }
        if c_places.is_zero() {
            return NotComparable;
        }
        let c = (&v[3] + &v[2]) / c_places;
        answer(self.credited_limit(&b, &c).is_some_and(|limit| a <= limit))
    }

    fn plain_limit(&self, b: &Q, prices: &Prices) -> Q {
        let percent = match &self.limit {
            Limit::Percent(percent) => whole(100) + percent,
            Limit::Index { minus, share, from, to, fixed } => {
                let growth = growth(*from, *to, prices);
                // In fixed prices the base has grown with prices already.
                let (own, grown) = if *fixed { (growth.recip(), Q::one()) } else { (Q::one(), growth) };
                (whole(100) - share) * own + share * grown - minus
            }
        };
        percent * b / whole(100)
    }

    /// "only a reduction is credited"
    fn credited_limit(&self, b: &Q, c: &Q) -> Option<Q> {
        let Limit::Percent(percent) = &self.limit else { unreachable!("no credit beside an index") };
        let p = percent / whole(100);
        (c > b).then(|| match self.step {
            // "A against 2014"
            Step::Rebased => (Q::one() + p) * c,
            // "the two percentages added": (B - C) / C + (A - B) / B <= p
            Step::Summed => b * (Q::one() + p + (c - b) / c),
            // "A <= B14 - 3 % of B15"
            Step::Kroner => c + p * b,
        })
    }

    fn sides(&self) -> Vec<&Side> {
        [&self.actual, &self.base, &self.shared].into_iter().chain(&self.credit).collect()
    }
}

/// "all in the subject year's prices": from the amount's level to the wanted one.
fn convert(amount: &Amount, prices: &Prices) -> Q {
    growth(amount.level, amount.target, prices)
}

fn growth(level: i32, target: i32, prices: &Prices) -> Q {
    let (first, last) = (level.min(target), level.max(target));
    if first == last {
        return Q::one();
    }
    let inside = prices.iter().filter(|((from, to), _)| first <= *from && *to <= last);
    let growth = inside.fold(Q::one(), |growth, (_, step)| growth * step);
    if level <= target { growth } else { growth.recip() }
}
