//! What the source leaves open: section 5 of `rules.md`.

use super::finding::*;
use super::judge::Judge;
use super::model::*;
use super::rules::{combine, outcome};
use Verdict::{Breached, Met, NotApplicable, Undetermined};
use std::collections::BTreeSet;

impl Judge<'_> {
    fn question(&self, id: &str) -> &Question {
        self.settings.agreement.questions.iter().find(|q| q.id == id).expect("a rule names questions of its agreement")
    }

    /// "A user can fix a reading: it then is the only one."
    pub fn preferred(&self, id: &str) -> Option<&String> {
        let question = self.question(id);
        self.settings.fixed.get(id).or_else(|| question.preferred.map(|i| &question.readings[i]))
    }

    /// "A rule is judged under every combination of the readings it depends on."
    pub fn combinations<'q>(&self, questions: impl Iterator<Item = &'q String>) -> Vec<Readings> {
        let mut all = vec![Readings::new()];
        for id in questions.collect::<BTreeSet<_>>() {
            let readings = match self.settings.fixed.get(id) {
                Some(only) => vec![only.clone()],
                None => self.question(id).readings.clone(),
            };
            let with = |so_far: &Readings, reading: &String| {
                let mut longer = so_far.clone();
                longer.insert(id.clone(), reading.clone());
                longer
            };
            all = all.iter().flat_map(|so_far| readings.iter().map(move |reading| with(so_far, reading))).collect();
        }
        all
    }

    /// What a combination differs in from the preferred readings.
    fn differing(&self, readings: &Readings) -> Readings {
        readings.iter().filter(|(q, r)| self.preferred(q) != Some(r)).map(|(q, r)| (q.clone(), r.clone())).collect()
    }

    /// "the verdict is then the one that all readings share, else `undetermined: reading`" where a question names
    /// none as preferred; otherwise this is the one case under the preferred readings.
    pub fn under_preferred(&self, table: &[(Readings, Outcome)]) -> Outcome {
        let left_open = |readings: &Readings| self.differing(readings).keys().all(|q| self.preferred(q).is_none());
        let cases: Vec<&Outcome> =
            table.iter().filter(|(readings, _)| left_open(readings)).map(|(_, outcome)| outcome).collect();
        if let [only] = cases[..] {
            return only.clone();
        }
        let mut whole = combine(&cases.iter().map(|case| (*case).clone()).collect::<Vec<_>>());
        if cases.iter().any(|case| case.verdict != cases[0].verdict) {
            whole = outcome(Undetermined, Some(Cause::Reading));
        }
        // "`missing` is complete": whatever keeps one of them open. Figures are shown where all have the same.
        let open = cases.iter().filter(|case| case.verdict == Undetermined);
        whole.missing = open.flat_map(|case| case.missing.clone()).collect();
        whole.left_out = cases[0].left_out.clone();
        if cases.iter().all(|case| case.shown == cases[0].shown) {
            whole.shown = cases[0].shown.clone();
        }
        whole
    }

    /// `robust`, as section 5 tells it. `above`: the verdict of the finding that a moved duty is then found in.
    pub fn robust(&self, table: &[(Readings, Outcome)], above: &dyn Fn(Level, &Readings) -> Verdict) -> Robust {
        let verdict = self.under_preferred(table).verdict;
        let any = |disturbs: &dyn Fn(&Readings, &Outcome) -> bool| {
            table.iter().any(|(readings, case)| disturbs(readings, case))
        };
        // "moves a breach's duty to an operator whose finding is then met" (or undetermined)
        let moves_to = |readings: &Readings, case: &Outcome, wanted| {
            verdict == Breached && case.moved.is_some_and(|level| above(level, readings) == wanted)
        };
        match verdict {
            NotApplicable => Robust::Yes,
            Undetermined if any(&|_, case| matches!(case.verdict, Met | Breached)) => Robust::No,
            Undetermined => Robust::Unknown,
            Met | Breached => {
                let other = |case: &Outcome| matches!(case.verdict, Met | Breached) && case.verdict != verdict;
                // No duty at all, or under that reading no rule, or one for those below.
                let no_duty = |case: &Outcome| {
                    let gone = matches!(case.cause, Some(Cause::NoDuty | Cause::Reading)) && case.moved.is_none();
                    verdict == Breached && case.verdict == NotApplicable && gone
                };
                if any(&|readings, case| other(case) || no_duty(case) || moves_to(readings, case, Met)) {
                    Robust::No
                } else if any(&|readings, case| case.verdict == Undetermined || moves_to(readings, case, Undetermined))
                {
                    Robust::Unknown
                } else {
                    Robust::Yes
                }
            }
        }
    }

    /// `flips` and `undecided`: "Smallest sets of differing readings come first; a superset is left out only when it
    /// says the same (verdict, and for undetermined also cause and missing) as every subset listed in either list."
    /// `wanted` picks the candidates.
    pub fn listed(&self, table: &[(Readings, Outcome)], wanted: &dyn Fn(&Outcome) -> bool) -> Vec<Case> {
        let case = |(readings, o): &(Readings, Outcome)| Case {
            readings: self.differing(readings),
            verdict: o.verdict,
            cause: o.cause,
            missing: o.missing.clone(),
        };
        let mut candidates: Vec<(Case, bool)> =
            table.iter().filter(|(_, o)| wanted(o)).map(|entry| (case(entry), entry.1.moved.is_some())).collect();
        // Of one size: in the order of the questions and their readings.
        candidates.sort_by_key(|(case, _)| case.readings.len());
        let mut listed: Vec<Case> = vec![];
        let mut moves: Vec<Case> = vec![];
        for (case, moved) in candidates.into_iter().filter(|(case, _)| !case.readings.is_empty()) {
            let within = |smaller: &Case| smaller.readings.iter().all(|(q, r)| case.readings.get(q) == Some(r));
            let same = |smaller: &Case| {
                smaller.verdict == case.verdict
                    && (case.verdict != Undetermined
                        || (smaller.cause == case.cause && smaller.missing == case.missing))
            };
            let subsets: Vec<&Case> = listed.iter().filter(|smaller| within(smaller)).collect();
            // Settled: of moved combinations the smallest sets are listed.
            let leave_out =
                if moved { moves.iter().any(within) } else { !subsets.is_empty() && subsets.into_iter().all(same) };
            if !leave_out {
                moves.extend(moved.then(|| case.clone()));
                listed.push(case);
            }
        }
        listed
    }
}
