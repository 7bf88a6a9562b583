//! The same as tables for a workbook: the matrix a row each, what was taken for granted, the limits.

use super::{Judged, cells, of_whom, whom};
use crate::document::{Cell, Column, Form, Row, Sheet, Table, joined, text};
use crate::evaluation::{self, View, subject_id};
use crate::names;
use rammeaftale::assessment::Subject;
use rammeaftale::compare::portfolio::{self, AmountOf, BreakEven, RuleAt, Subjects, Total, Unit};
use rammeaftale::text::{Lang, Text, amount};
use rammeaftale::{Assessment, Finding, sentence};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap};

const COLUMNS: [(&str, &str); 17] = [
    ("vurdering", "verdict"),
    ("driftsherre", "operator"),
    ("tilbud_id", "offer"),
    ("navn", "name"),
    ("årsag", "cause"),
    ("aftale", "agreement"),
    ("forskudt_år", "as_if"),
    ("regel", "rule"),
    ("ydelse", "tariff_name"),
    ("andre_ydelser", "other_tariffs"),
    ("råderum", "headroom"),
    ("råderum_pct", "headroom_percent"),
    ("råderum_bidrag", "headroom_contribution"),
    ("råderum_alle_regler", "headroom_all_rules"),
    ("skal_indregnes", "expected_carried"),
    ("holdbarhed", "robust"),
    ("vender", "flip"),
];

/// Those that say of whom a row speaks.
const LEADING: usize = 4;

/// The matrix first: it is what CSV holds. Then the changes, where agreements were compared, and what lies behind.
pub(crate) fn workbook(judged: &Judged<'_>, changes: Option<Sheet>, sources: Sheet, form: Form) -> Vec<Sheet> {
    if !form.has_sheets() {
        return Vec::new();
    }
    let views = judged.views();
    let views: Vec<&View<'_>> = views.iter().collect();
    let behind = [evaluation::findings_sheet(&views), evaluation::operators_sheet(&views)];
    let mut sheets = vec![matrix(judged), beside(judged)];
    sheets.extend(changes);
    sheets.extend(behind);
    sheets.extend([limits_sheet(judged), assumptions(judged), sources]);
    sheets
}

/// Every subject under every agreement that judges it.
fn matrix(judged: &Judged<'_>) -> Sheet {
    let column = |(at, (da, en)): (usize, &(&'static str, &'static str))| match at < LEADING {
        true => Column::new(da, en).leading(),
        false => Column::new(da, en),
    };
    let columns = COLUMNS.iter().enumerate().map(column).collect();
    let matrix = judged.matrix;
    let found: Vec<HashMap<String, &Assessment>> = matrix.assessments.iter().map(|found| by_id(found)).collect();
    let mut rows = Vec::new();
    for row in judged.worst_first() {
        let id = subject_id(&row.subject);
        for ((column, found), cell) in matrix.agreements.iter().zip(&found).zip(&row.cells) {
            rows.extend(cell.as_ref().zip(found.get(&id)).map(|(cell, found)| one(judged, row, column, (cell, found))));
        }
    }
    Sheet::new("Sammenligning", "Comparison", Table { columns, rows })
}

fn by_id(found: &[Assessment]) -> HashMap<String, &Assessment> {
    found.iter().map(|one| (subject_id(&one.subject), one)).collect()
}

/// Every offer in one row, the agreements beside each other: what a reader looks down, where the matrix is for adding up.
fn beside(judged: &Judged<'_>) -> Sheet {
    let offers = judged.worst_first().into_iter().filter(|row| matches!(row.subject, Subject::Offer { .. }));
    Sheet::new("Side om side", "Side by side", cells::table(judged, &offers.collect::<Vec<_>>()))
}

fn one(
    judged: &Judged<'_>,
    row: &Subjects,
    column: &portfolio::Column,
    (cell, found): (&portfolio::Cell, &Assessment),
) -> Row {
    let (code, offer) = match &row.subject {
        Subject::Offer { operator, offer } => (operator, &**offer),
        Subject::Operator { operator } => (operator, ""),
        Subject::Region { region } => (region, ""),
    };
    let shown = cell.headroom.as_ref().map(|room| &room.of).or(cell.deciding.first());
    let rule = |of: &RuleAt| Cell::text(judged.title_of(&column.stamp.id, of));
    let tariff = shown.and_then(|of| of.tariff_name.as_deref());
    let others = cell.deciding.iter().filter(|of| shown.is_some_and(|one| one.rule == of.rule && *of != one));
    let others: Vec<&str> = others.filter_map(|of| of.tariff_name.as_deref()).collect();
    let binding = cell.headroom.as_ref().filter(|room| room.binding);
    // What is only a contribution binds nobody, and is not to be summed with what does.
    let contribution = cell.rooms().next().filter(|room| !room.binding);
    let agreement = judged.agreement(&column.stamp.id);
    let turned = agreement.map(|agreement| evaluation::turning(agreement, found, cell.verdict, &cell.flips));
    let judged_at = cell.judged_at.map(|level| sentence::judged_at(level, cell.measure));
    Row::new(vec![
        judged_at.clone().map_or(Cell::Verdict(cell.verdict), Cell::text),
        Cell::same(&code.to_string()),
        Cell::same(offer),
        Cell::same(judged.names.name(&row.subject)),
        Cell::text(judged_at.unwrap_or_else(|| cause(cell))),
        Cell::same(&column.stamp.id),
        column.as_if.map_or(Cell::Empty, |years| Cell::Number(Decimal::from(years))),
        shown.map_or(Cell::Empty, rule),
        tariff.map_or(Cell::Empty, Cell::same),
        Cell::same(&others.join(", ")),
        Cell::kroner(binding.map(|room| room.kroner)),
        Cell::percent(binding.and_then(|room| room.percent)),
        Cell::kroner(contribution.map(|room| room.kroner)),
        Cell::text(rooms(judged, &column.stamp.id, cell)),
        Cell::kroner(found.findings.iter().filter(|one| one.combines()).find_map(Finding::expected_carried)),
        Cell::text(sentence::robust(cell.robust, cell.alike)),
        turned.map_or(Cell::Empty, Cell::text),
    ])
}

/// Why it is no verdict; where nothing can be compared, also what stands in the way.
fn cause(cell: &portfolio::Cell) -> Text {
    let cause = if cell.lacks { sentence::cause_lacking(cell.verdict) } else { sentence::cause(cell.verdict) };
    match cell.reason.map(|reason| sentence::left_out_reason(reason, cell.measure)) {
        Some(reason) => text!("{} ({})", cause, reason),
        None => cause,
    }
}

/// The room under every limit, by rule and tariff; what is only a contribution says so.
fn rooms(judged: &Judged<'_>, agreement: &str, cell: &portfolio::Cell) -> Text {
    let room = |room: &portfolio::Headroom| {
        let rule = names::rule(&judged.title_of(agreement, &room.of), room.of.tariff_name.as_deref());
        let kroner = Text::new(amount(room.kroner, Lang::Da), amount(room.kroner, Lang::En));
        let unit = room.unit.map_or_else(Text::default, |unit| text!(" ({})", sentence::tariffs(unit)));
        let contribution = if room.binding { Text::default() } else { Text::new(" (bidrag)", " (contribution)") };
        text!("{}: {} kr.{}{}", rule, kroner, unit, contribution)
    };
    joined(cell.headrooms.iter().map(room), "; ")
}

/// What was taken for granted, how the open questions were read, and by which agreement.
fn assumptions(judged: &Judged<'_>) -> Sheet {
    let columns = vec![
        Column::new("aftale", "agreement").filtered(),
        Column::new("art", "kind").filtered(),
        Column::new("navn", "name"),
        Column::new("betydning", "meaning"),
        Column::new("antal", "count"),
    ];
    let mut rows = Vec::new();
    for (column, found) in judged.matrix.agreements.iter().zip(&judged.matrix.assessments) {
        let mut row = |kind: Text, name: Text, meaning: Text, times: usize| {
            let id = Cell::same(&column.stamp.id);
            rows.push(Row::new(vec![id, Cell::text(kind), Cell::text(name), Cell::text(meaning), Cell::count(times)]));
        };
        for (name, of) in evaluation::assumed(found) {
            let kind = Text::new("forudsætning", "assumption");
            let meaning = text!("{} ({})", sentence::assumption(name), evaluation::whose(of));
            row(kind, sentence::assumption_name(name), meaning, of.iter().sum());
        }
        for (missing, whose) in evaluation::lacking(evaluation::bound(found)) {
            let names: Vec<Text> = whose.iter().map(|one| Text::same(one)).collect();
            row(Text::new("mangler", "missing"), missing, evaluation::in_a_cell(&names), whose.len());
        }
        let Some(agreement) = judged.agreement(&column.stamp.id) else { continue };
        let readings = found.iter().flat_map(|one| &one.findings).flat_map(|finding| finding.readings.iter());
        for ((question, reading), times) in count(readings) {
            let kind = match judged.matrix.readings.contains_key(&**question) {
                true => Text::new("valgt læsning", "reading asked for"),
                false => Text::new("læsning", "reading"),
            };
            let meaning = sentence::reading(agreement, question, reading);
            row(kind, Text::same(&format!("{question}={reading}")), meaning, times);
        }
    }
    Sheet::new("Forudsætninger", "Assumptions", Table { columns, rows })
}

/// How often each occurs.
fn count<T: Ord>(all: impl Iterator<Item = T>) -> BTreeMap<T, usize> {
    all.fold(BTreeMap::new(), |mut times, one| {
        *times.entry(one).or_default() += 1;
        times
    })
}

/// What the rules of an agreement come to: amounts that can be reckoned with, and what they say in words.
pub(super) fn totals(judged: &Judged<'_>, column: &portfolio::Column) -> Table {
    let columns = vec![
        Column::new("regel", "rule"),
        Column::new("for meget, kr.", "too much, kr."),
        Column::new("heraf sikkert, kr.", "of which certain, kr."),
        Column::new("råderum, kr.", "room, kr."),
        Column::new("i ord", "in words"),
    ];
    let row = |total: &Total| {
        let summed = |amount: Decimal, findings: usize| Cell::kroner((findings > 0).then_some(amount));
        let has_room = matches!(total.unit, Some(Unit::Basis | Unit::TariffsOfAllPlaces(_)));
        Row::new(vec![
            Cell::text(judged.title_of(&column.stamp.id, &RuleAt { rule: total.rule.clone(), tariff_name: None })),
            summed(total.excess, total.over),
            summed(total.excess_at_least, total.over),
            summed(total.headroom, if has_room { total.within } else { 0 }),
            Cell::text(sentence::total(total)),
        ])
    };
    Table { columns, rows: column.totals.iter().map(row).collect() }
}

fn limits_sheet(judged: &Judged<'_>) -> Sheet {
    Sheet::new("Grænser", "Limits", limits(judged))
}

/// The amounts at which rules just hold, tariffs first; of own payment only where some is deducted.
pub(super) fn limits(judged: &Judged<'_>) -> Table {
    let more = vec![
        Column::new("vurdering", "verdict").filtered(),
        Column::new("nu, kr.", "now, kr."),
        Column::new("grænse, kr.", "limit, kr."),
        Column::new("råderum, kr.", "room, kr."),
        Column::new("i ord", "in words"),
    ];
    let deducts =
        |one: &&BreakEven| one.what != AmountOf::OwnPayment || one.actual.is_none_or(|deducted| !deducted.is_zero());
    let mut shown: Vec<&BreakEven> = judged.matrix.break_even.iter().filter(deducts).collect();
    shown.sort_by_key(|one| match one.what {
        AmountOf::Most(_) => 0,
        AmountOf::Carried => 1,
        _ => 2,
    });
    let row = |one: &BreakEven| {
        let mut cells = whom(judged, &one.agreement, &one.subject, &one.of);
        let words = sentence::break_even(one);
        let words = if one.binding { words } else { text!(da: "bidrag: {}", en: "contribution: {}", words) };
        cells.extend([
            Cell::Verdict(one.verdict),
            Cell::kroner(one.actual),
            Cell::Kroner(one.amount),
            Cell::kroner(one.headroom),
            Cell::text(words),
        ]);
        Row::new(cells)
    };
    Table { columns: [of_whom(), more].concat(), rows: shown.into_iter().map(row).collect() }
}
