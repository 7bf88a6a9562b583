//! cel: one expression over whole øre, since CEL has no decimal type.

use crate::contender::{Contender, Entry, FEW};
use crate::w::{Checksum, Outcome, Record};
use cel::{Context, Program, Value};

pub const ENTRY: Entry = Entry {
    name: "cel 0.15",
    records: FEW,
    note: "one expression on whole øre, compiled once",
    make: |records| {
        let program = Program::compile(include_str!("../../rules/w.cel")).expect("an expression");
        Box::new(Cel { program, records: records.to_vec(), outcomes: Vec::new() })
    },
};

struct Cel {
    program: Program,
    records: Vec<Record>,
    outcomes: Vec<Outcome>,
}

impl Contender for Cel {
    fn judge(&mut self) {
        let functions = Context::default();
        for record in &self.records {
            let mut context = functions.new_inner_scope();
            for (name, value) in record.fields() {
                context.add_variable_from_value(name, value);
            }
            let Ok(Value::List(found)) = self.program.execute(&context) else { panic!("an outcome") };
            let number = |at: usize| match found[at] {
                Value::Int(number) => number,
                _ => panic!("a number"),
            };
            self.outcomes.push(Outcome::of(std::array::from_fn(number)));
        }
    }

    fn checksum(&mut self) -> Checksum {
        Checksum::of(&std::mem::take(&mut self.outcomes))
    }
}
