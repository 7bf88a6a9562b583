//! Names behind codes that are misspelt: of `740 Viburg` nobody knows whether the code or the name is right.

use super::codes::{coded, named};
use crate::fold::fold;
use crate::mistake::{Problem, shown};
use rammeaftale::diag::Code;
use rammeaftale::portfolio::{Authority, Column};
use std::collections::HashSet;

/// The texts of codes and names that have been looked at.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names(HashSet<Box<str>>);

/// As many different texts are kept; a file seldom has more.
const MOST_KEPT: usize = 1_000;

impl Names {
    /// Looks at a cell once, whatever rows it stands in: what is told of the first name in it that is near another
    /// authority's than its code's.
    pub(crate) fn see(&mut self, column: Column, text: &str) -> Option<Problem> {
        let has_both = || text.contains(|c: char| c.is_ascii_digit()) && text.contains(char::is_alphabetic);
        let is_read = matches!(column, Column::Operator | Column::Location | Column::Buyers);
        if !is_read || !has_both() || self.0.contains(text) {
            return None;
        }
        if self.0.len() == MOST_KEPT {
            self.0.clear();
        }
        self.0.insert(text.into());
        text.split([',', ';', '\n']).find_map(|part| {
            let (authority, name) = coded(part.trim())?;
            near(name).filter(|(other, _)| *other != authority).map(|other| misspelt((authority, name), other, column))
        })
    }
}

/// The authority whose name is a slip away from one that nobody has.
fn near(name: &str) -> Option<(Authority, &'static str)> {
    if named(name).is_some() {
        return None;
    }
    let words = name.split(|c: char| !(c.is_alphabetic() || c == '-'));
    let is_name = |word: &&str| !matches!(&*word.to_lowercase(), "kommune" | "kommuner" | "region");
    let name = fold(&words.filter(is_name).collect::<String>());
    Authority::all()
        .filter_map(|one| Some((differing(&name, &fold(one.1))?, one)))
        .min_by_key(|(count, _)| *count)
        .map(|(_, one)| one)
}

/// How many letters differ between words that begin and end alike; none where they are more than a slip.
fn differing(a: &str, b: &str) -> Option<usize> {
    let first = a.chars().zip(b.chars()).take_while(|(one, other)| one == other).count();
    let last = a.chars().rev().zip(b.chars().rev()).take_while(|(one, other)| one == other).count();
    let (short, long) = (a.chars().count().min(b.chars().count()), a.chars().count().max(b.chars().count()));
    let count = if are_swapped(a, b, first, last) { 1 } else { long - (first + last).min(short) };
    // A short word may be one of its own, as `Skole` is no `Skive`.
    (first > 0 && count <= short.saturating_sub(1) / 3 && count <= MOST_DIFFERING).then_some(count)
}

/// True for words that differ in two letters which stand in each other's place.
fn are_swapped(a: &str, b: &str, first: usize, last: usize) -> bool {
    let between = |word: &str| {
        let count = word.chars().count().checked_sub(first + last)?;
        Some(word.chars().skip(first).take(count).collect::<Vec<char>>())
    };
    matches!((between(a).as_deref(), between(b).as_deref()), (Some([a, b]), Some([c, d])) if a == d && b == c)
}

/// More letters are no slip.
const MOST_DIFFERING: usize = 2;

fn misspelt((code, name): (Authority, &str), (near, right): (Authority, &str), column: Column) -> Problem {
    let name = shown(name.trim());
    let of = |is: &str| code.name().map(|own| format!("; {code} {is} {own}")).unwrap_or_default();
    Problem::new(
        Code::BadCode,
        format!("{name} efter {code} i `{}` er ikke navnet på en kommune eller region{}", column.danish(), of("er")),
        format!("{name} behind {code} in `{column}` is not the name of a municipality or region{}", of("is")),
    )
    .note(format!("der er læst {code}"), format!("{code} is read"))
    .help(
        format!("mente du {near} {right}? ret koden eller navnet"),
        format!("did you mean {near} {right}? mend the code or the name"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_near_anothers_is_told_once() {
        let told = |text: &str| Names::default().see(Column::Buyers, text).is_some();
        for text in [
            "740 Vibrog",
            "740 – Viburg",
            "740 Viburg",
            "740 viburg kommune",
            "740: Viburg",
            "746, 740 Herninng",
            "740 (Viburg)",
            "704 Silkeburg",
        ] {
            assert!(told(text), "{text}");
        }
        for text in [
            "740",
            "740 Silkeborg",
            "740 Silkeburg",
            "1082 Midtjylland",
            "746 Skanderup",
            "740 Skole",
            "740 Socialområdet",
            "791 Viborg Kommune",
            "Viburg",
            "740 751",
            "",
            "740 Birk",
            "740 – Silkeborg",
            "756 Ikast Brande",
            "746 Skanderborg og 751 Aarhus",
        ] {
            assert!(!told(text), "{text}");
        }
        let mut names = Names::default();
        assert!(
            names.see(Column::Operator, "740 Viburg").is_some() && names.see(Column::Operator, "740 Viburg").is_none()
        );
        assert!(Names::default().see(Column::OfferName, "740 Viburg").is_none());
    }
}
