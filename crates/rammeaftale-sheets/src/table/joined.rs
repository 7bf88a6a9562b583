//! Headings that two rows make together, such as `2024` above `takst` and `pladser`.

use super::group::{Group, groups, joint};
use super::unread::{names_key, unread, years_below};
use crate::file::source::Doubt;
use crate::fold::fold;
use crate::heading::Heading;
use crate::heading::columns::{Columns, Meaning};
use crate::heading::period::is_of_notes;

/// Two rows of which the upper one stands at a number, the headings that they make, and what of the upper one is in doubt.
#[derive(Debug)]
pub(crate) struct Joined {
    pub(crate) upper: usize,
    pub(crate) headings: Vec<String>,
    pub(crate) doubts: Vec<Doubt>,
}

/// Of the first rows those two that together name more columns than any row alone, or as many and give more of them a
/// year; `end` tells behind which column a cell of a row speaks no more, where that is known.
pub(crate) fn join<H: Heading>(
    rows: &[Vec<String>],
    end: impl Fn(usize, usize) -> Option<usize>,
    columns: &Columns,
) -> Option<Joined> {
    let weigh = |headings: &[String]| {
        let named = columns.named::<H>(headings);
        let dated = named.iter().filter(|(_, period)| period.is_some()).count();
        (named.len(), if named.iter().any(|(column, _)| column.is_year()) { usize::MAX } else { dated })
    };
    let mut most = rows.iter().map(|row| weigh(row)).max().unwrap_or_default();
    let mut found = None;
    for (number, (upper, lower)) in rows.iter().zip(rows.iter().skip(1)).enumerate() {
        let end = |column| end(number, column);
        let (mut headings, mut doubts) = together::<H>(upper, lower, end, columns);
        let unread = unread::<H>((upper, lower), (&mut headings, &mut doubts), end, columns);
        let (names, dated) = weigh(&headings);
        // Years below a label that is not understood are headings all the same, beside the columns that each offer fills.
        let years = if names_key::<H>(lower, columns) { years_below(&unread) } else { 0 };
        let weight = (names + years, dated);
        if weight > most {
            doubts.extend(unread);
            (most, found) = (weight, Some(Joined { upper: number, headings, doubts }));
        }
    }
    found
}

/// The headings that two rows make, and what of the upper one is in doubt. What stands above holds for its own column, and
/// for those to the right of it up to its end; where that is not known, as far as another group has the same headings. A
/// column's name holds for years to the right of it that have none.
fn together<H: Heading>(
    upper: &[String],
    lower: &[String],
    end: impl Fn(usize) -> Option<usize>,
    columns: &Columns,
) -> (Vec<String>, Vec<Doubt>) {
    let column = |text: &str| columns.meaning::<H>(text).column();
    // As it stands, with its label.
    let is_explained = |heading: &str| columns.explained(heading).is_some_and(|key| key == fold(heading.trim()));
    let joins = |heading: &str| column(heading).is_some() || is_explained(heading);
    let groups = groups(upper, lower, end, |above, below| joins(&joint(above, below)));
    let (mut headings, mut doubts) = (Vec::new(), Vec::<Doubt>::new());
    let above = upper.iter().map(String::as_str).chain(std::iter::repeat(""));
    for (at, (above, below)) in above.zip(lower).enumerate() {
        let group = groups.iter().find(|group| group.columns.contains(&at));
        let label = group.map_or(above, |group| group.label);
        let (own, together) = (column(below), joint(label, below));
        let joined = column(&together).filter(|_| !label.is_empty());
        let is_sure = |group: &Group<'_>, label| group.is_sure(at, &groups, column(label).is_some());
        headings.push(match (above, below.as_str()) {
            (above, "") => above.to_owned(),
            _ if !label.is_empty() && is_explained(&together) => together,
            (_, below) if columns.meaning::<H>(below) == Meaning::Unread => below.to_owned(),
            (_, below) if joined.is_none() && (above.is_empty() || own.is_some() || is_of_notes(below)) => {
                below.to_owned()
            }
            ("", below) if group.is_some_and(|group| !is_sure(group, label)) => {
                if joined != own {
                    let start = group.map_or(at, |group| group.columns.start);
                    if doubts.last().is_none_or(|doubt| doubt.at != start) {
                        let (label, is_read) = (label.to_owned(), true);
                        doubts.push(Doubt { label, at: start, columns: Vec::new(), headings: Vec::new(), is_read });
                    }
                    if let Some(doubt) = doubts.last_mut() {
                        doubt.columns.push(at);
                        doubt.headings.push(below.to_owned());
                    }
                }
                below.to_owned()
            }
            _ => together,
        });
    }
    (headings, doubts)
}

#[cfg(test)]
mod tests {
    use super::super::tests::errors;
    use super::*;
    use crate::read_bytes;
    use rammeaftale::diag::Code;
    use rammeaftale::portfolio::Column;

    fn tariffs(text: &str) -> Vec<(i32, String)> {
        let sheet = read_bytes("f", text.as_bytes());
        assert_eq!(sheet.mistakes(), [], "{text}");
        let tariffs = sheet.rows().iter().filter_map(|row| Some((row.year.number(), row.tariff?.to_string())));
        tariffs.collect()
    }

    #[test]
    fn two_rows_of_a_text_make_its_headings() {
        let expected = [(2024, "5.5".to_owned()), (2025, "6.5".to_owned())];
        for headings in [
            ";;2024;2025\ntilbud_id;driftsherre;takst;takst",
            ";;2024*;2025 *\ntilbud_id;driftsherre;takst;takst",
            "Takster;;;\n\n;;takst;\ntilbud_id;driftsherre;2024;2025",
            "tilbud_id;driftsherre;takst;\n;;2024;2025",
            ";;\"Budget\n2024\";Budget 2025\ntilbud_id;driftsherre;takst;takst",
            ";;takst\ntilbud_id;driftsherre;2024;2025",
        ] {
            assert_eq!(tariffs(&format!("{headings}\nB1;740;5,5;6,5\n")), expected, "{headings}");
        }
        let accounts =
            read_bytes("f", b"id;;budget;regnskab\ntilbud_id;driftsherre;2024 takst;2024 takst\nB1;740;5;6\n");
        let figures = accounts.rows().iter().map(|row| row.figures.to_string()).collect::<Vec<_>>();
        assert_eq!(figures, ["budget", "realised"]);
    }

    #[test]
    fn rows_that_make_no_headings_together_stay_two() {
        assert_eq!(tariffs("tilbud_id;driftsherre;år;takst\n2025;740;2025;5,5\n"), [(2025, "5.5".to_owned())]);
        let above = |upper: &str| errors(&format!("{upper}\ntilbud_id;driftsherre;år;takst\nB1;740;2025;5,5\n"));
        assert_eq!((above("2025;;;"), above(";;;2025")), (vec![], vec![]));
        let told = |place: &str| vec![(Code::ToldOtherwise, place.to_owned())];
        assert_eq!((above("2024;;;"), above(";;;2024")), (told("f:1:1"), told("f:1:4")));
    }

    #[test]
    fn a_label_spreads_only_where_that_is_sure() {
        let heading = |upper: &str, lower: &str| {
            let row = |text: &str| text.split(';').map(str::to_owned).collect::<Vec<_>>();
            let (headings, doubts) = together::<Column>(&row(upper), &row(lower), |_| None, &Columns::default());
            let doubted = doubts.iter().map(|doubt| format!("{} {:?}", doubt.label, doubt.columns));
            (headings.join(";"), doubted.collect::<Vec<_>>().join(" "))
        };
        for (upper, lower, expected, doubted) in [
            (
                "2018;2017;2016;;",
                "takst;takst;takst;takstberegningsgrundlag;resultat",
                "2018 takst;2017 takst;2016 takst;takstberegningsgrundlag;resultat",
                "2016 [3, 4]",
            ),
            ("2024;2025;", "takst;takst;pladser", "2024 takst;2025 takst;pladser", "2025 [2]"),
            (
                "2024;;2025;;",
                "takst;pladser;takst;pladser;resultat",
                "2024 takst;2024 pladser;2025 takst;2025 pladser;resultat",
                "2025 [4]",
            ),
            (
                "2024;;;2025;",
                "takst;pladser;resultat;takst;pladser",
                "2024 takst;2024 pladser;resultat;2025 takst;2025 pladser",
                "2024 [2]",
            ),
            (
                "2024;;2025;;;Andet",
                "takst;pladser;pladser;takst;resultat;",
                "2024 takst;2024 pladser;2025 pladser;2025 takst;resultat;Andet",
                "2025 [4]",
            ),
            (
                "2023;2024;2025;",
                "resultat;takst;takst;resultat",
                "2023 resultat;2024 takst;2025 takst;resultat",
                "2025 [3]",
            ),
            ("2024;;", "takst;pladser;resultat", "2024 takst;pladser;resultat", "2024 [1, 2]"),
            ("2024;;", "takst;Bemærkning;pladser", "2024 takst;Bemærkning;pladser", "2024 [2]"),
            (
                "2024;;;2025;;",
                "takst;Note;pladser;takst;Note;pladser",
                "2024 takst;Note;2024 pladser;2025 takst;Note;2025 pladser",
                "",
            ),
            ("2025;;", "tilbud_id;takst;pladser", "tilbud_id;takst;pladser", ""),
            ("2024;2025;2025", "takst;takst;Note", "2024 takst;2025 takst;Note", ""),
            ("pladser;takst;", "2024;2024;2025", "pladser 2024;takst 2024;takst 2025", ""),
            ("takst;;", "2024;;2025", "takst 2024;;2025", "takst [2]"),
            (
                "budget;;regnskab;",
                "takst 2024;pladser 2024;takst 2024;resultat 2024",
                "budget takst 2024;pladser 2024;regnskab takst 2024;resultat 2024",
                "",
            ),
            (
                "budget;;regnskab;",
                "takst 2024;pladser 2024;takst 2024;takstberegningsgrundlag 2024",
                "budget takst 2024;pladser 2024;regnskab takst 2024;takstberegningsgrundlag 2024",
                "regnskab [3]",
            ),
        ] {
            assert_eq!(heading(upper, lower), (expected.to_owned(), doubted.to_owned()), "{upper} {lower}");
        }
        let row = |text: &str| text.split(';').map(str::to_owned).collect::<Vec<_>>();
        let (upper, lower) = (row(";2024;;"), row("tilbud_id;takst;pladser;resultat"));
        let (headings, doubts) = together::<Column>(&upper, &lower, |_| Some(3), &Columns::default());
        assert_eq!(
            (headings.join(";").as_str(), doubts),
            ("tilbud_id;2024 takst;2024 pladser;resultat", vec![]),
            "merged"
        );
        let text = ";;2024;2025;\ntilbud_id;driftsherre;takst;takst;pladser\nB1;740;5,5;6,5;6\n";
        assert_eq!(errors(text), [(Code::MixedLayout, "f:1:8".to_owned())]);
    }

    #[test]
    fn four_headings_in_doubt_are_listed() {
        let told = |more: &str| {
            let text =
                format!(";;2025\ntilbud_id;driftsherre;takst;pladser;resultat;omsætning;belægning{more}\nB1;740;5\n");
            let sheet = read_bytes("f", text.as_bytes());
            sheet.mistakes().iter().find(|one| one.code == Code::MixedLayout).unwrap().message.en.clone()
        };
        let four = "`pladser`, `resultat`, `omsætning`, `belægning`";
        assert!(told("").ends_with(&format!("{four} too")), "{}", told(""));
        for more in [";egenbetaling", ";egenbetaling;takstberegningsgrundlag"] {
            assert!(told(more).ends_with(&format!("{four}, … too")), "{}", told(more));
        }
    }

    #[test]
    fn explained_headings_are_joined_too() {
        let columns = b"[columns]\nNr = 'tilbud_id'\nKommune = 'driftsherre'\nPris = 'takst'\npladser = ''\n";
        let text = b";;2024;;2025;\nNr;Kommune;Pris;pladser;Pris;pladser\nB1;740;5;x;6;y\n";
        let sheet = crate::read_bytes_as("f", text, &Columns::read("k.toml", columns).unwrap());
        let tariffs = sheet.rows().iter().map(|row| (row.year.number(), row.tariff.unwrap().to_string(), row.places));
        assert_eq!(tariffs.collect::<Vec<_>>(), [(2024, "5".to_owned(), None), (2025, "6".to_owned(), None)]);
        assert_eq!(sheet.mistakes(), []);
    }

    #[test]
    fn a_year_above_one_column_stands_beside_years_below() {
        let of = |lower: &str| format!(";;2024;\ntilbud_id;driftsherre;{lower}\nB1;740;5;6\n");
        assert_eq!(tariffs(&of("takst;takst 2025")), [(2024, "5".to_owned()), (2025, "6".to_owned())]);
        assert_eq!(errors(&of("takst;pladser")), [(Code::MixedLayout, "f:1:3".to_owned())]);
    }

    #[test]
    fn what_stands_above_and_makes_no_heading_is_heard() {
        let told =
            |upper: &str, lower: &str| errors(&format!("{upper}\ntilbud_id;driftsherre;{lower}\nB1;740;5;6;7\n"));
        for (upper, lower, column) in [
            (";;takst;;i t.kr.", "2024;2025;pladser 2024", 10),
            (";;R;2025;2025", "takst 2024;takst;pladser", 3),
            (";;Regnskab;2025;2025", "budget 2024 takst;takst;pladser", 3),
            (";;2024;2025;2025", "takst 2023;takst;pladser", 3),
            (";;2025;2025;Takster 2024", "takst;pladser;regnskab 2023 takst", 13),
        ] {
            assert_eq!(told(upper, lower), [(Code::ToldOtherwise, format!("f:1:{column}"))], "{upper} {lower}");
        }
        assert_eq!(told(";;2024;2025;2025", "takst 2024;takst;pladser"), []);
    }
}
