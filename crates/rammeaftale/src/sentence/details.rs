//! What lies behind a finding: its readings, what would turn or settle it, what was left out.

use super::settle::projection;
use super::{both, pick, stopped, words};
use crate::agreement::rules::LimitLevel;
use crate::agreement::{Agreement, FieldValue, Key, Value};
use crate::assessment::{Assessment, Finding, Flip, LeftOut, Missing, NotApplicable, Readings, Undecided, Verdict};
use crate::text::{Lang, Text};
use std::collections::BTreeSet;

/// How many figures are named in a row.
const FEW: usize = 4;

/// A reading that was judged by, as the question and its answer.
pub fn reading(agreement: &Agreement, question: &str, reading: &str) -> Text {
    let asked = agreement.question(question);
    let answer = asked.and_then(|asked| asked.readings.iter().find(|one| &*one.id == reading));
    both(|lang| {
        let asked = asked.map_or(question, |asked| asked.text.get(lang));
        let answer = answer.map_or(reading, |answer| answer.text.get(lang));
        format!("{asked} {answer} ({question}={reading})")
    })
}

/// What another choice of readings would make of a finding of an assessment, or of the assessment itself.
pub fn flip(agreement: &Agreement, of: &Assessment, flip: &Flip) -> Text {
    match moved(agreement, of, flip) {
        Some(_) => sentence(flip_briefly(agreement, of, flip), Text::default()),
        None => because(agreement, &flip.readings, flip.verdict),
    }
}

/// A choice of readings under which nothing can be said, and what would let it be.
pub fn undecided(agreement: &Agreement, undecided: &Undecided) -> Text {
    let head = because(agreement, &undecided.readings, Verdict::Undetermined(undecided.cause));
    both(|lang| {
        let missing = listed(&undecided.missing, FEW, lang);
        let find = if missing.is_empty() { String::new() } else { format!(" Find {missing}.") };
        let from = undecided.met_from_projection_percent.map(|from| projection(from, lang)).map(|from| {
            pick!(lang, format!(" Overholdt fra et skøn på {from}."), format!(" Met from a projection of {from}."))
        });
        format!("{}{find}{}", head.get(lang), from.unwrap_or_default())
    })
}

/// The same in few words: `overholdt, hvis «…» (question=reading)`.
pub fn flip_briefly(agreement: &Agreement, of: &Assessment, flip: &Flip) -> Text {
    let word = moved(agreement, of, flip).unwrap_or_else(|| words::verdict(flip.verdict));
    under(agreement, &flip.readings, &word)
}

/// Of readings that let others be judged by a rule instead: whom, and that it is then met where that is so of the whole
/// assessment: `bedømmes pr. driftsherre og er overholdt dér`.
fn moved(agreement: &Agreement, of: &Assessment, flip: &Flip) -> Option<Text> {
    let elsewhere = Verdict::NotApplicable(NotApplicable::Reading);
    let within = |own: &Flip| own.readings.iter().all(|(asked, id)| flip.readings.get(asked) == Some(id));
    let away = |own: &Flip| own.verdict == elsewhere && within(own);
    let told = of.findings.iter().filter(|finding| finding.flips.iter().any(away)).find_map(|finding| {
        let level = level_under(agreement, finding, &flip.readings)?;
        Some(super::judged_at(level, finding.measure()))
    })?;
    let met = |one: &Flip| one.verdict == Verdict::Met && one.readings == flip.readings;
    match flip.verdict {
        Verdict::Met => {}
        verdict if verdict == elsewhere && of.flips.iter().any(met) => {}
        verdict if verdict == elsewhere => return Some(told),
        _ => return None,
    }
    Some(Text::new(format!("{} og er overholdt dér", told.da), format!("{} and met there", told.en)))
}

/// Whom the rule of a finding is judged for under some readings, where they say so.
fn level_under(agreement: &Agreement, finding: &Finding, readings: &Readings) -> Option<LimitLevel> {
    let fields = agreement.rule(&finding.rule)?.fields(agreement);
    let level = fields.into_iter().find(|field| field.key == Key::Level)?;
    let FieldValue::Open { question, readings: levels, .. } = level.value else { return None };
    let chosen = readings.get(&question)?;
    levels.into_iter().find_map(|(reading, value)| match value {
        Value::Level(level) if reading == *chosen => Some(level),
        _ => None,
    })
}

/// The same in few words, and what is missing.
pub fn undecided_briefly(agreement: &Agreement, undecided: &Undecided) -> Text {
    let word = words::verdict(Verdict::Undetermined(undecided.cause));
    let head = under(agreement, &undecided.readings, &word);
    both(|lang| {
        let (head, missing) = (head.get(lang), listed(&undecided.missing, 1, lang));
        match undecided.missing.is_empty() {
            true => format!("{head}: {}", words::cause(Verdict::Undetermined(undecided.cause)).get(lang)),
            false => pick!(lang, format!("{head}, da {missing} mangler"), format!("{head} for lack of {missing}")),
        }
    })
}

/// A sentence, with the cause of what is no verdict.
fn because(agreement: &Agreement, readings: &Readings, verdict: Verdict) -> Text {
    let cause = match verdict {
        Verdict::NotApplicable(NotApplicable::Reading) => {
            Text::new("reglen gælder så ikke her", "the rule does not apply here then")
        }
        verdict => words::cause(verdict),
    };
    sentence(under(agreement, readings, &words::verdict(verdict)), cause)
}

fn sentence(told: Text, cause: Text) -> Text {
    both(|lang| {
        let (told, cause) = (super::capital(told.get(lang)), cause.get(lang));
        stopped(if cause.is_empty() { told } else { format!("{told}: {cause}") })
    })
}

/// What is so under readings that differ, each by its answer.
fn under(agreement: &Agreement, readings: &Readings, word: &Text) -> Text {
    both(|lang| {
        let readings: Vec<String> =
            readings.iter().map(|(question, reading)| answer(agreement, (question, reading), lang)).collect();
        let (word, readings) = (word.get(lang), readings.join(pick!(lang, " og ", " and ")));
        pick!(lang, format!("{word}, hvis {readings}"), format!("{word} if {readings}"))
    })
}

/// The answer of a reading, and how to ask for it.
fn answer(agreement: &Agreement, (question, reading): (&str, &str), lang: Lang) -> String {
    let asked = agreement.question(question);
    let answer = asked.and_then(|asked| asked.readings.iter().find(|one| &*one.id == reading));
    answer.map_or_else(
        || format!("{question}={reading}"),
        |answer| format!("«{}» ({question}={reading})", answer.text.get(lang).trim_end_matches('.')),
    )
}

/// Figures in a row; of many the first few.
fn listed(figures: &BTreeSet<Missing>, few: usize, lang: Lang) -> String {
    let shown: Vec<String> = figures.iter().take(few).map(|figure| words::missing(figure, lang)).collect();
    let more = match figures.len().saturating_sub(few) {
        0 => String::new(),
        more => pick!(lang, format!(" (og {more} til)"), format!(" (and {more} more)")),
    };
    format!("{}{more}", shown.join(", "))
}

/// What did not enter the comparison, and why.
pub fn left_out(finding: &Finding, left_out: &LeftOut) -> Text {
    let tariff = left_out.tariff_name.as_ref().map(|name| format!(" {name}")).unwrap_or_default();
    let reason = words::left_out_reason(left_out.reason, finding.measure());
    both(|lang| format!("{}{tariff} {}", left_out.offer, reason.get(lang)))
}
