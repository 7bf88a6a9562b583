//! This project over columns of whole numbers, for those who judge very many.

use super::ours::{YEARS, plans};
use crate::contender::{Contender, Entry, MANY};
use crate::w::{Checksum, Outcome, Record};
use rammeaftale::assessment::NotApplicable;
use rammeaftale::columns::{Amounts, Brief, Columns};
use rammeaftale::plan::Cell;
use rammeaftale::portfolio::Column;
use rammeaftale::{Plan, Verdict};

pub const ENTRY: Entry = Entry {
    name: "ours, columns",
    records: MANY,
    note: "columns of whole numbers, preferred readings, verdict and amounts only",
    make: |records| Box::new(OursColumns { years: years(records) }),
};

struct OursColumns {
    years: Vec<OfYear>,
}

/// The records of one year as columns, and what comes of them.
struct OfYear {
    judge: Columns<'static>,
    columns: Vec<Vec<i64>>,
    outcomes: Vec<Outcome>,
}

/// Amounts in columns are ten thousandths of a krone.
const ORE: i64 = 100;

fn years(records: &[Record]) -> Vec<OfYear> {
    let of_year = |(plan, year): (Plan<'static>, i64)| {
        let records: Vec<&Record> = records.iter().filter(|record| record.year == year).collect();
        let judge = Box::leak(Box::new(plan)).columns().expect("rules of plain arithmetic");
        let column = |cell| records.iter().map(|record| ORE * amount(cell, record)).collect();
        let columns = judge.cells().map(column).collect();
        OfYear { judge, columns, outcomes: vec![Outcome::default(); records.len()] }
    };
    plans("w").into_iter().zip(YEARS).map(of_year).collect()
}

/// The figure in øre that a cell of a record holds.
fn amount(cell: Cell, record: &Record) -> i64 {
    match (cell.column, cell.year.number()) {
        (Column::TariffBasis, 2015) => record.base,
        (Column::TariffBasis, 2016) => record.earlier_basis,
        (Column::TariffBasis, 2018) => record.budget,
        (Column::Result, 2016) => record.earlier_result,
        (Column::CarriedResult, 2018) => 0,
        (Column::Tariff, 2024) => record.base_tariff,
        (Column::Tariff, 2025 | 2026) => record.budget_tariff,
        _ => panic!("workload W has no {cell:?}"),
    }
}

impl Contender for OursColumns {
    fn judge(&mut self) {
        for OfYear { judge, columns, outcomes } in &mut self.years {
            let columns: Vec<&[i64]> = columns.iter().map(Vec::as_slice).collect();
            judge.evaluate(&columns, |row, brief| note(&brief, &mut outcomes[row])).expect("columns as asked for");
        }
    }

    fn checksum(&mut self) -> Checksum {
        let sum = Checksum::of(self.years.iter().flat_map(|year| &year.outcomes));
        self.years.iter_mut().for_each(|year| year.outcomes.fill(Outcome::default()));
        sum
    }
}

fn note(brief: &Brief<'_>, outcome: &mut Outcome) {
    let holds = match brief.verdict {
        Verdict::Met => 1,
        Verdict::Breached => 2,
        _ => 0,
    };
    let ore = |amount: i128| amount as i64 / ORE;
    match brief.amounts {
        Amounts::Limit { base, actual, .. } if &*brief.rule.id == "basis-reduction" => {
            outcome.r1 = holds;
            outcome.actual = ore(base - actual);
            outcome.limit = 3 * ore(base);
        }
        Amounts::Limit { actual, limit, .. } => {
            outcome.r3 = holds;
            outcome.actual = ore(actual);
            outcome.limit = limit as i64;
        }
        Amounts::Result { result, edge, expected_carried, .. } => {
            outcome.r2 = match brief.verdict {
                Verdict::Breached => 1,
                Verdict::Met => 2,
                Verdict::NotApplicable(NotApplicable::NoDuty) => 3,
                _ => 0,
            };
            outcome.carry = expected_carried.map_or(0, ore);
            outcome.result = ore(result).abs();
            outcome.band = edge as i64;
        }
        _ => {}
    }
}
