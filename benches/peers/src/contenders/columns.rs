//! This project on columns: the verdict and the amounts of the preferred readings, without rows.

use super::ours;
use crate::contender::{Contender, Entry, MANY};
use crate::w::{Checksum, Outcome, Record};
use rammeaftale::assessment::NotApplicable;
use rammeaftale::columns::{Amounts, BLANK, Brief};
use rammeaftale::plan::Cell;
use rammeaftale::portfolio::{Column, FiguresKind};
use rammeaftale::{Plan, Rule, Verdict, Year};

pub const ENTRIES: [Entry; 2] = [
    Entry {
        name: "ours, columns",
        records: MANY,
        note: "preferred readings: verdict, cause, amounts and clauses of each rule, into a buffer used again",
        make: |records| {
            Box::new(Reused { columns: Columns::new(records), outcomes: vec![Outcome::default(); records.len()] })
        },
    },
    Entry {
        name: "ours, columns, all kept",
        records: MANY,
        note: "the same, every finding kept",
        make: |records| Box::new(Kept { columns: Columns::new(records), found: Vec::new() }),
    },
];

/// Each year's plan and what it reads of the year's offers.
pub struct Columns {
    years: Vec<(rammeaftale::columns::Columns<'static>, Vec<Vec<i64>>)>,
}

impl Columns {
    pub fn new(records: &[Record]) -> Columns {
        let years = ours::plans("w").into_iter().map(|plan| {
            let plan: &'static Plan<'static> = Box::leak(Box::new(plan));
            let columns = plan.columns().expect("plain arithmetic");
            let data = data(columns.cells(), plan.year(), records);
            (columns, data)
        });
        Columns { years: years.collect() }
    }

    fn judge(&self, take: impl FnMut(usize, Brief<'static>)) {
        self.judge_part(0, 1, take);
    }

    /// One of so many equal parts of each year's offers.
    fn judge_part(&self, part: usize, parts: usize, mut take: impl FnMut(usize, Brief<'static>)) {
        let mut before = 0;
        for (columns, data) in &self.years {
            let rows = data[0].len();
            let of_part = rows * part / parts..rows * (part + 1) / parts;
            let slices: Vec<&[i64]> = data.iter().map(|column| &column[of_part.clone()]).collect();
            columns.evaluate(&slices, |row, brief| take(before + row, brief)).expect("columns as asked for");
            before += of_part.len();
        }
    }

    /// Judges by so many threads, this one where it is one; what comes out, summed.
    pub fn judge_on(&self, threads: usize) -> Checksum {
        let work = |part| {
            let mut sum = Checksum::default();
            let (mut at, mut outcome) = (None, Outcome::default());
            self.judge_part(part, threads, |row, brief| {
                if at.is_some_and(|at| at != row) {
                    sum.add(&std::mem::take(&mut outcome));
                }
                at = Some(row);
                note(brief.rule, brief.verdict, &brief.amounts, &mut outcome);
            });
            at.iter().for_each(|_| sum.add(&outcome));
            sum
        };
        std::thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|part| scope.spawn(move || work(part))).collect();
            let own = work(0);
            others.into_iter().map(|thread| thread.join().expect("no panic")).fold(own, Checksum::and)
        })
    }
}

/// What a year's offers have in each cell; what W has no figure for is blank.
pub fn data(cells: &[Cell], year: Year, records: &[Record]) -> Vec<Vec<i64>> {
    let of_year = || records.iter().filter(|record| record.year == i64::from(year.number()));
    let of_cell = |cell: &Cell| {
        let amount = |record: &Record| {
            Some(match (cell.column, cell.figures, cell.year.number()) {
                (Column::TariffBasis, FiguresKind::Budget, 2015) => record.base,
                (Column::TariffBasis, FiguresKind::Budget, 2016) => record.earlier_basis,
                (Column::TariffBasis, FiguresKind::Budget, 2018) => record.budget,
                (Column::Result, FiguresKind::Realised, 2016) => record.earlier_result,
                (Column::CarriedResult, FiguresKind::Budget, 2018) => 0,
                (Column::Tariff, FiguresKind::Budget, 2024) => record.base_tariff,
                (Column::Tariff, FiguresKind::Budget, year) if i64::from(year) == record.year => record.budget_tariff,
                _ => return None,
            })
        };
        of_year().map(|record| amount(record).map_or(BLANK, |ore| 100 * ore)).collect()
    };
    cells.iter().map(of_cell).collect()
}

struct Reused {
    columns: Columns,
    outcomes: Vec<Outcome>,
}

impl Contender for Reused {
    fn judge(&mut self) {
        self.columns.judge(|row, brief| note(brief.rule, brief.verdict, &brief.amounts, &mut self.outcomes[row]));
    }

    fn checksum(&mut self) -> Checksum {
        Checksum::of(&self.outcomes)
    }
}

struct Kept {
    columns: Columns,
    found: Vec<(usize, Brief<'static>)>,
}

impl Contender for Kept {
    fn judge(&mut self) {
        let mut found = Vec::new();
        self.columns.judge(|row, brief| found.push((row, brief)));
        self.found = found;
    }

    fn checksum(&mut self) -> Checksum {
        let found = std::mem::take(&mut self.found);
        let mut outcomes = vec![Outcome::default(); found.last().map_or(0, |(row, _)| row + 1)];
        found.iter().for_each(|(row, brief)| note(brief.rule, brief.verdict, &brief.amounts, &mut outcomes[*row]));
        Checksum::of(&outcomes)
    }
}

#[inline]
pub fn note(rule: &Rule, verdict: Verdict, amounts: &Amounts, outcome: &mut Outcome) {
    let holds = match verdict {
        Verdict::Met => 1,
        Verdict::Breached => 2,
        _ => 0,
    };
    match *amounts {
        Amounts::Limit { base, actual, limit } if rule.force == Some(rammeaftale::agreement::Force::Duty) => {
            outcome.r1 = holds;
            outcome.actual = (base - actual) / 100;
            outcome.limit = base - limit;
        }
        Amounts::Limit { actual, limit, .. } => {
            outcome.r3 = holds;
            outcome.actual = actual / 100;
            outcome.limit = limit;
        }
        Amounts::Result { result, edge, expected_carried, .. } => {
            outcome.r2 = match verdict {
                Verdict::Breached => 1,
                Verdict::Met => 2,
                Verdict::NotApplicable(NotApplicable::NoDuty) => 3,
                _ => 0,
            };
            outcome.carry = expected_carried.unwrap_or(0) / 100;
            outcome.result = result.abs() / 100;
            outcome.band = edge;
        }
        _ => {}
    }
}
