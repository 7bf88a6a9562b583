//! What is measured, and for whom a rule is judged, as parts of sentences.

use super::pick;
use super::piece::{Told, piece, say};
use super::units::tariffs;
use crate::agreement::rules::{LimitLevel, Measure};
use crate::assessment::{Finding, LimitFigures};
use crate::text::{Lang, Text};
use std::collections::BTreeSet;

/// Of whom a rule speaks that is not judged for the subject: `bedømmes pr. takst`.
pub fn judged_at(level: LimitLevel, measure: Option<Measure>) -> Text {
    match (level, measure) {
        (LimitLevel::Offer, Some(Measure::Tariff)) => Text::new("bedømmes pr. takst", "judged per tariff"),
        (LimitLevel::Offer, _) => Text::new("bedømmes pr. tilbud", "judged per offer"),
        (LimitLevel::Operator, _) => Text::new("bedømmes pr. driftsherre", "judged per operator"),
        (LimitLevel::Region, _) => {
            Text::new("bedømmes for alle driftsherrer under ét", "judged for all operators together")
        }
    }
}

/// The heading of a column of room below limits: of what the room is, where all of it is of one measure.
pub fn room_of(measures: &BTreeSet<Measure>) -> Text {
    let of = |da: &str, en: &str| Text::new(format!("råderum{da}, kr."), format!("room{en}, kr."));
    match measures.first().filter(|_| measures.len() == 1) {
        Some(Measure::Tariff) => of(" i takst", " in tariff"),
        Some(Measure::BasisPerPlace) => of(" pr. plads", " per place"),
        Some(Measure::CostPerPlaceDay) => of(" pr. plads og dag", " per place and day"),
        Some(Measure::TariffBasis) | None => of("", ""),
    }
}

/// What is measured, as the subject of a sentence.
pub(super) fn noun<'f>(finding: &'f Finding, figures: &'f LimitFigures, lang: Lang) -> Told<impl Fn(&mut String) + 'f> {
    let named = move |noun: &str, out: &mut String| {
        let name = finding.tariff_name.as_deref();
        say!(out, noun, name.map(|_| " "), name);
    };
    piece(move |out| match (figures.measure, figures.unit, lang) {
        (Some(Measure::Tariff), Some(unit), Lang::Da) => say!(out, "Summen af ", tariffs(unit).da, " gange pladser"),
        (Some(Measure::Tariff), Some(unit), Lang::En) => say!(out, "The sum of ", tariffs(unit).en, " times places"),
        (Some(Measure::Tariff), None, lang) => named(pick!(lang, "Taksten", "The tariff"), out),
        (Some(Measure::CostPerPlaceDay), _, lang) => {
            say!(out, pick!(lang, "Udgiften pr. plads og dag", "The cost per place and day"));
        }
        (Some(Measure::TariffBasis | Measure::BasisPerPlace) | None, _, lang) => {
            say!(out, pick!(lang, "Grundlaget", "The basis"));
        }
    })
}

/// What stands for it in the rest of the sentence.
pub(super) fn pronoun(figures: &LimitFigures, lang: Lang) -> &'static str {
    pick!(lang, if ending(figures).is_empty() { "den" } else { "det" }, "it")
}

/// `grundlaget` is neuter: for høj**t**.
pub(super) fn ending(figures: &LimitFigures) -> &'static str {
    match figures.measure {
        Some(Measure::Tariff | Measure::CostPerPlaceDay) => "",
        Some(Measure::TariffBasis | Measure::BasisPerPlace) | None => "t",
    }
}
