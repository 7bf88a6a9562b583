//! What findings come to in kroner, in plain words.

use super::fields::level_word;
use super::limit::span;
use super::units::unit;
use super::{both, pick, stopped};
use crate::agreement::rules::LimitLevel;
use crate::compare::portfolio::{LeftOutOfTotal, Total, Unit};
use crate::text::{Lang, Text};

/// A total in one sentence: how much too much in how many findings, how much room in how many, and what is left out.
pub fn total(total: &Total) -> Text {
    both(|lang| {
        let over = (total.over > 0).then(|| over(total, lang));
        let within = (total.within > 0).then(|| within(total, lang));
        let out: Vec<String> = total
            .left_out
            .iter()
            .map(|(reason, count)| format!("{count} {}", left_out_of_total(*reason, *count).get(lang)))
            .collect();
        let of = total.unit.filter(|_| total.over + total.within == 0);
        // Where nothing could be summed, the unit stands with no sum.
        let of = of.map(|of| format!(" ({})", unit(of).get(lang))).unwrap_or_default();
        let left_out = pick!(lang, "uden for beløbene er", "outside these amounts are");
        let out = (!out.is_empty()).then(|| format!("{left_out} {}{of}", out.join(", ")));
        stopped(over.into_iter().chain(within).chain(out).collect::<Vec<_>>().join("; "))
    })
}

fn over(total: &Total, lang: Lang) -> String {
    // What is left out could only add to what is certain.
    let all = total.left_out.is_empty().then_some(total.excess);
    let least = (total.excess_at_least < total.excess).then_some(total.excess_at_least);
    let told = match least {
        Some(_) => span(least, Some(total.excess), lang),
        None => span(all.is_none().then_some(total.excess), all, lang),
    };
    let with_and_without =
        pick!(lang, ", med og uden fradrag af ekstraordinær løn", ", with and without the wage supplement deducted");
    let found = found(total.over, lang) + if least.is_some() { with_and_without } else { "" };
    let sum = in_unit(told, total, lang);
    match (total.unit, lang) {
        (Some(Unit::Carried), Lang::Da) => format!("{sum} er indregnet forkert ({found})"),
        (Some(Unit::Carried), Lang::En) => format!("{sum} carried wrongly ({found})"),
        (Some(Unit::OwnPayment), Lang::Da) => format!("{sum} er trukket fra ({found})"),
        (Some(Unit::OwnPayment), Lang::En) => format!("{sum} deducted ({found})"),
        (_, Lang::Da) => format!("{sum} for meget ({found})"),
        (_, Lang::En) => format!("{sum} too much ({found})"),
    }
}

fn within(total: &Total, lang: Lang) -> String {
    let found = found(total.within, lang);
    match (total.unit, lang) {
        (Some(Unit::Carried | Unit::OwnPayment), Lang::Da) => format!("i orden: {found}"),
        (Some(Unit::Carried | Unit::OwnPayment), Lang::En) => format!("in order: {found}"),
        (_, Lang::Da) => format!("råderum {} ({found})", room(total, lang)),
        (_, Lang::En) => format!("room {} ({found})", room(total, lang)),
    }
}

fn room(total: &Total, lang: Lang) -> String {
    in_unit(span(None, Some(total.headroom), lang), total, lang)
}

/// Kroner with what they are for.
fn in_unit(sum: String, total: &Total, lang: Lang) -> String {
    let unit = total.unit.map(|of| unit(of).get(lang).trim_start_matches("kr. ").to_owned()).unwrap_or_default();
    format!("{sum} {unit}")
}

/// Findings, as the word follows their number.
pub fn findings(count: usize) -> Text {
    Text::new("fund", if count == 1 { "finding" } else { "findings" })
}

fn found(count: usize, lang: Lang) -> String {
    format!("{count} {}", findings(count).get(lang))
}

/// Why findings are in no sum.
pub fn left_out_of_total(reason: LeftOutOfTotal, count: usize) -> Text {
    match reason {
        LeftOutOfTotal::Undetermined if count == 1 => Text::new("uafgjort", "undetermined"),
        LeftOutOfTotal::Undetermined => Text::new("uafgjorte", "undetermined"),
        LeftOutOfTotal::NoPlaces => Text::new("uden antal pladser", "without a number of places"),
        LeftOutOfTotal::PerPlace => {
            Text::new("målt pr. plads, som ikke kan lægges sammen", "per place, which cannot be added")
        }
        LeftOutOfTotal::NoFigure => Text::new("uden ét beløb at regne med", "without one amount to count"),
    }
}

/// Of those who are only parts of what an agreement judges under one.
pub fn only_contribute(title: &Text, whose: &Text) -> Text {
    Text::new(
        format!("Efter {} er {} kun bidrag til det, der bedømmes under ét; de tælles ikke.", title.da, whose.da),
        format!(
            "Under {} {} are only contributions to what is judged as a whole; they are not counted.",
            title.en, whose.en
        ),
    )
}

/// Of an agreement that judges others than those who would be counted: whom, so that nobody takes it for a silence.
pub fn not_counted(title: &Text, level: LimitLevel, whose: &Text) -> Text {
    let Text { da, en } = level_word(level);
    Text::new(
        format!("{} bedømmer {da}; {} tælles ikke.", title.da, whose.da),
        format!("{} judges {en}; {} are not counted.", title.en, whose.en),
    )
}
