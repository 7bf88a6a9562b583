//! The same as tables for a workbook: findings, operators, what was taken for granted, sources.

use super::lines::what_to_do;
use super::summary::{assumed, bound, cited, count, lacking, whose};
use super::turns::in_a_cell;
use super::{View, by_level, data, shown};
use crate::document::{Cell, Column, Row, Sheet, Table, text};
use rammeaftale::agreement::{Agreement, Clause, SourceDocument};
use rammeaftale::assessment::{Figures, LimitFigures};
use rammeaftale::text::Text;
use rammeaftale::{Assessment, sentence};
use std::collections::BTreeSet;

/// The findings first: they are what CSV holds.
pub(super) fn sheets(view: &View<'_>) -> Vec<Sheet> {
    vec![
        findings(&[view]),
        operators(&[view]),
        Sheet::new("Forudsætninger", "Assumptions", assumptions(view)),
        sources(std::iter::once((view.agreement, cited(view.assessments)))),
    ]
}

/// One row a finding, by each agreement.
pub(crate) fn findings(views: &[&View<'_>]) -> Sheet {
    Sheet::new("Fund", "Findings", stacked(views, data::table))
}

/// The operators judged by each agreement.
pub(crate) fn operators(views: &[&View<'_>]) -> Sheet {
    Sheet::new("Driftsherrer", "Operators", stacked(views, operators_of))
}

/// The clauses that something rests on, by each agreement.
pub(crate) fn sources<'s>(cited: impl Iterator<Item = (&'s Agreement, BTreeSet<&'s str>)>) -> Sheet {
    Sheet::new("Kilder", "Sources", joined(cited.map(|(agreement, cited)| sources_of(agreement, &cited))))
}

/// The same table of each agreement, one below the other.
fn stacked<'v>(views: &[&View<'v>], table: impl Fn(&View<'v>) -> Table) -> Table {
    joined(views.iter().map(|view| table(view)))
}

fn joined(tables: impl Iterator<Item = Table>) -> Table {
    let join = |one: Table, other: Table| Table { columns: one.columns, rows: [one.rows, other.rows].concat() };
    tables.reduce(join).unwrap_or_default()
}

fn operators_of(view: &View<'_>) -> Table {
    let columns = vec![
        Column::new("vurdering", "verdict").filtered().leading(),
        Column::new("aftale", "agreement").leading(),
        Column::new("driftsherre", "operator").leading(),
        Column::new("driftsherre_navn", "operator_name").leading(),
        Column::new("tilbud brudt", "offers breached"),
        Column::new("tilbud uafgjort", "offers undetermined"),
        Column::new("tilbud overholdt", "offers met"),
        Column::new("tilbud gælder ikke", "offers not applicable"),
        Column::new("regel", "rule"),
        Column::new("enhed", "tariff unit"),
        Column::new("tal", "actual"),
        Column::new("højst", "limit"),
        Column::new("råderum", "headroom"),
        Column::new("råderum_pct", "headroom_percent"),
        Column::new("holdbarhed", "robust"),
        Column::new("hvad nu", "what to do"),
    ];
    let [_, operators, _] = by_level(view.assessments);
    Table { columns, rows: operators.into_iter().map(|one| operator(view, one)).collect() }
}

fn operator(view: &View<'_>, one: &Assessment) -> Row {
    let code = one.subject.operator();
    let name = code.and_then(|code| view.agreement.parties.name(code)).unwrap_or_default();
    let offers = one.offers.unwrap_or_default();
    let deciding = one.deciding();
    let limit = match deciding.map(|finding| &finding.figures) {
        Some(Figures::Limit(figures)) => figures.clone(),
        _ => LimitFigures::default(),
    };
    Row::new(vec![
        shown(one),
        Cell::same(&one.agreement.id),
        code.map_or(Cell::Empty, |code| Cell::same(&code.to_string())),
        Cell::same(name),
        Cell::count(offers.breached),
        Cell::count(offers.undetermined),
        Cell::count(offers.met),
        Cell::count(offers.not_applicable),
        deciding.map_or(Cell::Empty, |finding| Cell::text(view.rule(finding))),
        limit.unit.map_or(Cell::Empty, |unit| Cell::text(sentence::unit_name(unit))),
        Cell::kroner(limit.actual),
        Cell::kroner(limit.limit),
        Cell::kroner(limit.headroom),
        Cell::percent(limit.headroom_percent),
        Cell::text(sentence::robust(one.robust, one.reads_alike())),
        Cell::text(what_to_do(view, one, deciding)),
    ])
}

/// What was taken for granted, how the open questions were read, and which figures are missing where.
fn assumptions(view: &View<'_>) -> Table {
    let columns = vec![
        Column::new("art", "kind").filtered(),
        Column::new("navn", "name"),
        Column::new("betydning", "meaning"),
        Column::new("antal", "count"),
    ];
    let row = |kind: Text, name: Cell, meaning: Text, count: usize| {
        Row::new(vec![Cell::text(kind), name, Cell::text(meaning), Cell::count(count)])
    };
    let mut rows = Vec::new();
    for (name, of) in assumed(view.assessments) {
        let meaning = text!("{} ({})", sentence::assumption(name), whose(of));
        let name = Cell::text(sentence::assumption_name(name));
        rows.push(row(Text::new("forudsætning", "assumption"), name, meaning, of.iter().sum()));
    }
    let findings = || view.assessments.iter().flat_map(|one| &one.findings);
    for ((question, reading), times) in count(findings().flat_map(|finding| finding.readings.iter())) {
        let name = Cell::same(&format!("{question}={reading}"));
        let meaning = sentence::reading(view.agreement, question, reading);
        rows.push(row(Text::new("læsning", "reading"), name, meaning, times));
    }
    for (column, subjects) in lacking(bound(view.assessments)) {
        let names = subjects.iter().map(|name| Text::same(name)).collect::<Vec<_>>();
        let kind = Text::new("mangler", "missing");
        rows.push(row(kind, Cell::text(column), in_a_cell(&names), subjects.len()));
    }
    Table { columns, rows }
}

/// Some clauses of an agreement, with the fingerprint of each passage and the document that holds it.
fn sources_of(agreement: &Agreement, cited: &BTreeSet<&str>) -> Table {
    let columns = vec![
        Column::new("aftale", "agreement"),
        Column::new("klausul", "clause"),
        Column::new("siger", "says"),
        Column::new("afsnit", "section"),
        Column::new("første ord", "first words"),
        Column::new("sidste ord", "last words"),
        Column::new("fingeraftryk", "fingerprint"),
        Column::new("dokument", "document").filtered(),
        Column::new("udgiver", "publisher"),
        Column::new("fil", "file"),
        Column::new("læst", "read"),
    ];
    let clauses = agreement.clauses.iter().filter(|clause| cited.contains(&*clause.id));
    Table { columns, rows: clauses.map(|clause| source(agreement, clause)).collect() }
}

fn source(agreement: &Agreement, clause: &Clause) -> Row {
    let document: Option<&SourceDocument> = agreement.sources.iter().find(|source| source.id == clause.source);
    let of = |part: fn(&SourceDocument) -> Cell| document.map_or(Cell::Empty, part);
    Row::new(vec![
        Cell::same(&agreement.id),
        Cell::same(&clause.id),
        Cell::text(clause.summary.clone()),
        Cell::same(&clause.section),
        Cell::same(&clause.first),
        Cell::same(&clause.last),
        Cell::same(&clause.sha256),
        document.map_or_else(|| Cell::same(&clause.source), |document| Cell::text(document.title.clone())),
        of(|document| Cell::same(&document.publisher)),
        of(|document| Cell::same(&document.file)),
        of(|document| Cell::Date(document.read)),
    ])
}
