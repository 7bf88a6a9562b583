//! Whether words say that amounts count thousands or more, hundredths, or another currency.

use super::currency;
use super::scale;
use super::words::{COUNCIL, Word, is_kroner, year_of};

/// `i 1.000 kr.`, `t.kr.`, `hele tusinde`; not `under 1.000 kr.` and `3 mio. kr.`, which are amounts.
pub(super) fn is_scaled(words: &[Word<'_>]) -> bool {
    let word = |at: usize| words.get(at).map_or("", |(_, word)| *word);
    words.iter().enumerate().any(|(at, (_, text))| {
        let (last, next) = (at.checked_sub(1).map(word).unwrap_or_default(), word(at + 1));
        let is_said = matches!(last, "i" | "in" | "hele" | "dkk");
        if is_rounded(words, at) {
            return false;
        }
        // `5 t.kr.` is an amount; `Budget2025 (t.kr.)` is none.
        let is_one = || last == "1" && at.checked_sub(2).is_some_and(|at| matches!(word(at), "i" | "in"));
        let counts = last.ends_with(|c: char| c.is_ascii_digit()) && !ends_in_year(last) && !is_one();
        if *text == COUNCIL {
            return words.len() > 1 && !is_of_council(words.get(at + 1)) && is_of_all_others(words, at..at + 1);
        }
        if currency::is_other(text) {
            return is_said || is_of_all_others(words, at..at + 1) || is_last_clause(words, at..at + 1);
        }
        if is_kroner(text) && matches!(last, "norske" | "svenske" | "islandske")
            || is_said && is_kroner(next) && is_power(text)
        {
            return true;
        }
        if !scale::stands_in(text) {
            return false;
        }
        let is_last = || is_last_clause(words, at..at + 1) || is_kroner(last) && next.is_empty();
        match *text {
            "t" | "k" => is_kroner(next) && !counts || is_last(),
            _ if text.starts_with(|c: char| c.is_ascii_digit()) => is_scale_number(words, at),
            _ => {
                !counts && (is_said || is_kroner(next) || words.len() == 1 || scale::ends_in_kroner(text) || is_last())
            }
        }
    })
}

/// True for the word that makes `KKR-takster`, which the council looks after; `KKR-beløb` may be thousands.
fn is_of_council(next: Option<&Word<'_>>) -> bool {
    let begins = |word: &str| ["takst", "budget", "regnskab"].iter().any(|begin| word.starts_with(begin));
    next.is_some_and(|(between, word)| *between == "-" && begins(word))
}

/// As many words may stand between `afrundet` and to what, as `til nærmeste hele`.
const ROUNDED: usize = 3;

/// True for the number of `afrundet til hele 1.000 kr.`
fn is_rounded(words: &[Word<'_>], at: usize) -> bool {
    let mut before = words.iter().take(at).rev().take(ROUNDED + 1).map(|(_, word)| *word);
    let is_to = before.clone().any(|word| matches!(word, "til" | "to"));
    is_to && before.any(|word| word.starts_with("afrund") || word == "rounded")
}

/// True for `100` and `10.000`.
fn is_power(text: &str) -> bool {
    text.len() > 2 && text.starts_with('1') && text.chars().skip(1).all(|c| matches!(c, '0' | '.'))
}

/// True for `2025`, `budget2025`, `PL25` and `25PL`.
fn ends_in_year(word: &str) -> bool {
    let is_short = |year: &str| year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit());
    let level = word.strip_prefix("pl").or(word.strip_suffix("pl"));
    level.is_some_and(|year| is_short(year) || year_of(year).is_some())
        || year_of(word.trim_start_matches(char::is_alphabetic)).is_some()
}

/// True for the number of `i 1.000 kr.`, `kr. x 1.000`, `(000 kr.)`, `1.000'er kr.` and `Beløb i kr. 1.000`; not for that
/// of `Gebyr kr. 1.000`.
fn is_scale_number(words: &[Word<'_>], at: usize) -> bool {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let last = |back: usize| at.checked_sub(back).map_or("", |at| word(at).1);
    let ((before, text), (_, next)) = (word(at), word(at + 1));
    if last(1).ends_with(|c: char| c.is_ascii_digit()) && text == "000" {
        return false;
    }
    let is_tens = next == "er";
    let next = if is_tens { word(at + 2).1 } else { next };
    let is_said = matches!(last(1), "i" | "in" | "hele" | "dkk");
    let is_times = last(1) == "x" || next == "x" || before.contains(['×', '*']);
    let is_of_all = words.iter().take(at).all(is_of_amounts);
    let (is_end, is_of_kroner) = (next.is_empty(), is_kroner(next) || scale::ends_in_kroner(text));
    let behind = at + 1 + usize::from(is_tens) + usize::from(is_kroner(next));
    is_said && (is_end || is_of_kroner)
        || is_of_kroner && (is_last_clause(words, at..behind) || is_of_all_others(words, at..behind))
        || is_of_kroner && behind == words.len() && ends_title(words, at)
        || is_of_all && is_tens && is_end
        || is_times
            && (words.len() < 3
                || words.iter().any(|(_, word)| is_kroner(word))
                || words.iter().all(|word| is_of_amounts(word) || word.1 == "x" || scale::stands_in(word.1)))
        || is_kroner(last(1)) && is_end && (at == 1 || matches!(last(2), "i" | "in"))
        || is_kroner(next) && (is_tens || text == "000")
        || is_kroner(last(1)) && text == "000"
}

/// True where all words but these speak of amounts in general.
fn is_of_all_others(words: &[Word<'_>], these: std::ops::Range<usize>) -> bool {
    words.iter().enumerate().filter(|(at, _)| !these.contains(at)).all(|(_, word)| is_of_amounts(word))
}

/// True where a comma, a bracket or a dash parts these words from those before, and behind them stands nothing, or what
/// speaks of amounts in general.
fn is_last_clause(words: &[Word<'_>], these: std::ops::Range<usize>) -> bool {
    let parts = |between: &str| between.contains([',', ';', '(', '–', '—', '|']) || between.contains(" - ");
    let mut behind = words.iter().skip(these.end);
    let is_closed = words.get(these.end).is_some_and(|(between, _)| between.contains(')'));
    words.get(these.start).is_some_and(|(between, _)| parts(between)) && (is_closed || behind.all(is_of_amounts))
}

/// As many words may stand in a title before the scale that it ends with.
const TITLE: usize = 5;
/// How words end that an amount of just a thousand kroner stands behind.
const OF_ONE: [&str; 16] = [
    "gebyr",
    "grænse",
    "tilskud",
    "depositum",
    "tillæg",
    "betaling",
    "under",
    "over",
    "mindst",
    "højst",
    "maks",
    "max",
    "på",
    "til",
    "fra",
    "ca",
];

/// True for the number of `Silkeborg Kommune 1.000 kr.`; not for that of `Gebyr 1.000 kr.`
fn ends_title(words: &[Word<'_>], at: usize) -> bool {
    let last = at.checked_sub(1).and_then(|at| words.get(at)).map_or("", |(_, word)| *word);
    at <= TITLE
        && last.ends_with(char::is_alphabetic)
        && !is_kroner(last)
        && !OF_ONE.iter().any(|end| last.ends_with(end))
}

/// True for words that say of amounts what they are or of which year, and not what a single one is.
pub(super) fn is_of_amounts((_, word): &Word<'_>) -> bool {
    let is_short_year =
        word.len() == 2 && word.starts_with(['1', '2', '3']) && word.bytes().all(|b| b.is_ascii_digit());
    is_figures(word) || is_of_prices(word) || ends_in_year(word) || is_short_year || matches!(*word, "i" | "in" | "for")
}

/// Words that say more of amounts than what they are counted in.
fn is_of_prices(word: &str) -> bool {
    let is_account = ["budget", "regnskab", "oversigt", "udgifter"].iter().any(|end| word.ends_with(end));
    let is_price = matches!(word, "løbende" | "faste" | "årets" | "priser" | "prisniveau" | "pl" | "netto" | "brutto");
    is_account || is_price || matches!(word, "inkl" | "ekskl" | "moms")
}

/// Words for amounts in general.
pub(super) fn is_figures(word: &str) -> bool {
    let word = word.strip_suffix("ne").unwrap_or(word);
    matches!(word, "alle" | "beløb" | "beløbe" | "tal" | "talle" | "enhed" | "takster" | "priser" | "unit" | "amounts")
        || matches!(word, "takst" | "pris")
}

#[cfg(test)]
mod tests {
    use super::super::{Saying, sayings::tests::all};
    use rammeaftale::Year;

    #[test]
    fn lines_that_say_what_amounts_are_counted_in() {
        all(
            &[
                "Alle beløb i 1.000 kr.",
                "Beløb i tusinde",
                "Note: t.kr.",
                "Amounts in 1,000 DKK",
                "(1.000 kr.)",
                "Alle tal i tusinder",
                "Hele tusinde",
                "Tal i 1.000",
                "i mio. kr.",
                "DKK thousand",
                "Beløb i euro",
                "tkr",
                "kr. x 1.000",
                "kr. x1000",
                "Beløb i kr. (x 1.000)",
                "1.000 x kr.",
                "(000 kr.)",
                "i '000 kr.",
                "DKK '000",
                "i 1.000'er kr.",
                "i 1 000 kr.",
                "i 1\u{202f}000 kr.",
                "Beløb i 1\u{2009}000 kr.",
                "Beløb i 1 000 000 kr.",
                "Beløb i 10 000 kr.",
                "Beløb i 1'000 kr.",
                "Beløb i 1 mio. kr.",
                "Beløb i kr. 1.000",
                "Beløb: 1.000 kr.",
                "Enhed 1.000 kr.",
                "takster 2025 1000 kr",
                "Beløb er ikke i kr., men i 1.000 kr.",
                "Tallene er ikke afrundet. Beløb i t.kr.",
                "kr.1.000",
                "1.000 kr, løbende priser",
                "k.kr.",
                "Beløb i kkr",
                "Takster 2025 (tkr.)",
                "Takster 2025, tkr.",
                "Budget2025_tkr",
                "2024 t.kr.",
                "Takster 2024-2025 (t.kr.)",
                "2025 (mio. kr.)",
                "Budget 2025 (1.000 kr.)",
                "Budget 2025, 1.000 kr.",
                "Nettobudget (1.000 kr.)",
                "Silkeborg Kommune (1.000 kr.)",
                "Takstoversigt 1.000 kr.",
                "1.000 kr. (netto)",
                "1.000'",
                "Silkeborg Kommune, 1.000 kr.",
                "Silkeborg Kommune 1.000 kr.",
                "Sociale tilbud 2025 – 1000 kr.",
                "Takster tus. kr.",
                "Beløb i 100 kr.",
                "Takst i hundrede kroner",
                "x 1.000",
                "Kr. (tusinde)",
                "DKK1000",
                "DKK t",
                "Takster (t)",
                "Priser i norske kroner",
                "tus.kr.",
                "Beløb i tus.",
                "Tusinde",
                "Takster (mio.)",
                "Takster KKR",
                "Beløb i KKR",
                "Takster (KKR)",
                "Takster 2025 KKR",
                "KKR takster 2025",
                "KKR - takster 2025",
                "KKR-2025",
                "KKR-beløb 2025",
                "KKR-takster, t.kr.",
                "Takster i øre",
                "Silkeborg (øre)",
                "Takster EUR",
                "EUR",
                "Silkeborg Kommune, EUR",
                "Takster (€)",
                "€",
                "Beløb i 1.000'",
                "Afrundet, i 1.000 kr.",
                "Takster (x1000)",
                "Takst x 1.000",
                "Beløb i hele 1.000 kr., afrundet",
            ],
            &[Saying::Scaled],
        );
        let level = Saying::Prices(Year::new(2025).unwrap());
        all(&["1.000 kr. 25PL", "PL25 tkr.", "Prisniveau 2025, 1.000 kr."], &[Saying::Scaled, level]);
        all(
            &[
                "Takster 2025",
                "Alle beløb i kr.",
                "Godkendt i KKR",
                "KKR Midtjylland",
                "KKR",
                "Silkeborg (KKR)",
                "KKR-takster 2025",
                "Takster 2025 (KKR-takster)",
                "KKR's takster 2025",
                "Gebyr € 5",
                "Ørestad",
                "Depositum 1.000 kr.",
                "Gebyr kr.1.000",
                "1.000 kr, i alt",
                "Kontakt: K. Krogh",
                "K",
                "T",
                "K 12",
                "1.000 pladser i alt",
                "Silkeborg Kommune, 740",
                "Kontakt: Kristian T. Krogh",
                "tlf. 8970 1000, kr.",
                "under 1000 brugere, i kr.",
                "Ændringer under 1.000 kr. er ikke vist",
                "1.000 kr. pr. plads",
                "Gebyr (1.000 kr. pr. plads)",
                "Vi sparer 500 tkr. i 2025",
                "I 2025 sparer vi 500 tkr.",
                "Vi sparer 3 mio. kr.",
                "Gebyr kr. 1.000",
                "Gebyr 1.000kr.",
                "Bagatelgrænse 1.000 kr.",
                "1.000 borgere",
                "21 000 kr. er bevilget",
                "Journalnr. 2024-000",
                "Alle beløb er i kr. og ikke i 1.000 kr.",
                "Alle beløb i kr., ikke i t.kr.",
                "Afrundet til hele 100 kr.",
                "Beløb er afrundet til nærmeste hele 1.000 kr.",
            ],
            &[],
        );
    }
}
