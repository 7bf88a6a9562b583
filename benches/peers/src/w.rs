//! Workload W: three rules of two agreements on made-up budgets, in whole øre. Every 50th record lies on every limit.

/// One offer in one year. Amounts are in øre.
#[derive(Clone, Copy, Debug)]
pub struct Record {
    pub year: i64,
    /// Tariff basis of the base year and of the year judged.
    pub base: i64,
    pub budget: i64,
    pub base_tariff: i64,
    pub budget_tariff: i64,
    /// Tariff basis and result two years before.
    pub earlier_basis: i64,
    pub earlier_result: i64,
}

/// What the three rules say of a record, and the figures that explain it; 0 where a rule does not speak of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Outcome {
    /// 1 holds, 2 breached.
    pub r1: u8,
    /// 1 carry, 2 cover, 3 unregulated.
    pub r2: u8,
    /// 1 holds, 2 breached.
    pub r3: u8,
    /// Øre to carry, signed.
    pub carry: i64,
    /// Øre held against the limit of the first or third rule, and that limit in hundredths of an øre.
    pub actual: i64,
    pub limit: i64,
    /// The same of the second rule.
    pub result: i64,
    pub band: i64,
}

/// Counts of verdicts and sums of figures: two contenders that share it have judged alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checksum {
    pub r1: [usize; 3],
    pub r2: [usize; 4],
    pub r3: [usize; 3],
    pub carry: i64,
    pub actual: i64,
    pub limit: i64,
    pub result: i64,
    pub band: i64,
}

/// The first `n` records; they are the same whatever comes after them.
pub fn records(n: usize) -> Vec<Record> {
    let mut random = SplitMix(20_260_101);
    (0..n as i64).map(|i| record(i, &mut random)).collect()
}

fn record(i: i64, random: &mut SplitMix) -> Record {
    let edge = i % 50 == 0;
    let rounded = |amount: i64| if edge { amount - amount % 10_000 } else { amount };
    let year = [2018, 2025, 2026][random.below(3) as usize];
    let base = rounded(100_000_000 + random.below(4_900_000_000));
    let lower = base * random.below(60_001) / 1_000_000;
    let base_tariff = 50_000 + random.below(450_000);
    let changed_tariff = base_tariff * (970_000 + random.below(50_001)) / 1_000_000;
    let earlier_basis = rounded(100_000_000 + random.below(4_900_000_000));
    let changed_result = earlier_basis * (random.below(200_001) - 100_000) / 1_000_000;
    let at_band = earlier_basis / 20 * if i / 50 % 2 == 0 { 1 } else { -1 };
    Record {
        year,
        base,
        budget: base - if edge { 3 * base / 100 } else { lower },
        base_tariff,
        budget_tariff: if edge { base_tariff } else { changed_tariff },
        earlier_basis,
        earlier_result: if edge { at_band } else { changed_result },
    }
}

struct SplitMix(u64);

impl SplitMix {
    fn below(&mut self, bound: u64) -> i64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % bound) as i64
    }
}

impl Checksum {
    pub fn of<'a>(outcomes: impl IntoIterator<Item = &'a Outcome>) -> Checksum {
        let mut sum = Checksum::default();
        outcomes.into_iter().for_each(|outcome| sum.add(outcome));
        sum
    }

    pub fn add(&mut self, outcome: &Outcome) {
        self.r1[outcome.r1 as usize] += 1;
        self.r2[outcome.r2 as usize] += 1;
        self.r3[outcome.r3 as usize] += 1;
        self.carry += outcome.carry;
        self.actual += outcome.actual;
        self.limit += outcome.limit;
        self.result += outcome.result;
        self.band += outcome.band;
    }

    /// The sums of both.
    pub fn and(mut self, other: Checksum) -> Checksum {
        (0..3).for_each(|at| self.r1[at] += other.r1[at]);
        (0..4).for_each(|at| self.r2[at] += other.r2[at]);
        (0..3).for_each(|at| self.r3[at] += other.r3[at]);
        self.carry += other.carry;
        self.actual += other.actual;
        self.limit += other.limit;
        self.result += other.result;
        self.band += other.band;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::by_hand;

    /// As the workload is defined; the sign of the edge's result for the parity is settled by these sums.
    #[test]
    fn the_records_and_the_loop_are_those_of_the_definition() {
        let checksum = |n| Checksum::of(&by_hand::judge_all(&records(n)));
        let small = Checksum {
            r1: [6615, 1716, 1669],
            r2: [6615, 1627, 885, 873],
            r3: [3385, 3985, 2630],
            carry: -12_313_181_800,
            actual: 261_160_131_594,
            limit: 26_131_175_420_547,
            result: 420_368_526_849,
            band: 42_721_026_650_740,
        };
        let large = Checksum {
            r1: [666_961, 169_752, 163_287],
            r2: [666_961, 163_015, 84_685, 85_339],
            r3: [333_039, 405_586, 261_375],
            carry: -81_036_708_518,
            actual: 25_683_055_241_101,
            limit: 2_568_586_282_474_629,
            result: 42_548_752_374_538,
            band: 4_254_157_458_575_880,
        };
        assert_eq!((checksum(10_000), checksum(1_000_000)), (small, large));
    }
}
