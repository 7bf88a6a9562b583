//! The year of a wide column: `takst 2024`, `regnskab 2018 takstberegningsgrundlag`.

use super::{Heading, find, nearest_name};
use crate::fold::fold;
use crate::said::years_of_heading;
use rammeaftale::portfolio::{FiguresKind, TariffUnit};
use rammeaftale::quantity::Year;

/// The year and the kind of figures that a heading gives its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Period {
    pub(crate) year: Year,
    pub(crate) figures: FiguresKind,
}

/// What a heading names: a column, with its period in a wide table.
pub(crate) type Named<H> = (H, Option<Period>);

/// The column that a heading names, for a period where it holds a year; beside a year it may say what its column is
/// anyway, as `Takster 2025 (kr.)` and `Døgntakst 2025` do.
pub(crate) fn named<H: Heading>(heading: &str) -> Option<Named<H>> {
    // Most of what is held against the columns are the numbers and names below them.
    if !heading.contains(char::is_alphabetic) {
        return None;
    }
    // A star points at a note.
    let heading = heading.trim_end_matches(['*', ' ']);
    named_exactly(heading).or_else(|| {
        let (heading, is_from_day) = Some(heading).filter(|heading| says_more(heading)).and_then(whole_year)?;
        let named: Named<H> = named_exactly(&heading).or_else(|| named_beside(&heading))?;
        // What is counted on a day is not that of the year.
        Some(named).filter(|(column, _)| !is_from_day || column.has_unit())
    })
}

/// True for a heading with a year, with kroner or with a day; that is soon known of the others.
fn says_more(heading: &str) -> bool {
    ["20", "kr", "Kr", "KR", "øgn", "DKK", "dag"].iter().any(|word| heading.contains(word))
}

/// A heading without what says of its year that it is one, `År 2025` and `pr. 1. januar 2025`; true of the latter.
fn whole_year(heading: &str) -> Option<(String, bool)> {
    let words: Vec<&str> = heading.split_whitespace().collect();
    let year = words.iter().position(|word| word.len() == 4 && word.starts_with("20"));
    let Some((before, rest)) = year.and_then(|at| words.split_at_checked(at)) else {
        return Some((heading.to_owned(), false));
    };
    let ends: [&[&str]; 4] = [&["pr.", "1.", "januar"], &["pr.", "1/1"], &["for"], &["år"]];
    let is_end = |end: &&[&str]| {
        let last = before.len().checked_sub(end.len()).and_then(|from| before.get(from..)).unwrap_or_default();
        !last.is_empty() && last.iter().map(|word| word.to_lowercase()).eq(end.iter().copied())
    };
    let dropped = ends.iter().find(|end| is_end(end)).map_or(0, |end| end.len());
    let before = before.get(..before.len() - dropped)?;
    Some(([before, rest].concat().join(" "), dropped > 1))
}

/// The column of a heading that says beside its name what that column is anyway.
fn named_beside<H: Heading>(heading: &str) -> Option<Named<H>> {
    let (bare, of_time) = bare(heading)?;
    let (column, period): Named<H> = named_exactly(&bare)?;
    // Without a year a plural is a title.
    let is_title = period.is_none() && fold(heading).contains("takster");
    let is_of_column = match of_time {
        Some(TariffUnit::Day) => column.has_unit(),
        Some(_) => !column.has_unit(),
        None => true,
    };
    (column.is_kroner() && is_of_column && !is_title).then_some((column, period))
}

/// A heading without the words for kroner and for a unit of time that it ends with, and that unit; none without any.
fn bare(heading: &str) -> Option<(String, Option<TariffUnit>)> {
    let words = heading.split(|c: char| c.is_whitespace() || "()[]/".contains(c)).filter(|word| !word.is_empty());
    let (mut kept, mut unit) = (Vec::new(), None);
    let mut is_other = false;
    for word in words {
        let folded = fold(word.trim_end_matches('.'));
        let (plain, of_word) = match folded.as_str() {
            "kr" | "dkk" | "kroner" | "pr" | "per" | "i" => ("", None),
            "doegn" | "dag" => ("", Some(TariffUnit::Day)),
            "aar" => ("", Some(TariffUnit::Year)),
            "takster" => ("takst", None),
            "doegntakst" | "doegntakster" | "dagtakst" | "dagstakst" => ("takst", Some(TariffUnit::Day)),
            _ => (word, None),
        };
        is_other |= plain != word;
        unit = unit.or(of_word);
        kept.extend(Some(plain).filter(|plain| !plain.is_empty()));
    }
    is_other.then(|| (kept.join(" "), unit))
}

/// The same for a heading that says no more.
pub(crate) fn named_exactly<H: Heading>(heading: &str) -> Option<Named<H>> {
    if let Some(column) = find(heading) {
        return Some((column, None));
    }
    let (year, figures, rest) = parted(heading)?;
    let column: H = find(&rest)?;
    let figures = figures.or(column.figures()).filter(|_| column.figures().is_some())?;
    Some((column, Some(Period { year, figures })))
}

/// The nearest name, with the year where the heading has one. Costs are no turnover, however near the words are.
pub(crate) fn nearest_named<H: Heading>(heading: &str, taken: &[H]) -> Option<String> {
    if fold(heading).starts_with("omkostning") {
        return None;
    }
    if let Some((year, figures, rest)) = parted(heading)
        && let Some(name) = nearest_name::<H>(&rest, &[])
        && let Some(column) = find::<H>(name)
        && column.figures().is_some()
    {
        let period = Period { year, figures: figures.or(column.figures()).unwrap_or_default() };
        return Some(title(column, Some(period), name == column.danish()));
    }
    nearest_name(heading, taken).map(str::to_owned)
}

/// A heading as the reader knows it.
pub(crate) fn title<H: Heading>(column: H, period: Option<Period>, danish: bool) -> String {
    let name = if danish { column.danish() } else { column.english() };
    match period {
        None => name.to_owned(),
        Some(Period { year, figures }) if column.figures() == Some(figures) => format!("{name} {year}"),
        Some(Period { year, figures: FiguresKind::Realised }) if danish => format!("regnskab {year} {name}"),
        Some(Period { year, figures }) => format!("{figures} {year} {name}"),
    }
}

/// True for a heading such as `Bemærkninger`, `Bem.` and `Note til takst`, of what is written for those who read the sheet.
pub(crate) fn is_of_notes(heading: &str) -> bool {
    let words = [
        "bemaerkning",
        "bemaerk",
        "bem",
        "anmaerkning",
        "anm",
        "kommentar",
        "note",
        "notat",
        "begrundelse",
        "forklaring",
        "remark",
        "comment",
    ];
    let ends = ["", "er", "r", "s"];
    let folded = fold(heading.split([' ', '.', ':', '\n']).find(|word| !word.is_empty()).unwrap_or_default());
    words.iter().any(|word| folded.strip_prefix(word).is_some_and(|end| ends.contains(&end)))
}

/// The period of a heading that names nothing else, as `Regnskab 2024`, `R2024` and `B25`.
pub(crate) fn only_period(heading: &str) -> Option<Period> {
    let heading = heading.trim();
    let short =
        heading.split_at_checked(1).filter(|(_, year)| year.len() == 2).map(|(kind, year)| format!("{kind}20{year}"));
    let (year, figures, rest) = parted(short.as_deref().unwrap_or(heading))?;
    figures.filter(|_| rest.is_empty()).map(|figures| Period { year, figures })
}

/// True for a heading of one year, perhaps with its kind of figures, in whatever form: `2024`, `24`, `B24`, `Bud. 25`.
pub(crate) fn is_of_year(heading: &str) -> bool {
    let kinds = ["", "b", "bo", "bf", "r", "bud", "budget", "budgetforslag", "regn", "regnskab", "aar", "realiseret"];
    let kind: String = fold(heading).chars().filter(|c| c.is_alphabetic()).collect();
    kinds.contains(&kind.as_str()) && years_of_heading(heading).years.len() == 1
}

/// Which figures the letter of `R2024` and `B2025` means, and the heading without it.
fn lettered(heading: &str) -> Option<(FiguresKind, String)> {
    let mut words = heading.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() == 5);
    let (word, figures, year) = words.find_map(|word| {
        let year = word.get(1..).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))?;
        match word.chars().next()? {
            'R' | 'r' => Some((word, FiguresKind::Realised, year)),
            'B' | 'b' => Some((word, FiguresKind::Budget, year)),
            _ => None,
        }
    })?;
    Some((figures, heading.replacen(word, year, 1)))
}

/// The year, the kind of figures where it is said, and the rest of a heading.
fn parted(heading: &str) -> Option<(Year, Option<FiguresKind>, String)> {
    if let Some((figures, heading)) = lettered(heading) {
        let (year, told, rest) = parted(&heading)?;
        return told.is_none_or(|told| told == figures).then_some((year, Some(figures), rest));
    }
    let folded = fold(heading);
    let from = folded.find(|c: char| c.is_ascii_digit())?;
    let (before, year) = folded.split_at_checked(from)?;
    let digits = year.bytes().take_while(u8::is_ascii_digit).count();
    let (year, after) = year.split_at_checked(digits)?;
    if digits != 4 || after.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let year = Year::new(year.parse().ok()?)?;
    let rest: String = [before, after].concat().chars().filter(|c| !"()[].,:".contains(*c)).collect();
    let kinds = [
        ("budget", FiguresKind::Budget),
        ("regnskab", FiguresKind::Realised),
        ("realised", FiguresKind::Realised),
        ("realized", FiguresKind::Realised),
        ("realiseret", FiguresKind::Realised),
    ];
    let without = |word: &str| rest.strip_prefix(word).or_else(|| rest.strip_suffix(word)).map(str::to_owned);
    let found = kinds.into_iter().find_map(|(word, kind)| Some((kind, without(word)?)));
    Some(match found {
        Some((kind, rest)) => (year, Some(kind), rest),
        None => (year, None, rest),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rammeaftale::portfolio::Column;

    fn shown(heading: &str) -> Option<String> {
        named::<Column>(heading).map(|(column, period)| title(column, period, true))
    }

    #[test]
    fn headings_with_years() {
        for (heading, name) in [
            ("takst 2024", "takst 2024"),
            ("Takst_2024", "takst 2024"),
            ("2024 takst (budget)", "takst 2024"),
            ("Tariff 2025", "takst 2025"),
            ("Takstberegningsgrundlag, 2024", "takstberegningsgrundlag 2024"),
            ("resultat 2023", "resultat 2023"),
            ("regnskab 2023: resultat", "resultat 2023"),
            ("budget 2023 resultat", "budget 2023 resultat"),
            ("regnskab 2018 takstberegningsgrundlag", "regnskab 2018 takstberegningsgrundlag"),
            ("Realised tariff basis 2018", "regnskab 2018 takstberegningsgrundlag"),
            ("indregnet resultat 2025", "indregnet_resultat 2025"),
            ("takst", "takst"),
            ("R2018 takstberegningsgrundlag", "regnskab 2018 takstberegningsgrundlag"),
            ("Takst (B2025)", "takst 2025"),
            ("resultat r2023", "resultat 2023"),
            ("Takst 2025*", "takst 2025"),
            ("Takst pr. 1. januar 2025", "takst 2025"),
            ("Takst pr. 1/1 2025 (kr.)", "takst 2025"),
            ("År 2025 pladser", "pladser 2025"),
            ("Takst for 2025", "takst 2025"),
            ("Driftsherre*", "driftsherre"),
            ("Takst (kr.)", "takst"),
            ("Takst i kr.", "takst"),
            ("Takst pr. døgn", "takst"),
            ("Døgntakst", "takst"),
            ("Takstberegningsgrundlag i kr. pr. år", "takstberegningsgrundlag"),
        ] {
            assert_eq!(shown(heading).as_deref(), Some(name), "{heading}");
            assert_eq!(named::<Column>(name), named::<Column>(heading), "{heading}");
        }
        for heading in [
            "takst 24",
            "takst 1024",
            "takst 2024 2025",
            "2024",
            "driftsherre 2024",
            "takst 20245",
            "prisniveau 2024",
            "R2024",
            "Regnskab B2024 takst",
            "Takst pr. 1. april 2025",
            "Pladser pr. 1. januar 2025",
            "Årtakst 2024",
            "Takster",
            "Takster i kr.",
            "Døgntakster",
            "Takst pr. år",
            "Egenbetaling pr. dag",
        ] {
            assert_eq!(shown(heading), None, "{heading}");
        }
    }

    #[test]
    fn headings_of_a_period_alone() {
        let shown = |heading| only_period(heading).map(|found| format!("{} {}", found.figures, found.year));
        for (heading, period) in [
            ("R2024", "realised 2024"),
            ("r24", "realised 2024"),
            ("Regnskab 2024", "realised 2024"),
            ("B 2025", ""),
            ("Budget 2025", "budget 2025"),
            ("B25", "budget 2025"),
        ] {
            assert_eq!(shown(heading).unwrap_or_default(), period, "{heading}");
        }
        for heading in ["2024", "T2024", "R2024 takst", "regnskab", "", "ø24"] {
            assert_eq!(shown(heading), None, "{heading}");
        }
    }

    #[test]
    fn headings_of_one_year_in_any_form() {
        for heading in ["2024", "24", "B24", "b 2024", "Bud. 25", "Regnskab 2024", "(R24)", "År 2024", "2025*"] {
            assert!(is_of_year(heading), "{heading}");
        }
        for heading in ["", "B", "12", "B12", "2024/25", "Pris 24", "Note 2024", "2024-priser", "B7", "740"] {
            assert!(!is_of_year(heading), "{heading}");
        }
    }

    #[test]
    fn the_nearest_name_keeps_its_year() {
        assert_eq!(nearest_named::<Column>("Tarif 2024", &[]).as_deref(), Some("tariff 2024"));
        assert_eq!(nearest_named::<Column>("regnskab 2018 takstgrundlag", &[]).as_deref(), None);
        assert_eq!(nearest_named::<Column>("resultater 2023", &[]).as_deref(), Some("resultat 2023"));
        assert_eq!(nearest_named::<Column>("resultater", &[]).as_deref(), Some("resultat"));
        assert_eq!(nearest_named::<Column>("Omkostninger 2025", &[]), None);
    }
}
