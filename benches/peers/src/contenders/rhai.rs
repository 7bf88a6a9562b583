//! rhai: a script over whole øre, compiled to its syntax tree; the scope is used again.

use crate::contender::{Contender, Entry, FEW};
use crate::w::{Checksum, Outcome, Record};
use rhai::{AST, Array, Engine, Scope};

pub const ENTRY: Entry = Entry {
    name: "rhai 1.27",
    records: FEW,
    note: "script on whole øre, compiled once, scope used again",
    make: |records| {
        let engine = Engine::new();
        let script = engine.compile(include_str!("../../rules/w.rhai")).expect("a script");
        Box::new(Rhai { engine, script, records: records.to_vec(), outcomes: Vec::new() })
    },
};

struct Rhai {
    engine: Engine,
    script: AST,
    records: Vec<Record>,
    outcomes: Vec<Outcome>,
}

impl Contender for Rhai {
    fn judge(&mut self) {
        let mut scope = Scope::new();
        for record in &self.records {
            scope.clear();
            for (name, value) in record.fields() {
                scope.push_constant(name, value);
            }
            let found: Array = self.engine.eval_ast_with_scope(&mut scope, &self.script).expect("an outcome");
            let number = |at: usize| found[at].as_int().expect("a number");
            self.outcomes.push(Outcome::of(std::array::from_fn(number)));
        }
    }

    fn checksum(&mut self) -> Checksum {
        Checksum::of(&std::mem::take(&mut self.outcomes))
    }
}
