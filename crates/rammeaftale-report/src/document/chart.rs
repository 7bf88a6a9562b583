//! What a drawing shows; how it is drawn is the form's affair.

use chrono::NaiveDate;
use rammeaftale::Verdict;
use rammeaftale::text::Text;
use rust_decimal::Decimal;

/// A drawing. Closed: a writer that passed over a new one would leave something out.
#[derive(Clone, Debug)]
pub enum Chart {
    /// One value a row, and the range that is allowed.
    Points(Points),
    /// How many values a row has where.
    Spread(Spread),
    /// Periods along the years.
    Periods(Periods),
}

/// One value a row on a common axis, in percent.
#[derive(Clone, Debug)]
pub struct Points {
    /// Unique in the document.
    pub id: String,
    /// What is drawn.
    pub title: Text,
    /// What was left out of the drawing, and the like.
    pub note: Text,
    /// What the axis tells.
    pub axis: Text,
    /// The most that is allowed.
    pub at_most: Decimal,
    /// The least that is allowed, where there is one.
    pub at_least: Option<Decimal>,
    /// The rows, in the order drawn.
    pub rows: Vec<Point>,
}

/// One value.
#[derive(Clone, Debug)]
pub struct Point {
    /// The id of the place that explains it.
    pub to: String,
    /// Whose it is.
    pub name: Text,
    /// The value in percent.
    pub percent: Decimal,
    /// The amounts behind it and the value in words.
    pub amounts: Text,
    /// The verdict; none of a contribution, which binds nobody.
    pub verdict: Option<Verdict>,
}

/// How many values each row has in which part of a common axis, in percent; the line is at zero, what is
/// allowed left of it.
#[derive(Clone, Debug)]
pub struct Spread {
    /// Unique in the document.
    pub id: String,
    /// What is drawn.
    pub title: Text,
    /// How to read it.
    pub note: Text,
    /// What is counted.
    pub counted: Text,
    /// The rows.
    pub rows: Vec<SpreadRow>,
}

/// The values of one row.
#[derive(Clone, Debug)]
pub struct SpreadRow {
    /// Whose they are.
    pub name: Text,
    /// The values in percent.
    pub values: Vec<Decimal>,
}

/// Periods along the years.
#[derive(Clone, Debug)]
pub struct Periods {
    /// Unique in the document.
    pub id: String,
    /// What is drawn.
    pub title: Text,
    /// How to read it; may be empty.
    pub note: Text,
    /// The periods by first day.
    pub rows: Vec<Period>,
}

/// How sure a period is, the surest first; each is drawn in a way of its own.
/// Closed: a writer that passed over a new one would leave something out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Modelled from a text.
    Modelled,
    /// There is a proposal or a draft.
    Proposed,
    /// Others tell of it.
    Known,
    /// It is to come.
    Announced,
    /// It is named for what became of it before only.
    FollowedUp,
}

/// One period.
#[derive(Clone, Debug)]
pub struct Period {
    /// What it is of.
    pub name: Text,
    /// First day.
    pub from: NaiveDate,
    /// Last day, where known.
    pub to: Option<NaiveDate>,
    /// What there is of it.
    pub state: Text,
    /// How sure it is.
    pub standing: Standing,
    /// Nothing came before it.
    pub begins: bool,
    /// Nothing comes after it.
    pub ends: bool,
    /// What it is drawn with where there are only characters.
    pub mark: char,
}
