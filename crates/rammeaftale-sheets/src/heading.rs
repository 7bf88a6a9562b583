//! Headings matched to columns, in Danish or English.

pub(crate) mod columns;
mod figures;
pub(crate) mod guessed;
pub(crate) mod heard;
pub(crate) mod period;
pub(crate) mod remedy;

use crate::fold::{fold, folds_to};
use crate::limits::LONGEST_HEADING;
use crate::said::Saying;
use period::nearest_named;
use rammeaftale::diag::nearest;
use rammeaftale::portfolio::{Column, FiguresKind};

/// A kind of file's columns.
pub(crate) trait Heading: Copy + PartialEq + 'static {
    /// All columns.
    const ALL: &'static [Self];

    /// The English name.
    fn english(self) -> &'static str;

    /// The Danish name.
    fn danish(self) -> &'static str;

    /// True for a column that every row must fill.
    fn is_required(self) -> bool;

    /// True for a column that stands once in a wide table, for all years.
    fn is_common(self) -> bool {
        true
    }

    /// Which figures an amount of a wide column is taken for where its heading gives only the year; `None` where no
    /// heading can give the column a year.
    fn figures(self) -> Option<FiguresKind> {
        None
    }

    /// True for a column of amounts that are paid for a unit of time which rows name.
    fn has_unit(self) -> bool {
        false
    }

    /// True for a column whose amounts may be those of another one.
    fn is_carried_as(self, _other: Self) -> bool {
        false
    }

    /// True for a column of amounts that come from a year before.
    fn is_carried(self) -> bool {
        false
    }

    /// True for the column of the row's year.
    fn is_year(self) -> bool {
        false
    }

    /// True for a column of amounts in kroner.
    fn is_kroner(self) -> bool {
        false
    }

    /// True for a column of texts, of which each sign counts.
    fn is_text(self) -> bool {
        false
    }

    /// True for a column in which a date may stand.
    fn is_day(self) -> bool {
        false
    }

    /// The name that a heading may be meant for, if no other heading has it.
    fn meant_by(heading: &str, taken: &[Self]) -> Option<String> {
        nearest_named(heading, taken)
    }

    /// What a heading says of the amounts of this column beside naming it.
    fn heard(self, _heading: &str) -> Vec<Saying> {
        Vec::new()
    }

    /// What a column that must be there holds, for who lacks it: Danish, English.
    fn purpose(self) -> Option<(&'static str, &'static str)>;
}

impl Heading for Column {
    const ALL: &'static [Column] = Column::ALL;

    fn english(self) -> &'static str {
        self.name()
    }

    fn danish(self) -> &'static str {
        Column::danish(self)
    }

    fn is_required(self) -> bool {
        Column::is_required(self)
    }

    fn is_common(self) -> bool {
        !is_amount(self) && !matches!(self, Column::Year | Column::Figures)
    }

    fn has_unit(self) -> bool {
        matches!(self, Column::Tariff | Column::WageSupplement)
    }

    fn is_carried_as(self, other: Column) -> bool {
        (self, other) == (Column::Result, Column::CarriedResult)
    }

    fn is_carried(self) -> bool {
        self == Column::CarriedResult
    }

    fn is_year(self) -> bool {
        self == Column::Year
    }

    fn is_kroner(self) -> bool {
        is_amount(self) && !matches!(self, Column::Places | Column::Occupancy)
    }

    fn is_text(self) -> bool {
        matches!(self, Column::Offer | Column::OfferName | Column::LegalBasis | Column::TariffName)
    }

    fn is_day(self) -> bool {
        matches!(self, Column::Year | Column::Opened | Column::Closed | Column::PriceLevel)
    }

    /// Results and turnover are read from realised figures only.
    fn figures(self) -> Option<FiguresKind> {
        match self {
            Column::Result | Column::Turnover => Some(FiguresKind::Realised),
            _ if is_amount(self) => Some(FiguresKind::Budget),
            _ => None,
        }
    }

    fn meant_by(heading: &str, taken: &[Column]) -> Option<String> {
        guessed::meant_by(heading, taken)
    }

    fn heard(self, heading: &str) -> Vec<Saying> {
        heard::heard(heading, self)
    }

    fn purpose(self) -> Option<(&'static str, &'static str)> {
        match self {
            Column::Offer => Some(("tilbuddets nøgle, fx dets nummer", "the offer's key, e.g. its number")),
            Column::Operator => Some((
                "koden for den kommune eller region, der driver tilbuddet, fx 740",
                "the code of the municipality or region that runs the offer, e.g. 740",
            )),
            Column::Year => Some(("rækkens år, fx 2025", "the row's year, e.g. 2025")),
            _ => None,
        }
    }
}

/// True for columns of numbers that are no years and no codes.
pub(crate) fn is_amount(column: Column) -> bool {
    matches!(column, Column::Places | Column::Occupancy | Column::Tariff | Column::TariffBasis | Column::OwnPayment)
        || matches!(column, Column::WageSupplement | Column::Result | Column::CarriedResult | Column::Turnover)
}

/// True for a heading of what is carried to another year, and not of what is carried there.
pub(crate) fn is_source<H: Heading>(heading: &str, column: H) -> bool {
    column.is_carried() && period::named::<H>(heading.trim()).is_none_or(|(own, _)| own != column)
}

/// The column that a heading names.
pub(crate) fn find<H: Heading>(heading: &str) -> Option<H> {
    let heading = fold(heading);
    H::ALL
        .iter()
        .copied()
        .find(|column| [column.english(), column.danish()].iter().any(|name| folds_to(name, &heading)))
}

/// The nearest name of a column that is not among those `taken`.
pub(crate) fn nearest_name<H: Heading>(heading: &str, taken: &[H]) -> Option<&'static str> {
    if heading.chars().nth(LONGEST_HEADING).is_some() {
        return None;
    }
    let names: Vec<(String, &'static str)> = H::ALL
        .iter()
        .filter(|column| !taken.contains(column))
        .flat_map(|column| [column.english(), column.danish()])
        .map(|name| (fold(name), name))
        .collect();
    let found = nearest(&fold(heading), names.iter().map(|(folded, _)| folded.as_str()))?;
    names.iter().find(|(folded, _)| folded == found).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_however_it_is_written() {
        for column in Column::ALL {
            for name in [column.name(), Column::danish(*column)] {
                assert!(folds_to(name, &fold(name)) && !folds_to(name, &fold(&format!("{name}x"))), "{name}");
                assert_eq!(find::<Column>(&name.to_uppercase().replace('_', " ")), Some(*column), "{name}");
            }
        }
        assert_eq!((find::<Column>(""), find::<Column>("t")), (None, None));
    }

    #[test]
    fn no_two_columns_share_a_heading() {
        let mut names: Vec<String> =
            Column::ALL.iter().flat_map(|column| [fold(column.name()), fold(Column::danish(*column))]).collect();
        let all = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all);
    }

    #[test]
    fn headings_are_forgiving() {
        for heading in ["År", "aar", "YEAR", " år ", "a\u{30a}r"] {
            assert_eq!(find(heading), Some(Column::Year), "{heading}");
        }
        for heading in ["Indregnet resultat", "indregnet-resultat", "CARRIED_RESULT", "carriedresult"] {
            assert_eq!(find(heading), Some(Column::CarriedResult), "{heading}");
        }
        assert_eq!(find("Ekstraordinaer\u{a0}loen"), Some(Column::WageSupplement));
        assert_eq!(find::<Column>("kommune"), None);
    }

    #[test]
    fn the_nearest_name_is_one_that_is_free() {
        assert_eq!(nearest_name::<Column>("Tarif", &[]), Some("tariff"));
        assert_eq!(nearest_name::<Column>("Belaegning %", &[]), Some("belægning"));
        assert_eq!(nearest_name::<Column>("resultater", &[Column::Result]), None);
        assert_eq!(nearest_name::<Column>("farve", &[]), None);
        assert_eq!(nearest_name::<Column>(&"tariff".repeat(20), &[]), None);
    }
}
