//! One line a subject: its verdict, the rule that made it, the figures that matter and what to do.

use super::turns::reading_note;
use super::{View, decides, rank, shown, shown_verdict};
use crate::document::{Cell, Column, Row, Table, joined, text};
use rammeaftale::agreement::Force;
use rammeaftale::assessment::{Figures, LimitFigures, OfferCount, Subject};
use rammeaftale::text::{Lang, Text, amount, percent};
use rammeaftale::{Assessment, Finding, Verdict, sentence};
use rust_decimal::Decimal;

/// The lines of one level, breaches first.
pub(super) fn lines(view: &View<'_>, assessments: &[&Assessment]) -> Table {
    let mut sorted = assessments.to_vec();
    sorted.sort_by_key(|one| rank(shown_verdict(one)));
    let (da, en) = match assessments.first().map(|one| &one.subject) {
        Some(Subject::Offer { .. }) => ("tilbud", "offer"),
        Some(Subject::Operator { .. }) => ("driftsherre", "operator"),
        _ => ("region", "region"),
    };
    let offers = da == "tilbud";
    let mut columns = vec![Column::new("vurdering", "verdict").filtered(), Column::new(da, en)];
    columns.extend(offers.then(|| Column::new("driftsherre", "operator").filtered().wide()));
    columns.extend([
        Column::new("aftale", "agreement").narrow(),
        Column::new("regel", "rule").filtered(),
        Column::new("tal", "figures"),
        Column::new("højst, kr.", "at most, kr."),
        Column::new("råderum, kr.", "room, kr.").wide(),
        Column::new("hvad nu", "what to do"),
    ]);
    Table { columns, rows: sorted.iter().map(|one| row(view, one, offers)).collect() }.without_empty()
}

fn row(view: &View<'_>, assessment: &Assessment, offer: bool) -> Row {
    let deciding = assessment.deciding();
    let period = assessment.agreement.id.rsplit('/').next().unwrap_or_default();
    let judged_here = deciding.filter(|finding| finding.judged_at().is_none());
    let figures = judged_here.map_or_else(Text::default, figures);
    let counted = || assessment.offers.as_ref().and_then(offers).unwrap_or_default();
    let figures = if figures.da.is_empty() { counted() } else { figures };
    let (limit, headroom) = match deciding.map(|finding| &finding.figures) {
        Some(Figures::Limit(figures)) => (of_units(figures, |one| one.limit), of_units(figures, |one| one.headroom)),
        _ => (Cell::Empty, Cell::Empty),
    };
    let mut cells = vec![
        shown(assessment),
        Cell::Link { to: view.subject_id(assessment), text: Text::same(&view.subject(assessment)) },
    ];
    cells.extend(offer.then(|| assessment.subject.operator().map_or(Cell::Empty, |code| operator(view, code))));
    cells.extend([
        Cell::same(period),
        deciding.map_or(Cell::Empty, |finding| Cell::text(view.title_of(finding))),
        value(deciding)
            .filter(|_| !figures.da.is_empty())
            .map_or_else(|| Cell::text(figures.clone()), |value| Cell::Valued(value, figures.clone())),
        limit,
        headroom,
        Cell::text(what_to_do(view, assessment, deciding)),
    ]);
    Row::new(cells)
}

/// An operator by name, or by code where it is no party.
pub(super) fn operator(view: &View<'_>, code: rammeaftale::Authority) -> Cell {
    view.agreement.parties.name(code).map_or_else(|| Cell::same(&code.to_string()), Cell::same)
}

/// An operator's offers by verdict; nothing where none gets one.
pub(crate) fn offers(count: &OfferCount) -> Option<Text> {
    let some = count.total() > count.not_applicable;
    some.then(|| text!(da: "tilbud: {}", en: "offers: {}", sentence::tally_briefly(count)))
}

/// The figures that matter beside the limit, in one line; of a tariff with a name, after its name.
fn figures(finding: &Finding) -> Text {
    let kroner =
        |value: Option<Decimal>| value.map(|value| Text::new(amount(value, Lang::Da), amount(value, Lang::En)));
    let share = |value: Decimal| Text::new(percent(value, Lang::Da), percent(value, Lang::En));
    let bracketed = |text: Option<Text>| text.map(|text| text!("({})", text));
    let parts = match &finding.figures {
        Figures::Limit(figures) => vec![Some(limits(figures.units()))],
        Figures::Result(figures) => {
            let result = kroner(figures.result).map(|result| text!(da: "resultat {}", en: "result {}", result));
            let share = bracketed(figures.share_percent.map(share));
            let carried = kroner(figures.carried).map(|carried| text!(da: "indregnet {}", en: "carried {}", carried));
            let result = joined(result.into_iter().chain(share), " ");
            vec![Some(joined(std::iter::once(result).chain(carried), ", "))]
        }
        Figures::Pricing(figures) => {
            vec![kroner(figures.own_payment).map(|paid| text!(da: "egenbetaling {}", en: "own payment {}", paid))]
        }
        _ => Vec::new(),
    };
    let told = joined(parts.into_iter().flatten(), " ");
    match &finding.tariff_name {
        Some(tariff) if told.da.is_empty() => Text::same(tariff),
        Some(tariff) => text!("{}: {}", tariff, told),
        None => told,
    }
}

/// What is measured now and how it has changed, each unit by itself where there are several.
fn limits(units: &[LimitFigures]) -> Text {
    let told = units.iter().map(|figures| {
        let unit = figures.unit.filter(|_| figures.actual.is_some());
        let actual = figures.actual.map(|value| Text::new(amount(value, Lang::Da), amount(value, Lang::En)));
        let change = sentence::change_since(figures).map(|change| text!("({})", change));
        let parts = [unit.map(|unit| text!("{}:", sentence::tariffs(unit))), actual, change];
        joined(parts.into_iter().flatten(), " ")
    });
    joined(told, "; ")
}

/// An amount; where there are several units, each with what it is of, and the one shown for all the number to sort by.
fn of_units(figures: &LimitFigures, value: impl Fn(&LimitFigures) -> Option<Decimal>) -> Cell {
    if figures.by_unit.is_empty() {
        return Cell::kroner(value(figures));
    }
    let each = figures.by_unit.iter().filter_map(|one| Some((value(one)?, sentence::tariffs(one.unit?))));
    let each: Vec<(Decimal, Text)> = each.collect();
    match each.as_slice() {
        [] => Cell::Empty,
        [(one, unit)] => Cell::Noted(*one, unit.clone()),
        [(first, _), ..] => {
            let told = |(one, unit): &(Decimal, Text)| {
                text!("{} ({})", Text::new(amount(*one, Lang::Da), amount(*one, Lang::En)), unit)
            };
            Cell::Valued(value(figures).unwrap_or(*first), joined(each.iter().map(told), "; "))
        }
    }
}

/// The figure that comes first in that line.
fn value(deciding: Option<&Finding>) -> Option<Decimal> {
    match &deciding?.figures {
        Figures::Limit(figures) => figures.actual,
        Figures::Result(figures) => figures.result,
        Figures::Pricing(figures) => figures.own_payment,
        _ => None,
    }
}

/// What to do; for a breach also the reading that would turn it.
pub(super) fn what_to_do(view: &View<'_>, assessment: &Assessment, deciding: Option<&Finding>) -> Text {
    let mut parts: Vec<Text> = vec![deciding.map_or_else(Text::default, sentence::action)];
    if parts.iter().all(|part| part.da.is_empty()) && assessment.judged_elsewhere().is_none() {
        parts.push(sentence::cause(shown_verdict(assessment)));
    }
    let more = assessment.findings.iter().filter(|one| decides(one, assessment.verdict)).count().saturating_sub(1);
    if more > 0 && matches!(assessment.verdict, Verdict::Breached | Verdict::Undetermined(_)) {
        parts.push(text!("+{} {}", more, sentence::findings(more)));
    }
    parts.extend(deciding.and_then(could_be));
    parts.extend(reading_note(view, assessment, deciding));
    parts.extend(not_combined(view, assessment, deciding));
    joined(parts, "; ")
}

/// How what is open can still turn out.
fn could_be(finding: &Finding) -> Option<Text> {
    match finding.verdict {
        Verdict::Undetermined(cause) => Some(sentence::could_be(cause, &finding.could_be)),
        _ => None,
    }
}

/// Aims and follow-ups are shown beside the verdict; they never decide it.
fn not_combined(view: &View<'_>, assessment: &Assessment, deciding: Option<&Finding>) -> Vec<Text> {
    let beside = assessment.findings.iter().filter(|finding| {
        let aside = matches!(finding.force, Some(Force::Aim | Force::FollowUp)) && finding.binding;
        aside && deciding.is_none_or(|deciding| deciding.rule != finding.rule)
    });
    beside.map(|finding| text!("{}: {}", view.rule(finding), sentence::verdict(finding.verdict))).collect()
}
