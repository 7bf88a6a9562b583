//! Codes that no municipality has, and who buys of itself alone.

use super::build::Check;
use super::{Column, Row};
use crate::diag::{Code, Diagnostic};
use crate::text::Text;

impl Check<'_> {
    /// Tells of codes that no municipality has, each once a column: a slip would leave an offer out of the agreement.
    pub(super) fn authorities(&mut self, (number, row): (usize, &Row)) {
        let codes = [(Column::Operator, Some(row.operator)), (Column::Location, row.location)];
        let buyers = row.buyers.iter().flatten().map(|buyer| (Column::Buyers, Some(*buyer)));
        for (column, code) in codes.into_iter().chain(buyers) {
            let Some(code) = code.filter(|code| code.name().is_none()) else { continue };
            let message = Text::new(
                format!("{code} i `{}` er ikke koden for nogen kommune", column.danish()),
                format!("{code} in `{column}` is not the code of any municipality"),
            );
            if self.doubted(&message) {
                let place = self.warning_place(number, column);
                self.push(
                    Diagnostic::warning(Code::UnknownAuthority, place, message)
                        .help("ret koden, hvis den er skrevet forkert", "mend the code if it is a slip"),
                );
            }
        }
        self.own_buyer((number, row));
    }

    /// Whether anyone but the operator buys.
    fn own_buyer(&mut self, (number, row): (usize, &Row)) {
        let Some(buyers) = row.buyers.as_ref().filter(|buyers| !buyers.is_empty()) else { return };
        let is_own = buyers.iter().all(|buyer| *buyer == row.operator);
        let first = self.own_buyers.entry(row.operator).or_insert(Some(number));
        *first = first.filter(|_| is_own);
    }

    /// Tells of each operator that is the only buyer of all its offers: of one offer that may well be, but it is outside
    /// agreements on what others buy.
    pub(super) fn own_buyers(&mut self) {
        for (operator, number) in std::mem::take(&mut self.own_buyers) {
            let Some(number) = number else { continue };
            let message = Text::new(
                format!(
                    "{operator} står alene som køber ved alle sine tilbud, og de fleste aftaler gælder kun det, andre køber"
                ),
                format!(
                    "{operator} is the only buyer of all its offers, and most agreements hold for what others buy only"
                ),
            );
            let place = self.warning_place(number, Column::Buyers);
            self.push(Diagnostic::warning(Code::OwnBuyer, place, message).help(
                "skriv de andre kommuner, der køber, eller lad cellen stå tom, hvis de er ukendte",
                "write the other municipalities that buy, or leave the cell blank if they are unknown",
            ));
        }
    }
}
