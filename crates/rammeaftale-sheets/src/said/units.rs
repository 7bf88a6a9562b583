//! What words say that tariffs are paid for.

use super::per::{adverb, compound, is_per_other, is_tariff, parted, per};
use super::time::{Unit, named_unit, time};
use super::words::{Word, is_kroner, normal, words, year_of};
use crate::fold::fold;

/// The units that a line says tariffs are paid for: `Takster pr. måned`, `Månedstakster`, `kr./md.`, `Enhed: uge`; not
/// how often an invoice is sent, nor what one amount or something else than a tariff is paid for.
pub(super) fn units(line: &[Word<'_>]) -> Vec<Unit> {
    let line = parted(line);
    if let Some(unit) = of_unit_line(&line) {
        return vec![unit];
    }
    let speaks = |clause: &[Word<'_>]| clause.iter().any(|(_, word)| is_tariff(word) || is_kroner(word));
    let is_bare_line = line.iter().all(is_bare);
    let mut found = Vec::new();
    for clause in clauses(&line).filter(|clause| !tells_other(clause)) {
        let is_bare = clause.iter().all(is_bare) && (is_bare_line || speaks(&line));
        for (at, (_, text)) in clause.iter().enumerate() {
            let unit = per(clause, at).filter(|_| is_bare || speaks(clause));
            let is_said = is_bare && !is_bare_line || is_beside(clause, at);
            // `Takster (måned)`.
            let alone = || time(&fold(text)).filter(|_| clause.len() == 1 && speaks(&line));
            let unit =
                unit.or_else(|| adverb(text).filter(|_| is_said)).or_else(|| compound(clause, at)).or_else(alone);
            found.extend(unit.filter(|unit| !found.contains(unit)));
        }
    }
    found
}

/// The unit that words beside a number or in a heading name, of which it is known that they speak of an amount: that of
/// `kr./md.`, `pr. døgn`, `årligt` and `Månedstakst`. One that tariffs do not have, as of `pr. uge`, is `Some(None)`.
pub(crate) fn unit_beside(signs: &str) -> Option<Unit> {
    if let Some(unit) = named_unit(signs) {
        return Some(Some(unit));
    }
    let normal = normal(signs);
    let words = parted(&words(&normal));
    let of_word = |at| per(&words, at).or_else(|| words.get(at).and_then(|(_, text)| adverb(text)));
    let known = (0..words.len()).find_map(|at| of_word(at).or_else(|| compound(&words, at)));
    known.or_else(|| (0..words.len()).any(|at| is_per_other(&words, at)).then_some(None))
}

/// The unit that the name of a tariff or an offer says it is paid for, as `Timetakst` and `Støtte, kr. pr. time`; not
/// how often something is given, as `2 timer om ugen`.
pub(super) fn unit_in_name(name: &str, words: &[Word<'_>]) -> Option<Unit> {
    let has_numbers = name.contains(char::is_numeric);
    let speaks = || ["takst", "pris", "sats"].iter().any(|of| name.to_lowercase().contains(of));
    if has_numbers && !speaks() {
        return None;
    }
    let words = parted(words);
    let of_word = |at| per(&words, at).filter(|_| !has_numbers).or_else(|| compound(&words, at));
    named_unit(name).map(Some).or_else(|| (0..words.len()).find_map(of_word))
}

/// The unit of `Enhed: kr./md.`, where nothing else stands.
fn of_unit_line(line: &[Word<'_>]) -> Option<Unit> {
    let ((_, first), rest) = line.split_first()?;
    let is_more = |word: &&str| !is_kroner(word) && !matches!(*word, "pr" | "per" | "i" | "er");
    let mut rest = rest.iter().map(|(_, word)| *word).filter(is_more);
    let unit = rest.next().filter(|_| matches!(*first, "enhed" | "enheden" | "takstenhed" | "unit"))?;
    time(&fold(unit)).filter(|_| rest.next().is_none())
}

/// A line's parts between commas, colons, brackets and dashes.
fn clauses<'l, 't>(line: &'l [Word<'t>]) -> impl Iterator<Item = &'l [Word<'t>]> {
    let parts = |(_, _): &Word<'_>, (between, _): &Word<'_>| {
        !between.contains([',', ';', ':', '(', ')', '–', '—', '|']) && !between.contains(" - ")
    };
    line.chunk_by(parts)
}

/// How words begin that say how often something is done, or where it stands.
const DONE: [&str; 16] = [
    "faktur", "opkræv", "afregn", "send", "udsend", "opdater", "indberet", "forfald", "udbetal", "møde", "regul",
    "findes", "fremgår", "invoic", "bill", "report",
];
/// Parts of words for amounts that are no tariffs.
const OTHERS: [&str; 10] =
    ["grundlag", "omsætning", "resultat", "budget", "løn", "betaling", "tilskud", "regnskab", "udgift", "turnover"];

/// Words of what an amount is made of, as `månedstaksten divideret med 30,4`.
const MADE: [&str; 5] = ["divideret", "delt", "ganget", "gange", "divided"];

/// True for words on how often something is done, on how an amount is made, on one amount, or on amounts that are no tariffs.
fn tells_other(clause: &[Word<'_>]) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let counts = |pair: &[Word<'_>]| match pair {
        [(_, one), (_, other)] => {
            one.ends_with(is_digit) && is_kroner(other) || is_kroner(one) && other.starts_with(is_digit)
        }
        _ => false,
    };
    let any = |is_it: &dyn Fn(&str) -> bool| clause.iter().any(|(_, word)| is_it(word));
    any(&|word| DONE.iter().any(|done| word.starts_with(done)) || word == "se")
        || tells_making(clause)
        || clause.windows(2).any(counts)
        || !any(&is_tariff) && any(&|word| OTHERS.iter().any(|other| word.contains(other)))
}

/// True for words on how an amount is made: `divideret med 30,4`, `månedstakst / 30,4`.
fn tells_making(clause: &[Word<'_>]) -> bool {
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) && year_of(word).is_none();
    let (mut words, mut pairs) = (clause.iter(), clause.windows(2));
    let is_divided = |pair: &[Word<'_>]| match pair {
        [(_, one), (between, other)] => {
            ["takst", "pris"].iter().any(|of| one.contains(of)) && between.contains(['/', '*', '×']) && is_number(other)
        }
        _ => false,
    };
    words.any(|(_, word)| MADE.contains(word)) && words.any(|(_, word)| is_number(word)) || pairs.any(is_divided)
}

/// True for a word that says no more than what is paid, and for what.
fn is_bare((_, word): &Word<'_>) -> bool {
    let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_small = matches!(*word, "pr" | "per" | "om" | "i" | "hver" | "alle" | "beløb" | "er" | "plads" | "borger")
        || matches!(*word, "påbegyndt" | "hel" | "1" | "2" | "½");
    is_small || is_year || is_kroner(word) || time(&fold(word)).is_some() || adverb(word).is_some()
}

/// True for a word with one for a tariff or for kroner beside it.
fn is_beside(words: &[Word<'_>], at: usize) -> bool {
    let is_it = |at: usize| {
        let word = words.get(at).map_or("", |(_, word)| *word);
        is_tariff(word) || is_kroner(word) || word == "beløb"
    };
    // `Taksterne er månedlige`.
    let is_told = |at: &usize| matches!(words.get(*at), Some((_, "er" | "are")));
    let before = at.checked_sub(1).map(|at| at - usize::from(is_told(&at) && at > 0));
    before.is_some_and(is_it) || is_it(at + 1)
}

#[cfg(test)]
mod tests {
    use super::super::{Saying, sayings};
    use super::*;
    use rammeaftale::portfolio::TariffUnit;

    const MONTH: Unit = Some(TariffUnit::Month);

    fn heard(line: &str) -> Vec<Unit> {
        let of = |saying| if let Saying::Per(unit) = saying { Some(unit) } else { None };
        sayings(line).into_iter().filter_map(of).collect()
    }

    #[test]
    fn lines_that_say_what_tariffs_are_paid_for() {
        for line in [
            "Takster pr. måned",
            "Takst pr. md. 2025",
            "Taksterne er pr. måned",
            "Pris pr. måned",
            "Månedstakster",
            "Måneds-takster 2025",
            "Månedlige takster 2025",
            "Takster (kr./md.)",
            "Takster 2025, pr. måned",
            "Takster i kr. om måneden",
            "Enhed måned",
            "Enhed: kr./md.",
            "Kroner pr. måned",
            "kr.pr.md.",
            "Takster 2025 (månedlige)",
            "Md.takster",
            "Kr. pr. kalendermåned",
            "pr. måned",
            "Faktura sendes pr. kvartal. Takster: kr. pr. måned",
            "Taksterne er månedlige",
            "Bruttotakster pr. md.",
            "Takster (måned)",
            "Takster 2025, md.",
            "Månedssatser",
            "kr./plads/md.",
            "Satser pr. måned 2025",
        ] {
            assert_eq!(heard(line), [MONTH], "{line}");
        }
        for line in [
            "Ugetakster",
            "kr./uge",
            "Takster pr. 14 dage",
            "Takst pr. besøg",
            "Pris pr. halve time",
            "Pris pr. minut",
            "pr. 1/2 time",
            "Takst pr. ½ time",
            "Kroner pr. kvartal",
            "Enhed: uge",
            "Kvartalsvise priser, kr.",
        ] {
            assert_eq!(heard(line), [None], "{line}");
        }
        for line in [
            "Timepriser 2025",
            "kr./t.",
            "Takst pr. påbegyndt time",
            "pr. påbegyndt time",
            "Timesatser",
            "kr. pr. t.",
            "Takster, kr. pr. t.",
        ] {
            assert_eq!(heard(line), [Some(TariffUnit::Hour)], "{line}");
        }
        for line in ["Bruttotakst pr år", "pr. helår", "Helårstakst", "Årstakster"] {
            assert_eq!(heard(line), [Some(TariffUnit::Year)], "{line}");
        }
        assert_eq!(heard("Takster pr. døgn og pr. måned"), [Some(TariffUnit::Day), MONTH]);
    }

    #[test]
    fn lines_that_tell_of_something_else() {
        for line in [
            "Faktura sendes pr. måned",
            "Faktura sendes pr. måned, priser i kr.",
            "Taksterne opkræves pr. måned",
            "Gebyr 500 kr. pr. måned",
            "Takster over kr. 9.000 pr. måned",
            "Egenbetaling i kr. pr. måned",
            "Takstberegningsgrundlag i kr. pr. år",
            "Pladser pr. år",
            "Takster i kr.",
            "Takster pr. 1. april 2025",
            "Taksterne er pr. døgn, ikke pr. måned",
            "Se månedstakster på næste ark",
            "Taksterne gælder hele måneden",
            "Daglig leder",
            "Indsatser pr. måned",
            "Månedstaksten divideret med 30,4",
            "Månedstakst / 30,4",
            "Døgntaksten er årstaksten delt med 365",
            "Takster uge 12",
            "Helårspladser",
            "Bruttobudget pr. år",
            "Timer er opgjort pr. år",
            "1/2 plads",
            "Taksterne er nye. Der er månedlige møder",
            "Måned",
            "Månedlig",
            "Opdateres hver måned. Takster 2025",
            "timer",
            "1.000 kr. pr. plads",
        ] {
            assert!(heard(line).iter().all(|unit| *unit == Some(TariffUnit::Day)), "{line}");
        }
    }

    #[test]
    fn units_beside_numbers() {
        for (signs, unit) in [
            ("kr./md.", Some(MONTH)),
            ("om måneden", Some(MONTH)),
            ("månedligt", Some(MONTH)),
            ("kr. i timen", Some(Some(TariffUnit::Hour))),
            ("kr. pr. plads pr. døgn", Some(Some(TariffUnit::Day))),
            ("kr/uge", Some(None)),
            ("pr. kvartal", Some(None)),
            ("pr. forløb", Some(None)),
            ("kr. pr. 14 dage", Some(None)),
            ("pr. plads", None),
            ("kr. pr. døgnplads", None),
            ("m/moms", None),
            ("pr. 1/1", None),
            ("kr.", None),
            ("", None),
        ] {
            assert_eq!(unit_beside(signs), unit, "{signs}");
        }
    }

    #[test]
    fn units_in_names() {
        for (name, unit) in [
            ("Timetakst", Some(TariffUnit::Hour)),
            ("Støtte, kr. pr. time", Some(TariffUnit::Hour)),
            ("time", Some(TariffUnit::Hour)),
            ("Birk (månedstakst)", Some(TariffUnit::Month)),
            ("Døgnophold", None),
            ("Timeout", None),
            ("Daglig støtte", None),
            ("Støtte 2 timer om ugen", None),
            ("Timetakst 2", Some(TariffUnit::Hour)),
            ("Dag- og døgntilbuddet Birk", None),
            ("Årets tilbud", None),
            ("", None),
        ] {
            assert_eq!(unit_in_name(name, &words(&normal(name))), unit.map(Some), "{name}");
        }
    }
}
