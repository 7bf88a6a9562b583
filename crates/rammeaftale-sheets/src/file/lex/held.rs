//! How a cell holds its text: typed, as a workbook's number, or with a flaw.

use crate::said::Saying;
use crate::said::time::Unit;

/// How a cell holds its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(not(feature = "workbooks"), expect(dead_code, reason = "only a workbook's cells have any but texts"))]
pub(crate) enum Held {
    /// As someone typed it.
    #[default]
    Text,
    /// As a workbook's number, written out here.
    Number,
    /// Not as a value to be read as it stands.
    Flawed(Flaw),
}

/// What a workbook holds in place of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "workbooks"), expect(dead_code, reason = "only a workbook's cells have any"))]
pub(crate) enum Flaw {
    /// An error such as `#REF!`.
    Error,
    /// A number of more digits than a spreadsheet keeps.
    Digits,
    /// A formula that no spreadsheet has calculated.
    Formula,
    /// An amount in another currency than kroner.
    Currency,
    /// A number that is shown with a word for thousands or millions, or divided by them without a word.
    Scale,
    /// A number that is shown with a minus which it does not hold, or without the one that it holds.
    Sign,
    /// A number that its cell does not show.
    Unseen,
    /// An amount that is shown with what it is paid for; `None` where that is none of a tariff's units.
    Per(Unit),
    /// An amount that is shown with words on its prices or its accounts.
    Said(Saying),
    /// A date, which is no text that anyone typed: `1-2` becomes one.
    Date,
    /// A number that is shown with signs around it which it does not hold: of text it is no more than a part.
    Dressed,
    /// Not as the format of the file wants it, so that what it says is not sure.
    Damaged,
}
