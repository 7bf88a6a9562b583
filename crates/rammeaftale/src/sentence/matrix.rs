//! One portfolio under several agreements, in plain words.

use super::fields::{measure_word, pick_str};
use super::{both, kroner, pick, stopped, words};
use crate::assessment::{Missing, Undetermined, Verdict};
use crate::compare::portfolio::{
    AmountOf, BreakEven, Cell, Column as Agreed, Headroom, LeftOutOfTotal, Matrix, RuleAt, Subjects, Total, Unit,
    Unsettled,
};
use crate::portfolio::{Column, FiguresKind, TariffUnit};
use crate::quantity::Year;
use crate::text::{Lang, Text};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// Whether an agreement is in force in the year or judged as if it were.
pub fn as_if(matrix: &Matrix, column: &Agreed) -> Text {
    let (title, year) = (&column.title, matrix.year);
    match column.as_if {
        None => Text::new(format!("{} gælder i {year}.", title.da), format!("{} is in force in {year}.", title.en)),
        Some(shift) => Text::new(
            format!("{} gælder ikke i {year}: den er bedømt SOM OM, forskudt {shift:+} år.", title.da),
            format!("{} is not in force in {year}: it is judged AS IF, shifted {shift:+} years.", title.en),
        ),
    }
}

/// Which years of the portfolio an agreement reads beside the year judged.
pub fn reads(matrix: &Matrix, column: &Agreed) -> Text {
    both(|lang| {
        let list = |years: &BTreeSet<Year>| years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let (of, base, credit, result) = match lang {
            Lang::Da => ("Læser", "basisår", "fald fra", "resultater fra"),
            Lang::En => ("Reads", "base year", "fall from", "results of"),
        };
        let years = [(base, &column.reads.base), (credit, &column.reads.credit), (result, &column.reads.result)];
        let years = years.into_iter().filter(|(_, years)| !years.is_empty());
        let years: Vec<String> = years.map(|(word, years)| format!("{word} {}", list(years))).collect();
        [vec![format!("{of} {}", matrix.year)], years].concat().join("; ") + "."
    })
}

/// What two agreements definitely say of a subject, and why: the rules that decide, how much too much, or why none applies.
pub fn flipped(matrix: &Matrix, subjects: &Subjects, (from, to): (usize, usize)) -> Text {
    both(|lang| {
        let said = |place: usize| {
            let (cell, column) = (subjects.cells.get(place)?.as_ref()?, matrix.agreements.get(place)?);
            let (verdict, title) = (words::verdict(cell.verdict), column.title.get(lang));
            let why = why(column, cell, lang);
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
    let title = |of: &RuleAt| column.rules.get(&of.rule).map_or(&*of.rule, |title| title.get(lang)).to_owned();
    let over = cell.headroom.as_ref().filter(|room| cell.verdict == Verdict::Breached && room.binding);
    let mut rules: Vec<String> = over.iter().map(|room| too_much(&title(&room.of), room, lang)).collect();
    let others = cell.deciding.iter().filter(|of| over.is_none_or(|room| room.of.rule != of.rule));
    for rule in others.map(title) {
        rules.extend((!rules.contains(&rule)).then_some(rule));
    }
    rules.join(", ")
}

/// The rule with its tariff, and by how much it is broken.
fn too_much(title: &str, room: &Headroom, lang: Lang) -> String {
    let tariff = room.of.tariff_name.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
    let much = kroner(Some(-room.kroner), lang);
    pick(lang, format!("{title}{tariff}: {much} for meget"), format!("{title}{tariff}: {much} too much"))
}

/// What a sum is in.
pub fn unit(unit: Unit) -> Text {
    match unit {
        Unit::TariffsOfAllPlaces(per) => {
            let (da, en) = match per {
                TariffUnit::Day => ("døgn", "a day"),
                TariffUnit::Hour => ("time", "an hour"),
                TariffUnit::Month => ("måned", "a month"),
                TariffUnit::Year => ("år", "a year"),
            };
            Text::new(format!("kr. pr. {da} for alle pladser"), format!("kr. {en} for all places"))
        }
        Unit::Basis => Text::new("kr. om året i grundlag", "kr. a year of basis"),
        Unit::Carried => Text::new("kr. i indregnet resultat", "kr. of carried result"),
        Unit::OwnPayment => Text::new("kr. om året i egenbetaling", "kr. a year of own payment"),
    }
}

/// A total in one sentence: how much too much in how many findings, how much room in how many, and what is left out.
pub fn total(total: &Total) -> Text {
    both(|lang| {
        let over = (total.over > 0).then(|| over(total, lang));
        let within = (total.within > 0).then(|| within(total, lang));
        let out = total.left_out.iter().map(|(reason, count)| {
            let word = pick_str(lang, "ikke med", "left out");
            format!("{word}: {count} {}", left_out_of_total(*reason, *count).get(lang))
        });
        stopped(over.into_iter().chain(within).chain(out).collect::<Vec<_>>().join("; "))
    })
}

fn over(total: &Total, lang: Lang) -> String {
    let (sum, found) = (summed(total.excess, total, lang), found(total.over, lang));
    match (total.unit, lang) {
        (Some(Unit::Carried), Lang::Da) => format!("{sum} er indregnet forkert ({found})"),
        (Some(Unit::Carried), Lang::En) => format!("{sum} carried wrongly ({found})"),
        (Some(Unit::OwnPayment), Lang::Da) => format!("{sum} er trukket fra ({found})"),
        (Some(Unit::OwnPayment), Lang::En) => format!("{sum} deducted ({found})"),
        (_, Lang::Da) => format!("{sum} for meget ({found})"),
        (_, Lang::En) => format!("{sum} too much ({found})"),
    }
}

fn within(total: &Total, lang: Lang) -> String {
    let found = found(total.within, lang);
    match (total.unit, lang) {
        (Some(Unit::Carried | Unit::OwnPayment), Lang::Da) => format!("i orden: {found}"),
        (Some(Unit::Carried | Unit::OwnPayment), Lang::En) => format!("in order: {found}"),
        (_, Lang::Da) => format!("råderum {} ({found})", summed(total.headroom, total, lang)),
        (_, Lang::En) => format!("room {} ({found})", summed(total.headroom, total, lang)),
    }
}

fn summed(sum: Decimal, total: &Total, lang: Lang) -> String {
    let unit = total.unit.map(|of| unit(of).get(lang).trim_start_matches("kr. ").to_owned()).unwrap_or_default();
    format!("{} {unit}", kroner(Some(sum), lang))
}

fn found(count: usize, lang: Lang) -> String {
    let word = pick_str(lang, "fund", if count == 1 { "finding" } else { "findings" });
    format!("{count} {word}")
}

/// Why findings are in no sum.
pub fn left_out_of_total(reason: LeftOutOfTotal, count: usize) -> Text {
    match reason {
        LeftOutOfTotal::Undetermined if count == 1 => Text::new("uafgjort", "undetermined"),
        LeftOutOfTotal::Undetermined => Text::new("uafgjorte", "undetermined"),
        LeftOutOfTotal::NoPlaces => Text::new("uden antal pladser", "without a number of places"),
        LeftOutOfTotal::PerPlace => {
            Text::new("målt pr. plads, som ikke kan lægges sammen", "per place, which cannot be added")
        }
        LeftOutOfTotal::NoFigure => Text::new("uden ét beløb at regne med", "without one amount to count"),
    }
}

/// Why a finding is open, what would settle it, and how it can still turn out.
pub fn unsettled(one: &Unsettled) -> Text {
    let cause = words::cause(Verdict::Undetermined(one.cause));
    both(|lang| {
        let figures = one.settled_by.first().map(|settlement| {
            let names = figures(&settlement.figures, lang);
            let turning = super::turning(settlement, one.missing, lang);
            let fewer = super::fewer(settlement, lang);
            let other = match one.settled_by.len() {
                0 | 1 => String::new(),
                more => pick(lang, format!(" (eller {} andre)", more - 1), format!(" (or {} others)", more - 1)),
            };
            let (settles, would) = match super::settles_at_times(settlement, one.missing) {
                true => ("kan afgøres", "could"),
                false => ("afgøres", "would"),
            };
            pick(
                lang,
                format!("det {settles} af {names}{turning}{other}{fewer}"),
                format!("{names} {would} settle it{turning}{other}{fewer}"),
            )
        });
        let parts = [Some(cause.get(lang).to_owned()), figures, Some(could_be(one).get(lang).to_owned())];
        let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        parts.join("; ")
    })
}

/// Each figure by name; of many only the columns and years, with the count of offers.
fn figures(figures: &BTreeSet<Missing>, lang: Lang) -> String {
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
            (AmountOf::Most(measure), Lang::Da) => format!("{} må højst være {amount}", measure_word(measure).da),
            (AmountOf::Most(measure), Lang::En) => format!("{} may be at most {amount}", measure_word(measure).en),
            (AmountOf::Carried, Lang::Da) => format!("der skal indregnes {amount}"),
            (AmountOf::Carried, Lang::En) => format!("{amount} must be carried"),
            (AmountOf::OwnPayment, Lang::Da) => format!("der må højst være trukket {amount} egenbetaling fra"),
            (AmountOf::OwnPayment, Lang::En) => format!("at most {amount} of own payment may be deducted"),
        };
        let actual = one.actual.map(|actual| {
            let actual = kroner(Some(actual), lang);
            pick(lang, format!("; nu {actual}"), format!("; now {actual}"))
        });
        said + &actual.unwrap_or_default()
    })
}
