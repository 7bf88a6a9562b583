//! Words that say what an amount is paid for: `pr. måned`, `månedligt`, `månedstakst`.

use super::time::{Unit, time};
use super::words::{Word, is_kroner};
use crate::fold::fold;
use rammeaftale::portfolio::TariffUnit;

/// The unit of a word behind `pr.`, `om` or the stroke of `kr./md.`; `pr. 14 dage` is none of a tariff's.
pub(super) fn per(words: &[Word<'_>], at: usize) -> Option<Unit> {
    let (between, text) = words.get(at)?;
    let back = |count: usize| at.checked_sub(count).and_then(|at| words.get(at)).map_or("", |(_, word)| *word);
    let pays = |word: &str| is_kroner(word) || is_tariff(word);
    let is_per = |word: &str| matches!(word, "pr" | "per" | "hver");
    let is_short_hour = *text == "t" && (between.contains('/') && pays(back(1)) || is_per(back(1)) && pays(back(2)));
    let unit = match time(&fold(text.strip_prefix("kalender").unwrap_or(text))) {
        None if is_short_hour => Some(TariffUnit::Hour),
        unit => unit?,
    };
    let is_definite = text.ends_with("en") || text.ends_with("et");
    match back(1) {
        last if is_per(last) => Some(unit),
        "om" => Some(unit).filter(|_| is_definite),
        "i" => Some(unit).filter(|_| is_definite && *text != "året"),
        "1" | "påbegyndt" | "hel" if is_per(back(2)) => Some(unit),
        "halv" | "halve" | "kvart" if is_per(back(2)) => Some(None),
        // `14 dage`, `1/2 time`.
        last if (is_per(back(2)) || is_per(back(3))) && last.chars().all(char::is_numeric) => Some(None),
        last => Some(unit).filter(|_| between.contains('/') && (pays(last) || counts(last))),
    }
}

/// True for a word behind `pr.` that is neither a time nor what tariffs are paid for beside time.
pub(super) fn is_per_other(words: &[Word<'_>], at: usize) -> bool {
    let (Some((between, text)), Some((_, last))) = (words.get(at), at.checked_sub(1).and_then(|at| words.get(at)))
    else {
        return false;
    };
    let is_per = matches!(*last, "pr" | "per") || between.contains('/') && is_kroner(last);
    is_per && text.starts_with(char::is_alphabetic) && !counts(text) && !DAYS.contains(text)
}

/// What stands behind `pr.` where it says from which day on.
pub(super) const DAYS: [&str; 15] = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
    "dags",
    "primo",
    "ultimo",
];

/// True for what tariffs are paid for beside time.
pub(super) fn counts(word: &str) -> bool {
    ["plads", "borger", "beboer", "bruger", "person", "elev", "barn", "børn", "tilbud"]
        .iter()
        .any(|one| word.contains(one))
}

/// The unit of `månedligt` and `weekly`.
pub(super) fn adverb(word: &str) -> Option<Unit> {
    let ends = ["ligt", "lige", "lig", "svise", "svis", "vis", "ly"];
    match word {
        "daily" => time("day"),
        "annual" => time("year"),
        "ugentlig" | "ugentlige" | "ugentligt" => time("uge"),
        _ => ends.iter().find_map(|end| time(&fold(word.strip_suffix(end)?))),
    }
}

/// The unit of `månedstakster`, in one word or two.
pub(super) fn compound(words: &[Word<'_>], at: usize) -> Option<Unit> {
    let (_, word) = words.get(at)?;
    let of = |noun: &str| time(&fold(noun)).or_else(|| time(&fold(noun.strip_suffix('s')?)));
    let is_short =
        |word: &&(&str, &str)| word.0.starts_with('.') && matches!(words.get(at), Some((_, "md" | "mdr" | "mnd")));
    let next = words.get(at + 1).filter(|word| word.0 == "-" || is_short(word)).map_or("", |(_, next)| *next);
    if is_tariff(next) {
        return of(word);
    }
    // `Årsbeløb` may be those that are paid for a year anyway.
    if let Some(unit) = word.strip_suffix("beløb").and_then(of) {
        return Some(unit).filter(|unit| *unit != Some(TariffUnit::Year));
    }
    if !NOUNS.iter().any(|noun| word.contains(noun)) {
        return None;
    }
    word.char_indices().find_map(|(from, _)| of(word.get(..from)?).filter(|_| word.get(from..).is_some_and(is_tariff)))
}

/// What tariffs are called; `tarif` is the beginning of `tariff` too.
const NOUNS: [&str; 5] = ["takst", "pris", "tarif", "sats", "rate"];

/// True for a word for tariffs.
pub(super) fn is_tariff(word: &str) -> bool {
    let ends = ["", "f", "en", "er", "erne", "s", "oversigt", "blad", "fs", "fer", "ferne"];
    let kinds = ["", "brutto", "netto", "grund", "basis", "gennemsnits", "total", "samlet", "kost", "enheds"];
    let is_tariff = |noun: &&str| {
        let (kind, end) = word.split_once(*noun).unwrap_or(("-", ""));
        kinds.contains(&kind) && ends.contains(&end)
    };
    NOUNS.iter().any(is_tariff)
}

/// The words without the points within them, as `kr.pr.md` has.
pub(super) fn parted<'t>(words: &[Word<'t>]) -> Vec<Word<'t>> {
    let parts = words.iter().flat_map(|(before, word)| {
        let is_number = word.starts_with(|c: char| c.is_ascii_digit());
        let parts = word.split(move |c| c == '.' && !is_number).filter(|part| !part.is_empty());
        parts.enumerate().map(move |(at, part)| (if at == 0 { *before } else { "." }, part))
    });
    parts.collect()
}
