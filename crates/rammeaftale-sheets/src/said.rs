//! What lines beside a table and its names say of all its amounts, held against how they are read: a title such as
//! `Alle beløb i 2025-priser` would change verdicts without a word.

pub(crate) mod currency;
mod name;
mod part;
mod per;
mod prices;
mod rated;
mod realised;
mod saying;
mod sayings;
pub(crate) mod scale;
mod scaled;
pub(crate) mod time;
mod told;
mod turned;
mod units;
mod words;
mod years;

use crate::mistake::{Problem, shown};
use rammeaftale::diag::{Diagnostic, Place};
use rammeaftale::portfolio::{Column, FiguresKind, Row, TariffUnit};
use rammeaftale::quantity::Year;
use std::borrow::Cow;
use std::ops::RangeInclusive;
use std::path::Path;
use told::{apiece, counted, fixed, other, other_years, partial, per, priced, rated, relative, scaled, taken, turned};
use years::{is_sentence, span_beside_amounts, span_of_title};

pub(crate) use name::{is_name, sayings_of_name};
pub(crate) use part::{names_day, names_part};
pub(crate) use prices::prices_of;
pub(crate) use rated::names_rate;
pub(crate) use realised::{is_of_accounts, names_budget, with_letter};
pub(crate) use saying::Saying;
#[cfg(feature = "workbooks")]
pub(crate) use sayings::saying_beside;
pub(crate) use sayings::{sayings, sayings_above};
pub(crate) use told::realised;
pub(crate) use turned::is_deficit;
pub(crate) use units::unit_beside;
pub(crate) use years::{Years, years_of_heading, years_of_sheet};

/// All that was said beside a table, each thing once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said(Vec<(Saying, String, Place)>);

impl Said {
    /// What the names of a place's file and sheet say.
    pub(crate) fn by_names(place: &Place) -> Said {
        let mut said = Said::default();
        let file = Path::new(&*place.file).file_stem().unwrap_or_default().to_string_lossy();
        said.hear_title(&file, || Place::file(&place.file));
        if let Some(sheet) = &place.sheet {
            said.hear_title(sheet, || Place { line: 0, column: 0, ..place.clone() });
        }
        said
    }

    #[cfg(feature = "workbooks")]
    pub(crate) fn has_years(&self) -> bool {
        self.0.iter().any(|(saying, ..)| matches!(saying, Saying::Years(..)))
    }

    /// The years that were said, by themselves.
    pub(crate) fn take_years(&mut self) -> Said {
        Said(self.0.extract_if(.., |(saying, ..)| matches!(saying, Saying::Years(..))).collect())
    }

    /// The years that sentences said, by themselves; not those of what may be a title.
    pub(crate) fn take_years_of_notes(&mut self) -> Said {
        let is_of_note = |said: &(Saying, String, Place)| matches!(said.0, Saying::Years(..)) && is_sentence(&said.1);
        Said(self.0.extract_if(.., |said| is_of_note(said)).collect())
    }

    /// Takes in a line or a name; true where it says something of the amounts.
    pub(crate) fn hear(&mut self, text: &str, place: impl FnOnce() -> Place) -> bool {
        self.hear_told(text, sayings(text), place)
    }

    /// Takes in a line above the table or a name, which say of which years it is too.
    pub(crate) fn hear_title(&mut self, text: &str, place: impl FnOnce() -> Place) -> bool {
        let mut told = sayings_above(text);
        told.extend(span_of_title(text).map(|(first, last)| Saying::Years(first, last)));
        self.hear_told(text, told, place)
    }

    /// Takes in what a text tells.
    pub(crate) fn hear_told(&mut self, text: &str, told: Vec<Saying>, place: impl FnOnce() -> Place) -> bool {
        let is_any = !told.is_empty();
        let new: Vec<Saying> =
            told.into_iter().filter(|saying| self.0.iter().all(|(known, ..)| known != saying)).collect();
        if !new.is_empty() {
            let place = place();
            self.0.extend(new.into_iter().map(|saying| (saying, shown(text.trim()), place.clone())));
        }
        is_any
    }

    /// Takes in the cells of a line, each by itself, and two beside each other as `Prisniveau` and `2025`.
    pub(crate) fn hear_cells<'t>(&mut self, cells: impl Iterator<Item = &'t str>, place: impl Fn() -> Place) -> bool {
        let lines = lines(cells);
        lines.iter().filter(|(_, line)| self.hear(line, &place)).count() > 0
    }

    /// The same of a line above the table; `place` gives the place of a cell by its number.
    pub(crate) fn hear_titles<'t>(
        &mut self,
        cells: impl Iterator<Item = &'t str>,
        place: impl Fn(usize) -> Place,
    ) -> bool {
        let lines = lines(cells);
        // A number beside others says nothing for itself.
        let is_title = |line: &str| lines.len() == 1 || line.contains(char::is_alphabetic);
        lines.iter().filter(|(at, line)| is_title(line) && self.hear_title(line, || place(*at))).count() > 0
    }

    /// Takes in the years of a line among rows that names amounts too.
    pub(crate) fn hear_years(&mut self, line: &str, place: impl FnOnce() -> Place) -> bool {
        let span = span_beside_amounts(line).map(|(first, last)| Saying::Years(first, last));
        self.hear_told(line, Vec::from_iter(span), place)
    }

    /// The one year that was said, in four digits, with the words that say it and their place.
    pub(crate) fn only_year(&self) -> Option<(Year, &str, &Place)> {
        let mut spans = self.0.iter().filter_map(|(saying, line, place)| match saying {
            Saying::Years(first, last) => Some((first, last, line, place)),
            _ => None,
        });
        let ((first, last, line, place), None) = (spans.next()?, spans.next()) else { return None };
        (first == last && line.contains(&first.to_string())).then_some((*first, line, place))
    }

    /// Takes in what was said elsewhere.
    pub(crate) fn add(&mut self, other: &Said) {
        let is_new = |saying: &Saying| self.0.iter().all(|(known, ..)| known != saying);
        let new = other.0.iter().filter(|(saying, ..)| is_new(saying));
        self.0.extend(new.cloned().collect::<Vec<_>>());
    }

    #[cfg(all(test, feature = "workbooks"))]
    pub(crate) fn sayings(&self) -> impl Iterator<Item = Saying> {
        self.0.iter().map(|(saying, ..)| *saying)
    }

    /// The mistakes: what was said and does not hold of the amounts as they are read.
    pub(crate) fn against(&self, read: &ReadAs) -> Vec<Diagnostic> {
        let named = |year: &Year| self.0.iter().any(|(saying, ..)| *saying == Saying::Prices(*year));
        let unnamed = read.years.iter().copied().find(|year| !named(year));
        let (mut told, mut is_priced) = (Vec::new(), false);
        for (saying, line, place) in &self.0 {
            let problem = match *saying {
                Saying::Scaled => Some(scaled(line)),
                Saying::Prices(year) if !is_priced => unnamed.map(|other| priced(line, year, other)),
                Saying::Prices(_) => None,
                Saying::Fixed => (!read.years.is_empty()).then(|| fixed(line)),
                Saying::Realised(year) => {
                    read.budgets.iter().any(|budget| year.is_none_or(|year| year == *budget)).then(|| realised(line))
                }
                Saying::Turned => read.has_results.then(|| turned(line)),
                Saying::Per(unit) => {
                    read.units.iter().find(|read| unit != Some(**read)).map(|read| per(line, unit, *read))
                }
                Saying::Partial => Some(partial(line)),
                Saying::Apiece => Some(apiece(line)),
                Saying::OtherYear(_) => Some(relative(line)),
                Saying::Taken => Some(taken(line)),
                Saying::Counted => Some(counted(line)),
                Saying::Rated => Some(rated(line)),
                Saying::Other => Some(other(line)),
                Saying::Years(first, last) => read.none_of(first..=last).map(|other| other_years(line, other)),
                Saying::Only(first, last) => read.one_beside(first..=last).map(|other| other_years(line, other)),
            };
            is_priced |= matches!(saying, Saying::Prices(_)) && problem.is_some();
            let is_doubt = *saying == Saying::OtherYear(false);
            let told_at =
                |problem: Problem| if is_doubt { problem.warning_at(place.clone()) } else { problem.at(place.clone()) };
            told.extend(problem.map(told_at));
        }
        told
    }
}

/// Longer than what names the cell beside it, in bytes.
const SHORT: usize = 30;

/// The cells of a line, and the lines that two of them beside each other make, as `Prisniveau` and `2025`, of which none
/// says anything for itself; each with the number of its first cell.
fn lines<'t>(cells: impl Iterator<Item = &'t str>) -> Vec<(usize, Cow<'t, str>)> {
    let cells: Vec<(usize, &str)> = cells.map(str::trim).enumerate().filter(|(_, cell)| !cell.is_empty()).collect();
    let is_silent = |cell: &str| sayings(cell).is_empty();
    let pairs = cells.iter().zip(cells.iter().skip(1)).filter(|((_, first), _)| first.len() < SHORT);
    let pairs = pairs
        .filter(|((_, one), (_, other))| is_silent(one) && is_silent(other))
        .map(|((at, one), (_, other))| (*at, Cow::Owned(format!("{one} {other}"))));
    cells.iter().map(|(at, cell)| (*at, Cow::Borrowed(*cell))).chain(pairs).collect()
}

/// How the rows of a table are read where it does not say.
#[derive(Debug, Default)]
pub(crate) struct ReadAs {
    /// The years of the rows.
    all_years: Vec<Year>,
    /// The years in whose own prices amounts stand.
    years: Vec<Year>,
    /// The years whose amounts are taken for a budget.
    budgets: Vec<Year>,
    has_results: bool,
    /// What tariffs are taken to be paid for.
    units: Vec<TariffUnit>,
}

impl ReadAs {
    /// Takes in a row; `says_figures` where it says itself whether it is of a budget or of accounts.
    pub(crate) fn see(&mut self, row: &Row, says_figures: bool) {
        add(&mut self.all_years, row.year);
        if row.price_level.is_none() {
            add(&mut self.years, row.year);
        }
        if !says_figures && row.figures == FiguresKind::Budget {
            add(&mut self.budgets, row.year);
        }
        self.has_results |= row.result.is_some() || row.carried_result.is_some();
        if row.tariff.is_some() && row.tariff_unit.is_none() {
            add(&mut self.units, TariffUnit::default());
        }
    }

    /// Takes in the years of the rows of another table.
    #[cfg(feature = "workbooks")]
    pub(crate) fn add_years(&mut self, other: &ReadAs) {
        other.all_years.iter().for_each(|year| add(&mut self.all_years, *year));
    }

    /// Takes in all amounts of a row, with all that it says of them.
    pub(crate) fn see_amounts(&mut self, row: &Row) {
        Column::ALL.iter().for_each(|column| self.see_amount(row, *column));
    }

    /// Takes in the amount that a row has in a column, with all that the row says of it.
    pub(crate) fn see_amount(&mut self, row: &Row, column: Column) {
        if row.amount(column).is_none() {
            return;
        }
        add(&mut self.all_years, row.year);
        add(&mut self.years, row.price_level.unwrap_or(row.year));
        if row.figures == FiguresKind::Budget {
            add(&mut self.budgets, row.year);
        }
        if matches!(column, Column::Tariff | Column::WageSupplement) {
            add(&mut self.units, row.tariff_unit.unwrap_or_default());
        }
        self.has_results |= matches!(column, Column::Result | Column::CarriedResult);
    }
}

impl ReadAs {
    /// A year of the rows, where none of them is of these.
    fn none_of(&self, years: RangeInclusive<Year>) -> Option<Year> {
        self.one_beside(years.clone()).filter(|_| !self.all_years.iter().any(|year| years.contains(year)))
    }

    /// A year of the rows that is none of these.
    fn one_beside(&self, years: RangeInclusive<Year>) -> Option<Year> {
        self.all_years.iter().copied().find(|year| !years.contains(year))
    }
}

fn add<T: PartialEq>(seen: &mut Vec<T>, one: T) {
    if !seen.contains(&one) {
        seen.push(one);
    }
}
