//! What a cell shows beside its amount, held against how its row is read.

use super::value::{Value, value};
use crate::file::dialect::Dialect;
use crate::file::lex::{Cell, Flaw, Held};
use crate::heading::Heading;
use crate::heading::is_amount;
use crate::heading::period::Period;
use crate::mistake::Problem;
use crate::said::Saying;
use crate::said::time::{Unit, named_unit, unit_name};
use rammeaftale::diag::Code;
use rammeaftale::portfolio::{Column, FiguresKind, TariffUnit};
use rammeaftale::quantity::Year;

/// What the cells of a row say of its amounts in a period.
pub(crate) struct RowSays<'c> {
    pub(crate) text: &'c dyn Fn(Column) -> Option<&'c str>,
    pub(crate) period: Option<Period>,
    /// The year of all rows, where they name none.
    pub(crate) year: Option<Year>,
}

impl RowSays<'_> {
    fn unit(&self) -> TariffUnit {
        (self.text)(Column::TariffUnit).and_then(named_unit).unwrap_or_default()
    }

    /// In which year's prices its amounts are read.
    fn prices(&self) -> Option<Year> {
        let year = |column| match value(column, (self.text)(column)?.trim(), Dialect::Danish) {
            Ok(Value::Year(year)) => Some(year),
            _ => None,
        };
        year(Column::PriceLevel).or(self.period.map(|period| period.year)).or(self.year).or_else(|| year(Column::Year))
    }

    fn has_price_level(&self) -> bool {
        (self.text)(Column::PriceLevel).is_some_and(|text| !text.trim().is_empty())
    }

    fn figures(&self) -> FiguresKind {
        let told = (self.text)(Column::Figures).map(|text| value(Column::Figures, text.trim(), Dialect::Danish));
        match (self.period, told) {
            (Some(period), _) => period.figures,
            (None, Some(Ok(Value::Figures(figures)))) => figures,
            _ => FiguresKind::default(),
        }
    }
}

/// Holds what a cell shows its amount to be to what it is read as.
pub(crate) fn as_shown(column: Column, cell: &Cell<'_>, row: &RowSays<'_>) -> Result<(), Problem> {
    let Held::Flawed(flaw) = cell.held else { return Ok(()) };
    match flaw {
        _ if !is_amount(column) => Ok(()),
        Flaw::Per(shown) => in_unit(column, shown, row),
        Flaw::Said(Saying::Prices(shown)) => match row.prices() {
            Some(read) if read != shown => Err(in_other_prices(shown, read)),
            _ => Ok(()),
        },
        Flaw::Said(Saying::Fixed) if !row.has_price_level() => Err(in_fixed_prices()),
        Flaw::Said(Saying::Realised(_)) if row.figures() == FiguresKind::Budget => Err(of_accounts()),
        _ => Ok(()),
    }
}

fn in_unit(column: Column, shown: Unit, row: &RowSays<'_>) -> Result<(), Problem> {
    let read = match column {
        Column::Tariff | Column::WageSupplement => row.unit(),
        Column::Places | Column::Occupancy => return Ok(()),
        _ => TariffUnit::Year,
    };
    if shown == Some(read) { Ok(()) } else { Err(per_other(column, shown, read)) }
}

/// An amount that its cell shows as paid for another unit than that of its row or its column.
fn per_other(column: Column, shown: Unit, of: TariffUnit) -> Problem {
    let (shown_da, shown_en) = shown.map_or(("noget andet", "something else"), unit_name);
    let (of_da, of_en) = unit_name(of);
    let (da, en) = (Heading::danish(column), column.english());
    Problem::new(
        Code::CellError,
        format!("cellen viser kroner pr. {shown_da}, men `{da}` læses her som kroner pr. {of_da}"),
        format!("the cell shows kroner per {shown_en}, but `{en}` is read here as kroner per {of_en}"),
    )
    .help(
        "skriv den rigtige enhed i `enhed`, regn tallet om, eller ret cellens talformat",
        "write the right unit in `tariff_unit`, convert the number, or mend the cell's number format",
    )
}

fn in_other_prices(shown: Year, read: Year) -> Problem {
    Problem::new(
        Code::ToldOtherwise,
        format!("cellens talformat siger, at beløbet er i {shown}-priser; det ville blive læst i {read}-priser"),
        format!(
            "the cell's number format says that the amount is in {shown} prices; it would be read in {read} prices"
        ),
    )
    .help(
        format!("skriv {shown} i kolonnen `prisniveau` i rækken, eller ret cellens talformat"),
        format!("write {shown} in the column `price_level` of the row, or mend the cell's number format"),
    )
}

fn in_fixed_prices() -> Problem {
    Problem::new(
        Code::ToldOtherwise,
        "cellens talformat siger, at beløbet er i faste priser, men ikke hvilket års",
        "the cell's number format says that the amount is in fixed prices, but not in which year's",
    )
    .help(
        "skriv året i kolonnen `prisniveau` i rækken, eller ret cellens talformat",
        "write the year in the column `price_level` of the row, or mend the cell's number format",
    )
}

fn of_accounts() -> Problem {
    Problem::new(
        Code::ToldOtherwise,
        "cellens talformat siger, at beløbet er fra regnskabet; det ville blive læst som budget",
        "the cell's number format says that the amount is realised; it would be read as a budget",
    )
    .help(
        "skriv `regnskab` i kolonnen `opgørelse` eller i overskriften, eller ret cellens talformat",
        "write `realised` in the column `figures` or in the heading, or mend the cell's number format",
    )
}
