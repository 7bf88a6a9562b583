//! Labels above the headings: what they say of the columns below them must hold.

use super::Table;
use super::above::hear_titles;
use super::header::Slot;
use crate::cell::value::Holds;
use crate::file::source::Label;
use crate::heading::Heading;
use crate::heading::period::{Named, Period, only_period, title};
use crate::mistake::{Mistakes, Problem, shown};
use crate::said::{Said, Saying, names_budget, realised, sayings_above, years_of_heading};
use rammeaftale::diag::Code;
use rammeaftale::portfolio::FiguresKind;
use rammeaftale::quantity::Year;
use std::ops::Range;

impl<H: Holds> Table<H> {
    /// Hears the row above the headings, of which each cell speaks of the columns below it, where it is not merged up to
    /// the next cell, and of all where those hold no amounts.
    pub(super) fn hear_labels(&self, labels: &[Label], said: &mut Said, mistakes: &mut Mistakes) {
        let is_lone = labels.iter().filter(|(text, _)| !text.is_empty()).count() == 1;
        // A title.
        if labels.first().is_some_and(|(text, _)| !text.is_empty()) && is_lone {
            return hear_titles(labels, said);
        }
        let mut heard = Vec::new();
        for (at, (text, place)) in labels.iter().enumerate().filter(|(_, (text, _))| !text.is_empty()) {
            // One that is a heading itself, or of which it is told that it is not read.
            if self.headings.get(at) == Some(text) || mistakes.stand_at(place) {
                continue;
            }
            let merged = self.source.end(place);
            let below = self.below(at..merged.unwrap_or_else(|| next(labels, at)));
            // A lone one with words may be a title that is centred.
            let is_title =
                is_lone && merged.is_none() && text.contains(char::is_alphabetic) && only_period(text).is_none();
            let own = self.columns.get(at).and_then(amount);
            let under = own.filter(|_| !is_title);
            if let Some(problem) = under.and_then(|under| other_year(text, under)) {
                mistakes.push(problem.at(place.clone()));
                continue;
            }
            let told = sayings_above(text);
            let is_of_below = !told.is_empty() && told.iter().all(|saying| is_of(saying, &below));
            match under {
                _ if is_of_below => {}
                // The columns below it say of which year they are.
                Some((_, Some(_))) => drop(said.hear(text, || place.clone())),
                Some((_, None)) => drop(said.hear_title(text, || place.clone())),
                None => heard.push((text.clone(), place.clone())),
            }
            let is_of_accounts = is_of_below && told.iter().any(|saying| is_above_budget(saying, &below));
            let of_accounts = is_of_accounts.then(|| realised(&shown(text)));
            let reach = if under.is_some() { below.len() } else { usize::from(own.is_some()) };
            let problem = of_accounts.or_else(|| budgeted(text, below.into_iter().take(reach)));
            mistakes.extend(problem.map(|problem| problem.at(place.clone())));
        }
        hear_titles(&heard, said);
    }

    /// The columns of amounts among these.
    fn below(&self, columns: Range<usize>) -> Vec<Named<H>> {
        self.columns.iter().take(columns.end).skip(columns.start).filter_map(amount).collect()
    }
}

/// Where the label behind one stands; without any, behind all columns.
fn next(labels: &[Label], at: usize) -> usize {
    let behind = labels.iter().skip(at + 1).position(|(text, _)| !text.is_empty());
    behind.map_or(usize::MAX, |behind| at + 1 + behind)
}

/// The column and period of one that holds amounts.
fn amount<H: Heading>(slot: &Slot<H>) -> Option<Named<H>> {
    match slot {
        Slot::Column(column, period) if column.figures().is_some() => Some((*column, *period)),
        Slot::Column(..) | Slot::Blank | Slot::Unread => None,
    }
}

/// What is told of a year above a heading that is of another.
fn other_year<H: Heading>(text: &str, (column, period): Named<H>) -> Option<Problem> {
    let years = years_of_heading(text).years;
    period.filter(|period| !years.is_empty() && !years.contains(&period.year))?;
    let (text, da, en) = (shown(text), title(column, period, true), title(column, period, false));
    let problem = Problem::new(
        Code::ToldOtherwise,
        format!("{text} står over `{da}`, som er af et andet år"),
        format!("{text} stands above `{en}`, which is of another year"),
    );
    Some(problem.help(
        "ret det forkerte af de to år, eller slet det øverste",
        "mend the wrong one of the two years, or delete the upper one",
    ))
}

/// True for what a label says of the columns below it alone.
fn is_of<H: Heading>(saying: &Saying, below: &[Named<H>]) -> bool {
    match saying {
        _ if below.is_empty() => false,
        Saying::Realised(_) => below.iter().all(|(_, period)| period.is_some()),
        Saying::Per(_) => !below.iter().any(|(column, _)| column.has_unit()),
        _ => false,
    }
}

/// True for accounts that are named above a budget of their year, or above any where they name none.
fn is_above_budget<H>(saying: &Saying, below: &[Named<H>]) -> bool {
    let Saying::Realised(year) = saying else { return false };
    let is_it = |period: &Period| period.figures == FiguresKind::Budget && year.is_none_or(|year| year == period.year);
    below.iter().filter_map(|(_, period)| period.as_ref()).any(is_it)
}

/// What is told of a label of a budget above accounts of the year that it names, or above any where it names none.
fn budgeted<H: Heading>(text: &str, mut below: impl Iterator<Item = Named<H>>) -> Option<Problem> {
    let years = years_of_heading(text).years;
    let is_year = |year: Year| years.is_empty() || years.contains(&year);
    let is_it = |period: &Period| period.figures == FiguresKind::Realised && is_year(period.year);
    let (column, period) =
        below.find(|(_, period)| period.as_ref().is_some_and(is_it)).filter(|_| names_budget(text))?;
    let (text, period) = (shown(text), period.map(|period| Period { figures: FiguresKind::Budget, ..period }));
    let (da, en) = (title(column, period, true), title(column, period, false));
    let problem = Problem::new(
        Code::ToldOtherwise,
        format!("{text} siger, at beløbene er budgetteret; de ville blive læst som regnskab"),
        format!("{text} says that the amounts are budgeted; they would be read as realised"),
    );
    Some(problem.help(
        format!("skriv det i overskriften, fx `{da}`; er det regnskab, så ret ordene over den"),
        format!("write it in the heading, e.g. `{en}`; if the amounts are realised, mend the words above it"),
    ))
}

#[cfg(test)]
mod tests {
    use super::super::tests::errors;
    use super::*;

    #[test]
    fn groups_above_headings_with_years_speak_of_their_columns() {
        let told = |above: &str| {
            let text = format!("{above}\ntilbud_id;driftsherre;takst 2025;pladser 2025;resultat 2023\nB1;740;5;1;\n");
            errors(&text).iter().map(|(code, _)| *code).collect::<Vec<_>>()
        };
        for above in [
            ";;Budget;;Regnskab",
            ";;Budget 2025;;Regnskab 2023",
            ";;kr./døgn;;kr./år",
            ";;25;;23",
            ";;Takster 2025;;Resultat 2023",
            ";;;;Takster 2025",
            ";;B;;R",
            ";;b;;r",
            ";;Budget;;",
            ";;Budget 2025;;Budget og regnskab",
            "Budget;;;;Note",
        ] {
            assert_eq!(told(above), [], "{above}");
        }
        for above in [
            "Regnskab;;;;",
            ";;R;;",
            ";;Budget;;Budget",
            ";;B;;B",
            ";;B;;B 2023",
            ";;Budget 2025;;Vedtaget budget 2023",
            ";;;;Budget",
            "R;;;;",
            ";;kr./md.;;",
            ";;24;;23",
            ";;Takster 2024;;Resultat 2023",
            ";;År 2024;;",
            ";;24;;",
        ] {
            assert_eq!(told(above), [Code::ToldOtherwise], "{above}");
        }
        for above in [";;Regnskab;;Budget", ";;R;;B"] {
            assert_eq!(told(above), [Code::ToldOtherwise; 2], "{above}");
        }
    }
}
