//! One portfolio under several agreements, in plain words.

use super::fields::{measure_word, pick_str};
use super::{both, carried_amount, kroner, pick, words};
use crate::assessment::{Missing, Settlement, Undetermined, Verdict};
use crate::compare::portfolio::{
    AmountOf, BreakEven, Cell, Column as Agreed, Headroom, Matrix, RuleAt, Subjects, Unsettled, YearsRead,
};
use crate::portfolio::{Column, FiguresKind};
use crate::quantity::Year;
use crate::text::{Lang, Text};
use std::collections::{BTreeMap, BTreeSet};

/// Whether an agreement is in force in the year or judged as if it were.
pub fn as_if(title: &Text, year: Year, shift: Option<i32>) -> Text {
    match shift {
        None => Text::new(format!("{} gælder i {year}.", title.da), format!("{} is in force in {year}.", title.en)),
        Some(shift) => Text::new(
            format!("{} gælder ikke i {year}: den er bedømt SOM OM, forskudt {shift:+} år.", title.da),
            format!("{} is not in force in {year}: it is judged AS IF, shifted {shift:+} years.", title.en),
        ),
    }
}

/// Which years of the portfolio an agreement reads beside the year judged, and which only under other readings.
pub fn reads(year: Year, reads: &YearsRead, reads_otherwise: &YearsRead) -> Text {
    both(|lang| {
        let of = pick_str(lang, "Læser", "Reads");
        let read = [vec![format!("{of} {year}")], years(reads, lang)].concat().join("; ") + ".";
        let others = years(reads_otherwise, lang);
        match others.is_empty() {
            true => read,
            false => {
                let also = pick_str(lang, "Under andre læsninger også", "Under other readings also");
                format!("{read} {also} {}.", others.join("; "))
            }
        }
    })
}

fn years(read: &YearsRead, lang: Lang) -> Vec<String> {
    let list = |years: &BTreeSet<Year>| years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let (base, credit, result) = match lang {
        Lang::Da => ("basisår", "fald fra", "resultater fra"),
        Lang::En => ("base year", "fall from", "results of"),
    };
    let years = [(base, &read.base), (credit, &read.credit), (result, &read.result)];
    let years = years.into_iter().filter(|(_, years)| !years.is_empty());
    years.map(|(word, years)| format!("{word} {}", list(years))).collect()
}

/// What two agreements definitely say of a subject, and why: the rules that decide, how much too much, or why none applies.
pub fn flipped(matrix: &Matrix, subjects: &Subjects, (from, to): (usize, usize)) -> Text {
    both(|lang| {
        let said = |place: usize| {
            let (cell, column) = (subjects.cells.get(place)?.as_ref()?, matrix.agreements.get(place)?);
            let title = column.title.get(lang);
            let (verdict, why) = match cell.judged_at {
                Some(level) => (super::judged_at(level, cell.measure), String::new()),
                None => (words::verdict(cell.verdict), why(column, cell, lang)),
            };
            let why = if why.is_empty() { why } else { format!(" ({why})") };
            Some(pick(lang, format!("{} efter {title}{why}", verdict.da), format!("{} under {title}{why}", verdict.en)))
        };
        [from, to].into_iter().filter_map(said).collect::<Vec<_>>().join("; ")
    })
}

fn why(column: &Agreed, cell: &Cell, lang: Lang) -> String {
    if let Verdict::NotApplicable(_) = cell.verdict {
        return words::cause(cell.verdict).get(lang).to_owned();
    }
    let over = cell.headroom.as_ref().filter(|room| cell.verdict == Verdict::Breached && room.binding);
    let mut by_rule: Vec<(&str, Vec<&RuleAt>)> = Vec::new();
    for of in &cell.deciding {
        match by_rule.iter_mut().find(|(rule, _)| *rule == &*of.rule) {
            Some((_, all)) => all.push(of),
            None => by_rule.push((&of.rule, vec![of])),
        }
    }
    let told = by_rule.into_iter().map(|(rule, all)| {
        let title = column.rules.get(rule).map_or(rule, |title| title.get(lang));
        let of = tariffs(&all, lang);
        let of = if of.is_empty() { of } else { format!(" ({of})") };
        let much = over.filter(|room| *room.of.rule == *rule).map(|room| too_much(room, all.len() > 1, lang));
        let amiss = || {
            let (_, figures) = cell.breaks.iter().find(|(of, _)| *of.rule == *rule)?;
            Some(super::amiss(figures)?.get(lang).to_owned()).map(|amiss| format!(": {amiss}"))
        };
        format!("{title}{of}{}", much.or_else(amiss).unwrap_or_default())
    });
    told.collect::<Vec<_>>().join(", ")
}

/// By how much the rule is broken; of several tariffs, that it is the first one's.
fn too_much(room: &Headroom, several: bool, lang: Lang) -> String {
    let much = super::too_much(room.over_at_least, -room.kroner);
    let first = room.of.tariff_name.as_ref().filter(|_| several);
    let first = first.map(|name| format!(" ({name})")).unwrap_or_default();
    format!(": {}{first}", much.get(lang))
}

/// Which tariffs decide by the rule that is shown for all: the one whose room is shown first. Nothing where a rule judges
/// none by name.
pub fn deciding_tariffs(cell: &Cell) -> Text {
    let shown = cell.headroom.as_ref().map(|room| &room.of).or(cell.deciding.first());
    both(|lang| {
        let all: Vec<&RuleAt> =
            cell.deciding.iter().filter(|of| shown.is_some_and(|one| one.rule == of.rule)).collect();
        let (named, word) = (tariffs(&all, lang), pick_str(lang, "ydelse", "tariff"));
        if named.is_empty() { named } else { format!("{word} {named}") }
    })
}

/// Tariffs by name; of many the first, and how many more there are.
fn tariffs(all: &[&RuleAt], lang: Lang) -> String {
    const FEW: usize = 3;
    let names: Vec<&str> = all.iter().filter_map(|of| of.tariff_name.as_deref()).collect();
    match (names.len(), names.get(..FEW - 1)) {
        (more, Some(first)) if more > FEW => {
            let more = more - first.len();
            let first = first.join(", ");
            pick(lang, format!("{first} og {more} til"), format!("{first} and {more} more"))
        }
        _ => names.join(", "),
    }
}

/// Why a finding is open, what would settle it, and how it can still turn out.
pub fn unsettled(one: &Unsettled) -> Text {
    let cause = words::cause(Verdict::Undetermined(one.cause));
    both(|lang| {
        let mut settling = super::settle::within_reason(&one.settled_by);
        let figures = match settling.next() {
            Some(first) => Some(settling_figures(one, first, settling.count(), lang)),
            None if one.settled_by.is_empty() => None,
            None => Some(only_missing(one, lang)),
        };
        let reason = one.reason.map(|reason| words::left_out_reason(reason, one.measure));
        let reason = reason.map(|reason| format!(" ({})", reason.get(lang)));
        let cause = cause.get(lang).to_owned() + &reason.unwrap_or_default();
        let parts = [Some(cause), figures, Some(could_be(one).get(lang).to_owned())];
        let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        parts.join("; ")
    })
}

/// One set of figures that would settle it, and how many others.
fn settling_figures(one: &Unsettled, settlement: &Settlement, others: usize, lang: Lang) -> String {
    let names = figures(&settlement.figures.iter().collect(), lang);
    let turning = super::settle::turning(settlement, one.missing, lang);
    let fewer = super::settle::fewer(settlement, lang);
    let other = match others {
        0 => String::new(),
        1 => pick_str(lang, " (eller 1 andet)", " (or 1 other)").to_owned(),
        more => pick(lang, format!(" (eller {more} andre)"), format!(" (or {more} others)")),
    };
    let (settles, would) = match super::settle::settles_at_times(settlement, one.missing) {
        true => ("kan afgøres", "could"),
        false => ("afgøres", "would"),
    };
    pick(
        lang,
        format!("det {settles} af {names}{turning}{other}{fewer}"),
        format!("{names} {would} settle it{turning}{other}{fewer}"),
    )
}

/// Figures of which none alone settles it by a size that it can have.
fn only_missing(one: &Unsettled, lang: Lang) -> String {
    let names = figures(&one.settled_by.iter().flat_map(|set| &set.figures).collect(), lang);
    pick(
        lang,
        format!("det kræver {names}; ét af tallene alene er næppe nok"),
        format!("it takes {names}; one of them alone will hardly do"),
    )
}

/// Each figure by name; of many only the columns and years, with the count of offers.
pub(super) fn figures(figures: &BTreeSet<&Missing>, lang: Lang) -> String {
    const FEW: usize = 3;
    let and = pick_str(lang, " og ", " and ");
    if figures.len() <= FEW {
        return figures.iter().map(|figure| words::missing(figure, lang)).collect::<Vec<_>>().join(and);
    }
    let mut offers: BTreeMap<(Column, FiguresKind, Year), BTreeSet<&str>> = BTreeMap::new();
    let mut names: Vec<String> = Vec::new();
    for figure in figures {
        match figure {
            Missing::Figure { column, offer, year, figures, .. } => {
                offers.entry((*column, *figures, *year)).or_default().insert(offer);
            }
            Missing::PriceIndex(_) => names.push(words::missing(figure, lang)),
        }
    }
    // Years in which the same offers lack the same figure stand together.
    let mut years: BTreeMap<(Column, FiguresKind, BTreeSet<&str>), Vec<Year>> = BTreeMap::new();
    for ((column, kind, year), offers) in offers {
        years.entry((column, kind, offers)).or_default().push(year);
    }
    for ((column, kind, offers), years) in years {
        let years = years.iter().map(ToString::to_string).collect::<Vec<_>>();
        let years = years.split_last().map_or_else(String::new, |(last, before)| match before {
            [] => last.clone(),
            _ => format!("{}{and}{last}", before.join(", ")),
        });
        let (name, kind) = (words::column(column), words::figures(kind, lang));
        let of = pick(lang, format!("for {} tilbud", offers.len()), format!("of {} offers", offers.len()));
        names.push(format!("{} {years} ({kind}) {of}", name.get(lang)));
    }
    names.join(", ")
}

/// How an open finding can still turn out.
pub fn could_be(one: &Unsettled) -> Text {
    let can = |verdict: Verdict| one.could_be.contains(&verdict);
    match (can(Verdict::Met), can(Verdict::Breached)) {
        (true, true) => Text::new("kan ende begge veje", "can turn out either way"),
        (true, false) => Text::new("kan blive overholdt; et brud er ikke fundet", "can be met; no breach was found"),
        (false, true) => {
            Text::new("kan blive brudt; overholdelse er ikke fundet", "can be breached; no way to be met was found")
        }
        (false, false) if one.cause == Undetermined::NotStated => {
            Text::new("intet tal kan afgøre det", "no figure can settle it")
        }
        (false, false) => Text::new("", ""),
    }
}

/// The one number with which a rule just holds.
pub fn break_even(one: &BreakEven) -> Text {
    both(|lang| {
        let amount = kroner(Some(one.amount), lang);
        let said = match (one.what, lang) {
            (AmountOf::Most(_), _) if one.unit.is_some() => {
                let of = one.unit.map(|unit| super::tariffs(unit).get(lang).to_owned()).unwrap_or_default();
                let da = format!("summen af {of} gange pladser må højst være {amount}");
                pick(lang, da, format!("the sum of {of} times places may be at most {amount}"))
            }
            (AmountOf::Most(measure), Lang::Da) => format!("{} må højst være {amount}", measure_word(measure).da),
            (AmountOf::Most(measure), Lang::En) => format!("{} may be at most {amount}", measure_word(measure).en),
            (AmountOf::Carried, _) if one.amount.is_zero() => {
                pick_str(lang, "der skal intet indregnes", "nothing is to be carried").to_owned()
            }
            (AmountOf::Carried, Lang::Da) => format!("der skal indregnes {}", carried_amount(Some(one.amount), lang)),
            (AmountOf::Carried, Lang::En) => format!("{} must be carried", carried_amount(Some(one.amount), lang)),
            (AmountOf::OwnPayment, Lang::Da) => format!("der må højst være trukket {amount} egenbetaling fra"),
            (AmountOf::OwnPayment, Lang::En) => format!("at most {amount} of own payment may be deducted"),
        };
        let actual = one.actual.map(|actual| {
            let actual = match one.what {
                AmountOf::Carried => carried_amount(Some(actual), lang),
                _ => kroner(Some(actual), lang),
            };
            pick(lang, format!("; nu {actual}"), format!("; now {actual}"))
        });
        let open = match one.verdict {
            Verdict::Undetermined(_) => pick_str(lang, "; afgør det ikke alene", "; does not settle it alone"),
            _ => "",
        };
        said + &actual.unwrap_or_default() + open
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::Subject;
    use crate::portfolio::Authority;
    use rust_decimal::Decimal;

    #[test]
    fn of_many_tariffs_two_are_named() {
        let named = |names: &[&str]| {
            let of = |name: &&str| RuleAt { rule: "r".into(), tariff_name: Some((*name).into()) };
            let all: Vec<RuleAt> = names.iter().map(of).collect();
            tariffs(&all.iter().collect::<Vec<_>>(), Lang::En)
        };
        assert_eq!(named(&["a", "b", "c"]), "a, b, c");
        assert_eq!(named(&["a", "b", "c", "d", "e"]), "a, b and 3 more");
    }

    #[test]
    fn a_deficit_to_be_carried_has_no_minus() {
        let one = BreakEven {
            agreement: "a".into(),
            subject: Subject::Region { region: Authority::new(1082).unwrap() },
            of: RuleAt { rule: "r".into(), tariff_name: None },
            binding: true,
            verdict: Verdict::Breached,
            what: AmountOf::Carried,
            unit: None,
            amount: Decimal::from(-5),
            actual: Some(Decimal::from(-4)),
            headroom: None,
        };
        assert_eq!(break_even(&one).en, "a deficit of 5.00 kr. must be carried; now a deficit of 4.00 kr.");
    }
}
