//! Values of a limit that no budget could ever bring to be read: a slip of the pen, or a rule misunderstood.

use crate::agreement::rules::{Allowance, Measure, OwnPaymentInMeasure, TariffDevelopment, Vocabulary};
use crate::check::diags;
use crate::check::reader::Reader;
use crate::quantity::Year;

pub(super) fn check(reader: &Reader<'_>, years: &[Year], rule: &TariffDevelopment) {
    let push = |key, value: &str, why| reader.sink.push(diags::never_read(reader.place_of(key), value, why));
    let measures = rule.measure.values();
    if rule.allowance == Allowance::WageSupplement && !measures.contains(&Measure::Tariff) {
        let why = (
            "tillægget er en del af en takst, og her måles ingen",
            "it is part of a tariff, and none is measured here",
        );
        push("allowance", rule.allowance.name(), why);
    }
    let gross = OwnPaymentInMeasure::Gross;
    if rule.own_payment.values().contains(&gross) && measures.iter().all(|measure| *measure == Measure::Tariff) {
        let why = (
            "egenbetaling hører til et grundlag, og her måles intet",
            "own payment belongs to a basis, and none is measured here",
        );
        push("own_payment", gross.name(), why);
    }
    let also = rule.also_against.values().iter().flatten();
    // Without any year that could be read nothing is said of what lies before it.
    for year in also.filter(|year| years.iter().max().is_some_and(|last| last <= *year)) {
        let why =
            ("året ligger ikke før noget år, som reglen bedømmer", "the year lies before no year that the rule judges");
        push("also_against", &year.to_string(), why);
    }
}
