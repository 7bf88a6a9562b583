//! One row a finding, with every figure in a column of its own: for spreadsheets.

use super::lines::operator;
use super::turns::flips_by_answers;
use super::{View, judged, rank};
use crate::document::{Cell, Column, Row, Table, same};
use rammeaftale::assessment::{Figures, LimitFigures, PricingFigures, ResultFigures, Subject};
use rammeaftale::text::{Lang, Text};
use rammeaftale::{Assessment, Finding, Year, sentence};
use rust_decimal::Decimal;

const COLUMNS: [(&str, &str); 33] = [
    ("vurdering", "verdict"),
    ("driftsherre", "operator"),
    ("driftsherre_navn", "operator_name"),
    ("tilbud_id", "offer"),
    ("tilbud", "offer_name"),
    ("årsag", "cause"),
    ("aftale", "agreement"),
    ("udgave", "revision"),
    ("år", "year"),
    ("forskudt_år", "as_if"),
    ("regel_id", "rule"),
    ("regel", "rule_title"),
    ("ydelse", "tariff_name"),
    ("binding", "force"),
    ("binder", "binds"),
    ("fund", "finding"),
    ("hvad_nu", "what_to_do"),
    ("basisår", "base_year"),
    ("basis", "base"),
    ("tal", "actual"),
    ("højst", "limit"),
    ("ændring_pct", "change_percent"),
    ("råderum", "headroom"),
    ("råderum_pct", "headroom_percent"),
    ("resultat", "result"),
    ("resultat_pct", "share_percent"),
    ("skal_indregnes", "expected_carried"),
    ("indregnet_resultat", "carried_result"),
    ("egenbetaling", "own_payment"),
    ("holdbarhed", "robust"),
    ("vender", "flip"),
    ("mangler", "missing"),
    ("klausuler", "clauses"),
];

/// Those that say of whom a row speaks.
const LEADING: usize = 5;

/// Every finding, breaches first; scope, and what only adds to what binds others, last.
pub(super) fn table(view: &View<'_>) -> Table {
    let findings = view.assessments.iter().flat_map(|one| one.findings.iter().map(move |finding| (one, finding)));
    let mut findings: Vec<(&Assessment, &Finding)> = findings.collect();
    findings.sort_by_key(|(_, finding)| part(finding));
    Table { columns: columns(), rows: findings.into_iter().map(|(one, finding)| row(view, one, finding)).collect() }
}

pub(super) fn columns() -> Vec<Column> {
    let column = |(at, (da, en)): (usize, &(&str, &str))| match at < LEADING {
        true => Column::new(da, en).leading(),
        false => Column::new(da, en),
    };
    COLUMNS.iter().enumerate().map(column).collect()
}

/// The parts of the table in their order; within each findings stand as they come.
pub(super) const PARTS: u8 = 16;

/// The part in which a finding stands.
pub(super) fn part(finding: &Finding) -> u8 {
    u8::from(finding.force.is_none()) * 8 + u8::from(!finding.binding) * 4 + rank(finding.verdict)
}

pub(super) fn row(view: &View<'_>, one: &Assessment, finding: &Finding) -> Row {
    let offer = match &one.subject {
        Subject::Offer { offer, .. } => Some(offer),
        _ => None,
    };
    let code = match &one.subject {
        Subject::Offer { operator: code, .. } | Subject::Operator { operator: code } => code,
        Subject::Region { region } => region,
    };
    let name = offer.map_or("", |offer| view.names.offer(offer));
    let rule = view.agreement.rule(&finding.rule);
    let mut cells = vec![
        judged(finding),
        Cell::same(&code.to_string()),
        operator(view, *code),
        offer.map_or(Cell::Empty, |offer| Cell::same(offer)),
        Cell::same(name),
        Cell::text(sentence::why(finding)),
        Cell::same(&one.agreement.id),
        Cell::Number(one.agreement.revision.into()),
        year(Some(one.year)),
        one.as_if.map_or(Cell::Empty, |years| Cell::Number(years.into())),
        Cell::same(&finding.rule),
        rule.map_or(Cell::Empty, |rule| Cell::text(rule.title.clone())),
        finding.tariff_name.as_deref().map_or(Cell::Empty, Cell::same),
        finding.force.map_or(Cell::Empty, |force| Cell::text(sentence::force(force))),
        Cell::text(if finding.binding { Text::new("ja", "yes") } else { Text::new("nej", "no") }),
        Cell::text(sentence::finding(finding)),
        Cell::text(sentence::action(finding)),
    ];
    cells.extend(figures(&finding.figures));
    cells.extend([
        Cell::text(sentence::robust(finding.robust, finding.reads_alike())),
        Cell::text(turned(view, finding)),
        Cell::text(missing(finding)),
        Cell::text(same(&finding.clauses.join(", "))),
    ]);
    Row::new(cells)
}

fn year(year: Option<Year>) -> Cell {
    year.map_or(Cell::Empty, |year| Cell::Number(Decimal::from(year.number())))
}

fn figures(figures: &Figures) -> [Cell; 12] {
    let (mut limit, mut result, mut pricing) =
        (LimitFigures::default(), ResultFigures::default(), PricingFigures::default());
    match figures {
        Figures::Limit(figures) => limit = figures.clone(),
        Figures::Result(figures) => result = figures.clone(),
        Figures::Pricing(figures) => pricing = figures.clone(),
        _ => {}
    }
    [
        year(limit.base_year.or(result.result_year)),
        Cell::kroner(limit.base.or(result.denominator)),
        Cell::kroner(limit.actual),
        Cell::kroner(limit.limit),
        Cell::percent(limit.change_told()),
        Cell::kroner(limit.headroom),
        Cell::percent(limit.headroom_told()),
        Cell::kroner(result.result),
        Cell::percent(result.share_told()),
        Cell::kroner(result.expected_carried),
        Cell::kroner(result.carried),
        Cell::kroner(pricing.own_payment),
    ]
}

/// The readings that turn a finding; a contribution has nothing to turn.
fn turned(view: &View<'_>, finding: &Finding) -> Text {
    let flips = if finding.contributes() { &[] } else { finding.flips.as_slice() };
    flips_by_answers(view.agreement, finding.verdict, flips)
}

fn missing(finding: &Finding) -> Text {
    let of = |lang: Lang| {
        let figures: Vec<String> = finding.missing.iter().map(|figure| sentence::missing(figure, lang)).collect();
        figures.join("; ")
    };
    Text::new(of(Lang::Da), of(Lang::En))
}
