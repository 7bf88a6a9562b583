//! What lies behind a finding, one sentence a step: figures, readings, what would turn or settle it.

use super::limit::{noun, pronoun, since_base, turned};
use super::{both, carried_amount, kroner, pick, stopped, words};
use crate::agreement::Agreement;
use crate::assessment::{
    Figures, Finding, Flip, LeftOut, LimitFigures, Missing, PricingFigures, Readings, ResultFigures, Settlement,
    Undecided, Verdict,
};
use crate::text::{Lang, Text, percent, plain};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// How many figures are named in a row.
const FEW: usize = 4;

/// How the verdict comes about, figure by figure; a figure that is not there gives no step.
pub fn steps(finding: &Finding) -> Vec<Text> {
    match &finding.figures {
        Figures::None => Vec::new(),
        Figures::Limit(figures) => limit(finding, figures),
        Figures::Result(figures) => result(figures),
        Figures::Pricing(figures) => pricing(figures),
    }
}

fn limit(finding: &Finding, figures: &LimitFigures) -> Vec<Text> {
    let (noun, it) = (noun(finding, figures), pronoun(figures));
    let base = figures.base.zip(figures.base_year).map(|(base, year)| {
        both(|lang| {
            let (noun, base) = (noun.get(lang), kroner(Some(base), lang));
            pick(lang, format!("{noun} var {base} i {year}"), format!("{noun} was {base} in {year}"))
        })
    });
    let credit = figures.credit_base.zip(figures.credit_year).map(|(base, year)| {
        both(|lang| {
            let base = kroner(Some(base), lang);
            let da = format!("I {year} var {} {base}; faldet derfra tæller med", it.da);
            pick(lang, da, format!("In {year} {} was {base}; the fall from there counts", it.en))
        })
    });
    let supplement = figures.wage_supplement.map(|supplement| {
        both(|lang| {
            let supplement = kroner(Some(supplement), lang);
            let da = format!("Ekstraordinære lønstigninger i det bedømte år står for {supplement}");
            pick(lang, da, format!("Extraordinary wage rises in the year judged account for {supplement}"))
        })
    });
    let most = figures.limit.map(|limit| {
        both(|lang| {
            let limit = kroner(Some(limit), lang);
            let da = format!("Efter reglen må {} højst være {limit}", it.da);
            pick(lang, da, format!("By the rule {} may be at most {limit}", it.en))
        })
    });
    // The supplement is one of the year judged: it follows what is there now.
    let rounded = (figures.is_rounded_below() || figures.is_rounded_within()).then(|| {
        Text::new(
            "Beløbene er vist rundet ned til hele øre; afgørelsen bygger på de præcise tal",
            "The amounts are shown rounded down to the øre; the verdict rests on the exact figures",
        )
    });
    let steps = [base, credit, most, actual(figures, &it), supplement, room(figures, &it), rounded];
    steps.into_iter().flatten().map(closed).collect()
}

fn actual(figures: &LimitFigures, it: &Text) -> Option<Text> {
    let actual = figures.actual?;
    Some(both(|lang| {
        let now = kroner(Some(actual), lang);
        let mut changes: Vec<String> =
            [turned(figures, lang), since_base(figures, lang)].into_iter().flatten().collect();
        changes.dedup();
        let change = if changes.is_empty() { String::new() } else { format!(" ({})", changes.join("; ")) };
        pick(lang, format!("Nu er {} {now}{change}", it.da), format!("Now {} is {now}{change}", it.en))
    }))
}

fn room(figures: &LimitFigures, it: &Text) -> Option<Text> {
    let room = figures.headroom?;
    Some(both(|lang| {
        let distance = kroner(Some(room.abs()), lang);
        let share = figures.headroom_told().map(|part| format!(" ({})", percent(part.abs(), lang)));
        let share = share.unwrap_or_default();
        let side = match (lang, room < Decimal::ZERO) {
            (Lang::Da, true) => "over loftet",
            (Lang::Da, false) => "under loftet",
            (Lang::En, true) => "above the limit",
            (Lang::En, false) => "below the limit",
        };
        pick(
            lang,
            format!("Altså er {} {distance}{share} {side}", it.da),
            format!("So {} is {distance}{share} {side}", it.en),
        )
    }))
}

fn result(figures: &ResultFigures) -> Vec<Text> {
    let result = figures.result.map(|result| {
        both(|lang| {
            let year = figures.result_year.map(|year| format!(" {year}")).unwrap_or_default();
            let amount = kroner(Some(result), lang);
            pick(lang, format!("Resultatet{year} er {amount}"), format!("The result{year} is {amount}"))
        })
    });
    let part = figures.share_told().map(|part| {
        both(|lang| {
            let (part, of) = (percent(part, lang), kroner(figures.denominator, lang));
            pick(lang, format!("Det er {part} af {of}"), format!("That is {part} of {of}"))
        })
    });
    let inside = figures.band_percent.filter(|_| figures.is_deficit_inside()).map(|band| {
        let (da, en) = (plain(band, Lang::Da), plain(band, Lang::En));
        Text::new(
            format!("Underskuddet ligger inden for ±{da} %, så der skal intet indregnes"),
            format!("The deficit lies within ±{en}%, so nothing is to be carried"),
        )
    });
    let expected = figures.expected_carried.filter(|_| inside.is_none()).map(|expected| {
        both(|lang| {
            let expected = carried_amount(Some(expected), lang);
            let earlier = figures.of_earlier_results.map(|earlier| {
                let earlier = carried_amount(Some(earlier), lang);
                pick(
                    lang,
                    format!(" (heraf {earlier} af tidligere resultater)"),
                    format!(" (of which {earlier} of earlier results)"),
                )
            });
            let earlier = earlier.unwrap_or_default();
            pick(
                lang,
                format!("I taksterne skal der indregnes {expected}{earlier}"),
                format!("{expected}{earlier} must be carried into the tariffs"),
            )
        })
    });
    let carried = figures.carried.map(|carried| {
        both(|lang| {
            let carried = carried_amount(Some(carried), lang);
            pick(lang, format!("Der er indregnet {carried}"), format!("{carried} was carried"))
        })
    });
    [result, part, inside, expected, carried].into_iter().flatten().map(closed).collect()
}

fn pricing(figures: &PricingFigures) -> Vec<Text> {
    let deducted = figures.own_payment.map(|own_payment| {
        both(|lang| {
            let deducted = kroner(Some(own_payment), lang);
            let da = format!("Der er trukket {deducted} i egenbetaling fra grundlaget");
            pick(lang, da, format!("Own payment of {deducted} was deducted from the basis"))
        })
    });
    deducted.into_iter().map(closed).collect()
}

fn closed(text: Text) -> Text {
    Text::new(stopped(text.da), stopped(text.en))
}

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

/// What another choice of readings would make of it.
pub fn flip(agreement: &Agreement, flip: &Flip) -> Text {
    under(agreement, &flip.readings, flip.verdict)
}

/// A choice of readings under which nothing can be said, and what would let it be.
pub fn undecided(agreement: &Agreement, undecided: &Undecided) -> Text {
    let head = under(agreement, &undecided.readings, Verdict::Undetermined(undecided.cause));
    both(|lang| {
        let missing = listed(&undecided.missing, FEW, lang);
        let find = if missing.is_empty() { String::new() } else { format!(" Find {missing}.") };
        let from = undecided.met_from_projection_percent.map(|from| percent(from, lang)).map(|from| {
            pick(lang, format!(" Overholdt fra et skøn på {from}."), format!(" Met from a projection of {from}."))
        });
        format!("{}{find}{}", head.get(lang), from.unwrap_or_default())
    })
}

/// The verdict under readings that differ, in their own words.
fn under(agreement: &Agreement, readings: &Readings, verdict: Verdict) -> Text {
    let (word, cause) = (words::verdict(verdict), words::cause(verdict));
    both(|lang| {
        let readings: Vec<String> = readings
            .iter()
            .map(|(question, chosen)| {
                let asked = agreement.question(question);
                let answer = asked.and_then(|asked| asked.readings.iter().find(|one| one.id == *chosen));
                let answer = answer
                    .map_or_else(String::new, |answer| format!(" ({})", answer.text.get(lang).trim_end_matches('.')));
                format!("{question}={chosen}{answer}")
            })
            .collect();
        let cause = cause.get(lang);
        let because = if cause.is_empty() { String::new() } else { format!(": {cause}") };
        let and = pick(lang, " og ".to_owned(), " and ".to_owned());
        let readings = readings.join(&and);
        let word = super::capital(word.get(lang));
        stopped(pick(lang, format!("{word}, hvis {readings}{because}"), format!("{word} if {readings}{because}")))
    })
}

/// The same with the answers alone: `overholdt, hvis «…» (question=reading)`.
pub fn flip_by_answers(agreement: &Agreement, flip: &Flip) -> Text {
    by_answers(agreement, &flip.readings, flip.verdict)
}

/// The same with the answers alone, and what is missing.
pub fn undecided_by_answers(agreement: &Agreement, undecided: &Undecided) -> Text {
    let head = by_answers(agreement, &undecided.readings, Verdict::Undetermined(undecided.cause));
    both(|lang| {
        let missing = match undecided.missing.is_empty() {
            true => words::cause(Verdict::Undetermined(undecided.cause)).get(lang).to_owned(),
            false => pick(lang, "mangler ".to_owned(), "lacking ".to_owned()) + &listed(&undecided.missing, 1, lang),
        };
        format!("{}: {missing}", head.get(lang))
    })
}

fn by_answers(agreement: &Agreement, readings: &Readings, verdict: Verdict) -> Text {
    let word = words::verdict(verdict);
    both(|lang| {
        let readings: Vec<String> =
            readings.iter().map(|(question, reading)| answer(agreement, (question, reading), lang)).collect();
        let (word, readings) = (word.get(lang), readings.join(&pick(lang, " og ".to_owned(), " and ".to_owned())));
        pick(lang, format!("{word}, hvis {readings}"), format!("{word} if {readings}"))
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

/// Figures that would settle it together, whether fewer may do, and at which size one of them turns it.
pub fn settlement(settlement: &Settlement) -> Text {
    both(|lang| {
        let figures = listed(&settlement.figures, FEW, lang);
        let turns: Vec<String> = super::settle::turns(settlement, lang);
        let turns = if turns.is_empty() { String::new() } else { format!(": {}", turns.join("; ")) };
        format!("{figures}{}{turns}", super::settle::fewer(settlement, lang))
    })
}

/// Figures in a row; of many the first few.
fn listed(figures: &BTreeSet<Missing>, few: usize, lang: Lang) -> String {
    let shown: Vec<String> = figures.iter().take(few).map(|figure| words::missing(figure, lang)).collect();
    let more = match figures.len().saturating_sub(few) {
        0 => String::new(),
        more => pick(lang, format!(" (og {more} til)"), format!(" (and {more} more)")),
    };
    format!("{}{more}", shown.join(", "))
}

/// What did not enter the comparison, and why.
pub fn left_out(finding: &Finding, left_out: &LeftOut) -> Text {
    let tariff = left_out.tariff_name.as_ref().map(|name| format!(" {name}")).unwrap_or_default();
    let reason = words::left_out_reason(left_out.reason, finding.measure());
    both(|lang| format!("{}{tariff} {}", left_out.offer, reason.get(lang)))
}
