//! Findings as sentences for tariff officials, Danish and English, made on request.
//!
//! Every sentence has both languages in one place, so that neither can be forgotten.

mod change;
mod compare;
mod details;
mod fields;
mod headline;
mod limit;
mod lineage;
mod matrix;
mod measured;
mod notes;
mod piece;
mod results;
mod scale;
mod settle;
mod steps;
mod total;
mod units;
mod unread;
mod words;

pub use change::{change, change_kind, named, said};
pub use compare::{called_by, caveats, compared, label, silent_in_all, taken_over, topic};
pub use details::{flip, flip_briefly, left_out, reading, undecided, undecided_briefly};
pub use fields::{area, fact, field, key, value};
pub use headline::headline;
pub use limit::{change as change_since, too_much};
pub use lineage::{ended, line, step};
pub use matrix::{as_if, break_even, deciding_tariffs, flipped, reads, unsettled};
pub use measured::{judged_at, room_of};
pub use notes::{
    assumed, assumption, assumption_name, contribution, force, offers, operators, rule, tally, tally_briefly,
    text_status,
};
pub use settle::{could_be, settlement, takes_all, within_reason};
pub use steps::steps;
pub use total::{findings, left_out_of_total, not_counted, only_contribute, total};
pub use units::{per, tariffs, unit, unit_name};
pub use words::{
    cause, cause_briefly, cause_lacking, column, lacking, left_out_reason, missing, reach, robust, verdict,
};

use crate::assessment::{Figures, Finding, NotApplicable, PricingFigures, ResultFigures, Undetermined, Verdict};
use crate::text::{Lang, Text, put_amount};
use piece::{Told, piece, say};
use rust_decimal::Decimal;

/// What was found and what to do about it.
pub fn finding(finding: &Finding) -> Text {
    written(|lang, out| write_finding(finding, lang, out))
}

/// Writes [`finding()`] in one language behind what stands in `out`: for those who tell millions of findings.
pub fn write_finding(finding: &Finding, lang: Lang, out: &mut String) {
    match (finding.verdict, &finding.figures) {
        (_, Figures::Limit(figures)) if finding.contributes() => limit::share_of_limit(finding, figures, lang, out),
        (Verdict::Met | Verdict::Breached, Figures::Limit(figures)) => limit::limit(finding, figures, lang, out),
        (Verdict::Met | Verdict::Breached, Figures::Result(figures)) => {
            results::told(finding.verdict, figures, lang, out);
        }
        (Verdict::Breached, Figures::Pricing(figures)) => {
            let deducted = kroner(figures.own_payment, lang);
            match lang {
                Lang::Da => say!(out, "Egenbetaling på ", deducted, " er trukket fra; det må den ikke være."),
                Lang::En => say!(out, "Own payment of ", deducted, " was deducted; it must not be."),
            }
        }
        (Verdict::Met, Figures::Pricing(_)) => {
            say!(out, pick!(lang, "Der er ikke trukket egenbetaling fra.", "No own payment was deducted."));
        }
        (Verdict::Met, Figures::None) if finding.force.is_none() => {
            say!(out, pick!(lang, "Tilbuddet er omfattet af aftalen.", "The agreement covers the offer."));
        }
        (verdict @ (Verdict::Met | Verdict::Breached), Figures::None) => out.push_str(match (lang, verdict) {
            (Lang::Da, Verdict::Met) => "Overholdt efter alle læsninger; ingen er foretrukket.",
            (Lang::Da, _) => "Brudt efter alle læsninger; ingen er foretrukket.",
            (Lang::En, Verdict::Met) => "Met under all readings; none is preferred.",
            (Lang::En, _) => "Breached under all readings; none is preferred.",
        }),
        (Verdict::Undetermined(why), _) if finding.is_contribution() => unknown_share(finding, why, lang, out),
        (Verdict::Undetermined(why), _) => undetermined(finding, why, lang, out),
        (Verdict::NotApplicable(NotApplicable::Reading), _) => put_sentence(why(finding).get(lang), out),
        (Verdict::NotApplicable(NotApplicable::NoDuty), Figures::Limit(figures)) => {
            limit::watched(finding, figures, lang, out);
        }
        (Verdict::NotApplicable(NotApplicable::NoDuty), Figures::Result(figures)) => {
            results::no_duty(figures, lang, out);
        }
        (verdict, _) => put_sentence(words::cause(verdict).get(lang), out),
    }
}

/// Why there is no definite answer; of a rule that is judged for those below or above, for whom.
pub fn why(finding: &Finding) -> Text {
    let elsewhere = finding.judged_at().map(|level| measured::judged_at(level, finding.measure()));
    elsewhere.unwrap_or_else(|| match finding.verdict {
        Verdict::Undetermined(why) => open_for(finding, why),
        verdict => words::cause(verdict),
    })
}

/// Why it is undetermined: what cannot be compared for want of a figure could be with it.
fn open_for(finding: &Finding, why: Undetermined) -> Text {
    let verdict = Verdict::Undetermined(why);
    if finding.missing.is_empty() { words::cause(verdict) } else { words::cause_lacking(verdict) }
}

/// What to do, in few words: how much to cut, how much room is left, or which figure to find; nothing for a contribution.
pub fn action(finding: &Finding) -> Text {
    written(|lang, out| act(finding, lang, out))
}

fn act(finding: &Finding, lang: Lang, out: &mut String) {
    match (finding.verdict, &finding.figures) {
        _ if finding.is_contribution() => {}
        (Verdict::Met | Verdict::Breached, Figures::Limit(figures)) => say!(out, limit::action(finding, figures, lang)),
        (Verdict::Breached, Figures::Result(figures)) if figures.expected_carried.is_some_and(|one| one.is_zero()) => {
            say!(out, pick!(lang, "indregn ikke underskuddet", "do not carry the deficit"));
        }
        (Verdict::Breached, Figures::Result(figures)) => {
            say!(out, pick!(lang, "indregn ", "carry "), carried_amount(figures.expected_carried, lang));
        }
        (Verdict::Breached, Figures::Pricing(_)) => {
            let da = "beregn taksten uden fradrag af egenbetaling";
            say!(out, pick!(lang, da, "calculate the tariff without deducting own payment"));
        }
        (Verdict::Undetermined(_), _) if !finding.missing.is_empty() => say!(out, settle::settle(finding, lang)),
        (Verdict::Undetermined(Undetermined::NotComparable), _) => {
            if let Some(reason) = reason(finding) {
                say!(out, pick!(lang, "kan ikke måles: ", "cannot be measured: "), reason.get(lang));
            }
        }
        _ => {}
    }
}

/// Of a breach of a rule without a limit: how much should have been carried and was, or what was deducted.
pub fn amiss(figures: &Figures) -> Option<Text> {
    match figures {
        Figures::Result(figures) if figures.is_deficit_inside() => Some(both(|lang| {
            let carried = carried_amount(figures.carried, lang);
            pick!(
                lang,
                format!("intet skal indregnes, indregnet {carried}"),
                format!("nothing to be carried, {carried} carried"),
            )
        })),
        Figures::Result(ResultFigures { expected_carried: Some(expected), carried: Some(carried), .. }) => {
            Some(both(|lang| {
                let (expected, carried) = (carried_amount(Some(*expected), lang), carried_amount(Some(*carried), lang));
                let da = format!("skal indregnes {expected}, indregnet {carried}");
                pick!(lang, da, format!("{expected} to be carried, {carried} carried"))
            }))
        }
        Figures::Pricing(PricingFigures { own_payment: Some(deducted), .. }) => Some(both(|lang| {
            let deducted = kroner(Some(*deducted), lang);
            pick!(lang, format!("{deducted} egenbetaling trukket fra"), format!("{deducted} of own payment deducted"))
        })),
        _ => None,
    }
}

/// Where nothing can be compared: what stands in the way.
fn reason(finding: &Finding) -> Option<Text> {
    finding.reason().map(|reason| words::left_out_reason(reason, finding.measure()))
}

fn undetermined(finding: &Finding, why: Undetermined, lang: Lang, out: &mut String) {
    let (cause, could_be) = (open_for(finding, why), could_be(why, &finding.could_be));
    say!(out, pick!(lang, "Kan ikke afgøres: ", "Cannot be determined: "), cause.get(lang));
    match reason(finding) {
        Some(reason) => say!(out, " (", reason.get(lang), ")"),
        None => behind("; ", out, |out| act(finding, lang, out)),
    }
    behind("; ", out, |out| out.push_str(could_be.get(lang)));
    stop(out);
}

/// What is written, if anything is, behind a mark.
fn behind(mark: &str, out: &mut String, write: impl FnOnce(&mut String)) {
    let before = out.len();
    out.push_str(mark);
    write(out);
    if out.len() == before + mark.len() {
        out.truncate(before);
    }
}

/// Of a contribution that cannot be worked out: for lack of what, and that it is settled with the total only.
fn unknown_share(finding: &Finding, why: Undetermined, lang: Lang, out: &mut String) {
    let cause = open_for(finding, why);
    let left_out =
        || Some(words::left_out_reason(finding.left_out.last()?.reason, finding.measure()).get(lang).to_owned());
    let lacks = finding.missing.first().map(|figure| words::missing(figure, lang)).or_else(left_out);
    let lacks = lacks.map(|lacks| match finding.missing.len().saturating_sub(1) {
        0 => format!(" ({lacks})"),
        more => pick!(lang, format!(" ({lacks} og {more} til)"), format!(" ({lacks} and {more} more)")),
    });
    say!(out, pick!(lang, "Bidraget kan ikke regnes ud: ", "The contribution cannot be worked out: "));
    say!(out, cause.get(lang), lacks);
    let da = "; det binder ingen og afgøres kun under ét.";
    say!(out, pick!(lang, da, "; it binds nobody and is settled as a whole only."));
}

/// With a period, unless an abbreviation ends with one.
fn stopped(mut sentence: String) -> String {
    stop(&mut sentence);
    sentence
}

/// Ends a sentence with a period, unless an abbreviation ends with one.
fn stop(sentence: &mut String) {
    if !sentence.ends_with('.') {
        sentence.push('.');
    }
}

/// A sentence built once for each language.
fn both(build: impl Fn(Lang) -> String) -> Text {
    Text::new(build(Lang::Da), build(Lang::En))
}

/// A sentence written once for each language.
fn written(write: impl Fn(Lang, &mut String)) -> Text {
    both(|lang| {
        let mut out = String::new();
        write(lang, &mut out);
        out
    })
}

/// What is said in a language; what the other says is not put together.
macro_rules! pick {
    ($lang:expr, $da:expr, $en:expr $(,)?) => {
        match $lang {
            $crate::text::Lang::Da => $da,
            $crate::text::Lang::En => $en,
        }
    };
}
use pick;

fn kroner(value: Option<Decimal>, lang: Lang) -> Told<impl Fn(&mut String)> {
    piece(move |out| match value {
        None => out.push('?'),
        Some(value) => {
            put_amount(value, lang, out);
            out.push_str(" kr.");
        }
    })
}

/// What is carried into tariffs: of a deficit the amount that they rise by, which no minus tells.
fn carried_amount(value: Option<Decimal>, lang: Lang) -> Told<impl Fn(&mut String)> {
    let is_deficit = value.is_some_and(|value| value.is_sign_negative() && !value.is_zero());
    let deficit = is_deficit.then_some(pick!(lang, "et underskud på ", "a deficit of "));
    piece(move |out| say!(out, deficit, kroner(value.map(|value| value.abs()), lang)))
}

/// A sentence of words that stand elsewhere within one.
fn put_sentence(text: &str, out: &mut String) {
    put_capital(text, out);
    stop(out);
}

fn capital(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    put_capital(text, &mut out);
    out
}

fn put_capital(text: &str, out: &mut String) {
    let mut letters = text.chars();
    out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
    out.push_str(letters.as_str());
}
