//! Kinds of figures and units of tariffs, as people name them.

use crate::fold::fold;
use crate::mistake::{Problem, shown};
use crate::said::time::named_unit;
use rammeaftale::diag::Code;
use rammeaftale::portfolio::{FiguresKind, TariffUnit};

pub(super) fn figures(text: &str) -> Result<FiguresKind, Problem> {
    match text {
        "budget" => return Ok(FiguresKind::Budget),
        "regnskab" => return Ok(FiguresKind::Realised),
        _ => {}
    }
    match fold(text).as_str() {
        "budget" | "vedtagetbudget" | "oprindeligtbudget" | "adoptedbudget" => Ok(FiguresKind::Budget),
        "realised" | "realized" | "regnskab" | "realiseret" => Ok(FiguresKind::Realised),
        _ => Err(Problem::new(
            Code::BadValue,
            format!("{} i `opgørelse` er hverken budget eller regnskab", shown(text)),
            format!("{} in `figures` is neither budget nor realised", shown(text)),
        )
        .help("skriv `budget` eller `regnskab`", "write `budget` or `realised`")),
    }
}

pub(super) fn unit(text: &str) -> Result<TariffUnit, Problem> {
    match named_unit(text) {
        Some(unit) => Ok(unit),
        None => Err(Problem::new(
            Code::BadValue,
            format!("{} i `enhed` er ikke en enhed, som en takst betales for", shown(text)),
            format!("{} in `tariff_unit` is not a unit that a tariff is paid for", shown(text)),
        )
        .help("skriv `døgn`, `time`, `måned` eller `år`", "write `day`, `hour`, `month` or `year`")),
    }
}
