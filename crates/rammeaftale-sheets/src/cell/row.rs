//! The values of a row's cells on their way to a row.

use super::missing_cell;
use super::value::{Value, put, value};
use crate::file::dialect::Dialect;
use crate::heading::period::Period;
use crate::heading::{Heading, is_amount};
use crate::mistake::{Mistakes, Problem};
use rammeaftale::diag::Diagnostic;
use rammeaftale::portfolio::{Column, FiguresKind, Row};
use rammeaftale::quantity::Year;
use std::sync::Arc;

/// The cells of a row that are not blank.
#[derive(Clone, Debug)]
pub(crate) struct Values {
    values: Vec<(Column, Value)>,
    /// True when no cell held a mistake.
    is_whole: bool,
}

impl Values {
    /// Reads cells of which some may be blank (`None`); mistakes are rare and their size is not handed about.
    pub(crate) fn read(
        cells: impl Iterator<Item = (Column, Result<Option<Value>, Box<Diagnostic>>)>,
        mistakes: &mut Mistakes,
    ) -> Values {
        let mut out = Values { values: Vec::with_capacity(Column::ALL.len()), is_whole: true };
        for (column, read) in cells {
            match read {
                Ok(value) => out.values.extend(value.map(|value| (column, value))),
                Err(mistake) => {
                    mistakes.push(*mistake);
                    out.is_whole = false;
                }
            }
        }
        out
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.is_whole && self.values.is_empty()
    }

    /// The values of a wide row together with those of one of its periods.
    pub(crate) fn with(&self, period: Period, values: &Values) -> Values {
        let mut out = self.clone();
        out.values.push((Column::Year, Value::Year(period.year)));
        out.values.push((Column::Figures, Value::Figures(period.figures)));
        out.values.extend(values.values.iter().cloned());
        out.is_whole &= values.is_whole;
        out
    }

    /// The values of a row that names no year, in a year.
    pub(crate) fn in_year(mut self, year: Option<Year>) -> Values {
        self.values.extend(year.map(|year| (Column::Year, Value::Year(year))));
        self
    }

    /// The latest period in which the offer is there.
    pub(crate) fn latest<'p>(&self, periods: &'p [(Period, Values)]) -> Option<&'p (Period, Values)> {
        periods.iter().rfind(|(period, _)| self.lives(*period)).or(periods.last())
    }

    /// True where a blank period is still told of: the whole offer's budget in a year of its life.
    pub(crate) fn stands_in(&self, period: Period) -> bool {
        let names_tariff = self.values.iter().any(|(column, _)| *column == Column::TariffName);
        !names_tariff && period.figures == FiguresKind::Budget && self.lives(period)
    }

    /// True when the offer is open in the period, as far as its row says.
    fn lives(&self, period: Period) -> bool {
        let year = |wanted| {
            self.values.iter().find_map(|found| match found {
                (column, Value::Year(year)) if *column == wanted => Some(*year),
                _ => None,
            })
        };
        let (opened, closed) = (year(Column::Opened), year(Column::Closed));
        opened.is_none_or(|opened| opened <= period.year) && closed.is_none_or(|closed| period.year <= closed)
    }

    pub(crate) fn offer(&self) -> Option<Arc<str>> {
        self.values.iter().find_map(|found| match found {
            (Column::Offer, Value::Text(offer)) => Some(Arc::clone(offer)),
            _ => None,
        })
    }

    /// The row; `None` when some cell held a mistake, or without its key.
    pub(crate) fn row(self) -> Option<Row> {
        let (mut operator, mut year) = (None, None);
        for (column, value) in &self.values {
            match (column, value) {
                (Column::Operator, Value::Code(code)) => operator = Some(*code),
                (Column::Year, Value::Year(number)) => year = Some(*number),
                _ => {}
            }
        }
        let mut row = Row::new(self.offer().filter(|_| self.is_whole)?, operator?, year?);
        for (column, value) in self.values {
            put(&mut row, column, value);
        }
        Some(row)
    }
}

/// The last text of each column but those of amounts, with its value: rows of an offer mostly stand together and say the
/// same of it.
#[derive(Clone, Debug)]
pub(crate) struct LastValues(Vec<(String, Option<Value>)>);

impl Default for LastValues {
    fn default() -> LastValues {
        LastValues(vec![Default::default(); Column::ALL.len()])
    }
}

impl LastValues {
    /// As [`filled`], but what stands there again is not read again.
    pub(crate) fn filled(&mut self, column: Column, text: &str, dialect: Dialect) -> Result<Option<Value>, Problem> {
        let is_held = !text.is_empty() && !is_amount(column);
        let Some((last, read)) = self.0.get_mut(column as usize).filter(|_| is_held) else {
            return filled(column, text, dialect);
        };
        if read.is_none() || last != text {
            *read = None;
            *read = Some(value(column, text, dialect)?);
            text.clone_into(last);
        }
        Ok(read.clone())
    }
}

/// A cell's value; blank is `None`, unless the column must be filled.
pub(crate) fn filled(column: Column, text: &str, dialect: Dialect) -> Result<Option<Value>, Problem> {
    match text {
        "" if Heading::is_required(column) => Err(missing_cell(column)),
        "" => Ok(None),
        text => value(column, text, dialect).map(Some),
    }
}
