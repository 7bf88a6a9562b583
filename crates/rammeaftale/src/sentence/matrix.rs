//! One portfolio under several agreements, in plain words.

use super::fields::measure_word;
use super::settle::{Does, Open, Settling, settling};
use super::{both, carried_amount, kroner, pick, words};
use crate::assessment::Verdict;
use crate::compare::portfolio::{
    AmountOf, BreakEven, Cell, Column as Agreed, Headroom, Matrix, RuleAt, Subjects, Unsettled, YearsRead,
};
use crate::quantity::Year;
use crate::text::{Lang, Text};
use std::collections::BTreeSet;

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
        let of = pick!(lang, "Læser", "Reads");
        let read = [vec![format!("{of} {year}")], years(reads, lang)].concat().join("; ") + ".";
        let others = years(reads_otherwise, lang);
        match others.is_empty() {
            true => read,
            false => {
                let also = pick!(lang, "Under andre læsninger også", "Under other readings also");
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
            Some(pick!(
                lang,
                format!("{} efter {title}{why}", verdict.da),
                format!("{} under {title}{why}", verdict.en)
            ))
        };
        [from, to].into_iter().filter_map(said).collect::<Vec<_>>().join("; ")
    })
}

fn why(column: &Agreed, cell: &Cell, lang: Lang) -> String {
    if let Verdict::NotApplicable(_) = cell.verdict {
        return words::cause(cell.verdict).get(lang).to_owned();
    }
    let over: Vec<&Headroom> = cell.rooms().filter(|room| cell.verdict == Verdict::Breached && room.binding).collect();
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
        let over: Vec<&Headroom> = over.iter().filter(|room| *room.of.rule == *rule).copied().collect();
        let much = (!over.is_empty()).then(|| too_much(&over, all.len() > 1, lang));
        let amiss = || {
            let (_, figures) = cell.breaks.iter().find(|(of, _)| *of.rule == *rule)?;
            Some(super::amiss(figures)?.get(lang).to_owned()).map(|amiss| format!(": {amiss}"))
        };
        format!("{title}{of}{}", much.or_else(amiss).unwrap_or_default())
    });
    told.collect::<Vec<_>>().join(", ")
}

/// By how much the rule is broken, in each unit; of several tariffs, that it is the first one's.
fn too_much(over: &[&Headroom], several: bool, lang: Lang) -> String {
    let told = over.iter().filter_map(|room| {
        let much = super::too_much(room.over_at_least, Some(-room.kroner))?;
        let per = room.per.map(|unit| format!(" {}", super::per(unit).get(lang))).unwrap_or_default();
        let first = room.of.tariff_name.as_ref().filter(|_| several);
        let first = first.map(|name| format!(" ({name})")).unwrap_or_default();
        Some(format!("{}{per}{first}", much.get(lang)))
    });
    format!(": {}", told.collect::<Vec<_>>().join("; "))
}

/// Which tariffs decide by the rule that is shown for all: the one whose room is shown first. Nothing where a rule judges
/// none by name.
pub fn deciding_tariffs(cell: &Cell) -> Text {
    let shown = cell.headroom.as_ref().map(|room| &room.of).or(cell.deciding.first());
    both(|lang| {
        let all: Vec<&RuleAt> =
            cell.deciding.iter().filter(|of| shown.is_some_and(|one| one.rule == of.rule)).collect();
        let (named, word) = (tariffs(&all, lang), pick!(lang, "ydelse", "tariff"));
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
            pick!(lang, format!("{first} og {more} til"), format!("{first} and {more} more"))
        }
        _ => names.join(", "),
    }
}

/// Why a finding is open, what would settle it, and how it can still turn out.
pub fn unsettled(one: &Unsettled) -> Text {
    let open = Verdict::Undetermined(one.cause);
    let cause = if one.missing.is_empty() { words::cause(open) } else { words::cause_lacking(open) };
    let reason = one.reason.map(|reason| words::left_out_reason(reason, one.measure));
    let could_be = super::could_be(one.cause, &one.could_be);
    both(|lang| {
        let reason = reason.as_ref().map(|reason| format!(" ({})", reason.get(lang)));
        let cause = cause.get(lang).to_owned() + &reason.unwrap_or_default();
        let figures = (!one.missing.is_empty()).then(|| settled_by(one, lang));
        let parts = [Some(cause), figures, Some(could_be.get(lang).to_owned())];
        let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        parts.join("; ")
    })
}

fn settled_by(one: &Unsettled, lang: Lang) -> String {
    let open = Open {
        settled_by: &one.settled_by,
        missing: &one.missing,
        could_be: &one.could_be,
        expected_carried: one.expected_carried,
    };
    let Settling { names, how, does } = settling(open, lang);
    match (does, lang) {
        (Does::Always, Lang::Da) => format!("det afgøres af {names}{how}"),
        (Does::Always, Lang::En) => format!("{names} would settle it{how}"),
        (Does::AtTimes, Lang::Da) => format!("det kan afgøres af {names}{how}"),
        (Does::AtTimes, Lang::En) => format!("{names} could settle it{how}"),
        (Does::Together, Lang::Da) => format!("det kræver {names}{how}"),
        (Does::Together, Lang::En) => format!("it takes {names}{how}"),
        (Does::Never, _) => names + &how,
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
                pick!(lang, da, format!("the sum of {of} times places may be at most {amount}"))
            }
            (AmountOf::Most(measure), Lang::Da) => format!("{} må højst være {amount}", measure_word(measure).da),
            (AmountOf::Most(measure), Lang::En) => format!("{} may be at most {amount}", measure_word(measure).en),
            (AmountOf::Carried, _) if one.amount.is_zero() => {
                pick!(lang, "der skal intet indregnes", "nothing is to be carried").to_owned()
            }
            (AmountOf::Carried, Lang::Da) => format!("der skal indregnes {}", carried_amount(Some(one.amount), lang)),
            (AmountOf::Carried, Lang::En) => format!("{} must be carried", carried_amount(Some(one.amount), lang)),
            (AmountOf::OwnPayment, Lang::Da) => format!("der må højst være trukket {amount} egenbetaling fra"),
            (AmountOf::OwnPayment, Lang::En) => format!("at most {amount} of own payment may be deducted"),
        };
        let actual = one.actual.map(|actual| {
            let actual = match one.what {
                AmountOf::Carried => carried_amount(Some(actual), lang).to_string(),
                _ => kroner(Some(actual), lang).to_string(),
            };
            pick!(lang, format!("; nu {actual}"), format!("; now {actual}"))
        });
        let open = match one.verdict {
            Verdict::Undetermined(_) => pick!(lang, "; afgør det ikke alene", "; does not settle it alone"),
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
