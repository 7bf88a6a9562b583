//! What findings come to in kroner, in plain words.

use super::fields::pick_str;
use super::{both, kroner, stopped};
use crate::compare::portfolio::{LeftOutOfTotal, Total, Unit};
use crate::portfolio::TariffUnit;
use crate::text::{Lang, Text};
use rust_decimal::Decimal;

/// What a sum is in.
pub fn unit(unit: Unit) -> Text {
    match unit {
        Unit::TariffsOfAllPlaces(unit) => {
            let per = per(unit);
            Text::new(format!("kr. {} for alle pladser", per.da), format!("kr. {} for all places", per.en))
        }
        Unit::Basis => Text::new("kr. om året i grundlag", "kr. a year of basis"),
        Unit::Carried => Text::new("kr. i indregnet resultat", "kr. of carried result"),
        Unit::OwnPayment => Text::new("kr. om året i egenbetaling", "kr. a year of own payment"),
    }
}

/// What a tariff is for.
pub fn per(unit: TariffUnit) -> Text {
    let (da, en) = match unit {
        TariffUnit::Day => ("pr. døgn", "a day"),
        TariffUnit::Hour => ("pr. time", "an hour"),
        TariffUnit::Month => ("pr. måned", "a month"),
        TariffUnit::Year => ("pr. år", "a year"),
    };
    Text::new(da, en)
}

/// A total in one sentence: how much too much in how many findings, how much room in how many, and what is left out.
pub fn total(total: &Total) -> Text {
    both(|lang| {
        let over = (total.over > 0).then(|| over(total, lang));
        let within = (total.within > 0).then(|| within(total, lang));
        let out: Vec<String> = total
            .left_out
            .iter()
            .map(|(reason, count)| format!("{count} {}", left_out_of_total(*reason, *count).get(lang)))
            .collect();
        let of = total.unit.filter(|_| total.over + total.within == 0);
        // Where nothing could be summed, the unit stands with no sum.
        let of = of.map(|of| format!(" ({})", unit(of).get(lang))).unwrap_or_default();
        let out =
            (!out.is_empty()).then(|| format!("{}: {}{of}", pick_str(lang, "ikke med", "left out"), out.join(", ")));
        stopped(over.into_iter().chain(within).chain(out).collect::<Vec<_>>().join("; "))
    })
}

fn over(total: &Total, lang: Lang) -> String {
    let (sum, found) = (summed(total.excess, total, lang), found(total.over, lang));
    // What is left out could only add to it; of a tariff, the announced model on wages could take something off.
    let is_least = !total.left_out.is_empty() && !matches!(total.unit, Some(Unit::TariffsOfAllPlaces(_)));
    let sum = if is_least { format!("{} {sum}", pick_str(lang, "mindst", "at least")) } else { sum };
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
