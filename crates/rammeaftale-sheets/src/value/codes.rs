//! Codes of municipalities and regions.

use crate::mistake::{Problem, shown};
use rammeaftale::diag::Code;
use rammeaftale::portfolio::{Authority, Column};

fn code(text: &str) -> Option<Authority> {
    let digits = text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok().and_then(Authority::new) } else { None }
}

/// A code, behind which a name may stand for those who read the sheet.
pub(super) fn authority(text: &str, column: Column) -> Result<Authority, Problem> {
    let (number, name) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let is_named = !name.contains(|c: char| c.is_ascii_digit());
    code(number).filter(|_| is_named).ok_or_else(|| bad_codes(&[text], column))
}

pub(super) fn location(text: &str) -> Result<Authority, Problem> {
    let found = authority(text, Column::Location)?;
    if found.is_municipality() {
        return Ok(found);
    }
    Err(Problem::new(
        Code::BadCode,
        format!("{} i `beliggenhed` er en regions kode", shown(text)),
        format!("{} in `location` is the code of a region", shown(text)),
    )
    .help(
        "skriv koden for den kommune, som tilbuddet ligger i, fx 740",
        "write the code of the municipality in which the offer lies, e.g. 740",
    ))
}

/// Codes with blanks, commas, semicolons or line breaks between them; behind one that stands alone there, the
/// municipality's name.
pub(super) fn authorities(text: &str, column: Column) -> Result<Vec<Authority>, Problem> {
    let parts = text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let words = parts.flat_map(|part| match named(part) {
        Some(number) => vec![number],
        None => part.split_whitespace().collect(),
    });
    let words: Vec<&str> = words.collect();
    let bad: Vec<&str> = words.iter().copied().filter(|word| code(word).is_none()).collect();
    match bad.as_slice() {
        [] if words.is_empty() => Err(bad_codes(&[text], column)),
        [] => Ok(words.into_iter().filter_map(code).collect()),
        bad => Err(bad_codes(bad, column)),
    }
}

/// The number of `746 Skanderborg`, `746 Skanderborg Kommune` and `1082 Region Midtjylland`; none where the name might
/// be two.
fn named(part: &str) -> Option<&str> {
    let (number, name) = part.split_once(char::is_whitespace)?;
    let is_kind = |word: &&str| !matches!(word.to_lowercase().as_str(), "kommune" | "region");
    let names: Vec<&str> = name.split_whitespace().filter(is_kind).collect();
    let is_name = |name: &str| name.chars().all(|c| c.is_alphabetic() || c == '-') && name.chars().nth(2).is_some();
    matches!(names.as_slice(), [one] if is_name(one)).then_some(number)
}

/// Bad codes that a message repeats.
const MOST_SHOWN: usize = 5;

fn bad_codes(bad: &[&str], column: Column) -> Problem {
    let mut list: Vec<String> = bad.iter().take(MOST_SHOWN).map(|text| shown(text)).collect();
    if bad.len() > MOST_SHOWN {
        list.push("…".to_owned());
    }
    let list = list.join(", ");
    let (are_da, are_en) = match bad.len() {
        1 => ("er ikke koden for en kommune eller region", "is not the code of a municipality or region"),
        _ => ("er ikke koder for kommuner eller regioner", "are not codes of municipalities or regions"),
    };
    let problem = Problem::new(
        Code::BadCode,
        format!("{list} i `{}` {are_da}", column.danish()),
        format!("{list} in `{column}` {are_en}"),
    );
    match column {
        Column::Buyers => problem.help(
            "skriv koderne med mellemrum imellem, fx `740 751`",
            "write the codes with blanks between them, e.g. `740 751`",
        ),
        Column::Location => problem.help("skriv kommunens kode, fx 740", "write the municipality's code, e.g. 740"),
        _ => problem.help(
            "skriv koden: en kommunes er fra 101 til 999, Region Midtjyllands er 1082",
            "write the code: a municipality's is from 101 to 999, that of Region Midtjylland is 1082",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_bad_buyers_are_named() {
        let problem = authorities("740 Viborg 7", Column::Buyers).unwrap_err();
        let text = format!("{problem:?}");
        assert!(text.contains("`Viborg`, `7` in `buyers` are not codes of municipalities or regions"), "{text}");
    }

    #[test]
    fn buyers_as_people_write_them() {
        let read = |text: &str| {
            authorities(text, Column::Buyers).ok().map(|codes| codes.iter().map(|code| code.code()).collect::<Vec<_>>())
        };
        for text in [
            "746 751",
            "746, 751",
            "746,751",
            "746;751",
            "746\n751",
            " 746 ;751, ",
            "746 Skanderborg, 751 Aarhus Kommune",
        ] {
            assert_eq!(read(text), Some(vec![746, 751]), "{text:?}");
        }
        assert_eq!(read("0746 Skanderborg"), Some(vec![746]));
        assert_eq!(read("1082 Region Midtjylland; 756 Ikast-Brande"), Some(vec![1082, 756]));
        for text in [
            "746 Skanderborg Aarhus",
            "746 Skanderborg og Aarhus",
            "Skanderborg",
            "746751",
            "746.751",
            "746 og 751",
            ",",
            "746 7",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
