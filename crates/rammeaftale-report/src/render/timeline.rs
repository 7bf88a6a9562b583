//! Periods along the years, drawn with characters: the more there is of an agreement, the darker its bar.

use crate::document::{Period, Periods};
use chrono::Datelike;
use rammeaftale::text::Lang;

/// The blanks around the bars and the indent of the page.
const AROUND: usize = 5;

/// A line of years, and one for each period with what there is of it. Where there is no room for that word, which tables
/// tell too, it is left out; last of all names are cut.
pub(super) fn lines(periods: &Periods, lang: Lang, width: Option<u16>) -> Vec<String> {
    let rows = &periods.rows;
    let first = rows.iter().map(|row| row.from.year()).min().unwrap_or_default();
    let last = rows.iter().map(|row| row.to.map_or(row.from.year(), |to| to.year())).max().unwrap_or_default();
    let names = rows.iter().map(|row| row.name.get(lang).chars().count()).max().unwrap_or_default();
    let states = rows.iter().map(|row| row.state.get(lang).chars().count()).max().unwrap_or_default();
    let years = first..=last;
    let bars = |each: usize| AROUND + years.clone().count() * each;
    let fits = |wanted: usize| width.is_none_or(|width| wanted <= usize::from(width));
    // Two digits tell a year where four have no room.
    let each = if fits(names + bars(5) + states) { 5 } else { 3 };
    let with_states = fits(names + bars(each) + states);
    let room = width.map_or(names, |width| usize::from(width).saturating_sub(bars(each)));
    let names = if with_states { names } else { names.min(room.max(SHORTEST)) };
    let scale: String = years.clone().map(|year| shown(year, each)).collect();
    let head = format!("{:names$}  {scale}", "");
    let row = |row: &Period| {
        let bar: String = years.clone().map(|year| cell(row, year, last, each)).collect();
        let state = if with_states { row.state.get(lang) } else { "" };
        format!("{:names$}  {bar} {state}", cut(row.name.get(lang), names)).trim_end().to_owned()
    };
    std::iter::once(head.trim_end().to_owned()).chain(rows.iter().map(row)).collect()
}

/// No name is cut to less.
const SHORTEST: usize = 12;

fn cut(name: &str, room: usize) -> String {
    match name.chars().count() > room {
        true => name.chars().take(room.saturating_sub(1)).chain(['…']).collect(),
        false => name.to_owned(),
    }
}

fn shown(year: i32, each: usize) -> String {
    let short = if each < 5 { format!("{:02}", year.rem_euclid(100)) } else { year.to_string() };
    format!("{short:<each$}")
}

/// A year of a bar; one without an end goes on past the last year.
fn cell(row: &Period, year: i32, last: i32, each: usize) -> String {
    let until = row.to.map_or(i32::MAX, |to| to.year());
    if !(row.from.year()..=until).contains(&year) {
        return " ".repeat(each);
    }
    let full = year < until.min(last);
    let drawn = if full { each } else { each - 1 };
    let mut cell: String = std::iter::repeat_n(row.mark, drawn).collect();
    cell.extend((!full).then_some(if row.to.is_none() { '→' } else { ' ' }));
    cell
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Standing;
    use chrono::NaiveDate;
    use rammeaftale::text::Text;

    fn period(name: &str, from: i32, to: Option<i32>, mark: char) -> Period {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        Period {
            name: Text::same(name),
            from: day(from, 1, 1),
            to: to.map(|to| day(to, 12, 31)),
            state: Text::new("her", "here"),
            standing: Standing::Modelled,
            begins: false,
            ends: false,
            mark,
        }
    }

    #[test]
    fn bars_stand_below_their_years() {
        let rows =
            vec![period("A", 2018, Some(2018), '█'), period("Bc", 2019, Some(2020), '░'), period("D", 2021, None, '·')];
        let periods = Periods { id: String::new(), title: Text::default(), note: Text::default(), rows };
        assert_eq!(
            lines(&periods, Lang::Da, None),
            [
                "    2018 2019 2020 2021",
                "A   ████                 her",
                "Bc       ░░░░░░░░░       her",
                "D                  ····→ her",
            ]
        );
        assert_eq!(
            lines(&periods, Lang::En, Some(23)),
            ["    18 19 20 21", "A   ██           here", "Bc     ░░░░░     here", "D            ··→ here"]
        );
    }

    #[test]
    fn no_line_is_wider_than_there_is_room_for() {
        let rows =
            vec![period("Framework agreements for 2015 and 2016", 2015, Some(2016), '░'), period("B", 2027, None, '·')];
        let periods = Periods { id: String::new(), title: Text::default(), note: Text::default(), rows };
        for width in [60_u16, 80, 87, 88, 120] {
            let told = lines(&periods, Lang::En, Some(width));
            // The page indents by two.
            let widest = told.iter().map(|line| line.chars().count() + 2).max().unwrap();
            assert!(widest <= usize::from(width), "{width}: {told:#?}");
            assert_eq!(told[1].ends_with("here"), width >= 86, "{width}: {told:#?}");
        }
        assert!(lines(&periods, Lang::En, Some(80))[1].starts_with("Framework agreements for 2015 and 2…  ░░░░"));
    }
}
