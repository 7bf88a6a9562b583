//! This project on columns under all readings: what each rule says, how far it depends on readings, and on which.

use super::columns::{data, note};
use super::ours;
use crate::contender::{Contender, Entry, MANY};
use crate::w::{Checksum, Outcome, Record};
use rammeaftale::assessment::Robust;
use rammeaftale::columns::{AllReadings, FullAssessment, FullBrief};
use std::hint::black_box;

pub const ENTRIES: [Entry; 3] = [
    Entry {
        name: "ours, columns, all readings",
        records: MANY,
        note: "each rule under every combination of readings: verdict, amounts, robust; nothing listed",
        make: |records| {
            Box::new(All { columns: Columns::new(records), asked: Asked::Rules, found: Found::of(records.len()) })
        },
    },
    Entry {
        name: "ours, columns, readings listed",
        records: MANY,
        note: "the same, every flip and undecided combination listed with its readings and missing figures",
        make: |records| {
            Box::new(All { columns: Columns::new(records), asked: Asked::Lists, found: Found::of(records.len()) })
        },
    },
    Entry {
        name: "ours, columns, everything",
        records: MANY,
        note: "the same, with what would settle it, and each assessment's verdict, robust and flips under all joint choices of readings",
        make: |records| {
            Box::new(All { columns: Columns::new(records), asked: Asked::Everything, found: Found::of(records.len()) })
        },
    },
];

struct All {
    columns: Columns,
    asked: Asked,
    found: Found,
}

/// How much is asked for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Asked {
    Rules,
    Lists,
    Everything,
}

/// What came out, into memory that is there already.
struct Found {
    outcomes: Vec<Outcome>,
    /// Findings by how far they depend on readings: no, unknown, yes.
    robust: [usize; 3],
    /// Flips, undecided combinations, the figures that these lack, and the sets that would settle a verdict.
    listed: [usize; 4],
    /// Assessments by how far they depend on readings, and their flips.
    together: ([usize; 3], usize),
}

/// Each year's plan and what it reads of the year's offers.
struct Columns {
    years: Vec<(AllReadings<'static>, Vec<Vec<i64>>)>,
}

impl Columns {
    fn new(records: &[Record]) -> Columns {
        let years = ours::plans("with-questions").into_iter().map(|plan| {
            let plan = Box::leak(Box::new(plan));
            let columns = plan.columns_under_all_readings().expect("plain arithmetic");
            let data = data(columns.cells(), plan.year(), records);
            (columns, data)
        });
        Columns { years: years.collect() }
    }

    fn judge(&self, mut take: impl FnMut(usize, &FullAssessment<'_, 'static>)) {
        let mut before = 0;
        for (columns, data) in &self.years {
            let slices: Vec<&[i64]> = data.iter().map(Vec::as_slice).collect();
            columns.assess(&slices, |row, whole| take(before + row, whole)).expect("columns as asked for");
            before += data[0].len();
        }
    }
}

impl Found {
    fn of(records: usize) -> Found {
        let outcomes = vec![Outcome::default(); records];
        Found { outcomes, robust: [0; 3], listed: [0; 4], together: Default::default() }
    }

    fn note(&mut self, row: usize, whole: &FullAssessment<'_, '_>, asked: Asked) {
        whole.briefs().for_each(|brief| self.note_brief(row, &brief, asked));
        if asked == Asked::Everything {
            black_box(whole.verdict());
            self.together.0[place(whole.robust())] += 1;
            self.together.1 += whole.flips().len();
        }
    }

    fn note_brief(&mut self, row: usize, brief: &FullBrief<'_, '_>, asked: Asked) {
        note(brief.rule(), brief.verdict, &brief.amounts(), &mut self.outcomes[row]);
        self.robust[place(brief.robust)] += 1;
        if asked >= Asked::Lists {
            self.listed[0] += brief.flips().count();
            for one in brief.undecided() {
                self.listed[1] += 1;
                self.listed[2] += one.missing.cells().count() + one.missing.projections().count();
            }
        }
        if asked == Asked::Everything {
            self.listed[3] += brief.settled_by().len();
        }
    }
}

fn place(robust: Option<Robust>) -> usize {
    match robust {
        Some(Robust::No) => 0,
        Some(Robust::Unknown) | None => 1,
        Some(Robust::Yes) => 2,
    }
}

impl Contender for All {
    fn judge(&mut self) {
        (self.found.robust, self.found.listed, self.found.together) = Default::default();
        self.columns.judge(|row, whole| self.found.note(row, whole, self.asked));
    }

    fn checksum(&mut self) -> Checksum {
        Checksum::of(&self.found.outcomes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::w;

    #[test]
    fn as_many_are_robust_and_as_much_is_listed_as_of_whole_assessments() {
        let records = w::records(2_000);
        let columns = Columns::new(&records);
        let mut all = All { columns, asked: Asked::Everything, found: Found::of(records.len()) };
        all.judge();
        let mut expected = Found::of(0);
        for assessment in ours::assessments("with-questions", &records) {
            expected.together.0[place(Some(assessment.robust))] += 1;
            expected.together.1 += assessment.flips.len();
            for finding in &assessment.findings {
                expected.robust[place(Some(finding.robust))] += 1;
                let lacking: usize = finding.undecided.iter().map(|one| one.missing.len()).sum();
                let listed = [finding.flips.len(), finding.undecided.len(), lacking, finding.settled_by.len()];
                expected.listed.iter_mut().zip(listed).for_each(|(sum, one)| *sum += one);
            }
        }
        let seen = |found: &Found| (found.robust, found.listed, found.together);
        assert_eq!(seen(&all.found), seen(&expected));
    }
}
