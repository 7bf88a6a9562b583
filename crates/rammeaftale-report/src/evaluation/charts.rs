//! The drawings of a judged portfolio: tariffs against their limits, the room of each operator, results in the band.

use super::{View, by_level, rank};
use crate::document::{Block, Chart, Details, Point, Points, Section, Spread, SpreadRow, id, text};
use rammeaftale::agreement::RuleKind;
use rammeaftale::agreement::rules::Measure;
use rammeaftale::assessment::{Figures, LimitFigures, ResultFigures};
use rammeaftale::text::{Lang, Text, amount, percent, plain};
use rammeaftale::{Assessment, Authority, Finding, Percent, Verdict};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// How many rows are seen at once: those farthest out. So many more are drawn where they are asked for.
const MOST: usize = 20;
const MORE: usize = 500;

/// The drawings for which there are figures.
pub(crate) fn section(view: &View<'_>) -> Section {
    let [_, operators, offers] = by_level(view.assessments);
    let mut blocks: Vec<Block> = Vec::new();
    let limits = [
        limits(view, "limits-offers", Text::new("Hvert tilbud", "Each offer"), &offers),
        limits(view, "limits-operators", Text::new("Hver driftsherre", "Each operator"), &operators),
    ];
    blocks.extend(limits.into_iter().flatten().flat_map(parted));
    blocks.extend(headroom(view, &offers).map(Block::Chart));
    blocks.extend(bands(view, &offers).into_iter().flat_map(parted));
    view.appendix("drawings", Text::new("Diagrammer", "Charts"), blocks)
}

/// A finding with a limit, and the room below it in percent of the base.
struct Limited<'v> {
    one: &'v Assessment,
    finding: &'v Finding,
    figures: &'v LimitFigures,
    room: Decimal,
}

/// The findings that bind; where none does, the contributions to what binds others. Breaches first, then by room.
fn limited<'v>(list: &[&'v Assessment]) -> Vec<Limited<'v>> {
    let findings = list.iter().flat_map(|one| one.findings.iter().map(move |finding| (*one, finding)));
    let mut limited: Vec<Limited<'_>> = findings
        .filter_map(|(one, finding)| match &finding.figures {
            Figures::Limit(figures) => {
                figures.limit?;
                Some(Limited { one, finding, figures, room: figures.headroom_percent? })
            }
            _ => None,
        })
        .collect();
    if limited.iter().any(|one| one.finding.binding) {
        limited.retain(|one| one.finding.binding);
    }
    limited.sort_by_key(|one| (rank(one.finding.verdict), one.room));
    limited
}

/// The worst, and the others behind them.
fn parted(mut points: Points) -> Vec<Block> {
    let all = points.rows.len();
    let mut others = Points { rows: points.rows.split_off(MOST.min(all)), ..points.clone() };
    others.rows.truncate(MORE);
    if others.rows.is_empty() {
        return vec![Block::Chart(Chart::Points(points))];
    }
    let drawn = points.rows.len();
    let worst = match points.rows.iter().any(|row| row.verdict.is_some()) {
        true => text!(da: "de {} værste af {}, brudte først", en: "the {} worst of {}, breaches first", drawn, all),
        false => text!(da: "de {} højeste af {}", en: "the {} highest of {}", drawn, all),
    };
    points.title = text!("{}: {}", points.title, worst);
    others.id = format!("{}-others", points.id);
    let more = others.rows.len();
    let details = Details {
        id: format!("{}-more", points.id),
        verdict: None,
        summary: text!(da: "Vis {} til", en: "Show {} more", more),
        blocks: vec![Block::Chart(Chart::Points(others))],
    };
    vec![Block::Chart(Chart::Points(points)), Block::Details(details)]
}

fn limits(view: &View<'_>, chart: &str, level: Text, list: &[&Assessment]) -> Option<Points> {
    let limited = limited(list);
    let binds = limited.first()?.finding.binding;
    let level = if of_tariffs(&limited) { Text::new("Hver takst", "Each tariff") } else { level };
    let title = match binds {
        true => text!(da: "{} mod sit loft", en: "{} against its limit", level),
        false => text!(da: "{}s bidrag mod loftet", en: "{}'s contribution against the limit", level),
    };
    let rows: Vec<Point> = limited
        .iter()
        .map(|Limited { one, finding, figures, room }| Point {
            to: view.finding_id(one, finding),
            name: name(view, one, finding),
            percent: -*room,
            amounts: text!(
                da: "{}; højst {} ({})", en: "{}; at most {} ({})",
                kroner(figures.actual), kroner(figures.limit), signed(-*room)
            ),
            verdict: (!finding.contributes()).then_some(finding.verdict),
        })
        .collect();
    let note = Text::new(
        "Afstanden til loftet i procent af basis; til venstre for nul er der plads.",
        "The distance from the limit in percent of the base; left of zero there is room.",
    );
    let axis = Text::new("afstand til loftet i procent af basis", "distance from the limit in percent of the base");
    let points =
        Points { id: format!("{}{chart}", view.part), title, note, axis, at_most: Decimal::ZERO, at_least: None, rows };
    (!points.rows.is_empty()).then_some(points)
}

/// True where each row is a tariff: an offer may have several.
fn of_tariffs(limited: &[Limited<'_>]) -> bool {
    limited.iter().all(|one| one.figures.measure == Some(Measure::Tariff) && one.figures.unit.is_none())
}

fn headroom(view: &View<'_>, offers: &[&Assessment]) -> Option<Chart> {
    let mut by_operator: BTreeMap<Authority, Vec<Decimal>> = BTreeMap::new();
    // What binds nobody, or is not known yet, lies on neither side of the limit.
    let known =
        |one: &Limited<'_>| one.finding.binding && matches!(one.finding.verdict, Verdict::Met | Verdict::Breached);
    let limited: Vec<Limited<'_>> = limited(offers).into_iter().filter(known).collect();
    for Limited { one, room, .. } in &limited {
        if let Some(code) = one.subject.operator() {
            by_operator.entry(code).or_default().push(-*room);
        }
    }
    let row = |(code, values): (Authority, Vec<Decimal>)| {
        let name = view.agreement.parties.name(code).map_or_else(|| code.to_string(), str::to_owned);
        SpreadRow { name: text!("{}", name), values }
    };
    let rows: Vec<SpreadRow> = by_operator.into_iter().map(row).collect();
    let title = Text::new("Afstanden til loftet hos hver driftsherre", "The distance from the limit at each operator");
    let counted = match of_tariffs(&limited) {
        true => Text::new("takster", "tariffs"),
        false => Text::new("tilbud", "offers"),
    };
    let note = text!(
        da: "Afstanden til loftet i procent af basis; søjlerne viser, hvor mange {} der ligger hvor. Til venstre for nul er der plads, til højre er loftet overskredet. Uafgjorte er ikke med.",
        en: "The distance from the limit in percent of the base; the bars show how many {} lie where. Left of zero there is room, right of it the limit is exceeded. What is undetermined is left out.",
        counted
    );
    (!rows.is_empty())
        .then(|| Chart::Spread(Spread { id: format!("{}headroom", view.part), title, note, counted, rows }))
}

/// One drawing for each rule with a band, the band as the agreement states it.
fn bands(view: &View<'_>, offers: &[&Assessment]) -> Vec<Points> {
    let rules = view.agreement.rules.iter();
    let banded = rules.filter_map(|rule| match &rule.kind {
        RuleKind::ResultRegulation(regulation) => Some((rule, regulation.band_percent)),
        _ => None,
    });
    banded.filter_map(|(rule, band)| self::band(view, &rule.id, band, offers)).collect()
}

fn band(view: &View<'_>, rule: &str, band: Percent, offers: &[&Assessment]) -> Option<Points> {
    let findings = offers.iter().flat_map(|one| one.findings.iter().map(move |finding| (*one, finding)));
    let mut results: Vec<(&Assessment, &Finding, &ResultFigures, Decimal)> = findings
        .filter(|(_, finding)| &*finding.rule == rule)
        .filter_map(|(one, finding)| match &finding.figures {
            Figures::Result(figures) => Some((one, finding, figures, figures.share_percent?)),
            _ => None,
        })
        .collect();
    results.sort_by_key(|(_, finding, _, share)| (rank(finding.verdict), -share.abs()));
    let rows: Vec<Point> = results
        .iter()
        .map(|(one, finding, figures, share)| Point {
            to: view.finding_id(one, finding),
            name: name(view, one, finding),
            percent: *share,
            amounts: text!(
                da: "{}; indregnet {} ({})", en: "{}; carried {} ({})",
                kroner(figures.result), kroner(figures.carried), signed(*share)
            ),
            verdict: Some(finding.verdict),
        })
        .collect();
    let band = band.decimal();
    let shown = Text::new(format!("{} %", plain(band, Lang::Da)), format!("{}%", plain(band, Lang::En)));
    let title = text!(da: "Resultaterne mod båndet på ±{}", en: "The results against the band of ±{}", shown);
    let note = Text::new(
        "Resultatet i procent; uden for båndet skal det indregnes i taksterne.",
        "The result in percent; outside the band it must be carried into the tariffs.",
    );
    let chart = format!("{}{}", view.part, id(&["band", rule]));
    let axis = Text::new("resultat i procent", "result in percent");
    let points = Points { id: chart, title, note, axis, at_most: band, at_least: Some(-band), rows };
    (!points.rows.is_empty()).then_some(points)
}

/// A percentage with its sign.
fn signed(share: Decimal) -> Text {
    let sign = if share.is_sign_positive() && !share.is_zero() { "+" } else { "" };
    let shown = |lang| format!("{sign}{}", percent(share, lang));
    Text::new(shown(Lang::Da), shown(Lang::En))
}

fn kroner(value: Option<Decimal>) -> Text {
    value.map_or_else(|| Text::new("?", "?"), |value| Text::new(amount(value, Lang::Da), amount(value, Lang::En)))
}

fn name(view: &View<'_>, one: &Assessment, finding: &Finding) -> Text {
    let tariff = finding.tariff_name.as_ref().map(|name| format!(" – {name}")).unwrap_or_default();
    text!("{}{}", view.subject(one), tariff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_has_its_sign() {
        let shown = |share: i64| signed(Decimal::new(share, 3)).da;
        assert_eq!([shown(4), shown(0), shown(870), shown(-870)], ["+0,004 %", "0,000 %", "+0,870 %", "-0,870 %"]);
    }
}
