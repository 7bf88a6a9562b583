//! The speed limit: the rules written out in integers over an array of structs. Every other figure is a multiple of this one.

use crate::w::{Outcome, Record};

/// Judges into memory that is there already.
pub fn judge(records: &[Record], outcomes: &mut [Outcome]) {
    for (record, outcome) in records.iter().zip(outcomes) {
        *outcome = if record.year == 2018 { in_2018(record) } else { in_2025_26(record) };
    }
}

/// Judges into memory of its own.
pub fn judge_all(records: &[Record]) -> Vec<Outcome> {
    let mut outcomes = vec![Outcome::default(); records.len()];
    judge(records, &mut outcomes);
    outcomes
}

fn in_2018(record: &Record) -> Outcome {
    let (actual, limit) = (record.base - record.budget, 3 * record.base);
    let (result, band) = (record.earlier_result.abs(), 5 * record.earlier_basis);
    let outside = result * 100 > band;
    Outcome {
        r1: if actual * 100 >= limit { 1 } else { 2 },
        r2: if outside {
            1
        } else if record.earlier_result < 0 {
            2
        } else {
            3
        },
        r3: 0,
        carry: if outside { record.earlier_result } else { 0 },
        actual,
        limit,
        result,
        band,
    }
}

fn in_2025_26(record: &Record) -> Outcome {
    Outcome {
        r3: if record.budget_tariff <= record.base_tariff { 1 } else { 2 },
        actual: record.budget_tariff,
        limit: 100 * record.base_tariff,
        ..Outcome::default()
    }
}
