//! Which codes are those of a municipality or region: since 2007 there are 98 and 5. And who buys of itself alone.

use super::build::Check;
use super::{Authority, Column, Row};
use crate::diag::{Code, Diagnostic};
use crate::text::Text;

/// The municipalities' codes, in order.
const MUNICIPALITIES: [u16; 98] = [
    101, 147, 151, 153, 155, 157, 159, 161, 163, 165, 167, 169, 173, 175, 183, 185, 187, 190, 201, 210, 217, 219, 223,
    230, 240, 250, 253, 259, 260, 265, 269, 270, 306, 316, 320, 326, 329, 330, 336, 340, 350, 360, 370, 376, 390, 400,
    410, 420, 430, 440, 450, 461, 479, 480, 482, 492, 510, 530, 540, 550, 561, 563, 573, 575, 580, 607, 615, 621, 630,
    657, 661, 665, 671, 706, 707, 710, 727, 730, 740, 741, 746, 751, 756, 760, 766, 773, 779, 787, 791, 810, 813, 820,
    825, 840, 846, 849, 851, 860,
];

fn is_known(authority: Authority) -> bool {
    !authority.is_municipality() || MUNICIPALITIES.binary_search(&authority.code()).is_ok()
}

impl Check<'_> {
    /// Tells of codes that no municipality has, each once a column: a slip would leave an offer out of the agreement.
    pub(super) fn authorities(&mut self, (number, row): (usize, &Row)) {
        let codes = [(Column::Operator, Some(row.operator)), (Column::Location, row.location)];
        let buyers = row.buyers.iter().flatten().map(|buyer| (Column::Buyers, Some(*buyer)));
        for (column, code) in codes.into_iter().chain(buyers) {
            let Some(code) = code.filter(|code| !is_known(*code)) else { continue };
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_are_in_order_and_regions_are_known() {
        assert!(MUNICIPALITIES.is_sorted_by(|a, b| a < b));
        let known = |code| is_known(Authority::new(code).unwrap());
        assert!([101, 740, 860, 1081, 1085].into_iter().all(known));
        assert!(![102, 411, 704, 999].into_iter().any(known), "Christiansø is no municipality");
    }
}
