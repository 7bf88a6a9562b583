//! What the words of a line say of amounts.

use super::Saying;
use super::prices::{prices, year_of};
use super::scaled::{is_figures, is_scaled};
use super::units::units;
use rammeaftale::quantity::Year;

/// All that a line says of amounts.
pub(crate) fn sayings(line: &str) -> Vec<Saying> {
    let normal = normal(line);
    let words = words(&normal);
    let mut found: Vec<Saying> = is_scaled(&words).then_some(Saying::Scaled).into_iter().collect();
    found.extend(prices(&words));
    found.extend(realised(&words).map(Saying::Realised));
    found.extend(is_turned(&normal).then_some(Saying::Turned));
    found.extend(units(&words).into_iter().map(Saying::Per));
    found
}

/// The price level or the accounts that words beside a number name.
#[cfg(feature = "workbooks")]
pub(crate) fn saying_beside(signs: &str) -> Option<Saying> {
    sayings(signs).into_iter().find(|saying| matches!(saying, Saying::Prices(_) | Saying::Realised(_)))
}

/// A line in small letters, with `P/L 25` as `pl-25` and `1 000` as `1.000`, without what it denies.
pub(super) fn normal(line: &str) -> String {
    let lower = line.replace("PL ", "PL-").to_lowercase().replace('\u{a0}', " ");
    let lower = lower
        .replace("p/l ", "pl-")
        .replace("p/l", "pl")
        .replace("1 000", "1.000")
        .replace("danske kroner", "kroner")
        .replace("x1", "x 1");
    if lower.contains("ikke") || lower.contains("not ") { affirmed(&lower) } else { lower }
}

/// As many words behind a denial are denied, if no comma or point ends it before.
const DENIED: usize = 3;

/// The words that `i kr. og ikke i 1.000 kr.` affirms.
fn affirmed(line: &str) -> String {
    let mut denied = 0;
    let is_affirmed = |word: &&str| {
        let was_denied = denied;
        denied = match word.trim_matches(['(', ')', '"']) {
            "ikke" | "not" => DENIED,
            "men" | "but" => 0,
            // `kr.` ends no sentence.
            word if word.ends_with([',', ';', ':']) || word.ends_with('.') && word.len() > 4 => 0,
            _ => denied.saturating_sub(1),
        };
        was_denied == 0
    };
    line.split(' ').filter(is_affirmed).collect::<Vec<_>>().join(" ")
}

/// A word and what stands before it.
pub(super) type Word<'t> = (&'t str, &'t str);

/// The words of letters, digits and the marks of numbers, each with what parts it from the one before.
pub(super) fn words(line: &str) -> Vec<Word<'_>> {
    let (mut words, mut from, mut start) = (Vec::new(), 0, None::<usize>);
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | ',');
    for (at, c) in line.char_indices().chain([(line.len(), '\n')]) {
        match (is_part(c), start) {
            (true, None) if c.is_alphanumeric() => start = Some(at),
            (false, Some(begin)) => {
                let word = line.get(begin..at).unwrap_or_default();
                let bare = word.trim_end_matches(['.', ',']);
                words.push((line.get(from..begin).unwrap_or_default(), bare));
                (from, start) = (begin + bare.len(), None);
            }
            _ => {}
        }
    }
    words
}

pub(super) fn is_kroner(word: &str) -> bool {
    matches!(word, "kr" | "dkk" | "kroner")
}

/// A line that begins with the accounts or says that figures are of them, and the year where it names one; not
/// `inkl. regnskab 2023`, nor the department `Økonomi og Regnskab`.
fn realised(words: &[Word<'_>]) -> Option<Option<Year>> {
    if words.iter().any(|(_, word)| word.starts_with("budget")) {
        return None;
    }
    let is_adjective = |word: &str| matches!(word, "realiseret" | "realiserede" | "realised" | "realized" | "forbrug");
    let year = || words.iter().find_map(|(_, word)| year_of(word));
    let short = |word: &str| word.strip_prefix('r').and_then(year_of);
    match predicate(words) {
        [(_, first), ..] if short(first).is_some() => Some(short(first)),
        [(_, first), ..] if is_accounts(first) => Some(year()),
        [(_, first), (_, second), ..] if year_of(first).is_some() && is_accounts(second) => Some(year()),
        [(_, first)] if is_adjective(first) => Some(None),
        [(_, first), (_, second)] if is_adjective(first) => {
            let is_of_figures = is_figures(second) || matches!(*second, "udgifter" | "figures");
            (year_of(second).is_some() || is_of_figures).then(|| year_of(second))
        }
        words => words.windows(2).find_map(aside).map(Some),
    }
}

/// True for words for the accounts.
fn is_accounts(word: &str) -> bool {
    let word = word.strip_prefix("års").unwrap_or(word);
    let is_end = |end| matches!(end, "" | "er" | "et" | "tal" | "stal" | "stallene");
    word.strip_prefix("regnskab").is_some_and(is_end) || matches!(word, "accounts" | "actuals" | "regn")
}

/// What is said of figures: `foreløbigt regnskab` and `tallene er fra regnskab` are of the accounts as `regnskab` is.
fn predicate<'l, 't>(words: &'l [Word<'t>]) -> &'l [Word<'t>] {
    let is_state = |(_, word): &Word<'_>| {
        matches!(*word, "foreløbigt" | "endeligt" | "godkendt" | "forventet" | "revideret" | "faktisk")
    };
    let subject = words.iter().take_while(|(_, word)| is_figures(word)).count();
    let behind = words.iter().skip(subject);
    let told = behind.take_while(|(_, word)| matches!(*word, "er" | "are" | "fra" | "from")).count();
    let words = words.get(subject + told..).filter(|_| subject > 0 && told > 0).unwrap_or(words);
    words.split_first().filter(|(first, _)| is_state(first)).map_or(words, |(_, rest)| rest)
}

/// The year of `(regnskab 2024)` and `, regnskab 2024` behind other words.
fn aside(pair: &[Word<'_>]) -> Option<Year> {
    let [(between, kind), (_, year)] = pair else { return None };
    let is_parted = between.contains([',', '(', '–', '—']) || *between == " - ";
    year_of(year).filter(|_| is_parted && is_accounts(kind))
}

/// `+ = merforbrug`, `negative tal er overskud` and `indtægter er negative`: the nearest sign and side, taken in pairs.
fn is_turned(lower: &str) -> bool {
    let words: Vec<&str> = lower.split_whitespace().collect();
    // `Indtægter - udgifter` and `udgifter + moms` are sums.
    let is_sum = |at: usize| {
        matches!(words.get(at), Some(&("+" | "-" | "–" | "plus" | "minus")))
            && at.checked_sub(1).and_then(|at| words.get(at)).is_some_and(|last| flow(last).is_some())
            && words.get(at + 1).is_some_and(|next| next.starts_with(char::is_alphabetic))
    };
    let spoken = words.iter().enumerate().filter(|(at, _)| !is_sum(*at)).map(|(_, word)| *word);
    let parts = spoken.flat_map(|word| word.split(|c: char| !(c.is_alphanumeric() || matches!(c, '+' | '-' | '='))));
    let marks: Vec<(bool, bool)> = parts
        .filter_map(|part| match part {
            "+" | "+=" | "plus" => Some((true, true)),
            "-" | "-=" | "minus" | "parentes" => Some((true, false)),
            part if part.starts_with("positiv") => Some((true, true)),
            part if part.starts_with("negativ") => Some((true, false)),
            "overskud" | "mindreforbrug" | "mindreudgift" | "mindreudgifter" | "surplus" => Some((false, true)),
            "underskud" | "merforbrug" | "merudgift" | "merudgifter" | "deficit" => Some((false, false)),
            part => flow(part).map(|comes_in| (false, comes_in)),
        })
        .collect();
    let is_turned =
        |pair: &[(bool, bool)]| matches!(pair, [(one, first), (other, second)] if one != other && first != second);
    marks.chunks(2).any(is_turned)
}

/// Whether a word is of what comes in or of what goes out.
fn flow(word: &str) -> Option<bool> {
    match word {
        "indtægt" | "indtægter" | "indtægterne" | "income" => Some(true),
        "udgift" | "udgifter" | "udgifterne" | "expenses" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(lines: &[&str], expected: &[Saying]) {
        for line in lines {
            assert_eq!(sayings(line), expected, "{line}");
        }
    }

    fn year(number: i32) -> Year {
        Year::new(number).unwrap()
    }

    #[test]
    fn lines_that_name_accounts() {
        all(
            &[
                "Regnskab",
                "Realiserede udgifter",
                "regnskabstal",
                "Actuals",
                "Tallene er regnskabstal",
                "Alle tal er fra regnskabet",
            ],
            &[Saying::Realised(None)],
        );
        all(
            &[
                "Regnskab 2024",
                "2024-regnskab",
                "Regnskab for 2024",
                "Årsregnskab 2024",
                "R2024",
                "Regn. 2024",
                "Forbrug 2024",
                "Beløb er fra regnskab 2024",
                "Foreløbigt regnskab 2024",
                "Opdigtede takster (regnskab 2024)",
            ],
            &[Saying::Realised(Some(year(2024)))],
        );
        all(
            &[
                "Økonomi og Regnskab",
                "Økonomi og Regnskab, 2025",
                "Budget og regnskab 2024",
                "Budget 2025",
                "Takster",
                "Takster 2025 inkl. regnskab 2023",
                "Kilde: regnskab 2023",
                "Tallene er ikke regnskabstal",
                "Tallene er fra budget og regnskab",
                "Realiseret belægning er 95 %",
            ],
            &[],
        );
    }

    #[test]
    fn lines_that_turn_the_sign() {
        all(
            &[
                "+ = merforbrug, - = mindreforbrug",
                "Positive tal er underskud",
                "overskud er negativt",
                "Udgifter er positive, indtægter negative",
                "Indtægter med minus",
                "+ = udgift, - = indtægt",
                "Overskud står i parentes",
            ],
            &[Saying::Turned],
        );
        all(
            &[
                "Overskud er positivt, underskud negativt",
                "- = underskud",
                "Underskud 2023",
                "minus 5 pct.",
                "Udgifter er negative",
                "Udgifter + moms",
                "Resultat = indtægter - udgifter",
                "Indtægter minus udgifter",
            ],
            &[],
        );
    }
}
