//! Periods along the years, drawn with characters: the more there is of an agreement, the darker its bar.

use crate::document::{Period, Periods};
use chrono::Datelike;
use rammeaftale::text::Lang;

/// A line of years, and one for each period with what there is of it.
pub(super) fn lines(periods: &Periods, lang: Lang, width: Option<u16>) -> Vec<String> {
    let rows = &periods.rows;
    let first = rows.iter().map(|row| row.from.year()).min().unwrap_or_default();
    let last = rows.iter().map(|row| row.to.map_or(row.from.year(), |to| to.year())).max().unwrap_or_default();
    let names = rows.iter().map(|row| row.name.get(lang).chars().count()).max().unwrap_or_default();
    let states = rows.iter().map(|row| row.state.get(lang).chars().count()).max().unwrap_or_default();
    let years = first..=last;
    let room = |each: usize| names + years.clone().count() * each + states + 6;
    // Two digits tell a year where four have no room.
    let each = if width.is_some_and(|width| room(5) > usize::from(width)) { 3 } else { 5 };
    let scale: String = years.clone().map(|year| shown(year, each)).collect();
    let head = format!("{:names$}  {scale}", "");
    let row = |row: &Period| {
        let bar: String = years.clone().map(|year| cell(row, year, last, each)).collect();
        format!("{:names$}  {bar} {}", row.name.get(lang), row.state.get(lang))
    };
    std::iter::once(head.trim_end().to_owned()).chain(rows.iter().map(row)).collect()
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
            name: Text::new(name, name),
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
        let periods = Periods { id: String::new(), title: Text::new("", ""), note: Text::new("", ""), rows };
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
            lines(&periods, Lang::En, Some(20)),
            ["    18 19 20 21", "A   ██           here", "Bc     ░░░░░     here", "D            ··→ here"]
        );
    }
}
