//! The drawings as native charts, each above the figures it is drawn from.

use super::style::{VERDICTS, local};
use super::{A4, named, write_text};
use crate::document::{Block, Chart as Drawing, Document, Period, Periods, Point, Points, Spread, Standing};
use chrono::{Datelike, NaiveDate};
use rammeaftale::text::Lang;
use rammeaftale::{Verdict, sentence};
use rust_decimal::Decimal;
use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartDataLabel, ChartFormat, ChartPoint, ChartSolidFill, ChartType, Color, Format,
    FormatAlign, Workbook, Worksheet, XlsxError,
};
use std::collections::BTreeSet;

/// The height of a row of a sheet, and of a bar with its name, in pixels.
const ROW: u32 = 20;
const BAR: u32 = 26;
/// Numbers as they are.
const GENERAL: &str = "General";
/// The figures, then what they are held against.
const AGAINST: [u32; 3] = [0x2F_6E_A5, 0x8B_98_A5, 0xB8_C2_CC];
/// Bars by verdict, in the order of [`VERDICTS`], and of what binds nobody; the word stands before the name.
const JUDGED: [u32; 4] = [0xC0_30_3C, 0xB0_74_00, 0x2B_8A_57, 0x7B_87_94];
const UNBOUND: u32 = 0x7B_87_94;
/// What only holds a bar away from the axis, then the kinds of periods.
const SURENESS: [u32; 6] = [0xFF_FF_FF, 0x2F_6E_A5, 0xA9_C8_E4, 0xC3_CB_D3, 0xE3_C9_8B, 0x6B_77_83];
const STANDINGS: [(Standing, &str, &str); 5] = [
    (Standing::Modelled, "modelleret", "modelled"),
    (Standing::Proposed, "kun foreslået", "only proposed"),
    (Standing::Known, "kun kendt", "only known"),
    (Standing::Announced, "kun bebudet", "only announced"),
    (Standing::FollowedUp, "kun fulgt op", "only followed up"),
];
/// From far below the limit to far over it.
const APART: [u32; 7] = [0x14_5C_33, 0x52_BD_83, 0xB5_DE_C5, 0xF2_B5_B9, 0xE0_71_7A, 0xC0_30_3C, 0x7A_0C_18];
/// Where the distribution of percentages is parted.
const EDGES: [i64; 6] = [-3, -1, 0, 1, 3, 5];

/// One sheet with all drawings; none where there are none.
pub(super) fn add(
    book: &mut Workbook,
    document: &Document,
    lang: Lang,
    names: &mut BTreeSet<String>,
) -> Result<(), XlsxError> {
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let drawings: Vec<&Drawing> = blocks
        .filter_map(|block| match block {
            Block::Chart(drawing) => Some(drawing),
            _ => None,
        })
        .collect();
    if drawings.is_empty() {
        return Ok(());
    }
    let sheet = named(book.add_worksheet(), "Diagrammer", "Charts", lang, names)?;
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_column_width(0, 44)?;
    sheet.set_column_range_width(1, 7, 15)?;
    let mut row = 0;
    for drawing in drawings {
        row = match drawing {
            Drawing::Points(points) => self::points(sheet, row, points, lang)?,
            Drawing::Spread(spread) => self::spread(sheet, row, spread, lang)?,
            Drawing::Periods(periods) => self::periods(sheet, row, periods, lang)?,
        };
    }
    Ok(())
}

/// The figures of a drawing: names, then columns of numbers.
struct Figures<'f> {
    title: &'f str,
    note: &'f str,
    /// What the axis of the numbers tells.
    axis: &'f str,
    headings: Vec<String>,
    rows: Vec<(String, Vec<Option<Decimal>>)>,
    /// The colour of each bar of the first numbers, where they are not all alike; those bars tell their numbers.
    bars: Vec<u32>,
    /// How the numbers look in cells and at bars, and along the axis.
    form: &'static str,
    axis_form: &'static str,
    lang: Lang,
    colours: &'static [u32],
    /// Where the axis begins that the first numbers only hold the bars away from.
    begins: Option<i32>,
}

impl Figures<'_> {
    /// Writes the figures below the chart's place and draws it; the row after all of it.
    fn write(&self, sheet: &mut Worksheet, row: u32, mut chart: Chart) -> Result<u32, XlsxError> {
        let high = 160 + BAR * u32::try_from(self.rows.len()).unwrap_or_default();
        let form = if self.form == GENERAL { GENERAL.to_owned() } else { local(self.form, self.lang) };
        let (heading, format) = (row + high.div_ceil(ROW) + 3, Format::new().set_num_format(&form));
        let (plain, bold) = (Format::new(), Format::new().set_bold());
        let right = bold.clone().set_align(FormatAlign::Right);
        write_text(sheet, row, 0, self.title, &bold)?;
        write_text(sheet, heading - 1, 0, self.note, &plain)?;
        for (column, text) in (1_u16..).zip(&self.headings) {
            write_text(sheet, heading, column, text, &right)?;
        }
        let mut last = heading;
        for (at, (name, values)) in (heading + 1..).zip(&self.rows) {
            write_text(sheet, at, 0, name, &plain)?;
            for (column, value) in (1_u16..).zip(values) {
                if let Some(value) = value {
                    sheet.write_with_format(at, column, *value, &format)?;
                }
            }
            last = at;
        }
        if self.series(&mut chart, &sheet.name(), (heading + 1, last), &form) == 1 {
            chart.legend().set_hidden();
        }
        chart.title().set_name(self.title);
        chart.y_axis().set_reverse().set_label_position(ChartAxisLabelPosition::Low);
        let along = if self.axis_form == GENERAL { GENERAL.to_owned() } else { local(self.axis_form, self.lang) };
        chart.x_axis().set_num_format(&along).set_name(self.axis);
        if let Some(first) = self.begins {
            chart.x_axis().set_min(first).set_major_unit(1);
            chart.y_axis().set_label_interval(1);
        }
        chart.set_width(900).set_height(high);
        sheet.insert_chart(row + 1, 0, &chart)?;
        Ok(last + 3)
    }

    /// A series a column, and how many there are; a limit at zero is the axis itself.
    fn series(&self, chart: &mut Chart, sheet: &str, (first, last): (u32, u32), form: &str) -> usize {
        let mut count = 0;
        for ((column, text), colour) in (1_u16..).zip(&self.headings).zip(self.colours) {
            let place = usize::from(column - 1);
            let is_seen = |(_, values): &(String, Vec<Option<Decimal>>)| {
                values.get(place).copied().flatten().is_some_and(|value| !value.is_zero())
            };
            if column > 1 && !self.bars.is_empty() && !self.rows.iter().any(is_seen) {
                continue;
            }
            count += 1;
            let series = chart.add_series().set_name(text.as_str());
            let mut look = fill(*colour);
            if self.begins.is_some() && column == 1 {
                look.set_no_fill();
            }
            series.set_format(&mut look);
            series.set_categories((sheet, first, 0, last, 0)).set_values((sheet, first, column, last, column));
            if column == 1 && !self.bars.is_empty() {
                let points = self.bars.iter().map(|bar| ChartPoint::new().set_format(&mut fill(*bar)));
                series.set_points(&points.collect::<Vec<ChartPoint>>());
                series.set_data_label(ChartDataLabel::new().show_value().set_num_format(form));
            }
        }
        count
    }
}

fn fill(colour: u32) -> ChartFormat {
    let mut look = ChartFormat::new();
    look.set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(colour)));
    look
}

/// Periods along the years: how long each is, behind what it begins with.
fn periods(sheet: &mut Worksheet, row: u32, periods: &Periods, lang: Lang) -> Result<u32, XlsxError> {
    // Whole months are enough for the eye.
    let day =
        |day: NaiveDate| Decimal::new(i64::from(day.year()) * 100 + i64::from(day.month0()) * 100 / 12, 2).normalize();
    let rows = &periods.rows;
    let first = rows.iter().map(|row| row.from.year()).min().unwrap_or_default();
    let last = rows.iter().map(|row| row.to.unwrap_or(row.from).year()).max().unwrap_or_default();
    let end = |row: &Period| row.to.and_then(|to| to.succ_opt()).map_or(Decimal::from(last + 1), day);
    let words = STANDINGS.map(|(_, da, en)| if lang == Lang::Da { da } else { en }.to_owned());
    let from = if lang == Lang::Da { "fra" } else { "from" };
    let values = |row: &Period| {
        let long = |(standing, ..): &(Standing, _, _)| (*standing == row.standing).then(|| end(row) - day(row.from));
        std::iter::once(Some(day(row.from))).chain(STANDINGS.iter().map(long)).collect()
    };
    let figures = Figures {
        title: periods.title.get(lang),
        note: periods.note.get(lang),
        axis: if lang == Lang::Da { "år" } else { "year" },
        bars: Vec::new(),
        headings: std::iter::once(from.to_owned()).chain(words).collect(),
        rows: rows.iter().map(|row| (row.name.get(lang).to_owned(), values(row))).collect(),
        form: GENERAL,
        axis_form: GENERAL,
        lang,
        colours: &SURENESS,
        begins: Some(first),
    };
    figures.write(sheet, row, Chart::new(ChartType::BarStacked))
}

/// Each value beside the most that is allowed, and the least where there is one.
fn points(sheet: &mut Worksheet, row: u32, points: &Points, lang: Lang) -> Result<u32, XlsxError> {
    let words = |da: &str, en: &str| if lang == Lang::Da { da.to_owned() } else { en.to_owned() };
    let mut headings = vec![words("procent", "percent"), words("højst", "at most")];
    headings.extend(points.at_least.map(|_| words("mindst", "at least")));
    let part = |percent: Decimal| percent / Decimal::ONE_HUNDRED;
    let values = |percent| [Some(percent), Some(points.at_most), points.at_least].into_iter().flatten().map(part);
    let named = |point: &Point| {
        let word = point.verdict.map_or_else(sentence::contribution, sentence::verdict);
        format!("{}: {}", word.get(lang), point.name.get(lang))
    };
    let rows = points.rows.iter().map(|point| (named(point), values(point.percent).map(Some).collect()));
    let colour = |point: &Point| point.verdict.map_or(UNBOUND, colour);
    let figures = Figures {
        title: points.title.get(lang),
        note: points.note.get(lang),
        axis: points.axis.get(lang),
        bars: points.rows.iter().map(colour).collect(),
        headings,
        rows: rows.collect(),
        // No breach is so small that it is told as none.
        form: "0.00######## %",
        axis_form: "0.00 %",
        lang,
        colours: &AGAINST,
        begins: None,
    };
    figures.write(sheet, row, Chart::new(ChartType::Bar))
}

fn colour(verdict: Verdict) -> u32 {
    let same = VERDICTS.iter().zip(JUDGED).find(|(one, _)| one.name() == verdict.name());
    same.map_or(UNBOUND, |(_, colour)| colour)
}

/// How many values of each row lie in which part of the axis.
fn spread(sheet: &mut Worksheet, row: u32, spread: &Spread, lang: Lang) -> Result<u32, XlsxError> {
    let words = |da: &'static str, en: &'static str| if lang == Lang::Da { da } else { en };
    let edges = EDGES.map(Decimal::from);
    let below = |edge: Decimal| format!("≤ {edge} %");
    let headings = edges.iter().map(|edge| below(*edge)).chain(edges.last().map(|edge| format!("> {edge} %")));
    let counts = |values: &[Decimal]| {
        let place = |value: &Decimal| edges.iter().position(|edge| value <= edge).unwrap_or(edges.len());
        let count = |part: usize| Decimal::from(values.iter().filter(|value| place(value) == part).count());
        (0..=edges.len()).map(|part| Some(count(part))).collect::<Vec<Option<Decimal>>>()
    };
    let counted = format!("{} {}", words("antal", "number of"), spread.counted.get(lang));
    let figures = Figures {
        title: spread.title.get(lang),
        note: spread.note.get(lang),
        axis: &counted,
        bars: Vec::new(),
        headings: headings.collect(),
        rows: spread.rows.iter().map(|row| (row.name.get(lang).to_owned(), counts(&row.values))).collect(),
        form: "0",
        axis_form: "0",
        lang,
        colours: &APART,
        begins: None,
    };
    figures.write(sheet, row, Chart::new(ChartType::BarStacked))
}
