//! How a measure stands to its limit, in plain words.

use super::measured::{ending, noun, pronoun};
use super::units::tariffs;
use super::{both, kroner, pick, stopped};
use crate::assessment::{Finding, LimitFigures, Verdict};
use crate::quantity::Year;
use crate::text::{Lang, Text, percent};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// Of a breach each unit that is broken, else all of them.
pub(super) fn limit(finding: &Finding, figures: &LimitFigures) -> Text {
    let breached = finding.verdict == Verdict::Breached;
    let told = figures.units().iter().filter(|one| !breached || one.exceeds());
    let told: Vec<Text> = told.filter_map(|one| of_unit(finding, one)).collect();
    let told = match <[Text; 1]>::try_from(told) {
        Ok([one]) => return one,
        Err(told) => told,
    };
    match (told.is_empty(), breached) {
        (false, _) => both(|lang| told.iter().map(|one| one.get(lang)).collect::<Vec<_>>().join(" ")),
        (true, true) => {
            Text::new("Brudt, uanset hvad de ukendte tal er.", "Breached, whatever the unknown figures are.")
        }
        (true, false) => {
            Text::new("Overholdt, uanset hvad de ukendte tal er.", "Met, whatever the unknown figures are.")
        }
    }
}

fn of_unit(finding: &Finding, figures: &LimitFigures) -> Option<Text> {
    let (Some(limit), Some(room)) = (figures.limit, figures.headroom) else {
        return figures.too_much_at_least().map(|least| at_least(finding, figures, least));
    };
    if let Some(least) = figures.too_much_at_least() {
        return Some(between(finding, figures, (least, -room)));
    }
    let (noun, it) = (noun(finding, figures), pronoun(figures));
    Some(stands(finding.verdict, figures, (limit, room), (&noun, &it)))
}

/// How far it is from the limit, one way or the other.
fn stands(
    verdict: Verdict,
    figures: &LimitFigures,
    (limit, room): (Decimal, Decimal),
    (noun, it): (&Text, &Text),
) -> Text {
    both(|lang| {
        let (noun, it) = (noun.get(lang), it.get(lang));
        let level = rounded(figures, lang).to_owned() + &level(figures, lang);
        let limit = kroner(Some(limit), lang);
        let distance = distance(figures, room, lang);
        stopped(match (lang, verdict) {
            (Lang::Da, Verdict::Breached) => {
                format!("{noun} er {distance} for høj{}: {it} må højst være {limit}{level}", ending(figures))
            }
            (Lang::Da, _) if figures.is_at_limit() => {
                format!("{noun} holder: {it} er lige på loftet på {limit}{level}")
            }
            (Lang::Da, _) => format!("{noun} holder: {it} er {distance} under loftet på {limit}{level}"),
            (Lang::En, Verdict::Breached) => {
                format!("{noun} is {distance} too high: {it} may be at most {limit}{level}")
            }
            (Lang::En, _) if figures.is_at_limit() => {
                format!("{noun} holds: {it} is right at the limit of {limit}{level}")
            }
            (Lang::En, _) => format!("{noun} holds: {it} is {distance} below the limit of {limit}{level}"),
        })
    })
}

/// A breach by what is known alone; what is unknown can only add to it.
fn at_least(finding: &Finding, figures: &LimitFigures, least: Decimal) -> Text {
    let (noun, it) = (noun(finding, figures), pronoun(figures));
    both(|lang| {
        let (limit, over) = (kroner(figures.limit, lang), kroner(Some(least), lang));
        let (noun, it) = (noun.get(lang), it.get(lang));
        stopped(match lang {
            Lang::Da => format!(
                "{noun} er mindst {over} for høj{}, uanset hvad de ukendte tal er: {it} må højst være {limit}",
                ending(figures)
            ),
            Lang::En => format!(
                "{noun} is at least {over} too high, whatever the unknown figures are: {it} may be at most {limit}"
            ),
        })
    })
}

/// A breach by how much, with all of the wage supplement deducted and with nothing: both ends, since the model is only
/// announced.
fn between(finding: &Finding, figures: &LimitFigures, (least, all): (Decimal, Decimal)) -> Text {
    let (noun, it) = (noun(finding, figures), pronoun(figures));
    both(|lang| {
        let (least, most) = (kroner(Some(least), lang), kroner(Some(all), lang));
        let (noun, it, level) = (noun.get(lang), it.get(lang), level(figures, lang));
        let limit = kroner(figures.limit, lang);
        stopped(match lang {
            Lang::Da => format!(
                "{noun} er mindst {least} for høj{}, også når al ekstraordinær løn trækkes fra, og {most}, hvis intet trækkes fra: {it} må højst være {limit}{level}",
                ending(figures)
            ),
            Lang::En => format!(
                "{noun} is at least {least} too high even with all of the wage supplement deducted, and {most} if none of it is: {it} may be at most {limit}{level}"
            ),
        })
    })
}

/// What to do about a limit, in few words; of several units each that there is something to do about, by name.
pub(super) fn action(finding: &Finding, figures: &LimitFigures) -> Text {
    let breached = finding.verdict == Verdict::Breached;
    let several = figures.units().len() > 1;
    both(|lang| {
        let told = figures.units().iter().filter(|one| !breached || one.exceeds()).filter_map(|one| {
            let told = if breached { cut(one, lang) } else { room(one, lang) }?;
            let unit = one.unit.filter(|_| several).map(|unit| format!(" ({})", tariffs(unit).get(lang)));
            Some(told + &unit.unwrap_or_default())
        });
        told.collect::<Vec<_>>().join("; ")
    })
}

fn cut(figures: &LimitFigures, lang: Lang) -> Option<String> {
    let (least, all) = (figures.cut_at_least(), figures.headroom.map(|room| -room));
    let (low, high) = (kroner(least.or(all), lang), kroner(all, lang));
    Some(match (least, all) {
        (None, None) => return None,
        (None, Some(_)) => pick!(lang, format!("sæt {low} ned"), format!("cut {low}")),
        (Some(_), None) => pick!(lang, format!("sæt mindst {low} ned"), format!("cut at least {low}")),
        (Some(_), Some(_)) => pick!(
            lang,
            format!("sæt mindst {low} ned; kun {high} er sikkert nok"),
            format!("cut at least {low}; only {high} is certain to do"),
        ),
    })
}

fn room(figures: &LimitFigures, lang: Lang) -> Option<String> {
    let room = figures.headroom?;
    if figures.is_at_limit() {
        return Some(pick!(lang, "lige på loftet", "right at the limit").to_owned());
    }
    let room = distance(figures, room, lang);
    Some(pick!(lang, format!("plads til {room}"), format!("room for {room}")))
}

/// By how much a limit is exceeded, in few words: `11,00 kr. for meget`. Where the whole is not certain to be, `mellem 8,00 kr.
/// og 11,00 kr.`; where it is not known, `mindst 8,00 kr.`.
pub fn too_much(least: Option<Decimal>, all: Option<Decimal>) -> Option<Text> {
    least.or(all)?;
    Some(both(|lang| {
        let told = span(least, all, lang);
        pick!(lang, format!("{told} for meget"), format!("{told} too much"))
    }))
}

/// An amount that is certain, one of which only the least is, or the ends between which it lies.
pub(super) fn span(least: Option<Decimal>, all: Option<Decimal>, lang: Lang) -> String {
    let (low, high) = (kroner(least.or(all), lang), kroner(all, lang));
    match (least, all) {
        (None, _) => high,
        (Some(_), None) => pick!(lang, format!("mindst {low}"), format!("at least {low}")),
        (Some(_), Some(_)) => pick!(lang, format!("mellem {low} og {high}"), format!("between {low} and {high}")),
    }
}

/// How far a contribution is from its share of the limit.
pub(super) fn share_of_limit(finding: &Finding, figures: &LimitFigures) -> Text {
    let (Some(limit), Some(room)) = (figures.limit, figures.headroom) else {
        return Text::new("Kun et bidrag; det binder ingen.", "Only a contribution; it binds nobody.");
    };
    let noun = noun(finding, figures);
    both(|lang| {
        let (noun, level) = (noun.get(lang), rounded(figures, lang).to_owned() + &level(figures, lang));
        let (limit, distance) = (kroner(Some(limit), lang), distance(figures, room, lang));
        let away = match lang {
            Lang::Da if figures.is_at_limit() => "lige på loftet".to_owned(),
            Lang::Da if room.is_sign_negative() => format!("{distance} over loftet"),
            Lang::Da => format!("{distance} under loftet"),
            Lang::En if figures.is_at_limit() => "right at the limit".to_owned(),
            Lang::En if room.is_sign_negative() => format!("{distance} above the limit"),
            Lang::En => format!("{distance} below the limit"),
        };
        pick!(
            lang,
            format!("{noun} er {away} på {limit}{level}; det er kun et bidrag og binder ingen."),
            format!("{noun} is {away} of {limit}{level}; it is only a contribution and binds nobody."),
        )
    })
}

/// How far it is from the limit; what is shown as nothing and is not, is less than an øre.
pub(super) fn distance(figures: &LimitFigures, room: Decimal, lang: Lang) -> String {
    match room.is_zero() && !figures.is_at_limit() {
        true => pick!(lang, "mindre end 0,01 kr.", "less than 0.01 kr.").to_owned(),
        false => kroner(Some(room.abs()), lang),
    }
}

/// That the limit shown is not all of it, where the measure lies in between.
pub(super) fn rounded(figures: &LimitFigures, lang: Lang) -> &'static str {
    if figures.is_rounded_below() { pick!(lang, " (rundet ned)", " (rounded down)") } else { "" }
}

/// Where the limit comes from: the level of the base year, or how the measure has changed since then.
fn level(figures: &LimitFigures, lang: Lang) -> String {
    match (figures.base_year, turned(figures, lang)) {
        (Some(year), _) if figures.limit == figures.base => {
            pick!(lang, format!(" ({year}-niveau)"), format!(" ({year} level)"))
        }
        (_, Some(turned)) => pick!(lang, format!(" og er {turned}"), format!(" and is {turned}")),
        _ => String::new(),
    }
}

/// The change in words: `steget 2,00 % siden 2015`; where the limit counts the step from an earlier year, since that year.
pub(super) fn turned(figures: &LimitFigures, lang: Lang) -> Option<String> {
    credited(figures, lang).or_else(|| since_base(figures, lang))
}

/// The change since the year from which an earlier step is counted, where the limit counts it.
fn credited(figures: &LimitFigures, lang: Lang) -> Option<String> {
    let (change, since) = figures.credited_change_percent.zip(figures.credit_year)?;
    Some(moved(change, since, lang))
}

/// The change since the base year.
pub(super) fn since_base(figures: &LimitFigures, lang: Lang) -> Option<String> {
    let (change, since) = figures.change_percent.zip(figures.base_year)?;
    Some(moved(change, since, lang))
}

fn moved(change: Decimal, since: Year, lang: Lang) -> String {
    let size = percent(change.abs(), lang);
    match (lang, change.cmp(&Decimal::ZERO)) {
        (Lang::Da, Ordering::Greater) => format!("steget {size} siden {since}"),
        (Lang::Da, Ordering::Less) => format!("faldet {size} siden {since}"),
        (Lang::Da, Ordering::Equal) => format!("uændret siden {since}"),
        (Lang::En, Ordering::Greater) => format!("up {size} since {since}"),
        (Lang::En, Ordering::Less) => format!("down {size} since {since}"),
        (Lang::En, Ordering::Equal) => format!("unchanged since {since}"),
    }
}

/// The change as a figure with its sign; where it is not from the base year, from which.
pub fn change(figures: &LimitFigures) -> Option<Text> {
    if let Some((change, since)) = figures.credited_change_percent.zip(figures.credit_year) {
        return Some(both(|lang| {
            let change = percent(change, lang);
            pick!(lang, format!("{change} siden {since}"), format!("{change} since {since}"))
        }));
    }
    figures.change_percent.map(|change| both(|lang| percent(change, lang)))
}

/// A development without a target: what it was.
pub(super) fn watched(finding: &Finding, figures: &LimitFigures) -> Text {
    let noun = noun(finding, figures);
    both(|lang| {
        let change = turned(figures, lang).map(|turned| format!(": {turned}")).unwrap_or_default();
        let noun = noun.get(lang);
        pick!(lang, format!("{noun} følges uden mål{change}."), format!("{noun} is watched without a target{change}."))
    })
}
