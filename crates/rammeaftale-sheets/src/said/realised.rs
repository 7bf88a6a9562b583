//! Whether words say that amounts are of the accounts, or of a budget.

use super::scaled::is_figures;
use super::words::{Word, normal, words, year_of};
use super::years::short_year;
use rammeaftale::quantity::Year;
use std::borrow::Cow;

/// A line that begins with the accounts or says that figures are of them, and the year where it names one, also by the
/// letter of `R24` and `2024 (R)`; not `inkl. regnskab 2023`, nor the department `Økonomi og Regnskab`.
pub(super) fn realised(words: &[Word<'_>]) -> Option<Option<Year>> {
    if words.iter().any(|(_, word)| word.starts_with("budget")) {
        return None;
    }
    let is_adjective = |word: &str| ADJECTIVES.contains(&word) || word == "forbrug";
    let year = || words.iter().find_map(|(_, word)| year_of(word));
    let short = |word: &str| word.strip_prefix('r').and_then(year_of);
    if let Some(year) = lettered(words, "r") {
        return Some(year);
    }
    match predicate(words) {
        [(_, first), ..] if short(first).is_some() => Some(short(first)),
        [(_, first), ..] if is_accounts(first) => Some(year()),
        [(_, first), (_, second), ..] if year_of(first).is_some() && is_accounts(second) => Some(year()),
        [(_, first)] if is_adjective(first) => Some(None),
        [(_, "forbrug"), (_, "pr" | "ultimo" | "til"), ..] => Some(year()),
        [(_, first), (_, second), rest @ ..] if is_adjective(first) => {
            let is_of_figures = is_figures(second) || matches!(*second, "udgifter" | "figures" | "forbrug");
            let is_year = |word: &Word<'_>| year_of(word.1).is_some();
            (rest.iter().all(is_year) && (year_of(second).is_some() || is_of_figures)).then(year)
        }
        [.., (between, last)] if between.ends_with('(') && is_accounts(last) => Some(None),
        words => words.windows(2).find_map(aside).map(Some),
    }
}

/// True for a label that says that amounts are of a budget, as `Budget`, `B`, `Vedtaget budget 2025` and `2025 (B)` do.
pub(crate) fn names_budget(label: &str) -> bool {
    let normal = normal(label);
    let words = words(&normal);
    let is_budget = |word: &str| {
        word.ends_with("budget") || matches!(word, "budgettal" | "budgettet" | "budgetteret" | "budgetforslag" | "bud")
    };
    let any = |is_it: &dyn Fn(&str) -> bool| words.iter().any(|(_, word)| is_it(word));
    let is_of_both = any(&|word| word.contains("regnskab"));
    label.trim() == "B" || lettered(&words, "b").is_some() || any(&is_budget) && !is_of_both
}

/// The year of a line that the letter of its figures ends, as `Takster R24` and `Takster 2024 (R)`, or begins, as `R 2024`;
/// `Birk (R)` is a name.
fn lettered(words: &[Word<'_>], letter: &str) -> Option<Option<Year>> {
    let of_word = |word: &str| word.strip_prefix(letter).and_then(|digits| year_of(digits).or(short_year(digits)));
    match words {
        [(between, last)] if between.ends_with('(') && *last == letter => Some(None),
        [.., (_, year), (_, of)] | [(_, of), (_, year)] if *of == letter => year_of(year).map(Some),
        [of_figures @ .., (_, last)] if of_figures.iter().all(|(_, word)| is_figures(word)) => of_word(last).map(Some),
        _ => None,
    }
}

/// A heading with the letter of its figures right before their year: `Takst R2024` for `Takst R 2024`, `R-24` and `2024 R`.
pub(crate) fn with_letter(heading: &str) -> Cow<'_, str> {
    let words = words(heading);
    let is_letter = |word: &str| matches!(word, "B" | "R" | "b" | "r");
    let is_beside = |between: &str| between.chars().all(|c| matches!(c, ' ' | '-' | '\'' | '’'));
    let long = |word: &str| year_of(word).or_else(|| short_year(word));
    let of_one = |(letter, year)| Some((letter, short_year(year).filter(|_| is_letter(letter))?, 1));
    // The letter, the year, and how many words they are.
    let found = |at: usize| match words.get(at..)? {
        [(_, letter), (between, year), ..] if is_letter(letter) && is_beside(between) => {
            Some((*letter, long(year)?, 2))
        }
        [(_, year), (between, letter)] if is_letter(letter) && is_beside(between) => Some((*letter, year_of(year)?, 2)),
        [(_, word), ..] => word.split_at_checked(1).and_then(of_one),
        [] => None,
    };
    let Some((at, (letter, year, count))) = (0..words.len()).find_map(|at| Some((at, found(at)?))) else {
        return heading.into();
    };
    let joined = |(number, (between, word)): (usize, &Word<'_>)| match number.checked_sub(at) {
        Some(0) => format!("{between}{letter}{year}"),
        Some(behind) if behind < count => String::new(),
        _ => format!("{between}{word}"),
    };
    words.iter().enumerate().map(joined).collect::<String>().into()
}

/// Words for what came to be.
const ADJECTIVES: [&str; 6] = ["realiseret", "realiserede", "realised", "realized", "faktisk", "faktiske"];

/// True for a word that makes a heading one of the accounts: `Regnskabstal`, `Realiseret pris`, `Forbrug` and `R24`.
pub(crate) fn is_of_accounts(word: &str) -> bool {
    let lower = word.to_lowercase();
    let is_year = |rest: &str| matches!(rest.len(), 2 | 4) && rest.bytes().all(|byte| byte.is_ascii_digit());
    lower.starts_with("regnskab") && !lower.starts_with("regnskabså")
        || lower.strip_prefix('r').is_some_and(is_year)
        || ADJECTIVES.contains(&&*lower)
        || matches!(&*lower, "forbrug" | "forbruget" | "actual")
}

/// True for words for the accounts.
fn is_accounts(word: &str) -> bool {
    let word = word.strip_prefix("års").unwrap_or(word);
    let is_end = |end| matches!(end, "" | "er" | "et" | "tal" | "stal" | "stallene");
    word.strip_prefix("regnskab").is_some_and(is_end) || matches!(word, "accounts" | "actual" | "actuals" | "regn")
}

/// What is said of figures: `foreløbigt regnskab` and `tallene er fra regnskab` are of the accounts as `regnskab` is.
fn predicate<'l, 't>(words: &'l [Word<'t>]) -> &'l [Word<'t>] {
    let is_state = |(_, word): &Word<'_>| {
        matches!(*word, "foreløbigt" | "endeligt" | "godkendt" | "forventet" | "revideret" | "faktisk")
            || matches!(*word, "afsluttet" | "foreløbige" | "endelige" | "estimerede")
    };
    let subject = words.iter().take_while(|(_, word)| is_figures(word)).count();
    let behind = words.iter().skip(subject);
    let told = behind.take_while(|(_, word)| matches!(*word, "er" | "are" | "fra" | "from" | "hentet")).count();
    let words = words.get(subject + told..).filter(|_| subject > 0 && told > 0).unwrap_or(words);
    words.split_first().filter(|(first, rest)| is_state(first) && !rest.is_empty()).map_or(words, |(_, rest)| rest)
}

/// The year of `(regnskab 2024)` and `, regnskab 2024` behind other words.
fn aside(pair: &[Word<'_>]) -> Option<Year> {
    let [(between, kind), (_, year)] = pair else { return None };
    let is_parted = between.contains([',', '(', '–', '—']) || *between == " - ";
    year_of(year).filter(|_| is_parted && is_accounts(kind))
}

#[cfg(test)]
mod tests {
    use super::super::{Saying, sayings::tests::all};
    use super::*;

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
                "Udgifter (regnskab)",
                "Afsluttet regnskab",
                "Forbrug pr. 31. december",
                "Faktisk",
                "(R)",
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
                "R24",
                "R 2024",
                "R-2024",
                "2024 R",
                "2024 (R)",
                "Takster R24",
                "Takster (R2024)",
                "Takster 2024 (R)",
                "Regn. 2024",
                "Forbrug 2024",
                "Beløb er fra regnskab 2024",
                "Foreløbigt regnskab 2024",
                "Realiserede takster 2024",
                "Faktiske udgifter 2024",
                "Realiseret forbrug 2024",
                "Tallene er hentet fra regnskab 2024",
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
                "R",
                "Birk (R)",
                "Afdeling R24",
                "R12",
                "B24",
                "2025 (B)",
            ],
            &[],
        );
    }
}
