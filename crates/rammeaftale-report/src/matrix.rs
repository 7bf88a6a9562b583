//! One portfolio under several agreements: who gets another answer, what it comes to, what is open, the limits.

mod cells;
mod sheets;

pub(crate) use sheets::workbook;

use crate::document::{
    Block, Cell, Column, Document, Form, Item, Place, Row, Section, Table, Tally, id, joined, stamps, text,
};
use crate::evaluation::{self, View};
use crate::names::Names;
use rammeaftale::agreement::Agreement;
use rammeaftale::assessment::Subject;
use rammeaftale::compare::portfolio::{self, Matrix, RuleAt, Subjects};
use rammeaftale::text::Text;
use rammeaftale::{Portfolio, sentence};
use std::collections::{BTreeMap, BTreeSet};

/// A matrix with what its names are taken from.
#[derive(Debug)]
pub struct Judged<'j> {
    matrix: &'j Matrix,
    agreements: Vec<&'j Agreement>,
    names: Names<'j>,
}

impl<'j> Judged<'j> {
    /// The matrix, the agreements that it judges by, and the portfolio judged.
    pub fn new(matrix: &'j Matrix, agreements: &[&'j Agreement], portfolio: &'j Portfolio) -> Judged<'j> {
        Judged { matrix, agreements: agreements.to_vec(), names: Names::new(agreements, portfolio) }
    }

    /// What each agreement says alone; ids begin with the agreement's.
    fn views(&self) -> Vec<View<'_>> {
        let judged = self.matrix.agreements.iter().zip(&self.matrix.assessments);
        let view = |(column, assessments): (&portfolio::Column, &'j Vec<_>)| {
            let agreement = self.agreement(&column.stamp.id)?;
            Some(View { assessments, agreement, names: &self.names, passages: None, part: part(&agreement.id) })
        };
        judged.filter_map(view).collect()
    }

    /// The subjects, those first about whom there is something to do: by what the agreement in force says, then by any other.
    fn worst_first(&self) -> Vec<&'j Subjects> {
        let in_force = self.matrix.agreements.iter().position(|column| column.as_if.is_none());
        let said = |cell: &Option<portfolio::Cell>| cell.as_ref().map(|cell| evaluation::rank(cell.verdict));
        let first = |row: &Subjects| in_force.and_then(|place| said(row.cells.get(place)?));
        let mut rows: Vec<&Subjects> = self.matrix.subjects.iter().collect();
        rows.sort_by_key(|row| (first(row), row.cells.iter().filter_map(said).min()));
        rows
    }

    /// The clauses of an agreement that its findings rest on.
    pub(crate) fn cited(&self, agreement: &str) -> BTreeSet<&'j str> {
        let judged = self.matrix.agreements.iter().zip(&self.matrix.assessments);
        let found = judged.filter(|(column, _)| *column.stamp.id == *agreement);
        found.flat_map(|(_, assessments)| evaluation::cited(assessments)).collect()
    }

    fn agreement(&self, id: &str) -> Option<&'j Agreement> {
        self.agreements.iter().copied().find(|one| *one.id == *id)
    }

    fn title_of(&self, agreement: &str, of: &RuleAt) -> Text {
        let column = self.matrix.agreements.iter().find(|column| *column.stamp.id == *agreement);
        column.and_then(|column| column.rules.get(&of.rule)).cloned().unwrap_or_else(|| Text::same(&of.rule))
    }
}

/// A portfolio under several agreements.
pub fn under(judged: &Judged<'_>, form: Form) -> Document {
    let year = judged.matrix.year;
    let title =
        text!(da: "Porteføljen i {} under flere aftaler", en: "The portfolio in {} under several agreements", year);
    let cited = judged.agreements.iter().map(|one| (*one, judged.cited(&one.id)));
    let sheets = workbook(judged, None, evaluation::sources_sheet(cited), form);
    let stamps = stamps(judged.matrix.agreements.iter().map(|column| &column.stamp));
    Document { title, lead: lead(judged), sections: sections(judged, form), sheets, stamps }
}

/// Which agreement is in force in the year, which is as if, and which years each reads.
pub(crate) fn lead(judged: &Judged<'_>) -> Vec<Block> {
    let matrix = judged.matrix;
    let note = |column: &portfolio::Column| {
        let as_if = sentence::as_if(&column.title, matrix.year, column.as_if);
        let reads = sentence::reads(matrix.year, &column.reads, &column.reads_otherwise);
        Block::Note(text!("{} {}", as_if, reads))
    };
    matrix.agreements.iter().map(note).collect()
}

pub(crate) fn sections(judged: &Judged<'_>, form: Form) -> Vec<Section> {
    let of = |wanted: fn(&Subject) -> bool| -> Vec<&Subjects> {
        judged.worst_first().into_iter().filter(|row| wanted(&row.subject)).collect()
    };
    let level = |id, da, en, rows: Vec<&Subjects>| {
        let blocks = if rows.is_empty() { Vec::new() } else { vec![Block::Table(cells::table(judged, &rows))] };
        Section::new(id, Text::new(da, en), blocks)
    };
    let mut sections = conclusion(judged, form);
    sections.extend([
        level(
            "matrix-region",
            "Alle driftsherrer under ét",
            "All operators together",
            of(|one| matches!(one, Subject::Region { .. })),
        ),
        level("matrix-operators", "Driftsherrer", "Operators", of(|one| matches!(one, Subject::Operator { .. }))),
        level("matrix-offers", "Tilbud", "Offers", of(|one| matches!(one, Subject::Offer { .. }))),
        Section::new(
            "break-even",
            Text::new("Grænsen for hvert fund", "The limit of each finding"),
            if form.has_appendix() { break_even(judged) } else { Vec::new() },
        )
        .at(Place::Appendix),
        Section::new(
            "unsettled",
            Text::new("Uafgjort, og hvad der ville afgøre det", "Undetermined, and what would settle it"),
            unsettled(judged),
        ),
        Section::new("assumed", Text::new("Forudsætninger", "Assumptions"), assumed(judged)),
    ]);
    let views = judged.views();
    let most = evaluation::MOST / views.len().max(1);
    for view in &views {
        sections.extend(form.is_drawn().then(|| evaluation::charts(view)));
        sections.extend(form.has_appendix().then(|| evaluation::findings(view, most)));
    }
    sections
}

/// What it would do to those who ask: the verdicts counted, the kroner, and whose answer is another.
fn conclusion(judged: &Judged<'_>, form: Form) -> Vec<Section> {
    let section = |id, da, en, blocks| Section::new(id, Text::new(da, en), blocks).at(Place::Conclusion);
    vec![
        section("tallies", "I alt", "In all", tallies(judged)),
        section("totals", "Kroner i alt", "Kroner in total", totals(judged, form)),
        section(
            "flips",
            "Andet svar fra aftale til aftale",
            "Another answer from agreement to agreement",
            flips(judged),
        ),
    ]
}

/// The verdicts of offers and of operators under each agreement; where one judges others than those, whom.
fn tallies(judged: &Judged<'_>) -> Vec<Block> {
    let (mut tallies, mut others) = (Vec::new(), Vec::new());
    for (column, found) in judged.matrix.agreements.iter().zip(&judged.matrix.assessments) {
        let [_, operators, offers] = evaluation::by_level(found);
        let as_if = if column.as_if.is_some() { Text::new(", som om", ", as if") } else { Text::default() };
        let nouns: [fn(usize) -> Text; 2] = [sentence::offers, sentence::operators];
        for ((list, noun), count) in [offers, operators].iter().zip(nouns).zip([column.offers, column.operators]) {
            if let Some(told) = evaluation::not_counted(&column.title, list, noun) {
                others.push(Block::Paragraph(told));
            } else if count.total() > 0 {
                let name = text!(da: "{} efter {}{}", en: "{} under {}{}", noun(count.total()), column.title, as_if);
                tallies.push(Tally { name, count });
            }
        }
    }
    std::iter::once(Block::Tally(tallies)).chain(others).collect()
}

fn flips(judged: &Judged<'_>) -> Vec<Block> {
    let turned = judged.matrix.subjects.iter().flat_map(|row| row.flips.iter().map(move |pair| (row, *pair)));
    // Whom an agreement judges for others is told once for all.
    let moved = |row: &Subjects, place: usize| {
        row.cells.get(place).and_then(Option::as_ref).is_some_and(|cell| cell.judged_at.is_some())
    };
    let turned = turned.filter(|(row, (from, to))| !moved(row, *from) && !moved(row, *to));
    let items: Vec<Item> = turned
        .map(|(row, pair)| {
            let told = sentence::flipped(judged.matrix, row, pair);
            Item::new(text!("{}: {}", judged.names.subject(&row.subject), told))
        })
        .collect();
    Block::list(items).map_or_else(|| vec![Block::Paragraph(Text::new("Ingen.", "None."))], |list| vec![list])
}

/// In words, one agreement after the other; in a workbook also as numbers.
fn totals(judged: &Judged<'_>, form: Form) -> Vec<Block> {
    let mut blocks = Vec::new();
    for column in &judged.matrix.agreements {
        if form.has_sheets() && !column.totals.is_empty() {
            blocks.extend([Block::Heading(column.title.clone()), Block::Table(sheets::totals(judged, column))]);
            continue;
        }
        let items = column.totals.iter().map(|total| {
            let of = RuleAt { rule: total.rule.clone(), tariff_name: None };
            Item::new(text!("{}: {}", judged.title_of(&column.stamp.id, &of), sentence::total(total)))
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
        Column::new("ydelse", "tariff"),
    ]
}

/// Of whom and by what; it leads to the finding.
fn whom(judged: &Judged<'_>, agreement: &str, subject: &Subject, of: &RuleAt) -> Vec<Cell> {
    let tariff = of.tariff_name.as_deref();
    let to = format!("{}{}", part(agreement), evaluation::finding_id(subject, &of.rule, tariff));
    vec![
        Cell::same(agreement.rsplit('/').next().unwrap_or_default()),
        Cell::Link { to, text: Text::same(&judged.names.subject(subject)) },
        Cell::text(judged.title_of(agreement, of)),
        tariff.map_or(Cell::Empty, Cell::same),
    ]
}

/// Row by row; those that an agreement has nothing to judge by stand together.
fn unsettled(judged: &Judged<'_>) -> Vec<Block> {
    let columns = [of_whom(), vec![Column::new("hvad der ville afgøre det", "what would settle it")]].concat();
    let row = |one: &portfolio::Unsettled, mut cells: Vec<Cell>| {
        cells.push(Cell::text(sentence::unsettled(one)));
        Row::new(cells)
    };
    let ruled =
        |one: &portfolio::Unsettled| Some(row(one, whom(judged, &one.agreement, &one.subject, one.of.as_ref()?)));
    let mut rows: Vec<Row> = judged.matrix.unsettled.iter().filter_map(ruled).collect();
    let silent: Vec<&portfolio::Unsettled> = judged.matrix.unsettled.iter().filter(|one| one.of.is_none()).collect();
    let mut rest = silent.as_slice();
    while let Some(first) = rest.first() {
        let alike = |one: &&&portfolio::Unsettled| one.agreement == first.agreement && one.cause == first.cause;
        let length = rest.iter().take_while(alike).count();
        let (run, after) = rest.split_at(length.max(1));
        let period = first.agreement.rsplit('/').next().unwrap_or_default();
        rows.push(row(first, vec![Cell::same(period), Cell::text(counted(run)), Cell::Empty, Cell::Empty]));
        rest = after;
    }
    shown(Table { columns, rows })
}

/// A table without columns in which nothing stands; none without a row.
fn shown(table: Table) -> Vec<Block> {
    if table.rows.is_empty() { Vec::new() } else { vec![Block::Table(table.without_empty())] }
}

/// How many offers and operators.
fn counted(run: &[&portfolio::Unsettled]) -> Text {
    let offers = run.iter().filter(|one| matches!(one.subject, Subject::Offer { .. })).count();
    let operators = run.iter().filter(|one| matches!(one.subject, Subject::Operator { .. })).count();
    let offers =
        Text::new(format!("{offers} tilbud"), format!("{offers} {}", if offers == 1 { "offer" } else { "offers" }));
    let operators = match operators {
        0 => return offers,
        1 => Text::new("1 driftsherre", "1 operator"),
        more => Text::new(format!("{more} driftsherrer"), format!("{more} operators")),
    };
    text!(da: "{} og {}", en: "{} and {}", offers, operators)
}

/// The readings asked for and what was taken for granted, each with the agreements that it belongs to.
fn assumed(judged: &Judged<'_>) -> Vec<Block> {
    let matrix = judged.matrix;
    let mut items: Vec<Item> = Vec::new();
    for (question, reading) in &matrix.readings {
        let asked = judged.agreements.iter().filter(|one| one.question(question).is_some());
        let asked: Vec<&Agreement> = asked.copied().collect();
        let Some(first) = asked.first() else { continue };
        let only = match (asked.len(), matrix.agreements.len()) {
            (1, 2..) => Text::new("; kun den har spørgsmålet", "; only it has the question"),
            _ => Text::default(),
        };
        let titles = joined(asked.iter().map(|one| one.title.clone()), ", ");
        items.push(Item::new(text!("{}: {}{}", titles, sentence::reading(first, question, reading), only)));
    }
    let mut by_name: BTreeMap<&str, Vec<Text>> = BTreeMap::new();
    for (column, found) in matrix.agreements.iter().zip(&matrix.assessments) {
        for (name, of) in evaluation::assumed(found) {
            by_name.entry(name).or_default().push(text!("{}: {}", column.title, evaluation::whose(of)));
        }
    }
    let told = by_name.into_iter();
    items.extend(told.map(|(name, who)| Item::new(sentence::assumed(name, &joined(who, "; ")))));
    Block::list(items).into_iter().collect()
}

fn break_even(judged: &Judged<'_>) -> Vec<Block> {
    shown(sheets::limits(judged))
}

/// What the ids of an agreement begin with where a document shows several.
fn part(agreement: &str) -> String {
    id(&agreement.split('/').collect::<Vec<_>>()) + "_"
}
