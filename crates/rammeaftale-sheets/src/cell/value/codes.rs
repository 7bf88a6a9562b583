//! Codes of municipalities and regions.

use crate::fold::{fold, folds_to};
use crate::mistake::{Problem, shown};
use rammeaftale::diag::Code;
use rammeaftale::portfolio::{Authority, Column};

pub(super) fn code(text: &str) -> Option<Authority> {
    let digits = text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok().and_then(Authority::new) } else { None }
}

/// A code, a name, or a code with its name behind it for those who read the sheet.
pub(super) fn authority(text: &str, column: Column) -> Result<Authority, Problem> {
    match one(text) {
        Some(One::Is(authority)) => Ok(authority),
        Some(One::Twice(authority, other)) => Err(two(text, column, authority, other)),
        None => Err(bad_codes(&[text], column)),
    }
}

/// What a text makes of one authority.
enum One {
    Is(Authority),
    /// The code of one and the name of another.
    Twice(Authority, Authority),
}

/// A code and what stands behind it, parted by a blank, a colon or a dash.
pub(super) fn coded(text: &str) -> Option<(Authority, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, rest) = text.split_at_checked(end)?;
    let name = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—'));
    let is_parted = name.len() < rest.len() || rest.is_empty();
    code(number).filter(|_| is_parted).map(|code| (code, name))
}

/// The authority of `746`, `Skanderborg Kommune` and `746 Skanderborg`; behind a code any name may stand in which no
/// other's is.
fn one(text: &str) -> Option<One> {
    let Some((authority, name)) = coded(text) else { return called(text) };
    if name.is_empty() {
        return Some(One::Is(authority));
    }
    let is_of_region = authority.is_municipality() && name.to_lowercase().starts_with("region");
    let mut words = name.split(|c: char| !(c.is_alphabetic() || c == '-')).filter_map(named);
    match named(name).or_else(|| words.find(|other| *other != authority)) {
        Some(other) if other != authority => Some(One::Twice(authority, other)),
        found => (found.is_some() || !is_of_region && !name.contains(|c: char| c.is_ascii_digit()))
            .then_some(One::Is(authority)),
    }
}

/// The authority of `Skanderborg` and `Skanderborg (746)`.
fn called(text: &str) -> Option<One> {
    let bracketed = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    let Some((name, number)) = bracketed else { return named(text).map(One::Is) };
    match (named(name)?, code(number.trim())?) {
        (named, code) if named == code => Some(One::Is(code)),
        (named, code) => Some(One::Twice(code, named)),
    }
}

/// The authority of `Skanderborg`, `Københavns Kommune` and `Region Midtjylland`.
pub(super) fn named(text: &str) -> Option<Authority> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let lower = |word: &str| word.to_lowercase();
    let (name, of_region) = match words.as_slice() {
        [name @ .., kind] if matches!(lower(kind).as_str(), "kommune" | "kommuner" | "regionskommune") => {
            (name, Some(false))
        }
        [kind, name @ ..] if lower(kind) == "region" => (name, Some(true)),
        name => (name, None),
    };
    let name = fold(&name.concat()).replace('/', "");
    let bare = name.strip_suffix('s').filter(|_| of_region == Some(false));
    // Some have their s in the name, as Nordfyns.
    let is_it = |known: &str| {
        [Some(name.as_str()), bare].into_iter().flatten().any(|name| folds_to(known, name))
            || known.strip_suffix('s').is_some_and(|known| known.len() > 6 && folds_to(known, &name))
    };
    let (found, _) = Authority::all().find(|(_, known)| is_it(known))?;
    // `Sjælland` alone may be the island.
    (found.is_municipality() != of_region.unwrap_or_default()).then_some(found)
}

pub(super) fn location(text: &str) -> Result<Authority, Problem> {
    let found = authority(text, Column::Location)?;
    if found.is_municipality() {
        return Ok(found);
    }
    Err(Problem::new(
        Code::BadCode,
        format!("{} i `beliggenhed` er en region", shown(text)),
        format!("{} in `location` is a region", shown(text)),
    )
    .help(
        "skriv koden for den kommune, som tilbuddet ligger i, fx 740",
        "write the code of the municipality in which the offer lies, e.g. 740",
    ))
}

/// Codes and names with commas, semicolons, `og`, line breaks or blanks between them.
pub(super) fn authorities(text: &str, column: Column) -> Result<Vec<Authority>, Problem> {
    let separated = text.split(|c: char| matches!(c, ',' | ';') || c.is_whitespace()).filter(|word| !word.is_empty());
    if let Some(codes) = separated.map(code).collect::<Option<Vec<_>>>().filter(|codes| !codes.is_empty()) {
        return Ok(codes);
    }
    let (mut found, mut bad) = (Vec::new(), Vec::new());
    let lines = text.split([',', ';', '\n']).map(|line| line.split_whitespace().collect::<Vec<_>>());
    for words in lines.flat_map(|line| line.split(|word| is_and(word)).map(<[_]>::to_vec).collect::<Vec<_>>()) {
        let part = words.join(" ");
        if let Some(parted) = with_commas(&words) {
            return Err(without_comma(&part, &parted, column));
        }
        match one(&part).filter(|_| !is_list(&part)) {
            Some(One::Is(authority)) => found.push(authority),
            Some(One::Twice(authority, other)) => return Err(two(&part, column, authority, other)),
            None => {
                // A name beside codes may be that of a code before it, or one more buyer.
                let any_code = words.iter().any(|word| code(word).is_some());
                for word in words {
                    match code(word).or_else(|| named(word).filter(|_| !any_code)) {
                        Some(authority) => found.push(authority),
                        None => bad.push(word),
                    }
                }
            }
        }
    }
    match bad.as_slice() {
        [] if found.is_empty() => Err(bad_codes(&[text], column)),
        [] => Ok(found),
        bad => Err(bad_codes(bad, column)),
    }
}

/// `751 Aarhus 746 Skanderborg` with the comma that it lacks; `None` where at most one code stands among names.
fn with_commas(words: &[&str]) -> Option<String> {
    let codes = words.iter().filter(|word| code(word).is_some()).count();
    let comma = |(at, word): (usize, &&str)| {
        let before = if at == 0 {
            ""
        } else if code(word).is_some() {
            ", "
        } else {
            " "
        };
        format!("{before}{word}")
    };
    (1 < codes && codes < words.len()).then(|| words.iter().enumerate().map(comma).collect())
}

fn without_comma(text: &str, parted: &str, column: Column) -> Problem {
    let (cell, parted) = (shown(text), shown(parted));
    Problem::new(
        Code::BadCode,
        format!("{cell} i `{}` har flere koder uden komma imellem", column.danish()),
        format!("{cell} in `{column}` holds several codes without a comma between them"),
    )
    .help(format!("skriv {parted}"), format!("write {parted}"))
}

/// True for more than a code with one name behind it that nobody has, as `746 Skanderborg Aarhus`.
fn is_list(part: &str) -> bool {
    let name = coded(part).map_or("", |(_, name)| name);
    code(part).is_none() && named(part).is_none() && named(name).is_none() && name.split_whitespace().count() > 1
}

fn is_and(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "og" | "and" | "&" | "samt")
}

fn two(text: &str, column: Column, code: Authority, named: Authority) -> Problem {
    let cell = shown(text);
    Problem::new(
        Code::BadCode,
        format!("{cell} i `{}` har koden {code} og navnet på {named}", column.danish()),
        format!("{cell} in `{column}` has the code {code} and the name of {named}"),
    )
    .help("skriv kun det rigtige af de to", "write only the right one of the two")
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
            "skriv koder eller navne med komma imellem, fx `740, 751`",
            "write codes or names with commas between them, e.g. `740, 751`",
        ),
        Column::Location => {
            problem.help("skriv kommunens kode eller navn, fx 740", "write the municipality's code or name, e.g. 740")
        }
        _ => problem.help(
            "skriv kode eller navn: en kommunes kode er fra 101 til 999, Region Midtjyllands er 1082",
            "write code or name: a municipality's code is from 101 to 999, that of Region Midtjylland is 1082",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_bad_buyers_are_named() {
        let problem = authorities("740 Vibjerg 7", Column::Buyers).unwrap_err();
        let text = format!("{problem:?}");
        assert!(text.contains("`Vibjerg`, `7` in `buyers` are not codes of municipalities or regions"), "{text}");
    }

    #[test]
    fn a_comma_that_is_missing_is_told() {
        let text = format!("{:?}", authorities("751 Aarhus 746 Skanderborg", Column::Buyers).unwrap_err());
        assert!(text.contains("write `751 Aarhus, 746 Skanderborg`"), "{text}");
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
            "746 og 751",
            "746 & 751",
            "746 Skanderborg og Aarhus",
            "Skanderborg, Aarhus",
            "skanderborg og Århus kommune",
            "746, Aarhus",
            "Skanderborg Aarhus",
        ] {
            assert_eq!(read(text), Some(vec![746, 751]), "{text:?}");
        }
        for text in
            ["746: Skanderborg", "Skanderborg (746)", "746 (Skanderborg)", "746 – Skanderborg", "746-Skanderborg"]
        {
            assert_eq!(read(text), Some(vec![746]), "{text}");
        }
        for text in ["Københavns Kommune", "Bornholms Regionskommune", "Nordfyn", "Vesthimmerland", "Ikast/Brande"] {
            assert!(read(text).is_some(), "{text}");
        }
        for text in ["740 Region Midt", "740 (Viborg)", "740 / Viborg", "740 Kommune Viborg", "Viborg (740)"] {
            assert_eq!(read(text), None, "{text}");
        }
        for text in ["0746 Skanderborg", "746 Skanderup", "Skanderborg Kommune", "746 SKANDERBORG KOMMUNE"] {
            assert_eq!(read(text), Some(vec![746]), "{text}");
        }
        for text in ["1082", "1082 Midtjylland", "Region Midtjylland"] {
            assert_eq!(read(text), Some(vec![1082]), "{text}");
        }
        assert_eq!(read("1082 Silkeborg"), None);
        assert_eq!(read("Region Midtjylland, Ikast Brande"), Some(vec![1082, 756]));
        assert_eq!(read("1082 Region Midtjylland; 756 Ikast-Brande"), Some(vec![1082, 756]));
        for text in [
            "746 Skanderborg Aarhus",
            "746 Aarhus",
            "740 Viborg 751",
            "Skanderup",
            "Sjælland",
            "Region Skanderborg",
            "746751",
            "746.751",
            "og",
            ",",
            "746 7",
            "746-751",
            "740 – Viborg",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
