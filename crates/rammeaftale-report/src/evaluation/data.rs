//! One row a finding, with every figure in a column of its own: for spreadsheets.

use super::lines::operator;
use super::turns::{in_a_cell, least_undecided, turning};
use super::{View, judged, rank, rules_nothing};
use crate::document::{Cell, Column, Row, Table};
use rammeaftale::agreement::rules::Measure;
use rammeaftale::assessment::{Figures, LimitFigures, PricingFigures, ResultFigures, Subject};
use rammeaftale::text::{Lang, Text};
use rammeaftale::{Assessment, Finding, Year, sentence};
use rust_decimal::Decimal;

/// What a reader asks first stands first; what only programs need stands last.
const COLUMNS: [(&str, &str); 35] = [
    ("vurdering", "verdict"),
    ("driftsherre_navn", "operator_name"),
    ("tilbud_id", "offer"),
    ("tilbud", "offer_name"),
    ("aftale", "agreement"),
    ("regel", "rule_title"),
    ("ydelse", "tariff_name"),
    ("enhed", "tariff_unit"),
    ("fund", "finding"),
    ("hvad_nu", "what_to_do"),
    ("tal", "actual"),
    ("højst", "limit"),
    ("råderum", "headroom"),
    ("råderum_pct", "headroom_percent"),
    ("klausuler", "clauses"),
    ("holdbarhed", "robust"),
    ("vender", "flip"),
    ("uafgjort_efter", "undecided"),
    ("mangler", "missing"),
    ("basisår", "base_year"),
    ("basis", "base"),
    ("ændring_pct", "change_percent"),
    ("resultat", "result"),
    ("resultat_pct", "share_percent"),
    ("skal_indregnes", "expected_carried"),
    ("indregnet_resultat", "carried_result"),
    ("egenbetaling", "own_payment"),
    ("årsag", "cause"),
    ("binding", "force"),
    ("binder", "binds"),
    ("regel_id", "rule"),
    ("driftsherre", "operator"),
    ("udgave", "revision"),
    ("år", "year"),
    ("forskudt_år", "as_if"),
];

/// Those that say of whom a row speaks.
const LEADING: usize = 4;

/// Those that a finding fills.
const FOUND: usize = 26;

/// Every finding, breaches first; scope, and what only adds to what binds others, last.
pub(super) fn table(view: &View<'_>) -> Table {
    let mut rows: Vec<(u8, Row)> = view.assessments.iter().flat_map(|one| rows(view, one)).collect();
    rows.sort_by_key(|(part, _)| *part);
    Table { columns: columns(), rows: rows.into_iter().map(|(_, row)| row).collect() }
}

pub(super) fn columns() -> Vec<Column> {
    let column = |(at, (da, en)): (usize, &(&'static str, &'static str))| match at < LEADING {
        true => Column::new(da, en).leading(),
        false => Column::new(da, en),
    };
    COLUMNS.iter().enumerate().map(column).collect()
}

/// The parts of the table in their order; within each findings stand as they come.
pub(super) const PARTS: u8 = 16;

/// The rows of a subject, each with the part of the table in which it stands: one a finding, and a unit where tariffs of several
/// are summed; or one that nothing is ruled.
pub(super) fn rows(view: &View<'_>, one: &Assessment) -> Vec<(u8, Row)> {
    if one.findings.is_empty() {
        return vec![(rank(one.verdict), row(view, one, Cell::Verdict(one.verdict), unruled(one)))];
    }
    let rows = |finding: &Finding| -> Vec<(u8, Row)> {
        let row = |figures| (part(finding), row(view, one, judged(finding), found(view, one, finding, &figures)));
        units(&finding.figures).map(row).collect()
    };
    one.findings.iter().flat_map(rows).collect()
}

/// The figures of each unit, where there are several; else those of the finding.
fn units(figures: &Figures) -> impl Iterator<Item = Figures> {
    let several = match figures {
        Figures::Limit(limit) => limit.by_unit.as_slice(),
        _ => &[],
    };
    let alone = several.is_empty().then(|| figures.clone());
    several.iter().cloned().map(Figures::Limit).chain(alone)
}

fn part(finding: &Finding) -> u8 {
    u8::from(finding.force.is_none()) * 8 + u8::from(!finding.binding) * 4 + rank(finding.verdict)
}

fn row(view: &View<'_>, one: &Assessment, verdict: Cell, found: Vec<Cell>) -> Row {
    let offer = match &one.subject {
        Subject::Offer { offer, .. } => Some(offer),
        _ => None,
    };
    let code = match &one.subject {
        Subject::Offer { operator: code, .. } | Subject::Operator { operator: code } => code,
        Subject::Region { region } => region,
    };
    let mut cells = Vec::with_capacity(COLUMNS.len());
    cells.extend([
        verdict,
        operator(view, *code),
        offer.map_or(Cell::Empty, |offer| Cell::same(offer)),
        offer.map_or(Cell::Empty, |offer| Cell::same(view.names.offer(offer))),
        Cell::same(&one.agreement.id),
    ]);
    cells.extend(found);
    cells.extend([
        Cell::same(&code.to_string()),
        Cell::Number(one.agreement.revision.into()),
        year(Some(one.year)),
        one.as_if.map_or(Cell::Empty, |years| Cell::Number(years.into())),
    ]);
    Row::new(cells)
}

/// The columns from `regel` to `regel_id`.
fn found(view: &View<'_>, one: &Assessment, finding: &Finding, figures: &Figures) -> Vec<Cell> {
    let rule = view.agreement.rule(&finding.rule);
    let [limits, results] = self::figures(figures);
    let mut cells = vec![
        rule.map_or(Cell::Empty, |rule| Cell::text(rule.title.clone())),
        finding.tariff_name.as_deref().map_or(Cell::Empty, Cell::same),
        unit(view, one, finding, figures),
        Cell::text(sentence::finding(finding)),
        Cell::text(sentence::action(finding)),
    ];
    cells.extend(limits);
    cells.extend([
        Cell::text(Text::same(&finding.clauses.join(", "))),
        Cell::text(sentence::robust(finding.robust, finding.reads_alike())),
        Cell::text(turned(view, one, finding)),
        Cell::text(undecided(view, finding)),
        Cell::text(missing(finding)),
    ]);
    cells.extend(results);
    cells.extend([
        Cell::text(sentence::why(finding)),
        finding.force.map_or(Cell::Empty, |force| Cell::text(sentence::force(force))),
        Cell::text(if finding.binding { Text::new("ja", "yes") } else { Text::new("nej", "no") }),
        Cell::same(&finding.rule),
    ]);
    cells
}

/// What the tariff is the price of, or the tariffs of a total.
fn unit(view: &View<'_>, one: &Assessment, finding: &Finding, figures: &Figures) -> Cell {
    let Figures::Limit(LimitFigures { measure: Some(Measure::Tariff), unit, .. }) = figures else { return Cell::Empty };
    let unit = unit.or_else(|| view.names.per(&one.subject, finding.tariff_name.as_deref(), one.year));
    unit.map_or(Cell::Empty, |unit| Cell::text(sentence::unit_name(unit)))
}

/// The same where the agreement rules nothing: what there is to tell, and why there is no verdict.
fn unruled(one: &Assessment) -> Vec<Cell> {
    let told = |&(_, column): &(&str, &str)| match column {
        "finding" => Cell::text(rules_nothing()),
        "cause" => Cell::text(sentence::cause(one.verdict)),
        _ => Cell::Empty,
    };
    COLUMNS.iter().skip_while(|(_, column)| *column != "rule_title").take(FOUND).map(told).collect()
}

fn year(year: Option<Year>) -> Cell {
    year.map_or(Cell::Empty, |year| Cell::Number(Decimal::from(year.number())))
}

/// The figures that decide, and those that they come of.
fn figures(figures: &Figures) -> [Vec<Cell>; 2] {
    let (mut limit, mut result, mut pricing) =
        (LimitFigures::default(), ResultFigures::default(), PricingFigures::default());
    match figures {
        Figures::Limit(figures) => limit = figures.clone(),
        Figures::Result(figures) => result = figures.clone(),
        Figures::Pricing(figures) => pricing = figures.clone(),
        _ => {}
    }
    let decide = vec![
        Cell::kroner(limit.actual),
        Cell::kroner(limit.limit),
        Cell::kroner(limit.headroom),
        Cell::percent(limit.headroom_percent),
    ];
    let behind = vec![
        year(limit.base_year.or(result.result_year)),
        Cell::kroner(limit.base.or(result.denominator)),
        Cell::percent(limit.change_percent),
        Cell::kroner(result.result),
        Cell::percent(result.share_percent),
        Cell::kroner(result.expected_carried),
        Cell::kroner(result.carried),
        Cell::kroner(pricing.own_payment),
    ];
    [decide, behind]
}

/// The readings that turn a finding; a contribution has nothing to turn.
fn turned(view: &View<'_>, one: &Assessment, finding: &Finding) -> Text {
    let flips = if finding.contributes() { &[] } else { finding.flips.as_slice() };
    turning(view.agreement, one, finding.verdict, flips)
}

/// The readings that leave a finding open, and for lack of what; a contribution is not settled by itself.
fn undecided(view: &View<'_>, finding: &Finding) -> Text {
    let undecided = if finding.is_contribution() { &[] } else { finding.undecided.as_slice() };
    let (least, more) = least_undecided(undecided);
    let told = least.into_iter().map(|open| {
        let told = sentence::undecided(view.agreement, open);
        told.map(|told| told.trim_end_matches('.').to_owned())
    });
    in_a_cell(&told.chain(more).collect::<Vec<Text>>())
}

fn missing(finding: &Finding) -> Text {
    let named = |figure| Text::new(sentence::missing(figure, Lang::Da), sentence::missing(figure, Lang::En));
    in_a_cell(&finding.missing.iter().map(named).collect::<Vec<Text>>())
}
