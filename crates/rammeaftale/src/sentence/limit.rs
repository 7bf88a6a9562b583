//! How a measure stands to its limit, in plain words.

use super::measured::{ending, noun, pronoun};
use super::piece::{Told, piece, say};
use super::units::tariffs;
use super::{both, kroner, pick, stop};
use crate::assessment::{Finding, LimitFigures, Verdict};
use crate::quantity::Year;
use crate::text::{Lang, Text, percent, put_percent};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// Of a breach each unit that is broken, else all of them.
pub(super) fn limit(finding: &Finding, figures: &LimitFigures, lang: Lang, out: &mut String) {
    let breached = finding.verdict == Verdict::Breached;
    let before = out.len();
    for one in figures.units().iter().filter(|one| is_told(one) && (!breached || one.exceeds())) {
        say!(out, (out.len() > before).then_some(" "));
        of_unit(finding, one, lang, out);
    }
    if out.len() == before {
        out.push_str(match (lang, breached) {
            (Lang::Da, true) => "Brudt, uanset hvad de ukendte tal er.",
            (Lang::Da, false) => "Overholdt, uanset hvad de ukendte tal er.",
            (Lang::En, true) => "Breached, whatever the unknown figures are.",
            (Lang::En, false) => "Met, whatever the unknown figures are.",
        });
    }
}

/// True where the figures tell how far it is from the limit, or at least how far above.
fn is_told(figures: &LimitFigures) -> bool {
    figures.limit.and(figures.headroom).or(figures.too_much_at_least()).is_some()
}

fn of_unit(finding: &Finding, figures: &LimitFigures, lang: Lang, out: &mut String) {
    let all = figures.limit.and(figures.headroom);
    match (figures.too_much_at_least(), all) {
        (None, room) => stands(finding, figures, room.unwrap_or_default(), lang, out),
        (Some(least), None) => at_least(finding, figures, least, lang, out),
        (Some(least), Some(room)) => between(finding, figures, (least, -room), lang, out),
    }
    stop(out);
}

/// How far it is from the limit, one way or the other.
fn stands(finding: &Finding, figures: &LimitFigures, room: Decimal, lang: Lang, out: &mut String) {
    let (noun, it) = (noun(finding, figures, lang), pronoun(figures, lang));
    let (limit, away) = (kroner(figures.limit, lang), distance(figures, room, lang));
    let level = (rounded(figures, lang), level(figures, lang));
    match (lang, finding.verdict) {
        (Lang::Da, Verdict::Breached) => {
            say!(out, noun, " er ", away, " for høj", ending(figures), ": ", it, " må højst være ", limit, level);
        }
        (Lang::Da, _) if figures.is_at_limit() => {
            say!(out, noun, " holder: ", it, " er lige på loftet på ", limit, level);
        }
        (Lang::Da, _) => say!(out, noun, " holder: ", it, " er ", away, " under loftet på ", limit, level),
        (Lang::En, Verdict::Breached) => {
            say!(out, noun, " is ", away, " too high: ", it, " may be at most ", limit, level);
        }
        (Lang::En, _) if figures.is_at_limit() => {
            say!(out, noun, " holds: ", it, " is right at the limit of ", limit, level);
        }
        (Lang::En, _) => say!(out, noun, " holds: ", it, " is ", away, " below the limit of ", limit, level),
    }
}

/// A breach by what is known alone; what is unknown can only add to it.
fn at_least(finding: &Finding, figures: &LimitFigures, least: Decimal, lang: Lang, out: &mut String) {
    let (noun, it) = (noun(finding, figures, lang), pronoun(figures, lang));
    let (limit, over) = (kroner(figures.limit, lang), kroner(Some(least), lang));
    match lang {
        Lang::Da => {
            say!(out, noun, " er mindst ", over, " for høj", ending(figures));
            say!(out, ", uanset hvad de ukendte tal er: ", it, " må højst være ", limit);
        }
        Lang::En => {
            say!(out, noun, " is at least ", over, " too high");
            say!(out, ", whatever the unknown figures are: ", it, " may be at most ", limit);
        }
    }
}

/// A breach by how much, with all of the wage supplement deducted and with nothing: both ends, since the model is only
/// announced.
fn between(finding: &Finding, figures: &LimitFigures, (least, all): (Decimal, Decimal), lang: Lang, out: &mut String) {
    let (noun, it) = (noun(finding, figures, lang), pronoun(figures, lang));
    let (least, most) = (kroner(Some(least), lang), kroner(Some(all), lang));
    let (limit, level) = (kroner(figures.limit, lang), level(figures, lang));
    match lang {
        Lang::Da => {
            say!(out, noun, " er mindst ", least, " for høj", ending(figures));
            say!(out, ", også når al ekstraordinær løn trækkes fra, og ", most, ", hvis intet trækkes fra");
            say!(out, ": ", it, " må højst være ", limit, level);
        }
        Lang::En => {
            say!(out, noun, " is at least ", least, " too high even with all of the wage supplement deducted");
            say!(out, ", and ", most, " if none of it is: ", it, " may be at most ", limit, level);
        }
    }
}

/// What to do about a limit, in few words; of several units each that there is something to do about, by name.
pub(super) fn action(finding: &Finding, figures: &LimitFigures, lang: Lang) -> String {
    let breached = finding.verdict == Verdict::Breached;
    let several = figures.units().len() > 1;
    let told = figures.units().iter().filter(|one| !breached || one.exceeds()).filter_map(|one| {
        let told = if breached { cut(one, lang) } else { room(one, lang) }?;
        let unit = one.unit.filter(|_| several).map(|unit| format!(" ({})", tariffs(unit).get(lang)));
        Some(told + &unit.unwrap_or_default())
    });
    told.collect::<Vec<_>>().join("; ")
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
        (None, _) => high.to_string(),
        (Some(_), None) => pick!(lang, format!("mindst {low}"), format!("at least {low}")),
        (Some(_), Some(_)) => pick!(lang, format!("mellem {low} og {high}"), format!("between {low} and {high}")),
    }
}

/// How far a contribution is from its share of the limit.
pub(super) fn share_of_limit(finding: &Finding, figures: &LimitFigures, lang: Lang, out: &mut String) {
    let Some(room) = figures.limit.and(figures.headroom) else {
        let nothing = ("Kun et bidrag; det binder ingen.", "Only a contribution; it binds nobody.");
        return out.push_str(pick!(lang, nothing.0, nothing.1));
    };
    let (noun, away) = (noun(finding, figures, lang), distance(figures, room, lang));
    let away = piece(|out| match lang {
        Lang::Da if figures.is_at_limit() => say!(out, "lige på loftet"),
        Lang::Da if room.is_sign_negative() => say!(out, away, " over loftet"),
        Lang::Da => say!(out, away, " under loftet"),
        Lang::En if figures.is_at_limit() => say!(out, "right at the limit"),
        Lang::En if room.is_sign_negative() => say!(out, away, " above the limit"),
        Lang::En => say!(out, away, " below the limit"),
    });
    let limit = (kroner(figures.limit, lang), (rounded(figures, lang), level(figures, lang)));
    match lang {
        Lang::Da => say!(out, noun, " er ", away, " på ", limit, "; det er kun et bidrag og binder ingen."),
        Lang::En => say!(out, noun, " is ", away, " of ", limit, "; it is only a contribution and binds nobody."),
    }
}

/// How far it is from the limit; what is shown as nothing and is not, is less than an øre.
pub(super) fn distance(figures: &LimitFigures, room: Decimal, lang: Lang) -> Told<impl Fn(&mut String)> {
    let is_tiny = room.is_zero() && !figures.is_at_limit();
    piece(move |out| match is_tiny {
        true => say!(out, pick!(lang, "mindre end 0,01 kr.", "less than 0.01 kr.")),
        false => say!(out, kroner(Some(room.abs()), lang)),
    })
}

/// That the limit shown is not all of it, where the measure lies in between.
pub(super) fn rounded(figures: &LimitFigures, lang: Lang) -> &'static str {
    if figures.is_rounded_below() { pick!(lang, " (rundet ned)", " (rounded down)") } else { "" }
}

/// Where the limit comes from: the level of the base year, or how the measure has changed since then.
fn level(figures: &LimitFigures, lang: Lang) -> Told<impl Fn(&mut String)> {
    let at_base = figures.base_year.filter(|_| figures.limit == figures.base);
    let turned = turned(figures);
    piece(move |out| match (at_base, turned, lang) {
        (Some(year), _, Lang::Da) => say!(out, " (", year, "-niveau)"),
        (Some(year), _, Lang::En) => say!(out, " (", year, " level)"),
        (None, Some(turned), lang) => say!(out, pick!(lang, " og er ", " and is "), turned.told(lang)),
        (None, None, _) => {}
    })
}

/// A change in percent since a year.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Turned {
    change: Decimal,
    since: Year,
}

impl Turned {
    /// In words: `steget 2,00 % siden 2015`.
    pub(super) fn told(self, lang: Lang) -> Told<impl Fn(&mut String)> {
        let Turned { change, since } = self;
        let size = piece(move |out| put_percent(change.abs(), lang, out));
        piece(move |out| match (lang, change.cmp(&Decimal::ZERO)) {
            (Lang::Da, Ordering::Greater) => say!(out, "steget ", size, " siden ", since),
            (Lang::Da, Ordering::Less) => say!(out, "faldet ", size, " siden ", since),
            (Lang::Da, Ordering::Equal) => say!(out, "uændret siden ", since),
            (Lang::En, Ordering::Greater) => say!(out, "up ", size, " since ", since),
            (Lang::En, Ordering::Less) => say!(out, "down ", size, " since ", since),
            (Lang::En, Ordering::Equal) => say!(out, "unchanged since ", since),
        })
    }
}

/// The change since the base year; where the limit counts the step from an earlier year, since that year.
pub(super) fn turned(figures: &LimitFigures) -> Option<Turned> {
    credited(figures).or_else(|| since_base(figures))
}

/// The change since the year from which an earlier step is counted, where the limit counts it.
fn credited(figures: &LimitFigures) -> Option<Turned> {
    let (change, since) = figures.credited_change_percent.zip(figures.credit_year)?;
    Some(Turned { change, since })
}

/// The change since the base year.
pub(super) fn since_base(figures: &LimitFigures) -> Option<Turned> {
    let (change, since) = figures.change_percent.zip(figures.base_year)?;
    Some(Turned { change, since })
}

/// The change as a figure with its sign; where it is not from the base year, from which.
pub fn change(figures: &LimitFigures) -> Option<Text> {
    let Some(Turned { change, since }) = credited(figures) else {
        return figures.change_percent.map(|change| both(|lang| percent(change, lang)));
    };
    Some(both(|lang| {
        let change = percent(change, lang);
        pick!(lang, format!("{change} siden {since}"), format!("{change} since {since}"))
    }))
}

/// A development without a target: what it was.
pub(super) fn watched(finding: &Finding, figures: &LimitFigures, lang: Lang, out: &mut String) {
    say!(out, noun(finding, figures, lang), pick!(lang, " følges uden mål", " is watched without a target"));
    if let Some(turned) = turned(figures) {
        say!(out, ": ", turned.told(lang));
    }
    out.push('.');
}
