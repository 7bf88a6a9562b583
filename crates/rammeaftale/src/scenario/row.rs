//! The rows of a case: the columns of rules.md, section 3, under their English names.

use crate::agreement::rules::Vocabulary;
use crate::check::diags;
use crate::check::{reader::Reader, sink::Sink};
use crate::diag::{Code, Diagnostic, Place};
use crate::portfolio::{Authority, Column, Places, Row, TariffUnit};
use crate::quantity::Kroner;
use crate::raw::{Node, Table, Value};
use crate::source::Source;
use crate::text::Text;
use std::ops::Range;
use std::sync::Arc;

/// Rows with the places of their cells.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    pub(super) rows: Vec<Row>,
    source: Source,
    spans: Vec<Spans>,
}

/// Where a row and its cells stand.
#[derive(Clone, Debug)]
struct Spans {
    row: Range<usize>,
    cells: Vec<(String, Range<usize>)>,
}

impl Places for Rows {
    fn place(&self, row: usize, column: Column) -> Place {
        let spans = self.spans.get(row);
        let cell = spans.and_then(|spans| spans.cells.iter().find(|(name, _)| name == column.name()));
        let span = cell.map(|(_, span)| span).or(spans.map(|spans| &spans.row));
        self.source.place(span.cloned().unwrap_or(0..0))
    }
}

impl Vocabulary for TariffUnit {
    const ALL: &'static [(&'static str, TariffUnit)] = &[
        ("day", TariffUnit::Day),
        ("hour", TariffUnit::Hour),
        ("month", TariffUnit::Month),
        ("year", TariffUnit::Year),
    ];
}

const AMOUNTS: [Column; 9] = [
    Column::Tariff,
    Column::Places,
    Column::Occupancy,
    Column::TariffBasis,
    Column::OwnPayment,
    Column::WageSupplement,
    Column::Result,
    Column::CarriedResult,
    Column::Turnover,
];

pub(super) fn rows(sink: &Sink, node: &Node) -> Rows {
    let tables = sink.list(node).iter().filter_map(|item| sink.table(item));
    let (rows, spans) = tables.filter_map(|table| Some((row(sink, table)?, spans(table)))).unzip();
    Rows { rows, source: sink.source.clone(), spans }
}

fn spans(table: &Table) -> Spans {
    let cells = table.entries.iter().map(|entry| (entry.key.clone(), entry.value.span.clone()));
    Spans { row: table.span.clone(), cells: cells.collect() }
}

/// Everything is read before anything is given up, so that all mistakes of a row are told at once.
fn row(sink: &Sink, table: &Table) -> Option<Row> {
    let reader = Reader::new(sink, table, "rows");
    let value = |column: Column| reader.entry(column.name()).map(|entry| &entry.value);
    let text = |column| value(column).and_then(|node| sink.text(node)).map(Arc::<str>::from);
    let year = |column| value(column).and_then(|node| sink.year(node));
    let offer = reader.text(Column::Offer.name());
    let operator = reader.required(Column::Operator.name()).and_then(|entry| authority(sink, &entry.value));
    let of_year = reader.required(Column::Year.name()).and_then(|entry| sink.year(&entry.value));
    let [offer_name, legal_basis, tariff_name] = [Column::OfferName, Column::LegalBasis, Column::TariffName].map(text);
    let [opened, closed, price_level] = [Column::Opened, Column::Closed, Column::PriceLevel].map(year);
    let location = value(Column::Location).and_then(|node| authority(sink, node));
    let buyers = value(Column::Buyers).and_then(|node| authorities(sink, node));
    let figures = value(Column::Figures).and_then(|node| sink.word(node)).unwrap_or_default();
    let tariff_unit = value(Column::TariffUnit).and_then(|node| sink.word(node));
    let amounts = AMOUNTS.map(|column| (column, value(column).and_then(|node| amount(sink, node))));
    reader.finish();
    let key = Row::new(offer?, operator?, of_year?);
    let row = Row {
        offer_name,
        legal_basis,
        tariff_name,
        opened,
        closed,
        price_level,
        location,
        buyers,
        figures,
        tariff_unit,
        ..key
    };
    Some(filled(row, &amounts))
}

fn filled(mut row: Row, amounts: &[(Column, Option<Kroner>)]) -> Row {
    for (column, amount) in amounts {
        if let Some(slot) = row.amount_mut(*column) {
            *slot = *amount;
        }
    }
    row
}

/// One code, bare or quoted.
pub(super) fn authority(sink: &Sink, node: &Node) -> Option<Authority> {
    match authorities(sink, node)?.as_slice() {
        [one] => Some(*one),
        _ => {
            sink.push(diags::wrong_type(sink.place(&node.span), ("én kode", "one code")));
            None
        }
    }
}

/// Codes parted by blanks, or one bare.
pub(super) fn authorities(sink: &Sink, node: &Node) -> Option<Vec<Authority>> {
    let text = match &node.value {
        Value::Number(digits) => digits.clone(),
        _ => sink.text(node)?,
    };
    let codes = text.split_whitespace().map(|code| code.parse().ok().and_then(Authority::new));
    let codes: Option<Vec<Authority>> = codes.collect();
    if codes.is_none() {
        sink.push(diags::bad_authority(sink.place(&node.span), &text));
    }
    codes
}

/// An amount with its digits as written, quoted or bare.
pub(super) fn amount(sink: &Sink, value: &Node) -> Option<Kroner> {
    let decimal = sink.decimal(value)?;
    let amount = Kroner::new(decimal).ok();
    if amount.is_none() {
        let message = Text::new(
            format!("`{decimal}` er ikke et beløb under 10^12 med højst fire decimaler"),
            format!("`{decimal}` is not an amount below 10^12 with at most four decimals"),
        );
        let help = ("skriv et mindre tal eller færre decimaler", "write a smaller number or fewer decimals");
        sink.push(Diagnostic::error(Code::AmountOutOfRange, sink.place(&value.span), message).help(help.0, help.1));
    }
    amount
}
