//! Findings as sentences for tariff officials, Danish and English, made on request.
//!
//! Every sentence has both languages in one place, so that neither can be forgotten.

mod compare;
mod details;
mod fields;
mod matrix;
mod notes;
mod words;

pub use compare::{caveats, change, change_kind, compared, ended, label, line, step, taken_over, topic};
pub use details::{flip, flip_in_short, left_out, reading, settlement, steps, undecided, undecided_in_short};
pub use fields::{fact, field, key, value};
pub use matrix::{as_if, break_even, could_be, flipped, left_out_of_total, reads, total, unit, unsettled};
pub use notes::{assumption, contribution, force, offers, operators, tally, tally_briefly, text_status};
pub use words::{cause, cause_briefly, column, left_out_reason, missing, robust, verdict};

use fields::pick_str;

use crate::agreement::rules::Measure;
use crate::assessment::{
    Figures, Finding, LimitFigures, Missing, NotApplicable, ResultFigures, Settlement, Undetermined, Verdict,
};
use crate::portfolio::Column;
use crate::text::{Lang, Text, amount, percent, plain};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// What was found and what to do about it.
pub fn finding(finding: &Finding) -> Text {
    match (finding.verdict, &finding.figures) {
        (_, Figures::Limit(figures)) if finding.contributes() => share_of_limit(finding, figures),
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

/// What to do, in few words: how much to cut, how much room is left, or which figure to find; nothing for a contribution.
pub fn action(finding: &Finding) -> Text {
    match (finding.verdict, &finding.figures) {
        _ if finding.contributes() => Text::new("", ""),
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
        let fewer = fewer(first, lang);
        let more = match figures.count() + finding.settled_by.len().saturating_sub(1) {
            0 => String::new(),
            more => pick(lang, format!(" (og {more} til{fewer})"), format!(" (and {more} more{fewer})")),
        };
        format!("find {name}{}{more}", turning(first, finding.missing.len(), lang))
    })
}

/// What is shown of a set of figures that is not known to be the smallest.
fn fewer(settlement: &Settlement, lang: Lang) -> &'static str {
    if settlement.may_be_smaller { pick_str(lang, "; måske er færre nok", "; fewer may do") } else { "" }
}

/// At which size a figure turns the finding: the first of the sizes known; and that another size leaves it open, where of all
/// figures that are missing others would then still be.
fn turning(settlement: &Settlement, missing: usize, lang: Lang) -> String {
    let turn = turns(settlement, lang).first().map(|turn| format!(": {turn}")).unwrap_or_default();
    let said = settlement.breached_below.is_some();
    let rest = match settles_at_times(settlement, missing) && !said {
        true => pick_str(lang, ", ellers mangler der mere", ", else more is missing"),
        false => "",
    };
    turn + rest
}

/// True for figures of which some sizes leave the finding open: others are missing, or a supplement forbids only so much.
fn settles_at_times(settlement: &Settlement, missing: usize) -> bool {
    settlement.figures.len() < missing || settlement.breached_below.is_some()
}

/// Every size at which a figure turns the finding.
fn turns(settlement: &Settlement, lang: Lang) -> Vec<String> {
    let size = |size: Decimal| match settlement.figures.first() {
        Some(Missing::PriceIndex(_)) => percent(size, lang),
        Some(Missing::Figure { column: Column::Places, .. }) => plain(size, lang),
        _ => format!("{} kr.", amount(size, lang)),
    };
    let from = settlement.met_from.map(size);
    let to = settlement.met_to.map(size);
    let below = settlement.breached_below.map(size);
    let from = from.map(|from| pick(lang, format!("overholdt fra {from}"), format!("met from {from}")));
    let to = to.map(|to| pick(lang, format!("overholdt til og med {to}"), format!("met up to {to}")));
    let below = below.map(|below| {
        pick(
            lang,
            format!("brudt under {below}, ellers stadig uafgjort"),
            format!("breached below {below}, else still undetermined"),
        )
    });
    [from, to, below].into_iter().flatten().collect()
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
    let (noun, it) = (noun(finding, figures), pronoun(figures));
    both(|lang| {
        let (noun, it, level) = (noun.get(lang), it.get(lang), level(figures, lang));
        let limit = kroner(Some(limit), lang);
        let distance = kroner(Some(room.abs()), lang);
        stopped(match (lang, finding.verdict) {
            (Lang::Da, Verdict::Breached) => {
                format!("{noun} er {distance} for høj{}: {it} må højst være {limit}{level}", ending(figures))
            }
            (Lang::Da, _) if room.is_zero() => format!("{noun} holder: {it} er lige på loftet på {limit}{level}"),
            (Lang::Da, _) => format!("{noun} holder: {it} er {distance} under loftet på {limit}{level}"),
            (Lang::En, Verdict::Breached) => {
                format!("{noun} is {distance} too high: {it} may be at most {limit}{level}")
            }
            (Lang::En, _) if room.is_zero() => format!("{noun} holds: {it} is right at the limit of {limit}{level}"),
            (Lang::En, _) => format!("{noun} holds: {it} is {distance} below the limit of {limit}{level}"),
        })
    })
}

/// How far a contribution is from its share of the limit.
fn share_of_limit(finding: &Finding, figures: &LimitFigures) -> Text {
    let (Some(limit), Some(room)) = (figures.limit, figures.headroom) else {
        return Text::new("Kun et bidrag; det binder ingen.", "Only a contribution; it binds nobody.");
    };
    let noun = noun(finding, figures);
    both(|lang| {
        let (noun, level) = (noun.get(lang), level(figures, lang));
        let (limit, distance) = (kroner(Some(limit), lang), kroner(Some(room.abs()), lang));
        let away = match (lang, room.cmp(&Decimal::ZERO)) {
            (Lang::Da, Ordering::Less) => format!("{distance} over loftet"),
            (Lang::Da, Ordering::Equal) => "lige på loftet".to_owned(),
            (Lang::Da, Ordering::Greater) => format!("{distance} under loftet"),
            (Lang::En, Ordering::Less) => format!("{distance} above the limit"),
            (Lang::En, Ordering::Equal) => "right at the limit".to_owned(),
            (Lang::En, Ordering::Greater) => format!("{distance} below the limit"),
        };
        pick(
            lang,
            format!("{noun} er {away} på {limit}{level}; det er kun et bidrag og binder ingen."),
            format!("{noun} is {away} of {limit}{level}; it is only a contribution and binds nobody."),
        )
    })
}

/// Where the limit comes from: the level of the base year, or how the measure has changed since then.
fn level(figures: &LimitFigures, lang: Lang) -> String {
    match (figures.base_year, turned(figures, lang)) {
        (Some(year), _) if figures.limit == figures.base => {
            pick(lang, format!(" ({year}-niveau)"), format!(" ({year} level)"))
        }
        (_, Some(turned)) => pick(lang, format!(" og er {turned}"), format!(" and is {turned}")),
        _ => String::new(),
    }
}

/// A percentage of something; what is too small for its decimals is never shown as nothing.
pub fn share(of: Decimal, share: Decimal, lang: Lang) -> String {
    match share.is_zero() && !of.is_zero() {
        true => pick(lang, "under 0,01 %".to_owned(), "under 0.01%".to_owned()),
        false => percent(share, lang),
    }
}

/// The change in words: `steget 2,00 % siden 2015`.
fn turned(figures: &LimitFigures, lang: Lang) -> Option<String> {
    let (change, since) = figures.change_percent.zip(figures.base_year)?;
    let moved = figures.actual.zip(figures.base).map_or(change, |(actual, base)| actual - base);
    let size = share(moved, change.abs(), lang);
    Some(match (lang, moved.cmp(&Decimal::ZERO)) {
        (Lang::Da, Ordering::Greater) => format!("steget {size} siden {since}"),
        (Lang::Da, Ordering::Less) => format!("faldet {size} siden {since}"),
        (Lang::Da, Ordering::Equal) => format!("uændret siden {since}"),
        (Lang::En, Ordering::Greater) => format!("up {size} since {since}"),
        (Lang::En, Ordering::Less) => format!("down {size} since {since}"),
        (Lang::En, Ordering::Equal) => format!("unchanged since {since}"),
    })
}

/// A development without a target: what it was.
fn watched(finding: &Finding, figures: &LimitFigures) -> Text {
    let noun = noun(finding, figures);
    both(|lang| {
        let change = turned(figures, lang).map(|turned| format!(": {turned}")).unwrap_or_default();
        let noun = noun.get(lang);
        pick(lang, format!("{noun} følges uden mål{change}."), format!("{noun} is watched without a target{change}."))
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

/// What stands for it in the rest of the sentence.
fn pronoun(figures: &LimitFigures) -> Text {
    Text::new(if ending(figures).is_empty() { "den" } else { "det" }, "it")
}

/// `grundlaget` is neuter: for høj**t**.
fn ending(figures: &LimitFigures) -> &'static str {
    match figures.measure {
        Some(Measure::Tariff | Measure::CostPerPlaceDay) => "",
        Some(Measure::TariffBasis | Measure::BasisPerPlace) | None => "t",
    }
}

/// What became of a result, and what should have.
fn result(verdict: Verdict, figures: &ResultFigures) -> Text {
    both(|lang| {
        let result = subject(figures, lang);
        let carried = kroner(figures.carried, lang);
        let expected = kroner(figures.expected_carried, lang);
        let nothing = figures.expected_carried.is_some_and(|expected| expected.is_zero());
        let expected = match (figures.of_earlier_results, lang) {
            (None, _) => expected,
            (earlier, Lang::Da) => format!("{expected} (heraf {} af tidligere resultater)", kroner(earlier, lang)),
            (earlier, Lang::En) => format!("{expected} (of which {} of earlier results)", kroner(earlier, lang)),
        };
        stopped(match (lang, verdict) {
            (Lang::Da, Verdict::Breached) if nothing => {
                format!("{result} må ikke indregnes i taksterne; der er indregnet {carried}")
            }
            (Lang::Da, Verdict::Breached) => {
                format!("{result} skal indregnes i taksterne med {expected}; der er indregnet {carried}")
            }
            (Lang::Da, _) => format!("{result} er indregnet, som det skal: {carried}"),
            (Lang::En, Verdict::Breached) if nothing => {
                format!("{result} must not be carried into the tariffs; {carried} was carried")
            }
            (Lang::En, Verdict::Breached) => {
                format!("{result} must be carried into the tariffs as {expected}; {carried} was carried")
            }
            (Lang::En, _) => format!("{result} was carried as it should be: {carried}"),
        })
    })
}

/// `Underskuddet i 2016 på 60.000,00 kr. (6,00 %)`.
fn subject(figures: &ResultFigures, lang: Lang) -> String {
    let result = figures.result.unwrap_or_default();
    let noun = match (lang, result.cmp(&Decimal::ZERO)) {
        (Lang::Da, Ordering::Greater) => "Overskuddet",
        (Lang::Da, Ordering::Less) => "Underskuddet",
        (Lang::Da, Ordering::Equal) => "Resultatet",
        (Lang::En, Ordering::Greater) => "The surplus",
        (Lang::En, Ordering::Less) => "The deficit",
        (Lang::En, Ordering::Equal) => "The result",
    };
    let amount = kroner(figures.result.map(|result| result.abs()), lang);
    let share = figures.share_percent.map(|part| format!(" ({})", share(result, part.abs(), lang))).unwrap_or_default();
    let (year, word) = (figures.result_year, pick(lang, "i".to_owned(), "in".to_owned()));
    let year = year.map(|year| format!(" {word} {year}")).unwrap_or_default();
    pick(lang, format!("{noun}{year} på {amount}{share}"), format!("{noun}{year} of {amount}{share}"))
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
    stopped(capital(text))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}
