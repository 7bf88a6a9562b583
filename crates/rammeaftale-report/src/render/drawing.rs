//! Charts as SVG: whole numbers only, a thousand across; names and amounts stand beside the drawing as text.

use super::markup::{Badge, Bilingual, Ids};
use crate::document::{Chart, Periods, Points, Spread, Standing, text};
use askama::Template;
use chrono::{Datelike, NaiveDate};
use rammeaftale::Lang;
use rammeaftale::text::{Text, percent, plain};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A chart laid out: an axis, and for each row what is drawn.
#[derive(Template)]
#[template(path = "drawing.html")]
pub(super) struct Drawing<'d> {
    id: &'d str,
    title: &'d Text,
    note: Option<&'d Text>,
    /// Where a mark of the axis stands, and what it says.
    ticks: Vec<(i64, Text)>,
    /// True where the axis tells years.
    years: bool,
    /// The range that is allowed.
    allowed: Option<(i64, i64)>,
    rows: Vec<Drawn<'d>>,
}

impl askama::filters::HtmlSafe for Drawing<'_> {}

/// One row: a name, shapes, and what they say in words.
struct Drawn<'d> {
    name: &'d Text,
    to: Option<&'d str>,
    badge: Option<Badge>,
    bars: Vec<Bar>,
    /// Where a value stands.
    mark: Option<(i64, &'static str)>,
    told: Text,
}

/// A rectangle on a ground of a thousand by twenty-four.
struct Bar {
    x: i64,
    width: i64,
    y: i64,
    height: i64,
    class: &'static str,
}

const ACROSS: i64 = 1000;
const HIGH: i64 = 24;

/// Lays a chart out; its rows lead to those of the ids that are there.
pub(super) fn drawing<'d>(chart: &'d Chart, ids: &Ids<'_>) -> Drawing<'d> {
    match chart {
        Chart::Points(points) => self::points(points, ids),
        Chart::Spread(spread) => self::spread(spread),
        Chart::Periods(periods) => self::periods(periods),
    }
}

/// A common axis in thousandths of a percent.
struct Axis {
    from: i64,
    to: i64,
    step: i64,
}

impl Axis {
    /// An axis from the least to the most of some values, at whole steps.
    fn over(values: impl Iterator<Item = i64>) -> Axis {
        let (least, most) = values.fold((0, 0), |(least, most), value| (value.min(least), value.max(most)));
        let steps = [10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000];
        let step = steps.into_iter().find(|step| (most - least) / step <= 7).unwrap_or(ACROSS * ACROSS);
        let from = least.div_euclid(step) * step;
        let to = -(-most).div_euclid(step) * step;
        Axis { from, to: if to == from { from + step } else { to }, step }
    }

    fn place(&self, value: i64) -> i64 {
        (value.clamp(self.from, self.to) - self.from) * ACROSS / (self.to - self.from)
    }

    fn ticks(&self) -> Vec<(i64, Text)> {
        let count = (self.to - self.from) / self.step;
        let value = |index: i64| self.from + index * self.step;
        (0..=count).map(|index| (self.place(value(index)), label(value(index)))).collect()
    }
}

fn label(thousandths: i64) -> Text {
    let value = Decimal::new(thousandths, 3);
    let sign = if thousandths > 0 { "+" } else { "" };
    Text::new(format!("{sign}{} %", plain(value, Lang::Da)), format!("{sign}{}%", plain(value, Lang::En)))
}

/// Thousandths of a percent; what is too large to draw stands at the edge.
fn thousandths(percent: Decimal) -> i64 {
    let most = Decimal::from(1_000);
    (percent.clamp(-most, most) * Decimal::ONE_THOUSAND).to_i64().unwrap_or_default()
}

fn points<'d>(points: &'d Points, ids: &Ids<'_>) -> Drawing<'d> {
    let (most, least) = (thousandths(points.at_most), points.at_least.map(thousandths));
    let values = points.rows.iter().map(|row| thousandths(row.percent));
    let axis = Axis::over(values.chain([most]).chain(least));
    let edge = least.map_or(0, |least| axis.place(least));
    let rows = points
        .rows
        .iter()
        .map(|row| {
            let (value, origin) = (axis.place(thousandths(row.percent)), axis.place(0));
            // What binds nobody is drawn in grey.
            let class = row.verdict.map_or("not-applicable", |verdict| verdict.name());
            let bar = Bar { x: value.min(origin), width: (value - origin).abs(), y: 9, height: 6, class };
            Drawn {
                name: &row.name,
                to: Some(&*row.to).filter(|to| ids.contains(to)),
                badge: row.verdict.map(Badge::of),
                bars: vec![bar],
                mark: Some((value, class)),
                told: row.amounts.clone(),
            }
        })
        .collect();
    Drawing {
        id: &points.id,
        title: &points.title,
        note: Some(&points.note).filter(|note| !note.da.is_empty()),
        ticks: axis.ticks(),
        years: false,
        allowed: Some((edge, axis.place(most) - edge)),
        rows,
    }
}

fn share(value: Decimal) -> Text {
    let sign = if value.is_sign_positive() && !value.is_zero() { "+" } else { "" };
    Text::new(format!("{sign}{}", percent(value, Lang::Da)), format!("{sign}{}", percent(value, Lang::En)))
}

/// In how many parts each step of a spread's axis is cut; zero lies between two of them.
const PARTS: i64 = 5;

fn spread(spread: &Spread) -> Drawing<'_> {
    let values =
        |row: &crate::document::SpreadRow| row.values.iter().map(|value| thousandths(*value)).collect::<Vec<_>>();
    // What is right at the limit holds: zero has a part of its own on that side.
    let axis = Axis::over(spread.rows.iter().flat_map(values).chain([-1]));
    let counts: Vec<Vec<i64>> = spread.rows.iter().map(|row| parted(&axis, &values(row))).collect();
    let most = counts.iter().flatten().copied().max().unwrap_or(1).max(1);
    let rows = spread.rows.iter().zip(&counts).map(|(row, counts)| Drawn {
        name: &row.name,
        to: None,
        badge: None,
        bars: stacked(&axis, counts, most),
        mark: None,
        told: told(&row.values),
    });
    Drawing {
        id: &spread.id,
        title: &spread.title,
        note: Some(&spread.note),
        ticks: axis.ticks(),
        years: false,
        allowed: Some((0, axis.place(0))),
        rows: rows.collect(),
    }
}

/// How many values lie in each part of the axis.
fn parted(axis: &Axis, values: &[i64]) -> Vec<i64> {
    let width = axis.step / PARTS;
    let parts = (axis.to - axis.from) / width;
    let mut counts: Vec<i64> = (0..parts).map(|_| 0).collect();
    for value in values {
        // The upper edge of a part belongs to it.
        let part = (value - axis.from - 1).div_euclid(width).clamp(0, parts - 1);
        if let Some(count) = usize::try_from(part).ok().and_then(|part| counts.get_mut(part)) {
            *count += 1;
        }
    }
    counts
}

/// Every part with a value is seen, however many the fullest one holds.
fn stacked(axis: &Axis, counts: &[i64], most: i64) -> Vec<Bar> {
    let width = axis.step / PARTS;
    let bar = |(from, count): (i64, &i64)| {
        let (left, right) = (axis.place(from), axis.place(from + width));
        let height = (count * HIGH / most).max(5);
        let class = if from < 0 { "met" } else { "breached" };
        Bar { x: left + 1, width: right - left - 2, y: HIGH - height, height, class }
    };
    (0..).map(|part| axis.from + part * width).zip(counts).filter(|(_, count)| **count > 0).map(bar).collect()
}

fn told(values: &[Decimal]) -> Text {
    let over = values.iter().filter(|value| value.is_sign_positive() && !value.is_zero()).count();
    let (least, most) = (values.iter().min().copied(), values.iter().max().copied());
    let (least, most) = (share(least.unwrap_or_default()), share(most.unwrap_or_default()));
    text!(
        da: "{} i alt, {} over loftet; fra {} til {}",
        en: "{} in all, {} over the limit; from {} to {}",
        values.len(), over, least, most
    )
}

fn periods(periods: &Periods) -> Drawing<'_> {
    let years = periods.rows.iter().flat_map(|row| [row.from.year(), row.to.map_or(row.from.year(), |to| to.year())]);
    let (first, last) = years.fold((i32::MAX, i32::MIN), |(first, last), year| (first.min(year), last.max(year)));
    let from = NaiveDate::from_ymd_opt(first, 1, 1).unwrap_or_default();
    let until = NaiveDate::from_ymd_opt(last + 1, 1, 1).unwrap_or_default();
    let days = (until - from).num_days().max(1);
    let place = |day: NaiveDate| ((day - from).num_days() * ACROSS / days).clamp(0, ACROSS);
    let tick = |year: i32| {
        NaiveDate::from_ymd_opt(year, 1, 1).map(|day| (place(day), Text::new(year.to_string(), year.to_string())))
    };
    let rows = periods.rows.iter().map(|row| {
        let end = row.to.map_or(ACROSS, |to| to.succ_opt().map_or(ACROSS, place));
        let class = match row.standing {
            Standing::Modelled => "modelled",
            Standing::Proposed => "proposed",
            Standing::Known => "known",
            Standing::Announced => "announced",
            Standing::FollowedUp => "followed-up",
        };
        let (left, right) = (place(row.from) + 1, end - 1);
        // What is only followed up is no area of the agreement: a thin line.
        let (y, height) = if row.standing == Standing::FollowedUp { (10, 4) } else { (5, 14) };
        let edge = |x: i64| Bar { x, width: 5, y: 1, height: 22, class: "edge" };
        let mut bars = vec![Bar { x: left, width: (right - left).max(2), y, height, class }];
        bars.extend(row.begins.then(|| edge(left - 1)));
        bars.extend(row.ends.then(|| edge(right - 4)));
        Drawn { name: &row.name, to: None, badge: None, bars, mark: None, told: row.state.clone() }
    });
    Drawing {
        id: &periods.id,
        title: &periods.title,
        note: Some(&periods.note).filter(|note| !note.da.is_empty()),
        ticks: (first..=last).filter_map(tick).collect(),
        years: true,
        allowed: None,
        rows: rows.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::SpreadRow;

    #[test]
    fn what_is_right_at_the_limit_is_not_drawn_as_a_breach() {
        let classes = |values: &[i64]| -> Vec<&str> {
            let values = values.iter().map(|value| Decimal::from(*value)).collect();
            let (title, note) = (Text::default(), Text::default());
            let rows = vec![SpreadRow { name: Text::new("A", "A"), values }];
            let spread = Spread { id: String::new(), title: title.clone(), note, counted: title, rows };
            super::spread(&spread).rows.iter().flat_map(|row| &row.bars).map(|bar| bar.class).collect()
        };
        assert_eq!(classes(&[0, 20]), ["met", "breached"]);
        assert_eq!(classes(&[-20, 20]), ["met", "breached"]);
        assert_eq!(classes(&[0]), ["met"]);
    }
}
