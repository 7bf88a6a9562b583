//! Every combination of some questions' readings, those nearest to the preferred ones first.

use crate::agreement::Agreement;
use crate::assessment::Readings;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// All combinations of the readings of some questions.
#[derive(Clone, Debug)]
pub(crate) struct Combinations {
    /// Ordered by number of differing readings, then by question id and reading.
    all: Vec<Combination>,
    /// The questions varied, by id.
    questions: Vec<Varied>,
    /// Where each combination stands in `all`, in the order in which they are counted up.
    positions: Vec<usize>,
    /// The readings shared by all preferred combinations, by name.
    base_readings: Arc<Readings>,
}

/// One choice of readings.
#[derive(Clone, Debug)]
pub(crate) struct Combination {
    /// The reading of every question of the agreement.
    pub(crate) readings: Vec<usize>,
    /// One bit for each question varied that is not at its preferred reading; where none is preferred, always.
    differing: u128,
    /// Those readings by name, once they were asked for.
    named: OnceLock<Arc<Readings>>,
}

/// A question with the readings that may be chosen.
#[derive(Clone, Debug)]
struct Varied {
    question: usize,
    allowed: Vec<usize>,
    preferred: Option<usize>,
    id: Arc<str>,
    names: Vec<Arc<str>>,
}

impl Varied {
    fn new(question: usize, agreement: &Agreement, allowed: &[Vec<usize>]) -> Option<Varied> {
        let asked = agreement.questions.get(question)?;
        let allowed = allowed.get(question)?.clone();
        // A question with a single allowed reading is settled: that reading counts as the preferred one.
        let preferred = if let [only] = allowed.as_slice() { Some(*only) } else { asked.preferred };
        let names = asked.readings.iter().map(|one| Arc::clone(&one.id)).collect();
        Some(Varied { question, allowed, preferred, id: Arc::clone(&asked.id), names })
    }

    fn named(&self, combination: &Combination) -> Option<(Arc<str>, Arc<str>)> {
        let name = self.names.get(*combination.readings.get(self.question)?)?;
        Some((Arc::clone(&self.id), Arc::clone(name)))
    }
}

impl Combinations {
    pub(crate) fn new(questions: BTreeSet<usize>, agreement: &Agreement, allowed: &[Vec<usize>]) -> Combinations {
        let mut questions: Vec<Varied> =
            questions.into_iter().filter_map(|question| Varied::new(question, agreement, allowed)).collect();
        questions.sort_by(|a, b| a.id.cmp(&b.id));
        let start = (0..agreement.questions.len())
            .map(|question| Varied::new(question, agreement, allowed).and_then(|varied| varied.preferred).unwrap_or(0));
        let mut counted = vec![Combination { readings: start.collect(), differing: 0, named: OnceLock::new() }];
        for (bit, varied) in questions.iter().enumerate() {
            counted = counted
                .iter()
                .flat_map(|one| varied.allowed.iter().map(move |reading| one.with(bit, varied, *reading)))
                .collect();
        }
        let mut order: Vec<usize> = (0..counted.len()).collect();
        order.sort_by_key(|number| counted.get(*number).map(|one| one.differing.count_ones()));
        let all: Vec<Combination> = order.iter().filter_map(|number| counted.get(*number).cloned()).collect();
        let mut positions = vec![0; order.len()];
        for (position, number) in order.iter().enumerate() {
            if let Some(slot) = positions.get_mut(*number) {
                *slot = position;
            }
        }
        let mut combinations = Combinations { all, questions, positions, base_readings: Arc::default() };
        combinations.base_readings = Arc::new(combinations.preferred_readings());
        combinations
    }

    pub(crate) fn all(&self) -> &[Combination] {
        &self.all
    }

    /// Those that keep to every preferred reading: one, unless some question has no preferred reading.
    pub(crate) fn preferred(&self) -> usize {
        let fewest = self.all.first().map_or(0, |one| one.differing.count_ones());
        self.all.iter().take_while(|one| one.differing.count_ones() == fewest).count()
    }

    /// Where the combination stands that agrees with these readings of all questions.
    pub(crate) fn position(&self, readings: &[usize]) -> Option<usize> {
        let mut number = 0;
        for varied in &self.questions {
            let reading = readings.get(varied.question)?;
            number = number * varied.allowed.len() + varied.allowed.iter().position(|allowed| allowed == reading)?;
        }
        self.positions.get(number).copied()
    }

    /// The preferred reading of every question varied, by name.
    pub(crate) fn base_readings(&self) -> &Arc<Readings> {
        &self.base_readings
    }

    /// The readings that are not the preferred ones, by name.
    pub(crate) fn differing<'c>(&self, combination: &'c Combination) -> &'c Arc<Readings> {
        let named = || self.bits(combination.differing).filter_map(|varied| varied.named(combination)).collect();
        combination.named.get_or_init(|| Arc::new(named()))
    }

    /// True when the differing readings of one combination all stand in another too.
    pub(crate) fn is_within(&self, small: &Combination, large: &Combination) -> bool {
        let reading = |of: &Combination, varied: &Varied| of.readings.get(varied.question).copied();
        small.differing & !large.differing == 0
            && self.bits(small.differing).all(|varied| reading(small, varied) == reading(large, varied))
    }

    /// The questions of these bits.
    fn bits(&self, mask: u128) -> impl Iterator<Item = &Varied> {
        self.questions.iter().enumerate().filter(move |(bit, _)| mask & flag(*bit) != 0).map(|(_, varied)| varied)
    }

    fn preferred_readings(&self) -> Readings {
        let Some(first) = self.all.first() else { return Readings::new() };
        let settled = self.questions.iter().enumerate().filter(|(bit, _)| first.differing & flag(*bit) == 0);
        settled.filter_map(|(_, varied)| varied.named(first)).collect()
    }
}

impl Combination {
    /// True at the preferred reading of every question.
    pub(crate) fn is_preferred(&self) -> bool {
        self.differing == 0
    }

    fn with(&self, bit: usize, varied: &Varied, reading: usize) -> Combination {
        let mut one = self.clone();
        if let Some(slot) = one.readings.get_mut(varied.question) {
            *slot = reading;
        }
        if varied.preferred != Some(reading) {
            one.differing |= flag(bit);
        }
        one
    }
}

/// A question that can differ has two readings or more, so far fewer than 128 of them make more combinations than any
/// memory holds; `check` allows a hundred thousand.
fn flag(bit: usize) -> u128 {
    u32::try_from(bit).ok().and_then(|bit| 1_u128.checked_shl(bit)).unwrap_or(0)
}
