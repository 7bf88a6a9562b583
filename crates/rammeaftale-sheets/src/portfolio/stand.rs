//! Where rows stand, held in few bytes each.

use crate::file::lex::Start;
use crate::heading::period::Period;

/// Where a row stands: in which table of the file, where in it, and in which columns of a wide one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stand {
    pub(crate) table: usize,
    pub(crate) start: Start,
    pub(crate) period: Option<Period>,
}

/// The stands of rows in their order, each with its file.
#[derive(Debug, Default)]
pub(crate) struct Stands {
    /// Byte, line and period.
    stands: Vec<(u64, u32, u32)>,
    /// From which row on which file and table hold.
    tables: Vec<(usize, usize, usize)>,
    periods: Vec<Option<Period>>,
}

impl Stands {
    pub(crate) fn push(&mut self, (file, Stand { table, start, period }): (usize, Stand)) {
        if self.tables.last().is_none_or(|(_, of, within)| (*of, *within) != (file, table)) {
            self.tables.push((self.stands.len(), file, table));
        }
        let found = self.periods.iter().position(|held| *held == period).unwrap_or_else(|| {
            self.periods.push(period);
            self.periods.len() - 1
        });
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        self.stands.push((u64::try_from(start.byte).unwrap_or(u64::MAX), small(start.line), small(found)));
    }

    /// The file and the stand of a row.
    pub(crate) fn get(&self, row: usize) -> Option<(usize, Stand)> {
        let (byte, line, period) = self.stands.get(row)?;
        let after = self.tables.partition_point(|(first, ..)| *first <= row);
        let (_, file, table) = self.tables.get(after.checked_sub(1)?)?;
        let start = Start { byte: usize::try_from(*byte).ok()?, line: usize::try_from(*line).ok()? };
        let period = *self.periods.get(usize::try_from(*period).ok()?)?;
        Some((*file, Stand { table: *table, start, period }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rammeaftale::portfolio::FiguresKind;
    use rammeaftale::quantity::Year;

    #[test]
    fn each_row_is_found_where_it_stands() {
        let period = |number| Year::new(number).map(|year| Period { year, figures: FiguresKind::Budget });
        let given: Vec<(usize, Stand)> =
            [(0, 0, None), (0, 0, period(2024)), (0, 1, period(2025)), (1, 0, None), (0, 0, None)]
                .into_iter()
                .zip(1..)
                .map(|((file, table, period), line)| {
                    (file, Stand { table, start: Start { byte: line << 33, line }, period })
                })
                .collect();
        let mut stands = Stands::default();
        given.iter().for_each(|stand| stands.push(*stand));
        let found: Vec<_> = (0..given.len()).filter_map(|row| stands.get(row)).collect();
        assert_eq!((found, stands.get(given.len())), (given, None));
    }
}
