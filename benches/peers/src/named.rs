//! Records and outcomes for engines that know neither type.

use crate::w::{Outcome, Record};

impl Record {
    /// Every field by its name.
    pub fn fields(&self) -> [(&'static str, i64); 7] {
        [
            ("year", self.year),
            ("base", self.base),
            ("budget", self.budget),
            ("base_tariff", self.base_tariff),
            ("budget_tariff", self.budget_tariff),
            ("earlier_basis", self.earlier_basis),
            ("earlier_result", self.earlier_result),
        ]
    }
}

impl Outcome {
    /// From the fields in their order.
    pub fn of([r1, r2, r3, carry, actual, limit, result, band]: [i64; 8]) -> Outcome {
        let [r1, r2, r3] = [r1, r2, r3].map(|verdict| verdict as u8);
        Outcome { r1, r2, r3, carry, actual, limit, result, band }
    }
}
