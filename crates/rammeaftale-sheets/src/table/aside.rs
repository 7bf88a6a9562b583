//! Rows that are none of the portfolio's: the template's example and totals.

use super::totals::{has_total, is_check, is_sum, is_total};
use crate::cell::row::{Values, filled};
use crate::file::dialect::Dialect;
use crate::fold::folds_to;
use crate::heading::Heading;
use crate::mistake::{Mistakes, Problem, shown};
use crate::write::template::is_untouched;
use rammeaftale::diag::{Code, Diagnostic, Place};
use rammeaftale::portfolio::Column;

/// What a row is, if none of the portfolio's.
#[derive(Debug)]
pub(crate) enum Aside {
    /// It has the id of the template's example.
    Example,
    /// A total, which is not judged.
    Total(Problem),
    /// A row of an offer, or a total: nobody knows.
    Unclear(Problem),
}

/// What the texts of a row's cells make of it, and the column of the one that tells.
pub(crate) fn aside<'t>(cells: impl Iterator<Item = (Column, &'t str)> + Clone) -> Option<(Column, Aside)> {
    let text = |wanted| cells.clone().find(|(column, _)| *column == wanted).map_or("", |(_, text)| text.trim());
    let offer = text(Column::Offer);
    if offer.is_empty() {
        let texts =
            cells.clone().filter(|(column, _)| stands_in_words(*column)).map(|(column, text)| (column, text.trim()));
        let (column, text) = texts.filter(|(_, text)| !text.is_empty()).find(|(_, text)| has_total(text))?;
        // `Total Omsorg` may be an offer of which the id was forgotten.
        let is_sure = is_sum(text) || !column.is_text();
        let found = if is_sure { Aside::Total(total(text)) } else { Aside::Unclear(doubtful(column, text)) };
        return Some((column, found));
    }
    if folds_to(offer, "eksempel") {
        return Some((Column::Offer, Aside::Example));
    }
    // Of every offer it is said who runs it.
    let is_unrun = text(Column::Operator).is_empty();
    if is_unrun && is_check(offer) {
        return Some((Column::Offer, Aside::Total(total(offer))));
    }
    if has_total(offer) {
        let is_sure = is_total(offer) || is_sum(offer) && is_unrun;
        let found = if is_sure { Aside::Total(total(offer)) } else { Aside::Unclear(unclear(Column::Offer, offer)) };
        return Some((Column::Offer, found));
    }
    let named = [Column::OfferName, Column::TariffName].map(|column| (column, text(column)));
    let is_told = |column: Column, text: &str| is_total(text) || column == Column::OfferName && is_sum(text);
    let (column, text) = named.into_iter().find(|(column, text)| is_told(*column, text))?;
    Some((column, Aside::Unclear(unclear(column, text))))
}

/// The columns in which someone may write that a row is a total; no other is looked at.
pub(crate) fn stands_in_words(column: Column) -> bool {
    column.is_text() || matches!(column, Column::Operator | Column::Location)
}

fn total(text: &str) -> Problem {
    let text = shown(text);
    Problem::new(
        Code::TotalRow,
        format!("rækken {text} er en sum og er ikke læst"),
        format!("the row {text} is a total and is not read"),
    )
    .help("slet rækken, eller giv tilbuddet et andet id", "delete the row, or give the offer another id")
}

fn unclear(column: Column, text: &str) -> Problem {
    let (da, text) = (Heading::danish(column), shown(text));
    let problem = Problem::new(
        Code::TotalRow,
        format!("{text} i `{da}` er en sum og ikke et tilbuds egen række"),
        format!("{text} in `{column}` is a total, not a row of an offer"),
    );
    match column {
        Column::TariffName => problem.help(
            "lad `ydelse` stå tom på rækken med tilbuddets samlede tal, eller slet rækken",
            "leave `tariff_name` blank on the row of the offer's totals, or delete the row",
        ),
        _ => problem.help(
            "slet rækken, eller skriv tilbuddets eget id og navn",
            "delete the row, or write the offer's own id and name",
        ),
    }
}

/// A row that lacks what every offer has.
fn doubtful(column: Column, text: &str) -> Problem {
    let (da, text) = (Heading::danish(column), shown(text));
    Problem::new(
        Code::TotalRow,
        format!("{text} i `{da}` kan være en sum, eller et tilbud uden id"),
        format!("{text} in `{column}` may be a total, or an offer without an id"),
    )
    .help("slet rækken, eller skriv tilbuddets eget id", "delete the row, or write the offer's own id")
}

impl Aside {
    /// What is told of a row with these cells, and whether it is the example as the template writes it.
    pub(crate) fn told<'t>(
        self,
        cells: impl Iterator<Item = (Column, &'t str)>,
        dialect: Dialect,
        place: Place,
    ) -> (Diagnostic, bool) {
        match self {
            Aside::Example if is_example(cells, dialect) => (passed_over().warning_at(place), true),
            Aside::Example => (changed_example().at(place), false),
            Aside::Total(problem) => (problem.warning_at(place), false),
            Aside::Unclear(problem) => (problem.at(place), false),
        }
    }
}

/// True for a row that stands as the template writes it.
fn is_example<'t>(cells: impl Iterator<Item = (Column, &'t str)>, dialect: Dialect) -> bool {
    let nowhere = || Place::file(&"".into());
    let values = cells.map(|(column, text)| {
        (column, filled(column, text.trim(), dialect).map_err(|read| Box::new(read.at(nowhere()))))
    });
    Values::read(values, &mut Mistakes::default()).row().is_some_and(is_untouched)
}

fn changed_example() -> Problem {
    Problem::new(
        Code::ExampleRow,
        "rækken har eksemplets id, men er ikke skabelonens eksempel",
        "the row has the example's id, but is not the template's example",
    )
    .help("giv tilbuddet sit eget id, eller slet rækken", "give the offer an id of its own, or delete the row")
}

pub(crate) fn only_example() -> Problem {
    Problem::new(Code::EmptyFile, "der står kun skabelonens eksempel", "only the template's example stands here")
        .help("skriv mindst én række", "write at least one row")
}

fn passed_over() -> Problem {
    Problem::new(Code::ExampleRow, "eksemplets række er ikke læst", "the example's row is not read")
        .help("slet rækken, når du ikke har brug for den mere", "delete the row when you need it no more")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(cells: &[(Column, &str)]) -> &'static str {
        match aside(cells.iter().copied()) {
            None => "row",
            Some((_, Aside::Example)) => "example",
            Some((_, Aside::Total(_))) => "total",
            Some((_, Aside::Unclear(_))) => "unclear",
        }
    }

    #[test]
    fn totals_are_told_from_offers() {
        for text in ["I alt", "i alt:", "TOTAL", "Sum", "Sum i alt", "* Total *", "Gennemsnit", "Gns.", "Alle tilbud"] {
            assert_eq!(kind(&[(Column::Offer, text)]), "total", "{text}");
            assert_eq!(kind(&[(Column::Offer, ""), (Column::OfferName, text)]), "total", "{text}");
            assert_eq!(kind(&[(Column::Offer, "B1"), (Column::TariffName, text)]), "unclear", "{text}");
        }
        for text in ["740 Total", "Silkeborg i alt", "I alt Silkeborg", "Sum af B1", "Total for 740"] {
            assert_eq!(kind(&[(Column::Offer, text), (Column::Operator, "740")]), "unclear", "{text}");
            assert_eq!(kind(&[(Column::Offer, text), (Column::Operator, "")]), "total", "{text}");
            assert_eq!(kind(&[(Column::Offer, ""), (Column::Operator, text)]), "total", "{text}");
        }
        for text in ["Kontrol", "Afstemning:"] {
            assert_eq!(kind(&[(Column::Offer, text), (Column::Operator, "")]), "total", "{text}");
            assert_eq!(kind(&[(Column::Offer, text), (Column::Operator, "740")]), "row", "{text}");
            assert_eq!(kind(&[(Column::Offer, "B1"), (Column::TariffName, text)]), "row", "{text}");
        }
        for text in ["B1", "Totalen", "Sumatra", "I alting", "Botilbud Total A", "740", "T"] {
            assert_eq!(kind(&[(Column::Offer, text), (Column::OfferName, "Total Omsorg")]), "row", "{text}");
        }
        for id in ["740-sum", "SUM_740", "Total-740", "I alt 2025", "Gns. 2025", "Ændring 24-25", "- heraf løn"] {
            assert_eq!(kind(&[(Column::Offer, id), (Column::Operator, "740")]), "unclear", "{id}");
        }
        for name in ["Total Omsorg", "Samlet Bo"] {
            assert_eq!(kind(&[(Column::Offer, ""), (Column::OfferName, name), (Column::Operator, "740")]), "unclear");
            assert_eq!(kind(&[(Column::Offer, name), (Column::Operator, "")]), "unclear", "{name}");
        }
        for name in [
            "Silkeborg i alt",
            "Alle tilbud, sum",
            "I alt 2025",
            "Gns.",
            "Sum Silkeborg",
            "Total Silkeborg Kommune",
            "I alt Omsorg",
        ] {
            assert_eq!(kind(&[(Column::Offer, "7"), (Column::OfferName, name)]), "unclear", "{name}");
        }
        assert_eq!(kind(&[(Column::Offer, "eksempel"), (Column::OfferName, "I alt")]), "example");
        assert_eq!(kind(&[(Column::Offer, ""), (Column::Tariff, "I alt")]), "row");
    }
}
