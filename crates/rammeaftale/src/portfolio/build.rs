//! Rows put together to offers; every contradiction found on the way (rules.md, sections 3 and 8).

use super::legal_basis;
use super::{
    Account, Authority, Column, Figure, FiguresKind, MOST_ROWS_OF_OFFER, Offer, OfferYear, Places, Row, Tariff,
};
use crate::diag::{Code, Diagnostic, MOST_MISTAKES, Place, too_many};
use crate::quantity::{Kroner, Year};
use crate::text::{Lang, Text, plain};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Display;
use std::sync::Arc;

/// A row with its number in the input.
type Numbered<'r> = (usize, &'r Row);

/// Offers put together, one after the other, and what was found on the way.
pub(super) struct Check<'p> {
    places: &'p dyn Places,
    pub(super) diagnostics: Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
    /// What was said of paragraphs and codes: once is enough.
    doubted: BTreeSet<String>,
    /// Where each operator first stands as its own only buyer, as long as no row names another.
    pub(super) own_buyers: BTreeMap<Authority, Option<usize>>,
}

impl<'p> Check<'p> {
    pub(super) fn new(places: &'p dyn Places) -> Check<'p> {
        Check {
            places,
            diagnostics: Vec::new(),
            errors: 0,
            warnings: 0,
            doubted: BTreeSet::new(),
            own_buyers: BTreeMap::new(),
        }
    }

    /// The offer that some rows with their numbers make; none without rows.
    pub(super) fn offer(&mut self, rows: &[(usize, Row)]) -> Option<Offer> {
        let rows: Vec<Numbered<'_>> = rows.iter().map(|(number, row)| (*number, row)).collect();
        let rows = rows.as_slice();
        let (_, first) = rows.first()?;
        let mut names: Vec<&Arc<str>> = rows.iter().filter_map(|(_, row)| row.tariff_name.as_ref()).collect();
        names.sort();
        names.dedup();
        if names.len() > 1 {
            self.alike_tariffs(rows);
        }
        let mut by_year: BTreeMap<Year, Vec<Numbered<'_>>> = BTreeMap::new();
        for row in rows {
            self.check_row(*row, names.len() > 1);
            self.authorities(*row);
            by_year.entry(row.1.year).or_default().push(*row);
        }
        let offer = Offer {
            id: Arc::clone(&first.offer),
            name: self.agreed(rows, Column::OfferName, |row| row.offer_name.as_ref()).cloned(),
            location: self.agreed(rows, Column::Location, |row| row.location.as_ref()).copied(),
            location_assumed: false,
            opened: self.agreed(rows, Column::Opened, |row| row.opened.as_ref()).copied(),
            closed: self.agreed(rows, Column::Closed, |row| row.closed.as_ref()).copied(),
            years: by_year.iter().filter_map(|(year, rows)| Some((*year, self.offer_year(rows, &names)?))).collect(),
        };
        self.check_life(&offer, rows);
        Some(offer)
    }

    fn offer_year(&mut self, rows: &[Numbered<'_>], names: &[&Arc<str>]) -> Option<OfferYear> {
        let kind = |figures| rows.iter().copied().filter(|(_, row)| row.figures == figures).collect::<Vec<_>>();
        Some(OfferYear {
            operator: *self.agreed(rows, Column::Operator, |row| Some(&row.operator))?,
            legal_basis: self.legal_basis(rows),
            buyers: self.agreed_buyers(rows),
            buyers_assumed: false,
            budget: self.account(&kind(FiguresKind::Budget), names).map(Box::new),
            realised: self.account(&kind(FiguresKind::Realised), names).map(Box::new),
        })
    }

    fn legal_basis(&mut self, rows: &[Numbered<'_>]) -> Option<Arc<str>> {
        let text = self.agreed(rows, Column::LegalBasis, |row| row.legal_basis.as_ref())?;
        let (number, row) = rows.iter().find(|(_, row)| row.legal_basis.is_some())?;
        if let Some((message, help)) = legal_basis::doubt(text, row.year)
            && self.doubted(&message)
        {
            let place = self.warning_place(*number, Column::LegalBasis);
            self.push(Diagnostic::warning(Code::UnknownParagraph, place, message).help(help.da, help.en));
        }
        Some(Arc::clone(text))
    }

    /// True the first time that this is said.
    pub(super) fn doubted(&mut self, message: &Text) -> bool {
        self.doubted.insert(message.en.clone())
    }

    fn account(&mut self, rows: &[Numbered<'_>], names: &[&Arc<str>]) -> Option<Account> {
        if rows.is_empty() {
            return None;
        }
        self.check_keys(rows, names);
        let several = names.len() > 1;
        let (tariff_rows, totals): (Vec<Numbered<'_>>, Vec<Numbered<'_>>) =
            rows.iter().partition(|(_, row)| !several || row.tariff_name.is_some());
        let only = names.first().filter(|_| !several);
        let amount = |column| move |row: &Row| row.amount(column);
        let account = Account {
            price_level: self.agreed(rows, Column::PriceLevel, |row| row.price_level.as_ref()).copied(),
            tariff_basis: self.total(rows, &tariff_rows, Column::TariffBasis),
            own_payment: self.total(rows, &tariff_rows, Column::OwnPayment),
            result: self.agreed_amount(rows, Column::Result, amount(Column::Result)),
            carried_result: self.agreed_amount(rows, Column::CarriedResult, amount(Column::CarriedResult)),
            turnover: self.agreed_amount(rows, Column::Turnover, amount(Column::Turnover)),
            tariffs: tariff_rows.iter().map(|(_, row)| tariff(row, only.copied())).collect(),
            total_places: self.total_places(&tariff_rows, &totals),
            by_name: Vec::new(),
        };
        Some(account.indexed())
    }

    /// Places beside named tariffs are the total; given on both they would be counted twice.
    fn total_places(&mut self, tariff_rows: &[Numbered<'_>], totals: &[Numbered<'_>]) -> Figure {
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
    fn total(&mut self, rows: &[Numbered<'_>], tariff_rows: &[Numbered<'_>], column: Column) -> Figure {
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

    /// One value for all rows, or an error that names two rows which differ.
    fn agreed<'r, T, F>(&mut self, rows: &[Numbered<'r>], column: Column, get: F) -> Option<&'r T>
    where
        T: PartialEq + Display + ?Sized,
        F: Fn(&'r Row) -> Option<&'r T>,
    {
        let mut given = rows.iter().filter_map(|(number, row)| Some((*number, get(row)?)));
        let (first, value) = given.next()?;
        for (number, other) in given {
            if other != value {
                self.contradiction(rows, column, (first, &value.to_string()), (number, &other.to_string()));
            }
        }
        Some(value)
    }

    fn agreed_amount(&mut self, rows: &[Numbered<'_>], column: Column, get: impl Fn(&Row) -> Option<Kroner>) -> Figure {
        let given: Vec<(usize, Kroner)> = rows.iter().filter_map(|(number, row)| Some((*number, get(row)?))).collect();
        let Some((first, value)) = given.first().copied() else { return Figure::Unknown };
        for (number, other) in given.iter().skip(1).filter(|(_, other)| *other != value) {
            self.contradiction(rows, column, (first, &value.to_string()), (*number, &other.to_string()));
        }
        Figure::Given(value)
    }

    fn agreed_buyers(&mut self, rows: &[Numbered<'_>]) -> Option<Vec<super::Authority>> {
        let list = |buyers: &[super::Authority]| {
            let mut buyers = buyers.to_vec();
            buyers.sort();
            buyers.dedup();
            buyers
        };
        let mut given = rows.iter().filter_map(|(number, row)| Some((*number, list(row.buyers.as_ref()?))));
        let (first, value) = given.next()?;
        let show = |buyers: &[super::Authority]| buyers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        for (number, other) in given.filter(|(_, other)| *other != value) {
            self.contradiction(rows, Column::Buyers, (first, &show(&value)), (number, &show(&other)));
        }
        Some(value)
    }

    fn contradiction(&mut self, rows: &[Numbered<'_>], column: Column, first: (usize, &str), other: (usize, &str)) {
        let (first, other) = ((first.0, shown(first.1)), (other.0, shown(other.1)));
        let (offer, year) = rows.first().map_or(("", String::new()), |(_, row)| (&row.offer, row.year.to_string()));
        let of = if column.level() == super::Level::Offer { String::new() } else { format!(" {year}") };
        let message = Text::new(
            format!("to rækker siger hver sit om `{}` for `{offer}`{of}", column.danish()),
            format!("two rows differ on `{column}` of `{offer}`{of}"),
        );
        self.push(
            Diagnostic::error(Code::Contradiction, self.place(other.0, column), message)
                .and(
                    self.place(first.0, column),
                    format!("her står `{}`", first.1),
                    format!("here it is `{}`", first.1),
                )
                .help(
                    format!("ret den ene række, så begge siger `{}` eller `{}`", first.1, other.1),
                    format!("mend one of the rows, so that both say `{}` or `{}`", first.1, other.1),
                ),
        );
    }

    fn check_row(&mut self, (number, row): Numbered<'_>, several: bool) {
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

    fn check_keys(&mut self, rows: &[Numbered<'_>], names: &[&Arc<str>]) {
        let mut seen: HashMap<Option<&Arc<str>>, usize> = HashMap::new();
        for (number, row) in rows {
            let name = row.tariff_name.as_ref().or_else(|| names.first().copied().filter(|_| names.len() == 1));
            if let Some(first) = seen.insert(name, *number) {
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

    fn check_life(&mut self, offer: &Offer, rows: &[Numbered<'_>]) {
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
    pub(super) fn too_many_rows(&mut self, (number, row): &(usize, Row)) {
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

    /// The place of an error; none is looked up for one that is not shown.
    pub(super) fn place(&self, row: usize, column: Column) -> Place {
        if self.errors > MOST_MISTAKES { nowhere() } else { self.places.place(row, column) }
    }

    /// The place of a warning.
    pub(super) fn warning_place(&self, row: usize, column: Column) -> Place {
        if self.warnings >= MOST_MISTAKES { nowhere() } else { self.places.place(row, column) }
    }

    /// Of endless mistakes the first are enough; a mistake is never crowded out by warnings.
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        let alike = if diagnostic.is_error() { &mut self.errors } else { &mut self.warnings };
        *alike += 1;
        match *alike {
            0..=MOST_MISTAKES => self.diagnostics.push(diagnostic),
            more if more == MOST_MISTAKES + 1 && diagnostic.is_error() => {
                self.diagnostics.extend(diagnostic.place().cloned().map(too_many));
            }
            _ => {}
        }
    }
}

/// Characters of a value that a message repeats.
const LONGEST_SHOWN: usize = 80;

/// A value as a message repeats it, cut when long.
fn shown(value: &str) -> String {
    match value.char_indices().nth(LONGEST_SHOWN) {
        Some((at, _)) => value.get(..at).unwrap_or_default().to_owned() + "…",
        None => value.to_owned(),
    }
}

fn nowhere() -> Place {
    Place::file(&Arc::from(""))
}

fn tariff(row: &Row, only: Option<&Arc<str>>) -> Tariff {
    Tariff {
        name: row.tariff_name.as_ref().or(only).cloned(),
        tariff: row.tariff.into(),
        unit: row.tariff_unit.unwrap_or_default(),
        places: row.places.into(),
        occupancy: row.occupancy.into(),
        wage_supplement: row.wage_supplement.into(),
    }
}
