//! Every combination of some questions' readings, those nearest to the preferred ones first.

use crate::agreement::Agreement;
use crate::assessment::Readings;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// All combinations of the readings of some questions.
#[derive(Clone, Debug)]
pub(crate) struct Combinations {
    /// Ordered by number of differing readings, then by question id and reading.
    all: Vec<Combination>,
    /// The questions varied, by id.
    questions: Vec<usize>,
    /// Where the combination with these readings (of `questions`) stands in `all`.
    positions: HashMap<Vec<usize>, usize>,
    names: Arc<Names>,
}

/// One choice of readings.
#[derive(Clone, Debug)]
pub(crate) struct Combination {
    /// The reading of every question of the agreement.
    pub(crate) readings: Vec<usize>,
    /// Those that are not the preferred ones; every reading of a question without a preferred one.
    pub(crate) differing: BTreeSet<(usize, usize)>,
}

/// Ids of questions and their readings.
#[derive(Clone, Debug)]
struct Names(Vec<(Arc<str>, Vec<Arc<str>>)>);

impl Combinations {
    pub(crate) fn new(questions: BTreeSet<usize>, agreement: &Agreement, allowed: &[Vec<usize>]) -> Combinations {
        let id = |question: &usize| agreement.questions.get(*question).map(|question| &question.id);
        let mut questions: Vec<usize> = questions.into_iter().collect();
        questions.sort_by(|a, b| id(a).cmp(&id(b)));
        // A question with a single allowed reading is settled: that reading counts as the preferred one.
        let preferred: Vec<Option<usize>> = agreement
            .questions
            .iter()
            .zip(allowed)
            .map(|(question, allowed)| match allowed.as_slice() {
                [only] => Some(*only),
                _ => question.preferred,
            })
            .collect();
        let start = preferred.iter().map(|reading| reading.unwrap_or(0)).collect();
        let mut all = vec![Combination { readings: start, differing: BTreeSet::new() }];
        for question in &questions {
            let choices = allowed.get(*question).map_or(&[][..], Vec::as_slice);
            let preferred = preferred.get(*question).copied().flatten();
            all = all
                .iter()
                .flat_map(|one| choices.iter().map(|choice| one.with(*question, *choice, preferred)))
                .collect();
        }
        all.sort_by_key(|combination| combination.differing.len());
        let project = |one: &Combination| project(&questions, &one.readings);
        let positions = all.iter().enumerate().map(|(position, one)| (project(one), position)).collect();
        let names = agreement
            .questions
            .iter()
            .map(|question| {
                (Arc::clone(&question.id), question.readings.iter().map(|one| Arc::clone(&one.id)).collect())
            })
            .collect();
        Combinations { all, questions, positions, names: Arc::new(Names(names)) }
    }

    pub(crate) fn all(&self) -> &[Combination] {
        &self.all
    }

    /// Those that keep to every preferred reading: one, unless some question has no preferred reading.
    pub(crate) fn preferred(&self) -> usize {
        let fewest = self.all.first().map_or(0, |one| one.differing.len());
        self.all.iter().take_while(|one| one.differing.len() == fewest).count()
    }

    /// Where the combination stands that agrees with these readings of all questions.
    pub(crate) fn position(&self, readings: &[usize]) -> Option<usize> {
        self.positions.get(&project(&self.questions, readings)).copied()
    }

    /// The preferred reading of every question varied, by name.
    pub(crate) fn base_readings(&self) -> Readings {
        let Some(first) = self.all.first() else { return Readings::new() };
        let settled = |question: &&usize| !first.differing.iter().any(|(open, _)| open == *question);
        let pairs = self.questions.iter().filter(settled);
        self.named(pairs.filter_map(|question| Some((*question, *first.readings.get(*question)?))))
    }

    /// Readings by name.
    pub(crate) fn named(&self, readings: impl IntoIterator<Item = (usize, usize)>) -> Readings {
        readings
            .into_iter()
            .filter_map(|(question, reading)| {
                let (id, names) = self.names.0.get(question)?;
                Some((Arc::clone(id), Arc::clone(names.get(reading)?)))
            })
            .collect()
    }
}

impl Combination {
    fn with(&self, question: usize, choice: usize, preferred: Option<usize>) -> Combination {
        let mut one = self.clone();
        if let Some(slot) = one.readings.get_mut(question) {
            *slot = choice;
        }
        if preferred != Some(choice) {
            one.differing.insert((question, choice));
        }
        one
    }
}

fn project(questions: &[usize], readings: &[usize]) -> Vec<usize> {
    questions.iter().filter_map(|question| readings.get(*question).copied()).collect()
}
