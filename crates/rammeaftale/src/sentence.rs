//! Findings as sentences for tariff officials, Danish and English, made on request.
//!
//! Every sentence has both languages in one place, so that neither can be forgotten.

mod compare;
mod fields;
mod matrix;
mod notes;
mod words;

pub use compare::{caveats, change, change_kind, compared, ended, label, line, step, topic};
pub use fields::{fact, key, value};
pub use matrix::{as_if, break_even, could_be, flip, left_out_of_total, reads, total, unit, unsettled};
pub use notes::{assumption, force, tally, text_status};
pub use words::{cause, column, left_out_reason, missing, robust, verdict};

use crate::agreement::rules::Measure;
use crate::assessment::{
    Figures, Finding, LimitFigures, Missing, NotApplicable, ResultFigures, Settlement, Undetermined, Verdict,
};
use crate::portfolio::Column;
use crate::text::{Lang, Text, amount, percent, plain};
use rust_decimal::Decimal;

/// What was found and what to do about it.
pub fn finding(finding: &Finding) -> Text {
    match (finding.verdict, &finding.figures) {
        (Verdict::Met | Verdict::Breached, Figures::Limit(figures)) => limit(finding, figures),
        (Verdict::Met | Verdict::Breached, Figures::Result(figures)) => result(finding.verdict, figures),
        (Verdict::Breached, Figures::Pricing(figures)) => both(|lang| {
            let deducted = kroner(figures.own_payment, lang);
            match lang {
                Lang::Da => format!("Egenbetaling på {deducted} er trukket fra; det må den ikke være."),
                Lang::En => format!("Own payment of {deducted} was deducted; it must not be."),
            }
        }),
        (Verdict::Met, Figures::Pricing(_)) => {
            Text::new("Der er ikke trukket egenbetaling fra.", "No own payment was deducted.")
        }
        (Verdict::Met, Figures::None) if finding.force.is_none() => {
            Text::new("Tilbuddet er omfattet af aftalen.", "The agreement covers the offer.")
        }
        (Verdict::Met, Figures::None) => Text::new(
            "Overholdt efter alle læsninger; ingen er foretrukket.",
            "Met under all readings; none is preferred.",
        ),
        (Verdict::Breached, Figures::None) => Text::new(
            "Brudt efter alle læsninger; ingen er foretrukket.",
            "Breached under all readings; none is preferred.",
        ),
        (Verdict::Undetermined(why), _) => undetermined(finding, why),
        (Verdict::NotApplicable(NotApplicable::NoDuty), Figures::Limit(figures)) => watched(finding, figures),
        (verdict, _) => Text::new(sentence_case(&words::cause(verdict).da), sentence_case(&words::cause(verdict).en)),
    }
}

/// What to do, in few words: how much to cut, how much room is left, or which figure to find.
pub fn action(finding: &Finding) -> Text {
    match (finding.verdict, &finding.figures) {
        (Verdict::Breached, Figures::Limit(figures)) if figures.headroom.is_some() => both(|lang| {
            let cut = kroner(figures.headroom.map(|room| -room), lang);
            pick(lang, format!("sæt {cut} ned"), format!("cut {cut}"))
        }),
        (Verdict::Met, Figures::Limit(figures)) if figures.headroom.is_some() => both(|lang| {
            let room = kroner(figures.headroom, lang);
            pick(lang, format!("plads til {room}"), format!("room for {room}"))
        }),
        (Verdict::Breached, Figures::Result(figures)) => both(|lang| {
            let expected = kroner(figures.expected_carried, lang);
            pick(lang, format!("indregn {expected}"), format!("carry {expected}"))
        }),
        (Verdict::Breached, Figures::Pricing(_)) => Text::new(
            "beregn taksten uden fradrag af egenbetaling",
            "calculate the tariff without deducting own payment",
        ),
        (Verdict::Undetermined(_), _) if !finding.missing.is_empty() => settle(finding),
        (Verdict::Undetermined(Undetermined::NotComparable), _) => finding
            .left_out
            .last()
            .map_or_else(|| Text::new("", ""), |left_out| words::left_out_reason(left_out.reason)),
        _ => Text::new("", ""),
    }
}

/// Which figure would settle it, and from what size.
fn settle(finding: &Finding) -> Text {
    both(|lang| {
        let Some(first) = finding.settled_by.first() else {
            let first = finding.missing.first().map(|figure| words::missing(figure, lang)).unwrap_or_default();
            return pick(lang, format!("find {first}"), format!("find {first}"));
        };
        let mut figures = first.figures.iter().map(|figure| words::missing(figure, lang));
        let name = figures.next().unwrap_or_default();
        let more = match figures.count() + finding.settled_by.len().saturating_sub(1) {
            0 => String::new(),
            more => pick(lang, format!(" (og {more} til)"), format!(" (and {more} more)")),
        };
        pick(
            lang,
            format!("find {name}{}{more}", turning(first, lang)),
            format!("find {name}{}{more}", turning(first, lang)),
        )
    })
}

/// At which size a figure turns the finding.
fn turning(settlement: &Settlement, lang: Lang) -> String {
    let size = |size: Decimal| match settlement.figures.first() {
        Some(Missing::PriceIndex(_)) => percent(size, lang),
        Some(Missing::Figure { column: Column::Places, .. }) => plain(size, lang),
        _ => format!("{} kr.", amount(size, lang)),
    };
    if let Some(from) = settlement.met_from {
        return pick(lang, format!(": overholdt fra {}", size(from)), format!(": met from {}", size(from)));
    }
    if let Some(to) = settlement.met_to {
        return pick(lang, format!(": overholdt til og med {}", size(to)), format!(": met up to {}", size(to)));
    }
    if let Some(below) = settlement.breached_below {
        return pick(lang, format!(": brudt under {}", size(below)), format!(": breached below {}", size(below)));
    }
    String::new()
}

fn limit(finding: &Finding, figures: &LimitFigures) -> Text {
    let (Some(limit), Some(room)) = (figures.limit, figures.headroom) else {
        return match finding.verdict {
            Verdict::Met => {
                Text::new("Overholdt, uanset hvad de ukendte tal er.", "Met, whatever the unknown figures are.")
            }
            _ => Text::new("Brudt, uanset hvad de ukendte tal er.", "Breached, whatever the unknown figures are."),
        };
    };
    let noun = noun(finding, figures);
    both(|lang| {
        let limit = kroner(Some(limit), lang);
        let distance = kroner(Some(room.abs()), lang);
        let base = figures.base_year.map(|year| year.to_string()).unwrap_or_default();
        let change = figures.change_percent.map(|change| percent(change, lang)).unwrap_or_default();
        let noun = noun.get(lang);
        match (lang, finding.verdict) {
            (Lang::Da, Verdict::Breached) => {
                format!("{noun} er {distance} for høj{}: højst {limit} ({change} siden {base}).", ending(figures))
            }
            (Lang::Da, _) => format!("{noun} holder: {distance} under loftet på {limit} ({change} siden {base})."),
            (Lang::En, Verdict::Breached) => {
                format!("{noun} is {distance} too high: at most {limit} ({change} since {base}).")
            }
            (Lang::En, _) => format!("{noun} holds: {distance} below the limit of {limit} ({change} since {base})."),
        }
    })
}

/// A development without a target: what it was.
fn watched(finding: &Finding, figures: &LimitFigures) -> Text {
    let noun = noun(finding, figures);
    both(|lang| {
        let (change, base) = (figures.change_percent, figures.base_year);
        let change = change.zip(base).map(|(change, base)| (percent(change, lang), base));
        match (lang, change) {
            (Lang::Da, Some((change, base))) => format!("{} følges uden mål: {change} siden {base}.", noun.da),
            (Lang::Da, None) => format!("{} følges uden mål.", noun.da),
            (Lang::En, Some((change, base))) => {
                format!("{} is watched without a target: {change} since {base}.", noun.en)
            }
            (Lang::En, None) => format!("{} is watched without a target.", noun.en),
        }
    })
}

/// What is measured, as the subject of a sentence.
fn noun(finding: &Finding, figures: &LimitFigures) -> Text {
    let name = finding.tariff_name.as_deref().map(|name| format!(" {name}")).unwrap_or_default();
    match figures.measure {
        Some(Measure::Tariff) => Text::new(format!("Taksten{name}"), format!("The tariff{name}")),
        Some(Measure::CostPerPlaceDay) => Text::new("Udgiften pr. plads og dag", "The cost per place and day"),
        Some(Measure::TariffBasis | Measure::BasisPerPlace) | None => Text::new("Grundlaget", "The basis"),
    }
}

/// `grundlaget` is neuter: for høj**t**.
fn ending(figures: &LimitFigures) -> &'static str {
    match figures.measure {
        Some(Measure::Tariff | Measure::CostPerPlaceDay) => "",
        Some(Measure::TariffBasis | Measure::BasisPerPlace) | None => "t",
    }
}

/// Where an amount ends the sentence, the stop of "kr." ends it too.
fn result(verdict: Verdict, figures: &ResultFigures) -> Text {
    both(|lang| {
        let result = kroner(figures.result, lang);
        let share = figures.share_percent.map(|share| format!(" ({})", percent(share, lang))).unwrap_or_default();
        let year = figures.result_year.map(|year| year.to_string()).unwrap_or_default();
        let expected = kroner(figures.expected_carried, lang);
        let carried = kroner(figures.carried, lang);
        let expected = match (figures.of_earlier_results, lang) {
            (None, _) => expected,
            (earlier, Lang::Da) => format!("{expected} (heraf {} af tidligere resultater)", kroner(earlier, lang)),
            (earlier, Lang::En) => format!("{expected} (of which {} of earlier results)", kroner(earlier, lang)),
        };
        stopped(match (lang, verdict) {
            (Lang::Da, Verdict::Breached) => {
                format!(
                    "Resultatet {year} på {result}{share} skulle give {expected} i taksterne; der er indregnet {carried}"
                )
            }
            (Lang::Da, _) => format!("Resultatet {year} på {result}{share} er indregnet som det skal: {carried}"),
            (Lang::En, Verdict::Breached) => {
                format!(
                    "The {year} result of {result}{share} should put {expected} into the tariffs; {carried} was carried"
                )
            }
            (Lang::En, _) => format!("The {year} result of {result}{share} was carried as it should be: {carried}"),
        })
    })
}

fn undetermined(finding: &Finding, why: Undetermined) -> Text {
    let cause = words::cause(Verdict::Undetermined(why));
    both(|lang| {
        let action = action(finding);
        let action = action.get(lang);
        let dash = if action.is_empty() { "" } else { "; " };
        let head = pick(lang, "Kan ikke afgøres".to_owned(), "Cannot be determined".to_owned());
        stopped(format!("{head}: {}{dash}{action}", cause.get(lang)))
    })
}

/// With a period, unless an abbreviation ends with one.
fn stopped(sentence: String) -> String {
    if sentence.ends_with('.') { sentence } else { sentence + "." }
}

/// A sentence built once for each language.
fn both(build: impl Fn(Lang) -> String) -> Text {
    Text::new(build(Lang::Da), build(Lang::En))
}

fn pick(lang: Lang, da: String, en: String) -> String {
    match lang {
        Lang::Da => da,
        Lang::En => en,
    }
}

fn kroner(value: Option<Decimal>, lang: Lang) -> String {
    value.map_or_else(|| "?".to_owned(), |value| format!("{} kr.", amount(value, lang)))
}

fn sentence_case(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}
