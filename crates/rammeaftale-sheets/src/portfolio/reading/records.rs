//! The records of JSON and TOML.

use super::texts::Texts;
use super::{Layout, Reading, Take};
use crate::cell::missing_cell;
use crate::cell::row::{Values, filled};
use crate::file::dialect::Dialect;
use crate::file::text::Text;
use crate::mistake::{Mistakes, Problem};
use crate::portfolio::stand::Stand;
use crate::record::{Cells, Notation, Records};
use crate::said::{ReadAs, Said, is_name, sayings_of_name};
use crate::table::aside::aside;
use rammeaftale::diag::Place;
use rammeaftale::portfolio::{Column, Row};

/// The value of a column as the text of a cell, and where it stands.
type Read<P> = (Column, Result<String, Problem>, P);

/// One pass over records.
struct Pass {
    read_as: ReadAs,
    names: Texts,
    has_example: bool,
    has_others: bool,
}

impl Pass {
    /// True for a record that is none of the portfolio's; it is told.
    fn is_aside<P>(&mut self, record: &Cells<'_>, read: &[Read<P>], mistakes: &mut Mistakes) -> bool {
        let texts = || read.iter().filter_map(|(column, text, _)| Some((*column, text.as_deref().ok()?)));
        let Some((_, found)) = aside(texts()) else {
            self.has_others = true;
            return false;
        };
        let (told, is_example) = found.told(texts(), Dialect::English, record.place());
        mistakes.push(told);
        (self.has_example, self.has_others) = (self.has_example || is_example, self.has_others || !is_example);
        true
    }
}

impl Reading {
    pub(super) fn read_records(
        &mut self,
        text: Text,
        notation: Notation,
        mistakes: &mut Mistakes,
        take: &mut Take<'_>,
    ) -> Result<Layout, Problem> {
        let names = Texts::new(sayings_of_name);
        let mut pass = Pass { read_as: ReadAs::default(), names, has_example: false, has_others: false };
        let records = Records::read(text, notation, mistakes, |record, mistakes| {
            let read: Vec<_> = record.values().collect();
            if !pass.is_aside(record, &read, mistakes) {
                self.read_record(record, read, &mut pass, mistakes, take);
            }
        })?;
        let said = Said::by_names(&Place::file(&self.name));
        mistakes.extend(said.against(&pass.read_as));
        if pass.has_example && !pass.has_others {
            self.only_example(Place::file(&self.name), mistakes);
        }
        Ok(Layout::Records(records))
    }

    fn read_record(
        &mut self,
        record: &Cells<'_>,
        read: Vec<Read<impl Fn() -> Place>>,
        pass: &mut Pass,
        mistakes: &mut Mistakes,
        take: &mut Take<'_>,
    ) {
        let lacking = Column::ALL.iter().filter(|column| column.is_required() && !record.has(**column));
        let lacking = lacking.map(|column| (*column, Err(Box::new(missing_cell(*column).at(record.place())))));
        for (column, text, place) in &read {
            let told = text.as_deref().ok().and_then(|text| self.names.see(*column, text));
            mistakes.extend(told.map(|problem| problem.warning_at(place())));
        }
        let says_figures = read
            .iter()
            .any(|(column, text, _)| *column == Column::Figures && text.as_deref().is_ok_and(|text| !text.is_empty()));
        let names = read.iter().filter(|(column, ..)| is_name(*column));
        let names = names.filter_map(|(_, text, place)| Some((text.as_deref().ok()?.trim(), place)));
        let heard: Vec<_> =
            names.filter(|(text, _)| pass.names.speaks(text)).map(|(text, place)| (text.to_owned(), place())).collect();
        let values = read.into_iter().map(|(column, text, place)| {
            let read = text.and_then(|text| filled(column, &text, Dialect::English));
            (column, read.map_err(|problem| Box::new(problem.at(place()))))
        });
        let values = Values::read(lacking.chain(values), mistakes);
        self.add(Stand { table: 0, start: record.start(), period: None }, values, &mut |row: Row, stand| {
            pass.read_as.see(&row, says_figures);
            let mut as_named = ReadAs::default();
            as_named.see_amounts(&row);
            let told = heard.iter().flat_map(|(text, place)| pass.names.against(text, &as_named, || place.clone()));
            mistakes.extend(told);
            take(row, stand);
        });
    }
}
