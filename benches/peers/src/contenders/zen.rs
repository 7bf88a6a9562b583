//! zen-engine: a decision whose expression node holds the rules, in exact kroner.

use crate::contender::{Contender, Entry, FEW};
use crate::w::{Checksum, Outcome, Record};
use rust_decimal::Decimal;
use tokio::runtime::{Builder, Runtime};
use zen_engine::{Decision, DecisionEngine, Variable};
use zen_expression::variable::VariableMap;

pub const ENTRY: Entry = Entry {
    name: "zen-engine 2.1",
    records: FEW,
    note: "decision with an expression node on decimal kroner, compiled once, no trace; the input object is made a record",
    make: |records| {
        let content = serde_json::from_str(include_str!("../../rules/w.zen.json")).expect("a decision");
        let mut decision = DecisionEngine::default().create_decision(std::sync::Arc::new(content)).expect("a graph");
        decision.compile();
        let runtime = Builder::new_current_thread().build().expect("a runtime");
        Box::new(Zen { runtime, decision, records: records.to_vec(), outcomes: Vec::new() })
    },
};

struct Zen {
    runtime: Runtime,
    decision: Decision,
    records: Vec<Record>,
    outcomes: Vec<Outcome>,
}

impl Contender for Zen {
    fn judge(&mut self) {
        let Zen { runtime, decision, records, outcomes } = self;
        runtime.block_on(async {
            for record in records {
                let found = decision.evaluate(input(record)).await.expect("an outcome").result;
                outcomes.push(outcome(&found));
            }
        });
    }

    fn checksum(&mut self) -> Checksum {
        Checksum::of(&std::mem::take(&mut self.outcomes))
    }
}

fn input(record: &Record) -> Variable {
    let mut fields = VariableMap::with_capacity(7);
    for (name, value) in record.fields() {
        let decimals = if name == "year" { 0 } else { 2 };
        fields.insert(name.into(), Variable::Number(Decimal::new(value, decimals)));
    }
    Variable::from_object(fields)
}

fn outcome(found: &Variable) -> Outcome {
    let found = found.as_object().expect("an object");
    let found = found.borrow();
    let number = |key, decimals| {
        let mut number = found.get_str(key).and_then(Variable::as_number).expect("a number");
        number.rescale(decimals);
        number.mantissa() as i64
    };
    let verdicts = ["r1", "r2", "r3"].map(|key| number(key, 0));
    let [r1, r2, r3] = verdicts;
    let [carry, actual, result] = ["carry", "actual", "result"].map(|key| number(key, 2));
    let [limit, band] = ["limit", "band"].map(|key| number(key, 4));
    Outcome::of([r1, r2, r3, carry, actual, limit, result, band])
}
