//! What words may say of amounts.

use super::time::Unit;
use rammeaftale::quantity::Year;

/// What words say of amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Saying {
    /// They count thousands or more, or another currency.
    Scaled,
    /// They are in the prices of a year.
    Prices(Year),
    /// They are in the prices of one year, whichever it is.
    Fixed,
    /// They are realised and not budgeted, perhaps those of a year.
    Realised(Option<Year>),
    /// What is below zero is a surplus.
    Turned,
    /// What tariffs are paid for.
    Per(Unit),
    /// They are of a part of the year.
    Partial,
    /// They are of each place or month, and not of the whole offer in a whole year.
    Apiece,
    /// They are of another year than that of their row; or of the latest, which that may be.
    OtherYear(bool),
    /// They are no places, or only those that are taken.
    Taken,
    /// They are not the percentages that are taken.
    Counted,
    /// They are percentages, numbers of an index or differences, and no amounts.
    Rated,
    /// They are averages, income or costs, and no tariffs.
    Other,
    /// They are of these years, some of them.
    Years(Year, Year),
    /// They are of these years only.
    Only(Year, Year),
}
