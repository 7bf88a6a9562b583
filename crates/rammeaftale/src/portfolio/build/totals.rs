//! Totals that stand on one row of an offer or in parts on each.

use super::{Check, Numbered};
use crate::diag::{Code, Diagnostic};
use crate::portfolio::{Column, Figure};
use crate::quantity::Kroner;
use crate::text::Text;
use rust_decimal::Decimal;

impl Check<'_> {
    /// Places beside named tariffs are the total; given on both they would be counted twice.
    pub(super) fn total_places(&mut self, tariff_rows: &[Numbered<'_>], totals: &[Numbered<'_>]) -> Figure {
        let Some((number, row)) = totals.iter().find(|(_, row)| row.places.is_some()) else {
            return Figure::Unknown;
        };
        if let Some((other, _)) = tariff_rows.iter().find(|(_, row)| row.places.is_some()) {
            let message = Text::new(
                format!("pladser for `{}` står både i alt og på en takst", row.offer),
                format!("places of `{}` stand both as a total and on a tariff", row.offer),
            );
            self.push(
                Diagnostic::error(Code::PartialTotal, self.place(*number, Column::Places), message)
                    .and(self.place(*other, Column::Places), "på en takst her", "on a tariff here")
                    .help("skriv pladser på hver takst og ikke i alt", "give places on each tariff, not as a total"),
            );
        }
        row.places.into()
    }

    /// `tariff_basis` and `own_payment`: on one row the offer's total, on every tariff row summed, on some an error.
    pub(super) fn total(&mut self, rows: &[Numbered<'_>], tariff_rows: &[Numbered<'_>], column: Column) -> Figure {
        let given: Vec<(usize, Kroner)> =
            rows.iter().filter_map(|(number, row)| Some((*number, row.amount(column)?))).collect();
        let (first, amount) = match given.as_slice() {
            [] => return Figure::Unknown,
            [(_, total)] => return Figure::Given(*total),
            [first, ..] => *first,
        };
        let on_tariffs = tariff_rows.iter().filter(|(_, row)| row.amount(column).is_some()).count();
        if on_tariffs != tariff_rows.len() || given.len() != on_tariffs {
            let message = Text::new(
                format!("`{}` står på nogle af takstrækkerne, men ikke på alle", column.danish()),
                format!("`{column}` stands on some of the tariff rows but not on all"),
            );
            self.push(Diagnostic::error(Code::PartialTotal, self.place(first, column), message).help(
                "skriv beløbet i alt på én række, eller et beløb på hver takstrække",
                "give the total on one row, or an amount on every tariff row",
            ));
            return Figure::Unknown;
        }
        if !amount.is_zero() && given.iter().all(|(_, other)| *other == amount) {
            let message = Text::new(
                format!("det samme beløb i `{}` står på alle takstrækker og lægges sammen", column.danish()),
                format!("the same amount in `{column}` stands on every tariff row and is summed"),
            );
            self.push(
                Diagnostic::warning(Code::RepeatedTotal, self.warning_place(first, column), message)
                    .help("er det et total, så skriv det på én række", "if it is a total, give it on one row"),
            );
        }
        let sum = given.iter().map(|(_, amount)| amount.decimal()).sum::<Decimal>();
        Kroner::new(sum).map_or_else(
            |_| {
                let message = Text::new(
                    format!("summen af `{}` er for stor", column.danish()),
                    format!("the sum of `{column}` is too large"),
                );
                self.push(Diagnostic::error(Code::AmountOutOfRange, self.place(first, column), message));
                Figure::Unknown
            },
            Figure::Given,
        )
    }
}
