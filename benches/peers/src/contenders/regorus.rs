//! regorus: a Rego policy over whole øre, compiled for its register machine; the machine is used again.

use crate::contender::{Contender, Entry, FEW};
use crate::w::{Checksum, Outcome, Record};
use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;
use regorus::{Engine, Value};
use std::collections::BTreeMap;

pub const ENTRY: Entry = Entry {
    name: "regorus 0.14",
    records: FEW,
    note: "policy on whole øre, compiled once for its register machine; the input object is made a record",
    make: |records| Box::new(Regorus { machine: machine(), records: records.to_vec(), outcomes: Vec::new() }),
};

const ENTRY_POINT: &str = "data.w.outcome";

struct Regorus {
    machine: RegoVM,
    records: Vec<Record>,
    outcomes: Vec<Outcome>,
}

fn machine() -> RegoVM {
    let mut engine = Engine::new();
    engine.add_policy("w.rego".to_owned(), include_str!("../../rules/w.rego").to_owned()).expect("a policy");
    let policy = engine.compile_with_entrypoint(&ENTRY_POINT.into()).expect("an entry point");
    let program = Compiler::compile_from_policy(&policy, &[ENTRY_POINT]).expect("a program");
    let mut machine = RegoVM::new();
    machine.load_program(program);
    machine
}

impl Contender for Regorus {
    fn judge(&mut self) {
        for record in &self.records {
            let fields = record.fields().map(|(name, value)| (Value::from(name), Value::from(value)));
            self.machine.set_input(Value::from(BTreeMap::from(fields)));
            let found = self.machine.execute().expect("an outcome");
            let found = found.as_array().expect("a list");
            let number = |at: usize| found[at].as_i64().expect("a number");
            self.outcomes.push(Outcome::of(std::array::from_fn(number)));
        }
    }

    fn checksum(&mut self) -> Checksum {
        Checksum::of(&std::mem::take(&mut self.outcomes))
    }
}
