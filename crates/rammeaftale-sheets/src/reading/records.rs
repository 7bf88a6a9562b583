//! The records of JSON and TOML.

use super::{Layout, Reading, Take};
use crate::aside::aside;
use crate::cell::missing_cell;
use crate::dialect::Dialect;
use crate::mistake::{Mistakes, Problem};
use crate::record::{Notation, Records};
use crate::row::{Values, filled};
use crate::said::{ReadAs, Said};
use crate::stand::Stand;
use crate::text::Text;
use rammeaftale::diag::Place;
use rammeaftale::portfolio::{Column, Row};

impl Reading {
    pub(super) fn read_records(
        &mut self,
        text: Text,
        notation: Notation,
        mistakes: &mut Mistakes,
        take: &mut Take<'_>,
    ) -> Result<Layout, Problem> {
        let (mut has_example, mut has_others) = (false, false);
        let mut read_as = ReadAs::default();
        let records = Records::read(text, notation, mistakes, |record, mistakes| {
            let read: Vec<_> = record.values().collect();
            let texts = || read.iter().filter_map(|(column, text, _)| Some((*column, text.as_deref().ok()?)));
            if let Some((_, found)) = aside(texts()) {
                let (told, is_example) = found.told(texts(), Dialect::English, record.place());
                mistakes.push(told);
                (has_example, has_others) = (has_example || is_example, has_others || !is_example);
                return;
            }
            has_others = true;
            let lacking = Column::ALL.iter().filter(|column| column.is_required() && !record.has(**column));
            let lacking = lacking.map(|column| (*column, Err(missing_cell(*column).at(record.place()))));
            for (column, text, place) in &read {
                let told = text.as_deref().ok().and_then(|text| self.names.see(*column, text));
                mistakes.extend(told.map(|problem| problem.warning_at(place())));
            }
            let says_figures = read.iter().any(|(column, text, _)| {
                *column == Column::Figures && text.as_deref().is_ok_and(|text| !text.is_empty())
            });
            let mut take = |row: Row, stand| {
                read_as.see(&row, says_figures);
                take(row, stand);
            };
            let values = read.into_iter().map(|(column, text, place)| {
                let read = text.and_then(|text| filled(column, &text, Dialect::English));
                (column, read.map_err(|problem| problem.at(place())))
            });
            let values = Values::read(lacking.chain(values), mistakes);
            self.add(Stand { table: 0, start: record.start(), period: None }, values, &mut take);
        })?;
        let said = Said::by_names(&Place::file(&self.name));
        mistakes.extend(said.against(&read_as));
        if has_example && !has_others {
            self.only_example(Place::file(&self.name), mistakes);
        }
        Ok(Layout::Records(records))
    }
}
