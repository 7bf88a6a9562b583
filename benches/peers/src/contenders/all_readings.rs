//! This project on columns under all readings: what each rule says, how far it depends on readings, and on which.

use super::columns::{data, note};
use super::ours;
use crate::contender::{Contender, Entry, MANY};
use crate::w::{Checksum, Outcome, Record};
use rammeaftale::assessment::Robust;
use rammeaftale::columns::{AllReadings, FullBrief};

pub const ENTRIES: [Entry; 2] = [
    Entry {
        name: "ours, columns, all readings",
        records: MANY,
        note: "each rule under every combination of readings: verdict, amounts, robust; nothing listed",
        make: |records| {
            Box::new(All { columns: Columns::new(records), is_listed: false, found: Found::of(records.len()) })
        },
    },
    Entry {
        name: "ours, columns, readings listed",
        records: MANY,
        note: "the same, every flip and undecided combination listed with its readings and missing figures",
        make: |records| {
            Box::new(All { columns: Columns::new(records), is_listed: true, found: Found::of(records.len()) })
        },
    },
];

struct All {
    columns: Columns,
    is_listed: bool,
    found: Found,
}

/// What came out, into memory that is there already.
struct Found {
    outcomes: Vec<Outcome>,
    /// Findings by how far they depend on readings: no, unknown, yes.
    robust: [usize; 3],
    /// Flips, undecided combinations, and the figures that these lack.
    listed: [usize; 3],
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

    fn judge(&self, mut take: impl FnMut(usize, &FullBrief<'_, 'static>)) {
        let mut before = 0;
        for (columns, data) in &self.years {
            let slices: Vec<&[i64]> = data.iter().map(Vec::as_slice).collect();
            columns.evaluate(&slices, |row, brief| take(before + row, brief)).expect("columns as asked for");
            before += data[0].len();
        }
    }
}

impl Found {
    fn of(records: usize) -> Found {
        Found { outcomes: vec![Outcome::default(); records], robust: [0; 3], listed: [0; 3] }
    }

    fn note(&mut self, row: usize, brief: &FullBrief<'_, '_>, is_listed: bool) {
        note(brief.rule(), brief.verdict, &brief.amounts(), &mut self.outcomes[row]);
        let robust = match brief.robust {
            Some(Robust::No) => 0,
            Some(Robust::Unknown) | None => 1,
            Some(Robust::Yes) => 2,
        };
        self.robust[robust] += 1;
        if is_listed {
            self.listed[0] += brief.flips().count();
            for one in brief.undecided() {
                self.listed[1] += 1;
                self.listed[2] += one.missing.cells().count() + one.missing.projections().count();
            }
        }
    }
}

impl Contender for All {
    fn judge(&mut self) {
        (self.found.robust, self.found.listed) = Default::default();
        self.columns.judge(|row, brief| self.found.note(row, brief, self.is_listed));
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
        let mut all = All { columns: Columns::new(&records), is_listed: true, found: Found::of(records.len()) };
        all.judge();
        let (mut robust, mut listed) = ([0; 3], [0; 3]);
        for finding in ours::findings("with-questions", &records) {
            robust[match finding.robust {
                Robust::No => 0,
                Robust::Unknown => 1,
                Robust::Yes => 2,
            }] += 1;
            listed[0] += finding.flips.len();
            listed[1] += finding.undecided.len();
            listed[2] += finding.undecided.iter().map(|one| one.missing.len()).sum::<usize>();
        }
        assert_eq!((all.found.robust, all.found.listed), (robust, listed));
    }
}
