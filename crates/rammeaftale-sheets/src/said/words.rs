//! A line as the words that it is made of.

use rammeaftale::quantity::Year;

/// The council of the municipalities, which has the letters of a thousand kroner.
pub(super) const COUNCIL: &str = "kommunekontaktråd";

/// A line in small letters, with `P/L 25` and `25 PL` as `pl-25` and `25-pl` and `1 000` as `1.000`, without what it denies.
pub(super) fn normal(line: &str) -> String {
    let line = if line.contains("KKR") { &line.replace("KKR", COUNCIL) } else { line };
    let lower = with_level(line).replace("PL ", "PL-").to_lowercase().replace(['\u{a0}', '\u{2009}', '\u{202f}'], " ");
    let mut lower = lower
        .replace("p/l ", "pl-")
        .replace("p/l", "pl")
        .replace("pl-niveau", "prisniveau")
        .replace("danske kroner", "kroner");
    if lower.contains(['€', '$', '£']) {
        lower = lower.replace('€', " eur ").replace('$', " usd ").replace('£', " gbp ");
    }
    if lower.contains('\'') {
        lower = lower.replace("pl'", "pl-").replace("pl-'", "pl-").replace("000'er", "000er").replace("000'", "000er");
    }
    if lower.contains(['0', '1']) {
        lower = lower
            .replace("1'000", "1.000")
            .replace("000er", "000'er")
            .replace("1 000", "1.000")
            .replace("1.000 000", "1.000.000")
            .replace("10 000", "10.000")
            .replace("x1", "x 1")
            .replace("kr.1", "kr. 1")
            .replace("dkk1", "dkk 1")
            .replace("kr.0", "kr. 0");
    }
    if lower.contains("ikke") || lower.contains("not ") { affirmed(&lower) } else { lower }
}

/// `25PL` and `25 PL` as `25-PL`; small letters may be places.
fn with_level(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, behind)) = rest.split_once("PL") {
        let year = before.trim_end_matches(' ');
        let digits = year.len() - year.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let is_level = matches!(digits, 2 | 4) && !behind.starts_with(char::is_alphanumeric);
        out.push_str(if is_level { year } else { before });
        out.push_str(if is_level { "-PL" } else { "PL" });
        rest = behind;
    }
    out + rest
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

/// The year that a word is.
pub(super) fn year_of(word: &str) -> Option<Year> {
    let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|_| is_year).and_then(Year::new)
}
