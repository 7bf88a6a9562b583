//! Comparing amounts of which some are unknown.
//!
//! "A verdict that no possible value of an unknown figure could change is given." So the comparison itself
//! (`Comparison::holds`) knows only known figures, and it is asked again and again: every unknown is tried at its lowest and
//! its highest possible value, and where the limit bends. `huge` stands for a value without bound. In each unknown alone
//! the limit less the actual amount is a straight line, but for the bends, so what the values tried agree on holds for the
//! values between them. (Not covered: sums of amounts in price levels on both sides of a stretch of
//! years without projection, and numbers of places that changed thirtyfold.)

use super::book::Blank;
use super::fraction::power_of_two;
use super::model::*;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

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

    /// What the test answers over all possible values of the unknown figures. Many readings come to the same amounts, so
    /// the answers are remembered.
    fn answers(&self, test: Test) -> BTreeSet<Answer> {
        thread_local!(static REMEMBERED: RefCell<HashMap<String, BTreeSet<Answer>>> = RefCell::default());
        // Only what the test reads: without the credit all steps are one.
        let step = if test == Test::Plain { None } else { Some(self.step) };
        let credit = self.credit.as_ref().filter(|_| test != Test::Plain);
        let key = (&self.actual, &self.base, &self.shared, credit, &self.limit, self.index, step, test);
        REMEMBERED.with_borrow_mut(|remembered| {
            if remembered.len() > 10_000 {
                remembered.clear();
            }
            remembered.entry(format!("{key:?}")).or_insert_with(|| self.tried(test)).clone()
        })
    }

    fn tried(&self, test: Test) -> BTreeSet<Answer> {
        let mut seen = BTreeSet::new();
        for amount in self.sides().iter().flat_map(|side| &side.amounts) {
            if amount.is_nothing {
                return BTreeSet::from([Answer::NotComparable]);
            }
            if amount.may_be_nothing {
                seen.insert(Answer::NotComparable);
            }
        }
        // First the extreme values alone, then where the limit bends.
        let prices = self.price_trials();
        let trials = || prices.iter().flat_map(|prices| self.trials(prices).into_iter().map(move |r| (prices, r)));
        let (credited, bends) = (test != Test::Plain && self.credit.is_some(), self.bends());
        let extremes = trials().map(|(prices, ranges)| {
            let values: Vec<Values> = corners(&ranges).iter().map(|corner| at(&ranges, corner)).collect();
            (prices, values)
        });
        let turns = trials().filter(|_| credited).map(|(prices, ranges)| {
            (prices, corners(&ranges).iter().flat_map(|corner| turns(&ranges, corner, &bends)).collect())
        });
        let price_turns = prices.iter().filter(|_| credited).map(|prices| (prices, self.price_turns(prices)));
        for (prices, values) in extremes.chain(turns).chain(price_turns) {
            for v in values {
                seen.insert(self.holds(&v, prices, test));
                if seen.len() > 1 {
                    return seen;
                }
            }
        }
        seen
    }

    /// The ranges, and where a number of places may be 0 also those with next to no places.
    fn trials(&self, prices: &Prices) -> Vec<Ranges> {
        let ranges = self.ranges(prices);
        let mut few = ranges.clone();
        for range in few.iter_mut().skip(4).filter(|(low, high)| low.is_zero() && low < high) {
            range.0 = huge().recip();
        }
        let more = (few != ranges).then_some(few);
        [ranges].into_iter().chain(more).collect()
    }

    /// The shares of the credit year's amount at which the limit bends as the base grows: where the credit begins and, of
    /// the parabola that `summed` is, the top.
    fn bends(&self) -> Vec<Q> {
        match (&self.limit, self.step) {
            (Limit::Percent(percent), Step::Summed) => vec![Q::one(), Q::one() + percent / whole(200)],
            _ => vec![Q::one()],
        }
    }

    /// At every corner the growth of prices over one stretch, of which it is not known, moved to where the limit bends.
    fn price_turns(&self, prices: &Prices) -> Vec<Values> {
        let mut turns = vec![];
        let unknown = self.stretches().into_iter().filter(|(_, _, complete)| !complete);
        // One trial of the stretch will do.
        for (stretch, ..) in unknown.filter(|(stretch, ..)| prices[stretch] == Q::one()) {
            for growth in [|x: &Q| x.clone(), |x: &Q| x.recip()] {
                let with = |x: &Q| {
                    let mut prices = prices.clone();
                    prices.insert(stretch, growth(x));
                    self.ranges(&prices)
                };
                let (one, two) = (with(&whole(1)), with(&whole(2)));
                for (corner, bend) in corners(&one).iter().flat_map(|c| self.bends().into_iter().map(move |b| (c, b))) {
                    let turn = turn(&at(&one, corner), &at(&two, corner), &bend).map(|x| at(&with(&x), corner));
                    turns.extend(turn.filter(|v| lead(v, &bend).is_zero()));
                }
            }
        }
        turns
    }

    /// Lowest and highest sum of each role: several unknowns of one role only ever stand added up, so that their sum is one
    /// unknown.
    fn ranges(&self, prices: &Prices) -> Ranges {
        let none = Side::default();
        let credit = self.credit.as_ref().unwrap_or(&none);
        let sides = [&self.actual, &self.base, &self.shared, credit];
        let sum = |amounts: &Vec<Amount>| {
            let (mut low, mut more) = (Q::zero(), Q::zero());
            for amount in amounts {
                let growth = convert(amount, prices);
                if amount.low < amount.high {
                    more = more + (&amount.high - &amount.low) * &growth;
                }
                low = low + &amount.low * growth;
            }
            (low.clone(), low + more)
        };
        let mut ranges: Ranges =
            std::array::from_fn(|i| if i < 4 { sum(&sides[i].amounts) } else { sum(&sides[i - 4].places) });
        // Amounts without bound lie far beyond places without bound, and those of a credit year far beyond a base.
        for (i, range) in
            ranges.iter_mut().enumerate().take(4).filter(|(_, range)| range.0 < range.1 && range.1 > huge() / whole(2))
        {
            range.1 = &range.1 * huge() * if i == 3 { huge() } else { Q::one() };
        }
        ranges
    }

    /// The stretches of years that some amount is carried over whole: from year, to year; the growth of prices that
    /// is known; whether every projection of the stretch is.
    fn stretches(&self) -> Vec<((i32, i32), Q, bool)> {
        let amounts = self.sides().into_iter().flat_map(|side| &side.amounts).map(|a| (a.level, a.target));
        let indexed = if let Limit::Index { from, to, .. } = &self.limit { Some((*from, *to)) } else { None };
        let amounts: Vec<(i32, i32)> = amounts.chain(indexed).collect();
        let years: BTreeSet<i32> = amounts.iter().flat_map(|(a, b)| [*a, *b]).collect();
        let years: Vec<i32> = years.into_iter().collect();
        let pairs = years.windows(2).map(|pair| (pair[0], pair[1]));
        let needed = pairs.filter(|(from, to)| amounts.iter().any(|(a, b)| a.min(b) <= from && to <= a.max(b)));
        let stretch = |(from, to)| {
            let known: Vec<&Q> = (from + 1..=to).filter_map(|year| self.index.get(&year)).collect();
            let growth = known.iter().fold(Q::one(), |growth, percent| growth * (whole(100) + *percent) / whole(100));
            ((from, to), growth, known.len() as i32 == to - from)
        };
        needed.map(stretch).collect()
    }

    /// The growth of prices in each stretch. Where a projection is missing, that it is above -100 % is all that is
    /// known, and the growth is tried near 0, at 1 and near infinity.
    fn price_trials(&self) -> Vec<Prices> {
        // Far beyond amounts without bound too: an øre of the credit year can be worth more than any base.
        let far: Q = power_of_two(400);
        let mut trials = vec![Prices::new()];
        for (stretch, growth, complete) in self.stretches() {
            let tried = if complete { vec![growth] } else { vec![far.recip(), Q::one(), far.clone()] };
            let longer = |trial: &Prices| -> Vec<_> {
                tried
                    .iter()
                    .map(|growth| {
                        trial.iter().map(|(k, v)| (*k, v.clone())).chain([(stretch, growth.clone())]).collect()
                    })
                    .collect()
            };
            trials = trials.iter().flat_map(longer).collect();
        }
        trials
    }

    /// The unknown figures of one role, with the projections that its conversions lack.
    fn blanks(&self, side: &Side) -> BTreeSet<Blank> {
        let mut blanks: BTreeSet<Blank> =
            side.amounts.iter().chain(&side.places).flat_map(|a| a.blanks.clone()).collect();
        // A known amount of nothing needs no prices.
        let valued = |amount: &&Amount| !(amount.low.is_zero() && amount.high.is_zero());
        for amount in side.amounts.iter().filter(valued) {
            let years = amount.level.min(amount.target) + 1..=amount.level.max(amount.target);
            let lacking = years.filter(|year| !self.index.contains_key(year));
            blanks.extend(lacking.map(|year| (Cause::MissingIndex, format!("price-index {year}"))));
        }
        blanks
    }

    /// Either one answer for all possible values, or the unknown figures "in every test (plain, credited, ...) that
    /// is not settled".
    pub fn settle(&self) -> Result<Answer, BTreeSet<Blank>> {
        let answers: Vec<Answer> = self.answers(Test::Either).into_iter().collect();
        if let [answer] = answers[..] {
            return Ok(answer);
        }
        let mut blanks = BTreeSet::new();
        let credit: &[Test] = if self.credit.is_some() { &[Test::Credited] } else { &[] };
        for test in [Test::Plain].iter().chain(credit) {
            if self.answers(*test).len() > 1 {
                blanks.extend(self.all_blanks(*test == Test::Credited));
            }
        }
        Err(blanks)
    }

    pub fn all_blanks(&self, with_credit: bool) -> BTreeSet<Blank> {
        let sides =
            [Some(&self.actual), Some(&self.base), Some(&self.shared), self.credit.as_ref().filter(|_| with_credit)];
        sides.into_iter().flatten().flat_map(|side| self.blanks(side)).chain(self.index_blanks()).collect()
    }

    /// The projections that the limit lacks. A base of nothing needs none.
    fn index_blanks(&self) -> BTreeSet<Blank> {
        let Limit::Index { share, from, to, fixed, .. } = &self.limit else { return BTreeSet::new() };
        let mut base = self.base.amounts.iter().chain(&self.shared.amounts);
        let none = base.all(|amount| amount.low.is_zero() && amount.high.is_zero());
        // In fixed prices all of the projection is in the base.
        if none || (*fixed && *share == whole(100)) {
            return BTreeSet::new();
        }
        let lacking = (from + 1..=*to).filter(|year| !self.index.contains_key(year));
        lacking.map(|year| (Cause::MissingIndex, format!("price-index {year}"))).collect()
    }

    /// The figures shown. A limit that depends on an unknown figure is not shown: nobody knows the most generous one.
    pub fn shown(&self, base_year: i32) -> Shown {
        let known = |sides: &[&Side]| {
            sides.iter().all(|side| {
                self.blanks(side).is_empty()
                    && side.amounts.iter().chain(&side.places).all(|a| a.low == a.high && !a.may_be_nothing)
            })
        };
        let trials = self.price_trials();
        let v = self.ranges(&trials[0]).map(|(low, _)| low);
        let per_place = |amount: Q, places: Q| (!places.is_zero()).then(|| amount / places);
        let actual = per_place(v[0].clone(), v[4].clone()).filter(|_| known(&[&self.actual]));
        let base = per_place(&v[1] + &v[2], &v[5] + &v[6]).filter(|_| known(&[&self.base, &self.shared]));
        let comparable = base.clone().filter(|b| b.is_positive()).filter(|_| self.index_blanks().is_empty());
        let plain = comparable.map(|b| self.plain_limit(&b, &trials[0]));
        let credit = self
            .credit
            .as_ref()
            .map(|credit| per_place(&v[3] + &v[2], &v[7] + &v[6]).filter(|_| known(&[credit, &self.shared])));
        let counted = match (&base, &plain, &credit) {
            (Some(b), Some(plain), Some(Some(c))) => self.credited_limit(b, c).filter(|credited| credited > plain),
            _ => None,
        };
        let is_counted = counted.is_some();
        let limit = counted.or(plain).filter(|_| credit != Some(None));
        let of_base = |amount: Option<Q>| {
            let base = base.as_ref().filter(|b| b.is_positive());
            amount.zip(base).map(|(amount, b)| amount / b * whole(100))
        };
        let headroom = limit.clone().zip(actual.clone()).map(|(limit, a)| limit - a);
        let over = self.over(limit.as_ref()).filter(|_| actual.is_none());
        let credit = credit.flatten().filter(|_| is_counted);
        let mut converted = self.conversions("base", &[&self.base, &self.shared], base.as_ref());
        if let Some(side) = &self.credit {
            converted.extend(self.conversions("credit_base", &[side, &self.shared], credit.as_ref()));
        }
        converted.extend(self.conversions("actual", &[&self.actual], actual.as_ref()));
        Shown {
            base_year: Some(base_year),
            change_percent: of_base(actual.clone().zip(base.clone()).map(|(a, b)| a - b)),
            headroom_percent: of_base(headroom.clone()),
            base: base.map(|base| as_shown(base, &[&self.base, &self.shared])),
            actual: actual.map(|actual| as_shown(actual, &[&self.actual])),
            credit_base: credit
                .zip(self.credit.as_ref())
                .map(|(amount, credit)| as_shown(amount, &[credit, &self.shared])),
            over_at_least: over,
            converted,
            limit,
            headroom,
            ..Shown::default()
        }
    }

    /// What even the least actual amount exceeds a limit by.
    pub fn over(&self, limit: Option<&Q>) -> Option<Q> {
        self.least_actual().zip(limit).map(|(least, limit)| least - limit).filter(Fraction::is_positive)
    }

    pub fn least_actual(&self) -> Option<Q> {
        self.least(&self.actual, &self.ranges(&self.price_trials()[0]).map(|(low, _)| low))
    }

    /// From which prices to which the parts of an amount were brought; "amounts already at the wanted level are not
    /// converted", and nothing is nothing in all prices.
    fn conversions(&self, of: &'static str, sides: &[&Side], shown: Option<&Q>) -> Vec<Conversion> {
        let Some(shown) = shown else { return vec![] };
        let parts = sides.iter().flat_map(|side| &side.amounts).filter(|amount| !amount.high.is_zero());
        let prices: BTreeSet<(i32, i32)> = parts.map(|amount| (amount.level, amount.target)).collect();
        let alike = prices.len() == 1;
        let conversion = |(from, to): (i32, i32)| {
            let years = from.min(to) + 1..=from.max(to);
            let known = |year| Some((year, self.index.get(&year)?.clone()));
            let projections: BTreeMap<i32, Q> = years.filter_map(known).collect();
            let growth = projections.values().fold(Q::one(), |growth, one| growth * (whole(100) + one) / whole(100));
            let before = if from < to { shown / growth } else { shown * growth };
            Conversion { of, amount: alike.then_some(before), from, to, projections }
        };
        prices.into_iter().filter(|(from, to)| from != to).map(conversion).collect()
    }

    /// The least that an actual amount can be, by the places that are known and in prices that are.
    fn least(&self, side: &Side, low: &Values) -> Option<Q> {
        let in_known_prices = self.blanks(side).iter().all(|(cause, _)| *cause != Cause::MissingIndex);
        let has_meaning = side.amounts.iter().all(|amount| !amount.may_be_nothing);
        let by_known = side.places.iter().all(|places| places.low == places.high) && low[4].is_positive();
        (in_known_prices && has_meaning && by_known).then(|| &low[0] / &low[4])
    }
}

/// "Amounts from the input are shown as given", and so are sums of them; what is divided, scaled or converted is computed.
fn as_shown(amount: Q, sides: &[&Side]) -> Q {
    let each = || sides.iter().flat_map(|side| &side.amounts);
    let stands = |amount: &Amount| amount.is_given && (amount.level == amount.target || amount.low.is_zero());
    let undivided = sides.iter().flat_map(|side| &side.places).all(|places| places.is_given);
    if undivided && each().all(stands) { amount } else { amount.down_to_ore() }
}

/// Every choice of lowest (false) or highest (true) for what is unknown.
fn corners(ranges: &Ranges) -> Vec<[bool; 8]> {
    let unknown: [bool; 8] = std::array::from_fn(|i| ranges[i].0 < ranges[i].1);
    let all = (0..1u32 << 8).rev().map(|bits| std::array::from_fn(|i| bits >> i & 1 == 1));
    all.filter(|corner: &[bool; 8]| (0..8).all(|i| !corner[i] || unknown[i])).collect()
}

fn at(ranges: &Ranges, corner: &[bool; 8]) -> Values {
    std::array::from_fn(|i| if corner[i] { ranges[i].1.clone() } else { ranges[i].0.clone() })
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

/// From the values at one corner, one unknown of base and credit at a time moved from its highest value to where the limit
/// bends.
fn turns(ranges: &Ranges, corner: &[bool; 8], bends: &[Q]) -> Vec<Values> {
    let v = at(ranges, corner);
    let mut turns = vec![];
    for i in [1, 2, 3, 5, 6, 7].into_iter().filter(|i| corner[*i]) {
        let with = |x: &Q| std::array::from_fn(|j| if i == j { x.clone() } else { v[j].clone() });
        let (one, two, (low, high)) = (with(&whole(1)), with(&whole(2)), &ranges[i]);
        let roots = bends.iter().filter_map(|bend| turn(&one, &two, bend));
        turns.extend(roots.filter(|x| low < x && x < high).map(|x| with(&x)));
    }
    turns
}

/// Where one unknown, that is 1 and 2 here, makes the base this share of the credit year. Base less that share is a straight
/// line in each unknown amount and number of places, and in the growth of prices over a stretch or its inverse.
fn turn(one: &Values, two: &Values, share: &Q) -> Option<Q> {
    let (one, two) = (lead(one, share), lead(two, share));
    let slope = two - &one;
    let root = if slope.is_zero() { return None } else { Q::one() - one / slope };
    root.is_positive().then_some(root)
}

/// Base less a share of the credit year, multiplied by both places.
fn lead(v: &Values, share: &Q) -> Q {
    (&v[1] + &v[2]) * (&v[7] + &v[6]) - share * (&v[3] + &v[2]) * (&v[5] + &v[6])
}
