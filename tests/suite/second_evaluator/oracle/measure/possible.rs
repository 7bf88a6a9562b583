//! What a comparison answers over all possible values of the figures that are unknown.

use super::*;
use std::cell::RefCell;
use std::collections::HashMap;

impl Comparison<'_> {
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
            let with = |x: &Q| {
                let mut prices = prices.clone();
                prices.insert(stretch, x.clone());
                self.ranges(&prices)
            };
            let tried = [whole(1), whole(2), whole(2).recip()].map(|x| with(&x));
            for (corner, bend) in corners(&tried[0]).iter().flat_map(|c| self.bends().into_iter().map(move |b| (c, b)))
            {
                let leads = tried.each_ref().map(|ranges| lead(&at(ranges, corner), &bend));
                turns.extend(price_turn(&leads).map(|x| at(&with(&x), corner)));
            }
        }
        turns
    }

    /// Lowest and highest sum of each role: several unknowns of one role only ever stand added up, so that their sum is one
    /// unknown.
    pub(super) fn ranges(&self, prices: &Prices) -> Ranges {
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
        // Prices that fall to next to nothing make none of them a known one.
        let unbounded =
            |i: usize| sides[i].amounts.iter().any(|one| one.low < one.high && one.high > huge() / whole(2));
        for (i, range) in ranges.iter_mut().enumerate().take(4).filter(|(i, range)| range.0 < range.1 && unbounded(*i))
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
    pub(super) fn price_trials(&self) -> Vec<Prices> {
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
    pub(super) fn blanks(&self, side: &Side) -> BTreeSet<Blank> {
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
    pub(super) fn index_blanks(&self) -> BTreeSet<Blank> {
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
/// line in each unknown amount and number of places.
fn turn(one: &Values, two: &Values, share: &Q) -> Option<Q> {
    let (one, two) = (lead(one, share), lead(two, share));
    let slope = two - &one;
    let root = if slope.is_zero() { return None } else { Q::one() - one / slope };
    root.is_positive().then_some(root)
}

/// The growth of prices over a stretch at which the base is a share of the credit year. Base less that share is a·x + b + c/x
/// of the growth x; here it is told of the growths 1, 2 and one half. A root that is no fraction is told with 128 bits.
fn price_turn([one, two, half]: &[Q; 3]) -> impl Iterator<Item = Q> {
    let (rise, fall) = (two - one, half - one);
    let c = (&fall + &rise / whole(2)) * whole(4) / whole(3);
    let a = rise + &c / whole(2);
    let b = one - &a - &c;
    let roots = if a.is_zero() {
        Some(b).filter(|b| !b.is_zero()).map(|b| vec![-c / b])
    } else {
        let root = (&b * &b - whole(4) * &a * c).root();
        root.map(|root| [-root.clone(), root].map(|root| (root - &b) / (whole(2) * &a)).to_vec())
    };
    roots.into_iter().flatten().filter(Q::is_positive)
}

/// Base less a share of the credit year, multiplied by both places.
fn lead(v: &Values, share: &Q) -> Q {
    (&v[1] + &v[2]) * (&v[7] + &v[6]) - share * (&v[3] + &v[2]) * (&v[5] + &v[6])
}
