//! What is wrong in single rows, or in their number.

use super::{Check, Numbered};
use crate::diag::{Code, Diagnostic};
use crate::portfolio::{Column, FiguresKind, MOST_ROWS_OF_OFFER, Offer, Row};
use crate::quantity::{Kroner, Year};
use crate::text::{Lang, Text, plain};
use std::collections::HashMap;
use std::sync::Arc;

impl Check<'_> {
    pub(super) fn check_row(&mut self, (number, row): Numbered<'_>, several: bool) {
        for column in Column::ALL.iter().copied().filter(|column| !column.may_be_negative()) {
            if row.amount(column).is_some_and(Kroner::is_negative) {
                let message = Text::new(
                    format!("`{}` kan ikke være negativ", column.danish()),
                    format!("`{column}` cannot be negative"),
                );
                self.push(Diagnostic::error(Code::NegativeAmount, self.place(number, column), message).help(
                    "skriv beløbet uden minus, eller ret kolonnen",
                    "write the amount without a minus, or mend the column",
                ));
            }
        }
        if let (Some(supplement), Some(tariff)) = (row.wage_supplement, row.tariff)
            && supplement.decimal() > tariff.decimal()
        {
            let message = Text::new(
                format!("den ekstraordinære løn ({supplement}) er større end taksten ({tariff})"),
                format!("the wage supplement ({supplement}) is larger than the tariff ({tariff})"),
            );
            let place = self.place(number, Column::WageSupplement);
            self.push(Diagnostic::error(Code::SupplementAboveTariff, place, message).help(
                "skriv den del af taksten, der skyldes lønstigningerne",
                "give the part of the tariff that the wage rises caused",
            ));
        }
        if several && row.tariff_name.is_none() && row.tariff.is_some() {
            let message = Text::new(
                format!("`{}` har flere ydelser, men taksten her har intet navn", row.offer),
                format!("`{}` has several tariffs, but the tariff here has no name", row.offer),
            );
            let place = self.place(number, Column::Tariff);
            self.push(
                Diagnostic::error(Code::UnnamedTariff, place, message)
                    .help("udfyld `ydelse` på rækken", "fill in `tariff_name` on the row"),
            );
        }
        self.check_read((number, row));
    }

    /// A figure that stands where no rule reads it is pointed out, not silently passed over.
    fn check_read(&mut self, (number, row): Numbered<'_>) {
        let (columns, kind): (&[Column], _) = match row.figures {
            FiguresKind::Budget => (&[Column::Result, Column::Turnover], ("regnskabsrækker", "realised rows")),
            FiguresKind::Realised => {
                (&[Column::CarriedResult, Column::WageSupplement], ("budgetrækker", "budget rows"))
            }
        };
        for column in columns.iter().copied().filter(|column| row.amount(*column).is_some()) {
            let message = Text::new(
                format!("`{}` læses kun fra {}", column.danish(), kind.0),
                format!("`{column}` is read from {} only", kind.1),
            );
            self.push(
                Diagnostic::warning(Code::UnreadFigure, self.warning_place(number, column), message)
                    .help("flyt beløbet til den anden slags række", "move the amount to the other kind of row"),
            );
        }
    }

    pub(super) fn check_keys(&mut self, rows: &[Numbered<'_>], names: &[&Arc<str>]) {
        if let [_] = rows {
            return;
        }
        let mut seen: HashMap<Option<&Arc<str>>, usize> = HashMap::new();
        for (number, row) in rows {
            let name = row.tariff_name.as_ref().or_else(|| names.first().copied().filter(|_| names.len() == 1));
            let first = *seen.entry(name).or_insert(*number);
            if first != *number {
                let message = Text::new(
                    format!("to rækker for `{}` {} har samme opgørelse og ydelse", row.offer, row.year),
                    format!("two rows of `{}` {} have the same kind of figures and tariff", row.offer, row.year),
                );
                self.push(
                    Diagnostic::error(Code::DuplicateRow, self.place(*number, Column::Offer), message)
                        .and(self.place(first, Column::Offer), "den første står her", "the first is here")
                        .help(
                            "slet den ene, eller giv ydelserne hver sit navn",
                            "delete one, or name the tariffs apart",
                        ),
                );
            }
        }
    }

    pub(super) fn check_life(&mut self, offer: &Offer, rows: &[Numbered<'_>]) {
        if let (Some(opened), Some(closed), Some((number, _))) =
            (offer.opened, offer.closed, rows.iter().find(|(_, row)| row.closed.is_some()))
            && closed < opened
        {
            let message = Text::new(
                format!("`{}` lukker {closed}, før det åbner {opened}", offer.id),
                format!("`{}` closes in {closed} before it opens in {opened}", offer.id),
            );
            self.push(
                Diagnostic::error(Code::OutsideLife, self.place(*number, Column::Closed), message)
                    .help("ret `åbnet` eller `lukket`", "mend `opened` or `closed`"),
            );
            return;
        }
        for (number, row) in rows.iter().filter(|(_, row)| !offer.exists(row.year)) {
            let show = |year: Option<Year>| year.map_or_else(|| "…".to_owned(), |year| year.to_string());
            let life = format!("{}–{}", show(offer.opened), show(offer.closed));
            let message = Text::new(
                format!("`{}` findes kun {life}, men rækken er for {}", offer.id, row.year),
                format!("`{}` exists only {life}, but the row is for {}", offer.id, row.year),
            );
            self.push(
                Diagnostic::error(Code::OutsideLife, self.place(*number, Column::Year), message)
                    .help("ret året, eller ret `åbnet` og `lukket`", "mend the year, or `opened` and `closed`"),
            );
        }
    }

    /// Tells, last of all, of an offer that has more rows than are read.
    pub(in crate::portfolio) fn too_many_rows(&mut self, (number, row): &(usize, Row)) {
        let limit = |lang| plain(MOST_ROWS_OF_OFFER.into(), lang);
        let message = Text::new(
            format!("`{}` har flere rækker end grænsen på {}", row.offer, limit(Lang::Da)),
            format!("`{}` has more rows than the limit of {}", row.offer, limit(Lang::En)),
        );
        self.push(Diagnostic::error(Code::TooLarge, self.place(*number, Column::Offer), message).help(
            "giv hvert tilbud sit eget id, og slet rækker, der siger det samme",
            "give each offer an id of its own, and delete rows that say the same",
        ));
    }
}
