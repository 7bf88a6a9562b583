//! Words for what tariffs are paid for.

use super::scale;
use crate::fold::fold;
use rammeaftale::portfolio::TariffUnit;

/// The unit that `døgn`, `pr. døgn` and `kr./døgn` name.
pub(crate) fn named_unit(text: &str) -> Option<TariffUnit> {
    match text {
        "" => return None,
        "døgn" | "day" => return Some(TariffUnit::Day),
        "time" | "hour" => return Some(TariffUnit::Hour),
        "måned" | "month" => return Some(TariffUnit::Month),
        "år" | "year" => return Some(TariffUnit::Year),
        // `30 dage` are no day, and `½ time` is no hour.
        _ if text.contains(char::is_numeric) || scale::stands_in(text) => return None,
        _ => {}
    }
    let words = text.split(|c: char| !c.is_alphabetic()).map(fold);
    let words = words.filter(|word| !matches!(word.as_str(), "" | "kr" | "dkk" | "kroner" | "pr" | "per" | "i"));
    let words: Vec<String> = words.collect();
    let [word] = words.as_slice() else { return None };
    time(word)?
}

/// What a tariff is paid for; `None` is a time that no tariff here is paid for.
pub(crate) type Unit = Option<TariffUnit>;

/// A unit as `enhed` and `tariff_unit` have it.
pub(crate) fn unit_name(unit: TariffUnit) -> (&'static str, &'static str) {
    match unit {
        TariffUnit::Day => ("døgn", "day"),
        TariffUnit::Hour => ("time", "hour"),
        TariffUnit::Month => ("måned", "month"),
        TariffUnit::Year => ("år", "year"),
    }
}

/// Whether a heading says that its amounts are of the year before or after, as `Takst forrige år` and `Gammel takst`, or
/// only that they are of the latest, as `Ny takst` may.
pub(crate) fn of_other_year(heading: &str) -> Option<bool> {
    let words: Vec<&str> = heading.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_said = |at: usize, list: &[&str]| {
        words.get(at).is_some_and(|word| list.contains(&&*word.to_lowercase())) && !begins_name(&words, at)
    };
    let has = |list: &[&str]| (0..words.len()).any(|at| is_said(at, list));
    let is_before = heading.split_whitespace().any(|word| is_year_before(word.trim_matches(['(', ')', ',', '.'])));
    if is_before || has(&OTHER) { Some(true) } else { has(&LATEST).then_some(false) }
}

/// True for the first word of a name, as of `Gl. Estrup`; not for `Gl. Takst`.
pub(crate) fn begins_name(words: &[&str], at: usize) -> bool {
    let is_capital = |word: &str| word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase);
    let is_common = |word: &str| {
        let word = word.to_lowercase();
        let nouns = ["takst", "pris", "sats", "plads", "grundlag", "resultat", "beløb", "budget", "version", "udgave"];
        nouns.iter().any(|noun| word.contains(noun))
    };
    let is_name = |word: &&str| is_capital(word) && !is_common(word);
    words.get(at).is_some_and(|word| is_capital(word)) && words.get(at + 1).is_some_and(is_name)
}

/// True for `N-1` and `t-1`.
fn is_year_before(word: &str) -> bool {
    matches!(&*word.to_lowercase(), "n-1" | "t-1" | "år-1")
}

const OTHER: [&str; 19] = [
    "forrige",
    "sidste",
    "foregående",
    "tidligere",
    "gammel",
    "gammelt",
    "gamle",
    "gl",
    "tidl",
    "basisår",
    "basisåret",
    "basisårets",
    "fjor",
    "næste",
    "kommende",
    "previous",
    "last",
    "next",
    "old",
];
const LATEST: [&str; 9] = ["ny", "nyt", "nye", "nuværende", "gældende", "aktuel", "aktuelle", "new", "current"];

/// What a word for a time, folded, is to a tariff.
pub(crate) fn time(word: &str) -> Option<Unit> {
    match word {
        "day" | "days" | "dag" | "dagen" | "dage" | "doegn" | "doegnet" => Some(Some(TariffUnit::Day)),
        "hour" | "hours" | "time" | "timen" | "timer" => Some(Some(TariffUnit::Hour)),
        "month" | "months" | "maaned" | "maaneden" | "maaneder" | "md" | "mdr" | "mnd" => Some(Some(TariffUnit::Month)),
        "year" | "years" | "aar" | "aaret" | "helaar" | "helaaret" => Some(Some(TariffUnit::Year)),
        "minut" | "minutter" | "besoeg" | "km" | "forloeb" | "samtale" | "lektion" | "session" => Some(None),
        "week" | "weeks" | "uge" | "ugen" | "uger" | "quarter" | "kvartal" | "kvartalet" | "halvaar" | "halvaaret" => {
            Some(None)
        }
        _ => None,
    }
}
