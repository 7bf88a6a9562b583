//! One line a subject: its verdict, the rule that made it, the figures that matter and what to do.

use super::{View, decides, rank, shown, shown_verdict};
use crate::document::{Cell, Column, Row, Table, same, text};
use rammeaftale::agreement::{Agreement, Force};
use rammeaftale::assessment::{Figures, Flip, Robust, Subject, Undecided, Undetermined};
use rammeaftale::text::{Lang, Text, amount};
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
    let figures = deciding.map_or_else(|| same(""), figures);
    let figures = if figures.da.is_empty() { offers(assessment) } else { figures };
    let (limit, headroom) = match deciding.map(|finding| &finding.figures) {
        Some(Figures::Limit(figures)) => (figures.limit, figures.headroom),
        _ => (None, None),
    };
    let mut cells =
        vec![shown(assessment), Cell::Link { to: view.subject_id(assessment), text: same(&view.subject(assessment)) }];
    cells.extend(offer.then(|| assessment.subject.operator().map_or(Cell::Empty, |code| operator(view, code))));
    cells.extend([
        Cell::same(period),
        deciding.map_or(Cell::Empty, |finding| Cell::text(view.title_of(finding))),
        value(deciding)
            .filter(|_| !figures.da.is_empty())
            .map_or_else(|| Cell::text(figures.clone()), |value| Cell::Valued(value, figures.clone())),
        Cell::kroner(limit),
        Cell::kroner(headroom),
        Cell::text(what_to_do(view, assessment, deciding)),
    ]);
    Row::new(cells)
}

/// An operator by name, or by code where it is no party.
pub(super) fn operator(view: &View<'_>, code: rammeaftale::Authority) -> Cell {
    view.agreement.parties.name(code).map_or_else(|| Cell::same(&code.to_string()), Cell::same)
}

/// An operator's offers by verdict.
fn offers(assessment: &Assessment) -> Text {
    let Some(count) = &assessment.offers else { return same("") };
    let parts = [
        (count.breached, Verdict::Breached),
        (count.undetermined, Verdict::Undetermined(Undetermined::NotStated)),
        (count.met, Verdict::Met),
    ];
    let parts: Vec<Text> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, verdict)| text!("{} {}", count, sentence::verdict(verdict)))
        .collect();
    if parts.is_empty() { same("") } else { text!(da: "tilbud: {}", en: "offers: {}", joined(&parts, ", ")) }
}

/// Texts in a row, the empty ones left out.
pub(super) fn joined(parts: &[Text], between: &str) -> Text {
    let of = |lang: Lang| {
        let parts: Vec<&str> = parts.iter().map(|part| part.get(lang)).filter(|part| !part.is_empty()).collect();
        parts.join(between)
    };
    Text::new(of(Lang::Da), of(Lang::En))
}

/// The figures that matter beside the limit, in one line; of a tariff with a name, after its name.
fn figures(finding: &Finding) -> Text {
    let kroner =
        |value: Option<Decimal>| value.map(|value| Text::new(amount(value, Lang::Da), amount(value, Lang::En)));
    let share = |of: Option<Decimal>, value: Option<Decimal>| {
        let shown = |value, lang| format!("({})", sentence::share(of.unwrap_or_default(), value, lang));
        value.map(|value| Text::new(shown(value, Lang::Da), shown(value, Lang::En)))
    };
    let parts = match &finding.figures {
        Figures::Limit(figures) => vec![
            kroner(figures.actual),
            share(figures.actual.zip(figures.base).map(|(actual, base)| actual - base), figures.change_told()),
        ],
        Figures::Result(figures) => vec![
            kroner(figures.result).map(|result| text!(da: "resultat {}", en: "result {}", result)),
            share(figures.result, figures.share_told()),
            kroner(figures.carried).map(|carried| text!(da: "indregnet {}", en: "carried {}", carried)),
        ],
        Figures::Pricing(figures) => vec![kroner(figures.own_payment)],
        _ => Vec::new(),
    };
    let told = joined(&parts.into_iter().flatten().collect::<Vec<_>>(), " ");
    match &finding.tariff_name {
        Some(tariff) if told.da.is_empty() => same(tariff),
        Some(tariff) => text!("{}: {}", tariff, told),
        None => told,
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
    let mut parts: Vec<Text> = vec![deciding.map_or_else(|| same(""), sentence::action)];
    if parts.iter().all(|part| part.da.is_empty()) {
        parts.push(sentence::cause(shown_verdict(assessment)));
    }
    let more = assessment.findings.iter().filter(|one| decides(one, assessment.verdict)).count().saturating_sub(1);
    if more > 0 && matches!(assessment.verdict, Verdict::Breached | Verdict::Undetermined(_)) {
        parts.push(text!(da: "+{} fund", en: "+{} findings", more));
    }
    parts.extend(reading_note(view, assessment));
    parts.extend(not_combined(view, assessment, deciding));
    joined(&parts, "; ")
}

/// Aims and follow-ups are shown beside the verdict; they never decide it.
fn not_combined(view: &View<'_>, assessment: &Assessment, deciding: Option<&Finding>) -> Vec<Text> {
    let beside = assessment.findings.iter().filter(|finding| {
        let aside = matches!(finding.force, Some(Force::Aim | Force::FollowUp)) && finding.binding;
        aside && deciding.is_none_or(|deciding| deciding.rule != finding.rule)
    });
    beside.map(|finding| text!("{}: {}", view.rule(finding), sentence::verdict(finding.verdict))).collect()
}

/// Which reading turns the verdict, or which cannot be determined.
pub(super) fn reading_note(view: &View<'_>, assessment: &Assessment) -> Option<Text> {
    let (verdict, robust) = (assessment.verdict, assessment.robust);
    if let Some(flip) = assessment.flips.iter().find(|flip| is_telling(verdict, flip)) {
        return Some(sentence::flip_in_short(view.agreement, flip));
    }
    if !matches!(verdict, Verdict::Met | Verdict::Breached) || robust == Robust::Yes {
        return None;
    }
    let undecided: Vec<&Undecided> = assessment.decisive().flat_map(|finding| &finding.undecided).collect();
    let one = only(&undecided).filter(|_| robust == Robust::Unknown);
    Some(one.map_or_else(
        || sentence::robust(robust, assessment.reads_alike()),
        |one| sentence::undecided_in_short(view.agreement, one),
    ))
}

/// True for what makes of a breach that it is met, or the other way.
fn is_telling(verdict: Verdict, flip: &Flip) -> bool {
    matches!((verdict, flip.verdict), (Verdict::Breached, Verdict::Met) | (Verdict::Met, Verdict::Breached))
}

/// The readings that turn a verdict, those between met and breached first; of many the first, and how many more there are.
pub(crate) fn flips_in_short(agreement: &Agreement, verdict: Verdict, flips: &[Flip]) -> Text {
    const FEW: usize = 3;
    let mut sorted: Vec<&Flip> = flips.iter().collect();
    sorted.sort_by_key(|flip| !is_telling(verdict, flip));
    let more = sorted.len().saturating_sub(FEW);
    let mut told: Vec<Text> =
        sorted.into_iter().take(FEW).map(|flip| sentence::flip_in_short(agreement, flip)).collect();
    told.extend((more > 0).then(|| text!(da: "og {} til; alle står i JSON", en: "and {} more; all are in JSON", more)));
    joined(&told, "; ")
}

/// The reading that alone keeps it open: every other choice that does so holds it too.
fn only<'u>(undecided: &[&'u Undecided]) -> Option<&'u Undecided> {
    let least = undecided.iter().min_by_key(|one| one.readings.len())?;
    let within = |one: &&Undecided| least.readings.iter().all(|(question, id)| one.readings.get(question) == Some(id));
    undecided.iter().all(within).then_some(*least)
}
