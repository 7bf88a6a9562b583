//! The engine against a second, plain evaluator over big fractions that shares no code with it.
//!
//! Subject, rule, force, verdict, cause, missing, every figure, readings, robust, flips and undecided in their order,
//! assumptions, what is left out and clauses must be equal, finding by finding. Not compared is what would settle a finding and how
//! it could turn out: `laws/knowledge.rs` holds that to what the engine then says. How many portfolios: `PORTFOLIOS`, else 2,000; the long run is `PORTFOLIOS=200000 cargo test --release -p rammeaftale-tests
//! second_evaluator`. A portfolio is made from its seed alone; seeds that once failed stand in `FAILED`.

mod compare;
mod fractions;
mod generate;
#[expect(dead_code, reason = "it is read as a whole: not every part of an answer is compared")]
#[expect(unreachable_pub, reason = "written apart from this suite")]
mod oracle;

use crate::builtin;
pub(crate) use generate::Draw;
use rammeaftale::{Agreement, Portfolio, RowNumbers};

/// Seeds of portfolios on which the two once differed. Those found before the generator drew what it draws now are gone: what
/// they found stands in scenarios.
const FAILED: &[u64] = &[
    10001, 10004, 10018, 10036, 10040, 10048, 10056, 10066, 10072, 10171, 10191, 10284, 10996, 45863, 70714, 76229,
    124571, 1000020200, 1000023866, 1000042053,
];

/// What those seeds draw, as a number.
const DRAWN: u64 = 0xe4b7_2a20_c46e_24da;

/// An edit of the generator makes other portfolios of the seeds: then those that differed are written down as scenarios, if they
/// are not yet, and seeds and number are those of the new generator.
#[test]
fn seeds_draw_what_they_drew() {
    let drawn = |id: &str| {
        let register = builtin();
        let agreement = register.get(id).expect("a shipped agreement");
        FAILED
            .iter()
            .map(|seed| format!("{:?}", generate::question(&mut Portfolios::of(*seed), 3, agreement)))
            .collect::<String>()
    };
    let all: String = ["midtjylland/2018", "midtjylland/2025-26"].map(drawn).concat();
    // Fowler, Noll and Vo: every byte turns all that follows.
    let number = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    assert_eq!(all.bytes().fold(0xcbf2_9ce4_8422_2325, number), DRAWN, "the generator draws something else");
}

#[test]
fn agrees_on_2018() {
    agrees("midtjylland/2018", 40);
}

#[test]
fn agrees_on_2025_26() {
    agrees("midtjylland/2025-26", 55);
}

#[test]
fn agrees_on_2021_22() {
    agrees("midtjylland/2021-22", 5);
}

/// splitmix64: the same seed, the same portfolio.
pub(crate) struct Seed(pub(crate) u64);

/// From this seed on little is left out: only then do findings rest on the one figure that is not known.
const SPARING: u64 = 1_000_000_000;

/// What a seed draws: an eighth of the blanks from `SPARING` on.
struct Portfolios {
    seed: Seed,
    rarer: u64,
}

impl Portfolios {
    fn of(seed: u64) -> Portfolios {
        Portfolios { seed: Seed(seed), rarer: if seed < SPARING { 1 } else { 8 } }
    }
}

impl Draw for Portfolios {
    fn next(&mut self) -> u64 {
        self.seed.next()
    }

    fn lacks(&mut self, n: u64) -> bool {
        self.one_in(n * self.rarer)
    }
}

impl Draw for Seed {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

/// The agreements that are not shipped, beside those that are: each a test of its own, so that they run side by side.
mod of_fixtures {
    use crate::fixtures;

    fn agrees(id: &str) {
        let register = fixtures::register();
        super::agrees_on(register.get(id).expect("a fixture"), 6);
    }

    #[test]
    fn hovedstaden() {
        agrees("hovedstaden/2014-2018");
    }

    #[test]
    fn syddanmark() {
        agrees("syddanmark/2011");
        agrees("syddanmark/2012");
    }

    #[test]
    fn midtjylland() {
        agrees("midtjylland/2013-14");
    }

    #[test]
    fn nordjylland() {
        agrees("nordjylland/2018-19");
    }

    #[test]
    fn example() {
        agrees("example/2027-28");
    }
}

fn agrees(id: &str, percent: u64) {
    let register = builtin();
    agrees_on(register.get(id).expect("a shipped agreement"), percent);
}

/// Judges this share in percent of all portfolios by one agreement.
fn agrees_on(agreement: &Agreement, percent: u64) {
    let portfolios: u64 = std::env::var("PORTFOLIOS").map_or(2_000, |count| count.parse().expect("a number"));
    let (mut judged, mut refused) = (0, 0);
    let mut differing = Vec::new();
    for seed in FAILED.iter().copied().chain((10_000..).flat_map(|seed| [seed, SPARING + seed])) {
        if judged >= portfolios * percent / 100 {
            break;
        }
        let question = generate::question(&mut Portfolios::of(seed), 3, agreement);
        // What contradicts itself is refused before it is judged; the generator makes few such.
        if Portfolio::new(&question.rows, &RowNumbers).is_err() {
            refused += 1;
            continue;
        }
        judged += 1;
        if !compare::differences(&question, agreement).is_empty() {
            differing.push(seed);
        }
    }
    println!("{}: {judged} portfolios judged by both, {refused} refused", agreement.id);
    assert!(refused * 10 < judged, "{}: {refused} refused beside {judged} that were judged", agreement.id);
    if let Some(first) = differing.first() {
        let seeds = &differing[..differing.len().min(40)];
        panic!("{} of {judged} differ: seeds {seeds:?}\n{}", differing.len(), told(*first, agreement));
    }
}

/// The smallest part of a portfolio on which the two still differ, in words.
fn told(seed: u64, agreement: &Agreement) -> String {
    let question = compare::shrunk(generate::question(&mut Portfolios::of(seed), 3, agreement), agreement);
    let rows: Vec<String> = question.rows.iter().map(|row| format!("{row:?}")).collect();
    format!(
        "seed {seed}, {} {}\n{}\nreadings {:?} index {:?} assumed {:?}\n{}",
        agreement.id,
        question.year,
        rows.join("\n"),
        question.readings,
        question.index,
        generate::options(&question).assumptions,
        compare::differences(&question, agreement).join("\n")
    )
}
