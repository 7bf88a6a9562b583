//! One portfolio under several agreements: who gets another answer, what it comes to, what is open, where it tips.

use crate::document::{Block, Cell, Column, Document, Item, Place, Row, Section, Sheet, Table, Tally, same, text};
use crate::names::{self, Names};
use rammeaftale::agreement::Agreement;
use rammeaftale::assessment::Subject;
use rammeaftale::compare::portfolio::{self, Headroom, Matrix, RuleAt, Subjects};
use rammeaftale::text::{Lang, Text, amount};
use rammeaftale::{Portfolio, sentence};

/// A matrix with what its names are taken from.
#[derive(Debug)]
pub struct Judged<'j> {
    matrix: &'j Matrix,
    names: Names<'j>,
}

impl<'j> Judged<'j> {
    /// The matrix, the agreements that it judges by, and the portfolio judged.
    pub fn new(matrix: &'j Matrix, agreements: &[&'j Agreement], portfolio: &'j Portfolio) -> Judged<'j> {
        Judged { matrix, names: Names::new(agreements, portfolio) }
    }

    fn rule(&self, agreement: &str, of: &RuleAt) -> Text {
        let column = self.matrix.agreements.iter().find(|column| *column.stamp.id == *agreement);
        let title = column.and_then(|column| column.rules.get(&of.rule)).cloned().unwrap_or_else(|| same(&of.rule));
        names::rule(&title, of.tariff_name.as_deref())
    }
}

/// A portfolio under several agreements.
pub fn under(judged: &Judged<'_>) -> Document {
    let year = judged.matrix.year;
    let title =
        text!(da: "Porteføljen i {} under flere aftaler", en: "The portfolio in {} under several agreements", year);
    let sheets = vec![Sheet::new("Sammenligning", "Comparison", data(judged))];
    Document { title, lead: lead(judged), sections: sections(judged), sheets, stamp: String::new() }
}

/// Which agreement is in force in the year, which is as if, and which years each reads.
pub(crate) fn lead(judged: &Judged<'_>) -> Vec<Block> {
    let matrix = judged.matrix;
    let note = |column: &portfolio::Column| {
        let text = text!("{} ({}.)", sentence::as_if(matrix, column), sentence::reads(matrix, column));
        Block::Note(text)
    };
    matrix.agreements.iter().map(note).collect()
}

pub(crate) fn sections(judged: &Judged<'_>) -> Vec<Section> {
    let of = |wanted: fn(&Subject) -> bool| -> Vec<&Subjects> {
        judged.matrix.subjects.iter().filter(|row| wanted(&row.subject)).collect()
    };
    let level = |id, da, en, rows: Vec<&Subjects>| {
        let blocks = if rows.is_empty() { Vec::new() } else { vec![Block::Table(matrix(judged, &rows))] };
        Section::new(id, Text::new(da, en), blocks)
    };
    vec![
        level(
            "matrix-region",
            "Alle driftsherrer under ét",
            "All operators together",
            of(|one| matches!(one, Subject::Region { .. })),
        ),
        level("matrix-operators", "Driftsherrer", "Operators", of(|one| matches!(one, Subject::Operator { .. }))),
        level("matrix-offers", "Tilbud", "Offers", of(|one| matches!(one, Subject::Offer { .. }))),
        Section::new("break-even", Text::new("Her tipper det", "Where it tips"), break_even(judged))
            .at(Place::Appendix),
        Section::new(
            "unsettled",
            Text::new("Uafgjort, og hvad der ville afgøre det", "Undetermined, and what would settle it"),
            unsettled(judged),
        ),
        Section::new(
            "flips",
            Text::new("Andet svar fra aftale til aftale", "Another answer from agreement to agreement"),
            flips(judged),
        ),
        Section::new("totals", Text::new("Kroner i alt", "Kroner in all"), totals(judged)),
        Section::new("tallies", Text::new("Tilbud i alt", "Offers in all"), vec![Block::Tally(tallies(judged))])
            .at(Place::Conclusion),
    ]
}

fn tallies(judged: &Judged<'_>) -> Vec<Tally> {
    let tally = |column: &portfolio::Column| {
        let as_if = if column.as_if.is_some() { Text::new(", som om", ", as if") } else { same("") };
        let noun = sentence::offers(column.offers.total());
        let name = text!(da: "{} efter {}{}", en: "{} under {}{}", noun, column.title, as_if);
        Tally { name, count: column.offers }
    };
    judged.matrix.agreements.iter().map(tally).collect()
}

/// Subjects down, agreements across.
fn matrix(judged: &Judged<'_>, rows: &[&Subjects]) -> Table {
    let offers = rows.iter().any(|row| matches!(row.subject, Subject::Offer { .. }));
    let mut columns =
        vec![if offers { Column::new("tilbud", "offer") } else { Column::new("driftsherre", "operator") }];
    for column in &judged.matrix.agreements {
        let heading = |da: &str, en: &str| Column {
            heading: text!("{}{}", column.title, Text::new(da, en)),
            ..Column::new("", "")
        };
        columns.extend([
            heading("", "").filtered(),
            heading(": råderum", ": room").narrow(),
            heading(": råderum, kr.", ": room, kr.").wide(),
            heading(": råderum, pct.", ": room, %").wide(),
            heading(": råderum efter", ": room under").wide(),
        ]);
    }
    let row = |row: &&Subjects| {
        let mut cells = vec![Cell::same(&judged.names.subject(&row.subject))];
        for (column, cell) in judged.matrix.agreements.iter().zip(&row.cells) {
            let room = cell.as_ref().and_then(|cell| cell.headroom.as_ref());
            cells.extend([
                cell.as_ref().map_or(Cell::Empty, |cell| Cell::Verdict(cell.verdict)),
                room.map_or(Cell::Empty, |room| Cell::text(shown(room))),
                Cell::kroner(room.map(|room| room.kroner)),
                Cell::percent(room.and_then(|room| room.percent)),
                room.map_or(Cell::Empty, |room| Cell::text(under_which(judged, &column.stamp.id, room))),
            ]);
        }
        Row::new(cells)
    };
    Table { columns, rows: rows.iter().map(row).collect() }
}

/// The room in kroner, and whether it is a contribution.
fn shown(room: &Headroom) -> Text {
    let kroner = Text::new(amount(room.kroner, Lang::Da), amount(room.kroner, Lang::En));
    if room.binding { kroner } else { text!(da: "{} (bidrag)", en: "{} (contribution)", kroner) }
}

fn under_which(judged: &Judged<'_>, agreement: &str, room: &Headroom) -> Text {
    let rule = judged.rule(agreement, &room.of);
    if room.binding { rule } else { text!(da: "{} (bidrag)", en: "{} (contribution)", rule) }
}

fn flips(judged: &Judged<'_>) -> Vec<Block> {
    let turned = judged.matrix.subjects.iter().flat_map(|row| row.flips.iter().map(move |pair| (row, *pair)));
    let items: Vec<Item> = turned
        .map(|(row, pair)| {
            let told = sentence::flipped(judged.matrix, row, pair);
            Item::new(text!("{}: {}", judged.names.subject(&row.subject), told))
        })
        .collect();
    Block::list(items).map_or_else(|| vec![Block::Paragraph(Text::new("Ingen.", "None."))], |list| vec![list])
}

fn totals(judged: &Judged<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for column in &judged.matrix.agreements {
        let items = column.totals.iter().map(|total| {
            let of = RuleAt { rule: total.rule.clone(), tariff_name: None };
            Item::new(text!("{}: {}", judged.rule(&column.stamp.id, &of), sentence::total(total)))
        });
        let items: Vec<Item> = items.collect();
        let none = vec![Item::new(Text::new("intet at lægge sammen", "nothing to add up"))];
        let items = if items.is_empty() { none } else { items };
        blocks.push(Block::List(vec![Item::new(column.title.clone()).over(items)]));
    }
    blocks
}

/// The columns that say of whom and by what.
fn of_whom() -> Vec<Column> {
    vec![
        Column::new("aftale", "agreement").filtered(),
        Column::new("tilbud eller driftsherre", "offer or operator"),
        Column::new("regel", "rule").filtered(),
    ]
}

fn whom(judged: &Judged<'_>, agreement: &str, subject: &Subject, of: &RuleAt) -> Vec<Cell> {
    vec![
        Cell::same(agreement.rsplit('/').next().unwrap_or_default()),
        Cell::same(&judged.names.subject(subject)),
        Cell::text(judged.rule(agreement, of)),
    ]
}

fn unsettled(judged: &Judged<'_>) -> Vec<Block> {
    let columns = [of_whom(), vec![Column::new("hvad der ville afgøre det", "what would settle it")]].concat();
    let row = |one: &portfolio::Unsettled| {
        let mut cells = whom(judged, &one.agreement, &one.subject, &one.of);
        cells.push(Cell::text(sentence::unsettled(one)));
        Row::new(cells)
    };
    let rows: Vec<Row> = judged.matrix.unsettled.iter().map(row).collect();
    if rows.is_empty() { Vec::new() } else { vec![Block::Table(Table { columns, rows })] }
}

fn break_even(judged: &Judged<'_>) -> Vec<Block> {
    let table = data(judged);
    if table.rows.is_empty() { Vec::new() } else { vec![Block::Table(table)] }
}

/// Every finding with the amount at which its rule just holds.
pub(crate) fn data(judged: &Judged<'_>) -> Table {
    let more = vec![
        Column::new("nu, kr.", "now, kr."),
        Column::new("tipper ved, kr.", "tips at, kr."),
        Column::new("i ord", "in words"),
    ];
    let row = |one: &portfolio::BreakEven| {
        let mut cells = whom(judged, &one.agreement, &one.subject, &one.of);
        let words = sentence::break_even(one);
        let words = if one.binding { words } else { text!(da: "bidrag: {}", en: "contribution: {}", words) };
        cells.extend([Cell::kroner(one.actual), Cell::Kroner(one.amount), Cell::text(words)]);
        Row::new(cells)
    };
    Table { columns: [of_whom(), more].concat(), rows: judged.matrix.break_even.iter().map(row).collect() }
}
